"""Add articles to a dossier: known ones stay unchanged, changed ones become a new version, others are added."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.analysis.event_reports import event_reports
from claims.errors import ClaimsError
from claims.extraction.claim_facets import reread
from claims.ingest import Unreadable
from claims.ingest.readings import failed
from claims.model import Change, Claim, CountBefore, Document, Dossier, in_order
from claims.model.clock import now
from claims.workflow.carry_over import by_document, carried, reviewed_ids
from claims.workflow.confidence_filter import confident
from claims.workflow.document_matching import Catalogue
from claims.workflow.document_versions import Difference, difference, filled, next_version, predates, with_earlier
from claims.workflow.extraction_run import Extracted, extracted
from claims.workflow.rebuild import losses

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

__all__ = ["Adder", "Growth"]


@dataclass
class Growth:
    """The changes that an addition made to the documents of a dossier.

    Attributes:
        added: The new documents.
        updated: Documents with a new version, and how it differs from the version before.
        known: Documents that were already there, once for each time they were passed; unchanged unless `completed`.
        completed: The known documents whose missing metadata was filled in.
    """

    added: list[str] = field(default_factory=list)
    updated: dict[str, Difference] = field(default_factory=dict)
    known: list[str] = field(default_factory=list)
    completed: list[str] = field(default_factory=list)


class Adder:
    """A dossier to which articles are added one by one.

    Attributes:
        growth: The changes so far.
        unread: The articles that were not added, with the reasons.
        left_out: By document, the number of claims that were left out for their confidence.
    """

    def __init__(
        self,
        dossier: Dossier,
        *,
        told: bool,
        discard: bool,
        min_confidence: float = 0,
        ready: Iterable[Extracted] = (),
    ) -> None:
        """Start with `dossier`.

        Args:
            dossier: The existing dossier, with the claims and groups that its files hold.
            told: Whether the user specified the language of the articles.
            discard: Accept a new version even if claims are lost that another tool or a person made.
            min_confidence: The least confidence of a new claim, 0 to 1.
            ready: Articles with the claims that were extracted from them before.
        """
        self.growth = Growth()
        self.unread: list[Unreadable] = []
        self.left_out: dict[str, int] = {}
        self._before = dossier
        self._told = told
        self._discard = discard
        self._min_confidence = min_confidence
        self._ready = {(each.document.id, each.document.sha256): each for each in ready}
        self._catalogue = Catalogue.of(dossier.documents)
        self._claims = by_document(dossier)
        self._reviewed = reviewed_ids(dossier)

    def add(self, article: Document) -> None:
        """Add one article; one that cannot be added is noted as unread, and changes nothing."""
        try:
            self._add(article)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one article, the others are added
            self.unread.append(failed(article.id, error))

    def _add(self, article: Document) -> None:
        place = self._catalogue.place(article)
        if place.kind != "new" and article.superseded:
            for version in (*article.superseded, replace(article, earlier=(), superseded=())):
                self._add(version)
            return
        if place.kind == "known":
            self._meet(self._catalogue.documents[place.id], article)
        elif place.kind == "version" and predates(article, self._catalogue.documents[place.id]):
            self._precede(self._catalogue.documents[place.id], article)
        elif place.kind == "version":
            self._update(self._catalogue.documents[place.id], article)
        elif found := self._extracted(replace(article, id=place.id)):
            self.growth.added.append(place.id)
            self._put(found.document, self._confident(found.document, found.claims))

    def dossier(self) -> Dossier:
        """Return the dossier with all additions; the same object if nothing was added."""
        documents = tuple(self._catalogue.documents.values())
        if not (self.growth.added or self.growth.updated or self.growth.completed):
            return self._before
        return replace(
            self._before,
            languages=tuple(sorted({document.language for document in documents})),
            documents=documents,
            claims=in_order(documents, (claim for claims in self._claims.values() for claim in claims)),
        )

    def change(self, after: Dossier) -> Change | None:
        """Return the change; None if no document is new or has a new version."""
        if not (self.growth.added or self.growth.updated):
            return None
        before = dict.fromkeys(claim.id for claim in self._before.claims)
        there = dict.fromkeys(claim.id for claim in after.claims)
        gone = tuple(id for id in before if id not in there)
        return Change(
            at=now(),
            documents_added=tuple(self.growth.added),
            documents_updated=tuple(self.growth.updated),
            claims_added=tuple(id for id in there if id not in before),
            claims_gone=gone,
            counts_before=tuple(_counts(self._before.claims, frozenset(gone))),
        )

    def _meet(self, document: Document, article: Document) -> None:
        """Merge an article's metadata into the document that is already there."""
        self.growth.known.append(document.id)
        if article.sha256 != document.sha256:  # The article is an earlier version of the document.
            return
        elsewhere = None not in (document.url, article.url) and article.url != document.url
        fuller = _also_at(document, article.url) if elsewhere else filled(document, article)
        if fuller != document:
            self._put(fuller, reread(document, fuller, self._claims[document.id]))
            self.growth.completed.append(document.id)

    def _precede(self, document: Document, article: Document) -> None:
        """Keep an article that was captured before the document's current version as an earlier one."""
        self.growth.known.append(document.id)
        fuller = with_earlier(document, article)
        self._put(fuller, self._claims[document.id])
        self.growth.completed.append(document.id)

    def _update(self, old: Document, article: Document) -> None:
        """Make an article the next version of a document."""
        found = self._extracted(next_version(old, article))
        if found is None:
            return
        kept = carried(found.document, found.claims, old, self._claims[old.id])
        if kept.losses and not self._discard:
            what = f"this version of {old.id} would lose {losses(kept.losses)}"
            remedy = "The dossier keeps the current version. Pass --discard to replace it and lose them"
            self.unread.append(Unreadable(article.id, ClaimsError(what, article.id, remedy)))
            return
        changes = difference(old.text, article.text)
        self.growth.updated[old.id] = changes
        self._put(found.document, self._confident(found.document, kept.claims))

    def _extracted(self, document: Document) -> Extracted | None:
        ready = self._ready.get((document.id, document.sha256))
        result = Extracted(document, ready.claims) if ready else extracted(document, told=self._told)
        if isinstance(result, Unreadable):
            self.unread.append(result)
            return None
        return result

    def _confident(self, document: Document, claims: Sequence[Claim]) -> Sequence[Claim]:
        """Return the claims of an article that are certain enough, and count the others."""
        kept = confident(claims, self._min_confidence, self._reviewed)
        if len(kept) < len(claims):
            self.left_out[document.id] = len(claims) - len(kept)
        return kept

    def _put(self, document: Document, claims: Sequence[Claim]) -> None:
        self._claims[document.id] = claims
        self._catalogue.note(document)


def _counts(before: Iterable[Claim], gone: Container[str]) -> Iterator[CountBefore]:
    """Yield what the claims that are gone counted of the outcome of events."""
    for report in event_reports(claim for claim in before if claim.review.status != "rejected"):
        claim = report.claim
        if claim.id in gone:
            for what, figure in report.counts.items():
                yield CountBefore(claim.document, claim.source.name, what, figure.min, figure.max, figure.bound)


def _also_at(document: Document, url: str | None) -> Document:
    return document if url is None or url in document.also else replace(document, also=(*document.also, url))
