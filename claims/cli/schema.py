"""`factsheet schema`: prints the JSON Schema of a record type."""

from __future__ import annotations

import click

__all__ = ["command"]


@click.command("schema", short_help="Print the JSON Schema of a record type.")
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--prompt", is_flag=True, help="Print an instruction for a language model instead.")
def command(name: str | None, prompt: bool) -> int:
    r"""Print the JSON Schema of a record type, or list the record types.

    Without NAME, the types are listed. The schemas are of draft 2020-12. With --prompt, an instruction with which a
    language model writes claims that only quote words; `factsheet validate --fix` adds offsets and ids.

    \b
    Examples:
      # List the record types
      factsheet schema
      # The schema of claims.jsonl, for an editor or another validator
      factsheet schema claim > claim.schema.json
      # Claims by a language model of your own: instruction and article in, records out, then completed and checked
      (factsheet schema --prompt; cat texts/a1.txt) > instruction.txt
      factsheet validate records.jsonl --texts texts --fix

    Exit codes: 0 success; 2 could not run.
    """
    from claims.resources import resource
    from claims.validation.schemas import EXPORTS, NAMES, load, source

    if prompt:
        click.echo(resource("schema").joinpath("prompt.md").read_text(encoding="utf-8"), nl=False)
    elif name is None:
        for each in (*NAMES, *EXPORTS):
            click.echo(f"{each:<9} {load(each).document['description']}")
    else:
        click.echo(source(name), nl=False)
    return 0
