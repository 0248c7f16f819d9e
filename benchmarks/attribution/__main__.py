"""`python -m benchmarks.attribution FOLDER…`: precision and recall, in total, by act and by rule; speed and memory.

A FOLDER holds gold.json and text/, or case files; without one, the case files of the tests are scored. Exits with 1
where a figure is below the floor.
"""

from __future__ import annotations

import argparse
import math
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.attribution.scoring import LEVELS, Annotated, Score
from benchmarks.attribution.sets import Article, articles
from claims.languages.ar.attribution.rule_finder import finder
from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent
CASES = HERE.parents[1] / "tests" / "attribution" / "cases"
FLOOR = HERE / "floor.toml"

Floors = dict[str, dict[str, float]]


def main() -> int:
    """Score, print, and say with the exit code whether all figures are at or above their floor."""
    options = _options()
    floors: Floors = tomllib.loads(options.floor.read_text(encoding="utf-8")) if options.floor.is_file() else {}
    lost = 0
    for folder in options.folders or [CASES]:
        read = list(articles(folder))
        score = scored(read)
        _print_score(folder.name, score, len(read))
        _print_errors(score, read, options.errors)
        lost += _print_lost(folder.name, score, floors)
        if options.record:
            floors[folder.name] = {level: math.floor(f * 1000) / 1000 for level, (_, _, f) in score.figures().items()}
        if options.speed:
            _print_speed([article.text for article in read], options.stream)
    if options.record:
        options.floor.write_text(_toml(floors), encoding="utf-8")
        print(f"Recorded in {options.floor}")
    return 1 if lost and not options.record else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attribution", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N missed and N spurious claims")
    parser.add_argument("--floor", type=Path, default=FLOOR, metavar="FILE", help="TOML: F1 by folder name and level")
    parser.add_argument("--record", action="store_true", help="write the figures into the floor")
    parser.add_argument("--speed", action="store_true", help="measure words a second and memory")
    parser.add_argument("--stream", type=int, default=2000, metavar="N", help="articles in the stream for memory")
    return parser.parse_args()


def scored(read: Iterable[Article]) -> Score:
    """The score of the extractor over some articles."""
    rules = finder()
    score = Score()
    for article in read:
        found = [
            Annotated(a.source, a.cue, a.content, a.name, rule=a.rule, act=a.act, lemma=a.lemma)
            for a in rules.find(article.text)
        ]
        score.add(article.id, article.text, article.claims, found)
    return score


def _print_score(name: str, score: Score, number: int) -> None:
    print(f"\n== {name}: {number} texts, {score.wanted} claims annotated, {len(score.found)} found\n")
    for level, (precision, recall, f1) in score.figures().items():
        print(f"{level:10} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    for title in ("act", "rule"):
        _print_groups(title, score)


def _print_groups(title: str, score: Score) -> None:
    """Of what each act or rule found, how much is right at each level."""
    found: Counter[str] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for claim, levels in score.found:
        group = getattr(claim, title)
        found[group] += 1
        right.update((group, level) for level in levels)
    print(f"\n{title:24}{'found':>7}" + "".join(f"{level:>10}" for level in LEVELS))
    for group, number in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        print(f"{group:24}{number:7}" + "".join(f"{right[group, level] / number:10.3f}" for level in LEVELS))


def _print_errors(score: Score, read: Iterable[Article], number: int) -> None:
    if not number:
        return
    texts = {article.id: article.text for article in read}
    cues = Counter(fold_word(texts[d][slice(*c.cue)]) for d, c in score.missed if c.cue)
    print("\nMissed, by cue: " + ", ".join(f"{cue} {n}" for cue, n in cues.most_common(number)))
    for title, rows in (("missed", score.missed), ("spurious", score.spurious)):
        for document, claim in rows[:number]:
            text = texts[document]
            cue = text[slice(*claim.cue)] if claim.cue else "-"
            content = " … ".join(text[slice(*part)] for part in claim.content)
            print(f"{title} {document} {claim.rule}: [{cue}] {content[:140]}")


def _print_lost(name: str, score: Score, floors: Floors) -> int:
    lost = 0
    for level, (_, _, f1) in score.figures().items():
        floor = floors.get(name, {}).get(level, 0.0)
        if f1 < floor:
            print(f"\nBelow the floor: {name} {level} is {f1:.3f}, was {floor:.3f}")
            lost += 1
    return lost


def _print_speed(texts: list[str], number: int) -> None:
    from benchmarks.attribution.speed import growth, measured

    ours, theirs, ratio = measured(texts)
    print(f"\n{ours:,.0f} words a second; spaCy's tokenization alone {theirs:,.0f}; ratio {ratio:.2f}")
    sizes = growth(texts, number)
    print("Memory, MiB after articles: " + ", ".join(f"{size:.0f} after {done}" for done, size in sizes))


def _toml(floors: Floors) -> str:
    lines = ["# F1 that no change may fall below, by folder and level. Raise it with --record."]
    for name, levels in sorted(floors.items()):
        lines += ["", f"[{name}]", *(f"{level} = {floor:.3f}" for level, floor in levels.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
