"""`factsheet review`: records what a person decides on claims, and shows what people did."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from claims.cli import options, reviewer_name, terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from claims.model import Claim, Document, Dossier, Grading, Review
    from claims.review.review_order import Order
    from claims.workflow import Judgement

__all__ = ["command"]


@click.command(
    "review", cls=options.DossierCommand, short_help="Accept, reject, correct or grade claims; list the log."
)
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@click.argument("ids", metavar="[ID]…", nargs=-1)
@click.option("--accept", "status", flag_value="accepted", help="The claim matches the article.")
@click.option(
    "--reject",
    "status",
    flag_value="rejected",
    help="The claim does not match the article; the sheet lists it separately.",
)
@click.option("--draft", "status", flag_value="draft", help="Withdraw the decisions: the claim is a draft again.")
@click.option("--note", metavar="TEXT", help="Your reason, such as why an unnamed source is relied on.")
@click.option("--grade", metavar="GRADE", help="Admiralty code: B3, B or 3; none removes the grade.")
@click.option("--article", metavar="ID", help="All claims of an article that nobody has decided on.")
@click.option("--source", metavar="NAME", help="Correct who is meant: the source's full name.")
@click.option("--kind", metavar="KIND", help="Correct the kind of source, such as person or organization.")
@click.option("--mention", metavar="WORDS", help="Correct the words that name the source here; none if none do.")
@click.option("--cue", metavar="WORDS", help="Correct the words that attribute the claim.")
@click.option("--content", metavar="WORDS", multiple=True, help="Correct the claimed words; once for each part.")
@click.option("--mode", metavar="MODE", help="Correct the mode: direct, indirect or mixed.")
@click.option("--within", metavar="ID", help="Correct the claim that contains this one; none if none does.")
@click.option("--figure", "figures", metavar="WHAT=N", multiple=True, help="Correct a figure: killed=23, injured=>=3.")
@click.option("--time", "times", metavar="WORDS=EDTF", multiple=True, help="Correct the date of some words.")
@click.option(
    "--place",
    "places",
    metavar="WORDS=GEONAMES",
    multiple=True,
    help="Choose one of a name's places; none if no one fits.",
)
@click.option("--party", "parties", metavar="WORDS=KIND", multiple=True, help="Correct a party, such as state_force.")
@click.option("--event", metavar="TYPE[:WORD]", help="Correct the event type; none if there is none.")
@click.option("--remove", "removed", metavar="WORDS", multiple=True, help="Remove what was read in these words.")
@click.option(
    "--split", "parts", metavar="WORDS", multiple=True, help="Split the claim; once for the words of each new claim."
)
@click.option("--add", "entered", metavar="ARTICLE", help="Add a claim that was missed in an article.")
@click.option(
    "--same-source", "joint", flag_value="merge_sources", help="The claims have one source: that of the first."
)
@click.option(
    "--other-source", "joint", flag_value="keep_apart", help="The first claim's source is none of the others'."
)
@click.option("--same-event", "joint", flag_value="same_event", help="The claims are about one event.")
@click.option("--other-event", "joint", flag_value="not_same_event", help="The first claim is about another event.")
@click.option("--log", "report", flag_value="log", help="List every act of every reviewer, newest first.")
@click.option("--agreement", "report", flag_value="agreement", help="How far each two reviewers agree.")
@click.option("--undo", "undone", metavar="ACT", multiple=True, help="Withdraw an act that --log lists.")
@click.option(
    "--order",
    metavar="ORDER",
    type=click.Choice(["doubt", "event", "article"]),
    help="Without ID: doubt, the least sure claims first (the default), event or article.",
)
@click.option("--from-brat", "annotated", metavar="FOLDER", type=options.PATH, help="Import corrections made in brat.")
@click.option("--from-csv", "table", metavar="FILE", type=options.PATH, help="Read decisions back from a table.")
@reviewer_name.by
@options.wait
def command(dossier: Path, ids: tuple[str, ...], by: str | None, **asked: Any) -> int:
    r"""Go through the claims, show them in their article, or record your decision with your name and the time.

    Without ID, in a terminal, you go through the claims that nobody has decided on, one key for each: a accept,
    r reject, j next, k previous, n note, u undo, e edit, / search, q quit. To edit, write an option of this command
    and its value, such as source=Ahmed al-Mismari. Otherwise the claims are listed. Those to check first come before
    the others: claims whose source is uncertain, then by the lower of the model's confidences in claim and source.

    ID is the id of a claim as the sheet shows it, or its beginning; - reads ids from standard input, one per line.
    Without a decision, the claims are only shown. Nothing is ever overwritten: each decision is an act in your own
    file in reviews/, and can be withdrawn. Where reviewers differ, the claim stays a draft until one of them or a third
    decides. Afterwards the sheet is updated; a dossier with more than 500 claims keeps it until `factsheet render
    DOSSIER`. Inside a dossier's folder, DOSSIER can be left out.

    \b
    Examples:
      # Go through the claims, the least sure first
      factsheet review dossier
      # Read a claim, then accept it
      factsheet review dossier clm-681fef546be8
      factsheet review dossier clm-681fef546be8 --accept
      # Reject it with a reason, under another name
      factsheet review dossier clm-681f --reject --note "The article denies it" --by "Leila Haddad"
      # Grade it: source usually reliable, information possibly true
      factsheet review dossier clm-681f --grade B3
      # Correct who is meant and a figure, and accept the claim
      factsheet review dossier clm-681f --source "Ahmed al-Mismari" --figure killed=23 --accept
      # Split a claim in two, and add one that was missed
      factsheet review dossier clm-681f --split "the fire spread" --split "the water was cut off"
      factsheet review dossier --add report --source "Ahmed al-Mismari" --cue said --content "two were injured"
      # Accept all claims of an article that nobody has decided on
      factsheet review dossier --article report --accept
      # What everybody did, and taking one act back
      factsheet review dossier --log
      factsheet review dossier --undo act-18f131bba5ea836d
      # Decide in a spreadsheet: change the columns status, review_note, reliability and credibility
      factsheet render dossier --format csv --out claims.csv
      factsheet review dossier --from-csv claims.csv
      # Correct claims in brat (https://brat.nlplab.org) and import the corrections
      factsheet render dossier --format brat --out annotated
      factsheet review dossier --from-brat annotated

    Reliability of the source, for all its claims: A completely, B usually, C fairly, D not usually, E not reliable, F
    cannot be judged. Credibility of the information: 1 confirmed, 2 probably true, 3 possibly true, 4 doubtful, 5
    improbable, 6 cannot be judged. The two are independent: a reliable source can be wrong.

    Exit codes: 0 success; 2 could not run.
    """
    from claims.review import Wanted
    from claims.workflow import Judgement

    order, article, entered, report = (asked.pop(name) for name in ("order", "article", "entered", "report"))
    annotated, table, undone = asked.pop("annotated"), asked.pop("table"), asked.pop("undone")
    said = {name: asked.pop(name) for name in ("parts", "joint", "status", "note", "grade")}
    judgement = Judgement(Wanted(**asked), **said)
    if judgement.note is not None and not judgement.note.strip():
        raise click.UsageError("--note is empty: write a reason, or leave the option out.")
    alone = [name for name, value in _alone(report, annotated, table, undone) if value]
    if alone:
        if len(alone) > 1 or ids or article or entered or order or (judgement and alone != ["--undo"]):
            raise click.UsageError(f"{alone[0]} cannot be combined with claim ids or decisions.")
        return _whole(dossier, report, annotated=annotated, table=table, undone=undone, by=by)
    if order is not None and (ids or article or entered):
        raise click.UsageError("--order is for the list of all claims: leave out the ids.")
    if entered is not None:
        _enter(dossier, entered, by, judgement, has_ids=bool(ids or article))
    elif ids or article is not None:
        if ids and article is not None:
            raise click.UsageError("--article cannot be combined with claim ids.")
        named = _of_article(dossier, article) if article is not None else list(_named(ids))
        _record(dossier, named, by, judgement) if judgement else _show(dossier, named)
    elif judgement:
        raise click.UsageError("Pass the id of a claim, --article ID, --add ARTICLE, or --from-brat FOLDER.")
    else:
        _go_through(dossier, by, order or "doubt")
    return 0


def _alone(
    report: str | None, annotated: Path | None, table: Path | None, undone: tuple[str, ...]
) -> list[tuple[str, object]]:
    """The options that go without claim ids, with their values."""
    return [(f"--{report}", report), ("--from-brat", annotated), ("--from-csv", table), ("--undo", undone)]


def _whole(
    dossier: Path,
    report: str | None,
    *,
    annotated: Path | None,
    table: Path | None,
    undone: tuple[str, ...],
    by: str | None,
) -> int:
    """Do what is not about single claims."""
    from claims.cli import review_log

    if report is not None:
        (review_log.log if report == "log" else review_log.agreement)(dossier)
        return 0
    if annotated is not None:
        return _correct(dossier, annotated, reviewer_name.name(by))
    if table is not None:
        return _decided(dossier, table, reviewer_name.name(by))
    from claims.workflow import reviewing

    with terminal.notes(terminal.Progress()), reviewing(dossier, reviewer_name.name(by)) as session:
        for act in undone:
            session.undo(act)
            terminal.show(f"{act}: withdrawn")
    return 0


def _decided(dossier: Path, table: Path, by: str) -> int:
    """Read decisions back from a table."""
    from claims.review import BadRowsError, decided
    from claims.workflow import reviewing

    try:
        with terminal.notes(terminal.Progress()), reviewing(dossier, by) as session:
            for id in decided(session, table):
                terminal.show(f"{id}: {_decision(session.claim(id).review)}{_grade(session.claim(id).grading)}")
            if not session.new:
                terminal.say("no decisions found")
    except BadRowsError as error:
        for each in error.errors:
            terminal.error(each)
        raise
    return 0


def _of_article(folder: Path, article: str) -> list[str]:
    """The ids of an article's claims that nobody has decided on."""
    from claims.review import document_of, undecided
    from claims.store import read_dossier

    dossier = read_dossier(folder)
    document_of(dossier, article)
    return [claim.id for claim in undecided(dossier.claims) if claim.document == article]


def _record(folder: Path, ids: list[str], by: str | None, judgement: Judgement) -> None:
    """Record corrections, then what the claims have in common, then decisions; and print how the claims now read."""
    from claims.workflow import judge

    with terminal.notes(terminal.Progress()):
        decided = judge(folder, ids, judgement, by=reviewer_name.name(by))
    for before, after in decided:
        corrected = "corrected; " if _reads(before) != _reads(after) else ""
        changed = f"part of {before.id}; " if before.id != after.id else corrected
        terminal.show(f"{after.id}: {changed}{_decision(after.review)}{_grade(after.grading)}")
        if before.review.by is not None and before.review != after.review and not after.review.is_disputed:
            terminal.say(f"note: {before.id} was: {_decision(before.review)}")


def _enter(folder: Path, article: str, by: str | None, judgement: Judgement, *, has_ids: bool) -> None:
    """Record a claim that was missed, with a decision on it, and print it."""
    from claims.workflow import enter

    if has_ids or judgement.joint or judgement.parts:
        raise click.UsageError("--add cannot be combined with claim ids, --article, --split, or what joins claims.")
    with terminal.notes(terminal.Progress()):
        added = enter(folder, article, judgement, by=reviewer_name.name(by))
    terminal.show(f"{added.id}: added; {_decision(added.review)}{_grade(added.grading)}")


def _reads(claim: Claim) -> tuple[object, ...]:
    return claim.source, claim.cue, claim.content, claim.mode, claim.within, claim.act, claim.facets


def _go_through(folder: Path, by: str | None, order: Order) -> None:
    """Go through the undecided claims in a terminal; elsewhere, list them."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        _list(folder, order)
        return
    from claims.cli.review_queue import Queue
    from claims.review import undecided
    from claims.review.review_order import in_order
    from claims.workflow import OpenReview, check_below

    with closing(OpenReview(folder, reviewer_name.name(by))) as review:
        with review.reading() as session:
            left, below = undecided(in_order(session.dossier, order)), check_below(session.dossier)
        ids = [claim.id for claim in left]
        queue = Queue(review, ids, lambda document, claim: _print_claim(document, claim, below))
        done = queue.run(click.getchar, lambda what: str(click.prompt(what, default="", show_default=False)))
    terminal.say(f"{terminal.counted(done, 'decision')} recorded, {len(ids) - done} left")


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


def _list(folder: Path, order: Order) -> None:
    """Print the claims that nobody has decided on, and say how many are to be checked first."""
    from claims.review import doubts, undecided
    from claims.review.review_order import in_order
    from claims.store import read_dossier
    from claims.workflow import check_below

    dossier = read_dossier(folder)
    left = undecided(in_order(dossier, order))
    _print(dossier, left)
    documents = {document.id: document for document in dossier.documents}
    first = sum(bool(doubts(claim, check_below(dossier), documents.get(claim.document))) for claim in left)
    terminal.say(f"{terminal.counted(len(left), 'claim')} to review, {first} of them to check first")


def _show(folder: Path, ids: list[str]) -> None:
    """Print the claims with these ids."""
    from claims.review import chosen
    from claims.store import read_dossier

    dossier = read_dossier(folder)
    _print(dossier, chosen(dossier, ids))


def _print(dossier: Dossier, claims: Iterable[Claim]) -> None:
    """Print claims in their sentences, with the decisions on them and what may be misread."""
    from claims.workflow import check_below

    documents = {document.id: document for document in dossier.documents}
    below = check_below(dossier)
    for claim in claims:
        _print_claim(documents.get(claim.document), claim, below)


def _print_claim(document: Document | None, claim: Claim, below: float) -> None:
    from claims.cli.explain import safe, shown
    from claims.review import doubts

    terminal.show(f"{claim.id} in {safe(claim.document)}")
    if document is not None:
        click.echo("\n".join(shown(document, claim, colour=sys.stdout.isatty())))
    check = terminal.to_check(doubts(claim, below, document))
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
