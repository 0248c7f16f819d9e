"""`factsheet extract`: articles in, claim records out, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


@click.command("extract", short_help="Find who said what in articles, as JSON Lines.")
@options.sources
@click.option("--out", metavar="FILE", type=options.PATH, help="Write to FILE, whole or not at all.")
@options.language
@options.encoding
@options.id
@click.option("--explain", "as_what", flag_value="text", help="Show the rule and the marked sentence of each claim.")
@click.option("--explain-html", "as_what", flag_value="html", help="The same, as an HTML page.")
def command(sources: tuple[Path, ...], out: Path | None, as_what: Format | None, **chosen: str | None) -> int:
    r"""Find who said what in articles, as JSON Lines: one claim record a line.

    SOURCE is an article (text, Markdown, HTML, MHTML, PDF, DOCX), an archive of
    articles (WARC, WACZ, JSON Lines), a folder of them, or - for standard input.

    \b
    See the claims of one article:
        factsheet extract article.txt
    Those of a folder, in a file:
        factsheet extract articles --out claims.jsonl
    From another program, in an old encoding:
        curl … | factsheet extract - --id report --encoding windows-1256
    Why each claim is there, in the terminal or in a browser:
        factsheet extract article.txt --explain
        factsheet extract article.txt --explain-html --out why.html
    """
    from claims.cli.explain import explain
    from claims.workflow import extract_all

    if out is not None:
        _refuse_loss(out, sources)
    progress = terminal.Progress()
    tally = Tally(progress)
    with terminal.notes(progress), terminal.results(out) as file:
        found = _with_claims(tally, extract_all(sources, watch=progress, **chosen))
        file.writelines(explain(found, as_what, colour=file.isatty()) if as_what else _lines(found))
        tally.close()
    return 1 if tally.unread else 0


def _refuse_loss(out: Path, sources: tuple[Path, ...]) -> None:
    """Refuse to write over the articles themselves, or over a dossier's claims, where reviews stand."""
    from claims.store import CLAIMS_FILE, HEADER_FILE

    refuse_articles(out, sources)
    if out.name == CLAIMS_FILE and (out.parent / HEADER_FILE).exists():
        raise ClaimsError(
            "the claims of a dossier, and their reviews, stand there",
            str(out),
            f"Say factsheet build … --out {out.parent} --force, which keeps the reviews",
        )


def _lines(found: Iterable[Extracted]) -> Iterator[str]:
    from claims.model import to_record
    from claims.store import dumps

    return (dumps(to_record(claim)) + "\n" for extracted in found for claim in extracted.claims)


def _with_claims(tally: Tally, results: Iterable[Extracted | Unreadable]) -> Iterator[Extracted]:
    """What was read; where it holds no claims, that is said."""
    for extracted in tally.read(results):
        if not extracted.claims:
            tally.say(f"note: {extracted.document.id}: no claims found")
        yield extracted
