"""Order and filter the claims that wait for a reviewer; the choice is kept in the address of the page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args
from urllib.parse import urlencode

from claims.review.decisions import said_words
from claims.review.review_order import ORDERS, in_order
from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from claims.model import Claim, Dossier
    from claims.review import ReviewSession
    from claims.review.review_order import Order

__all__ = ["STATES", "Choice", "ReviewQueue", "State"]

State = Literal["open", "differ", "accepted", "rejected", "all"]
STATES: tuple[State, ...] = get_args(State)
_LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """Which claims a reviewer goes through, in which order, and at which of them they are.

    Attributes:
        order: The least sure claims first, by event, or as they stand in the articles.
        state: Claims on which nobody has decided, on which reviewers differ, and so on.
        article: The id of the only document; empty for all.
        words: Words that the claim or its source must contain; empty for none.
        claim: The id of the claim that is shown; empty for the first.
        marked: The id of the claim that the reviewer compares with others; empty for none.
    """

    order: Order = "doubt"
    state: State = "open"
    article: str = ""
    words: str = ""
    claim: str = ""
    marked: str = ""

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> Choice:
        """Return the choice that an address or a form makes; what it does not know is left as it is by default."""
        order = next((each for each in ORDERS if each == fields.get("order")), ORDERS[0])
        state = next((each for each in STATES if each == fields.get("state")), STATES[0])
        words = fields.get("words", "").strip()[:_LONGEST_SEARCH]
        return cls(order, state, fields.get("article", ""), words, fields.get("claim", ""), fields.get("marked", ""))

    def at(self, claim: str) -> Choice:
        """Return the same choice at another claim."""
        return replace(self, claim=claim)

    def marking(self, claim: str) -> Choice:
        """Return the same choice with another claim, or none, to compare with."""
        return replace(self, marked=claim)

    @property
    def filters(self) -> Choice:
        """Return the same order and filters at no claim; choices that let the same claims through have the same."""
        return replace(self, claim="", marked="", words=fold_word(self.words).lower())

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """What differs from the default, by name."""
        default = Choice()
        names = ("order", "state", "article", "words", "claim", "marked")
        return tuple((name, getattr(self, name)) for name in names if getattr(self, name) != getattr(default, name))

    @property
    def address(self) -> str:
        """The address of the page with this choice."""
        return f"/?{urlencode(self.fields)}" if self.fields else "/"


class ReviewQueue:
    """The claims of a dossier in each order, kept up to date with a reviewer's acts.

    What the latest choice lets through is kept too, so that a decision costs the same in a large dossier.

    Attributes:
        claims: The claims by id, as they now read.
    """

    def __init__(self, session: ReviewSession) -> None:
        """Line up the claims of a session's dossier."""
        self.claims: dict[str, Claim] = {}
        session.take_news()
        self._take(session)

    def update(self, session: ReviewSession) -> bool:
        """Take up what the latest acts changed; return whether claims may have come or gone."""
        changed = session.take_news()
        if changed is None:
            self._take(session)
            return True
        for id in changed:
            self.claims[id] = session.claim(id)
            self._words.pop(id, None)
            if self._passing is not None:
                self._passing.update(self._place(self._passing.filters.order)[id], self._passes)
        return False

    def shown(self, choice: Choice) -> Claim | None:
        """Return the claim at which a choice is: its own, or the first that it lets through."""
        return self.claims.get(choice.claim) or self.first(choice)

    def first(self, choice: Choice) -> Claim | None:
        """Return the first claim that a choice lets through; None if there is none."""
        places = self._places_of(choice)
        return self._at(choice, places[0]) if places else None

    def after(self, choice: Choice, id: str) -> Claim | None:
        """Return the next claim that a choice lets through, going on at the beginning; None if there is none."""
        places = self._places_of(choice)
        here = self._place(choice.order).get(id, -1)
        at = bisect_right(places, here)
        found = places[at] if at < len(places) else next(iter(places), here)
        return None if found == here else self._at(choice, found)

    def before(self, choice: Choice, id: str) -> Claim | None:
        """Return the claim before one, as `after`."""
        places = self._places_of(choice)
        here = self._place(choice.order).get(id, -1)
        at = bisect_left(places, here)
        found = places[at - 1] if places else here
        return None if found == here else self._at(choice, found)

    def window(self, choice: Choice, id: str, size: int) -> list[Claim]:
        """Return the claims around one in the queue: that one itself, and what a choice lets through.

        Args:
            choice: The choice.
            id: The claim's id.
            size: The greatest number of claims.
        """
        places = self._places_of(choice)
        here = self._place(choice.order).get(id, -1)
        end = bisect_left(places, here)
        earlier = places[max(0, end - size // 4) : end]
        start = bisect_right(places, here)
        later = places[start : start + size - len(earlier) - 1]
        own = [self.claims[id]] if id in self.claims else []
        return [*(self._at(choice, each) for each in earlier), *own, *(self._at(choice, each) for each in later)]

    def count(self, choice: Choice) -> int:
        """Return the number of claims that a choice lets through."""
        return len(self._places_of(choice))

    def _take(self, session: ReviewSession) -> None:
        self._dossier: Dossier = session.dossier
        self.claims = {claim.id: claim for claim in self._dossier.claims}
        self._orders: dict[Order, list[str]] = {}
        self._places: dict[Order, dict[str, int]] = {}
        self._words: dict[str, str] = {}
        self._passing: _Passing | None = None

    def _order(self, order: Order) -> list[str]:
        if order not in self._orders:
            self._orders[order] = [claim.id for claim in in_order(self._dossier, order)]
        return self._orders[order]

    def _place(self, order: Order) -> dict[str, int]:
        if order not in self._places:
            self._places[order] = {id: place for place, id in enumerate(self._order(order))}
        return self._places[order]

    def _at(self, choice: Choice, place: int) -> Claim:
        return self.claims[self._order(choice.order)[place]]

    def _places_of(self, choice: Choice) -> list[int]:
        """Return the places of the claims that a choice lets through, in its order."""
        filters = choice.filters
        if self._passing is None or self._passing.filters != filters:
            places = [place for place in range(len(self._order(filters.order))) if self._passes(filters, place)]
            self._passing = _Passing(filters, places)
        return self._passing.places

    def _passes(self, filters: Choice, place: int) -> bool:
        claim = self._at(filters, place)
        if not _is_in(claim, filters.state) or filters.article not in ("", claim.document):
            return False
        return not filters.words or filters.words in self._said(claim)

    def _said(self, claim: Claim) -> str:
        """Return the folded words of a claim and its source."""
        if claim.id not in self._words:
            self._words[claim.id] = said_words(claim)
        return self._words[claim.id]


@dataclass(frozen=True, slots=True)
class _Passing:
    """The places of the claims that some filters let through.

    Attributes:
        filters: The `filters` of a choice.
        places: The places in its order, sorted.
    """

    filters: Choice
    places: list[int]

    def update(self, place: int, passes: Callable[[Choice, int], bool]) -> None:
        """Take up that the claim at a place changed."""
        at = bisect_left(self.places, place)
        was_in = at < len(self.places) and self.places[at] == place
        is_in = passes(self.filters, place)
        if is_in and not was_in:
            self.places.insert(at, place)
        elif was_in and not is_in:
            del self.places[at]


def _is_in(claim: Claim, state: State) -> bool:
    if state == "all":
        return True
    review = claim.review
    is_disputed = bool(review.opinions) and review.is_disputed
    if state == "differ":
        return is_disputed
    return review.status == ("draft" if state == "open" else state) and not is_disputed
