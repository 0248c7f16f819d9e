"""Split a claim into several in a form: words that a reviewer selects become a claim of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.desk.correction_form import rows
from claims.desk.form_values import FormValues, place_value, span_of
from claims.desk.selected_words import moved, selected
from claims.errors import ClaimsError
from claims.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.desk.correction_form import Row
    from claims.model import Claim, Document

__all__ = ["Parts", "rows_of", "split_told"]

Parts = tuple[tuple[Span, ...], ...]
"""The content of each new claim."""

_MOST = 50
_EDGE = " \t\u00a0،,؛;:"
"""What is left out at the edges of the words around a selection."""


def split_told(document: Document, fields: Sequence[tuple[str, str]], claim: Claim) -> Parts:
    """Return the claims that a form tells, after what its button did to them.

    Args:
        document: The claim's document.
        fields: The names and values of the form: `part` once for each new claim, `do` (the button), and the words that
            are selected or typed.
        claim: The claim that is split.

    Raises:
        ClaimsError: if the form cannot be that of this claim, or no words of it were selected for a button that needs
            them.
    """
    form, text = FormValues(fields), document.text
    parts = tuple(_part(text, value) for value in form.all("part")[:_MOST]) or (claim.content,)
    what, _, detail = form.last("do").partition(" ")
    if what in ("", "save"):
        return parts
    if what == "drop":
        return tuple(part for at, part in enumerate(parts) if str(at) != detail)
    if what == "move":
        at, span, now = moved(text, detail)
        return tuple(
            tuple(now if each == span else each for each in part) if str(number) == at else part
            for number, part in enumerate(parts)
        )
    if what != "own":
        raise ClaimsError(f"the form has no button {what!r}")
    return _with_own(text, parts, selected(text, form, claim.content[0].start), claim)


def rows_of(parts: Parts, language: str) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Return the new claims as a form shows them: the value of each, and its words in rows."""
    return tuple((" ".join(map(place_value, part)), rows(part, language)) for part in parts)


def _part(text: str, value: str) -> tuple[Span, ...]:
    spans = tuple(span for each in value.split() if (span := span_of(text, each)) is not None)
    if not spans:
        raise ClaimsError("the form has a claim without words")
    return spans


def _with_own(text: str, parts: Parts, own: Span, claim: Claim) -> Parts:
    """Return the new claims with one of some words; what is before and after them in another becomes one each."""
    if own.start < claim.content[0].start or own.end > claim.content[-1].end:
        raise ClaimsError("these words are not part of what is claimed", own.exact)
    found = [(own,), *_without(text, parts, own)]
    return tuple(sorted(found, key=lambda part: part[0].start))


def _without(text: str, parts: Iterable[tuple[Span, ...]], own: Span) -> Iterator[tuple[Span, ...]]:
    for part in parts:
        before = tuple(filter(None, (_trimmed(text, each.start, min(each.end, own.start)) for each in part)))
        after = tuple(filter(None, (_trimmed(text, max(each.start, own.end), each.end) for each in part)))
        yield from (each for each in (before, after) if each)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end] if start < end else ""
    start += len(words) - len(words.lstrip(_EDGE))
    end = start + len(words.strip(_EDGE))
    return Span.of(text, start, end) if start < end else None
