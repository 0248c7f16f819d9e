"""Define a whole fact sheet, composed of the values of `view` and `comparison_view`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from claims.sheet.comparison_view import Change, Difference, Matrix, Row, SharedOrigin
    from claims.sheet.event_view import Event
    from claims.sheet.view import (
        Actor,
        Claim,
        Counts,
        Document,
        FigureGroup,
        Filter,
        Footnote,
        Limit,
        Location,
        Moment,
        Outlet,
        Source,
        Words,
    )

__all__ = ["Sheet"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole fact sheet in one language.

    Attributes:
        language: Of the labels, a BCP 47 tag.
        direction: Of the labels.
        title: The dossier's title, else the only document's; None if there is neither.
        languages: Of the documents.
        claims: All claims except rejected ones, in the order of the sheet: source by source.
        timeline: Entries with a date, by date; `undated` are the others, in the order of the sheet.
        footnotes: One for each claim and each passage that is not attributed.
        filters: For interactive formats; these include rejected claims.
        digest: The SHA-256 of the records.
        matrices: Agreement and contradiction between several sources; empty for a single document, like the three
            below.
        repeated: Claims that one source makes in several places.
        origins: Documents that are not independent of each other.
        change: The changes of the last addition; None if nothing was added since the dossier was made.
        events: What is claimed to have happened; those told in full first.
        disputes: Where claims deny what others say, or tell the opposite outcome, and no event shows it.
        check_below: The confidence below which claims are to be checked first, 0 to 1; None if no claim has one.
    """

    language: str
    direction: Literal["ltr", "rtl"]
    title: Words | None
    languages: tuple[str, ...]
    made_by: str
    made_version: str
    counts: Counts
    documents: tuple[Document, ...]
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[Claim, ...]
    figures: tuple[FigureGroup, ...]
    timeline: tuple[Moment, ...]
    undated: tuple[Moment, ...]
    locations: tuple[Location, ...]
    actors: tuple[Actor, ...]
    outlets: tuple[Outlet, ...]
    limits: tuple[Limit, ...]
    footnotes: tuple[Footnote, ...]
    filters: tuple[Filter, ...]
    digest: str
    matrices: tuple[Matrix, ...] = ()
    repeated: tuple[Row, ...] = ()
    origins: tuple[SharedOrigin, ...] = ()
    change: Change | None = None
    check_below: float | None = None
    events: tuple[Event, ...] = ()
    disputes: tuple[Difference, ...] = ()

    def source_numbers(self) -> dict[str, int]:
        """Return the source number of each claim that is not rejected, by the label of its footnote."""
        return {claim.footnote.label: source.number for source in self.sources for claim in source.claims}
