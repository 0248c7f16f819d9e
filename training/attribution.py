"""`python -m training.attribution LANG GOLD… --out FILE`: train the learned extractor of a language.

GOLD are folders with gold.json and text/ (and manifest.jsonl, which names outlets). With `--folds N --fold K`, the
articles of fold K of the first folder are left out, by outlet, for `benchmarks.attribution.crossval`. The same
articles, seed and type of machine give the same weights. With a pool and without a fold, LANG.manifest.jsonl
tells by id, outlet and hash what the weights were trained on.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from claims.extraction.neural.encoder import shipped_base
from claims.extraction.neural.extractor import piece_ids
from training import base as base_layers
from training import corpus, data, e5, export, learn
from training.languages import TRAININGS
from training.model import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.extraction.neural.encoder import Base
    from claims.extraction.neural.signals import Language
    from training.corpus import Article, Example
    from training.data import Prepared
    from training.languages import Training


def main() -> int:
    """Train and write the weights."""
    options = _options()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    training = TRAININGS[options.language]
    folders = _folders(training, options)
    articles = [article for folder in folders for article in folder]
    held = corpus.held_out(folders, options.folds, options.fold) if options.fold is not None else set()
    plan = learn.Plan(epochs=options.epochs, seed=options.seed)
    language = training.signals()
    base = shipped_base()
    examples = [e for article in articles for e in corpus.examples(article, language) if e.may_report]
    forms = data.vocabulary([e for e in examples if e.article not in held], language)
    everything = _prepared(examples, base, language, forms=forms, cache=options.cache)
    prepared = [p for p in everything if p.example.article not in held]
    shape = Shape(prepared[0].example.signals.shape[1], len(forms), dropout=options.dropout)
    checkpoint = e5.load(e5.shipped())
    layers = [e5.layer(checkpoint, number) for number in range(base_layers.LAYERS, options.layers)]
    network = learn.train(prepared, shape, layers, plan)
    config = {"name": training.name, "version": training.version, "forms": forms, **_calibration(training)}
    export.write(options.out, network, heads=checkpoint.heads, config={**config, "base": base.name})
    if options.fold is None and options.pool is not None:
        _write_manifest(training, articles)
    return 0


def _folders(training: Training, options: argparse.Namespace) -> list[list[Article]]:
    """The articles of each folder, and the annotated ones of the pool."""
    patched = training.patch.is_file() and not options.unpatched
    patch = json.loads(training.patch.read_text("utf-8")) if patched else {}
    folders = [corpus.read(folder, patch) for folder in options.gold]
    if options.pool is not None:
        folders.append(corpus.annotated(training.annotations, options.pool))
    return folders


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.attribution", description=__doc__)
    parser.add_argument("language", choices=sorted(TRAININGS))
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--pool", type=Path, nargs="+", metavar="FILE", help="texts of LANG.annotations.jsonl")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--fold", type=int, metavar="K", help="leave this fold out")
    parser.add_argument("--cache", type=Path, metavar="FOLDER", help="where states of the fixed layers are kept")
    parser.add_argument("--layers", type=int, default=8, help="layers of the encoder, those of the base included")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--dropout", type=float, default=0.25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--unpatched", action="store_true", help="train on the annotations as they are")
    return parser.parse_args()


def _prepared(
    examples: Sequence[Example],
    base: Base,
    language: Language,
    *,
    forms: Sequence[str],
    cache: Path | None,
) -> list[Prepared]:
    """The examples with their states."""
    sequences = [piece_ids(example.unit, base) for example in examples]
    states = data.lower_states([ids for ids, _ in sequences], base, cache)
    numbers = {form: k + 1 for k, form in enumerate(forms)}
    prepared = []
    for example, (_, at), state in zip(examples, sequences, states, strict=True):
        form = np.array([numbers.get(language.folded(word), 0) for word in example.unit.words])
        prepared.append(data.Prepared(example, state, at[:-1], at[1:], form))
    return prepared


def _calibration(training: Training) -> dict[str, Any]:
    """What was calibrated on articles held out, or a guess before anything was."""
    if training.calibration.is_file():
        calibrated: dict[str, Any] = json.loads(training.calibration.read_text("utf-8"))
        return calibrated
    guess = {"claim": [0.5, 0.5, 0.1, 0.0], "source": [1.0, 0.0]}
    return {"cue_threshold": 0.1, "claim_threshold": 0.5, "calibration": guess}


def _write_manifest(training: Training, articles: Iterable[Article]) -> None:
    lines = [json.dumps(row, ensure_ascii=False) for row in corpus.manifest(articles)]
    training.manifest.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
