"""The benchmark's score: what it counts as right at each level, and that a loss is seen."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.attribution import __main__ as benchmark
from benchmarks.attribution.scoring import Annotated, Score

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "قال وزير الصحة هاني موسى إن المستشفيات في العاصمة ممتلئة منذ أسبوع بالجرحى والمرضى معا اليوم"


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


WANTED = Annotated(
    source=at("وزير الصحة هاني موسى"),
    cue=at("قال"),
    content=(at("المستشفيات في العاصمة ممتلئة منذ أسبوع بالجرحى والمرضى معا اليوم"),),
    name="وزير الصحة هاني موسى",
)
LEVELS = {
    "the same": (WANTED, {"claim", "who", "resolved", "strict"}),
    "half of the content": (
        replace(WANTED, content=(at("المستشفيات في العاصمة ممتلئة"),)),
        {"claim", "who", "resolved"},
    ),
    "less than half": (replace(WANTED, content=(at("المستشفيات في"),)), set()),
    "another cue": (replace(WANTED, cue=at("إن")), {"claim", "who", "resolved"}),
    "no source": (replace(WANTED, source=None), {"claim", "resolved"}),
    "half of the source": (replace(WANTED, source=at("هاني موسى")), {"claim", "who", "resolved", "strict"}),
    "a word of the source": (replace(WANTED, source=at("موسى")), {"claim", "resolved"}),
    "a family name": (replace(WANTED, name="موسى"), {"claim", "who", "strict"}),
    "half of the name, spelled otherwise": (
        replace(WANTED, name="هانى موسي"),
        {"claim", "who", "resolved", "strict"},
    ),
    "another name": (replace(WANTED, name="مصدر طبي"), {"claim", "who", "strict"}),
}


@pytest.mark.parametrize(("found", "levels"), LEVELS.values(), ids=LEVELS.keys())
def test_levels(found: Annotated, levels: set[str]) -> None:
    score = Score()
    score.add("a", TEXT, [WANTED], [found])
    assert score.found == [(found, frozenset(levels))]
    assert score.figures()["claim"] == ((1.0, 1.0, 1.0) if "claim" in levels else (0.0, 0.0, 0.0))


def test_where_no_source_is_written_words_that_name_it_are_right() -> None:
    score = Score()
    score.add("a", TEXT, [replace(WANTED, source=None)], [WANTED])
    assert score.found == [(WANTED, frozenset({"claim", "who", "resolved", "strict"}))]


def test_what_is_optional_costs_nothing() -> None:
    optional = replace(WANTED, optional=True)
    for found in ([], [WANTED]):
        score = Score()
        score.add("a", TEXT, [optional], found)
        assert (score.wanted, score.found, score.missed, score.spurious) == (0, [], [], [])


def test_a_claim_is_paired_once() -> None:
    score = Score()
    twice = replace(WANTED, content=(at("المستشفيات في العاصمة ممتلئة منذ أسبوع بالجرحى"),))
    score.add("a", TEXT, [WANTED], [twice, WANTED])
    assert score.spurious == [("a", twice)]
    precision, recall, f1 = score.figures()["claim"]
    assert (precision, recall, round(f1, 3)) == (0.5, 1.0, 0.667)


def test_a_loss_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    text = "قال الوزير إن الباب مغلق."
    claims = [
        {"cue": [0, 3], "source": [4, 10], "content": [[14, 24]], "resolved": "الوزير"},
        {"cue": [14, 19], "source": None, "content": [[0, 3]], "resolved": None},
    ]
    (tmp_path / "gold.json").write_text(json.dumps({"one": claims}), encoding="utf-8")
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "one.txt").write_text(text, encoding="utf-8")
    floor = tmp_path / "floor.toml"
    monkeypatch.setattr(sys, "argv", ["benchmark", str(tmp_path), "--floor", str(floor), "--record"])
    assert benchmark.main() == 0
    assert "claim = 0.666" in floor.read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["benchmark", str(tmp_path), "--floor", str(floor), "--errors", "5"])
    assert benchmark.main() == 0
    floor.write_text(f"[{tmp_path.name}]\nclaim = 0.7\n", encoding="utf-8")
    capsys.readouterr()
    assert benchmark.main() == 1
    said = capsys.readouterr().out
    assert f"Below the floor: {tmp_path.name} claim is 0.667, was 0.700" in said
    assert "missed one : [الباب] قال" in said
