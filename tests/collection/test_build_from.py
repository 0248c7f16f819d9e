"""A dossier of a collection's articles: the same texts, ids and claims, and a dossier like any other."""

from __future__ import annotations

from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from claims.collection.query import opened
from claims.errors import ClaimsError
from claims.model import to_record
from claims.store import encode, read_dossier
from claims.workflow import build, build_from, review
from claims.workflow.validation import validation_run
from tests.collection.made import collection, documents, of_version

if TYPE_CHECKING:
    from pathlib import Path

WEEK = "day between '2024-04-15' and '2024-04-21'"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return collection(tmp_path_factory.mktemp("from") / "collection")


@pytest.fixture(scope="module")
def dossier(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of the whole collection."""
    out = tmp_path_factory.mktemp("dossier") / "dossier"
    build_from(source, out)
    return out


def test_texts_ids_and_claims_are_those_of_the_collection(source: Path, tmp_path: Path) -> None:
    report = build_from(source, tmp_path / "dossier", where=WEEK)
    with opened(source) as database:
        told, found = database.records(WEEK)
    assert [document.published for document in told] == ["2024-04-16", "2024-04-19"]
    assert read_dossier(tmp_path / "dossier").documents == tuple(told)
    assert [(each.id, each.text, each.url) for each in told] == [
        (each.id, each.text, each.url) for each in documents()[:2]
    ]
    assert (tmp_path / "dossier/claims.jsonl").read_bytes() == encode(map(to_record, found))
    assert report.unread == ()
    for document in told:
        assert (tmp_path / f"dossier/texts/{document.id}.txt").read_text("utf-8") == document.text


def test_it_validates_and_has_a_sheet(dossier: Path) -> None:
    assert list(validation_run(ignore=["W5"]).check(dossier)) == []
    assert (dossier / "factsheet.md").read_text("utf-8").count("Khartoum") >= 2


def test_articles_of_another_version_are_extracted_again(
    tmp_path: Path, source: Path, dossier: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    old = copytree(source, tmp_path / "old")
    of_version(old, "0.0.1")
    build_from(old, tmp_path / "again")
    assert "collected with version 0.0.1: claims are extracted again" in caplog.text
    assert (tmp_path / "again/claims.jsonl").read_bytes() == (dossier / "claims.jsonl").read_bytes()


def test_articles_of_a_collection_are_added_and_reviews_stay(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "dossier"
    first = build_from(source, out, where="day = '2024-04-16'").dossier
    review(out, [first.claims[0].id], by="Leila Haddad", status="accepted")
    grown = build_from(source, out, add=True)
    assert grown.growth is not None
    assert len(grown.growth.added) == 2
    assert {document.id for document in grown.dossier.documents} == {document.id for document in documents()}
    again = build_from(source, out, force=True)
    assert again.reviews_kept == 1


def test_an_article_read_from_its_file_is_known(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "dossier"
    build_from(source, out)
    (tmp_path / "strike.txt").write_text(documents()[0].text, "utf-8", newline="")
    report = build([tmp_path / "strike.txt"], out, add=True)
    assert report.growth is not None
    assert report.growth.known == [documents()[0].id]


WRONG = {
    "a mistake": ("dya = '2024-04-16'", 'the condition, line 1: Binder Error: Referenced column "dya" not found'),
    "nothing": ("false", "no article of the collection meets the condition"),
    "another statement": ("true); drop view documents; select (1", "the condition: there are 3 statements"),
}


@pytest.mark.parametrize(("where", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_condition_builds_nothing(source: Path, tmp_path: Path, where: str, message: str) -> None:
    with pytest.raises(ClaimsError) as caught:
        build_from(source, tmp_path / "dossier", where=where)
    assert message in str(caught.value)
    assert not (tmp_path / "dossier").exists()


def test_only_a_collection_is_a_source(dossier: Path, tmp_path: Path) -> None:
    with pytest.raises(ClaimsError, match="no collection"):
        build_from(dossier, tmp_path / "other")
