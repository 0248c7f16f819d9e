"""How sure the model is, as the commands say it: what is left out, what to check first, what to review first."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from claims.model import Found
from claims.store import dossier_files, read_dossier
from tests.cli.conftest import Ended, Run

TEXT = "قال الوزير إن الحرب انتهت. وأضاف القاضي أن الحدود مفتوحة. وأكدت الشرطة أن الطريق مغلق.\n"
SCORES = [(0.9, 0.95), (0.5, 0.9), (0.9, 0.3)]
MISREAD = "check first: the {} may be misread"


@pytest.fixture
def dossier(run: Run, here: Path) -> Path:
    """A dossier with one claim of each kind: sure, unsure of the claim, unsure of the source."""
    Path("news.txt").write_text(TEXT, encoding="utf-8")
    assert run("build", "news.txt", "--out", "dossier").code == 0
    there = read_dossier("dossier")
    assert len(there.claims) == len(SCORES)
    claims = tuple(
        replace(
            claim,
            found=Found(model="m", version="1", confidence=of_claim, source_confidence=of_source),
            source=replace(claim.source, uncertain=False),
        )
        for claim, (of_claim, of_source) in zip(there.claims, SCORES, strict=True)
    )
    for name, data in dossier_files(replace(there, claims=claims)).items():
        Path("dossier", name).write_bytes(data)
    return Path("dossier")


def ids(dossier: Path) -> list[str]:
    return [claim.id for claim in read_dossier(dossier).claims]


def listed(text: str) -> list[str]:
    return re.findall(r"^(clm-\w+) in news$", text, re.MULTILINE)


def test_what_is_left_out_is_counted(run: Run, here: Path) -> None:
    Path("news.txt").write_text(TEXT, encoding="utf-8")
    every = run("extract", "news.txt").out.splitlines()
    best = max(json.loads(line)["found"]["confidence"] for line in every)
    some = run("extract", "news.txt", "--min-confidence", str(best))
    kept = [line for line in every if json.loads(line)["found"]["confidence"] >= best]
    left_out = len(every) - len(kept)
    assert some.out.splitlines() == kept
    assert some.err == (
        f"factsheet: {left_out} claim{'s' * (left_out > 1)} with a confidence below {best:g} left out\n"
        if left_out
        else ""
    )
    assert run("extract", "news.txt", "--min-confidence", "0") == Ended(0, "\n".join([*every, ""]), "")
    said = (
        "factsheet: note: news: no claims with a confidence of 1 or more\n"
        "factsheet: 3 claims with a confidence below 1 left out\n"
    )
    assert run("extract", "news.txt", "--min-confidence", "1") == Ended(0, "", said)
    built = run("build", "news.txt", "--out", "dossier", "--min-confidence", "1")
    assert (built.code, built.err) == (0, f"{said}factsheet: 0 claims in 1 article\n")
    assert run("validate", "dossier").code == 0


@pytest.mark.parametrize("wrong", ["-0.1", "1.1", "nan", "half"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", "news.txt", "--min-confidence"),
        ("build", "news.txt", "--out", "d", "--min-confidence"),
        ("render", "d", "--check-below"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_what_is_no_share_is_refused(run: Run, arguments: tuple[str, ...], wrong: str) -> None:
    ended = run(*arguments, wrong)
    assert (ended.code, ended.out) == (2, "")
    assert f"Error: Invalid value for '{arguments[-1]}': " in ended.err


def test_the_list_begins_with_the_least_sure(run: Run, dossier: Path) -> None:
    sure, of_claim, of_source = ids(dossier)
    ended = run("review", "dossier")
    assert (ended.code, ended.err) == (0, "factsheet: 3 claims to review, 2 of them to check first\n")
    assert listed(ended.out) == [of_source, of_claim, sure]
    states = [line for line in ended.out.splitlines() if line.startswith("draft")]
    assert states == [f"draft; {MISREAD.format('source')}", f"draft; {MISREAD.format('claim')}", "draft"]
    assert listed(run("review", "dossier", "--order", "article").out) == [sure, of_claim, of_source]


def test_what_is_decided_leaves_the_list(run: Run, dossier: Path) -> None:
    sure, of_claim, of_source = ids(dossier)
    assert run("review", "dossier", of_source, "--accept", "--by", "منى").code == 0
    assert run("review", "dossier", sure, "--reject", "--by", "منى").code == 0
    ended = run("review", "dossier")
    assert (listed(ended.out), ended.err) == ([of_claim], "factsheet: 1 claim to review, 1 of them to check first\n")
    assert "check first" not in run("review", "dossier", of_source).out
    assert run("review", "dossier", of_claim, "--accept", "--by", "منى").code == 0
    assert run("review", "dossier") == Ended(0, "", "factsheet: 0 claims to review, 0 of them to check first\n")
    assert "To review" not in run("status", "dossier").out


def test_the_list_has_the_orders_of_the_desk(run: Run, dossier: Path) -> None:
    from claims.cli.review import command
    from claims.review.review_order import ORDERS

    (order,) = (option for option in command.params if option.name == "order")
    assert tuple(order.type.choices) == ORDERS  # type: ignore[attr-defined]
    assert sorted(listed(run("review", "dossier", "--order", "event").out)) == sorted(ids(dossier))


def test_an_order_is_for_the_list(run: Run, dossier: Path) -> None:
    ended = run("review", "dossier", ids(dossier)[0], "--order", "article")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith("Error: --order is for the list of all claims: leave out the ids.\n")
    assert run("review", "dossier", "--accept").err.endswith(
        "Error: Pass the id of a claim, --article ID, --add ARTICLE, or --from-brat FOLDER.\n"
    )


def test_the_status_lists_the_least_sure(run: Run, dossier: Path) -> None:
    sure, of_claim, of_source = ids(dossier)
    assert (
        "\n\nTo review, least sure first (2 of 3 to check first):\n"
        f"  {of_source}  0.90 0.30  news: the source may be misread\n"
        f"  {of_claim}  0.50 0.90  news: the claim may be misread\n"
        f"  {sure}  0.90 0.95  news\n\n"
    ) in run("status", "dossier").out
    found = json.loads(run("status", "dossier", "--format", "json").out)["undecided"]
    assert [(claim["id"], claim["check_first"]) for claim in found] == [
        (of_source, ["source"]),
        (of_claim, ["claim"]),
        (sure, []),
    ]
    assert found[0] == {
        "id": of_source,
        "document": "news",
        "confidence": 0.9,
        "source_confidence": 0.3,
        "check_first": ["source"],
    }


def test_a_long_list_is_cut(run: Run, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.cli.status._LISTED", 1)
    told = run("status", "dossier").out
    assert "  … 2 more: factsheet review dossier\n" in told
    assert told.count("clm-") == 1


def test_the_dossier_keeps_what_is_to_be_checked(run: Run, dossier: Path) -> None:
    own = Path("dossier/factsheet.md")
    assert run("render", "dossier", "--out", str(own), "--check-below", "0.2") == Ended(0, "", "")
    assert "Check first:" not in own.read_text(encoding="utf-8")
    assert json.loads(Path("dossier/dossier.json").read_text("utf-8"))["sheet"]["check_below"] == 0.2
    assert run("review", "dossier").err == "factsheet: 3 claims to review, 0 of them to check first\n"
    assert "Check first:" not in run("render", "dossier").out
    for once in (("--check-below", "1"), ("--check-below", "1", "--format", "html")):
        assert run("render", "dossier", *once).out.count("Check first:") == 3
    assert run("review", "dossier", ids(dossier)[0], "--accept", "--by", "منى").code == 0
    assert "Check first:" not in own.read_text(encoding="utf-8")
    assert run("validate", "dossier").code == 0
    assert run("verify", str(own), "dossier").code == 0
    assert run("render", "dossier", "--out", str(own), "--check-below", "0.6") == Ended(0, "", "")
    assert own.read_text(encoding="utf-8").count("Check first:") == 2
