"""Where what is said in a subordinate clause ends: before the main clause of the sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.extraction.neural.words import units
from claims.languages.ar.attribution.source_names import arabic_names
from claims.languages.ar.attribution.subordinate_clauses import SubordinateClauses
from claims.languages.ar.learned import learned_extractor
from claims.model import Document

LINES = (Path(__file__).parent / "data" / "subordinate_clauses.txt").read_text("utf-8").splitlines()
CASES = [line for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize("case", CASES)
def test_the_end_of_a_reported_clause(case: str) -> None:
    marked, rest = case.split("[")
    cue, after = rest.split("]")
    text = marked + cue + after.replace("|", "")
    [unit] = units(text)
    place = next(k for k, (start, _) in enumerate(unit.offsets) if start >= len(marked))
    wanted = len(marked) + len(cue) + after.index("|") if "|" in after else None
    end = SubordinateClauses(arabic_names().lexicon).end(unit.words, unit.quoted, (place, place + 1))
    assert (None if end is None else text[: unit.offsets[end][0]].strip()) == (
        None if wanted is None else text[:wanted].strip()
    )


@pytest.mark.parametrize("case", [case for case in CASES if case.startswith(("ورغم [", "وبعد [", "وبينما ["))][:3])
def test_the_learned_extractor_stops_there(case: str) -> None:
    text = case.replace("[", "").replace("]", "").replace("|", "")
    claims = learned_extractor().extract(Document.from_text("t", text, "ar"))
    said = case[case.index(" أن ") + 4 : case.index("|")].strip()
    assert [claim.content[0].exact for claim in claims] == [said]
