"""Make a correction of what a person writes: words of the article, names, numbers and codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import KINDS, MODES, Correction, Span
from claims.model.edtf import extent
from claims.model.event_types import EVENT_TYPES
from claims.model.facets import WHATS, Event, Facets, Figure, Party, Place, Time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model import Claim, Kind, Mode
    from claims.model.facets import Bound, PartyKind, What

__all__ = ["Wanted", "correction"]

_NUMBER = re.compile(r"(?P<sign>[~]|>=|<=)?(?P<low>\d{1,15})(?:-(?P<high>\d{1,15}))?", re.ASCII)
_PARTY_KINDS = ("state", "state_force", "armed_group", "organization", "person", "civilians", "media")
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says that a claim should read; None or nothing leaves a part as it is.

    Attributes:
        source: The source's name.
        kind: The kind of source.
        mention: The words that name the source in the sentence, or `none`.
        cue: The words that attribute the claim.
        content: The claimed words, each part as it stands in the article.
        mode: direct, indirect or mixed.
        within: The id of the claim that contains it, or `none`.
        figures: `WHAT=NUMBER` or `WHAT=NUMBER:WORDS`, such as `killed=23`, `injured=3-5`, `killed=>=10`.
        times: `WORDS=EDTF`.
        places: `WORDS=GEONAMES`, one of the candidates.
        parties: `WORDS=KIND`.
        event: An event type with its word, `TYPE:WORDS`; without the word, that of the event so far; or `none`.
        removed: Words of figures, times, places and parties that are none.
    """

    source: str | None = None
    kind: str | None = None
    mention: str | None = None
    cue: str | None = None
    content: tuple[str, ...] = ()
    mode: str | None = None
    within: str | None = None
    figures: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    event: str | None = None
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is wanted."""
        return any(getattr(self, name) not in (None, ()) for name in self.__dataclass_fields__)


def correction(wanted: Wanted, claim: Claim, text: str) -> Correction:
    """Return the correction of a claim that a person wants.

    Args:
        wanted: What the person wrote.
        claim: The claim as it reads.
        text: The text of its document.

    Raises:
        ClaimsError: if words are not in the article, or a name, number or code is none.
    """
    source = claim.source
    if wanted.kind is not None:
        source = replace(source, kind=cast("Kind", _one_of(wanted.kind, KINDS, "a kind of source")))
    if wanted.source is not None:
        source = replace(source, name=wanted.source.strip() or None, uncertain=False)
    if wanted.mention is not None:
        mention = None if wanted.mention == _NONE else _near(wanted.mention, claim, text)
        source = replace(source, mention=mention)
    mode = None if wanted.mode is None else cast("Mode", _one_of(wanted.mode, MODES, "a mode"))
    content = tuple(sorted((_near(words, claim, text) for words in wanted.content), key=lambda span: span.start))
    facets = _facets(wanted, claim, text)
    return Correction(
        source=None if source == claim.source else source,
        cue=None if wanted.cue is None else _near(wanted.cue, claim, text),
        content=content or None,
        mode=mode,
        within=wanted.within or None,
        figures=facets.get("figures"),
        times=facets.get("times"),
        places=facets.get("places"),
        parties=facets.get("parties"),
        events=None if wanted.event is None else _events(wanted.event, claim, text),
    )


def _facets(wanted: Wanted, claim: Claim, text: str) -> dict[str, Any]:
    """Return the lists of facets that change."""
    facets = claim.facets or Facets()
    lists: dict[str, list[Any]] = {
        "figures": list(_figures(wanted.figures, facets.figures, claim, text)),
        "times": list(_times(wanted.times, facets.times, claim, text)),
        "places": list(_places(wanted.places, facets.places)),
        "parties": list(_parties(wanted.parties, facets.parties, claim, text)),
    }
    for words in wanted.removed:
        lists = _without(lists, words, claim)
    return {name: tuple(own) for name, own in lists.items() if tuple(own) != getattr(facets, name)}


def _without(lists: dict[str, list[Any]], words: str, claim: Claim) -> dict[str, list[Any]]:
    """Return the lists without what was read in some words."""
    kept = {name: [each for each in own if _words(each) != words] for name, own in lists.items()}
    if kept == lists:
        there = ", ".join(_words(each) for own in lists.values() for each in own) or "none"
        raise ClaimsError(f"the claim has no reading of {words!r}", claim.id, f"It has readings of: {there}")
    return kept


def _words(facet: object) -> str:
    return cast("Figure", facet).span.exact


def _figures(said: Iterable[str], figures: Sequence[Figure], claim: Claim, text: str) -> Iterable[Figure]:
    found = list(figures)
    for each in said:
        name, number, words = _halves(each, "killed=23")
        what = cast("What", _one_of(name, WHATS, "what a figure counts"))
        low, high, bound = _range(number)
        before = next((one for one in found if one.what == what and (not words or one.span.exact == words)), None)
        if before is None and not words:
            words = number if number in " ".join(part.exact for part in claim.content) else ""
        if before is not None:
            made = replace(before, min=low, max=high, bound=bound, rule="hand")
        elif words:
            made = Figure(_near(words, claim, text), what, low, high, bound)
        else:
            raise ClaimsError(f"the claim has no figure of {what}", claim.id, f"Add its words: --figure '{each}:WORDS'")
        found = _with(found, made, before)
    return found


def _range(said: str) -> tuple[int | None, int | None, Bound]:
    match = _NUMBER.fullmatch(said)
    if match is None or (match["high"] and int(match["high"]) < int(match["low"])):
        raise ClaimsError(f"{said!r} is not a number", remedy="Write 23, 19-23, >=19, <=23 or ~20")
    low = int(match["low"])
    if match["high"]:
        return low, int(match["high"]), "range"
    bounds: dict[str | None, tuple[int | None, int | None, Bound]] = {
        None: (low, low, "exact"),
        "~": (low, low, "about"),
        ">=": (low, None, "at_least"),
        "<=": (None, low, "at_most"),
    }
    return bounds[match["sign"]]


def _times(said: Iterable[str], times: Sequence[Time], claim: Claim, text: str) -> Iterable[Time]:
    found = list(times)
    for each in said:
        words, _, edtf = each.rpartition("=")
        if not words or extent(edtf) is None:
            raise ClaimsError(
                f"{each!r} is not a time", remedy="Write its words and a date in EDTF: 'yesterday=2024-02-28'"
            )
        before = next((one for one in found if one.span.exact == words), None)
        time = before or Time(_near(words, claim, text), None)
        found = _with(found, replace(time, edtf=edtf, basis="document", rule="hand"), before)
    return found


def _places(said: Iterable[str], places: Sequence[Place]) -> Iterable[Place]:
    found = list(places)
    for each in said:
        words, _, wanted = each.rpartition("=")
        before = next((one for one in found if one.span.exact == words), None)
        candidates = {str(one.geonames): one for one in before.candidates} if before else {}
        if before is None or wanted not in candidates:
            there = ", ".join(f"{one.span.exact}={c.geonames} ({c.name})" for one in found for c in one.candidates)
            raise ClaimsError(f"{each!r} is not a place to choose", remedy=f"Choose one of: {there or 'none here'}")
        one = candidates[wanted]
        chosen = replace(
            before, name=one.name, geonames=one.geonames, country=one.country, lat=None, lon=None, precision=None,
            radius_km=None, candidates=(), rule="hand",
        )  # fmt: skip
        found = _with(found, chosen, before)
    return found


def _parties(said: Iterable[str], parties: Sequence[Party], claim: Claim, text: str) -> Iterable[Party]:
    found = list(parties)
    for each in said:
        words, _, name = each.rpartition("=")
        kind = cast("PartyKind", _one_of(name, _PARTY_KINDS, "a kind of party"))
        before = next((one for one in found if one.span.exact == words), None)
        party = before or Party(_near(words, claim, text), words, kind)
        found = _with(found, replace(party, kind=kind, rule="hand"), before)
    return found


def _with(facets: Sequence[Any], made: Any, before: Any) -> list[Any]:
    """Return the facets with one more, or with another in the place of one before, in text order."""
    kept = [each for each in facets if each is not before]
    return sorted([*kept, made], key=lambda each: (each.span.start, each.span.end))


def _events(said: str, claim: Claim, text: str) -> tuple[Event, ...]:
    if said == _NONE:
        return ()
    name, _, words = said.partition(":")
    kind = _one_of(name, tuple(EVENT_TYPES), "an event type")
    before = claim.facets.event if claim.facets else None
    if not words and before is None:
        remedy = f"Add the word that names it: --event '{name}:WORD'"
        raise ClaimsError("the claim has no event so far", claim.id, remedy)
    span = _near(words, claim, text) if words or before is None else before.span
    return (Event(span, kind),)


def _halves(said: str, example: str) -> tuple[str, str, str]:
    name, equals, rest = said.partition("=")
    number, _, words = rest.partition(":")
    if not equals:
        raise ClaimsError(f"{said!r} is not a figure", remedy=f"Write what it counts and the number: {example}")
    return name, number, words


def _one_of(value: str, values: Sequence[str], what: str) -> str:
    if value not in values:
        raise ClaimsError(f"{value!r} is not {what}", remedy=f"Use one of: {', '.join(values)}")
    return value


def _near(words: str, claim: Claim, text: str) -> Span:
    """Return the place of some words in the article that is nearest to a claim.

    Raises:
        ClaimsError: if they are not there.
    """
    around = claim.content[0].start
    after = text.find(words, max(0, around)) if words.strip() else -1
    before = text.rfind(words, 0, around + len(words)) if words.strip() else -1
    places = [place for place in (before, after) if place >= 0]
    if not places:
        raise ClaimsError(f"the article does not say {words!r}", claim.document, "Copy the words from the article")
    start = min(places, key=lambda place: abs(place - around))
    return Span(start, start + len(words), words)
