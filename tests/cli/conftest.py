"""Runs the command as a person does, and keeps all that it says."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.cli import command

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


Run = Callable[..., Ended]
Process = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and we are in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(here: Path) -> Run:
    """Runs `factsheet` with the given arguments in the empty folder."""

    def run(*arguments: str, given: bytes = b"") -> Ended:
        result = CliRunner().invoke(command, list(arguments), input=given)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ended(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def process(here: Path) -> Iterator[Process]:
    """Starts `python -m claims` in a process of its own, in the empty folder."""

    def process(*arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
        started = subprocess.Popen(
            [sys.executable, "-m", "claims", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT), **environment},
        )
        running.enter_context(started)
        running.callback(started.kill)  # so that one that hangs fails its own test only
        return started

    # Where the tests run in the background, interrupts are ignored, and what they start would inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with ExitStack() as running:
        running.callback(signal.signal, signal.SIGINT, before)
        yield process
