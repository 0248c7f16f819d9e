import hashlib
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import ClaimsError
from claims.ingest import Unreadable, file_formats, find, read, read_all
from claims.ingest.document_ids import address_id, document_id
from claims.model import Document, Original, Provenance, digest, id_fault, is_document_id
from claims.text.terminal_text import printable

TEXT = "قال مصدر أمني إن القوات سيطرت على المدينة.\n"


DETECTED = (Provenance("language", "detected"),)


def write(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_a_document_is_its_text_and_what_is_known(tmp_path: Path) -> None:
    assert read(write(tmp_path / "report.txt")) == Document(
        id="report", sha256=digest(TEXT), language="ar", provenance=DETECTED, text=TEXT
    )


def test_standard_input_is_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    assert read("-") == Document(id="stdin", sha256=digest(TEXT), language="ar", provenance=DETECTED, text=TEXT)


LANGUAGES = {
    "Arabic": (TEXT, None, "ar"),
    "English": ("The minister said that talks would go on.", None, "en"),
    "Persian": ("به گزارش خبرگزاری ایسنا، وزیر امور خارجه گفت که مذاکرات ادامه دارد.", None, "fa"),
    "said by a person": (TEXT, "ar-LY", "ar-LY"),
}


@pytest.mark.parametrize(("text", "said", "tag"), LANGUAGES.values(), ids=LANGUAGES)
def test_the_language_is_told(tmp_path: Path, text: str, said: str | None, tag: str) -> None:
    assert read(write(tmp_path / "a.txt", text), language=said).language == tag


REFUSED = {
    "an empty file": ("", {}, "{a}: the file is empty. Pass a file with the text of an article"),
    "blanks only": (" \n\t\n", {}, "{a}: the file is empty. Pass a file with the text of an article"),
    "no words": ("12 + 34 = 46 !", {}, "{a}: the text has no words. Pass a file with the text of an article"),
    "no language tag": (
        TEXT,
        {"language": "العربية"},
        "'العربية' is not a language tag. Use a BCP 47 tag, such as ar, ar-LY or en",
    ),
    "a path for an id": (
        TEXT,
        {"id": "../../etc/passwd"},
        "'../../etc/passwd' cannot be an article's id. Ids are file names: use up to 120 letters, digits, - and _",
    ),
    "HTML without an article": (
        "<!DOCTYPE html>\n<p></p>",
        {},
        "{a}: no article was found in the file. Save the article's text as a .txt file in UTF-8",
    ),
}


@pytest.mark.parametrize(("text", "options", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_article_is_refused(tmp_path: Path, text: str, options: dict[str, str], message: str) -> None:
    article = write(tmp_path / "a.txt", text)
    with pytest.raises(ClaimsError) as caught:
        read(article, **options)
    assert str(caught.value) == message.format(a=article)


def test_a_format_that_is_not_read_is_named(tmp_path: Path) -> None:
    article = write(tmp_path / "page.DOC")
    with pytest.raises(ClaimsError) as caught:
        read(article)
    assert str(caught.value) == f"{article}: the file is an old Word document, which is not supported. Save it as .docx"


def test_a_file_beyond_the_limit_is_refused_and_one_within_is_not(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    with article.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(ClaimsError) as caught:
        read(article)
    assert str(caught.value) == (
        f"{article}: the file is larger than 10 MB, too much for one article. Split it into one file per article"
    )
    article.write_bytes(b"a" * file_formats.TEXT.most)
    assert len(read(article, language="en").text) == file_formats.TEXT.most


def test_what_the_system_refuses_is_said(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.symlink_to(article)
    with pytest.raises(ClaimsError) as caught:
        read(article)
    assert str(caught.value) == f"{article}: cannot be read: Too many levels of symbolic links"


def test_a_folder_is_read_by_name_without_what_is_no_article(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "inner/c.TXT", ".hidden.txt", "p.png", "b.meta.json", "old/texts/d.txt"):
        write(tmp_path / name, "{}" if name.endswith("json") else TEXT)
    write(tmp_path / "old" / "dossier.json", "{}")
    (tmp_path / "inner" / "loop").symlink_to(tmp_path)
    assert find([tmp_path, tmp_path / "b.txt"]) == [tmp_path / "a.md", tmp_path / "b.txt", tmp_path / "inner" / "c.TXT"]


def test_bad_articles_are_values_among_the_good_ones(tmp_path: Path) -> None:
    good, empty = write(tmp_path / "1.txt"), write(tmp_path / "2.txt", "")
    results = list(read_all([empty, tmp_path / "3.txt", good]))
    told = [str(result.error) if isinstance(result, Unreadable) else result.id for result in results]
    assert told == [
        f"{empty}: the file is empty. Pass a file with the text of an article",
        f"{tmp_path / '3.txt'}: no such file or folder. Check the name",
        "1",
    ]


FOLDERS = {
    "nothing in it": ([], "{f}: no article in this folder. {ends}"),
    "other formats": (
        ["a.odt", "b.png", "c.png", "x.meta.json", ".z.txt"],
        "{f}: no article in this folder (1 × .odt, 2 × .png). {ends}",
    ),
    "a dossier": (
        ["dossier.json", "texts/a.txt"],
        "{f}: the folder is a dossier, not articles. To read its texts again, pass {f}/texts",
    ),
}


@pytest.mark.parametrize(("files", "message"), FOLDERS.values(), ids=FOLDERS)
def test_a_folder_without_articles_is_said(tmp_path: Path, files: list[str], message: str) -> None:
    for name in files:
        write(tmp_path / name)
    results = [str(result.error) for result in read_all([tmp_path]) if isinstance(result, Unreadable)]
    ends = f"Articles are files that end in {file_formats.SUFFIXES_IN_WORDS}"
    assert results == [message.format(f=tmp_path, ends=ends)]


ADDRESSES = {
    "https://news.example/ar/2021/01/05/qatrun-operation": "qatrun-operation",
    "https://news.example/ar/qatrun-operation/index.html": "qatrun-operation",
    "https://news.example/qatrun.html?page=2#top": "qatrun",
    "https://news.example/%D8%B9%D9%85%D9%84%D9%8A%D8%A9/amp": "عملية",
    "https://news.example/news/88231": "news-88231",
    "https://news.example/a%2F..%2F..%2Fetc": "etc",
    "https://news.example/": "saved",
    "https://[broken": "saved",
}


@pytest.mark.parametrize(("address", "id"), ADDRESSES.items())
def test_ids_of_archived_articles_come_from_their_addresses(address: str, id: str) -> None:
    assert address_id(address, "saved") == id


def test_the_bytes_as_they_came_are_kept_where_the_text_is_not_they(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_bytes(TEXT.replace("\n", "\r\n").encode("windows-1256"))
    document = read(article)
    sha256 = hashlib.sha256(document.raw).hexdigest()
    assert document.raw == article.read_bytes()
    assert document.original == Original(f"originals/a.{sha256[:12]}.txt", sha256, "text/plain")
    assert (read(write(tmp_path / "b.txt")).original, read(tmp_path / "b.txt").raw) == (None, b"")


def test_an_originals_name_fits_a_file_system(tmp_path: Path) -> None:
    article = tmp_path / f"{'ق' * 110}.txt"
    article.write_bytes(TEXT.encode("windows-1256"))
    original = read(article).original
    assert original is not None
    assert len(original.file.removeprefix("originals/").encode()) <= 255


IDS = {
    "000_b584874154773aac.txt": "000_b584874154773aac",
    "تقرير طرابلس.txt": "تقرير طرابلس",
    "a.b.txt": "a.b",
    "a:b?c.txt": "a_b_c",
    "line\nend\u202e.txt": "line_end_",
    "NUL.txt": "_NUL",
    "con.old.txt": "_con.old",
    f"{'ق' * 130}.txt": "ق" * 115,
    f"{'q' * 130}.txt": "q" * 120,
    ".gitignore": "gitignore",
    "end. .txt": "end",
    "COM¹.txt": "_COM¹",
    "con .txt": "_con",
    "conout$.txt": "_conout$",
    "a\u2066b\u200f.txt": "a_b_",
}


@pytest.mark.parametrize(("name", "id"), IDS.items(), ids=map(ascii, IDS))
def test_ids_come_from_names(name: str, id: str) -> None:
    assert document_id(Path("some/folder") / name) == id


@given(st.text(min_size=1))
def test_any_name_gives_a_safe_id_or_a_refusal(name: str) -> None:
    try:
        id = document_id(Path("folder") / name.replace("/", "_"))
    except ClaimsError:
        return
    assert is_document_id(id)
    assert id.isprintable()
    assert id_fault(id) is None


@pytest.mark.parametrize(
    ("id", "why"),
    {
        "con": "Windows reserves this name",
        "NUL.old": "Windows reserves this name",
        "aux .txt": "Windows reserves this name",
        "lpt9": "Windows reserves this name",
        "a.": "ends in a full stop",
        "a ": "ends in a full stop or a blank",
        "a\u202eb": "change how text is shown",
        "\u2067a": "change how text is shown",
        "a\u200fb": "change how text is shown",
        "a\x9bb": "change how text is shown",
        "a/b": "cannot be an article's id",
        "../a": "cannot be an article's id",
    }.items(),
)
def test_an_id_that_cannot_be_a_name_everywhere_is_refused(tmp_path: Path, id: str, why: str) -> None:
    """Whether a person gives it or a file does."""
    article = tmp_path / "a.txt"
    article.write_text(TEXT, "utf-8")
    with pytest.raises(ClaimsError, match=why):
        read(article, id=id)
    lines = tmp_path / "a.jsonl"
    lines.write_text(json.dumps({"id": id, "text": TEXT}) + "\n", "utf-8")
    [refused] = read_all([lines])
    assert isinstance(refused, Unreadable)
    assert why in str(refused.error)
    assert printable(str(refused.error)) == str(refused.error)


@pytest.mark.parametrize("id", ["con-1", "console", "icon", "a.b", "تقرير", "auxiliary.com1"])
def test_an_id_that_only_looks_like_such_a_name_is_taken(tmp_path: Path, id: str) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT, "utf-8")
    assert read(article, id=id).id == id
