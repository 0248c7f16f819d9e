"""Whom a mention cannot stand for, however near they are named: bodies of another sort, groups for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.en.attribution.naming_words import naming_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.languages.en.attribution.antecedents import Candidate
    from claims.languages.en.attribution.namings import Naming

_SINGULAR = frozenset({"masculine", "feminine"})
_BODIES = frozenset({"organization", "media", "document"})
_BARE = 2
"""Words of the longest noun that refers back to an outlet (news agency)."""


def barred_candidates(naming: Naming | None, candidates: Sequence[Candidate]) -> frozenset[int]:
    """The places of the candidates for which a mention cannot stand."""
    if naming is None:
        return frozenset()
    if naming.sort == "pronoun":
        one = naming.kind in _SINGULAR
        return frozenset(k for k, c in enumerate(candidates) if one and (_is_group(c) or _is_body(c)))
    if naming.sort != "definite":
        return frozenset()
    if _is_outlet(naming) and len(outlet := [k for k, c in enumerate(candidates) if _names_outlet(c)]) == 1:
        return frozenset(range(len(candidates))) - set(outlet)
    tests = _is_other_body, _is_of_people, _is_first_of
    return frozenset(k for k, c in enumerate(candidates) if any(test(naming, c) for test in tests))


def _is_group(c: Candidate) -> bool:
    return c.plural and c.naming.sort != "person" and (c.entity is None or c.entity.sort != "person")


def _is_body(c: Candidate) -> bool:
    """Whether a candidate is surely no person: a body, an outlet or a place by name."""
    return c.entity is not None and c.entity.sort == "body" and c.entity.sure and c.kind in _BODIES


def _is_other_body(naming: Naming, c: Candidate) -> bool:
    """Whether a noun tells of a body of another sort: the army is no party, the court no ministry."""
    words = naming_words()
    if c.what != "known" or c.entity is None or naming.head not in words.own_bodies or naming.head in c.own:
        return False
    return naming.head not in words.armed or words.armed.isdisjoint(c.own)


def _is_of_people(naming: Naming, c: Candidate) -> bool:
    """Whether a noun only tells of the people whom a mention names (critics of the Saudis, for the Saudis)."""
    if not naming.plural or c.what != "known" or c.entity is None or c.entity.sort != "noun":
        return False
    words = naming_words()
    return naming.head != c.naming.head and naming.head in {words.singular(word) for word in naming.proper}


def _is_first_of(naming: Naming, c: Candidate) -> bool:
    """Whether a candidate is the one from whom the other is told apart (one of the guards said …; the other said …)."""
    return naming.head == "other" and naming.sort == "definite" and c.naming.head == "one"


def _is_outlet(naming: Naming) -> bool:
    """Whether nothing but a noun refers back to an outlet (the newspaper, the news agency)."""
    if naming.proper or len(naming.own) > _BARE:
        return False
    words = naming_words()
    return naming.head in words.outlets or (naming.head in words.media_heads and bool(naming.own & words.media))


def _names_outlet(c: Candidate) -> bool:
    return c.kind == "media" and c.entity is not None and bool(c.entity.full)
