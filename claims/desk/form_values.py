"""Read the values of a desk's form: offsets, numbers and names, of which any may be forged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.model import Span
from claims.sheet.visible_characters import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FormValues", "count_of", "known_of", "offset_of", "place_value", "span_of", "typed_name"]

_LONGEST_NAME = 500


class FormValues:
    """The values of a form by their names; a name may have several."""

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        """Take the names and values of a form."""
        self._values: dict[str, list[str]] = {}
        for name, value in fields:
            self._values.setdefault(name, []).append(value)

    def last(self, name: str) -> str:
        """Return the last value of a name; empty if there is none."""
        return self._values.get(name, [""])[-1]

    def all(self, name: str) -> list[str]:
        """Return all values of a name."""
        return self._values.get(name, [])

    def records(self, kind: str) -> list[dict[str, str]]:
        """Return the values of each reading of a kind, from names such as `figure-3-min`; dropped ones are left out."""
        found: dict[str, dict[str, str]] = {}
        for name, values in self._values.items():
            what, _, rest = name.partition("-")
            number, _, field = rest.partition("-")
            if what == kind and field:
                found.setdefault(number, {})[field] = values[-1]
        return [one for one in found.values() if "drop" not in one]


def typed_name(name: str, before: str | None) -> str:
    """Return a name from a form; that before if the form shows it, with invisible characters written out."""
    return before if before is not None and name == visible(before) else name.strip()[:_LONGEST_NAME]


def known_of(value: str, known: Sequence[str], what: str) -> str:
    """Return a value of which the form offers only some.

    Raises:
        ClaimsError: if it is none of them.
    """
    if value not in known:
        raise ClaimsError(f"{value!r} is not a {what}")
    return value


def offset_of(value: str) -> int:
    """Return an offset.

    Raises:
        ClaimsError: if it is none.
    """
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        raise ClaimsError(f"{value!r} is not an offset")
    return int(value)


def count_of(value: str) -> int | None:
    """Return a number, in digits of any script; None if there is none.

    Raises:
        ClaimsError: if it is not a number.
    """
    value = value.strip()
    if not value:
        return None
    if not (value.isdecimal() and len(value) < 16):
        raise ClaimsError(f"{value!r} is not a number")
    return int(value)


def span_of(text: str, value: str) -> Span | None:
    """Return the words at offsets such as `12-40`; None if there are none.

    Raises:
        ClaimsError: if there is no such place in the text.
    """
    if not value:
        return None
    start, _, end = value.partition("-")
    first, last = offset_of(start), offset_of(end)
    if not first < last <= len(text):
        raise ClaimsError(f"{value!r} is not a place in the article")
    return Span.of(text, first, last)


def place_value(span: Span) -> str:
    """Return the offsets of some words as a form has them."""
    return f"{span.start}-{span.end}"
