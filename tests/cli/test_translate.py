"""Translations out of a dossier and into it, as a person does it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from claims.cli.app import command
from claims.store import read_dossier
from tests.validation.example import write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "dossier")


def filled_in(folder: Path, by: str = "Huda") -> list[str]:
    shown = CliRunner().invoke(command, ["translate", str(folder), "--missing", "en"])
    assert shown.exit_code == 0
    return [json.dumps({**json.loads(line), "text": "In English", "by": by}) for line in shown.stdout.splitlines()]


@pytest.mark.parametrize("piped", [False, True])
def test_what_is_missing_comes_back_translated(folder: Path, tmp_path: Path, piped: bool) -> None:
    lines = "\n".join(filled_in(folder))
    file = tmp_path / "en.jsonl"
    file.write_text(lines, encoding="utf-8")
    done = CliRunner().invoke(command, ["translate", str(folder), "-" if piped else str(file)], input=lines)
    assert done.exit_code == 0, done.stderr
    claims = read_dossier(folder).claims
    assert done.stderr == f"factsheet: {len(lines.splitlines())} translations imported, 0 without text skipped\n"
    assert done.stdout == f"{folder}/factsheet.md\n"
    assert all(claim.translations for claim in claims)
    assert sum(claim.translations[0].text == "In English" for claim in claims) == len(lines.splitlines()) > 5
    assert "In English" in (folder / "factsheet.md").read_text("utf-8")
    assert filled_in(folder) == []


def test_a_wrong_line_changes_nothing(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "en.jsonl"
    first, *others = filled_in(folder)
    file.write_text("\n".join([first, *filled_in(folder, by="")[1:], *others]), encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    result = CliRunner().invoke(command, ["translate", str(folder), str(file)])
    assert result.exit_code == 2
    assert f"{file}:2: the property 'by'" in result.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("options", [[], ["en.jsonl", "--missing", "en"]])
def test_one_of_both_ways_is_asked_for(folder: Path, options: list[str]) -> None:
    result = CliRunner().invoke(command, ["translate", str(folder), *options])
    assert result.exit_code == 2
    assert "Pass either a FILE of translations or --missing LANG" in result.stderr


def test_a_wrong_language_or_folder_is_told(folder: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["translate", str(folder), "--missing", "in English"])
    assert (result.exit_code, "is not a language tag" in result.stderr) == (2, True)
    result = CliRunner().invoke(command, ["translate", str(tmp_path / "none"), str(folder / "claims.jsonl")])
    assert (result.exit_code, "so it is not a dossier" in result.stderr) == (2, True)
