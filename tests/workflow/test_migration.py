"""A dossier of an earlier version keeps everything that people did, each with name and time, and says so once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import Claim, Grading, Group, Review, Source, Translation
from claims.store import dossier_files, read_dossier
from claims.workflow import migrate
from tests.review_log.made import FIRE, KILLED, MARKET, ROAD, WARD, dossier, span

if TYPE_CHECKING:
    from pathlib import Path

THEN = "2026-01-02T03:04:05Z"
ENGLISH = Translation("en", "the road is closed", "Huda", "human", THEN)
BY_HAND = Claim(
    "clm-0123456789ab",
    "market",
    Source("شهود", "group", None),
    span(MARKET, "وأن"),
    (span(MARKET, "الماء انقطع"),),
    "indirect",
    review=Review("accepted", "سامي", THEN),
)
OLD = (
    replace(KILLED, review=Review("accepted", "منى", THEN, "قرئ"), grading=Grading("B", 3, "ليلى", THEN, "معروف")),
    replace(ROAD, review=Review("draft", "منى", THEN, "لماذا"), translations=(ENGLISH,)),
    replace(FIRE, review=Review("rejected", "سامي", THEN)),
    BY_HAND,
    WARD,
)
GROUP = Group("grp-0123456789ab", (KILLED.id, WARD.id), "hand", None, None, "0.1.0")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A dossier as earlier versions wrote it."""
    folder = tmp_path / "old"
    for name, data in dossier_files(replace(dossier(claims=OLD), groups=(GROUP,))).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_it_is_refused_until_it_is_migrated(old: Path) -> None:
    with pytest.raises(ClaimsError, match="factsheet migrate"):
        read_dossier(old)


def test_everything_is_kept_with_its_name_and_time(old: Path) -> None:
    acts = migrate(old, by="منى")
    found = read_dossier(old)
    claims = {claim.id: claim for claim in found.claims}
    assert [claims[each.id].review for each in OLD] == [each.review for each in OLD]
    assert claims[KILLED.id].grading == OLD[0].grading
    assert claims[ROAD.id].translations == (ENGLISH,)
    assert [(group.claims, group.method) for group in found.groups] == [((KILLED.id, WARD.id), "hand")]
    assert {act.by for act in acts} == {"منى", "سامي", "ليلى", "Huda"}
    assert found.log is not None
    assert [claim.id for claim in found.log.readings] == [each.id for each in OLD]
    assert b'"review"' not in (old / "claims.jsonl").read_bytes()


def test_a_second_time_changes_nothing(old: Path) -> None:
    migrate(old, by="منى")
    before = {path: path.read_bytes() for path in old.rglob("*") if path.is_file()}
    assert migrate(old, by="منى") == []
    assert {path: path.read_bytes() for path in old.rglob("*") if path.is_file()} == before
