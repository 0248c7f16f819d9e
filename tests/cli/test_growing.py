"""A dossier over its days: articles come, people decide, and each command says what it did."""

import json
import re
from pathlib import Path

import pytest

from claims.model import SheetLook
from claims.store import read_dossier
from claims.store.lock import locked, patience
from tests.cli.conftest import Ended, Run

WAR = "قال الوزير إن الحرب انتهت وإن الحدود مفتوحة أمام المدنيين.\n"
CORRECTED = "قال الوزير إن الحرب انتهت وإن الحدود مغلقة أمام المدنيين.\n"
COURT = "أعلن القاضي أن الحكم نهائي ولا يمكن الطعن فيه أمس.\n"
SHEET = f"{Path('dossier') / 'factsheet.md'}\n"


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772409600")
    monkeypatch.setenv("FACTSHEET_REVIEWER", "منى")


@pytest.fixture
def dossier(run: Run, here: Path) -> Path:
    Path("in").mkdir()
    Path("in/war.txt").write_text(WAR, encoding="utf-8")
    assert run("build", "in", "--out", "dossier", "--add", "--lang", "ar").code == 0
    return Path("dossier")


def claim(dossier: Path) -> str:
    return read_dossier(dossier).claims[0].id


def clean(run: Run, dossier: Path) -> bool:
    return run("validate", str(dossier)).code == 0


def test_articles_are_added(run: Run, dossier: Path) -> None:
    added = "factsheet: nothing new: the dossier already has all of these articles\nfactsheet: 1 claim in 1 article\n"
    assert run("build", "in", "--out", "dossier", "--add") == Ended(0, SHEET, added)
    Path("in/war.txt").write_text(CORRECTED, encoding="utf-8")
    Path("in/court.txt").write_text(COURT, encoding="utf-8")
    Path("in/empty.txt").write_text("", encoding="utf-8")
    ended = run("build", "in", "--out", "dossier", "--add")
    assert ended == Ended(
        1,
        SHEET,
        "factsheet: error: in/empty.txt: the file is empty. Pass a file with the text of an article\n"
        "factsheet: added: court\n"
        "factsheet: new version: war: 1 paragraph changed\n"
        "factsheet: 2 claims in 2 articles\n",
    )
    assert Path("dossier/factsheet.md").read_text(encoding="utf-8").startswith('<div dir="rtl" lang="ar">')
    assert clean(run, dossier)


def test_adding_and_building_again_are_two_things(run: Run, dossier: Path) -> None:
    ended = run("build", "in", "--out", "dossier", "--add", "--force")
    assert (ended.code, ended.err.splitlines()[-1]) == (
        2, "Error: --add and --force cannot be combined: --add keeps existing articles, --force rebuilds.",
    )  # fmt: skip


def test_a_claim_is_read_then_decided(run: Run, dossier: Path) -> None:
    id = claim(dossier)
    shown = run("review", "dossier", id[:8])
    assert (shown.code, shown.err) == (0, "")
    assert [shown.out.splitlines()[at] for at in (0, 6)] == [
        f"{id} in war",
        "draft; check first: the source may be misread",
    ]
    assert "[ق قال] [س الوزير] إن [م الحرب انتهت" in shown.out
    decision = "accepted by منى, 2026-03-02T00:00:00Z"
    assert run("review", "dossier", id, "--accept", "--grade", "b3") == Ended(0, f"{id}: {decision}; graded B3\n", "")
    again = run("review", "dossier", "-", "--reject", "--note", "نفي", "--by", "سامي", given=f"{id}\n".encode())
    assert (again.code, again.err) == (0, "")
    assert again.out.startswith(f"{id}: reviewers differ: ")
    assert {decision, "rejected by سامي, 2026-03-02T00:00:00Z: نفي"} == set(
        again.out.removesuffix("; graded B3\n").partition("differ: ")[2].split("; ")
    )
    settled = run("review", "dossier", id, "--reject", "--by", "ليلى")
    assert settled.out.startswith(f"{id}: rejected by ليلى, 2026-03-02T00:00:00Z")
    assert Path("dossier/factsheet.md").read_text(encoding="utf-8").startswith('<div dir="rtl" lang="ar">')
    assert clean(run, dossier)


REFUSED = {
    "no such claim": (("x", "--accept"), "the dossier has no claim 'x'. The sheet shows the id below each claim"),
    "no grade": (("clm", "--grade", "Z"), "'Z' is not a grade. Write the source's reliability (A to F), the "),
    "no name": (("clm", "--accept", "--by", " "), "reviewer name missing. Pass --by NAME, or set FACTSHEET_REVIEWER"),
    "a name of two lines": (("clm", "--accept", "--by", "a\nb"), r"'a\nb' is not a valid name. Use one line"),
}


@pytest.mark.parametrize(("given", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_decided_is_said(run: Run, dossier: Path, given: tuple[str, ...], message: str) -> None:
    ended = run("review", "dossier", *given)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"factsheet: error: {message}")
    assert read_dossier(dossier).claims[0].review.by is None


def test_git_knows_the_name(run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FACTSHEET_REVIEWER")
    for name, value in {"COUNT": "1", "KEY_0": "user.name", "VALUE_0": "ليلى"}.items():
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    assert "accepted by ليلى" in run("review", "dossier", claim(dossier), "--accept").out
    monkeypatch.setenv("PATH", "")
    assert run("review", "dossier", claim(dossier), "--accept").code == 2


def test_what_is_not_a_dossier_is_said(run: Run, here: Path) -> None:
    for command in (("review", "none", "x", "--accept"), ("document", "set", "none", "x", "url="), ("status", "none")):
        ended = run(*command)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith("factsheet: error: none: the folder has no dossier.json, so it is not a dossier")
    assert list(here.iterdir()) == []


def test_the_date_of_an_article_dates_what_it_says(run: Run, dossier: Path) -> None:
    Path("in/court.txt").write_text(COURT, encoding="utf-8")
    run("build", "in", "--out", "dossier", "--add")
    court = read_dossier(dossier).claims[1]
    assert court.facets is not None
    assert [time.edtf for time in court.facets.times] == [None]
    run("review", "dossier", court.id, "--accept")
    ended = run("document", "set", "dossier", "court", "published=2026-03-01", "author=")
    assert ended == Ended(0, "court: published: 2026-03-01 (was not known)\ncourt: author: not known\n", "")
    after = read_dossier(dossier).claims[1]
    assert after.facets is not None
    assert [time.edtf for time in after.facets.times] == ["2026-02-28"]
    assert after.review.status == "accepted"
    assert clean(run, dossier)
    shown = run("document", "show", "dossier", "court").out.splitlines()
    assert shown[0] == "court"
    assert "  published  2026-03-01  [person, منى, 2026-03-02T00:00:00Z]" in shown
    assert run("document", "show", "dossier").out.count("\n  title  ") == 2


def test_a_field_is_said_with_its_value(run: Run, dossier: Path) -> None:
    ended = run("document", "set", "dossier", "war", "published")
    assert ended.code == 2
    assert ended.err.endswith("Error: 'published' is not FIELD=VALUE, such as published=2024-02-28.\n")


def test_where_the_work_stands(run: Run, dossier: Path) -> None:
    Path("in/war.txt").write_text(CORRECTED, encoding="utf-8")
    Path("in/court.txt").write_text(COURT, encoding="utf-8")
    run("build", "in", "--out", "dossier", "--add")
    first, second = read_dossier(dossier).claims
    new, court = first.id, second.id
    assert first.found is not None
    scores = f"{first.found.confidence:.2f} {first.found.source_confidence:.2f}"
    run("review", "dossier", court, "--accept", "--grade", "B")
    run("document", "set", "dossier", "court", "url=https://news.example/1")
    told = run("status", "dossier")
    assert (told.code, told.err) == (0, "")
    gone = re.findall(r"1 claim removed: (clm-\w+)", told.out)
    assert told.out == (
        "2 articles, 2 claims: 1 draft, 1 accepted, 0 rejected; 1 graded\n\n"
        "Last addition, 2026-03-02T00:00:00Z:\n"
        "  1 article added: court\n"
        "  1 article updated: war\n"
        f"  2 claims added: {new}, {court}\n"
        f"  1 claim removed: {gone[0]}\n\n"
        "Changed since they were first read:\n"
        "  war: version 2, 1 paragraph changed\n\n"
        "To review, least sure first (1 of 1 to check first):\n"
        f"  {new}  {scores}  war: the source may be misread\n\n"
        "claims  draft  version  article  not known\n"
        "     1      1        2  war      published, publisher, url\n"
        "     1      0        1  court    published, publisher\n"
    )
    found = json.loads(run("status", "dossier", "--format", "json").out)
    assert found["last"]["documents_added"] == ["court"]
    assert [document["claims"]["draft"] for document in found["documents"]] == [1, 0]
    assert found["documents"][0]["change"] == {"added": 0, "removed": 0, "changed": 1}


def test_a_shell_inside_the_dossier_is_no_trouble(run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(dossier)
    for decision in ("--accept", "--reject"):
        assert run("review", ".", claim(Path()), decision).code == 0
    assert read_dossier(".").claims[0].review.status == "rejected"


def test_in_its_own_folder_a_dossier_need_not_be_named(
    run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = claim(dossier)
    (document,) = read_dossier(dossier).documents
    elsewhere = Path("dossier").resolve()
    monkeypatch.chdir(elsewhere)
    shown = run("review", id)
    assert (shown.code, id in shown.out) == (0, True)
    assert run("status").out.startswith("1 article")
    assert document.id in run("document", "show").out
    assert run("review", id, "--accept", "--by", "منى").code == 0
    monkeypatch.chdir(elsewhere.parent)
    assert run("review", id).code == 2
    assert {each.id for each in read_dossier(elsewhere).claims if each.review.status == "accepted"} == {id}


def test_words_that_are_too_long_for_a_path(run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    id = claim(dossier)
    monkeypatch.chdir(dossier)
    note = "كلمة " * 300
    assert run("review", id, "--reject", "--note", note).code == 0
    assert run("document", "set", "war", f"title={note}").code == 0
    assert read_dossier(".").claims[0].review.note == note


def test_a_sheet_that_is_out_of_date_is_rendered(run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.workflow.sheet_update.CHEAP", 0)
    told = "factsheet.md is out of date; run factsheet render dossier"
    assert run("review", "dossier", claim(dossier), "--accept").err == f"factsheet: note: {told}\n"
    assert run("status", "dossier").err == f"factsheet: {told}\n"
    assert json.loads(run("status", "dossier", "--format", "json").out)["sheet_current"] is False
    ended = run("render", "dossier")
    assert (ended.code, ended.err) == (0, f"factsheet: updated {Path('dossier/factsheet.md')}\n")
    assert ended.out.startswith('<div dir="rtl" lang="ar">')  # as the dossier's own sheet
    assert run("status", "dossier").err == ""
    assert run("render", "dossier").err == ""
    assert clean(run, dossier)


def test_the_sheet_in_the_dossier_keeps_the_language_that_it_is_rendered_in(run: Run, dossier: Path) -> None:
    assert run("render", "dossier", "--lang", "en", "--out", "dossier/factsheet.md") == Ended(0, "", "")
    assert run("review", "dossier", claim(dossier), "--accept").code == 0
    assert Path("dossier/factsheet.md").read_text(encoding="utf-8").startswith("# ")
    assert run("render", "dossier", "--lang", "ar").out.startswith("<div")
    assert read_dossier(dossier).sheet == SheetLook("en")


def test_a_run_waits_as_long_as_is_said(run: Run, dossier: Path) -> None:
    with locked(dossier):
        ended = run("review", "dossier", claim(dossier), "--accept", "--wait", "0.2")
    assert ended.code == 2
    waiting, given_up = ended.err.splitlines()
    assert re.fullmatch(r"factsheet: note: dossier: waiting up to 0\.2 seconds for .+ \(process .+\)", waiting)
    assert re.fullmatch(
        r"factsheet: error: dossier: .+ is changing the dossier\. Retry when it finishes, or wait longer with --wait",
        given_up,
    )
    assert patience.get() == 120
