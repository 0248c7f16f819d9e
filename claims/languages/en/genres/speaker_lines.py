"""Claims of lines that begin with a speaker and a colon: headlines, live blogs, transcripts; and of embedded posts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from claims.extraction.layout_claims import Question, StructuralClaim
from claims.languages.en.genre_words import genre_words
from claims.languages.en.genres.article_lines import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.extraction.attributions import Offsets
    from claims.languages.en.genres.article_lines import ArticleLines, Line

_HEADLINES, _LONGEST_HEADLINE = 2, 22
"""Lines at the beginning that can be headlines, and words of the longest."""
_FEWEST = 3
"""Words of the shortest statement."""
_TURNS, _LEAD = 2, 6
"""Turns of each side that make a transcript; lines before the first among which the one who is asked is named."""
_ZONE = r"(?:GMT|BST|UTC|CET|EST|EDT|ET|PT|local time)"
_TIME = re.compile(
    rf"\s*(?:[-–—•●▪*]\s*)?[\[(]{{0,2}}(?:[01]?\d|2[0-3])[:.h]?[0-5]\d\s*(?:[ap]\.?m\.?)?\s*{_ZONE}?[\])]{{0,2}}\s*(?:[-–—|:]\s+)?",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*[-–—•●▪*◾◼■▶►♦]\s*")
_POST = re.compile(
    r"[—–]\s?(?P<name>[^—–\n@]{2,60}?\s?\(@\w{1,20}\))\s+"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2},\s\d{4}"
)
"""— Name (@handle) July 5, 2013"""


def headline_claims(lines: ArticleLines) -> Iterator[StructuralClaim]:
    """The claims of the first lines, where they are headlines that begin with a speaker and a colon."""
    if len(lines) < _HEADLINES:
        return
    for line in islice(lines, _HEADLINES):
        if line.words > _LONGEST_HEADLINE or line.text.endswith((".", "?", ":", '."', ".”")):
            continue
        label = lines.label(line)
        if label is None or lines.speaker(label.name) is None:
            continue
        shouted = lines.article.text[slice(*label.name)]
        if not (shouted.isupper() and " " in shouted):
            yield from _claim(lines, line, label, "headline")


def live_blog_claims(lines: ArticleLines) -> Iterator[StructuralClaim]:
    """The claims of lines with a time or a bullet before a speaker and a colon, where two or more are such."""
    entries: list[tuple[str, Line, Label]] = []
    times = 0
    for line in lines:
        start = _TIME.match(line.text)
        mark = start or _BULLET.match(line.text)
        times += start is not None
        if mark and mark.end() and (label := lines.label(line, mark.end())) and lines.speaker(label.name):
            entries.append(("time" if start else "bullet", line, label))
    counts = Counter(kind for kind, _, _ in entries)
    for kind, line, label in entries:
        if counts["bullet"] >= _TURNS if kind == "bullet" else times >= _TURNS:
            yield from _claim(lines, line, label, "live-blog")


def post_claims(lines: ArticleLines) -> Iterator[StructuralClaim]:
    """The claims of embedded posts, which end with a dash, a name, a handle and a date."""
    for number, line in enumerate(lines):
        for match in _POST.finditer(line.text):
            before = line if line.text[: match.start()].strip() else lines[number - 1] if number else None
            if before is None:
                continue
            end = line.start + match.start() if before is line else before.end
            said = lines.said(type(line)(before.start, end, lines.article.text[before.start : end]), before.start)
            if said is not None:
                name = line.start + match.start("name"), line.start + match.end("name")
                dash = line.start + match.start(), line.start + match.start() + 1
                yield StructuralClaim("post", dash, *said, name, name)


# --- transcripts ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Turn:
    """A line of a transcript: whether it asks, its label, and the words that name who speaks."""

    line: Line
    question: bool
    label: Label | None
    speaker: Offsets | None


def transcript_claims(lines: ArticleLines) -> Iterator[StructuralClaim]:
    """The answers of a transcript of questions and answers, a claim for each line."""
    for turn in _turns(lines):
        if turn.question or turn.label is None:
            continue
        start = turn.label.rest if turn.label.colon[0] >= turn.line.start else turn.line.start
        if (said := lines.said(turn.line, start)) and turn.line.words >= _FEWEST:
            source = turn.label.name if turn.speaker == turn.label.name else None
            yield StructuralClaim("interview", turn.label.colon, *said, source, turn.speaker)


def questions(lines: ArticleLines) -> list[Question]:
    """The questions of a transcript: nobody claims what is asked."""
    return [
        Question((turn.line.start, turn.line.end), turn.label.colon if turn.label else None)
        for turn in _turns(lines)
        if turn.question
    ]


def _turns(lines: ArticleLines) -> list[_Turn]:
    return _lettered(lines) or _named(lines)


def _lettered(lines: ArticleLines) -> list[_Turn]:
    """Turns that begin with a letter or word for question and answer (Q: … A: …)."""
    words = genre_words()
    sides: Counter[bool] = Counter()
    turns: list[_Turn] = []
    asked: Offsets | None = None
    for number, line in enumerate(lines):
        label = lines.label(line) or _lettered_label(line)
        word = lines.article.text[slice(*label.name)].lower() if label else ""
        if label is not None and word in words.questions | words.answers:
            if not turns:
                asked = _asked(lines, number)
            sides[word in words.questions] += 1
            turns.append(_Turn(line, word in words.questions, label, asked))
        elif turns and not line.asks:
            turns.append(_Turn(line, turns[-1].question, turns[-1].label, asked))
    return turns if min(sides[True], sides[False]) >= _TURNS else []


def _lettered_label(line: Line) -> Label | None:
    """A letter and a full stop (Q. … A. …)."""
    if len(line.text) > _FEWEST and line.text[0] in "QA" and line.text[1] in ".)" and line.text[2].isspace():
        return Label((line.start, line.start + 1), (line.start, line.start + 2), line.start + 2)
    return None


def _named(lines: ArticleLines) -> list[_Turn]:
    """Turns that begin with a name and a colon, where two people or more speak by turns."""
    by_name: dict[str, list[_Turn]] = defaultdict(list)
    asking = genre_words().questions
    for line in lines:
        label = lines.label(line)
        if label is None:
            continue
        name = lines.article.text[slice(*label.name)].lower()
        if name in asking:
            by_name[name].append(_Turn(line, True, label, None))
        elif lines.speaker(label.name) is not None:
            by_name[name].append(_Turn(line, line.asks, label, label.name))
    often = [turns for turns in by_name.values() if len(turns) >= _TURNS]
    if len(often) < _TURNS:
        return []
    return sorted((turn for turns in often for turn in turns), key=lambda turn: turn.line.start)


def _asked(lines: ArticleLines, number: int) -> Offsets | None:
    """The words before the first question that name the one who is asked (an interview with …)."""
    article = lines.article
    for line in reversed([lines[k] for k in range(max(0, number - _LEAD), number)]):
        first, last = article.range_of((line.start, line.end))
        for k in range(first, last - 2):
            if article[k].form in genre_words().talks and article[k + 1].form in {"with", "to", "down"}:
                start = k + 2 + (article[k + 1].form == "down" and article[k + 2].form == "with")
                end = start
                while end < last and (article[end].capital or article[end].form in {"the", "a", "of", "for"}):
                    end += 1
                span = (article[start].start, article[end - 1].end) if end > start else None
                if span is not None and lines.speaker(span) is not None:
                    return span
    return None


def _claim(lines: ArticleLines, line: Line, label: Label, rule: str) -> Iterator[StructuralClaim]:
    said = lines.said(line, label.rest)
    if said is not None and len(lines.article.text[slice(*said[0])].split()) >= _FEWEST and not line.asks:
        yield StructuralClaim(rule, label.colon, *said, label.name, label.name)
