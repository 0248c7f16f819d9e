"""Claims of too little confidence are left out, counted, and leave nothing behind that refers to them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

import claims
from claims.errors import ClaimsError
from claims.extraction import Language, language, registered
from claims.model import Claim, Document, ExtractionLimits, Found, Source, Span, claim_id
from claims.store import read_dossier
from claims.workflow import build, extract_all, review
from claims.workflow.confidence_filter import confident
from tests.workflow.articles import article, tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINE = re.compile(r"^(قال) (\w+) (\S+) (.+)$", re.MULTILINE)
MIXED = "قال الوزير 0.9 إن الحرب انتهت\n\nقال السفير 0.5 إن الحدود مفتوحة\n\nقال شاهد - إن الجسر مغلق\n"
DOUBTFUL = "قال القاضي 0.3 إن الحكم نهائي\n"


class SureExtractor:
    """A line `قال WHO 0.9 WHAT` is a claim with a confidence of 0.9; with `-` for it, one of a rule."""

    def extract(self, document: Document) -> list[Claim]:
        return [self._claim(document, line) for line in LINE.finditer(document.text)]

    def _claim(self, document: Document, line: re.Match[str]) -> Claim:
        cue, mention, content = (Span.of(document.text, *line.span(group)) for group in (1, 2, 4))
        by_rule = Found(rule="test", version="1")
        by_model = None if line[3] == "-" else Found(model="test", version="1", confidence=float(line[3]))
        return Claim(
            id=claim_id(document.id, mention.exact, cue.exact, [content.exact], 0),
            document=document.id,
            source=Source(mention.exact, "person", mention),
            cue=cue,
            content=(content,),
            mode="indirect",
            found=by_model or by_rule,
        )


@pytest.fixture(autouse=True)
def sure(plain: None) -> Iterator[None]:
    with registered(Language("ar", language("ar").folder, SureExtractor)):
        yield


def claim(name: str, confidence: float | None, within: str | None = None) -> Claim:
    span = Span(0, 1, "ق")
    found = None if confidence is None else Found(model="test", version="1", confidence=confidence)
    return Claim(name, "a", Source(name, "person", None), span, (span,), "indirect", within, found=found)


NESTED = [claim("a", 0.9), claim("b", 0.3, "a"), claim("c", 0.5, "b"), claim("d", 0.8, "c"), claim("e", None, "d")]
LIMITS = {
    "nothing asked": (0.0, ["a", "b in a", "c in b", "d in c", "e in d"]),
    "a claim in the middle": (0.4, ["a", "c in a", "d in c", "e in d"]),
    "two in a row": (0.6, ["a", "d in a", "e in d"]),
    "the innermost": (0.85, ["a", "e in a"]),
    "as sure as asked": (0.9, ["a", "e in a"]),
    "all of a model": (1.0, ["e"]),
}


def shown(kept: list[Claim]) -> list[str]:
    return [f"{one.id} in {one.within}" if one.within else one.id for one in kept]


@pytest.mark.parametrize(("least", "kept"), LIMITS.values(), ids=LIMITS)
def test_a_claim_moves_to_the_next_claim_around_it(least: float, kept: list[str]) -> None:
    assert shown(confident(NESTED, least)) == kept


def test_broken_records_stay_as_broken_as_they_were() -> None:
    elsewhere = claim("x", 0.9, "gone")
    cycle = [claim("p", 0.1, "q"), claim("q", 0.1, "p"), claim("r", 0.9, "p"), claim("s", 0.9, "s")]
    assert shown(confident([elsewhere, *cycle], 0.5)) == ["x in gone", "r", "s in s"]


def test_what_a_person_worked_on_stays() -> None:
    assert shown(confident(NESTED[:2], 0.99, {NESTED[1].id})) == ["b"]


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan")])
def test_what_is_no_confidence_is_refused(wrong: float, tmp_path: Path) -> None:
    document = Document.from_text("a", MIXED, "ar")
    tries = (
        lambda: claims.extract(document, min_confidence=wrong),
        lambda: list(extract_all([article(tmp_path / "in")], min_confidence=wrong)),
        lambda: build([tmp_path / "in"], tmp_path / "out", min_confidence=wrong),
    )
    for attempt in tries:
        with pytest.raises(ClaimsError, match=r"min_confidence is .*\. Pass a number from 0 to 1"):
            attempt()
    assert not (tmp_path / "out").exists()


def test_the_library_leaves_them_out() -> None:
    found = claims.extract(Document.from_text("a", MIXED, "ar"), min_confidence=0.6)
    assert [one.source.name for one in found] == ["الوزير", "شاهد"]


def names(out: Path) -> list[str | None]:
    return [one.source.name for one in read_dossier(out).claims]


def test_a_dossier_keeps_to_its_limit(tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = article(tmp_path / "in", text=MIXED)
    report = build([first], out, min_confidence=0.6)
    assert (names(out), dict(report.left_out)) == (["الوزير", "شاهد"], {"a": 1})
    assert json.loads((out / "dossier.json").read_text("utf-8"))["extraction"] == {"min_confidence": 0.6}

    report = build([article(tmp_path / "in", "b.txt", DOUBTFUL)], out, add=True)
    assert (names(out), dict(report.left_out)) == (["الوزير", "شاهد"], {"b": 1})
    assert [document.id for document in report.silent] == ["b"]

    longer = article(tmp_path / "in", text=MIXED + "\nقال خبير 0.4 إن الطريق طويل\n\nقال طبيب 0.7 إن الدواء نفد\n")
    report = build([longer], out, add=True)
    assert (names(out), dict(report.left_out)) == (["الوزير", "شاهد", "طبيب"], {"a": 2})

    report = build([tmp_path / "in"], out, force=True)
    assert (names(out), dict(report.left_out)) == (["الوزير", "شاهد", "طبيب"], {"a": 2, "b": 1})

    report = build([tmp_path / "in"], out, force=True, min_confidence=0)
    assert (len(names(out)), dict(report.left_out)) == (6, {})
    assert read_dossier(out).extraction is None
    assert "extraction" not in json.loads((out / "dossier.json").read_text("utf-8"))


def test_another_limit_with_an_addition_holds_from_then_on(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([article(tmp_path / "in", text=MIXED)], out)
    before = tree(out)
    build([tmp_path / "in"], out, add=True, min_confidence=0.6)
    assert names(out) == ["الوزير", "السفير", "شاهد"]
    assert {name for name, data in tree(out).items() if before[name] != data} == {"dossier.json"}
    assert read_dossier(out).extraction == ExtractionLimits(0.6)
    build([article(tmp_path / "in", "b.txt", DOUBTFUL)], out, add=True)
    assert names(out) == ["الوزير", "السفير", "شاهد"]


def test_a_decision_is_not_lost_for_a_limit(tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = article(tmp_path / "in", text=MIXED)
    build([first], out)
    doubtful = read_dossier(out).claims[1].id
    review(out, [doubtful], by="منى", status="accepted")
    report = build([first], out, force=True, min_confidence=1)
    assert (names(out), report.reviews_kept, dict(report.left_out)) == (["السفير", "شاهد"], 1, {"a": 1})
