from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.neural.decoder import cue_spans, parts, spans, trim
from claims.extraction.neural.network import Scores
from claims.extraction.neural.signals import Bounds
from claims.extraction.neural.words import Unit, units

WORDS = st.lists(st.sampled_from(["قال", "زيد", "إن", '"', "،", ".", "(", ")", ":", "نعم"]), min_size=1, max_size=25)


def unit_of(words: list[str]) -> Unit:
    return units(" ".join(words))[0]


def scores_of(size: int, seed: int) -> Scores:
    chance = np.random.default_rng(seed)
    words = chance.normal(size=(size, 4)).astype(np.float32)
    both = (chance.normal(size=(2, size, 3)) * 3).astype(np.float32)
    return Scores(0, words, both[0], both[1], float(chance.normal()), 0.0, words[0])


@given(WORDS, st.integers(0, 10_000), st.data())
def test_source_content_and_cue_never_overlap(words: list[str], seed: int, data: st.DataObject) -> None:
    unit = unit_of(words)
    first = data.draw(st.integers(0, len(unit) - 1))
    cue = first, data.draw(st.integers(first + 1, len(unit)))
    found = spans(unit, cue, scores_of(len(unit), seed))
    if found is None:
        return
    taken = list(range(*cue)) + (list(range(*found.source)) if found.source else [])
    pieces = parts(unit, cue, found)
    taken += [k for part in pieces for k in range(*part)]
    assert len(taken) == len(set(taken))
    assert all(0 <= k < len(unit) for k in taken)
    assert pieces == sorted(pieces)
    assert all(a < b for a, b in pieces)
    assert 0 <= found.source_chance <= 1
    assert 0 <= found.content_chance <= 1


def test_a_content_is_parted_by_the_cue_and_source_within_it() -> None:
    unit = unit_of(["نعم", "نعم", "،", "قال", "زيد", "،", "إن", "نعم"])
    scores = scores_of(8, 0)
    scores.source[:] = -9
    scores.content[:] = 0
    scores.source[4] = 9
    scores.content[0, 0] = scores.content[7, 1] = 99
    found = spans(unit, (3, 4), scores)
    assert found is not None
    assert found.source == (4, 5)
    assert parts(unit, (3, 4), found) == [(0, 2), (6, 8)]


def test_outer_marks_fall_and_inner_ones_stay() -> None:
    whole = unit_of(['"', "نعم", "نعم", '"', "."])
    assert trim(whole, 0, 5) == (1, 3)
    partial = unit_of(["نعم", '"', "نعم", '"', "نعم"])
    assert trim(partial, 1, 5) == (1, 5)


def said(words: list[str], first: int, last: int) -> str:
    """What a content becomes whose best span goes from one word to another, the cue being the first word."""
    unit = unit_of(words)
    scores = scores_of(len(unit), 0)
    scores.source[:] = scores.content[:] = 0
    scores.content[first, 0] = scores.content[last - 1, 1] = 99
    found = spans(unit, (0, 1), scores)
    assert found is not None
    [(start, end)] = parts(unit, (0, 1), found)
    return " ".join(unit.words[start:end])


LED = ["قال", ":", '"', "نعم", "كلا", '"', "حتى", "الغد", "."]
PART = ["قال", "إن", '"', "نعم", "كلا", '"', "حتى", "الغد", "."]
TWO = ["قال", ":", '"', "نعم", '"', "و", '"', "كلا", '"', "اليوم", "."]


def test_words_after_a_quotation_that_a_colon_leads_to_are_the_articles_own() -> None:
    assert said(LED, 3, 8) == said(LED, 2, 8) == "نعم كلا"


def test_a_quotation_within_what_is_said_keeps_both_marks() -> None:
    assert said(PART, 3, 8) == said(PART, 2, 8) == '" نعم كلا " حتى الغد'
    assert said(TWO, 3, 10) == '" نعم " و " كلا " اليوم'


def test_cues_go_on_and_stay_apart() -> None:
    chances = np.array([[0.9, 0], [0.1, 0.9], [0.6, 0.1], [0.1, 0.1]], np.float32)
    assert cue_spans(chances, 0.5) == [(0, 2), (2, 3)]
    assert cue_spans(chances, 0.5, [(1, 2), (3, 4)]) == [(0, 2), (2, 3), (3, 4)]


def test_no_source_begins_with_another_cue() -> None:
    unit = unit_of(["وأضاف", "مشيرا", "إلى", "أن", "نعم"])
    scores = scores_of(5, 0)
    scores.source[:] = -9
    scores.source[1] = 9
    assert spans(unit, (0, 1), scores, [(1, 2)]) != spans(unit, (0, 1), scores)


def test_brackets_without_a_partner_fall() -> None:
    unit = unit_of(["نعم", "نعم", ")", ")"])
    assert trim(unit, 0, 4) == (0, 2)
    assert trim(unit_of(["نعم", "(", "نعم", ")"]), 0, 4) == (0, 4)


def test_a_content_that_begins_with_a_quotation_goes_on_to_its_end() -> None:
    unit = unit_of(["قال", '"نعم', "نعم", 'نعم"', "نعم"])
    scores = scores_of(len(unit), 0)
    scores.content[:] = -9
    scores.content[2, 0] = scores.content[3, 1] = 99
    found = spans(unit, (0, 1), scores)
    assert found is not None
    assert [unit.words[k] for k in range(*found.content)] == ["نعم", "نعم", "نعم"]


def test_no_source_stands_in_the_next_sentence() -> None:
    unit = unit_of(["قال", "نعم", ".", "زيد", "نعم", "."])
    scores = scores_of(6, 0)
    scores.source[:] = -9
    scores.source[3] = 99
    scores.content[:] = -9
    scores.content[1] = 9
    found = spans(unit, (0, 1), scores)
    assert found is not None
    assert found.source != (3, 4)
    assert found.content == (1, 2)


def likely_source(text: str) -> tuple[int, int] | None:
    """The source of the first word as a cue, where the scores are for the fourth."""
    unit = units(text)[0]
    scores = scores_of(len(unit), 0)
    scores.source[:] = -9
    scores.source[3] = 99
    found = spans(unit, (0, 1), scores)
    assert found is not None
    return found.source


@pytest.mark.parametrize("text", ["قال د. زيد نعم.", "said Mr. Haddad yes.", "said Capt. Haddad yes."])
def test_a_full_stop_after_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert likely_source(text) == (3, 4)


@pytest.mark.parametrize(
    ("text", "ends"),
    [("قال نعم.زيد نعم", True), ("قال نعم.وأضاف", True), ("قال نعم.نت زيد", False), ("said yes.Haddad left", False)],
)
def test_a_full_stop_without_a_space_ends_a_sentence_between_two_words_of_no_address(text: str, *, ends: bool) -> None:
    assert (likely_source(text) != (3, 4)) == ends


def bound_source(bounds: Bounds) -> tuple[int, int] | None:
    unit = unit_of(["نعم", "نعم", "قال", "زيد", "إن", "نعم", "نعم"])
    scores = scores_of(7, 0)
    scores.source[:] = -9
    scores.source[3] = 9
    scores.content[:] = 0
    scores.content[5, 0] = scores.content[6, 1] = 99
    found = spans(unit, (2, 3), scores, bounds=bounds)
    assert found is not None
    return found.source


def test_a_source_begins_and_ends_where_grammar_lets_it() -> None:
    assert bound_source(Bounds()) == (3, 4)
    assert bound_source(Bounds(source_starts=((2, 1),))) == (1, 2)
    assert bound_source(Bounds(no_source_starts=((2, 3),))) != (3, 4)
    assert bound_source(Bounds(no_source_starts=((1, 3),))) == (3, 4)
    assert bound_source(Bounds(unfinished=frozenset({3}))) != (3, 4)
    assert bound_source(Bounds(elided=frozenset({2}))) is None
    assert bound_source(Bounds(elided=frozenset({1}))) == (3, 4)


def test_no_content_begins_before_the_source_that_follows_its_cue() -> None:
    unit = unit_of(["الذي", "اتهمه", "زيد", "نعم", "نعم"])
    scores = scores_of(5, 0)
    scores.source[:] = -9
    scores.source[2] = 9
    scores.content[:] = 0
    scores.content[2, 0] = scores.content[4, 1] = 99
    scores.content[3, 0] = 9
    found = spans(unit, (1, 2), scores, bounds=Bounds(source_starts=((1, 2),)))
    assert found is not None
    assert (found.source, found.content) == ((2, 3), (3, 5))
    assert found.content_chance > 0.9


def test_a_content_that_fills_the_window_goes_on_to_the_sentences_end() -> None:
    unit = unit_of(["نعم", ".", *["نعم"] * 6, "قال", "زيد", *["نعم"] * 4, ".", "نعم"])
    scores = scores_of(6, 0)
    window = Scores(4, scores.words, scores.source, scores.content, 99.0, 0.0, scores.cue)
    window.source[:] = -99
    window.content[:] = 0
    window.content[0, 0] = window.content[3, 1] = 99
    found = spans(unit, (8, 9), window)
    assert found is not None
    assert found.content == (2, 8)
    between = spans(unit, (8, 9), window, [(2, 3)])
    assert between is not None
    assert between.content == (4, 8)
    window.content[:] = 0
    window.content[5, 0] = window.content[5, 1] = 99
    found = spans(unit, (8, 9), window)
    assert found is not None
    assert found.content == (9, 14)


def test_a_content_ends_before_its_limit() -> None:
    unit = unit_of(["قال", "زيد", "إن", "نعم", "،", "نعم", "نعم"])
    scores = scores_of(7, 0)
    scores.source[:] = -9
    scores.content[:] = 0
    scores.content[3, 0] = scores.content[6, 1] = 99
    found = spans(unit, (0, 1), scores, bounds=Bounds(limit=4))
    assert found is not None
    assert found.content == (3, 4)
    assert found.content_chance > 0.9


def bounded(bounds: Bounds, source: tuple[int, int], content: tuple[int, int]) -> tuple[str, str]:
    """Source and content of a sentence whose cue is its first word, if grammar bounds the best spans."""
    unit = unit_of(["قال", "زيد", "سي", "إن", "إن", "نعم", "،", "مشيرا", "إلى", "كلا"])
    scores = scores_of(len(unit), 0)
    scores.source[:] = scores.content[:] = 0
    scores.source[source[0], 0] = scores.source[source[1] - 1, 1] = 99
    scores.content[content[0], 0] = scores.content[content[1] - 1, 1] = 99
    found = spans(unit, (0, 1), scores, bounds=bounds)
    assert found is not None
    assert found.source is not None
    [said] = parts(unit, (0, 1), found)
    return " ".join(unit.words[slice(*found.source)]), " ".join(unit.words[slice(*said)])


def test_grammar_ends_a_source_and_a_content() -> None:
    assert bounded(Bounds(), (1, 4), (5, 10)) == ("زيد سي إن", "نعم ، مشيرا إلى كلا")
    assert bounded(Bounds(source_ends=(2,)), (1, 4), (5, 10)) == ("زيد", "نعم ، مشيرا إلى كلا")
    assert bounded(Bounds(content_ends=(6,)), (1, 4), (5, 10))[0] == "زيد سي إن"
    assert "مشيرا" not in bounded(Bounds(content_ends=(6,)), (1, 2), (5, 10))[1]


def test_no_span_begins_or_ends_within_a_name() -> None:
    assert bounded(Bounds(), (1, 2), (4, 6)) == ("زيد", "إن نعم")
    _, said = bounded(Bounds(whole=((2, 5),)), (1, 2), (4, 6))
    assert said in {"نعم", "سي إن إن نعم"}
