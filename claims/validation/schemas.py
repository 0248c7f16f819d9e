"""Load and compile the schemas, and ensure that every keyword in them is checked.

A compiled validator decides whether a value is valid; the reference implementation explains why it is not, with the
same
interpretation of formats and patterns. A schema with a keyword or a format that is not supported here is rejected when
it
is loaded.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from claims.errors import ClaimsError
from claims.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jsonschema.exceptions import ValidationError
    from jsonschema.protocols import Validator

__all__ = ["EXPORTS", "FORMATS", "KEYWORDS", "NAMES", "Schema", "load", "load_source", "python_pattern", "source"]

NAMES = ("claim", "document", "dossier", "group", "origin", "change", "review")
EXPORTS = ("event",)
"""Schemas of what is only exported: no record of a dossier has them."""

_ANNOTATIONS = frozenset({"$schema", "$id", "$comment", "title", "description", "examples", "$defs"})
KEYWORDS = frozenset(
    {
        "$ref",
        "additionalProperties",
        "anyOf",
        "enum",
        "format",
        "items",
        "maxLength",
        "maximum",
        "minItems",
        "minLength",
        "minimum",
        "pattern",
        "properties",
        "required",
        "type",
        "uniqueItems",
    }
)
"""The supported keywords. Each has its message in `claims.validation.schema_messages`."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]|60)(?:\.[0-9]+)?"
    r"(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))"
)


def is_date(value: object) -> bool:
    """Return whether a string is an RFC 3339 full date, such as 2021-01-05; other types pass."""
    if not isinstance(value, str):
        return True
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value.replace("0000-", "2000-", 1))  # RFC 3339 allows this year, Python does not.
    except ValueError:
        return False
    return True


def is_date_time(value: object) -> bool:
    """Return whether a string is an RFC 3339 date-time, such as 2021-01-05T18:30:00+02:00; other types pass."""
    if not isinstance(value, str):
        return True
    match = _DATE_TIME.fullmatch(value)
    return match is not None and is_date(match[1]) and (match[4] != "60" or _ends_a_day(match))


def _ends_a_day(match: re.Match[str]) -> bool:
    """Return whether a leap second is at a possible time: 23:59:60 UTC."""
    minutes = int(match[2]) * 60 + int(match[3])
    if match[5]:
        ahead = int(match[6]) * 60 + int(match[7])
        minutes -= ahead if match[5] == "+" else -ahead
    return minutes % 1440 == 1439


FORMATS: Mapping[str, Callable[[object], bool]] = {"date": is_date, "date-time": is_date_time}
"""The checked formats; the compiled validator has its own implementations, and tests compare the two."""


class Schema:
    """A compiled schema that validates values and explains errors."""

    def __init__(self, document: dict[str, Any], name: str = "schema") -> None:
        """Compile `document`, a schema of draft 2020-12.

        Raises:
            ClaimsError: if the schema is not valid, or has an unsupported keyword or format.
        """
        self.document = document
        self.name = name
        self._refuse_unchecked(document, "#")
        import jsonschema_rs  # Valid records do not need it.

        try:
            self._compiled = jsonschema_rs.Draft202012Validator(document, validate_formats=True)
        except (ValueError, jsonschema_rs.ReferencingError) as error:
            raise ClaimsError(f"the schema is not valid: {error}", where=name) from error

    def is_valid(self, value: Any) -> bool:  # whatever was in the file
        """Return whether a value read from JSON matches the schema."""
        try:
            return self._compiled.is_valid(value)
        except (ValueError, TypeError):  # A lone surrogate, or a type that does not occur in JSON.
            return bool(self._reference.is_valid(value))

    def errors(self, value: Any) -> Iterator[ValidationError]:  # whatever was in the file
        """Yield all errors of a value, from the reference implementation."""
        return self._reference.iter_errors(value)

    @cached_property
    def _reference(self) -> Validator:
        """The explaining validator, imported only when an error needs to be explained."""
        from jsonschema import Draft202012Validator, FormatChecker
        from jsonschema.exceptions import ValidationError
        from jsonschema.validators import extend

        def pattern(_: object, wanted: str, value: object, __: object) -> Iterator[ValidationError]:
            if isinstance(value, str) and not re.search(python_pattern(wanted), value):
                yield ValidationError(f"{value!r} does not match {wanted!r}")

        checker = FormatChecker(formats=())
        for format_name, check in FORMATS.items():
            checker.checks(format_name)(check)
        validator: type[Validator] = extend(Draft202012Validator, {"pattern": pattern})  # type: ignore[no-untyped-call]
        return validator(self.document, format_checker=checker)

    def _refuse_unchecked(self, part: object, path: str) -> None:
        if not isinstance(part, dict):
            return
        for keyword, value in part.items():
            if keyword not in KEYWORDS and keyword not in _ANNOTATIONS:
                raise ClaimsError(f"the keyword {keyword!r} at {path} would not be checked", where=self.name)
            if keyword == "format" and value not in FORMATS:
                raise ClaimsError(f"the format {value!r} at {path} would not be checked", where=self.name)
            if keyword in ("properties", "$defs"):
                for inner, schema in value.items():
                    self._refuse_unchecked(schema, f"{path}/{keyword}/{inner}")
            elif keyword in ("items", "additionalProperties"):
                self._refuse_unchecked(value, f"{path}/{keyword}")
            elif keyword == "anyOf":
                for number, schema in enumerate(value):
                    self._refuse_unchecked(schema, f"{path}/{keyword}/{number}")


_END = re.compile(r"(\\.|\[(?:\\.|[^\]\\])*\])|\$")


@cache
def python_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a JSON Schema pattern: `$` matches only at the end of the text, not before a final line feed."""
    return re.compile(_END.sub(lambda match: match[1] or r"\Z", pattern))


@cache
def load(name: str) -> Schema:
    """Return the package's schema with this name, one of `NAMES` or `EXPORTS`.

    Raises:
        ClaimsError: if there is none, or if it has an unsupported keyword or format.
    """
    return Schema(load_source(name), f"{name}.schema.json")


def load_source(name: str) -> dict[str, Any]:
    """Return the schema with this name as a JSON object, not compiled.

    Raises:
        ClaimsError: if there is none.
    """
    return json.loads(source(name))  # type: ignore[no-any-return]  # a schema is an object


def source(name: str) -> str:
    """Return the text of the schema with this name.

    Raises:
        ClaimsError: if there is none.
    """
    if name not in {*NAMES, *EXPORTS}:
        raise ClaimsError(f"there is no schema {name!r}", remedy="There are: " + ", ".join((*NAMES, *EXPORTS)))
    return resource("schema").joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
