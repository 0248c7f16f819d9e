"""`factsheet render` as people run it."""

from __future__ import annotations

import shutil
from types import SimpleNamespace
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result

from claims.cli import command
from claims.sheet import languages
from claims.store import dossier_files
from tests.sheet.making import EXAMPLE, coast_dossier
from tests.sheet.reading import github

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, ["render", *map(str, arguments)])


def golden(language: str) -> str:
    return (EXAMPLE.parent / f"example.{language}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_sheet_goes_to_standard_output(language: str) -> None:
    ended = run(EXAMPLE, "--lang", language)
    assert (ended.exit_code, ended.stderr, ended.stdout) == (0, "", golden(language))


def test_a_dash_is_standard_output() -> None:
    assert run(EXAMPLE, "--out", "-").stdout == golden("en")


def test_the_sheet_goes_to_a_file_whole(tmp_path: Path) -> None:
    out = tmp_path / "sheet.md"
    ended = run(EXAMPLE, "--out", out)
    assert (ended.exit_code, ended.output) == (0, "")
    shown = out.read_text(encoding="utf-8")
    image = next(line for line in shown.splitlines() if line.startswith("!["))
    assert image == "![Map of 9 places named in the claims, with their numbers in the table.](<sheet.map.svg>)"
    assert shown.replace(f"{image}\n\n", "") == golden("en")
    assert sorted(tmp_path.iterdir()) == [tmp_path / "sheet.map.svg", out]


def test_a_sheet_without_points_has_no_map(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    for name, data in dossier_files(coast_dossier()).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    out = tmp_path / "a b (1).md"
    assert run(folder, "--out", out).exit_code == 0
    assert "![" not in out.read_text(encoding="utf-8")
    assert sorted(tmp_path.iterdir()) == [out, folder]


def test_an_image_s_address_holds_whatever_the_file_is_called(tmp_path: Path) -> None:
    run(EXAMPLE, "--out", tmp_path / "أ> (1)[x].md")
    root = github((tmp_path / "أ> (1)[x].md").read_text(encoding="utf-8"))
    (image,) = root.all("img")
    assert unquote(str(image.attributes["src"])) == "أ> (1)[x].map.svg"
    assert (tmp_path / "أ> (1)[x].map.svg").is_file()


def test_a_failed_run_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    out, template = tmp_path / "sheet.md", tmp_path / "house.md.j2"
    out.write_text("kept", encoding="utf-8")
    template.write_text("{{ titel }}", encoding="utf-8")
    ended = run(EXAMPLE, "--out", out, "--template", template)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr == (
        f"factsheet: error: {template}:1: the template fails: there is no “titel” here (did you mean “title”?). "
        "docs/sheet.md lists what templates can use\n"
    )
    assert out.read_text(encoding="utf-8") == "kept"
    assert sorted(tmp_path.iterdir()) == [template, out]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--lang", "xx"], "no labels in the language 'xx'. Choose one of: ar, en"),
        (["--template", "gone.j2"], "gone.j2: cannot read the template: No such file or directory"),
    ],
)
def test_what_is_wrong_is_told_without_a_traceback(arguments: list[str], message: str) -> None:
    ended = run(EXAMPLE, *arguments)
    assert (ended.exit_code, ended.stdout, ended.stderr) == (2, "", f"factsheet: error: {message}\n")


def test_a_folder_that_is_no_dossier_is_refused(tmp_path: Path) -> None:
    ended = run(tmp_path)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert "so it is not a dossier" in ended.stderr


def test_the_dossier_is_not_changed(tmp_path: Path) -> None:
    copy = tmp_path / "dossier"
    shutil.copytree(EXAMPLE, copy)
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    assert run(copy).exit_code == 0
    assert {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()} == before


def test_the_help_names_every_language_and_teaches_by_example() -> None:
    ended = CliRunner().invoke(command, ["render", "--help"])
    assert all(language in ended.stdout for language in languages())
    assert "\n    factsheet render dossier --lang ar --out sheet.ar.pdf\n" in ended.stdout
    assert "\\b" not in ended.stdout


@pytest.mark.parametrize(
    ("name", "begins"),
    [("sheet.html", b"<!doctype html>"), ("SHEET.HTM", b"<!doctype html>"), ("sheet.md", b"# Fact sheet")],
)
def test_the_file_s_suffix_says_the_format(tmp_path: Path, name: str, begins: bytes) -> None:
    assert run(EXAMPLE, "--out", tmp_path / name).exit_code == 0
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_format_that_is_named_goes_before_the_suffix(tmp_path: Path) -> None:
    out = tmp_path / "sheet.txt"
    assert run(EXAMPLE, "--format", "html", "--out", out).exit_code == 0
    assert out.read_text(encoding="utf-8") == run(EXAMPLE, "--format", "html").stdout


def test_into_a_folder_the_sheet_gets_its_own_name(tmp_path: Path) -> None:
    assert run(EXAMPLE, "--format", "html", "--out", tmp_path).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["factsheet.html"]


def test_a_format_that_does_not_exist_is_told_with_those_that_do() -> None:
    ended = run(EXAMPLE, "--format", "rtf")
    assert ended.exit_code == 2
    assert ended.stderr.startswith("factsheet: error: unknown format 'rtf'. Choose one of: markdown, html, pdf")


def test_what_is_no_text_goes_to_a_program_and_not_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.sheet.formats.pdf.write", lambda _: {"factsheet.pdf": b"%PDF-1.7 \xe2\xe3"})
    assert run(EXAMPLE, "--format", "pdf").stdout_bytes == b"%PDF-1.7 \xe2\xe3"
    watched = SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("claims.cli.render.sys", watched)
    ended = run(EXAMPLE, "--format", "pdf")
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert "this format is binary and cannot be shown in a terminal. Name a file with --out" in ended.stderr
