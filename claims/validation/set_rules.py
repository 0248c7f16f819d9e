"""Rules for a claim compared with the rest of the set: its document, its id, its parent claim, its source.

Each rule takes a `ClaimView`, the set and the claim's line or number, and returns problems, or checks postponed to the
end of the set (`Later`).
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import msgspec

from claims.model.ids import claim_id
from claims.validation.claim_set import ClaimSet, Later, Words, outside
from claims.validation.findings import Problem
from claims.validation.rule_registry import set_rule
from claims.validation.schema_messages import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.validation.claim_view import ClaimView

__all__ = ["first_id", "id_not_derived"]

_ENCODER = msgspec.json.Encoder()
_NONE: tuple[Problem, ...] = ()


@set_rule("E303")
def unknown_document(view: ClaimView, claims: ClaimSet, _: int) -> Iterable[Problem]:
    """Report a claim whose document is not in the set."""
    document = view.claim.document
    if document is None:
        return _NONE
    claims.claimed(document)
    if claims.knows(document) is False:
        return (Problem("E303", ("document",), f"there is no document {shown(document)}"),)
    return _NONE


@set_rule("E302")
def id_not_derived(view: ClaimView, claims: ClaimSet, _: int) -> Iterable[Problem | Later]:
    """Report an id that does not match the document and the words of the claim."""
    if view.broken or view.misquoted or not view.follows_words:
        return _NONE
    claim, mention = view.claim, view.claim.source.mention
    words = (
        claim.document,
        mention and mention.exact,
        claim.cue.exact,
        tuple([part.exact for part in claim.content]),
    )
    first = first_id(words)
    if claim.id == first:
        return _NONE
    message = f'the id does not match the document and the words of the claim: they give "{first}"'
    problem = Problem("E302", ("id",), message)
    number = claims.occurrence(claim.id, words)
    if number is None:
        return (Later("occurrence", claim.id, json.dumps(words), "", 0, 0, problem),)
    message = f"the id is that of occurrence {number + 1} of these words, but occurrence {number} comes after it"
    problem = Problem("E302", ("id",), message)
    return (Later("order", claim.id, claim_id(*words, occurrence=number - 1), "", claim.cue.start, 0, problem),)


def first_id(words: Words) -> str:
    """Compute `claim_id` for the first occurrence of these words, faster; "" for text that cannot be encoded."""
    try:
        compact = _ENCODER.encode((*words, 0))
    except UnicodeEncodeError:  # A lone surrogate.
        return ""
    return "clm-" + hashlib.sha256(compact).hexdigest()[:12]


@set_rule("E301")
def duplicate_id(view: ClaimView, claims: ClaimSet, where: int) -> Iterable[Problem]:
    """Report an id that an earlier record has."""
    claim = view.claim
    if claim.id is None:
        return _NONE
    cue = claim.cue.start if claim.cue is not None else 0
    first = claims.add(claim.id, (where, str(claim.document), cue, *view.extent(), claim.within or ""))
    if first is None:
        return _NONE
    return (Problem("E301", ("id",), f"the id {shown(claim.id)} is already used by record {first.where}"),)


@set_rule("E304", "E305", "E306")
def within(view: ClaimView, claims: ClaimSet, _: int) -> Iterable[Problem | Later]:
    """Report a parent claim that is missing, is part of this claim, or does not contain it."""
    claim = view.claim
    if claim.within is None or claim.id is None or claim.document is None:
        return _NONE
    if claim.within == claim.id:
        return (Problem("E305", ("within",), "within names the claim itself"),)
    missing = Problem("E304", ("within",), f'there is no claim "{claim.within}"')
    question = Later("within", claim.id, claim.within, claim.document, *view.extent(), missing)
    other = claims.get(claim.within)
    if other is None or other.within:
        return (question,)
    problem = outside(question, other)
    return _NONE if problem is None else (problem,)


@set_rule("E307")
def kind_conflict(view: ClaimView, claims: ClaimSet, where: int) -> Iterable[Problem]:
    """Report a source name that has another kind in an earlier record of the same document."""
    name, kind = view.claim.source.name, view.claim.source.kind
    if name is None or kind is None:
        return _NONE
    first = claims.kinds.add(f"{view.claim.document}\n{name}", (where, kind))
    if first is None or first[1] == kind:
        return _NONE
    message = f'{shown(name)} is "{kind}" here, but "{first[1]}" in record {first[0]}: one source has one kind'
    return (Problem("E307", ("source", "kind"), message),)


@set_rule("W502")
def unnamed_without_note(view: ClaimView, claims: ClaimSet, _: int) -> Iterable[Problem]:
    """Report an unnamed source without a reviewer's note; once for each source of each document."""
    claim = view.claim
    review = claim.review
    if claim.source.kind != "unnamed" or view.broken or (review is None and not claims.has_reviews):
        return _NONE
    if review is not None and (review.status == "rejected" or review.note):
        return _NONE
    if review is not None and any(opinion.note for opinion in review.opinions):
        return _NONE
    name = claim.source.name
    if claims.unnamed.add(f"{claim.document}\n{name}", (1,)) is not None:
        return _NONE
    message = f"the source {shown(name)} is unnamed, and no review note explains why it is used"
    return (Problem("W502", ("source",), message),)


@set_rule("W510")
def own_language(view: ClaimView, claims: ClaimSet, _: int) -> Iterable[Problem]:
    """Report a translation into the document's own language."""
    claim = view.claim
    if not claim.translations or claim.document is None:
        return _NONE
    tongue = claims.tongues.get(claim.document)
    return [
        Problem(
            "W510",
            ("translations", number, "language"),
            f'the translation is in "{each.language}", which is the language of the document itself',
        )
        for number, each in view.numbered("translations", claim.translations)
        if tongue is not None and each.language.lower() == tongue.lower()
    ]
