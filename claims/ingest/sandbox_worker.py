"""Worker process that extracts text from files within a memory limit; see `sandbox`."""

from __future__ import annotations

import ctypes
import json
import logging
import os
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO

from claims.errors import ClaimsError
from claims.ingest import process_limits
from claims.ingest.readings import Hints
from claims.ingest.sandbox import LENGTH

if TYPE_CHECKING:
    from collections.abc import Callable

    from claims.ingest.readings import Extract

__all__ = ["main"]

# Three times what the largest readable page needs.
_MEMORY = 2_000_000_000
_SET_PARENT_DEATH_SIGNAL = 1
# The limit of a plain-text article.
_LONGEST_TEXT = 10_000_000
_SAVE = "Save the article's text as a .txt file in UTF-8"
_INSTALL = "Install the package again: pip install --force-reinstall claims-factsheet"


def _readers(kind: str) -> Callable[[bytes, Hints], Extract]:
    """The function `extract` of the format's module, loaded on first use."""
    read: Callable[[bytes, Hints], Extract] = import_module(f"claims.ingest.{kind}").extract
    return read


class _Notes(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.notes: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.notes.append(record.getMessage())


def main() -> None:
    """Answer requests until the input ends."""
    _end_with_parent()
    _limit_memory()
    process_limits.drop_rights()
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # output of a library must not be mistaken for an answer
    notes = _Notes()
    logging.getLogger("claims").addHandler(notes)
    logging.getLogger("claims").setLevel(logging.INFO)
    while (header := _part(asked)) is not None:
        data = _part(asked) or b""
        request = json.loads(header)
        notes.notes.clear()
        answer = _answer(request["kind"], data, Hints(**request["hints"])) | {"notes": notes.notes}
        _send(answers, json.dumps(answer).encode())


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


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    except (OSError, ValueError):  # the limit is already lower, or not supported
        return


def _part(stream: BinaryIO) -> bytes | None:
    start = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(start)[0]) if len(start) == LENGTH.size else None


def _send(stream: BinaryIO, answer: bytes) -> None:
    stream.write(LENGTH.pack(len(answer)))
    stream.write(answer)
    stream.flush()


def _answer(kind: str, data: bytes, hints: Hints) -> dict[str, Any]:
    try:
        extract = _readers(kind)(data, hints)
        if len(extract.text) > _LONGEST_TEXT:
            raise ClaimsError("the text is too long for one article", hints.where, "Split it into one file per article")
    except ClaimsError as error:
        return {"error": [error.what, error.where, error.remedy]}
    except (MemoryError, RecursionError):
        return {"error": ["taking the text out of the file needs too much memory", hints.where, _SAVE]}
    except ImportError as error:
        return {"error": [f"this installation cannot read it: {error}", hints.where, _INSTALL]}
    except Exception as error:  # noqa: BLE001 - what a library says of a broken file can be any exception
        return {"error": [f"the file is damaged ({type(error).__name__})", hints.where, _SAVE]}
    known = {name: [known.value, known.found] for name, known in extract.known.items()}
    return {"text": extract.text, "known": known, "doubts": list(extract.doubts)}


if __name__ == "__main__":
    main()
