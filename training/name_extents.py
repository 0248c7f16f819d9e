"""`python -m training.name_extents FOLDER… --pool FILE`: trains where naming phrases begin and end.

A FOLDER holds gold.json, text/ and, for cross-validation by outlet, manifest.jsonl; FILE, the texts that
ar.annotations.jsonl annotates. Every source that a claim names,
and every resolved name where the text has it, is a phrase; its words tell what belongs to it and its neighbours what
does not. Prints how many phrases of persons are found whole in outlets that were held out, then writes the weights.
`--without K` leaves out the outlets of fold K of the first folder, to test on it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from claims.languages.ar.attribution.name_extent_features import BUCKETS, EdgeFeatures
from claims.languages.ar.attribution.name_extents import WEIGHTS, NameExtents
from claims.languages.ar.attribution.tokens import tokenize
from claims.languages.ar.attribution.word_knowledge import Words
from claims.languages.ar.language_data import arabic
from training import corpus
from training.languages import TRAININGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from claims.languages.ar.attribution.tokens import Range, Tokens
    from training.corpus import Article

FOLDS = 5
_LONGEST = 16
_STEPS, _RATE, _DECAY = 240, 0.1, 4e-5
_SCALE = 64
"""A weight is kept as a whole number of 64ths."""


class Named:
    """An annotated article: its outlet, its tokens and the token ranges of its naming phrases."""

    def __init__(self, article: Article, lexicon: Words) -> None:
        self.outlet = article.outlet
        self.tokens = tokenize(article.text, lexicon)
        self.phrases = sorted(set(_phrases(self.tokens, article.claims)))
        persons = [c for c in article.claims if c["kind"] == "person"]
        self.persons = sorted(set(_resolved(self.tokens, persons)))


def _phrases(tokens: Tokens, claims: Sequence[Mapping[str, Any]]) -> Iterator[Range]:
    for claim in claims:
        if claim["source"] and (found := _covered(tokens, *claim["source"])):
            yield found
    yield from _resolved(tokens, claims)


def _resolved(tokens: Tokens, claims: Sequence[Mapping[str, Any]]) -> Iterator[Range]:
    for name in {c["resolved"] for c in claims if c.get("resolved")}:
        at = tokens.text.find(name)
        if at >= 0 and (found := _covered(tokens, at, at + len(name))):
            yield found


def _covered(tokens: Tokens, start: int, end: int) -> Range | None:
    first, last = tokens.at(start), tokens.at(end)
    while last > first and tokens.words[last - 1].mark and last - 1 not in tokens.quotes.values():
        last -= 1
    whole = first < last and tokens.starts[first] == start and last - first <= _LONGEST
    return (first, last) if whole else None


def anchors(article: Named, phrase: Range, lexicon: Words) -> list[int]:
    """The words from which a phrase is to be found: its first, and the last that is no common noun."""
    start, end = phrase
    words = article.tokens.words
    proper = [
        k for k in range(start, end) if not (words[k].mark or words[k].preposition or lexicon[words[k].stem].source)
    ]
    return sorted({*proper[-1:], *([] if words[start].mark else [start])})


def examples(
    articles: Sequence[Named], features: EdgeFeatures, lexicon: Words
) -> Iterator[tuple[tuple[int, ...], bool]]:
    """Decisions at the edges of phrases: the features, and whether the word belongs to the phrase."""
    for article in articles:
        for start, end in article.phrases:
            for anchor in anchors(article, (start, end), lexicon):
                for k in range(anchor, start - 1, -1):
                    yield features.left(article.tokens, k, anchor), k > start
                for k in range(anchor + 1, end + 1):
                    yield features.right(article.tokens, k, anchor), k < end


def fit(decisions: Sequence[tuple[tuple[int, ...], bool]]) -> list[int]:
    """Weights of a logistic regression, by full-batch Adam, as whole numbers."""
    ids = np.fromiter((i for found, _ in decisions for i in found), dtype=np.int64)
    rows = np.repeat(np.arange(len(decisions)), [len(found) for found, _ in decisions])
    wanted = np.array([belongs for _, belongs in decisions], dtype=np.float64)
    weights = np.zeros(BUCKETS)
    mean, square = np.zeros(BUCKETS), np.zeros(BUCKETS)
    for step in range(1, _STEPS + 1):
        scores = np.bincount(rows, weights[ids], len(decisions))
        error = (1 / (1 + np.exp(-np.clip(scores, -30, 30))) - wanted) / len(decisions)
        gradient = np.bincount(ids, error[rows], BUCKETS) + _DECAY * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        rate = _RATE * (1 - step / (_STEPS + 1))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    whole: NDArray[np.int16] = np.clip(np.rint(weights * _SCALE), -32000, 32000).astype(np.int16)
    return [int(weight) for weight in whole]


def whole_names(articles: Sequence[Named], extents: NameExtents, lexicon: Words) -> tuple[int, int]:
    """How many resolved names of persons there are, and how many are found whole from their last proper word."""
    number = right = 0
    for article in articles:
        for phrase in article.persons:
            if not (found := anchors(article, phrase, lexicon)):
                continue
            number += 1
            right += extents.around(article.tokens, found[-1], (0, len(article.tokens.words))) == phrase
    return number, right


def main() -> None:
    """Cross-validate by outlet, then train on everything and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.name_extents", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--pool", type=Path, nargs="+", metavar="FILE", help="texts of ar.annotations.jsonl")
    parser.add_argument("--out", type=Path, default=WEIGHTS, metavar="FILE")
    parser.add_argument("--without", type=int, metavar="K", help="leave out the outlets of this fold")
    options = parser.parse_args()
    folders = [corpus.read(folder) for folder in options.folders]
    if options.pool is not None:
        folders.append(corpus.annotated(TRAININGS["ar"].annotations, options.pool))
    held = set() if options.without is None else corpus.held_out(folders, FOLDS, options.without)
    lexicon = Words(arabic())
    features = EdgeFeatures(lexicon)
    articles = [Named(article, lexicon) for folder in folders for article in folder if article.id not in held]
    outlets = sorted({article.outlet for article in articles})
    number = right = 0
    for fold in range(FOLDS):
        held_out = set(outlets[fold::FOLDS])
        rest = [a for a in articles if a.outlet not in held_out]
        extents = NameExtents(lexicon, fit(list(examples(rest, features, lexicon))))
        n, r = whole_names([a for a in articles if a.outlet in held_out], extents, lexicon)
        number, right = number + n, right + r
        sys.stdout.write(f"fold {fold}: {r} of {n} names of persons found whole in outlets held out" + "\n")
    sys.stdout.write(f"all: {right / number:.3f} of {number}" + "\n")
    weights = np.array(fit(list(examples(articles, features, lexicon))), dtype=np.int16)
    np.savez_compressed(options.out, weights=weights)
    sys.stdout.write(f"wrote {options.out} ({options.out.stat().st_size:,} bytes)" + "\n")


if __name__ == "__main__":
    main()
