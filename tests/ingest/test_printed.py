"""PDF and Word documents."""

import sys
from pathlib import Path

import docx
import pytest

from claims.errors import ClaimsError
from claims.ingest import read
from claims.ingest.visual_order import Glyph, mirrored
from claims.ingest.visual_order import read as in_order
from tests.ingest.made import PARAGRAPHS, saved

PRINTED = Path(__file__).parent / "printed"
KNOWN = {
    "arabic.chromium": [
        ("title", "اتفاق على فتح الطريق الساحلي", "properties"),
        ("retrieved", "2026-11-22T11:38:42Z", "properties"),
        ("language", "ar", "detected"),
    ],
    "arabic.weasyprint": [
        ("title", "اتفاق على فتح الطريق الساحلي", "properties"),
        ("language", "ar", "detected"),
    ],
    "english.weasyprint": [("language", "en", "detected")],
}


@pytest.mark.parametrize("name", KNOWN)
def test_a_pdf_gives_its_text_in_reading_order_and_its_credible_properties(name: str) -> None:
    document = read(PRINTED / f"{name}.pdf")
    assert document.text == (PRINTED / f"{name.partition('.')[0]}.txt").read_text(encoding="utf-8")
    assert [(one.field, getattr(document, one.field), one.found) for one in document.provenance] == KNOWN[name]
    assert document.original is not None
    assert document.original.media_type == "application/pdf"


@pytest.mark.parametrize("font", ["naskh", "dejavu"])
def test_a_raised_vowel_sign_ends_no_line_and_no_word(font: str) -> None:
    found = read(PRINTED / f"tanwin.{font}-chromium.pdf")
    assert found.text == (PRINTED / "tanwin.txt").read_text(encoding="utf-8")


def test_a_hamza_with_a_vowel_sign_is_of_its_word() -> None:
    found = read(PRINTED / "hamza.dejavu-chromium.pdf")
    assert found.text == (PRINTED / "hamza.txt").read_text(encoding="utf-8")


# What is drawn from left to right, and what a reader of Arabic reads.
LINES = {
    "ملاس": "سالم",
    "42 ماع": "عام 42",
    "%50 نم": "من 50%",
    "موي 12.5 ىلع": "على 12.5 يوم",
    "لاق UN Women نإ": "إن UN Women قال",
}


@pytest.mark.parametrize(("drawn", "words"), LINES.items())
def test_a_line_is_put_in_reading_order(drawn: str, words: str) -> None:
    glyphs = [Glyph(letter, at * 10, 0, at * 10 + 10, 12) for at, letter in enumerate(drawn)]
    for order in (glyphs, glyphs[::-1]):
        assert in_order(order) == words


def test_signs_of_several_letters_and_marks_stay_with_their_place() -> None:
    glyphs = [Glyph("ا", 0, 0, 9, 9), Glyph("ل", 0, 0, 9, 9), Glyph("ب", 10, 0, 19, 9), Glyph("\u064e", 11, 9, 18, 12)]
    assert in_order(glyphs) == "بَلا"


def test_brackets_are_turned_only_where_they_are_wrong() -> None:
    assert mirrored(["قال )الوزير( ذلك", "»نعم« و »لا «"]) == ["قال (الوزير) ذلك", "«نعم» و «لا»"]
    assert mirrored(["قال (الوزير) ذلك", "لا ( شيء )"]) == ["قال (الوزير) ذلك", "لا (شيء)"]


def word(path: Path, *, title: str = "", author: str = "") -> Path:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    document.add_heading("عودة السكان إلى المدينة", level=1)
    document.add_paragraph(PARAGRAPHS[0])
    document.add_paragraph("")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "القتلى", "5"
    document.add_paragraph(PARAGRAPHS[1])
    document.save(str(path))
    return path


def test_a_word_document_gives_its_paragraphs_and_tables(tmp_path: Path) -> None:
    document = read(word(tmp_path / "a.docx", title="عودة السكان إلى المدينة", author="ليلى حداد"))
    assert document.text == f"{PARAGRAPHS[0]}\n\nالقتلى\t5\n\n{PARAGRAPHS[1]}\n"
    assert (document.title, document.author) == ("عودة السكان إلى المدينة", "ليلى حداد")
    assert {one.found for one in document.provenance if one.field != "language"} == {"properties"}


@pytest.mark.parametrize(
    ("title", "author"), [("Microsoft Word - report.docx", "admin"), ("report.docx", "python-docx"), ("Untitled", "HP")]
)
def test_properties_that_programs_write_are_not_believed(tmp_path: Path, title: str, author: str) -> None:
    document = read(word(tmp_path / "a.docx", title=title, author=author))
    assert (document.title, document.author, document.published) == (None, None, None)
    assert document.text.startswith("عودة السكان إلى المدينة\n\n")


@pytest.mark.parametrize(("name", "module", "extra"), [("a.pdf", "pypdfium2", "pdf"), ("a.docx", "docx", "docx")])
def test_a_library_that_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ClaimsError) as caught:
        read(saved(tmp_path / name, b"anything"))
    assert f"needs the library {module}, which is not installed" in str(caught.value)
    assert str(caught.value).endswith(f"Install it with: pip install 'claims-factsheet[{extra}]'")
