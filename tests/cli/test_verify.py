"""`factsheet verify` says in words, and by its exit code, whether a sheet was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.sheet import render
from tests.sheet.making import EXAMPLE, example

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_the_command_says_so_in_words_and_by_its_exit_code(run: Run, here: Path) -> None:
    (here / "sheet.md").write_text(render(example()).replace("\n", "\r\n"), encoding="utf-8", newline="")
    fine = run("verify", "sheet.md", str(EXAMPLE))
    assert fine.code == 0
    assert "sheet.md: ignored, made by mail programs: other line ends\n" in fine.out
    assert "sheet.md: unchanged: " in fine.out
    text = render(example()).replace("القوة اشتبكت", "القوة \u202eاشتبكت", 1)
    (here / "sheet.md").write_text(text, encoding="utf-8")
    edited = run("verify", "sheet.md", str(EXAMPLE))
    assert edited.code == 1
    assert "the quotation of clm-6fda1918d39b was changed: the sheet has " in edited.out
    assert "\u202e" not in edited.out
    assert "changed in 1 place since it was made from these records" in edited.out
    assert run("verify", "nothing.md", str(EXAMPLE)).code == 2
    assert run("verify", "sheet.md", str(here)).code == 2
