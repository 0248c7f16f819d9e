"""What a sheet of several documents shows of how they relate: plain, frozen values beside those of `view`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from claims.sheet.view import Claim, Figure, Publication, Words

__all__ = ["Cell", "Change", "Difference", "Matrix", "Row", "SharedOrigin", "Update", "Value", "Voice"]


@dataclass(frozen=True, slots=True)
class Voice:
    """A source as it speaks in one or more documents: a column of the matrix.

    Attributes:
        number: Of the source, as in the sheet's list of sources.
        name: As its first claim names it; None where the article never says who.
        gloss: What a generic name means in the sheet's language.
        kind: As of a claim's source.
        names: All ways in which the documents name it, the first among them.
        documents: That credit it.
        shared: Whether all of these documents are one origin.
    """

    number: int
    name: Words | None
    gloss: str | None
    kind: str
    names: tuple[Words, ...]
    documents: tuple[Publication, ...]
    shared: bool


@dataclass(frozen=True, slots=True)
class Value:
    """What some claims of a group say in the facet in which its claims differ.

    Attributes:
        text: A date (EDTF), or a place's name in the gazetteer; None for a number and a stance.
        figure: The number, where the facet is one.
        denies: Whether the claims deny what others of the group say.
        claims: That say it.
    """

    text: str | None
    figure: Figure | None
    denies: bool
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A facet in which the claims of a group cannot all be right.

    Attributes:
        facet: `figure`, `time`, `place`, or `stance` where some deny what others say.
        what: For a figure what happened (`killed`, …); else None.
        values: Two or more.
    """

    facet: Literal["figure", "time", "place", "stance"]
    what: str | None
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says in one row.

    Attributes:
        claims: Its claims; empty where it makes none.
        figures: The numbers in which the row differs, as this source gives them.
        denies: Whether it denies what others of the row say.
    """

    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    denies: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Claims that say the same of the same event: a row of the matrix.

    Attributes:
        id: Of the group.
        claim: The one that words the row: the earliest, or the first where no date is known.
        cells: One for each voice of its matrix, in their order; of a repeated claim one for its only source.
        independent: How many sources that have a name are not known to depend on each other.
        unnamed: Whether there are others without a name, who are one at least.
        agreeing: How many of all these say nothing that another one's words rule out, the unnamed ones counted as one.
        differing: How many others.
        differences: Empty where all can be right.
        earliest: The claim whose document was published first; None where that is not known of every document.
        method: `words`, `embeddings` or `hand`; model: of the embeddings; likeness: 0 to 1, None for a hand.
    """

    id: str
    claim: Claim
    cells: tuple[Cell, ...]
    independent: int
    unnamed: bool
    agreeing: int
    differing: int
    differences: tuple[Difference, ...]
    earliest: Claim | None
    method: str
    model: str | None
    likeness: float | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows that share voices, those that differ first."""

    voices: tuple[Voice, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SharedOrigin:
    """Documents that are one origin.

    Attributes:
        kind: `copy` or `agency`.
        documents: In the dossier's order.
        first: The one that was published first; None where that is not known.
        agency: The agency that they credit, as they write it.
        likeness: What share of words the two least alike of the linked pairs have in common, 0 to 1.
    """

    id: str
    kind: str
    documents: tuple[Publication, ...]
    first: Publication | None
    agency: Words | None
    likeness: float | None


@dataclass(frozen=True, slots=True)
class Update:
    """A document that was replaced by a newer version.

    Attributes:
        versions: How many earlier ones the dossier keeps.
        published: Of the version before this one; None where it is not known; `retrieved` likewise.
    """

    document: Publication
    versions: int
    published: str | None
    retrieved: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What the last addition to the dossier changed.

    Attributes:
        at: RFC 3339.
        added: Documents that are new.
        updated: Documents with a new version.
        claims: Claims that are new in the documents that have a new version.
        new_claims: How many claims are new, those of new documents among them.
        gone: The ids of claims that are no longer there.
    """

    at: str
    added: tuple[Publication, ...]
    updated: tuple[Update, ...]
    claims: tuple[Claim, ...]
    new_claims: int
    gone: tuple[str, ...]
