"""Standard output, standard error and the progress line."""

from __future__ import annotations

import io
import logging
import os
import re
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

import click

from claims.store.atomic_write import replacing
from claims.text.terminal_text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from claims.errors import ClaimsError

__all__ = ["Progress", "counted", "error", "notes", "results", "say", "show", "speak_utf8", "to_check", "usage"]


_FIRST_FREE = 3
"""The lowest number of a file that is no standard stream."""


def opened() -> bool:
    """Whether there is a standard output; where a standard stream is closed, no file may take its number.

    Says so on standard error where there is none.
    """
    there = sys.stdout is not None
    if None in (sys.stdin, sys.stdout, sys.stderr):
        while (number := os.open(os.devnull, os.O_RDWR)) < _FIRST_FREE:
            os.set_inheritable(number, True)
        os.close(number)
        sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for the process
        sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - for the process
    if not there:
        sys.stderr.write("factsheet: error: standard output is closed. Redirect it, such as with > FILE\n")
    return there


class _Screen:
    """Standard output on a terminal: results are shown, and nothing in them is obeyed but colours and isolates."""

    _OBEYED = re.compile("(\x1b\\[[0-9;]*m|[\n\t\u2067-\u2069]+)")

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write text that may hold anything."""
        pieces = self._OBEYED.split(text)
        pieces[::2] = map(printable, pieces[::2])
        self._stream.write("".join(pieces))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write several texts."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale is, accept file names that are not UTF-8, and shield a terminal from both."""
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors=errors, newline="\n")
    if sys.stdout is not None and not isinstance(sys.stdout, _Screen) and sys.stdout.isatty():
        sys.stdout = _Screen(sys.stdout)  # a TextIO in all but name


def say(message: str) -> None:
    """Print a message on standard error."""
    click.echo(f"factsheet: {printable(message)}", err=True)


def usage(trouble: click.ClickException) -> None:
    """Print on standard error what is wrong with the options and arguments of a command."""
    said = io.StringIO()
    trouble.show(said)
    click.echo("\n".join(map(printable, said.getvalue().splitlines())), err=True)


def show(line: str) -> None:
    """Print a line on standard output that may hold what was found in files."""
    click.echo(printable(line))


def counted(number: int, noun: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def to_check(doubts: Iterable[str]) -> str:
    """What may be misread in a claim: `the claim may be misread, the source may be misread`; empty if nothing."""
    return ", ".join(f"the {doubt} may be misread" for doubt in doubts)


def error(trouble: ClaimsError) -> None:
    """Print an error on standard error."""
    say(f"error: {trouble}")


class Progress:
    """A progress line for long runs; silent if standard error is not a terminal or the run is short."""

    patience = 1.0
    pause = 0.1

    def __init__(self) -> None:
        self.watched = sys.stderr.isatty()
        self.next = time.monotonic() + self.patience
        self.shown = False

    def __call__(self, done: int, total: int, where: str) -> None:
        """Show that `done` of `total` articles are done and `where` is being read.

        Archives hold an unknown number of articles, so `done` can exceed `total`.
        """
        total = max(total, done + 1)
        if total > 1:
            self.say(f"{done}/{total} {where[:60]}")

    def say(self, line: str) -> None:
        """Show a line instead of the last one."""
        now = time.monotonic()
        if self.watched and now >= self.next:
            self.next = now + self.pause
            self.shown = True
            click.echo(f"\r\x1b[K{printable(line)}", err=True, nl=False)

    def clear(self) -> None:
        """Remove the line, so that another message can be printed."""
        if self.shown:
            click.echo("\r\x1b[K", err=True, nl=False)
            self.shown = False


class _Notes(logging.Handler):
    def __init__(self, progress: Progress) -> None:
        super().__init__(logging.INFO)
        self.progress = progress
        self.said: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        if getattr(record, "once", False):
            if record.getMessage() in self.said:
                return
            self.said.add(record.getMessage())
        self.progress.clear()
        say(f"note: {record.getMessage()}")


@contextmanager
def notes(progress: Progress) -> Iterator[None]:
    """Print what the library logs on standard error, within this context; records marked `once` only the first time."""
    logger, handler = logging.getLogger("claims"), _Notes(progress)
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


@contextmanager
def results(out: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file `out`, which is replaced only if the whole result was written.

    Raises:
        ClaimsError: if the file cannot be written.
    """
    if out is None:
        yield sys.stdout
        return
    with replacing(out) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
        yield text
        text.detach()
