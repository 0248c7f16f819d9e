from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.neural.words import LONGEST, units

ALPHABET = st.sampled_from(list('ابقالنو ـَّ"“”«»،.:؟\n1a\u200f\u200c(')) | st.characters(codec="utf-8")


@given(st.text(ALPHABET, max_size=200))
def test_words_are_slices_of_the_text_in_its_order(text: str) -> None:
    at = 0
    for unit in units(text):
        for (start, end), word in zip(unit.offsets, unit.words, strict=True):
            assert text[start:end] == word
            assert at <= start < end
            at = end


@given(st.text(ALPHABET, max_size=300))
def test_no_letter_or_digit_is_left_out(text: str) -> None:
    covered = {k for unit in units(text) for start, end in unit.offsets for k in range(start, end)}
    assert all(k in covered for k, c in enumerate(text) if c.isalnum())


def test_diacritics_and_joiners_stay_within_their_word() -> None:
    (unit,) = units("قالَ مُحَمَّدٌ: «نعم»، وأضاف.")
    assert unit.words == ("قالَ", "مُحَمَّدٌ", ":", "«", "نعم", "»", "،", "وأضاف", ".")
    assert unit.spaced == (True, True, False, True, False, False, False, True, False)


def test_marks_of_direction_hide_no_white_space() -> None:
    (unit,) = units("\u200fقال \u200fزيد\u200e: \u200eنعم")
    assert unit.words == ("قال", "زيد", ":", "نعم")
    assert unit.spaced == (True, True, False, True)


def test_quotations_are_marked_word_by_word() -> None:
    (unit,) = units('قال: "سنعود غدا" ثم مضى')
    assert unit.quoted == (0, 0, 2, 1, 1, 3, 0, 0)


def test_a_long_paragraph_is_cut_after_sentences() -> None:
    sentence = "قال الوزير إن الحكومة ستعمل على ذلك في العام المقبل. "
    found = units(sentence * 100)
    assert all(len(unit) <= LONGEST for unit in found)
    assert all(unit.words[-1] == "." for unit in found)


def test_a_paragraph_without_sentences_is_cut_all_the_same() -> None:
    found = units("قال أن " * 1000)
    assert sum(map(len, found)) == 2000
    assert all(len(unit) <= LONGEST for unit in found)


def test_a_quotation_in_its_own_paragraph_stays_with_the_colon_before_it() -> None:
    introduced, rest = units('قال الوزير:\n"سنعود"\nوانتهى')
    assert introduced.words == ("قال", "الوزير", ":", '"', "سنعود", '"')
    assert rest.words == ("وانتهى",)
