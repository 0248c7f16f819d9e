"""Read the sections of a TOML file into dataclasses: each key is a field, and the field's type defines its parsing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any, NewType, TypeVar, get_type_hints

from claims.errors import ClaimsError
from claims.text.folding import fold_word

Words = frozenset[str]
"""Folded words."""
Phrases = tuple[tuple[str, ...], ...]
"""Phrases of folded words, longest first."""
Affixes = tuple[str, ...]
"""Beginnings or endings of words, as written, in the order of the file."""
Mapped = Mapping[str, tuple[str, ...]]
"""Lists of folded words by a folded word."""
Folded = NewType("Folded", str)
"""One folded word."""

Section = TypeVar("Section")


def words(listed: Iterable[str]) -> Words:
    """Fold words into a set."""
    return frozenset(map(fold_word, listed))


def phrases(listed: Iterable[str]) -> Phrases:
    """Fold phrases and split them into words, longest first."""
    split = {tuple(fold_word(p).split()) for p in listed}
    return tuple(sorted(split, key=lambda p: (-len(p), p)))


def _mapped(table: Mapping[str, str | list[str]]) -> Mapped:
    listed = {k: [v] if isinstance(v, str) else v for k, v in table.items()}
    return {fold_word(k): tuple(map(fold_word, v)) for k, v in listed.items()}


_READ: Mapping[Any, Callable[[Any], Any]] = {
    Words: words,
    Phrases: phrases,
    Affixes: tuple,
    Mapped: _mapped,
    Folded: fold_word,
    str: str,
}


def read_sections(kind: type[Section], data: Mapping[str, Any], where: str) -> Section:
    """Read a parsed TOML file into a dataclass whose fields are dataclasses, one for each section.

    Raises:
        ClaimsError: if a section or a key is missing or unknown.
    """
    hints = get_type_hints(kind)
    _same_names(kind, data, where, "section")
    return kind(**{name: _section(hints[name], data[name], f"{where}, [{name}]") for name in hints})


def _section(kind: type[Section], data: Mapping[str, Any], where: str) -> Section:
    hints = get_type_hints(kind)
    _same_names(kind, data, where, "key")
    return kind(**{name: _READ[hint](data[name]) for name, hint in hints.items()})


def _same_names(kind: Any, data: Mapping[str, Any], where: str, what: str) -> None:
    wanted = {f.name for f in fields(kind)}
    if missing := sorted(wanted - data.keys()):
        raise ClaimsError(f"{what} '{missing[0]}' is missing", where, "Add it")
    if unknown := sorted(data.keys() - wanted):
        raise ClaimsError(
            f"{what} '{unknown[0]}' is unknown", where, f"Remove it, or write one of: {', '.join(sorted(wanted))}"
        )
