"""Divide an article's text by the claims that cover it, for sheets that show the article itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from claims.sheet import view
from claims.sheet.outlet_voice import sentences_of
from claims.text import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.model import Claim, Document, Span

__all__ = ["article", "stands"]


class _Stretch(NamedTuple):
    """A span of a claim in the text; `first` marks the span with which the claim's content begins."""

    start: int
    end: int
    cover: view.Cover
    first: bool


def article(document: Document, claims: Iterable[tuple[Claim, view.Claim]]) -> tuple[view.Paragraph, ...]:
    """Return the paragraphs of a document, divided wherever a span of one of its claims begins or ends.

    A span whose words are not at its offsets is ignored.
    """
    stretches = [each for record, shown in claims for each in _stretches(document.text, record, shown)]
    bounds = _joined(sentences_of(document), paragraphs(document.text))
    cut = list(_sentences(document, bounds, sorted(stretches, key=lambda each: each[:2])))
    starts = [start for start, _ in bounds]
    return tuple(
        view.Paragraph(number, tuple(cut[bisect_left(starts, first) : bisect_left(starts, last)]))
        for number, (first, last) in enumerate(paragraphs(document.text), start=1)
    )


def stands(text: str, span: Span) -> bool:
    """Return whether the words of a span (if it has any) are at its offsets."""
    return 0 <= span.start < span.end and text[span.start : span.end] == span.exact and not span.exact.isspace()


def _stretches(text: str, record: Claim, shown: view.Claim) -> Iterator[_Stretch]:
    spans: list[tuple[view.Role, Span | None]] = [("source", record.source.mention), ("cue", record.cue)]
    spans += [("content", span) for span in record.content]
    for role, span in spans:
        if span is not None and stands(text, span):
            # The white space in front may span two paragraphs, where there is no sentence.
            start = span.end - len(span.exact.lstrip())
            yield _Stretch(start, span.end, view.Cover(shown, role), first=span is record.content[0])


def _joined(found: Sequence[tuple[int, int]], lines: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Extend each sentence to the next one in its paragraph, so that no character between them is lost."""
    ends = [end for _, end in lines]
    following = [*(start for start, _ in found), *ends[-1:]][1:]
    return [
        (start, min(after, ends[bisect_right(ends, start)])) for (start, _), after in zip(found, following, strict=True)
    ]


def _sentences(
    document: Document, bounds: Sequence[tuple[int, int]], stretches: Iterable[_Stretch]
) -> Iterator[view.Sentence]:
    starts, ends = [start for start, _ in bounds], [end for _, end in bounds]
    touching: list[list[_Stretch]] = [[] for _ in bounds]
    for stretch in stretches:
        for inside in touching[bisect_right(ends, stretch.start) : bisect_left(starts, stretch.end)]:
            inside.append(stretch)
    for (start, end), inside in zip(bounds, touching, strict=True):
        segments = tuple(_segments(document, start, end, inside))
        claims = {each.cover.claim.footnote.label: each.cover.claim for each in inside}
        yield view.Sentence(segments, tuple(claims.values()))


def _segments(document: Document, start: int, end: int, stretches: Sequence[_Stretch]) -> Iterator[view.Segment]:
    """Divide a sentence at every start and end of a span."""
    cuts = {start, end}
    for stretch in stretches:
        cuts |= {max(start, stretch.start), min(end, stretch.end)}
    for first, last in pairwise(sorted(cuts)):
        covers = tuple(each.cover for each in stretches if each.start <= first and last <= each.end)
        begins = tuple(each.cover.claim for each in stretches if each.start == first and each.first)
        words = view.Words(document.text[first:last], document.language)
        yield view.Segment(first, last, words, covers, tuple(dict.fromkeys(begins)))
