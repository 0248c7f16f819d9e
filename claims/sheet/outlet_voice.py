"""Find the sentences, and parts of sentences, outside all claims, which this tool attributes to nobody."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from claims.extraction.language_registry import language
from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.model import Claim, Document

__all__ = ["Remainder", "own_voice", "sentences_of"]

_LETTERS = re.compile(r"[^\W_]")
_QUOTE = re.compile("[«»„“”‟]|(?<!\\w)\"|\"(?!\\w)|\\(\\(|''")
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")


class Remainder(NamedTuple):
    """A part of the text that no claim covers.

    Attributes:
        whole: Whether no claim touches its sentence.
        reports: Whether it has a quotation or a word that reports speech: it may hold a claim that was not found.
    """

    start: int
    end: int
    whole: bool
    reports: bool


def own_voice(document: Document, claims: Iterable[Claim]) -> list[Remainder]:
    """Return everything in a document outside its claims, in text order.

    Words that only connect a source to its claim (the language's connectives) are left out.
    """
    covered = _merged(span for claim in claims for span in _spans(claim))
    return [
        remainder for start, end in sentences_of(document) for remainder in _uncovered(document, start, end, covered)
    ]


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, with overlapping and adjacent ones merged."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def _spans(claim: Claim) -> Iterator[tuple[int, int]]:
    spans = [claim.cue, *claim.content, *([claim.source.mention] if claim.source.mention else [])]
    yield from ((span.start, span.end) for span in spans)


def sentences_of(document: Document) -> list[tuple[int, int]]:
    """Return the sentences of a document; its paragraphs if its language's sentence ends are unknown."""
    return language(document.language).sentences(document.text)


def _uncovered(document: Document, start: int, end: int, covered: list[tuple[int, int]]) -> Iterator[Remainder]:
    # Merged spans are disjoint, so their ends ascend with their starts.
    since = bisect_right(covered, start, key=itemgetter(1))
    inside = covered[since : bisect_left(covered, end, key=itemgetter(0))]
    if not inside:
        if _LETTERS.search(document.text, start, end):
            yield Remainder(start, end, whole=True, reports=_reports(document.text[start:end], document.language))
        return
    at = start
    for first, last in [*inside, (end, end)]:
        if at < first and (piece := _piece(document, at, first)):
            yield piece
        at = max(at, last)


def _piece(document: Document, start: int, end: int) -> Remainder | None:
    """Return the uncovered text without the punctuation at its edges; None if nothing is left."""
    text = document.text[start:end]
    stripped = _EDGE.sub("", text)
    if not stripped or _joins_only(stripped, document.language):
        return None
    first = start + text.index(stripped)
    last = first + len(stripped)
    # Keep a bracket or quotation mark whose partner is inside the piece.
    while last < end and document.text[last] in ")]}»”\"'":
        last += 1
    while first > start and document.text[first - 1] in "([{«“\"'":
        first -= 1
    return Remainder(first, last, whole=False, reports=_reports(document.text[first:last], document.language))


def _reports(text: str, tag: str) -> bool:
    reporting = language(tag).reporting_words
    words = (_EDGE.sub("", word) for word in fold_word(text).lower().split())
    return bool(_QUOTE.search(text)) or any(word in reporting for word in words)


def _joins_only(text: str, tag: str) -> bool:
    connectives = language(tag).connectives
    words = [_EDGE.sub("", word) for word in fold_word(text).lower().split()]
    return all(word in connectives for word in words if word)
