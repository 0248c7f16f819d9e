"""A process of its own for what a hostile file could hang, bloat or crash: taking the text out of it.

The process is `claims.ingest.sandbox_worker`. It reads one file after the other and answers in JSON, which is only
data: what takes it over still cannot run anything here. It is started when it is first needed, serves all that this
process reads, and is killed when it does not answer.
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
# An article takes well below a second; a book of a thousand pages as PDF about ten, and this machine may be busy.
_SECONDS = 60.0
# No answer is longer: the worker keeps no text that is longer than a plain-text file may be.
_LONGEST_ANSWER = 100_000_000


class Sandbox:
    """Takes texts out of files, in another process, which `end` ends."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self.seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def extract(self, kind: str, data: bytes, hints: Hints) -> Extract:
        """The text of a file of a format that the worker knows.

        Raises:
            ClaimsError: where there is no text in it, or taking it out needs too much time or memory.
        """
        with self._lock:
            answer = self._answer(json.dumps({"kind": kind, "hints": asdict(hints)}).encode(), data, hints.where)
        for note in answer["notes"]:
            _log.info("%s", note)
        if "error" in answer:
            raise ClaimsError(*answer["error"])
        return Extract(answer["text"], {name: Known(*known) for name, known in answer["known"].items()})

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
                f"taking the text out of the file {reason}",
                where,
                "The file is damaged or made to do harm; save the article's text as a .txt file in UTF-8",
            ) from error
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                # Without -P, Python would take modules from the current folder, which may be the articles'.
                [sys.executable, "-P", "-m", "claims.ingest.sandbox_worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(_import_places()), "PYTHONIOENCODING": "utf-8"},
            )
        return self._process

    def end(self) -> None:
        """End the other process; the next file starts it again."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


_shared: dict[int, Sandbox] = {}


def shared() -> Sandbox:
    """The sandbox of this process, which ends with it; one that was forked has its own."""
    if os.getpid() not in _shared:
        _shared[os.getpid()] = Sandbox()
    return _shared[os.getpid()]


@atexit.register
def _end_shared() -> None:
    if (own := _shared.get(os.getpid())) is not None:
        own.end()


def _import_places() -> list[str]:
    """Where this package lies, also when it is used from a checkout."""
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
