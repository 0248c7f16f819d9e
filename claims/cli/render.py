"""`factsheet render`: writes the fact sheet of a dossier."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from claims import workflow
from claims.cli import options, terminal
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from claims.model import Dossier

__all__ = ["command"]

_NAME = "factsheet"


@click.command("render", short_help="Write the fact sheet as Markdown, HTML, PDF or data.")
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@click.option(
    "--format",
    "form",
    metavar="FORMAT",
    help="markdown, html, pdf, csv, figures-csv, geojson, csl, json-ld, brat; events, events-csv, events-geojson, "
    "ucdp-csv, acled-csv, uwazi-csv or followthemoney. Default: from the suffix of FILE.",
)
@click.option(
    "--out", metavar="FILE", type=options.PATH, help="Write to FILE or into a folder; on failure it stays unchanged."
)
@click.option(
    "--lang", metavar="LANG", help="Language of the labels: en or ar. Default: as the dossier's sheet has them."
)
@click.option(
    "--template",
    metavar="FILE",
    type=options.PATH,
    help="Jinja2 template for the sheet; none for the built-in one. Default: as the dossier's sheet has it.",
)
@click.option(
    "--check-below",
    metavar="P",
    type=options.SHARE,
    help="Mark claims with a confidence below P (0 to 1) to be checked first. Default: as the dossier's sheet has it, "
    "else 0.6.",
)
@click.option("--annex", is_flag=True, help="With a PDF: print the annex too, not the brief alone.")
@options.wait
def command(
    dossier: Path,
    *,
    form: str | None,
    out: Path | None,
    lang: str | None,
    template: Path | None,
    check_below: float | None,
    annex: bool,
) -> None:
    """Write the fact sheet of a dossier as Markdown, HTML, PDF or data, to standard output or a file.

    The sheet depends on the records alone. Unreviewed claims are marked as drafts, and those that may be misread as
    claims to check first; rejected claims are listed separately. With --out, files that belong to the sheet, such as
    the map of a Markdown sheet, are written next to FILE.

    Without --out, the sheet inside the dossier is updated too if it is out of date: with more than 500 claims, a
    review leaves it as it was. If FILE is the sheet inside the dossier, the dossier records LANG, the template and P,
    and later commands keep to them.

    \b
    Examples:
      # Print the sheet as Markdown
      factsheet render dossier
      # A web page with the article beside the claims
      factsheet render dossier --out sheet.html
      # A PDF with Arabic labels
      factsheet render dossier --lang ar --out sheet.ar.pdf
      # A PDF with everything, not the brief alone
      factsheet render dossier --annex --out sheet.pdf
      # Mark more claims to be checked first
      factsheet render dossier --check-below 0.8
      # Claims as a table
      factsheet render dossier --out claims.csv
      # Your own house style
      factsheet render dossier --template house.md.j2

    \b
    A template can replace single parts of the built-in one:
      {% extends "factsheet.md.j2" %}
      {% block verify %}{% endblock %}
    docs/sheet.md lists the blocks and variables. All values are escaped: text from an article never becomes markup.

    Exit codes: 0 success; 2 could not run.
    """  # noqa: D301  # a raw \b would be printed as it is
    from claims.sheet.formats import SUFFIXES, write
    from claims.store import read_dossier, template_path

    target = None if out is None or str(out) == "-" else out
    wanted = form or (SUFFIXES.get(target.suffix.lower()) if target else None) or "markdown"
    if target is not None and wanted == "markdown" and _is_own_sheet(target, dossier):
        with terminal.notes(terminal.Progress()):
            workflow.render_again(dossier, lang=lang, template=template, check_below=check_below)
        return
    there = read_dossier(dossier)
    look = workflow.wanted_look(dossier, there, lang=lang, template=template, check_below=check_below)
    own = template_path(dossier, look) if wanted == "markdown" and template is None else None
    style = template if template is not None and look.template is not None else own
    name = _NAME if target is None or target.is_dir() else target.stem
    alone = target is None or (target.exists() and not target.is_file() and not target.is_dir())
    if not name.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in name):
        raise ClaimsError("the name of the file is not UTF-8", repr(name), "Choose another name for --out")
    below = look.check_below
    files = write(
        there, wanted, lang=look.language, template=style, name=name, alone=alone, check_below=below, annex=annex
    )
    if target is not None:
        _save(target, files, name)
    elif len(files) > 1:
        raise ClaimsError(f"the format {wanted} consists of several files", remedy="Name a folder with --out FOLDER")
    else:
        _print(*files.values())
    if out is None and wanted == "markdown" and lang is None and template is None and check_below is None:
        _bring_up_to_date(dossier, there)


def _is_own_sheet(target: Path, dossier: Path) -> bool:
    from claims.store import SHEET_FILE

    return os.path.realpath(target) == os.path.realpath(dossier / SHEET_FILE)


def _bring_up_to_date(folder: Path, dossier: Dossier) -> None:
    """Update the sheet inside the dossier if it is out of date."""
    from claims.store import SHEET_FILE

    sheet = folder / SHEET_FILE
    if not sheet.is_file() or workflow.is_current(folder, dossier):
        return
    try:
        with terminal.notes(terminal.Progress()):
            workflow.render_again(folder)
    except ClaimsError as error:
        terminal.say(f"note: {sheet} stays out of date: {error}")
    else:
        terminal.say(f"updated {sheet}")


def _save(target: Path, files: Mapping[str, bytes], name: str) -> None:
    """Write a sheet and the files that belong to it, or several files of equal rank into a folder."""
    from claims.sheet.annex_parts import outdated_parts
    from claims.store import folder_write, write_atomically

    first, *others = files
    if not first.startswith(name):
        _refuse_to_replace(target, files)
        if not target.is_dir():
            folder_write.put(target, files)
            return
    # The sheet is written last, so that the files it refers to already exist.
    place = target if target.is_dir() else target.parent
    for other in others:
        (place / other).parent.mkdir(parents=True, exist_ok=True)
        write_atomically(place / other, files[other])
    write_atomically(target / first if target.is_dir() else target, files[first])
    for outdated in outdated_parts(place, first, files):
        (place / outdated).unlink(missing_ok=True)


def _refuse_to_replace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Refuse a folder that already holds such files: somebody may be working on them."""
    there = next((name for name in files if (folder / name).exists()), None)
    if there is not None:
        raise ClaimsError(
            f"the folder already contains {there}, which may hold somebody's work",
            str(folder),
            "Name a new folder, or remove the files",
        )


def _print(data: bytes) -> None:
    """Write to standard output, but never binary data to a terminal."""
    try:
        click.echo(data.decode("utf-8"), nl=False)
    except UnicodeDecodeError:
        if sys.stdout.isatty():
            raise ClaimsError(
                "this format is binary and cannot be shown in a terminal", remedy="Name a file with --out"
            ) from None
        click.echo(data, nl=False)
