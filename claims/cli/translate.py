"""`factsheet translate`: claims out to those who translate them, and their translations back into the dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claims.cli import options, terminal

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["command"]


@click.command("translate", cls=options.DossierCommand, short_help="Take translations of claims out and in.")
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@click.argument("file", metavar="[FILE]", required=False, type=options.PATH)
@click.option("--missing", metavar="LANG", help="Print what is not translated into this language yet, to be filled in.")
@options.wait
def command(dossier: Path, file: Path | None, missing: str | None) -> None:
    r"""Take translations of claims out and in.

    A translation stands in the sheet beside the article's own words, with who made it and how, never alone. FILE has
    one JSON object a line: id, language, text, by, how (human, machine, machine_edited) and, where it is known, the
    original that was translated, which must still be what the claim says. - is standard input.

    \b
    What is still to be translated into English?
        factsheet translate dossier --missing en > en.jsonl
    The same file, with text, by and how filled in, back into the dossier and its sheet:
        factsheet translate dossier en.jsonl
    """
    if (file is None) == (missing is None):
        raise click.UsageError("Name a file of translations, or say --missing LANG for one to fill in.")
    if missing is not None:
        _print_missing(dossier, missing)
    else:
        assert file is not None  # noqa: S101  # one of the two is given
        _take_in(dossier, file)


def _print_missing(folder: Path, language: str) -> None:
    from claims.ingest.language_detection import checked
    from claims.review import untranslated
    from claims.store import dumps, read_dossier

    for line in untranslated(read_dossier(folder), checked(language)):
        click.echo(dumps(line))


def _take_in(folder: Path, file: Path) -> None:
    from claims.store import SHEET_FILE, placed_records
    from claims.workflow import translate

    with click.open_file(str(file), "rb") as stream:
        lines = list(placed_records(stream, "standard input" if str(file) == "-" else str(file)))
    with terminal.notes(terminal.Progress()):
        count = translate(folder, lines)
    terminal.say(f"{terminal.counted(count, 'translation')} taken in, {len(lines) - count} without text")
    click.echo(folder / SHEET_FILE)
