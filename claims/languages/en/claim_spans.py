"""The spans of claims where the network cuts them off: it sees only some words around a cue, and no mark's partner."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.languages.en.attribution.namings import NamingReader
from claims.languages.en.content_spans import Quoted, after_late_that, whole_content, without_setting
from claims.languages.en.cue_lexicon import lexicon

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
_PASSIVE = frozenset({"was", "were", "is", "are", "been", "has", "have", "had", "being", "also"})
_PHRASE = 6
"""Words of the longest phrase that is a cue."""
_SUBJECT = 12
"""Words of the longest subject that is taken for a source."""
_DETERMINERS = frozenset({"the", "a", "an", "that"})


def whole_spans(article: ArticleWords, found: Sequence[Extraction]) -> list[Extraction]:
    """The claims of an article with their quotations, sentences and sources whole."""
    quoted = Quoted(article.text)
    return [_whole(article, quoted, a, found) for a in found]


def _whole(article: ArticleWords, quoted: Quoted, a: Extraction, found: Sequence[Extraction]) -> Extraction:
    text = article.text
    a = _of_who_was_quoted(article, _of_whom_it_quotes(text, a))
    a = _of_whom_it_cites(text, a, found)
    a = after_late_that(article, without_setting(quoted, _with_whole_cue(article, a)))
    source = _whole_source(article, a.source) if a.source is not None else None
    return whole_content(article, quoted, replace(a, source=source))


def _with_whole_cue(article: ArticleWords, a: Extraction) -> Extraction:
    """The claim with all words of its cue's phrase (quoted as saying), and without an article after the verb."""
    first, last = article.range_of(a.cue)
    if first >= last or article[first].mark:
        return a
    while last - first > 1 and article[last - 1].form in _DETERMINERS:
        last -= 1
    known = lexicon().phrase_at([word.form for word in article.words[first : first + _PHRASE]], 0)
    if known is not None and known[0] > last - first:
        end = article[first + known[0] - 1].end
        taken = (*a.content, *([a.source] if a.source else []))
        if not any(start < end and a.cue[0] < stop for start, stop in taken):
            last = first + known[0]
    return replace(a, cue=(a.cue[0], article[last - 1].end))


def _whole_source(article: ArticleWords, source: Offsets) -> Offsets:
    """A source with all of an acronym at its end, and without the clause that says why it has no name."""
    end = _after_acronym(article.text, source)
    first, last = article.range_of((source[0], end))
    named = NamingReader(article).without_reason(first, last)
    return (source[0], article[named - 1].end) if first < named < last else (source[0], end)


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
