"""A sheet that this computer rendered from the same files is known again; anything else is rendered and compared."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import claims.sheet.sheet_check
from claims.cli import command
from claims.sheet import receipts
from claims.workflow import render_again
from tests.validation import example

if TYPE_CHECKING:
    from collections.abc import Callable

KNOWN = "the sheet, byte for byte as this program rendered it here from these files"
RENDERED = "the sheet, rendered again from the records and compared"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a dossier whose sheet was rendered here, and the cache that has its receipt."""
    place = tmp_path_factory.mktemp("made")
    folder = example.write(place / "dossier")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(place / "cache"))
        render_again(folder)
    return place


@pytest.fixture
def cache(tmp_path: Path, made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the receipts, which has one."""
    shutil.copytree(made / "cache", tmp_path / "cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache/claims-factsheet/sheets"


@pytest.fixture
def folder(tmp_path: Path, made: Path, cache: Path) -> Path:
    """The dossier, somewhere else: a receipt is of files and not of where they are."""
    return Path(shutil.copytree(made / "dossier", tmp_path / "dossier"))


def validate(folder: Path, *options: str) -> str:
    return CliRunner().invoke(command, ["validate", str(folder), *options]).stderr


def edit(path: Path, old: str, new: str) -> None:
    data = path.read_bytes()
    assert old.encode() in data
    path.write_bytes(data.replace(old.encode(), new.encode(), 1))


def replace_map(folder: Path) -> None:
    edit(folder / "factsheet.map.svg", "circle", "ellipse")


def change_words(folder: Path) -> None:
    edit(folder / "factsheet.md", "said", "admitted")


def change_words_and_the_digest(folder: Path) -> None:
    """As somebody does who counts on nobody looking further than to the digest in the sheet."""
    change_words(folder)
    sheet = (folder / "factsheet.md").read_text("utf-8")
    digest = next(word for word in sheet.split("`") if len(word) == 64 and set(word) <= set("0123456789abcdef"))
    (folder / "factsheet.md").write_text(sheet.replace(digest, "0" * 64), "utf-8")


def change_words_but_neither_size_nor_time(folder: Path) -> None:
    path = folder / "factsheet.md"
    status = path.stat()
    edit(path, "said", "lied")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size


def take_the_sheet_of_other_records(folder: Path) -> None:
    other = example.write(folder.parent / "other", example.without_places(example.dossier()))
    render_again(other)  # It has a receipt, too, but for the other files.
    shutil.copy(other / "factsheet.md", folder / "factsheet.md")


def put_a_link_in_its_place(folder: Path) -> None:
    change_words(folder)
    (folder / "factsheet.md").rename(folder.parent / "elsewhere.md")
    (folder / "factsheet.md").symlink_to("../elsewhere.md")


@pytest.mark.parametrize(
    "falsify",
    [
        change_words,
        change_words_and_the_digest,
        change_words_but_neither_size_nor_time,
        take_the_sheet_of_other_records,
        put_a_link_in_its_place,
        replace_map,
        lambda folder: (folder / "factsheet.map.svg").unlink(),
        lambda folder: (folder / "factsheet.md").write_bytes(b""),
    ],
)
def test_a_falsified_sheet_is_found_although_there_is_a_receipt(folder: Path, falsify: Callable[[Path], None]) -> None:
    assert KNOWN in validate(folder)
    falsify(folder)
    assert "error E401 sheet-stale" in validate(folder)
    assert "error E401 sheet-stale" in validate(folder)  # What was not right is not remembered.


def test_a_record_changed_behind_its_sheet_is_found(folder: Path) -> None:
    edit(folder / "documents.jsonl", '"title": "', '"title": "Not so: ')
    assert "error E401 sheet-stale" in validate(folder)


def test_the_sheet_is_not_rendered_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(claims.sheet.sheet_check, "nearest_rendering")
    assert KNOWN in validate(folder)
    assert "error" not in validate(folder)


def test_what_was_compared_once_is_known(folder: Path, cache: Path) -> None:
    before = validate(folder)
    shutil.rmtree(cache)
    compared = validate(folder)
    assert RENDERED in compared
    assert compared.replace(RENDERED, KNOWN) == before == validate(folder)


def link_the_records(folder: Path) -> None:
    (folder / "claims.jsonl").rename(folder / "linked")
    (folder / "claims.jsonl").symlink_to("linked")


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "texts/notes.txt").write_bytes(b"a file more"),
        lambda folder: edit(folder / "dossier.json", "{", "{ "),
        link_the_records,
    ],
)
def test_any_other_byte_has_the_sheet_rendered_again(folder: Path, change: Callable[[Path], None]) -> None:
    change(folder)
    assert RENDERED in validate(folder, "--ignore", "E3")


def test_another_program_has_it_rendered_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "_program", lambda: b"of tomorrow")
    assert RENDERED in validate(folder)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"claims": null, "drafts": 1}', b"[" * 100_000])
def test_a_damaged_receipt_is_none(folder: Path, cache: Path, content: bytes) -> None:
    (receipt,) = cache.iterdir()
    receipt.write_bytes(content)
    assert RENDERED in validate(folder)


def test_without_a_place_for_receipts_all_is_as_ever(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in (os.devnull, "relative"):
        monkeypatch.setenv("XDG_CACHE_HOME", place)
        render_again(folder)
        assert RENDERED in validate(folder)
    assert not (folder / "relative").exists()


def test_a_home_that_does_not_exist_is_not_made(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    render_again(folder)
    assert RENDERED in validate(folder)
    assert not (tmp_path / "home").exists()


def test_receipts_that_others_could_have_written_are_not_believed(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.chmod(0o777)
    assert RENDERED in validate(folder)
    assert RENDERED in validate(folder)  # Nor is one kept there.
    cache.chmod(0o700)
    assert KNOWN in validate(folder)
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    assert RENDERED in validate(folder)


def test_a_sheet_of_the_users_own_template_is_always_rendered(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "part.j2").write_text("{{ title }}", "utf-8")
    (tmp_path / "own.md.j2").write_text('{% include "part.j2" %} of the house', "utf-8")
    render_again(folder, template=tmp_path / "own.md.j2")
    assert RENDERED in validate(folder, "--ignore", "E402")
    (tmp_path / "part.j2").write_text("changed", "utf-8")
    assert "error E401 sheet-stale" in validate(folder)


def test_drafts_are_counted_as_ever(folder: Path, cache: Path) -> None:
    known = validate(folder, "--select", "W503")
    shutil.rmtree(cache)
    assert validate(folder, "--select", "W503") == known


def test_a_receipt_says_nothing_of_the_dossier_and_is_the_users_alone(folder: Path, cache: Path) -> None:
    (receipt,) = cache.iterdir()
    assert set(json.loads(receipt.read_bytes())) == {"claims", "drafts"}
    assert cache.stat().st_mode & 0o077 == 0


def test_the_oldest_receipts_go(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "_MOST", 3)
    for number in range(5):
        receipts.keep(f"{number}", receipts.Tally(1, 1))
    assert len([*cache.iterdir()]) == 3


def test_a_folder_that_never_ends_is_no_receipt(folder: Path) -> None:
    os.mkfifo(folder / "texts/pipe.txt")
    assert receipts.name_of(folder) is None


def test_an_edit_while_it_is_written_is_not_remembered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name_of = receipts.name_of

    def meanwhile(place: Path, *made: dict[str, bytes]) -> str | None:
        if made:
            edit(place / "documents.jsonl", '"title": "', '"title": "Not so: ')
            change_words(place)
        return name_of(place, *made)

    monkeypatch.setattr(receipts, "name_of", meanwhile)
    render_again(folder, check_below=0.5)
    assert "error E401 sheet-stale" in validate(folder)
