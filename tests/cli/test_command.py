"""How the command behaves among other programs."""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import claims
from claims.cli.app import Commands
from tests.cli.conftest import Ended, Process, Run

GOOD = "قال الوزير إن الحرب انتهت وإن الحدود مفتوحة أمام المدنيين.\n"


def test_the_version_is_said(run: Run) -> None:
    assert run("--version").out == f"factsheet {claims.__version__}\n"


@pytest.mark.parametrize("name", Commands.names)
def test_each_command_teaches_by_example(run: Run, name: str) -> None:
    ended = run(name, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert f"factsheet {name}" in ended.out.split("\n\n", 1)[1]


def test_help_lists_the_commands_in_the_order_of_use(run: Run) -> None:
    listed = run("--help").out.split("Commands:\n")[1]
    assert re.findall(r"^  (\w+) ", listed, re.MULTILINE) == list(Commands.names)


def test_results_are_utf_8_whatever_the_locale(process: Process, here: Path) -> None:
    Path("تقرير.txt").write_text(GOOD, encoding="utf-8")
    run = process("extract", "تقرير.txt", "غائب.txt", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    out, err = run.communicate(timeout=60)
    assert json.loads(out)["source"]["name"] == "الوزير"
    assert "الوزير".encode() in out
    assert err.decode().splitlines() == [
        "factsheet: error: غائب.txt: no such file or folder. Check the name",
        "factsheet: 1 of 2 articles could not be read",
    ]
    assert run.returncode == 1


def test_standard_input_is_a_source(process: Process) -> None:
    out, err = process("extract", "-").communicate(GOOD.encode(), timeout=60)
    assert (json.loads(out)["document"], err) == ("stdin", b"")


def test_an_id_can_be_said_of_one_article(run: Run, here: Path) -> None:
    Path("a.txt").write_text(GOOD, encoding="utf-8")
    assert json.loads(run("extract", "a.txt", "--id", "تقرير-1").out)["document"] == "تقرير-1"
    assert run("build", "a.txt", "--id", "r1", "--out", "dossier").code == 0
    assert Path("dossier/texts/r1.txt").read_text(encoding="utf-8") == GOOD
    assert run("extract", ".", "--id", "r1", "--out", "claims.jsonl") == Ended(0, "", "")
    Path("b.txt").write_text(GOOD, encoding="utf-8")
    error = "factsheet: error: 'r1' cannot be the id of 2 articles. Pass a single article, or leave --id out\n"
    assert run("extract", "a.txt", "b.txt", "--id", "r1") == Ended(2, "", error)


def test_a_closed_pipe_is_no_trouble(process: Process, here: Path) -> None:
    Path("a.txt").write_text(GOOD * 2000, encoding="utf-8")
    run = process("extract", "a.txt")
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.read(10)
    run.stdout.close()
    assert (run.wait(timeout=60), run.stderr.read()) == (141, b"")


def test_an_interrupt_ends_it_with_nothing_half_written(process: Process, here: Path) -> None:
    Path("a.txt").write_text(GOOD, encoding="utf-8")
    run = process("extract", "a.txt", "-", "--out", "claims.jsonl")
    assert run.stderr is not None
    assert run.stdin is not None
    while not list(here.glob(".claims.jsonl.*")):
        assert run.poll() is None
    run.send_signal(signal.SIGINT)
    err = run.stderr.read().decode()
    run.stdin.close()
    assert err.strip() == "factsheet: interrupted; no changes were made"
    # A shell calls both 130; Python takes the second in some imports.
    assert run.wait(timeout=60) in (130, -signal.SIGINT)
    assert [path.name for path in here.iterdir()] == ["a.txt"]


LIGHT = {
    "the library": "import claims",
    "the command": "from claims.cli import command",
    "its help": "from claims.cli import command\ntry: command.main(['--help'])\nexcept SystemExit: pass",
}


@pytest.mark.parametrize("code", LIGHT.values(), ids=LIGHT)
def test_nothing_heavy_is_loaded_before_it_is_used(code: str) -> None:
    heavy = "{'spacy', 'numpy', 'jsonschema', 'jsonschema_rs', 'jinja2', 'chardet', 'markdown_it'}"
    script = f"{code}\nimport sys\nprint(sorted({heavy} & set(sys.modules)), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, cwd=Path(__file__).parents[2], check=True, timeout=60
    )
    assert done.stderr == b"[]\n"


def test_the_library_offers_what_the_command_line_does() -> None:
    assert {name for name in claims.__all__ if callable(getattr(claims, name))} == {
        "build", "extract", "read", "render", "validate",
    }  # fmt: skip
    assert set(claims.__all__) <= set(dir(claims))
    with pytest.raises(AttributeError, match="module 'claims' has no attribute 'publish'"):
        claims.publish  # noqa: B018 - asking for it is the test
