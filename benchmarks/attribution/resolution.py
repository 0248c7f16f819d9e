"""`python -m benchmarks.attribution.resolution FOLDER…`: who is meant, given where each claim and its source stand.

A FOLDER holds gold.json and text/. Prints how many sources are resolved to the annotated name, by how their sentence
names them, how that differs where the tool says that it is uncertain, and how many names in 1,000 claims that the
extractor finds are clauses. The latter are counted by the tool's own test, which sees the verbs of its lexicon only.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.attribution.scoring import name_words, same_name
from benchmarks.attribution.sets import articles
from claims.extraction import extract
from claims.extraction.source_mentions import Mention
from claims.languages.ar.attribution.clause_words import ClauseWords
from claims.languages.ar.attribution.source_names import Names
from claims.languages.ar.attribution.source_resolution import Resolver
from claims.languages.ar.attribution.tokens import tokenize
from claims.languages.ar.attribution.word_knowledge import Words
from claims.languages.ar.cue_lexicon import person_of
from claims.languages.ar.language_data import arabic
from claims.model import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.attribution.scoring import Annotated
    from benchmarks.attribution.sets import Article
    from claims.extraction.source_mentions import Resolved

_THOUSAND = 1000


class Resolution:
    """Counts of sources and of those that were resolved right."""

    def __init__(self) -> None:
        self.words = Words(arabic())
        self.names = Names(self.words)
        self.all: Counter[str] = Counter()
        self.right: Counter[str] = Counter()

    def add(self, article: Article) -> None:
        """Resolve an article's annotated mentions and count."""
        claims = sorted(article.claims, key=lambda claim: claim.cue or claim.content[0])
        found = self.resolved(article.text, claims)
        for claim, who in zip(claims, found, strict=True):
            right = _is_right(article.text, claim, claims, who)
            sort = "uncertain" if who.uncertain else "certain"
            for group in ("all", _sort(article.text, claim), sort):
                self.all[group] += 1
                self.right[group] += right

    def resolved(self, text: str, claims: Sequence[Annotated]) -> list[Resolved]:
        """Who the annotated sources of a text are, in the order of the claims."""
        mentions = [self.mention(text, claim, claims) for claim in claims]
        return Resolver(tokenize(text, self.words), self.names).resolve(mentions)

    def mention(self, text: str, claim: Annotated, claims: Sequence[Annotated]) -> Mention:
        """An annotated claim's source as the resolver needs it."""
        start, end = claim.cue or claim.content[0]
        readings = [reading for word in text[start:end].split() for reading in self.words[word].readings]
        closing = claim.content[0][0] < start and not readings
        around = [
            (sum(b - a for a, b in other.content), k)
            for k, other in enumerate(claims)
            if other is not claim and any(a <= start and end <= b for a, b in other.content)
        ]
        within = min(around)[1] if around else None
        return Mention(claim.source, person_of(readings), closing, start, within, claim.content)

    def clauses(self, article: Article) -> tuple[int, int]:
        """How many claims the extractor finds, and how many of their sources' names are clauses."""
        clauses = ClauseWords(self.words)
        found = extract(Document.from_text(article.id, article.text, "ar"))
        named = [self.names[claim.source.name] for claim in found if claim.source.name]
        return len(found), sum(map(clauses.is_clause, named))


def _sort(text: str, claim: Annotated) -> str:
    if claim.source is None:
        return "no words"
    return "one word" if len(name_words(text[slice(*claim.source)])) == 1 else "more words"


def _is_right(text: str, claim: Annotated, claims: Sequence[Annotated], who: Resolved) -> bool:
    """Whether a name is the annotated one, or a mention of the same source that holds all of that."""
    if who.name is None or claim.name is None:
        return who.name is None and claim.name is None
    wanted = name_words(claim.name)
    mentions = (name_words(text[slice(*o.source)]) for o in claims if o.source and o.name == claim.name)
    names = [wanted, *(mention for mention in mentions if wanted and wanted <= mention)]
    return any(same_name(name, name_words(who.name)) for name in names)


def main() -> None:
    """Print the figures of each folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attribution.resolution", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    for folder in parser.parse_args().folders:
        counts, claims, clauses = Resolution(), 0, 0
        for article in articles(folder):
            counts.add(article)
            found, bad = counts.clauses(article)
            claims, clauses = claims + found, clauses + bad
        print(f"\n== {folder.name}")
        for group, number in counts.all.most_common():
            print(f"{group:12}{number:7}{counts.right[group] / number:10.3f}")
        print(f"names that are clauses: {_THOUSAND * clauses / max(claims, 1):.1f} in 1,000 of {claims} claims")


if __name__ == "__main__":
    main()
