"""A page of a sheet in a browser, and what it does without being asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Locator, Page


class Opened:
    """A page with the dialogs that it opened, the addresses that it asked for, and the complaints about it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.dialogs: list[str] = []
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.set_default_timeout(60_000)
        page.on("dialog", self._dialog)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def visit(self, address: str) -> None:
        """Open an address; asking for it is no news."""
        self.page.goto(address)
        self.requests.clear()

    def all(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def texts(self, selector: str) -> list[str]:
        """The texts of what is visible."""
        return [each.inner_text() for each in self.all(selector).all() if each.is_visible()]

    def chosen(self) -> tuple[list[str], str]:
        """The claims that are marked, and the text that is marked in the article."""
        claims: Any = self.page.evaluate("[...document.querySelectorAll('.claim.chosen')].map(e => e.dataset.claim)")
        marked = self.page.locator(".texts .content.chosen").all_inner_texts()
        return claims, " ".join(marked)

    def is_inside(self, selector: str, around: str) -> bool:
        """Whether an element can be seen inside another one that scrolls."""
        return bool(
            self.page.evaluate(
                """([inner, outer]) => {
                const [a, b] = [inner, outer].map(s => document.querySelector(s).getBoundingClientRect());
                return a.top >= b.top - 1 && a.top < Math.min(b.bottom, innerHeight) && a.bottom > 0;
                }""",
                [selector, around],
            )
        )
