"""What the documentation shows is what happens: its commands run, its excerpts are real, its links lead somewhere."""

import doctest
import json
import re
import shlex
from pathlib import Path

import pytest

import claims
from claims.cli.app import Commands
from claims.model import to_record
from claims.store import dumps
from docs.readme import EXCERPT, filled
from tests.cli.conftest import CHECKOUT, Run

README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
COMMANDS = (CHECKOUT / "docs" / "commands.md").read_text(encoding="utf-8")
ARTICLE = CHECKOUT / "seeds" / "000_b584874154773aac"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


@pytest.fixture
def article(here: Path) -> Path:
    """The example's article, called as the README calls it, and what else the README speaks of."""
    for suffix in (".txt", ".meta.json"):
        (here / f"article{suffix}").write_bytes(ARTICLE.with_suffix(suffix).read_bytes())
    (here / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    records = "".join(dumps(to_record(claim)) + "\n" for claim in claims.extract(claims.read(here / "article.txt")))
    wrong = records.replace("قتل 10 عناصر", "قتل 12 عنصرا", 1).replace('"unnamed"', '"organisation"', 1)
    (here / "colleague.jsonl").write_text(wrong, encoding="utf-8")
    return here / "article.txt"


def matches(said: str, shown: str) -> bool:
    """Whether a line is what the README shows; … at its end stands for the rest."""
    return said.startswith(shown[:-1]) if shown.endswith("…") else said == shown


def test_the_commands_say_what_the_readme_shows(run: Run, article: Path) -> None:
    sessions = re.findall(r"^\$ factsheet (.*)\n((?:(?!\$ ).*\n)*)", "".join(blocks("console")), re.MULTILINE)
    assert len(sessions) == 7
    for command, shown in sessions:
        arguments, _, pipe = command.partition(" | ")
        ended = run(*shlex.split(arguments))
        said = ended.err.splitlines() + ended.out.splitlines()[: 1 if pipe == "head -n 1" else None]
        expected = shown.splitlines()
        assert len(said) == len(expected), command
        assert all(map(matches, said, expected)), command


def test_the_other_commands_run(run: Run, article: Path) -> None:
    run("build", "article.txt", "--out", "dossier")
    commands = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("factsheet ")]
    assert len(commands) == 10
    for command in commands:
        assert run(*shlex.split(command, comments=True)[1:]).code == 0, command


def test_the_python_session_runs(article: Path) -> None:
    (session,) = blocks("python")
    test = doctest.DocTestParser().get_doctest(session, {}, "README", "README.md", 0)
    assert doctest.DocTestRunner(verbose=False).run(test) == doctest.TestResults(failed=0, attempted=6)


def test_what_is_shown_of_the_example_is_real() -> None:
    assert filled(README) == README, "If the change is meant: make example"
    (excerpt,) = EXCERPT.findall(README)
    sheet = (CHECKOUT / "seeds" / "dossier" / "factsheet.md").read_text(encoding="utf-8")
    shown = [paragraph for paragraph in excerpt.strip().split("\n\n") if paragraph != "…"]
    assert len(shown) > 8
    assert [paragraph for paragraph in shown if paragraph not in sheet] == []
    assert json.loads(blocks("json")[1])["id"].startswith("clm-")


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\((?!https?://)([^)#]+)\)", README)
    assert len(targets) >= 6
    assert [target for target in targets if not (CHECKOUT / target).exists()] == []


def test_the_hook_and_the_workflow_name_what_there_is(run: Run, article: Path) -> None:
    hook, workflow = blocks("yaml")
    ids = re.findall(r"^- id: (\S+)$", (CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    assert re.findall(r"- id: (\S+)", hook) == ids
    assert f"rev: v{claims.__version__}\n" in hook
    run("build", "article.txt", "--out", "dossiers/one")
    (command,) = re.findall(r"- run: factsheet (.*)", workflow)
    assert run(*shlex.split(command)).code == 0


@pytest.mark.parametrize("name", ["", *Commands.names])
def test_each_commands_help_is_in_the_documentation(run: Run, name: str) -> None:
    shown = run(*name.split(), "--help").out
    assert f"## factsheet {name}".rstrip() + f"\n\n```text\n{shown}```\n" in COMMANDS
