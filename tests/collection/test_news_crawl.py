"""Common Crawl News becomes a collection: its articles with their claims, and what could not be read as findings."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from claims.collection import folder
from claims.collection.collecting import collect
from claims.collection.shards import Settings
from claims.collection.tables import claim_of, document_of
from tests.collection.news_crawl import NAME, warc


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("crawl")
    (place / NAME).write_bytes(warc())
    collect([place / NAME], place / "collection", settings=Settings(most=2), workers=1)
    return place / "collection"


def rows(out: Path, name: str) -> list[dict[str, object]]:
    return [row for path in folder.files(out, name) for row in pq.read_table(path).to_pylist()]


def test_articles_have_the_crawlers_metadata_and_the_pages(collection: Path) -> None:
    documents = {str(row["url"]): document_of(row) for row in rows(collection, "documents")}
    assert {document.language for document in documents.values()} == {"ar", "en", "de"}
    english = documents["https://english.example/port"]
    assert english.title == "Building collapses near the port"
    assert english.published == "2024-02-29T18:30:00+00:00"
    assert english.retrieved == "2024-03-01T01:23:45Z"
    assert "https://english.example/" not in documents


def test_claims_are_found_in_both_languages(collection: Path) -> None:
    texts = {row["id"]: str(row["text"]) for row in rows(collection, "documents")}
    found = [claim_of(row) for row in rows(collection, "claims")]
    names = {claim.source.name for claim in found}
    assert any("Laila Haddad" in str(name) for name in names)
    assert any("سالم الهادي" in str(name) for name in names)
    for claim in found:
        for span in (claim.cue, *claim.content):
            assert texts[claim.document][span.start : span.end] == span.exact


def test_an_article_in_another_language_is_a_finding(collection: Path) -> None:
    (lost,) = rows(collection, "findings")
    german = next(row for row in rows(collection, "documents") if row["language"] == "de")
    assert (lost["document"], lost["stage"]) == (german["id"], "extraction")
