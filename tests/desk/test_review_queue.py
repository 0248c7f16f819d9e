"""The queue: after any acts, it shows what a look through all claims would show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.desk.review_queue import STATES, Choice, ReviewQueue
from claims.review import source_meant
from claims.review.review_order import ORDERS
from claims.text import fold_word
from tests.review_log.made import CLAIMS, session

if TYPE_CHECKING:
    from claims.model import Claim
    from claims.review import ReviewSession

IDS = [claim.id for claim in CLAIMS]
ABSENT = "clm-000000000000"
choices = st.builds(
    Choice,
    order=st.sampled_from(["doubt", "article"]),
    state=st.sampled_from(STATES),
    article=st.sampled_from(["", "market", "hospital", "x"]),
    words=st.sampled_from(["", "القصف", "قتل", "شهود", "x"]),
)
deeds = st.tuples(st.sampled_from(["accept", "reject", "note", "undo", "merge"]), st.sampled_from(CLAIMS))


def is_in(claim: Claim, choice: Choice) -> bool:
    """Whether a choice lets a claim through."""
    disputed = claim.review.is_disputed and bool(claim.review.opinions)
    state = "differ" if disputed else {"draft": "open"}.get(claim.review.status, claim.review.status)
    mention = claim.source.mention.exact if claim.source.mention else ""
    said = " ".join([claim.source.name or "", mention, *(part.exact for part in claim.content)])
    return (
        choice.state in ("all", state)
        and choice.article in ("", claim.document)
        and fold_word(choice.words) in fold_word(said)
    )


def do(one: ReviewSession, what: str, claim: Claim) -> None:
    """What a reviewer does."""
    if what == "note":
        one.note(claim.id, "x")
    elif what == "merge":
        one.merge_sources([source for each in CLAIMS[1:3] if (source := source_meant(each)) is not None])
    elif what == "undo" and one.last_own is not None:
        one.undo(one.last_own.id)
    elif what in ("accept", "reject"):
        one.decide(claim.id, what)  # type: ignore[arg-type]  # one of the two


@given(st.lists(st.tuples(deeds, choices), max_size=8), st.sampled_from([*IDS, ABSENT]))
def test_the_queue_is_what_a_look_through_all_claims_shows(
    steps: list[tuple[tuple[str, Claim], Choice]], here: str
) -> None:
    one = session("منى")
    queue = ReviewQueue(one)
    for (what, claim), choice in steps:
        do(one, what, claim)
        queue.update(one)
        order = [each.id for each in ReviewQueue(one).window(Choice(choice.order, "all"), ABSENT, 99)]
        through = [id for id in order if is_in(one.claim(id), choice)]
        place = order.index(here) if here in order else -1
        later = [id for id in through if order.index(id) > place]
        earlier = [id for id in through if order.index(id) < place]
        assert queue.count(choice) == len(through)
        assert _id(queue.first(choice)) == next(iter(through), None)
        assert _id(queue.after(choice, here)) == next((id for id in [*later, *earlier] if id != here), None)
        before = [*earlier[::-1], *later[::-1]]
        assert _id(queue.before(choice, here)) == next((id for id in before if id != here), None)


def _id(claim: Claim | None) -> str | None:
    return None if claim is None else claim.id


@pytest.mark.parametrize("order", ORDERS)
def test_a_window_shows_the_claim_itself_and_what_is_around_it(order: str) -> None:
    one = session("منى")
    queue = ReviewQueue(one)
    choice = Choice.of({"order": order})
    whole = [claim.id for claim in queue.window(Choice.of({"order": order, "state": "all"}), "", 99)]
    one.decide(whole[1], "accept")
    queue.update(one)
    assert [claim.id for claim in queue.window(choice, whole[1], 99)] == whole
    assert [claim.id for claim in queue.window(choice, whole[2], 99)] == [whole[0], *whole[2:]]
    assert [claim.id for claim in queue.window(choice, whole[2], 2)] == [*whole[2:4]]
