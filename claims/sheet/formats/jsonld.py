"""Export the sheet as linked data: JSON-LD with schema.org terms, and W3C Web Annotations for all spans.

A source's statement is a `Claim` of that source that appears in a document, never a statement of this file. Nothing is
downloaded: contexts are referenced by their addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from claims.sheet.hash_names import claim_name, hash_name, text_name
from claims.sheet.label_wording import ABOUT_ANNOTATIONS, CREDIBILITIES, PURPOSE, RELIABILITIES, REVIEWED
from claims.sheet.plain_labels import as_json, content_of, credited, encoded, known, plain_speaker, text_of
from claims.sheet.web_annotations import collection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.model import Claim, Document, Dossier
    from claims.sheet import view
    from claims.sheet.formats import Material
    from claims.sheet.localization import Speaker
    from claims.sheet.sheet_view import Sheet

    Node = dict[str, Any]

__all__ = ["write"]

_CONTEXT = "https://schema.org/"
_TYPES = {
    "person": "Person",
    "organization": "Organization",
    "media": "NewsMediaOrganization",
    "document": "CreativeWork",
}
"""Types of sources; unnamed sources and groups have none, because they may be persons or organisations."""


def write(material: Material) -> dict[str, bytes]:
    """Return the graph: the sheet, its documents, its claims, their reviews, and the annotations.

    Rejected claims are left out.
    """
    graph = _Graph(material.dossier, material.sheet, plain_speaker(material.speech))
    return {f"{material.name}.jsonld": as_json({"@context": _CONTEXT, "@graph": list(graph.nodes())})}


@dataclass
class _Graph:
    """The nodes of one sheet, which refer to each other."""

    dossier: Dossier
    sheet: Sheet
    speaker: Speaker

    def __post_init__(self) -> None:
        self.name = hash_name(self.sheet.digest)
        self.documents = {document.id: document for document in self.dossier.documents}
        self.shown = {document.id: document for document in self.sheet.documents}
        self.records = {claim.id: claim for claim in self.dossier.claims}
        self.sources = self.sheet.source_numbers()

    def nodes(self) -> Iterator[Node]:
        """Yield all nodes, the sheet first."""
        claims = [(self.records[claim.id], claim) for claim in self.sheet.claims]
        yield self._sheet([self._claim_name(record) for record, _ in claims])
        yield from (self._article(document) for document in self.sheet.documents)
        for record, claim in claims:
            yield self._claim(record, claim)
            yield from self._reviews(record, claim)
        yield collection(
            f"{self.name}#annotations",
            str(self.speaker.label(ABOUT_ANNOTATIONS)),
            [
                (record, self.documents[record.document], self.shown[record.document].link)
                for record, _ in claims
                if record.document in self.documents
            ],
        )

    def _sheet(self, claims: list[str]) -> Node:
        return known(
            **{"@type": "Dataset", "@id": self.name},
            name=text_of(self.sheet.title),
            description=self.speaker.label(PURPOSE),
            isBasedOn=[{"@id": self._article_name(document.id)} for document in self.sheet.documents],
            hasPart=[{"@id": claim} for claim in claims],
        )

    def _article_name(self, document_id: str) -> str | None:
        shown = self.shown.get(document_id)
        if shown is None:
            return None
        return shown.link or f"{text_name(self.documents[document_id])}#article"

    def _article(self, document: view.Document) -> Node:
        record = self.documents[document.id]
        return known(
            **{"@type": "NewsArticle", "@id": self._article_name(document.id)},
            identifier=document.id,
            headline=text_of(document.title),
            author={"name": document.author.text} if document.author else None,
            publisher={"@type": "Organization", "name": document.publisher.text} if document.publisher else None,
            datePublished=document.published,
            dateline=text_of(document.dateline),
            inLanguage=document.language,
            url=document.link,
            encoding=_text(document, record),
        )

    def _claim_name(self, record: Claim) -> str:
        document = self.documents.get(record.document)
        return claim_name(record, text_name(document) if document else self.name)

    def _claim(self, record: Claim, claim: view.Claim) -> Node:
        outer = self.records.get(record.within or "")
        return known(
            **{"@type": "Claim", "@id": self._claim_name(record)},
            identifier=claim.id,
            description=credited(claim, self.speaker),
            text=content_of(claim),
            inLanguage=claim.parts[0].language if claim.parts else None,
            author=self._source(claim),
            appearance=self._quotation(record, claim),
            isPartOf={"@id": self._claim_name(outer)} if outer else None,
            creativeWorkStatus=claim.review.status,
            mentions=[_place(place) for place in self.sheet.locations if claim in place.claims],
        )

    def _source(self, claim: view.Claim) -> Node:
        return known(
            **{"@type": _TYPES.get(claim.kind), "@id": f"{self.name}#source-{self.sources[claim.footnote.label]}"},
            name=text_of(claim.source),
            alternateName=claim.gloss,
            description=self.speaker.filters()["kind"](claim.kind),
        )

    def _quotation(self, record: Claim, claim: view.Claim) -> Node:
        """Return the quoted words; the speaker is given only if the article quotes them as the source's."""
        article = self._article_name(record.document)
        return known(
            **{"@type": "Quotation", "@id": f"{self._claim_name(record)}.words"},
            text=content_of(claim),
            inLanguage=claim.parts[0].language if claim.parts else None,
            description=self.speaker.filters()["mode"](claim.mode),
            isPartOf={"@id": article} if article else None,
            spokenByCharacter=self._source(claim) if claim.mode == "direct" else None,
            workTranslation=[
                known(
                    **{"@type": "Quotation"},
                    text=each.text,
                    inLanguage=each.language,
                    translator={"name": each.by},
                    dateCreated=each.at,
                    description=each.how,
                )
                for each in record.translations
            ],
        )

    def _reviews(self, record: Claim, claim: view.Claim) -> Iterator[Node]:
        """Yield people's decisions: that the extraction is right (not that the claim is true), and their gradings."""
        reviewed = known(
            **{"@type": "ClaimReview", "@id": f"{self._claim_name(record)}.review"},
            itemReviewed={"@id": self._claim_name(record)},
            claimReviewed=f"{credited(claim, self.speaker)} {content_of(claim)}",
        )
        review, grading = record.review, record.grading
        if review.status == "accepted":
            yield reviewed | known(
                reviewAspect="reading",
                reviewBody="\n".join(filter(None, [str(self.speaker.label(REVIEWED)), review.note])),
                author={"name": review.by} if review.by else None,
                datePublished=review.at,
            )
        if grading is not None:
            yield reviewed | known(
                **{"@id": f"{self._claim_name(record)}.grading"},
                reviewBody=grading.note,
                author={"name": grading.by} if grading.by else None,
                datePublished=grading.at,
                reviewRating=[
                    *self._rating("credibility", grading.credibility, (1, 5)),
                    *self._rating("reliability of the source", grading.reliability, ("A", "E")),
                ],
            )

    def _rating(self, aspect: str, value: int | str | None, ends: tuple[int | str, int | str]) -> Iterator[Node]:
        """Return a grade of the Admiralty code; "cannot be judged" has words but no value."""
        if value is None:
            return
        label = CREDIBILITIES.get(value) if isinstance(value, int) else RELIABILITIES.get(value)
        best, worst = ends
        yield known(
            **{"@type": "Rating"},
            reviewAspect=aspect,
            alternateName=self.speaker.label(label) if label else None,
            **(known(ratingValue=value, bestRating=best, worstRating=worst) if value not in {6, "F"} else {}),
        )


def _text(document: view.Document, record: Document) -> Node:
    """Return the text file in which the offsets count."""
    return known(
        **{"@type": "MediaObject", "@id": text_name(record)},
        contentUrl=quote(encoded(document.file), safe="/"),
        encodingFormat="text/plain;charset=utf-8",
        sha256=document.sha256,
        dateCreated=document.retrieved,
    )


def _place(location: view.Location) -> Node:
    """Return a place that a claim names; that something happened there is the claim's statement."""
    latitude, _, longitude = (location.coordinates or "").partition(", ")
    geo = {"@type": "GeoCoordinates", "latitude": float(latitude), "longitude": float(longitude)} if latitude else None
    return known(**{"@type": "Place", "@id": location.link}, name=location.name.text, geo=geo)
