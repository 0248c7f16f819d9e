"""What the pages of the desk show: plain values, which the templates can only print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.sheet.view import Words

if TYPE_CHECKING:
    from claims.desk.article_pieces import Shown
    from claims.desk.review_queue import Choice
    from claims.model import Claim, Document, Grading, Mode, Opinion
    from claims.model.facets import Event, Figure, Party, Place, Time
    from claims.review import Doubt

__all__ = ["Article", "Card", "EventTie", "Facts", "Item", "Opened", "Tally", "card", "facts", "words_of"]


@dataclass(frozen=True, slots=True)
class Item:
    """A claim in the queue.

    Attributes:
        address: The page with this claim.
        source: Its source; None if the article does not name it.
        parts: What is claimed.
        status: The decision; `differ` if reviewers differ.
        seen: The digest of what is shown of it.
        is_current: Whether it is the claim that is shown.
    """

    id: str
    address: str
    source: Words | None
    parts: tuple[Words, ...]
    status: str
    doubtful: bool
    seen: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class EventTie:
    """What a reviewer says of a claim and another one: whether they are about one event, who says so, and the other."""

    is_same: bool
    by: str
    other: Item


@dataclass(frozen=True, slots=True)
class Fact:
    """A reading in a claim's words, with those words."""

    words: Words
    reading: Figure | Time | Place | Party | Event


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read in a claim's words, or entered by a person."""

    figures: tuple[Fact, ...] = ()
    times: tuple[Fact, ...] = ()
    places: tuple[Fact, ...] = ()
    parties: tuple[Fact, ...] = ()
    events: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """The claim that is shown, as it now reads.

    Attributes:
        seen: Its digest, which a decision on it repeats.
        act: The speech act.
        rivals: Others in the article who may be the source.
        percent: The lower of the model's two confidences, in per cent; None without one.
        opinions: What each reviewer said, if they differ or there are several notes.
        grading: The grade of its source and of its information; None without one.
        ties: What reviewers say of its event and that of other claims.
    """

    id: str
    seen: str
    source: Words | None
    kind: str
    act: str | None
    mode: Mode
    cue: Words
    parts: tuple[Words, ...]
    doubts: tuple[Doubt, ...]
    rivals: tuple[Words, ...]
    percent: int | None
    facts: Facts
    status: str
    by: str | None
    at: str | None
    note: str | None
    opinions: tuple[Opinion, ...]
    grading: Grading | None
    ties: tuple[EventTie, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """The article of the claim that is shown."""

    id: str
    title: Words | None
    publisher: str | None
    published: str | None
    language: str
    shown: Shown


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims the choice lets through, and how many there are."""

    left: int
    all: int


@dataclass(frozen=True, slots=True)
class Opened:
    """The page with the queue and a claim.

    Attributes:
        choice: The filters and the position.
        choice_address: The address of the page with this choice.
        hidden: The choice as fields of a form.
        previous: The address of the page with the claim before; None if there is no other.
        following: The address of the page with the next claim; None if there is no other.
        articles: The ids of all documents with their titles, for the filter.
        edition: Changes whenever `articles` may have changed.
        addresses: The page with each other claim that begins in what is shown of the article, by its id.
        marked: The claim that the reviewer compares with others; None if none is marked.
        marking: The address of the page with the shown claim marked; without a mark, if it is marked.
    """

    choice: Choice
    choice_address: str
    hidden: tuple[tuple[str, str], ...]
    tally: Tally
    items: tuple[Item, ...]
    card: Card | None
    article: Article | None
    previous: str | None
    following: str | None
    articles: tuple[tuple[str, str], ...]
    edition: int
    addresses: dict[str, str]
    marked: Item | None
    marking: str


def words_of(claim: Claim, document: Document | None) -> tuple[Words | None, tuple[Words, ...]]:
    """Return a claim's source and content in the language of its document."""
    language = document.language if document is not None else None
    name = claim.source.name
    source = Words(name, language) if name is not None else None
    return source, tuple(Words(part.exact, language) for part in claim.content)


def status_of(claim: Claim) -> str:
    """Return the decision on a claim; `differ` if reviewers differ."""
    return "differ" if claim.review.is_disputed else claim.review.status


def facts(claim: Claim, document: Document | None) -> Facts:
    """Return what was read in a claim's words."""
    language = document.language if document is not None else None

    def told(readings: tuple[Figure | Time | Place | Party | Event, ...]) -> tuple[Fact, ...]:
        return tuple(Fact(Words(each.span.exact, language), each) for each in readings)

    found = claim.facets
    if found is None:
        return Facts()
    events = (found.event,) if found.event is not None else ()
    return Facts(told(found.figures), told(found.times), told(found.places), told(found.parties), told(events))


def card(
    claim: Claim, document: Document | None, *, seen: str, doubts: tuple[Doubt, ...], ties: tuple[EventTie, ...]
) -> Card:
    """Return what is shown of a claim.

    Args:
        claim: The claim.
        document: Its document; None if the dossier does not have it.
        seen: Its digest.
        doubts: What may be misread in it.
        ties: What reviewers say of its event and that of other claims.
    """
    source, parts = words_of(claim, document)
    language = document.language if document is not None else None
    found = claim.found
    known = [each for each in (found.confidence, found.source_confidence) if each is not None] if found else []
    review = claim.review
    return Card(
        id=claim.id,
        seen=seen,
        source=source,
        kind=claim.source.kind,
        act=claim.act,
        mode=claim.mode,
        cue=Words(claim.cue.exact, language),
        parts=parts,
        doubts=doubts,
        rivals=tuple(Words(name, language) for name in (found.rivals if found else ())),
        percent=round(100 * min(known)) if known else None,
        facts=facts(claim, document),
        status=status_of(claim),
        by=review.by,
        at=review.at,
        note=review.note,
        opinions=review.opinions,
        grading=claim.grading,
        ties=ties,
    )
