"""What the documentation shows is what happens: its commands run, its outputs are real, its links lead somewhere."""

from __future__ import annotations

import doctest
import importlib.util
import re
import tomllib
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click
import pytest

import claims
from claims.cli.app import Commands
from claims.model import to_record
from claims.store import dumps
from docs import commands_page, record_example
from tests.collection import news_crawl
from tests.docs.pages import CHECKOUT, PAGES, agree, blocks, commands, text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

SEED = CHECKOUT / "seeds" / "000_b584874154773aac"
TOMORROW = "قال الوزير إن الحرب انتهت وإن الحدود مفتوحة أمام المدنيين.\nوأضاف أن اللجنة ستجتمع غدا.\n"
STARTS_WITHOUT_DOSSIER = {"README.md", "docs/index.md", "docs/tutorial.md", "docs/input-files.md", "docs/gallery.md"}


@pytest.fixture
def desk(run: Run, here: Path, request: pytest.FixtureRequest) -> Run:
    """Runs `factsheet` in a folder with the files that the pages speak of."""
    page = request.getfixturevalue("page")
    for suffix in (".txt", ".meta.json"):
        (here / f"article{suffix}").write_bytes(SEED.with_suffix(suffix).read_bytes())
    (here / "tomorrow.txt").write_text(TOMORROW, encoding="utf-8")
    (here / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (here / "seeds").symlink_to(CHECKOUT / "seeds")
    (here / "docs").symlink_to(CHECKOUT / "docs")
    (here / "build").mkdir()
    (here / "crawl").mkdir()
    (here / "crawl" / news_crawl.NAME).write_bytes(news_crawl.warc())
    found = claims.extract(claims.read(here / "article.txt"))
    records = "".join(dumps(to_record(claim)) + "\n" for claim in found)
    wrong = records.replace("قتل 10 عناصر", "قتل 12 عنصرا", 1).replace('"unnamed"', '"organisation"', 1)
    (here / "colleague.jsonl").write_text(wrong, encoding="utf-8")
    answer = "".join(dumps(only_words(to_record(claim))) + "\n" for claim in found)
    (here / "answer.jsonl").write_text(f"```json\n{answer}```\n", encoding="utf-8")
    if page not in STARTS_WITHOUT_DOSSIER:
        run("build", "article.txt", "--out", "dossier")
    return run


def only_words(record: dict[str, Any]) -> dict[str, Any]:
    """A record as a language model writes it: the words of its spans without offsets, and no id."""
    source = record["source"]
    mention = source["mention"] and {"exact": source["mention"]["exact"]}
    return {
        "document": record["document"],
        "source": {"name": source["name"], "kind": source["kind"], "mention": mention},
        "cue": {"exact": record["cue"]["exact"]},
        "content": [{"exact": part["exact"]} for part in record["content"]],
        "mode": record["mode"],
    }


@pytest.mark.parametrize("page", [page for page in PAGES if any(commands(page))])
def test_the_commands_do_what_the_page_shows(desk: Run, here: Path, page: str) -> None:
    for command in commands(page):
        ended = desk(*command.arguments)
        if command.redirected:
            (here / command.redirected).write_text(ended.out, encoding="utf-8")
        if command.shown is None:
            assert ended.code == 0, f"{command}: {ended.err}"
        else:
            said = (ended.err + ended.out).rstrip("\n").splitlines()
            assert agree(said, command.shown), f"{command}:\n" + "\n".join(said)


@pytest.mark.parametrize("page", [page for page in PAGES if ">>>" in "".join(blocks(page, "python"))])
@pytest.mark.filterwarnings("ignore::DeprecationWarning:spacy")
def test_the_python_sessions_give_what_the_page_shows(desk: Run, page: str) -> None:
    session = "".join(blocks(page, "python"))
    test = doctest.DocTestParser().get_doctest(session, {}, page, page, 0)
    report: list[str] = []
    assert doctest.DocTestRunner(verbose=False).run(test, out=report.append).failed == 0, "".join(report)


@pytest.mark.parametrize(
    ("said", "shown", "same"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "b"], ["a"], False),
        (["a", "b", "c"], ["a", "…"], True),
        (["a", "b", "c"], ["…", "c"], True),
        (["accepted, 2021: note"], ["accepted, …: note"], True),
        (["accepted, 2021: other"], ["accepted, …: note"], False),
        (["a.b"], ["axb"], False),
    ],
)
def test_outputs_are_compared_whole(said: list[str], shown: list[str], same: bool) -> None:
    assert agree(said, shown) == same


@pytest.mark.parametrize("page", [*PAGES, "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(page: str) -> None:
    folder = (CHECKOUT / page).parent
    prose = re.sub(r"^```.*?^```", "", text(page), flags=re.DOTALL | re.MULTILINE)
    targets = re.findall(r"\]\((?!https?://)([^)#]+)(?:#[^)]*)?\)", prose)
    assert [target for target in targets if not (folder / target).exists()] == []


def test_the_table_of_where_to_find_things_names_what_exists() -> None:
    table = text("CONTRIBUTING.md").split("## Where do I …")[1].split("\n## Documentation")[0]
    paths = re.findall(r"`((?:claims|schema|templates|docs|seeds|tests)(?:/[\w./-]+)?)`", table)
    assert len(paths) > 40
    assert [path for path in paths if not (CHECKOUT / path).exists()] == []
    modules = re.findall(r"python -m (claims[\w.]+)", table)
    assert len(modules) == 3
    assert [module for module in modules if importlib.util.find_spec(module) is None] == []


def test_every_package_is_in_the_layout() -> None:
    layout = text("CONTRIBUTING.md").split("## Layout")[1].split("\n## ")[0]
    packages = {path.parent.name for path in (CHECKOUT / "claims").glob("*/__init__.py")}
    assert packages == set(re.findall(r"`claims/(\w+)` \|", layout))


def test_the_record_is_that_of_the_example() -> None:
    page = text("docs/records.md")
    assert record_example.filled(page) == page, "If the change is meant: make example"


def test_the_floors_are_those_that_the_benchmark_holds() -> None:
    floors = tomllib.loads((CHECKOUT / "benchmarks/attribution/floor.toml").read_text(encoding="utf-8"))["cases"]
    shown = dict(re.findall(r"^\| `(\w+)` \| .* \| ([\d.]+) \|$", text("docs/accuracy.md"), re.MULTILINE))
    assert {level: float(floor) for level, floor in shown.items()} == floors


def test_the_example_of_a_format_works(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from claims.sheet import formats
    from claims.store import read_dossier

    (source,) = blocks("docs/add-a-format.md", "python")
    (here / "tsv_format.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(here)
    monkeypatch.setattr(formats, "FORMATS", {**formats.FORMATS, "tsv": import_module("tsv_format").__name__})
    dossier = read_dossier(CHECKOUT / "seeds" / "dossier")
    written = formats.write(dossier, "tsv", name="claims")
    rows = [line.split("\t") for line in written["claims.tsv"].decode().splitlines()]
    assert sorted(row[0] for row in rows) == sorted(claim.id for claim in dossier.claims)
    assert {len(row) for row in rows} == {3}


def test_the_hook_is_the_one_that_this_repository_offers(run: Run, here: Path) -> None:
    hook, workflow = blocks("docs/how-to/validate-in-ci.md", "yaml")
    offered = (CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    for setting in ("id", "files", "pass_filenames"):
        (value,) = re.findall(rf"^[- ] {setting}: (.*)$", offered, re.MULTILINE)
        assert f"{setting}: {value}\n" in hook
    assert f"claims_factsheet-{claims.__version__}-py3" in workflow
    (here / "article.txt").write_bytes(SEED.with_suffix(".txt").read_bytes())
    run("build", "article.txt", "--out", "dossiers/one")
    entries = re.findall(r"(?:entry|run): factsheet (.*)", hook + workflow)
    assert len(entries) == 2
    for entry in entries:
        assert run(*entry.split()).code == 0


def test_the_page_of_commands_is_their_help() -> None:
    assert text("docs/commands.md") == commands_page.page(), "If the change is meant: make commands"


CONTEXTS = {context.command_path: context for context in commands_page.contexts()}


def test_every_command_is_on_the_page() -> None:
    assert {f"factsheet {name}" for name in Commands.names} <= set(CONTEXTS)
    assert {"factsheet document set", "factsheet document show"} <= set(CONTEXTS)


@pytest.mark.parametrize("path", CONTEXTS)
def test_help_begins_with_a_sentence_shows_examples_and_explains_exit_codes(path: str) -> None:
    context = CONTEXTS[path]
    first, *rest = (context.command.help or "").replace("\b\n", "").split("\n\n")
    assert re.fullmatch(r"[A-Z][^\n.;]*(\n[^\n.;]*)*\.", first), first
    assert "Examples:\n" in "\n\n".join(rest)
    assert re.search(r"^ *factsheet ", "\n\n".join(rest), re.MULTILINE)
    assert "Exit codes: 0 " in "\n\n".join(rest)
    for parameter in context.command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{path} {parameter.name}"
            assert parameter.help.endswith("."), f"{path} {parameter.name}"


@pytest.mark.parametrize("path", CONTEXTS)
def test_the_examples_of_a_help_use_options_that_exist(path: str) -> None:
    shown = re.findall(r"factsheet ((?:\w+ )*)(.*)", "\n".join(CONTEXTS[path].command.help.splitlines()))  # type: ignore[union-attr]
    for words, rest in shown:
        name = max((p for p in CONTEXTS if f"factsheet {words}".startswith(p)), key=len)
        options = {option for parameter in CONTEXTS[name].command.params for option in parameter.opts}
        used = set(re.findall(r"(?<=\s)--[\w-]+", f" {rest}")) - {"--help", "--version"}
        assert used <= options, f"{name}: {used - options}"
