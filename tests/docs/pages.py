"""Reads documentation pages: their code blocks, and the sessions in them with what they show."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CHECKOUT = Path(__file__).resolve().parents[2]
GENERATED = {"docs/commands.md", "docs/changelog.md"}
PAGES = sorted(
    path.relative_to(CHECKOUT).as_posix()
    for path in [CHECKOUT / "README.md", *(CHECKOUT / "docs").glob("*.md"), *(CHECKOUT / "docs/how-to").glob("*.md")]
    if path.relative_to(CHECKOUT).as_posix() not in GENERATED
)

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SESSION = re.compile(r"^\$ factsheet (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


@dataclass(frozen=True)
class Command:
    """A command of a page.

    Attributes:
        arguments: What follows `factsheet`.
        redirected: The file that takes the output, if any.
        shown: The lines that the page shows as its output; None where it shows nothing of it and must only succeed.
    """

    arguments: list[str]
    redirected: str | None
    shown: list[str] | None

    def __str__(self) -> str:
        return " ".join(self.arguments)


def text(page: str) -> str:
    return (CHECKOUT / page).read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    return [body for name, body in _BLOCK.findall(text(page)) if name == language]


def commands(page: str) -> Iterator[Command]:
    """The commands of the page's `console` and `sh` blocks, in their order."""
    for name, body in _BLOCK.findall(text(page)):
        if name == "console":
            for command, shown in _SESSION.findall(body):
                yield _command(command, shown.rstrip("\n").splitlines())
        elif name == "sh":
            for line in body.splitlines():
                # The desk runs until it is stopped; its own tests start it.
                if line.startswith("factsheet ") and not line.startswith("factsheet desk "):
                    yield _command(line.removeprefix("factsheet "), None)


def _command(line: str, shown: list[str] | None) -> Command:
    words = shlex.split(line, comments=True)
    if ">" in words:
        return Command(words[: words.index(">")], words[words.index(">") + 1], shown)
    return Command(words, None, shown)


def agree(said: list[str], shown: list[str]) -> bool:
    """Whether an output is what a page shows: `…` ends a shortened line, and alone stands for any number of lines."""
    return bool(re.fullmatch("".join(map(_pattern, shown)), "".join(f"{line}\n" for line in said)))


def _pattern(line: str) -> str:
    if line == "…":
        return r"(?:.*\n)*"
    return ".*".join(map(re.escape, line.split("…"))) + r"\n"
