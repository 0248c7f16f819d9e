"""`factsheet render`: writes the fact sheet of a dossier."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from claims.cli import options
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["command"]

_NAME = "factsheet"


@click.command("render", short_help="Write the fact sheet as Markdown, HTML, PDF or data.")
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@click.option(
    "--format",
    "form",
    metavar="FORMAT",
    help="markdown, html, pdf, csv, figures-csv, geojson, csl, json-ld or brat. Default: from the suffix of FILE.",
)
@click.option(
    "--out", metavar="FILE", type=options.PATH, help="Write to FILE or into a folder; on failure it stays unchanged."
)
@click.option("--lang", metavar="LANG", default="en", help="Language of the labels: en or ar. Default: en.")
@click.option(
    "--template", metavar="FILE", type=options.PATH, help="Jinja2 template for the sheet, in place of the built-in one."
)
def command(dossier: Path, form: str | None, out: Path | None, lang: str, template: Path | None) -> None:
    """Write the fact sheet of a dossier as Markdown, HTML, PDF or data, to standard output or a file.

    The sheet depends on the records alone; the dossier is not changed. Unreviewed claims are marked as drafts,
    rejected claims are listed separately. With --out, files that belong to the sheet, such as the map of a Markdown
    sheet, are written next to FILE.

    \b
    Examples:
      # Print the sheet as Markdown
      factsheet render dossier
      # A web page with the article beside the claims
      factsheet render dossier --out sheet.html
      # A PDF with Arabic labels
      factsheet render dossier --lang ar --out sheet.ar.pdf
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
    from claims.store import read_dossier

    target = None if out is None or str(out) == "-" else out
    wanted = form or (SUFFIXES.get(target.suffix.lower()) if target else None) or "markdown"
    name = _NAME if target is None or target.is_dir() else target.stem
    alone = target is None or (target.exists() and not target.is_file() and not target.is_dir())
    files = write(read_dossier(dossier), wanted, lang=lang, template=template, name=name, alone=alone)
    if target is not None:
        _save(target, files, name)
    elif len(files) > 1:
        raise ClaimsError(f"the format {wanted} consists of several files", remedy="Name a folder with --out FOLDER")
    else:
        _print(*files.values())


def _save(target: Path, files: Mapping[str, bytes], name: str) -> None:
    """Write a sheet and the files that belong to it, or several files of equal rank into a folder."""
    from claims.store import folder_write, write_atomically

    first, *others = files
    if not first.startswith(name):
        _refuse_to_replace(target, files)
        if not target.is_dir():
            folder_write.put(target, files, gone=frozenset(), seen={})
            return
    # The sheet is written last, so that the files it refers to already exist.
    for other in others:
        write_atomically(target / other if target.is_dir() else target.with_name(other), files[other])
    write_atomically(target / first if target.is_dir() else target, files[first])


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
