"""Define the dossier: documents, the claims found in them, and what reviewers did."""

from __future__ import annotations

from msgspec import Struct

from claims.model.records import Checks, Claim, Document, ExtractionLimits, Made, SheetLook
from claims.model.relations import Change, Group, Origin
from claims.model.review_acts import ReviewAct, SourceSeen

__all__ = ["Dossier", "ReviewLog", "Ties"]


class ReviewLog(Struct, frozen=True, gc=False):
    """What the files of a reviewed dossier hold, before its acts are folded in.

    Attributes:
        acts: The acts of all reviewers, in the order of their times.
        readings: The claims as the extractor read them.
        groups: The groups of claims as the tool made them.
    """

    acts: tuple[ReviewAct, ...] = ()
    readings: tuple[Claim, ...] = ()
    groups: tuple[Group, ...] = ()


class Ties(Struct, frozen=True, gc=False):
    """What reviewers say of sources and of events, as pairs; not that on which they differ.

    Attributes:
        one_source: Sources that are one, as the claims now name them.
        two_sources: Sources that are not one.
        one_event: The ids of claims about one event.
        two_events: The ids of claims about different events.
    """

    one_source: tuple[tuple[SourceSeen, SourceSeen], ...] = ()
    two_sources: tuple[tuple[SourceSeen, SourceSeen], ...] = ()
    one_event: tuple[tuple[str, str], ...] = ()
    two_events: tuple[tuple[str, str], ...] = ()


class Dossier(Struct, frozen=True, gc=False):
    """Documents and the claims found in them; on disk, a folder.

    Attributes:
        sheet: How its sheet is rendered; None if no sheet was rendered yet, or if that is not known.
        extraction: The limits of its extraction, which also hold for articles added later; None if there are none.
        origins: Groups of documents that are not independent of each other.
        groups: Groups of claims that say the same, from several documents.
        changes: Additions to the dossier, oldest first.
        log: What reviewers did, and what the files hold without it; None if nobody has reviewed. `claims` and `groups`
            then have the reviewers' acts folded in.
        ties: What reviewers say of sources and of events, of the log's acts.
    """

    title: str | None
    languages: tuple[str, ...]
    made: Made
    documents: tuple[Document, ...] = ()
    claims: tuple[Claim, ...] = ()
    checks: Checks | None = None
    origins: tuple[Origin, ...] = ()
    groups: tuple[Group, ...] = ()
    changes: tuple[Change, ...] = ()
    sheet: SheetLook | None = None
    extraction: ExtractionLimits | None = None
    log: ReviewLog | None = None
    ties: Ties = Ties()
