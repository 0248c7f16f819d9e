"""Articles added to a dossier: those that are there stay as they are, changed ones get a version, new ones a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.extraction.claim_facets import reread
from claims.ingest import Unreadable
from claims.ingest.readings import failed
from claims.model import Change, Claim, Document, Dossier
from claims.model.clock import now
from claims.store import in_order
from claims.workflow.carry_over import by_document, carried
from claims.workflow.document_matching import Catalogue
from claims.workflow.document_versions import Difference, difference, filled, next_version
from claims.workflow.extraction_run import Extracted, extracted
from claims.workflow.rebuild import losses

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Adder", "Growth"]


@dataclass
class Growth:
    """What an addition did to the documents of a dossier.

    Attributes:
        added: The new ones.
        updated: Those with a new version, and how it differs from the one before.
        known: Those that were there, one a time that they came; nothing was done to them beyond what follows.
        completed: Those of them of which more is known now.
    """

    added: list[str] = field(default_factory=list)
    updated: dict[str, Difference] = field(default_factory=dict)
    known: list[str] = field(default_factory=list)
    completed: list[str] = field(default_factory=list)


class Adder:
    """A dossier that articles are added to, one after the other.

    Attributes:
        growth: What was done so far.
        unread: The articles that are not added, with the reasons.
    """

    def __init__(self, dossier: Dossier, *, told: bool, discard: bool) -> None:
        """Add to `dossier`.

        Args:
            dossier: What is there.
            told: Whether a person said in which language the articles are.
            discard: Take a new version even where reviews or claims made by hand get lost by that.
        """
        self.growth = Growth()
        self.unread: list[Unreadable] = []
        self._before = dossier
        self._told = told
        self._discard = discard
        self._catalogue = Catalogue.of(dossier.documents)
        self._claims = by_document(dossier)

    def add(self, article: Document) -> None:
        """Add one article; one that cannot be added is noted as unread, and changes nothing."""
        try:
            self._add(article)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one article, the others are added
            self.unread.append(failed(article.id, error))

    def _add(self, article: Document) -> None:
        place = self._catalogue.place(article)
        if place.kind == "known":
            self._meet(self._catalogue.documents[place.id], article)
        elif place.kind == "version":
            self._update(self._catalogue.documents[place.id], article)
        elif found := self._extracted(replace(article, id=place.id)):
            self.growth.added.append(place.id)
            self._put(found.document, found.claims)

    def dossier(self) -> Dossier:
        """The dossier with all that was added; the very same where nothing was."""
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
        """What the addition changed; None where no document is new or has a new version."""
        if not (self.growth.added or self.growth.updated):
            return None
        before = dict.fromkeys(claim.id for claim in self._before.claims)
        there = dict.fromkeys(claim.id for claim in after.claims)
        return Change(
            at=now(),
            documents_added=tuple(self.growth.added),
            documents_updated=tuple(self.growth.updated),
            claims_added=tuple(id for id in there if id not in before),
            claims_gone=tuple(id for id in before if id not in there),
        )

    def _meet(self, document: Document, article: Document) -> None:
        """Note what an article says of a document that is there already."""
        self.growth.known.append(document.id)
        if article.sha256 != document.sha256:  # an earlier version of it
            return
        elsewhere = None not in (document.url, article.url) and article.url != document.url
        fuller = _also_at(document, article.url) if elsewhere else filled(document, article)
        if fuller != document:
            self._put(fuller, reread(document, fuller, self._claims[document.id]))
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
        self._put(found.document, kept.claims)

    def _extracted(self, document: Document) -> Extracted | None:
        result = extracted(document, told=self._told)
        if isinstance(result, Unreadable):
            self.unread.append(result)
            return None
        return result

    def _put(self, document: Document, claims: Sequence[Claim]) -> None:
        self._claims[document.id] = claims
        self._catalogue.note(document)


def _also_at(document: Document, url: str | None) -> Document:
    return document if url is None or url in document.also else replace(document, also=(*document.also, url))
