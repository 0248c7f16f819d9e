"""`factsheet review`: records a person's decisions on claims."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from claims.cli import options, reviewer_name, terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from claims.model import Claim, Dossier, Grading, Review, Status

__all__ = ["command"]


@click.command("review", cls=options.DossierCommand, short_help="List, show, accept, reject or grade claims.")
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@click.argument("ids", metavar="[ID]…", nargs=-1)
@click.option("--accept", "status", flag_value="accepted", help="The claim matches the article.")
@click.option(
    "--reject",
    "status",
    flag_value="rejected",
    help="The claim does not match the article; the sheet lists it separately.",
)
@click.option("--draft", "status", flag_value="draft", help="Withdraw the decision: the claim is a draft again.")
@click.option("--note", metavar="TEXT", help="Your reason, such as why an unnamed source is relied on.")
@click.option("--grade", metavar="GRADE", help="Admiralty code: B3, B or 3; none removes the grade.")
@click.option(
    "--order",
    type=click.Choice(["doubt", "article"]),
    help="Without ID: list the least sure claims first (the default), or as they stand in the articles.",
)
@click.option("--from-brat", "annotated", metavar="FOLDER", type=options.PATH, help="Import corrections made in brat.")
@reviewer_name.by
@options.wait
def command(
    dossier: Path,
    ids: tuple[str, ...],
    *,
    status: Status | None,
    note: str | None,
    grade: str | None,
    order: str | None,
    annotated: Path | None,
    by: str | None,
) -> int:
    r"""Show claims in their article, or record your decision on them with your name and the time.

    Without ID, all claims that nobody has accepted or rejected are listed, those to check first before the others:
    claims whose source is uncertain, then by the lower of the model's confidences in the claim and in its source.

    ID is the id of a claim as the sheet shows it, or its beginning; - reads ids from standard input, one per line.
    Without a decision, the claims are only shown. After a decision the sheet is updated; a
    dossier with more than 500 claims keeps it until `factsheet render DOSSIER`. Inside a dossier's folder, DOSSIER can
    be left out.

    \b
    Examples:
      # List what to review, the least sure claims first
      factsheet review dossier
      # Read a claim, then accept it
      factsheet review dossier clm-681fef546be8
      factsheet review dossier clm-681fef546be8 --accept
      # Reject it with a reason, under another name
      factsheet review dossier clm-681f --reject --note "The article denies it" --by "Leila Haddad"
      # Grade it: source usually reliable, information possibly true
      factsheet review dossier clm-681f --grade B3
      # Accept all claims of one document
      grep '"document": "report"' dossier/claims.jsonl | grep -o '"id": "clm-[0-9a-f]*"' |
          cut -d '"' -f 4 | factsheet review dossier - --accept
      # Correct claims in brat (https://brat.nlplab.org) and import the corrections
      factsheet render dossier --format brat --out annotated
      factsheet review dossier --from-brat annotated

    Reliability of the source: A completely, B usually, C fairly, D not usually, E not reliable, F cannot be judged.
    Credibility of the information: 1 confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot
    be judged. The two are independent: a reliable source can be wrong.

    Exit codes: 0 success; 2 could not run.
    """
    if annotated is not None:
        if ids or status or note or grade or order:
            raise click.UsageError(
                "--from-brat cannot be combined with claim ids or decisions: the annotations hold them."
            )
        return _correct(dossier, annotated, reviewer_name.name(by))
    if not ids:
        if status or note or grade:
            raise click.UsageError("Pass the id of a claim, or --from-brat FOLDER.")
        _list(dossier, by_article=order == "article")
        return 0
    if order is not None:
        raise click.UsageError("--order is for the list of all claims: leave out the ids.")
    named = list(_named(ids))
    if status is None and note is None and grade is None:
        _show(dossier, named)
        return 0
    if note is not None and not note.strip():
        raise click.UsageError("--note is empty: write a reason, or leave the option out.")
    from claims.workflow import review

    progress = terminal.Progress()
    with terminal.notes(progress):
        decided = review(dossier, named, by=reviewer_name.name(by), status=status, note=note, grade=grade)
    for before, after in decided:
        terminal.show(f"{after.id}: {_decision(after.review)}{_grade(after.grading)}")
        if before.review.by is not None and before.review != after.review and not after.review.is_disputed:
            terminal.say(f"note: {before.id} was: {_decision(before.review)}")
    return 0


def _correct(folder: Path, annotated: Path, by: str) -> int:
    """Import corrections from brat and list them."""
    from claims.workflow import correct

    with terminal.notes(terminal.Progress()):
        found = correct(folder, annotated, by=by)
    for what, ids in (("changed", found.changed), ("reviewed", found.reviewed), ("rejected", found.rejected)):
        for id in ids:
            terminal.show(f"{id}: {what}")
    for id in found.entered:
        terminal.show(f"{id}: added by hand")
    if not found:
        terminal.say("no corrections found")
    if found.missing:
        terminal.say(f"note: not in the annotations, so left unchanged: {', '.join(found.missing)}")
    return 0


def _named(ids: Iterable[str]) -> Iterator[str]:
    """The given ids, with - replaced by those on standard input."""
    for id in ids:
        if id == "-":
            yield from sys.stdin.read().split()
        else:
            yield id


def _list(folder: Path, *, by_article: bool) -> None:
    """Print the claims that nobody has decided on, and say how many are to be checked first."""
    from claims.review import doubts, least_sure_first, undecided
    from claims.store import read_dossier
    from claims.workflow import check_below

    dossier = read_dossier(folder)
    left = undecided(dossier.claims)
    _print(dossier, left if by_article else least_sure_first(left))
    first = sum(bool(doubts(claim, check_below(dossier))) for claim in left)
    terminal.say(f"{terminal.counted(len(left), 'claim')} to review, {first} of them to check first")


def _show(folder: Path, ids: list[str]) -> None:
    """Print the claims with these ids."""
    from claims.review import chosen
    from claims.store import read_dossier

    dossier = read_dossier(folder)
    _print(dossier, chosen(dossier, ids))


def _print(dossier: Dossier, claims: Iterable[Claim]) -> None:
    """Print claims in their sentences, with the decisions on them and what may be misread."""
    from claims.cli.explain import safe, shown
    from claims.review import doubts
    from claims.workflow import check_below

    documents = {document.id: document for document in dossier.documents}
    for claim in claims:
        document = documents.get(claim.document)
        terminal.show(f"{claim.id} in {safe(claim.document)}")
        if document is not None:
            click.echo("\n".join(shown(document, claim, colour=sys.stdout.isatty())))
        check = terminal.to_check(doubts(claim, check_below(dossier)))
        terminal.show(f"{_decision(claim.review)}{_grade(claim.grading)}{f'; check first: {check}' if check else ''}")
        click.echo()


def _decision(review: Review) -> str:
    """`accepted by Leila Haddad, 2024-03-01T09:30:00Z: her words`; where reviewers differ, what each said."""
    if review.is_disputed:
        said = "; ".join(_said(each.said, each.by, each.at, each.note) for each in review.opinions)
        return f"reviewers differ: {said}"
    others = "".join(f"; {_said(each.said, each.by, each.at, each.note)}" for each in review.opinions)
    return _said(review.status, review.by, review.at, review.note) + others


def _said(what: str, by: str | None, at: str | None, note: str | None) -> str:
    from claims.cli.explain import safe

    who = f" by {safe(by)}" if by else ""
    when = f", {at}" if at else ""
    return f"{what}{who}{when}{f': {safe(note)}' if note else ''}"


def _grade(grading: Grading | None) -> str:
    if grading is None:
        return ""
    return f"; graded {grading.reliability or '-'}{grading.credibility or '-'}"
