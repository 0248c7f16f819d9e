"""Many articles in, one after the other: which could be read, told as it happens, and how it went."""

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
    """Refuse to write over the articles themselves.

    Raises:
        ClaimsError: where `out` is one of the articles that `sources` name.
    """
    from claims.ingest import Unreadable, find
    from claims.ingest.article_paths import identity

    if identity(out) in {identity(found) for found in find(sources) if not isinstance(found, Unreadable)}:
        raise ClaimsError("the file is one of the articles", str(out), "Give --out another file")


class Tally:
    """Counts what was read and what was not, and tells of the latter as it happens."""

    def __init__(self, progress: terminal.Progress) -> None:
        self.progress = progress
        self.done = 0
        self.unread = 0

    def read(self, results: Iterable[T | Unreadable]) -> Iterator[T]:
        """Those that were read."""
        from claims.ingest import Unreadable

        for result in results:
            if isinstance(result, Unreadable):
                self.unread += 1
                self.say(f"error: {result.error}")
            else:
                self.done += 1
                yield result

    def say(self, message: str) -> None:
        """Tell the person something, without the line that says how far the run is."""
        self.progress.clear()
        terminal.say(message)

    def close(self) -> None:
        """Say how it went, where it did not go well.

        Raises:
            ClaimsError: where nothing was read at all.
        """
        self.progress.clear()
        if self.unread and not self.done:
            raise ClaimsError("no article could be read, so nothing was written")
        if self.unread:
            terminal.say(f"{self.unread} of {terminal.counted(self.done + self.unread, 'article')} could not be read")
