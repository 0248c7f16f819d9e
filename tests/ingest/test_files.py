"""Files as they lie in folders: long names, closed folders, links, pipes and devices."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from claims.ingest import Unreadable, find, read_all
from claims.model import Document
from claims.workflow import build
from tests.workflow.articles import tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEXT = "قال الوزير إن الحرب انتهت.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "in"
    (inside / "sub").mkdir(parents=True)
    (inside / "a.txt").write_text(TEXT, encoding="utf-8")
    (inside / "sub" / "b.txt").write_text(TEXT, encoding="utf-8")
    return inside


def read(folder: Path) -> tuple[set[str], list[str]]:
    """The ids of the articles that were read, and what was said of the others."""
    results = list(read_all([folder]))
    ids = {result.id for result in results if isinstance(result, Document)}
    return ids, [str(result.error) for result in results if isinstance(result, Unreadable)]


@pytest.mark.parametrize("letter", ["a", "ا", "😀"])
def test_the_longest_name(folder: Path, tmp_path: Path, letter: str) -> None:
    path = folder / (letter * (250 // len(letter.encode())) + ".txt")
    path.write_text(TEXT, encoding="utf-8")
    ids, errors = read(folder)
    assert len(ids) == 3
    assert errors == []
    out = tmp_path / "out"
    build([folder], out)
    path.write_text(f"{TEXT}{TEXT}", encoding="utf-8")
    report = build([folder], out, add=True)
    assert report.unread == ()
    assert sum(name.startswith("texts/") for name in tree(out)) == 3


def test_a_folder_that_cannot_be_listed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refusing(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert read(folder) == ({"a"}, [f"{folder / 'sub'}: cannot be read: Permission denied"])


def test_a_folder_that_may_not_be_entered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan, stat = os.scandir, os.stat

    def refusing(path: str, real: Callable[[str], Any]) -> Any:
        if folder / "sub" in (Path(path), *Path(path).parents):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    def entered(path: str, **how: Any) -> os.stat_result:
        return stat(path, **how) if Path(path) == folder / "sub" else refusing(path, lambda path: stat(path, **how))

    monkeypatch.setattr(os, "scandir", lambda path: refusing(path, scan))
    monkeypatch.setattr(os, "stat", entered)
    assert read(folder) == ({"a"}, [f"{folder / 'sub'}: cannot be read: Permission denied"])


def test_a_file_that_cannot_be_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opening = os.open

    def refusing(path: Path, *told: int) -> int:
        if str(path).endswith("b.txt"):
            raise PermissionError(13, "Permission denied", path)
        return opening(path, *told)

    monkeypatch.setattr("claims.ingest.regular_files.os.open", refusing)
    assert read(folder) == ({"a"}, [f"{folder / 'sub' / 'b.txt'}: cannot be read: Permission denied"])


def test_links_that_leave_the_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(TEXT, encoding="utf-8")
    (folder / "c.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "d.txt").symlink_to("/etc/hostname")
    (folder / "e.txt").symlink_to("sub/b.txt")
    (folder / "f.txt").symlink_to("missing.txt")
    ids, errors = read(folder)
    assert ids in ({"a", "b"}, {"a", "e"})
    leaves = "this link leads out of the folder. Copy the file here, or pass it by its own name"
    assert errors == [
        f"{folder / 'c.txt'}: {leaves}",
        f"{folder / 'd.txt'}: {leaves}",
        f"{folder / 'f.txt'}: no such file or folder. Check the name",
    ]


def test_a_link_that_a_person_names_is_followed(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(folder / "a.txt")
    assert [result.id for result in read_all([link]) if isinstance(result, Document)] == ["link"]


def test_what_is_no_file(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "a.meta.json")
    (folder / "null.txt").symlink_to("/dev/null")
    (folder / "proc.txt").symlink_to("/proc/self/environ")
    ids, errors = read(folder)
    assert ids == {"b"}
    refused = "this is not a regular file. Save the article as a file"
    wrong = [folder / name for name in ("a.meta.json", "null.txt", "pipe.txt", "proc.txt")]
    for path in wrong:
        assert f"{path}: {refused}" in errors


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/dev/zero", "a device"),
        ("/proc/self/environ", "a file of the operating system's"),
        ("pipe.txt", "a named pipe"),
    ],
)
def test_what_is_no_file_by_name(path: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe.txt")
    (result,) = read_all([path])
    assert isinstance(result, Unreadable)
    assert str(result.error) == (
        f"{path}: this is {what}, not a file with an article. To read from a program, pipe it to -"
    )


def test_metadata_have_a_size(folder: Path) -> None:
    (folder / "a.meta.json").write_bytes(b" " * 1_000_001)
    assert read(folder)[0] == {"b"}


def test_a_folder_without_anything_to_read_is_named(tmp_path: Path) -> None:
    (found,) = find([tmp_path])
    assert isinstance(found, Unreadable)
