"""What holds for every text: spelling and invisible signs change nothing, nothing raises, every offset slices."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from claims.languages.ar.attribution.rule_finder import Finder, finder
from claims.languages.ar.attribution.source_names import Names
from claims.languages.ar.attribution.word_knowledge import Words
from claims.languages.ar.language_data import arabic
from claims.text import fold_word
from tests.attribution import marked

if TYPE_CHECKING:
    from collections.abc import Callable

    from claims.extraction import Attribution

ARABIC = arabic()
FINDER = finder()
SEED = (Path(__file__).parents[2] / "seeds" / "000_b584874154773aac.txt").read_text(encoding="utf-8")
_CUT_SHORT = "بوحنية قوي"
"""A name that is cut short where the word before it is written without the dots of its last letter: not mended yet."""
SENTENCES = [c.text for c in marked.read() if c.claims and not c.xfail and _CUT_SHORT not in c.text]
LETTERS = frozenset("ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىةؤئء")
JOINING = LETTERS - frozenset("اأإآدذرزوؤءىة")
MARKS = "\u200e\u200f\u061c\u200b\u2066\u2069\u202b\u202c\ufeff"
WORDS = sorted({word for text in SENTENCES for word in text.split()})


def words(text: str) -> str:
    """A text as it is read: folded, its white space evened out."""
    return " ".join(fold_word(text).split())


def read(text: str, claims: list[Attribution]) -> list[tuple[object, ...]]:
    """Claims as words, so that texts that are spelled differently can be compared."""
    return [
        (
            claim.rule,
            words(text[slice(*claim.source)]) if claim.source else None,
            words(text[slice(*claim.cue)]),
            [words(text[slice(*part)]) for part in claim.content],
            words(claim.name) if claim.name else None,
            claim.kind,
            claim.mode,
            claim.within,
        )
        for claim in claims
    ]


def vowels(text: str, chance: random.Random) -> str:
    """Vowel signs and shadda within words, as careful or careless writers set them."""
    return _after_letters(text, chance, lambda: chance.choice("\u064e\u0650\u0651\u0652"), LETTERS)


def tatweel(text: str, chance: random.Random) -> str:
    """Lengthened words."""
    return _after_letters(text, chance, lambda: "\u0640" * chance.randint(1, 3), JOINING)


def _after_letters(text: str, chance: random.Random, sign: Callable[[], str], letters: frozenset[str]) -> str:
    written = []
    for k, character in enumerate(text):
        written.append(character)
        inside = 0 < k < len(text) - 1 and text[k - 1] in LETTERS and text[k + 1] in LETTERS
        if character in letters and inside and chance.random() < 0.3:
            written.append(sign())
    return "".join(written)


def bare_letters(text: str, chance: random.Random) -> str:
    """Alef without its hamza, as hurried writers set it."""
    return "".join("ا" if c in "أإآ" and chance.random() < 0.5 else c for c in text)


def final_letters(text: str, chance: random.Random) -> str:
    """Ya without its dots or with too many, ta marbuta without its dots: the whole text, as some newsrooms do."""
    pairs = chance.choice(({"ى": "ي"}, {"ة": "ه"}, {"ى": "ي", "ة": "ه"}))
    return "".join(pairs.get(c, c) for c in text)


def persian_letters(text: str, chance: random.Random) -> str:
    """Letters from a Persian keyboard."""
    other = {"ك": "ک", "ي": "ی"}
    return "".join(other.get(c, c) if chance.random() < 0.5 else c for c in text)


def arabic_digits(text: str, chance: random.Random) -> str:
    """Digits as the Mashriq or as Iran writes them."""
    zero = chance.choice((0x0660, 0x06F0))
    return "".join(chr(zero + int(c)) if c in "0123456789" else c for c in text)


def controls(text: str, chance: random.Random) -> str:
    """Direction marks and other invisible signs around words."""
    return "".join(c + chance.choice(MARKS) if c == " " and chance.random() < 0.3 else c for c in text)


def spaces(text: str, chance: random.Random) -> str:
    """Spaces where one would do, and no-break spaces."""
    return "".join(chance.choice(("  ", "\u00a0", " ")) if c == " " else c for c in text)


CHANGES = (vowels, tatweel, bare_letters, final_letters, persian_letters, arabic_digits, controls, spaces)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("number", range(3))
def test_spelling_changes_nothing_in_the_article(change: Callable[[str, random.Random], str], number: int) -> None:
    changed = change(SEED, random.Random(number))
    assert changed != SEED
    assert read(changed, FINDER.find(changed)) == read(SEED, FINDER.find(SEED))


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@given(text=st.sampled_from(SENTENCES), chance=st.randoms(use_true_random=False))
@settings(max_examples=50, phases=(Phase.explicit, Phase.generate))
def test_spelling_changes_nothing_in_a_sentence(
    change: Callable[[str, random.Random], str], text: str, chance: random.Random
) -> None:
    changed = change(text, chance)
    assert read(changed, FINDER.find(changed)) == read(text, FINDER.find(text))


def spans_of(claim: Attribution) -> list[tuple[int, int]]:
    return [claim.cue, *claim.content, *([claim.source] if claim.source else [])]


def check(text: str, claims: list[Attribution]) -> None:
    assert claims == sorted(claims, key=lambda c: (c.cue, c.content))
    for place, claim in enumerate(claims):
        for start, end in spans_of(claim):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        assert list(claim.content) == sorted(claim.content)
        assert claim.within is None or (0 <= claim.within < len(claims) and claim.within != place)


def test_every_span_of_every_case_slices() -> None:
    for text in SENTENCES:
        check(text, FINDER.find(text))


PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(
        ["إن", "أن", "قال", "وأضاف", "مضيفا", "بحسب", "كما", "على", "عن", "لـ", "،", ".", ":", "\n", "(", ")"]
    ),
    st.sampled_from(list("\"“”«»'")),
    st.text(max_size=5),
)


@given(st.lists(PIECES, max_size=40), st.sampled_from(["", " "]))
@settings(max_examples=200)
def test_no_text_is_too_odd(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    check(text, FINDER.find(text))


@given(st.lists(PIECES, max_size=15), st.sampled_from(SENTENCES))
@settings(max_examples=100)
def test_a_paragraph_changes_no_spans_of_the_next(pieces: list[str], sentence: str) -> None:
    first = " ".join(pieces).replace("\n", " ") + "\n"
    alone = [[(a + len(first), b + len(first)) for a, b in spans_of(c)] for c in FINDER.find(sentence)]
    together = [spans_of(c) for c in FINDER.find(first + sentence) if c.cue[0] >= len(first)]
    assert together == alone


def test_the_order_of_texts_changes_nothing() -> None:
    texts = [SEED, *SENTENCES[:150]]
    shuffled = random.Random(7).sample(texts, len(texts))
    one, other = (Finder(Names(Words(ARABIC))) for _ in range(2))
    forward = {text: one.find(text) for text in texts}
    assert {text: other.find(text) for text in shuffled} == forward
    assert {text: one.find(text) for text in texts} == forward
