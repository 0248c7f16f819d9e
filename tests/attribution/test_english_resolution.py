"""Who is meant in English: the sentences of english_cases/resolution, with their sources as they are marked."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from claims.extraction.source_mentions import Mention
from claims.languages.en.attribution.article_words import ArticleWords
from claims.languages.en.attribution.source_resolution import Resolver
from tests.attribution import marked

if TYPE_CHECKING:
    from claims.extraction.source_mentions import Resolved
    from tests.attribution.marked import Case

CASES = list(marked.read(Path(__file__).parent / "english_cases" / "resolution"))


def params() -> list[Any]:
    return [
        pytest.param(c, id=c.id, marks=[pytest.mark.xfail(reason=c.xfail, strict=True)] if c.xfail else [])
        for c in CASES
    ]


def resolved(case: Case) -> list[Resolved]:
    mentions = [
        Mention(c.source, "", passing=False, position=c.cue[0], within=c.within, content=c.content) for c in case.claims
    ]
    return Resolver(ArticleWords(case.text)).resolve(mentions)


@pytest.mark.parametrize("case", params())
def test_who_is_meant(case: Case) -> None:
    found = resolved(case)
    assert [who.name for who in found] == [claim.name for claim in case.claims]
    for who, claim in zip(found, case.claims, strict=True):
        if claim.uncertain is not None:
            assert who.uncertain is claim.uncertain
        if claim.relay is not None:
            assert [name for name, _ in who.relayed_by] == ([] if claim.relay == "-" else [claim.relay])


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in CASES])
def test_a_relay_is_words_of_the_text_apart_from_source_and_content(case: Case) -> None:
    for who, claim in zip(resolved(case), case.claims, strict=True):
        for _, (start, end) in who.relayed_by:
            taken = [*claim.content, *([claim.source] if claim.source else [])]
            assert case.text[start:end].strip()
            assert all(end <= a or b <= start for a, b in taken)


PATTERNS = {
    "names": "Karim Haddad, the mayor, said the road was closed. ",
    "nouns": "The official said the report was new. ",
    "namesakes": "Karim Haddad said it. Omar Haddad denied it. Haddad added that. ",
    "capitals": "Karim Omar Salim Anna ",
    "commas": "Haddad, a mayor, a doctor, ",
    "titles": "President Minister Secretary of State ",
}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_time_is_linear(pattern: str) -> None:
    def taken(size: int) -> float:
        return min(once(size) for _ in range(3))  # what else the machine does only adds to a time

    def once(size: int) -> float:
        text = pattern * (size // len(pattern))
        found = [match.span() for match in re.finditer(r"\b(?:Haddad|The official|Anna|President)\b", text)]
        mentions = [
            Mention(span, "", passing=False, position=span[1], content=((span[1], span[1] + 2),)) for span in found
        ]
        start = time.process_time()
        Resolver(ArticleWords(text)).resolve(mentions)
        return time.process_time() - start

    once(2_000)
    short, long = taken(8_000), taken(32_000)
    # Quadratic time would take sixteen times as long.
    assert long < 9 * short or long < 0.5, (short, long)
