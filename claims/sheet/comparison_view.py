"""View types that compare several documents: plain, frozen values like those of `view`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from claims.sheet.view import Claim, Figure, Publication, Words

__all__ = ["Cell", "Change", "Difference", "Matrix", "Row", "SharedOrigin", "Update", "Value", "Voice"]


@dataclass(frozen=True, slots=True)
class Voice:
    """A source across documents: a column of the matrix.

    Attributes:
        number: The source's number in the sheet's list of sources.
        name: Its name in its first claim; None if the article never names it.
        gloss: The translation of a generic name into the sheet's language.
        kind: The kind of source.
        names: All its names in the documents, `name` included.
        documents: The documents that credit it.
        shared: Whether all these documents have the same origin.
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
    """The value that some claims of a group give in a facet in which the group differs.

    Attributes:
        text: A date (EDTF), or a place's name in the gazetteer; None for a number or a stance.
        figure: The number, if the facet is a figure.
        denies: Whether the claims deny what others of the group say.
        claims: The claims that give this value.
    """

    text: str | None
    figure: Figure | None
    denies: bool
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A facet in which the claims of a group contradict each other.

    Attributes:
        facet: `figure`, `time`, `place`, `stance` if some deny what others say, `outcome` if they tell opposite
            outcomes: that a base was held, and that it was lost.
        what: For a figure, what is counted (`killed`, …); else None.
        values: The values given, at least two.
    """

    facet: Literal["figure", "time", "place", "stance", "outcome"]
    what: str | None
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One source's claims in one row.

    Attributes:
        claims: Its claims; empty if it makes none.
        figures: The source's numbers, if the row differs in numbers.
        denies: Whether it denies what others in the row say.
    """

    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    denies: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix: claims that say the same about the same event.

    Attributes:
        id: The group's id.
        claim: The claim whose words represent the row: the earliest, or the first if no date is known.
        cells: One for each voice of its matrix, in their order; for a repeated claim, one for its only source.
        independent: The number of named sources that are not known to depend on each other.
        unnamed: How many unnamed sources there are at least; 0 if none.
        agreeing: The number of independent sources (unnamed ones as in `unnamed`) in the largest set without a
            contradiction.
        differing: The number of the other independent sources.
        differences: Empty if all the claims can be right.
        earliest: The claim whose document was published first; None if a publication date is missing.
        method: `words`, `embeddings` or `hand`; model: of the embeddings; likeness: 0 to 1, None if made by hand.
    """

    id: str
    claim: Claim
    cells: tuple[Cell, ...]
    independent: int
    unnamed: int
    agreeing: int
    differing: int
    differences: tuple[Difference, ...]
    earliest: Claim | None
    method: str
    model: str | None
    likeness: float | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows with the same voices; rows with contradictions come first."""

    voices: tuple[Voice, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SharedOrigin:
    """Documents of one origin.

    Attributes:
        kind: `copy` or `agency`.
        documents: In the dossier's order.
        first: The document published first; None if unknown.
        agency: The agency that they credit, as they write it.
        likeness: The lowest share of words in common among the linked pairs, 0 to 1.
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
        versions: The number of earlier versions in the dossier.
        published: Of the version before this one; None if unknown; `retrieved` likewise.
    """

    document: Publication
    versions: int
    published: str | None
    retrieved: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """The changes made by the last addition to the dossier.

    Attributes:
        at: RFC 3339.
        added: The new documents.
        updated: Documents with a new version.
        claims: New claims in the documents with a new version.
        new_claims: The number of all new claims, including those of new documents.
        gone: The ids of removed claims.
    """

    at: str
    added: tuple[Publication, ...]
    updated: tuple[Update, ...]
    claims: tuple[Claim, ...]
    new_claims: int
    gone: tuple[str, ...]
