"""The registry: one language for all tags of it, lazily, and others added without touching the package."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import EntryPoint

import pytest

import claims
from claims.errors import ClaimsError
from claims.extraction import (
    Language,
    extractor_of,
    facet_reader_of,
    language,
    language_registry,
    languages,
    registered,
)
from claims.model import Document
from tests.extraction.toy_language import CLAIMS_ONLY, TOKI, TokiExtractor, TokiFacets

TEXT = "suli jan says: the bridge is closed, 3 dead."


@pytest.mark.parametrize("tag", ["ar-LY", "ar-Arab-EG", "AR", "ar-x-news"])
def test_all_tags_of_a_language_share_one(tag: str) -> None:
    assert language(tag) is language("ar")
    assert extractor_of(tag) is extractor_of("ar")
    assert facet_reader_of(tag) is facet_reader_of("ar")


def test_the_installed_languages_are_listed_by_code() -> None:
    assert [each.code for each in languages()] == ["ar", "en"]
    assert [each.code for each in languages() if each.extractor] == ["ar", "en"]


@pytest.mark.parametrize("tag", ["xx", "", "../ar", "x-ar", "arb"])
def test_of_an_unknown_language_nothing_is_known(tag: str) -> None:
    unknown = language(tag)
    assert (unknown.extractor, unknown.facet_reader, unknown.sentence_end) == (None, None, None)
    assert (unknown.connectives, unknown.glossaries, unknown.comparison.stop) == (frozenset(), {}, frozenset())
    assert unknown.sentences("One. Two.\nThree.") == [(0, 9), (10, 16)]


@pytest.mark.parametrize(
    ("tag", "what", "remedy"), [("fr", "claims", "Supported: ar, en"), ("de", "claims", "Supported: ar, en")]
)
def test_a_language_without_an_extractor_is_refused_by_name(tag: str, what: str, remedy: str) -> None:
    with pytest.raises(ClaimsError, match=f"{what} cannot be found in the language '{tag}'") as error:
        extractor_of(tag)
    assert error.value.remedy == remedy


def test_a_language_can_be_added_and_comes_before_the_installed_one() -> None:
    other = Language("ar", make_extractor=TokiExtractor)
    with registered(TOKI, other):
        assert [each.code for each in languages()] == ["ar", "en", "tok"]
        assert language("ar-LY") is other
        assert language("tok-Latn") is TOKI
    assert language("ar") is not other
    assert language("tok").extractor is None


def test_registering_ends_with_an_error_too() -> None:
    with pytest.raises(RuntimeError), registered(TOKI):
        raise RuntimeError
    assert language("tok") is not TOKI


def test_an_extractor_and_a_facet_reader_can_be_passed_in() -> None:
    document = Document.from_text("a", TEXT, "xx")
    (claim,) = claims.extract(document, extractor=TokiExtractor())
    assert (claim.source.name, claim.facets) == ("suli jan", None)
    (claim,) = claims.extract(document, extractor=TokiExtractor(), facet_reader=TokiFacets())
    assert claim.facets is not None
    assert [figure.max for figure in claim.facets.figures] == [3]


def test_parts_are_made_when_they_are_first_asked_for_and_once() -> None:
    made: list[str] = []

    def make() -> TokiExtractor:
        made.append("extractor")
        return TokiExtractor()

    lazy = Language("tok", make_extractor=make)
    with registered(lazy):
        languages()
        assert made == []
        assert extractor_of("tok") is extractor_of("tok")
    assert made == ["extractor"]


def test_a_broken_entry_point_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("qq", "tests.extraction.toy_language:TOKI", language_registry.GROUP)
    monkeypatch.setattr(language_registry, "entry_points", lambda *, group: [point])
    for cached in (language_registry._entry_points, language_registry._installed):
        cached.cache_clear()
    try:
        with pytest.raises(ClaimsError, match="entry point 'qq' is not a Language with that code") as error:
            language("qq")
        assert error.value.where == point.value
    finally:
        monkeypatch.undo()
        language_registry._entry_points.cache_clear()
        language_registry._installed.cache_clear()


def test_comparing_knows_what_a_registered_language_says() -> None:
    from claims.analysis.comparison_words import content_words

    assert content_words("the bridges says", "tok") == ("the", "bridges", "says")
    with registered(CLAIMS_ONLY):
        assert content_words("the bridges says", "tok") == ("bridge",)
    assert content_words("the bridges says", "tok") == ("the", "bridges", "says")


LOADED = """
import json, sys
from click.testing import CliRunner
from claims.cli import command
ended = CliRunner().invoke(command, sys.argv[1:])
loaded = sorted(name for name in sys.modules if name.startswith(("claims.languages", "spacy")))
print(json.dumps([ended.exit_code, loaded]))
"""


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"], ["validate", "seeds/dossier/claims.jsonl"]])
def test_commands_that_need_no_language_load_none(arguments: list[str]) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], capture_output=True, check=True, text=True, timeout=60
    )
    code, loaded = json.loads(ended.stdout.splitlines()[-1])
    assert (code, loaded) == (0, [])


def test_extraction_loads_no_spacy_where_no_name_tagger_is_asked() -> None:
    script = (
        "import sys; from claims.extraction import extract; from claims.model import Document\n"
        "assert extract(Document.from_text('a', 'قال الوزير إن الباب مغلق.', 'ar'))\n"
        "print('spacy' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True, timeout=60)
    assert ended.stdout.strip() == "False"
