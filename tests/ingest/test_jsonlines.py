import gzip
import json
from pathlib import Path

import pytest

from claims.ingest import Unreadable, find, read_all
from claims.model import Document
from tests.ingest.made import TEXT, saved

NAMES = "title, author, publisher, url, published, retrieved, dateline, language"
EXAMPLE = f'Write one object per line: {{"text": "…"}}, with any of id, {NAMES}'
FULL = {
    "text": TEXT,
    "url": "https://n.example/2021/qatrun",
    "title": "عنوان",
    "published": "2021-01-05",
    "author": None,
}


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_each_line_is_an_article(tmp_path: Path, name: str) -> None:
    lines = [
        FULL,
        {"text": "قال الوزير إن الحدود مفتوحة.\r\nوأضاف.", "id": "border"},
        {"text": TEXT, "language": "ar-LY"},
    ]
    data = "\n\n".join(json.dumps(line) for line in lines).encode()
    found = list(read_all([saved(tmp_path / name, gzip.compress(data) if name.endswith("gz") else data)]))
    assert [(one.id, one.text, one.original) for one in found if not isinstance(one, Unreadable)] == [
        ("qatrun", TEXT, None),
        ("border", "قال الوزير إن الحدود مفتوحة.\nوأضاف.", None),
        ("a-5", TEXT, None),
    ]
    documents = [one for one in found if isinstance(one, Document)]
    assert [[(one.field, one.found) for one in document.provenance] for document in documents] == [
        [("title", "archive"), ("url", "archive"), ("published", "archive"), ("language", "detected")],
        [("language", "detected")],
        [("language", "archive")],
    ]


WRONG = {
    '{"text": ': ("{f}:2:9: not a JSON object in UTF-8: Expecting value. Correct the file"),
    '["text"]': "{f}:2: not a JSON object. " + EXAMPLE,
    '{"title": "x"}': "{f}:2: the article has no text. " + EXAMPLE,
    '{"text": 3}': "{f}:2: text is not a string. Write it in quotation marks",
    '{"text": ""}': "{f}:2: the file is empty. Pass a file with the text of an article",
    '{"text": "a", "text": "b"}': "{f}:2: not a JSON object in UTF-8: a name stands twice. Correct the file",
    '{"text": "قال", "published": "yesterday"}': (
        "{f}:2: published is 'yesterday'. Write YYYY, YYYY-MM, YYYY-MM-DD or a time such as 2021-01-05T18:30:00+02:00"
    ),
    '{"text": "قال", "editor": "x"}': "{f}:2: 'editor' is not a metadata field. Remove it; the known fields are "
    + NAMES,
    '{"text": "قال", "id": "../x"}': (
        "{f}:2: '../x' cannot be an article's id. Ids are file names: use up to 120 letters, digits, - and _"
    ),
    '{"text": "\\ud800"}': "{f}:2: text contains a lone surrogate. Write the line in UTF-8",
    "[" * 100_000: "{f}:2: not a JSON object in UTF-8: ",
}


@pytest.mark.parametrize(("line", "message"), WRONG.items(), ids=[line[:20] for line in WRONG])
def test_a_bad_line_is_said_and_the_others_are_read(tmp_path: Path, line: str, message: str) -> None:
    good = json.dumps({"text": TEXT})
    path = saved(tmp_path / "a.jsonl", f"{good}\n{line}\n{good}\n")
    first, bad, last = read_all([path])
    assert not isinstance(first, Unreadable)
    assert not isinstance(last, Unreadable)
    assert isinstance(bad, Unreadable)
    assert str(bad.error).startswith(message.replace("{f}", str(path)))


def test_records_that_are_no_articles_are_passed_over_in_a_folder(tmp_path: Path) -> None:
    saved(tmp_path / "claims.jsonl", '{"id": "clm-1", "translations": [{"text": "x"}]}\n')
    saved(tmp_path / "broken.jsonl", "{\n")
    saved(tmp_path / "a.translations.jsonl", json.dumps({"id": "clm-1", "original": TEXT, "text": "x"}))
    articles = saved(tmp_path / "articles.jsonl", json.dumps({"text": TEXT}))
    assert find([tmp_path]) == [articles, tmp_path / "broken.jsonl"]
