"""Provide the current time for records."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from claims.errors import ClaimsError

__all__ = ["now"]

_VARIABLE = "SOURCE_DATE_EPOCH"


def now() -> str:
    """Return the current time in UTC as an RFC 3339 date-time, or the time in SOURCE_DATE_EPOCH if that is set.

    Raises:
        ClaimsError: if SOURCE_DATE_EPOCH is not a number of seconds.
    """
    told = os.environ.get(_VARIABLE)
    try:
        moment = datetime.now(UTC) if told is None else datetime.fromtimestamp(int(told), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ClaimsError(f"{_VARIABLE} is {told!r}", remedy="Set it to seconds since 1970, or unset it") from error
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
