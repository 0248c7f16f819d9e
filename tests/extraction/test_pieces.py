from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.neural.pieces import Pieces, plain

PIECES = ["<unk>", "▁", "▁ال", "▁الم", "صدر", *"المصدرقنو"]
SCORES = [0.0, -3.0, -4.0, -4.5, -5.0, *[-6.0 - k / 10 for k in range(9)]]


def cutter() -> Pieces:
    return Pieces(PIECES, SCORES, 0)


def test_the_likeliest_cutting_is_found() -> None:
    assert [PIECES[k] for k in cutter().of("المصدر", spaced=True)] == ["▁الم", "صدر"]


def test_a_word_without_space_before_it_has_no_space_piece() -> None:
    assert [PIECES[k] for k in cutter().of("صدر", spaced=False)] == ["صدر"]


def test_diacritics_tatweel_and_presentation_forms_are_read_through() -> None:
    assert cutter().of("الـمـصدرُ", spaced=True) == cutter().of("المصدر", spaced=True)
    assert plain("ﻻ") == "لا"


@given(st.text(max_size=80))
def test_every_word_has_a_piece(word: str) -> None:
    assert cutter().of(word, spaced=True)


@given(st.text("المصدرقنو", min_size=1, max_size=40))
def test_known_letters_are_spelled_out_by_the_pieces(word: str) -> None:
    assert "".join(PIECES[k] for k in cutter().of(word, spaced=False)) == word
