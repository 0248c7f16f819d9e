"""The English example: who its sources are, given where its claims stand; its claims, where a model is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from claims.extraction import extract
from claims.extraction.source_mentions import Mention, Resolved
from claims.languages.en.attribution.article_words import ArticleWords
from claims.languages.en.attribution.source_resolution import Resolver
from claims.languages.en.genres.outlet_voice import outlet_spans
from claims.languages.en.learned import WEIGHTS
from claims.model import Document, to_record

SEED = Path(__file__).parents[2] / "seeds" / "english" / "marsa-port-fire.txt"
EXPECTED = json.loads((Path(__file__).parent / "data" / "english_seed.json").read_text(encoding="utf-8"))
TEXT = SEED.read_text(encoding="utf-8")


def test_the_spans_of_the_example_are_its_words() -> None:
    for record in EXPECTED:
        mention = record["source"]["mention"]
        for span in (record["cue"], *record["content"], *([mention] if mention else [])):
            assert TEXT[span["start"] : span["end"]] == span["exact"]


@pytest.fixture(scope="module")
def meant() -> list[Resolved]:
    def offsets(span: Any) -> tuple[int, int]:
        return span["start"], span["end"]

    mentions = [
        Mention(
            offsets(record["source"]["mention"]) if record["source"]["mention"] else None,
            "",
            passing=False,
            position=record["cue"]["start"],
            content=tuple(map(offsets, record["content"])),
            kind=record["source"]["kind"],
        )
        for record in EXPECTED
    ]
    return Resolver(ArticleWords(TEXT)).resolve(mentions)


def test_who_the_sources_of_the_example_are(meant: list[Resolved]) -> None:
    assert [who.name for who in meant] == [record["source"]["name"] for record in EXPECTED]


def test_who_passed_on_what_in_the_example(meant: list[Resolved]) -> None:
    assert [[name for name, _ in who.relayed_by] for who in meant] == [record["relayed_by"] for record in EXPECTED]


def test_the_dateline_of_the_example_is_the_outlets_voice() -> None:
    assert [TEXT[start:end] for start, end in outlet_spans(TEXT)] == ["MARSA (Example News Agency) - "]


@pytest.mark.skipif(not WEIGHTS.is_file(), reason="the trained extractor of English is not in this checkout yet")
def test_exactly_the_claims_of_the_example() -> None:
    records = [to_record(claim) for claim in extract(Document.from_text(SEED.stem, TEXT, "en"))]
    core = ("cue", "content", "mode")
    assert [{key: record[key] for key in core} for record in records] == [
        {key: record[key] for key in core} for record in EXPECTED
    ]
    assert [_sure(record["source"]) for record in records] == [_sure(record["source"]) for record in EXPECTED]


def _sure(source: dict[str, Any]) -> dict[str, Any]:
    """A source's name and words, without its kind and mark of doubt, which vary with the model."""
    return {key: value for key, value in source.items() if key not in {"kind", "uncertain"}}
