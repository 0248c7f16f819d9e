"""Articles, one or many, as documents."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.reading import formats, languages, metadata, naming, places
from claims.records import Document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

__all__ = ["Unreadable", "find", "read", "read_all", "read_found"]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An article that could not be made a document: where it is, and why."""

    where: str
    error: ClaimsError


def read(
    path: str | Path, *, language: str | None = None, encoding: str | None = None, id: str | None = None
) -> Document:
    """The document that one file holds; `-` reads standard input.

    Metadata come from `NAME.meta.json` beside the file `NAME.txt`, where there is one.

    Args:
        path: A plain-text or Markdown file of at most `places.MAX_BYTES` bytes.
        language: The text's BCP 47 tag; else what the metadata say; else detected.
        encoding: The file's character encoding; else detected.
        id: The document's id; else made of the file's name.

    Raises:
        ClaimsError: where the file cannot be read as the text of an article.
    """
    where = places.name(path)
    text = formats.text(places.content(path), where, encoding)
    if not text.strip():
        raise ClaimsError("the file is empty", where, "Give a file that holds an article's text")
    known = metadata.beside(path)
    told = known.pop("language", None)
    told = language or told
    return Document.from_text(
        id=naming.checked(id) if id is not None else naming.document_id(path),
        text=text,
        language=languages.checked(told) if told else languages.detected(text, where),
        **known,
    )


def find(sources: Iterable[str | Path]) -> list[str | Path | Unreadable]:
    """The articles that `sources` name: files and `-` as they are, folders searched to their depths, each file once.

    A source that does not exist, or a folder that holds no article, is Unreadable.
    """
    found: dict[str, str | Path | Unreadable] = {}
    for source in sources:
        try:
            for article in places.articles(source):
                found.setdefault(places.identity(article), article)
        except ClaimsError as error:
            found.setdefault(f"unreadable {source}", Unreadable(places.name(source), error))
    return list(found.values())


def read_all(
    sources: Iterable[str | Path], *, language: str | None = None, encoding: str | None = None
) -> Iterator[Document | Unreadable]:
    """The documents of files, folders and `-`, in the order given, a folder's by name; read as they are asked for.

    Two articles whose names give one id cannot both stand in a dossier: the second is Unreadable.
    """
    return read_found(find(sources), language=language, encoding=encoding)


def read_found(
    articles: Collection[str | Path | Unreadable],
    *,
    language: str | None = None,
    encoding: str | None = None,
    id: str | None = None,
) -> Iterator[Document | Unreadable]:
    """The same for what `find` found: one document, or why there is none, for each.

    Raises:
        ClaimsError: where `id` is to be the id of more than one article.
    """
    if id is not None and len(articles) != 1:
        raise ClaimsError(f"{id!r} cannot be the id of {len(articles)} articles", remedy="Name one article, or no id")
    taken: dict[str, str] = {}
    for article in articles:
        if isinstance(article, Unreadable):
            yield article
            continue
        try:
            document = read(article, language=language, encoding=encoding, id=id)
            _take(taken, document.id, places.name(article))
        except ClaimsError as error:
            yield Unreadable(places.name(article), error)
        else:
            yield document


def _take(taken: dict[str, str], id: str, where: str) -> None:
    """Note that the article at `where` has this id; ids name files, and many file systems do not tell A from a."""
    other = taken.setdefault(unicodedata.normalize("NFC", id).casefold(), where)
    if other != where:
        raise ClaimsError(
            f"its name gives the id {id!r}, which {other} has already", where, "Rename one of the two files"
        )
