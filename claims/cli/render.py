"""`factsheet render`: a dossier in, its fact sheet out."""

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


@click.command("render", short_help="Write the fact sheet of a dossier.")
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@click.option(
    "--format",
    "form",
    metavar="FORMAT",
    help="markdown (the default), html, pdf, csv, figures-csv, geojson, csl, json-ld or brat.",
)
@click.option("--out", metavar="FILE", type=options.PATH, help="Write to FILE, or into a folder, whole or not at all.")
@click.option("--lang", metavar="LANG", help="Language of the labels: en or ar; else that of the dossier's sheet.")
@click.option("--template", metavar="FILE", type=options.PATH, help="A Jinja2 template of your own; none: the tool's.")
@options.wait
def command(dossier: Path, form: str | None, out: Path | None, lang: str | None, template: Path | None) -> None:
    """Write the fact sheet of a dossier as Markdown, HTML or PDF, to standard output or to a file.

    The sheet follows from the records alone: the same dossier gives the same bytes. Claims that nobody reviewed are
    marked as drafts, and rejected ones stand apart. With --out, what belongs to a sheet, such as the map beside a
    Markdown sheet, is written next to FILE.

    Without --out, the sheet in the dossier is brought up to date as well: after a review, a dossier with more than
    500 claims keeps the sheet that it had. Where FILE is the dossier's own sheet, LANG and the template are noted in
    the dossier, and every later command keeps to them.

    \b
    Read the sheet of a dossier:
        factsheet render dossier
    As a page with the article beside the claims; the file's suffix says which format:
        factsheet render dossier --out sheet.html
    To print, with labels in Arabic, from right to left:
        factsheet render dossier --lang ar --out sheet.ar.pdf
    In your own house style:
        factsheet render dossier --template house.md.j2

    \b
    A template can replace single parts of the package's own:
        {% extends "factsheet.md.j2" %}
        {% block verify %}{% endblock %}
    What it can print is in docs/sheet.md. All of it is escaped: text from an article never becomes markup.
    """  # noqa: D301  # a raw \b would be printed as it is
    from claims.sheet.formats import SUFFIXES, write
    from claims.store import read_dossier, template_path

    target = None if out is None or str(out) == "-" else out
    wanted = form or (SUFFIXES.get(target.suffix.lower()) if target else None) or "markdown"
    if target is not None and wanted == "markdown" and _is_own_sheet(target, dossier):
        with terminal.notes(terminal.Progress()):
            workflow.render_again(dossier, lang=lang, template=template)
        return
    there = read_dossier(dossier)
    look = workflow.wanted_look(dossier, there, lang=lang, template=template)
    style = template_path(dossier, look) if wanted == "markdown" or template is not None else None
    name = _NAME if target is None or target.is_dir() else target.stem
    alone = target is None or (target.exists() and not target.is_file() and not target.is_dir())
    files = write(there, wanted, lang=look.language, template=style, name=name, alone=alone)
    if target is not None:
        _save(target, files, name)
    elif len(files) > 1:
        raise ClaimsError(f"{wanted} is several files", remedy="Name a folder for them with --out FOLDER")
    else:
        _print(*files.values())
    if out is None and wanted == "markdown" and lang is None and template is None:
        _bring_up_to_date(dossier, there)


def _is_own_sheet(target: Path, dossier: Path) -> bool:
    from claims.store import SHEET_FILE

    return os.path.realpath(target) == os.path.realpath(dossier / SHEET_FILE)


def _bring_up_to_date(folder: Path, dossier: Dossier) -> None:
    """Write the dossier's own sheet where it is not of the records as they are, and we may."""
    if not workflow.is_current(folder, dossier):
        with terminal.notes(terminal.Progress()):
            sheet = workflow.render_again(folder)
        terminal.say(f"{sheet} is up to date again")


def _save(target: Path, files: Mapping[str, bytes], name: str) -> None:
    """Write a sheet to a file and what belongs to it beside it, or files of equal rank into a folder."""
    from claims.store import folder_write, write_atomically

    first, *others = files
    if not first.startswith(name):
        _refuse_to_replace(target, files)
        if not target.is_dir():
            folder_write.put(target, files)
            return
    # The sheet comes last: what it refers to is then there.
    for other in others:
        write_atomically(target / other if target.is_dir() else target.with_name(other), files[other])
    write_atomically(target / first if target.is_dir() else target, files[first])


def _refuse_to_replace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Leave alone a folder in which somebody may be working on such files."""
    there = next((name for name in files if (folder / name).exists()), None)
    if there is not None:
        raise ClaimsError(
            f"the folder holds {there} already, perhaps with somebody's work in it",
            str(folder),
            "Name a new folder, or take its files away",
        )


def _print(data: bytes) -> None:
    """Write to standard output; what is no text never to a terminal."""
    try:
        click.echo(data.decode("utf-8"), nl=False)
    except UnicodeDecodeError:
        if sys.stdout.isatty():
            raise ClaimsError(
                "a terminal cannot show this format", remedy="Name a file with --out, or send the output to a program"
            ) from None
        click.echo(data, nl=False)
