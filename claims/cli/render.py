"""`factsheet render`: a dossier in, its fact sheet out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claims.cli import options

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["command"]


@click.command("render", short_help="Write the fact sheet of a dossier.")
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@click.option("--out", metavar="FILE", type=options.PATH, help="Write to FILE, whole or not at all.")
@click.option("--lang", metavar="LANG", default="en", help="Language of the labels: en (the default) or ar.")
@click.option("--template", metavar="FILE", type=options.PATH, help="A Jinja2 template of your own.")
def command(dossier: Path, out: Path | None, lang: str, template: Path | None) -> None:
    """Write the fact sheet of a dossier as Markdown, to standard output or to a file.

    The sheet follows from the records alone: the same dossier gives the same bytes. Claims that nobody reviewed are
    marked as drafts, and rejected ones stand apart. The dossier is not changed. With --out, the map of the places that
    claims name is written beside FILE, where they have one.

    \b
    Read the sheet of a dossier:
        factsheet render dossier
    With labels in Arabic, from right to left:
        factsheet render dossier --lang ar --out dossier/factsheet.ar.md
    In your own house style:
        factsheet render dossier --template house.md.j2

    \b
    A template can replace single parts of the package's own:
        {% extends "factsheet.md.j2" %}
        {% block verify %}{% endblock %}
    What it can print is in docs/sheet.md. All of it is escaped: text from an article never becomes markup.
    """  # noqa: D301  # a raw \b would be printed as it is
    from claims.factsheet import render
    from claims.factsheet.formats import write
    from claims.records import Dossier, write_atomically

    found = Dossier.read(dossier)
    if out is None or str(out) == "-":
        click.echo(render(found, lang=lang, template=template), nl=False)
        return
    device = out.exists() and not out.is_file()
    (_, sheet), *beside = write(found, lang=lang, template=template, name=out.stem, alone=device).items()
    for name, data in beside:
        write_atomically(out.with_name(name), data)
    write_atomically(out, sheet)
