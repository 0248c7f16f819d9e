"""Texts that cannot be trusted are told from texts that can."""

from pathlib import Path

import pytest

from claims.ingest import read, text_doubts
from claims.model import Document, Dossier, Made, document_from_record, to_record
from claims.sheet import render
from tests.ingest.made import PARAGRAPHS

SOUND = " ".join(PARAGRAPHS * 6)
PRINTED = Path(__file__).parent / "printed"
NOISE = {
    "ta marbuta within a word": SOUND.replace("مدين", "مةدن").replace("القوات", "القةات"),
    "letters apart": " ".join(" ".join(word) if at % 5 == 0 else word for at, word in enumerate(SOUND.split())),
    "blanks gone": "".join(word if at % 4 else f" {word}" for at, word in enumerate(SOUND.split())),
    "Latin letters within Arabic": SOUND.replace("ل", "J"),
    "signs within words": SOUND.replace("ي", "|"),
    "English noise": "The rnin1ster of tbe intcrior sa1d tbat thc r0ad wou1d r3main cl0sed t0 tra#fic " * 4,
}


@pytest.mark.parametrize("name", NOISE)
def test_noise_is_noticed(name: str) -> None:
    assert text_doubts.of_words(NOISE[name]) == (text_doubts.WORDS,)


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        SOUND.replace("القوات", "القوّاتُ"),
        "قال د. سالم إن شركة IBM وقعت 3 عقود مع F16 و(ب) و(ج). " * 9,
        "The minister of the interior said on Monday that the road would remain closed, according to SMS. " * 5,
        "ةةة",
    ],
)
def test_sound_texts_raise_no_doubt(text: str) -> None:
    assert text_doubts.of_words(text) == ()


def test_letters_without_a_mapping_are_noticed() -> None:
    assert text_doubts.of_letters(5, 100) == (text_doubts.FONTS,)
    assert text_doubts.of_letters(1, 100) == text_doubts.of_letters(0, 0) == ()
    assert text_doubts.of_words(SOUND + "\ue001\ufffd" * 20) == (text_doubts.FONTS,)


@pytest.mark.parametrize("letter", "˃ᓱљαक한")
def test_one_letter_of_a_third_script_in_an_arabic_word_is_a_sign_that_a_font_does_not_name(letter: str) -> None:
    assert text_doubts.of_words(f"{SOUND} وقالت ا{letter}\u064fسر إنها عادت.") == (text_doubts.FONTS,)
    assert text_doubts.of_words(f"{SOUND} وقالت شركة {letter} إنها عادت.") == ()


UNTRUSTED = {"mixed.amiri-chromium", "partly.lateef-weasyprint", "vowelled.amiri-weasyprint"}
"""Pages whose fonts draw letters that they do not name, or of which PDFium mixes up the letters of a line."""


@pytest.mark.parametrize("name", sorted(UNTRUSTED))
def test_a_page_is_doubtful_where_a_font_does_not_name_all_letters(name: str) -> None:
    assert read(PRINTED / f"{name}.pdf").text_doubts == (text_doubts.FONTS,)


@pytest.mark.parametrize("name", sorted({path.stem for path in PRINTED.glob("*.pdf")} - UNTRUSTED))
def test_printed_pages_raise_no_doubt(name: str) -> None:
    assert read(PRINTED / f"{name}.pdf").text_doubts == ()


def test_the_record_and_the_sheet_say_it() -> None:
    sound = Document.from_text(id="a", text="نص\n", language="ar")
    assert "text_doubts" not in to_record(sound)
    doubtful = Document.from_text(id="b", text="نص آخر\n", language="ar", text_doubts=("words",))
    record = to_record(doubtful)
    assert record["text_doubts"] == ["words"]
    assert document_from_record(record).text_doubts == ("words",)
    sheet = render(Dossier(None, ("ar",), Made("1"), (sound, doubtful)))
    assert "The text of 1 of 2 articles is unreliable" in sheet
    assert sheet.count("The text is unreliable") == 2  # at what is quoted of it, and at the document
