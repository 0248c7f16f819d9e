"""`factsheet review`: a person's decisions on claims into a dossier."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from claims.cli import options, reviewer_name, terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from claims.model import Grading, Review, Status

__all__ = ["command"]


@click.command(
    "review", cls=options.DossierCommand, short_help="Accept, reject or grade claims, or read them before you decide."
)
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@click.argument("ids", metavar="ID…", nargs=-1)
@click.option("--accept", "status", flag_value="accepted", help="The claim says what the article says.")
@click.option("--reject", "status", flag_value="rejected", help="It does not; the sheet sets it apart.")
@click.option("--draft", "status", flag_value="draft", help="Nobody has decided after all.")
@click.option("--note", metavar="TEXT", help="Your words: for an unnamed source, why it is relied on.")
@click.option("--grade", metavar="GRADE", help="By the Admiralty code: B3, B or 3; none takes it away.")
@click.option("--from-brat", "annotated", metavar="FOLDER", type=options.PATH, help="Corrections made in brat.")
@reviewer_name.by
@options.wait
def command(
    dossier: Path,
    ids: tuple[str, ...],
    *,
    status: Status | None,
    note: str | None,
    grade: str | None,
    annotated: Path | None,
    by: str | None,
) -> int:
    r"""Record your decision on claims, with your name and the time; the sheet is written again up to 500 claims.

    ID is a claim's, as the sheet shows it, or its beginning; - reads them from standard input, one a line. Without a
    decision, the claims are shown as they stand in the article. In the dossier's own folder, DOSSIER can be left out.

    \b
    Read a claim, then decide:
        factsheet review dossier clm-681fef546be8
        factsheet review dossier clm-681fef546be8 --accept
    With a reason, or a name that is not yours by default:
        factsheet review dossier clm-681f --reject --note "The article denies it" --by "Leila Haddad"
    Grade: the source is usually reliable, what it says is possibly true:
        factsheet review dossier clm-681f --grade B3
    Accept all claims of one document:
        grep '"document": "report"' dossier/claims.jsonl | grep -o '"id": "clm-[0-9a-f]*"' |
            cut -d '"' -f 4 | factsheet review dossier - --accept
    Correct them all in an annotation tool (https://brat.nlplab.org), and take the corrections back:
        factsheet render dossier --format brat --out annotated
        factsheet review dossier --from-brat annotated

    Reliability of the source: A completely, B usually, C fairly, D not usually, E not reliable, F cannot be judged.
    Credibility of what is said: 1 confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be
    judged. They are judged apart: a good source can be wrong.
    """
    if annotated is not None:
        if ids or status or note or grade:
            raise click.UsageError("--from-brat says itself which claims were decided on: name none beside it.")
        return _correct(dossier, annotated, reviewer_name.name(by))
    if not ids:
        raise click.UsageError("Name a claim, or say --from-brat FOLDER.")
    named = list(_named(ids))
    if status is None and note is None and grade is None:
        _show(dossier, named)
        return 0
    if note is not None and not note.strip():
        raise click.UsageError("--note is empty: write your words, or leave it out.")
    from claims.workflow import review

    progress = terminal.Progress()
    with terminal.notes(progress):
        decided = review(dossier, named, by=reviewer_name.name(by), status=status, note=note, grade=grade)
    for before, after in decided:
        click.echo(f"{after.id}: {_decision(after.review)}{_grade(after.grading)}")
        if before.review.by is not None and before.review != after.review:
            terminal.say(f"note: {before.id} was: {_decision(before.review)}")
    return 0


def _correct(folder: Path, annotated: Path, by: str) -> int:
    """Take corrections from brat, and say what they are."""
    from claims.workflow import correct

    with terminal.notes(terminal.Progress()):
        found = correct(folder, annotated, by=by)
    for old, new in found.corrected:
        click.echo(f"{new}: takes the place of {old}, which is rejected")
    for what, ids in (("changed", found.changed), ("decided on", found.reviewed), ("rejected", found.rejected)):
        for id in ids:
            click.echo(f"{id}: {what}")
    for id in found.entered:
        click.echo(f"{id}: entered by hand")
    if not found:
        terminal.say("nothing was corrected")
    if found.missing:
        terminal.say(f"note: not among the annotations, and left as they are: {', '.join(found.missing)}")
    return 0


def _named(ids: Iterable[str]) -> Iterator[str]:
    """The ids that were said, those of standard input among them."""
    for id in ids:
        if id == "-":
            yield from sys.stdin.read().split()
        else:
            yield id


def _show(folder: Path, ids: list[str]) -> None:
    """The claims as they stand in their articles, and what was decided on them."""
    from claims.cli.explain import safe, shown
    from claims.review import chosen
    from claims.store import read_dossier

    dossier = read_dossier(folder)
    documents = {document.id: document for document in dossier.documents}
    for claim in chosen(dossier, ids):
        document = documents.get(claim.document)
        click.echo(f"{claim.id} in {safe(claim.document)}")
        if document is not None:
            click.echo("\n".join(shown(document, claim, colour=sys.stdout.isatty())))
        click.echo(f"{_decision(claim.review)}{_grade(claim.grading)}\n")


def _decision(review: Review) -> str:
    """`accepted by Leila Haddad, 2024-03-01T09:30:00Z: her words`."""
    from claims.cli.explain import safe

    who = f" by {safe(review.by)}" if review.by else ""
    when = f", {review.at}" if review.at else ""
    note = f": {safe(review.note)}" if review.note else ""
    return f"{review.status}{who}{when}{note}"


def _grade(grading: Grading | None) -> str:
    if grading is None:
        return ""
    return f"; graded {grading.reliability or '-'}{grading.credibility or '-'}"
