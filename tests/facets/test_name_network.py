"""The network of names in NumPy against spaCy, which trained it."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from claims.languages.ar.facets import find, name_network, name_tagger
from claims.languages.ar.facets.facet_words import Text
from claims.languages.ar.facets.name_network import NameNetwork

ROOT = Path(__file__).parents[2]
TEXTS = [
    path.read_text("utf-8")
    for pattern in ("seeds/*.txt", "benchmarks/facets/blind/*/text/*.txt")
    for path in sorted(ROOT.glob(pattern))
]


@cache
def pipeline() -> spacy.language.Language:
    return spacy.load(name_tagger._PIPELINE)


@cache
def network() -> NameNetwork:
    return NameNetwork(pipeline())


def by_spacy(forms: list[str]) -> list[tuple[int, int, str]]:
    """The names of one paragraph."""
    (doc,) = pipeline().pipe([Doc(pipeline().vocab, words=forms)])
    return [(e.start, e.end, e.label_) for e in doc.ents]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_each_paragraph_has_the_names_that_spacy_finds(text: str) -> None:
    for paragraph in filter(str.strip, text.split("\n")):
        forms = list(Text(paragraph).forms)
        assert list(network().names(forms)) == by_spacy(forms)


def test_what_is_read_together_changes_no_name() -> None:
    paragraphs = [list(Text(p).forms) for text in TEXTS for p in text.split("\n") if p.strip()]
    expected: list[tuple[int, int, str]] = []
    together: list[str] = []
    for forms in paragraphs:
        expected += [(first + len(together), last + len(together), label) for first, last, label in by_spacy(forms)]
        together += [*forms, "\n"]
    assert list(network().names(together)) == expected


@pytest.mark.parametrize("size", [1, 2, 7, 50])
def test_the_size_of_pieces_changes_no_name(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    forms = [form for text in TEXTS[:6] for form in (*Text(text).forms, "\n")]
    expected = list(network().names(forms))
    monkeypatch.setattr(name_network, "_PIECE", size)
    assert list(network().names(forms)) == expected


def test_words_that_are_forgotten_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    forms = [form for text in TEXTS[:6] for form in (*Text(text).forms, "\n")]
    expected = list(network().names(forms))
    monkeypatch.setattr(name_network, "_MOST_WORDS", 40)
    assert list(network().names(forms)) == expected


def test_words_of_any_letters_have_the_names_that_spacy_finds() -> None:
    chance = random.Random(4)
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهويAz9·€‘’٪"
    for _ in range(60):
        forms = ["".join(chance.choices(letters, k=chance.randint(1, 7))) for _ in range(chance.randint(1, 40))]
        assert list(network().names(forms)) == by_spacy(forms)


@pytest.mark.parametrize("text", ["", "\n", "\n\n\n", "في", "\nفي\n"])
def test_short_texts_have_no_names(text: str) -> None:
    assert list(network().names(Text(text).forms)) == []


def test_facets_of_a_long_text_take_time_in_proportion() -> None:
    """By counting calls, which do not depend on what else the machine does."""
    calls = [_calls("\n".join(TEXTS) * times) for times in (2, 4)]
    assert calls[1] < 2.3 * calls[0]


def _calls(text: str) -> int:
    import cProfile
    import pstats

    find(text, "ar")
    profile = cProfile.Profile()
    profile.runcall(find, text, "ar")
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
