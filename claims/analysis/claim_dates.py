"""When documents were published and claims say that something was, as stretches of days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model import Document

__all__ = ["Days", "days", "first_published"]

Days = tuple[int, int]
"""The first and the last day, as proleptic Gregorian ordinals."""

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?")


@lru_cache(maxsize=1 << 14)
def days(edtf: str | None) -> Days | None:
    """The days of a date or closed interval (EDTF) or of an RFC 3339 date-time; None where they cannot be told."""
    if not edtf:
        return None
    if "T" in edtf:
        return days(edtf.partition("T")[0])
    first, slash, last = edtf.partition("/")
    begin, end = _stretch(first), _stretch(last) if slash else _stretch(first)
    return (begin[0], end[1]) if begin and end and begin[0] <= end[1] else None


def _stretch(text: str) -> Days | None:
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last = date(year or 0, month or 12, day or monthrange(year or 0, month or 12)[1])
    except ValueError:
        return None
    return first.toordinal(), last.toordinal()


def first_published(documents: Iterable[Document]) -> str | None:
    """The id of the document that was published before all others; None where their dates do not tell."""
    dated = {document.id: _instants(document.published) for document in documents}
    known = sorted((instants, id) for id, instants in dated.items() if instants)
    if len(known) < len(dated) or not known:
        return None
    if len(known) > 1 and known[0][0][1] >= known[1][0][0]:
        return None
    return known[0][1]


def _instants(published: str | None) -> tuple[datetime, datetime] | None:
    """The first and the last moment at which a document can have been published."""
    if published and "T" in published:
        try:
            moment = datetime.fromisoformat(published)
        except ValueError:
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment, moment
    stretch = days(published)
    if stretch is None:
        return None
    begin, end = (datetime.combine(date.fromordinal(day), datetime.min.time(), UTC) for day in stretch)
    return begin, end + timedelta(days=1) - timedelta(microseconds=1)
