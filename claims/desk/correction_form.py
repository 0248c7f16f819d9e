"""Correct a claim, or add one, in a form: words are chosen by offsets, and what they say is read again at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

from msgspec.structs import replace as changed

from claims.desk.article_pieces import found_words, whole_words
from claims.errors import ClaimsError
from claims.extraction.claim_facets import with_facets
from claims.extraction.gazetteer import places
from claims.extraction.namesakes import precision_of
from claims.model import KINDS, MODES, Claim, Correction, Source, Span
from claims.model.edtf import extent
from claims.model.facets import BOUNDS, BY_HAND, WHATS, Facets, Figure, Party, PartyKind, Place, Time
from claims.sheet.view import Words
from claims.sheet.visible_characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.model import Document

__all__ = [
    "PARTY_KINDS",
    "Draft",
    "DraftForm",
    "PlaceChoice",
    "Row",
    "correction",
    "draft_of",
    "form_of",
    "new_draft",
    "told",
]

PARTY_KINDS: tuple[PartyKind, ...] = get_args(PartyKind)

_MOST_PARTS = 50
_LONGEST_NAME = 500
_UNKNOWN, _KEPT = "none", "keep"
_WIDEST_KM = 500.0
"""Maximum radius of an area that a point can stand for."""
_LISTS = {"figure": "figures", "time": "times", "place": "places", "party": "parties"}
_Sequences = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim as a reviewer is about to leave it.

    Attributes:
        name: The source's name; empty if the article never names it.
        mention: The words that name it here.
        content: What is claimed.
        facets: What the words say, with what the reviewer changed in it.
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
class DraftForm:
    """What the form of a draft shows: words in rows, and readings each with its row."""

    is_new: bool
    name: str
    kind: str
    mode: str
    mention: tuple[Row, ...]
    cue: tuple[Row, ...]
    content: tuple[Row, ...]
    figures: tuple[tuple[Row, Figure], ...]
    times: tuple[tuple[Row, Time], ...]
    places: tuple[tuple[Row, tuple[PlaceChoice, ...]], ...]
    parties: tuple[tuple[Row, Party], ...]


def draft_of(claim: Claim) -> Draft:
    """Return a draft that changes nothing."""
    source = claim.source
    facets = claim.facets or Facets()
    return Draft(
        claim.document, source.name or "", source.kind, source.mention, claim.cue, claim.content, claim.mode, facets
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
    form: _Sequences = {}
    for name, value in fields:
        form.setdefault(name, []).append(value)
    text = document.text
    draft = Draft(
        document=document.id,
        name=_typed(form.get("name", [""])[-1], before.source.name if before is not None else None),
        kind=_one_of(_last(form, "kind"), KINDS, "kind of source"),
        mention=_span(text, _last(form, "mention")),
        cue=_span(text, _last(form, "cue")),
        content=tuple(filter(None, (_span(text, each) for each in form.get("content", ())[:_MOST_PARTS]))),
        mode=_one_of(_last(form, "mode"), MODES, "mode"),
        facets=Facets(),
        is_new=_last(form, "new") == "yes",
    )
    draft = replace(draft, facets=_facets(document, draft, form, before))
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
    reread = before is None or draft.content != before.content
    read = _read(document, draft) if reread else (before.facets if before is not None else None) or Facets()
    facets: dict[str, Any] = {
        name: getattr(draft.facets, name)
        for name in ("figures", "times", "places", "parties")
        if getattr(draft.facets, name) != getattr(read, name)
    }
    return Correction(source=source, cue=draft.cue, content=draft.content, mode=draft.mode, **facets)  # type: ignore[arg-type]  # of MODES


def form_of(draft: Draft, language: str) -> DraftForm:
    """Return what the form of a draft shows.

    Args:
        draft: The draft.
        language: The language of its document.
    """

    def rows(spans: Iterable[Span | None]) -> tuple[Row, ...]:
        return tuple(Row(f"{each.start}-{each.end}", Words(each.exact, language)) for each in spans if each is not None)

    def told_of(facets: Sequence[Any]) -> tuple[tuple[Row, Any], ...]:
        return tuple(zip(rows(each.span for each in facets), facets, strict=True))

    return DraftForm(
        is_new=draft.is_new,
        name=draft.name,
        kind=draft.kind,
        mode=draft.mode,
        mention=rows([draft.mention]),
        cue=rows([draft.cue]),
        content=rows(draft.content),
        figures=told_of(draft.facets.figures),
        times=told_of(draft.facets.times),
        places=tuple((row, choices(place)) for row, place in told_of(draft.facets.places)),
        parties=told_of(draft.facets.parties),
    )


def choices(place: Place) -> tuple[PlaceChoice, ...]:
    """Return what a place can be chosen to be: as it is, one of the gazetteer's candidates, or none of them."""
    others = (each for each in place.candidates if each.geonames != place.geonames)
    is_chosen = place.rule == BY_HAND and place.geonames is not None
    first = PlaceChoice(str(place.geonames) if is_chosen else _KEPT, place.name, place.country)
    none = () if place.geonames is None and not place.country else (PlaceChoice(_UNKNOWN, place.span.exact, None),)
    return (first, *(PlaceChoice(str(each.geonames), each.name, each.country) for each in others), *none)


def _same_source(one: Source, other: Source) -> bool:
    return (one.name, one.kind, one.mention) == (other.name, other.kind, other.mention)


def _done(document: Document, draft: Draft, form: _Sequences) -> Draft:
    """Return a draft after what the button of its form did to it."""
    what, _, detail = _last(form, "do").partition(" ")
    if what in ("", "save", "show"):
        return draft
    if what in ("drop", "move"):
        return (_dropped if what == "drop" else _moved)(document, draft, detail)
    span = _chosen(document, draft, form)
    if what == "mention":  # Another source: the name before is not its name.
        return replace(draft, mention=span, name=span.exact)
    if what == "cue":
        return replace(draft, cue=span)
    if what in ("content", "part"):
        parts = (span,) if what == "content" else _joined(document.text, (*draft.content, span))
        return _reread(document, replace(draft, content=parts))
    return replace(draft, facets=_with_facet(document, draft, what, span))


def _dropped(document: Document, draft: Draft, detail: str) -> Draft:
    if detail == "mention":
        return replace(draft, mention=None)
    parts = tuple(each for each in draft.content if f"{each.start}-{each.end}" != detail)
    return _reread(document, replace(draft, content=parts))


def _moved(document: Document, draft: Draft, detail: str) -> Draft:
    """Return a draft of which one end of some words is a word further: `content 12-40 end +`."""
    role, place, edge, way = (*detail.split(" "), "", "", "", "")[:4]
    span = _span(document.text, place)
    if span is None or edge not in ("start", "end") or way not in ("+", "-"):
        raise ClaimsError("the form names no words to move")
    moved = _stepped(document.text, span, edge, outwards=way == "+")
    if role == "cue":
        return replace(draft, cue=moved)
    if role == "mention":
        return replace(draft, mention=moved)
    parts = (moved if each == span else each for each in draft.content)
    return _reread(document, replace(draft, content=_joined(document.text, parts)))


def _stepped(text: str, span: Span, edge: str, *, outwards: bool) -> Span:
    """Return words with one more word at an end, or one fewer; at least one stays."""
    start, end = span.start, span.end
    if edge == "start":
        if outwards:
            since = text.rfind("\n", 0, start) + 1
            before = text[since:start].rstrip()
            start = whole_words(text, since + len(before) - 1, since + len(before))[0] if before else start  # type: ignore[index]  # it has a word
        else:
            first = whole_words(text, start, start + 1)
            after = first[1] if first is not None else start + 1
            after += len(text[after:end]) - len(text[after:end].lstrip())
            start = after if after < end else start
    elif outwards:
        until = text.find("\n", end)
        rest = text[end : until if until >= 0 else len(text)]
        after = end + len(rest) - len(rest.lstrip())
        end = whole_words(text, after, after + 1)[1] if rest.strip() else end  # type: ignore[index]  # it has a word
    else:
        last = whole_words(text, end - 1, end)
        before_last = last[0] if last is not None else end - 1
        kept = len(text[start:before_last].rstrip())
        end = start + kept if kept else end
    return Span.of(text, start, end)


def _chosen(document: Document, draft: Draft, form: _Sequences) -> Span:
    """Return the words that were selected, or typed."""
    text, typed = document.text, _last(form, "words")
    if typed.strip():
        near = draft.cue.start if draft.cue is not None else 0
        place = found_words(text, typed, near)
        if place is None:
            raise ClaimsError("these words are not in the article", remedy="Copy them as the article has them")
        place = whole_words(text, *place)
    else:
        start, end = _last(form, "start"), _last(form, "end")
        place = whole_words(text, _number(start), _number(end)) if start and end else None
    if place is None:
        raise ClaimsError("no words are selected", remedy="Select words in the article, or type them")
    if "\n" in text[place[0] : place[1]]:
        raise ClaimsError("the selected words go over several lines", remedy="Select words of one paragraph")
    return Span.of(text, *place)


def _joined(text: str, parts: Iterable[Span]) -> tuple[Span, ...]:
    """Return parts in the order of the text, with those joined that overlap."""
    found: list[Span] = []
    for part in sorted(parts, key=lambda each: each.start):
        if found and part.start < found[-1].end:
            found[-1] = Span.of(text, found[-1].start, max(found[-1].end, part.end))
        else:
            found.append(part)
    return tuple(found)


def _read(document: Document, draft: Draft) -> Facets:
    """Return what the tool reads in a draft's content."""
    cue = draft.cue or draft.content[0]
    claim = Claim("", document.id, Source(None, "unnamed", None), cue, draft.content, "indirect")
    return with_facets(document, [claim])[0].facets or Facets()


def _reread(document: Document, draft: Draft) -> Draft:
    return replace(draft, facets=_read(document, draft) if draft.content else Facets())


# --- figures, times, places and parties ---


def _facets(document: Document, draft: Draft, form: _Sequences, before: Claim | None) -> Facets:
    """Return the facets of a form: as the claim or its words have them, but for what the reviewer changed."""
    text = document.text
    bases = [_read(document, draft) if draft.content else Facets(), (before and before.facets) or Facets()]
    figures = [_figure(text, one, _base(bases, "figures", one)) for one in _records(form, "figure")]
    times = [_time(text, one, _base(bases, "times", one)) for one in _records(form, "time")]
    found_places = [_place(text, one, _base(bases, "places", one)) for one in _records(form, "place")]
    parties = [_party(text, one, _base(bases, "parties", one)) for one in _records(form, "party")]
    return Facets(_kept(figures), _kept(times), _kept(found_places), _kept(parties), None)


def _base(bases: Iterable[Facets], name: str, one: Mapping[str, str]) -> Any:
    """Return the reading at a facet's words: that of the claim, else that of its words; None if there is none."""
    known = {f"{each.span.start}-{each.span.end}": each for facets in bases for each in getattr(facets, name)}
    return known.get(one.get("at", ""))


def _records(form: _Sequences, kind: str) -> list[dict[str, str]]:
    """Return the values of each facet of a kind, from fields such as `figure-3-min`; dropped ones are left out."""
    found: dict[str, dict[str, str]] = {}
    for name, values in form.items():
        what, _, rest = name.partition("-")
        number, _, field = rest.partition("-")
        if what == kind and field:
            found.setdefault(number, {})[field] = values[-1]
    return [one for one in found.values() if "drop" not in one]


def _kept(facets: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(facets, key=lambda each: (each.span.start, each.span.end)))


def _figure(text: str, one: Mapping[str, str], base: Figure | None) -> Figure:
    span = _some_span(text, one)
    base = base or Figure(span, "other", None, None, "unknown")
    low, high = _count(one.get("min", "")), _count(one.get("max", ""))
    if low is not None and high is not None and low > high:
        raise ClaimsError(f"the least number, {low}, is greater than the greatest, {high}", span.exact)
    what = _one_of(one.get("what", ""), WHATS, "outcome")
    bound = _one_of(one.get("bound", ""), BOUNDS, "bound")
    if (base.what, base.min, base.max, base.bound) == (what, low, high, bound):
        return base
    return changed(base, what=what, min=low, max=high, bound=bound, rule=BY_HAND)


def _time(text: str, one: Mapping[str, str], base: Time | None) -> Time:
    span, written = _some_span(text, one), one.get("edtf", "").strip() or None
    if base is not None and base.edtf == written:
        return base
    if written is not None and extent(written) is None:
        remedy = "Write 2024-03-14, 2024-03, 2024 or 2024-03-14/2024-03-16"
        raise ClaimsError(f"{written!r} is not a date", span.exact, remedy)
    return Time(span, written, basis="text" if written else None)


def _place(text: str, one: Mapping[str, str], base: Place | None) -> Place:
    span, choice = _some_span(text, one), one.get("choice", _KEPT)
    before = base or Place(span, span.exact, None, None, None, None)
    if choice == _KEPT or choice == str(before.geonames):
        return before
    if choice == _UNKNOWN:
        return Place(span, span.exact, None, None, None, None, candidates=before.candidates)
    if choice not in {str(each.geonames) for each in before.candidates}:
        raise ClaimsError("the gazetteer has no such candidate for this place", span.exact)
    return _from_gazetteer(int(choice), before)


def _party(text: str, one: Mapping[str, str], base: Party | None) -> Party:
    span = _some_span(text, one)
    kind = _one_of(one.get("kind", ""), PARTY_KINDS, "kind of party")
    name = _typed(one.get("name", ""), base.name if base is not None else None) or span.exact
    if base is not None and (base.name, base.kind) == (name, kind):
        return base
    return Party(span, name, kind)  # type: ignore[arg-type]  # one of them


def _from_gazetteer(geonames: int, before: Place) -> Place:
    entry = next(each for each in places() if each.geonames == geonames)
    precision, radius = precision_of(entry)
    is_wide = precision == "area" and radius > _WIDEST_KM
    lat, lon = (None, None) if is_wide else (entry.lat, entry.lon)
    return Place(
        before.span, entry.name, geonames, entry.country, lat, lon, precision, radius, None, before.candidates
    )  # fmt: skip


def _with_facet(document: Document, draft: Draft, what: str, span: Span) -> Facets:
    """Return a draft's facets with one more, as the tool reads it in these words, or with the words alone."""
    if what not in _LISTS:
        raise ClaimsError(f"the form has no button {what!r}")
    if not any(part.start <= span.start and span.end <= part.end for part in draft.content):
        raise ClaimsError("these words are not part of what is claimed", span.exact)
    name = _LISTS[what]
    alone = Claim("", document.id, Source(None, "unnamed", None), span, (span,), "indirect")
    read = getattr(with_facets(document, [alone])[0].facets or Facets(), name)
    made: dict[str, Any] = {
        "figure": Figure(span, "other", None, None, "unknown"),
        "time": Time(span, None),
        "place": Place(span, span.exact, None, None, None, None),
        "party": Party(span, span.exact, "organization"),
    }
    known = getattr(draft.facets, name)
    there = {each.span for each in known}
    added = [each for each in (read or (made[what],)) if each.span not in there]
    return changed(draft.facets, **{name: _kept((*known, *added))})


# --- the values of a form ---


def _last(form: _Sequences, name: str) -> str:
    return form.get(name, [""])[-1]


def _typed(name: str, before: str | None) -> str:
    """Return a name from a form; that before if the form shows it, with invisible characters written out."""
    return before if before is not None and name == visible(before) else name.strip()[:_LONGEST_NAME]


def _one_of(value: str, known: Sequence[str], what: str) -> str:
    if value not in known:
        raise ClaimsError(f"{value!r} is not a {what}")
    return value


def _number(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        raise ClaimsError(f"{value!r} is not an offset")
    return int(value)


def _count(value: str) -> int | None:
    value = value.strip()
    if not value:
        return None
    if not (value.isdecimal() and len(value) < 16):
        raise ClaimsError(f"{value!r} is not a number")
    return int(value)


def _span(text: str, value: str) -> Span | None:
    """Return the words at offsets such as `12-40`; None if there are none."""
    if not value:
        return None
    start, _, end = value.partition("-")
    first, last = _number(start), _number(end)
    if not first < last <= len(text):
        raise ClaimsError(f"{value!r} is not a place in the article")
    return Span.of(text, first, last)


def _some_span(text: str, one: Mapping[str, str]) -> Span:
    span = _span(text, one.get("at", ""))
    if span is None:
        raise ClaimsError("the form has a reading without words")
    return span
