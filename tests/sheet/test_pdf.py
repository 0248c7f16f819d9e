"""The PDF of a sheet, read back by a library that had no part in writing it."""

from __future__ import annotations

import sys
import unicodedata
from typing import Any

import pytest

from claims.errors import ClaimsError
from claims.sheet.formats import write
from claims.sheet.pdf_overlay import overlaid
from tests.sheet.making import coast_dossier, example
from tests.sheet.reading import parsed

pdfium: Any = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed: .[test]")
pytest.importorskip("weasyprint", reason="WeasyPrint is not installed: .[print]")


def made(lang: str = "en", **known: str) -> bytes:
    found = coast_dossier(**known) if known else example()
    return write(found, "pdf", lang=lang, annex=True)["factsheet.pdf"]


def words(data: bytes) -> str:
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(data)]
    return " ".join(unicodedata.normalize("NFC", " ".join(pages)).split())


@pytest.fixture(scope="module")
def arabic() -> bytes:
    return made("ar")


def test_arabic_words_stand_in_the_order_in_which_they_are_read(arabic: bytes) -> None:
    text = words(arabic)
    assert "إحدى الدوريات الصحراوية رصدت تحركات مشبوهة في أحد الجبال جنوب مدينة القطرون" in text
    assert "الأقوال بحسب مصادرها" in text
    assert "عصيدة · ليبيا" in text.replace("\u2068", "").replace("\u2069", "")
    contents = " ".join(part.exact for each in example().claims for part in each.content)
    wanted = {word for word in contents.split() if word.isalpha()}
    assert len(wanted) > 150
    assert len(wanted - set(text.split())) < len(wanted) / 20


def test_the_text_of_a_drawing_is_set_as_text_of_the_page() -> None:
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="840" height="100"><rect width="840" height="100" fill="#fff" />'
        '<svg x="12" y="20"><text x="30" y="40" font-size="12" direction="rtl" text-anchor="start">'
        '<tspan font-weight="bold">3</tspan> عصيدة &lt;b&gt;</text></svg></svg>'
    )
    root = parsed(overlaid(drawn))
    assert [node.tag for node in root.all()] == ["div", "div", "svg", "rect", "svg", "div", "b"]
    words = root.all("div")[2]
    assert (words.text, words.attributes["dir"]) == ("3 عصيدة <b>", "rtl")
    assert "right: 798.0px; top: 49.3px" in str(words.attributes["style"])


def test_every_part_source_and_claim_has_a_bookmark(arabic: bytes) -> None:
    marks = [(each.level, each.get_title()) for each in pdfium.PdfDocument(arabic).get_toc()]
    assert marks[0] == (0, "صحيفة وقائع: المقال 000_b584874154773aac")
    assert (2, "مصدر عسكري ليبي") in marks
    assert len([title for level, title in marks if level == 3 and "منسوب" in title]) >= 5


def test_links_lead_to_the_words_and_into_the_file() -> None:
    data = made(url="https://coast.example/a?b=1", publisher="Coast News")
    found = pdfium.PdfDocument(data)
    assert b"https://coast.example/a?b=1#:~:text=" in data.replace(b"\\", b"") or b"/ObjStm" in data
    links = sum(
        pdfium.raw.FPDFAnnot_GetSubtype(pdfium.raw.FPDFPage_GetAnnot(page, index)) == pdfium.raw.FPDF_ANNOT_LINK
        for page in found
        for index in range(pdfium.raw.FPDFPage_GetAnnotCount(page))
    )
    assert links >= 12


def test_a_screen_reader_finds_a_title_a_language_and_tags(arabic: bytes) -> None:
    found = pdfium.PdfDocument(arabic)
    assert found.get_metadata_dict()["Title"] == "صحيفة وقائع"
    assert pdfium.raw.FPDFCatalog_IsTagged(found)


def test_the_same_records_give_the_same_bytes() -> None:
    assert made(title="x") == made(title="x")


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("claims.sheet.formats.pdf.page", lambda *_, **__: EVIL)
    monkeypatch.setattr("weasyprint.urls.URLFetcher.fetch", lambda _, url, *__, **___: asked.append(url))
    assert words(made()) == "kept"
    assert asked == []


EVIL = """<!doctype html><html lang="en"><title>x</title><link rel="stylesheet" href="file:///etc/hostname">
<img alt="" src="file:///etc/passwd"><img alt="" src="http://127.0.0.1:9/x.png"><p>kept</p></html>"""


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(ClaimsError, match=r"PDF needs WeasyPrint.*claims-factsheet\[print\]"):
        made()
