"""`factsheet extract`: prints the claims of articles as JSON Lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from claims.cli import options, terminal
from claims.cli.article_tally import Tally, refuse_articles
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from claims.cli.explain import Format
    from claims.ingest import Unreadable
    from claims.workflow import Extracted

__all__ = ["command"]


@click.command("extract", short_help="Extract claims (who said what) from articles, as JSON Lines.")
@options.sources
@click.option("--out", metavar="FILE", type=options.PATH, help="Write to FILE; on failure it stays unchanged.")
@options.language
@options.encoding
@options.id
@options.min_confidence
@click.option(
    "--explain",
    "as_what",
    flag_value="text",
    help="Show for each claim what found it, how sure that is, and its sentence with the parts marked.",
)
@click.option("--explain-html", "as_what", flag_value="html", help="Like --explain, as an HTML page.")
def command(sources: tuple[Path, ...], out: Path | None, as_what: Format | None, **chosen: Any) -> int:
    r"""Extract claims (who said what) from articles, one JSON record per line.

    SOURCE is an article (text, Markdown, HTML, MHTML, PDF, DOCX, EML, SRT, VTT), several articles in one file (RSS,
    Atom, CSV, JSON Lines, Parquet, WhatsApp chats, WARC, WACZ), a folder of these, or - for standard input.

    \b
    Examples:
      # The claims of one article
      factsheet extract article.txt
      # The claims of a folder, written to a file
      factsheet extract articles --out claims.jsonl
      # Only claims that are probably right
      factsheet extract articles --min-confidence 0.8
      # From another program, in a legacy encoding
      curl … | factsheet extract - --id report --encoding windows-1256
      # Why each claim was found, in the terminal or in a browser
      factsheet extract article.txt --explain
      factsheet extract article.txt --explain-html --out why.html

    Exit codes: 0 success, also without claims; 1 some of several articles could not be read; 2 could not run.
    """
    from claims.cli.explain import explain
    from claims.workflow import extract_all

    if out is not None:
        _refuse_loss(out, sources)
    chosen["min_confidence"] = least = chosen["min_confidence"] or 0
    progress = terminal.Progress()
    tally = Tally(progress)
    with terminal.notes(progress), terminal.results(out) as file:
        found = _with_claims(tally, extract_all(sources, watch=progress, **chosen), least)
        file.writelines(explain(found, as_what, colour=file.isatty()) if as_what else _lines(found))
        tally.close()
    return 1 if tally.unread else 0


def _refuse_loss(out: Path, sources: tuple[Path, ...]) -> None:
    """Refuse to overwrite the input articles, or the claims of a dossier with their reviews."""
    from claims.store import CLAIMS_FILE, HEADER_FILE

    refuse_articles(out, sources)
    if out.name == CLAIMS_FILE and (out.parent / HEADER_FILE).exists():
        raise ClaimsError(
            "the file holds the claims and reviews of a dossier",
            str(out),
            f"To rebuild it and keep the reviews: factsheet build … --out {out.parent} --force",
        )


def _lines(found: Iterable[Extracted]) -> Iterator[str]:
    from claims.model import to_record
    from claims.store import dumps

    return (dumps(to_record(claim)) + "\n" for extracted in found for claim in extracted.claims)


def _with_claims(tally: Tally, results: Iterable[Extracted | Unreadable], least: float) -> Iterator[Extracted]:
    """Yield the articles that were read, with a note on those without claims; then say how many were left out."""
    left_out = 0
    for extracted in tally.read(results):
        left_out += extracted.left_out
        if not extracted.claims and not extracted.left_out:
            tally.say(f"note: {extracted.document.id}: no claims found")
        elif not extracted.claims:
            tally.say(f"note: {extracted.document.id}: no claims with a confidence of {least:g} or more")
        yield extracted
    if left_out:
        tally.say(f"{terminal.counted(left_out, 'claim')} with a confidence below {least:g} left out")
