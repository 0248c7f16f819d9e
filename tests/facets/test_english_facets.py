"""What English texts count, when, where, who and what kind of event, by the tables of sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words  # type: ignore[import-untyped]

from claims.extraction import facet_reader_of
from claims.languages.en.facets import event_types, figures, parties, places, times
from claims.languages.en.facets.english_words import Text
from claims.languages.en.facets.number_words import numbers
from claims.model.event_types import EVENT_TYPES
from claims.model.facets import Figure, Party, Place, TextFacets, Time
from tests.facets.tables import cases, number

FIGURES, TIMES, PLACES = (cases(f"english_{name}.txt") for name in ("figures", "times", "places"))
PARTIES, EVENTS, NUMBERS = (cases(f"english_{name}.txt") for name in ("parties", "events", "numbers"))
Rows = list[tuple[str, ...]]


def ids(table: list[tuple[str, Rows]]) -> list[str]:
    return [case[0][:40] for case in table]


def figure_row(figure: Figure) -> tuple[str, ...]:
    least, most = ("-" if value is None else str(value) for value in (figure.min, figure.max))
    unit = figure.unit.exact if figure.unit else "-"
    return figure.what, least, most, figure.bound, figure.span.exact, unit


def time_row(time: Time) -> tuple[str, ...]:
    named = [
        f"{name}={value}"
        for name in ("calendar", "weekday", "part", "phase", "clock", "duration")
        if (value := getattr(time, name)) is not None
    ]
    return (time.span.exact, time.edtf or "-", time.kind, *named, *(["about"] if time.about else []))


def place_row(place: Place) -> tuple[str, ...]:
    number = "-" if place.geonames is None else str(place.geonames)
    return place.span.exact, number, place.country or "-", place.precision or "-", place.rule


def party_row(party: Party) -> tuple[str, ...]:
    return party.span.exact, party.name, party.kind, party.known or "-", party.rule


@pytest.mark.parametrize("row", [case[0] for case in NUMBERS])
def test_a_line_is_read_as_one_whole_number(row: str) -> None:
    words, least, most, bound = (cell.strip() for cell in row.split("|"))
    text = Text(words)
    found = numbers().at(text, 0)
    assert found is not None
    assert (found.last, found.min, found.max, found.bound) == (len(text), number(least), number(most), bound)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**12 - 1))
def test_numbers_in_words_and_digits_are_read_as_num2words_writes_them(value: int) -> None:
    for written in (num2words(value).replace(",", ""), f"{value:,}"):
        text = Text(written)
        assert numbers().value(text, 0) == (value, len(text))


@pytest.mark.parametrize(("sentence", "rows"), FIGURES, ids=ids(FIGURES))
def test_a_sentence_counts_what_the_table_says_and_nothing_else(sentence: str, rows: Rows) -> None:
    assert [figure_row(figure) for figure in figures.find(sentence)] == rows


@pytest.mark.parametrize(("given_line", "rows"), TIMES, ids=ids(TIMES))
def test_a_sentence_has_the_times_of_the_table_and_no_others(given_line: str, rows: Rows) -> None:
    published, sentence = (cell.strip() for cell in given_line.split("|", 1))
    found = times.find(sentence, published=None if published == "-" else published)
    assert [(row[:3], set(row[3:])) for row in map(time_row, found)] == [(row[:3], set(row[3:])) for row in rows]


@pytest.mark.parametrize(("text", "rows"), PLACES, ids=ids(PLACES))
def test_a_text_names_the_places_of_the_table_and_no_others(text: str, rows: Rows) -> None:
    assert [place_row(place) for place in places.find(text)] == rows


@pytest.mark.parametrize(("text", "rows"), PARTIES, ids=ids(PARTIES))
def test_a_text_names_the_parties_of_the_table_and_no_others(text: str, rows: Rows) -> None:
    assert [party_row(party) for party in parties.find(text)] == rows


@pytest.mark.parametrize(("text", "rows"), EVENTS, ids=ids(EVENTS))
def test_a_text_is_about_the_event_of_the_table(text: str, rows: Rows) -> None:
    event = TextFacets(events=event_types.find(text)).event
    assert ([(event.span.exact, event.type, event.rule)] if event else []) == rows


def test_every_type_of_event_is_one_of_the_codebook() -> None:
    types = {kind for kind, _ in event_types._terms()[1].values()}
    assert types <= set(EVENT_TYPES)


def test_a_distance_and_a_direction_give_a_point_and_how_far_off_it_may_be() -> None:
    place, anchor = places.find("The convoy was hit in Tel Samak, 30 km south of Homs.")
    assert (place.relation.exact if place.relation else None) == "30 km south of Homs"
    assert (place.lat, place.lon) == (34.5, 36.7)
    assert place.radius_km is not None
    assert anchor.lat is not None
    assert 10 < place.radius_km < 20


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([case[0].rsplit("|", 1)[-1].strip() for case in (*FIGURES, *TIMES, *PLACES)]), max_size=6)
)
def test_spans_slice_the_text_and_stand_in_its_order(sentences: list[str]) -> None:
    text = "\n\n".join(sentences)
    found = facet_reader_of("en-GB").read(text, published="2024-03-15")
    for kind in (found.figures, found.times, found.places, found.parties, found.events):
        starts = [facet.span.start for facet in kind]
        assert starts == sorted(starts)
        for facet in kind:
            assert text[facet.span.start : facet.span.end] == facet.span.exact
            assert facet.rule


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aA1 .,-'’\"()$%\n:;éBbKk20killedinMayofthe"), max_size=120))
def test_any_text_is_read(text: str) -> None:
    facet_reader_of("en").read(text, published=None)
