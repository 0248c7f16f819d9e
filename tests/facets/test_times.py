"""When, how long and how often, by the table of sentences."""

from functools import cache

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import ClaimsError
from claims.languages.ar.facets import find, times
from claims.model.facets import Time
from tests.facets.tables import cases

CASES = [(given.split("|")[0].strip(), given.split("|")[1].strip(), rows) for given, rows in cases("times.txt")]
SAID = ("partial", "calendar", "weekday", "part", "phase", "clock", "duration", "contradiction")
IDS = [f"{published} {sentence[:40]}" for published, sentence, _ in CASES]


def read(sentence: str, published: str) -> tuple[Time, ...]:
    return times.find(sentence, "ar", published=None if published == "-" else published)


@cache
def canonical(written: str) -> str:
    """As the EDTF library writes what it has parsed; it puts a blank after each comma of a set."""
    return str(parse_edtf(written)).replace(", ", ",")


def row(time: Time) -> tuple[str, ...]:
    more = [f"{name}={getattr(time, name)}" for name in SAID if getattr(time, name) is not None]
    return time.span.exact, time.edtf or "-", time.kind, *more, *(["about=True"] if time.about else [])


@pytest.mark.parametrize(("published", "sentence", "rows"), CASES, ids=IDS)
def test_a_sentence_has_the_times_of_the_table_and_no_others(
    published: str, sentence: str, rows: list[tuple[str, ...]]
) -> None:
    assert [row(time) for time in read(sentence, published)] == rows


@pytest.mark.parametrize(("published", "sentence", "rows"), CASES, ids=IDS)
def test_dates_are_edtf_and_have_a_basis(published: str, sentence: str, rows: list[tuple[str, ...]]) -> None:
    for time in read(sentence, published):
        for written in filter(None, (time.edtf, time.partial)):
            assert canonical(written) == written
        assert (time.edtf is None) == (time.basis is None)
        assert sentence[time.span.start : time.span.end] == time.span.exact


@pytest.mark.parametrize(("published", "sentence", "rows"), CASES, ids=IDS)
def test_without_the_documents_date_only_the_text_dates_anything(
    published: str, sentence: str, rows: list[tuple[str, ...]]
) -> None:
    for time in times.find(sentence, "ar"):
        assert time.basis in {None, "text"}


@pytest.mark.parametrize(("published", "sentence", "rows"), CASES, ids=IDS)
def test_a_document_with_no_full_date_resolves_nothing_more(
    published: str, sentence: str, rows: list[tuple[str, ...]]
) -> None:
    assert times.find(sentence, "ar", published="2024") == times.find(sentence, "ar")


@settings(max_examples=40, deadline=None)
@given(st.dates(), st.sampled_from(CASES))
def test_every_document_date_gives_edtf_or_nothing(day: object, case: tuple[str, str, object]) -> None:
    for time in times.find(case[1], "ar", published=str(day)):
        assert time.edtf is None or canonical(time.edtf) == time.edtf


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="مساءالخميس1445 202منذعام إلى بين،/.\n-:ـَ", max_size=60))
def test_any_text_is_read_without_trouble(text: str) -> None:
    for time in times.find(text, "ar", published="2024-03-15"):
        assert text[time.span.start : time.span.end] == time.span.exact


def test_a_language_without_data_says_what_to_do() -> None:
    with pytest.raises(ClaimsError, match=r"facets cannot be found in the language 'xx'\. Supported: ar"):
        find("text", "xx")


def test_facets_of_a_part_of_the_text_keep_their_offsets() -> None:
    text = "مقتل جنديين مساء الخميس. وإصابة ثلاثة منذ عام 2016."
    found = find(text, "ar")
    second = found.within((text.index("وإصابة"), len(text)))
    assert [t.edtf for t in second.times] == ["2016"]
    assert [f.min for f in second.figures] == [3]
    assert set(second.figures) <= set(found.figures)
