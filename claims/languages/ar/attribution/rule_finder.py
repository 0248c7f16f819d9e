"""Find the attributed claims of an Arabic text by rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from claims import __version__
from claims.extraction.attributions import Attribution
from claims.extraction.source_mentions import Mention
from claims.languages.ar.attribution.claim_heads import find_heads
from claims.languages.ar.attribution.content_bounds import Bounded, bound
from claims.languages.ar.attribution.sentence_words import Sentence
from claims.languages.ar.attribution.source_names import arabic_names
from claims.languages.ar.attribution.source_resolution import Resolver
from claims.languages.ar.attribution.tokens import Quote, Tokens, tokenize
from claims.model import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.extraction.attributions import Offsets
    from claims.extraction.source_mentions import Resolved
    from claims.languages.ar.attribution.claim_head import Head
    from claims.languages.ar.attribution.source_names import Names
    from claims.model import Act, Kind, Mode

_GIVEN_AND_SURNAME = 2


@dataclass(frozen=True, slots=True)
class RuleClaim:
    """A claim before it is known who its source is."""

    head: Head
    mention: Mention
    content: tuple[Offsets, ...]
    mode: Mode


class Finder:
    """Finds claims in the sentences of texts. Keeps no state of a text; safe to use for any number of texts.

    Attributes:
        names: What is known of names and words.
    """

    def __init__(self, names: Names) -> None:
        self.names = names

    def find(self, text: str, *, lead_in: bool = False) -> list[Attribution]:
        """The attributed claims of a text, in the order of their cues; arguments as for `tokenize`."""
        tokens = tokenize(text, self.names.lexicon, lead_in=lead_in)
        claims = self.claims(tokens)
        resolved = Resolver(tokens, self.names).resolve([c.mention for c in claims]) if claims else []
        return [credited(tokens, c, who) for c, who in zip(claims, resolved, strict=True)]

    def spans(self, text: str) -> list[tuple[Offsets, Offsets | None, tuple[Offsets, ...]]]:
        """The cue, the source's words and the content of each claim, without asking who that source is."""
        tokens = tokenize(text, self.names.lexicon)
        if not (claims := self.claims(tokens)):
            return []
        own_words = Resolver(tokens, self.names).own_words
        return [(tokens.offsets(c.head.cue), own_words(c.mention.span), c.content) for c in claims]

    def claims(self, tokens: Tokens) -> list[RuleClaim]:
        """The claims before it is known who their sources are."""
        claims: list[RuleClaim] = []
        for paragraph in tokens.paragraphs:
            for (first, last), quotes in paragraph.with_quotes():
                sentence = Sentence(tokens, self.names.lexicon, first, last, quotes)
                claims += _in_sentence(sentence, len(claims))
        return claims


def credited(tokens: Tokens, claim: RuleClaim, who: Resolved) -> Attribution:
    """A claim with who its source is."""
    return Attribution(
        found=Found(rule=claim.head.rule, cue=claim.head.lemma, version=__version__, rivals=who.rivals),
        act=cast("Act", claim.head.act),
        cue=tokens.offsets(claim.head.cue),
        source=who.mention,
        content=claim.content,
        name=who.name,
        kind=cast("Kind", who.kind),
        mode=claim.mode,
        within=claim.mention.within,
        uncertain=who.uncertain,
        relayed_by=who.relayed_by,
    )


@cache
def finder() -> Finder:
    """The finder of Arabic, made once."""
    return Finder(arabic_names())


def _in_sentence(s: Sentence, number: int) -> Iterator[RuleClaim]:
    """The claims of a sentence; `number` claims come before it."""
    heads = find_heads(s)
    for found in bound(s, heads) if heads else ():
        content = tuple(s.tokens.offsets(part) for part in found.content)
        yield RuleClaim(found.head, _mention(s, found, number, content), content, mode_of(s, content))


def _mention(s: Sentence, found: Bounded, number: int, content: tuple[Offsets, ...]) -> Mention:
    head = found.head
    return Mention(
        span=_source(s, head),
        person=head.person,
        passing=_is_in_passing(s, head),
        position=s.tokens.starts[head.cue[0]],
        within=None if found.within is None else found.within + number,
        content=content,
    )


def _is_in_passing(s: Sentence, head: Head) -> bool:
    """Whether the source is credited in passing, by a closing attribution or in a relative clause."""
    if head.start is None and head.rule.startswith("according"):
        return True
    return s.form(head.cue[0] - 1) in s.grammar.clause.relatives


def _source(s: Sentence, head: Head) -> Offsets | None:
    """The words that name the source; marks alone (قال "…" إن) name none."""
    if head.source is None or not any(c.isalnum() for k in range(*head.source) for c in s.form(k)):
        return None
    start, end = s.tokens.offsets(head.source)
    return start + head.clip, end


def mode_of(s: Sentence, content: Sequence[Offsets]) -> Mode:
    """Whether the content is quoted: direct (all of it), mixed (some of it), indirect (none of it but names)."""
    quotes = s.quotes
    inside = [any(q.start < start and end <= q.end for _, _, q in quotes) for start, end in content]
    if all(inside):
        return "direct"
    if any(inside):
        return "mixed"
    partial = (q for q in quotes for start, end in content if start <= q.quotation.start < end)
    return "mixed" if any(not _is_name(s, q) for q in partial) else "indirect"


def _is_name(s: Sentence, quote: Quote) -> bool:
    """Whether a word in marks is a name or a scare quote (تنظيم "داعش"), or two that end as a surname does."""
    words = [k for k in range(quote.open + 1, quote.close + (not quote.quotation.closed)) if not s.is_mark(k)]
    if len(words) != _GIVEN_AND_SURNAME:
        return len(words) < _GIVEN_AND_SURNAME
    writing = s.grammar.writing
    return s.form(words[1]).endswith(writing.nisba) and not writing.has_article(s.form(words[0]))
