import json
from pathlib import Path

import pytest

from claims.errors import ClaimsError
from claims.ingest import read

TEXT = "قال مصدر أمني إن القوات سيطرت على المدينة."
FULL = {
    "title": "عملية جنوب القطرون",
    "author": "سعيد المنصوري",
    "publisher": "وكالة رياليست",
    "url": "https://news.example/ar/1",
    "published": "2021-01-05T18:30:00+02:00",
    "retrieved": "2021-01-06",
    "dateline": "طرابلس",
    "language": "ar-LY",
}


def article(folder: Path, said: str) -> Path:
    path = folder / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    (folder / "a.meta.json").write_text(said, encoding="utf-8")
    return path


def test_what_is_said_beside_an_article_is_known_of_it(tmp_path: Path) -> None:
    document = read(article(tmp_path, json.dumps(FULL)))
    assert {name: getattr(document, name) for name in FULL} == FULL


def test_null_is_not_known(tmp_path: Path) -> None:
    document = read(article(tmp_path, json.dumps(dict.fromkeys(FULL))))
    known = {name: getattr(document, name) for name in FULL}
    assert known == {**dict.fromkeys(FULL), "language": "ar"}


def test_an_option_comes_before_what_is_said_beside(tmp_path: Path) -> None:
    assert read(article(tmp_path, json.dumps(FULL)), language="ar-TN").language == "ar-TN"


@pytest.mark.parametrize("value", ["2021", "2021-02", "2021-02-28", "2021-02-28T23:59:59Z"])
def test_dates_are_as_exact_as_they_are_known(tmp_path: Path, value: str) -> None:
    assert read(article(tmp_path, json.dumps({"published": value}))).published == value


DATE = "YYYY, YYYY-MM, YYYY-MM-DD or a time such as 2021-01-05T18:30:00+02:00"
WRONG = {
    "unknown name": (
        '{"editor": "x"}',
        (
            "{f}: 'editor' is not a metadata field. "
            "Remove it; the known fields are title, author, publisher, url, published, retrieved, dateline, language"
        ),
    ),
    "a column's name": (
        '{"outlet": "x"}',
        (
            "{f}: 'outlet' is not a metadata field. Rename it to publisher, or remove it; "
            "the known fields are title, author, publisher, url, published, retrieved, dateline, language"
        ),
    ),
    "a slip": (
        '{"langage": "ar"}',
        (
            "{f}: 'langage' is not a metadata field. Rename it to language, or remove it; "
            "the known fields are title, author, publisher, url, published, retrieved, dateline, language"
        ),
    ),
    "not a text": ('{"title": 3}', "{f}: title is not a string. Write it in quotation marks, or null"),
    "blank": ('{"title": " "}', "{f}: title is not a string. Write it in quotation marks, or null"),
    "two lines": (
        '{"title": "a\\nb"}',
        "{f}: title is 'a\\nb'. Write one line without control characters",
    ),
    "no such day": ('{"published": "2021-02-30"}', f"{{f}}: published is '2021-02-30'. Write {DATE}"),
    "a date in words": ('{"retrieved": "yesterday"}', f"{{f}}: retrieved is 'yesterday'. Write {DATE}"),
    "digits of another script": ('{"published": "٢٠٢١"}', f"{{f}}: published is '٢٠٢١'. Write {DATE}"),
    "a script for an address": (
        '{"url": "javascript:alert(1)"}',
        "{f}: url is 'javascript:alert(1)'. Write a whole address that begins with http:// or https://",
    ),
    "no language": (
        '{"language": "Arabic!"}',
        "{f}: language is 'Arabic!'. Write a BCP 47 tag, such as ar or ar-LY",
    ),
    "a list": (
        "[]",
        (
            '{f}: not a JSON object. Write {{"publisher": "…"}}, with any of '
            "title, author, publisher, url, published, retrieved, dateline, language"
        ),
    ),
    "a name twice": (
        '{"title": "a", "title": "b"}',
        "{f}: not a JSON object in UTF-8: a name stands twice. Correct the file",
    ),
    "no JSON": (
        '{\n"title" "a"}',
        "{f}:2:9: not a JSON object in UTF-8: Expecting ':' delimiter. Correct the file",
    ),
}


@pytest.mark.parametrize(("said", "message"), WRONG.values(), ids=WRONG)
def test_wrong_metadata_are_refused(tmp_path: Path, said: str, message: str) -> None:
    path = article(tmp_path, said)
    with pytest.raises(ClaimsError) as caught:
        read(path)
    assert str(caught.value) == message.format(f=tmp_path / "a.meta.json")


def test_metadata_nested_without_end_are_refused(tmp_path: Path) -> None:
    path = article(tmp_path, "[" * 100_000)
    with pytest.raises(ClaimsError, match="not a JSON object"):
        read(path)
