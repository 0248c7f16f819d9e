"""What a claim says is attached to it: what stands in its content, and only where there are data to read it by."""

from __future__ import annotations

import pytest

from claims.extraction import extract
from claims.extraction.claim_facets import with_facets
from claims.model import Document


@pytest.fixture(autouse=True)
def plain() -> None:
    """Instead of the simple language of this folder's other tests, Arabic as it is."""


TEXT = (
    "قال مصدر أمني إن الجيش قتل 10 مسلحين في مدينة مرزق الليبية.\n"
    "وأصيب ثلاثة جنود أمس. وأعلن الوزير أن المعارك انتهت.\n"
)


def test_a_claim_has_the_facets_of_its_content_alone() -> None:
    document = Document.from_text("a", TEXT, "ar", published="2024-02-28")
    first, second = with_facets(document, extract(document))
    assert first.facets is not None
    assert second.facets is not None
    assert [(figure.what, figure.min) for figure in first.facets.figures] == [("killed", 10)]
    assert [place.name for place in first.facets.places] == ["Murzuk"]
    assert not [kind for kind, _ in second.facets if kind != "party"]


def test_a_claim_in_a_language_without_data_has_no_facets() -> None:
    document = Document.from_text("a", TEXT, "ar")
    found = extract(document)
    other = Document.from_text("a", TEXT, "xx")
    assert [claim.facets for claim in with_facets(other, found)] == [None] * len(found)


def test_the_same_text_gives_the_same_facets() -> None:
    document = Document.from_text("a", TEXT, "ar")
    assert with_facets(document, extract(document)) == with_facets(document, extract(document))
