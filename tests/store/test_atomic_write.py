"""What is left of a write that was killed, and what an interrupt says."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from claims.cli import command
from claims.store.atomic_write import replacing, write_atomically, written

if TYPE_CHECKING:
    from pathlib import Path

KILLED = """
import os, signal, sys
from claims.store.atomic_write import replacing
with replacing(sys.argv[1]) as file:
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_what_a_killed_write_left_is_removed_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "sheet.html"
    ended = subprocess.run([sys.executable, "-c", KILLED, str(path)], timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert len(list(tmp_path.iterdir())) == 1
    write_atomically(path, b"whole")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("sheet.html", b"whole")]


@pytest.mark.skipif(sys.platform == "win32", reason="locks of Unix")
def test_what_another_process_is_writing_stays(tmp_path: Path) -> None:
    path = tmp_path / "sheet.html"
    (tmp_path / ".sheet.html.notes.tmp").write_bytes(b"mine")
    with replacing(path) as file:
        file.write(b"first")
        write_atomically(path, b"second")
    assert path.read_bytes() == b"first"
    assert {each.name for each in tmp_path.iterdir()} == {"sheet.html", ".sheet.html.notes.tmp"}


@pytest.mark.parametrize(("done", "what"), [(False, "no changes were made"), (True, "the changes were recorded")])
def test_an_interrupt_says_whether_anything_was_recorded(
    done: bool, what: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object) -> None:
        written.set(done)
        raise KeyboardInterrupt

    monkeypatch.setattr(type(command), "get_command", stopped)
    with pytest.raises(SystemExit) as ended:
        command.main(["status", "a"])
    assert ended.value.code == 130
    assert f"interrupted; {what}" in capsys.readouterr().err
