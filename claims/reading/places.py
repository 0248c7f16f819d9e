"""Where articles lie: files, folders, standard input; and their bytes."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from claims.errors import ClaimsError
from claims.reading import formats, naming
from claims.records import HEADER_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MAX_BYTES", "articles", "content", "identity", "name"]

MAX_BYTES = 10_000_000
STDIN = "-"


def name(path: str | Path) -> str:
    """What messages call the article, without anything that a terminal would obey."""
    if str(path) == STDIN:
        return "standard input"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in naming.spelled(path))


def identity(path: str | Path) -> str:
    """What two ways of naming one file have in common."""
    return STDIN if str(path) == STDIN else os.path.realpath(path)


def content(path: str | Path) -> bytes:
    """All bytes of one article.

    Raises:
        ClaimsError: where it cannot be read, or has more than MAX_BYTES.
    """
    where = name(path)
    try:
        if str(path) == STDIN:
            return _limited(sys.stdin.buffer, where)
        with Path(path).open("rb") as file:
            return _limited(file, where)
    except ValueError as error:
        raise ClaimsError("no file can have this name", where, "Check the name") from error
    except OSError as error:
        raise _unreadable(where, error) from error


def _limited(file: BinaryIO, where: str) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ClaimsError(
            f"the file is larger than {MAX_BYTES // 1_000_000} MB, too much for one article",
            where,
            "Split it into one file an article",
        )
    return data


def _unreadable(where: str, error: OSError) -> ClaimsError:
    if isinstance(error, FileNotFoundError):
        return ClaimsError("no such file or folder", where, "Check the name")
    return ClaimsError(f"cannot be read: {error.strerror or error}", where)


def articles(source: str | Path) -> Iterator[str | Path]:
    """The articles that one source names: itself, or those in the folder that it is, by name.

    Hidden files, files of other formats and dossiers inside a folder are passed over, links to folders not followed.

    Raises:
        ClaimsError: where there is nothing of that name, or no article in the folder.
    """
    if str(source) == STDIN:
        yield STDIN
        return
    path = Path(source)
    if not path.is_dir():
        if not os.path.lexists(path):
            raise ClaimsError("no such file or folder", name(path), "Check the name")
        yield path
        return
    yield from _in_folder(path)


def _in_folder(folder: Path) -> Iterator[Path]:
    _refuse_dossier(folder)
    others: Counter[str] = Counter()
    found = False
    for path in _files(folder):
        if formats.readable(path):
            found = True
            yield path
        elif not formats.metadata(path):
            others[path.suffix.lower() or "no extension"] += 1
    if not found:
        raise _no_article(folder, others)


def _refuse_dossier(folder: Path) -> None:
    if (folder / HEADER_FILE).is_file():
        raise ClaimsError(
            "the folder is a dossier, not articles",
            name(folder),
            f"To read its texts again, name {name(folder / 'texts')}",
        )


def _files(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise _unreadable(name(error.filename or folder), error) from error

    for place, folders, files in os.walk(folder, onerror=refuse):
        here = Path(place)
        folders[:] = sorted(
            inner for inner in folders if not inner.startswith(".") and not (here / inner / HEADER_FILE).is_file()
        )
        yield from (here / file for file in sorted(files) if not file.startswith(".") and (here / file).is_file())


def _no_article(folder: Path, others: Counter[str]) -> ClaimsError:
    seen = ", ".join(f"{count} × {kind}" for kind, count in sorted(others.items())[:5])
    return ClaimsError(
        f"no article in this folder ({seen})" if seen else "no article in this folder",
        name(folder),
        f"Articles are files that end in {formats.SUFFIXES_IN_WORDS}",
    )
