"""The lines of an English article as the genres see them: a label before a colon, and what is said after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.languages.en.attribution.naming_words import naming_words
from claims.languages.en.attribution.namings import NamingReader
from claims.languages.en.genre_words import genre_words
from claims.text import paragraphs, plain_marks, quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.extraction.attributions import Offsets
    from claims.languages.en.attribution.article_words import ArticleWords
    from claims.languages.en.attribution.namings import Naming
    from claims.model import Mode

_LABEL = 60
"""Characters of the longest label before a colon."""
_NAME = 9
"""Words of the longest name before a colon."""
_CLOSING = " \t.,;:–—-"
_WORD = re.compile(r"\w+")
_OPENING, _CLOSING_QUOTES = "\"“‘'«", "\"”’'»"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, by the offsets of its first and after its last character."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(_WORD.findall(self.text))

    @property
    def asks(self) -> bool:
        """Whether it ends as a question."""
        return self.text.rstrip(_CLOSING_QUOTES + ")").endswith("?")


@dataclass(frozen=True, slots=True)
class Label:
    """Words before a colon at the beginning of a line, by offsets: the words, the colon, and where the rest begins."""

    name: Offsets
    colon: Offsets
    rest: int


class ArticleLines:
    """The lines of one article."""

    def __init__(self, article: ArticleWords) -> None:
        self.article = article
        self._reader = NamingReader(article)
        self._plain = plain_marks(article.text)
        self._all = [Line(start, end, article.text[start:end]) for start, end in paragraphs(article.text)]

    def __iter__(self) -> Iterator[Line]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, number: int) -> Line:
        return self._all[number]

    def label(self, line: Line, skip: int = 0) -> Label | None:
        """The words before the first colon of a line, some characters at its beginning left out."""
        start = line.start + skip
        colon = line.text.find(":", skip, skip + _LABEL)
        if (
            colon < 0
            or line.text[colon + 1 : colon + 2] not in {" ", "\t", "\u00a0"}
            or not line.text[skip:colon].strip()
        ):
            return None
        name = line.text[skip:colon]
        lead = len(name) - len(name.lstrip())
        at = line.start + colon
        return Label((start + lead, start + len(name.rstrip())), (at, at + 1), at + 1)

    def speaker(self, span: Offsets) -> Naming | None:
        """Whom the words of a label name, if they name somebody who can speak; in doubt nobody."""
        text = self.article.text[slice(*span)]
        if text.lower() in genre_words().labels or any(mark in text for mark in ',;!?()"“”'):
            return None
        words = self.article.range_of(span)
        forms = [self.article[k].form for k in range(*words)]
        if not forms or len(forms) > _NAME or (len(forms) > 1 and forms[0] in genre_words().clauses):
            return None
        naming = self._reader.read(words, kind="person")
        named = naming.sort in {"person", "body"} and self.article[words[1] - 1].capital
        noun = naming.kind in {"person", "group", "organization", "media"} and naming.sure
        if naming.kind == "document" or set(naming.proper) & naming_words().places or not (named or noun):
            return None
        verbal = naming_words().verbal | naming_words().relatives
        return None if verbal.intersection(forms) else naming

    def said(self, line: Line, start: int) -> tuple[Offsets, Mode] | None:
        """What a line says from an offset on, without the marks around it, and whether it is quoted."""
        text, end = self.article.text, line.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1] in _CLOSING:
            end -= 1
        inside = [q for q in quotations(self._plain, line.start, line.end, prefixes="") if not q.inner]
        whole = next((q for q in inside if q.start == start and q.end >= end), None)
        if whole is not None:
            first, last = whole.inside
            while last > first and text[last - 1] in _CLOSING:
                last -= 1
            return ((first, last), "direct") if _WORD.search(text, first, last) else None
        if not _WORD.search(text, start, end):
            return None
        mixed = any(start <= q.start < end for q in inside)
        return (start, end), "mixed" if mixed else "indirect"
