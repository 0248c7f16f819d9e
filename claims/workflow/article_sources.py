"""The articles that a person names, read one after the other; also where several files have one name."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from claims.ingest import Unreadable, find, read_found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from claims.model import Document

__all__ = ["Watch", "read_sources"]

Watch: TypeAlias = "Callable[[int, int, str], None]"


def read_sources(
    sources: Iterable[str | Path],
    *,
    language: str | None = None,
    encoding: str | None = None,
    id: str | None = None,
    watch: Watch | None = None,
    distinct: bool = True,
) -> Iterator[Document | Unreadable]:
    """The documents that `sources` name, or why there is none, in constant memory.

    Args:
        sources: Files, folders of files, or `-`.
        language: The articles' BCP 47 tag; else what their metadata say; else detected.
        encoding: The articles' encoding; else detected.
        id: The document's id, where there is one article; else made of each file's name.
        watch: Called after each article is read with how many came before it, of how many, and which it is.
        distinct: Whether no two of them may have one id, so that the second file of a name is Unreadable.

    Raises:
        ClaimsError: where `id` is to be the id of more than one article.
    """
    found = find(sources)
    rounds = [found] if distinct or id is not None else _rounds(found)
    done = 0
    for names in rounds:
        for article in read_found(names, language=language, encoding=encoding, id=id):
            if watch:
                watch(done, max(done, len(found)), article.where if isinstance(article, Unreadable) else article.id)
            done += 1
            yield article


def _rounds(found: Iterable[str | Path | Unreadable]) -> list[list[str | Path | Unreadable]]:
    """The files in rounds of different names each, since one reading gives each name to one article alone."""
    rounds: list[list[str | Path | Unreadable]] = [[]]
    times: Counter[str] = Counter()
    for file in found:
        number = 0
        if not isinstance(file, Unreadable):
            stem = Path(file).stem.casefold()
            number = times[stem]
            times[stem] += 1
        if number == len(rounds):
            rounds.append([])
        rounds[number].append(file)
    return rounds
