"""The command `factsheet`: loads each subcommand on demand and turns its outcome into an exit code."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

import claims
from claims.cli import terminal
from claims.errors import ClaimsError
from claims.store.atomic_write import written

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["command", "main"]

COULD_NOT_RUN = 2
INTERRUPTED = 130
PIPE_CLOSED = 141
TERMINATED = 143


class _PipeClosedError(Exception):
    """The output pipe was closed (SIGPIPE)."""


def _prepared(loaded: click.Command) -> click.Command:
    r"""The command, its options in UTF-8.

    `\\b` in its raw docstring becomes the character that stops click from joining lines.
    """
    loaded.help = (loaded.help or "").replace("\\b\n", "\b\n")
    for inner in loaded.commands.values() if isinstance(loaded, click.Group) else ():
        _prepared(inner)
    for parameter in loaded.params:
        if isinstance(parameter.type, click.types.StringParamType):
            parameter.type = _UTF8
    return loaded


class _Utf8(click.types.StringParamType):
    """Words that can be written: bytes that are not UTF-8 stand in arguments as lone surrogates."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The words, or an error of usage."""
        words = super().convert(value, param, ctx)
        try:
            words.encode("utf-8")
        except UnicodeEncodeError:
            self.fail(f"{words!r} is not UTF-8", param, ctx)
        return words


_UTF8 = _Utf8()


def _flush() -> None:
    """Write what is left of the output, also of `--help`, which ends before any command runs."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise _PipeClosedError from None


def _end_in_order() -> None:
    """When the system asks the process to end, take back what is unfinished, and end the process that reads files."""
    with suppress(ValueError):  # Only the main thread may say so.
        if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))


class Commands(click.Group):
    """The subcommands, each in the module of its name, with one mapping from outcomes to exit codes."""

    names = (
        "build",
        "collect",
        "extract",
        "facets",
        "validate",
        "render",
        "verify",
        "review",
        "desk",
        "status",
        "document",
        "translate",
        "migrate",
        "query",
        "relate",
        "schema",
    )

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks for it
        """The names of the subcommands, in the order of use."""
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click asks for it
        """Load the subcommand of that name; None if there is none."""
        if cmd_name not in self.names:
            return None
        return _prepared(import_module(f"claims.cli.{cmd_name}").command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the subcommand; of one that does not exist, tell which name is close, as click does for options."""
        asked = args[0]  # click takes what looks like an option out of the list.
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if not (close := get_close_matches(asked, self.names, 1)):
                raise
            raise click.UsageError(f"{error.message} Did you mean {close[0]}?", ctx) from None

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the options; `--help` writes to a pipe, too."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except BrokenPipeError:
            raise _PipeClosedError from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand. A closed pipe is told apart from other I/O errors, which click does not do."""
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
        if not terminal.opened():
            sys.exit(COULD_NOT_RUN)
        terminal.speak_utf8()
        name = prog_name or "factsheet"
        if not standalone_mode:
            return super().main(args, name, complete_var, standalone_mode=False, **extra)
        sys.exit(self._ended(args, name, complete_var, extra))

    def _ended(self, args: Sequence[str] | None, name: str, complete_var: str | None, extra: dict[str, Any]) -> int:
        """Run the command, report errors on standard error, and return the exit code."""
        written.set(False)
        _end_in_order()
        try:
            code = super().main(args, name, complete_var, standalone_mode=False, **extra)
            _flush()
        except ClaimsError as error:
            terminal.error(error)
        except click.ClickException as error:
            terminal.usage(error)
        except click.Abort:
            terminal.say(f"interrupted; {'the changes were recorded' if written.get() else 'no changes were made'}")
            return INTERRUPTED
        except _PipeClosedError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return PIPE_CLOSED
        except OSError as error:
            terminal.error(ClaimsError(error.strerror or str(error), error.filename))
        except MemoryError:
            terminal.error(ClaimsError("this needs more memory than there is"))
        except Exception as error:  # noqa: BLE001 - no input may end in a traceback
            from claims.ingest.readings import fault

            what = f"the command could not go on because of a fault in this program ({fault(error)})"
            terminal.error(ClaimsError(what, remedy="Please report this, with the files if you may share them"))
        else:
            return code if isinstance(code, int) else 0
        return COULD_NOT_RUN


@click.command(
    "factsheet", cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(claims.__version__, prog_name="factsheet", message="%(prog)s %(version)s")
def command() -> None:
    r"""Extract attributed claims (who said what) from news articles and write a sourced fact sheet.

    Claims are quoted exactly, with their offsets in the article. Everything runs on this machine; nothing is sent
    anywhere.

    \b
    Examples:
      # Build a dossier with its fact sheet from one article or a folder
      factsheet build article.txt --out dossier
      # Print the claims as JSON Lines
      factsheet extract article.txt
      # Check the records against the schema and the articles
      factsheet validate dossier
      # Add new articles, see what changed, accept a claim
      factsheet build tomorrow --out dossier --add
      factsheet status dossier
      factsheet review dossier clm-681fef546be8 --accept
      # Write the sheet as a web page with Arabic labels
      factsheet render dossier --lang ar --out sheet.ar.html

    Exit codes: 0 success; 1 findings, or some of several articles could not be read; 2 could not run; 130
    interrupted; 141 output pipe closed. Results go to standard output, messages to standard error.
    """


_prepared(command)


def main() -> NoReturn:
    """Run `factsheet` with the arguments of the process."""
    command.main(prog_name="factsheet")
    raise AssertionError("the command ends the process")
