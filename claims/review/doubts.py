"""Decide which claims a person should check first, from the confidence of the model that found them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model import Claim, Document

__all__ = ["CHECK_BELOW", "Doubt", "doubts", "least_sure_first", "refuse_no_share", "undecided"]

Doubt: TypeAlias = Literal["claim", "source", "text"]
"""What may be misread: whether this is a claim with this content, who its source is, or the file itself."""

CHECK_BELOW = 0.6
"""The confidence below which a claim is to be checked first.

Confidences are calibrated: of the claims with a confidence of 0.6 about four in ten are wrong, below it nearly half.
"""


def doubts(claim: Claim, below: float = CHECK_BELOW, document: Document | None = None) -> tuple[Doubt, ...]:
    """Return what may be misread in a claim; nothing if a person has decided on it.

    Args:
        claim: A claim. Without confidence, only its source can be in doubt, if the record calls it uncertain.
        below: The confidence below which the claim or its source is in doubt, 0 to 1.
        document: The claim's document, whose text may be in doubt.
    """
    if claim.review.status != "draft":
        return ()
    of_claim, of_source = _confidences(claim)
    found: list[Doubt] = []
    if of_claim is not None and of_claim < below:
        found.append("claim")
    if claim.source.uncertain or (of_source is not None and of_source < below):
        found.append("source")
    if document is not None and document.text_doubts:
        found.append("text")
    return tuple(found)


def undecided(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims that nobody has accepted or rejected."""
    return [claim for claim in claims if claim.review.status == "draft"]


def least_sure_first(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims in the order in which to check them.

    Those with an uncertain source come first, then the others by the lower of their two confidences, then those without
    confidence. Equals stay in their order.
    """
    return sorted(claims, key=_certainty)


def refuse_no_share(name: str, value: float) -> None:
    """Refuse a setting that is not from 0 to 1.

    Raises:
        ClaimsError: if it is not; also for "not a number".
    """
    if not 0 <= value <= 1:
        raise ClaimsError(f"{name} is {value}", remedy="Pass a number from 0 to 1")


def _certainty(claim: Claim) -> tuple[bool, float]:
    known = [confidence for confidence in _confidences(claim) if confidence is not None]
    return not claim.source.uncertain, min(known, default=2)


def _confidences(claim: Claim) -> tuple[float | None, float | None]:
    found = claim.found
    return (found.confidence, found.source_confidence) if found else (None, None)
