"""Turns a person's changes in brat into acts of that person. Nothing is lost.

An annotation with other words, another name or attribute corrects its claim and accepts it; a deleted annotation
rejects its claim, an added one adds a claim and accepts it. Without changes there are no acts.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, NoReturn, cast

from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import Claim, Correction, Source, Span
from claims.model.review_acts import NOT_WITHIN
from claims.review.brat_standoff import can_be_drawn, drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model import Act, Document, Kind, Mode, Status
    from claims.review.brat_parser import Event
    from claims.review.brat_standoff import Drawn, Fragment
    from claims.review.review_session import ReviewSession

__all__ = ["Corrections", "Corrector"]


@dataclass(frozen=True, slots=True)
class Corrections:
    """The result of an import: ids of claims, and of documents without annotations.

    Attributes:
        changed: Claims with other words, another source or another attribute.
        reviewed: Claims accepted or rejected by their status alone.
        rejected: Claims whose annotation was deleted.
        entered: Claims added by hand.
        missing: Documents without annotations in the folder; their claims stay unchanged.
    """

    changed: tuple[str, ...] = ()
    reviewed: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    entered: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def __add__(self, other: Corrections) -> Corrections:
        """Concatenate two results."""
        return Corrections(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def __bool__(self) -> bool:
        """Whether anything was changed."""
        return any((self.changed, self.reviewed, self.rejected, self.entered))


@dataclass
class Corrector:
    """Turns the annotations of a document into acts.

    Attributes:
        session: Records the annotator's acts.
        document: The document.
        claims: Its claims as they now read.
    """

    session: ReviewSession
    document: Document
    claims: Sequence[Claim]
    found: Corrections = field(init=False, default_factory=Corrections)

    def correct(self, events: Sequence[Event]) -> Corrections:
        """Record what was changed, and return it.

        Raises:
            ClaimsError: if an annotation is incomplete, with its file and line.
        """
        olds = _matched(events, self.claims)
        wanted = {event.id: self._wanted(event, olds.get(event.id)) for event in events}
        stands = {event.id: olds[event.id].id for event in events if event.id in olds}
        for event in events:  # Before the first act, so that a fault leaves none.
            self._around(event, olds, {event.id: "" for event in events} | stands)
        for event in events:
            if event.id not in olds:
                stands[event.id] = self.session.add(self.document.id, wanted[event.id])
                self.found += Corrections(entered=(stands[event.id],))
        for event in events:
            self._settle(event, olds, stands, wanted[event.id])
        drawn_ids = {old.id for old in olds.values()}
        for claim in self.claims:
            if claim.id not in drawn_ids and claim.review.status != "rejected" and can_be_drawn(claim):
                self.session.decide(claim.id, "reject", "deleted in brat")
                self.found += Corrections(rejected=(claim.id,))
        return self.found

    def _settle(self, event: Event, olds: dict[str, Claim], stands: dict[str, str], wanted: Correction) -> None:
        """Record the correction of an event's claim, and the decision on it."""
        id, old = stands[event.id], olds.get(event.id)
        around = self._around(event, olds, stands)
        if old is None:
            if around is not None:
                self.session.correct(id, Correction(within=around))
            self._decide(id, self._status(event, "accepted"), None)
            return
        edits = _edits(old, wanted) + (["within"] if around != old.within else [])
        status = self._status(event, old.review.status)
        if edits:
            within = None if around == old.within else around or NOT_WITHIN
            self.session.correct(id, replace(wanted, within=within))
            decided: Status = "accepted" if status == "draft" else status
            self._decide(id, decided, f"changed in brat: {', '.join(edits)}")
            self.found += Corrections(changed=(id,))
        elif status != old.review.status:
            self._decide(id, status, old.review.note)
            self.found += Corrections(reviewed=(id,))

    def _decide(self, id: str, status: Status, note: str | None) -> None:
        self.session.decide(id, "reject" if status == "rejected" else "accept", note)

    def _wanted(self, event: Event, old: Claim | None) -> Correction:
        """What the claim of an event should read; unchanged parts are those of the old one."""
        cue, mention, content = self._words(event, old)
        return Correction(
            source=Source(_name(event, old, mention), cast("Kind", self._needed(event, "Kind")), mention),
            cue=cue,
            content=content,
            mode=cast("Mode", self._needed(event, "Mode")),
            act=cast("Act | None", event.attributes.get("Act")),
        )

    def _words(self, event: Event, old: Claim | None) -> tuple[Span, Span | None, tuple[Span, ...]]:
        """Cue, mention and content; unchanged parts keep the old spans."""
        shape = drawn(old) if old else None
        cue = old.cue if old and shape and event.cue == shape.cue else self._one(event.cue, event, "cue")
        content = old.content if old and shape and event.content == shape.content else tuple(self._spans(event.content))
        if old and shape and event.mention == shape.mention:
            return cue, old.source.mention, content
        return cue, self._one(event.mention, event, "source") if event.mention else None, content

    def _around(self, event: Event, olds: dict[str, Claim], stands: dict[str, str]) -> str | None:
        """The id of the enclosing claim; None if there is none."""
        old = olds.get(event.id)
        drawn_before = {each.id: drawing for drawing, each in olds.items()}
        if event.within is None:
            # An enclosing claim that is not in the file could not be annotated.
            return old.within if old and old.within not in drawn_before else None
        if event.within not in stands:
            _refuse(f"the claim is within {event.within}, which is not in the file", event)
        if old is not None and drawn_before.get(old.within or "") == event.within:
            return old.within
        if event.within == event.id:
            _refuse("the claim is within itself", event)
        return stands[event.within]

    @staticmethod
    def _status(event: Event, usual: Status) -> Status:
        """The decision in an annotation; a draft is none, so that a decision made elsewhere is kept."""
        status = event.attributes.get("Status", "draft")
        return usual if status == "draft" else cast("Status", status)

    def _spans(self, places: Iterable[Fragment]) -> Iterable[Span]:
        """The spans of fragments; those split at a line end are joined."""
        start = end = None
        for place in places:
            if end is not None and start is not None and self.document.text[end : place.start].strip() == "":
                end = place.end
                continue
            if start is not None and end is not None:
                yield Span.of(self.document.text, start, end)
            start, end = place
        if start is not None and end is not None:
            yield Span.of(self.document.text, start, end)

    def _one(self, places: Sequence[Fragment], event: Event, what: str) -> Span:
        spans = list(self._spans(places))
        if len(spans) != 1:
            _refuse(f"the words of the {what} are not in one piece", event)
        return spans[0]

    @staticmethod
    def _needed(event: Event, name: str) -> str:
        if name not in event.attributes:
            _refuse(f"the claim has no {name}", event, f"Set {name} in brat")
        return event.attributes[name]


def _matched(events: Sequence[Event], claims: Sequence[Claim]) -> dict[str, Claim]:
    """The claim of each event, by the event's id: matched by note and words, then by words, then by note.

    Words take precedence over notes, since a corrected claim is drawn with the note of the claim it replaced.
    """
    left = {claim.id: claim for claim in claims}
    found: dict[str, Claim] = {}

    def take(event: Event, claim: Claim | None) -> None:
        if claim is not None and event.id not in found:
            found[event.id] = left.pop(claim.id)

    for event in events:
        claim = left.get(event.claim or "")
        take(event, claim if claim and _places(drawn(claim)) == _places(event) else None)
    for event in events:
        take(event, next((each for each in left.values() if _places(drawn(each)) == _places(event)), None))
    for event in events:
        take(event, left.get(event.claim or ""))
    return found


def _places(shape: Drawn | Event) -> tuple[tuple[Fragment, ...], ...]:
    return shape.cue, shape.mention, shape.content


def _name(event: Event, old: Claim | None, mention: Span | None) -> str | None:
    """The source's name from the note; if that is unchanged, a name that equals the mention follows the mention."""
    words = mention.exact if mention else None
    if old is None or event.name not in {None, drawn(old).name}:
        return event.name or words
    before = old.source.mention.exact if old.source.mention else None
    return words if old.source.name is not None and old.source.name == before else old.source.name


def _edits(old: Claim, wanted: Correction) -> list[str]:
    """The changed parts of a claim, in words."""
    source = wanted.source or old.source
    pairs = {
        "name": (old.source.name, source.name),
        "kind": (old.source.kind, source.kind),
        "mention": (old.source.mention, source.mention),
        "cue": (old.cue, wanted.cue),
        "content": (old.content, wanted.content),
        "mode": (old.mode, wanted.mode),
        "act": (old.act, wanted.act),
    }
    return [name for name, (before, after) in pairs.items() if before != after]


def _refuse(what: str, event: Event, remedy: str = "Mend it in brat, and save it again") -> NoReturn:
    raise ClaimsError(what, event.where, remedy)
