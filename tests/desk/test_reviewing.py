"""What a reviewer does at the desk is in the dossier's files before the next claim is shown."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from msgspec.structs import replace

from claims.desk import Choice, Desk
from claims.errors import ClaimsError
from claims.model import Review
from claims.store import read_acts, read_dossier
from claims.workflow import OpenReview, review
from tests.desk.conftest import OWN_PAGE, let_in, written
from tests.sheet.making import document, dossier
from tests.sheet.test_hostile import ATTACKS, made_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from starlette.testclient import TestClient

    from claims.desk.page_view import Opened


def shown(opened: Opened) -> str:
    assert opened.card is not None
    return opened.card.id


def seen(opened: Opened) -> str:
    assert opened.card is not None
    return opened.card.seen


@pytest.fixture
def desk(folder: Path) -> Desk:
    return Desk(OpenReview(folder, "هدى"))


def test_each_decision_is_on_disk_and_the_next_claim_is_shown(desk: Desk, folder: Path) -> None:
    opened = desk.look(Choice())
    ids = [item.id for item in opened.items]
    for number, id in enumerate(ids):
        assert shown(opened) == id
        opened = desk.decide(opened.choice, "reject" if number else "accept", seen=seen(opened), note="Ш")
        assert len(list(read_acts(folder))) == number + 1
    assert opened.tally.left == 0
    statuses = {claim.id: claim.review.status for claim in read_dossier(folder).claims}
    assert statuses == {id: "rejected" if number else "accepted" for number, id in enumerate(ids)}


def test_undo_takes_back_act_by_act_and_goes_to_the_claim(desk: Desk, folder: Path) -> None:
    opened = desk.look(Choice())
    first = shown(opened)
    opened = desk.decide(opened.choice, "accept", seen=seen(opened))
    second = shown(opened)
    opened = desk.note(opened.choice, "hm", seen=seen(opened))
    opened = desk.undo(opened.choice)
    assert shown(opened) == second
    opened = desk.undo(opened.choice)
    assert shown(opened) == first
    assert all(claim.review.status == "draft" and not claim.review.note for claim in read_dossier(folder).claims)
    with pytest.raises(ClaimsError, match="nothing to undo"):
        desk.undo(opened.choice)
    assert len(list(read_acts(folder))) == 4


def test_undo_finds_acts_of_an_earlier_day_at_the_desk(desk: Desk, folder: Path) -> None:
    opened = desk.look(Choice())
    first = shown(opened)
    desk.decide(opened.choice, "accept", seen=seen(opened))
    assert shown(Desk(OpenReview(folder, "هدى")).undo(Choice())) == first
    with pytest.raises(ClaimsError, match="nothing to undo"):
        Desk(OpenReview(folder, "منى")).undo(Choice())


def test_a_claim_that_reads_otherwise_meanwhile_is_not_decided(desk: Desk, folder: Path) -> None:
    opened = desk.look(Choice())
    with pytest.raises(ClaimsError, match="otherwise"):
        desk.decide(opened.choice, "accept", seen="0" * 16)
    assert not (folder / "reviews").exists()
    assert shown(desk.look(opened.choice)) == shown(opened)


def test_what_another_process_does_is_seen_at_once(desk: Desk, folder: Path) -> None:
    opened = desk.look(Choice())
    review(folder, [shown(opened)], by="منى", status="accepted")
    again = desk.look(opened.choice)
    assert again.card is not None
    assert (again.card.status, again.card.by) == ("accepted", "منى")
    opened = desk.decide(again.choice, "reject", seen=seen(again), note="No")
    differing = desk.look(Choice(state="differ"))
    assert differing.card is not None
    assert {(each.by, each.said, each.note) for each in differing.card.opinions} == {
        ("منى", "accepted", None),
        ("هدى", "rejected", "No"),
    }
    settled = desk.decide(differing.choice, "accept", seen=seen(differing))
    assert settled.tally.left == 0
    assert read_dossier(folder).claims[0].review.status == "accepted"


def test_a_blind_reviewer_sees_nothing_that_others_did(desk: Desk, folder: Path) -> None:
    opened = desk.look(Choice())
    id = shown(opened)
    desk.decide(opened.choice, "reject", seen=seen(opened), note="No")
    blind = Desk(OpenReview(folder, "منى", blind=True))
    opened = blind.look(Choice())
    assert opened.tally == type(opened.tally)(6, 6)
    assert shown(opened) == id
    assert opened.card is not None
    assert (opened.card.status, opened.card.opinions, opened.card.note) == ("draft", (), None)
    blind.decide(opened.choice, "accept", seen=seen(opened))
    assert blind.look(Choice(state="differ")).tally.left == 0
    assert desk.look(Choice(state="differ")).tally.left == 1


def test_only_what_was_shown_is_accepted_together(desk: Desk, folder: Path) -> None:
    ids = [claim.id for claim in read_dossier(folder).claims]
    with pytest.raises(ClaimsError, match="shown"):
        desk.accept_seen(Choice(), [(ids[0], "0" * 16)])
    opened = desk.look(Choice())
    on_screen = [(item.id, item.seen) for item in opened.items[:4]]
    review(folder, [on_screen[0][0]], by="منى", status="rejected")
    count, opened = desk.accept_seen(opened.choice, on_screen)
    assert (count, opened.tally.left) == (3, 2)
    assert sorted(claim.review.status for claim in read_dossier(folder).claims) == [
        "accepted", "accepted", "accepted", "draft", "draft", "rejected",
    ]  # fmt: skip


def test_the_sheet_is_rendered_when_the_desk_ends(folder: Path) -> None:
    opened_review = OpenReview(folder, "هدى")
    desk = Desk(opened_review)
    opened = desk.look(Choice())
    desk.decide(opened.choice, "accept", seen=seen(opened))
    assert not (folder / "factsheet.md").exists()
    opened_review.close()
    assert "هدى" in (folder / "factsheet.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("order", ["doubt", "event", "article"])
def test_next_and_previous_go_through_every_claim(desk: Desk, folder: Path, order: str) -> None:
    ids = {claim.id for claim in read_dossier(folder).claims}
    opened = desk.look(Choice.of({"order": order, "state": "all"}))
    forth = [shown(opened)]
    for _ in range(5):
        assert opened.following is not None
        opened = desk.look(Choice.of(_fields(opened.following)))
        forth.append(shown(opened))
    assert set(forth) == ids
    for expected in forth[-2::-1]:
        assert opened.previous is not None
        opened = desk.look(Choice.of(_fields(opened.previous)))
        assert shown(opened) == expected


def _fields(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


@pytest.mark.parametrize(("words", "left"), [("الابار", 0), ("آبَار", 1), ("العماري", 2), ("", 6), ("zzz", 0)])
def test_a_search_ignores_spelling(desk: Desk, words: str, left: int) -> None:
    assert desk.look(Choice(words=words)).tally.left == left


def test_a_search_that_finds_nothing_shows_no_claim(browser: TestClient) -> None:
    page = browser.get("/", params={"words": "zzz"}).text
    assert "No claim is left here." in page


def test_the_page_changes_in_part(browser: TestClient, folder: Path) -> None:
    whole = browser.get("/").text
    assert whole.startswith("<!doctype html>")
    assert re.search(r'<span class="content chosen" data-start="\d+" data-end="\d+">', whole)
    claim = read_dossier(folder).claims[0].id
    digest = re.search(r'name="seen" value="([0-9a-f]+)"', whole)
    assert digest is not None
    fields = {"claim": claim, "seen": digest[1], "do": "accept", "note": " fine "}
    answer = browser.post("/decide", data=fields, headers=OWN_PAGE)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "Accepted." in answer.text
    assert answer.headers["hx-replace-url"] == f"/?claim={read_dossier(folder).claims[1].id}"
    assert [(act.act, act.by, act.note) for act in read_acts(folder)] == [("accept", "هدى", "fine")]
    again = browser.post("/decide", data={**fields, "seen": "x"}, headers=OWN_PAGE)
    assert again.status_code == 409
    assert 'role="alert"' in again.text
    assert browser.post("/decide", data={**fields, "do": "grade"}, headers=OWN_PAGE).status_code == 409
    assert browser.post("/decide", data={**fields, "claim": "clm-none"}, headers=OWN_PAGE).status_code == 409
    assert len(list(read_acts(folder))) == 1


def test_the_list_of_articles_is_sent_only_where_it_is_not_known(browser: TestClient, folder: Path) -> None:
    edition = re.search(r'data-edition="(\d+)"', browser.get("/").text)
    assert edition is not None
    known = {**OWN_PAGE, "Desk-Articles": edition[1]}
    assert '<select name="article">' not in browser.get("/", headers=known).text
    assert '<select name="article">' in browser.get("/", headers=OWN_PAGE).text
    added = document("Nothing was said.", id="doc-added", title="An added article")
    now = read_dossier(folder)
    written(folder, dossier(*now.documents, added, claims=list(now.claims)))
    answer = browser.get("/", headers=known).text
    assert '<form class="filters" id="filters"' in answer
    assert "An added article" in answer


class _Shape(HTMLParser):
    """The elements of a page, each with the names of its attributes, and how often each stands there."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = sorted({name for name, _ in attrs} - {"dir", "lang", "class"})
        self.elements[tag, tuple(names)] += 1


def _shapes(folder: Path, texts: Sequence[str]) -> list[Counter[tuple[str, tuple[str, ...]]]]:
    """The shapes of the pages of a dossier in which every word is one of some texts."""
    documents, found = [], []
    for number, text in enumerate(texts):
        made = made_of(text)
        documents.append(replace(made.documents[0], id=f"doc-{number}"))
        for claim in made.claims[:1]:
            own = {"id": f"clm-{number}", "document": f"doc-{number}", "within": None, "facets": None}
            found.append(replace(claim, **own, review=Review(), grading=None, translations=()))
    written(folder, dossier(*documents, claims=found))
    browser = let_in(Desk(OpenReview(folder, "هدى")))
    wanted = [f"clm-{number}" for number in range(len(texts))]
    return [
        _Shape(browser.get("/", params={"claim": id, "state": "all", "article": f"doc-{number}"}).text).elements
        for number, id in enumerate(wanted)
    ]


def test_no_text_of_a_dossier_is_markup(tmp_path: Path) -> None:
    attacks = sorted(ATTACKS)
    (peace,) = _shapes(tmp_path / "peaceful", ["word"])
    for attack, shape in zip(attacks, _shapes(tmp_path / "hostile", attacks), strict=True):
        assert shape.keys() <= peace.keys() | {("span", ("data-end", "data-start", "data-whole"))}, attack
        assert all(
            shape[element] == peace[element] for element in peace if element[0] in {"script", "link", "meta", "form"}
        )


def test_no_text_of_an_address_is_markup(browser: TestClient) -> None:
    attack = '"><script>alert(1)</script>'
    for name in ("words", "article", "claim", "order", "state"):
        page = browser.get("/", params={name: attack}).text
        assert attack not in page
        assert "<script>" not in page


def test_no_class_of_the_desk_has_a_position_from_the_sheet(browser: TestClient) -> None:
    """The desk loads the styles of the sheet too: a class of both must not be taken out of the flow there."""
    styles = browser.get("/files/factsheet.css").text
    fixed = {
        name
        for rule in re.findall(r"([^{}]+)\{[^}]*position: fixed", styles)
        for name in re.findall(r"\.([\w-]+)", rule)
    }
    used = {name for names in re.findall(r'class="([^"]*)"', browser.get("/").text) for name in names.split()}
    assert fixed & used <= {"skip"}
