"""How the sheet is rendered is noted in the dossier; large dossiers keep theirs after an entry, and say so."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from claims.errors import ClaimsError
from claims.model import SheetLook
from claims.store import read_dossier
from claims.workflow import build, describe, is_current, render_again, review, sheet_update, status, translate
from tests.workflow.articles import article, tree

if TYPE_CHECKING:
    from collections.abc import Callable

HOUSE = '{% extends "factsheet.md.j2" %}{% block verify %}Our house.{% endblock %}\n'
OTHER = "قال القاضي إن الحكم نهائي\n"


@pytest.fixture(autouse=True)
def really(monkeypatch: pytest.MonkeyPatch, plain: None) -> None:
    """The sheet is the real one."""
    monkeypatch.undo()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    template = tmp_path / "styles/house.md.j2"
    template.parent.mkdir()
    template.write_text(HOUSE, encoding="utf-8")
    build([article(tmp_path / "in")], tmp_path / "out", lang="ar", template=template)
    return tmp_path / "out"


def sheet(out: Path) -> str:
    return (out / "factsheet.md").read_text(encoding="utf-8")


def in_house_style(out: Path) -> bool:
    return "Our house." in sheet(out) and sheet(out).startswith('<div dir="rtl" lang="ar">')


def first(out: Path) -> str:
    return read_dossier(out).claims[0].id


def translation(out: Path) -> tuple[str, dict[str, Any]]:
    return "1", {"id": first(out), "language": "ar", "text": "انتهت الحرب", "by": "Mona", "how": "human"}


ENTRIES: dict[str, Callable[[Path], object]] = {
    "review": lambda out: review(out, [first(out)], by="منى", status="accepted"),
    "add": lambda out: build([article(out.parent / "in", "b.txt", OTHER)], out, add=True),
    "build anew": lambda out: build([out.parent / "in"], out, force=True, title="New"),
    "describe": lambda out: describe(out, "a", {"title": "New"}, by="منى"),
    "translate": lambda out: translate(out, [translation(out)]),
    "render": render_again,
}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_no_command_takes_the_house_style_away(entry: Callable[[Path], object], out: Path) -> None:
    assert json.loads((out / "dossier.json").read_text())["sheet"] == {
        "language": "ar",
        "template": "../styles/house.md.j2",
    }
    assert in_house_style(out)
    before = sheet(out)
    entry(out)
    assert in_house_style(out)
    assert (sheet(out) == before) == (entry is render_again)
    assert is_current(out, read_dossier(out))
    assert read_dossier(out).sheet == SheetLook("ar", "../styles/house.md.j2")


def test_a_dossier_that_moved_with_its_template_keeps_it(out: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    for name in ("out", "styles"):
        (tmp_path / name).rename(tmp_path / "elsewhere" / name)
    ENTRIES["review"](tmp_path / "elsewhere/out")
    assert in_house_style(tmp_path / "elsewhere/out")


def test_the_packages_own_style_again(out: Path) -> None:
    render_again(out, lang="en", template=Path("none"))
    assert read_dossier(out).sheet == SheetLook("en")
    assert sheet(out).startswith("# ")
    assert "Our house." not in sheet(out)


@pytest.mark.parametrize("name", ["add", "build anew", "render"])
def test_a_template_that_vanished_is_named_before_anything_is_written(name: str, out: Path, tmp_path: Path) -> None:
    (tmp_path / "styles/house.md.j2").unlink()
    before = tree(out)
    with pytest.raises(ClaimsError, match=r"styles/house\.md\.j2: the template of the dossier's sheet is missing"):
        ENTRIES[name](out)
    assert tree(out) == before


@pytest.mark.parametrize("name", ["review", "describe", "translate"])
def test_an_entry_is_kept_where_the_template_vanished(
    name: str, out: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "claims")
    (tmp_path / "styles/house.md.j2").unlink()
    before = tree(out)
    ENTRIES[name](out)
    after = tree(out)
    assert caplog.messages == [f"factsheet.md is out of date; run factsheet render {out}"]
    assert after["factsheet.md"] == before["factsheet.md"]
    assert after != before
    assert not status(out).sheet_current


def test_a_large_dossier_keeps_its_sheet_until_it_is_rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "claims")
    out = tmp_path / "out"
    build([article(tmp_path / "in")], out)
    before = tree(out)
    assert status(out).sheet_current
    monkeypatch.setattr("claims.workflow.sheet_update.CHEAP", 1)
    for name in ("review", "describe", "translate"):
        ENTRIES[name](out)
    told = [message for message in caplog.messages if "out of date" in message]
    assert told == [f"factsheet.md is out of date; run factsheet render {out}"] * 3
    assert sheet(out) == before["factsheet.md"].decode()
    assert not status(out).sheet_current
    render_again(out)
    assert status(out).sheet_current
    ENTRIES["add"](out)
    assert status(out).sheet_current


def test_a_decision_leaves_the_records_as_they_are(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([article(tmp_path / "in")], out)
    path = out / "claims.jsonl"
    lines = [line.replace(b'": ', b'":') for line in path.read_bytes().splitlines()]
    path.write_bytes(lines[0] + b"\r\n\n" + lines[1] + b"\r\n")
    before = path.read_bytes()
    review(out, [json.loads(lines[1])["id"][:8]], by="منى", status="accepted")
    assert path.read_bytes() == before
    (file,) = (out / "reviews").iterdir()
    assert [json.loads(line)["act"] for line in file.read_bytes().splitlines()] == ["accept"]


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"id": 1}', b'{"id": "\xff"}', b"\xff"])
def test_a_line_that_is_no_claim_is_named(line: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([article(tmp_path / "in")], out)
    id = first(out)
    with (out / "claims.jsonl").open("ab") as file:
        file.write(line)
    with pytest.raises(ClaimsError, match=r"claims\.jsonl(:3|: claim 1)"):
        review(out, [id], by="منى", status="accepted")


def test_what_is_rendered_quickly(tmp_path: Path) -> None:
    assert sheet_update.CHEAP == 500  # the number that `factsheet review --help` says
