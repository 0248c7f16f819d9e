"""The orders in which people go through the claims of a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from claims.analysis.reported_events import reported_events
from claims.review.doubts import least_sure_first

if TYPE_CHECKING:
    from claims.model import Claim, Dossier

__all__ = ["ORDERS", "Order", "in_order"]

Order = Literal["doubt", "event", "article"]
"""The least sure first, event by event, or as they stand in the articles."""
ORDERS: tuple[Order, ...] = get_args(Order)


def in_order(dossier: Dossier, order: Order) -> list[Claim]:
    """Return the claims of a dossier in an order; by event, those of no event come last."""
    if order == "doubt":
        return least_sure_first(dossier.claims)
    if order == "event":
        claims = {claim.id: claim for claim in dossier.claims}
        told = [report.claim.id for event in reported_events(dossier) for report in event.reports]
        return [claims[id] for id in dict.fromkeys((*told, *claims))]
    return list(dossier.claims)
