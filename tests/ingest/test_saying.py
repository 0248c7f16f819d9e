import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest import metadata_values
from claims.ingest.page_dates import is_moment, moment

MOMENTS = {
    "2021-01-05": "2021-01-05",
    "2021-01": "2021-01",
    "2021": "2021",
    "2021-01-05T18:30:00+02:00": "2021-01-05T18:30:00+02:00",
    "2021-01-05T18:30:00.123Z": "2021-01-05T18:30:00.123Z",
    "2021-01-05T18:30+0200": "2021-01-05T18:30:00+02:00",
    "2021-01-05 18:30:00 UTC": "2021-01-05T18:30:00Z",
    "2021-01-05 18:30:00": "2021-01-05",
    "Tue, 05 Jan 2021 16:30:00 GMT": "2021-01-05T16:30:00Z",
    "5 Jan 2021 18:30:00 +0200": "2021-01-05T18:30:00+02:00",
    "05/01/2021": None,
    "5 يناير 2021": None,
    "yesterday": None,
    "2021-02-30": None,
    "2021-13": None,
    "0001-01-01T00:00:00Z": None,
    "1970-01-01T00:00:00+00:00": None,
    "": None,
}


@pytest.mark.parametrize(("said", "date"), MOMENTS.items())
def test_a_date_is_read_only_where_it_has_one_meaning(said: str, date: str | None) -> None:
    assert moment(said) == date


@given(st.text(alphabet="0123456789-T:+Z. ", max_size=30))
def test_what_is_read_is_a_date_of_a_record(said: str) -> None:
    date = moment(said)
    assert date is None or is_moment(date)


BYLINES = {
    "By Nadia Ferchiou": "Nadia Ferchiou",
    "بقلم: هدى القماطي": "هدى القماطي",
    "كتب: سالم": "سالم",
    "كتبي سالم": "كتبي سالم",
    "admin": None,
    "https://facebook.com/someone": None,
    "ahmed@example.org": None,
    "2021": None,
    "\u202eهدى": "هدى",
    "a\u0000b": None,
    "x" * 200: None,
}


@pytest.mark.parametrize(("said", "name"), BYLINES.items(), ids=map(ascii, BYLINES))
def test_a_byline_is_a_name(said: str, name: str | None) -> None:
    assert metadata_values.byline(said) == name


ADDRESSES = {
    "https://n.example/a": "https://n.example/a",
    "/a?b=1": "https://base.example/a?b=1",
    "https://n.example/": None,
    "javascript:alert(1)": None,
    "https://[x": None,
    "https://n.example/a b": None,
}


@pytest.mark.parametrize(("said", "address"), ADDRESSES.items())
def test_an_address_is_that_of_a_page(said: str, address: str | None) -> None:
    assert metadata_values.address(said, "https://base.example/x/") == address
