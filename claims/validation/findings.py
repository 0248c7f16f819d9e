"""What a check finds: first as a problem somewhere in a record, then as a finding at a place in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from claims.validation.rules import RULES, Severity

__all__ = ["Edit", "Finding", "Path", "Problem", "Spot", "readable"]

Path = tuple[str | int, ...]
"""The steps from a record to a value in it: property names, and list indices from 0."""


class Problem(NamedTuple):
    """What one rule found in one record.

    Attributes:
        path: Of the value at fault.
        message: What is wrong and, where it can be said, what would be right; no closing full stop.
        key: Whether the property's name is at fault, rather than its value.
        moves: Values that would put it right, each with its path; only where nothing has to be guessed.
        within: Offsets, in code points, of the part of the raw record at fault, where there is no value to point to.
    """

    code: str
    path: Path
    message: str
    key: bool = False
    moves: tuple[tuple[Path, int], ...] = ()
    within: tuple[int, int] | None = None


class Edit(NamedTuple):
    """A number in a file that would put a finding right; `column` counts code points from 1."""

    line: int
    column: int
    length: int
    value: int


class Spot(NamedTuple):
    """A place in a file: `line` and `column` count from 1, columns and `length` in code points.

    Attributes:
        excerpt: The line, or the part of a long line around the place.
        offset: Where the place begins in the excerpt.
    """

    line: int
    column: int
    length: int
    excerpt: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule, with where it is and what to do.

    Attributes:
        code: The rule's code, such as E204; `name` is its short name, `severity` error or warning.
        message: What is wrong and what would be right.
        file: As it was named; None for records that were not read from a file.
        line: From 1; `column` likewise, in code points; None where there is no such place.
        record: The record's id, where it has one.
        path: Which value, as in `content[0].start`; empty for the record as a whole.
        index: The record's number in its file or iterable, from 0.
        fixed: Whether `--fix` put it right.
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


def readable(path: Path) -> str:
    """A path as people write it: `content[0].start`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
