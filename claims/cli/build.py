"""`factsheet build`: articles in, a dossier with its fact sheet out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claims.cli import options, terminal

if TYPE_CHECKING:
    from pathlib import Path

    from claims.workflow import BuildReport, Growth

__all__ = ["command"]


@click.command("build", short_help="Build a dossier with its fact sheet from articles.")
@options.sources
@click.option("--out", metavar="DOSSIER", required=True, type=options.PATH, help="The dossier's folder.")
@click.option("--title", help="The dossier's title.")
@options.lang
@options.template
@options.language
@options.encoding
@options.id
@click.option("--add", is_flag=True, help="Add the articles to the dossier, which need not exist yet.")
@click.option("--force", is_flag=True, help="Build a dossier that exists again; reviews of unchanged claims stay.")
@click.option("--discard", is_flag=True, help="With --add or --force: even where reviews or documents get lost.")
@options.wait
def command(out: Path, add: bool, force: bool, discard: bool, **chosen: object) -> int:
    r"""Build a dossier with its fact sheet from articles.

    SOURCE is an article (text, Markdown, HTML, MHTML, PDF, DOCX), an archive of articles (WARC, WACZ, JSON Lines), a
    folder of them, or - for standard input. What you know of an article stands beside NAME.txt in NAME.meta.json:
    title, author, publisher, url, published, retrieved, dateline, language. It comes before what a page says.
    The dossier is written whole or not at all, and the path of its fact sheet is printed.

    \b
    One article:
        factsheet build article.txt --out dossier
    All articles in a folder, with a title and Arabic labels:
        factsheet build articles --out dossier --title "Al Qatrun" --lang ar
    More articles, tomorrow; those that are there already are not added again:
        factsheet build articles --out dossier --add
    All of it again, from the articles alone; reviews stay where the words did:
        factsheet build articles --out dossier --force

    With --add, an article is known by its text, then by its address (url), and without one by its file's name. One
    that says something else than before becomes a new version: it keeps its id, the text before is kept in earlier/,
    and claims whose words did not change keep their reviews.
    """
    if add and force:
        raise click.UsageError("--add keeps what is there and --force builds it again: say one of them.")
    if discard and not (add or force):
        raise click.UsageError("--discard says what --add or --force may do: say one of them too.")
    from claims.workflow import NothingReadError, build

    progress = terminal.Progress()
    try:
        with terminal.notes(progress):
            report = build(out=out, add=add, force=force, discard=discard, watch=progress, **chosen)  # type: ignore[arg-type]
    except NothingReadError as error:
        for unread in error.unread:
            terminal.error(unread.error)
        raise
    finally:
        progress.clear()
    _tell(report)
    return 1 if report.unread else 0


def _tell(report: BuildReport) -> None:
    for unread in report.unread:
        terminal.error(unread.error)
    for document in report.silent:
        terminal.say(f"note: {document.id}: no claims found")
    kept = f", {terminal.counted(report.reviews_kept, 'review')} kept" if report.reviews_kept else ""
    claims = terminal.counted(len(report.dossier.claims), "claim")
    if report.growth is not None:
        _tell_growth(report.growth)
    terminal.say(f"{claims} in {terminal.counted(len(report.dossier.documents), 'article')}{kept}")
    click.echo(report.sheet)


def _tell_growth(growth: Growth) -> None:
    """What is new, changed and known in a dossier that was added to."""
    for id in growth.added:
        terminal.say(f"added: {id}")
    for id, difference in growth.updated.items():
        terminal.say(f"new version: {id}: {difference}")
    for id in growth.completed:
        terminal.say(f"more is known: {id}")
    if not (growth.added or growth.updated or growth.completed):
        terminal.say("nothing is new: the dossier has all of it already")
    elif growth.known:
        terminal.say(f"{terminal.counted(len(growth.known), 'article')} there already")
