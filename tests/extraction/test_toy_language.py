"""`docs/add-a-language.md`, followed: its language goes through extract, build, validate and render."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from claims.cli import command
from claims.extraction import registered
from tests.extraction.toy_language import CLAIMS_ONLY, TOKI

if TYPE_CHECKING:
    from claims.extraction import Language

HERE = Path(__file__).parent / "toy_language"
PAGE = Path(__file__).parents[2] / "docs" / "add-a-language.md"
ARTICLE = "and: jan suli says: the bridge is closed, 3 dead.\nMina says: 5 dead! The night was long.\n"
NOTE = "factsheet: note: cannot read figures, times, places or parties in the language 'tok'\n"


def run(*arguments: object) -> tuple[int, str, str]:
    ended = CliRunner().invoke(command, [str(argument) for argument in arguments])
    return ended.exit_code, ended.stdout, ended.stderr


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(ARTICLE, "utf-8")
    (folder / "two.txt").write_text(ARTICLE.replace("Mina", "Tala"), "utf-8")
    return folder


def test_claims_without_facets_work_and_that_is_said_once(articles: Path) -> None:
    with registered(CLAIMS_ONLY):
        code, out, err = run("extract", articles, "--language", "tok-Latn")
    records = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, NOTE)
    assert [record["source"]["name"] for record in records] == ["jan suli", "Mina", "jan suli", "Tala"]
    assert all(record["facets"] is None for record in records)
    for record in records:
        text = (articles / f"{record['document']}.txt").read_text("utf-8")
        spans = [record["source"]["mention"], record["cue"], *record["content"]]
        assert all(text[span["start"] : span["end"]] == span["exact"] for span in spans)


def test_claims_with_facets(articles: Path) -> None:
    with registered(TOKI):
        code, out, err = run("extract", articles / "one.txt", "--language", "tok")
        _, facets, _ = run("facets", articles / "one.txt", "--language", "tok")
    figures = [record["facets"]["figures"] for record in map(json.loads, out.splitlines())]
    assert (code, err) == (0, "")
    assert [[figure["min"] for figure in each] for each in figures] == [[3], [5]]
    assert [json.loads(line)["span"]["exact"] for line in facets.splitlines()] == ["3 dead", "5 dead"]


def test_facets_alone_are_refused_where_nothing_reads_them(articles: Path) -> None:
    with registered(CLAIMS_ONLY):
        code, out, err = run("facets", articles / "one.txt", "--language", "tok")
    assert (code, out) == (2, "")
    assert "facets cannot be found in the language 'tok'" in err


@pytest.mark.parametrize("toki", [CLAIMS_ONLY, TOKI], ids=["claims", "facets"])
def test_a_dossier_is_built_validated_and_rendered(toki: Language, articles: Path, tmp_path: Path) -> None:
    dossier = tmp_path / "dossier"
    with registered(toki):
        code, _, err = run("build", articles, "--out", dossier, "--language", "tok", "--title", "Toki")
        assert code == 0, err
        assert (NOTE in err) == (toki is CLAIMS_ONLY)
        code, out, err = run("validate", dossier)
        assert code == 0, out + err
        code, _, err = run("render", dossier)
        assert code == 0, err
    sheet = (dossier / "factsheet.md").read_text("utf-8")
    assert "great person" in sheet
    assert "The night was long" in sheet
    assert '“<span dir="ltr" lang="tok">and</span>”' not in sheet
    assert ("killed" in sheet.lower()) == (toki is TOKI)


def test_the_page_shows_the_language_of_this_test() -> None:
    page = PAGE.read_text("utf-8")
    shown = dict(re.findall(r"^`toki/(\S+)`:\n\n```\w+\n(.*?)```$", page, re.MULTILINE | re.DOTALL))
    files = [file for file in HERE.rglob("*.*") if file.suffix != ".pyc"]
    assert shown == {str(file.relative_to(HERE)): file.read_text("utf-8") for file in files}
