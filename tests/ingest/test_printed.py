"""PDF and Word documents."""

import sys
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from claims.errors import ClaimsError
from claims.ingest import read
from claims.ingest.pdf import Line, _without_running
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


def test_a_vowel_sign_that_is_drawn_as_one_with_its_letter_stays_with_it() -> None:
    found = read(PRINTED / "vowels.kufi-chromium.pdf")
    assert found.text.split() == (PRINTED / "vowels.txt").read_text(encoding="utf-8").split()
    assert found.text_doubts == ()


@pytest.mark.parametrize("font", ["amiri", "dejavu", "lateef"])
def test_a_text_with_all_its_vowel_signs_that_a_browser_printed_is_whole(font: str) -> None:
    found = read(PRINTED / f"vowelled.{font}-chromium.pdf")
    assert found.text == (PRINTED / "vowelled.txt").read_text(encoding="utf-8")
    assert found.text_doubts == ()


def test_a_vowel_sign_that_is_named_with_a_letter_adds_no_letter_to_others() -> None:
    found = read(PRINTED / "partly.dejavu-weasyprint.pdf")
    assert found.text == (PRINTED / "partly.txt").read_text(encoding="utf-8")
    assert found.text_doubts == ()


@pytest.mark.parametrize("file", ["partly.lateef-weasyprint", "vowelled.amiri-weasyprint"])
def test_a_letter_that_no_font_names_is_no_other_letter(file: str) -> None:
    found = read(PRINTED / f"{file}.pdf")
    printed = set((PRINTED / f"{file.partition('.')[0]}.txt").read_text(encoding="utf-8"))
    assert "\ufffd" in found.text
    assert set(found.text) - printed == {"\ufffd"}
    assert found.text_doubts == ("fonts",)


@pytest.mark.parametrize("file", ["amiri-weasyprint", "dejavu-weasyprint", "dejavu-chromium", "mono-chromium"])
def test_a_mark_stays_with_its_letter_where_letters_are_narrow_or_all_of_one_width(file: str) -> None:
    found = read(PRINTED / f"shadda.{file}.pdf")
    assert found.text == (PRINTED / "shadda.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["ligatures", "latin"])
def test_a_font_with_tall_lines_keeps_the_blanks_and_the_order_of_its_letters(name: str) -> None:
    found = read(PRINTED / f"{name}.amiri-chromium.pdf")
    assert found.text == (PRINTED / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["brackets", "address"])
def test_latin_words_stand_where_they_stand_on_a_page_in_arabic(name: str) -> None:
    found = read(PRINTED / f"{name}.dejavu-chromium.pdf")
    assert found.text == (PRINTED / f"{name}.txt").read_text(encoding="utf-8")


LISTED = ["1) نعم 2) لا", "(أ (ب) ج)", "نعم (WHO) لا"]


@pytest.mark.parametrize("line", LISTED)
def test_brackets_that_are_right_stay(line: str) -> None:
    assert mirrored([line]) == [line]


def drawn(tmp_path: Path, *operators: str) -> str:
    """The text of a PDF whose page draws with these operators, in Helvetica of 12 points from (50, 700)."""
    content = "\n".join(["BT /F1 12 Tf 50 700 Td", *operators, "ET"])
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    body = "".join(f"{number} 0 obj\n{one}\nendobj\n" for number, one in enumerate(objects, 1))
    return read(saved(tmp_path / "drawn.pdf", f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>\n%%EOF".encode("latin-1"))).text


SPACINGS = {
    "letters are spaced": (("3 Tc (The union said it would strike.) Tj",), "The union said it would strike.\n"),
    "blanks are jumps, letters are kerned": (
        ("[(The)-300(mayor)-300(said the p)20(or)-10(t)-280(was)-300(shut.)] TJ", "0 -14 Td (He left.) Tj"),
        "The mayor said the port was shut. He left.\n",
    ),
    "a word is divided with the letter of code 173": (
        ("(The mayor said that by then all of the offi\\255) Tj", "0 -14 Td (cers of the port had left.) Tj"),
        "The mayor said that by then all of the officers of the port had left.\n",
    ),
}


@pytest.mark.parametrize("case", SPACINGS)
def test_words_of_latin_letters_are_those_that_a_reader_sees(case: str, tmp_path: Path) -> None:
    operators, expected = SPACINGS[case]
    assert drawn(tmp_path, *operators) == expected


TANWIN = [("م", 20, 30, 0, 10), ("\u064c", 24, 26, 12, 14), ("ا", 16, 19, 0, 10), ("ل", 12, 16, 0, 10)]


def test_only_the_tanwin_of_the_accusative_stands_before_an_alef_of_its_word() -> None:
    assert in_order(glyphs_of(TANWIN)) == "م\u064c ال"


def glyphs_of(drawn: Sequence[tuple[str, float, float, float, float]]) -> list[Glyph]:
    """Glyphs by letter, left, right, bottom and top; their baseline is the bottom of the letters, or the sign's."""
    return [Glyph(letter, left, bottom, right, top, 0, bottom) for letter, left, right, bottom, top in drawn]


SIGNS = {
    "the sign is drawn after other letters": (
        [("أ", 30, 32, 14, 18), ("و", 33, 40, 0, 10), ("ُ", 28, 30, 14, 18), ("غ", 20, 28, 0, 10)],
        "وأُغ",
    ),
    "the vowel comes first in the file": (
        [("ر", 30, 40, 0, 10), ("ٌ", 24, 26, 14, 18), ("ة", 22, 24, 14, 18), ("ف", 40, 48, 0, 10)],
        "فرةٌ",
    ),
    "two signs on one letter": (
        [("ل", 30, 33, 0, 10), ("ّ", 27, 30, 0, 10), ("ُ", 24, 27, 0, 10), ("ك", 33, 40, 0, 10), ("ه", 15, 24, 0, 10)],
        "كل\u0651\u064fه",
    ),
    "the letter is drawn once more below its vowel": (
        [("ِ", 31, 34, -6, -2), ("إ", 31, 34, -6, -2), ("إ", 30, 35, 0, 10), ("ل", 26, 30, 0, 10)],
        "إِل",
    ),
    "a letter under its vowel is no gap": (
        [("م", 40, 46, 0, 10), ("ن", 34, 40, 0, 10), ("ذ", 29, 31, 12, 16), ("ُ", 27, 29, 12, 16), ("ر", 10, 22, 0, 10)],
        "منذُر",
    ),
}


@pytest.mark.parametrize("name", SIGNS)
def test_signs_are_read_by_their_places(name: str) -> None:
    drawn, words = SIGNS[name]
    assert "".join(sorted(in_order(glyphs_of(drawn)))) == "".join(sorted(words))
    assert in_order(glyphs_of(drawn)) == words


def test_the_end_of_a_sentence_on_a_line_of_its_own_is_no_page_number() -> None:
    step = 20.0
    body = [Line("وقع ذلك في 12 مارس", 100, 400, 500 - step * at, 12, 30, True) for at in range(4)]
    year = Line("2024.", 370, 400, 500 - step * 4, 12, 30, True)
    number = Line("17", 240, 260, 100, 12, 20, True)
    assert [line.words for line in _without_running([[*body, year]], "")[0]][-1] == "2024."
    assert [line.words for line in _without_running([[*body, year, number]], "")[0]][-1] == "2024."


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
