"""A claim without a place is where its sentence is; a speaker's whereabouts say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claims.analysis.claim_sentences import ClaimSentences
from claims.analysis.sentence_places import places_of_sentences
from claims.workflow.extraction_run import Extracted, extract_all

if TYPE_CHECKING:
    from pathlib import Path

NAMED = "وقالت الشرطة إن شخصين قتلا في تعز. وقالت الشرطة إن ثلاثة قتلوا في عدن."
MARIB = "وقال شهود إن امرأة قتلت في مأرب."


@pytest.mark.parametrize(
    ("sentence", "words", "near"),
    [
        ("وفي تعز، قال ناشطون إن المحال أغلقت أبوابها.", "المحال أغلقت", 13.6),
        ("قالت شرطة عدن إن المحال أغلقت أبوابها.", "المحال أغلقت", 12.8),
        ("قال متحدث في عدن إن المحال أغلقت أبوابها.", "المحال أغلقت", None),
        ("قال ناشطون إن المحال أغلقت أبوابها.", "المحال أغلقت", None),
    ],
    ids=["topic", "body of a place", "where a speaker is", "none"],
)
def test_a_claim_without_a_place_takes_that_of_its_sentence(
    tmp_path: Path, sentence: str, words: str, near: float | None
) -> None:
    (tmp_path / "a.txt").write_text(f"{sentence}\n{NAMED}\n{MARIB}\n", encoding="utf-8")
    (found,) = (each for each in extract_all([tmp_path / "a.txt"]) if isinstance(each, Extracted))
    (claim,) = (each for each in found.claims if words in each.content[0].exact)
    places = places_of_sentences([found.document], found.claims, ClaimSentences([found.document]))
    points = [round(spot.point[0], 1) for spot in places.get(claim.id, ()) if spot.point]
    assert points == ([near] if near else [])
