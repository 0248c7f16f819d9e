"""Which claims report one event: what they say of type, day, place and toll decides."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from claims.analysis.reported_events import reported_events
from claims.model import Act, Claim, Document, Dossier, Group, Made, Review, Source, Span, Ties
from claims.model.facets import Event, Facets, Figure, Place, Time, Weekday, What

SABHA, DERNA, TRIPOLI = (
    Place(Span(0, 1, "x"), name, number, "LY", lat, lon, "place", 5.0)
    for name, number, lat, lon in (("Sabha", 1, 27.0, 14.4), ("Derna", 2, 32.8, 22.6), ("Tripoli", 3, 32.9, 13.2))
)
LIBYA = Place(Span(0, 1, "x"), "Libya", 4, "LY", 28.0, 17.0, "country", 900.0)


@dataclass(frozen=True)
class Say:
    """A claim: what it says of an event, in the document of a number."""

    type: str | None = None
    killed: int | None = None
    injured: int | None = None
    captured: int | None = None
    displaced: int | None = None
    day: str | None = None
    weekday: Weekday | None = None
    vague: bool = False
    place: Place | None = None
    act: Act = "state"
    of: int = 0


def claim(at: int, say: Say) -> Claim:
    here = Span(at * 10, at * 10 + 5, "words")
    counts: dict[What, int | None] = {
        "killed": say.killed, "injured": say.injured, "captured": say.captured, "displaced": say.displaced,
    }  # fmt: skip
    figures = tuple(
        Figure(here, what, number, number, "exact") for what, number in counts.items() if number is not None
    )
    named = say.day or say.weekday or say.vague
    time = Time(here, say.day, basis="text" if say.day else None, weekday=say.weekday)
    facets = Facets(
        figures,
        (time,) if named else (),
        (say.place,) if say.place else (),
        event=Event(here, say.type) if say.type else None,
    )
    source = Source(f"source {at}", "organization", None)
    return Claim(f"clm-{at:012x}", f"d{say.of}", source, here, (here,), "indirect", None, say.act, facets=facets)


def dossier(
    said: list[Say],
    published: str | None = "2024-03-13",
    *,
    groups: tuple[tuple[int, ...], ...] = (),
    same: tuple[tuple[int, int], ...] = (),
    apart: tuple[tuple[int, int], ...] = (),
) -> Dossier:
    documents = tuple(
        Document.from_text(f"d{number}", "", "ar", published=published)
        for number in dict.fromkeys(say.of for say in said)
    )
    claims = tuple(claim(at, say) for at, say in enumerate(said))
    made = tuple(
        Group(f"grp-{at:012x}", tuple(claims[n].id for n in numbers), "hand", None, None, "0")
        for at, numbers in enumerate(groups)
    )
    one_event, two_events = (tuple((claims[n].id, claims[m].id) for n, m in pairs) for pairs in (same, apart))
    ties = Ties(one_event=one_event, two_events=two_events)
    return Dossier(None, ("ar",), Made("0"), documents, claims, groups=made, ties=ties)


def events(found: Dossier) -> list[list[int]]:
    """The numbers of the claims of each event, in order."""
    return sorted(sorted(int(report.claim.id[4:], 16) for report in event.reports) for event in reported_events(found))


STRIKE = Say("shelling", killed=9, day="2024-03-12", place=SABHA)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # Claims that say less join the event before them.
        ([STRIKE, Say(injured=20)], [[0, 1]]),
        ([STRIKE, Say("shelling")], [[0, 1]]),
        ([STRIKE, Say("shelling", act="accuse")], [[0, 1]]),
        ([STRIKE, Say("attack", act="deny")], [[0, 1]]),
        ([STRIKE, Say("armed_clash")], [[0, 1]]),  # reports use one for the other
        ([Say(injured=20), STRIKE], [[0, 1]]),  # the first event after it, where there is none before
        # Near misses: what they say keeps them apart, or is only theirs.
        ([STRIKE, Say("shelling", killed=6, place=DERNA)], [[0], [1]]),
        ([STRIKE, Say("shelling", killed=6, day="2024-03-10")], [[0], [1]]),
        ([STRIKE, Say("agreement", day="2024-03-12")], [[0], [1]]),
        ([STRIKE, Say("displacement", displaced=900)], [[0], [1]]),
        ([STRIKE, Say("shelling", killed=48_000)], [[0], [1]]),  # no two counts of one event
        ([STRIKE, Say("shelling", killed=48, day="2023-10-07/..")], [[0], [1]]),  # a period is no day
        ([STRIKE, Say("shelling", killed=31, vague=True)], [[0], [1]]),  # since the beginning of the year
        ([Say("attack", killed=30), Say(injured=6, weekday="friday")], [[0]]),
        ([Say("attack", killed=1), Say("armed_clash", place=TRIPOLI)], [[0], [1]]),
        ([Say("attack", place=SABHA), Say("landmine_ied", killed=19)], [[0], [1]]),
        # Nothing happened, or not when, where or to how many.
        ([Say("shelling")], []),
        ([Say("statement_of_intent", day="2024-03-12")], []),
        ([Say("shelling", killed=9, act="demand")], []),
        ([Say("shelling", killed=9, act="expect")], []),
        ([Say("shelling", day="2024-03-12", act="warn")], []),
        ([Say()], []),
    ],
)
def test_claims_of_one_document_are_of_one_event_or_not(said: list[Say], expected: list[list[int]]) -> None:
    assert events(dossier(said)) == expected


@pytest.mark.parametrize(
    ("said", "groups", "expected"),
    [
        # Grouped, and they count the same, or name the same type.
        ([STRIKE, Say("shelling", killed=15, of=1)], ((0, 1),), [[0, 1]]),
        ([STRIKE, Say(killed=15, of=1)], ((0, 1),), [[0, 1]]),
        ([STRIKE, Say("shelling", place=LIBYA, of=1)], ((0, 1),), [[0, 1]]),
        # Grouped, but apart in what they say, or with nothing in common that tells of an event.
        ([STRIKE, Say("shelling", killed=15, place=DERNA, of=1)], ((0, 1),), [[0], [1]]),
        ([STRIKE, Say("shelling", killed=15, day="2024-03-20", of=1)], ((0, 1),), [[0], [1]]),
        ([STRIKE, Say("attack", day="2024-03-12", of=1)], ((0, 1),), [[0], [1]]),
        # Not grouped: the same type, day and place, and numbers near each other.
        ([STRIKE, Say("shelling", killed=15, day="2024-03-12", place=SABHA, of=1)], (), [[0, 1]]),
        ([STRIKE, Say("shelling", killed=40, day="2024-03-12", place=SABHA, of=1)], (), [[0], [1]]),
        ([STRIKE, Say("shelling", killed=15, day="2024-03-12", of=1)], (), [[0], [1]]),
        ([STRIKE, Say("shelling", killed=15, place=SABHA, of=1)], (), [[0], [1]]),
        ([STRIKE, Say("armed_clash", killed=15, day="2024-03-12", place=SABHA, of=1)], (), [[0], [1]]),
        # A denial joins the one event that it can deny.
        ([STRIKE, Say("shelling", place=SABHA, act="deny", of=1)], (), [[0, 1]]),
        ([STRIKE, Say("shelling", place=DERNA, act="deny", of=1)], (), [[0], [1]]),
    ],
)
def test_claims_of_two_documents_are_of_one_event_or_not(
    said: list[Say], groups: tuple[tuple[int, ...], ...], expected: list[list[int]]
) -> None:
    assert events(dossier(said, groups=groups)) == expected


def test_an_event_is_named_as_its_lead_tells_it_if_that_says_what_happened() -> None:
    """A bombardment that is left open from where it came never outvotes those who say it."""

    def named(*rules: tuple[str, str]) -> str | None:
        found = dossier(
            [Say(kind, killed=9, day="2024-03-12", place=SABHA, of=at) for at, (kind, _) in enumerate(rules)]
        )
        claims = tuple(
            replace(each, facets=replace(each.facets, event=replace(each.facets.event, rule=rule)))
            for each, (_, rule) in zip(found.claims, rules, strict=True)
            if each.facets and each.facets.event
        )
        groups = (Group("grp-000000000000", tuple(each.id for each in claims), "words", None, 1.0, "1"),)
        (event,) = reported_events(replace(found, claims=claims, groups=groups))
        return event.type

    air, ground = ("air_strike", "event:specific"), ("shelling", "event:specific")
    bombed, explosion = ("shelling", "event:open"), ("other", "event:mishap")
    assert named(air, bombed, bombed) == "air_strike"
    assert named(bombed, bombed, air) == "air_strike"
    assert named(ground, air, air) == "shelling"  # The sheet quotes the lead below the heading.
    assert named(bombed, explosion, bombed) == "shelling"
    assert named(bombed, bombed) == "shelling"
    assert named(("attack", "event:decisive"), ("attack", "event:general")) == "attack"
    assert named(("attack", "event:death"), ("attack", "event:death")) == "attack"
    assert named(explosion, ("attack", "event:death")) is None  # Those who died in a fire were not attacked.
    assert named(explosion, explosion, air) is None  # One of three says what caused the fire.
    assert named(explosion, ("attack", "event:general"), bombed) == "shelling"
    assert named(air, explosion, explosion) == "air_strike"


def test_two_tolls_of_one_source_under_two_names_of_events_are_two_events() -> None:
    def with_sources(*names: str) -> Dossier:
        found = dossier([Say("landmine_ied", killed=4, place=SABHA), Say("attack", killed=9, place=SABHA)])
        named = zip(found.claims, names, strict=True)
        return replace(found, claims=tuple(replace(each, source=Source(name, "person", None)) for each, name in named))

    assert events(with_sources("وزارة الدفاع", "المتحدث باسم الوزارة علي سالم")) == [[0], [1]]
    assert events(with_sources("وزارة الدفاع", "محافظ سبها")) == [[0, 1]]


def test_who_says_what_set_a_fire_explains_it() -> None:
    fire, strike, toll = (
        Event(Span(0, 1, "x"), type_, rule)
        for type_, rule in (("other", "event:mishap"), ("air_strike", "event:specific"), ("attack", "event:death"))
    )
    found = dossier([Say("other", killed=9, place=SABHA), Say("other"), Say("air_strike"), Say("attack", killed=9)])
    claims = tuple(
        replace(each, facets=replace(each.facets, event=event))
        for each, event in zip(found.claims, (fire, fire, strike, toll), strict=True)
        if each.facets
    )
    (event,) = reported_events(replace(found, claims=claims))
    assert event.type is None
    assert event.mishap is event.lead
    assert [event.explains(report) for report in event.reports] == [False, False, True, False]


def test_groups_are_no_evidence_where_neither_setting_nor_date_is_known() -> None:
    said = [Say("attack", killed=6), Say("attack", killed=9, of=1)]
    assert events(dossier(said, groups=((0, 1),))) == [[0, 1]]
    assert events(dossier(said, published=None, groups=((0, 1),))) == [[0], [1]]


def test_rejected_claims_report_nothing() -> None:
    found = dossier([STRIKE, Say(injured=20)])
    first, second = found.claims
    rejected = replace(found, claims=(replace(first, review=Review("rejected")), second))
    assert events(rejected) == [[1]]


def test_an_event_keeps_its_id_when_a_later_document_reports_it() -> None:
    before = dossier([STRIKE])
    after = dossier([STRIKE, Say("shelling", killed=15, of=1)], groups=((0, 1),))
    assert [event.id for event in reported_events(before)] == [event.id for event in reported_events(after)]


def test_a_headline_and_the_sentence_that_adds_the_weekday_are_one_event() -> None:
    headline = Say("attack", killed=7, place=SABHA)
    assert events(dossier([headline, Say("attack", killed=7, weekday="monday", place=SABHA)])) == [[0, 1]]
    assert events(dossier([headline, Say("attack", killed=9, weekday="monday", place=SABHA)])) == [[0], [1]]
    assert events(dossier([headline, Say("attack", killed=7, day="2024-02-01", place=SABHA)])) == [[0], [1]]


def test_the_type_is_that_of_most_claims_that_name_what_happened() -> None:
    (event,) = reported_events(dossier([Say("attack", killed=9), Say("attack"), Say("shelling")]))
    assert event.type == "shelling"
    assert event.is_told_in_full


_SAID = st.builds(
    Say,
    type=st.sampled_from([None, "attack", "shelling", "armed_clash", "arrest", "agreement", "displacement"]),
    killed=st.sampled_from([None, 1, 9, 15, 400]),
    captured=st.sampled_from([None, 3]),
    day=st.sampled_from([None, "2024-03-12", "2024-03-10", "2024-03", "2023-10-07/.."]),
    weekday=st.sampled_from([None, "friday"]),
    place=st.sampled_from([None, SABHA, DERNA, LIBYA]),
    act=st.sampled_from(["state", "deny", "demand", "accuse"]),
    of=st.integers(0, 3),
)


@given(
    st.lists(_SAID, max_size=9), st.lists(st.lists(st.integers(0, 8), min_size=2, max_size=4, unique=True), max_size=3)
)
def test_no_event_holds_days_or_places_apart_and_no_claim_is_in_two(said: list[Say], groups: list[list[int]]) -> None:
    known = tuple(tuple(n for n in numbers if n < len(said)) for numbers in groups)
    found = dossier(said, groups=tuple(numbers for numbers in known if len(numbers) > 1))
    gathered = events(found)
    assert len([n for numbers in gathered for n in numbers]) == len({n for numbers in gathered for n in numbers})
    for numbers in gathered:
        assert len({said[n].place for n in numbers} - {None, LIBYA}) <= 1
        days = {said[n].day for n in numbers} - {None, "2024-03"}
        assert len(days) <= 1
    assert gathered == events(found)


def elsewhere(say: Say, document: int) -> Say:
    """The same, said in another document."""
    return dataclasses.replace(say, of=document)


DISPLACED = Say("displacement", displaced=900)
OTHER = Say("shelling", killed=6, place=DERNA)
NOTHING = Say()


@pytest.mark.parametrize(
    ("said", "same", "apart", "expected"),
    [
        # Said to be one, whatever their words say.
        ([STRIKE, OTHER], ((0, 1),), (), [[0, 1]]),
        ([STRIKE, elsewhere(OTHER, 1)], ((0, 1),), (), [[0, 1]]),
        ([STRIKE, NOTHING], ((0, 1),), (), [[0, 1]]),
        ([NOTHING, elsewhere(NOTHING, 1)], ((0, 1),), (), [[0, 1]]),
        ([STRIKE, Say("shelling", killed=9, act="demand")], ((0, 1),), (), [[0, 1]]),
        # Those that say less come along with a claim that tells of an event, and not the other way round.
        ([STRIKE, Say(injured=20), elsewhere(OTHER, 1)], ((0, 2),), (), [[0, 1, 2]]),
        ([STRIKE, Say(type="armed_clash"), elsewhere(OTHER, 1)], ((1, 2),), (), [[0], [1, 2]]),
        # Said to be two.
        ([STRIKE, Say(injured=20)], (), ((0, 1),), [[0], [1]]),
        ([STRIKE, Say("shelling")], (), ((0, 1),), [[0], [1]]),
        ([STRIKE, elsewhere(STRIKE, 1)], (), ((0, 1),), [[0], [1]]),
        ([STRIKE, elsewhere(STRIKE, 1), elsewhere(STRIKE, 2)], (), ((0, 1),), [[0, 2], [1]]),
        ([STRIKE, Say("attack", act="deny")], (), ((0, 1),), [[0], [1]]),
        # Both: who is said to be apart leaves, and does not come along.
        ([STRIKE, Say(injured=20), elsewhere(OTHER, 1)], ((0, 2),), ((1, 2),), [[0, 2], [1]]),
        ([STRIKE, OTHER, DISPLACED], ((0, 1), (1, 2)), (), [[0, 1, 2]]),
    ],
)
def test_what_reviewers_say_of_two_claims_comes_first(
    said: list[Say], same: tuple[tuple[int, int], ...], apart: tuple[tuple[int, int], ...], expected: list[list[int]]
) -> None:
    assert events(dossier(said, same=same, apart=apart)) == expected


def test_a_tie_of_a_rejected_claim_makes_no_event() -> None:
    found = dossier([NOTHING, NOTHING], same=((0, 1),))
    rejected = replace(found.claims[1], review=Review("rejected"))
    assert events(replace(found, claims=(found.claims[0], rejected))) == []
