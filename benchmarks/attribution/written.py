"""`python -m benchmarks.attribution.written`: how well the shipped extractor reads articles written for this.

The articles are in `written-ar/news`, and with `--language en` in `written-en/news`, marked before the extractor ever
read them; the README.md beside each tells more.
Prints precision, recall and F1, and how many names are wrong: of those that the tool is sure of, and of those that it
marks as uncertain.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.attribution.scoring import Annotated, Score, name_words, same_name
from tests.attribution import marked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.extraction import Attribution
    from tests.attribution.marked import Case, Wanted

NEWS = {code: Path(__file__).parent / f"written-{code}" / "news" for code in ("ar", "en")}


def main() -> None:
    """Print the figures, and what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attribution.written", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="marked articles")
    parser.add_argument("--language", choices=sorted(NEWS), default="ar")
    parser.add_argument("--errors", action="store_true", help="show every difference from the marks")
    options = parser.parse_args()
    articles = list(marked.read_articles(options.folder or NEWS[options.language]))
    extractor = import_module(f"claims.languages.{options.language}.learned").learned_extractor()
    found = {article.id: extractor.find(article.text) for article in articles}
    score = Score()
    for article in articles:
        score.add(article.id, article.text, *_compared(article, found[article.id]))
    print(f"{len(articles)} articles, {score.wanted} claims marked, {len(score.found)} found\n")
    for level, (precision, recall, f1) in score.figures().items():
        print(f"{level:10} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    _print_names(articles, found)
    if options.errors:
        lines = [line for article in articles for line in _errors(article, found[article.id])]
        print("\n".join(lines))


def _compared(article: Case, found: list[Attribution]) -> tuple[list[Annotated], list[Annotated]]:
    wanted = [Annotated(c.source, c.cue, c.content, c.name) for c in article.claims]
    return wanted, [Annotated(a.source, a.cue, a.content, a.name) for a in found]


def _paired(article: Case, found: list[Attribution]) -> Iterator[tuple[Wanted, Attribution]]:
    """Each marked claim with what was found by the same cue."""
    for wanted in article.claims:
        at = [a for a in found if a.cue[0] < wanted.cue[1] and wanted.cue[0] < a.cue[1]]
        if at:
            yield wanted, at[0]


def _is_named(wanted: Wanted, found: Attribution) -> bool:
    if wanted.name is None or found.name is None:
        return wanted.name is found.name
    return same_name(name_words(wanted.name), name_words(found.name))


def _print_names(articles: list[Case], found: dict[str, list[Attribution]]) -> None:
    pairs = [pair for article in articles for pair in _paired(article, found[article.id])]
    wrong = [a for wanted, a in pairs if not _is_named(wanted, a)]
    marked_ones = sum(a.uncertain for _, a in pairs)
    doubted = sum(a.uncertain for a in wrong)
    relayed = [(wanted.relay, [name for name, _ in a.relayed_by]) for wanted, a in pairs if wanted.relay]
    right = sum(any(same_name(name_words(w), name_words(name)) for name in names) for w, names in relayed)
    print(f"\nnames: {len(pairs)} compared, {len(wrong) - doubted} wrong and not marked, {doubted} wrong and marked")
    print(f"marked as uncertain: {marked_ones}; relays right: {right} of {len(relayed)}")


def _errors(article: Case, found: list[Attribution]) -> Iterator[str]:
    """Each difference of an article from its marks, on a line."""
    text, pairs = article.text, list(_paired(article, found))
    taken = {a.cue for _, a in pairs}
    for wanted in article.claims:
        if all(w is not wanted for w, _ in pairs):
            yield f"{article.id}: missed {_shown(text, wanted)}"
    for wanted, a in pairs:
        if not _is_named(wanted, a) or a.uncertain:
            doubt = " (marked)" if a.uncertain else ""
            yield f"{article.id}: name{doubt} {a.name} for {wanted.name}: {_shown(text, a)}"
        if (wanted.source, wanted.content) != (a.source, a.content):
            yield f"{article.id}: bounds {_shown(text, a)} for {_shown(text, wanted)}"
        relays = [name for name, _ in a.relayed_by]
        if relays != ([wanted.relay] if wanted.relay else []):
            yield f"{article.id}: relayed by {relays} for {wanted.relay}"
    for a in found:
        if a.cue not in taken:
            yield f"{article.id}: invented {_shown(text, a)}"


def _shown(text: str, claim: Wanted | Attribution) -> str:
    source = text[slice(*claim.source)] if claim.source else "-"
    content = " … ".join(text[slice(*part)] for part in claim.content)
    return f"<{text[slice(*claim.cue)]}> <{source}> <{content}>"


if __name__ == "__main__":
    main()
