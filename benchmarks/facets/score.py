"""Scores facets against annotated ones: precision and recall of each kind, extent and reading apart.

    python benchmarks/facets/score.py [GOLD…] [--texts FOLDER] [--language CODE] [--errors N]

GOLD is a folder with `facets.json` and `text/ID.txt`, or a JSON file whose texts are in `--texts`: for each ID its
`figures`, `times` and `places`, each with `start` and `end` in code points, figures with `what`, `min`, `max`, times
with `absolute` (EDTF, or null where the text alone does not fix the date) and, where the document has its `published`,
`dated` (EDTF by that date), places with `country`. A facet is found where the F1 of its words with those of an
annotated one is at least 0.5, one to one, best first. Its reading is right where what, min and max are, where the EDTF
is, where the country is. Without a folder, those of `blind` are scored.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from claims.extraction import facet_reader_of  # noqa: E402 - found in the checkout, installed or not
from claims.model import to_record  # noqa: E402 - found in the checkout, installed or not

if TYPE_CHECKING:
    from collections.abc import Mapping

WORD = re.compile(r"\w+")
KINDS = ("figure", "time", "place")


class Tally(NamedTuple):
    """How many facets are annotated, found, both, asked for their reading, and read rightly."""

    gold: int = 0
    found: int = 0
    both: int = 0
    asked: int = 0
    right: int = 0

    def plus(self, other: Tally) -> Tally:
        """The sums."""
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))


def words(text: str, start: int, end: int) -> frozenset[int]:
    """Where the words of a stretch of text begin."""
    return frozenset(match.start() for match in WORD.finditer(text, start, end))


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """The F1 of two sets of words."""
    both = len(one & other)
    return 2 * both / (len(one) + len(other)) if both else 0.0


def reading(kind: str, gold: Mapping[str, Any], found: Mapping[str, Any]) -> bool | None:
    """Whether a reading is right; None where none is annotated."""
    if kind == "figure":
        return all(gold[name] == found[name] for name in ("what", "min", "max"))
    if kind == "place":
        return bool(gold.get("country") == found["country"])
    dated = gold.get("dated") or gold.get("absolute")
    return dated == found["edtf"] if dated else None


def compare(kind: str, text: str, gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> tuple[Tally, list[str]]:
    """The tally of one document's facets of one kind, and what went wrong with them."""
    pairs = sorted(
        (
            (overlap(words(text, g["start"], g["end"]), words(text, f["span"]["start"], f["span"]["end"])), -i, -j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
        ),
        reverse=True,
    )
    matched: dict[int, int] = {}
    for share, i, j in pairs:
        if share >= 0.5 and -i not in matched and -j not in matched.values():
            matched[-i] = -j
    verdicts = {i: reading(kind, gold[i], found[j]) for i, j in matched.items()}
    said = [
        *(f"missed {text[g['start'] : g['end']]}" for i, g in enumerate(gold) if i not in matched),
        *(f"extra  {f['span']['exact']}" for j, f in enumerate(found) if j not in matched.values()),
        *(f"misread {text[gold[i]['start'] : gold[i]['end']]}" for i, right in verdicts.items() if right is False),
    ]
    asked = [right for right in verdicts.values() if right is not None]
    return Tally(len(gold), len(found), len(matched), len(asked), sum(asked)), said


def score(gold: Path, texts: Path, language: str, errors: int) -> None:
    """Print a line for each kind of facet in annotated texts, and the first of what went wrong."""
    annotated = json.loads(gold.read_text("utf-8"))
    reader = facet_reader_of(language)
    tallies = dict.fromkeys(KINDS, Tally())
    said: dict[str, list[str]] = {kind: [] for kind in KINDS}
    began = time.perf_counter()
    for document, facets in annotated.items():
        text = (texts / f"{document}.txt").read_text("utf-8")
        found = reader.read(text, published=facets.get("published"))
        for kind in KINDS:
            records = [to_record(facet) for facet in getattr(found, f"{kind}s")]
            tally, wrong = compare(kind, text, facets[f"{kind}s"], records)
            tallies[kind] = tallies[kind].plus(tally)
            said[kind] += [f"{document}: {each}" for each in wrong]
    each = (time.perf_counter() - began) / max(1, len(annotated)) * 1000
    print(f"{gold}: {len(annotated)} documents, {each:.0f} ms each")
    for kind, tally in tallies.items():
        precision, recall = tally.both / max(1, tally.found), tally.both / max(1, tally.gold)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(f"{kind:7} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; reading right {tally.right} of {tally.asked}")
        print("".join(f"        {line}\n" for line in said[kind][:errors]), end="")


def main() -> None:
    """Score each folder."""
    parser = argparse.ArgumentParser(description="Scores facets against annotated ones.")
    parser.add_argument("gold", type=Path, nargs="*")
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--language", default="ar")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    facet_reader_of(options.language).read("", published=None)
    for gold in options.gold or sorted(path.parent for path in HERE.glob("blind/*/facets.json")):
        file = gold / "facets.json" if gold.is_dir() else gold
        score(file, options.texts or file.parent / "text", options.language, options.errors)


if __name__ == "__main__":
    main()
