"""Whether two claims can be on the same event: when, where, of which kind, of whom."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.analysis.claim_dates import Days
    from claims.analysis.claim_profiles import Profile
    from claims.model.facets import Place

__all__ = ["TOLLS", "at_one_place", "can_be_one", "count_the_same", "nearest"]

_DAYS, _DAYS_OF_PUBLISHING = 1, 14
"""How far apart two dates of one event may be: those that claims name, and those of the documents."""
_DAYS_AFTER = 7
"""How long after a day that a claim names documents still report of it as news."""
TOLLS = frozenset({"killed", "captured", "released", "displaced", "missing"})
"""Counts of which an event has one; of the injured each hospital has its own."""
_KILOMETRES = 60
_EARTH = 6371.0


def can_be_one(one: Profile, other: Profile) -> bool:
    """Whether nothing that both say puts them on different events. Figures may differ; what is counted may not."""
    if one.force != other.force or (one.event and other.event and one.event != other.event):
        return False
    if one.happened and other.happened and one.happened.isdisjoint(other.happened):
        return False
    return not _apart(one, other) and _at_one_time(one, other)


def count_the_same(one: Profile, other: Profile) -> bool:
    """Whether both count those to whom one and the same thing happened, at one place."""
    return bool(one.happened & other.happened & TOLLS and one.places and other.places)


def _apart(one: Profile, other: Profile) -> bool:
    """Whether both name places, and none that could be one."""
    if not one.places or not other.places:
        return False
    return not any(at_one_place(here, there) for here in one.places for there in other.places)


def at_one_place(one: Place, other: Place) -> bool:
    """Whether two places are the same, near each other, or one the country of the other."""
    if one.geonames is not None and one.geonames == other.geonames:
        return True
    if "country" in {one.precision, other.precision}:
        return one.country is not None and one.country == other.country
    return _kilometres(one, other) <= max(_KILOMETRES, (one.radius_km or 0) + (other.radius_km or 0))


def _kilometres(one: Place, other: Place) -> float:
    """The great-circle distance of two places that have points."""
    here, there = (math.radians(place.lat or 0.0) for place in (one, other))
    east = math.radians((other.lon or 0.0) - (one.lon or 0.0))
    half = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(east / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))


def _at_one_time(one: Profile, other: Profile) -> bool:
    if one.times and other.times:
        return min(nearest(here, there) for here in one.times for there in other.times) <= _DAYS
    for told, reported in ((one.times, other.published), (other.times, one.published)):
        if told and reported:
            return min(nearest(stretch, reported) for stretch in told) <= _DAYS_AFTER
    if one.published and other.published:
        return nearest(one.published, other.published) <= _DAYS_OF_PUBLISHING
    return True


def nearest(one: Days, other: Days) -> int:
    """How many days lie between two stretches; 0 where they meet."""
    return max(0, one[0] - other[1], other[0] - one[1])
