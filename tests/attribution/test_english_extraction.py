"""What the trained extractor finds in the sentences of english_cases/extraction, each compared whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from claims.extraction.attributions import attributions_of
from claims.languages.en.learned import WEIGHTS, learned_extractor
from claims.model import Document
from tests.attribution import marked

if TYPE_CHECKING:
    from claims.extraction import Attribution
    from tests.attribution.marked import Case, Wanted

pytestmark = pytest.mark.skipif(
    not WEIGHTS.is_file(), reason="the trained extractor of English is not in this checkout yet"
)

CASES = list(marked.read(Path(__file__).parent / "english_cases" / "extraction"))


def params() -> list[Any]:
    return [
        pytest.param(c, id=c.id, marks=[pytest.mark.xfail(reason=c.xfail, strict=True)] if c.xfail else [])
        for c in CASES
    ]


def shown(text: str, claim: Attribution | Wanted) -> dict[str, object]:
    """A claim as plain words, so that a failure can be read."""
    return {
        "source": claim.source and text[slice(*claim.source)],
        "cue": text[slice(*claim.cue)],
        "content": [text[slice(*part)] for part in claim.content],
        "mode": claim.mode,
        "name": claim.name,
        "within": claim.within,
    }


@pytest.mark.parametrize("case", params())
def test_case(case: Case) -> None:
    found = attributions_of(learned_extractor().extract(Document.from_text("a", case.text, "en")))
    assert [shown(case.text, a) for a in found] == [shown(case.text, w) for w in case.claims]
    for a, wanted in zip(found, case.claims, strict=True):
        assert wanted.kind in {None, a.kind}
        if wanted.relay is not None:
            assert [name for name, _ in a.relayed_by] == ([] if wanted.relay == "-" else [wanted.relay])
