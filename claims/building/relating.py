"""What relates the documents and claims of a dossier to each other, found anew when one of them changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.records import Review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.records import Claim, Dossier

__all__ = ["related"]


def related(dossier: Dossier, before: Dossier | None) -> Dossier:
    """The dossier with the origins and groups of what is in it now.

    Args:
        dossier: What is to be compared.
        before: What it was; where neither documents nor claims differ from it, but for what people decided on them,
            its origins and groups stay.
    """
    if before is not None and dossier.documents == before.documents and _same(dossier.claims, before.claims):
        return replace(dossier, origins=before.origins, groups=before.groups)
    from claims import comparing  # whose libraries take their time to load

    return comparing.related(dossier)


def _same(claims: tuple[Claim, ...], others: tuple[Claim, ...]) -> bool:
    return len(claims) == len(others) and all(
        one == other for one, other in zip(_bare(claims), _bare(others), strict=True)
    )


def _bare(claims: tuple[Claim, ...]) -> Iterator[Claim]:
    """The claims as they were found."""
    return (replace(claim, review=Review(), grading=None, translations=()) for claim in claims)
