"""Reviewing on the command line: corrections, several claims at once, the log, tables, and the queue of keys."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from claims.cli.review_queue import Queue
from claims.model import Dossier
from claims.review import Wanted
from claims.store import dossier_files, read_acts, read_dossier, read_unfolded
from claims.workflow import Judgement, OpenReview, judge, review
from tests.cli.conftest import Run
from tests.review_log.made import CLAIMS, FIRE, KILLED, ROAD, WARD
from tests.review_log.made import dossier as made

NOW = "2026-03-02T00:00:00Z"


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772409600")
    monkeypatch.setenv("FACTSHEET_REVIEWER", "منى")


@pytest.fixture
def dossier(here: Path) -> Path:
    """A dossier of two articles, in the working folder, whose sheet is not rendered after each act."""
    folder = here / "dossier"
    for name, data in dossier_files(made()).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(autouse=True)
def no_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.workflow.sheet_update.CHEAP", 0)


def statuses(folder: Path) -> list[str]:
    return [claim.review.status for claim in read_dossier(folder).claims]


def test_several_claims_are_accepted_at_once(run: Run, dossier: Path) -> None:
    assert run("review", "dossier", KILLED.id, ROAD.id, "--accept").code == 0
    assert statuses(dossier) == ["accepted", "accepted", "draft", "draft"]
    assert run("review", "dossier", "-", "--reject", given=f"{FIRE.id}\n{WARD.id}\n".encode()).code == 0
    assert statuses(dossier) == ["accepted", "accepted", "rejected", "rejected"]


def test_a_draft_is_one_whatever_was_decided_before(run: Run, dossier: Path) -> None:
    """A withdrawn decision does not bring back the one that it replaced."""
    run("review", "dossier", KILLED.id, "--accept", "--grade", "B3")
    run("review", "dossier", KILLED.id, "--reject", "--grade", "C4")
    run("review", "dossier", KILLED.id, "--draft", "--grade", "none")
    claim = read_dossier(dossier).claims[0]
    assert (claim.review.status, claim.grading) == ("draft", None)


def test_the_rest_of_an_article_is_accepted(run: Run, dossier: Path) -> None:
    run("review", "dossier", ROAD.id, "--reject")
    assert run("review", "dossier", "--article", "market", "--accept").code == 0
    assert statuses(dossier) == ["accepted", "rejected", "accepted", "draft"]
    assert run("review", "dossier", "--article", "nowhere", "--accept").code == 2


def test_a_claim_is_corrected_and_accepted(run: Run, dossier: Path) -> None:
    ended = run("review", "dossier", KILLED.id, "--source", "خالد عمر", "--figure", "killed=21", "--accept")
    assert ended.out == f"{KILLED.id}: corrected; accepted by منى, {NOW}\n"
    claim = read_dossier(dossier).claims[0]
    assert (claim.source.name, claim.review.status) == ("خالد عمر", "accepted")
    assert claim.facets is not None
    assert [(figure.min, figure.max, figure.span.exact) for figure in claim.facets.figures] == [(21, 21, "قتل 19 شخصا")]


def test_boundaries_and_readings_are_corrected(run: Run, dossier: Path) -> None:
    run(
        "review",
        "dossier",
        FIRE.id,
        "--content",
        "النار امتدت إلى المخازن",
        "--event",
        "other:النار",
        "--mode",
        "mixed",
    )
    claim = read_dossier(dossier).claims[2]
    assert [part.exact for part in claim.content] == ["النار امتدت إلى المخازن"]
    assert claim.facets is not None
    assert claim.facets.event is not None
    assert (claim.mode, claim.facets.event.type, claim.facets.event.span.exact) == ("mixed", "other", "النار")
    run("review", "dossier", KILLED.id, "--remove", "قتل 19 شخصا")
    facets = read_dossier(dossier).claims[0].facets
    assert facets is not None
    assert facets.figures == ()


WRONG = {
    "words that are not there": (("--cue", "زعم"), "market: the article does not say 'زعم'. Copy the words"),
    "no kind": (("--kind", "people"), "'people' is not a kind of source. Use one of: person, unnamed"),
    "no number": (("--figure", "killed=many"), "'many' is not a number. Write 23, 19-23, >=19, <=23 or ~20"),
    "no figure": (("--figure", "nineteen"), "'nineteen' is not a figure. Write what it counts and the number"),
    "nothing so far": (("--figure", "injured=77"), f"{KILLED.id}: the claim has no figure of injured"),
    "no date": (("--time", "السوق=tomorrow"), "السوق: 'tomorrow' is not a date. Write it in EDTF: 2024-03-14"),
    "no time": (("--time", "السوق"), "'السوق' is not a time. Write its words and a date in EDTF"),
    "not said": (
        ("--time", "أمس=2024-03-01"),
        f"{KILLED.id}: the claim does not say 'أمس'. Copy the words from the claim",
    ),
    "no choice": (("--place", "السوق=1"), "'1' is not a place that 'السوق' can mean. Choose one of: none"),
    "no numbers": (("--figure", "killed=>=5:خمسة"), f"{KILLED.id}: the claim does not say 'خمسة'"),
    "no claim around": (("--within", "clm-zz"), "the dossier has no claim 'clm-zz'"),
    "in another article": (("--within", WARD.id), f"the claim {KILLED.id} cannot be part of {WARD.id}"),
    "in itself": (("--within", KILLED.id), f"the claim {KILLED.id} cannot be part of {KILLED.id}"),
    "one part": (("--split", "القصف"), f"{KILLED.id}: a claim is split into two or more"),
    "one part twice": (
        ("--split", "القصف", "--split", "القصف قتل"),
        "القصف قتل: these words are part of two of the new claims",
    ),
    "a part elsewhere": (
        ("--split", "القصف", "--split", "الطريق"),
        "الطريق: these words are not part of what is claimed",
    ),
    "no reading": (("--remove", "سبها"), f"{KILLED.id}: the claim has no reading of 'سبها'. It has readings of: "),
    "alone": (("--same-event",), "only one claim is named. Name two claims or more"),
}


@pytest.mark.parametrize(("given", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_corrected_is_said_and_nothing_is_recorded(
    run: Run, dossier: Path, given: tuple[str, ...], message: str
) -> None:
    ended = run("review", "dossier", KILLED.id, "--accept", *given)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"factsheet: error: {message}")
    assert not (dossier / "reviews").exists()


def test_a_claim_is_split_and_its_parts_are_decided(run: Run, dossier: Path) -> None:
    run("review", "dossier", FIRE.id, "--accept")
    parts = "النار امتدت إلى المخازن", "الماء انقطع"
    ended = run("review", "dossier", FIRE.id, "--split", parts[0], "--split", parts[1], "--reject", "--note", "قولان")
    found = [claim for claim in read_dossier(dossier).claims if claim.source.name == "شهود"]
    assert [claim.content[0].exact for claim in found] == [*parts]
    assert [(claim.review.status, claim.review.note) for claim in found] == [("rejected", "قولان")] * 2
    assert ended.out.splitlines() == [
        f"{claim.id}: part of {FIRE.id}; rejected by منى, {NOW}: قولان" for claim in found
    ]
    accepted, again = (line for line in run("review", "dossier", "--log").out.splitlines() if ": accept " in line)
    assert again == f"{accepted}; not applied: the claim was split"


def test_a_part_of_a_split_claim_can_have_several_parts(run: Run, dossier: Path) -> None:
    run("review", "dossier", FIRE.id, "--split", "النار امتدت […] الماء انقطع", "--split", "المخازن")
    found = [claim for claim in read_dossier(dossier).claims if claim.source.name == "شهود"]
    assert [[part.exact for part in claim.content] for claim in found] == [["النار امتدت", "الماء انقطع"], ["المخازن"]]


def test_a_missed_claim_is_added(run: Run, dossier: Path) -> None:
    words = ("--source", "شهود", "--kind", "group", "--cue", "وأن", "--content", "الماء انقطع", "--accept")
    ended = run("review", "dossier", "--add", "market", *words, "--within", FIRE.id[:10], "--grade", "3")
    claim = next(each for each in read_dossier(dossier).claims if each.cue.exact == "وأن")
    assert ended.out == f"{claim.id}: added; accepted by منى, {NOW}; graded -3\n"
    assert (claim.source.name, claim.source.kind, claim.within) == ("شهود", "group", FIRE.id)
    assert claim.source.mention is not None
    again = run("review", "dossier", "--add", "market", *words)
    assert (again.code, again.err) == (2, f"factsheet: error: {claim.id}: the dossier has this claim already\n")


NOT_ADDED = {
    "nothing": ((), "an added claim needs a source, attributing words and claimed words. Pass --source NAME"),
    "no such words": (("--source", "x", "--cue", "قال", "--content", "كذا"), "market: the article does not say 'كذا'"),
    "words at two places": (
        ("--source", "x", "--cue", "قال", "--content", "أن"),
        "market: the article says 'أن' several",
    ),
    "no kind": (
        ("--source", "x", "--kind", "y", "--cue", "قال", "--content", "الماء انقطع"),
        "'y' is not a kind of source",
    ),
    "an id": ((KILLED.id,), "--add cannot be combined with claim ids"),
    "a split": (("--split", "x"), "--add cannot be combined with claim ids"),
}


@pytest.mark.parametrize(("given", "message"), NOT_ADDED.values(), ids=NOT_ADDED)
def test_what_cannot_be_added_is_said_and_nothing_is_recorded(
    run: Run, dossier: Path, given: tuple[str, ...], message: str
) -> None:
    ended = run("review", "dossier", *given, "--add", "market")
    assert (ended.code, ended.out) == (2, "")
    assert message in ended.err
    assert not (dossier / "reviews").exists()


def test_sources_with_one_name_in_two_articles_are_kept_apart(run: Run, dossier: Path) -> None:
    run("review", "dossier", KILLED.id, WARD.id, "--source", "خالد عمر", "--kind", "person")
    assert run("review", "dossier", KILLED.id, WARD.id, "--other-source").code == 0
    (act,) = (each for each in read_acts(dossier) if each.act == "keep_apart")
    assert [(each.name, each.document) for each in act.sources] == [("خالد عمر", "market"), ("خالد عمر", "hospital")]


def test_every_act_is_listed_and_can_be_withdrawn(run: Run, dossier: Path) -> None:
    run("review", "dossier", KILLED.id, "--accept", "--note", "قرئ")
    (line,) = run("review", "dossier", "--log").out.splitlines()
    act = line.split()[0]
    assert f"منى: accept {KILLED.id} “قال المتحدث باسم الدفاع المدني" in line
    assert line.endswith(": قرئ")
    assert run("review", "dossier", "--undo", act).out == f"{act}: withdrawn\n"
    assert statuses(dossier)[0] == "draft"
    undone, listed = run("review", "dossier", "--log").out.splitlines()
    assert f": undo {act}" in undone
    assert listed == f"{line}; withdrawn"
    assert run("review", "dossier", "--undo", "act-0000000000000000").code == 2


def test_sources_and_events_are_put_together(run: Run, dossier: Path) -> None:
    assert run("review", "dossier", KILLED.id, ROAD.id, "--same-source").code == 0
    assert run("review", "dossier", KILLED.id, WARD.id, "--same-event").code == 0
    found = read_dossier(dossier)
    assert found.claims[1].source.name == KILLED.source.name
    assert [group.claims for group in found.groups] == [(KILLED.id, WARD.id)]


def test_two_reviewers_are_compared(run: Run, dossier: Path) -> None:
    assert run("review", "dossier", "--agreement").err.endswith("no two reviewers have decided on the same claim\n")
    review(dossier, [each.id for each in CLAIMS], by="منى", status="accepted")
    review(dossier, [KILLED.id, ROAD.id], by="سامي", status="accepted")
    review(dossier, [FIRE.id, WARD.id], by="سامي", status="rejected")
    both = ", ".join(sorted((FIRE.id, WARD.id)))
    assert run("review", "dossier", "--agreement").out == (
        f"سامي and منى: 4 common claims, 50% agreed, Cohen's kappa 0.00\n  differ on: {both}\n"
    )


def table(run: Run, changes: dict[str, dict[str, str]], delimiter: str = ",", encoding: str = "utf-8-sig") -> None:
    """Write the claims as a table, and change cells as in a spreadsheet."""
    run("render", "dossier", "--format", "csv", "--out", "claims.csv")
    text = Path("claims.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(row | changes.get(row["claim_id"], {}) for row in rows)
    Path("claims.csv").write_bytes(out.getvalue().encode(encoding))


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16")])
def test_decisions_come_back_from_a_spreadsheet(run: Run, dossier: Path, delimiter: str, encoding: str) -> None:
    changes = {
        KILLED.id: {"status": "accepted", "review_note": "=قرئ"},
        ROAD.id: {"status": "rejected"},
        FIRE.id: {"reliability": "B", "credibility": "3"},
    }
    table(run, changes, delimiter, encoding)
    assert run("review", "dossier", "--from-csv", "claims.csv").code == 0
    killed, road, fire, ward = read_dossier(dossier).claims
    assert (killed.review.status, killed.review.note, road.review.status) == ("accepted", "=قرئ", "rejected")
    assert fire.grading is not None
    assert (fire.grading.reliability, fire.grading.credibility) == ("B", 3)
    assert ward == WARD
    table(run, {})
    assert run("review", "dossier", "--from-csv", "claims.csv").err.endswith("no decisions found\n")


def test_a_cell_as_it_was_changes_nothing_whatever_was_done_since(run: Run, dossier: Path) -> None:
    review(dossier, [KILLED.id, ROAD.id], by="سامي", status="accepted", note="قرئ")
    table(run, {ROAD.id: {"status": "rejected"}})
    review(dossier, [KILLED.id], by="سامي", status="rejected")
    assert run("review", "dossier", "--from-csv", "claims.csv").code == 0
    own = [(act.act, act.claims[0].id, act.note) for act in read_acts(dossier) if act.by == "منى"]
    assert own == [("reject", ROAD.id, None)]
    # منى and سامي differ, and reading the table once more does not settle that.
    assert run("review", "dossier", "--from-csv", "claims.csv").err.endswith("no decisions found\n")
    assert read_dossier(dossier).claims[1].review.is_disputed


def test_each_bad_row_is_named_and_none_is_recorded(run: Run, dossier: Path) -> None:
    changes = {
        KILLED.id: {"status": "acepted"},
        ROAD.id: {"status": "accepted"},
        FIRE.id: {"claim_id": "clm-0"},
        WARD.id: {"credibility": "7"},
    }
    table(run, changes)
    ended = run("review", "dossier", "--from-csv", "claims.csv")
    assert ended.code == 2
    assert sorted(line.partition(": error: ")[2] for line in ended.err.splitlines()) == [
        "3 rows cannot be read, so nothing was recorded",
        "claims.csv:2: 'acepted' is not a status. Did you mean accepted?",
        "claims.csv:4: the dossier has no claim 'clm-0'. Remove the row, or restore its claim_id",
        "claims.csv:5: '7' is not a credibility. Write a number from 1 to 6",
    ]
    assert not (dossier / "reviews").exists()


def test_a_row_of_a_claim_that_was_corrected_since_is_refused(run: Run, dossier: Path) -> None:
    table(run, {KILLED.id: {"status": "accepted"}})
    run("review", "dossier", KILLED.id, "--source", "خالد عمر")
    ended = run("review", "dossier", "--from-csv", "claims.csv")
    assert f"the claim {KILLED.id} reads otherwise now. Export the table again" in ended.err
    assert statuses(dossier)[0] == "draft"


def pressed(folder: Path, keys: str, *notes: str) -> tuple[int, list[str]]:
    """Go through the queue with these keys; return the number of decisions, and the claims shown."""
    shown: list[str] = []
    queue = Queue(OpenReview(folder, "منى"), [claim.id for claim in CLAIMS], lambda _, claim: shown.append(claim.id))
    pending, written = iter(keys), iter(notes)
    return queue.run(lambda: next(pending, "q"), lambda _: next(written)), shown


def test_a_queue_takes_one_key_for_a_decision(dossier: Path) -> None:
    assert pressed(dossier, "ajraq") == (3, [claim.id for claim in CLAIMS])
    assert statuses(dossier) == ["accepted", "draft", "rejected", "accepted"]


def test_a_queue_goes_back_notes_and_undoes(dossier: Path) -> None:
    count, shown = pressed(dossier, "ankuraq", "لماذا")
    assert count == 2
    assert shown == [KILLED.id, ROAD.id, ROAD.id, KILLED.id, KILLED.id, ROAD.id, FIRE.id]
    claims = read_dossier(dossier).claims
    assert [claim.review.status for claim in claims] == ["rejected", "accepted", "draft", "draft"]
    assert claims[1].review.note == "لماذا"
    (file,) = (dossier / "reviews").iterdir()
    acts = [json.loads(line)["act"] for line in file.read_text("utf-8").splitlines()]
    assert acts == ["accept", "note", "undo", "reject", "accept"]


def test_a_queue_corrects_a_claim_and_undoes_it(dossier: Path) -> None:
    count, shown = pressed(dossier, "eaq", "source = خالد عمر")
    assert (count, shown) == (1, [KILLED.id, KILLED.id, ROAD.id])
    claim = read_dossier(dossier).claims[0]
    assert (claim.source.name, claim.review.status) == ("خالد عمر", "accepted")
    assert pressed(dossier, "eeuq", "kind=document", "kind=document") == (0, [KILLED.id, KILLED.id, KILLED.id])
    assert read_dossier(dossier).claims[0].source.kind == KILLED.source.kind
    assert [act.act for act in read_acts(dossier)] == ["correct", "accept", "correct", "undo"]


@pytest.mark.parametrize("said", ["خالد عمر", "name=خالد عمر", "source=", "cue=words that are not there"])
def test_a_queue_refuses_what_is_no_correction(dossier: Path, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert pressed(dossier, "eq", said) == (0, [KILLED.id])
    assert "error: " in capsys.readouterr().err
    assert list(read_acts(dossier)) == []


def test_a_queue_is_on_disk_after_each_key(dossier: Path) -> None:
    seen: list[list[str]] = []
    review = OpenReview(dossier, "منى")
    queue = Queue(review, [claim.id for claim in CLAIMS], lambda *_: seen.append(statuses(dossier)))
    keys = iter("aaq")
    queue.run(lambda: next(keys), str)
    assert [each.count("accepted") for each in seen] == [0, 1, 2]


def test_a_queue_finds_words_in_any_spelling(dossier: Path) -> None:
    count, shown = pressed(dossier, "//a", "النّار", "zzz")
    assert (count, shown) == (1, [KILLED.id, FIRE.id, CLAIMS[CLAIMS.index(FIRE) + 1].id])


def test_a_queue_shows_a_claim_again_that_reads_otherwise_meanwhile(dossier: Path) -> None:
    shown: list[str | None] = []
    queue = Queue(OpenReview(dossier, "منى"), [KILLED.id], lambda _, claim: shown.append(claim.source.name))
    keys = iter("aa")

    def key() -> str:
        if len(shown) == 1:
            judge(dossier, [KILLED.id], Judgement(Wanted(source="خالد عمر")), by="سامي")
        return next(keys)

    assert queue.run(key, str) == 1
    assert shown == [KILLED.source.name, "خالد عمر"]
    assert [act.act for act in read_acts(dossier)] == ["correct", "accept"]


def test_a_queue_reads_the_dossier_once(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[Path] = []

    def read(folder: Path) -> Dossier:
        reads.append(folder)
        return read_unfolded(folder)

    monkeypatch.setattr("claims.workflow.open_review.read_unfolded", read)
    assert pressed(dossier, "aranuq", "x")[0] == 2
    assert len(reads) == 1


def test_a_claim_beyond_a_text_that_was_cut_is_listed(run: Run) -> None:
    Path("a.txt").write_text("قال الوزير إن الحرب انتهت وإن الحدود مفتوحة أمام المدنيين.\n", encoding="utf-8")
    assert run("build", "a.txt", "--out", "d").code == 0
    Path("d/texts/a.txt").write_text("قال\n", encoding="utf-8")
    listed = run("review", "d")
    assert (listed.code, listed.out[:4]) == (0, "clm-")
    file = Path("d/claims.jsonl")
    file.write_text(re.sub(r'"end": \d+', '"end": 1000000000000', file.read_text("utf-8")), encoding="utf-8")
    listed = run("review", "d")
    assert (listed.code, listed.out[:4]) == (0, "clm-")
