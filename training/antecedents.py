"""`python -m training.antecedents FOLDER --pool FILE`: trains whom a mention stands for, and how sure that is.

FOLDER holds gold.json, text/ and manifest.jsonl; FILE, the texts that ar.annotations.jsonl annotates. They are read as
annotated, and again as an extractor may find them: with claims missed, and sources' words missed, cut short or run on.
Ranking is learned from the candidates of each mention; certainty, from the names that rankings of other outlets chose.
Prints how certain names of held-out outlets are, then writes the weights. `--without K` leaves out the outlets of fold
K of the folder, to test on it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from benchmarks.attribution.resolution import Resolution
from benchmarks.attribution.scoring import name_words, same_name
from benchmarks.attribution.sets import Article, annotated
from claims.extraction.antecedent_choice import SCALE, AntecedentChoice
from claims.languages.ar.attribution.antecedent_features import SILENT, WEIGHTS
from claims.languages.ar.attribution.source_resolution import Resolver
from claims.languages.ar.attribution.tokens import tokenize
from training import corpus
from training.languages import TRAININGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence, Sized

    from numpy.typing import NDArray

    from benchmarks.attribution.scoring import Annotated
    from claims.extraction.antecedent_choice import Ranked
    from claims.extraction.source_mentions import Mention
    from claims.languages.ar.attribution.antecedents import Candidate
    from claims.languages.ar.attribution.source_entities import Entity
    from claims.languages.ar.attribution.source_names import Name

    Whole = NDArray[np.int64]
    Reals = NDArray[np.float64]

T = TypeVar("T")

FOLDS, _PARTS = 5, 3
"""Folds of which one can be left out, and parts of the others that are read with the ranking of the rest."""
_READINGS = (None, 1)
"""Seeds of the noise with which the articles are read; None for none."""
_MISSED_CLAIM, _MISSED_SOURCE, _RUN_ON, _CUT_SHORT = 0.12, 0.04, 0.03, 0.03
_STEPS, _RATE = 150, 0.05
_RANKING_DECAY, _CERTAINTY_DECAY = 2.0, 2.0
_FEWEST = 2
_SMALLEST = 2
"""Weights nearer to 0 are left out."""
_WORD = re.compile(r"\S+")

Row = tuple[str, list[list[str]], list[bool]]
"""Of one mention: its sort, the features of each candidate, and which of them are right."""
Weights = dict[str, dict[str, int]]


@dataclass(slots=True)
class Reading:
    """What one article taught: candidates of its mentions, and features of its resolved names.

    Attributes:
        mentions: What each mention could stand for.
        names: For each mention the features of the name, and whether it is right.
    """

    article: str
    mentions: list[Row] = field(default_factory=list)
    names: list[tuple[list[str], bool]] = field(default_factory=list)


class _Recording(Resolver):
    """A resolver that takes down what it chooses from."""

    def record(self, reading: Reading, claims: Sequence[Annotated], choice: AntecedentChoice) -> None:
        self._reading, self._claims, self._choice = reading, claims, choice
        self._meant: dict[Entity, set[str | None]] = {}
        self._certainties: list[list[str]] = []

    def certainties(self) -> list[list[str]]:
        return self._certainties

    def _admitted(self, mention: Mention, name: Name | None, ruled: Candidate | None) -> list[Candidate]:
        """All of them: what grammar rules out teaches the ranking, too."""
        return self._antecedents.of(mention, name, ruled)

    def _ranked(self, sort: str, candidates: Sequence[Candidate], features: Sequence[Sequence[str]]) -> Ranked:
        claim = self._claims[len(self._antecedents.found)]
        right = [self._stands_for(candidate, claim.name) for candidate in candidates]
        self._reading.mentions.append((sort, [list(map(sys.intern, one)) for one in features], right))
        ranked = super()._ranked(sort, candidates, features)
        self._right = right[ranked.index]
        return ranked

    def _found(self, mention: Mention) -> object:  # type: ignore[override]
        claim = self._claims[len(self._antecedents.found)]
        found = super()._found(mention)
        if found.entity is not None and (self._right or found.entity not in self._meant):
            self._meant.setdefault(found.entity, set()).add(claim.name)
        return found

    def _stands_for(self, candidate: Candidate, name: str | None) -> bool:
        """Whether a candidate was meant by that name before, or has it."""
        if name and candidate.entity is not None and name in self._meant.get(candidate.entity, ()):
            return True
        own = candidate.name
        if (candidate.entity.kind if candidate.entity else own.kind) == "person":
            fuller, ambiguous = self._introductions.fullest(own)
            own = own if fuller is None or ambiguous else fuller
        return same_name(name_words(name), name_words(own.text))

    def _certainty(self, features: Sequence[str]) -> float:
        self._certainties.append(list(features))
        return super()._certainty(features)


class Reader:
    """Reads annotated articles with given weights."""

    def __init__(self) -> None:
        self._resolution = Resolution()

    def read(self, article: Article, weights: Weights, seed: int | None) -> Reading:
        """What one article teaches, with noise from a seed."""
        claims = sorted(article.claims, key=lambda claim: claim.cue or claim.content[0])
        mentions = [self._resolution.mention(article.text, claim, claims) for claim in claims]
        if seed is not None:
            chance = random.Random(f"{seed} {article.id}")  # noqa: S311 - noise, no secret
            mentions, claims = with_noise(chance, article.text, mentions, claims)
        reading = Reading(article.id)
        resolver = _Recording(tokenize(article.text, self._resolution.words), self._resolution.names)
        resolver.record(reading, claims, AntecedentChoice(weights, SILENT))
        found = resolver.resolve(mentions)
        features = iter(resolver.certainties())
        for claim, who in zip(claims, found, strict=True):
            if who.name is not None:
                reading.names.append(
                    (["always", *next(features)], same_name(name_words(claim.name), name_words(who.name)))
                )
        return reading


def with_noise(
    chance: random.Random, text: str, mentions: Sequence[Mention], claims: Sequence[T]
) -> tuple[list[Mention], list[T]]:
    """The mentions that an extractor may find: some claims missed, some sources missed, cut short or run on."""
    kept = [k for k in range(len(mentions)) if chance.random() > _MISSED_CLAIM]
    place = {k: at for at, k in enumerate(kept)}
    found = []
    for k in kept:
        within = mentions[k].within
        outer = place.get(within) if within is not None else None
        found.append(replace(mentions[k], span=_blurred(chance, text, mentions[k].span), within=outer))
    return found, [claims[k] for k in kept]


def _blurred(chance: random.Random, text: str, span: tuple[int, int] | None) -> tuple[int, int] | None:
    draw = chance.random()
    if span is None or draw < _MISSED_SOURCE:
        return None
    start, end = span
    if draw < _MISSED_SOURCE + _RUN_ON:
        line = text[end : end + 60].split("\n", maxsplit=1)[0]
        after = [end + word.end() for word in _WORD.finditer(line)][: chance.randint(1, 4)]
        return (start, after[-1]) if after else span
    ends = [start + word.end() for word in _WORD.finditer(text[start:end])]
    if draw < _MISSED_SOURCE + _RUN_ON + _CUT_SHORT and len(ends) > 2:
        return start, ends[-1 - chance.randint(1, min(3, len(ends) - 1))]
    return span


# --- fitting ----------------------------------------------------------------------------------------------------------


def fit_ranking(rows: Iterable[Row], decay: float = _RANKING_DECAY, by_sort: tuple[str, ...] = ("",)) -> dict[str, int]:
    """Weights of a log-linear model in which the right candidates of a mention are likelier than the others.

    Each feature has a weight of its own, and those that begin as `by_sort` says one more for each sort of mentions.
    """
    rows = [row for row in rows if any(row[2]) and not all(row[2])]
    sorts = sorted({sort for sort, _, _ in rows})
    names = sorted({feature for _, features, _ in rows for one in features for feature in one})
    size, numbers = len(names), {name: k for k, name in enumerate(names)}
    ids = np.fromiter(
        (numbers[f] + size * place for place, one in _candidates(rows, sorts) for f in one), dtype=np.int32
    )
    owners = np.repeat(*_lengths([one for _, features, _ in rows for one in features]))
    groups = np.repeat(*_lengths([right for _, _, right in rows]))
    right = np.array([label for _, _, labels in rows for label in labels], dtype=np.float64)
    used = np.bincount(ids, minlength=size * len(sorts)).reshape(-1, size)
    of_sort = used * np.array([name.startswith(by_sort) for name in names])
    learned = np.concatenate([used.sum(axis=0), of_sort.ravel()]) >= _FEWEST
    gradient = _ranking_gradient(ids, owners, groups, right, size)
    weights = _descend(len(learned), lambda w: gradient(w) * learned, decay)
    both = [*names, *(f"{sort}|{name}" for sort in sorts for name in names)]
    return _rounded({name: k for k, name in enumerate(both)}, weights)


def _candidates(rows: Sequence[Row], sorts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The features of each candidate, with the place of its mention's sort among the sorts."""
    places = {sort: place for place, sort in enumerate(sorts)}
    return ((places[sort], one) for sort, features, _ in rows for one in features)


def _lengths(rows: Sequence[Sized]) -> tuple[Whole, list[int]]:
    return np.arange(len(rows)), [len(row) for row in rows]


def _ranking_gradient(
    ids: NDArray[np.int32], owners: Whole, groups: Whole, right: Reals, size: int
) -> Callable[[Reals], Reals]:
    """The gradient: `ids` are of features within their sorts, `size` is how many features there are of each."""
    number = len(groups)
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])

    def gradient(weights: Reals) -> Reals:
        both = (weights[size:].reshape(-1, size) + weights[:size]).ravel()
        scores = np.bincount(owners, both[ids], number)
        shares = np.exp(scores - np.maximum.reduceat(scores, starts)[groups])
        wanted = shares * right
        error = shares / np.add.reduceat(shares, starts)[groups] - wanted / np.add.reduceat(wanted, starts)[groups]
        slope = np.bincount(ids, error[owners], len(both))
        return np.concatenate([slope.reshape(-1, size).sum(axis=0), slope])

    return gradient


def fit_certainty(rows: Sequence[tuple[list[str], bool]]) -> dict[str, int]:
    """Weights of a logistic regression: whether a name is right."""
    index = _index(features for features, _ in rows)
    known = [[index[f] for f in features if f in index] for features, _ in rows]
    ids = np.array([i for one in known for i in one])
    owners = np.repeat(np.arange(len(rows)), [len(one) for one in known])
    right = np.array([label for _, label in rows], dtype=np.float64)

    def gradient(weights: Reals) -> Reals:
        scores = np.bincount(owners, weights[ids], len(rows))
        error = 1 / (1 + np.exp(-scores)) - right
        return np.bincount(ids, error[owners], len(weights)).astype(np.float64)

    return _rounded(index, _descend(len(index), gradient, _CERTAINTY_DECAY))


def _index(rows: Iterable[Sequence[str]]) -> dict[str, int]:
    counts = Counter(feature for features in rows for feature in features)
    return {feature: k for k, feature in enumerate(sorted(f for f, n in counts.items() if n >= _FEWEST))}


def _descend(size: int, gradient: Callable[[Reals], Reals], decay: float) -> Reals:
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, _STEPS + 1):
        slope = gradient(weights) + decay * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        rate = _RATE * (1 - step / (_STEPS + 1))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def _rounded(index: dict[str, int], weights: Reals) -> dict[str, int]:
    whole = {feature: round(float(weights[k]) * SCALE) for feature, k in index.items()}
    return {feature: weight for feature, weight in whole.items() if abs(weight) >= _SMALLEST}


# --- training ---------------------------------------------------------------------------------------------------------

NOTHING: Weights = {"silent": {}, "worded": {}, "certainty": {}}


def ranking(readings: Iterable[Reading]) -> Weights:
    """Weights of the ranking."""
    rows = [row for reading in readings for row in reading.mentions]
    silent = fit_ranking(row for row in rows if row[0] in SILENT)
    worded = fit_ranking(row for row in rows if row[0] not in SILENT)
    return {**NOTHING, "silent": silent, "worded": worded}


def train(read: Reader, folds: Sequence[Sequence[Article]]) -> Weights:
    """The weights from articles in folds by outlet; prints how certain names of held-out outlets are, and how right."""
    first = [[read.read(a, NOTHING, seed) for seed in _READINGS for a in fold] for fold in folds]
    names = []
    for k, fold in enumerate(folds):
        rank = ranking(reading for j, other in enumerate(first) if j != k for reading in other)
        names.append([name for seed in _READINGS for a in fold for name in read.read(a, rank, seed).names])
    held_out: list[tuple[float, bool]] = []
    for k, rows in enumerate(names):
        rest = [row for j, other in enumerate(names) if j != k for row in other]
        model = AntecedentChoice({**NOTHING, "certainty": fit_certainty(rest)}, SILENT)
        held_out += [(model.certainty(features[1:]), right) for features, right in rows]
    print_certainty(held_out)
    weights = ranking(reading for fold in first for reading in fold)
    return {**weights, "certainty": fit_certainty([row for rows in names for row in rows])}


def print_certainty(rows: Sequence[tuple[float, bool]]) -> None:
    """Print how often names of a certainty are right."""
    wrong = sum(not right for _, right in rows)
    sys.stdout.write(f"names of outlets held out: {len(rows)}, right {1 - wrong / len(rows):.3f}\n")
    for limit in (0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8):
        doubted = [right for certainty, right in rows if certainty < limit]
        caught = sum(not right for right in doubted)
        precision, recall = caught / max(len(doubted), 1), caught / max(wrong, 1)
        sys.stdout.write(
            f"less certain than {limit}: {len(doubted)}, wrong {precision:.3f} of them, of all wrong {recall:.3f}\n"
        )
    for level in range(10):
        some = [(certainty, right) for certainty, right in rows if int(min(certainty, 0.999) * 10) == level]
        if some:
            mean, right = sum(c for c, _ in some) / len(some), sum(r for _, r in some) / len(some)
            sys.stdout.write(f"certainty {mean:.3f}: right {right:.3f} of {len(some)}\n")


def _annotated(article: corpus.Article) -> Article:
    return Article(article.id, article.text, tuple(map(annotated, article.claims)))


def main() -> None:
    """Train on the folds, print and write."""
    parser = argparse.ArgumentParser(prog="python -m training.antecedents", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--pool", type=Path, nargs="+", metavar="FILE", help="texts of ar.annotations.jsonl")
    parser.add_argument("--out", type=Path, default=WEIGHTS, metavar="FILE")
    parser.add_argument("--without", type=int, metavar="K", help="leave out the outlets of this fold")
    options = parser.parse_args()
    folders = [corpus.read(options.folder)]
    if options.pool is not None:
        folders.append(corpus.annotated(TRAININGS["ar"].annotations, options.pool))
    held = set() if options.without is None else corpus.held_out(folders, FOLDS, options.without)
    kept = [article for folder in folders for article in folder if article.id not in held]
    folds = [[_annotated(a) for a in kept if a.id in part] for part in corpus.folds(kept, _PARTS)]
    weights = train(Reader(), folds)
    text = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    options.out.write_text(text, encoding="utf-8")
    sys.stdout.write(f"wrote {options.out} ({sum(map(len, weights.values()))} weights)\n")


if __name__ == "__main__":
    main()
