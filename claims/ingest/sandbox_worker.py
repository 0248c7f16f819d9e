"""Worker process that reads files within a memory limit; see `sandbox`."""

from __future__ import annotations

import ctypes
import io
import logging
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from claims.errors import ClaimsError
from claims.ingest import process_limits
from claims.ingest.readings import Hints
from claims.ingest.worker_messages import received, send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claims.ingest.readings import Extract

__all__ = ["main"]

_SET_PARENT_DEATH_SIGNAL = 1
# The limit of a plain-text article.
_LONGEST_TEXT = 10_000_000
_SAVE = "Save the article's text as a .txt file in UTF-8"
_READ_AT_ONCE = 1_000_000
_INSTALL = "Install the package again: pip install --force-reinstall claims-factsheet"


def _readers(kind: str) -> Callable[[bytes, Hints], Extract]:
    """The function `extract` of the format's module, loaded on first use."""
    read: Callable[[bytes, Hints], Extract] = import_module(f"claims.ingest.{kind}").extract
    return read


def _pieces(source: str) -> Callable[[BinaryIO, Hints], Iterator[tuple[dict[str, Any], bytes]]]:
    """The function that yields the pieces of an archive: `archive_records.of_warc`."""
    module, _, name = source.partition(".")
    found: Callable[[BinaryIO, Hints], Iterator[tuple[dict[str, Any], bytes]]]
    found = getattr(import_module(f"claims.ingest.{module}"), name)
    return found


class _AskedFile(io.RawIOBase):
    """A file that the other process reads for this one."""

    def __init__(self, size: int, answers: IO[bytes], questions: IO[bytes]) -> None:
        super().__init__()
        self.size = size
        self.at = 0
        self._answers, self._questions = answers, questions

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self.at, os.SEEK_END: self.size}[whence]
        if at < 0:
            raise OSError("a place before the start of the file")
        self.at = at
        return at

    def tell(self) -> int:
        return self.at

    def readinto(self, buffer: Any) -> int:
        send(self._questions, {"read": [self.at, min(len(buffer), _READ_AT_ONCE)]})
        _, data = received(self._answers)
        buffer[: len(data)] = data
        self.at += len(data)
        return len(data)


class _Notes(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.notes: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.notes.append(record.getMessage())


def main() -> None:
    """Answer requests until the input ends."""
    _end_with_parent()
    process_limits.limit_resources()
    process_limits.drop_rights()
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # output of a library must not be mistaken for an answer
    notes = _Notes()
    logging.getLogger("claims").addHandler(notes)
    logging.getLogger("claims").setLevel(logging.INFO)
    with suppress(EOFError):
        while True:
            request, data = received(asked)
            notes.notes.clear()
            hints = Hints(**request["hints"])
            if "stream" in request:
                file = _AskedFile(request["size"], asked, answers)
                answer = _streamed(request["stream"], file, hints, answers)
            else:
                answer = _answer(request["kind"], data, hints)
            send(answers, answer | {"notes": notes.notes})


def _end_with_parent() -> None:
    """Have Linux kill this process when the one that started it ends, however that ends."""
    if sys.platform != "linux":
        return  # it ends after the file that it is reading, when its input does
    try:
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, int(signal.SIGKILL))
    except (OSError, AttributeError):  # another C library
        return
    if len(sys.argv) > 1 and os.getppid() != int(sys.argv[1]):  # it ended before it was asked for
        sys.exit()


def _answer(kind: str, data: bytes, hints: Hints) -> dict[str, Any]:
    try:
        extract = _readers(kind)(data, hints)
        if len(extract.text) > _LONGEST_TEXT:
            raise ClaimsError("the text is too long for one article", hints.where, "Split it into one file per article")
    except Exception as error:  # noqa: BLE001 - what a library says of a broken file can be any exception
        return {"error": _told(error, hints.where)}
    known = {name: [known.value, known.found] for name, known in extract.known.items()}
    return {"text": extract.text, "known": known, "doubts": list(extract.doubts)}


def _streamed(source: str, raw: _AskedFile, hints: Hints, answers: IO[bytes]) -> dict[str, Any]:
    """Send the pieces of a file, and return how it ended."""
    file: Any = io.BufferedReader(raw, _READ_AT_ONCE)
    try:
        for said, data in _pieces(source)(file, hints):
            send(answers, {"piece": said}, data)
    except EOFError:
        sys.exit()
    except Exception as error:  # noqa: BLE001 - what a library says of a broken file can be any exception
        return {"error": _told(error, hints.where)}
    return {}


def _told(error: Exception, where: str) -> list[str | None]:
    """What an exception says to people: what is wrong, where, and what to do."""
    if isinstance(error, ClaimsError):
        return [error.what, error.where, error.remedy]
    if isinstance(error, MemoryError | RecursionError):
        return ["taking the text out of the file needs too much memory", where, _SAVE]
    if isinstance(error, ImportError):
        return [f"this installation cannot read it: {error}", where, _INSTALL]
    return [f"the file is damaged ({type(error).__name__})", where, _SAVE]


if __name__ == "__main__":
    main()
