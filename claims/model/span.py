"""A slice of a text. Offsets count Unicode code points, end exclusive."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

__all__ = ["Span"]

_Offset = Annotated[int, Meta(ge=0)]


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
