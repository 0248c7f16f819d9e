"""What happened to how many, by the table of sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.languages.ar import happening_form_generator
from claims.languages.ar.facets import figures
from claims.model.facets import Figure
from claims.text import fold_word
from tests.facets.tables import cases, number

CASES = cases("figures.txt")
Row = tuple[str, int | None, int | None, str, str, str, str]


def row(figure: Figure) -> Row:
    unit, whose = (span.exact if span else "-" for span in (figure.unit, figure.whose))
    return figure.what, figure.min, figure.max, figure.bound, figure.span.exact, unit, whose


def expected(cells: tuple[str, ...]) -> Row:
    what, least, most, bound, span, unit, whose = cells
    return what, number(least), number(most), bound, span, unit, whose


@pytest.mark.parametrize(("sentence", "rows"), CASES, ids=[case[0][:40] for case in CASES])
def test_a_sentence_counts_what_the_table_says_and_nothing_else(sentence: str, rows: list[tuple[str, ...]]) -> None:
    assert [row(figure) for figure in figures.find(sentence, "ar")] == [expected(cells) for cells in rows]


@pytest.mark.parametrize(("sentence", "rows"), CASES, ids=[case[0][:40] for case in CASES])
def test_spans_slice_the_text_and_every_reading_has_its_rule(sentence: str, rows: list[tuple[str, ...]]) -> None:
    for figure in figures.find(sentence, "ar"):
        for span in (figure.span, figure.unit, figure.whose, figure.event):
            assert span is None or sentence[span.start : span.end] == span.exact
        assert figure.rule
        assert figure.min is None or figure.max is None or figure.min <= figure.max


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CASES), st.data())
def test_vowel_signs_tatweel_and_direction_marks_change_nothing(
    case: tuple[str, list[tuple[str, ...]]], data: st.DataObject
) -> None:
    sentence = case[0]
    mark = st.sampled_from(["", "", "", "\u0640", "\u064e", "\u200f"])
    written = "".join(c + data.draw(mark) if c.isalpha() else c for c in sentence)
    plain, marked = figures.find(sentence, "ar"), figures.find(written, "ar")
    assert [f.what for f in plain] == [f.what for f in marked]
    for one, other in zip(plain, marked, strict=True):
        assert (one.min, one.max, one.bound) == (other.min, other.max, other.bound)
        assert fold_word(other.span.exact) == fold_word(one.span.exact)
        assert written[other.span.start : other.span.end] == other.span.exact


def test_a_figure_is_found_wherever_in_the_text_it_stands() -> None:
    before, sentence = "قال مصدر طبي ما يلي.\n", "مقتل ثلاثة جنود."
    [figure] = figures.find(before + sentence, "ar")
    assert (figure.span.start, figure.span.exact) == (len(before), "مقتل ثلاثة جنود")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='قتلجنديانوأصيبثلاثةعشرون من إلى بين،.\n0123456789-"ـَ', max_size=80))
def test_any_text_is_read_without_trouble(text: str) -> None:
    for figure in figures.find(text, "ar"):
        assert text[figure.span.start : figure.span.end] == figure.span.exact


def test_the_shipped_forms_are_those_that_the_verbs_give() -> None:
    import json

    shipped = json.loads((happening_form_generator.HERE / "happening_forms.json").read_text("utf-8"))
    assert shipped == happening_form_generator.generate()


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("وأضاف أن خمسة من المصابين في حالة حرجة.", True),
        ("القتلى بينهم اثنان من العمال.", True),
        ("بين القتلى ثلاثة أطفال.", True),
        ("سقط عدد من القتلى.", False),
        ("قتل خمسة من المسلحين.", False),
    ],
)
def test_some_of_those_spoken_of_before_are_a_part(sentence: str, part: bool) -> None:
    (figure,) = figures.find(sentence, "ar")
    assert figure.is_part == part
