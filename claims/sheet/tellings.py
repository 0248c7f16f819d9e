"""Pair the facets of a sheet's claims with the innermost claim that contains them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from claims.analysis.parties import homes, party_key
from claims.analysis.relays import inner_spans, stance
from claims.model.facets import Facets
from claims.sheet import view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.analysis.parties import PartyKey
    from claims.model import Claim, Document, Span
    from claims.model.facets import Figure, Party, Place, Time

__all__ = ["Telling", "tellings"]

_LEFT_OUT = "[…]"
_CLAUSE_END = re.compile(r"[،؛,;:.؟?!](?=\s|$)\s*|\n\s*")
_LONGEST = 240
"""Maximum length of a clause in code points; of a longer one, only the words around the facet are shown."""
_F = TypeVar("_F", bound="Figure | Party | Place | Time")


@dataclass(frozen=True)
class Telling:
    """A claim as recorded and as shown in the sheet.

    Attributes:
        source: The number of its source in the sheet.
        document: Its document; None if the dossier does not have it.
        stance: The first act other than "claim" of it or an enclosing claim; None if there is none.
        inner: The spans of facets in nested claims, which belong to those claims.
        parties: All parties that claims of its document name.
        home: Where its document is set, for keys of parties.
    """

    record: Claim
    shown: view.Claim
    source: int
    document: Document | None
    stance: str | None
    inner: frozenset[tuple[int, int]]
    parties: tuple[Party, ...]
    home: str

    def key_of(self, party: Party) -> PartyKey:
        """Return the key of a party that it names."""
        return party_key(party, self.language or "", self.home)

    @property
    def language(self) -> str | None:
        """The language of its words, if known."""
        return self.document.language if self.document else None

    @property
    def facets(self) -> Facets:
        """The facets of the claim."""
        return self.record.facets or Facets()

    def own(self, facets: Iterable[_F]) -> Iterator[_F]:
        """Yield its facets that are not in a nested claim."""
        return (facet for facet in facets if (facet.span.start, facet.span.end) not in self.inner)

    def words(self, span: Span | None) -> view.Words | None:
        """Return the words of a span in their language, or None."""
        return None if span is None else view.Words(span.exact, self.language)

    def exact(self, span: Span) -> view.Words:
        """Return the words of a span."""
        return view.Words(span.exact, self.language)

    def excerpt(self, span: Span) -> view.Words:
        """Return the clause of the claim that contains the span, with […] where the claim continues."""
        for part in self.record.content:
            start, end = span.start - part.start, span.end - part.start
            if start >= 0 and part.exact[start:end] == span.exact and span.exact:
                first, last = _clause(part.exact, start, end)
                before = f"{_LEFT_OUT} " if first > 0 or part is not self.record.content[0] else ""
                after = f" {_LEFT_OUT}" if last < len(part.exact) or part is not self.record.content[-1] else ""
                return view.Words(before + part.exact[first:last].strip() + after, self.language)
        return self.exact(span)


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the clause around `text[start:end]`, limited by marks and by length."""
    first = max((match.end() for match in _CLAUSE_END.finditer(text, 0, start)), default=0)
    following = _CLAUSE_END.search(text, end)
    last = following.start() if following else len(text)
    if last - first > _LONGEST:
        first, last = max(first, start - _LONGEST // 2), min(last, end + _LONGEST // 2)
        first = first if first == 0 or text[first - 1].isspace() else text.find(" ", first, start) + 1 or start
        last = last if last == len(text) or text[last].isspace() else max(text.rfind(" ", end, last), end)
    # A mark at the very end belongs to the claim, and nothing is left out after it.
    return first, len(text) if following and following.end() >= len(text) else last


def tellings(claims: Sequence[tuple[Claim, view.Claim, int]], documents: Mapping[str, Document]) -> list[Telling]:
    """Return what claims tell, in the order given; one without facets can still tell of an event, says a reviewer.

    Args:
        claims: Each as recorded, as shown, and with the number of its source.
        documents: All documents, by id.
    """
    records = {record.id: record for record, _, _ in claims}
    inner = inner_spans(records)
    parties: dict[str, list[Party]] = {}
    for record in records.values():
        parties.setdefault(record.document, []).extend(record.facets.parties if record.facets else ())
    home = homes(documents.values(), ((each.document, each.facets) for each in records.values() if each.facets))
    return [
        Telling(
            record,
            shown,
            source,
            documents.get(record.document),
            stance(record, records),
            inner.get(record.id, frozenset()),
            tuple(parties[record.document]),
            home.get(record.document, record.document),
        )
        for record, shown, source in claims
    ]
