"""The desk in a real browser: with the keyboard alone, and in two browsers at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from claims.review import Wanted
from claims.store import read_acts, read_dossier
from claims.workflow import Judgement, judge
from claims.workflow.validation import validation_run
from tests.browser.desks import made, press

pytestmark = pytest.mark.timeout(300)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.desks import Running
    from tests.browser.opened import Opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path / "dossier")


def test_fifteen_claims_are_reviewed_with_the_keyboard(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    desk = start(folder)
    opened = visit(desk.link)
    page = opened.page
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    strokes = 0

    def stroke(key: str) -> None:
        nonlocal strokes
        strokes += 1
        press(page, key)

    for n in range(15):
        stroke("r" if n % 3 == 2 else "a")
        assert len(list(read_acts(folder))) == n + 1
    stroke("u")
    stroke("a")
    assert strokes < 60
    assert loads == []
    statuses = [each.review.status for each in read_dossier(folder).claims]
    assert statuses.count("draft") == 1
    assert statuses.count("rejected") == 4
    assert page.evaluate("document.activeElement.id") == "claim-heading"
    assert "claim=" in page.url
    assert [each for each in opened.requests if not each.startswith(desk.origin)] == []
    assert opened.complaints == []
    assert desk.end() == 0
    assert "هدى" in (folder / "factsheet.md").read_text(encoding="utf-8")


def select(page: Page, words: str) -> None:
    """Select words of the article, as a person does with the mouse, but for the last letter."""
    page.evaluate(
        """words => {
        const body = document.getElementById('article-body');
        const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
        const nodes = [];
        let text = '';
        for (let node; (node = walker.nextNode());) {
            if (!node.parentElement.closest('[data-start]')) continue;
            nodes.push([text.length, node]);
            text += node.data;
        }
        const at = text.indexOf(words);
        if (at < 0) throw new Error('not in the article: ' + words);
        const place = offset => {
          const [begin, node] = nodes.findLast(([start]) => start <= offset);
          return [node, offset - begin];
        };
        const range = document.createRange();
        range.setStart(...place(at));
        range.setEnd(...place(at + words.length - 1));
        const chosen = getSelection();
        chosen.removeAllRanges();
        chosen.addRange(range);
        }""",
        words,
    )
    page.wait_for_function("words => document.querySelector('.selected-words').textContent.length > 1", arg=words)


def test_a_source_and_a_figure_are_corrected_a_claim_added_and_names_merged(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    desk = start(folder)
    opened = visit(desk.link)
    page = opened.page
    press(page, "e")
    select(page, "المتحدث أحمد المسماري")
    with page.expect_response("**/edit"):
        page.get_by_role("button", name="Source here").click()
    page.wait_for_function("() => document.getElementById('edit-name').value === 'المتحدث أحمد المسماري'")
    page.locator("[name=figure-1-min]").fill("4")
    page.locator("[name=figure-1-max]").fill("4")
    with page.expect_response("**/edit"):
        page.get_by_role("button", name="Save").click()
    page.wait_for_selector("[data-key=a]")
    corrected = read_dossier(folder).claims[0]
    assert corrected.source.name == "المتحدث أحمد المسماري"
    assert corrected.facets is not None
    assert [(each.min, each.max) for each in corrected.facets.figures][:1] == [(4, 4)]

    press(page, "c")
    for words, button in (
        ("أعلن", "Attributing words"),
        ("3 جنود أصيبوا", "Claimed words"),
        ("أحمد المسماري", "Source here"),
    ):
        select(page, words)
        with page.expect_response("**/edit"):
            page.get_by_role("button", name=button).first.click()
        page.wait_for_function("() => document.querySelector('.selected-words')?.textContent === ''")
    with page.expect_response("**/edit"):
        page.get_by_role("button", name="Save").click()
    page.wait_for_selector("[data-key=a]")
    claims = read_dossier(folder).claims
    assert len(claims) == 17
    assert claims[-1].content[0].exact == "3 جنود أصيبوا"

    page.get_by_role("link", name="Sources").click()
    page.get_by_role("checkbox", name="مصدر عسكري رقم 2", exact=True).check()
    page.get_by_role("checkbox", name="مصدر عسكري رقم 3", exact=True).check()
    with page.expect_response("**/sources"):
        page.get_by_role("button", name="One source", exact=True).click()
    page.wait_for_function("() => document.getElementById('said').textContent.includes('merged')")
    assert [act.act for act in read_acts(folder)] == ["correct", "add", "merge_sources"]
    assert opened.complaints == []
    assert [each for each in validation_run().check(folder) if each.code.startswith("E")] == []


def test_claims_are_split_graded_and_tied_with_the_keyboard(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    desk = start(folder)
    opened = visit(desk.link)
    page = opened.page
    press(page, "s")
    page.keyboard.type("قتلت 1 عناصر")
    press(page, "Enter")
    page.wait_for_function("() => document.querySelectorAll('.parts > li').length === 3")
    page.get_by_role("button", name="Leave out claim 1").focus()
    press(page, "Enter")
    page.wait_for_function("() => document.querySelectorAll('.parts > li').length === 2")
    page.get_by_role("button", name="Save").focus()
    press(page, "Enter")
    page.wait_for_selector("[data-key=a]")
    found = [claim for claim in read_dossier(folder).claims if claim.source.name == "مصدر عسكري رقم 1"]
    assert [claim.content[0].exact for claim in found] == ["قتلت 1 عناصر", "في طرابلس مساء الخميس"]

    page.keyboard.press("g")
    page.keyboard.type("B")
    page.keyboard.press("Tab")
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    press(page, "Enter")
    page.wait_for_function("() => document.getElementById('said').textContent.includes('Grade')")
    grading = read_dossier(folder).claims[0].grading
    assert grading is not None
    assert (grading.reliability, grading.credibility) == ("B", 3)

    press(page, "m")
    press(page, "j")
    press(page, "j")
    press(page, "t")
    (pair,) = read_dossier(folder).ties.one_event
    assert found[0].id in pair
    assert "Same event, says" in page.locator(".ties").inner_text()
    press(page, "d")
    assert read_dossier(folder).ties.two_events == (pair,)
    press(page, "u")
    assert read_dossier(folder).ties.one_event == (pair,)
    assert opened.complaints == []
    assert [each for each in validation_run().check(folder) if each.code.startswith("E")] == []


def test_one_name_becomes_two_sources(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    desk = start(folder)
    judge(folder, [claim.id for claim in read_dossier(folder).claims[:3]], Judgement(Wanted(source="خالد")), by="هدى")
    opened = visit(desk.link)
    page = opened.page
    page.get_by_role("link", name="Sources").click()
    page.get_by_text("Mentions of خالد").click()
    page.get_by_role("checkbox", name="Choose this mention").nth(1).check()
    page.get_by_label("The chosen mentions are of:").fill("خالد الثاني")
    with page.expect_response("**/sources"):
        page.get_by_role("button", name="Another source").click()
    page.wait_for_function("() => document.getElementById('said').textContent.includes('of their own')")
    found = read_dossier(folder)
    assert [claim.source.name for claim in found.claims[:3]] == ["خالد", "خالد الثاني", "خالد"]
    assert [[each.name for each in pair] for pair in found.ties.two_sources] == [["خالد", "خالد الثاني"]]
    assert opened.complaints == []


def test_two_browsers_and_two_desks_work_at_once(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    one, other = start(folder), start(folder, by="منى")
    first, second = visit(one.link), visit(other.link)
    refused = visit(one.link)
    assert "used already" in refused.page.content()
    first.page.keyboard.press("?")
    first.page.get_by_role("button", name="Link for another browser").click()
    third = visit(first.page.locator("#invitation code").inner_text())
    first.page.keyboard.press("Escape")
    press(first.page, "a")
    press(second.page, "r")
    press(third.page, "j")
    press(third.page, "a")
    acts = list(read_acts(folder))
    assert sorted((act.by, act.act) for act in acts) == [("منى", "reject"), ("هدى", "accept"), ("هدى", "accept")]
    first.visit(f"{one.origin}/?state=differ")
    # Within one second either may come first.
    assert sorted(first.texts(".opinions li")) == ["accepted by هدى", "rejected by منى"]
    assert [each for each in validation_run().check(folder) if each.code.startswith("E")] == []


def test_only_what_was_on_screen_is_accepted_together(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    desk = start(folder)
    opened = visit(desk.link)
    page = opened.page
    page.wait_for_function("() => Number(document.querySelector('.seen-count').textContent) > 0")
    page.wait_for_timeout(800)
    count = int(page.locator(".seen-count").inner_text())
    assert 0 < count < 16
    page.locator(".accept-seen").click()
    page.wait_for_function("() => document.getElementById('said').textContent.includes('accepted')")
    assert len(list(read_acts(folder))) == count


def test_the_acts_are_lines_that_anyone_can_read(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    desk = start(folder)
    opened = visit(desk.link)
    page = opened.page
    page.keyboard.press("n")
    page.keyboard.type("ليس كذلك a r u")
    page.keyboard.press("Escape")
    press(page, "r")
    (line,) = (folder / "reviews" / "هدى.jsonl").read_text(encoding="utf-8").splitlines()
    act = json.loads(line)
    assert (act["act"], act["by"], act["note"]) == ("reject", "هدى", "ليس كذلك a r u")


def test_choosing_a_filter_keeps_the_focus_and_searching_goes_to_the_claim(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    desk = start(folder)
    opened = visit(desk.link)
    page = opened.page
    order = page.locator(".filters [name=order]")
    order.focus()
    with page.expect_response("**/?*"):
        page.keyboard.press("ArrowDown")
    page.wait_for_function("() => location.search.includes('order=event')")
    assert page.evaluate("document.activeElement.name") == "order"
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("رقم 7")
    press(page, "Enter")
    page.wait_for_function("() => document.activeElement.id === 'claim-heading'")
    assert "رقم 7" in page.locator("#claim-heading").inner_text()
    press(page, "a")
    assert order.input_value() == "event"
    assert page.locator(".filters [name=words]").input_value() == "رقم 7"
    page.go_back()
    page.wait_for_function("() => document.querySelector('.filters [name=words]').value === ''")
    assert opened.complaints == []


def test_the_words_of_a_claim_far_down_a_long_article_are_shown_at_once(
    start: Callable[..., Running], visit: Callable[..., Opened], tmp_path: Path
) -> None:
    folder = made(tmp_path / "long", 300)
    desk = start(folder)
    opened = visit(desk.link, reduced_motion="no-preference")
    page = opened.page
    for id in (read_dossier(folder).claims[280].id, read_dossier(folder).claims[2].id):
        opened.visit(f"{desk.origin}/?order=article&claim={id}")
        for key in "aj":
            press(page, key)
            page.wait_for_function("() => document.activeElement.id === 'claim-heading'")
            assert opened.is_inside(".texts .content.chosen", ".texts")
    assert opened.complaints == []
