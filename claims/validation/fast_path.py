"""The claims that nothing is the matter with, decided in one pass.

Nearly all records are right. For these the schema is compiled into a typed decoder, which reads and checks at once;
then one pass over the spans, the id and the references decides the rest. Whatever is not plainly right is left to the
rules, which look at everything and explain: this module may say no to a right claim, but never yes to a wrong one.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET, UnsetType

from claims.model.edtf import is_edtf
from claims.validation import facet_rules
from claims.validation.article_text import HIDDEN
from claims.validation.schema_types import shape
from claims.validation.schemas import python_pattern, source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from claims.validation.article_text import Article
    from claims.validation.set_rules import ClaimSet

__all__ = ["admits", "converted", "decoded", "first_id", "is_sound"]

Claim = Any
"""A claim as the decoder makes it: a struct with the schema's properties; UNSET where one is missing."""

_START = attrgetter("start")
_ENCODER = msgspec.json.Encoder()
_ABSENT = frozenset({None, UNSET})
_DAYS = "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
_TIME = re.compile(
    rf"^[0-9]{{4}}-{_DAYS}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])\Z"
)
"""What is certainly right; leap days and leap seconds are left to the schema's own check."""


def decoded(lines: list[bytes]) -> list[Claim | None]:
    """The claim that each line of JSON holds; None where it is not plainly one of right form, each property once."""
    decode, claims, failed = _decoder().decode, [], set()
    for line in lines:
        try:
            claims.append(decode(line))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            failed.add(len(claims))
            claims.append(None)
    if not failed and _are_right(lines, claims):
        return claims
    read = [number for number in range(len(lines)) if number not in failed]
    if not failed or not _are_right([lines[number] for number in read], [claims[number] for number in read]):
        for number in read:  # which of them is it?
            if not _are_right([lines[number]], [claims[number]]):
                claims[number] = None
    return claims


def _are_right(lines: list[bytes], claims: list[Claim]) -> bool:
    """Whether each property stands once in its line and has the form that the decoder did not look at."""
    return _is_once(b"\n".join(lines), claims) and _have_form(claims)


def _is_once(data: bytes, claims: list[Claim]) -> bool:
    """Whether JSON says no more than the claims that were read from it: where a property stands twice, it does."""
    try:
        return _marks(data) == _marks(_ENCODER.encode_lines(claims))
    except UnicodeEncodeError:  # half a surrogate pair
        return False


def _have_form(claims: list[Claim]) -> bool:
    """Whether the ids and times of claims are written as the schema says, which the decoder leaves to this."""
    is_claim, is_document, is_time = _patterns()
    within = {claim.within for claim in claims} - _ABSENT
    times = {claim.review.at for claim in claims if claim.review is not UNSET}
    times |= {claim.grading.at for claim in claims if claim.grading}
    times |= {each.at for claim in claims if claim.translations for each in claim.translations}
    return (
        all(not claim.found or _is_named(claim.found) for claim in claims)
        and all(map(is_claim, [claim.id for claim in claims]))
        and all(map(is_document, {claim.document for claim in claims}))
        and all(map(is_claim, within))
        and all(map(is_time, times - _ABSENT))
    )


def _is_named(found: Claim) -> bool:
    """Whether a rule stands with its entry of the lexicon, or a model with its confidence."""
    return (found.rule and found.cue) or (found.model and found.confidence is not UNSET)


def _marks(data: bytes) -> int:
    """How many quotation marks stand around the names and strings in JSON."""
    if b"\\" in data:
        data = data.replace(b"\\\\", b"").replace(b'\\"', b"")
    return data.count(b'"')


def converted(record: Mapping[str, Any]) -> Claim | None:
    """The claim that a JSON object holds; None where it is not plainly one of right form."""
    try:
        claim = msgspec.convert(record, _claim_type())
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return claim if _have_form([claim]) else None


def is_sound(claim: Claim, article: Article | None) -> bool:
    """Whether no rule about one claim and its article can find anything."""
    if article is None or article.has_hidden or claim.relayed_by or not _words_stand(claim, article.text):
        return False
    review, grading, translations = claim.review, claim.grading, claim.translations
    if (review and not _is_signed(review, review.status == "draft")) or (grading and not _is_signed(grading)):
        return False
    if translations and not all(_is_plain(each.text) for each in translations):
        return False
    content = claim.content
    if claim.mode == "direct" and not all(article.is_quoted(span.start, span.end) for span in content):
        return False
    facets = claim.facets
    return not facets or (_facets_stand(facets, article.text, content) and _can_be_right(facets))


def _is_signed(decision: Claim, is_draft: bool = False) -> bool:
    """Whether a review that is no draft, or a grading, says who made it and when, and hides nothing in its note."""
    return (is_draft or (decision.by and decision.at)) and (not decision.note or _is_plain(decision.note))


def _is_plain(words: str) -> bool:
    """Whether words hold none of the characters that a reader does not see."""
    return words.isascii() or HIDDEN.search(words) is None


def _words_stand(claim: Claim, text: str) -> bool:
    """Whether content, cue and mention are words of the text, each in its place and none upon another."""
    content, mention, cue, reached = claim.content, claim.source.mention, claim.cue, 0
    for span in content:
        start, exact = span.start, span.exact
        if start < reached or text[start : span.end] != exact or not exact[0].isalnum():
            return False
        reached = span.end
    if reached > len(text) or not _stands(cue, text, content):
        return False
    return mention is None or (
        (mention.start >= cue.end or cue.start >= mention.end) and _stands(mention, text, content)
    )


def _stands(span: Claim, text: str, content: list[Claim]) -> bool:
    """Whether the words of a span stand at its offsets, outside the content, which is in order."""
    start, end = span.start, span.end
    if text[start:end] != span.exact or end > len(text):
        return False
    if end <= content[0].start or start >= content[-1].end:
        return True
    return all(end <= part.start or start >= part.end for part in content)


def _facets_stand(facets: Claim, text: str, content: list[Claim]) -> bool:
    """Whether the words of all facets stand at their offsets, those of the facets themselves inside the content.

    The content was found to be words of the text. The spans are named one by one here, for going through
    `facetwise.SPANS` takes four times as long; a test holds this to that.
    """
    inside: list[Claim] = []
    anywhere: list[Claim] = []
    for figure in facets.figures:
        inside.append(figure.span)
        anywhere += figure.unit, figure.whose, figure.event
    inside += [time.span for time in facets.times]
    for place in facets.places:
        inside.append(place.span)
        anywhere.append(place.relation)
    inside += [party.span for party in facets.parties]
    if facets.event:
        inside.append(facets.event.span)
    first, last = content[0].start, content[-1].end
    for span in inside:
        start, end = span.start, span.end
        if start < first or end > last or text[start:end] != span.exact:
            return False
    length = len(text)
    for span in anywhere:
        if span and (span.end > length or text[span.start : span.end] != span.exact):
            return False
    return len(content) == 1 or all(_is_inside(span, content) for span in inside)


def _is_inside(span: Claim, content: list[Claim]) -> bool:
    return any(part.start <= span.start and span.end <= part.end for part in content)


def _can_be_right(facets: Claim) -> bool:
    """Whether the readings of facets can be right: figures' limits, dates with their weekdays, points of places."""
    for figure in facets.figures:
        if not facet_rules.fits(figure.min, figure.max, figure.bound):
            return False
    for time in facets.times:
        if time.contradiction or not _is_dated(time.edtf, time.partial, time.weekday):
            return False
    places = facets.places
    return not places or not any(facet_rules.other_country(each.country, each.lat, each.lon) for each in places)


@lru_cache(maxsize=4096)
def _is_dated(edtf: str | None, partial: str | UnsetType | None, weekday: str | UnsetType | None) -> bool:
    """Whether a date can be read, and falls on the weekday that is said, where it is a day at all."""
    if partial and not is_edtf(partial):
        return False
    if not edtf:
        return True
    falls = facet_rules.said_weekday(edtf) if weekday else None
    return is_edtf(edtf) and falls in {None, weekday}


def admits(claims: ClaimSet, claim: Claim, where: int) -> bool:
    """Whether no rule about a set can find anything in one more claim, which is sound; it is then noted in the set.

    Its document is known to be one of the set.
    """
    source, document, content, kinds = claim.source, claim.document, claim.content, claims.kinds
    name, kind, mention = source.name, source.kind, source.mention
    own = claim.translations and _is_own(claim.translations, claims.tongues.get(document, ""))
    if own or claim.within is not None or name is None:
        return False
    if kind == "unnamed" and not (claim.review and claim.review.note):
        return False
    known = kinds.near.get(name) or kinds.add(name, (where, kind))
    if known is not None and known[1] != kind:
        return False
    words = [part.exact for part in content]
    cue = claim.cue
    identity = first_id(document, mention and mention.exact, cue.exact, words)
    if claim.id != identity:
        return False
    entry = (where, document, cue.start, content[0].start, content[-1].end, "")
    if claims.ids.add(identity, entry) is not None:
        return False
    claims.claimed(document)
    return True


def _is_own(translations: list[Claim], tongue: str) -> bool:
    """Whether one of some translations is into the language that the document itself is in."""
    return any(each.language.lower() == tongue.lower() for each in translations)


def first_id(document: str, mention: str | None, cue: str, content: list[str]) -> str:
    """What `claim_id` gives for the first occurrence of these words, in less time; "" for what no file can hold."""
    try:
        compact = _ENCODER.encode([document, mention, cue, content, 0])
    except UnicodeEncodeError:  # half a surrogate pair
        return ""
    return "clm-" + hashlib.sha256(compact).hexdigest()[:12]


@cache
def _decoder() -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(_claim_type())


@cache
def _claim_type() -> Any:
    """The type of a claim, without the patterns that `_have_form` checks once for all claims of a block."""
    document = json.loads(source("claim"))
    del document["$defs"]["claimId"]["pattern"]
    del document["$defs"]["documentId"]["pattern"]
    del document["properties"]["review"]["properties"]["at"]["format"]
    return shape(document, document)


@cache
def _patterns() -> tuple[Callable[[str], object], ...]:
    """What is asked of a claim's id, a document's id and a date-time."""
    parts = json.loads(source("claim"))["$defs"]
    names = (python_pattern(parts[name]["pattern"]) for name in ("claimId", "documentId"))
    return *(name.search for name in names), _TIME.search
