"""Relate the documents and claims of a dossier: shared origins, and groups of claims about the same event."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Container

    from claims.model import Dossier

__all__ = ["related"]

_log = logging.getLogger(__name__)


def related(dossier: Dossier, *, fresh: Container[str] | None = None, by_words: bool = False) -> Dossier:
    """Return the dossier with its origins and claim groups; groups made by a person are kept unchanged.

    A dossier of a single document is returned unchanged, because there is nothing to compare.

    Args:
        dossier: The dossier with its claims, and any groups found before.
        fresh: The ids of newly added claims: only these are compared, each with all claims. None compares all claims
            anew; this can produce other groups than adding documents one by one.
        by_words: Whether to compare claims by their words alone, also where a model is installed.
    """
    if len(dossier.documents) < 2:
        return dossier
    from claims.analysis.claim_groups import groups
    from claims.analysis.embeddings import encoder
    from claims.analysis.origins import origins
    from claims.analysis.sources import register_sources

    shared = origins(dossier.documents)
    register = register_sources(dossier.documents, dossier.claims, shared, dossier.ties)
    model = None if by_words else encoder()
    _tell_of_other_method(dossier, "embeddings" if model else "words")
    found = groups(dossier.documents, dossier.claims, register, kept=dossier.groups, fresh=fresh, encoder=model)
    return replace(dossier, origins=shared, groups=found)


def _tell_of_other_method(dossier: Dossier, method: str) -> None:
    """Log that earlier groups were made in another way: with the extra and without, groups differ."""
    if not any(group.method not in {method, "hand"} for group in dossier.groups):
        return
    if method == "words":
        what = "by embeddings, but the extra `embeddings` is not installed here: new claims are compared by their words"
    else:
        what = "by words, since the extra `embeddings` was not installed: new claims are compared by embeddings"
    _log.info("earlier groups were made %s, so groups may differ", what)
