"""Decode JSON to claims with a decoder generated from the schema, which reads and checks a claim at once.

If the decoder rejects a claim, it is either invalid or written in an unusual way (a whole number as 4.0, a property
twice); the schema itself then decides and explains. A decoded claim has the attributes of `claims.model.Claim`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union

import msgspec
import orjson
from msgspec import Meta

from claims.errors import ClaimsError
from claims.model import Claim, Found, Source
from claims.validation.record_input import is_repeated
from claims.validation.schemas import FORMATS, KEYWORDS, load_source, python_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["converted", "decoded"]

_ENCODER = msgspec.json.Encoder()
_LIMITS = {
    "minimum": "ge",
    "maximum": "le",
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_length",
}
_NUMBERS: dict[str, type] = {"integer": int, "number": float}
_UNREADABLE = (msgspec.MsgspecError, UnicodeError, RecursionError)
_BRIEF = {kind.__name__ for kind in (Found, Source) if kind.__struct_config__.omit_defaults}
"""The objects written without their empty properties, as `to_record` does."""


def decoded(lines: list[bytes]) -> list[Claim | None]:
    """Return the claim in each line of JSON; None if it is not obviously valid, with each property once."""
    decode = _claims().decoder.decode
    claims: list[Any] = []
    for line in lines:
        try:
            claims.append(decode(line))
        except _UNREADABLE:
            claims.append(None)
    read = [number for number, claim in enumerate(claims) if claim is not None]
    if not _are_right([lines[number] for number in read], [claims[number] for number in read]):
        for number in read:  # At least one is invalid; find out which.
            if not _is_right(lines[number], claims[number]):
                claims[number] = None
    return claims


def converted(record: Mapping[str, Any]) -> Claim | None:
    """Return the claim in a JSON object; None if it is not obviously valid."""
    try:
        claim = msgspec.convert(record, _claims().type)
    except _UNREADABLE:
        return None
    return claim if _have_form([claim]) else None


def _are_right(lines: list[bytes], claims: list[Any]) -> bool:
    """Return whether each property occurs once in its line and passes the checks that the decoder leaves out."""
    return _is_once(b"\n".join(lines), claims) and _have_form(claims)


def _is_right(line: bytes, claim: Any) -> bool:
    """Do the same for one claim, in which some properties may be left out."""
    return (_is_once(line, [claim]) or not is_repeated(line, orjson.loads(line))) and _have_form([claim])


def _is_once(data: bytes, claims: list[Any]) -> bool:
    """Return whether JSON contains only what was decoded, that is, no property twice.

    The quotation marks are counted as `to_record` writes claims, so the counts also differ if a property that it always
    writes is left out.
    """
    try:
        left_out = 2 * sum(map(_left_out, claims))
        return _marks(data) == _marks(_ENCODER.encode_lines(claims)) - left_out
    except UnicodeEncodeError:  # A lone surrogate.
        return False


def _left_out(claim: Any) -> int:
    """Return the number of empty properties of a claim that `to_record` leaves out."""
    review = claim.review is None or not claim.review.opinions
    return review + (not claim.grading) + (not claim.translations) + (not claim.relayed_by)


def _marks(data: bytes) -> int:
    """Return the number of quotation marks around names and strings in JSON."""
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    return data.count(b'"')


def _have_form(claims: list[Any]) -> bool:
    """Return whether the claims pass the schema's checks that types cannot express."""
    return all(check.is_met(claims) for check in _claims().checks)


class _Check(NamedTuple):
    """A constraint of the schema on the values at a path (`*`: on each element), checked for many claims at a time."""

    path: tuple[str, ...]
    test: Callable[[Any], object]
    hashable: bool

    def is_met(self, claims: list[Any]) -> bool:
        values: list[Any] = claims
        for step in self.path:
            if step == "*":
                values = [each for value in values for each in value]
            else:
                values = [value for value in map(attrgetter(step), values) if value is not None]
        return all(map(self.test, set(values) if self.hashable else values))


class _Decoder:
    """The type of valid claims, and the checks that a type cannot express."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._root = schema
        self.checks: list[_Check] = []
        self.type = self._type(schema, ())
        self.decoder = msgspec.json.Decoder(self.type)

    def _type(self, schema: Mapping[str, Any], path: tuple[str, ...]) -> Any:
        """Return the type of the values that a schema allows."""
        if "$ref" in schema:
            return self._named(schema["$ref"].rpartition("/")[2], path)
        if "enum" in schema:
            return Literal[tuple(schema["enum"])]
        if "type" not in schema:
            return Union[tuple(self._type(branch, path) for branch in schema["anyOf"])]  # noqa: UP007  # at run time
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return Union[tuple(self._one(kind, schema, path) for kind in kinds)]  # noqa: UP007  # made at run time

    def _named(self, name: str, path: tuple[str, ...]) -> Any:
        """Return the type of a `$defs` entry; the pattern of an id is checked once for all claims of one document."""
        schema = self._root["$defs"][name]
        if schema["type"] != "string":
            return self._type(schema, path)
        search = python_pattern(schema["pattern"]).search
        self.checks.append(_Check(path, search, hashable=True))
        return self._type({key: value for key, value in schema.items() if key != "pattern"}, path)

    def _one(self, kind: str, schema: Mapping[str, Any], path: tuple[str, ...]) -> Any:
        unread = set(schema) & KEYWORDS - _READ
        if unread:
            raise ClaimsError(f"the keyword {min(unread)!r} would not be checked in claims", where="claim.schema.json")
        limits: dict[str, Any] = {ours: schema[theirs] for theirs, ours in _LIMITS.items() if theirs in schema}
        if kind == "null":
            return None
        if kind == "boolean":
            return bool
        if kind == "object":
            return self._struct(schema, path)
        if kind == "array":
            items = tuple[self._type(schema["items"], (*path, "*")), ...]  # type: ignore[misc, valid-type]  # made at run time
            return Annotated[items, Meta(**limits)]
        if kind in _NUMBERS:
            return Annotated[_NUMBERS[kind], Meta(**limits)]
        if "format" in schema:
            self.checks.append(_Check(path, lru_cache(FORMATS[schema["format"]]), hashable=True))
        if "pattern" in schema:
            limits["pattern"] = python_pattern(schema["pattern"]).pattern
        return Annotated[str, Meta(**limits)]

    def _struct(self, schema: Mapping[str, Any], path: tuple[str, ...]) -> Any:
        if "anyOf" in schema:
            self.checks.append(_Check(path, _has_one([each["required"] for each in schema["anyOf"]]), hashable=False))
        fields: list[Any] = []
        for name, inner in schema["properties"].items():
            kind = self._type(inner, (*path, name))
            if name in schema["required"]:
                fields.append((name, kind))
            else:
                fields.append((name, kind, () if inner.get("type") == "array" else None))
        omits = schema["title"] in _BRIEF
        return msgspec.defstruct(
            schema["title"],
            fields,
            frozen=True,
            forbid_unknown_fields=True,
            kw_only=True,
            gc=False,
            omit_defaults=omits,
        )


_READ = {
    "$ref", "additionalProperties", "anyOf", "enum", "format", "items", "maxLength", "maximum", "minItems", "minLength",
    "minimum", "pattern", "properties", "required", "type",
}  # fmt: skip
"""The keywords that `_Decoder` supports."""


def _has_one(groups: list[list[str]]) -> Callable[[Any], bool]:
    """Return a check that an object has all properties of at least one group."""
    getters = [attrgetter(names[0], *names) for names in groups]  # two or more, to get tuples

    def test(value: Any) -> bool:
        return any(None not in getter(value) for getter in getters)

    return test


@cache
def _claims() -> _Decoder:
    return _Decoder(load_source("claim"))
