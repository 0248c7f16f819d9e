"""Extracts text in a separate process, which a hostile file may hang, bloat or crash.

The process runs `claims.ingest.sandbox_worker`. It reads one file at a time and answers in JSON, so a compromised
worker cannot run code here. It is started on first use, reused for further files, and killed if it does not answer.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import struct
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

import claims
from claims.errors import ClaimsError
from claims.ingest.readings import Extract, Hints, Known

__all__ = ["LENGTH", "Sandbox", "shared"]

_log = logging.getLogger(__name__)

LENGTH = struct.Struct(">Q")
# An article takes less than a second, a PDF of a thousand pages about ten; the machine may be busy.
_SECONDS = 60.0
# Upper bound of an answer: the worker limits texts to the size of plain-text files.
_LONGEST_ANSWER = 100_000_000


class Sandbox:
    """Extracts texts from files in another process; `end` ends it."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self.seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def extract(self, kind: str, data: bytes, hints: Hints) -> Extract:
        """Extract the text of a file in a format that the worker knows.

        Raises:
            ClaimsError: if there is no text in it, or taking it out needs too much time or memory.
        """
        with self._lock:
            answer = self._answer(json.dumps({"kind": kind, "hints": asdict(hints)}).encode(), data, hints.where)
        for note in answer["notes"]:
            _log.info("%s", note)
        if "error" in answer:
            raise ClaimsError(*answer["error"])
        known = {name: Known(*one) for name, one in answer["known"].items()}
        return Extract(answer["text"], known, tuple(answer["doubts"]))

    def _answer(self, header: bytes, data: bytes, where: str) -> dict[str, Any]:
        process = self._running()
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self.seconds, give_up)
        timer.start()
        try:
            return _exchanged(process, header, data)
        except (OSError, EOFError) as error:
            self.end()
            reason = f"takes longer than {self.seconds:g} seconds" if late.is_set() else "ends the program that does it"
            raise ClaimsError(
                f"extracting the text {reason}",
                where,
                "The file is damaged or malicious; save the article's text as a .txt file in UTF-8",
            ) from error
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603  # our own module
                # Without -P, Python would take modules from the current folder, which may be the articles'.
                [sys.executable, "-P", "-m", "claims.ingest.sandbox_worker", str(os.getpid())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(_import_places()), "PYTHONIOENCODING": "utf-8"},
            )
        return self._process

    def end(self) -> None:
        """End the worker; the next file starts a new one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


_shared: dict[int, Sandbox] = {}


def shared() -> Sandbox:
    """The sandbox of this process; a forked process gets its own."""
    if os.getpid() not in _shared:
        _shared[os.getpid()] = Sandbox()
    return _shared[os.getpid()]


@atexit.register
def _end_shared() -> None:
    if (own := _shared.get(os.getpid())) is not None:
        own.end()


def _import_places() -> list[str]:
    """The import path of this package, also in a checkout."""
    ours = str(Path(claims.__path__[0]).resolve().parent)
    return [ours, *filter(None, [os.environ.get("PYTHONPATH")])]


def _exchanged(process: subprocess.Popen[bytes], header: bytes, data: bytes) -> dict[str, Any]:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    for part in (header, data):
        process.stdin.write(LENGTH.pack(len(part)))
        process.stdin.write(part)
    process.stdin.flush()
    start = process.stdout.read(LENGTH.size)
    if len(start) < LENGTH.size or LENGTH.unpack(start)[0] > _LONGEST_ANSWER:
        raise EOFError
    answer = process.stdout.read(LENGTH.unpack(start)[0])
    try:
        value: dict[str, Any] = json.loads(answer)
    except ValueError as error:  # cut off
        raise EOFError from error
    return value
