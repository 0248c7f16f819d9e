"""`factsheet extract`: articles in, claim records out, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claims.cli import options, streams
from claims.cli.tally import Tally, refuse_articles
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from claims.building import Extracted
    from claims.cli.explain import Format
    from claims.reading import Unreadable

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
    from claims.building import extract_all
    from claims.cli.explain import explain

    if out is not None:
        _refuse_loss(out, sources)
    progress = streams.Progress()
    tally = Tally(progress)
    with streams.notes(progress), streams.results(out) as file:
        found = _with_claims(tally, extract_all(sources, watch=progress, **chosen))
        file.writelines(explain(found, as_what, colour=file.isatty()) if as_what else _lines(found))
        tally.close()
    return 1 if tally.unread else 0


def _refuse_loss(out: Path, sources: tuple[Path, ...]) -> None:
    """Refuse to write over the articles themselves, or over a dossier's claims, where reviews stand."""
    from claims.records import CLAIMS_FILE, HEADER_FILE

    refuse_articles(out, sources)
    if out.name == CLAIMS_FILE and (out.parent / HEADER_FILE).exists():
        raise ClaimsError(
            "the claims of a dossier, and their reviews, stand there",
            str(out),
            f"Say factsheet build … --out {out.parent} --force, which keeps the reviews",
        )


def _lines(found: Iterable[Extracted]) -> Iterator[str]:
    from claims.records import dumps, to_record

    return (dumps(to_record(claim)) + "\n" for extracted in found for claim in extracted.claims)


def _with_claims(tally: Tally, results: Iterable[Extracted | Unreadable]) -> Iterator[Extracted]:
    """What was read; where it holds no claims, that is said."""
    for extracted in tally.read(results):
        if not extracted.claims:
            tally.say(f"note: {extracted.document.id}: no claims found")
        yield extracted
