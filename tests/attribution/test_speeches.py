"""A quotation over several paragraphs is one claim with its parts, for the rules and for the trained model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claims.languages.ar.learned import learned_extractor
from claims.languages.ar.rule_extractor import RuleExtractor
from claims.model import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from claims.extraction.protocols import Extractor

EXTRACTORS: dict[str, Callable[[], Extractor]] = {"rules": RuleExtractor, "learned": learned_extractor}
SPEAKER = "المدير سامي الورفلي"
PARTS = ["الجسر مغلق أمام المارة", "الأعمال تستمر شهرين", "سنفتحه قبل الصيف"]
END = "\n\nوكان الجسر أغلق في مارس الماضي.\n"
ONE_CLAIM = {
    "marks at each paragraph": f'قال {SPEAKER}: "{PARTS[0]}.\n\n"{PARTS[1]}.\n\n"{PARTS[2]}".{END}',
    "after a colon in a paragraph of its own": f'قال {SPEAKER}:\n\n"{PARTS[0]}.\n\n"{PARTS[1]}.\n\n"{PARTS[2]}".{END}',
    "closing marks at each paragraph": f"قال {SPEAKER}: «{PARTS[0]}.\n\n»{PARTS[1]}.\n\n»{PARTS[2]}».{END}",
    "marks at both ends alone": f"قال {SPEAKER}: «{PARTS[0]}.\n\n{PARTS[1]}.\n\n{PARTS[2]}».{END}",
    "marks the wrong way round": f"قال {SPEAKER}: »{PARTS[0]}.\n\n»{PARTS[1]}.\n\n»{PARTS[2]}«.{END}",
    "such marks at both ends alone": f"قال {SPEAKER}: »{PARTS[0]}.\n\n{PARTS[1]}.\n\n{PARTS[2]}«.{END}",
    "single guillemets": f"قال {SPEAKER}: ‹{PARTS[0]}.\n\n‹{PARTS[1]}.\n\n‹{PARTS[2]}›.{END}",
    "a list in the quotation": f'قال {SPEAKER}: "{PARTS[0]}:\n\n• {PARTS[1]}.\n\n• {PARTS[2]}".{END}',
    "double brackets": f"قال {SPEAKER}: (({PARTS[0]}.\n\n(({PARTS[1]}.\n\n(({PARTS[2]})).{END}",
}


def read(text: str, extractor: str) -> list[tuple[str | None, str, list[str], bool]]:
    """Name, mode and words of each claim, and whether it is part of another."""
    made = EXTRACTORS[extractor]()
    document = Document.from_text(id="a", text=text, language="ar")
    claims = made.extract(document)
    assert all(text[part.start : part.end] == part.exact for claim in claims for part in claim.content)
    return [
        (claim.source.name, claim.mode, [part.exact.rstrip(".") for part in claim.content], claim.within is not None)
        for claim in claims
    ]


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize("name", ONE_CLAIM)
def test_one_claim_with_its_parts(name: str, extractor: str) -> None:
    assert read(ONE_CLAIM[name], extractor) == [(SPEAKER, "direct", PARTS, False)]


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_a_paragraph_that_is_credited_to_another_is_theirs(extractor: str) -> None:
    text = f'قال {SPEAKER}: "{PARTS[0]}.\n\n"{PARTS[1]}"، قالت المهندسة منى القماطي.\n'
    assert [(name, words) for name, _, words, _ in read(text, extractor)] == [
        (SPEAKER, PARTS[:1]),
        ("المهندسة منى القماطي", PARTS[1:2]),
    ]


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_what_the_speaker_reports_is_part_of_the_speech(extractor: str) -> None:
    text = f'قال {SPEAKER}: "{PARTS[0]}.\n\n"قال لي المقاول إن {PARTS[1]}.\n\n"{PARTS[2]}".\n'
    outer, inner = read(text, extractor)
    assert outer == (SPEAKER, "direct", [PARTS[0], f"قال لي المقاول إن {PARTS[1]}", PARTS[2]], False)
    assert (inner[2], inner[3]) == ([PARTS[1]], True)


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize("marks", ["(())", "''''", "<<>>", "‘‘’’", "``''"])
def test_double_marks_quote(marks: str, extractor: str) -> None:
    text = f"قال {SPEAKER}: {marks[:2]}{PARTS[0]}{marks[2:]}. وزار الجسر (قرب المدينة (القديمة)).\n"
    assert read(text, extractor) == [(SPEAKER, "direct", PARTS[:1], False)]


CREDITED_AFTERWARDS = {
    "marks at both ends alone": f"«{PARTS[0]}.\n\n{PARTS[1]}.\n\n{PARTS[2]}»، قال {SPEAKER}.{END}",
    "marks at each paragraph": f"«{PARTS[0]}.\n\n«{PARTS[1]}.\n\n«{PARTS[2]}»، قال {SPEAKER}.{END}",
    "straight marks": f'"{PARTS[0]}.\n\n"{PARTS[1]}.\n\n"{PARTS[2]}"، قال {SPEAKER}.{END}',
}


@pytest.mark.parametrize("name", CREDITED_AFTERWARDS)
def test_the_words_after_the_last_paragraph_credit_the_whole_speech(name: str) -> None:
    assert read(CREDITED_AFTERWARDS[name], "learned") == [(SPEAKER, "direct", PARTS, False)]


CLOSED = {
    "closed at each paragraph": f'قال {SPEAKER}: "{PARTS[0]}".\n\n"{PARTS[1]}".\n\n"{PARTS[2]}".{END}',
    "a heading in marks": f"قال {SPEAKER}: «{PARTS[0]}».\n\n«{PARTS[1]}»\n\nوكان الجسر أغلق في مارس الماضي.\n",
    "in quotation marks of another kind": f"قال {SPEAKER}: “{PARTS[0]}”.\n\n«{PARTS[1]}».\n\n«{PARTS[2]}».{END}",
    "on lines without a blank between": f'قال {SPEAKER}: "{PARTS[0]}".\n"{PARTS[1]}".\n"{PARTS[2]}".{END}',
    "with what the outlet says between": (
        f'قال {SPEAKER}: "{PARTS[0]}".\n\nوكان الجسر أغلق في مارس الماضي.\n\n"{PARTS[1]}".{END}'
    ),
}
"""Quotations that nobody is credited with where they stand. They may be the same speaker's, but also somebody else's
words, or a heading; an attributed claim needs a cue that says so."""


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize("name", CLOSED)
def test_a_quotation_of_its_own_without_a_cue_is_not_credited(name: str, extractor: str) -> None:
    assert read(CLOSED[name], extractor) == [(SPEAKER, "direct", PARTS[:1], False)]


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_a_closed_quotation_with_a_cue_of_its_own_is_credited(extractor: str) -> None:
    text = f'قال {SPEAKER}: "{PARTS[0]}".\n\nوأضاف: "{PARTS[1]}".\n\n"{PARTS[2]}"، قال الورفلي.{END}'
    assert [(name, words) for name, _, words, _ in read(text, extractor)] == [(SPEAKER, [part]) for part in PARTS]
