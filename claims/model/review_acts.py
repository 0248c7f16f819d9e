"""Define review acts: what a person did to a dossier's records, one act a line of `reviews/NAME.jsonl`.

An act is never changed or removed; a later act withdraws it. `claims.review_log` folds acts into the records.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from msgspec import Meta, Struct

from claims.model.facets import Event, Facets, Figure, Party, Place, Time
from claims.model.records import Act, Kind, Mode, Reliability, Source, Translation
from claims.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.model.records import Claim

__all__ = [
    "DECISIONS",
    "NOT_WITHIN",
    "REVIEW_ACTS",
    "ActHead",
    "ActKind",
    "ClaimSeen",
    "Correction",
    "Quote",
    "ReviewAct",
    "SourceSeen",
    "act_id",
    "seen_digest",
    "words_digest",
]

ActKind = Literal[
    "accept", "reject", "correct", "add", "split", "note", "grade_claim", "translate", "merge_sources", "keep_apart",
    "grade_source", "same_event", "not_same_event", "undo",
]  # fmt: skip
REVIEW_ACTS: tuple[ActKind, ...] = get_args(ActKind)
DECISIONS: dict[str, Literal["accepted", "rejected"]] = {"accept": "accepted", "reject": "rejected"}
"""The acts that decide on a claim, with the state that each gives it."""
NOT_WITHIN = "none"
"""The value of a correction that takes a claim out of the one that it was part of."""

_DIGITS = 16


class Quote(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The passage of a claim, with which it is found again in a changed text (W3C TextQuoteSelector).

    Attributes:
        start: The offset at which the passage began, in code points.
        exact: The words from the claim's first span to its last.
        prefix: The characters before them; `suffix`: those after them.
    """

    start: Annotated[int, Meta(ge=0)]
    exact: str
    prefix: str = ""
    suffix: str = ""


class ClaimSeen(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A claim as a reviewer saw it.

    Attributes:
        id: The claim's id.
        document: The id of its document.
        seen: The `seen_digest` of the claim as shown; for a translation the `words_digest`.
        quote: Its passage; None if its text was not at hand.
    """

    id: str
    document: str
    seen: str
    quote: Quote | None = None


class SourceSeen(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A source as the records name it.

    Attributes:
        name: Its name.
        kind: Its kind.
        document: The id of the only document meant; None for every document of the dossier.
    """

    name: str
    kind: Kind
    document: str | None = None


class Correction(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a claim should read; a property of None stays as it is.

    Attributes:
        within: The id of the claim that contains it, or `NOT_WITHIN`.
        figures: All figures of the claim as they should be; `times`, `places`, `parties` and `events` likewise.
        events: The event: one, or none.
        readings: The facets that the tool read in the corrected or added words.
    """

    source: Source | None = None
    cue: Span | None = None
    content: Annotated[tuple[Span, ...], Meta(min_length=1)] | None = None
    mode: Mode | None = None
    within: str | None = None
    act: Act | None = None
    figures: tuple[Figure, ...] | None = None
    times: tuple[Time, ...] | None = None
    places: tuple[Place, ...] | None = None
    parties: tuple[Party, ...] | None = None
    events: Annotated[tuple[Event, ...], Meta(max_length=1)] | None = None
    readings: Facets | None = None


class ActHead(Struct, frozen=True, gc=False):
    """What of an act says where it comes among others and whether it withdraws one; see `ReviewAct`."""

    id: str
    act: str
    at: str
    after: tuple[str, ...] = ()
    undoes: str | None = None


class ReviewAct(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One act of a reviewer.

    Attributes:
        id: Derived from the rest of the act: `act-` and sixteen hexadecimal digits.
        act: What was done.
        by: Who did it.
        at: When, as an RFC 3339 date-time.
        claims: The claims that it is about.
        sources: The sources that it is about; of several that are merged, the first gives the name.
        after: The acts on the same thing that stood when it was done, and that it therefore takes into account.
        note: The reason; the text of a note.
        correction: What the claim should read: of a correction, or of an added claim.
        parts: The content of each claim into which one is split.
        credibility: Of the information, 1 to 6.
        reliability: Of the source, A to F.
        translation: The content in another language.
        undoes: The id of the act that it withdraws.
    """

    id: str
    act: ActKind
    by: str
    at: str
    claims: tuple[ClaimSeen, ...] = ()
    sources: tuple[SourceSeen, ...] = ()
    after: tuple[str, ...] = ()
    note: str | None = None
    correction: Correction | None = None
    parts: tuple[tuple[Span, ...], ...] = ()
    credibility: Annotated[int, Meta(ge=0)] | None = None
    reliability: Reliability | None = None
    translation: Translation | None = None
    undoes: str | None = None


def act_id(record: Mapping[str, object], occurrence: int = 0) -> str:
    """Return the id of an act, derived from everything else in its record.

    Two clones of a dossier thus give different acts different ids, and a changed line no longer matches its id.

    Args:
        record: The act's JSON object; its `id` is ignored.
        occurrence: The number of acts in the log that are the same in everything else.
    """
    rest = {name: value for name, value in record.items() if name != "id"}
    return "act-" + _digest([rest, occurrence])


def seen_digest(claim: Claim) -> str:
    """Return a digest of what a reviewer judges in a claim: its source, words and mode, but not where they stand."""
    mention = claim.source.mention
    words = [claim.cue.exact, [part.exact for part in claim.content], claim.mode]
    source = [claim.source.name, claim.source.kind, mention and mention.exact]
    return _digest([claim.document, source, words])


def words_digest(claim: Claim) -> str:
    """Return a digest of what a translator translates: the content."""
    return _digest([claim.document, [part.exact for part in claim.content]])


def _digest(value: object) -> str:
    compact = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(compact.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
