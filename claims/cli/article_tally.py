"""Counts the articles that could be read, and reports those that could not."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from claims.cli import terminal
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from claims.ingest import Unreadable

__all__ = ["Tally", "refuse_articles"]

T = TypeVar("T")


def refuse_articles(out: Path, sources: tuple[Path, ...]) -> None:
    """Refuse to overwrite an input article.

    Raises:
        ClaimsError: if `out` is one of the articles in `sources`.
    """
    from claims.ingest import Unreadable, find
    from claims.ingest.article_paths import identity

    if identity(out) in {identity(found) for found in find(sources) if not isinstance(found, Unreadable)}:
        raise ClaimsError("the output file is one of the input articles", str(out), "Choose another file for --out")


class Tally:
    """Counts articles read and unread, and reports each unread one as it happens."""

    def __init__(self, progress: terminal.Progress) -> None:
        self.progress = progress
        self.done = 0
        self.unread = 0

    def read(self, results: Iterable[T | Unreadable]) -> Iterator[T]:
        """Yield the articles that were read; report the others."""
        from claims.ingest import Unreadable

        for result in results:
            if isinstance(result, Unreadable):
                self.unread += 1
                self.say(f"error: {result.error}")
            else:
                self.done += 1
                yield result

    def say(self, message: str) -> None:
        """Print a message on standard error, clearing the progress line first."""
        self.progress.clear()
        terminal.say(message)

    def close(self) -> None:
        """Report how many articles could not be read, if any.

        Raises:
            ClaimsError: if no article could be read.
        """
        self.progress.clear()
        if self.unread and not self.done:
            raise ClaimsError("no article could be read; nothing was written")
        if self.unread:
            terminal.say(f"{self.unread} of {terminal.counted(self.done + self.unread, 'article')} could not be read")
