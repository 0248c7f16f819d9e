"""Numbers in words and digits, both ways against a number-to-words library."""

import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from num2words import num2words  # type: ignore[import-untyped]

from claims.languages.ar.facets import number_words
from claims.languages.ar.facets.facet_words import Text
from tests.facets.tables import DATA, number

TABLE = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in (DATA / "numbers.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
ORDINALS = ["الأول", "الثانية", "الرابع", "الخامسة", "السادس", "التاسع", "العاشرة"]


def read(written: str) -> number_words.Number:
    text = Text(written)
    reader = number_words.numbers("ar")
    found = [n for index in range(len(text)) if (n := reader.at(text, index))]
    return reader.bounded(text, found[0])


@pytest.mark.parametrize(("written", "least", "most", "bound"), TABLE, ids=[row[0] for row in TABLE])
def test_a_number_says_what_the_table_says(written: str, least: str, most: str, bound: str) -> None:
    found = read(written)
    assert (found.min, found.max, found.bound) == (number(least), number(most), bound)
    assert found.end == len(Text(written).folded)


def says_it(value: int, words: str) -> bool:
    """Whether num2words writes this number: of a hundred and one thousand it makes مائة و ألف ألف, which says none."""
    return not any(a.strip("اً") == b.strip("اً") for a, b in pairwise(words.split()) if a != "و") and value > 0


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.integers(1, 3000), st.integers(1, 1_000_000), st.integers(1, 1_000_000_000)))
@example(1_000_000_000)
@example(100)
@example(2_000_002)
def test_a_number_in_words_is_read_as_itself(value: int) -> None:
    words = num2words(value, lang="ar")
    if says_it(value, words):
        assert number_words.parse(words, "ar") == value
        assert number_words.parse(re.sub(r" و ", " و", words), "ar") == value


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 1_000_000_000))
def test_what_is_read_is_written_as_it_stood(value: int) -> None:
    words = num2words(value, lang="ar")
    if says_it(value, words):
        assert num2words(number_words.parse(words, "ar"), lang="ar") == words


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 1_000_000_000),
    st.sampled_from([",", ".", "٬", "\u00a0", " "]),
    st.sampled_from([0x30, 0x660, 0x6F0]),
)
def test_digits_of_all_alphabets_with_thousands_marks(value: int, mark: str, zero: int) -> None:
    written = f"{value:,}".replace(",", mark)
    assert number_words.parse("".join(chr(zero + int(c)) if c.isdigit() else c for c in written), "ar") == value


@pytest.mark.parametrize("word", ORDINALS)
def test_an_ordinal_is_no_count(word: str) -> None:
    assert number_words.parse(word, "ar") is None


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ابتثمئةأفونيسعشر 0123456789,.٬و", max_size=40))
def test_any_text_is_read_without_trouble_and_inside_itself(text: str) -> None:
    cut = Text(text)
    for index in range(len(cut)):
        found = number_words.numbers("ar").at(cut, index)
        assert found is None or (0 <= found.start < found.end <= len(cut.folded) and index < found.last <= len(cut))
