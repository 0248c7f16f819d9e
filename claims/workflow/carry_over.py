"""Carry over claims that the extractor did not find when a document's claims are extracted again.

What reviewers did needs no carrying: it stays in their files, and is folded into the claims as they are now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.extraction.claim_facets import with_facets
from claims.model import Claim, Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model import Dossier

__all__ = ["Carried", "by_document", "carried", "reviewed_ids"]


@dataclass(frozen=True, slots=True)
class Carried:
    """The claims of a document, and those that another tool or a person made and that no longer have a place in it."""

    claims: tuple[Claim, ...]
    losses: tuple[Claim, ...]


def by_document(dossier: Dossier) -> dict[str, Sequence[Claim]]:
    """Return the claims of each document by the document's id, also for documents without claims."""
    claims: dict[str, list[Claim]] = {document.id: [] for document in dossier.documents}
    for claim in dossier.claims:
        claims.setdefault(claim.document, []).append(claim)
    return dict(claims)


def reviewed_ids(dossier: Dossier) -> frozenset[str]:
    """Return the ids of the claims that reviewers' acts are about."""
    acts = dossier.log.acts if dossier.log else ()
    return frozenset(target.id for act in acts for target in act.claims)


def carried(document: Document, found: Iterable[Claim], old: Document, before: Iterable[Claim]) -> Carried:
    """Return the claims `found` in a document, with those `before` that the extractor has not made.

    Such a claim moves with its words, if they occur exactly once in the text.

    Args:
        document: The current document.
        found: Its claims from the extractor.
        old: The document before.
        before: Its claims before.
    """
    known = {claim.id: claim for claim in before}
    claims = {claim.id: claim for claim in found}
    by_hand = [claim for claim in known.values() if claim.found is None]
    claims |= {claim.id: claim for claim in _moved(by_hand, old.text, document)}
    kept = tuple(_inside(claim, claims) for claim in claims.values())
    return Carried(kept, tuple(claim for claim in by_hand if claim.id not in claims))


def _inside(claim: Claim, there: Iterable[str]) -> Claim:
    """Return the claim, without its parent if that no longer exists."""
    return claim if claim.within is None or claim.within in there else replace(claim, within=None)


def _moved(by_hand: Iterable[Claim], old: str, document: Document) -> list[Claim]:
    """Return manually added claims at the current places of their words; those without a place are left out."""
    moved = [claim for claim in (_relocated(claim, old, document.text) for claim in by_hand) if claim is not None]
    told = [claim for claim in moved if claim.facets is not None]
    return [*(claim for claim in moved if claim.facets is None), *with_facets(document, told)]


def _relocated(claim: Claim, old: str, text: str) -> Claim | None:
    mention = claim.source.mention
    spans = [*((mention,) if mention else ()), claim.cue, *claim.content]
    by = _shift(old, text, min(span.start for span in spans), max(span.end for span in spans))
    if by is None:
        return None

    def there(span: Span) -> Span:
        return Span(span.start + by, span.end + by, span.exact)

    return replace(
        claim,
        source=replace(claim.source, mention=None if mention is None else there(mention)),
        cue=there(claim.cue),
        content=tuple(there(part) for part in claim.content),
    )


def _shift(old: str, text: str, start: int, end: int) -> int | None:
    """Return the offset change of a passage; None if it is gone, or is ambiguous and no longer at its own place."""
    passage = old[start:end]
    if text[start:end] == passage:
        return 0
    return text.index(passage) - start if text.count(passage) == 1 else None
