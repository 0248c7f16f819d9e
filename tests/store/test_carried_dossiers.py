"""Dossiers that git, an editor, a merge or a stranger has changed: read right, or refused by name."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import claims
from claims.errors import ClaimsError
from claims.store import read_dossier
from claims.workflow.validation import validation_run
from tests.validation import example

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GIT = shutil.which("git")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return example.write(tmp_path / "dossier")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        [str(GIT), "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments],
        cwd=folder, check=True, capture_output=True, timeout=60,
    )  # fmt: skip


def cloned(folder: Path, target: Path) -> Path:
    """The dossier as a colleague gets it whose git changes line ends."""
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "a")
    git(target.parent, "-c", "core.autocrlf=true", "clone", "-q", str(folder), str(target))
    return target


@pytest.mark.skipif(GIT is None, reason="git is not installed")
def test_a_clone_with_changed_line_ends_is_the_same_dossier(
    dossier: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (dossier / ".gitattributes").unlink()
    there = cloned(dossier, tmp_path / "clone")
    assert b"\r\n" in (there / "texts" / "hospital.txt").read_bytes()
    assert claims.render(read_dossier(there)) == claims.render(read_dossier(dossier))
    assert [record.message for record in caplog.records].count(
        f"{there}: the line ends of 2 texts changed since, as git with core.autocrlf or an editor does; "
        "read as they were"
    ) == 1
    assert {each.code for each in validation_run().check(there)} == {"W511"}
    before = (there / "claims.jsonl").read_bytes()
    assert {each.code for each in validation_run(fix=True).check(there / "claims.jsonl")} <= {"W511"}
    assert (there / "claims.jsonl").read_bytes() == before


@pytest.mark.skipif(GIT is None, reason="git is not installed")
def test_git_keeps_a_built_dossier_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(example.HOSPITAL, "utf-8")
    built = tmp_path / "built"
    claims.build([tmp_path / "a.txt"], built)
    there = cloned(built, tmp_path / "clone")
    for path in built.rglob("*"):
        if path.is_file() and ".git/" not in str(path):
            assert (there / path.relative_to(built)).read_bytes() == path.read_bytes()


def test_the_owner_s_attributes_for_git_stay(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(example.HOSPITAL, "utf-8")
    built = tmp_path / "built"
    claims.build([tmp_path / "a.txt"], built)
    (built / ".gitattributes").write_text("* text=auto\n", "utf-8")
    claims.build([tmp_path / "a.txt"], built, force=True)
    assert (built / ".gitattributes").read_text("utf-8") == "* text=auto\n"


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "some line ends": lambda data: data.replace(b"\n", b"\r\n", 2),
    "line ends of an old Mac": lambda data: data.replace(b"\n", b"\r"),
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "a byte order mark and line ends": lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "UTF-16 and line ends": lambda data: data.decode().replace("\n", "\r\n").encode("utf-16"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_programs_change_in_a_text_is_undone(dossier: Path, change: Callable[[bytes], bytes]) -> None:
    right = read_dossier(dossier)
    path = dossier / "texts" / "hospital.txt"
    path.write_bytes(change(path.read_bytes()))
    assert read_dossier(dossier) == right


def test_a_merge_that_keeps_a_document_twice(dossier: Path) -> None:
    right = read_dossier(dossier)
    path = dossier / "documents.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines, lines[0]]))
    assert read_dossier(dossier) == right
    other = json.dumps(json.loads(lines[0]) | {"title": "b"}).encode() + b"\n"
    path.write_bytes(b"".join([*lines, other]))
    with pytest.raises(ClaimsError, match="'hospital' stands twice, with different properties"):
        read_dossier(dossier)


def test_a_link_out_of_the_dossier_is_followed_only_to_the_text_itself(dossier: Path, tmp_path: Path) -> None:
    right = read_dossier(dossier)
    text, outside = dossier / "texts" / "hospital.txt", tmp_path / "outside.txt"
    shutil.move(text, outside)
    text.symlink_to(outside)
    assert read_dossier(dossier) == right
    outside.write_text("a secret", "utf-8")
    with pytest.raises(ClaimsError, match="link out of the dossier"):
        read_dossier(dossier)
    assert "secret" not in "".join(each.message for each in validation_run().check(dossier))


def test_a_folder_of_texts_may_be_elsewhere(dossier: Path, tmp_path: Path) -> None:
    right = read_dossier(dossier)
    shutil.move(dossier / "texts", tmp_path / "disk")
    (dossier / "texts").symlink_to(tmp_path / "disk")
    assert read_dossier(dossier) == right
    (tmp_path / "disk" / "port.txt").write_text("a secret", "utf-8")
    with pytest.raises(ClaimsError, match="link out of the dossier"):
        read_dossier(dossier)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_in_the_place_of_a_text_does_not_hang(dossier: Path) -> None:
    (dossier / "texts" / "port.txt").unlink()
    os.mkfifo(dossier / "texts" / "port.txt")
    with pytest.raises(ClaimsError, match="not a regular file"):
        read_dossier(dossier)
    assert "E309" in {each.code for each in validation_run().check(dossier)}


SURROGATES = {
    "documents.jsonl": ('"hospital"', '"hospital\\udcff"'),
    "claims.jsonl": ('"hospital"', '"hospital\\uD800"'),
    "dossier.json": ('"title": "', '"title": "\\ud83d'),
    "groups.jsonl": ('"method": "', '"method": "\\udfff'),
    "changes.jsonl": ('"documents_added": [', '"documents_added": ["\\udfff", '),
}


@pytest.mark.parametrize("file", SURROGATES)
def test_half_of_a_surrogate_pair_is_named(dossier: Path, file: str) -> None:
    old, new = SURROGATES[file]
    path = dossier / file
    data = path.read_text("utf-8")
    assert old in data
    path.write_text(data.replace(old, new, 1), "utf-8")
    with pytest.raises(ClaimsError, match="half of a surrogate pair"):
        read_dossier(dossier)
    assert "E004" in {each.code for each in validation_run().check(dossier)}


@pytest.mark.parametrize("digest", ["a\0b", "../../etc/passwd", "", "A" * 64])
def test_a_hash_that_is_none_is_named(dossier: Path, digest: str) -> None:
    path = dossier / "documents.jsonl"
    first, *rest = path.read_text("utf-8").splitlines()
    record = json.loads(first)
    record["earlier"][0]["sha256"] = digest
    path.write_text("\n".join([json.dumps(record), *rest]) + "\n", "utf-8")
    with pytest.raises(ClaimsError, match="earlier\\[0\\]: the property 'sha256' is not a SHA-256"):
        read_dossier(dossier)


HUGE = ("claims.jsonl", "documents.jsonl", "groups.jsonl", "dossier.json", "factsheet.md", "texts/port.txt")
# The peak of this process alone: what getrusage tells takes over that of the process that started it.
MEASURED = """
import re, sys
from pathlib import Path
from claims.cli import command
try:
    command.main(sys.argv[1:])
finally:
    status = Path("/proc/self/status").read_text("ascii")
    print(int(re.search(r"VmHWM:\\s+(\\d+) kB", status)[1]) // 1024, file=sys.stderr)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="sparse files and the memory of a process")
@pytest.mark.parametrize("verb", [("validate",), ("render",), ("review", "ID", "--accept", "--by", "a"), ("status",)])
@pytest.mark.parametrize("file", HUGE)
def test_a_file_of_half_a_gigabyte_without_line_ends_takes_little_memory(
    dossier: Path, file: str, verb: tuple[str, ...]
) -> None:
    with (dossier / file).open("ab") as stream:
        stream.truncate(stream.tell() + (1 << 29))
    name = read_first_id(dossier)
    arguments = [verb[0], str(dossier), *(name if each == "ID" else each for each in verb[1:])]
    ended = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments], capture_output=True, text=True, timeout=120, check=False
    )
    *said, peak = ended.stderr.splitlines()
    assert "fault in this program" not in ended.stderr
    assert ended.returncode == (0 if (file, verb[0]) in OTHER_FILES else 1 if verb[0] == "validate" else 2), said
    assert int(peak) < 300


OTHER_FILES = {("factsheet.md", "render"), ("factsheet.md", "status"), ("factsheet.md", "review")}
"""What a command does not need to read."""


def read_first_id(folder: Path) -> str:
    with (folder / "claims.jsonl").open("rb") as file:
        return str(json.loads(file.readline())["id"])
