"""The example that is committed is what the tool builds from its article today."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from claims.model import Claim
from claims.store import placed_records, read_dossier
from claims.workflow import build, translate

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
DOSSIER = SEEDS / "dossier"
ARABIC = "000_b584874154773aac"


CONFIDENCE = re.compile(r'(?<=confidence": )[\d.]+|(?<=confidence )0\\\.\d+|(?<=for the source )0\\\.\d+')
DIGEST = re.compile(r"(?<=Digest of the records: `)[0-9a-f]{64}")


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def without_confidences(files: dict[str, str]) -> dict[str, str]:
    return {name: DIGEST.sub("", CONFIDENCE.sub("", words)) for name, words in files.items()}


def confidences(files: dict[str, str]) -> list[float]:
    return [float(one.replace("\\", "")) for name in sorted(files) for one in CONFIDENCE.findall(files[name])]


def test_the_dossier_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # As in `make example`.
    build([SEEDS], tmp_path / "dossier")
    (file,) = SEEDS.glob("*.translations.jsonl")
    with file.open("rb") as lines:
        assert translate(tmp_path / "dossier", placed_records(lines, file.name)) == 10
    built, kept = tree(tmp_path / "dossier"), tree(DOSSIER)
    assert without_confidences(built) == without_confidences(kept), "If the change is meant: make example"
    # Their last digit can differ from one type of processor to another.
    assert confidences(built) == pytest.approx(confidences(kept), abs=0.0101)
    assert len(confidences(kept)) > 60


def arabic_claims() -> list[Claim]:
    return [claim for claim in read_dossier(DOSSIER).claims if claim.document == ARABIC]


def test_the_example_tells_its_two_sources_apart() -> None:
    sources = Counter(claim.source.name for claim in arabic_claims())
    assert sources == {"مصدر عسكري ليبي": 7, "مراقبين عسكريين": 3}


def test_each_claim_has_a_translation_and_whose_it_is() -> None:
    translations = [each for claim in read_dossier(DOSSIER).claims for each in claim.translations]
    assert [(each.language, each.by, each.how) for each in translations] == [
        ("en", "the maintainers of claims", "human"),
    ] * 10  # fmt: skip


def test_each_claim_says_its_facets_and_no_other() -> None:
    dossier = read_dossier(DOSSIER)
    by_id = {claim.id: claim.facets for claim in dossier.claims}
    clash = by_id["clm-6fda1918d39b"]
    assert clash is not None
    assert [(each.what, each.min, each.max) for each in clash.figures] == [
        ("killed", 10, 10), ("injured", None, None), ("lost", 4, 4),
    ]  # fmt: skip
    for claim in dossier.claims:
        for _, facet in claim.facets or ():
            inside = [part for part in claim.content if part.start <= facet.span.start and facet.span.end <= part.end]
            assert len(inside) == 1


def test_what_the_article_does_not_say_stays_unknown() -> None:
    (document,) = (each for each in read_dossier(DOSSIER).documents if each.id == ARABIC)
    assert (document.title, document.author, document.url, document.published, document.retrieved) == (None,) * 5
    assert (document.publisher, document.dateline) == ("Realist Arabic / وكالة رياليست", "طرابلس")


@pytest.mark.parametrize("file", ["documents.jsonl", "claims.jsonl"])
def test_records_are_readable_as_they_stand(file: str) -> None:
    lines = (DOSSIER / file).read_text(encoding="utf-8").splitlines()
    assert all("\\u" not in line and isinstance(json.loads(line), dict) for line in lines)


def test_each_quotation_stands_at_its_offsets() -> None:
    dossier = read_dossier(DOSSIER)
    texts = {document.id: document.text for document in dossier.documents}
    spans = [
        (claim.document, span)
        for claim in dossier.claims
        for span in (claim.cue, *claim.content, *([claim.source.mention] if claim.source.mention else []))
    ]
    assert len(spans) > 29
    assert all(texts[document][span.start : span.end] == span.exact for document, span in spans)
