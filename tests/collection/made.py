"""A small collection: three articles, two of them of one week in Khartoum."""

from __future__ import annotations

import json
from pathlib import Path

from claims.model import Document, collection_document_id, digest
from claims.store import COLLECTION_FILE
from tests.collection.here import collect_here

SOURCE = Path(__file__).parents[2] / "docs/khartoum.jsonl"
"""The example of the documentation."""
ARTICLES = [json.loads(line) for line in SOURCE.read_text("utf-8").splitlines()]


def documents() -> list[Document]:
    """The documents that are expected, in the order of the source."""
    return [Document.from_text(collection_document_id(each["url"], digest(each["text"])), **each) for each in ARTICLES]


def collection(out: Path) -> Path:
    """Collect the articles."""
    collect_here([SOURCE], out)
    return out


def of_version(out: Path, version: str) -> None:
    """Say that another version made a collection."""
    header = json.loads((out / COLLECTION_FILE).read_text())
    header["made"]["version"] = version
    (out / COLLECTION_FILE).write_text(json.dumps(header))
