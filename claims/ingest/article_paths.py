"""Finds articles in files, folders and standard input, and opens them."""

from __future__ import annotations

import io
import os
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO

from claims.errors import ClaimsError
from claims.ingest import archivebox, article_lines, document_ids, file_formats, regular_files, table_articles
from claims.ingest.readings import Unreadable
from claims.store import COLLECTION_FILE, HEADER_FILE
from claims.text.terminal_text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["STDIN", "articles", "identity", "name", "opened", "whole"]

STDIN = "-"
# Piped input is kept in memory, because some formats have their table of contents at the end.
_MOST_PIPED = 200_000_000
# Folders in which browsers save the pictures and scripts of PAGE.html, named in several languages.
_COMPANIONS = (
    *(".files", "_files", "-Dateien", "_fichiers", "_bestanden", "_file", "_archivos", "-filer", "_tiedostot"),
    *("_pliki", "_soubory", "_elemei", "_ficheiros", "_arquivos", "_dosyalar", "_datoteke", "_fitxers", "_failid"),
    *("_fails", "_bylos", "_fajlovi", "_fitxategiak"),
)


def name(path: str | Path) -> str:
    """Name of the article for messages, safe for a terminal."""
    if str(path) == STDIN:
        return "standard input"
    return printable(document_ids.spelled(path))


def identity(path: str | Path) -> str:
    """A key that is equal for two paths to the same file."""
    return STDIN if str(path) == STDIN else os.path.realpath(path)


@contextmanager
def opened(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file or standard input for reading bytes, with seeking.

    Raises:
        ClaimsError: if they cannot be read, now or while they are.
    """
    where = name(path)
    try:
        with _file(path, where) as file:
            yield file
    except OSError as error:
        raise _unreadable(where, error) from error


def _file(path: str | Path, where: str) -> BinaryIO:
    if str(path) == STDIN:
        return io.BytesIO(whole(sys.stdin.buffer, _MOST_PIPED, where))
    return regular_files.opened(Path(path), where)


def whole(file: BinaryIO, most: int, where: str) -> bytes:
    """Read the remaining bytes of `file`.

    Raises:
        ClaimsError: if there are more than `most`.
    """
    data = file.read(most + 1)
    if len(data) > most:
        raise ClaimsError(
            f"the file is larger than {most // 1_000_000} MB, too much for one article",
            where,
            "Split it into one file per article",
        )
    return data


def _unreadable(where: str, error: OSError) -> ClaimsError:
    if isinstance(error, FileNotFoundError):
        return ClaimsError("no such file or folder", where, "Check the name")
    return ClaimsError(f"cannot be read: {error.strerror or error}", where)


def articles(source: str | Path) -> Iterator[str | Path | Unreadable]:
    """The articles of a source: the file itself, or those in the folder, sorted by name.

    Skips hidden files, other formats, dossiers and collections inside a folder; does not follow links to folders. A
    folder in it that cannot be listed is Unreadable, and so is a file that is no regular one, or a link that leaves
    the folder.

    Raises:
        ClaimsError: if there is nothing of that name, or no article in the folder.
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


def _in_folder(folder: Path) -> Iterator[Path | Unreadable]:
    _refuse_dossier(folder)
    others: Counter[str] = Counter()
    found = False
    for path in _files(folder):
        if isinstance(path, Unreadable) or (file_formats.readable(path) and not _is_records(path)):
            found = True
            yield path
        elif not file_formats.metadata(path):
            others[path.suffix.lower() or "no extension"] += 1
    if not found:
        raise _no_article(folder, others)


def _refuse_dossier(folder: Path) -> None:
    if _holds(folder, HEADER_FILE):
        raise ClaimsError(
            "the folder is a dossier, not articles",
            name(folder),
            f"To read its texts again, pass {name(folder / 'texts')}",
        )


def _holds(folder: Path, file: str) -> bool:
    """Whether a folder has a file; a folder that is closed has none, and is named where it is to be listed."""
    try:
        return (folder / file).is_file()
    except OSError:
        return False


def _files(folder: Path) -> Iterator[Path | Unreadable]:
    closed: list[Unreadable] = []

    def note(error: OSError) -> None:
        where = name(error.filename or folder)
        closed.append(Unreadable(where, _unreadable(where, error)))

    home = folder.resolve()
    for place, folders, files in os.walk(folder, onerror=note):
        yield from closed
        closed.clear()
        here = Path(place)
        if (page := archivebox.chosen(here)) is not None:
            folders.clear()
            yield page
            continue
        if archivebox.is_collection([*folders, *files]):
            files.clear()
        pages = {file_formats.stem(PurePath(file)) for file in files if file_formats.is_page(PurePath(file))}
        folders[:] = sorted(
            inner
            for inner in folders
            if not inner.startswith(".")
            and not any(_holds(here / inner, header) for header in (HEADER_FILE, COLLECTION_FILE))
            and not any(inner.endswith(end) and inner.removesuffix(end) in pages for end in _COMPANIONS)
        )
        for file in sorted(files):
            path = here / file
            if not file.startswith("."):
                yield Unreadable(name(path), wrong) if (wrong := _refused(path, home)) else path
    yield from closed


def _refused(path: Path, home: Path) -> ClaimsError | None:
    """Why a file in the folder `home` is not read, if its name is that of an article or of metadata."""
    if not (file_formats.readable(path) or file_formats.metadata(path)):
        return None
    where = name(path)
    try:
        if not regular_files.is_regular(path):
            return ClaimsError("this is not a regular file", where, "Save the article as a file")
    except OSError as error:
        return _unreadable(where, error)
    if path.is_symlink() and not path.resolve().is_relative_to(home):
        return ClaimsError("this link leads out of the folder", where, "Copy the file here, or pass it by its own name")
    return None


def _is_records(path: Path) -> bool:
    """Whether JSON Lines or a table in a folder hold other records than articles, such as claims."""
    if not (file_formats.holds_lines(path) or file_formats.is_table(path)):
        return False
    is_article = article_lines.is_article if file_formats.holds_lines(path) else table_articles.is_article
    try:
        with regular_files.opened(path, name(path)) as file:
            return not is_article(file)
    except (OSError, ClaimsError):
        return False  # reported when it is read


def _no_article(folder: Path, others: Counter[str]) -> ClaimsError:
    seen = ", ".join(f"{count} × {kind}" for kind, count in sorted(others.items())[:5])
    return ClaimsError(
        f"no article in this folder ({seen})" if seen else "no article in this folder",
        name(folder),
        f"Articles are files that end in {file_formats.SUFFIXES_IN_WORDS}",
    )
