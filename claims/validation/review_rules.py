"""Rules for reviewers' acts, and the claims as reviewers left them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.errors import ClaimsError
from claims.model import act_from_record, claim_from_record
from claims.model.review_acts import act_id
from claims.review_log import Acts, ClaimFold
from claims.validation.findings import Problem
from claims.validation.schema_messages import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from claims.model import Claim, ReviewAct
    from claims.validation.record_input import Item

__all__ = ["ReviewSet", "in_claims"]

_NEAR = 16
"""How many acts may be alike in everything but the id for it to be checked."""


class ReviewSet:
    """The acts of a dossier's reviewers, which are checked before its claims."""

    def __init__(self, text_of: Callable[[str], str | None]) -> None:
        """Create an empty set; `text_of` returns the text of a document, None if there is none."""
        self._text_of = text_of
        self._acts: dict[str, ReviewAct] = {}
        self._places: dict[str, tuple[Item, str | None]] = {}
        self._folding: ClaimFold | None = None
        self._malformed: set[str | None] = set()

    def meet(self, id: str | None) -> None:
        """Note that the set has a claim which is not well-formed, so that acts on it cannot be applied."""
        self._malformed.add(id)

    def check(self, record: Mapping[str, Any], item: Item, file: str | None) -> list[Problem]:
        """Return the problems of one more act, which has the form of one: E301 duplicate-id, E319 act-altered."""
        try:
            act = act_from_record(record)
        except ClaimsError as error:
            return [Problem("E103", (), error.what)]
        known = self._acts.setdefault(act.id, act)
        self._places.setdefault(act.id, (item, file))
        if known != act:
            return [Problem("E301", ("id",), f"the id {shown(act.id)} is already used by another act")]
        if not any(act_id(record, occurrence) == act.id for occurrence in range(_NEAR)):
            message = "the act is not the one that was recorded: its id does not match; restore the line from git"
            return [Problem("E319", ("id",), message)]
        return []

    def claims(self, claim: Any, record: Callable[[], Mapping[str, Any]]) -> list[Claim] | None:
        """Return what a claim as read stands for after all acts; None if no act is about it.

        Args:
            claim: The well-formed claim.
            record: Returns its JSON object.
        """
        folding = self._fold()
        if folding is None:
            return None
        if not folding.is_touched(claim):
            folding.claims(claim)  # It is there.
            return None
        return [folding.placed(each) for each in folding.claims(claim_from_record(record()))]

    def added(self) -> Iterator[tuple[Claim, Item, str | None]]:
        """Yield the claims that reviewers added, each with the act that did; call after all claims."""
        folding = self._fold()
        for claim in folding.finish() if folding else ():
            acts = (act for act in self._acts.values() if act.act == "add" and act.claims[0].id == claim.id)
            yield folding.placed(claim) if folding else claim, *self._places[next(acts).id]

    def unfit(self) -> Iterator[tuple[Problem, Item, str | None]]:
        """Yield W513 act-unfit for each act that no longer fits, with the act; call after `added`."""
        folding = self._fold()
        for each in folding.unfit() if folding else ():
            if any(target.id in self._malformed for target in each.act.claims):
                continue
            problem = Problem("W513", (), f"the act of {each.act.by} is not applied: {each.why}")
            yield problem, *self._places[each.act.id]

    def _fold(self) -> ClaimFold | None:
        if self._folding is None and self._acts:
            self._folding = ClaimFold(Acts(self._acts.values()), self._text_of)
        return self._folding


def in_claims(claim: Any) -> Sequence[Problem]:
    """Report a review that stands in a dossier's claims.jsonl: E318 review-in-claims."""
    review = claim.review
    is_draft = review is None or (review.status == "draft" and review.by is None)
    if is_draft and not claim.grading and not claim.translations:
        return ()
    what = "factsheet migrate moves it to the reviewer's own file"
    return (Problem("E318", (), f"the line holds what reviewers did, as earlier versions wrote it: {what}"),)
