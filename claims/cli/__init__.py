"""The command line: options in, calls, exit codes."""

from claims.cli.app import command, main

__all__ = ["command", "main"]
