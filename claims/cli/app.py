"""The command `factsheet`: its subcommands, each loaded when it is asked for, and how they end."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

import claims
from claims.cli import terminal
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["command", "main"]

COULD_NOT_RUN = 2
INTERRUPTED = 130
PIPE_CLOSED = 141


class _PipeClosedError(Exception):
    """Whoever read our output has stopped reading it."""


def _with_blocks(loaded: click.Command) -> click.Command:
    r"""The command, with `\\b` in its raw docstring made the character by which click keeps a block's lines apart."""
    loaded.help = (loaded.help or "").replace("\\b\n", "\b\n")
    for inner in loaded.commands.values() if isinstance(loaded, click.Group) else ():
        _with_blocks(inner)
    return loaded


class Commands(click.Group):
    """Subcommands by name, each in its module; and one way in which all of them end."""

    names = (
        "build",
        "extract",
        "facets",
        "validate",
        "render",
        "verify",
        "review",
        "status",
        "document",
        "translate",
        "schema",
    )

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks for it
        """The subcommands, in the order in which people need them."""
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click asks for it
        """The subcommand of that name, loaded now."""
        if cmd_name not in self.names:
            return None
        return _with_blocks(import_module(f"claims.cli.{cmd_name}").command)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; a closed pipe is told apart from other troubles, which click does not do."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            raise _PipeClosedError from None
        return result

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command and end the process with 0 (fine), 1 (findings) or 2 (could not run)."""
        terminal.speak_utf8()
        name = prog_name or "factsheet"
        if not standalone_mode:
            return super().main(args, name, complete_var, standalone_mode=False, **extra)
        sys.exit(self._ended(args, name, complete_var, extra))

    def _ended(self, args: Sequence[str] | None, name: str, complete_var: str | None, extra: dict[str, Any]) -> int:
        """Run the command and say what its exit code is; troubles are told in words."""
        try:
            code = super().main(args, name, complete_var, standalone_mode=False, **extra)
        except ClaimsError as error:
            terminal.error(error)
        except click.ClickException as error:
            error.show()
        except click.Abort:
            terminal.say("stopped; what was being written is as it was before")
            return INTERRUPTED
        except _PipeClosedError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return PIPE_CLOSED
        except OSError as error:
            terminal.error(ClaimsError(error.strerror or str(error), error.filename))
        else:
            return code if isinstance(code, int) else 0
        return COULD_NOT_RUN


@click.command(
    "factsheet", cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(claims.__version__, prog_name="factsheet", message="%(prog)s %(version)s")
def command() -> None:
    r"""From news articles to attributed claims and a sourced fact sheet.

    \b
    Build a dossier with its fact sheet from an article, or a folder of them:
        factsheet build article.txt --out dossier
    See who said what, one record a line:
        factsheet extract article.txt
    Check records against the schema and against the article:
        factsheet validate dossier
    Add tomorrow's articles, see what is new, and decide on a claim:
        factsheet build tomorrow --out dossier --add
        factsheet status dossier
        factsheet review dossier clm-681fef546be8 --accept
    Write the sheet again, with labels in Arabic:
        factsheet render dossier --lang ar --out dossier/factsheet.ar.md

    Exit codes: 0 fine; 1 findings, or some of several articles could not be
    read; 2 could not run. Results go to standard output, everything else to
    standard error.
    """


_with_blocks(command)


def main() -> NoReturn:
    """Run `factsheet` with the process's arguments."""
    command.main(prog_name="factsheet")
    raise AssertionError("the command ends the process")
