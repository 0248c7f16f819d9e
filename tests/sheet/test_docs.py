"""What docs/sheet.md promises to authors of templates is what there is."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claims.model import Review
from claims.sheet import comparison_view as comparison
from claims.sheet import event_view, render, template_environment, view
from claims.sheet.formats.html import _format as html_format
from claims.sheet.formats.markdown import _format
from claims.sheet.labels import labels
from tests.sheet.making import coast_dossier, reviewed

if TYPE_CHECKING:
    from types import ModuleType

DOCS = Path(__file__).parents[2] / "docs" / "sheet.md"


def section(heading: str) -> str:
    """The text under a heading, up to the next one of any rank."""
    text = DOCS.read_text(encoding="utf-8")
    return re.split(r"^#+ ", text.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def names(table: str) -> list[str]:
    """The names in code in the first column of a table."""
    return [name for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`([^`]+)`", row)]


@pytest.mark.parametrize("module", [view, comparison, event_view], ids=["view", "comparison", "events"])
def test_every_kind_of_value_in_the_view_is_documented_with_all_its_fields(module: ModuleType) -> None:
    for name in module.__all__:
        fields = [field.name for field in dataclasses.fields(getattr(module, name))]
        assert sorted(names(section(name))) == sorted(fields), name


def test_every_filter_and_function_is_documented() -> None:
    form = _format(labels("en"), "ltr")
    text = section("Filters and functions")
    written = {re.split(r"[(]", name)[0] for name in names(text)}
    assert written == {*form.filters, *form.functions}
    listed = re.findall(r"`(\w+)`", text.split("Of Jinja2's own filters", 1)[1])
    assert tuple(listed) == template_environment.FILTERS_FOR_AUTHORS


def test_every_block_is_documented() -> None:
    template = (DOCS.parents[1] / "templates" / "factsheet.md.j2").read_text(encoding="utf-8")
    blocks = re.findall(r"{% block (\w+) %}", template)
    assert [row.split(" | ")[1].strip("`") for row in rows("What is in a sheet")] == blocks


def test_what_is_different_in_a_template_of_the_page_is_documented() -> None:
    here, there = html_format(labels("en"), None), _format(labels("en"), "ltr")
    assert set(here.filters) == set(there.filters)
    assert set(there.functions) - set(here.functions) == {"beside", "footnote", "start"}
    written = {re.split(r"[(]", name)[0] for name in names(section("In a template for the page"))}
    assert written == {*(set(here.functions) - set(there.functions)), "quoted"}


def test_every_block_of_the_page_is_documented() -> None:
    template = (DOCS.parents[1] / "templates" / "factsheet.html.j2").read_text(encoding="utf-8")
    both = {row.split(" | ")[1].strip("`") for row in rows("What is in a sheet")} - {"footnotes"}
    own = {row.split(" | ")[1].strip("`") for row in rows("The page")}
    assert set(re.findall(r"{% block (\w+) %}", template)) == both | own


def rows(heading: str) -> list[str]:
    """The rows of the table under a heading, without the names of its columns."""
    return [row for row in section(heading).splitlines() if row.startswith("| ")][1:]


EXAMPLES = re.findall(r"```jinja\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("source", EXAMPLES, ids=["blocks", "whole"])
def test_the_examples_work(tmp_path: Path, source: str) -> None:
    path = tmp_path / "house.md.j2"
    path.write_text(source, encoding="utf-8")
    text = render(reviewed(coast_dossier(), c1=Review("accepted")), template=path)
    assert "المياه عادت إلى حي الصابري" in text
    assert ("House rule" in text) == ("House rule" in source)
