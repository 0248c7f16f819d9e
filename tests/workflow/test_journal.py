"""A dossier is changed file by file, all of it or nothing, and everything else in its folder stays untouched."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import msgspec
import pytest

from claims.errors import ClaimsError
from claims.store import folder_write, journal, read_dossier
from claims.store.lock import beside, locked, settle
from claims.workflow import build, review
from tests.workflow.articles import article, tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files, one of which a change replaces, and one of which it removes."""
    made = tmp_path / "ملف"
    (made / "inner").mkdir(parents=True)
    for name in ("old", "kept", "inner/kept", "inner/gone"):
        (made / name).write_text(name)
    return made


FILES = {"old": b"new", "inner/new": b"new", "other/new": b"new"}
AFTER = {**FILES, "kept": b"kept", "inner/kept": b"inner/kept"}
BEFORE = {"old": b"old", "kept": b"kept", "inner/kept": b"inner/kept", "inner/gone": b"inner/gone"}


def inodes(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.lstat().st_ino for path in folder.rglob("*")}


def test_only_what_changes_is_written(folder: Path, tmp_path: Path) -> None:
    (folder / "link").symlink_to("nowhere")
    (folder / "empty").mkdir()
    before = inodes(folder)
    folder_write.put(folder, {**FILES, "kept": b"kept"}, gone={"inner/gone", "never/there"})
    assert tree(folder) == AFTER
    after = inodes(folder)
    assert {name for name in after if after[name] != before.get(name)} == {"old", "inner/new", "other", "other/new"}
    assert list(tmp_path.iterdir()) == [folder]


def test_a_file_keeps_its_mode_and_a_link_stays_one(folder: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    (folder / "inner").rename(disk)
    (folder / "inner").symlink_to(disk)
    (folder / "old").rename(disk / "old")
    (folder / "old").symlink_to(disk / "old")
    (disk / "old").chmod(0o640)
    folder_write.put(folder, FILES, gone={"inner/gone"})
    assert (folder / "inner").is_symlink()
    assert (folder / "old").is_symlink()
    assert (disk / "old").read_bytes() == (disk / "new").read_bytes() == b"new"
    assert (disk / "old").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in disk.iterdir()) == ["kept", "new", "old"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_file_keeps_its_owner(folder: Path) -> None:
    os.chown(folder / "old", 1234, 2345)
    folder_write.put(folder, FILES)
    status = (folder / "old").stat()
    assert (status.st_uid, status.st_gid) == (1234, 2345)


def test_a_dossier_that_is_a_git_repository_stays_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([article(tmp_path / "in")], out)
    git = ("git", "-C", str(out), "-c", "user.name=x", "-c", "user.email=x@example.org")
    for step in (("init", "-q"), ("add", "."), ("commit", "-qm", "built")):
        subprocess.run([*git, *step], check=True, timeout=60)
    (out / ".git/refs/remotes").mkdir()
    review(out, [read_dossier(out).claims[0].id], by="Mona", status="accepted")
    build([article(tmp_path / "in", "b.txt", "قال القاضي إن الحكم نهائي\n")], out, add=True)
    changed = subprocess.run([*git, "status", "--short", "-uall"], check=True, timeout=60, capture_output=True)
    names = {line[3:] for line in changed.stdout.decode().splitlines()}
    assert names == {
        "changes.jsonl",
        "claims.jsonl",
        "documents.jsonl",
        "factsheet.md",
        "reviews/Mona.jsonl",
        "texts/b.txt",
    }
    assert (out / ".git/refs/remotes").is_dir()


def test_what_cannot_be_listed_is_no_hindrance(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([article(tmp_path / "in")], out)
    os.mkfifo(out / "pipe")
    closed = out / "colleague"
    closed.mkdir(mode=0)
    try:
        review(out, [read_dossier(out).claims[0].id], by="منى", status="accepted")
    finally:
        closed.chmod(0o700)
    assert read_dossier(out).claims[0].review.by == "منى"


def test_a_name_as_long_as_names_can_be(tmp_path: Path) -> None:
    out = tmp_path / ("م" * 127)
    build([article(tmp_path / "in")], out)
    review(out, [read_dossier(out).claims[0].id], by="منى", status="accepted")
    assert read_dossier(out).claims[0].review.by == "منى"


class KilledError(BaseException):
    """Ends a change as a kill does: nothing is tidied up after it."""


def killed_at(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Change the folder, and end that where the function of this name is called for the first time."""

    def end(*_: object, **__: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(journal, name, end)
        if name != "_take_back":
            patch.setattr(journal, "_take_back", lambda _: None)
        with pytest.raises(KilledError):
            folder_write.put(
                folder, FILES, gone={"inner/gone"}, seen={"old": (0, 0, 0)} if name == "_take_back" else None
            )


@pytest.mark.parametrize(("name", "after"), [("_flush_folders", BEFORE), ("flush_folder", AFTER), ("_complete", AFTER)])
def test_a_change_that_was_interrupted_is_taken_back_or_completed(
    name: str, after: dict[str, bytes], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "flush_folder":  # after the draft became the journal; before that it is not called by itself
        monkeypatch.setattr(journal, "_flush_folders", lambda *_: None)
    killed_at(name, folder, monkeypatch)
    settle(folder)
    assert tree(folder) == after
    assert (folder / "other").exists() == (after is AFTER)


def test_a_change_is_given_up_where_a_file_was_changed_since(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killed_at("_complete", folder, monkeypatch)
    (folder / "old").write_text("theirs")
    settle(folder)
    assert tree(folder) == {**BEFORE, "old": b"theirs"}


def test_a_journal_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / ".factsheet-journal").write_text("{}")
    with pytest.raises(ClaimsError, match=r"\.factsheet-journal: the journal of an interrupted change cannot be read"):
        settle(folder)


@pytest.mark.parametrize("path", ["../outside", "/etc/outside", "inner/../../outside", ""])
def test_a_journal_reaches_nothing_outside_the_folder(path: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("outside")
    entry = {"path": path, "temporary": None, "before": None, "after": None}
    (folder / ".factsheet-journal").write_bytes(msgspec.json.encode({"files": [entry], "folders": []}))
    with pytest.raises(ClaimsError, match="cannot be read"):
        settle(folder)
    assert (tmp_path / "outside").exists()


def test_somebody_elses_changes_are_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    build([article(tmp_path / "in")], out)
    prepare: Callable[..., None] = journal._prepare

    def meanwhile(*given: object) -> None:
        prepare(*given)
        (out / "claims.jsonl").write_text("theirs")

    monkeypatch.setattr(journal, "_prepare", meanwhile)
    claim = read_dossier(out).claims[0].id
    with pytest.raises(ClaimsError, match=r"the dossier was changed by another program meanwhile; nothing was written"):
        review(out, [claim], by="منى", status="accepted")
    assert (out / "claims.jsonl").read_text() == "theirs"
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == [".gitattributes"]


def test_a_reader_sees_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    build([article(tmp_path / "in")], out)
    from claims.store import dossier_folder as dossiers

    read, times = dossiers._header, iter(range(9))

    def meanwhile(folder: Path) -> dict[str, object]:
        header = read(folder)
        if next(times) == 0:  # after the reader has opened the first file, another run puts in the next version
            monkeypatch.setattr(dossiers, "_header", read)
            build([article(tmp_path / "in", "b.txt", "قال القاضي إن الحكم نهائي\n")], out, add=True)
        return header

    monkeypatch.setattr(dossiers, "_header", meanwhile)
    seen = read_dossier(out)
    assert (len(seen.documents), len(seen.claims)) == (2, 3)


def test_what_a_killed_first_build_left_is_no_hindrance(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (beside(out, "new") / "texts").mkdir(parents=True)
    build([article(tmp_path / "in")], out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_a_first_build_into_an_empty_folder_keeps_that_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir(mode=0o750)
    before = out.stat().st_ino
    build([article(tmp_path / "in")], out)
    assert (out.stat().st_ino, out.stat().st_mode & 0o777) == (before, 0o750)


def test_a_reader_that_meets_an_unfinished_change_takes_what_is_there(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([article(tmp_path / "in")], out)
    (out / ".factsheet-journal.new").write_text("{")
    with locked(out.parent / "other"):
        assert len(read_dossier(out).claims) == 2
    assert not (out / ".factsheet-journal.new").exists()


# Appending


def interrupted_append(folder: Path, done: int) -> None:
    """A run that was killed when so many bytes of what it appends were written."""
    entry = journal._Append("old", 3, b" and new")
    (folder / "old").write_bytes(b"old" + b" and new"[:done])
    (folder / ".factsheet-journal").write_bytes(msgspec.json.encode(journal._Journal((), (), (entry,))))


def test_what_is_appended_neither_replaces_the_file_nor_touches_another(folder: Path) -> None:
    before = inodes(folder)
    folder_write.put(folder, {}, tails={"old": b" and new", "kept": b"", "other/new": b"new"})
    assert tree(folder) == {**BEFORE, "old": b"old and new", "other/new": b"new"}
    assert {name: number for name, number in inodes(folder).items() if name in before} == before


@pytest.mark.parametrize("done", range(9))
def test_an_interrupted_append_is_completed(folder: Path, done: int) -> None:
    interrupted_append(folder, done)
    journal.recover(folder)
    assert tree(folder) == {**BEFORE, "old": b"old and new"}


@pytest.mark.parametrize("other", [b"old and others", b"old and new lines", b"ol", None])
def test_a_file_that_another_program_changed_is_not_appended_to(folder: Path, other: bytes | None) -> None:
    interrupted_append(folder, 0)
    (folder / "old").unlink()
    if other is not None:
        (folder / "old").write_bytes(other)
    journal.recover(folder)
    left = {name: data for name, data in BEFORE.items() if name != "old"}
    assert tree(folder) == left | ({} if other is None else {"old": other})


def test_a_copy_made_of_links_stays_as_it_is(folder: Path, tmp_path: Path) -> None:
    os.link(folder / "old", tmp_path / "backup")
    folder_write.put(folder, {}, tails={"old": b" and new"})
    assert (tmp_path / "backup").read_bytes() == b"old"
    assert (folder / "old").read_bytes() == b"old and new"


@pytest.mark.parametrize("path", ["../old", "/etc/passwd", "inner/../../old", ""])
def test_a_journal_appends_nowhere_else(folder: Path, path: str) -> None:
    entry = journal._Append(path, 0, b"new")
    (folder / ".factsheet-journal").write_bytes(msgspec.json.encode(journal._Journal((), (), (entry,))))
    with pytest.raises(ClaimsError, match="cannot be read"):
        journal.recover(folder)


def test_nothing_is_appended_if_the_folder_changed_meanwhile(folder: Path) -> None:
    seen = folder_write.stamp(folder, ["kept"])
    (folder / "kept").write_bytes(b"by another program")
    with pytest.raises(ClaimsError, match="changed by another program"):
        folder_write.put(folder, {}, tails={"old": b" and new"}, seen=seen)
    assert (folder / "old").read_bytes() == b"old"
    assert not journal.interrupted(folder)
