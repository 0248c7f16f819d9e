"""Opposite outcomes: which one a claim tells, and that two sources who tell opposite ones are shown as differing."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from claims.analysis.accounts import accounts
from claims.analysis.claim_groups import groups
from claims.analysis.independence import Independence
from claims.analysis.outcomes import outcome_of
from claims.analysis.sources import register_sources
from claims.extraction.claim_facets import with_facets
from claims.model import Act, Claim, Document, Dossier, Made, Source, Span
from claims.sheet import render

TABLE = Path(__file__).parent / "data" / "outcomes.txt"


def cases() -> list[tuple[str, str]]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [(text, told.strip()) for text, told in zip(lines[::2], lines[1::2], strict=True)]


def said(
    text: str, language: str, *, source: str = "محمد علي", act: Act = "state", at: int = 0
) -> tuple[Document, Claim]:
    document = Document.from_text(f"d{at}", text, language, published="2024-11-02")
    words = Span.of(text, 0, len(text.rstrip(".")))
    claim = Claim(
        f"clm-{at:012x}", document.id, Source(source, "person", None), Span.of(text, 0, 1), (words,), "indirect"
    )
    claim = replace(claim, act=act)
    return document, with_facets(document, [claim])[0]


def language_of(text: str) -> str:
    return "en" if text[0].isascii() else "ar"


@pytest.mark.parametrize(("text", "told"), cases())
def test_a_claim_tells_one_of_two_opposite_outcomes_or_none(text: str, told: str) -> None:
    found = outcome_of(said(text, language_of(text))[1], language_of(text))
    assert (f"{found.pair} {'second' if found.second else 'first'}" if found else "none") == told


def test_a_denial_tells_the_opposite() -> None:
    _, claim = said("the base had been captured", "en", act="deny")
    found = outcome_of(claim, "en")
    assert found is not None
    assert (found.pair, found.second) == ("control", False)


def dossier(*told: tuple[str, str, Act]) -> Dossier:
    made = [said(text, language_of(text), source=name, act=act, at=at) for at, (text, name, act) in enumerate(told)]
    documents, claims = tuple(document for document, _ in made), tuple(claim for _, claim in made)
    found = groups(documents, claims, register_sources(documents, claims))
    return Dossier("x", ("ar", "en"), Made("test"), documents, claims, groups=found)


def differences(found: Dossier) -> list[tuple[str, int]]:
    register = register_sources(found.documents, found.claims)
    told = accounts(found, register, Independence(found, register))
    return [(each.facet, len(account.claims)) for account in told for each in account.differences]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "الجيش صد الهجوم على قاعدة الوادي العسكرية قرب مدينة بلدوين.",
            "الجيش انسحب من قاعدة الوادي العسكرية قرب مدينة بلدوين.",
            [("outcome", 2)],
        ),
        (
            "Troops repelled the attack on the Wadi army base near the town of Beledweyne.",
            "Fighters captured the Wadi army base near the town of Beledweyne.",
            [("outcome", 2)],
        ),
        (
            "الطريق بين بلدوين والوادي مغلق أمام الشاحنات.",
            "الطريق بين بلدوين والوادي مفتوح أمام الشاحنات.",
            [("outcome", 2)],
        ),
        (
            "Fighters captured the Wadi army base near the town of Beledweyne.",
            "Troops withdrew from the Wadi army base near the town of Beledweyne.",
            [],
        ),
        (
            "The road to Beledweyne was closed to lorries.",
            "The school in Beledweyne was open to children.",
            [],
        ),
    ],
)
def test_opposite_outcomes_of_one_thing_differ(one: str, other: str, expected: list[tuple[str, int]]) -> None:
    assert differences(dossier((one, "محمد علي", "state"), (other, "سالم حسن", "state"))) == expected


def test_who_is_accused_and_says_that_it_is_not_so_answers_the_accusation() -> None:
    found = dossier(
        ("جماعة الأفق بخطف التجار من سوق بلدوين.", "العقيد سالم حسن", "accuse"),
        ("مقاتليها لم يخطفوا أحدا من سوق بلدوين.", "جماعة الأفق", "state"),
    )
    assert differences(found) == [("stance", 2)]


def test_the_brief_quotes_both_sides_with_their_sources() -> None:
    found = dossier(
        ("Troops repelled the attack on the Wadi army base near the town of Beledweyne.", "Hassan Ali", "state"),
        ("Fighters captured the Wadi army base near the town of Beledweyne.", "Salem Omar", "state"),
    )
    sheet = render(found)
    (line,) = (line for line in sheet.splitlines() if "How it ended" in line and line.startswith("- "))
    for words in ("Hassan Ali", "Troops repelled the attack", "against", "Salem Omar", "Fighters captured"):
        assert words in line


@pytest.mark.parametrize(("denied", "shown"), [("the report", True), ("the old budget", False)])
def test_a_denial_that_points_back_stands_with_what_it_denies(denied: str, shown: bool) -> None:
    text = f"A drone strike killed nine people in Beledweyne. The port authority denied {denied}."
    document = Document.from_text("d", text, "en", published="2024-11-02")

    def claim(number: int, words: str, name: str, act: Act) -> Claim:
        start = text.index(words)
        span = Span.of(text, start, start + len(words))
        cue = Span.of(text, 0, 1)
        return Claim(f"clm-{number:012x}", "d", Source(name, "organization", None), cue, (span,), "indirect", act=act)

    first = claim(1, "A drone strike killed nine people in Beledweyne", "A hospital", "state")
    claims = tuple(with_facets(document, [first, claim(2, denied, "The port authority", "deny")]))
    brief = render(Dossier("x", ("en",), Made("test"), (document,), claims)).split("## What this sheet does not")[0]
    assert (f"“{denied}”" in brief) is shown
