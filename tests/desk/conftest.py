"""A desk on a small dossier, and a browser that was let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from claims.desk import Address, Desk, Keys, application
from claims.store import dossier_files
from claims.workflow import OpenReview
from tests.sheet.making import coast_dossier

if TYPE_CHECKING:
    from pathlib import Path

    from claims.model import Dossier

PORT = 8417
ORIGIN = f"http://127.0.0.1:{PORT}"
"""Where the desks of these tests are."""
OWN_PAGE = {"Sec-Fetch-Site": "same-origin", "Origin": ORIGIN, "HX-Request": "true"}
"""What a browser sends with a request of the desk's own page."""


def written(folder: Path, dossier: Dossier) -> Path:
    """Write the files of a dossier."""
    for name, content in dossier_files(dossier).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def let_in(desk: Desk, keys: Keys | None = None) -> TestClient:
    """Return a browser that was let in to a desk."""
    keys = keys or Keys()
    browser = outside(desk, keys)
    assert browser.get("/enter", params={"token": keys.issue()}).status_code == 303
    return browser


def outside(desk: Desk, keys: Keys) -> TestClient:
    """Return a browser that was not let in."""
    app = application(desk, address=Address("127.0.0.1", PORT), keys=keys)
    return TestClient(app, base_url=ORIGIN, follow_redirects=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a dossier with six claims."""
    return written(tmp_path / "dossier", coast_dossier(publisher="Coast News", published="2024-05-03"))


@pytest.fixture
def keys() -> Keys:
    """The tokens of the desk."""
    return Keys()


@pytest.fixture
def stranger(folder: Path, keys: Keys) -> TestClient:
    """A browser that was not let in."""
    return outside(Desk(OpenReview(folder, "هدى")), keys)


@pytest.fixture
def browser(folder: Path, keys: Keys) -> TestClient:
    """A browser that was let in."""
    return let_in(Desk(OpenReview(folder, "هدى")), keys)
