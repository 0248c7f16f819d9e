"""Finds the attributed claims of one text, as plain values. The spaCy components and `extract` are thin around it."""

from __future__ import annotations

from dataclasses import dataclass

from claims.attribution.contents import Found, bound
from claims.attribution.heads import Head, HeadFinder, Range
from claims.attribution.morphology import Morphology
from claims.attribution.resolution import Mention, Resolver
from claims.attribution.sentence import Sentence
from claims.attribution.tokens import Folder, Tokens, tokenize
from claims.languages import Language

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attributed claim of a text; all offsets count code points of the text, end exclusive.

    Attributes:
        rule: The rule that found it; `lemma` the lexicon entry of its cue, `act` the speech act.
        source: The words that name the source here; None where the sentence names none.
        name: Who that is, as the article names them in full; None where it never says.
        mode: direct, indirect or mixed.
        within: The place in the list of the claim that this one is part of.
    """

    rule: str
    lemma: str
    act: str
    cue: Offsets
    source: Offsets | None
    content: tuple[Offsets, ...]
    name: str | None
    kind: str
    mode: str
    within: int | None


class Finder:
    """Finds claims in texts of one language. Keeps no state of a text; safe to use for any number of texts."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._fold = Folder()
        self._morphology = Morphology(language)
        self._heads = HeadFinder(language, self._morphology)

    def find(self, text: str) -> list[Attribution]:
        """The attributed claims of a text, in the order of their cues."""
        tokens = tokenize(text, self._language, self._fold)
        found: list[Found] = []
        for first, last in tokens.sentences:
            heads = self._sentence(tokens, first, last)
            base = len(found)
            for item in heads:
                item.within = None if item.within is None else item.within + base
            found += heads
        return self._resolved(tokens, found)

    def _sentence(self, tokens: Tokens, first: int, last: int) -> list[Found]:
        sentence = Sentence(tokens, self._language, first, last)
        heads = self._heads.find(sentence)
        return bound(sentence, heads) if heads else []

    def _in_passing(self, tokens: Tokens, head: Head) -> bool:
        """Whether the source is credited in passing, by a closing attribution or in a relative clause."""
        if head.start is None and head.rule.startswith("according"):
            return True
        return head.cue[0] > 0 and tokens.forms[head.cue[0] - 1] in self._language.grammar.relatives

    def _resolved(self, tokens: Tokens, found: list[Found]) -> list[Attribution]:
        mentions = [
            Mention(
                _source(tokens, f.head),
                f.head.person,
                self._in_passing(tokens, f.head),
                tokens.starts[f.head.cue[0]],
                f.within,
            )
            for f in found
        ]
        resolved = Resolver(self._language, tokens).resolve(mentions)
        results = []
        for f, mention, who in zip(found, mentions, resolved, strict=True):
            content = tuple(_offsets(tokens, part) for part in f.content)
            results.append(
                Attribution(
                    rule=f.head.rule,
                    lemma=f.head.lemma,
                    act=f.head.act,
                    cue=_offsets(tokens, f.head.cue),
                    source=mention.span,
                    content=content,
                    name=who.name,
                    kind=who.kind,
                    mode=mode_of(tokens, content),
                    within=f.within,
                )
            )
        return results


def _source(tokens: Tokens, head: Head) -> Offsets | None:
    if head.source is None:
        return None
    start, end = _offsets(tokens, head.source)
    return start + head.clip, end


def _offsets(tokens: Tokens, span: Range) -> Offsets:
    return tokens.starts[span[0]], tokens.ends[span[1] - 1]


def mode_of(tokens: Tokens, content: tuple[Offsets, ...]) -> str:
    """Whether the content is quoted: direct (all of it), mixed (some of it), indirect (none of it)."""
    quotes = [q for q, _ in tokens.quotes.values()]
    if all(any(q.start < start and end <= q.end for q in quotes) for start, end in content):
        return "direct"
    if any(start <= q.start < end for start, end in content for q in quotes):
        return "mixed"
    if any(q.start < start and end <= q.end for start, end in content for q in quotes):
        return "mixed"
    return "indirect"
