"""Correct a claim, or add one, in a form: words are chosen by offsets, and what they say is read again at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace as changed

from claims.desk.form_values import FormValues, count_of, known_of, place_value, span_of, typed_name
from claims.desk.selected_words import joined, moved, selected
from claims.errors import ClaimsError
from claims.model import KINDS, MODES, Claim, Correction, Source, Span
from claims.model.facets import BY_HAND, Event, Facets, Figure, Party, Place, Time
from claims.model.review_acts import NOT_WITHIN
from claims.review.hand_readings import (
    FACET_LISTS,
    UNKNOWN,
    event_of,
    figure_of,
    in_text_order,
    party_of,
    place_of,
    read_in,
    readings_of,
    refuse_outside,
    time_of,
)
from claims.sheet.view import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from claims.model import Document

__all__ = [
    "Draft",
    "DraftForm",
    "Outer",
    "PlaceChoice",
    "Row",
    "correction",
    "draft_of",
    "form_of",
    "new_draft",
    "rows",
    "told",
]

_MOST_PARTS = 50
_KEPT = "keep"
_ANY_EVENT = "other"
_LISTS = dict(zip(("figure", "time", "place", "party"), FACET_LISTS, strict=True))


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim as a reviewer is about to leave it.

    Attributes:
        name: The source's name; empty if the article never names it.
        mention: The words that name it here.
        content: What is claimed.
        facets: What the words say, with what the reviewer changed in it.
        within: The id of the claim that contains it; empty if none does.
        is_new: Whether it is a claim that was missed.
    """

    document: str
    name: str
    kind: str
    mention: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    mode: str
    facets: Facets
    within: str = ""
    is_new: bool = False

    def claim(self) -> Claim | None:
        """Return the draft as a claim, to be shown in the article; None while words are missing."""
        if self.cue is None or not self.content:
            return None
        source = Source(self.name or None, self.kind, self.mention)  # type: ignore[arg-type]  # one of KINDS
        return Claim("", self.document, source, self.cue, self.content, self.mode)  # type: ignore[arg-type]  # of MODES


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place that a name can mean: the value of the choice, its name and its country."""

    value: str
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """Words of a draft, with their offsets as a form has them."""

    value: str
    words: Words


@dataclass(frozen=True, slots=True)
class Outer:
    """A claim that may contain the one in the form: its id, its number in the article, its source and its words."""

    id: str
    number: int
    source: Words | None
    words: Words


@dataclass(frozen=True, slots=True)
class DraftForm:
    """What the form of a draft shows: words in rows, and readings each with its row."""

    is_new: bool
    name: str
    kind: str
    mode: str
    within: str
    mention: tuple[Row, ...]
    cue: tuple[Row, ...]
    content: tuple[Row, ...]
    events: tuple[tuple[Row, Event], ...]
    figures: tuple[tuple[Row, Figure], ...]
    times: tuple[tuple[Row, Time], ...]
    places: tuple[tuple[Row, tuple[PlaceChoice, ...]], ...]
    parties: tuple[tuple[Row, Party], ...]
    outer: tuple[Outer, ...]


def draft_of(claim: Claim) -> Draft:
    """Return a draft that changes nothing."""
    source = claim.source
    return Draft(
        document=claim.document,
        name=source.name or "",
        kind=source.kind,
        mention=source.mention,
        cue=claim.cue,
        content=claim.content,
        mode=claim.mode,
        facets=claim.facets or Facets(),
        within=claim.within or "",
    )


def new_draft(document: str) -> Draft:
    """Return the draft of a claim that was missed."""
    return Draft(document, "", "person", None, None, (), "indirect", Facets(), is_new=True)


def told(document: Document, fields: Sequence[tuple[str, str]], before: Claim | None) -> Draft:
    """Return the draft that a form tells, after what its button did to it.

    Args:
        document: The claim's document.
        fields: The names and values of the form: the draft's own, `do` (the button), `start` and `end` (the selected
            words) or `words` (typed ones).
        before: The claim as it reads; None if it is new.

    Raises:
        ClaimsError: if the form cannot be that of this article, or no words were selected for a button that needs them.
    """
    form = FormValues(fields)
    text = document.text
    content = tuple(filter(None, (span_of(text, each) for each in form.all("content")[:_MOST_PARTS])))
    draft = Draft(
        document=document.id,
        name=typed_name(form.last("name"), before.source.name if before is not None else None),
        kind=known_of(form.last("kind"), KINDS, "kind of source"),
        mention=span_of(text, form.last("mention")),
        cue=span_of(text, form.last("cue")),
        content=content,
        mode=known_of(form.last("mode"), MODES, "mode"),
        facets=_facets(document, content, form, before),
        within=form.last("within"),
        is_new=form.last("new") == "yes",
    )
    return _done(document, draft, form)


def correction(draft: Draft, before: Claim | None, document: Document) -> Correction:
    """Return the correction that turns a claim into a draft; what already reads so is left out.

    Args:
        draft: The draft.
        before: The claim as it reads; None if it is new.
        document: Its document.

    Raises:
        ClaimsError: if words are missing.
    """
    if draft.cue is None:
        raise ClaimsError("the attributing words are missing", remedy="Select them in the article")
    if not draft.content:
        raise ClaimsError("what is claimed is missing", remedy="Select it in the article")
    if draft.mention is not None and not draft.name:
        raise ClaimsError("the source's name is missing", remedy="Write the full name that the article gives")
    source = Source(draft.name or None, draft.kind, draft.mention)  # type: ignore[arg-type]  # one of KINDS
    if before is not None and _same_source(before.source, source):
        source = before.source
    is_reread = before is None or draft.content != before.content
    read = readings_of(document, draft.content) if is_reread else (before and before.facets) or Facets()
    facets: dict[str, Any] = {
        name: getattr(draft.facets, name) for name in FACET_LISTS if getattr(draft.facets, name) != getattr(read, name)
    }
    if draft.facets.event != read.event:
        facets["events"] = () if draft.facets.event is None else (draft.facets.event,)
    within = draft.within or (None if before is None else NOT_WITHIN)
    return Correction(
        source=source,
        cue=draft.cue,
        content=draft.content,
        mode=draft.mode,  # type: ignore[arg-type]  # one of MODES
        within=within,
        **facets,
    )


def form_of(draft: Draft, language: str, outer: Iterable[Outer] = ()) -> DraftForm:
    """Return what the form of a draft shows.

    Args:
        draft: The draft.
        language: The language of its document.
        outer: The claims that may contain it.
    """

    def with_rows(facets: Sequence[Any]) -> tuple[tuple[Row, Any], ...]:
        return tuple(zip(rows((each.span for each in facets), language), facets, strict=True))

    facets = draft.facets
    return DraftForm(
        is_new=draft.is_new,
        name=draft.name,
        kind=draft.kind,
        mode=draft.mode,
        within=draft.within,
        mention=rows([draft.mention], language),
        cue=rows([draft.cue], language),
        content=rows(draft.content, language),
        events=with_rows([] if facets.event is None else [facets.event]),
        figures=with_rows(facets.figures),
        times=with_rows(facets.times),
        places=tuple((row, choices(place)) for row, place in with_rows(facets.places)),
        parties=with_rows(facets.parties),
        outer=tuple(outer),
    )


def rows(spans: Iterable[Span | None], language: str) -> tuple[Row, ...]:
    """Return words as rows of a form, without those that are missing."""
    return tuple(Row(place_value(each), Words(each.exact, language)) for each in spans if each is not None)


def choices(place: Place) -> tuple[PlaceChoice, ...]:
    """Return what a place can be chosen to be: as it is, one of the gazetteer's candidates, or none of them."""
    others = (each for each in place.candidates if each.geonames != place.geonames)
    is_chosen = place.rule == BY_HAND and place.geonames is not None
    first = PlaceChoice(str(place.geonames) if is_chosen else _KEPT, place.name, place.country)
    none = () if place.geonames is None and not place.country else (PlaceChoice(UNKNOWN, place.span.exact, None),)
    return (first, *(PlaceChoice(str(each.geonames), each.name, each.country) for each in others), *none)


def _same_source(one: Source, other: Source) -> bool:
    return (one.name, one.kind, one.mention) == (other.name, other.kind, other.mention)


def _done(document: Document, draft: Draft, form: FormValues) -> Draft:
    """Return a draft after what the button of its form did to it."""
    what, _, detail = form.last("do").partition(" ")
    if what in ("", "save", "show"):
        return draft
    if what in ("drop", "move"):
        return (_dropped if what == "drop" else _moved)(document, draft, detail)
    span = selected(document.text, form, draft.cue.start if draft.cue is not None else 0)
    if what == "mention":  # Another source: the name before is not its name.
        return replace(draft, mention=span, name=span.exact)
    if what == "cue":
        return replace(draft, cue=span)
    if what in ("content", "part"):
        parts = (span,) if what == "content" else joined(document.text, (*draft.content, span))
        return _with_content(document, draft, parts)
    return replace(draft, facets=_with_facet(document, draft, what, span))


def _dropped(document: Document, draft: Draft, detail: str) -> Draft:
    if detail == "mention":
        return replace(draft, mention=None)
    return _with_content(document, draft, tuple(each for each in draft.content if place_value(each) != detail))


def _moved(document: Document, draft: Draft, detail: str) -> Draft:
    """Return a draft of which one end of some words is a word further."""
    role, span, now = moved(document.text, detail)
    if role == "cue":
        return replace(draft, cue=now)
    if role == "mention":
        return replace(draft, mention=now)
    parts = (now if each == span else each for each in draft.content)
    return _with_content(document, draft, joined(document.text, parts))


def _with_content(document: Document, draft: Draft, content: tuple[Span, ...]) -> Draft:
    return replace(draft, content=content, facets=readings_of(document, content))


# --- figures, times, places, parties and the event ---


def _facets(document: Document, content: Sequence[Span], form: FormValues, before: Claim | None) -> Facets:
    """Return the facets of a form: as the claim or its words have them, but for what the reviewer changed."""
    text = document.text
    read = readings_of(document, content)
    known = _Known(text, [read, (before and before.facets) or Facets()])
    makers: dict[str, Callable[[Span, Any, Mapping[str, str]], Any]] = {
        "figure": _figure,
        "time": _time,
        "place": _place,
        "party": _party,
    }
    lists = {
        _LISTS[kind]: in_text_order(make(*known.words(_LISTS[kind], one), one) for one in form.records(kind))
        for kind, make in makers.items()
    }
    events = [event_of(*known.words("event", one), one.get("type", "")) for one in form.records("event")]
    return Facets(**lists, event=events[0] if events else None)


class _Known:
    """The readings of a claim and of its words, by their places; those of the claim come first."""

    def __init__(self, text: str, bases: Iterable[Facets]) -> None:
        self._text = text
        self._at: dict[tuple[str, str], Any] = {}
        for facets in bases:
            events = () if facets.event is None else (facets.event,)
            for name, own in (*((name, getattr(facets, name)) for name in FACET_LISTS), ("event", events)):
                self._at.update({(name, place_value(each.span)): each for each in own})

    def words(self, name: str, one: Mapping[str, str]) -> tuple[Span, Any]:
        """Return the words of a reading in a form, and the reading there so far; None if there is none."""
        value = one.get("at", "")
        span = span_of(self._text, value)
        if span is None:
            raise ClaimsError("the form has a reading without words")
        return span, self._at.get((name, value))


def _figure(span: Span, before: Figure | None, one: Mapping[str, str]) -> Figure:
    low, high = count_of(one.get("min", "")), count_of(one.get("max", ""))
    kept = before or Figure(span, "other", None, None, "unknown")
    return figure_of(span, kept, what=one.get("what", ""), least=low, most=high, bound=one.get("bound", ""))


def _time(span: Span, before: Time | None, one: Mapping[str, str]) -> Time:
    return time_of(span, before, one.get("edtf", "").strip() or None)


def _place(span: Span, before: Place | None, one: Mapping[str, str]) -> Place:
    choice = one.get("choice", _KEPT)
    return (before or place_of(span, None, UNKNOWN)) if choice == _KEPT else place_of(span, before, choice)


def _party(span: Span, before: Party | None, one: Mapping[str, str]) -> Party:
    name = typed_name(one.get("name", ""), before.name if before is not None else None)
    return party_of(span, before, kind=one.get("kind", ""), name=name or span.exact)


def _with_facet(document: Document, draft: Draft, what: str, span: Span) -> Facets:
    """Return a draft's facets with one more, as the tool reads it in these words, or with the words alone."""
    if what == "event":
        refuse_outside(draft.content, span)
        read = readings_of(document, (span,)).event
        return changed(draft.facets, event=event_of(span, None, read.type if read is not None else _ANY_EVENT))
    if what not in _LISTS:
        raise ClaimsError(f"the form has no button {what!r}")
    name = _LISTS[what]
    known = getattr(draft.facets, name)
    there = {each.span for each in known}
    added = [each for each in read_in(document, draft.content, span, name) if each.span not in there]
    return changed(draft.facets, **{name: in_text_order((*known, *added))})
