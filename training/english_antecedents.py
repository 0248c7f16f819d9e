"""`python -m training.english_antecedents GOLD ANNOTATIONS POOL`: trains whom an English mention stands for.

GOLD is a folder with gold.json, text/ and manifest.jsonl; ANNOTATIONS and POOL are as for `training.attribution`. The
articles are read as annotated, and again with noise, as an extractor may find them. Prints, by sort of mention, how
many names of held-out outlets are right, and how certain they are; then writes the weights. `--without K` leaves out
fold K of `training.corpus.held_out` and prints how many of its names are right.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.attribution.scoring import name_words, same_name
from claims.extraction.antecedent_choice import AntecedentChoice
from claims.extraction.source_mentions import Mention
from claims.languages.en.attribution.antecedent_features import SILENT, WEIGHTS
from claims.languages.en.attribution.article_words import ArticleWords
from claims.languages.en.attribution.naming_words import naming_words
from claims.languages.en.attribution.source_resolution import Resolver
from training import corpus
from training.antecedents import FOLDS, NOTHING, Weights, fit_certainty, fit_ranking, print_certainty, with_noise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.extraction.antecedent_choice import Ranked
    from claims.languages.en.attribution.antecedents import Candidate
    from claims.languages.en.attribution.source_entities import Entity
    from training.antecedents import Row
    from training.corpus import Article

    Claim = Mapping[str, Any]

_DECAY = 12.0
_READINGS = (None, 1)
"""Seeds of the noise with which the articles are read; None for none."""
_BY_SORT = (
    "what=", "near=", "speaker=", "subjects=", "headed=", "head=", "kind=", "back=", "apart=", "agree=",
)  # fmt: skip
"""Features that have a weight for each sort of mention besides."""


@dataclass(slots=True)
class Reading:
    """What one article taught.

    Attributes:
        silent, worded: For each mention the features of its candidates, and which are right.
        names: For each mention its sort, the features of its name, and whether it is right.
    """

    silent: list[Row] = field(default_factory=list)
    worded: list[Row] = field(default_factory=list)
    names: list[tuple[str, list[str], bool]] = field(default_factory=list)


class _Recording(Resolver):
    """A resolver that takes down what it chooses from."""

    def record(self, reading: Reading, claims: Sequence[Claim]) -> None:
        self._reading, self._claims = reading, claims
        self._meant: dict[Entity, set[str | None]] = {}
        self.certainties: list[list[str]] = []
        self.sorts: list[str] = []

    def _ranked(self, sort: str, candidates: Sequence[Candidate], features: Sequence[Sequence[str]]) -> Ranked:
        name = self._claims[len(self._antecedents.speakers)]["resolved"]
        right = [self._stands_for(candidate, name) for candidate in candidates]
        row = sort, [list(one) for one in features], right
        (self._reading.silent if sort in SILENT else self._reading.worded).append(row)
        return super()._ranked(sort, candidates, features)

    def _note(self, entity: Entity, number: int) -> None:
        mention = self._mentions[number]
        if mention.span is not None and mention.kind:
            self._meant.setdefault(entity, set()).add(self._claims[number]["resolved"])
        super()._note(entity, number)

    def resolved(self, mentions: Sequence[Mention]) -> list[str | None]:
        """The name of each mention."""
        self._mentions = mentions
        return [who.name for who in self.resolve(mentions)]

    def _stands_for(self, candidate: Candidate, name: str | None) -> bool:
        """Whether a candidate was meant by that name before, or has it."""
        if candidate.entity is not None and name in self._meant.get(candidate.entity, ()):
            return True
        return same_name(name_words(name), name_words(self._article.slice(candidate.naming.span)))

    def _certainty(self, features: Sequence[str]) -> float:
        self.certainties.append(list(features))
        return super()._certainty(features)


def mentions_of(article: Article) -> tuple[list[Claim], list[Mention]]:
    """The claims of an article in the order of their cues, and their sources as the resolver needs them."""
    claims = sorted(article.claims, key=lambda claim: claim["cue"])
    found = []
    for claim in claims:
        start, end = claim["cue"]
        around = [
            (sum(b - a for a, b in other["content"]), k)
            for k, other in enumerate(claims)
            if other is not claim and any(a <= start and end <= b for a, b in other["content"])
        ]
        source = tuple(claim["source"]) if claim["source"] else None
        content = tuple((a, b) for a, b in claim["content"])
        within = min(around)[1] if around else None
        found.append(Mention(source, "", False, start, within, content, claim["kind"]))
    return claims, found


def read(article: Article, weights: Weights, seed: int | None) -> Reading:
    """What one article teaches, with noise from a seed."""
    claims, mentions = mentions_of(article)
    if seed is not None:
        chance = random.Random(f"{seed} {article.id}")  # noqa: S311 - noise, no secret
        mentions, claims = with_noise(chance, article.text, mentions, claims)
    reading = Reading()
    resolver = _Recording(ArticleWords(article.text), AntecedentChoice(weights, SILENT))
    resolver.record(reading, claims)
    names = resolver.resolved(mentions)
    features = iter(resolver.certainties)
    for claim, mention, name in zip(claims, mentions, names, strict=True):
        told = next(features) if name is not None else []
        right = _is_right(article.text, claim, claims, name)
        reading.names.append((_sort(article.text, mention), ["always", *told], right))
    return reading


def _is_right(text: str, claim: Claim, claims: Sequence[Claim], name: str | None) -> bool:
    """Whether a name is the annotated one, or a mention of the same source that holds all of that."""
    wanted = claim["resolved"]
    if name is None or wanted is None:
        return name is None and wanted is None
    words = name_words(wanted)
    mentions = (name_words(text[slice(*o["source"])]) for o in claims if o["source"] and o["resolved"] == wanted)
    return any(same_name(n, name_words(name)) for n in (words, *(m for m in mentions if words <= m)))


def _sort(text: str, mention: Mention) -> str:
    if mention.span is None:
        return "no words"
    words = text[slice(*mention.span)].lower().split()
    return words[0] if len(words) == 1 and words[0] in naming_words().pronouns else f"{min(len(words), 3)} words"


def ranking(readings: Iterable[Reading]) -> Weights:
    """Weights of the ranking."""
    readings = list(readings)
    silent = fit_ranking([row for reading in readings for row in reading.silent], _DECAY, _BY_SORT)
    worded = fit_ranking([row for reading in readings for row in reading.worded], _DECAY, _BY_SORT)
    return {**NOTHING, "silent": silent, "worded": worded}


def train(folds: Sequence[Sequence[Article]]) -> Weights:
    """The weights from articles in folds by outlet; prints how right and how certain names of held-out outlets are."""
    first = [[read(a, NOTHING, seed) for seed in _READINGS for a in fold] for fold in folds]
    names: list[list[tuple[list[str], bool]]] = []
    right: list[tuple[str, bool]] = []
    for k, fold in enumerate(folds):
        rank = ranking(reading for j, other in enumerate(first) if j != k for reading in other)
        second = [read(a, rank, seed) for seed in _READINGS for a in fold]
        right += [(sort, ok) for reading in second[: len(fold)] for sort, _, ok in reading.names]
        names.append([(features, ok) for reading in second for _, features, ok in reading.names])
    _print_right(right)
    held_out: list[tuple[float, bool]] = []
    for k, rows in enumerate(names):
        rest = [row for j, other in enumerate(names) if j != k for row in other]
        model = AntecedentChoice({**NOTHING, "certainty": fit_certainty(rest)}, SILENT)
        held_out += [(model.certainty(features[1:]), ok) for features, ok in rows]
    print_certainty(held_out)
    weights = ranking(reading for fold in first for reading in fold)
    return {**weights, "certainty": fit_certainty([row for rows in names for row in rows])}


def _print_right(rows: Sequence[tuple[str, bool]]) -> None:
    every, right = Counter(["all"] * len(rows)), Counter({"all": sum(ok for _, ok in rows)})
    every.update(sort for sort, _ in rows)
    right.update(sort for sort, ok in rows if ok)
    for sort, number in every.most_common():
        sys.stdout.write(f"{sort:12}{number:7}{right[sort] / number:8.3f}\n")


def main() -> None:
    """Train on the folds, print and write."""
    parser = argparse.ArgumentParser(prog="python -m training.english_antecedents", description=__doc__)
    parser.add_argument("gold", type=Path, metavar="GOLD")
    parser.add_argument("annotations", type=Path, metavar="ANNOTATIONS")
    parser.add_argument("pool", type=Path, metavar="POOL")
    parser.add_argument("--out", type=Path, default=WEIGHTS, metavar="FILE")
    parser.add_argument("--without", type=int, metavar="K", help="leave out this fold, and print its names")
    options = parser.parse_args()
    folders = [corpus.read(options.gold), corpus.annotated(options.annotations, [options.pool])]
    left_out = set() if options.without is None else corpus.held_out(folders, FOLDS, options.without)
    articles = [article for folder in folders for article in folder]
    kept = [article for article in articles if article.id not in left_out]
    parts = corpus.folds(kept, FOLDS)
    weights = train([[a for a in kept if a.id in part] for part in parts])
    if left_out:
        sys.stdout.write("held-out fold:\n")
        tested = (read(a, weights, None) for a in articles if a.id in left_out)
        _print_right([(sort, ok) for reading in tested for sort, _, ok in reading.names])
    options.out.parent.mkdir(exist_ok=True)
    text = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    options.out.write_text(text, encoding="utf-8")
    sys.stdout.write(f"wrote {options.out} ({sum(map(len, weights.values()))} weights)\n")


if __name__ == "__main__":
    main()
