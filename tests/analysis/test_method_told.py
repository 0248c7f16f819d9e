"""With the extra `embeddings` and without, groups differ; whoever adds articles is told so."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from claims import analysis
from claims.analysis import embeddings
from claims.model import Document, Dossier, Group, Made
from claims.workflow import extract

if TYPE_CHECKING:
    from claims.model.relations import Grouping

TEXT = "قال الوزير سالم الهادي إن الطريق الساحلي مغلق حتى نهاية الشهر.\n"
CASES: dict[str, tuple[Grouping, bool, str | None]] = {
    "embeddings, then words": ("embeddings", False, "the extra `embeddings` is not installed here"),
    "words, then embeddings": ("words", True, "the extra `embeddings` was not installed"),
    "words both times": ("words", False, None),
    "embeddings both times": ("embeddings", True, None),
    "by hand": ("hand", False, None),
}


def dossier(method: Grouping) -> Dossier:
    documents = tuple(Document.from_text(id=id, text=TEXT, language="ar") for id in ("a", "b"))
    claims = tuple(claim for document in documents for claim in extract(document))
    model = "a" if method == "embeddings" else None
    group = Group("grp-0123456789ab", tuple(claim.id for claim in claims), method, model, None, "1")
    return Dossier(None, ("ar",), Made("0"), documents, claims, groups=(group,))


@pytest.mark.parametrize("name", CASES)
def test_groups_of_the_other_method_are_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    method, has_model, told = CASES[name]
    monkeypatch.setattr(embeddings, "encoder", lambda: object() if has_model else None)
    monkeypatch.setattr("claims.analysis.claim_groups.groups", lambda *_, **__: ())
    with caplog.at_level(logging.INFO, logger="claims"):
        analysis.related(dossier(method), fresh=set())
    said = [record.getMessage() for record in caplog.records if "groups may differ" in record.getMessage()]
    assert len(said) == (told is not None)
    assert told is None or told in said[0]
