"""What the outlet tells between the two halves of a quotation is nobody's claim."""

from __future__ import annotations

import pytest

from claims.extraction.neural.decoder import quoted_parts
from claims.extraction.neural.words import units
from claims.languages.en.learned import learned_extractor

# A sentence with brackets around the parts of a content, and the parts that are left.
PARTS = [
    ('"[I will pick them]," he says [to us as we leave, "even on one leg]."', ["I will pick them", "even on one leg"]),
    ('"[I will pick them]," he says, "[even on one leg]."', ["I will pick them", "even on one leg"]),
    ('[He will pick them], he says [to us, "even on one leg]."', ["He will pick them", 'to us , "even on one leg']),
    ('"[I will pick them]," he says [as we leave].', ["I will pick them", "as we leave"]),
]


@pytest.mark.parametrize(("marked", "left"), PARTS, ids=[marked for marked, _ in PARTS])
def test_parts_begin_where_the_quotation_goes_on(marked: str, left: list[str]) -> None:
    text = marked.replace("[", "").replace("]", "")
    [unit] = units(text)
    edges = [k for k, c in enumerate(marked) if c in "[]"]
    at = [edge - number for number, edge in enumerate(edges)]
    words = [start for start, _ in unit.offsets]
    spans = [
        (words.index(start), max(k for k, (_, end) in enumerate(unit.offsets) if end <= stop) + 1)
        for start, stop in zip(at[::2], at[1::2], strict=True)
    ]
    found = [" ".join(unit.words[slice(*part)]) for part in quoted_parts(unit, spans)]
    assert [words.replace('" ', '"') for words in found] == left


def test_a_whole_sentence() -> None:
    text = '"I will pick them," Abu Ahmad told us as we left, "even on one leg."'
    [claim] = learned_extractor().find(text)
    assert [text[slice(*part)] for part in claim.content] == ["I will pick them", "even on one leg"]
