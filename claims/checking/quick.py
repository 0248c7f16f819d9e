"""The claims that nothing is the matter with, decided in one pass.

Nearly all records are right. For these the schema is compiled into a typed decoder, which reads and checks at once;
then one pass over the spans, the id and the references decides the rest. Whatever is not plainly right is left to the
rules, which look at everything and explain: this module may say no to a right claim, but never yes to a wrong one.
"""

from __future__ import annotations

import hashlib
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

import msgspec
from msgspec import UNSET, Meta

from claims.checking import facetwise
from claims.checking.edtf import is_edtf
from claims.checking.schemas import load, python_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from claims.checking.articles import Article
    from claims.checking.together import ClaimSet

__all__ = ["admits", "converted", "decoded", "first_id", "is_sound"]

Claim = Any
"""A claim as the decoder makes it: a struct with the schema's properties; UNSET where one is missing."""

_START = attrgetter("start")
_ENCODER = msgspec.json.Encoder()
_DAYS = "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
_FORMATS = {
    "date": rf"^[0-9]{{4}}-{_DAYS}\Z",
    "date-time": rf"^[0-9]{{4}}-{_DAYS}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?"
    r"(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])\Z",
}
"""What is certainly right; leap days and leap seconds are left to the schema's own check."""

_LIMITS = {
    "minimum": "ge",
    "maximum": "le",
    "minLength": "min_length",
    "maxLength": "max_length",
    "minItems": "min_length",
}


def decoded(data: bytes) -> Claim | None:
    """The claim that a line of JSON holds; None where it is not plainly one of right form, each property once."""
    try:
        claim = _decoder().decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    return claim if data.count(b'"') == _marks(claim) else None


def converted(record: Mapping[str, Any]) -> Claim | None:
    """The claim that a JSON object holds; None where it is not plainly one of right form."""
    try:
        return msgspec.convert(record, _claim_type())
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


def is_sound(claim: Claim, article: Article | None) -> bool:
    """Whether no rule about one claim and its article can find anything."""
    if article is None or article.has_hidden or not _is_signed(claim.review):
        return False
    content, mention = claim.content, claim.source.mention
    if len(content) > 1 and content != sorted(content, key=_START):
        return False
    spans = [claim.cue, *content] if mention is None else [mention, claim.cue, *content]
    spans.sort(key=_START)
    text, reached = article.text, 0
    for span in spans:
        start, end, exact = span.start, span.end, span.exact
        if not reached <= start < end or text[start:end] != exact or end - start != len(exact):
            return False
        reached = end
    for span in content:
        if not span.exact[0].isalnum():
            return False
    if claim.mode == "direct" and not all(article.is_quoted(span.start, span.end) for span in content):
        return False
    return not claim.facets or _are_sound(claim.facets, text, [(span.start, span.end) for span in content])


def _are_sound(facets: Any, text: str, content: list[tuple[int, int]]) -> bool:
    """Whether no rule about a claim's facets can find anything."""
    for facet, spans in _spans(facets):
        for span in spans:
            if not (span.start < span.end and text[span.start : span.end] == span.exact):
                return False
            if span.end - span.start != len(span.exact):
                return False
        own = facet.span
        if not any(start <= own.start and own.end <= end for start, end in content):
            return False
    return (
        all(facetwise.fits(each.min, each.max, each.bound) for each in facets.figures)
        and all(_is_dated(each) for each in facets.times)
        and not any(facetwise.is_outside(each.country, each.lat, each.lon) for each in facets.places)
    )


def _is_dated(time: Any) -> bool:
    """Whether a time can be read and says nothing of weekdays that is to be compared with a date."""
    if time.contradiction or (time.partial and not is_edtf(time.partial)):
        return False
    if not time.edtf:
        return True
    weekday = facetwise.said_weekday(time.edtf) if time.weekday else None
    return is_edtf(time.edtf) and weekday in {None, time.weekday}


def _spans(facets: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Each facet with its spans."""
    for kind, names in facetwise.SPANS.items():
        held = getattr(facets, kind)
        for facet in held if kind != "event" else [held] if held else []:
            yield facet, [span for name in names if (span := getattr(facet, name))]


def admits(claims: ClaimSet, claim: Claim, where: int) -> bool:
    """Whether no rule about a set can find anything in one more claim, which is sound; it is then noted in the set."""
    source, document = claim.source, claim.document
    if claim.within is not None or source.name is None or not claims.knows(document):
        return False
    if source.kind == "unnamed" and not (claim.review and claim.review.note):
        return False
    known = claims.kinds.near.get(source.name)
    if known is None or known[1] != source.kind:
        return False
    content, mention = claim.content, source.mention
    words = [part.exact for part in content]
    identity = first_id(document, None if mention is None else mention.exact, claim.cue.exact, words)
    if claim.id != identity:
        return False
    entry = (where, document, claim.cue.start, content[0].start, content[-1].end, "")
    if claims.ids.add(identity, entry) is not None:
        return False
    claims.claimed(document)
    return True


def first_id(document: str, mention: str | None, cue: str, content: list[str]) -> str:
    """What `claim_id` gives for the first occurrence of these words, in less time; "" for what no file can hold."""
    try:
        compact = _ENCODER.encode([document, mention, cue, content, 0])
    except UnicodeEncodeError:  # half a surrogate pair
        return ""
    return "clm-" + hashlib.sha256(compact).hexdigest()[:12]


def _is_signed(review: Any) -> bool:
    return review is UNSET or review.status == "draft" or bool(review.by and review.at)


def _marks(claim: Claim) -> int:
    """How many quotation marks stand around the names and strings of a claim in JSON.

    Where there are more, a property stands twice, or there is one that this does not know.
    """
    source, review = claim.source, claim.review
    spans = 1 + len(claim.content) + (source.mention is not None)
    count = 14 + 4 * spans + (source.name is not None) + (claim.within is not None)
    if claim.act is not UNSET:
        count += 1 + (claim.act is not None)
    if claim.found is not UNSET:
        count += 7 if claim.found is not None else 1
    if claim.facets is not UNSET:
        count += 1 + _held(claim.facets)
    if review is not UNSET:
        count += 3
        for value in (review.by, review.at, review.note):
            if value is not UNSET:
                count += 1 if value is None else 2
    return 2 * count


def _held(value: Any) -> int:
    """How many names and strings a value holds."""
    if isinstance(value, str):
        return 1
    if isinstance(value, list):
        return sum(map(_held, value))
    if not isinstance(value, msgspec.Struct):
        return 0
    held = [each for name in value.__struct_fields__ if (each := getattr(value, name)) is not UNSET]
    return len(held) + sum(map(_held, held))


@cache
def _decoder() -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(_claim_type())


@cache
def _claim_type() -> Any:
    document = load("claim").document
    return _typed(document, document)


def _typed(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Any:
    """The type of the values that a schema allows, or of fewer."""
    if "$ref" in schema:
        return _typed(root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    if "enum" in schema:
        return Literal[tuple(schema["enum"])]
    if "anyOf" in schema:
        return Union[tuple(_typed(branch, root) for branch in schema["anyOf"])]  # noqa: UP007  # made at run time
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return Union[tuple(_one(kind, schema, root) for kind in kinds)]  # noqa: UP007  # made at run time


def _one(kind: str, schema: Mapping[str, Any], root: Mapping[str, Any]) -> Any:
    if kind == "null":
        return None
    if kind == "object":
        return _struct(schema, root)
    limits: dict[str, Any] = {ours: schema[theirs] for theirs, ours in _LIMITS.items() if theirs in schema}
    if kind == "array":
        return Annotated[list[_typed(schema["items"], root)], Meta(**limits)]  # type: ignore[misc]  # made at run time
    if kind == "boolean":
        return bool
    if kind in {"integer", "number"}:
        number = int if kind == "integer" else float
        return Annotated[number, Meta(**limits)]
    if "pattern" in schema:
        limits["pattern"] = python_pattern(schema["pattern"]).pattern
    if "format" in schema:
        limits["pattern"] = _FORMATS[schema["format"]]
    return Annotated[str, Meta(**limits)]


def _struct(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Any:
    fields: list[Any] = []
    for name, inner in schema["properties"].items():
        kind = _typed(inner, root)
        if name in schema["required"]:
            fields.append((name, kind))
        else:
            fields.append((name, Union[kind, msgspec.UnsetType], UNSET))  # noqa: UP007  # made at run time
    return msgspec.defstruct(schema.get("title", "Record"), fields, forbid_unknown_fields=True, kw_only=True, gc=False)
