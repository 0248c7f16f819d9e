"""What a source says, whole and alone: quotations up to their marks, sentences from their beginning, clauses."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.extraction.neural.features import BEFORE
from claims.languages.en.attribution.naming_words import naming_words
from claims.languages.en.cue_lexicon import NOUN, lexicon
from claims.languages.en.noun_clauses import clause_end, is_finite
from claims.text import paragraphs, plain_marks, quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.extraction.attributions import Offsets
    from claims.extraction.neural.extractor import Extraction
    from claims.languages.en.attribution.article_words import ArticleWords

_SLACK = 4
"""Words by which the network's count and the article's can differ."""
_HALVES = 2
_CREDITING = "according to"
_QUOTATION = re.compile(r"[“\"][^“”\"]+[”\"]\s*")
_ENDS = " \t,;:."
_REASON = re.compile(r"condition that [^,.;:“”\"]*?\b(?:named|identified|quoted|used|published|disclosed)\b,? that ")
_SETTING = re.compile(r"(?:in|on|at|during|to|from|through|by|after|before) [^.!?“”\"]{2,100}[.!?] [“\"]")
_LATE_THAT = re.compile(
    r"(?: (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day| yesterday| today| this week| last week)*"
    r"(?: ?[—–-]+ [^—–.“”\"]{2,60} ?[—–-]+|, [^,.“”\"]{2,60},)? that (?P<said>\S)"
)
"""What can stand between a cue and its "that": a day, something between dashes or commas."""


class Quoted:
    """The outer quotations of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        plain = plain_marks(text)
        found = (q for start, end in paragraphs(text) for q in quotations(plain, start, end, prefixes=""))
        self._spans = [q.inside for q in found if not q.inner and q.closed]
        self._starts = [start for start, _ in self._spans]

    def holds(self, part: Offsets) -> bool:
        """Whether a quotation has all words of a part."""
        k = bisect_right(self._starts, part[0]) - 1
        return k >= 0 and part[1] <= self._spans[k][1]

    def after_setting(self, part: Offsets) -> Offsets:
        """A part from its quotation on, where it begins with a sentence's end that tells of a setting."""
        k = bisect_right(self._starts, part[0])
        inner = self._spans[k] if k < len(self._spans) else None
        begins = inner is not None and inner[0] < part[1] and _SETTING.fullmatch(self._text, part[0], inner[0])
        return (inner[0], min(part[1], inner[1])) if inner is not None and begins else part

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


def whole_content(article: ArticleWords, quoted: Quoted, a: Extraction) -> Extraction:
    """The claim with its quotation or its sentence whole, and no more of the sentence than is claimed."""
    a = _with_quotation(article, replace(a, content=_clauses(article, a)))
    if a.mode == "direct" and a.within is None:
        content = tuple(part for part in (quoted.whole(part, a.cue) for part in a.content) if part[0] < part[1])
        return replace(a, content=_apart(content) or a.content)
    return replace(a, content=_from_sentence(article, a))


def without_setting(quoted: Quoted, a: Extraction) -> Extraction:
    """A quotation with cue inside, without where it was said (“…,” he said in a statement. “…”)."""
    if len(a.content) != _HALVES or not a.content[0][0] < a.cue[0] < a.content[1][0]:
        return a
    parts = tuple(quoted.after_setting(part) for part in a.content)
    if parts == a.content:
        return a
    whole = all(quoted.holds(part) for part in parts)
    return replace(a, content=parts, mode="direct" if whole else a.mode)


def after_late_that(article: ArticleWords, a: Extraction) -> Extraction:
    """The claim of the clause after "that" (it said on Monday — a holiday — that …), where words before were taken."""
    late = _LATE_THAT.match(article.text, a.cue[1]) if a.mode == "indirect" else None
    if late is None or a.content[-1][1] > a.cue[0]:
        return a
    first = article.at(late.start("said"))
    _, last = article.sentence_range(article[first].sentence)
    while last > first and article[last - 1].mark:
        last -= 1
    clause = first < last and not is_finite(article[first])
    return replace(a, content=((article[first].start, article[last - 1].end),)) if clause else a


def _with_quotation(article: ArticleWords, a: Extraction) -> Extraction:
    """What a closing "according to" credits, with the quotation that opens its sentence."""
    start, end = a.content[0]
    first = article.at(start)
    if article.text[slice(*a.cue)].lower() != _CREDITING or end > a.cue[0] or first >= len(article):
        return a
    opening, _ = article.sentence_range(article[first].sentence)
    quoted = opening < first and _QUOTATION.fullmatch(article.text, article[opening].start, start)
    return replace(a, content=((article[opening].start, end), *a.content[1:]), mode="mixed") if quoted else a


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


def _clauses(article: ArticleWords, a: Extraction) -> tuple[Offsets, ...]:
    """The parts of a claim without the condition on which it was said, and without the verb whose subject it is."""
    start, end = _after_speaker(article, a) or a.content[0]
    if _is_noun(article, article.at(a.cue[0])) and article.text.startswith("of ", start, end):
        start += len("of ")
    if a.cue[1] <= start and (reason := _REASON.match(article.text, start, end)) is not None and reason.end() < end:
        start = reason.end()
    noun, first = article.at(a.cue[0]), article.at(start)
    led = a.cue[1] <= start and first and article[first - 1].form == "that"
    if led and len(a.content) == 1 and _is_noun(article, noun) and _has_speaker(article, a):
        last = clause_end(article, noun, (first, article.at(end - 1) + 1))
        end = article[last - 1].end if last <= article.at(end - 1) else end
    return ((start, end), *a.content[1:])


def _after_speaker(article: ArticleWords, a: Extraction) -> Offsets | None:
    """The clause after a noun and its speaker (claims from two candidates that …), where words before were taken."""
    if a.source is None or a.source[0] < a.cue[1] or a.content[-1][1] > a.cue[0]:
        return None
    if not article.text.startswith(" that ", a.source[1]) or not _is_noun(article, article.at(a.cue[0])):
        return None
    first = article.at(a.source[1] + len(" that "))
    _, last = article.sentence_range(article[first].sentence)
    while last > first and article[last - 1].mark:
        last -= 1
    return (article[first].start, article[last - 1].end) if first < last else None


def _has_speaker(article: ArticleWords, a: Extraction) -> bool:
    """Whether a source stands with its cue as with a noun: the minister's claim, a claim by the minister."""
    if a.source is None or a.source[0] >= a.cue[1]:
        return a.source is not None
    first, last = article.range_of(a.source)
    return first < last and (article[last - 1].possessive or article[last - 1].form in naming_words().possessives)


def _is_noun(article: ArticleWords, k: int) -> bool:
    return any(reading.form == NOUN for reading in lexicon().readings.get(article[k].form, ()))
