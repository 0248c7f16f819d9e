"""A whole fact sheet: the values of `view` and `comparison_view`, put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from claims.sheet.comparison_view import Change, Matrix, Row, SharedOrigin
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
        title: The dossier's, else the only document's; None where neither has one.
        languages: Of the documents.
        claims: All of them but the rejected ones, in the order of the sheet: source by source.
        timeline: What has a date, by it; `undated` in the order of the sheet.
        footnotes: One for each claim and each passage of the outlets' own voice.
        filters: For formats that a reader can sift; rejected claims are among theirs.
        digest: The SHA-256 of the records that the sheet is made of.
        matrices: Who agrees and who differs, of what several sources say; empty where there is one document, as the
            three below.
        repeated: What one source says in several places.
        origins: Documents that are not independent of each other.
        change: What the last addition changed; None where nothing was added since the dossier was made.
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

    def source_numbers(self) -> dict[str, int]:
        """The number of the source of each claim that is not rejected, by the label of the claim's footnote."""
        return {claim.footnote.label: source.number for source in self.sources for claim in source.claims}
