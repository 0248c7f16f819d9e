"""Rules for the documents of a set: ids, texts, hashes, and publication dates."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from claims.model import id_fault
from claims.validation.findings import Problem
from claims.validation.schema_messages import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from claims.validation.kept_file_rules import Kept
    from claims.validation.text_lookup import Texts

__all__ = ["DocumentSet"]


class DocumentSet:
    """The documents of one set.

    Attributes:
        places: Their ids, with their lines or numbers.
        languages: Each language, with the first document in it.
        tongues: The language of each document.
        dates: The date of publication of each document, None if it is not known; without malformed ones.
    """

    def __init__(self, texts: Texts, kept: Kept | None) -> None:
        """Create an empty set; for a dossier, `kept` are its files, and each document must have its text."""
        self.texts = texts
        self.kept = kept
        self.places: dict[str, int] = {}
        self.tongues: dict[str, str] = {}
        self.dates: dict[str, str | None] = {}
        self.languages: dict[str, str] = {}

    def check(self, record: Mapping[str, Any], sound: Callable[[str], bool], where: int) -> Iterator[Problem]:
        """Yield the problems of one more document; `sound` tells which properties are well-formed."""
        if not sound("id"):
            return
        name = record["id"]
        if name in self.places:
            yield Problem("E301", ("id",), f"the id {shown(name)} is already used by record {self.places[name]}")
        self.places.setdefault(name, where)
        if fault := id_fault(name):
            yield Problem("W512", ("id",), f"the id {shown(name)} cannot be used everywhere: {fault}")
        if sound("language"):
            self.languages.setdefault(record["language"], name)
            self.tongues.setdefault(name, record["language"])
            if sound("published"):
                self.dates.setdefault(name, record.get("published"))
        if sound("sha256"):
            self.texts.expect(name, record["sha256"])
        yield from self._text(record, sound)
        if self.kept is not None:
            yield from self.kept.check(record, sound)
        if sound("text_doubts") and record.get("text_doubts"):
            why = ", ".join(record["text_doubts"])
            yield Problem("W515", ("text_doubts",), f"the words of the document's file are not certain ({why})")
        if sound("published") and record["published"] is None:
            yield Problem("W501", ("published",), "the document's publication date is unknown")

    def _text(self, record: Mapping[str, Any], sound: Callable[[str], bool]) -> Iterator[Problem]:
        name = record["id"]
        article = self.texts.article(name)
        if article is None:
            if self.kept is not None:
                yield Problem("E309", ("id",), f"the document has no text: texts/{name}.txt is missing or not UTF-8")
        elif sound("sha256"):
            digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
            if digest != record["sha256"]:
                message = f"the text of the document has changed: its hash is {digest[:12]}…, unlike in the record"
                yield Problem("E308", ("sha256",), message)
