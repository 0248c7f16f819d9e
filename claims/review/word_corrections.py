"""Make corrections of what a person writes: words of the article, names, numbers and codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import KINDS, MODES, Correction, Source, Span
from claims.model.facets import Facets
from claims.review.hand_readings import (
    FACET_LISTS,
    UNKNOWN,
    event_of,
    figure_of,
    in_text_order,
    one_of,
    party_of,
    place_of,
    read_in,
    readings_of,
    time_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from claims.model import Claim, Document, Kind, Mode
    from claims.model.facets import Event, Figure

__all__ = ["Wanted", "added", "correction", "parts_of"]

_NUMBER = re.compile(r"(?P<sign>[~]|>=|<=)?(?P<low>\d{1,15})(?:-(?P<high>\d{1,15}))?", re.ASCII)
_BETWEEN_PARTS = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")
"""What stands between the parts of a claim's content, as the sheet shows it."""


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
        places: `WORDS=GEONAMES`, one of the candidates, or `WORDS=none`.
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


def correction(wanted: Wanted, claim: Claim, document: Document) -> Correction:
    """Return the correction of a claim that a person wants.

    Args:
        wanted: What the person wrote.
        claim: The claim as it reads.
        document: Its document.

    Raises:
        ClaimsError: if words are not in the article, or a name, number or code is none.
    """
    near = claim.content[0].start
    source = _source(wanted, claim.source, document, near)
    content = _content(wanted.content, document, near)
    before = readings_of(document, content) if content else claim.facets or Facets()
    readings = _Readings(document, content or claim.content, before, claim.id)
    facets = readings.wanted(wanted)
    events = None if wanted.event is None else readings.event(wanted.event)
    return Correction(
        source=None if source == claim.source else source,
        cue=None if wanted.cue is None else _near(wanted.cue, document, near),
        content=content or None,
        mode=None if wanted.mode is None else _mode(wanted.mode),
        within=wanted.within or None,
        **facets,
        events=events,
    )


def added(wanted: Wanted, document: Document) -> Correction:
    """Return what a claim should read that the extractor missed.

    Args:
        wanted: What the person wrote: at least the cue, the content, and whether the source has a name.
        document: Its document.

    Raises:
        ClaimsError: if words are missing, are not in the article or stand there several times, or a name, number or
            code is none.
    """
    if not wanted.content or wanted.cue is None or (wanted.source is None and wanted.mention is None):
        raise ClaimsError(
            "an added claim needs a source, attributing words and claimed words",
            remedy="Pass --source NAME (or --mention WORDS), --cue WORDS and --content WORDS",
        )
    near = _only(wanted.content[0], document)
    unnamed = Source(None, "unnamed" if wanted.kind is None else cast("Kind", wanted.kind), None)
    source = _source(wanted, unnamed, document, near)
    if source.name is None and source.mention is not None:
        source = replace(source, name=source.mention.exact)
    if source.mention is None and wanted.mention is None and source.name and source.name in document.text:
        source = replace(source, mention=_near(source.name, document, near))
    content = _content(wanted.content, document, near)
    readings = _Readings(document, content, readings_of(document, content), document.id)
    return Correction(
        source=source,
        cue=_near(wanted.cue, document, near),
        content=content,
        mode=_mode(wanted.mode or "indirect"),
        within=wanted.within or None,
        **readings.wanted(wanted),
        events=None if wanted.event is None else readings.event(wanted.event),
    )


def parts_of(said: Sequence[str], claim: Claim, document: Document) -> tuple[tuple[Span, ...], ...]:
    """Return the contents of the claims into which a person splits one.

    Args:
        said: The words of each new claim; ` […] ` stands between several parts of one.
        claim: The claim.
        document: Its document.

    Raises:
        ClaimsError: if words are not in the article.
    """
    near = claim.content[0].start
    return tuple(_content(_BETWEEN_PARTS.split(words), document, near) for words in said)


def _source(wanted: Wanted, source: Source, document: Document, near: int) -> Source:
    """Return a source as a person wants it."""
    if wanted.kind is not None:
        source = replace(source, kind=cast("Kind", one_of(wanted.kind, KINDS, "a kind of source")))
    if wanted.source is not None:
        source = replace(source, name=wanted.source.strip() or None, uncertain=False)
    if wanted.mention is not None:
        source = replace(source, mention=None if wanted.mention == UNKNOWN else _near(wanted.mention, document, near))
    return source


def _mode(said: str) -> Mode:
    return cast("Mode", one_of(said, MODES, "a mode"))


def _content(said: Iterable[str], document: Document, near: int) -> tuple[Span, ...]:
    return tuple(sorted((_near(words, document, near) for words in said), key=lambda span: span.start))


class _Readings:
    """The readings of a claim's words, to which a person's are put."""

    def __init__(self, document: Document, content: Sequence[Span], facets: Facets, where: str) -> None:
        self._document = document
        self._where = where
        self._content = content
        self._facets = facets

    def wanted(self, wanted: Wanted) -> dict[str, Any]:
        """Return the lists of readings that change, by their names."""
        makers: dict[str, Callable[[str, Sequence[Any]], tuple[Any, Any]]] = {
            "figures": self._figure,
            "times": self._time,
            "places": self._place,
            "parties": self._party,
        }
        lists: dict[str, tuple[Any, ...]] = {name: getattr(self._facets, name) for name in FACET_LISTS}
        for name, make in makers.items():
            for said in getattr(wanted, name):
                before, made = make(said, lists[name])
                lists[name] = in_text_order((*(each for each in lists[name] if each is not before), made))
        for words in wanted.removed:
            lists = self._without(lists, words)
        return {name: own for name, own in lists.items() if own != getattr(self._facets, name)}

    def event(self, said: str) -> tuple[Event, ...]:
        """Return the event as a person wants it: one or none."""
        if said == UNKNOWN:
            return ()
        name, _, words = said.partition(":")
        before = self._facets.event
        if not words and before is None:
            remedy = f"Add the word that names it: --event '{name}:WORD'"
            raise ClaimsError("the claim has no event so far", self._where, remedy)
        span = before.span if before is not None and not words else self._span(words)
        return (event_of(span, before, name),)

    def _figure(self, said: str, figures: Sequence[Figure]) -> tuple[Figure | None, Figure]:
        name, equals, rest = said.partition("=")
        if not equals:
            raise ClaimsError(
                f"{said!r} is not a figure", remedy="Write what it counts and the number, such as killed=23"
            )
        number, _, words = rest.partition(":")
        least, most, bound = _range(number)
        before = next((one for one in figures if one.what == name and (not words or one.span.exact == words)), None)
        if before is None and not words:
            words = number if number in " ".join(part.exact for part in self._content) else ""
        if before is None and not words:
            remedy = f"Add its words: --figure '{said}:WORDS'"
            raise ClaimsError(f"the claim has no figure of {name}", self._where, remedy)
        span = before.span if before is not None else self._span(words)
        return before, figure_of(span, before, what=name, least=least, most=most, bound=bound)

    def _time(self, said: str, times: Sequence[Any]) -> tuple[Any, Any]:
        words, edtf = _halves(said, "a time", "its words and a date in EDTF: 'yesterday=2024-02-28'")
        before, span = self._known(words, times)
        return before, time_of(span, before, edtf)

    def _place(self, said: str, places: Sequence[Any]) -> tuple[Any, Any]:
        words, choice = _halves(said, "a place", "its words and a GeoNames id: 'Benghazi=88319'; or none")
        before, span = self._known(words, places)
        return before, place_of(span, before or read_in(self._document, self._content, span, "places")[0], choice)

    def _party(self, said: str, parties: Sequence[Any]) -> tuple[Any, Any]:
        words, kind = _halves(said, "a party", "its words and its kind: 'the army=state_force'")
        before, span = self._known(words, parties)
        return before, party_of(span, before, kind=kind)

    def _known(self, words: str, facets: Sequence[Any]) -> tuple[Any, Span]:
        """Return the reading of some words, if there is one, and where they stand."""
        before = next((one for one in facets if one.span.exact == words), None)
        return before, before.span if before is not None else self._span(words)

    def _span(self, words: str) -> Span:
        """Return the place of some words in what is claimed."""
        for part in self._content:
            at = part.exact.find(words) if words.strip() else -1
            if at >= 0:
                return Span(part.start + at, part.start + at + len(words), words)
        raise ClaimsError(f"the claim does not say {words!r}", self._where, "Copy the words from the claim")

    def _without(self, lists: dict[str, tuple[Any, ...]], words: str) -> dict[str, tuple[Any, ...]]:
        """Return the lists without what was read in some words."""
        kept = {name: tuple(each for each in own if each.span.exact != words) for name, own in lists.items()}
        if kept == lists:
            there = ", ".join(each.span.exact for own in lists.values() for each in own) or "none"
            raise ClaimsError(f"the claim has no reading of {words!r}", self._where, f"It has readings of: {there}")
        return kept


def _range(said: str) -> tuple[int | None, int | None, str]:
    match = _NUMBER.fullmatch(said)
    if match is None or (match["high"] and int(match["high"]) < int(match["low"])):
        raise ClaimsError(f"{said!r} is not a number", remedy="Write 23, 19-23, >=19, <=23 or ~20")
    low = int(match["low"])
    if match["high"]:
        return low, int(match["high"]), "range"
    bounds: dict[str | None, tuple[int | None, int | None, str]] = {
        None: (low, low, "exact"),
        "~": (low, low, "about"),
        ">=": (low, None, "at_least"),
        "<=": (None, low, "at_most"),
    }
    return bounds[match["sign"]]


def _halves(said: str, what: str, example: str) -> tuple[str, str]:
    """Return the words and the value of `WORDS=VALUE`."""
    words, _, value = said.rpartition("=")
    if not words or not value:
        raise ClaimsError(f"{said!r} is not {what}", remedy=f"Write {example}")
    return words, value


def _near(words: str, document: Document, around: int) -> Span:
    """Return the place of some words in the article that is nearest to another.

    Raises:
        ClaimsError: if they are not there.
    """
    text = document.text
    after = text.find(words, max(0, around)) if words.strip() else -1
    before = text.rfind(words, 0, around + len(words)) if words.strip() else -1
    places = [place for place in (before, after) if place >= 0]
    if not places:
        raise ClaimsError(f"the article does not say {words!r}", document.id, "Copy the words from the article")
    start = min(places, key=lambda place: abs(place - around))
    return Span(start, start + len(words), words)


def _only(words: str, document: Document) -> int:
    """Return where some words stand in the article.

    Raises:
        ClaimsError: if they are not there, or at several places.
    """
    place = _near(words, document, 0).start
    if document.text.find(words, place + 1) >= 0:
        raise ClaimsError(f"the article says {words!r} several times", document.id, "Copy more words")
    return place
