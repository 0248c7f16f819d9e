"""Export the spans of claims as W3C Web Annotations, for use in other tools.

Each annotation targets the text itself, by offsets and by words, and, if the article has a web address, also the web
page,
by words only, because the page has other offsets than the extracted text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.sheet.hash_names import claim_name, text_name
from claims.sheet.plain_labels import known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.model import Claim, Document, Span

__all__ = ["CONTEXT", "collection"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Number of code points of context before and after the words, to distinguish repeated words."""


def collection(name: str, label: str, claims: Iterable[tuple[Claim, Document, str | None]]) -> dict[str, Any]:
    """Return the spans of claims as an annotation collection with one page.

    Args:
        name: The collection's IRI.
        label: Its title, for people.
        claims: Each with its document and the document's web address.
    """
    items = [annotation for claim, document, link in claims for annotation in _annotations(claim, document, link)]
    page = {"id": f"{name}-page", "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": label,
        "total": len(items),
        "first": page,
    }


def _annotations(claim: Claim, document: Document, link: str | None) -> Iterator[dict[str, Any]]:
    name = claim_name(claim, text_name(document))
    for number, (role, span, meant) in enumerate(_spans(claim), start=1):
        yield known(
            id=f"{name}.{number}",
            type="Annotation",
            motivation=["linking", "tagging"],
            body=[
                {"type": "SpecificResource", "purpose": "linking", "source": name},
                {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "language": "en", "value": role},
                *([{"type": "SpecificResource", "purpose": "identifying", "source": meant}] if meant else []),
            ],
            target=_targets(document, span, link),
            generator=_generator(claim),
        )


def _spans(claim: Claim) -> Iterator[tuple[str, Span, str | None]]:
    """Yield each span with its role in the claim, and the address of its meaning if there is one."""
    if claim.source.mention:
        yield "source", claim.source.mention, None
    yield "cue", claim.cue, None
    for part in claim.content:
        yield "content", part, None
    if claim.facets is None:
        return
    for kind, facet in claim.facets:
        number = getattr(facet, "geonames", None)
        yield kind, facet.span, None if number is None else f"https://www.geonames.org/{number}"
    if claim.facets.event:
        yield "event", claim.facets.event.span, None


def _targets(document: Document, span: Span, link: str | None) -> list[dict[str, Any]]:
    quotation = {
        "type": "TextQuoteSelector",
        "exact": span.exact,
        "prefix": document.text[max(0, span.start - _AROUND) : max(0, span.start)],
        "suffix": document.text[max(0, span.end) : max(0, span.end + _AROUND)],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    text = {"type": "SpecificResource", "source": text_name(document), "selector": [position, quotation]}
    page = {"type": "SpecificResource", "source": link, "selector": quotation}
    return [text, page] if link else [text]


def _generator(claim: Claim) -> dict[str, Any] | None:
    """Return the program that found the claim; None if a person entered it."""
    if claim.found is None:
        return None
    return {"type": "Software", "name": f"claims-factsheet {claim.found.version}"}
