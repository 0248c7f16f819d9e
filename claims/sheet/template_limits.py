"""Limits of people's own templates, so that none runs endlessly or fills the memory.

They count work and not time: the same template gives the same result on every machine.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateRuntimeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["LONGEST", "MOST_STEPS", "Steps", "limit_call", "limit_filter", "limit_operator", "limit_text"]

MOST_STEPS = 5_000_000
"""Rounds of loops, calls and included templates of one sheet; a sheet of ten thousand claims takes a tenth."""
LONGEST = 20_000_000
"""Characters of a value, or of all that is printed."""
_LARGEST = 100_000
"""The largest number that a method or filter takes to make a text or a list of that size."""
_BITS = 4096
"""The longest whole number, in bits."""
_SIZED = frozenset({"batch", "slice", "truncate"})
_CLOSED = frozenset({"center", "expandtabs", "format", "format_map", "ljust", "rjust", "translate", "zfill"})
_WIDE = re.compile(r"%[-+ #0]*(?:\*|\d{4,}|\d*\.(?:\*|\d{4,}))|%\([^)]*\)[-+ #0]*(?:\d{4,}|\d*\.\d{4,})")


class Steps:
    """Counts what a template does."""

    def __init__(self) -> None:
        self.taken = 0
        self.printed = 0

    def take(self, number: int = 1) -> None:
        """Count steps.

        Raises:
            TemplateRuntimeError: if they are too many.
        """
        self.taken += number
        if self.taken > MOST_STEPS:
            raise TemplateRuntimeError(f"this takes more than {MOST_STEPS:,} steps (rounds of loops, calls, includes)")

    def print(self, number: int) -> None:
        """Count printed characters.

        Raises:
            TemplateRuntimeError: if they are too many.
        """
        self.printed += number
        if self.printed > LONGEST:
            raise TemplateRuntimeError(f"this prints more than {LONGEST:,} characters")

    def through(self, values: Iterable[Any]) -> Iterable[Any]:
        """Count the rounds of a loop over some values."""
        try:
            self.take(len(values))  # type: ignore[arg-type]  # not every iterable has a length
        except TypeError:
            return self._one_by_one(values)
        return values

    def _one_by_one(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self.take()
            yield value


def limit_text(value: object) -> object:
    """Return the value unless it is a text that has grown too long."""
    if isinstance(value, str) and len(value) > LONGEST:
        raise TemplateRuntimeError(f"this makes a text of more than {LONGEST:,} characters")
    return value


def limit_operator(operator: str, left: Any, right: Any) -> None:
    """Refuse an operation whose result would be too large, before it is made.

    Raises:
        TemplateRuntimeError: if it would be.
    """
    numbers = [value for value in (left, right) if isinstance(value, int)]
    others = [value for value in (left, right) if isinstance(value, (str, list, tuple))]
    size = sum(map(len, others))
    bits = [number.bit_length() for number in numbers]
    too_large = {
        "**": len(numbers) == 2 and bits[0] * max(0, right) > _BITS,
        "*": size * max(0, *numbers, 0) > LONGEST if others and numbers else sum(bits) > _BITS,
        "+": size > LONGEST or max(bits, default=0) > _BITS,
        "%": isinstance(left, str) and (_WIDE.search(left) is not None or size > LONGEST),
    }
    if too_large.get(operator):
        raise TemplateRuntimeError(f"the result of this {operator} would be too large")


def limit_call(called: Any, arguments: Iterable[Any]) -> None:
    """Refuse a method of a text whose result could be of any size.

    Raises:
        TemplateRuntimeError: if it is one.
    """
    called = getattr(called, "__wrapped__", called)  # the sandbox wraps a text's format
    owner, name = getattr(called, "__self__", None), getattr(called, "__name__", "")
    if not isinstance(owner, str):
        return
    if name in _CLOSED:
        raise TemplateRuntimeError(f"the method “{name}” of a text cannot be used")
    lengths = [len(argument) for argument in arguments if isinstance(argument, (str, list, tuple))]
    if name in {"replace", "join"} and (len(owner) + 1) * (max(lengths, default=0) + 1) > LONGEST:
        raise TemplateRuntimeError(f"the result of “{name}” would be too large")


def limit_filter(name: str, arguments: Iterable[Any]) -> None:
    """Refuse a filter that would make a list or text of any size.

    Raises:
        TemplateRuntimeError: if it would.
    """
    if name in _SIZED and any(isinstance(each, int) and not 0 <= each <= _LARGEST for each in arguments):
        raise TemplateRuntimeError(f"a number that “{name}” takes is between 0 and {_LARGEST:,}")
