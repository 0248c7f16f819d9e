"""Folding: one spelling for what newswire spells in several ways, and the way back to the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import fold, fold_word
from claims.text.folding import DROPPED

ARABIC = st.text(
    alphabet=st.one_of(
        st.sampled_from("ابتجدرسعقلمنهويأإآىةؤئءکیۀڤﷲ٠١٢۳٤abc .،؟"), st.sampled_from(sorted(DROPPED)), st.characters()
    )
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أضاف", "اضاف"),
        ("وإلى", "والي"),
        ("المدرسة", "المدرسه"),
        ("مضيفاً", "مضيفا"),
        ("قـــال", "قال"),
        ("مُسْتَشْفَى", "مستشفي"),
        ("کابل", "كابل"),
        ("تیمور", "تيمور"),
        ("٢٠٢٥", "2025"),
        ("۲۰۲۵", "2025"),
        ("ﷲ", "الله"),
        ("\u202bقال\u202c", "قال"),
        ("“قال”", "“قال”"),
        ("Reuters", "Reuters"),
    ],
)
def test_one_spelling(written: str, folded: str) -> None:
    assert fold_word(written) == folded


@given(ARABIC)
def test_each_folded_character_knows_where_it_came_from(text: str) -> None:
    folded, offsets = fold(text)
    assert folded == fold_word(text)
    assert len(offsets) == len(folded)
    assert list(offsets) == sorted(offsets)
    for character, offset in zip(folded, offsets, strict=True):
        assert character in fold_word(text[offset])


@given(ARABIC)
def test_nothing_but_signs_without_a_letter_is_lost(text: str) -> None:
    _, offsets = fold(text)
    assert {text[k] for k in set(range(len(text))) - set(offsets)} <= DROPPED


@given(ARABIC)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold_word(fold_word(text)) == fold_word(text)


@pytest.mark.parametrize(
    ("drawn", "letters"), [("ﻻ", "لا"), ("ﺍﻟﺨﺒﺮ", "الخبر"), ("ﷲ", "الله"), ("ﹰ", ""), ("ﻵن", "لان"), ("ﭖ", "پ")]
)
def test_presentation_forms_are_the_letters_that_they_draw(drawn: str, letters: str) -> None:
    folded, offsets = fold(drawn)
    assert folded == letters
    assert list(offsets) == sorted(offsets)
    assert all(0 <= offset < len(drawn) for offset in offsets)
