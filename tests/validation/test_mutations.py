"""From a dossier without findings, dozens of kinds of damage: each is found, by the right rule, on the right line."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import pytest

from claims.validation import RULES, explain
from claims.validation.reports import Text
from claims.workflow.validation import validation_run
from tests.validation import example
from tests.validation.damage import Case, damage

CASES: list[Case] = json.loads((Path(__file__).parent / "data" / "mutations.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example.write(tmp_path_factory.mktemp("sound") / "dossier")


def found(folder: Path, *, sheet: bool, acts: bool = False) -> list[tuple[str, str, int]]:
    """The code, file and line of each finding; what only the sheet or acts show is left out unless it is asked for.

    A damaged claim no longer is what its reviewer saw.
    """
    ignore = ["W506"] if sheet else ["E4", "W503", "W508"]
    ignore += [] if acts else ["W513"]
    findings = validation_run(ignore=ignore).check(folder)
    return [(each.code, str(Path(each.file or "").relative_to(folder)), each.line or 0) for each in findings]


def test_the_undamaged_dossier_has_no_findings(sound: Path) -> None:
    assert found(sound, sheet=True, acts=True) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"].replace(" ", "-"))
def test_damage_is_found(sound: Path, tmp_path: Path, case: Case) -> None:
    folder = tmp_path / "dossier"
    shutil.copytree(sound, folder)
    damage(folder, case)
    sheet = bool(case.get("sheet"))
    findings = found(folder, sheet=sheet, acts="W513" in {code for code, _, _ in case["finds"]})
    if sheet:  # where a line of the sheet stands is the templates' affair
        assert sorted({(code, file) for code, file, _ in findings}) == sorted({(c, f) for c, f, _ in case["finds"]})
        assert all(line > 0 for _, _, line in findings)
    else:
        assert sorted(findings) == sorted(map(tuple, case["finds"]))


def test_every_rule_has_its_damage() -> None:
    elsewhere = {"W505", "W506"}  # These need records outside a dossier: see test_run.py
    assert {code for case in CASES for code, _, _ in case["finds"]} == set(RULES) - elsewhere


def settled(line: str, code: str) -> str:
    """A reported line; where a line of the sheet stands is the templates' affair."""
    return re.sub(r"\.md:\d+:\d+:", ".md:", line) if code.startswith("E4") else line


PAGES = Path(__file__).parent.parent.parent / "docs" / "rules"


def test_every_rule_has_its_page() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == {*RULES, "README"}
    index = (PAGES / "README.md").read_text("utf-8")
    for rule in RULES.values():
        assert f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.title} |\n" in index
        page = explain(rule.code)
        assert page.startswith(f"# {rule.code} {rule.name}\n\n**{rule.title}** ({rule.severity})\n")
        assert re.findall("^## (.*?)(?::.*)?$", page, re.MULTILINE) == ["Example", "What to do"]


@pytest.mark.parametrize("code", sorted(RULES))
def test_the_example_of_a_page_is_what_is_reported(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    match = re.search("## Example: (.*)\n\n```text\n(.*\n)```\n", explain(code))
    assert match is not None
    folder = tmp_path / "dossier"
    shutil.copytree(sound, folder)
    monkeypatch.chdir(folder)
    if code in ("W505", "W506"):
        if code == "W506":
            shutil.rmtree("texts")
        else:
            damage(Path(), next(case for case in CASES if case["name"] == match[1]))
        findings = [*validation_run().check("claims.jsonl")]
    else:
        damage(Path(), next(case for case in CASES if case["name"] == match[1]))
        findings = [*validation_run().check(".")]
    out = io.StringIO()
    Text(out).finding(next(each for each in findings if each.code == code))
    assert settled(out.getvalue(), code) == settled(match[2], code)
