"""Who tells what: the facets of the claims of a sheet, each with the innermost claim that holds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from claims.model.facets import Facets
from claims.sheet import view
from claims.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.model import Claim, Span
    from claims.model.facets import Figure, Party, Place, Time

__all__ = ["NOT_CLAIMED", "Telling", "name_key", "tellings"]

NOT_CLAIMED = ("deny", "demand", "promise", "expect", "warn")
"""Speech acts of a source that does not say that a thing has happened."""

_LEFT_OUT = "[…]"
_CLAUSE_END = re.compile(r"[،؛,;:.؟?!](?=\s|$)\s*|\n\s*")
_LONGEST = 240
"""Code points of a clause; of a longer one only the words around the facet are shown."""
_F = TypeVar("_F", bound="Figure | Party | Place | Time")


@dataclass(frozen=True)
class Telling:
    """A claim as recorded and as the sheet shows it.

    Attributes:
        stance: The act by which it, or a claim around it, does anything but claim; None where all of them claim.
        inner: The spans of facets that claims within this one hold: those are told by them.
        parties: All parties that claims of its document name.
    """

    record: Claim
    shown: view.Claim
    language: str | None
    stance: str | None
    inner: frozenset[tuple[int, int]]
    parties: tuple[Party, ...]

    @property
    def facets(self) -> Facets:
        """What the claim says."""
        return self.record.facets or Facets()

    def own(self, facets: Iterable[_F]) -> Iterator[_F]:
        """Those of its facets that no claim within it holds."""
        return (facet for facet in facets if (facet.span.start, facet.span.end) not in self.inner)

    def words(self, span: Span | None) -> view.Words | None:
        """The words of a span in their language."""
        return None if span is None else view.Words(span.exact, self.language)

    def exact(self, span: Span) -> view.Words:
        """The words of a span that there is."""
        return view.Words(span.exact, self.language)

    def excerpt(self, span: Span) -> view.Words:
        """The clause of the claim in which the span stands, with […] where the claim goes on."""
        for part in self.record.content:
            start, end = span.start - part.start, span.end - part.start
            if start >= 0 and part.exact[start:end] == span.exact and span.exact:
                first, last = _clause(part.exact, start, end)
                before = f"{_LEFT_OUT} " if first > 0 or part is not self.record.content[0] else ""
                after = f" {_LEFT_OUT}" if last < len(part.exact) or part is not self.record.content[-1] else ""
                return view.Words(before + part.exact[first:last].strip() + after, self.language)
        return self.exact(span)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the clause around `text[start:end]`: marks end it, and its length does."""
    first = max((match.end() for match in _CLAUSE_END.finditer(text, 0, start)), default=0)
    following = _CLAUSE_END.search(text, end)
    last = following.start() if following else len(text)
    if last - first > _LONGEST:
        first, last = max(first, start - _LONGEST // 2), min(last, end + _LONGEST // 2)
        first = first if first == 0 or text[first - 1].isspace() else text.find(" ", first, start) + 1 or start
        last = last if last == len(text) or text[last].isspace() else max(text.rfind(" ", end, last), end)
    # A mark at the very end is the claim's own, and nothing is left out behind it.
    return first, len(text) if following and following.end() >= len(text) else last


def tellings(pairs: Sequence[tuple[Claim, view.Claim]], languages: Mapping[str, str]) -> list[Telling]:
    """The claims that have facets, in the order given; `languages` are those of the documents, by id."""
    records = {record.id: record for record, _ in pairs}
    inner: dict[str, set[tuple[int, int]]] = {}
    parties: dict[str, list[Party]] = {}
    for record in records.values():
        parties.setdefault(record.document, []).extend(record.facets.parties if record.facets else ())
        spans = {(facet.span.start, facet.span.end) for _, facet in record.facets or ()}
        for outer in _around(record, records):
            inner.setdefault(outer.id, set()).update(spans)
    return [
        Telling(
            record,
            shown,
            languages.get(record.document),
            _stance(record, records),
            frozenset(inner.get(record.id, ())),
            tuple(parties[record.document]),
        )
        for record, shown in pairs
        if record.facets is not None
    ]


def _around(claim: Claim, records: Mapping[str, Claim]) -> Iterator[Claim]:
    """The claims of the same document that a claim is part of, the innermost first."""
    seen = {claim.id}
    while claim.within is not None and claim.within not in seen and claim.within in records:
        outer = records[claim.within]
        if outer.document != claim.document:
            return
        seen.add(outer.id)
        yield (claim := outer)


def _stance(claim: Claim, records: Mapping[str, Claim]) -> str | None:
    acts = [each.act for each in (claim, *_around(claim, records))]
    return next((act for act in acts if act in NOT_CLAIMED), None)


def name_key(name: str) -> str:
    """What names have in common that differ in spelling alone."""
    return " ".join(fold(name)[0].split()).casefold()
