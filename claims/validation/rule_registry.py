"""Register the functions that check the rules for claims.

Each function checks one rule or several related rules. It is registered with `claim_rule` if it needs a claim and its
article, or with `set_rule` if it also needs the other claims. Every registered function is called for every
claim; there is no other list.
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
"""Rules for one claim and its article, in the order of checking."""

SET_RULES: list[SetRule] = []
"""Rules for a claim compared with the claims before it; `int` is its line or number."""


def claim_rule(*codes: str) -> Callable[[ClaimRule], ClaimRule]:
    """Register a function that checks the rules with these codes in one claim.

    Raises:
        ClaimsError: if a code is unknown.
    """
    return _registration(CLAIM_RULES, codes)


def set_rule(*codes: str) -> Callable[[SetRule], SetRule]:
    """Register a function that checks the rules with these codes in a claim compared with others.

    Raises:
        ClaimsError: if a code is unknown.
    """
    return _registration(SET_RULES, codes)


def _registration(rules: list[_Finder], codes: tuple[str, ...]) -> Callable[[_Finder], _Finder]:
    for code in codes:
        find(code)

    def register(finder: _Finder) -> _Finder:
        rules.append(finder)
        return finder

    return register
