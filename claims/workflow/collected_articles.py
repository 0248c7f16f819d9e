"""Take articles with their claims from a collection."""

from __future__ import annotations

import logging
from collections import defaultdict
from typing import TYPE_CHECKING

import claims
from claims.collection import folder as collection_folder
from claims.collection.query import opened
from claims.errors import ClaimsError
from claims.workflow.extraction_run import Extracted, extracted

if TYPE_CHECKING:
    from pathlib import Path

    from claims.ingest import Unreadable
    from claims.model import Claim
    from claims.workflow.extraction_run import Watch

__all__ = ["collected"]

_log = logging.getLogger(__name__)


def collected(collection: Path, where: str | None, watch: Watch | None = None) -> list[Extracted | Unreadable]:
    """Return the articles of a collection for which a condition holds, as they were collected.

    If another version of this program collected them, their claims are extracted anew from the same texts.

    Args:
        collection: Its folder.
        where: A condition of SQL on the view `documents`; None for all articles.
        watch: Called before each article that is extracted anew, as in `read_sources`.

    Raises:
        ClaimsError: if the folder is no collection, there is an error in the condition, or it holds for no article or
            too many.
    """
    version = collection_folder.version(collection)
    with opened(collection) as database:
        documents, found = database.records(where)
    if not documents:
        raise ClaimsError("no article of the collection meets the condition", str(collection), "Try another --where")
    if version == claims.__version__:
        claims_of: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in found:
            claims_of[claim.document].append(claim)
        return [Extracted(document, tuple(claims_of[document.id])) for document in documents]
    _log.info("collected with version %s: claims are extracted again with %s", version, claims.__version__)
    results: list[Extracted | Unreadable] = []
    for number, document in enumerate(documents):
        if watch:
            watch(number, len(documents), document.id)
        results.append(extracted(document, told=True))
    return results
