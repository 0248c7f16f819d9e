"""Dates as EDTF writes them: which can be read, which days they can mean, and how far apart these are."""

from __future__ import annotations

import warnings
from calendar import isleap
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model.edtf import Extent, day, day_number, extent, is_edtf, moments

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


# Days


@pytest.mark.parametrize(
    ("edtf", "first", "last", "about"),
    [
        ("2018-12-06", "2018-12-06", "2018-12-06", False),
        ("2018-02", "2018-02-01", "2018-02-28", False),
        ("2016", "2016-01-01", "2016-12-31", False),
        ("201X", "2010-01-01", "2019-12-31", False),
        ("2018-1X", "2018-10-01", "2018-12-31", False),
        ("2018-02-XX", "2018-02-01", "2018-02-28", False),
        ("2018-12-1X", "2018-12-10", "2018-12-19", False),
        ("2018-22", "2018-06-01", "2018-08-31", False),
        ("2018-24", "2018-12-01", "2019-02-28", False),
        ("2018-34", "2018-04-01", "2018-06-30", False),
        ("2018-41", "2018-07-01", "2018-12-31", False),
        ("2018-12~", "2018-12-01", "2018-12-31", True),
        ("2018?-12", "2018-12-01", "2018-12-31", True),
        ("2018-12-06T10:00:00Z", "2018-12-06", "2018-12-06", False),
        ("2016/2018-03", "2016-01-01", "2018-03-31", False),
        ("2016/..", "2016-01-01", None, False),
        ("2016/", "2016-01-01", None, False),
        ("../2016", None, "2016-12-31", False),
        ("{2016-01,2016-09}", "2016-01-01", "2016-09-30", False),
        ("[2016..2018]", "2016-01-01", "2018-12-31", False),
        ("[..2018]", None, "2018-12-31", False),
    ],
)
def test_the_days_of_a_date(edtf: str, first: str | None, last: str | None, about: bool) -> None:
    days = [None if each is None else date.fromisoformat(each).toordinal() for each in (first, last)]
    assert extent(edtf) == (*days, about)


@pytest.mark.parametrize("edtf", ["", "XXXX-12", "2018-13", "2018-02-30", "2019/2018", "../..", "yesterday", "{}", "X"])
def test_what_fixes_no_day_has_none(edtf: str) -> None:
    assert extent(edtf) is None


@given(st.text(alphabet="0123456789X-/.~?%{}[],TY ", max_size=20) | st.text(max_size=20))
def test_any_text_has_days_in_order_or_none(text: str) -> None:
    found = extent(text)
    assert found is None or found.first is None or found.last is None or found.first <= found.last


def test_days_are_counted_in_any_year() -> None:
    assert day_number(2018, 12, 6) == date(2018, 12, 6).toordinal()
    assert day_number(2018, 14) == date(2019, 2, 1).toordinal()
    assert day_number(1) - day_number(0) == 366
    assert day_number(0) - day_number(-1) == 365


ONE_DATE = st.from_regex(r"\A-?[0-9X]{2}[0-9]{2}(-[01][0-9X](-[0-3X][0-9X])?)?[?~%]?\Z")
ANY_EDTF = st.one_of(
    ONE_DATE,
    st.builds("{}/{}".format, ONE_DATE | st.just(".."), ONE_DATE | st.just("..") | st.just("")),
    st.builds(lambda dates: "{" + ",".join(dates) + "}", st.lists(ONE_DATE, min_size=1, max_size=3)),
).filter(is_edtf)


@given(ANY_EDTF)
def test_what_can_be_read_has_days_in_order_unless_it_says_no_year(text: str) -> None:
    found = extent(text)
    assert found is not None or "XX" in text
    assert found is None or found.first is None or found.last is None or found.first <= found.last


@given(st.dates(date(1, 1, 1), date(9998, 12, 31)))
def test_a_day_lies_in_its_month_its_year_and_what_leaves_digits_open(one: date) -> None:
    written, own = one.isoformat(), Extent(one.toordinal(), one.toordinal())
    assert extent(written) == own
    for wider in (written[:7], written[:4], f"{written[:3]}X", f"{written[:7]}-XX", f"{written[:4]}-XX-{written[8:]}"):
        found = extent(wider)
        assert found is not None
        assert found.common(own) == own
        assert found.days_to(own) == 0


@given(st.integers(-9999, 9999), st.integers(1, 12))
def test_the_days_of_a_month_follow_on_those_of_the_one_before(year: int, month: int) -> None:
    written = f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}"
    found = extent(written)
    assert found is not None
    assert found.first == day_number(year, month)
    assert found.last == day_number(year, month + 1) - 1
    assert is_edtf(f"{written[:-2]}02-29") is isleap(year)


@given(ANY_EDTF, ANY_EDTF)
def test_the_distance_is_the_same_both_ways_and_none_where_they_meet(one: str, other: str) -> None:
    here, there = extent(one), extent(other)
    if here and there:
        assert here.days_to(there) == there.days_to(here)
        assert (here.days_to(there) == 0) is here.meets(there)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("2018-12-06", "2018-12-06", 0), ("2018-12-06", "2018-12-07", 1), ("2018-12", "2019-01-01", 1),
        ("2018", "2018-12-06", 0), ("../2017", "2018-01-03", 3), ("2018/..", "../2016-12-31", 366),
        ("{2016,2018}", "2017", 0), ("2018-24", "2019-02-28", 0), ("-0001", "0000-01-02", 2),
    ],
)  # fmt: skip
def test_how_far_apart_dates_are(one: str, other: str, apart: int) -> None:
    here, there = extent(one), extent(other)
    assert here is not None
    assert there is not None
    assert here.days_to(there) == apart


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2018-0X-31", (2018, 1, 31), (2018, 8, 31)),
        ("190X-02-29", (1904, 2, 29), (1908, 2, 29)),
        ("2018-XX", (2018, 1, 1), (2018, 12, 31)),
        ("-19XX", (-1999, 1, 1), (-1900, 12, 31)),
        ("Y170000", (170000, 1, 1), (170000, 12, 31)),
        ("Y-17E4", (-170000, 1, 1), (-170000, 12, 31)),
    ],
)
def test_days_that_no_calendar_of_the_library_has(
    edtf: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert extent(edtf) == Extent(day_number(*first), day_number(*last))


@pytest.mark.parametrize("edtf", ["XXXX-12", "Y1E99999", "[XXXX-12,2018]", "2018/XXXX"])
def test_a_date_that_says_no_year_can_be_read_and_has_no_days(edtf: str) -> None:
    assert is_edtf(edtf)
    assert extent(edtf) is None


@pytest.mark.parametrize("edtf", ["2021-05/2021-03", "{2018..2016}", "XXX1-02-29", "2016, 2018", "{2016/2018}"])
def test_what_no_day_can_be_cannot_be_read(edtf: str) -> None:
    assert not is_edtf(edtf)


# Moments


@pytest.mark.parametrize(
    "text",
    ["2024-03-13T08:00:00Z", "2024-03-13t08:00:00.25z", "2024-03-13T08:00:60+02:00", "9999-12-31T23:59:59-12:00"],
)
def test_a_date_time_is_one_moment_of_the_day_on_which_it_was_written(text: str) -> None:
    found, on = moments(text), date.fromisoformat(text[:10]).toordinal()
    assert found is not None
    assert found[0] == found[1]
    assert extent(text) == Extent(on, on)


@given(
    st.datetimes(
        datetime(2, 1, 1),  # noqa: DTZ001 - the zone is drawn
        datetime(9998, 1, 1),  # noqa: DTZ001
        timezones=st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))),
    )
)
def test_moments_run_as_time_does(one: datetime) -> None:
    found = moments(one.isoformat())
    start = moments("0002-01-01T00:00:00Z")
    assert found is not None
    assert start is not None
    assert timedelta(microseconds=found[0] - start[0]) == one - datetime(2, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("text", [None, "", "../2018", "XXXX-12", "2024-03-13T25:00:00Z", "yesterday"])
def test_what_says_no_moment_has_none(text: str | None) -> None:
    assert moments(text) is None


def test_a_day_ends_where_the_next_begins() -> None:
    one, next_one = moments("9999-12-31"), moments("2024-03-13")
    assert one is not None
    assert next_one is not None
    assert one[1] - one[0] == next_one[1] - next_one[0] == 86_400_000_000 - 1
