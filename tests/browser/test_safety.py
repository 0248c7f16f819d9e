"""Nothing that an article says can act in a page, and the page itself can do nothing but show itself."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from claims.sheet.formats import write
from tests.browser.opened import Opened
from tests.sheet.making import example
from tests.sheet.test_hostile import ATTACKS, made_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Browser

    from claims.model import Dossier

IN_PAGES: list[str] = json.loads((Path(__file__).parent / "data" / "hostile_html.json").read_text(encoding="utf-8"))

SHAPE = """() => {
  const shape = new Set(), counts = {};
  for (const each of document.querySelectorAll('*')) {
    // How a drawing places its words depends on their length: which elements it is made of does not.
    const names = each.parentElement?.closest('svg') ? [] : each.getAttributeNames().sort();
    shape.add([each.localName, ...names].join(' '));
  }
  for (const tag of ['script', 'style', 'meta', 'link', 'base', 'iframe', 'object', 'embed', 'img', 'video', 'form',
                     'select', 'svg', 'math', 'template', 'noscript', 'h1', 'h2', 'input']) {
    counts[tag] = document.getElementsByTagName(tag).length;
  }
  return [[...shape].sort(), counts, document.getElementsByClassName('claim').length];
}"""


def without_directions(shape: list[str]) -> set[str]:
    """Which words have a language, a link or a mark of their own depends on the words: `dir`, `lang`, `href`."""
    dropped = {"dir", "lang", "href", "rel", "id"}
    return {" ".join(name for name in each.split(" ") if name not in dropped) for each in shape} - {"a", "br"}


def together(texts: Sequence[str]) -> Dossier:
    """One dossier of all that attacks with each of the texts."""
    parts = [made_of(text) for text in texts]
    documents = tuple(document for part in parts for document in part.documents)
    return replace(parts[0], documents=documents, claims=tuple(claim for part in parts for claim in part.claims))


@pytest.fixture(scope="module")
def visited(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Sequence[str]], tuple[Opened, Any]]:
    """Opens the sheet of a dossier in which every word is one of some texts, tells its shape, and uses it."""
    folder, sheet = tmp_path_factory.mktemp("hostile"), Opened(browser.new_page())

    def visit(texts: Sequence[str]) -> tuple[Opened, Any]:
        file = folder / "sheet.html"
        file.write_bytes(write(together(texts), "html")["factsheet.html"])
        for noted in (sheet.dialogs, sheet.complaints):
            noted.clear()
        sheet.visit(file.as_uri())
        shape = sheet.page.evaluate(SHAPE)
        sheet.page.evaluate("document.querySelectorAll('.sentence, .claim, .show, summary').forEach(e => e.click())")
        sheet.page.evaluate(
            "document.querySelectorAll('select').forEach(e => { e.selectedIndex = 1; "
            "e.dispatchEvent(new Event('change', {bubbles: true})) })"
        )
        return sheet, shape

    return visit


@pytest.fixture(scope="module")
def peace(visited: Callable[[Sequence[str]], tuple[Opened, Any]]) -> Callable[[int], Any]:
    """The shape of the sheet of a dossier of so many harmless words."""
    return cache(lambda count: visited([f"word{number}" for number in range(count)])[1])


ALL = [*ATTACKS, *IN_PAGES]
AT_ONCE = 16


@pytest.mark.parametrize("texts", [ALL[at : at + AT_ONCE] for at in range(0, len(ALL), AT_ONCE)], ids=ascii)
def test_an_attack_in_every_field_is_only_text(
    visited: Callable[[Sequence[str]], tuple[Opened, Any]], peace: Callable[[int], Any], texts: list[str]
) -> None:
    peaceful, counts, claims = peace(len(texts))
    sheet, (shape, found, cards) = visited(texts)
    assert without_directions(shape) <= without_directions(peaceful)
    assert (found, cards) == (counts, claims)
    assert (sheet.dialogs, sheet.requests, sheet.complaints) == ([], [], [])


INJECTED = [
    ("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')", "TrustedHTML"),
    ("const it = document.createElement('script'); it.textContent = 'alert(1)'; document.body.append(it)", "Trusted"),
    ("document.body.setAttribute('onclick', 'alert(1)')", "TrustedScript"),
    ("document.body.setAttribute('style', 'background: red')", "style-src"),
    ("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'}))", "img-src"),
    ("fetch('http://127.0.0.1:9/x').catch(() => {})", "connect-src"),
]  # fmt: skip


@pytest.mark.parametrize(("script", "refusal"), INJECTED)
def test_the_policy_stops_what_gets_in_nevertheless(opened: Callable[..., Opened], script: str, refusal: str) -> None:
    sheet = opened(example())
    sheet.page.evaluate(f"() => {{ try {{ {script} }} catch (error) {{ console.log(String(error)) }} }}")
    sheet.page.wait_for_timeout(50)
    sheet.page.evaluate("document.body.click()")
    assert sheet.dialogs == []
    assert any(refusal in complaint for complaint in sheet.complaints), sheet.complaints


def test_an_inline_script_or_style_that_is_not_the_sheet_s_own_does_not_run(browser: Browser, tmp_path: Path) -> None:
    html = write(example(), "html")["factsheet.html"].decode("utf-8")
    file = tmp_path / "tampered.html"
    added = "<script>alert(1)</script><style>h1 { display: none }</style><h3 onclick='alert(2)' id='new'>x</h3>"
    file.write_text(html.replace("<main>", f"<main>{added}"), encoding="utf-8")
    sheet = Opened(browser.new_page())
    sheet.visit(file.as_uri())
    sheet.all("#new").click()
    assert sheet.dialogs == []
    assert sheet.all("h1").is_visible()
    assert len([each for each in sheet.complaints if "Content Security Policy" in each]) == 3


def test_a_page_asks_for_nothing(opened: Callable[..., Opened]) -> None:
    sheet = opened(example())
    sheet.page.wait_for_load_state("networkidle")
    assert (sheet.requests, sheet.complaints) == ([], [])
