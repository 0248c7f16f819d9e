"""The sentences of cases/, each compared whole with what is found in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from claims.languages.ar.attribution.rule_finder import finder
from claims.languages.ar.language_data import arabic
from tests.attribution import marked

if TYPE_CHECKING:
    from claims.extraction import Attribution
    from tests.attribution.marked import Case, Wanted

ARABIC = arabic()
FINDER = finder()
CASES = list(marked.read())


def params() -> list[Any]:
    return [
        pytest.param(c, id=c.id, marks=[pytest.mark.xfail(reason=c.xfail, strict=True)] if c.xfail else [])
        for c in CASES
    ]


def shown(text: str, claim: Attribution | Wanted, wanted: Wanted | None) -> dict[str, object]:
    """A claim as plain words and offsets, so that a failure can be read; of a case only what it says."""
    said: dict[str, object] = {
        "rule": claim.rule,
        "source": claim.source and (claim.source, text[slice(*claim.source)]),
        "cue": (claim.cue, text[slice(*claim.cue)]),
        "content": [(part, text[slice(*part)]) for part in claim.content],
        "mode": claim.mode,
        "name": claim.name,
        "within": claim.within,
    }
    for extra in ("kind", "act", "lemma"):
        if wanted is not None and getattr(wanted, extra) is not None:
            said[extra] = getattr(claim, extra)
    return said


def compared(case: Case) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """What is found in a case's text and what its marks say, in the same form."""
    found = FINDER.find(case.text)
    wanted = [*case.claims, *[None] * (len(found) - len(case.claims))]
    return (
        [shown(case.text, a, w) for a, w in zip(found, wanted, strict=False)],
        [shown(case.text, w, w) for w in case.claims],
    )


@pytest.mark.parametrize("case", params())
def test_case(case: Case) -> None:
    found, wanted = compared(case)
    assert found == wanted


def test_every_verb_of_the_lexicon_has_a_case() -> None:
    shown_by_a_case = {claim.lemma for case in CASES for claim in case.claims}
    assert [lemma for lemma in ARABIC.cues if lemma not in shown_by_a_case] == []


def test_every_case_is_another_sentence() -> None:
    texts = [case.text for case in CASES]
    assert sorted(texts) == sorted(set(texts))


def test_every_family_of_rules_has_sentences_that_it_must_leave_alone() -> None:
    frames = re.compile("-(that|quote|np|colon|first|last|inside|within|verb)(-.*)?$")
    families = {frames.sub("", claim.rule.replace("subject-", "")) for case in CASES for claim in case.claims}
    guarded = {re.split("[ ,]", case.guards)[0] for case in CASES if case.guards}
    assert {family for family in families if not any(g.startswith(family) for g in guarded)} == set()
