"""`python -m benchmarks.attribution.crossval LANG GOLD`: precision, recall and F1 of the learned extractor.

Where the language has rules, too, they are scored beside it. GOLD holds gold.json, text/ and manifest.jsonl. The
articles are split into folds by outlet, so that no outlet is in the training and the test part at once; `--models
FOLDER` holds what was trained without each fold: fold-K.npz by `training.attribution`, antecedents-K.json by
`training.antecedents` and name-extents-K.npz by `training.name_extents`. For the latter two the shipped ones, which saw
all outlets, stand in where the folder has none.
Confidence intervals are from a bootstrap over articles.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.attribution.scoring import LEVELS, Annotated, Score
from benchmarks.attribution.tested_languages import TESTED, weights_of
from claims.model import Document
from training import corpus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from benchmarks.attribution.tested_languages import Tested
    from claims.model import Claim

_RESAMPLED = 1000
_CUTS = 10
Counts = Counter[str]


@dataclass(slots=True)
class Run:
    """What one extractor does on all articles.

    Attributes:
        counts: For each article how many claims are wanted and found, and how many are right at each level.
        found: Each found claim with the levels at which it is right.
        kept: For each construction how many claims are wanted, and how many of them are found at each level.
        names: Resolved names of sources.
    """

    counts: dict[str, Counts] = field(default_factory=dict)
    found: list[tuple[Claim, frozenset[str]]] = field(default_factory=list)
    kept: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counter))
    names: list[str] = field(default_factory=list)


def main() -> int:
    """Score both extractors fold by fold and print the tables."""
    options = _options()
    tested = TESTED[options.language]()
    articles = corpus.read(options.gold)
    rules, learned = Run(), Run()
    for number, fold in enumerate(corpus.folds(articles, options.folds)):
        if not weights_of(options.models, number).is_file():
            continue
        held = [a for a in articles if a.id in fold]
        if tested.rules is not None:
            for article in held:
                _add(rules, article, tested.rules().extract, tested)
        model = tested.learned(options.models, number)
        part = Run()
        for article in held:
            _add(part, article, model.extract, tested)
        _merge(learned, part)
        print(f"fold {number}: {len(held)} articles, " + _line(part.counts.values()), flush=True)
    for title, run in (("rules", rules), ("learned", learned)):
        if run.counts:
            _print_run(title, run, tested, options.resampled)
    _print_reliability(learned)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attribution.crossval", description=__doc__)
    parser.add_argument("language", choices=sorted(TESTED))
    parser.add_argument("gold", type=Path)
    parser.add_argument("--models", type=Path, required=True, metavar="FOLDER", help="weights of the folds, fold-K.npz")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--resampled", type=int, default=_RESAMPLED, help="samples of the bootstrap")
    return parser.parse_args()


def _add(run: Run, article: corpus.Article, extractor: Callable[[Document], list[Claim]], tested: Tested) -> None:
    claims = extractor(Document.from_text(article.id, article.text, tested.code))
    score = Score()
    wanted = [_annotated(claim) for claim in article.claims]
    found = [_predicted(claim) for claim in claims]
    score.add(article.id, article.text, wanted, found)
    counts: Counts = Counter(wanted=score.wanted, found=len(score.found))
    for _, levels in score.found:
        counts.update(levels)
    run.counts[article.id] = counts
    by_place = dict(zip(found, claims, strict=True))
    run.found += [(by_place[claim], levels) for claim, levels in score.found]
    run.names += [claim.source.name for claim in claims if claim.source.name]
    missed = {id(claim) for _, claim in score.missed}
    for raw, claim in zip(article.claims, wanted, strict=True):
        if not claim.optional:
            for group in (tested.construction(article.text, raw), f"source: {_source_kind(raw)}"):
                run.kept[group].update(wanted=1, claim=id(claim) not in missed)


def _annotated(claim: Any) -> Annotated:
    return Annotated(
        source=tuple(claim["source"]) if claim["source"] else None,
        cue=tuple(claim["cue"]),
        content=tuple((start, end) for start, end in claim["content"]),
        name=claim.get("resolved"),
        optional=bool(claim.get("optional")),
    )


def _predicted(claim: Claim) -> Annotated:
    mention = claim.source.mention
    return Annotated(
        source=(mention.start, mention.end) if mention else None,
        cue=(claim.cue.start, claim.cue.end),
        content=tuple((part.start, part.end) for part in claim.content),
        name=claim.source.name,
    )


def _source_kind(raw: Any) -> str:
    return "not named here" if raw["source"] is None else str(raw["kind"])


def _merge(run: Run, part: Run) -> None:
    run.counts |= part.counts
    run.found += part.found
    run.names += part.names
    for group, counts in part.kept.items():
        run.kept[group].update(counts)


def figures(counts: Iterable[Counts]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 at each level."""
    total: Counts = Counter()
    for one in counts:
        total.update(one)
    table = {}
    for level in LEVELS:
        precision, recall = total[level] / max(1, total["found"]), total[level] / max(1, total["wanted"])
        table[level] = precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
    return table


def intervals(counts: Sequence[Counts], samples: int, seed: int = 0) -> dict[str, tuple[float, float]]:
    """The middle 95 % of F1 over samples of as many articles, drawn with replacement."""
    chance = random.Random(seed)
    drawn = [figures(chance.choices(counts, k=len(counts))) for _ in range(samples)]
    found = {}
    for level in LEVELS:
        values = sorted(table[level][2] for table in drawn)
        found[level] = values[int(0.025 * samples)], values[int(0.975 * samples)]
    return found


def _line(counts: Iterable[Counts]) -> str:
    return "  ".join(f"{level} {f1:.3f}" for level, (_, _, f1) in figures(counts).items())


def _print_run(title: str, run: Run, tested: Tested, samples: int) -> None:
    counts = list(run.counts.values())
    ranges = intervals(counts, samples)
    print(f"\n== {title}: {len(counts)} articles, {sum(c['wanted'] for c in counts)} claims annotated\n")
    for level, (precision, recall, f1) in figures(counts).items():
        low, high = ranges[level]
        print(f"{level:10} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  [{low:.3f}, {high:.3f}]")
    print(f"\n{'construction':24}{'wanted':>8}{'found':>8}")
    for group, kept in sorted(run.kept.items(), key=lambda item: (":" in item[0], -item[1]["wanted"], item[0])):
        print(f"{group:24}{kept['wanted']:8}{kept['claim'] / kept['wanted']:8.3f}")
    odd = Counter(fault for name in run.names if (fault := tested.name_fault(name)))
    print(f"\nnames that are none, of {len(run.names)}: " + (", ".join(f"{f} {n}" for f, n in odd.items()) or "0"))


def _print_reliability(run: Run) -> None:
    """How often claims of a confidence are right, and of the right ones, how often the source has the right name."""
    bins: dict[str, dict[int, list[tuple[float, bool]]]] = {"claim": defaultdict(list), "source": defaultdict(list)}
    for claim, levels in run.found:
        confidences = _confidences(claim)
        bins["claim"][min(_CUTS - 1, int(confidences[0] * _CUTS))].append((confidences[0], "claim" in levels))
        if "claim" in levels:
            bins["source"][min(_CUTS - 1, int(confidences[1] * _CUTS))].append((confidences[1], "resolved" in levels))
    for title, rows in bins.items():
        print(f"\nreliability, {title}: confidence, how often right, number")
        for _, row in sorted(rows.items()):
            print(f"{sum(c for c, _ in row) / len(row):8.3f}{sum(r for _, r in row) / len(row):8.3f}{len(row):8}")


def _confidences(claim: Claim) -> tuple[float, float]:
    """Of the claim, and of its source."""
    found = claim.found
    if found is None or found.confidence is None or found.source_confidence is None:
        return 1.0, 1.0
    return found.confidence, found.source_confidence


if __name__ == "__main__":
    sys.exit(main())
