"""`factsheet build`: builds a dossier and its fact sheet from articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from claims.cli import options, terminal
from claims.cli.review_log import told

if TYPE_CHECKING:
    from pathlib import Path

    from claims.workflow import BuildReport, Growth

__all__ = ["command"]

_OF_ARTICLES = ("language", "encoding", "id")
"""The options about articles that are read."""


@click.command("build", short_help="Build a dossier and its fact sheet from articles.")
@click.argument("sources", metavar="SOURCE…", nargs=-1, type=options.PATH)
@click.option("--out", metavar="DOSSIER", required=True, type=options.PATH, help="Folder of the dossier.")
@click.option("--title", help="Title of the dossier.")
@click.option(
    "--from",
    "collection",
    metavar="DIR",
    type=options.PATH,
    help="Instead of SOURCE: take articles with their claims from a collection.",
)
@click.option(
    "--where", metavar="SQL", help="With --from: which articles, as a condition on documents (see factsheet query)."
)
@options.lang
@options.template
@options.language
@options.encoding
@options.id
@options.min_confidence
@click.option("--add", is_flag=True, help="Add the articles to the dossier; create it if it does not exist.")
@click.option("--force", is_flag=True, help="Rebuild an existing dossier; its reviews are kept.")
@click.option("--discard", is_flag=True, help="With --add or --force: proceed even if articles are lost.")
@options.wait
def command(
    *,
    sources: tuple[Path, ...],
    out: Path,
    collection: Path | None,
    where: str | None,
    add: bool,
    force: bool,
    discard: bool,
    **chosen: Any,
) -> int:
    r"""Build a dossier and its fact sheet from articles.

    SOURCE is an article (text, Markdown, HTML, MHTML, PDF, DOCX, EML, SRT, VTT), several articles in one file (RSS,
    Atom, CSV, JSON Lines, Parquet, WhatsApp chats, WARC, WACZ), a folder of these, or - for standard input. Metadata in
    NAME.meta.json beside NAME.txt (title, author, publisher, url, published, retrieved, dateline, language) takes
    precedence over what the page says. Prints the path of the fact sheet. If the command fails, an existing dossier
    stays unchanged.

    \b
    Examples:
      # One article
      factsheet build article.txt --out dossier
      # All articles in a folder, with a title and Arabic labels
      factsheet build articles --out dossier --title "Al Qatrun" --lang ar
      # Add new articles; those already in the dossier are skipped
      factsheet build articles --out dossier --add
      # Leave out doubtful claims, also of articles added later
      factsheet build articles --out dossier --min-confidence 0.6
      # Rebuild from the articles; reviews are kept, and those that no longer fit are listed
      factsheet build articles --out dossier --force
      # The articles of a collection that name Khartoum, of one week
      factsheet build --from collection --out khartoum --where "day between '2024-04-15' and '2024-04-21'
        and id in (select document from places where name = 'Khartoum')"

    With --add, an article is recognised by its text, then by its url, then by its file name. If its text has changed,
    it becomes a new version: it keeps its id, the old text is kept in earlier/, and claims with unchanged words keep
    their reviews.

    P of --min-confidence is recorded in the dossier and holds for later additions, until another P or 0 is given. With
    --add, claims that are already in the dossier stay. Claims that a person reviewed are never left out.

    Exit codes: 0 success; 1 some of several articles could not be read; 2 could not run.
    """
    if add and force:
        raise click.UsageError("--add and --force cannot be combined: --add keeps existing articles, --force rebuilds.")
    if discard and not (add or force):
        raise click.UsageError("--discard works only together with --add or --force.")
    _refuse_mixture(sources, collection, where, chosen)
    from claims.workflow import NothingReadError

    progress = terminal.Progress()
    try:
        with terminal.notes(progress):
            report = _built(
                sources, collection, where, out=out, add=add, force=force, discard=discard, watch=progress, **chosen
            )
    except NothingReadError as error:
        for unread in error.unread:
            terminal.error(unread.error)
        raise
    finally:
        progress.clear()
    _tell(report)
    return 1 if report.unread else 0


def _refuse_mixture(
    sources: tuple[Path, ...], collection: Path | None, where: str | None, chosen: dict[str, Any]
) -> None:
    """Refuse articles and a collection at once, neither, and options that do not go with them."""
    if collection is None and where is not None:
        raise click.UsageError("--where works only together with --from.")
    if collection is None and not sources:
        raise click.UsageError("Missing argument 'SOURCE…'.")
    if collection is None:
        return
    if sources:
        raise click.UsageError("--from cannot be combined with SOURCE: add the articles in a second run, with --add.")
    for name in _OF_ARTICLES:
        if chosen[name] is not None:
            raise click.UsageError(f"--{name} cannot be combined with --from: the articles have been read.")


def _built(sources: tuple[Path, ...], collection: Path | None, where: str | None, **chosen: Any) -> BuildReport:
    from claims.workflow import build, build_from

    if collection is None:
        return build(sources, **chosen)
    return build_from(
        collection, where=where, **{name: value for name, value in chosen.items() if name not in _OF_ARTICLES}
    )


def _tell(report: BuildReport) -> None:
    for unread in report.unread:
        terminal.error(unread.error)
    for document in report.silent:
        terminal.say(f"note: {document.id}: {_nothing(report, document.id)}")
    kept = f", {terminal.counted(report.reviews_kept, 'review')} kept" if report.reviews_kept else ""
    claims = terminal.counted(len(report.dossier.claims), "claim")
    if report.growth is not None:
        _tell_growth(report.growth)
    if report.left_out:
        left_out = terminal.counted(sum(report.left_out.values()), "claim")
        terminal.say(f"{left_out} with a confidence below {report.min_confidence:g} left out")
    for each in report.unfit:
        terminal.say(f"to look at again: {told(each.act)}; {each.why}")
    terminal.say(f"{claims} in {terminal.counted(len(report.dossier.documents), 'article')}{kept}")
    click.echo(report.sheet)


def _nothing(report: BuildReport, id: str) -> str:
    least = f" with a confidence of {report.min_confidence:g} or more" if id in report.left_out else ""
    return f"no claims{least or ' found'}"


def _tell_growth(growth: Growth) -> None:
    """Report which articles were added, updated or already there."""
    for id in growth.added:
        terminal.say(f"added: {id}")
    for id, difference in growth.updated.items():
        terminal.say(f"new version: {id}: {difference}")
    for id in growth.completed:
        terminal.say(f"metadata completed: {id}")
    if not (growth.added or growth.updated or growth.completed):
        terminal.say("nothing new: the dossier already has all of these articles")
    elif growth.known:
        terminal.say(f"{terminal.counted(len(growth.known), 'article')} already in the dossier")
