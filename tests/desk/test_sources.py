"""Names of one source are merged, and others kept apart, in a register that shows every mention."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claims.store import read_acts, read_dossier
from tests.desk.conftest import OWN_PAGE

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient


def values(page: str) -> dict[str, str]:
    """The sources of a page by their names, as its form has them."""
    found = re.findall(r'name="source" value="([^"]*)"> <strong><bdi[^>]*>([^<]*)<', page)
    return {name: value for value, name in found}


def names(folder: Path) -> list[str | None]:
    return [claim.source.name for claim in read_dossier(folder).claims]


def test_every_mention_of_every_source_is_shown(browser: TestClient, folder: Path) -> None:
    page = browser.get("/sources").text
    assert set(values(page)) == set(names(folder))
    for claim in read_dossier(folder).claims:
        assert page.count(f"claim={claim.id}") == 1


def test_two_names_are_merged_and_separated_again(browser: TestClient, folder: Path) -> None:
    before = names(folder)
    known = values(browser.get("/sources").text)
    chosen = {"source": [known["مصدر طبي"], known["الشرطة"]], "keep": known["الشرطة"], "do": "merge"}
    answer = browser.post("/sources", data=chosen, headers=OWN_PAGE)
    assert answer.status_code == 200
    assert "Sources merged." in answer.text
    assert names(folder) == ["الشرطة" if name == "مصدر طبي" else name for name in before]
    (act,) = read_acts(folder)
    undone = browser.post("/sources", data={"do": "undo", "act": act.id}, headers=OWN_PAGE)
    assert undone.status_code == 200
    assert names(folder) == before
    again = browser.post("/sources", data={"do": "undo", "act": act.id}, headers=OWN_PAGE)
    assert again.status_code == 409


def test_two_names_are_kept_apart(browser: TestClient, folder: Path) -> None:
    known = values(browser.get("/sources").text)
    chosen = {"source": [known["مصدر طبي"], known["الشرطة"]], "do": "apart"}
    assert "Sources kept apart." in browser.post("/sources", data=chosen, headers=OWN_PAGE).text
    assert [act.act for act in read_acts(folder)] == ["keep_apart"]


def test_what_is_not_a_source_here_is_refused(browser: TestClient, folder: Path) -> None:
    known = values(browser.get("/sources").text)
    for source in ([known["الشرطة"]], [], [known["الشرطة"], "person\x1f\x1fNobody"], [known["الشرطة"], "x"]):
        answer = browser.post("/sources", data={"source": source, "do": "merge"}, headers=OWN_PAGE)
        assert answer.status_code == 409
        assert 'role="alert"' in answer.text
    assert not (folder / "reviews").exists()
