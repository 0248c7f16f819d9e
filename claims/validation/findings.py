"""Define problems (in a record) and findings (at a place in a file)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from claims.validation.rules import RULES, Severity

__all__ = ["Edit", "Finding", "Path", "Problem", "Spot", "counted", "readable"]

Path = tuple[str | int, ...]
"""The path from a record to a value in it: property names, and list indices from 0."""


class Problem(NamedTuple):
    """A problem that one rule found in one record.

    Attributes:
        path: Of the wrong value.
        message: What is wrong and, if possible, what would be right; no closing full stop.
        key: Whether the property's name is wrong, rather than its value.
        moves: Values that would correct it, each with its path; only if nothing has to be guessed.
        within: Offsets, in code points, of the wrong part of the raw record, if there is no value to point to.
    """

    code: str
    path: Path
    message: str
    key: bool = False
    moves: tuple[tuple[Path, int], ...] = ()
    within: tuple[int, int] | None = None


class Edit(NamedTuple):
    """A number in a file that would correct a finding; `column` counts code points from 1."""

    line: int
    column: int
    length: int
    value: int


class Spot(NamedTuple):
    """A place in a file: `line` and `column` count from 1, columns and `length` in code points.

    Attributes:
        excerpt: The line, or the part of a long line around the place.
        offset: The start of the place in the excerpt.
    """

    line: int
    column: int
    length: int
    excerpt: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation of a rule, with its place and what to do.

    Attributes:
        code: The rule's code, such as E204; `name` is its short name, `severity` error or warning.
        message: What is wrong and what would be right.
        file: The file name as given; None for records that were not read from a file.
        line: From 1; `column` likewise, in code points; None if there is no such place.
        record: The record's id, if it has one.
        path: The path of the value, as in `content[0].start`; empty for the record as a whole.
        index: The record's number in its file or iterable, from 0.
        fixed: Whether `--fix` corrected it.
    """

    code: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    record: str | None = None
    path: str = ""
    index: int | None = None
    fixed: bool = False
    spot: Spot | None = field(default=None, repr=False)
    edits: tuple[Edit, ...] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """The rule's short name."""
        return RULES[self.code].name

    @property
    def severity(self) -> Severity:
        """Error or warning."""
        return RULES[self.code].severity


def counted(number: int, noun: str) -> str:
    """Return `1 record`, `24 records`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def readable(path: Path) -> str:
    """Return a path in readable notation: `content[0].start`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
