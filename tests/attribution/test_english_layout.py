"""What the layout of English articles attributes, by the cases in english_cases/layout; and where the outlet speaks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from claims.extraction.layout_claims import SentenceClaim, resolved
from claims.extraction.source_mentions import Mention
from claims.languages.en.attribution.article_words import ArticleWords
from claims.languages.en.attribution.source_resolution import Resolver
from claims.languages.en.genres.article_lines import ArticleLines
from claims.languages.en.genres.genre_reader import structural_claims, with_layout
from claims.languages.en.genres.outlet_voice import is_outlets, outlet_spans
from tests.attribution import marked

if TYPE_CHECKING:
    from claims.extraction.layout_claims import StructuralClaim
    from tests.attribution.marked import Case

CASES = list(marked.read(Path(__file__).parent / "english_cases" / "layout"))


def found(text: str) -> list[StructuralClaim]:
    return structural_claims(ArticleLines(ArticleWords(text)))


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in CASES])
def test_layout(case: Case) -> None:
    def plain(source: Any, cue: Any, content: Any, mode: str, rule: str) -> tuple[Any, ...]:
        return rule, source and case.text[slice(*source)], case.text[slice(*cue)], case.text[slice(*content)], mode

    claims = [plain(c.source, c.cue, c.content, c.mode, c.rule) for c in found(case.text)]
    assert claims == [plain(c.source, c.cue, c.content[0], c.mode, c.rule) for c in case.claims]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in CASES if case.claims])
def test_who_speaks(case: Case) -> None:
    article = ArticleWords(case.text)
    who = resolved(with_layout(article, []), Resolver(article))
    assert [each.name for each in who] == [claim.name for claim in case.claims]


STATEMENT = """The health ministry issued the following statement:
We mourn the ten people who died on Monday.
Our teams are working day and night to help their families.
Ten people died in a fire on Monday, and the cause was not known."""


def test_a_statement_in_full_is_its_issuers_up_to_the_outlets_own_words() -> None:
    claims = found(STATEMENT)
    assert [STATEMENT[slice(*claim.content)] for claim in claims] == [
        "We mourn the ten people who died on Monday",
        "Our teams are working day and night to help their families",
    ]
    assert {STATEMENT[slice(*claim.speaker)] for claim in claims if claim.speaker} == {"The health ministry"}
    assert {STATEMENT[slice(*claim.cue)] for claim in claims} == {"following statement"}


def test_a_sentences_claim_that_the_layout_has_is_listed_once() -> None:
    text = "Mayor: Road to the port closed\nThe town hall announced it on Monday."
    model = SentenceClaim((5, 6), Mention((0, 5), "", False, 5, None, ((7, 30),)))
    (claim,) = with_layout(ArticleWords(text), [model])
    assert claim.structural is not None
    assert claim.structural.rule == "headline"


OUTLETS_OWN = [
    "TRIPOLI (Reuters) - The road was closed, officials said.",
    "CAIRO, Nov. 30 (AP) — The road was closed.",
    "WASHINGTON, D.C. (AFP) – The road was closed.",
    "(AFP) - The road was closed.",
    "AL-HASAKAH, Syria — The road was closed.",
    "London - The road was closed.",
    "Doha, Qatar – The road was closed.",
    "NEW DELHI: The road was closed.",
    "ADDIS ABABA | The road was closed.",
    "By Jane Doe and John Roe",
    "BY JANE DOE, Associated Press",
    "By Mohammed al-Hakim",
    "By Jane Doe, Reuters",
    "(Reporting by Jane Doe; Editing by John Roe)",
    "Additional reporting by Jane Doe in Cairo",
]
SOURCES = [
    "Reuters said the road was closed.",
    "By Monday, Israeli officials said the road was closed.",
    "By Jane Doe's account, the road was closed.",
    "Tripoli officials (who asked not to be named) said the road was closed.",
    "BREAKING - The road was closed.",
    "London: The road was closed.",
    "London - which never sleeps - was quiet.",
    "By closing the road, the mayor said, he had saved lives.",
]


@pytest.mark.parametrize("text", OUTLETS_OWN)
def test_the_outlet_names_itself_in_datelines_bylines_and_credits(text: str) -> None:
    spans = outlet_spans(text)
    assert spans
    assert is_outlets(spans, (1, 3))
    assert not is_outlets(spans, (text.find("The road"), len(text))) or "The road" not in text


@pytest.mark.parametrize("text", SOURCES)
def test_what_only_begins_like_a_byline_is_none(text: str) -> None:
    assert outlet_spans(text) == []
