"""The notation of the case files: what its marks mean, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.attribution.marked import Case, Wanted, read, read_articles

if TYPE_CHECKING:
    from pathlib import Path


def written(tmp_path: Path, text: str) -> list[Case]:
    (tmp_path / "cases.txt").write_text(text, encoding="utf-8")
    return list(read(tmp_path))


def test_marks_become_offsets(tmp_path: Path) -> None:
    (case,) = written(
        tmp_path, "# a comment\nrule: verb-that\n\n[ق قال] [س زيد] إن [م الباب مغلق].\n    kind: person\n"
    )
    assert case == Case(
        id="cases:4",
        text="قال زيد إن الباب مغلق.",
        claims=(Wanted("verb-that", (4, 7), (0, 3), ((11, 21),), "indirect", "زيد", None, kind="person"),),
        guards=None,
        xfail=None,
    )


def test_claims_are_numbered_nested_and_shared(tmp_path: Path) -> None:
    (case,) = written(
        tmp_path, "rule: a\n[ق قال] [س زيد] إن [م عمرا [ق2 نفى] [ن2 ذلك]].\n    2 rule: b\n    2 name: عمرو"
    )
    outer, inner = case.claims
    assert (outer.rule, outer.within, inner.rule, inner.within) == ("a", None, "b", 0)
    assert (inner.source, inner.name, inner.mode) == (None, "عمرو", "direct")


def test_a_claim_without_a_source_is_of_whom_the_one_before_is(tmp_path: Path) -> None:
    (case,) = written(tmp_path, "rule: a\n[ق قال] [س زيد] [م نعم] ¶ [ق2 وأضاف] [م2 لا]")
    assert [c.name for c in case.claims] == ["زيد", "زيد"]
    assert case.text == "قال زيد نعم\nوأضاف لا"


def test_words_can_belong_to_two_claims(tmp_path: Path) -> None:
    (case,) = written(tmp_path, "rule: a\n[ق ذكر] [س زيد] [ق2 نقلا] عن [س2 عمرو] أن [م12 الباب مغلق]")
    assert case.claims[0].content == case.claims[1].content


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[ق قال] [م نعم", "cases.txt:1: a [ is never closed"),
        ("[ق قال] م نعم]", "cases.txt:1: a ] closes nothing"),
        ("[ش قال] [م نعم]", "cases.txt:1: an unknown mark: '[ش ق'; known are س ق م ن خ"),
        ("[ق قال] نعم", "cases.txt:1: claim 1 has no content"),
        ("[س زيد] [م نعم]", "cases.txt:1: claim 1 has no cue"),
        ("قال نعم", "cases.txt:1: a sentence has either marked claims or a line 'guards: what it guards against'"),
        ("قال نعم\n    colour: red", "cases.txt:1: line 2: unknown note 'colour'"),
        ("قال نعم\n    guards", "cases.txt:1: line 2: a note reads 'name: value'"),
        ("[ق قال] [م نعم]\n    2 name: x", "cases.txt:1: notes on claims that are not marked: 2"),
        ("    name: x", "cases.txt:1: a note belongs under a sentence"),
    ],
)
def test_what_breaks_the_notation_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ValueError) as error:  # noqa: PT011 - the whole message is compared
        written(tmp_path, text)
    assert str(error.value) == message


def test_an_article_has_a_paragraph_a_line_and_numbers_begin_anew_in_each(tmp_path: Path) -> None:
    first = "# of nobody\n[ق قال] [س زيد] إن [م عمرا [ق2 نفى] [ن2 ذلك]].\n    2 name: عمرو\n"
    (tmp_path / "article.txt").write_text(first + "لم يقل أحد شيئا.\n[ق وأضاف] [م كذا].\n", encoding="utf-8")
    (article,) = read_articles(tmp_path)
    said = [(article.text[slice(*c.cue)], article.text[slice(*c.content[0])], c.name, c.within) for c in article.claims]
    assert said == [("قال", "عمرا نفى ذلك", "زيد", None), ("نفى", "ذلك", "عمرو", 0), ("وأضاف", "كذا", "عمرو", None)]
    assert article.text.splitlines()[1] == "لم يقل أحد شيئا."
