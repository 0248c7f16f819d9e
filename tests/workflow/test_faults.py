"""A fault in one article names that article; the others are done, and nothing that was there is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from claims.cli import command
from claims.extraction import Language, facet_reader_of, language, registered
from claims.ingest import Unreadable, language_detection, read_all
from claims.ingest.readings import Known
from claims.store import read_dossier
from claims.workflow import build
from tests.workflow.articles import SPEECH, article, tree
from tests.workflow.conftest import LineExtractor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claims.model import Claim, Document
    from claims.model.facets import TextFacets

READER = facet_reader_of("ar")
FAULTS: dict[str, tuple[Exception, str]] = {
    "value": (ValueError("¹"), "it could not be read because of a fault in this program (ValueError in "),
    "memory": (MemoryError(), "reading it needs too much memory"),
    "nesting": (RecursionError(), "it is nested too deeply to be read"),
    "os": (OSError(5, "no disk"), "it could not be read because of a fault in this program (OSError in "),
}


class Fragile(LineExtractor):
    """Raises for a text that names a fault."""

    def extract(self, document: Document) -> list[Claim]:
        raised(document.text, "claims")
        return super().extract(document)


class FragileReader:
    def read(self, text: str, *, published: str | None) -> TextFacets:
        raised(text, "facets")
        return READER.read("", published=None)


def raised(text: str, where: str) -> None:
    for name, (error, _) in FAULTS.items():
        if f"{name} in {where}" in text:
            raise error


@pytest.fixture(autouse=True)
def fragile(plain: None) -> Iterator[None]:
    arabic = language("ar")
    reader = FragileReader()
    with registered(Language("ar", arabic.folder, Fragile, lambda: reader)):
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles, the second of which is written by each test."""
    article(tmp_path / "in", "a.txt")
    article(tmp_path / "in", "c.txt", SPEECH.replace("الحرب", "المعركة"))
    return tmp_path / "in"


@pytest.mark.parametrize("where", ["claims", "facets"])
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("verb", ["extract", "build", "add"])
def test_a_fault_ends_one_article(verb: str, fault: str, where: str, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    if verb == "add":
        build([article(tmp_path / "before", "z.txt", "قال السفير إن السلام قريب\n")], out)
    before = tree(out) if out.exists() else {}
    article(folder, "b.txt", f"{SPEECH}{fault} in {where}\n")
    options = {"extract": [], "build": ["--out", str(out)], "add": ["--out", str(out), "--add"]}[verb]
    ended = CliRunner().invoke(command, ["extract" if verb == "extract" else "build", str(folder), *options])
    assert ended.exit_code == 1, ended.output
    assert f"error: b: {FAULTS[fault][1]}" in ended.stderr
    if verb == "extract":
        assert len(ended.stdout.splitlines()) == 4
    else:
        assert {document.id for document in read_dossier(out).documents} >= {"a", "c"}
        assert {name: data for name, data in before.items() if name.startswith("texts/")}.items() <= tree(out).items()


def test_a_fault_in_a_new_version_keeps_the_old_one(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([folder], out)
    before = read_dossier(out)
    article(folder, "a.txt", f"{SPEECH}value in claims\n")
    article(folder, "d.txt", "قال السفير إن السلام قريب\n")
    report = build([folder], out, add=True)
    assert [unread.where for unread in report.unread] == ["a"]
    assert report.growth is not None
    assert report.growth.added == ["d"]
    assert set(before.documents) <= set(read_dossier(out).documents)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_reading_ends_one_file(fault: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article(folder, "b.txt", "broken")

    def told(_told: str | None, _known: object, text: str, _where: str) -> object:
        if text == "broken":
            raise FAULTS[fault][0]
        return Known("ar", "told")

    monkeypatch.setattr(language_detection, "told", told)
    results = list(read_all([folder]))
    assert [isinstance(result, Unreadable) for result in results] == [False, True, False]
    assert isinstance(results[1], Unreadable)
    assert FAULTS[fault][1] in str(results[1].error)
