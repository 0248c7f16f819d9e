"""What reviewers did, folded into what the extractor read: nothing lost, nobody overruled unseen."""

from __future__ import annotations

from contextlib import suppress
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import (
    RELIABILITIES,
    Claim,
    Correction,
    Opinion,
    Review,
    ReviewAct,
    Source,
    SourceSeen,
    Translation,
)
from claims.model.facets import Event, Figure
from claims.model.review_acts import REVIEW_ACTS, seen_digest
from claims.review.review_session import ReviewSession, source_meant
from claims.review_log import fold
from tests.review_log.made import (
    CLAIMS,
    FIRE,
    HOSPITAL,
    KILLED,
    MARKET,
    MISSED,
    ROAD,
    WARD,
    claim,
    dossier,
    session,
    span,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable

MONA, SAMI, LEILA = "منى", "سامي", "Leila Haddad"


def read(acts: Iterable[ReviewAct], id: str = KILLED.id, **more: object) -> Claim:
    found = fold(dossier(acts, **more)).dossier.claims  # type: ignore[arg-type]
    return next(each for each in found if each.id == id)


def test_without_acts_a_claim_is_as_read() -> None:
    assert fold(dossier()).dossier.claims == CLAIMS


def test_an_accepted_claim_says_who_and_when() -> None:
    one = session(MONA)
    one.decide(KILLED.id, "accept", "قرئ")
    assert read(one.new).review == Review("accepted", MONA, "2026-03-01T09:00:00Z", "قرئ")
    assert read(one.new, ROAD.id) == ROAD


def test_a_reviewer_changes_her_mind() -> None:
    one = session(MONA)
    one.decide(KILLED.id, "accept")
    one.decide(KILLED.id, "reject", "نفي")
    assert read(one.new).review == Review("rejected", MONA, "2026-03-01T09:01:00Z", "نفي")


def differing() -> list[ReviewAct]:
    """One accepts; another, who has not seen that, rejects."""
    one, other = session(MONA), session(SAMI, day=2)
    one.decide(KILLED.id, "accept")
    other.decide(KILLED.id, "reject", "قاله آخر")
    return [*one.new, *other.new]


def test_two_who_differ_are_shown_as_differing() -> None:
    review = read(differing()).review
    assert (review.status, review.by, review.is_disputed) == ("draft", None, True)
    assert review.opinions == (
        Opinion(MONA, "2026-03-01T09:00:00Z", "accepted"),
        Opinion(SAMI, "2026-03-02T09:00:00Z", "rejected", "قاله آخر"),
    )


def test_who_disagrees_with_one_reviewer_starts_a_difference() -> None:
    one = session(MONA)
    one.decide(KILLED.id, "accept")
    other = session(SAMI, one.new, day=2)
    other.decide(KILLED.id, "reject")
    assert read([*one.new, *other.new]).review.is_disputed


@pytest.mark.parametrize("who", [MONA, SAMI, LEILA])
@pytest.mark.parametrize(("act", "status"), [("accept", "accepted"), ("reject", "rejected")])
def test_one_of_them_or_a_third_decides(who: str, act: str, status: str) -> None:
    before = differing()
    judge = session(who, before, day=3)
    judge.decide(KILLED.id, act)  # type: ignore[arg-type]
    review = read([*before, *judge.new]).review
    assert (review.status, review.by, review.is_disputed) == (status, who, False)


def test_a_third_who_did_not_know_of_the_difference_settles_nothing() -> None:
    third = session(LEILA, day=3)
    third.decide(KILLED.id, "accept")
    assert read([*differing(), *third.new]).review.is_disputed


def test_two_who_agree_are_both_named() -> None:
    one, other = session(MONA), session(SAMI, day=2)
    one.decide(KILLED.id, "accept")
    other.decide(KILLED.id, "accept")
    review = read([*one.new, *other.new]).review
    assert (review.status, review.by, review.is_disputed) == ("accepted", SAMI, False)
    assert [opinion.by for opinion in review.opinions] == [MONA]


def test_an_undone_act_counts_no_more_and_an_undone_undo_restores_it() -> None:
    one = session(MONA)
    accepted = one.decide(KILLED.id, "accept")
    undone = one.undo(accepted.id)
    assert read(one.new).review == Review()
    assert one.claim(KILLED.id).review == Review()
    one.undo(undone.id)
    assert read(one.new).review.status == "accepted"


def test_the_same_decision_after_an_undo_is_another_act() -> None:
    one = ReviewSession(dossier(), MONA, at=lambda: "2026-03-01T09:00:00Z")
    first = one.decide(KILLED.id, "accept")
    one.undo(first.id)
    again = one.decide(KILLED.id, "accept")
    assert again.id != first.id
    assert read(one.new).review.status == "accepted"


def test_acts_that_withdraw_each_other_do_nothing() -> None:
    one = session(MONA)
    one.decide(KILLED.id, "accept")
    circle = [
        ReviewAct(id=f"act-{name * 16}", act="undo", by=MONA, at="2026-03-01T10:00:00Z", undoes=f"act-{other * 16}")
        for name, other in (("a", "b"), ("b", "a"))
    ]
    assert read([*one.new, *circle]).review.status == "accepted"


SPOKESMAN = Source("المتحدث باسم الدفاع المدني", "person", None)


def test_a_corrected_source() -> None:
    one = session(MONA)
    one.correct(ROAD.id, Correction(source=SPOKESMAN))
    assert read(one.new, ROAD.id).source == SPOKESMAN
    assert read(one.new, ROAD.id).id == ROAD.id


def test_an_acceptance_of_what_was_corrected_since_no_longer_fits() -> None:
    one, other = session(MONA), session(SAMI, day=2)
    one.decide(ROAD.id, "accept")
    other.correct(ROAD.id, Correction(source=SPOKESMAN))
    found = fold(dossier([*one.new, *other.new]))
    assert [each.act.by for each in found.unfit] == [MONA]
    assert found.dossier.claims[1].review == Review()


def test_corrections_of_different_parts_stand_together() -> None:
    one, other = session(MONA), session(SAMI, day=2)
    one.correct(KILLED.id, Correction(source=replace(SPOKESMAN, kind="organization")))
    other.correct(KILLED.id, Correction(figures=()))
    found = read([*one.new, *other.new])
    assert found.source.kind == "organization"
    assert found.facets is not None
    assert found.facets.figures == ()


def test_two_who_correct_one_part_otherwise_are_shown_as_differing() -> None:
    one, other = session(MONA), session(SAMI, day=2)
    one.correct(ROAD.id, Correction(source=SPOKESMAN))
    other.correct(ROAD.id, Correction(source=Source("الشرطة", "organization", None)))
    found = read([*one.new, *other.new], ROAD.id)
    assert found.source == ROAD.source
    assert [(each.by, each.said) for each in found.review.opinions] == [(MONA, "corrected"), (SAMI, "corrected")]
    judge = session(LEILA, [*one.new, *other.new], day=3)
    judge.correct(ROAD.id, Correction(source=SPOKESMAN))
    assert read([*one.new, *other.new, *judge.new], ROAD.id).source == SPOKESMAN


def test_a_correction_of_a_correction_replaces_it() -> None:
    one = session(MONA)
    one.correct(ROAD.id, Correction(source=SPOKESMAN))
    other = session(SAMI, one.new, day=2)
    other.correct(ROAD.id, Correction(source=ROAD.source))
    assert read([*one.new, *other.new], ROAD.id).source == ROAD.source


def test_what_already_reads_so_is_no_correction() -> None:
    assert session(MONA).correct(ROAD.id, Correction(source=ROAD.source, mode="indirect")) is None


def test_a_corrected_boundary_keeps_only_the_readings_inside() -> None:
    one = session(MONA)
    one.correct(KILLED.id, Correction(content=(span(MARKET, "في السوق"),)))
    found = read(one.new)
    assert [part.exact for part in found.content] == ["في السوق"]
    assert (found.id, found.found) == (KILLED.id, None)
    assert found.facets is None or found.facets.figures == ()


def test_a_figure_and_an_event_are_corrected_and_taken_away() -> None:
    figure = Figure(span(MARKET, "19 شخصا"), "injured", 19, 19, "exact")
    event = Event(span(MARKET, "القصف"), "shelling")
    one = session(MONA)
    one.correct(KILLED.id, Correction(figures=(figure,), events=(event,)))
    facets = read(one.new).facets
    assert facets is not None
    assert (facets.figures, facets.event) == ((figure,), event)
    one.correct(KILLED.id, Correction(events=()))
    facets = read(one.new).facets
    assert facets is not None
    assert (facets.figures, facets.event) == ((figure,), None)


def test_an_added_claim_stands_where_its_words_are() -> None:
    one, other = session(MONA), session(SAMI, day=2)
    id = one.add("market", MISSED)
    assert other.add("market", MISSED) == id
    one.decide(id, "accept")
    found = fold(dossier([*one.new, *other.new]))
    assert [each.id for each in found.dossier.claims] == [KILLED.id, ROAD.id, FIRE.id, id, WARD.id]
    assert found.dossier.claims[3].review.status == "accepted"
    assert found.unfit == ()


def test_an_added_claim_that_the_extractor_finds_later_is_one_claim() -> None:
    one = session(MONA)
    id = one.add("market", MISSED)
    one.decide(id, "accept")
    assert MISSED.source
    assert MISSED.cue
    assert MISSED.content
    later = Claim(id, "market", MISSED.source, MISSED.cue, MISSED.content, "indirect")
    found = fold(dossier(one.new, claims=(*CLAIMS, later)))
    assert [each.review.status for each in found.dossier.claims if each.id == id] == ["accepted"]


def test_a_split_claim_gives_way_to_its_parts() -> None:
    one = session(MONA)
    parts = ((span(MARKET, "النار امتدت إلى المخازن"),), (span(MARKET, "الماء انقطع"),))
    one.split(FIRE.id, parts)
    found = [each for each in one.dossier.claims if each.document == "market"]
    assert [tuple(each.content) for each in found[2:]] == [*parts]
    assert FIRE.id not in {each.id for each in found}
    one.decide(found[3].id, "accept")
    assert read(one.new, found[3].id).review.status == "accepted"


def test_names_put_together_are_one_source() -> None:
    one = session(MONA)
    ours, theirs = source_meant(KILLED), source_meant(ROAD)
    assert ours
    assert theirs
    one.decide(ROAD.id, "accept")
    merged = one.merge_sources((ours, theirs))
    found = read(one.new, ROAD.id)
    assert (found.source.name, found.source.kind) == (KILLED.source.name, "person")
    assert found.review.status == "accepted"
    one.decide(ROAD.id, "reject")
    assert read(one.new, ROAD.id).review.status == "rejected"
    one.undo(merged.id)
    assert read(one.new, ROAD.id).source == ROAD.source


def test_names_that_another_keeps_apart_are_not_put_together() -> None:
    ours, theirs = SourceSeen("المصدر", "unnamed", "market"), SourceSeen("شهود", "group", "market")
    one, other = session(MONA), session(SAMI, day=2)
    one.merge_sources((ours, theirs))
    other.keep_apart((ours, theirs))
    assert read([*one.new, *other.new], FIRE.id).source == FIRE.source


def test_a_grade_of_a_source_is_that_of_all_its_claims() -> None:
    one = session(MONA)
    source = source_meant(KILLED)
    assert source
    one.grade_source(source, "B")
    one.grade_claim(KILLED.id, 3)
    grading = read(one.new).grading
    assert grading is not None
    assert (grading.reliability, grading.credibility, grading.by) == ("B", 3, MONA)
    assert read(one.new, ROAD.id).grading is None


def test_a_translation_outlives_a_corrected_source() -> None:
    one = session(MONA)
    one.translate(ROAD.id, Translation("en", "the road is closed", MONA, "human"))
    one.correct(ROAD.id, Correction(source=SPOKESMAN))
    one.translate(ROAD.id, Translation("en", "the road has been closed", MONA, "human"))
    assert [each.text for each in read(one.new, ROAD.id).translations] == ["the road has been closed"]


def test_claims_of_one_event_are_one_group() -> None:
    one = session(MONA)
    one.same_event((KILLED.id, WARD.id))
    (group,) = one.dossier.groups
    assert (group.claims, group.method) == ((KILLED.id, WARD.id), "hand")
    one.same_event((KILLED.id, WARD.id), same=False)
    assert one.dossier.groups == ()


LATER = "تحديث. " + MARKET


def test_a_correction_moves_with_its_words() -> None:
    one = session(MONA)
    one.correct(
        KILLED.id,
        Correction(cue=span(MARKET, "قال"), figures=(Figure(span(MARKET, "19 شخصا"), "injured", 19, 19, "exact"),)),
    )
    one.add("market", MISSED)
    moved = tuple(
        claim("market", LATER, each.source.name or "", each.source.kind, each.source.mention.exact, each.cue.exact,
              each.content[0].exact)
        for each in CLAIMS[:3] if each.source.mention
    )  # fmt: skip
    assert [each.id for each in moved] == [each.id for each in CLAIMS[:3]]
    found = fold(dossier(one.new, claims=(*moved, WARD), market=LATER))
    assert found.unfit == ()
    facets = found.dossier.claims[0].facets
    assert facets is not None
    (figure,) = facets.figures
    assert LATER[figure.span.start : figure.span.end] == figure.span.exact == "19 شخصا"
    (added,) = (each for each in found.dossier.claims if each.cue.exact == "وأن")
    assert LATER[added.cue.start : added.cue.end] == "وأن"


def test_what_no_longer_fits_is_listed_and_not_applied() -> None:
    corrected = MARKET.replace("19", "23")
    one = session(MONA)
    one.decide(KILLED.id, "accept")
    one.decide(ROAD.id, "accept")
    one.correct(FIRE.id, Correction(source=SPOKESMAN))
    now = claim("market", corrected, "المتحدث باسم الدفاع المدني", "person", "المتحدث باسم الدفاع المدني", "قال",
                "القصف قتل 23 شخصا في السوق")  # fmt: skip
    found = fold(dossier(one.new, claims=(now, ROAD, FIRE, WARD), market=corrected))
    assert [(each.act.claims[0].id, each.why) for each in found.unfit] == [
        (KILLED.id, "the dossier no longer has this claim")
    ]
    assert [each.review.status for each in found.dossier.claims] == ["draft", "accepted", "draft", "draft"]
    assert found.dossier.claims[2].source == SPOKESMAN


def test_a_digest_does_not_depend_on_the_place() -> None:
    assert seen_digest(KILLED) == seen_digest(replace(KILLED, cue=replace(KILLED.cue, start=9, end=12)))
    assert seen_digest(KILLED) != seen_digest(replace(KILLED, mode="mixed"))


Step = tuple[int, str, int]
PARTS = ((span(MARKET, "النار امتدت إلى المخازن"),), (span(MARKET, "الماء انقطع"),))


def done(one: ReviewSession, what: str, which: int, who: int, known: list[ReviewAct]) -> None:
    """What a reviewer does."""
    with suppress(ClaimsError):  # She has added or split it already.
        DEEDS[what](one, CLAIMS[which], who, known)


def pair() -> tuple[SourceSeen, SourceSeen]:
    return SourceSeen("المصدر", "unnamed", "market"), SourceSeen("شهود", "group", "market")


DEEDS: dict[str, Callable[[ReviewSession, Claim, int, list[ReviewAct]], object]] = {
    "accept": lambda one, claim, _who, _known: one.decide(claim.id, "accept"),
    "reject": lambda one, claim, _who, _known: one.decide(claim.id, "reject"),
    "note": lambda one, claim, who, _known: one.note(claim.id, f"{who}"),
    "source": lambda one, claim, who, _known: one.correct(
        claim.id, Correction(source=replace(SPOKESMAN, name=f"ن{who}"))
    ),
    "mode": lambda one, claim, _who, _known: one.correct(claim.id, Correction(mode="direct")),
    "content": lambda one, _claim, _who, _known: one.correct(
        ROAD.id, Correction(content=(span(MARKET, "الطريق مغلق"),))
    ),
    "figures": lambda one, _claim, _who, _known: one.correct(KILLED.id, Correction(figures=())),
    "within": lambda one, _claim, _who, _known: one.correct(ROAD.id, Correction(within=FIRE.id)),
    "split": lambda one, _claim, _who, _known: one.split(FIRE.id, PARTS),
    "grade": lambda one, claim, who, _known: one.grade_claim(claim.id, who + 1),
    "reliability": lambda one, _claim, who, _known: one.grade_source(pair()[0], RELIABILITIES[who]),
    "translate": lambda one, claim, who, _known: one.translate(
        claim.id, Translation("en", f"Words {who}", one.by, "human", "2026-03-01T09:00:00Z")
    ),
    "undo": lambda one, claim, _who, known: known and one.undo(known[CLAIMS.index(claim) % len(known)].id),
    "merge": lambda one, _claim, _who, _known: one.merge_sources(pair()),
    "apart": lambda one, _claim, _who, _known: one.keep_apart(pair()),
    "event": lambda one, _claim, _who, _known: one.same_event((KILLED.id, WARD.id)),
    "another event": lambda one, _claim, _who, _known: one.same_event((KILLED.id, WARD.id), same=False),
    "add": lambda one, _claim, _who, _known: one.add("market", MISSED),
}
deeds = st.sampled_from(sorted(DEEDS))
steps: st.SearchStrategy[list[Step]] = st.lists(st.tuples(st.integers(0, 2), deeds, st.integers(0, 3)), max_size=12)


def minutes(number: int) -> int:
    return number


def played(steps: list[Step], know: Callable[[int], bool], minute: Callable[[int], int] = minutes) -> list[ReviewAct]:
    """What three reviewers do, of whom each sees the acts of the others only now and then."""
    people = [MONA, SAMI, LEILA]
    acts: list[ReviewAct] = []
    own: dict[int, list[ReviewAct]] = {0: [], 1: [], 2: []}
    for number, (who, what, which) in enumerate(steps):
        known = list(acts) if know(number) else list(own[who])
        at = f"2026-03-01T09:{minute(number):02}:00Z"
        one = ReviewSession(dossier(known), people[who], at=lambda at=at: at)  # type: ignore[misc]
        done(one, what, which, who, known)
        acts += one.new
        own[who] += one.new
    return acts


@given(steps, st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing_and_no_act_is_lost(steps: list[Step], chance: random.Random) -> None:
    acts = played(steps, lambda _: chance.random() < 0.5)
    found = fold(dossier(acts))
    shuffled = [*acts, *acts[: len(acts) // 2]]
    chance.shuffle(shuffled)
    again = fold(dossier(shuffled))
    assert again.dossier.claims == found.dossier.claims
    assert again.unfit == found.unfit
    assert again.dossier.groups == found.dossier.groups
    assert set(again.acts.by_id) == {act.id for act in acts}


@given(steps, st.randoms(use_true_random=False), st.sampled_from(["one second", "wrong clocks"]))
def test_acts_of_one_second_and_of_wrong_clocks_come_after_what_they_refer_to(
    steps: list[Step], chance: random.Random, times: str
) -> None:
    clock = (lambda _: 0) if times == "one second" else (lambda _: chance.randrange(3))
    acts = played(steps, lambda _: chance.random() < 0.5, clock)
    found = fold(dossier(acts))
    place = {id: at for at, id in enumerate(found.acts.by_id)}
    for act in acts:
        assert all(place[each] < place[act.id] for each in (*act.after, *filter(None, [act.undoes])))
    chance.shuffle(acts)
    again = fold(dossier(acts))
    assert list(again.acts.by_id) == list(found.acts.by_id)
    assert again.dossier == replace(found.dossier, log=again.dossier.log)
    assert again.unfit == found.unfit


def test_in_one_second_an_undo_comes_after_what_it_undoes_and_a_settlement_after_both() -> None:
    now = "2026-03-01T09:00:00Z"
    one, other = (ReviewSession(dossier(), by, at=lambda: now) for by in (MONA, SAMI))
    one.decide(KILLED.id, "accept")
    other.decide(KILLED.id, "reject")
    judge = ReviewSession(dossier([*one.new, *other.new]), LEILA, at=lambda: now)
    settled = judge.decide(KILLED.id, "reject", "قرأت الرأيين")
    undone = judge.undo(settled.id)
    acts = [*one.new, *other.new, *judge.new]
    for order in permutations(acts):
        found = fold(dossier(order))
        assert list(found.acts.by_id)[2:] == [settled.id, undone.id]
        assert next(each for each in found.dossier.claims if each.id == KILLED.id).review.is_disputed
        assert fold(dossier([*order, *judge.new])).dossier.claims == found.dossier.claims
    review = read(acts[:3]).review
    assert (review.status, review.by, review.note) == ("rejected", LEILA, "قرأت الرأيين")


@given(steps)
def test_undoing_everything_gives_the_readings_back(steps: list[Step]) -> None:
    acts = played(steps, lambda _: True)
    one = session(LEILA, acts, day=9)
    for act in list(one.folded.acts.effective):
        if act.act != "undo":
            one.undo(act.id)
    assert one.dossier.claims == CLAIMS
    assert one.dossier.groups == ()


def test_there_is_a_deed_for_every_kind_of_act() -> None:
    made = [ReviewSession(dossier(), MONA) for _ in DEEDS]
    known = [session(SAMI).decide(KILLED.id, "accept")]
    for one, what in zip(made, DEEDS, strict=True):
        done(one, what, 0, 0, known)
    assert {act.act for one in made for act in one.new} == set(REVIEW_ACTS) - {"undo"}
    (undone,) = (session(MONA, known).undo(known[0].id),)
    assert undone.act == "undo"


@given(steps, deeds, st.integers(0, 2), st.integers(0, 3))
def test_any_act_can_be_undone_and_everything_is_as_before(steps: list[Step], what: str, who: int, which: int) -> None:
    acts = played(steps, lambda _: True)
    before = fold(dossier(acts))
    one = session([MONA, SAMI, LEILA][who], acts, day=9)
    done(one, what, which, who, acts)
    for act in one.new[::-1]:
        one.undo(act.id)
    for after in (one.folded, fold(dossier([*acts, *one.new]))):
        assert after.dossier.claims == before.dossier.claims
        assert after.dossier.groups == before.dossier.groups
        assert after.dossier.ties == before.dossier.ties
        assert after.unfit == before.unfit
        assert after.parts == before.parts


@given(steps)
def test_a_session_knows_each_claim_as_the_fold_does(steps: list[Step]) -> None:
    acts = played(steps, lambda _: True)
    one = session(SAMI, acts, day=9)
    for each in one.dossier.claims:
        one.decide(each.id, "accept")
        one.note(each.id, "x")
        assert one.claim(each.id) == read([*acts, *one.new], each.id)


def test_hospital_is_an_article() -> None:
    assert HOSPITAL[WARD.cue.start : WARD.cue.end] == "قالت"
