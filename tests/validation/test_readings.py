"""What the rules about facets know: dates as EDTF writes them, and in which country a point lies."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model.edtf import day, is_edtf
from claims.validation.country_points import nearer_country

if TYPE_CHECKING:
    from datetime import date

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of its parser, about its own grammar
    from edtf import parse_edtf

RIGHT = [
    "2016", "2016-12", "2024-02-29", "2000-02-29", "201X", "XXXX-12", "XXXX-02-29", "2021-XX-12", "2021-04-XX",
    "2021-21", "2021~", "2021-03?", "2021-03-12/2021-03-15", "2021-03-12/..", "../2020", "/2020", "2020/",
    "2021-03-12T10:00:00Z",
    "Y170000", "{2020,2021}", "[2020..2022]", "2020-02/2020-05", "2021-03-12T10:00:00+02:00",
]  # fmt: skip
WRONG = [
    "", "2021-13", "2021-00", "2021-02-30", "2021-02-29", "1900-02-29", "2021-04-31", "XXXX-02-30", "2021-3-1", "20x1",
    " 2021", "2021\n", "2021-03-15/2021-03-12", "2021/2020", "../..", "/",
    "2021-03-12/2021-03-1", "2021-03-12T24:00:00", "{}",
    "٢٠٢١", "2021-22-01", "yesterday", "2021-03-12T10:00", "20210312",
]  # fmt: skip


@pytest.mark.parametrize("text", RIGHT)
def test_dates_that_can_be_read(text: str) -> None:
    assert is_edtf(text)
    assert parse_edtf(text)


@pytest.mark.parametrize("text", WRONG)
def test_dates_that_cannot_be_read(text: str) -> None:
    assert not is_edtf(text)


@given(st.from_regex(r"[12][0-9]{3}(-[0-3][0-9]){0,2}", fullmatch=True))
def test_what_can_be_read_is_in_the_grammar_of_the_library(text: str) -> None:
    if is_edtf(text):
        assert parse_edtf(text)


@given(st.dates())
def test_every_day_can_be_read(one: date) -> None:
    assert is_edtf(one.isoformat())
    assert day(one.isoformat()) == one


@pytest.mark.parametrize(
    ("country", "lat", "lon", "other"),
    [
        ("LY", 24.2, 14.6, None),
        ("LY", 21.0, 22.0, None),  # empty land: nobody is near
        ("LY", 33.9, 14.0, None),  # at sea
        ("LY", 48.85, 2.35, "FR"),
        ("LY", 30.04, 31.24, "EG"),
        ("RU", 43.1, 131.9, None),
        ("XX", 48.85, 2.35, None),  # not known, not judged
    ],
)
def test_a_point_far_from_its_country_is_seen(country: str, lat: float, lon: float, other: str | None) -> None:
    assert nearer_country(country, lat, lon) == other
