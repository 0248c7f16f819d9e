"""A person's decisions on claims: accepted, rejected, graded, with a name and a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import Grading, Review

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from claims.model import Claim, Dossier, Reliability, Status

__all__ = ["Decision", "Grade", "chosen", "full_ids"]

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


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision on claims; None leaves a value unchanged.

    Attributes:
        by: The person's name.
        at: When, as an RFC 3339 date-time.
        note: The person's reason. It belongs to the review or, if there is only a grade, to the grading.
    """

    by: str
    at: str
    status: Status | None = None
    note: str | None = None
    grade: Grade | None = None

    def review(self, claim: Claim) -> Review:
        """The claim's review after this decision."""
        if self.status is None and (self.note is None or self.grade is not None):
            return claim.review
        note = self.note
        if note is None and claim.review.by == self.by:  # a note is kept only for the person who wrote it
            note = claim.review.note
        return Review(self.status or claim.review.status, self.by, self.at, note)

    def on(self, claim: Claim) -> Claim:
        """The claim after this decision."""
        return replace(claim, review=self.review(claim), grading=self.grading(claim))

    def grading(self, claim: Claim) -> Grading | None:
        """The claim's grading after this decision."""
        if self.grade is None:
            return claim.grading
        if self.grade.none:
            return None
        before = claim.grading or Grading()
        note = self.note if self.status is None else None
        if note is None and before.by == self.by:
            note = before.note
        return Grading(
            self.grade.reliability or before.reliability,
            self.grade.credibility or before.credibility,
            self.by,
            self.at,
            note,
        )


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
