"""Translations go out to those who translate and come back into the records, each to the words it was made of."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import Dossier, Review, Translation
from claims.review import ReviewSession, translated, untranslated
from claims.sheet import render
from tests.sheet.making import coast_dossier


def lines(dossier: Dossier, **changes: Any) -> list[tuple[str, dict[str, Any]]]:
    """A file in which everything is translated."""
    told = [{**line, "text": f"Text {n}", "by": "Huda"} for n, line in enumerate(untranslated(dossier, "en"), 1)]
    return [(f"en.jsonl:{n}", {**line, **changes}) for n, line in enumerate(told, 1)]


def done(dossier: Dossier, told: list[tuple[str, dict[str, Any]]]) -> tuple[Dossier, int]:
    """The dossier with the translations, and their number."""
    session = ReviewSession(dossier, "translators", at=lambda: "2026-03-01T00:00:00Z")
    count = translated(session, told)
    return session.dossier, count


def test_what_goes_out_comes_back_to_its_claim() -> None:
    dossier = coast_dossier()
    after, count = done(dossier, lines(dossier))
    assert count == len(dossier.claims) > 0
    for number, claim in enumerate(after.claims, 1):
        assert claim.translations == (Translation("en", f"Text {number}", "Huda", "human"),)
    assert [replace(claim, translations=()) for claim in after.claims] == [*dossier.claims]
    assert list(untranslated(after, "en")) == []


def test_the_words_to_translate_stand_in_the_line() -> None:
    dossier = coast_dossier()
    first = next(untranslated(dossier, "en"))
    assert first["id"] == dossier.claims[0].id
    assert first["original"] == dossier.claims[0].content[0].exact


def test_rejected_claims_and_those_in_the_language_are_not_translated() -> None:
    dossier = coast_dossier()
    rejected = replace(dossier.claims[0], review=Review("rejected"))
    left = list(untranslated(replace(dossier, claims=(rejected, *dossier.claims[1:])), "en"))
    assert [line["id"] for line in left] == [claim.id for claim in dossier.claims[1:]]
    assert list(untranslated(dossier, "ar")) == []


def test_a_line_without_text_waits() -> None:
    dossier = coast_dossier()
    after, count = done(dossier, lines(dossier, text=" "))
    assert (after.claims, count) == (dossier.claims, 0)


def test_a_new_translation_takes_the_place_of_the_old_one() -> None:
    dossier = coast_dossier()
    once, _ = done(dossier, lines(dossier))
    twice, _ = done(once, lines(dossier, text="Better", how="machine_edited"))
    assert [claim.translations for claim in twice.claims] == [
        (Translation("en", "Better", "Huda", "machine_edited"),) for _ in dossier.claims
    ]


def test_a_translation_is_the_act_of_its_translator_and_the_same_one_is_no_act() -> None:
    dossier = coast_dossier()
    session = ReviewSession(dossier, "translators", at=lambda: "2026-03-01T00:00:00Z")
    translated(session, lines(dossier))
    assert {(act.act, act.by) for act in session.new} == {("translate", "Huda")}
    assert translated(session, lines(dossier)) == len(session.new) == len(dossier.claims)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"id": "clm-000000000000"}, "en.jsonl:1: the dossier has no claim 'clm-000000000000'"),
        (
            {"original": "x"},
            "en.jsonl:1: the original differs from the words of clm-[0-9a-f]{12}. Translate",
        ),
        ({"by": ""}, "en.jsonl:1: the property 'by' is not the name of who made the translation"),
        ({"how": "magic"}, "en.jsonl:1: the property 'how' is not one of human, machine, machine_edited"),
        ({"text": 7}, "en.jsonl:1: the property 'text' is not a string"),
        ({"author": "x"}, "en.jsonl:1: has no property 'author'"),
    ],
)
def test_a_wrong_line_is_refused_with_its_place(changes: dict[str, Any], complaint: str) -> None:
    dossier = coast_dossier()
    with pytest.raises(ClaimsError, match=complaint):
        done(dossier, lines(dossier, **changes))


def test_the_sheet_shows_a_translation_beside_the_original_and_only_in_its_language() -> None:
    dossier, _ = done(coast_dossier(), lines(coast_dossier()))
    sheet = render(dossier)
    original = dossier.claims[0].content[0].exact
    assert sheet.index(original) < sheet.index("Text 1")
    assert 'translated by a person: <span dir="auto">Huda</span>' in sheet
    assert "Text 1" not in render(dossier, lang="ar")
