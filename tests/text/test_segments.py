"""Paragraphs, sentences and quotations: what they cover, and that a fault stays in its paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import language
from claims.text import paragraphs, quotations, stretches

ARABIC = language("ar")
MARKS = "\"“”«»„‟‹›'‘’"
TEXTS = st.text(alphabet=st.one_of(st.sampled_from(MARKS + ".!؟?،: \n\nبقال1(["), st.characters()))
LINES = st.text(alphabet=st.sampled_from(MARKS + ".؟،: بقالس"), min_size=1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال كلمته. ثم مضى.", ["قال كلمته.", "ثم مضى."]),
        ("هل عاد؟ لا.", ["هل عاد؟", "لا."]),
        ("سطر\nسطر آخر", ["سطر", "سطر آخر"]),
        ('قال: "ذهبنا. عدنا". وسكت.', ['قال: "ذهبنا. عدنا".', "وسكت."]),
        ("بلغت 3.5 مليون. انتهى.", ["بلغت 3.5 مليون.", "انتهى."]),
        ("كنا نظنها هدنة.. لكنها انتهت.", ["كنا نظنها هدنة.. لكنها انتهت."]),
        ("قال أ. خالد إنه عاد.", ["قال أ. خالد إنه عاد."]),
        ("  \n\n ", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in ARABIC.sentences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('قال "نعم" ومضى', ['"نعم"']),
        ("قال «نعم» ومضى", ["«نعم»"]),
        ("قال “نعم” ومضى", ["“نعم”"]),
        ("قال “نعم“ ومضى", ["“نعم“"]),
        ('قال “نعم" ومضى', ['“نعم"']),
        ("قال „نعم” ومضى", ["„نعم”"]),
        ("قال ‹نعم› ومضى", ["‹نعم›"]),
        ("قال 'نعم' ومضى", ["'نعم'"]),
        ("قال »نعم« ومضى", ["»نعم«"]),
        ("قال »نعم« وأضاف: »غدا نعود«.", ["»نعم«", "»غدا نعود«"]),
        ("قال ›نعم‹ ومضى", ["›نعم‹"]),
        ("»نعم ›لا‹ نعم«، قال", ["»نعم ›لا‹ نعم«", "›لا‹"]),
        ("قال «نعم» و«لا»", ["«نعم»", "«لا»"]),
        ("قال «نعم «لا» نعم» ومضى", ["«نعم «لا» نعم»", "«لا»"]),
        ("قال «نعم« ومضى", ["«نعم«"]),
        ("قال »نعم» ومضى", ["»نعم»"]),
        ('هددوها بـ"النسيان" أمس', ['"النسيان"']),
        ("في كوت d'Ivoire أمس", []),
        ("قال: \"سمعت 'نعم' فقط\"", ["\"سمعت 'نعم' فقط\"", "'نعم'"]),
        ("لـ “رياليست“بأن الدوريات", ["“رياليست“"]),
    ],
)
def test_which_marks_belong_together(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == expected


def test_an_unclosed_mark_takes_its_paragraph_and_says_so() -> None:
    text = 'قال: "لم نكن نعلم'
    (quotation,) = quotations(text)
    assert not quotation.closed
    assert text[slice(*quotation.inside)] == "لم نكن نعلم"


@given(TEXTS)
def test_sentences_cover_all_that_is_not_blank(text: str) -> None:
    covered: set[int] = set()
    before = 0
    for start, end in ARABIC.sentences(text):
        assert before <= start < end <= len(text)
        assert "\n" not in text[start:end]
        covered.update(range(start, end))
        before = end
    assert all(text[k].isspace() for k in set(range(len(text))) - covered)


@given(TEXTS)
def test_paragraphs_are_the_lines_that_are_not_blank(text: str) -> None:
    assert [text[a:b] for a, b in paragraphs(text)] == [line.strip() for line in text.split("\n") if line.strip()]


@given(LINES)
def test_quotations_are_nested_or_apart(text: str) -> None:
    found = quotations(text)
    assert found == sorted(found, key=lambda q: (q.start, -q.end))
    for k, a in enumerate(found):
        assert 0 <= a.start < a.end <= len(text)
        assert text[a.start] in MARKS
        assert not a.closed or (a.end - a.start >= 2 and text[a.end - 1] in MARKS)
        for b in found[k + 1 :]:
            assert b.start >= a.end or b.end <= a.end


@given(LINES)
def test_at_most_one_quotation_of_a_paragraph_is_unclosed(text: str) -> None:
    unclosed = [q for q in quotations(text) if not q.closed]
    assert [q.end for q in unclosed] in ([], [len(text)])


@given(LINES.filter(str.strip), LINES.filter(str.strip))
def test_a_paragraph_never_changes_the_next(first: str, second: str) -> None:
    text = f"{first}\n{second}"
    shift = len(first) + 1
    apart = [(q.start + shift, q.end + shift, q.closed, q.inner) for q in quotations(second)]
    together = [(q.start, q.end, q.closed, q.inner) for q in quotations(text, shift, len(text))]
    assert together == apart
    alone = [(a + shift, b + shift) for a, b in ARABIC.sentences(second)]
    assert [s for s in ARABIC.sentences(text) if s[0] >= shift] == alone


@given(st.text(alphabet="ab \n"), st.integers(2, 9))
def test_stretches_cover_the_text_and_end_after_a_line_or_a_blank_where_there_is_one(text: str, longest: int) -> None:
    found = stretches(text, longest)
    assert "".join(text[start:end] for start, end in found) == text
    for start, end in found[:-1]:
        assert 0 < end - start <= longest
        late = text[start + longest // 2 : start + longest]
        assert text[end - 1] == ("\n" if "\n" in late else " " if " " in late else text[end - 1])
