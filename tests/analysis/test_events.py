"""What can be one event: one answer for the groups of claims and for the rows of figures."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.analysis.events import Incidents, Setting, setting_of
from claims.model import Document, Span
from claims.model.facets import Facets, Place, Time
from claims.model.geography import EARTH_KM, ONE_PLACE_KM, Spot, can_be_one_place, destination, distance_km, spot

HERE = Span(0, 1, "x")


def place(country: str | None, lat: float | None = None, lon: float | None = None, **more: Any) -> Place:
    known = {"precision": "place" if lat is not None else None, "radius_km": 5.0, **more}
    return Place(HERE, "x", None, country, lat, lon, relation=None, candidates=(), rule="r", **known)


def said(
    day: str | None = None,
    where: Place | None = None,
    *,
    of: str = "d0",
    published: str | None = None,
    reckoned: bool = False,
) -> Setting:
    basis: Literal["text", "document"] = "document" if reckoned else "text"
    time = Time(HERE, day, "date", basis, None, None, None, None, None, None, None, False, None, "r")
    facets = Facets(times=(time,) if day else (), places=(where,) if where else ())
    return setting_of(facets, Document.from_text(of, "", "ar", published=published))


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (said("2018-12-06"), said("2018-12-06"), True),
        (said("2018-12-06"), said("2018-12-07"), False),
        (said("2018-12-06"), said("2018-12-07", reckoned=True), True),
        (said("2018-12-06"), said("2018-12-08", reckoned=True), False),
        (said("2018-12-06"), said("2018-12"), True),
        (said("2018-12-06"), said(of="d1", published="2018-12-10"), True),
        (said("2018-12-06"), said(of="d1", published="2018-12-20"), False),
        (said("2018-12-06", published="2018-12-20"), said(published="2018-12-20"), True),  # of one document
        (said(published="2018-12-06"), said(of="d1", published="2018-12-19T10:00:00Z"), True),
        (said(published="2018-12-06"), said(of="d1", published="2019-01-06"), False),
        (said(published="9999"), said(of="d1", published="2019-01-06"), False),
        (said(), said(of="d1", published="2019-01-06"), True),
        (said(where=place("LY")), said(where=place("SY")), False),
        (said(where=place("LY")), said(where=place(None)), True),
        (said(where=place("LY", 27.0, 14.4)), said(where=place("LY", 27.6, 14.4)), True),
        (said(where=place("LY", 27.0, 14.4)), said(where=place("LY", 27.7, 14.4)), False),
        (said(where=place("LY", 27.0, 14.4)), said(where=place("LY", 32.9, 13.2, precision="country")), True),
        (said(where=place("LY", 27.0, 14.4)), said(where=place("LY", 30.0, 16.0, radius_km=500.0)), True),
    ],
)
def test_claims_are_of_one_event_unless_what_both_say_keeps_them_apart(
    one: Setting, other: Setting, together: bool
) -> None:
    assert one.can_be_that_of(other) is together
    assert other.can_be_that_of(one) is together
    incidents = Incidents()
    numbers = [incidents.number(each, next(iter(each.documents))) for each in (one, other)]
    assert (numbers[0] == numbers[1]) is together


SETTINGS = st.builds(
    said,
    st.none() | st.dates().map(lambda day: f"2018-12-{day.day:02}"),
    st.none() | st.builds(place, st.sampled_from(["LY", "SY", None]), st.floats(20, 22), st.floats(20, 22)),
    of=st.sampled_from(["d0", "d1", "d2"]),
    published=st.none() | st.integers(1, 28).map(lambda day: f"2018-12-{day:02}"),
    reckoned=st.booleans(),
)


@given(st.lists(SETTINGS, max_size=8))
def test_an_incident_holds_no_two_settings_that_name_days_or_places_apart(settings: list[Setting]) -> None:
    incidents = Incidents()
    numbered = [(incidents.number(each, next(iter(each.documents))), each) for each in settings]
    for number, one in numbered:
        for other_number, other in numbered:
            if number == other_number and one.days and other.days:
                assert min(a.extent.days_to(b.extent) for a in one.days for b in other.days) <= 2


# Places


def test_a_distance_is_that_of_the_great_circle_on_the_mean_sphere() -> None:
    assert pytest.approx((2 * 6378.137 + 6356.752314245) / 3, abs=1e-4) == EARTH_KM
    assert distance_km(0, 0, 0, 180) == pytest.approx(20015.115, abs=0.01)
    assert distance_km(32.8872, 13.1913, 32.1167, 20.0667) == pytest.approx(651, abs=3)  # Tripoli, Benghazi


@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(0, 360), st.floats(0, 5000))
def test_a_destination_is_as_far_as_was_gone(lat: float, lon: float, bearing: float, km: float) -> None:
    there = destination(lat, lon, bearing, km)
    assert distance_km(lat, lon, *there) == pytest.approx(km, abs=0.01)
    near = can_be_one_place([Spot(None, (lat, lon))], [Spot(None, there)])
    assert near is (km <= ONE_PLACE_KM) or km == pytest.approx(ONE_PLACE_KM, abs=0.01)


@pytest.mark.parametrize(
    ("found", "known"),
    [
        (place("LY", 27.0, 14.4), Spot("LY", (27.0, 14.4), 5.0)),
        (place("LY", 27.0, 14.4, precision="country"), Spot("LY", None, 5.0)),
        (place("LY", float("nan"), 14.4), Spot("LY", None, 5.0)),
        (place("LY", 27.0, 14.4, radius_km=float("inf")), Spot("LY", (27.0, 14.4), 0.0)),
        (place(None), None),
    ],
)
def test_of_a_place_is_known_what_its_record_says(found: Place, known: Spot | None) -> None:
    assert spot(found) == known
