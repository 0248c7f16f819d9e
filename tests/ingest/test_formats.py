from pathlib import Path

import pytest

from claims.ingest import find, read
from tests.ingest.made import TEXT, page, saved

PRINTED = Path(__file__).parent / "printed" / "english.weasyprint.pdf"


def test_what_browsers_put_beside_a_page_is_no_article(tmp_path: Path) -> None:
    kept = [saved(tmp_path / name, page()) for name in ("a.html", "b_files/c.html", "d.htm", "other/e.xhtml")]
    for name in ("a_files/frame.html", "a.files/x.html", "d-Dateien/x.txt", ".git/x.html"):
        saved(tmp_path / name, page())
    assert find([tmp_path]) == [kept[0], kept[2], kept[1], kept[3]]


@pytest.mark.parametrize("name", ["a.txt", "page", "a.html.download"])
def test_a_page_is_told_by_what_it_begins_with(tmp_path: Path, name: str) -> None:
    document = read(saved(tmp_path / name, "<!-- saved -->\n" + page()))
    assert document.text == TEXT
    assert document.original is not None
    assert document.original.media_type == "text/html"


def test_a_pdf_is_told_by_what_it_begins_with(tmp_path: Path) -> None:
    assert read(saved(tmp_path / "a.html", PRINTED.read_bytes())).text == read(PRINTED).text


def test_an_encoding_that_a_person_says_is_believed(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.html", page(head="<meta charset=utf-8>").encode("windows-1256"))
    assert read(path, encoding="windows-1256").text == TEXT
    assert read(path).text == TEXT


def test_what_a_person_says_beside_a_page_comes_first(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.html", page(head="<meta property=og:title content='عنوان الصفحة'>"))
    saved(tmp_path / "a.meta.json", '{"title": "عنوان آخر"}')
    document = read(path, language="ar-LY")
    assert [(one.field, getattr(document, one.field), one.found) for one in document.provenance] == [
        ("title", "عنوان آخر", "sidecar"),
        ("language", "ar-LY", "option"),
    ]
