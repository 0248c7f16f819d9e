"""What the process that reads hostile files can no longer do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ATTEMPTS = """
import socket, subprocess, sys
from claims.ingest import process_limits
process_limits.drop_rights()
for name, attempt in {
    "network": lambda: socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=5),
    "write": lambda: open(sys.argv[2], "w"),
    "start": lambda: subprocess.run(["/bin/true"], check=True),
    "read": lambda: open(__import__("os").__file__).read(),
}.items():
    try:
        attempt()
    except OSError:
        print(name, "refused")
    else:
        print(name, "allowed")
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="calls of Linux")


@linux
def test_network_writing_and_starting_are_dropped_where_the_system_allows(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        told = [sys.executable, "-c", ATTEMPTS, str(server.getsockname()[1]), str(tmp_path / "a")]
        ended = subprocess.run(told, capture_output=True, text=True, timeout=60, check=True)
    said = dict(line.split() for line in ended.stdout.splitlines())
    assert said["read"] == "allowed"
    if Path("/sys/kernel/security/lsm").exists() and "landlock" in Path("/sys/kernel/security/lsm").read_text("utf-8"):
        assert (said["write"], said["start"]) == ("refused", "refused")
    if os.geteuid() == 0:
        assert said["network"] == "refused"


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
