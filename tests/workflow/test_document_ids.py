"""A dossier's ids hold: whatever is added or rebuilt, a document keeps its id, and no two share one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claims.errors import ClaimsError
from claims.model import Document
from claims.store import read_dossier
from claims.workflow import build, review
from claims.workflow.document_matching import with_known_ids
from tests.workflow.articles import SPEECH, article

if TYPE_CHECKING:
    from pathlib import Path

OTHER = "قال الحاكم إن الطريق مغلق\n"


@pytest.fixture
def reports(tmp_path: Path) -> tuple[Path, Path]:
    """Two files of one name."""
    return article(tmp_path / "a", "report.txt"), article(tmp_path / "b", "report.txt", OTHER)


def ids(folder: Path) -> dict[str, str]:
    return {document.text: document.id for document in read_dossier(folder).documents}


def test_both_of_two_files_of_one_name_are_built(tmp_path: Path, reports: tuple[Path, Path]) -> None:
    report = build(reports, tmp_path / "one")
    assert report.unread == ()
    build(reversed(reports), tmp_path / "other")
    assert ids(tmp_path / "one") == ids(tmp_path / "other")
    assert {claim.id for claim in report.dossier.claims} == {
        claim.id for claim in read_dossier(tmp_path / "other").claims
    }


def test_a_file_of_the_same_name_that_is_added_later_changes_nothing(
    tmp_path: Path, reports: tuple[Path, Path]
) -> None:
    out = tmp_path / "dossier"
    build(reports[:1], out)
    assert ids(out) == {SPEECH: "report"}
    build(reports, out, add=True)
    assert ids(out)[SPEECH] == "report"
    assert ids(out)[OTHER].startswith("report-")


def test_a_rebuild_with_a_namesake_keeps_ids_and_reviews(tmp_path: Path, reports: tuple[Path, Path]) -> None:
    out = tmp_path / "dossier"
    first = build(reports[:1], out).dossier
    review(out, [first.claims[0].id], by="منى", status="accepted")
    build(reports, out, add=True)
    before = ids(out)
    report = build(reversed(reports), out, force=True)
    assert ids(out) == before
    assert report.reviews_kept == 1


def test_two_files_of_one_name_are_never_versions_of_each_other(tmp_path: Path) -> None:
    days = [article(tmp_path / day, "report.txt", f"{SPEECH}{OTHER * number}") for number, day in enumerate("ab")]
    report = build(days, tmp_path / "dossier", add=True)
    assert report.growth is not None
    assert len(report.growth.added) == 2
    assert report.growth.updated == {}


def test_claims_of_two_documents_never_share_an_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.workflow.conftest.claim_id", lambda *words, **_: "clm-0123456789ab")
    articles = [article(tmp_path / "in", name, OTHER) for name in ("a.txt", "b.txt")]
    build(articles[:1], tmp_path / "one")
    with pytest.raises(ClaimsError, match="a claim of a and one of b have the same id, clm-0123456789ab"):
        build(articles, tmp_path / "both")
    assert not (tmp_path / "both").exists()


def document(id: str, text: str, url: str | None = None) -> Document:
    return Document.from_text(id, text, "ar", url=url)


KNOWN = (
    document("report", "one"),
    document("report-0123456789ab", "two"),
    document("page", "three", "https://news.example/3"),
    document("copy", "one"),
)
MATCHES = {
    "the same files": (("report", "one", None), "report"),
    "a copy of the text under its own name": (("copy", "one", None), "copy"),
    "a new name for a known text": (("renamed", "two", None), "report-0123456789ab"),
    "a new text at a known address": (("renamed", "new", "https://NEWS.example/3#top"), "page"),
    "a new text of a known name": (("page", "new", None), "page"),
    "something new": (("new", "new", None), "new"),
}


@pytest.mark.parametrize(("article", "id"), MATCHES.values(), ids=MATCHES)
def test_an_article_of_a_rebuild_keeps_its_documents_id(article: tuple[str, str, str | None], id: str) -> None:
    assert [found.id for found in with_known_ids([document(*article)], KNOWN)] == [id]


def test_a_known_text_goes_before_a_known_name(tmp_path: Path) -> None:
    found = with_known_ids([document("report", "two"), document("report-x", "one"), document("REPORT", "new")], KNOWN)
    assert [each.id for each in found][:2] == ["report-0123456789ab", "report"]
    assert found[2].id.startswith("REPORT-")


def test_a_file_that_was_renamed_is_the_same_document(tmp_path: Path) -> None:
    out = tmp_path / "dossier"
    first = build([article(tmp_path / "in", "a.txt")], out).dossier
    review(out, [first.claims[0].id], by="منى", status="accepted")
    report = build([article(tmp_path / "in", "renamed.txt")], out, force=True)
    assert [each.id for each in report.dossier.documents] == ["a"]
    assert report.reviews_kept == 1
