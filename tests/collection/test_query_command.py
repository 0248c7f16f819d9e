"""`factsheet query` and `build --from` on the command line: formats, pipes, exit codes, untrusted text."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from claims.cli import command
from tests.collection.made import collection

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return collection(tmp_path_factory.mktemp("command") / "collection")


def run(*arguments: str | Path, given: str = "") -> Result:
    return CliRunner().invoke(command, list(map(str, arguments)), input=given)


def test_the_examples_of_the_help_find_something(folder: Path) -> None:
    told = run("query", "--help").stdout
    examples = re.findall(r'factsheet query "(.+?)" --from', told, re.DOTALL)
    assert len(examples) == 2
    for sql in examples:
        done = run("query", sql, "--from", folder)
        assert len(done.stdout.splitlines()) == 3, done.stderr


def test_a_pipe_gets_csv(folder: Path) -> None:
    done = run("query", "select day, publisher from documents order by day", "--from", folder)
    assert (done.exit_code, done.stdout.splitlines()[:2]) == (0, ["day,publisher", "2024-04-16,Nile Post"])


def test_a_terminal_gets_a_table_in_which_nothing_is_obeyed(folder: Path) -> None:
    ours, theirs = pty.openpty()
    sql = "select chr(27) || '[31m' || 'ABC' as bad, 'قال' as arabic, chr(10) || 'x' as line, 5 as number"
    with subprocess.Popen(
        [sys.executable, "-m", "claims", "query", sql, "--from", str(folder)], stdout=theirs, stderr=subprocess.PIPE
    ) as started:
        assert started.wait(60) == 0
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "\x1b" not in shown
    assert r"\u001b[31mABC" in shown
    assert r"\u000ax" in shown
    assert "\u2068قال\u2069" in shown


def test_many_columns_are_shown_row_by_row(folder: Path) -> None:
    done = run("query", "from claims where act = 'state'", "--from", folder, "--format", "table")
    assert done.stdout.startswith("row 1\n  id: clm-")


def test_a_long_table_says_that_it_is_cut(folder: Path) -> None:
    done = run("query", "from range(300)", "--from", folder, "--format", "table")
    assert "these are the first 200 rows" in done.stderr
    assert done.stdout.splitlines()[-1].strip() == "199"


@pytest.mark.parametrize("how", ["format", "name"])
def test_files_of_each_format(folder: Path, tmp_path: Path, how: str) -> None:
    sql = "select publisher from documents order by day limit 1"
    for kind in ("csv", "jsonl", "parquet"):
        out = tmp_path / (f"a.{kind}" if how == "name" else "a")
        chosen = ["--format", kind] if how == "format" else []
        assert run("query", sql, "--from", folder, "--out", out, *chosen).exit_code == 0
        if kind == "csv":
            assert out.read_bytes() == b"publisher\r\nNile Post\r\n"
        elif kind == "jsonl":
            assert json.loads(out.read_text()) == {"publisher": "Nile Post"}
        else:
            assert pq.read_table(out).to_pylist() == [{"publisher": "Nile Post"}]


def test_a_query_comes_from_standard_input(folder: Path) -> None:
    assert run("query", "-", "--from", folder, given="select 1 as one").stdout == "one\n1\n"


def test_a_wrong_query_ends_with_2_and_leaves_the_file(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    out.write_text("before")
    done = run("query", "selct 1", "--from", folder, "--out", out)
    assert done.exit_code == 2
    assert done.stderr == 'factsheet: error: the query, line 1: Parser Error: syntax error at or near "selct"\n'
    assert out.read_text() == "before"


def test_a_dossier_is_asked_in_the_same_way(folder: Path, tmp_path: Path) -> None:
    built = run("build", "--from", folder, "--out", tmp_path / "dossier", "--where", "publisher = 'Nile Post'")
    assert (built.exit_code, built.stderr) == (0, "factsheet: 2 claims in 2 articles\n")
    sql = "select count(*) as claims, count(distinct document) as documents from claims"
    done = run("query", sql, "--from", tmp_path / "dossier")
    assert done.stdout == "claims,documents\n2,2\n"


MIXED = {
    "a condition without a collection": (["a.txt", "--where", "true"], "--where works only together with --from"),
    "nothing to build from": ([], "Missing argument 'SOURCE…'"),
    "articles and a collection": (["a.txt", "--from", "c"], "--from cannot be combined with SOURCE"),
    "an encoding": (["--from", "c", "--encoding", "utf-8"], "--encoding cannot be combined with --from"),
}


@pytest.mark.parametrize(("arguments", "message"), MIXED.values(), ids=MIXED)
def test_options_that_do_not_go_together(tmp_path: Path, arguments: list[str], message: str) -> None:
    done = run("build", "--out", tmp_path / "out", *arguments)
    assert done.exit_code == 2
    assert message in done.stderr
