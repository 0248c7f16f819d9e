"""Only what is new is compared with what is there; a build anew compares all."""

from collections.abc import Container
from pathlib import Path

import pytest
from msgspec.structs import replace

from claims import analysis
from claims.model import Dossier, Group
from claims.store import read_dossier
from claims.workflow import build, describe, review
from tests.workflow.articles import SPEECH, article

OTHER = "قال القاضي إن الحكم نهائي\n"


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[set[str] | None]:
    """The claims that each comparison was to compare with all others; None for all of them."""
    asked: list[set[str] | None] = []

    def related(dossier: Dossier, *, fresh: Container[str] | None = None) -> Dossier:
        asked.append(None if fresh is None else {claim.id for claim in dossier.claims if claim.id in fresh})
        assert all(claim not in group.claims for claim in asked[-1] or () for group in dossier.groups)
        group = Group("grp-0123456789ab", tuple(claim.id for claim in dossier.claims), "words", None, 1.0, "1")
        return replace(dossier, groups=(group,))

    monkeypatch.setattr(analysis, "related", related)
    return asked


def ids(out: Path, *documents: str) -> set[str]:
    return {claim.id for claim in read_dossier(out).claims if claim.document in documents}


def test_what_is_new_is_compared(tmp_path: Path, compared: list[set[str] | None]) -> None:
    out, source = tmp_path / "out", article(tmp_path / "in")
    build([source], out)
    build([source], out, force=True)
    assert compared == [None, None]
    build([article(tmp_path / "in", "b.txt", OTHER)], out, add=True)
    assert compared.pop() == ids(out, "b")
    build([article(tmp_path / "in", text=SPEECH.replace("مفتوحة", "مغلقة"))], out, add=True)
    new = read_dossier(out).changes[-1].claims_added
    assert compared.pop() == set(new)


def test_what_people_decide_changes_no_group_and_dates_do(tmp_path: Path, compared: list[set[str] | None]) -> None:
    out = tmp_path / "out"
    build([article(tmp_path / "in"), article(tmp_path / "in", "b.txt", OTHER)], out)
    groups = read_dossier(out).groups
    compared.clear()
    review(out, ids(out, "b"), by="منى", status="accepted", grade="B3")
    describe(out, "a", {"publisher": "وكالة"}, by="منى")
    assert (compared, read_dossier(out).groups) == ([], groups)
    describe(out, "a", {"published": "2026-01-01"}, by="منى")
    assert compared == [ids(out, "a")]
