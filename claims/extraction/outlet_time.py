"""The day of publication where the outlet is: a time in UTC says it only together with the outlet's country."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

__all__ = ["local_moment"]


def local_moment(published: str | None, language: str) -> str | None:
    """The moment of publication in the outlet's time, if its country has one time; else `published` itself.

    Args:
        published: The document's date, EDTF level 0 or RFC 3339. Only a time in UTC is changed: any other offset is
            the outlet's own.
        language: The document's BCP 47 tag, whose region is taken for the outlet's country: ar-LY.
    """
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return published
    if len(published or "") <= len("YYYY-MM-DD") or moment.tzinfo is None or moment.utcoffset() != UTC.utcoffset(None):
        return published
    offsets = {moment.astimezone(zone).isoformat() for zone in _zones(language)}
    return offsets.pop() if len(offsets) == 1 else published


def _zones(language: str) -> list[ZoneInfo]:
    from babel.core import get_global

    region = next((part.upper() for part in language.split("-")[1:] if len(part) == 2 and part.isalpha()), "")
    try:
        return [ZoneInfo(name) for name in get_global("territory_zones").get(region, ())]
    except (ZoneInfoNotFoundError, ValueError):  # this system has no time zones
        return []
