"""Order and filter the claims that wait for a reviewer; the choice is kept in the address of the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args
from urllib.parse import urlencode

from claims.analysis.reported_events import reported_events
from claims.review.doubts import least_sure_first
from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claims.model import Claim, Dossier
    from claims.review import ReviewSession

__all__ = ["ORDERS", "STATES", "Choice", "Order", "ReviewQueue", "State"]

Order = Literal["doubt", "event", "article"]
State = Literal["open", "differ", "accepted", "rejected", "all"]
ORDERS: tuple[Order, ...] = get_args(Order)
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
        return False

    def shown(self, choice: Choice) -> Claim | None:
        """Return the claim at which a choice is: its own, or the first that it lets through."""
        return self.claims.get(choice.claim) or self.first(choice)

    def first(self, choice: Choice) -> Claim | None:
        """Return the first claim that a choice lets through; None if there is none."""
        return next(self._from(choice, 0), None)

    def after(self, choice: Choice, id: str) -> Claim | None:
        """Return the next claim that a choice lets through, going on at the beginning; None if there is none."""
        order = self._order(choice.order)
        place = self._place(choice.order).get(id, -1)
        return next(self._passing(choice, (*range(place + 1, len(order)), *range(max(place, 0)))), None)

    def before(self, choice: Choice, id: str) -> Claim | None:
        """Return the claim before one, as `after`."""
        order = self._order(choice.order)
        place = self._place(choice.order).get(id, len(order))
        return next(self._passing(choice, (*range(place - 1, -1, -1), *range(len(order) - 1, place, -1))), None)

    def window(self, choice: Choice, id: str, size: int) -> list[Claim]:
        """Return the claims around one in the queue: that one itself, and what a choice lets through.

        Args:
            choice: The choice.
            id: The claim's id.
            size: The greatest number of claims.
        """
        place = self._place(choice.order).get(id, 0)
        order = self._order(choice.order)
        before = self._passing(choice, range(place - 1, -1, -1))
        earlier = [claim for _, claim in zip(range(size // 4), before, strict=False)][::-1]
        here = [self.claims[id]] if id in self.claims else []
        later = self._passing(choice, range(place + 1, len(order)))
        return [*earlier, *here, *(claim for _, claim in zip(range(size - len(earlier) - 1), later, strict=False))]

    def count(self, choice: Choice) -> int:
        """Return the number of claims that a choice lets through."""
        return sum(1 for _ in self._from(choice, 0))

    def _take(self, session: ReviewSession) -> None:
        self._dossier: Dossier = session.dossier
        self.claims = {claim.id: claim for claim in self._dossier.claims}
        self._orders: dict[Order, list[str]] = {}
        self._places: dict[Order, dict[str, int]] = {}
        self._words: dict[str, str] = {}

    def _order(self, order: Order) -> list[str]:
        if order not in self._orders:
            self._orders[order] = self._ordered(order)
        return self._orders[order]

    def _place(self, order: Order) -> dict[str, int]:
        if order not in self._places:
            self._places[order] = {id: place for place, id in enumerate(self._order(order))}
        return self._places[order]

    def _ordered(self, order: Order) -> list[str]:
        ids = [claim.id for claim in self._dossier.claims]
        if order == "doubt":
            return [claim.id for claim in least_sure_first(self._dossier.claims)]
        if order == "event":
            told = [report.claim.id for event in reported_events(self._dossier) for report in event.reports]
            return list(dict.fromkeys((*told, *ids)))
        return ids

    def _from(self, choice: Choice, place: int) -> Iterator[Claim]:
        return self._passing(choice, range(place, len(self._order(choice.order))))

    def _passing(self, choice: Choice, places: tuple[int, ...] | range) -> Iterator[Claim]:
        order = self._order(choice.order)
        wanted = fold_word(choice.words).lower()
        for place in places:
            claim = self.claims[order[place]]
            if (
                _is_in(claim, choice.state)
                and choice.article in ("", claim.document)
                and (not wanted or wanted in self._said(claim))
            ):
                yield claim

    def _said(self, claim: Claim) -> str:
        """Return the folded words of a claim and its source."""
        if claim.id not in self._words:
            mention = claim.source.mention.exact if claim.source.mention else ""
            words = (claim.source.name or "", mention, *(part.exact for part in claim.content))
            self._words[claim.id] = fold_word(" ".join(words)).lower()
        return self._words[claim.id]


def _is_in(claim: Claim, state: State) -> bool:
    if state == "all":
        return True
    review = claim.review
    is_disputed = bool(review.opinions) and review.is_disputed
    if state == "differ":
        return is_disputed
    return review.status == ("draft" if state == "open" else state) and not is_disputed
