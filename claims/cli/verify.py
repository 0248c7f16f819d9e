"""`factsheet verify`: checks a sheet against the records it was made from."""

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


@click.command("verify", short_help="Check whether a fact sheet was changed after it was made.")
@click.argument("sheet", metavar="SHEET", type=options.PATH)
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@options.template
def command(sheet: Path, dossier: Path, template: Path | None) -> int:
    r"""Check whether a fact sheet still matches the records of a dossier, and list what differs.

    SHEET is a Markdown or HTML file, with labels in any language. Differences that mail programs make (line endings,
    trailing spaces, a byte order mark, another encoding) are reported and ignored. Any other difference is found: in a
    quotation, claim, source, number or elsewhere.

    \b
    Examples:
      # Check a sheet received by mail
      factsheet verify from-mail.md dossier
      # Check a sheet made with a house style
      factsheet verify from-mail.md dossier --template house.md.j2

    Exit codes: 0 unchanged; 1 changed, or made from other records; 2 could not run.
    """
    from claims.sheet.verification import verify
    from claims.store import read_dossier

    verdict = verify(
        sheet.read_bytes(), read_dossier(dossier), where=str(sheet), template=template, folder=sheet.parent
    )
    for line in _report(verdict, str(sheet)):
        terminal.show(line)
    return UNTOUCHED if verdict.untouched else CHANGED


def _report(verdict: Verdict, name: str) -> Iterator[str]:
    for difference in verdict.differences:
        yield f"{name}:{difference.line or 1}: {difference}"
    if verdict.tolerated:
        yield f"{name}: ignored, made by mail programs: {', '.join(verdict.tolerated)}"
    for file in verdict.absent:
        yield f"{name}: not checked, because the file is not next to the sheet: {file}"
    yield f"{name}: {_summary(verdict)}"


def _summary(verdict: Verdict) -> str:
    if verdict.untouched:
        return f"unchanged: the sheet matches the records (digest {verdict.records})"
    places = terminal.counted(len(verdict.differences), "place")
    claims = _claims(verdict.only_sheet, "not in the records") + _claims(verdict.only_records, "not in the sheet")
    if verdict.same_records:
        return f"changed in {places} since it was made from these records{claims}"
    made = f"made from other records (digest {verdict.digest})" if verdict.digest else "has no digest"
    return f"{made}; differs in {places}{claims}"


def _claims(ids: Sequence[str], how: str) -> str:
    return f"; {how}: {', '.join(ids)}" if ids else ""
