"""WCAG 2.2, levels A and AA, as axe-core checks them in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from claims.model import Review
from tests.sheet.making import coast_dossier, example, reviewed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.browser.opened import Opened

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(sheet: Opened, *, passes: int = 30, rules: Sequence[str] = RULES) -> list[str]:
    axe: Any = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed: .[test]")
    if not sheet.page.evaluate("'axe' in window"):
        sheet.page.evaluate(axe.Axe().axe_script)
    options = {"runOnly": rules, "resultTypes": ["violations"]}  # Of the rules that pass, their names suffice.
    found = sheet.page.evaluate("options => axe.run(options)", options)
    assert len(found["passes"]) > passes
    return [f"{each['id']}: {node['html'][:200]}" for each in found["violations"] for node in each["nodes"]]


@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [("en", 1280, "light"), ("ar", 1280, "dark"), ("en", 390, "dark"), ("ar", 390, "light")],
)
def test_nothing_is_closed_to_anybody(opened: Callable[..., Opened], lang: str, width: int, scheme: str) -> None:
    sheet = opened(example(), lang=lang, width=width, color_scheme=scheme)
    sheet.all(".show").nth(5).click()
    sheet.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert violations(sheet) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_reviews_and_claims_inside_claims_are_open_to_all(opened: Callable[..., Opened], scheme: str) -> None:
    found = coast_dossier(publisher="Coast News", published="2024-05-03", url="https://coast.example/1")
    found = reviewed(found, c1=Review("accepted", "هدى", note="ok"), c3=Review("rejected", "هدى"))
    sheet = opened(found, color_scheme=scheme)
    sheet.all(".texts .content.inner").click()
    assert violations(sheet) == []
