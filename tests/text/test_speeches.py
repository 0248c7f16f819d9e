"""Quotations over several paragraphs, and marks of two characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import plain_marks, quotations, speeches

SPEECHES = [
    ('قال: "نعم.\n\n"لا.\n\n"ربما".\n\nومضى.', [["نعم.", "لا.", "ربما"]]),
    ("قال: «نعم.\n\n»لا.\n\n»ربما».", [["نعم.", "لا.", "ربما"]]),
    ("قال: «نعم.\n\nلا.\n\nربما».\n\nومضى.", [["نعم.", "لا.", "ربما"]]),
    ("قال: ((نعم.\n\n((لا.\n\n((ربما)).", [["نعم.", "لا.", "ربما"]]),
    ("قال: ((نعم.\n\nلا)).", [["نعم.", "لا"]]),
    ('قال: "نعم.\n"لا" وأضاف: "ربما.\n"سنرى".', [["نعم.", "لا"], ["ربما.", "سنرى"]]),
    ("قال: »نعم.\n\n»لا.\n\n»ربما«.\n\nومضى.", [["نعم.", "لا.", "ربما"]]),
    ("قال: »نعم.\n\nلا.\n\nربما«.\n\nومضى.", [["نعم.", "لا.", "ربما"]]),
    ("قال: ‹نعم.\n\n‹لا.\n\n‹ربما›.\n\nومضى.", [["نعم.", "لا.", "ربما"]]),
    ("قال: ‹نعم.\n\nلا.\n\nربما›.\n\nومضى.", [["نعم.", "لا.", "ربما"]]),
    ("قال: ›نعم.\n\n›لا.\n\n›ربما‹.", [["نعم.", "لا.", "ربما"]]),
    ("»نعم.\n\nلا«، قال.", [["نعم.", "لا"]]),
    ("‹ التالي\n\nنعم.\n\nالسابق ›", []),
    ("«نعم.\n\nلا.\n\nربما»، قال.", [["نعم.", "لا.", "ربما"]]),
    ('قال: "نعم.\n\nوعاد 5" أمس.', []),
    ('قال: "نعم".\n\n"لا".', []),
    ('قال: "نعم.\n\nومضى.\n\nوعاد "البطل" أمس.', []),
    ('قال: "نعم.\n\nومضى.', []),
    ("لا مزدوجات هنا.\n\nولا هنا.", []),
]


@pytest.mark.parametrize(("text", "expected"), SPEECHES)
def test_which_paragraphs_are_one_speech(text: str, expected: list[list[str]]) -> None:
    found = [[text[slice(*part.inside)].strip() for part in speech] for speech in speeches(text)]
    assert [[part.strip("() ") for part in speech] for speech in found] == expected


DOUBLE = [
    ("قال ((نعم)) ومضى", ["نعم"]),
    ("قال ''نعم'' ومضى", ["نعم"]),
    ("قال <<نعم>> ومضى", ["نعم"]),
    ("قال ‘‘نعم’’ ومضى", ["نعم"]),
    ("قال ``نعم'' ومضى", ["نعم"]),
    ("هددوها بـ''النسيان'' أمس", ["النسيان"]),
    ("قال ((نعم (أو لا) غدا)) ومضى", ["نعم (أو لا) غدا"]),
    ("الجسر (قرب المدينة (القديمة)) مغلق", []),
    ("طوله 12'' وعرضه 14'' فقط", []),
    ("قال ((نعم ومضى", []),
    ("(()) '''' <<>>", []),
]


@pytest.mark.parametrize(("text", "expected"), DOUBLE)
def test_marks_of_two_characters_are_quotation_marks(text: str, expected: list[str]) -> None:
    found = (text[slice(*quotation.inside)].strip("() '") for quotation in quotations(text))
    assert [words for words in found if words] == expected


@given(st.text(alphabet="()'<>‘’`\n نعملا.\""))
def test_offsets_stay(text: str) -> None:
    plain = plain_marks(text)
    assert len(plain) == len(text)
    assert all(a == b or a in "()'<>‘’`" for a, b in zip(text, plain, strict=True))
    for speech in speeches(text):
        assert len(speech) > 1
        starts = [part.start for part in speech]
        assert starts == sorted(set(starts))
        assert all(-1 <= part.start < part.end <= len(text) for part in speech)
