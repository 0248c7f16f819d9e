"""`factsheet collect`: makes a collection of millions of articles."""

from __future__ import annotations

import shlex
import time
from typing import TYPE_CHECKING

import click

from claims.cli import options, terminal

if TYPE_CHECKING:
    from pathlib import Path

    from claims.collection.collecting import Collected, Progress

__all__ = ["PAUSE_IN_LOG", "command", "told"]

PAUSE_IN_LOG = 60.0
"""Seconds between two lines of progress where standard error is no terminal."""


@click.command("collect", short_help="Extract the claims of millions of articles into Parquet files.")
@options.sources
@click.option("--out", metavar="DIR", required=True, type=options.PATH, help="Folder of the collection.")
@click.option(
    "--engine",
    type=click.Choice(["local", "ray", "spark"]),  # as in claims.collection.collecting, which is loaded later
    default="local",
    show_default=True,
    help="What runs the work: this machine, or a cluster.",
)
@click.option(
    "--workers", metavar="N", type=click.IntRange(min=1), help="Processes at the same time. Default: one for each core."
)
@click.option(
    "--address",
    metavar="ADDRESS",
    help="Address of the cluster, such as auto (Ray) or spark://host:7077. Default: a local one.",
)
@click.option(
    "--shard-size",
    "most",
    metavar="N",
    type=click.IntRange(min=1),
    help="Articles in a shard: what one file holds, and what is done again after a crash. Default: 250, or as before.",
)
@options.language
@options.encoding
def command(
    sources: tuple[Path, ...],
    *,
    out: Path,
    engine: str,
    workers: int | None,
    address: str | None,
    most: int | None,
    language: str | None,
    encoding: str | None,
) -> int:
    r"""Extract the claims of millions of articles into Parquet files.

    SOURCE is a folder or file of articles, such as WARC, WACZ, JSON Lines or Parquet. Each shard of articles becomes a
    file of claims, one of documents, and one of findings: the articles that could not be read, and why. Needs the extra
    collections: pip install 'claims-factsheet[collections]'.

    May be interrupted at any time: what is complete stays, and the same command goes on. Articles that were added are
    extracted, and the records of removed ones are removed.

    \b
    Examples:
      # All articles in a folder, on all cores
      factsheet collect articles --out collection
      # Fewer, larger files, for an archive of many millions
      factsheet collect crawl --out collection --shard-size 5000
      # On a cluster of Ray that is running, whose nodes share the folders
      factsheet collect crawl --out collection --engine ray --address auto

    Prints the folder. Progress goes to standard error; into a file, a line each minute.

    Exit codes: 0 success; 1 there are findings: articles that could not be read, or in a language from which claims are
    not extracted; 2 could not run; 130 interrupted.
    """
    from claims.collection import folder
    from claims.collection.collecting import collect
    from claims.collection.shards import MOST, Settings

    if address is not None and engine == "local":
        raise click.UsageError("--address needs --engine ray or spark.")
    line = _Line()
    settings = Settings(language, encoding, most or folder.shard_size(out) or MOST)
    try:
        done = collect(
            sources, out, engine=engine, settings=settings, workers=workers, address=address, watch=line.show
        )
    except KeyboardInterrupt:
        line.clear()
        terminal.say(
            f"interrupted; {terminal.counted(line.shards, 'shard')} completed. The same command goes on from there"
        )
        return 130
    finally:
        line.clear()
    _report(done, out)
    click.echo(out)
    return 1 if done.whole.findings else 0


def _report(done: Collected, out: Path) -> None:
    tally, whole = done.tally, done.whole
    terminal.say(
        f"{terminal.counted(tally.claims, 'claim')} in {terminal.counted(tally.articles, 'article')}"
        f" ({terminal.counted(done.made, 'shard')})"
    )
    if done.skipped:
        terminal.say(f"{terminal.counted(done.skipped, 'shard')} complete before")
    if done.removed:
        terminal.say(f"{terminal.counted(done.removed, 'shard')} removed: the articles are no longer in the source")
    if done.lost:
        terminal.say(f"{terminal.counted(done.lost, 'shard')} given up: reading ended the program each time")
    if whole.findings:
        findings = terminal.counted(whole.findings, "finding")
        how = f'factsheet query "from findings" --from {shlex.quote(str(out))}'
        terminal.say(f"{findings}: articles without claims, and why. List them: {how}")
    if done.skipped or whole != tally:
        terminal.say(f"in the collection: {whole.claims} claims in {terminal.counted(whole.articles, 'article')}")


class _Line:
    """The progress of a run on one line: how much, how fast, how long still; in a log, now and then a further line."""

    def __init__(self) -> None:
        self.progress = terminal.Progress()
        self.shards = 0
        self.began = self.logged = time.monotonic()

    def show(self, now: Progress) -> None:
        """Show how far the run is."""
        self.shards = now.shards
        moment = time.monotonic()
        line = told(now, moment - self.began)
        if self.progress.watched:
            self.progress.say(line)
        elif moment - self.logged >= PAUSE_IN_LOG:
            self.logged = moment
            terminal.say(line)

    def clear(self) -> None:
        """Remove the line."""
        self.progress.clear()


def told(now: Progress, seconds: float) -> str:
    """How far a run is, in words."""
    left = now.total - now.skipped - now.done
    rate = now.tally.articles / seconds if seconds else 0.0
    percent = 100 * (now.skipped + now.done) // max(1, now.total)
    rest = _duration(seconds * left / now.done) if now.done else "unknown"
    return f"{percent} % · {now.tally.articles} articles · {rate:.1f} a second · {rest} left"


def _duration(seconds: float) -> str:
    """`40 s`, `12 min`, `3 h 20 min`."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return f"{max(0, round(seconds))} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
