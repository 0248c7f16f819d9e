"""`factsheet schema`: prints the JSON Schema of a record type."""

from __future__ import annotations

import click

__all__ = ["command"]


@click.command("schema", short_help="Print the JSON Schema of a record type.")
@click.argument("name", required=False, metavar="[NAME]")
def command(name: str | None) -> int:
    r"""Print the JSON Schema of a record type, or list the record types.

    Without NAME, the types are listed. The schemas are of draft 2020-12.

    \b
    Examples:
      # List the record types
      factsheet schema
      # The schema of claims.jsonl, for an editor or another validator
      factsheet schema claim > claim.schema.json

    Exit codes: 0 success; 2 could not run.
    """
    from claims.validation.schemas import NAMES, load, source

    if name is None:
        for each in NAMES:
            click.echo(f"{each:<9} {load(each).document['description']}")
    else:
        click.echo(source(name), nl=False)
    return 0
