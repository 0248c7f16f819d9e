"""View types of events as claims report them: plain, frozen values like those of `view`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.sheet.comparison_view import Difference
    from claims.sheet.view import Claim, Figure, Location, Moment, Publication, Range, Words

__all__ = ["Event", "EventParty", "Relaying", "Teller", "Toll", "TollChange", "TollValue"]


@dataclass(frozen=True, slots=True)
class Teller:
    """A source that gives a number, through the same intermediaries each time.

    Attributes:
        source: Its name in its first claim; None if the article never names it.
        gloss: The translation of a generic name into the sheet's language.
        number: The source's number in the sheet.
        through: Those through whom it is known, nearest to the source first; None for one without a name.
        claims: Its claims that give the number.
    """

    source: Words | None
    gloss: str | None
    number: int
    through: tuple[Words | None, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class TollValue:
    """A number that sources give for a toll, and who gives it."""

    figure: Figure
    tellers: tuple[Teller, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """What an event is claimed to have done to people or things.

    Attributes:
        what: `killed`, `injured`, …
        party: The known party, or the things, to whom it happened; None for people in general.
        kind: The kind of party, such as `state_force`; None for people in general and for things.
        part: Whether it counts a part of another toll (children among the dead).
        range: From the lowest to the highest number; None if only one is given.
        values: The numbers, lowest first; numbers of one source in one document that are parts of another are left out.
        differ: Whether two sources give contradicting numbers.
    """

    what: str
    party: Words | None
    kind: str | None
    part: bool
    range: Range | None
    values: tuple[TollValue, ...]
    differ: bool


@dataclass(frozen=True, slots=True)
class TollChange:
    """How the last addition to the dossier changed a toll.

    Attributes:
        what: As in the toll; `party`, `kind` and `part` likewise.
        before: The range of the claims that were there before; None if none gave a number.
        after: The range of all claims.
    """

    what: str
    party: Words | None
    kind: str | None
    part: bool
    before: Range | None
    after: Range


@dataclass(frozen=True, slots=True)
class Relaying:
    """A source whose words reached an article through another one.

    Attributes:
        source: The source; None if the article never names it.
        gloss: The translation of a generic name into the sheet's language.
        relay: Who passed them on; None if the article never names them.
        claims: The claims that did.
    """

    source: Words | None
    gloss: str | None
    relay: Words | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class EventParty:
    """A party that claims of an event name.

    Attributes:
        name: As the first claim names it.
        kind: `state`, `state_force`, `armed_group`, …
        romanised: The name in Latin letters.
        known: Its id among the known parties; None if it is not one.
    """

    name: Words
    kind: str
    romanised: str | None
    known: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """An event as claims report it: none of it is established.

    Attributes:
        number: Its position in the sheet, from 1.
        id: `evt-` and twelve hexadecimal digits.
        type: Its event type; None if no claim's words name one.
        called: For an event without a type, a claim's word for what may be an accident or an attack: a fire.
        only_denied: Whether no claim says that it happened.
        in_full: Whether a claim says when it happened, or to how many, or several documents report it.
        is_new: Whether the last addition to the dossier brought all its claims.
        dates: The times named, the distinct ones, earliest first.
        places: The places named, the most exact first; without the countries of others.
        around: The place that its articles name most, where its claims name none; None if they are several.
        parties: Who is named.
        lead: The claim that says most; None if the event is only denied.
        accusations: Other claims that accuse somebody of it, or say of a fire or an explosion what violence it was.
        denials: The claims that deny it, or a claim of it to which they point back: they denied the report.
        tolls: Whom it killed, injured, …; never a sum.
        differences: In what accounts contradict each other: numbers, days, or whether it happened.
        sources: The number of sources of its claims.
        named: How many of them have a name.
        independent: The number of named sources that are not known to depend on each other.
        unnamed: How many unnamed sources there are at least; 0 if none.
        relays: Who relays whom.
        claims: All its claims, in the order of the sheet.
        documents: The documents that report it.
        origins: The number of those documents that are not copies of one text.
        changes: How the last addition changed its tolls.
    """

    number: int
    id: str
    type: str | None
    called: Words | None
    only_denied: bool
    in_full: bool
    is_new: bool
    dates: tuple[Moment, ...]
    places: tuple[Location, ...]
    around: Words | None
    parties: tuple[EventParty, ...]
    lead: Claim | None
    accusations: tuple[Claim, ...]
    denials: tuple[Claim, ...]
    tolls: tuple[Toll, ...]
    differences: tuple[Difference, ...]
    sources: int
    named: int
    independent: int
    unnamed: int
    relays: tuple[Relaying, ...]
    claims: tuple[Claim, ...]
    documents: tuple[Publication, ...]
    origins: int
    changes: tuple[TollChange, ...]

    def place_in(self, language: str) -> Words | None:
        """Return the name of its most exact place: as articles in a language write it, else as the gazetteer has it."""
        if not self.places:
            return None
        first = self.places[0]
        return next((words for words in first.words if words.language == language), first.name)
