"""Twice the text takes about twice the time, for texts that once took four times as long."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from benchmarks.extraction.linearity import PATTERNS, fitted
from claims.languages.ar.attribution.source_entities import LastOnes
from claims.languages.ar.attribution.tokens import LONGEST_SENTENCE, MOST_OPENINGS, tokenize
from claims.languages.ar.attribution.word_knowledge import Words
from claims.languages.ar.language_data import arabic
from claims.languages.ar.rule_extractor import RuleExtractor
from claims.model import Document
from claims.text import quotations, sentences

if TYPE_CHECKING:
    from claims.languages.ar.attribution.tokens import Range

LEXICON = Words(arabic())
RULES = RuleExtractor()


@pytest.mark.parametrize("pattern", PATTERNS)
def test_time_is_linear(pattern: str) -> None:
    # At these sizes, quadratic time shows as an exponent of 1.8 and more; a busy machine blurs the rest.
    found, taken = fitted(pattern, RULES.extract, (10_000, 40_000), rounds=2, most=20)
    assert found < 1.5 or max(taken) < 0.2, taken


def test_two_thousand_verbs_take_less_than_a_second() -> None:
    document = Document.from_text(id="a", text="قال أن " * 1000, language="ar")
    RULES.extract(document)
    start = time.process_time()
    RULES.extract(document)
    assert time.process_time() - start < 1


def ranges(text: str) -> list[Range]:
    return [sentence for paragraph in tokenize(text, LEXICON).paragraphs for sentence in paragraph.sentences]


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("كلمة " * LONGEST_SENTENCE, [600]),
        ("كلمة " * (LONGEST_SENTENCE + 1), [600, 1]),
        ("كلمة " * 500 + "، " + "كلمة " * 200, [501, 200]),
        ("قال " * MOST_OPENINGS, [80]),
        ("قال " * (MOST_OPENINGS + 2), [80, 2]),
        ("قال كذا، " * (MOST_OPENINGS + 1), [237, 6]),
        ("قال كذا. " * (MOST_OPENINGS + 1), [3] * 81),
    ],
)
def test_what_is_too_long_for_a_sentence_is_cut(text: str, lengths: list[int]) -> None:
    found = ranges(text)
    assert [last - first for first, last in found] == lengths
    assert all(before[1] == after[0] for before, after in pairwise(found))


def test_quotations_are_nested_eight_deep_at_most() -> None:
    text = "«ا " * 20 + "»" * 20
    assert [q.start for q in quotations(text)] == [3 * k for k in range(8)]


def test_each_sentence_has_its_quotations() -> None:
    (paragraph,) = tokenize('قال "نعم. لا". وقال "كلا". ثم ذهب. قال "بدأ. وانتهى', LEXICON).paragraphs
    assert [len(quotes) for _, quotes in paragraph.with_quotes()] == [1, 1, 0, 1, 1]


def test_closing_marks_inside_quotations_end_no_sentence() -> None:
    text = "«اول. «باب. جيم» دال. هاء». وقف. زاي"
    assert [text[a:b] for a, b in sentences(text, arabic().sentence_end)] == [
        "«اول. «باب. جيم» دال. هاء».",
        "وقف.",
        "زاي",
    ]


def test_the_last_ones() -> None:
    first, second = object(), object()
    last = LastOnes()
    for each in (first, second, first):
        last.add(each)  # type: ignore[arg-type]
    assert [*last] == [second, first]
    assert last.last is first
    for _ in range(300):
        last.add(object())  # type: ignore[arg-type]
    assert first not in last
    assert len(last) == 200
