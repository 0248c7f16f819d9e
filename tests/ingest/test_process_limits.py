"""What the process that reads hostile files can no longer do."""

from __future__ import annotations

import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from claims.ingest import sandbox

ATTEMPTS = """
import ctypes, os, signal, socket, subprocess, sys, threading
from claims.ingest import process_limits, system_call_filter
port, folder, user, means = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
if user:  # who may not read where Python is installed for somebody else
    import encodings.idna, lxml.html
    os.setuid(user)
if means == "all":
    process_limits.drop_rights()
else:
    assert system_call_filter.install(ctypes.CDLL(None, use_errno=True))
def threaded():
    thread = threading.Thread(target=len, args=("",))
    thread.start()
    thread.join()
for name, attempt in {
    "network": lambda: socket.create_connection(("127.0.0.1", port), timeout=5),
    "send": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"a", ("127.0.0.1", port)),
    "listen": lambda: socket.create_server(("127.0.0.1", 0)),
    "write": lambda: open(folder + "/a", "w"),
    "append": lambda: open(folder + "/kept", "a"),
    "truncate": lambda: os.truncate(folder + "/kept", 0),
    "remove": lambda: os.remove(folder + "/kept"),
    "rename": lambda: os.rename(folder + "/kept", folder + "/b"),
    "link": lambda: os.symlink("kept", folder + "/c"),
    "folder": lambda: os.mkdir(folder + "/d"),
    "rights": lambda: os.chmod(folder + "/kept", 0o777),
    "start": lambda: subprocess.run(["/bin/true"], check=True),
    "fork": lambda: os._exit(0) if os.fork() == 0 else None,
    "end": lambda: os.kill(os.getppid(), 0),
    "code": lambda: open(os.__file__).read(),
    "module": lambda: __import__("lxml.html"),
    "thread": threaded,
    "other": lambda: open(folder + "/kept").read(),
    "list": lambda: os.listdir(folder),
}.items():
    try:
        attempt()
    except (OSError, RuntimeError):
        print(name, "refused")
    else:
        print(name, "allowed")
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="calls of Linux")
FILTERED = platform.machine() in {"x86_64", "aarch64"}
CHANGES = {"write", "append", "truncate", "remove", "rename", "link", "folder", "rights"}
NEEDED = {"code", "module", "thread"}


def attempted(folder: Path, means: str, user: int = 0) -> dict[str, str]:
    """Which of the attempts are refused in a process that drops its rights by some means."""
    (folder / "kept").write_text("a", "utf-8")
    folder.chmod(0o777)
    (folder / "kept").chmod(0o666)
    with socket.create_server(("127.0.0.1", 0)) as server:
        told = [sys.executable, "-c", ATTEMPTS, str(server.getsockname()[1]), str(folder), str(user), means]
        ended = subprocess.run(told, capture_output=True, text=True, timeout=60, check=True)
    return dict(line.split() for line in ended.stdout.splitlines())


def refused(said: dict[str, str]) -> set[str]:
    return {name for name, became in said.items() if became == "refused"}


@linux
@pytest.mark.skipif(not FILTERED, reason="the filter knows other processors")
def test_the_filter_of_calls_leaves_reading_and_threads(tmp_path: Path) -> None:
    found = refused(attempted(tmp_path, "filter"))
    assert found == {"network", "send", "listen", "start", "fork", "end"} | CHANGES
    assert (tmp_path / "kept").read_text("utf-8") == "a"


@linux
def test_with_all_means_only_the_program_itself_can_be_read(tmp_path: Path) -> None:
    found = refused(attempted(tmp_path, "all"))
    assert not found & NEEDED
    if FILTERED:
        assert found >= {"network", "send", "listen", "start", "fork", "end"} | CHANGES
    lsm = Path("/sys/kernel/security/lsm")
    if lsm.exists() and "landlock" in lsm.read_text("utf-8"):
        assert found >= {"write", "start", "other", "list"}


@linux
@pytest.mark.skipif(os.geteuid() != 0, reason="becomes another user")
@pytest.mark.skipif(not FILTERED, reason="the filter knows other processors")
def test_an_ordinary_user_can_drop_the_same() -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own is closed to others
        found = refused(attempted(Path(folder), "all", user=12_345))
    assert "thread" not in found
    assert found >= {"network", "send", "listen", "start", "fork", "end"} | CHANGES


def test_the_worker_is_not_told_what_the_environment_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANK_PASSWORD", "secret")
    monkeypatch.setenv("LC_ALL", "C")
    passed = sandbox._environment()
    assert "BANK_PASSWORD" not in passed
    assert passed["LC_ALL"] == "C"


HANGING = """
import sys
from claims.cli import command
from claims.ingest import sandbox
worker = sandbox.shared()._running()
print(worker.pid, flush=True)
import click
@click.command("schema")
def hang():
    import time
    time.sleep(60)
command.get_command = lambda ctx, name: hang
command.main(["schema"])
"""


@linux
def test_no_worker_is_left_when_the_process_is_asked_to_end() -> None:
    started = subprocess.Popen([sys.executable, "-c", HANGING], stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    worker = int(started.stdout.readline())
    time.sleep(1)
    started.send_signal(signal.SIGTERM)
    assert started.wait(30) == 143
    started.stdout.close()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{worker}").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not Path(f"/proc/{worker}").exists()
