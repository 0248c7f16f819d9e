"""`factsheet validate`: reports what is wrong with records, where, and what would be right."""

from __future__ import annotations

import os
import re
import sys
import time
from typing import TYPE_CHECKING

import click

from claims.cli import options, terminal
from claims.errors import ClaimsError
from claims.text.terminal_text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from claims.validation import Finding, Run
    from claims.validation.reports import Report, Summary

__all__ = ["command"]

CLEAN, FINDINGS, COULD_NOT_RUN = 0, 1, 2
_FORMATS = ("text", "json", "sarif", "github")


@click.command("validate", short_help="Check records against the schema, the articles, each other and the sheet.")
@click.argument("paths", metavar="PATH…", nargs=-1, type=options.PATH)
@click.option(
    "--select",
    metavar="RULES",
    multiple=True,
    help="Apply only these rules: codes, prefixes (E2) or names (quote-altered).",
)
@click.option("--ignore", metavar="RULES", multiple=True, help="Skip these rules.")
@click.option("--all", "every", is_flag=True, help="Show each of many warnings of one rule in the text report.")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option(
    "--fix", is_flag=True, help="Correct wrong offsets where the quoted words occur exactly once in the text."
)
@click.option("--texts", metavar="FOLDER", type=options.PATH, help="Folder with the texts of the articles, as ID.txt.")
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True, help="Format of the report."
)
@click.option("--explain", metavar="RULE", help="Print the page about a rule and exit.")
@click.option("--rules", "listed", is_flag=True, help="List all rules and exit.")
def command(  # noqa: PLR0917  # click calls it, an argument an option
    paths: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    every: bool,
    strict: bool,
    fix: bool,
    texts: Path | None,
    form: str,
    explain: str | None,
    listed: bool,
) -> int:
    r"""Check records against the schema, the articles, each other and the sheet.

    PATH is a dossier, a .json or .jsonl file of records (also with .gz), a folder of these, or - for standard input.
    The text report goes to standard error; json, sarif and github go to standard output.

    \b
    Examples:
      # Check a dossier, its texts and its sheet
      factsheet validate dossier
      # Check records from elsewhere against the texts in a folder
      factsheet validate claims.jsonl --texts articles
      # Correct offsets that have shifted
      factsheet validate dossier --fix
      # Only invented or altered quotations; everything but unknown dates
      factsheet validate dossier --select E203,E204
      factsheet validate dossier --ignore unknown-date
      # What does E203 mean?
      factsheet validate --explain E203
      # For code scanning, and for a GitHub workflow
      factsheet validate dossier --format sarif > findings.sarif
      factsheet validate dossier --format github

    Exit codes: 0 no errors (with --strict: no findings); 1 findings; 2 could not run.
    """
    if explain is not None or listed:
        return _print_rules(explain)
    if not paths:
        raise click.UsageError("Pass a dossier or a file of records, such as: factsheet validate dossier")
    from claims.workflow.validation import validation_run

    progress = _Progress()
    watch = progress if progress.watched else None
    run = validation_run(_words(select), _words(ignore), texts, fix=fix, watch=watch)
    return _checked(run, paths, form, progress, every=every, strict=strict)


def _checked(run: Run, paths: tuple[Path, ...], form: str, progress: _Progress, *, every: bool, strict: bool) -> int:
    from claims.store.lock import settle
    from claims.validation.reports import FORMATS, Summary

    out = sys.stderr if form == "text" else sys.stdout
    report = FORMATS[form](out, colour=out.isatty() and not os.environ.get("NO_COLOR"), every=every)
    summary = Summary()
    report.begin()
    failed = False
    for path in paths:
        try:
            settle(path)
            _report(run.check(path), report, summary, progress)
        except ClaimsError as error:
            failed = True
            progress.clear()
            terminal.error(error)
    progress.clear()
    summary.records, summary.files = run.records, run.files
    summary.checked, summary.unchecked = run.coverage()
    if summary.files or form != "text":
        report.end(summary)
    if failed:
        return COULD_NOT_RUN
    return FINDINGS if summary.errors or (strict and summary.warnings) else CLEAN


def _report(findings: Iterator[Finding], report: Report, summary: Summary, progress: _Progress) -> None:
    for finding in findings:
        progress.clear()
        summary.count(finding)
        report.finding(finding)


def _print_rules(rule: str | None) -> int:
    """Print the page about a rule, or the list of all rules."""
    from claims.validation import RULES, explain

    if rule is not None:
        click.echo(explain(rule), nl=False)
        return CLEAN
    for each in RULES.values():
        click.echo(f"{each.code}  {each.name:<22} {each.title}")
    return CLEAN


def _words(given: tuple[str, ...]) -> list[str] | None:
    """The rules named in one or several options, separated by commas; None if the option is absent."""
    return [word for part in given for word in re.split(r"[,\s]+", part) if word] if given else None


class _Progress(terminal.Progress):
    """A progress line with the number of records checked and the share of the file read."""

    def __call__(self, file: str, records: int, share: float | None) -> None:  # type: ignore[override]
        """Update the line if the last update is long enough ago."""
        now = time.monotonic()
        if now >= self.next:
            self.next = now + self.pause
            self.shown = True
            part = f" {share:4.0%}" if share is not None else ""
            click.echo(f"\r\x1b[K{printable(file[-50:])}{part}, {records:,} records", err=True, nl=False)
