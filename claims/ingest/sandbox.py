"""Reads hostile files in a separate process, which they may hang, bloat or crash.

The process runs `claims.ingest.sandbox_worker`. It takes the text out of one file at a time, or unpacks an archive
piece by piece, and answers in JSON and bytes, so a compromised worker cannot run code here. It is started on first use,
reused for further files, and killed if it does not answer. It opens no file itself: this process gives it the bytes.
"""

from __future__ import annotations

import atexit
import logging
import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO

import claims
from claims.errors import ClaimsError
from claims.ingest.readings import Extract, Hints, Known
from claims.ingest.worker_messages import received, send

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Sandbox", "shared", "streamed"]

_log = logging.getLogger(__name__)

# An article takes less than a second, a PDF of a thousand pages about ten; the machine may be busy.
_SECONDS = 60.0
_LONGEST_READ = 16_000_000
"""Most bytes of a file that the worker may ask for at once."""
_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_", "PYTHON", "LD_LIBRARY_PATH", "DYLD_", "SYSTEMROOT", "WINDIR", "TEMP")
"""Beginnings of the names of variables that Python needs to start; others may hold passwords."""
_REMEDY = "The file is damaged or malicious; save the article's text as a .txt file in UTF-8"

Piece = tuple[dict[str, Any], bytes]
"""What the worker says of a piece of an archive, and the piece."""


class Sandbox:
    """Reads files in another process; `end` ends it."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self.seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._is_late = False
        self._lock = threading.Lock()

    def extract(self, kind: str, data: bytes, hints: Hints) -> Extract:
        """Extract the text of a file in a format that the worker knows.

        Raises:
            ClaimsError: if there is no text in it, or taking it out needs too much time or memory.
        """
        with self._lock, self._watched(hints.where) as (asking, answering):
            send(asking, {"kind": kind, "hints": asdict(hints)}, data)
            answer, _ = received(answering)
        _finish(answer)
        known = {name: Known(*one) for name, one in answer["known"].items()}
        return Extract(answer["text"], known, tuple(answer["doubts"]))

    def stream(self, source: str, file: BinaryIO, hints: Hints) -> Iterator[Piece]:
        """Yield what the worker finds in a file, piece by piece.

        Args:
            source: Module and function of this package that yield the pieces: `archive_records.of_warc`.
            file: A file that can be read at any place.
            hints: What is known of it.

        Raises:
            ClaimsError: if it cannot be read any further, or needs too much time or memory.
            OSError: if reading the file itself fails.
        """
        is_over = False
        size = file.seek(0, os.SEEK_END)
        try:
            with self._watched(hints.where) as (asking, _):
                send(asking, {"stream": source, "size": size, "hints": asdict(hints)})
            while True:
                with self._watched(hints.where) as (_, answering):
                    said, data = received(answering)
                if "read" in said:
                    block = _block(file, said["read"])
                    with self._watched(hints.where) as (asking, _):
                        send(asking, {}, block)
                elif "piece" in said:
                    yield said["piece"], data
                else:
                    is_over = True
                    _finish(said)
                    return
        finally:
            if not is_over:  # it would go on with this file
                self.end()

    @contextmanager
    def _watched(self, where: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
        """The pipes to and from the worker, which is killed if it keeps one of them waiting for too long."""
        process = self._running()

        def give_up() -> None:
            self._is_late = True
            process.kill()

        timer = threading.Timer(self.seconds, give_up)
        timer.start()
        try:
            if process.stdin is None or process.stdout is None:
                raise EOFError
            yield process.stdin, process.stdout
        except (OSError, EOFError) as error:
            self.end()
            reason = f"takes longer than {self.seconds:g} seconds" if self._is_late else "ends the program that does it"
            raise ClaimsError(f"extracting the text {reason}", where, _REMEDY) from error
        finally:
            timer.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._is_late = False
            self._process = subprocess.Popen(  # noqa: S603  # our own module
                # Without -P, Python would take modules from the current folder, which may be the articles'.
                [sys.executable, "-P", "-m", "claims.ingest.sandbox_worker", str(os.getpid())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        return self._process

    def end(self) -> None:
        """End the worker; the next file starts a new one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


_shared: dict[int, Sandbox] = {}
_idle: dict[int, list[Sandbox]] = {}
"""The sandboxes of each process, since a forked one must not use its parent's: one for texts, and those that unpack
archives, one for each that is being read at the same time."""


def shared() -> Sandbox:
    """The sandbox of this process; a forked process gets its own."""
    if os.getpid() not in _shared:
        _shared[os.getpid()] = Sandbox()
    return _shared[os.getpid()]


def streamed(source: str, file: BinaryIO, hints: Hints) -> Iterator[Piece]:
    """Like `Sandbox.stream`, in a process that does nothing else meanwhile."""
    idle = _idle.setdefault(os.getpid(), [])
    unpacking = idle.pop() if idle else Sandbox()
    try:
        yield from unpacking.stream(source, file, hints)
    finally:
        idle.append(unpacking)


@atexit.register
def _end_all() -> None:
    for own in [*filter(None, [_shared.get(os.getpid())]), *_idle.get(os.getpid(), ())]:
        own.end()


def _environment() -> dict[str, str]:
    """The variables for the worker, with the import path of this package, also in a checkout."""
    kept = {name: value for name, value in os.environ.items() if name.upper().startswith(_ENVIRONMENT)}
    ours = str(Path(claims.__path__[0]).resolve().parent)
    path = os.pathsep.join([ours, *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**kept, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}


def _block(file: BinaryIO, asked: object) -> bytes:
    """The part of a file that the worker asks for: where it starts, and how many bytes it has."""
    match asked:
        case [int(start), int(count)] if start >= 0 and 0 <= count <= _LONGEST_READ:
            file.seek(start)
            return file.read(count)
    return b""


def _finish(answer: dict[str, Any]) -> None:
    """Pass on what the worker noted of a file.

    Raises:
        ClaimsError: if it could not be read.
    """
    for note in answer["notes"]:
        _log.info("%s", note)
    if "error" in answer:
        raise ClaimsError(*answer["error"])
