"""Determine what this sheet does not establish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.sheet.view import Limit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.sheet.view import Claim, Counts, Document, Source

__all__ = ["LIMITS", "limits"]

LIMITS = (
    "truth",
    "no-documents",
    "one-document",
    "several-documents",
    "shared-origin",
    "same-claims",
    "unnamed-sources",
    "no-source",
    "second-hand",
    "reported-speech",
    "doubtful-text",
    "unknown-date",
    "no-address",
    "no-review",
    "some-unreviewed",
    "completeness",
)
"""All codes of limits, in the order of the sheet."""


def limits(
    counts: Counts,
    documents: Sequence[Document],
    sources: Sequence[Source],
    claims: Sequence[Claim],
    *,
    sharing: int = 0,
    rows: int = 0,
) -> tuple[Limit, ...]:
    """Return the limits that apply, each with the number of affected documents or claims, and the total.

    Args:
        counts: The counts of the sheet.
        documents: The documents shown.
        sources: The sources shown.
        claims: The claims shown, without rejected ones.
        sharing: The number of documents that share an origin with another one.
        rows: The number of groups of claims.
    """
    found = {
        **dict(_of_documents(documents, sharing)),
        **dict(_of_claims(counts, sources, claims)),
        "truth": (counts.claims, counts.claims),
        "completeness": (counts.claims, counts.claims),
    }
    if rows:
        found["same-claims"] = (rows, rows)
    return tuple(Limit(code, *found[code]) for code in LIMITS if code in found)


def _of_documents(documents: Sequence[Document], sharing: int) -> Iterator[tuple[str, tuple[int, int]]]:
    total = len(documents)
    if sharing:
        yield "shared-origin", (sharing, total)
    else:
        yield {0: "no-documents", 1: "one-document"}.get(total, "several-documents"), (total, total)
    doubtful = sum(document.doubtful for document in documents)
    if doubtful:
        yield "doubtful-text", (doubtful, total)
    undated = sum(document.published is None for document in documents)
    if undated:
        yield "unknown-date", (undated, total)
    unlinked = sum(document.link is None for document in documents)
    if unlinked:
        yield "no-address", (unlinked, total)


def _of_claims(
    counts: Counts, sources: Sequence[Source], claims: Sequence[Claim]
) -> Iterator[tuple[str, tuple[int, int]]]:
    touched = {
        "unnamed-sources": sum(len(each.claims) for each in sources if not each.named and each.name is not None),
        "no-source": sum(len(each.claims) for each in sources if each.name is None),
        "second-hand": sum(bool(claim.within) for claim in claims),
        "reported-speech": sum(claim.mode != "direct" for claim in claims),
        "no-review": counts.draft if counts.draft == counts.claims else 0,
        "some-unreviewed": counts.draft if counts.draft < counts.claims else 0,
    }
    yield from ((code, (count, counts.claims)) for code, count in touched.items() if count)
