"""A slice of a text. Offsets count Unicode code points, end exclusive."""

from __future__ import annotations

from typing import Annotated, TypeVar, cast

from msgspec import Meta, Struct
from msgspec.structs import replace

__all__ = ["Span", "moved"]

_Offset = Annotated[int, Meta(ge=0)]
_Value = TypeVar("_Value")


class Span(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A slice of a document's text, with its words."""

    start: _Offset
    end: _Offset
    exact: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Return the span of `text` from `start` to `end`.

        Raises:
            ValueError: if the offsets are not an ordered pair within the text.
        """
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"no span {start}-{end} in a text of {len(text)} characters")
        return cls(start, end, text[start:end])


def moved(value: _Value, by: int) -> _Value:
    """Return a record, or a tuple of records, with each of its spans `by` characters further on."""
    if by == 0:
        return value
    if isinstance(value, Span):
        return replace(value, start=value.start + by, end=value.end + by)
    if isinstance(value, tuple):
        return cast("_Value", tuple(moved(part, by) for part in value))
    if isinstance(value, Struct):
        return replace(value, **{name: moved(getattr(value, name), by) for name in value.__struct_fields__})
    return value
