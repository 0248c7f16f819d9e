"""What is wrong with a record's form, in plain words: what stands there, what was expected, the nearest right value."""

from __future__ import annotations

import json
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from claims.checking.findings import Path, Problem, readable
from claims.checking.schemas import FORMATS, python_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jsonschema.exceptions import ValidationError

    from claims.checking.schemas import Schema

__all__ = ["problems", "shown"]

_LONGEST = 60
_TYPES = {
    "string": "a text in quotation marks",
    "integer": "a whole number",
    "object": "an object in { }",
    "array": "a list in [ ]",
    "null": "null",
}
_FORMATS = {
    "date": "a day such as 2021-01-05",
    "date-time": "a date and time with its offset, such as 2021-01-05T18:30:00+02:00",
}


def problems(schema: Schema, value: object) -> list[Problem]:
    """Everything that is wrong with the form of a record; empty where the schema is satisfied."""
    return [] if schema.is_valid(value) else _explained(schema, value)


def shown(value: object) -> str:
    """A value as a message names it: short, on one line, whatever it is."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int) and abs(value) >= 10**20:
        return "a number beyond all offsets"
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 2] + '…"'


def _explained(schema: Schema, value: object) -> list[Problem]:
    found = list(dict.fromkeys(problem for error in schema.errors(value) for problem in _words(error)))
    fallback = Problem("E103", (), f"the record is not what {schema.name} says")
    return found or [fallback]


def _words(error: ValidationError) -> Iterator[Problem]:
    """One error of the reference implementation as problems of ours: none, one, or one a property."""
    return _EXPLAINERS[str(error.validator)](error, tuple(error.absolute_path))


def _missing(error: ValidationError, path: Path) -> Iterator[Problem]:
    record: dict[str, Any] = error.instance
    strangers = set(record) - set(error.schema["properties"])
    for name in error.validator_value:
        if name not in record and not get_close_matches(name, strangers, 1):
            yield Problem("E101", (*path, name), f'{_named(path)} has no "{name}"')


def _unknown(error: ValidationError, path: Path) -> Iterator[Problem]:
    names = error.schema["properties"]
    for name in error.instance:
        if name not in names:
            free = [known for known in names if known not in error.instance]
            near = _nearest(name, free)
            known = near or "; it has " + ", ".join(names)
            yield Problem("E102", (*path, name), f"{_named(path)} has no property {shown(name)}{known}", key=True)


def _wrong_type(error: ValidationError, path: Path) -> Iterator[Problem]:
    types = [error.validator_value] if isinstance(error.validator_value, str) else error.validator_value
    expected = " or ".join(_TYPES[each] for each in types)
    yield Problem("E103", path, f"{_is(path, error.instance)}: expected {expected}{_converted(error.instance, types)}")


def _converted(value: object, types: list[str]) -> str:
    """The value that somebody meant who wrote a number as a text, or a text as a number."""
    if "integer" in types and isinstance(value, str) and value.strip().isdigit():
        return f"; did you mean {int(value)}?" if len(value) < 20 else ""
    if "string" in types and isinstance(value, int) and not isinstance(value, bool):
        return f'; did you mean "{shown(value)}"?'
    return ""


def _not_listed(error: ValidationError, path: Path) -> Iterator[Problem]:
    words = [value for value in error.validator_value if isinstance(value, str)]
    choices = ", ".join("null" if value is None else value for value in error.validator_value)
    near = _nearest(error.instance, words) if isinstance(error.instance, str) else ""
    yield Problem("E104", path, f"{_is(path, error.instance)}{near or ': expected one of ' + choices}")


def _malformed(error: ValidationError, path: Path) -> Iterator[Problem]:
    yield Problem("E105", path, f"{_is(path, error.instance)}: expected {_expected(error.schema)}{_mended(error)}")


def _expected(schema: dict[str, Any]) -> str:
    if "format" in schema:
        return _FORMATS[schema["format"]]
    words = str(schema.get("description") or schema.get("title") or "another form").rstrip(".")
    example = next((value for value in schema.get("examples", []) if value), None)
    lowered = words if words.startswith(('"', "BCP", "SHA")) else words[0].lower() + words[1:]
    return f"{lowered}, such as {shown(example)}" if example else lowered


def _mended(error: ValidationError) -> str:
    """The right value that is nearest to a malformed one, where there is one that nobody would dispute."""
    value = str(error.instance)
    bare = value.strip().replace("_", "-")
    parts = re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", bare, re.ASCII)
    dated = "-".join(part.zfill(2) for part in parts.groups() if part) if parts else bare
    for candidate in (bare, bare.lower(), dated, f"clm-{bare.lower()}", f"https://{bare}"):
        if candidate != value and _fits(candidate, error.schema):
            return f"; did you mean {shown(candidate)}?"
    return ""


def _fits(value: str, schema: dict[str, Any]) -> bool:
    if "." not in value and str(schema.get("pattern", "")).startswith("^https"):
        return False
    checks: list[bool] = []
    if "pattern" in schema:
        checks.append(bool(python_pattern(schema["pattern"]).search(value)))
    if "format" in schema:
        checks.append(FORMATS[schema["format"]](value))
    if "anyOf" in schema:
        checks.append(any(_fits(value, branch) for branch in schema["anyOf"]))
    return bool(checks) and all(checks)


def _too_small(error: ValidationError, path: Path) -> Iterator[Problem]:
    yield Problem("E106", path, f"{_is(path, error.instance)}: expected {error.validator_value} or more")


def _too_large(error: ValidationError, path: Path) -> Iterator[Problem]:
    yield Problem("E106", path, f"{_is(path, error.instance)}: expected {error.validator_value} at most")


def _empty(error: ValidationError, path: Path) -> Iterator[Problem]:
    null = "null" in error.schema.get("type", ())
    yield Problem("E106", path, f"{_named(path)} is empty" + (": write null where it is not known" if null else ""))


def _too_long(error: ValidationError, path: Path) -> Iterator[Problem]:
    length = len(error.instance)
    yield Problem("E106", path, f"{_named(path)} has {length} characters: expected {error.validator_value} at most")


def _not_unique(_: ValidationError, path: Path) -> Iterator[Problem]:
    yield Problem("E106", path, f"{_named(path)} lists the same value twice")


def _no_branch(error: ValidationError, path: Path) -> Iterator[Problem]:
    """A value that fits no alternative: what keeps it from the one that it was meant to be, where that is plain."""
    branches: dict[object, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.relative_schema_path[0], []).append(inner)
    close = [inner for inner in branches.values() if not _is_other_type(inner)]
    if len(close) == 1:
        for inner in close[0]:
            yield from _words(inner)
    elif close:
        yield from _malformed(error, path)
    else:
        yield from _no_type(error, path, branches)


def _is_other_type(errors: Iterable[ValidationError]) -> bool:
    return any(error.validator == "type" and not error.relative_path for error in errors)


def _no_type(error: ValidationError, path: Path, branches: dict[object, list[ValidationError]]) -> Iterator[Problem]:
    types = [str(inner.validator_value) for errors in branches.values() for inner in errors if inner.validator == "type"]
    expected = " or ".join(_TYPES[each] for each in reversed(types))
    yield Problem("E103", path, f"{_is(path, error.instance)}: expected {expected}{_converted(error.instance, types)}")


_EXPLAINERS: dict[str, Callable[[ValidationError, Path], Iterator[Problem]]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "type": _wrong_type,
    "enum": _not_listed,
    "pattern": _malformed,
    "format": _malformed,
    "minimum": _too_small,
    "maximum": _too_large,
    "minLength": _empty,
    "minItems": _empty,
    "maxLength": _too_long,
    "uniqueItems": _not_unique,
    "anyOf": _no_branch,
}
"""How each keyword that checks something complains; `$ref`, `properties` and `items` only lead to others."""


def _named(path: Path) -> str:
    return readable(path) if path else "the record"


def _is(path: Path, value: object) -> str:
    return f"{_named(path)} is {shown(value)}"


def _nearest(word: str, words: Iterable[str]) -> str:
    choices = {choice.casefold(): choice for choice in words}
    near = get_close_matches(word.strip().casefold(), choices, 1)
    return f': did you mean "{choices[near[0]]}"?' if near else ""
