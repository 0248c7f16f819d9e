"""`factsheet desk`: reviews claims in the browser."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import click

from claims.cli import options, reviewer_name, terminal
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["command"]


@click.command("desk", cls=options.DossierCommand, short_help="Review claims in the browser.")
@click.argument("dossier", metavar="DOSSIER", type=options.PATH)
@click.option("--blind", is_flag=True, help="Leave out what other reviewers did, for an independent second review.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="PORT", help="Port. Default: a free one.")
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", help="Address to listen at. Default: 127.0.0.1.")
@click.option(
    "--public-name",
    metavar="NAME",
    help="Name of a server with TLS in front of the desk; needed for a --host that other machines can reach.",
)
@options.lang
@reviewer_name.by
def command(
    dossier: Path,
    *,
    blind: bool,
    port: int,
    host: str,
    public_name: str | None,
    lang: str | None,
    by: str | None,
) -> int:
    r"""Open a page in the browser to review claims: accept, reject, correct, note, undo, mostly with single keys.

    The page is served by this process on this machine until you press Ctrl-C. Open the link that is printed; it works
    once. Each act is appended to your file in the dossier's folder reviews/ before the next claim is shown. The sheet
    is updated when the desk ends; a dossier with more than 500 claims keeps it until `factsheet render DOSSIER`.

    With --blind you see the claims as the extractor read them and your own acts only. Afterwards, open the desk
    without it and choose "reviewers differ" to settle the differences.

    \b
    Examples:
      # Review claims in the browser
      factsheet desk dossier
      # Review them a second time, without seeing what the first reviewer decided
      factsheet desk dossier --blind --by "Leila Haddad"

    Exit codes: 0 success; 2 could not run.
    """
    if importlib.util.find_spec("starlette") is None or importlib.util.find_spec("uvicorn") is None:
        raise ClaimsError(
            "the desk is not installed", remedy="Install it with the extra desk: pip install 'claims-factsheet[desk]'"
        )
    from claims.desk import Address, serve
    from claims.workflow import OpenReview, own_look

    Address(host, port, public_name).refuse_exposure()
    review = OpenReview(dossier, reviewer_name.name(by), blind=blind)
    with terminal.notes(terminal.Progress()), review.reading() as session:
        language = lang or own_look(dossier, session.dossier).language
    if public_name is not None:
        terminal.say(
            f"the desk is made for {public_name}: the server there must speak TLS, pass the header Host on and keep "
            "the addresses of requests, which hold the one-time token, out of its logs"
        )
    with terminal.notes(terminal.Progress()):
        serve(review, host=host, port=port, public_name=public_name, language=language, tell=_tell)
    return 0


def _tell(link: str) -> None:
    terminal.show(link)
    terminal.say("open this link in your browser; it works once. Press Ctrl-C to end the desk")
