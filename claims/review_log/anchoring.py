"""Find a passage again in a changed text, by its words and by what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.model.review_acts import Quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model.records import Claim
    from claims.model.span import Span

__all__ = ["quote_of", "shift"]

_AROUND = 32
"""The number of characters before and after a passage that are kept with it."""
_MOST = 64
"""How often a passage may occur in a text for its surroundings to be compared."""


def quote_of(claim: Claim, text: str, *more: Span) -> Quote:
    """Return the passage from a claim's first span to its last.

    Args:
        claim: The claim.
        text: The text in which its offsets count.
        more: Further spans that belong to it, such as corrected ones.
    """
    mention = claim.source.mention
    spans: Iterable[Span] = [claim.cue, *claim.content, *([mention] if mention else []), *more]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return Quote(start, text[start:end], text[max(0, start - _AROUND) : start], text[end : end + _AROUND])


def shift(quote: Quote, text: str) -> int | None:
    """Return by how many characters a passage has moved; None if it is gone, or its place cannot be told."""
    if text.startswith(quote.exact, quote.start):
        return 0
    places = _places(quote.exact, text)
    if len(places) > 1:
        both = [place for place in places if _fits_before(quote, text, place) and _fits_after(quote, text, place)]
        one = [place for place in places if _fits_before(quote, text, place) or _fits_after(quote, text, place)]
        places = both or one
    return places[0] - quote.start if len(places) == 1 else None


def _places(exact: str, text: str) -> list[int]:
    found: list[int] = []
    start = text.find(exact) if exact else -1
    while start >= 0 and len(found) <= _MOST:
        found.append(start)
        start = text.find(exact, start + len(exact))
    return found if len(found) <= _MOST else []


def _fits_before(quote: Quote, text: str, place: int) -> bool:
    return text.endswith(quote.prefix, 0, place)


def _fits_after(quote: Quote, text: str, place: int) -> bool:
    return text.startswith(quote.suffix, place + len(quote.exact))
