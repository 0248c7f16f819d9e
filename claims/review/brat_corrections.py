"""Turns a person's changes in brat into reviews of the records. Nothing is lost.

A claim with changed words is a new claim, since ids derive from words: the old one is rejected, the new one accepted,
and the note of each names the other. A deleted annotation rejects its claim, an added one is accepted as added by hand.
Claims that were not changed stay the same, byte for byte.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, NoReturn, cast

from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import Claim, Review, Source, Span, claim_id
from claims.review.brat_standoff import can_be_drawn, drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model import Act, Document, Kind, Mode, Status
    from claims.review.brat_parser import Event
    from claims.review.brat_standoff import Drawn, Fragment

__all__ = ["Corrections", "Corrector"]


@dataclass(frozen=True, slots=True)
class Corrections:
    """The result of an import: ids of claims, and of documents without annotations.

    Attributes:
        corrected: Claims with changed words, each with its replacement.
        changed: Claims with other changes.
        reviewed: Claims accepted or rejected by their status alone.
        rejected: Claims whose annotation was deleted.
        entered: Claims added by hand.
        missing: Documents without annotations in the folder; their claims stay unchanged.
    """

    corrected: tuple[tuple[str, str], ...] = ()
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
        return any((self.corrected, self.changed, self.reviewed, self.rejected, self.entered))


@dataclass
class Corrector:
    """Turns the annotations of a document into its claims.

    Attributes:
        taken: Ids in use in the dossier; new ids are added.
        by: The annotator; `at` is an RFC 3339 date-time.
    """

    document: Document
    claims: Sequence[Claim]
    taken: set[str]
    by: str
    at: str
    found: Corrections = field(init=False, default_factory=Corrections)

    def corrected(self, events: Sequence[Event]) -> list[Claim]:
        """The claims of the document after the corrections; `found` then lists the changes.

        Raises:
            ClaimsError: if an annotation is incomplete, with its file and line.
        """
        olds = _matched(events, self.claims)
        results = {claim.id: claim for claim in self.claims}
        stands: dict[str, str] = {}
        for event in events:
            stands[event.id] = self._settle(event, olds.get(event.id), results)
        drawn_ids = {old.id for old in olds.values()}
        for claim in self.claims:
            if claim.id not in drawn_ids and claim.review.status != "rejected" and can_be_drawn(claim):
                results[claim.id] = self._reviewed(claim, "rejected", "deleted in brat")
                self.found += Corrections(rejected=(claim.id,))
        for event in events:
            self._place_within(event, olds, stands, results)
        return list(results.values())

    def _settle(self, event: Event, old: Claim | None, results: dict[str, Claim]) -> str:
        """Add the claim of an event to the results and return its id."""
        if old is None:
            entered = self._named(self._made(event, None), results)
            results[entered.id] = self._reviewed(entered, self._status(event, "accepted"), None)
            self.found += Corrections(entered=(entered.id,))
            return entered.id
        if _places(event) != _places(drawn(old)):
            return self._replaced(event, old, results)
        made = self._made(event, old)
        status = self._status(event, old.review.status)
        edits = _edits(old, made)
        if edits:
            decided: Status = "accepted" if status == "draft" else status
            results[old.id] = self._reviewed(made, decided, f"changed in brat: {', '.join(edits)}")
            self.found += Corrections(changed=(old.id,))
        elif status != old.review.status:
            results[old.id] = self._reviewed(old, status, old.review.note)
            self.found += Corrections(reviewed=(old.id,))
        return old.id

    def _replaced(self, event: Event, old: Claim, results: dict[str, Claim]) -> str:
        """Replace a claim by one with other words; the old claim is rejected."""
        new = self._named(self._made(event, old), results)
        results[new.id] = self._reviewed(new, "accepted", f"corrects {old.id}")
        results[old.id] = self._reviewed(old, "rejected", f"corrected as {new.id}")
        self.found += Corrections(corrected=((old.id, new.id),))
        return new.id

    def _made(self, event: Event, old: Claim | None) -> Claim:
        """The claim of an event with unchanged parts of the old one; its id and nesting are set later."""
        cue, mention, content = self._words(event, old)
        source = Source(_name(event, old, mention), cast("Kind", self._needed(event, "Kind")), mention)
        mode = cast("Mode", self._needed(event, "Mode"))
        act = cast("Act | None", event.attributes.get("Act"))
        if old is None:
            return Claim("", self.document.id, source, cue, content, mode, act=act)
        made = replace(old, source=source, cue=cue, content=content, mode=mode, act=act)
        if content != old.content:  # readings of other words do not apply
            made = replace(made, facets=None, grading=None, translations=())
        return made if _spans(made) == _spans(old) else replace(made, found=None)

    def _words(self, event: Event, old: Claim | None) -> tuple[Span, Span | None, tuple[Span, ...]]:
        """Cue, mention and content; unchanged parts keep the old spans."""
        shape = drawn(old) if old else None
        cue = old.cue if old and shape and event.cue == shape.cue else self._one(event.cue, event, "cue")
        content = old.content if old and shape and event.content == shape.content else tuple(self._spans(event.content))
        if old and shape and event.mention == shape.mention:
            return cue, old.source.mention, content
        return cue, self._one(event.mention, event, "source") if event.mention else None, content

    def _named(self, claim: Claim, results: dict[str, Claim]) -> Claim:
        """The claim with the id of its words; a rejected claim with the same words is restored."""
        mention = claim.source.mention.exact if claim.source.mention else None
        words = (claim.document, mention, claim.cue.exact, [part.exact for part in claim.content])
        for occurrence in range(len(self.taken) + 1):
            found = claim_id(*words, occurrence)
            twin = results.get(found)
            if found not in self.taken or (twin and twin.review.status == "rejected" and _spans(twin) == _spans(claim)):
                self.taken.add(found)
                return replace(claim, id=found)
        raise AssertionError("there are fewer ids than were tried")

    def _place_within(
        self, event: Event, olds: dict[str, Claim], stands: dict[str, str], results: dict[str, Claim]
    ) -> None:
        """Set the enclosing claim, by its replacement if it was corrected."""
        claim, old = results[stands[event.id]], olds.get(event.id)
        drawn_before = {each.id: drawing for drawing, each in olds.items()}
        if event.within is None:
            # An enclosing claim that is not in the file could not be annotated.
            around = old.within if old and old.within not in drawn_before else None
        elif event.within not in stands:
            _refuse(f"the claim is within {event.within}, which is not in the file", event)
        else:
            around = stands[event.within]
        moved = old is not None and drawn_before.get(old.within or "") != event.within
        if around == claim.id and (moved or old is None):
            _refuse("the claim is within itself", event)
        results[claim.id] = replace(claim, within=around)
        if old is not None and moved and claim.review == old.review:
            results[claim.id] = self._reviewed(results[claim.id], "accepted", "changed in brat: within")
            self.found += Corrections(changed=(claim.id,))

    def _reviewed(self, claim: Claim, status: Status, note: str | None) -> Claim:
        return replace(claim, review=Review(status, self.by, self.at, note))

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


def _spans(claim: Claim) -> tuple[Span, Span | None, tuple[Span, ...]]:
    return claim.cue, claim.source.mention, claim.content


def _name(event: Event, old: Claim | None, mention: Span | None) -> str | None:
    """The source's name from the note; if that is unchanged, a name that equals the mention follows the mention."""
    words = mention.exact if mention else None
    if old is None or event.name not in {None, drawn(old).name}:
        return event.name or words
    before = old.source.mention.exact if old.source.mention else None
    return words if old.source.name is not None and old.source.name == before else old.source.name


def _edits(old: Claim, made: Claim) -> list[str]:
    """The changes of a claim with the same words."""
    pairs = {
        "name": (old.source.name, made.source.name),
        "kind": (old.source.kind, made.source.kind),
        "mode": (old.mode, made.mode),
        "act": (old.act, made.act),
    }
    return [name for name, (before, after) in pairs.items() if before != after]


def _refuse(what: str, event: Event, remedy: str = "Mend it in brat, and save it again") -> NoReturn:
    raise ClaimsError(what, event.where, remedy)
