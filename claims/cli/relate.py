"""`factsheet relate`: finds copies, shared reports and claims on one event in a whole collection."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claims.cli import options, terminal

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["command"]


@click.command("relate", short_help="Find copies, and claims on one event, in a collection.")
@click.argument("collection", metavar="DIR", type=options.PATH)
@click.option(
    "--embeddings", is_flag=True, help="Compare claims by a language model too, and so across languages; slow."
)
def command(collection: Path, *, embeddings: bool) -> None:
    r"""Find copies and carriers of one report among the documents of a collection, and claims that say the same.

    Writes relations/origins.parquet and relations/groups.parquet in DIR, which factsheet query shows as the views
    origins and groups. Documents are compared if MinHash signatures of their words share a band; claims, if their
    documents name the same country and were published within the same weeks. Whether two are related is then decided
    as in a dossier. Run it again after factsheet collect: shards that are known are not signed again. Needs memory for
    a block of documents, however many there are, and room in DIR for the rest.

    \b
    Examples:
      # Relate what was collected
      factsheet relate collection
      # The texts that most outlets carry
      factsheet query "select origin, count(*) as copies from origins group by all order by 2 desc" --from collection

    Exit codes: 0 success; 2 could not run.
    """
    from claims.collection.relations import relate

    progress = terminal.Progress()
    with terminal.notes(progress):
        found = relate(collection, embeddings=embeddings, watch=progress)
    progress.clear()
    terminal.say(
        f"{terminal.counted(found.origins, 'origin')} of {terminal.counted(found.documents, 'document')}, "
        f"{terminal.counted(found.groups, 'group')} of {terminal.counted(found.claims, 'claim')}"
    )
