"""Present a claim to the rules: typed, with its article, and without malformed parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from msgspec import Struct

from claims.model import Claim, Found, Grading, Relay, Review, Source, Span, Translation
from claims.model.facets import Event, Facets, Figure, Party, Place, Time
from claims.model.json_records import with_whole_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.validation.article_text import Article
    from claims.validation.findings import Path

__all__ = ["ClaimView"]

_Typed = TypeVar("_Typed", bound=Struct)
_SPANS = {
    "figures": ("span", "unit", "whose", "event"),
    "times": ("span",),
    "places": ("span", "relation"),
    "parties": ("span",),
}
_NO_LISTS: Mapping[str, Sequence[int]] = {}


class ClaimView:
    """A claim and its article.

    Attributes:
        claim: A `Claim`. In a malformed record, each malformed part is None, or missing from its list; rules are
            applied to the rest.
        article: None if the text is not available.
        broken: The paths of malformed parts in the record.
        misquoted: Whether some of its words were found not to match the article.
        spans: All spans: source, cue and content, then those of facets and relays. `path` returns the path of each.
        core: The number of source, cue and content spans.
        follows_words: Whether its id must follow from its words: not that of a claim that reviewers corrected or added.
    """

    __slots__ = (
        "_misplaced", "_numbers", "_paths", "article", "broken", "claim", "core", "follows_words", "misquoted", "spans",
    )  # fmt: skip

    def __init__(
        self,
        claim: Any,
        article: Article | None,
        broken: Sequence[Path] = (),
        numbers: Mapping[str, Sequence[int]] = _NO_LISTS,
    ) -> None:
        """Take a well-formed claim; or, through `of_record`, its well-formed parts with their original indices."""
        self.claim = claim
        self.article = article
        self.broken = broken
        self.misquoted = False
        self.follows_words = True
        self._numbers = numbers
        self._misplaced: list[int] | None = None
        self._paths: list[Path] | None = None
        mention, cue = claim.source.mention, claim.cue
        spans = [*claim.content] if cue is None else [cue, *claim.content]
        if mention is not None:
            spans.insert(0, mention)
        self.core = len(spans)
        self.spans = spans
        facets = claim.facets
        if facets is not None:
            for figure in facets.figures:
                spans += (figure.span, figure.unit, figure.whose, figure.event)
            spans += [time.span for time in facets.times]
            for place in facets.places:
                spans += (place.span, place.relation)
            spans += [party.span for party in facets.parties]
            if facets.event is not None:
                spans.append(facets.event.span)
        if claim.relayed_by:
            spans += [relay.mention for relay in claim.relayed_by]
        if None in spans:
            self.spans = [span for span in spans if span is not None]

    @classmethod
    def of_record(cls, record: Mapping[str, Any], broken: Sequence[Path]) -> ClaimView:
        """Return the view of a JSON object without its article, given the paths of its malformed parts."""
        if not broken:  # Valid, but written in an unusual way.
            return cls(msgspec.convert(with_whole_numbers(record), Claim), None)
        return _Parts(record, broken).view()

    @property
    def misplaced(self) -> list[int]:
        """The indices of the spans whose words are not at their offsets in the article."""
        if self._misplaced is None:
            text, spans = ("", []) if self.article is None else (self.article.text, self.spans)
            self._misplaced = [
                number
                for number, span in enumerate(spans)
                if text[span.start : span.end] != span.exact or span.end - span.start != len(span.exact)
            ]
        return self._misplaced

    def path(self, number: int) -> Path:
        """Return the path of a span in the record."""
        if self._paths is None:  # Only a few claims need the path of a span.
            self._paths = [path for path, span in self._placed_spans() if span is not None]
        return self._paths[number]

    def numbered(self, name: str, values: Sequence[Any]) -> Iterable[tuple[int, Any]]:
        """Yield the values of a list in the claim or its facets, each with its index in the record."""
        return zip(self._numbers[name], values, strict=True) if self.broken else enumerate(values)

    def is_broken(self, path: Path) -> bool:
        """Return whether the record is malformed at, inside or around a path."""
        return any(broken[: len(path)] == path or path[: len(broken)] == broken for broken in self.broken)

    def extent(self) -> tuple[int, int]:
        """Return the start and end of the content; 0 and 0 if no part of it is well-formed."""
        content = self.claim.content
        if len(content) == 1:
            return content[0].start, content[0].end
        return min((part.start for part in content), default=0), max((part.end for part in content), default=0)

    def _placed_spans(self) -> Iterator[tuple[Path, Span | None]]:
        """Yield each span (or None where one is missing) with its path, in the order of `spans`."""
        claim, facets = self.claim, self.claim.facets
        yield ("source", "mention"), claim.source.mention
        yield ("cue",), claim.cue
        for number, span in self.numbered("content", claim.content):
            yield ("content", number), span
        if facets is not None:
            for kind, names in _SPANS.items():
                for number, facet in self.numbered(kind, getattr(facets, kind)):
                    for name in names:
                        yield ("facets", kind, number, name), getattr(facet, name)
            yield ("facets", "event", "span"), facets.event and facets.event.span
        for number, relay in self.numbered("relayed_by", claim.relayed_by):
            yield ("relayed_by", number, "mention"), relay.mention


class _Parts:
    """The well-formed parts of a record."""

    def __init__(self, record: Mapping[str, Any], broken: Sequence[Path]) -> None:
        self._record = record
        self._broken = broken
        self._at = frozenset(broken)
        self._around = frozenset(path[:length] for path in broken for length in range(len(path)))
        self._numbers: dict[str, list[int]] = {}

    def view(self) -> ClaimView:
        """Return the well-formed parts as a view."""
        source = Source(
            self._value("source", "name"), self._value("source", "kind"), self._part(Span, "source", "mention")
        )
        facets = Facets(
            self._list(Figure, "facets", "figures"),
            self._list(Time, "facets", "times"),
            self._list(Place, "facets", "places"),
            self._list(Party, "facets", "parties"),
            self._part(Event, "facets", "event"),
        )
        content: Any = self._list(Span, "content")
        missing: Any = None
        claim = Claim(
            id=self._value("id"),
            document=self._value("document"),
            source=source,
            cue=self._part(Span, "cue") or missing,
            content=content,
            mode=self._value("mode"),
            within=self._value("within"),
            act=self._value("act"),
            found=self._part(Found, "found"),
            facets=facets,
            review=self._part(Review, "review") or missing,
            grading=self._part(Grading, "grading"),
            translations=self._list(Translation, "translations"),
            relayed_by=self._list(Relay, "relayed_by"),
        )
        return ClaimView(claim, None, self._broken, self._numbers)

    def _value(self, *path: str | int) -> Any:
        """Return the value at a path; None if it is missing or malformed."""
        if path in self._around or any(path[:length] in self._at for length in range(len(path) + 1)):
            return None
        value: Any = self._record
        for step in path:
            value = value[step] if not isinstance(value, dict) or step in value else None
            if value is None:
                return None
        return value

    def _part(self, kind: type[_Typed], *path: str | int) -> _Typed | None:
        value = self._value(*path)
        try:
            return None if value is None else msgspec.convert(with_whole_numbers(value), kind)
        except msgspec.ValidationError:  # In a record with more faults than are reported.
            return None

    def _list(self, kind: type[_Typed], *path: str) -> tuple[_Typed, ...]:
        """Return the well-formed elements of a list, and note their indices."""
        held: Any = self._record
        for step in path:
            held = held.get(step) if isinstance(held, dict) else None
        count = len(held) if isinstance(held, list) else 0
        parts = ((number, self._part(kind, *path, number)) for number in range(count))
        found = [(number, part) for number, part in parts if part is not None]
        self._numbers[path[-1]] = [number for number, _ in found]
        return tuple(part for _, part in found)
