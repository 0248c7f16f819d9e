"""Take the words that a reviewer selects or types, as whole words, and move their ends word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.desk.article_pieces import found_words, whole_words
from claims.desk.form_values import offset_of, span_of
from claims.errors import ClaimsError
from claims.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.desk.form_values import FormValues

__all__ = ["joined", "moved", "selected"]


def selected(text: str, form: FormValues, near: int) -> Span:
    """Return the words that were selected (`start` and `end`), or typed (`words`).

    Args:
        text: The text of the article.
        form: The form.
        near: An offset: of words that stand several times, those nearest to it are meant.

    Raises:
        ClaimsError: if there are none, they are not in the article, or they go over several lines.
    """
    typed = form.last("words")
    if typed.strip():
        place = found_words(text, typed, near)
        if place is None:
            raise ClaimsError("these words are not in the article", remedy="Copy them as the article has them")
        place = whole_words(text, *place)
    else:
        start, end = form.last("start"), form.last("end")
        place = whole_words(text, offset_of(start), offset_of(end)) if start and end else None
    if place is None:
        raise ClaimsError("no words are selected", remedy="Select words in the article, or type them")
    if "\n" in text[place[0] : place[1]]:
        raise ClaimsError("the selected words go over several lines", remedy="Select words of one paragraph")
    return Span.of(text, *place)


def joined(text: str, parts: Iterable[Span]) -> tuple[Span, ...]:
    """Return parts in the order of the text, with those joined that overlap."""
    found: list[Span] = []
    for part in sorted(parts, key=lambda each: each.start):
        if found and part.start < found[-1].end:
            found[-1] = Span.of(text, found[-1].start, max(found[-1].end, part.end))
        else:
            found.append(part)
    return tuple(found)


def moved(text: str, detail: str) -> tuple[str, Span, Span]:
    """Return what a button moves: the role of some words, the words, and the words with one end a word further.

    Args:
        text: The text of the article.
        detail: Role, place, edge and way, such as `content 12-40 end +`.

    Raises:
        ClaimsError: if it is not that.
    """
    role, place, edge, way = (*detail.split(" "), "", "", "", "")[:4]
    span = span_of(text, place)
    if span is None or edge not in ("start", "end") or way not in ("+", "-"):
        raise ClaimsError("the form names no words to move")
    step = (_OUTWARDS if way == "+" else _INWARDS)[edge]
    return role, span, Span.of(text, *step(text, span))


def _earlier_start(text: str, span: Span) -> tuple[int, int]:
    since = text.rfind("\n", 0, span.start) + 1
    last = since + len(text[since : span.start].rstrip())
    word = whole_words(text, last - 1, last) if last > since else None
    return (word[0] if word is not None else span.start), span.end


def _later_end(text: str, span: Span) -> tuple[int, int]:
    until = text.find("\n", span.end)
    rest = text[span.end : until if until >= 0 else len(text)]
    first = span.end + len(rest) - len(rest.lstrip())
    word = whole_words(text, first, first + 1) if rest.strip() else None
    return span.start, (word[1] if word is not None else span.end)


def _later_start(text: str, span: Span) -> tuple[int, int]:
    word = whole_words(text, span.start, span.start + 1)
    after = word[1] if word is not None else span.start + 1
    after += len(text[after : span.end]) - len(text[after : span.end].lstrip())
    return (after if after < span.end else span.start), span.end


def _earlier_end(text: str, span: Span) -> tuple[int, int]:
    word = whole_words(text, span.end - 1, span.end)
    kept = len(text[span.start : word[0] if word is not None else span.end - 1].rstrip())
    return span.start, (span.start + kept if kept else span.end)


_OUTWARDS = {"start": _earlier_start, "end": _later_end}
_INWARDS = {"start": _later_start, "end": _earlier_end}
