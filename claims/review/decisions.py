"""What a person writes to decide on claims: their ids, and grades by the Admiralty code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, cast

from claims.errors import ClaimsError
from claims.review.review_session import source_meant
from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from claims.model import Claim, Dossier, Reliability
    from claims.review.review_session import ReviewSession

__all__ = ["Grade", "chosen", "full_ids", "graded", "said_words"]

_GRADE = re.compile(r"(?P<reliability>[A-F])?(?P<credibility>[1-6])?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade by the Admiralty code; parts that are not given stay unchanged.

    Attributes:
        reliability: Of the source, A to F.
        credibility: Of the information, 1 to 6.
        none: Whether the grade is removed.
    """

    reliability: Reliability | None = None
    credibility: int | None = None
    none: bool = False

    @classmethod
    def of(cls, said: str) -> Grade:
        """Parse `B3`, `B`, `3` or `none`.

        Raises:
            ClaimsError: if it is none of these.
        """
        if said.lower() == "none":
            return cls(none=True)
        match = _GRADE.fullmatch(said)
        if not said or match is None:
            raise ClaimsError(
                f"{said!r} is not a grade",
                remedy="Write the source's reliability (A to F), the information's credibility (1 to 6) or both, "
                "such as B3; or none",
            )
        letter, digit = match["reliability"], match["credibility"]
        reliability = cast("Reliability", letter.upper()) if letter else None
        return cls(reliability, int(digit) if digit else None)


def said_words(claim: Claim) -> str:
    """Return the folded words of a claim and its source, in which to look for folded words."""
    mention = claim.source.mention.exact if claim.source.mention else ""
    return fold_word(" ".join((claim.source.name or "", mention, *(part.exact for part in claim.content)))).lower()


def graded(session: ReviewSession, id: str, grade: Grade, note: str | None = None) -> None:
    """Record a grade: the reliability of a claim's source, for all its claims, and the credibility of the claim.

    Args:
        session: The reviewer's session.
        id: The claim's id.
        grade: The grade; `none` withdraws the grades that stand.
        note: The reason.

    Raises:
        ClaimsError: if the claim's source has no name, so that its reliability can belong to no one.
    """
    claim = session.claim(id)
    if grade.none:
        session.withdraw("grade_claim", id)
        session.withdraw("grade_source", id)
    if grade.reliability is not None:
        source = source_meant(claim)
        if source is None:
            raise ClaimsError(
                "the article does not name the source of this claim, so it cannot be graded",
                id,
                "Grade the information alone (1 to 6), or correct the source first with --source",
            )
        session.grade_source(source, grade.reliability, note)
    if grade.credibility is not None:
        session.grade_claim(id, grade.credibility, note)


def chosen(dossier: Dossier, ids: Iterable[str]) -> list[Claim]:
    """The claims with these ids, each once; the beginning of an id is enough if it is unique.

    Raises:
        ClaimsError: if an id matches no claim, or several.
    """
    claims = {claim.id: claim for claim in dossier.claims}
    return [claims[id] for id in full_ids(claims, ids)]


def full_ids(there: Collection[str], ids: Iterable[str]) -> list[str]:
    """The ids among those `there` that a person names by their beginnings or as a whole, each once.

    Raises:
        ClaimsError: where one names no claim, or several.
    """
    return list(dict.fromkeys(_full(there, id) for id in ids))


def _full(there: Collection[str], id: str) -> str:
    if id in there:
        return id
    begun = [name for name in there if id and name.startswith((id, f"clm-{id}"))]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise ClaimsError(f"{id!r} matches {len(begun)} claims", remedy=f"Write more of the id: {_listed(begun)}")
    near = get_close_matches(id, there, n=1, cutoff=0.7)
    remedy = f"Did you mean {near[0]}?" if near else "The sheet shows the id below each claim"
    raise ClaimsError(f"the dossier has no claim {id!r}", remedy=remedy)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
