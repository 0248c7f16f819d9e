"""`factsheet migrate`: brings a dossier of an earlier version up to date."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from claims.cli import options, reviewer_name, terminal

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["command"]


@click.command("migrate", cls=options.DossierCommand, short_help="Bring a dossier of an earlier version up to date.")
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@reviewer_name.by
@options.wait
def command(dossier: Path, by: str | None) -> None:
    r"""Bring a dossier of an earlier version up to date: each reviewer's work moves to a file of its own.

    Earlier versions kept reviews, gradings and translations in claims.jsonl, one of each for a claim. They become acts
    in reviews/NAME.jsonl with the same person and time. Nothing is lost; a dossier that is up to date is not changed.
    The name of --by stands with what does not say who did it.

    \b
    Examples:
      # Bring a dossier up to date
      factsheet migrate dossier

    Exit codes: 0 success; 2 could not run.
    """
    from claims.workflow import migrate

    with terminal.notes(terminal.Progress()):
        acts = migrate(dossier, by=reviewer_name.name(by))
    if not acts:
        terminal.say("nothing to migrate: the dossier is up to date")
    for kind, number in sorted(Counter(act.act for act in acts).items()):
        terminal.show(f"{kind}: {number}")
