"""Build the view of several documents: claims by source, shared origins, changes of the last addition.

The sheet of a single document has none of this.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from claims.analysis.accounts import accounts, statements, words_denied
from claims.model.facets import Figure, Place, Time
from claims.sheet import comparison_view, view

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.analysis.accounts import Account, Difference, Value
    from claims.analysis.independence import Independence
    from claims.analysis.sources import Register
    from claims.model import Claim, Document, Dossier, Span

__all__ = ["Relations"]

_COLUMNS = 6
"""Maximum number of source columns in the matrix (more only if a single row needs them), so that it stays readable."""


@dataclass(frozen=True)
class Relations:
    """Builds the parts of a sheet that relate several documents.

    Attributes:
        claims: The claims listed in the sheet, by id.
        publications: All documents as cited in the sheet, by id.
        register: The sources of the listed claims.
        independence: The dependencies between these sources.
    """

    dossier: Dossier
    claims: Mapping[str, view.Claim]
    publications: Mapping[str, view.Publication]
    register: Register
    independence: Independence

    @cached_property
    def _records(self) -> Mapping[str, Claim]:
        return {claim.id: claim for claim in self.dossier.claims}

    @cached_property
    def _documents(self) -> Mapping[str, Document]:
        return {document.id: document for document in self.dossier.documents}

    @cached_property
    def _accounts(self) -> list[Account]:
        """Return accounts with contradictions first, then those with the most sources."""
        found = accounts(self.dossier, self.register, self.independence)
        return sorted(found, key=lambda each: (not each.differences, -each.independent - each.unnamed))

    def matrices(self) -> tuple[comparison_view.Matrix, ...]:
        """Return groups with several sources as rows, split into tables with few columns."""
        tables: list[tuple[set[int], list[Account]]] = []
        for account in self._accounts:
            voices = set(account.sources)
            if len(voices) == 1:
                continue
            for known, rows in tables:
                if len(known | voices) <= max(_COLUMNS, len(known)):
                    known.update(voices)
                    rows.append(account)
                    break
            else:
                tables.append((voices, [account]))
        return tuple(self._matrix(sorted(voices), rows) for voices, rows in tables)

    def repeated(self) -> tuple[comparison_view.Row, ...]:
        """Return the groups with a single source."""
        return tuple(self._row(each, each.sources) for each in self._accounts if len(each.sources) == 1)

    def _matrix(self, voices: Sequence[int], rows: Iterable[Account]) -> comparison_view.Matrix:
        return comparison_view.Matrix(
            voices=tuple(map(self._voice, voices)),
            rows=tuple(self._row(account, voices) for account in rows),
        )

    def _voice(self, number: int) -> comparison_view.Voice:
        source = self.register.sources[number]
        claims = [self.claims[id] for id in source.claims]
        names = {claim.source.text: claim.source for claim in claims if claim.source}
        return comparison_view.Voice(
            number=number + 1,
            name=claims[0].source,
            gloss=claims[0].gloss,
            kind=claims[0].kind,
            names=tuple(names.values()),
            documents=tuple(self.publications[id] for id in source.documents if id in self.publications),
            shared=source.shared,
        )

    def _row(self, account: Account, voices: Sequence[int]) -> comparison_view.Row:
        group = account.group
        first = account.earliest or account.claims[0]
        return comparison_view.Row(
            id=group.id,
            claim=self.claims[first.id],
            cells=tuple(self._cell(account, number) for number in voices),
            independent=account.independent,
            unnamed=account.unnamed,
            agreeing=account.agreeing,
            differing=account.differing,
            differences=tuple(self._difference(each) for each in account.differences),
            earliest=self.claims[account.earliest.id] if account.earliest else None,
            method=group.method,
            model=group.model,
            likeness=group.likeness,
        )

    def _cell(self, account: Account, number: int) -> comparison_view.Cell:
        claims = [claim for claim in account.claims if self.register.number_of(claim) == number]
        differing = {(each.facet, each.what) for each in account.differences}
        denied = words_denied(account.claims)
        all_said = (
            (claim, each)
            for claim in claims
            for each in statements(claim, self._records, self._language_of(claim), denied)
        )
        said = [(claim, each) for claim, each in all_said if (each.facet, each.what) in differing]
        figures = {(each.what, each.low, each.high): (claim, each.reading) for claim, each in said}
        return comparison_view.Cell(
            claims=tuple(self.claims[claim.id] for claim in claims),
            figures=tuple(
                self._figure(claim, reading) for claim, reading in figures.values() if isinstance(reading, Figure)
            ),
            denies=any(each.facet == "stance" and each.low > 0 for _, each in said),
        )

    def _difference(self, difference: Difference) -> comparison_view.Difference:
        return comparison_view.Difference(
            facet=difference.facet,
            what=difference.what if difference.facet == "figure" else None,
            values=tuple(self._value(value) for value in difference.values),
        )

    def _value(self, value: Value) -> comparison_view.Value:
        claim, reading = value.claims[0], value.said.reading
        text = None
        if isinstance(reading, Time):
            text = reading.edtf
        elif isinstance(reading, Place):
            text = reading.name
        return comparison_view.Value(
            text=text,
            figure=self._figure(claim, reading) if isinstance(reading, Figure) else None,
            denies=value.said.facet == "stance" and value.said.low > 0,
            claims=tuple(self.claims[each.id] for each in value.claims),
        )

    def _language_of(self, claim: Claim) -> str:
        document = self._documents.get(claim.document)
        return document.language if document else ""

    def _figure(self, claim: Claim, figure: Figure) -> view.Figure:
        language = self._language_of(claim) or None

        def words(span: Span | None) -> view.Words | None:
            return view.Words(span.exact, language) if span else None

        return view.Figure(
            what=figure.what,
            min=figure.min,
            max=figure.max,
            bound=figure.bound,
            stance=None,
            words=view.Words(figure.span.exact, language),
            unit=words(figure.unit),
            whose=words(figure.whose),
            event=words(figure.event),
            claim=self.claims[claim.id],
        )

    def origins(self) -> tuple[comparison_view.SharedOrigin, ...]:
        """Return groups of documents that are not independent of each other."""
        return tuple(
            comparison_view.SharedOrigin(
                id=origin.id,
                kind=origin.kind,
                documents=tuple(self.publications[id] for id in origin.documents if id in self.publications),
                first=self.publications.get(origin.first) if origin.first else None,
                agency=view.Words(origin.agency) if origin.agency else None,
                likeness=origin.likeness,
            )
            for origin in self.dossier.origins
        )

    def change(self) -> comparison_view.Change | None:
        """Return the changes of the last addition; None if all documents were added at once."""
        last = self.dossier.changes[-1] if self.dossier.changes else None
        if last is None or set(self.publications) <= set(last.documents_added):
            return None
        added, updated = set(last.documents_added), set(last.documents_updated)
        new = set(last.claims_added)
        revised = [claim for claim in self.dossier.claims if claim.id in new and claim.document in updated]
        return comparison_view.Change(
            at=last.at,
            added=tuple(each for id, each in self.publications.items() if id in added),
            updated=tuple(self._update(id) for id in self.publications if id in updated),
            claims=tuple(self.claims[claim.id] for claim in revised if claim.id in self.claims),
            new_claims=len(last.claims_added),
            gone=last.claims_gone,
        )

    def _update(self, id: str) -> comparison_view.Update:
        earlier = self._documents[id].earlier
        before = earlier[-1] if earlier else None
        return comparison_view.Update(
            document=self.publications[id],
            versions=len(earlier),
            published=before.published if before else None,
            retrieved=before.retrieved if before else None,
        )
