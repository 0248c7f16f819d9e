"""`factsheet verify`: whether a sheet that came by mail is what the records give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claims.cli import options, terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from claims.sheet.verification import Verdict

__all__ = ["command"]

UNTOUCHED, CHANGED = 0, 1


@click.command("verify", short_help="Say whether a sheet was changed since it was made.")
@click.argument("sheet", metavar="SHEET", type=options.PATH)
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@options.template
def command(sheet: Path, dossier: Path, template: Path | None) -> int:
    r"""Say whether a fact sheet is what the records of a dossier give, and if not, what in it is otherwise.

    SHEET is a Markdown or HTML file, in any language of the labels. What mail does to a file on its way (line ends,
    blanks at the ends of lines, a byte order mark, another encoding) is told and changes nothing; any other change of
    a quotation, a claim, a source, a number or anything else is found.

    \b
    A sheet came by mail, and the dossier is at hand:
        factsheet verify from-mail.md dossier
    It was made with a house style:
        factsheet verify from-mail.md dossier --template house.md.j2

    \b
    Exit codes: 0 untouched; 1 changed, or made of other records; 2 could not run.
    """
    from claims.sheet.verification import verify
    from claims.store import read_dossier
    from claims.validation.reports import plain

    verdict = verify(
        sheet.read_bytes(), read_dossier(dossier), where=str(sheet), template=template, folder=sheet.parent
    )
    for line in _report(verdict, str(sheet)):
        click.echo(plain(line))
    return UNTOUCHED if verdict.untouched else CHANGED


def _report(verdict: Verdict, name: str) -> Iterator[str]:
    for difference in verdict.differences:
        yield f"{name}:{difference.line or 1}: {difference}"
    if verdict.tolerated:
        yield f"{name}: passed over, as it changes nothing: {', '.join(verdict.tolerated)}"
    for file in verdict.absent:
        yield f"{name}: not held to the records, as it does not lie beside the sheet: {file}"
    yield f"{name}: {_summary(verdict)}"


def _summary(verdict: Verdict) -> str:
    if verdict.untouched:
        return f"untouched: all of it is what the records give (digest {verdict.records})"
    places = terminal.counted(len(verdict.differences), "place")
    claims = _claims(verdict.only_sheet, "not in the records") + _claims(verdict.only_records, "not in the sheet")
    if verdict.same_records:
        return f"changed at {places} since it was made of these records{claims}"
    made = (
        f"made of other records than these (its digest is {verdict.digest})" if verdict.digest else "without a digest"
    )
    return f"{made}, otherwise at {places}{claims}"


def _claims(ids: Sequence[str], how: str) -> str:
    return f"; {how}: {', '.join(ids)}" if ids else ""
