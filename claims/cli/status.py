"""`factsheet status`: shows what is new, changed, unreviewed or unknown in a dossier."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import msgspec

from claims.cli import options, terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from claims.model import Change
    from claims.workflow import DossierStatus
    from claims.workflow.dossier_status import DocumentStatus, UndecidedClaim

__all__ = ["command"]

_LISTED = 10
"""How many of the undecided claims are listed; factsheet review lists all."""
_HEAD = ("claims", "draft", "version", "article", "not known")


@click.command("status", cls=options.DossierCommand, short_help="Show what is new, changed, unreviewed or unknown.")
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Format of the output.",
)
def command(dossier: Path, form: str) -> None:
    r"""Show what is new, changed, unreviewed or unknown in a dossier.

    Lists the claims to review, those to check first before the others: claims whose source is uncertain, then by the
    lower of the model's confidences in the claim and in its source. Then prints one line per article: its claims, how
    many are unreviewed drafts, the version of the article, and which metadata is missing (publication date, publisher,
    url).

    \b
    Examples:
      # How far the review has come
      factsheet status dossier
      # The article with the most drafts, for a script
      factsheet status dossier --format json | jq '.documents | max_by(.claims.draft).id'

    Exit codes: 0 success; 2 could not run.
    """
    from claims.workflow import status

    found = status(dossier)
    if form == "json":
        click.echo(json.dumps(msgspec.to_builtins(found), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_text(found, dossier)))
    if not found.sheet_current:
        terminal.say(f"factsheet.md is out of date; run factsheet render {dossier}")


def _text(status: DossierStatus, folder: Path) -> Iterator[str]:
    claims = sum(status.claims.values())
    states = ", ".join(f"{number} {state}" for state, number in status.claims.items())
    articles = terminal.counted(len(status.documents), "article")
    yield f"{articles}, {terminal.counted(claims, 'claim')}: {states}; {status.graded} graded"
    if status.last is not None:
        yield ""
        yield from _last(status.last)
    changed = [document for document in status.documents if document.change is not None]
    if changed:
        yield "\nChanged since they were first read:"
        yield from (f"  {_safe(each.id)}: version {each.versions}, {each.change}" for each in changed)
    if status.undecided:
        yield ""
        yield from _to_review(status.undecided, folder)
    yield ""
    yield from _table(status.documents)


def _last(change: Change) -> Iterator[str]:
    yield f"Last addition, {change.at}:"
    parts = (
        ("article added", change.documents_added),
        ("article updated", change.documents_updated),
        ("claim added", change.claims_added),
        ("claim removed", change.claims_gone),
    )
    for name, ids in parts:
        if ids:
            noun, _, what = name.partition(" ")
            shown = ", ".join(map(_safe, ids[:5])) + (", …" if len(ids) > 5 else "")
            yield f"  {terminal.counted(len(ids), noun)} {what}: {shown}"


def _to_review(claims: Sequence[UndecidedClaim], folder: Path) -> Iterator[str]:
    """The first of the undecided claims, with the confidences in the claim and in its source."""
    first = sum(bool(claim.check_first) for claim in claims)
    yield f"To review, least sure first ({first} of {len(claims)} to check first):"
    for claim in claims[:_LISTED]:
        scores = " ".join(_score(score) for score in (claim.confidence, claim.source_confidence))
        check = terminal.to_check(claim.check_first)
        yield f"  {_safe(claim.id)}  {scores}  {_safe(claim.document)}{f': {check}' if check else ''}"
    if len(claims) > _LISTED:
        yield f"  … {len(claims) - _LISTED} more: factsheet review {_safe(str(folder))}"


def _score(score: float | None) -> str:
    return "   -" if score is None else f"{score:.2f}"


def _table(documents: Sequence[DocumentStatus]) -> Iterator[str]:
    """One line per document, numbers aligned to the right."""
    rows = [_HEAD, *map(_row, documents)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    for row in rows:
        numbers = (cell.rjust(width) for cell, width in zip(row[:3], widths[:3], strict=True))
        yield "  ".join([*numbers, row[3].ljust(widths[3]), row[4]]).rstrip()


def _row(document: DocumentStatus) -> tuple[str, ...]:
    claims, drafts = sum(document.claims.values()), document.claims["draft"]
    return str(claims), str(drafts), str(document.versions), _safe(document.id), ", ".join(document.unknown)


def _safe(words: str) -> str:
    from claims.cli.explain import safe

    return safe(words)
