"""Two clones of a dossier in which people review, and git merges: no conflict, and nothing is lost."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from claims.model import Correction, Source
from claims.model.json_records import to_record
from claims.review_log import fold
from claims.store import dossier_files, read_dossier, review_file
from claims.store.json_lines import dumps
from claims.workflow import render_again, review, reviewing, translate
from claims.workflow.validation import validation_run
from tests.review_log.made import FIRE, KILLED, MISSED, ROAD, WARD, dossier

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GIT = shutil.which("git")
pytestmark = pytest.mark.skipif(GIT is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> str:
    ran = subprocess.run(
        [str(GIT), "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", *arguments],
        cwd=folder, check=False, capture_output=True, timeout=60, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture
def clones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Two clones of one dossier, with one act that both know."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")
    first, second = tmp_path / "first", tmp_path / "second"
    for name, data in dossier_files(dossier()).items():
        (first / name).parent.mkdir(parents=True, exist_ok=True)
        (first / name).write_bytes(data)
    render_again(first)
    review(first, [WARD.id], by="منى", status="accepted")
    git(first, "init", "-q", "-b", "main")
    git(first, "add", "-A")
    git(first, "commit", "-qm", "a dossier")
    git(tmp_path, "clone", "-q", str(first), str(second))
    return first, second


def merged(first: Path, second: Path) -> Path:
    """The first clone after it has merged the work of the second."""
    for folder in (first, second):
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", "review")
    git(first, "pull", "-q", "--no-rebase", "--no-edit", str(second), "main")
    assert git(first, "status", "--porcelain") == ""
    return first


def lines(folder: Path) -> set[bytes]:
    """The lines of all reviewers' files."""
    return {line for path in (folder / "reviews").iterdir() for line in path.read_bytes().splitlines()}


def decide(id: str, by: str, status: str) -> Callable[[Path], object]:
    return lambda folder: review(folder, [id], by=by, status=status)  # type: ignore[arg-type]


def correct(id: str, by: str, name: str) -> Callable[[Path], None]:
    def run(folder: Path) -> None:
        with reviewing(folder, by) as session:
            session.correct(id, Correction(source=Source(name, "person", None)))

    return run


def add(by: str) -> Callable[[Path], None]:
    def run(folder: Path) -> None:
        with reviewing(folder, by) as session:
            session.decide(session.add("market", MISSED), "accept")

    return run


def undo_all(by: str) -> Callable[[Path], None]:
    def run(folder: Path) -> None:
        with reviewing(folder, by) as session:
            for act in list(session.folded.acts.effective):
                session.undo(act.id)

    return run


def translated(folder: Path) -> None:
    line = {"id": ROAD.id, "language": "en", "text": "the road is closed", "by": "Huda", "how": "human"}
    translate(folder, [("en.jsonl:1", line)])


WORK: dict[str, tuple[Callable[[Path], object], Callable[[Path], object], dict[str, str]]] = {
    "different claims": (
        decide(KILLED.id, "منى", "accepted"), decide(ROAD.id, "سامي", "rejected"),
        {KILLED.id: "accepted", ROAD.id: "rejected"},
    ),
    "different claims, one person": (
        decide(KILLED.id, "منى", "accepted"), decide(ROAD.id, "منى", "rejected"),
        {KILLED.id: "accepted", ROAD.id: "rejected"},
    ),
    "the same claim, agreeing": (
        decide(KILLED.id, "منى", "accepted"), decide(KILLED.id, "سامي", "accepted"), {KILLED.id: "accepted"},
    ),
    "the same claim, differing": (
        decide(KILLED.id, "منى", "accepted"), decide(KILLED.id, "سامي", "rejected"), {KILLED.id: "disputed"},
    ),
    "the same act": (
        decide(KILLED.id, "منى", "accepted"), decide(KILLED.id, "منى", "accepted"), {KILLED.id: "accepted"},
    ),
    "added claims": (add("منى"), add("سامي"), {}),
    "a correction and a decision": (
        correct(FIRE.id, "منى", "خالد"), decide(FIRE.id, "سامي", "accepted"), {FIRE.id: "draft"},
    ),
    "two corrections": (correct(FIRE.id, "منى", "خالد"), correct(FIRE.id, "سامي", "عمر"), {FIRE.id: "disputed"}),
    "an undo and a decision": (
        undo_all("سامي"), decide(KILLED.id, "منى", "accepted"), {WARD.id: "draft", KILLED.id: "accepted"},
    ),
    "a translation and a decision": (translated, decide(KILLED.id, "منى", "accepted"), {KILLED.id: "accepted"}),
}  # fmt: skip


@pytest.mark.parametrize(("here", "there", "states"), WORK.values(), ids=WORK)
def test_clones_merge_without_conflict_and_nothing_is_lost(
    clones: tuple[Path, Path],
    here: Callable[[Path], object],
    there: Callable[[Path], object],
    states: dict[str, str],
) -> None:
    first, second = clones
    here(first)
    there(second)
    before = {
        line for folder in clones for path in (folder / "reviews").iterdir() for line in path.read_bytes().splitlines()
    }
    folder = merged(first, second)
    after = [line for path in (folder / "reviews").iterdir() for line in path.read_bytes().splitlines()]
    assert set(after) == before
    found = read_dossier(folder)
    assert found.log is not None
    assert {dumps(to_record(act)).encode() for act in found.log.acts} == before
    claims = {claim.id: claim.review for claim in found.claims}
    assert {id: "disputed" if claims[id].is_disputed else claims[id].status for id in states} == states
    assert len(claims) == 4 + (here.__qualname__.startswith("add"))
    turned = replace(found, log=replace(found.log, acts=(*reversed(found.log.acts), found.log.acts[0])))
    assert fold(turned).dossier.claims == found.claims


def test_after_a_merge_the_sheet_is_out_of_date_until_it_is_rendered(clones: tuple[Path, Path]) -> None:
    first, second = clones
    review(first, [KILLED.id], by="منى", status="accepted", note="قرئ")
    review(second, [ROAD.id], by="سامي", status="rejected", note="نفي")
    folder = merged(first, second)
    assert "E401" in {finding.code for finding in validation_run().check(folder)}
    render_again(folder)
    assert list(validation_run(ignore=["W"]).check(folder)) == []


def test_each_reviewer_has_a_file_whose_name_every_system_can_write() -> None:
    names = ["Leila Haddad", "منى", "../../etc/passwd", "CON", "", "a\x00b", "x" * 300, "Zoë", "نُور"]
    files = [review_file(name) for name in names]
    assert files[:5] == [
        "reviews/Leila-Haddad.jsonl", "reviews/منى.jsonl", "reviews/etc-passwd.jsonl", "reviews/reviewer-CON.jsonl",
        "reviews/reviewer-.jsonl",
    ]  # fmt: skip
    assert all(name.count("/") == 1 and ".." not in name and len(name) < 120 for name in files)


def test_acts_are_only_appended(clones: tuple[Path, Path]) -> None:
    folder, _ = clones
    (file,) = (folder / "reviews").iterdir()
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    before = file.read_bytes()
    claims = (folder / "claims.jsonl").read_bytes()
    review(folder, [KILLED.id, ROAD.id], by="منى", status="accepted")
    after = file.read_bytes()
    assert after.startswith(before + b"\n")
    assert after.count(b"\n") == 3
    assert (folder / "claims.jsonl").read_bytes() == claims
