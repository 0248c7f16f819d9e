"""`factsheet render` writes each format where people expect it, and never over somebody's annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sheet.making import EXAMPLE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("suffix", "begins"), [(".csv", "\ufeffnumber,"), (".geojson", '{\n  "type"'), (".jsonld", '{\n  "@context"')]
)
def test_a_file_s_suffix_says_its_format(run: Run, here: Path, suffix: str, begins: str) -> None:
    assert run("render", str(EXAMPLE), "--out", f"out{suffix}").code == 0
    assert (here / f"out{suffix}").read_text(encoding="utf-8").startswith(begins)


def test_annotations_are_never_written_over(run: Run, here: Path) -> None:
    arguments = ("render", str(EXAMPLE), "--format", "brat", "--out", "work")
    assert run(*arguments).code == 0
    (drawn,) = (here / "work").glob("*.ann")
    drawn.write_text("somebody's work", encoding="utf-8")
    again = run(*arguments)
    assert again.code == 2
    assert "already contains annotation.conf" in again.err
    assert drawn.read_text(encoding="utf-8") == "somebody's work"
