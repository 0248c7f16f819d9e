"""Which mentions of parties are one: the armies of two states are two, the forms of one word are one."""

from __future__ import annotations

import pytest

from claims.analysis.parties import homes, party_key
from claims.languages.ar.facets import find
from claims.model import Document, Span
from claims.model.facets import Facets, Party


def party(name: str, kind: str, rule: str = "party:head", known: str | None = None) -> Party:
    return Party(Span(0, len(name), name), name, kind, known, None, rule)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "forms",
    [
        ["المهاجمين", "المهاجمون", "مهاجما", "مهاجمين"],
        ["الجنود", "جنود", "جنديا", "جنديان", "جنديين"],
        ["المدنيين", "مدنيون", "مدنيا"],
        ["المتظاهرين", "متظاهرون", "متظاهرا"],
        ["أطفال", "الأطفال", "طفلا"],
        ["النازحون", "نازحين", "نازحا"],
        ["ضباط", "الضباط", "ضابطا"],
        ["عائلات", "عائلة", "العائلات"],
    ],
    ids=lambda forms: forms[0],
)
def test_the_forms_of_a_word_for_people_are_one_party(forms: list[str]) -> None:
    assert len({party_key(party(form, "civilians", "party:group"), "ar", "d1") for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("المهاجمين", "المهاجرين"), ("المسلحين", "الإرهابيين"), ("الجنود", "الضباط"), ("نساء", "أطفال")]
)
def test_two_sorts_of_people_are_two(one: str, other: str) -> None:
    keys = [party_key(party(form, "civilians", "party:group"), "ar", "d1") for form in (one, other)]
    assert keys[0] != keys[1]


@pytest.mark.parametrize("name", ["الجيش", "الشرطة", "الحكومة", "وزارة الداخلية"])
def test_a_body_that_every_state_has_is_that_of_its_article(name: str) -> None:
    body = party(name, "state_force")
    assert party_key(body, "ar", "libyan") == party_key(body, "ar", "libyan")
    assert party_key(body, "ar", "libyan") != party_key(body, "ar", "sudanese")


@pytest.mark.parametrize("name", ["الجيش السوداني", "شرطة دبي", "لواء خالد بن الوليد"])
def test_a_body_with_a_name_of_its_own_is_one_everywhere(name: str) -> None:
    body = party(name, "state_force")
    assert party_key(body, "ar", "libyan") == party_key(body, "ar", "sudanese")


def test_an_article_is_at_home_where_nearly_all_its_places_lie() -> None:
    texts = {
        "sd": "قصف الجيش مواقع قرب الخرطوم وفي مدينة الأبيض في السودان.",
        "ly": "انتشر الجيش في بنغازي وسبها في ليبيا.",
        "two": "انتشر الجيش بين السودان وليبيا.",
        "none": "انتشر الجيش فجرا.",
    }
    documents = [Document.from_text(id, text, "ar") for id, text in texts.items()]
    facets = [(id, Facets(places=find(text, "ar").places)) for id, text in texts.items()]
    assert homes(documents, facets) == {"sd": "sudanese", "ly": "libyan", "two": "two", "none": "none"}
