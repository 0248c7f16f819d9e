from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest import read
from claims.ingest.markdown_text import plain_text

CASES = sorted(Path(__file__).parent.glob("markdown/*.md"))


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_markdown_becomes_what_a_reader_sees(case: Path) -> None:
    assert read(case).text == case.with_suffix(".txt").read_text(encoding="utf-8")


@given(st.text())
def test_any_text_is_markdown(source: str) -> None:
    assert plain_text(source) == plain_text(source).strip("\n") + "\n" * bool(plain_text(source))


@given(st.text(alphabet="قالمصدر،. \n\t"))
def test_no_word_of_plain_prose_is_lost(source: str) -> None:
    assert plain_text(source).split() == source.split()
