"""`python -m benchmarks.polnear DATA --gold FOLDER`, then `… DATA --weights FILE`: the English extractor on PolNeAR.

DATA is the folder `data` of the corpus (github.com/networkdynamics/PolNeAR). The first form writes its train split as
annotated articles that `python -m training.attribution en FOLDER --out FILE` learns from; the second scores weights
trained so on its test split. `make polnear DATA=…` does all three. The weights that the package ships were never
trained on PolNeAR.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.polnear import scoring, standoff
from claims.extraction.neural.extractor import Model
from claims.languages.en.signals import EnglishSignals
from claims.text import quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.polnear.scoring import Counts
    from benchmarks.polnear.standoff import Annotated, Attribution

_RESAMPLED = 1000


def main() -> int:
    """Convert or score."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.polnear", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="test", choices=("dev", "test"), help="what is scored")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--gold", type=Path, metavar="FOLDER", help="where the train split is written for training")
    action.add_argument("--weights", type=Path, metavar="FILE", help="the model that is scored")
    options = parser.parse_args()
    if options.gold:
        write_gold(options.data / "train", options.gold)
    else:
        _print(score(options.data / options.split, options.weights))
    return 0


def write_gold(split: Path, folder: Path) -> None:
    """Write a split as gold.json and text/, as training reads them."""
    (folder / "text").mkdir(parents=True, exist_ok=True)
    gold = {}
    for article in standoff.read(split):
        (folder / "text" / f"{article.name}.txt").write_bytes(article.text.encode("utf-8"))
        gold[article.name] = [_claim(article, a) for a in article.attributions if a.cue]
    (folder / "gold.json").write_text(json.dumps(gold, ensure_ascii=False), "utf-8")


def _claim(article: Annotated, attribution: Attribution) -> dict[str, Any]:
    """An attribution as a claim. PolNeAR knows no kinds of sources; how a content is quoted is read from its marks."""
    first, last = attribution.content[0][0], attribution.content[-1][1]
    inside = list(quotations(article.text, first, last, prefixes=""))
    quoted = sum(q.end - q.start for q in inside)
    mode = "indirect" if not inside else "direct" if quoted >= 0.9 * (last - first) else "mixed"
    source = (attribution.source[0][0], attribution.source[-1][1]) if attribution.source else None
    return {
        "cue": (attribution.cue[0][0], attribution.cue[-1][1]),
        "source": source,
        "content": attribution.content,
        "resolved": None,
        "kind": "person",
        "mode": mode,
    }


def score(split: Path, weights: Path) -> list[Counts]:
    """The counts of each article of a split, as a model reads it."""
    model = Model.load(weights, EnglishSignals())
    counts = []
    for article in standoff.read(split):
        found = [
            standoff.Attribution((claim.source,) if claim.source else (), (claim.cue,), claim.content)
            for claim in model.extract(article.text)
        ]
        counts.append(scoring.counted(article.text, article.attributions, found))
    return counts


def _print(counts: Sequence[Counts]) -> None:
    chance = random.Random(0)
    samples = [scoring.figures(chance.choices(counts, k=len(counts))) for _ in range(_RESAMPLED)]
    for name, figure in scoring.figures(counts).items():
        drawn = sorted(sample[name].f1 for sample in samples)
        low, high = drawn[len(drawn) // 40], drawn[-1 - len(drawn) // 40]
        print(f"{name:20} P {figure.precision:.3f}  R {figure.recall:.3f}  F1 {figure.f1:.3f} [{low:.3f}, {high:.3f}]")


if __name__ == "__main__":
    sys.exit(main())
