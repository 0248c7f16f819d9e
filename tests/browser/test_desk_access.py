"""WCAG 2.2 at the desk, as axe-core checks it, in both languages and both colour schemes, on a phone too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from claims.store import read_acts, read_dossier
from claims.workflow import review
from tests.browser.desks import leave, made, press
from tests.browser.test_access import violations

COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""The rules of axe that look at colours; what the others find is the same in light and dark."""
pytestmark = pytest.mark.timeout(300)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.desks import Running
    from tests.browser.opened import Opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path / "dossier", 5)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_claims_and_forms_are_closed_to_nobody(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path, lang: str
) -> None:
    desk = start(folder, "--lang", lang)
    opened = visit(desk.link, width=1024)
    check(opened)
    for key in ("e", "s", "c"):
        press(opened.page, key)
        opened.page.wait_for_selector(".edit")
        check(opened)
        leave(opened.page)
    press(opened.page, "m")
    press(opened.page, "j")
    assert opened.page.locator("[data-key=t]").is_visible()
    check(opened)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_differences_sources_and_help_are_closed_to_nobody(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path, lang: str
) -> None:
    ids = [claim.id for claim in read_dossier(folder).claims]
    review(folder, ids[:1], by="منى", status="accepted", note="ok")
    review(folder, ids[:1], by="سامي", status="rejected", grade="B3")
    desk = start(folder, "--lang", lang)
    opened = visit(desk.link, width=1024)
    for address in ("?state=differ", "?words=x", "sources"):
        opened.visit(f"{desk.origin}/{address}")
        opened.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        check(opened)
    opened.page.keyboard.press("?")
    check(opened, passes=15)  # what is behind the dialog is inert


SPOKEN = {
    "en": {
        "said": "Accepted.",
        "focused": "مصدر عسكري رقم 2 is credited with this claim:",
        "keys": {
            "?": "button: Keys and help",
            "/": "searchbox: Search",
            "n": "textbox: Note, or reason for the decision",
            "a": "button: Accept",
            "r": "button: Reject",
            "j": "link: Next",
            "k": "link: Previous",
            "u": "button: Undo",
            "e": "button: Edit",
            "s": "button: Split",
            "c": "button: Add a missed claim",
            "g": "combobox: Source",
            "m": "link: Mark, to compare its event with that of another claim",
        },
    },
    "ar": {
        "said": "قُبل.",
        "focused": "قول يُنسب إلى مصدر عسكري رقم 2:",
        "keys": {
            "?": "button: المفاتيح والمساعدة",
            "/": "searchbox: بحث",
            "n": "textbox: ملاحظة أو سبب القرار",
            "a": "button: قبول",
            "r": "button: رفض",
            "j": "link: التالي",
            "k": "link: السابق",
            "u": "button: تراجع",
            "e": "button: تحرير",
            "s": "button: تقسيم",
            "c": "button: إضافة قول فائت",
            "g": "combobox: المصدر",
            "m": "link: وضع علامة، لمقارنة حدثه بحدث قول آخر",
        },
    },
}
"""What a screen reader says after a decision: the message, the heading that has the focus, and what each key does."""


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_screen_reader_says_what_was_done_what_is_next_and_what_each_key_does(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path, lang: str
) -> None:
    desk = start(folder, "--lang", lang)
    opened = visit(desk.link)
    press(opened.page, "a")
    opened.page.wait_for_function("() => document.activeElement.id === 'claim-heading'")
    nodes = spoken(opened.page)
    children = {child: each for each in nodes for child in each.get("childIds", ())}
    said = [text(each) for each in nodes if text(children.get(each["nodeId"], {}), "role") == "status"]
    focused = [text(each) for each in nodes if told(each, "focused") and text(each, "role") != "RootWebArea"]
    keys = {key: f"{text(each, 'role')}: {text(each)}" for each in nodes if (key := told(each, "keyshortcuts"))}
    assert {"said": " ".join(said), "focused": " ".join(focused), "keys": keys} == SPOKEN[lang]


def spoken(page: Page) -> list[dict[str, Any]]:
    """The nodes of the accessibility tree that are not ignored."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    return [each for each in tree["nodes"] if not each["ignored"]]


def text(node: dict[str, Any], what: str = "name") -> str:
    return str(node.get(what, {}).get("value", "")).strip()


def told(node: dict[str, Any], name: str) -> Any:
    """A property of a node."""
    return next((each["value"]["value"] for each in node.get("properties", ()) if each["name"] == name), None)


def check(opened: Opened, passes: int = 25) -> None:
    """Both at the width of a phone and at that of a small screen; in the dark, what depends on colours."""
    for width in (390, 1024):
        opened.page.set_viewport_size({"width": width, "height": 800})
        assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        opened.page.emulate_media(color_scheme="light")
        assert violations(opened, passes=passes) == []
        opened.page.emulate_media(color_scheme="dark")
        assert violations(opened, passes=0, rules=COLOUR_RULES) == []


def reach(page: Page, label: str, *, by: str = "Tab") -> None:
    """Move the focus until it is on what has this label, as somebody without a mouse does."""
    for _ in range(120):
        page.keyboard.press(by)
        named = page.evaluate(
            "(({ariaLabel, labels, innerText}) => ariaLabel || (labels?.[0] ?? {innerText}).innerText)"
            "(document.activeElement)"
        )
        if (named or "").strip().startswith(label):
            return
    raise AssertionError(f"the focus never reaches {label!r}")


def push(page: Page, label: str, *, by: str = "Tab") -> None:
    """Reach a button and press it."""
    reach(page, label, by=by)
    press(page, "Enter")


def test_everything_is_done_with_the_keyboard_alone(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    desk = start(folder)
    opened = visit(desk.link)
    page = opened.page
    press(page, "e")
    page.keyboard.type("المتحدث أحمد المسماري")
    push(page, "Source here")
    push(page, "Save")
    assert read_dossier(folder).claims[0].source.name == "المتحدث أحمد المسماري"
    press(page, "c")
    for words, button in (("أعلن", "Attributing"), ("3 جنود أصيبوا", "Claimed"), ("أحمد المسماري", "Source here")):
        page.keyboard.type(words)
        push(page, button)
    push(page, "Save")
    assert read_dossier(folder).claims[-1].content[0].exact == "3 جنود أصيبوا"
    reach(page, "Sources", by="Shift+Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for name in ("مصدر عسكري رقم 2", "مصدر عسكري رقم 3"):
        reach(page, name)
        page.keyboard.press("Space")
    push(page, "One source", by="Shift+Tab")
    reach(page, "Claims", by="Shift+Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, "a")
    press(page, "u")
    assert [act.act for act in read_acts(folder)] == ["correct", "add", "merge_sources", "accept", "undo"]
    assert opened.complaints == []
