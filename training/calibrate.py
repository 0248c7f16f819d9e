"""`python -m training.calibrate LANG GOLD --models FOLDER`: confidences and thresholds from held-out articles.

For each fold the weights of the logistic regressions are fitted on the other folds and written into the fold's file;
those fitted on all folds are written for the shipped model.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.attribution.scoring import Annotated, Score
from claims.extraction.neural.extractor import Model
from training import corpus
from training.languages import TRAININGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from claims.extraction.neural.extractor import Extraction
    from training.corpus import Article

Row = tuple[tuple[float, ...], bool, bool]
"""Evidence, whether the claim is right, and whether its source is right as well."""

_NEAR = 0.004
"""Thresholds whose F1 falls so little short of the best are as good: their median is taken."""
_EAGER = {"cue_threshold": 0.05, "claim_threshold": 0.0}


def main() -> int:
    """Fit, and write what was fitted."""
    parser = argparse.ArgumentParser(prog="python -m training.calibrate", description=__doc__)
    parser.add_argument("language", choices=sorted(TRAININGS))
    parser.add_argument("gold", type=Path)
    parser.add_argument("--models", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    training = TRAININGS[options.language]
    articles = corpus.read(options.gold)
    rows: dict[int, list[Row]] = {}
    wanted: dict[int, int] = {}
    for number, fold in enumerate(corpus.folds(articles, options.folds)):
        weights = options.models / f"fold-{number}.npz"
        if weights.is_file():
            held = [a for a in articles if a.id in fold]
            rows[number] = evidence(Model.load(weights, training.signals()), held)
            wanted[number] = sum(len(a.claims) for a in held)
    for number in rows:
        others = [k for k in rows if k != number] or [number]
        fitted = calibrated([r for k in others for r in rows[k]], sum(wanted[k] for k in others))
        reconfigure(options.models / f"fold-{number}.npz", fitted)
    everything = calibrated([r for part in rows.values() for r in part], sum(wanted.values()))
    training.calibration.write_text(json.dumps(everything, indent=1) + "\n", "utf-8")
    print(json.dumps(everything))  # noqa: T201 - the command's result
    return 0


def evidence(model: Model, articles: Sequence[Article]) -> list[Row]:
    """The evidence for every candidate of a model, and whether it is right."""
    model.config.update(_EAGER)
    rows: list[Row] = []
    for article in articles:
        score = Score()
        found = model.extract(article.text)
        score.add(article.id, article.text, [_annotated(c) for c in article.claims], [_predicted(f) for f in found])
        by_place = {_predicted(f): f for f in found}
        rows += [(by_place[claim].evidence, "claim" in levels, "who" in levels) for claim, levels in score.found]
    return rows


def _annotated(claim: Any) -> Annotated:
    source = tuple(claim["source"]) if claim["source"] else None
    content = tuple((start, end) for start, end in claim["content"])
    return Annotated(source, tuple(claim["cue"]), content, claim.get("resolved"), bool(claim.get("optional")))


def _predicted(found: Extraction) -> Annotated:
    return Annotated(found.source, found.cue, found.content, None)


def calibrated(rows: Sequence[Row], wanted: int) -> dict[str, Any]:
    """Weights of the regressions, and a threshold with nearly the best F1."""
    features = np.array([row[0] for row in rows])
    right = np.array([row[1] for row in rows])
    claim = logistic(features[:, :-1], right)
    source = logistic(features[right][:, -1:], np.array([row[2] for row in rows])[right])
    chances = 1 / (1 + np.exp(-(features[:, :-1] @ claim[:-1] + claim[-1])))
    thresholds = np.arange(0.2, 0.75, 0.01)
    scores = np.array([2 * right[chances >= t].sum() / ((chances >= t).sum() + wanted) for t in thresholds])
    best = np.median(thresholds[scores >= scores.max() - _NEAR])
    return {
        "cue_threshold": _EAGER["cue_threshold"],
        "claim_threshold": round(float(best), 2),
        "calibration": {"claim": [round(float(w), 4) for w in claim], "source": [round(float(w), 4) for w in source]},
    }


def logistic(features: NDArray[Any], right: NDArray[Any], ridge: float = 1e-3) -> NDArray[Any]:
    """Weights of a logistic regression with the intercept last, by Newton's method."""
    x = np.concatenate([features, np.ones((len(features), 1))], axis=1)
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        chances = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (chances - right) + ridge * weights
        curvature = (x * (chances * (1 - chances))[:, None]).T @ x + ridge * np.eye(len(weights))
        weights -= np.linalg.solve(curvature, gradient)
    return weights


def reconfigure(path: Path, changes: dict[str, Any]) -> None:
    """Write other settings into a file of weights."""
    with np.load(path, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    config = {**json.loads(arrays["config"].tobytes()), **changes}
    arrays["config"] = np.frombuffer(json.dumps(config, ensure_ascii=False, sort_keys=True).encode("utf-8"), np.uint8)
    np.savez_compressed(path, **arrays)


if __name__ == "__main__":
    sys.exit(main())
