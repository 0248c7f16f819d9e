"""The spans of claims where the network cuts them off: it sees only some words around a cue, and no mark's partner."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.extraction.neural.features import BEFORE
from claims.text import paragraphs, plain_marks, quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.extraction.attributions import Offsets
    from claims.extraction.neural.extractor import Extraction
    from claims.languages.en.attribution.article_words import ArticleWords

_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}")
_SAYING = re.compile(r"(?P<source>[^,;:“”\"]{2,120}?) as saying(?: that)?,? ", re.IGNORECASE)
_CITED = re.compile(r"[ \t]+(?P<source>[^,;:.“”\"—–]{2,120}?)(?=[,;.—–])")
_QUOTING = frozenset({"quoted", "quotes", "cited", "cites", "quoting", "citing"})
_CITING = frozenset({"citing", "quoting"})
_SLACK = 4
"""Words by which the network's count and the article's can differ."""
_PASSIVE = frozenset({"was", "were", "is", "are", "been", "has", "have", "had", "being", "also"})
_SUBJECT = 12
"""Words of the longest subject that is taken for a source."""
_ENDS = " \t,;:."


def whole_spans(article: ArticleWords, found: Sequence[Extraction]) -> list[Extraction]:
    """The claims of an article with their quotations, sentences and sources whole."""
    quoted = _Quoted(article.text)
    return [_whole(article, quoted, a, found) for a in found]


def _whole(article: ArticleWords, quoted: _Quoted, a: Extraction, found: Sequence[Extraction]) -> Extraction:
    text = article.text
    a = _of_who_was_quoted(article, _of_whom_it_quotes(text, a))
    a = _of_whom_it_cites(text, a, found)
    if a.source is not None and (end := _after_acronym(text, a.source)) != a.source[1]:
        a = replace(a, source=(a.source[0], end))
    if a.mode == "direct" and a.within is None:
        content = tuple(part for part in (quoted.whole(part, a.cue) for part in a.content) if part[0] < part[1])
        return replace(a, content=_apart(content) or a.content)
    return replace(a, content=_from_sentence(article, a))


class _Quoted:
    """The outer quotations of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        plain = plain_marks(text)
        found = (q for start, end in paragraphs(text) for q in quotations(plain, start, end, prefixes=""))
        self._spans = [q.inside for q in found if not q.inner and q.closed]
        self._starts = [start for start, _ in self._spans]

    def whole(self, part: Offsets, cue: Offsets) -> Offsets:
        """The quotation of which a part of a direct claim has some words; the part itself where it has none."""
        k = bisect_right(self._starts, part[0]) - 1
        around = self._spans[k] if k >= 0 and part[0] < self._spans[k][1] else None
        if around is None and k + 1 < len(self._spans) and self._spans[k + 1][0] < part[1]:
            around = self._spans[k + 1]
        if around is None or part[1] > around[1] + 1 or around[0] <= cue[0] < around[1]:
            return part
        start, end = around
        while end > start and self._text[end - 1] in _ENDS:
            end -= 1
        return start, end


def _apart(parts: Sequence[Offsets]) -> tuple[Offsets, ...]:
    """Parts in order, each once."""
    return tuple(sorted(dict.fromkeys(parts)))


def _from_sentence(article: ArticleWords, a: Extraction) -> tuple[Offsets, ...]:
    """The parts of a claim whose cue closes its sentence, the first from where the sentence begins if it was cut."""
    start, end = a.content[0]
    first, cue = article.at(start), article.at(a.cue[0])
    if end > a.cue[0] or cue - first < BEFORE - _SLACK or first >= len(article):
        return a.content
    opening, _ = article.sentence_range(article[first].sentence)
    while opening < first and article[opening].mark:
        opening += 1
    return (article[opening].start, end), *a.content[1:]


def _after_acronym(text: str, span: Offsets) -> int:
    """Where a span ends that ended within an acronym with full stops (the U.N.)."""
    for match in _ACRONYM.finditer(text, max(0, span[1] - 12), span[1] + 12):
        if match.start() < span[1] < match.end():
            return match.end()
    return span[1]


def _of_whom_it_quotes(text: str, a: Extraction) -> Extraction:
    """The claim of the one who is quoted (the agency cited a doctor as saying …), where the outlet was taken for it."""
    if text[slice(*a.cue)].lower() not in _QUOTING or a.cue[1] > a.content[0][0]:
        return a
    start, end = a.content[0]
    match = _SAYING.match(text, start, end)
    if match is None or match.end() >= end:
        return a
    return replace(a, source=match.span("source"), kind="unnamed", content=((match.end(), end), *a.content[1:]))


def _of_who_was_quoted(article: ArticleWords, a: Extraction) -> Extraction:
    """The claim of the subject (the mayor was quoted by the agency as saying …), where who quotes was taken for it."""
    text = article.text
    passed = a.source is not None and a.source[0] > a.cue[1] and text.endswith(" by ", a.cue[1], a.source[0])
    if not passed or text[slice(*a.cue)].lower() not in _QUOTING:
        return a
    cue = article.at(a.cue[0])
    first, _ = article.sentence_range(article[cue].sentence)
    last = cue
    while last > first and article[last - 1].form in _PASSIVE:
        last -= 1
    subject = article.words[first:last]
    if last == cue or not 0 < len(subject) <= _SUBJECT or any(word.mark for word in subject):
        return a
    return replace(a, source=(subject[0].start, subject[-1].end), kind="person")


def _of_whom_it_cites(text: str, a: Extraction, found: Sequence[Extraction]) -> Extraction:
    """The claim of the one who is cited (the paper, citing a doctor, said …), where the outlet has the same claim."""
    if a.source is None or text[slice(*a.cue)].lower() not in _CITING or a.source[1] > a.cue[0]:
        return a
    match = _CITED.match(text, a.cue[1])
    same = any(other is not a and other.source == a.source and other.content == a.content for other in found)
    if match is None or not same or any(x < match.end("source") and match.start("source") < y for x, y in a.content):
        return a
    return replace(a, source=match.span("source"), kind="unnamed")
