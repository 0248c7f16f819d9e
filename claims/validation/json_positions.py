"""Locate the values of a JSON text, for records with problems.

JSON parsers do not keep positions. This scanner walks the tokens of a text that a parser has already accepted and keeps
only positions. It does not recurse, so deep nesting is no problem.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.validation.findings import Path

__all__ = ["Positions", "scan"]

_TOKEN = re.compile(r'[ \t\r\n]*("[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:]|[^\s{}\[\],:"]+)', re.DOTALL)


@dataclass(slots=True)
class Positions:
    """Offsets in a JSON text, start and end in code points.

    Attributes:
        values: The offsets of each value, by its path; for a repeated key, of the last value, which parsers use.
        keys: The offsets of each property's name, by the path of its value.
        repeated: The offsets of each name that its object already had, with the path of its value.
    """

    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    repeated: list[tuple[Path, tuple[int, int]]] = field(default_factory=list)

    def of(self, path: Path, *, key: bool = False) -> tuple[int, int] | None:
        """Return the offsets of the value at `path`, or of its name; else of the nearest enclosing value."""
        if key and path in self.keys:
            return self.keys[path]
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path)


@dataclass(slots=True)
class _Container:
    path: Path
    start: int
    step: str | int | None
    names: set[str] = field(default_factory=set)


def scan(text: str, wanted: Iterable[Path] | None = None) -> Positions:
    """Return the positions of the values of a valid JSON text; white space may surround it.

    Args:
        text: The JSON text.
        wanted: The paths to keep, with all their parents; None for all.
    """
    kept = None if wanted is None else {path[:length] for path in wanted for length in range(len(path) + 1)}
    found = Positions()
    stack: list[_Container] = []
    name: tuple[str, tuple[int, int]] | None = None
    for match in _TOKEN.finditer(text):
        mark, start, end = match[1], match.start(1), match.end(1)
        if mark in ",:":
            continue
        if mark in "}]":
            container = stack.pop()
            if kept is None or container.path in kept:
                found.values[container.path] = (container.start, end)
            continue
        if stack and isinstance(stack[-1].step, str) and name is None:
            name = (json.loads(mark), (start, end))
            continue
        path = _enter(stack, name, found, kept) if stack else ()
        name = None
        if mark in "{[":
            stack.append(_Container(path, start, "" if mark == "{" else -1))
        elif kept is None or path in kept:
            found.values[path] = (start, end)
    return found


def _enter(
    stack: list[_Container], name: tuple[str, tuple[int, int]] | None, found: Positions, kept: set[Path] | None
) -> Path:
    """Return the path of the next value in the innermost container, and note its name or index."""
    container = stack[-1]
    if name is None:
        container.step = container.step + 1 if isinstance(container.step, int) else 0
        return (*container.path, container.step)
    key, place = name
    path = (*container.path, key)
    if key in container.names:
        found.repeated.append((path, place))
    container.names.add(key)
    if kept is None or path in kept:
        found.keys[path] = place
    return path
