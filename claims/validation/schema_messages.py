"""Explain schema errors in plain words: the actual value, the expected one, and the most likely correction."""

from __future__ import annotations

import json
import re
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Any

from claims.validation.findings import Path, Problem, readable
from claims.validation.schemas import FORMATS, python_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jsonschema.exceptions import ValidationError

    from claims.validation.schemas import Schema

__all__ = ["problems", "shown"]

_LONGEST = 60
_MOST = 1000
"""Maximum number of faults reported per record, since a longer list would not help."""

_TYPES = {
    "string": "a text in quotation marks",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "object": "an object in { }",
    "array": "a list in [ ]",
    "null": "null",
}
_FORMATS = {
    "date": "a day such as 2021-01-05",
    "date-time": "a date and time with its offset, such as 2021-01-05T18:30:00+02:00",
}


def problems(schema: Schema, value: object) -> list[Problem]:
    """Return the schema errors of a record; empty if it is valid."""
    return [] if schema.is_valid(value) else _explained(schema, value)


def shown(value: object) -> str:
    """Format a value for a message: short, on one line."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, (int, float)) and abs(value) >= 10**20:
        return "a number larger than any offset"
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 2] + '…"'


class Fault:
    """An error of the reference implementation: the keyword, its argument, and the rejected value."""

    def __init__(self, error: ValidationError) -> None:
        self.keyword = str(error.validator)
        self.wanted: Any = error.validator_value
        self.value: Any = error.instance
        self.schema: dict[str, Any] = error.schema if isinstance(error.schema, dict) else {}
        self.path: Path = tuple(error.absolute_path)
        self.whole = not error.relative_path
        self.branches: dict[object, list[Fault]] = {}
        for inner in error.context or ():
            self.branches.setdefault(inner.relative_schema_path[0], []).append(Fault(inner))


def _explained(schema: Schema, value: object) -> list[Problem]:
    faults = [Fault(error) for error in islice(schema.errors(value), _MOST)]
    found = list(dict.fromkeys(problem for fault in faults for problem in _words(fault)))
    fallback = Problem("E103", (), f"the record does not match the schema {schema.name}")
    return found or [fallback]


def _words(fault: Fault) -> Iterator[Problem]:
    """Yield the problems of one fault: none, one, or one for each property."""
    return _EXPLAINERS[fault.keyword](fault, fault.path)


def _missing(fault: Fault, path: Path) -> Iterator[Problem]:
    record: dict[str, Any] = fault.value
    strangers = set(record) - set(fault.schema["properties"])
    for name in fault.wanted:
        if name not in record and not get_close_matches(name, strangers, 1):
            yield Problem("E101", (*path, name), f'{_named(path)} has no "{name}"')


def _unknown(fault: Fault, path: Path) -> Iterator[Problem]:
    names = fault.schema["properties"]
    for name in fault.value:
        if name not in names:
            free = [known for known in names if known not in fault.value]
            near = _nearest(name, free)
            known = near or "; it has " + ", ".join(names)
            yield Problem("E102", (*path, name), f"{_named(path)} has no property {shown(name)}{known}", key=True)


def _wrong_type(fault: Fault, path: Path) -> Iterator[Problem]:
    types = [fault.wanted] if isinstance(fault.wanted, str) else fault.wanted
    expected = " or ".join(_TYPES[each] for each in types)
    yield Problem("E103", path, f"{_is(path, fault.value)}: expected {expected}{_converted(fault.value, types)}")


def _converted(value: object, types: list[str]) -> str:
    """Suggest the intended value, if a number was written as a string or a string as a number."""
    if "integer" in types and isinstance(value, str) and value.strip().isdecimal():
        return f"; did you mean {int(value)}?" if len(value) < 20 else ""
    if "string" in types and isinstance(value, int) and not isinstance(value, bool):
        return f'; did you mean "{shown(value)}"?'
    return ""


def _not_listed(fault: Fault, path: Path) -> Iterator[Problem]:
    words = [value for value in fault.wanted if isinstance(value, str)]
    choices = ", ".join("null" if value is None else value for value in fault.wanted)
    near = _nearest(fault.value, words) if isinstance(fault.value, str) else ""
    yield Problem("E104", path, f"{_is(path, fault.value)}{near or ': expected one of ' + choices}")


def _malformed(fault: Fault, path: Path) -> Iterator[Problem]:
    yield Problem("E105", path, f"{_is(path, fault.value)}: expected {_expected(fault.schema)}{_mended(fault)}")


def _expected(schema: dict[str, Any]) -> str:
    if "format" in schema:
        return _FORMATS[schema["format"]]
    words = str(schema.get("description") or schema.get("title") or "another form").rstrip(".")
    example = next((value for value in schema.get("examples", []) if value), None)
    lowered = words if words.startswith(('"', "BCP", "SHA")) else words[0].lower() + words[1:]
    return f"{lowered}, such as {shown(example)}" if example else lowered


def _mended(fault: Fault) -> str:
    """Suggest the nearest valid value, if it is beyond doubt."""
    value = str(fault.value)
    bare = value.strip().replace("_", "-")
    parts = re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", bare, re.ASCII)
    dated = "-".join(part.zfill(2) for part in parts.groups() if part) if parts else bare
    for candidate in (bare, bare.lower(), dated, f"clm-{bare.lower()}", f"https://{bare}"):
        if candidate != value and _fits(candidate, fault.schema):
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


def _too_small(fault: Fault, path: Path) -> Iterator[Problem]:
    yield Problem("E106", path, f"{_is(path, fault.value)}: expected at least {fault.wanted}")


def _too_large(fault: Fault, path: Path) -> Iterator[Problem]:
    yield Problem("E106", path, f"{_is(path, fault.value)}: expected at most {fault.wanted}")


def _empty(fault: Fault, path: Path) -> Iterator[Problem]:
    null = "null" in fault.schema.get("type", ())
    yield Problem("E106", path, f"{_named(path)} is empty" + (": write null if it is not known" if null else ""))


def _too_long(fault: Fault, path: Path) -> Iterator[Problem]:
    length = len(fault.value)
    yield Problem("E106", path, f"{_named(path)} has {length} characters: expected at most {fault.wanted}")


def _not_unique(_: Fault, path: Path) -> Iterator[Problem]:
    yield Problem("E106", path, f"{_named(path)} lists the same value twice")


def _no_branch(fault: Fault, path: Path) -> Iterator[Problem]:
    """Explain a value that matches no alternative, if the intended alternative is clear."""
    if all("properties" in branch for branch in fault.wanted):
        yield from _of_kind(fault)
        return
    close = [faults for faults in fault.branches.values() if not _is_other_type(faults)]
    if close and all(inner.keyword == "required" for faults in close for inner in faults):
        yield from _incomplete(fault, close, path)
    elif len(close) == 1:
        for inner in close[0]:
            yield from _words(inner)
    elif close:
        yield from _malformed(fault, path)
    else:
        yield from _no_type(fault, path)


def _incomplete(fault: Fault, branches: list[list[Fault]], path: Path) -> Iterator[Problem]:
    """Explain an object that must have one group of properties or another, but has none completely."""
    wanted = [list(faults[0].wanted) for faults in branches]
    begun = [names for names in wanted if any(name in fault.value for name in names)]
    if len(begun) == 1:
        for name in begun[0]:
            if name not in fault.value:
                yield Problem("E101", (*path, name), f'{_named(path)} has no "{name}"')
    else:
        groups = " nor ".join(" and ".join(f'"{name}"' for name in names) for names in wanted)
        yield Problem("E101", path, f"{_named(path)} has neither {groups}")


def _of_kind(fault: Fault) -> Iterator[Problem]:
    """Explain an object of which one property says what else it must have; of an unknown kind, that is said already."""
    for faults in fault.branches.values():
        if not any(inner.keyword == "enum" for inner in faults):
            for inner in faults:
                yield from _words(inner)


def _is_other_type(faults: Iterable[Fault]) -> bool:
    return any(fault.keyword == "type" and fault.whole for fault in faults)


def _no_type(fault: Fault, path: Path) -> Iterator[Problem]:
    types = [str(inner.wanted) for faults in fault.branches.values() for inner in faults if inner.keyword == "type"]
    expected = " or ".join(_TYPES[each] for each in reversed(types))
    yield Problem("E103", path, f"{_is(path, fault.value)}: expected {expected}{_converted(fault.value, types)}")


_EXPLAINERS: dict[str, Callable[[Fault, Path], Iterator[Problem]]] = {
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
"""The message function for each checking keyword; `$ref`, `properties` and `items` only lead to others."""


def _named(path: Path) -> str:
    return readable(path) if path else "the record"


def _is(path: Path, value: object) -> str:
    return f"{_named(path)} is {shown(value)}"


def _nearest(word: str, words: Iterable[str]) -> str:
    choices = {choice.casefold(): choice for choice in words}
    near = get_close_matches(word.strip().casefold(), choices, 1)
    return f': did you mean "{choices[near[0]]}"?' if near else ""
