"""The real command listens where other machines can connect only if that was said twice, and explains what it needs."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


def started(folder: Path, *more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "claims", "desk", str(folder), "--by", "هدى", *more],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUNBUFFERED": "1"},
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # refused
def test_another_address_is_refused_once_said(folder: Path, host: str) -> None:
    process = started(folder, "--host", host)
    out, said = process.communicate(timeout=120)
    assert (process.returncode, out) == (2, "")
    assert f"other machines could connect to {host}, and the desk speaks no TLS" in said
    assert "--public-name NAME" in said
    assert "ssh -L" in said
    assert not (folder / "reviews").exists()


def test_said_twice_it_is_explained_and_answers_to_its_public_name_only(folder: Path) -> None:
    process = started(folder, "--host", "0.0.0.0", "--public-name", "desk.example", "--port", "0")  # meant
    try:
        assert process.stdout is not None
        assert process.stderr is not None
        said = process.stderr.readline()
        assert "must speak TLS, pass the header Host on and keep the addresses of requests" in said
        link = process.stdout.readline().strip()
        assert re.fullmatch(r"https://desk\.example/enter\?token=[\w-]{40,}", link)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def test_by_default_only_this_machine_can_connect(folder: Path) -> None:
    process = started(folder)
    try:
        assert process.stdout is not None
        link = process.stdout.readline().strip()
        assert link.startswith("http://127.0.0.1:")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
