"""What a reviewer corrected stays, whatever happens to the dossier afterwards; what no longer fits is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from claims.extraction import Language, facet_reader_of, language, registered
from claims.store import read_dossier
from tests.workflow.articles import article
from tests.workflow.conftest import LineExtractor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claims.model import Claim, Document
    from tests.cli.conftest import Run

READER = facet_reader_of("ar")
KILLED = "قال الوزير إن القصف قتل 19 شخصا\n"
OPEN = "قال السفير إن الحدود مفتوحة\n"
CLOSED = "قال القاضي إن الطريق مغلق\n"


class NewerExtractor(LineExtractor):
    """A later version of the extractor, which says more of how it found a claim, and finds none of the judge."""

    def extract(self, document: Document) -> list[Claim]:
        found = [claim for claim in super().extract(document) if claim.source.name != "القاضي"]
        return [replace(claim, found=claim.found and replace(claim.found, version="2")) for claim in found]


def speaking(extractor: type[LineExtractor]) -> Language:
    """Arabic, read by an extractor that anyone can follow."""
    return Language("ar", language("ar").folder, extractor, lambda: READER)


@pytest.fixture(autouse=True)
def plain() -> Iterator[None]:
    with registered(speaking(LineExtractor)):
        yield


@pytest.fixture
def dossier(run: Run, here: Path) -> Path:
    """A dossier of one article, of which every claim was reviewed in some way."""
    article(here / "in", text=KILLED + OPEN + CLOSED, published="2024-03-01")
    assert run("build", "in", "--out", "dossier").code == 0
    first, second, third = (claim.id for claim in read_dossier(here / "dossier").claims)
    for said in (
        (first, "--source", "وزير الدفاع", "--figure", "killed=21", "--accept"),
        (second, "--content", "الحدود مفتوحة", "--kind", "organization", "--accept", "--grade", "B3"),
        (third, "--event", "other:مغلق", "--reject", "--note", "نفي"),
    ):
        ended = run("review", "dossier", *said, "--by", "منى")
        assert ended.code == 0, ended.err
    return here / "dossier"


def reviewed(folder: Path) -> dict[str, tuple[object, ...]]:
    """What a reviewer says of each claim, by the words that introduce its source."""
    return {
        claim.source.mention.exact if claim.source.mention else "": (
            claim.source.name,
            claim.source.kind,
            [part.exact for part in claim.content],
            [figure.min for figure in claim.facets.figures] if claim.facets else [],
            claim.facets.event.type if claim.facets and claim.facets.event else None,
            claim.review.status,
            claim.review.note,
            claim.grading and (claim.grading.reliability, claim.grading.credibility),
        )
        for claim in read_dossier(folder).claims
    }


ALL = {
    "الوزير": ("وزير الدفاع", "person", ["إن القصف قتل 19 شخصا"], [21], "shelling", "accepted", None, None),
    "السفير": ("السفير", "organization", ["الحدود مفتوحة"], [], None, "accepted", None, ("B", 3)),
    "القاضي": ("القاضي", "person", ["إن الطريق مغلق"], [], "other", "rejected", "نفي", None),
}


def unfit(run: Run) -> list[str]:
    """The acts that no longer apply, as the log lists them."""
    return [line for line in run("review", "dossier", "--log").out.splitlines() if "; not applied: " in line]


def test_every_correction_is_there_before_anything_happens(run: Run, dossier: Path) -> None:
    assert reviewed(dossier) == ALL
    assert unfit(run) == []


@pytest.mark.parametrize(
    "command",
    [
        ("render", "dossier"),
        ("render", "dossier", "--lang", "ar"),
        ("document", "set", "dossier", "a", "publisher=Coast News", "--by", "منى"),
        ("document", "set", "dossier", "a", "published=2024-02-01", "--by", "منى"),
        ("build", "in", "--out", "dossier", "--force"),
        ("build", "in", "--out", "dossier", "--add"),
        ("build", "more", "--out", "dossier", "--add"),
    ],
    ids=" ".join,
)
def test_a_correction_survives(run: Run, here: Path, dossier: Path, command: tuple[str, ...]) -> None:
    article(here / "more", "b.txt", "قال الناطق إن المياه عادت\n")
    ended = run(*command)
    assert ended.code == 0, ended.err
    found = reviewed(dossier)
    assert {name: found[name] for name in ALL} == ALL
    assert unfit(run) == []


def test_a_correction_survives_a_newer_version_of_the_extractor(run: Run, dossier: Path) -> None:
    with registered(speaking(NewerExtractor)):
        ended = run("build", "in", "--out", "dossier", "--force")
    assert ended.code == 0, ended.err
    found = reviewed(dossier)
    assert {name: found[name] for name in found} == {name: ALL[name] for name in ("الوزير", "السفير")}
    assert len(unfit(run)) == 2
    assert all("the dossier no longer has this claim" in line for line in unfit(run))
    assert run("build", "in", "--out", "dossier", "--force").code == 0
    assert reviewed(dossier) == ALL


@pytest.mark.parametrize("how", ["--add", "--force"])
def test_a_corrected_article_keeps_each_review_that_still_applies(
    run: Run, here: Path, dossier: Path, how: str
) -> None:
    """Nineteen killed are now twenty-three, and a line before it moves every other claim."""
    text = "تصحيح: ورد خطأ في نسخة سابقة.\n" + KILLED.replace("19", "23") + OPEN + CLOSED
    article(here / "in", text=text, published="2024-03-01")
    ended = run("build", "in", "--out", "dossier", how)
    assert ended.code == 0, ended.err
    found = reviewed(dossier)
    assert {name: found[name] for name in ("السفير", "القاضي")} == {name: ALL[name] for name in ("السفير", "القاضي")}
    assert found["الوزير"][:3] == ("الوزير", "person", ["إن القصف قتل 23 شخصا"])
    assert found["الوزير"][5] == "draft"
    assert len(unfit(run)) == 2
    assert "no longer" in ended.err
    findings = run("validate", "dossier")
    assert findings.out.count("W513") + findings.err.count("W513") >= 2
