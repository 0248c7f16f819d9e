"""A real browser for pages of sheets; where there is none, these tests are skipped and say what to install."""

from __future__ import annotations

import shutil
import signal
from typing import TYPE_CHECKING

import pytest

from claims.sheet.formats import write
from tests.browser.desks import Running
from tests.browser.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

    from claims.model import Dossier

_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Browser]]:
    """Starts Chromium without a window, with further options."""
    driver = pytest.importorskip("playwright.sync_api", reason="the browser's driver is not installed: .[test]")
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on the path; on Debian and Ubuntu, install the package chromium")
    with driver.sync_playwright() as playwright:
        yield lambda *more: playwright.chromium.launch(executable_path=found, args=["--no-sandbox", *more])


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """Chromium without a window."""
    running = launch()
    yield running
    running.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens the sheet of a dossier: `opened(dossier, lang="ar", width=390)`; what a page does unasked is noted."""
    contexts: list[BrowserContext] = []

    def open_sheet(dossier: Dossier, *, lang: str = "en", width: int = 1280, **options: object) -> Opened:
        name = f"sheet-{len(contexts)}"
        for path, data in write(dossier, "html", lang=lang, name=name).items():
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_bytes(data)
        file = tmp_path / f"{name}.html"
        context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce", **options)  # type: ignore[arg-type]  # the options of a context, by name
        contexts.append(context)
        sheet = Opened(context.new_page())
        sheet.visit(file.as_uri())
        return sheet

    yield open_sheet
    for context in contexts:
        context.close()


@pytest.fixture
def start() -> Iterator[Callable[..., Running]]:
    running: list[Running] = []

    def begin(*arguments: object, **options: str) -> Running:
        running.append(Running(*arguments, **options))  # type: ignore[arg-type]  # as it takes them
        return running[-1]

    yield begin
    for each in running:
        each.end(signal.SIGKILL)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Opened]]:
    contexts: list[BrowserContext] = []

    def open_link(link: str, *, width: int = 1280, **options: object) -> Opened:
        settings = {"viewport": {"width": width, "height": 800}, "reduced_motion": "reduce", **options}
        context = browser.new_context(**settings)  # type: ignore[arg-type]  # the options of a context, by name
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.set_default_timeout(60_000)
        opened.visit(link)
        return opened

    yield open_link
    for context in contexts:
        context.close()
