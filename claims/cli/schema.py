"""`factsheet schema`: prints the JSON Schema of a record."""

from __future__ import annotations

import click

__all__ = ["command"]


@click.command("schema", short_help="Print the JSON Schema of claims, documents or dossiers.")
@click.argument("name", required=False, metavar="[NAME]")
def command(name: str | None) -> int:
    r"""Print a JSON Schema (draft 2020-12); without NAME, list them.

    \b
    The schema of the records in claims.jsonl, for an editor or another validator:
        factsheet schema claim > claim.schema.json
    """
    from claims.validation.schemas import NAMES, load, source

    if name is None:
        for each in NAMES:
            click.echo(f"{each:<9} {load(each).document['description']}")
    else:
        click.echo(source(name), nl=False)
    return 0
