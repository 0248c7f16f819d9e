"""A claim is split, graded, and tied to another one by its event; one name of two sources becomes two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from claims.desk import ChangedError, Choice, Desk
from claims.desk.split_form import rows_of
from claims.errors import ClaimsError
from claims.model import Correction
from claims.review_log import fold
from claims.sheet.assembly import assemble
from claims.store import read_acts, read_dossier
from claims.workflow import OpenReview
from tests.desk.conftest import OWN_PAGE, written
from tests.review_log.made import FIRE, KILLED, MARKET, WARD
from tests.review_log.made import dossier as made

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

    from claims.desk.split_form import Parts
    from claims.model import Claim


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a dossier of two articles with four claims."""
    return written(tmp_path / "dossier", made())


@pytest.fixture
def desk(folder: Path) -> Desk:
    return Desk(OpenReview(folder, "هدى"))


def seen(desk: Desk, id: str) -> str:
    card = desk.look(Choice(claim=id)).card
    assert card is not None
    return card.seen


def read(folder: Path, id: str) -> Claim:
    return next(each for each in read_dossier(folder).claims if each.id == id)


# Splitting


def values(parts: Parts) -> list[tuple[str, str]]:
    return [("part", value) for value, _ in rows_of(parts, "ar")]


def pressed(desk: Desk, parts: Parts, do: str, words: str = "") -> Parts:
    return desk.parts(Choice(claim=FIRE.id), [*values(parts), ("words", words), ("do", do)])[1]


def told(parts: Parts) -> list[list[str]]:
    return [[span.exact for span in part] for part in parts]


def test_selected_words_become_a_claim_of_their_own(desk: Desk, folder: Path) -> None:
    _, parts = desk.parts(Choice(claim=FIRE.id))
    assert told(parts) == [[FIRE.content[0].exact]]
    parts = pressed(desk, parts, "own", "الماء انقطع")
    assert told(parts) == [["النار امتدت إلى المخازن وأن"], ["الماء انقطع"]]
    first = parts[0][0]
    parts = pressed(desk, parts, f"move 0 {first.start}-{first.end} end -")
    assert told(parts) == [["النار امتدت إلى المخازن"], ["الماء انقطع"]]
    _, opened = desk.split(Choice(claim=FIRE.id), values(parts), seen=seen(desk, FIRE.id), note="قولان")
    found = [each for each in read_dossier(folder).claims if each.source.name == "شهود"]
    assert [each.content[0].exact for each in found] == ["النار امتدت إلى المخازن", "الماء انقطع"]
    assert opened.choice.claim == found[0].id
    desk.undo(Choice())
    assert read(folder, FIRE.id) == FIRE


def test_words_in_the_middle_divide_what_is_around_them(desk: Desk) -> None:
    parts = pressed(desk, (FIRE.content,), "own", "المخازن")
    assert told(parts) == [["النار امتدت إلى"], ["المخازن"], ["وأن الماء انقطع"]]
    assert told(pressed(desk, parts, "drop 0")) == [["المخازن"], ["وأن الماء انقطع"]]


@pytest.mark.parametrize(
    ("do", "words"),
    [
        ("own", "الطريق"),
        ("own", "ليس هنا"),
        ("own", ""),
        ("explode", "x"),
        ("move 0 1-2 end", ""),
        ("move 0 x end +", ""),
    ],
)
def test_a_forged_split_is_refused(desk: Desk, folder: Path, do: str, words: str) -> None:
    with pytest.raises(ClaimsError):
        pressed(desk, (FIRE.content,), do, words)
    with pytest.raises(ClaimsError):
        desk.parts(Choice(claim=FIRE.id), [("part", "")])
    for parts in ([], [("part", "0-5")] * 2, [("part", f"0-{len(MARKET)}"), ("part", "9-12")]):
        with pytest.raises(ClaimsError):
            desk.split(Choice(claim=FIRE.id), parts, seen=seen(desk, FIRE.id))
    assert not (folder / "reviews").exists()


def test_a_split_is_a_page(browser: TestClient, folder: Path) -> None:
    claim = read_dossier(folder).claims[0]
    page = browser.post("/split", data={"claim": FIRE.id}, headers=OWN_PAGE)
    assert "Split the claim" in page.text
    wrong = browser.post("/split", data={"claim": FIRE.id, "part": "0-5", "do": "own"}, headers=OWN_PAGE)
    assert (wrong.status_code, "no words are selected" in wrong.text) == (409, True)
    assert claim.id == KILLED.id


# Grading


def test_a_source_and_an_information_are_graded(desk: Desk, folder: Path) -> None:
    def grade(letter: str, digit: str) -> tuple[str | None, int | None] | None:
        opened = desk.grade(Choice(claim=KILLED.id), letter, digit, seen=seen(desk, KILLED.id))
        grading = read(folder, KILLED.id).grading
        assert opened.card is not None
        assert opened.card.grading == grading
        return None if grading is None else (grading.reliability, grading.credibility)

    assert grade("B", "3") == ("B", 3)
    assert grade("B", "4") == ("B", 4)
    assert [act.act for act in read_acts(folder)].count("grade_source") == 1
    assert grade("", "4") == (None, 4)
    assert grade("", "") is None
    assert grade("A", "1") == ("A", 1)
    desk.undo(Choice())
    assert read(folder, KILLED.id).grading is None


@pytest.mark.parametrize(("letter", "digit"), [("G", ""), ("", "7"), ("none", ""), ("3", "B")])
def test_what_is_no_grade_is_refused(desk: Desk, folder: Path, letter: str, digit: str) -> None:
    with pytest.raises(ClaimsError):
        desk.grade(Choice(claim=KILLED.id), letter, digit, seen=seen(desk, KILLED.id))
    with pytest.raises(ChangedError):
        desk.grade(Choice(claim=KILLED.id), "B", "", seen="0")
    assert not (folder / "reviews").exists()


# Events


def test_two_claims_are_of_one_event_or_of_two(desk: Desk, folder: Path) -> None:
    choice = Choice(claim=WARD.id, marked=KILLED.id)
    opened = desk.tie_event(choice, same=True, seen=seen(desk, WARD.id))
    assert opened.marked is not None
    assert opened.marked.id == KILLED.id
    assert opened.card is not None
    assert [(tie.is_same, tie.by, tie.other.id) for tie in opened.card.ties] == [(True, "هدى", KILLED.id)]
    assert [len(event.claims) for event in assemble(read_dossier(folder), "en").events] == [2]
    opened = desk.tie_event(choice, same=False, seen=seen(desk, WARD.id))
    assert opened.card is not None
    assert [tie.is_same for tie in opened.card.ties] == [False]
    assert read_dossier(folder).ties.two_events == (tuple(sorted((KILLED.id, WARD.id))),)
    desk.undo(Choice())
    desk.undo(Choice())
    assert read_dossier(folder).ties == made().ties


def test_only_another_claim_can_be_marked(desk: Desk, folder: Path) -> None:
    for marked in ("", WARD.id, "clm-000000000000"):
        with pytest.raises(ClaimsError, match="no other claim is marked"):
            desk.tie_event(Choice(claim=WARD.id, marked=marked), same=True, seen=seen(desk, WARD.id))
    assert not (folder / "reviews").exists()


def test_the_mark_is_in_the_address(browser: TestClient) -> None:
    page = browser.get("/", params={"state": "all", "claim": KILLED.id}).text
    assert f"marked={KILLED.id}" in page
    other = browser.get("/", params={"state": "all", "claim": WARD.id, "marked": KILLED.id}).text
    assert 'data-key="t"' in other
    assert f'name="marked" value="{KILLED.id}"' in other
    form = {
        "claim": WARD.id,
        "marked": KILLED.id,
        "do": "same",
        "seen": re.findall('name="seen" value="([^"]+)"', other)[0],
    }
    tied = browser.post("/event", data=form, headers=OWN_PAGE)
    assert (tied.status_code, "the same event" in tied.text) == (200, True)
    assert browser.post("/event", data={**form, "do": "eat"}, headers=OWN_PAGE).status_code == 409


# Sources


def test_a_name_of_two_sources_becomes_two(desk: Desk, folder: Path) -> None:
    for claim in read_dossier(folder).claims[:2]:
        with desk.review.acting() as session:
            session.correct(claim.id, Correction(source=replace(claim.source, name="خالد عمر", kind="person")))
    first, second = read_dossier(folder).claims[:2]
    desk.separate([second.id], "خالد عمر (الثاني)")
    found = read_dossier(folder)
    assert [claim.source.name for claim in found.claims[:2]] == ["خالد عمر", "خالد عمر (الثاني)"]
    assert [len(source.claims) for source in assemble(found, "en").sources][:2] == [1, 1]
    assert [tie.is_same for tie in desk.sources()[1]] == [False]
    assert fold(found).unfit == ()
    desk.undo(Choice())
    assert [claim.source.name for claim in read_dossier(folder).claims[:2]] == ["خالد عمر"] * 2
    for ids, name, message in (
        ([first.id], "", "a name of its own"),
        ([first.id], "خالد عمر", "a name of its own"),
        ([first.id, second.id], "x", "all mentions"),
        ([first.id, FIRE.id], "x", "no mentions of one source"),
        ([], "x", "no mentions of one source"),
    ):
        with pytest.raises(ClaimsError, match=message):
            desk.separate(ids, name)


def test_reviewers_who_differ_on_two_names_are_shown_as_differing(desk: Desk, folder: Path) -> None:
    blind = Desk(OpenReview(folder, "منى", blind=True))
    names = [group.sources[0].value for group in desk.sources()[0][:2]]
    desk.tie(names, "", same=True)
    blind.tie(names, "", same=False)
    assert {(tie.by, tie.is_same, tie.is_disputed) for tie in desk.sources()[1]} == {
        ("منى", False, True),
        ("هدى", True, True),
    }
    assert read_dossier(folder).claims == made().claims
