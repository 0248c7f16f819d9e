"""Reads one JSON object property by property, and says in words what is wrong with it."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from claims.errors import ClaimsError
from claims.model.records import Span

__all__ = ["SPAN", "Reader"]

_Choice = TypeVar("_Choice", bound=str)
_REMEDY = "`factsheet validate` lists everything that is wrong with the records"
SPAN = ("start", "end", "exact")


class Reader:
    """One JSON object being read, which knows how to say what is wrong with it.

    Every method raises ClaimsError where the object is not as asked.
    """

    def __init__(self, value: object, path: str, names: tuple[str, ...]) -> None:
        self.path = path
        if not isinstance(value, dict):
            raise ClaimsError("is not a JSON object", path, _REMEDY)
        self.value = value
        unknown = sorted(set(value) - set(names))
        if unknown:
            raise ClaimsError(f"has no property {unknown[0]!r}", path, _REMEDY)

    def get(self, name: str) -> object:
        """A property that must be there."""
        if name not in self.value:
            raise ClaimsError(f"lacks the property {name!r}", self.path, _REMEDY)
        return self.value[name]

    def text(self, name: str) -> str:
        """A string."""
        found = self.get(name)
        if not isinstance(found, str):
            self.refuse(name, "a string")
        return found

    def optional(self, name: str) -> str | None:
        """A string; None where it is null or missing."""
        found = self.value.get(name)
        if not (found is None or isinstance(found, str)):
            self.refuse(name, "a string or null")
        return found

    def number(self, name: str) -> int:
        """A whole number from 0."""
        found = self.get(name)
        if not isinstance(found, int) or isinstance(found, bool) or found < 0:
            self.refuse(name, "a whole number")
        return found

    def maybe_number(self, name: str) -> int | None:
        """A whole number from 0; None where it is null or missing."""
        return None if self.value.get(name) is None else self.number(name)

    def flag(self, name: str) -> bool:
        """True or false; False where it is missing."""
        found = self.value.get(name, False)
        if not isinstance(found, bool):
            self.refuse(name, "true or false")
        return found

    def real(self, name: str) -> float | None:
        """A number; None where it is null or missing."""
        found = self.value.get(name)
        if found is not None and (isinstance(found, bool) or not isinstance(found, (int, float))):
            self.refuse(name, "a number or null")
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of strings."""
        found = self.get(name)
        if not isinstance(found, list) or not all(isinstance(part, str) for part in found):
            self.refuse(name, "a list of strings")
        return tuple(found)

    def choice(self, name: str, choices: tuple[_Choice, ...]) -> _Choice:
        """One of some words."""
        found: Any = self.get(name)
        if found not in choices:
            self.refuse(name, "one of " + ", ".join(choices))
        return choices[choices.index(found)]

    def maybe(self, name: str, choices: tuple[_Choice, ...]) -> _Choice | None:
        """One of some words; None where it is null or missing."""
        return None if self.value.get(name) is None else self.choice(name, choices)

    def each(self, name: str, names: tuple[str, ...]) -> list[Reader]:
        """The objects of a list, which may have properties of these names."""
        found = self.get(name)
        if not isinstance(found, list):
            self.refuse(name, "a list")
        return [Reader(part, f"{self.path}, {name}", names) for part in found]

    def any(self, name: str, names: tuple[str, ...]) -> list[Reader]:
        """The objects of a list, as `each` gives them; none where it is missing."""
        return self.each(name, names) if name in self.value else []

    def span(self, name: str) -> Span:
        """A span."""
        return self.inner(name, SPAN).as_span()

    def maybe_span(self, name: str) -> Span | None:
        """A span; None where it is null or missing."""
        return None if self.value.get(name) is None else self.span(name)

    def as_span(self) -> Span:
        """The object itself as a span."""
        return Span(self.number("start"), self.number("end"), self.text("exact"))

    def inner(self, name: str, names: tuple[str, ...]) -> Reader:
        """An object, which may have properties of these names."""
        return Reader(self.get(name), f"{self.path}, {name}", names)

    def refuse(self, name: str, expected: str) -> NoReturn:
        """Say that a property is not what is expected.

        Raises:
            ClaimsError: always.
        """
        raise ClaimsError(f"the property {name!r} is not {expected}", self.path, _REMEDY)
