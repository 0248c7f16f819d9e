"""The functions that find breaches of the rules about claims.

A rule about claims is one function: under `claim_rule` where it needs a claim and its article, under `set_rule` where
it needs the other claims too. Every claim is asked about by every function registered here; there is no other list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from claims.validation.rules import find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from claims.validation.claim_set import ClaimSet, Later
    from claims.validation.claim_view import ClaimView
    from claims.validation.findings import Problem

    ClaimRule = Callable[[ClaimView], Iterable[Problem]]
    SetRule = Callable[[ClaimView, ClaimSet, int], Iterable[Problem | Later]]

__all__ = ["CLAIM_RULES", "SET_RULES", "claim_rule", "set_rule"]

_Finder = TypeVar("_Finder")

CLAIM_RULES: list[ClaimRule] = []
"""The rules about one claim and its article, in the order in which they are asked."""

SET_RULES: list[SetRule] = []
"""The rules about a claim among those that came before it; `int` is its line or number."""


def claim_rule(*codes: str) -> Callable[[ClaimRule], ClaimRule]:
    """Register a function that finds breaches of the rules of these codes in one claim.

    Raises:
        ClaimsError: where there is no rule of one of the codes.
    """
    return _registration(CLAIM_RULES, codes)


def set_rule(*codes: str) -> Callable[[SetRule], SetRule]:
    """Register a function that finds breaches of the rules of these codes in a claim among others.

    Raises:
        ClaimsError: where there is no rule of one of the codes.
    """
    return _registration(SET_RULES, codes)


def _registration(rules: list[_Finder], codes: tuple[str, ...]) -> Callable[[_Finder], _Finder]:
    for code in codes:
        find(code)

    def register(finder: _Finder) -> _Finder:
        rules.append(finder)
        return finder

    return register
