"""The example's article: exactly its ten claims, as records, and the components that find them, used alone."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import spacy

from claims.errors import ClaimsError
from claims.extraction import claims_of, extract, pipeline
from claims.model import Document, to_record
from tests.attribution import marked

if TYPE_CHECKING:
    from spacy.tokens import Doc

SEED = Path(__file__).parents[2] / "seeds" / "000_b584874154773aac.txt"
EXPECTED = json.loads((Path(__file__).parent / "data" / "seed.json").read_text(encoding="utf-8"))
TEXT = SEED.read_text(encoding="utf-8")
QUOTING = 'قال الوزير: "انتهت الحرب. عاد الناس". ثم قال إن الباب مغلق، مضيفا أن المفتاح ضاع.\nوأضاف «لا تعليق.'

PIPELINE = pipeline("ar")


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    return [to_record(c) for c in extract(Document.from_text(SEED.stem, TEXT, "ar"))]


def test_exactly_the_ten_claims_of_the_example(records: list[dict[str, Any]]) -> None:
    core = [{key: record[key] for key in ("source", "cue", "content")} for record in records]
    assert core == [{key: record[key] for key in ("source", "cue", "content")} for record in EXPECTED]


def test_the_modes_of_the_example(records: list[dict[str, Any]]) -> None:
    assert [record["mode"] for record in records] == [record["mode"] for record in EXPECTED]


def test_seven_of_the_military_source_and_three_of_the_observers(records: list[dict[str, Any]]) -> None:
    names = Counter(record["source"]["name"] for record in records)
    assert names == {"مصدر عسكري ليبي": 7, "مراقبين عسكريين": 3}


def test_every_record_says_how_it_was_found(records: list[dict[str, Any]]) -> None:
    for record in records:
        assert record["found"]["model"] == "attribution-ar"
        assert record["found"]["version"]
        assert 0.5 < record["found"]["confidence"] <= 1
        assert 0.5 < record["found"]["source_confidence"] <= 1


def test_ids_are_distinct_and_stay_when_text_is_put_before(records: list[dict[str, Any]]) -> None:
    ids = [record["id"] for record in records]
    assert len(set(ids)) == len(ids)
    later = extract(Document.from_text(SEED.stem, "خاص من طرابلس\n" + TEXT, "ar"))
    assert [claim.id for claim in later] == ids


def test_a_claim_within_another_names_it() -> None:
    found = extract(Document.from_text("a", "وذكرت الصحيفة أن الوزير نفى وجود أزمة.", "ar"))
    outer, inner = found
    assert (outer.within, inner.within) == (None, outer.id)


def test_a_language_without_data_is_refused() -> None:
    with pytest.raises(ClaimsError, match="claims cannot be found in the language 'de'") as error:
        extract(Document.from_text("a", "Er sagte nichts.", "de"))
    assert error.value.remedy == "Supported: ar, en"


def test_a_region_and_a_script_make_no_difference(records: list[dict[str, Any]]) -> None:
    again = extract(Document.from_text(SEED.stem, TEXT, "ar-LY"))
    assert [to_record(claim) for claim in again] == records


def alone(component: str, text: str) -> Doc:
    nlp = spacy.blank("ar")
    nlp.add_pipe(component)
    return nlp(text)


def test_sentences_alone() -> None:
    doc = alone("claims_sentences", QUOTING)
    assert [sentence.text.strip() for sentence in doc.sents] == [
        'قال الوزير: "انتهت الحرب. عاد الناس".',
        "ثم قال إن الباب مغلق، مضيفا أن المفتاح ضاع.",
        "وأضاف «لا تعليق.",
    ]


def test_quotations_alone() -> None:
    doc = alone("claims_quotations", QUOTING)
    assert [(span.label_, span.text) for span in doc.spans["quotations"]] == [
        ("closed", '"انتهت الحرب. عاد الناس".'),
        ("unclosed", "«لا تعليق."),
    ]


def test_attribution_alone() -> None:
    doc = alone("claims_attribution", QUOTING)
    assert [(span.label_, span.text) for span in doc.spans["claims_cue"]] == [
        ("attribution-ar", "قال"),
        ("attribution-ar", "قال"),
        ("attribution-ar", "مضيفا"),
        ("attribution-ar", "وأضاف"),
    ]
    for attribution in doc._.attributions:
        assert doc.text[slice(*attribution.cue)] in {"قال", "مضيفا", "وأضاف"}
    assert [(span.id, span.text) for span in doc.spans["claims_source"]] == [(0, "الوزير")]


def test_the_pipeline_is_made_once_and_holds_the_component() -> None:
    assert pipeline("ar") is pipeline("ar")
    assert pipeline("ar").pipe_names == ["claims_attribution"]


def test_no_text_no_claims() -> None:
    assert extract(Document.from_text("a", "", "ar")) == []
    assert extract(Document.from_text("a", " \n\n", "ar")) == []


@pytest.mark.parametrize(
    "text",
    [TEXT, QUOTING, "", *[case.text for case in marked.read() if case.claims][::25]],
    ids=lambda text: str(len(text)),
)
def test_the_component_finds_what_extract_finds(text: str) -> None:
    document = Document.from_text("a", text, "ar")
    doc = PIPELINE(text)
    assert doc.text == text
    assert claims_of(document, doc._.attributions) == extract(document)
    parts = [(a.source, a.cue, *a.content) for a in doc._.attributions]
    for group in ("claims_source", "claims_cue", "claims_content"):
        for span in doc.spans[group]:
            own = [part for part in parts[int(span.id)] if part]
            assert any(span.start_char <= start and end <= span.end_char for start, end in own)
