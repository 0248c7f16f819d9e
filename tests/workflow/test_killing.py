"""Whenever a run is killed, the dossier is whole, and is what it was before or what it was to become."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from claims.store import read_dossier
from claims.workflow.validation import validation_run
from tests.workflow.articles import SPEECH, article, tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from claims.validation.findings import Finding

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills children of a process that forks")

CHECKOUT = Path(__file__).resolve().parents[2]
CORRECTED = "قال الوزير إن الحرب انتهت\nقال السفير إن الحدود مغلقة\n"
RANDOM_KILLS = {"add": 20, "review": 20, "review again": 10}

Kill: TypeAlias = "Callable[..., tuple[int, float]]"
"""Gives an order to the victim; says how its child ended, and after how many seconds."""


@pytest.fixture(scope="module")
def victim() -> Iterator[Kill]:
    """Gives an order to a process that carries it out in a child and kills that as ordered."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "SOURCE_DATE_EPOCH": "1772323200"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.workflow.victim"],
        cwd=CHECKOUT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process as running:
        assert running.stdin is not None
        assert running.stdout is not None

        def order(**what: Any) -> tuple[int, float]:
            running.stdin.write(json.dumps(what) + "\n")  # type: ignore[union-attr]
            running.stdin.flush()  # type: ignore[union-attr]
            code, seconds = json.loads(running.stdout.readline())  # type: ignore[union-attr]
            return code, seconds

        try:
            yield order
            running.stdin.close()
            running.wait(timeout=60)
        finally:
            running.kill()


def errors(folder: Path) -> list[Finding]:
    """What is wrong with a dossier."""
    return [finding for finding in validation_run().check(folder) if finding.code.startswith("E")]


class Scene:
    """A dossier, what is to be done to it, and what it is before and after that."""

    def __init__(self, place: Path, order: Kill, name: str) -> None:
        self.order = order
        self.name = name
        self.whole = place / "whole"
        assert order(folder=str(self.whole), work={"add": [str(article(place / "in"))]})[0] == 0
        claims = [claim.id for claim in read_dossier(self.whole).claims]
        if name == "review again":  # What is then appended stands in the journal.
            assert order(folder=str(self.whole), work={"review": claims})[0] == 0
        self.work: dict[str, list[str]] = {"review": [claim.id for claim in read_dossier(self.whole).claims]}
        if name.startswith("add"):
            article(place / "in", text=SPEECH + CORRECTED)
            article(place / "in", "b.txt", "قال القاضي إن الحكم نهائي\n")
            self.work = {"add": [str(place / "in")]}
        self.before = tree(self.whole)
        self.folder = place / "run" / "dossier"
        self.reset()
        code, self.seconds = self.run()
        assert code == 0
        self.after = tree(self.folder)
        assert self.after != self.before
        assert errors(self.whole) == errors(self.folder) == []

    def reset(self) -> None:
        """Bring everything back to what it was before, and leave beside it what a killed run left there."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.whole, self.folder)

    def run(self, **kill: float) -> tuple[int, float]:
        return self.order(folder=str(self.folder), work=self.work, **kill)

    def check(self) -> None:
        """The dossier is what it was before or what it was to become."""
        read_dossier(self.folder)  # which brings it back where it lies aside
        assert tree(self.folder) in (self.before, self.after)


@pytest.fixture(params=RANDOM_KILLS)
def scene(tmp_path: Path, victim: Kill, request: pytest.FixtureRequest) -> Scene:
    return Scene(tmp_path, victim, request.param)


@pytest.fixture(autouse=True)
def really(monkeypatch: pytest.MonkeyPatch, plain: None) -> None:
    """The sheet is the real one, by which it is validated."""
    monkeypatch.undo()


def test_killed_before_each_of_its_steps(scene: Scene) -> None:
    step = 0
    while True:
        step += 1
        scene.reset()
        code, _ = scene.run(at=step)
        scene.check()
        if code == 0:
            break
        assert code == -9
    assert step > 20
    assert tree(scene.folder) == scene.after
    assert [path.name for path in scene.folder.parent.iterdir()] == ["dossier"]


def test_killed_at_random_moments(scene: Scene) -> None:
    chance = random.Random(1)
    for _ in range(RANDOM_KILLS[scene.name]):
        scene.reset()
        scene.run(after=chance.uniform(0, scene.seconds * 1.1))
        scene.check()
    scene.reset()
    assert scene.run()[0] == 0
    assert tree(scene.folder) == scene.after
    assert [path.name for path in scene.folder.parent.iterdir()] == ["dossier"]
