"""A dossier that stays open takes up what others do, and reads again only what it must."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claims.review import source_meant
from claims.review_log import fold
from claims.store import read_dossier, read_unfolded
from claims.workflow import OpenReview, review, reviewing
from tests.desk.conftest import written
from tests.review_log.made import CLAIMS, KILLED, ROAD, dossier

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from claims.model import SourceSeen
    from claims.model.review_acts import ActKind

DEEDS: tuple[ActKind, ...] = ("accept", "reject", "reject", "accept")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "dossier", dossier())


def same(one: OpenReview, folder: Path) -> bool:
    """Whether an open dossier reads as it does on disk."""
    there = fold(read_unfolded(folder))
    with one.reading() as session:
        known = tuple(session.claim(claim.id) for claim in there.dossier.claims)
        found = session.folded
    whole = found.dossier.claims, found.dossier.ties, found.unfit
    return known == there.dossier.claims and whole == (there.dossier.claims, there.dossier.ties, there.unfit)


def test_acts_of_others_are_taken_up_without_reading_the_dossier_again(folder: Path) -> None:
    one, other = OpenReview(folder, "هدى"), OpenReview(folder, "منى")
    for open_dossier, deed in zip((one, other) * 4, DEEDS * 2, strict=True):
        with open_dossier.acting() as session:
            session.decide(KILLED.id, deed)
            session.note(ROAD.id, deed)
        assert same(one, folder)
        assert same(other, folder)
    with other.acting() as session:
        session.undo(session.merge_sources(two()).id)
    with reviewing(folder, "سامي") as session:
        session.merge_sources(two())
    assert same(one, folder)
    assert same(other, folder)
    assert (one.edition, other.edition) == (1, 1)


def two() -> list[SourceSeen]:
    return [each for each in map(source_meant, CLAIMS[1:3]) if each is not None]


def test_a_blind_reviewer_takes_up_no_act_of_others(folder: Path) -> None:
    blind, other = OpenReview(folder, "هدى", blind=True), OpenReview(folder, "منى")
    with other.acting() as session:
        session.decide(KILLED.id, "accept")
    with blind.reading() as session:
        assert session.claim(KILLED.id).review.status == "draft"
    assert blind.edition == 1


def older(text: str) -> str:
    """The file with an act that git brought from another clone, older than what was known."""
    return text + text.replace("accept", "reject").replace('"at": "20', '"at": "19').replace("act-", "act-0")


CHANGES: dict[str, Callable[[str], str]] = {
    "an act was removed": lambda _text: "",
    "an act was changed": lambda text: text.replace("accept", "reject") + "\n\n",
    "an older act came": older,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_else_happens_to_the_log_is_read_again(folder: Path, change: Callable[[str], str]) -> None:
    review(folder, [KILLED.id], by="منى", status="accepted")
    one = OpenReview(folder, "هدى")
    (path,) = (folder / "reviews").iterdir()
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert same(one, folder)
    assert one.edition == 2


def test_a_changed_record_is_read_again(folder: Path) -> None:
    one = OpenReview(folder, "هدى")
    path = folder / "claims.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"شهود"', '"سكان"'), encoding="utf-8")
    with one.reading() as session:
        assert [claim.source.name for claim in session.dossier.claims] == [
            claim.source.name for claim in read_dossier(folder).claims
        ]
        assert "سكان" in [claim.source.name for claim in session.dossier.claims]
