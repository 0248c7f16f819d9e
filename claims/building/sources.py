"""Articles to add to a dossier, also where several files have one name."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from claims.reading import Unreadable, find, read_found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.building.extracting import Watch
    from claims.records import Document

__all__ = ["read_distinct"]


def read_distinct(
    sources: Iterable[str | Path],
    *,
    language: str | None = None,
    encoding: str | None = None,
    id: str | None = None,
    watch: Watch | None = None,
) -> Iterator[Document | Unreadable]:
    """The documents that `sources` name, or why there is none; those of files of one name have one id.

    Args:
        sources: Files, folders of files, or `-`.
        language: The articles' BCP 47 tag; else what their metadata say; else detected.
        encoding: The articles' encoding; else detected.
        id: The document's id, where there is one article; else made of each file's name.
        watch: Called after each article is read with how many came before it, of how many, and which it is.

    Raises:
        ClaimsError: where `id` is to be the id of more than one article.
    """
    found = find(sources)
    rounds = [found] if id is not None else _rounds(found)
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
