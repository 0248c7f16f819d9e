"""Claims of statements that are given in full: who issued them, and the lines up to their end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extraction.layout_claims import StructuralClaim
from claims.languages.en.genre_words import genre_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.extraction.attributions import Offsets
    from claims.languages.en.genres.article_lines import ArticleLines, Line

RULE = "statement"

_LINES, _SHORT, _PHRASE = 60, 4, 80
"""Lines of the longest statement, words of the shortest line in it, and characters of what introduces it."""
_ISSUER = 9


def statement_claims(lines: ArticleLines) -> Iterator[StructuralClaim]:
    """The paragraphs of each statement that a line introduces with a colon, a claim each, credited to its issuer."""
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        found = _introduced(lines, line)
        if found is None:
            continue
        cue, issuer = found
        while number < len(lines) and not _ends(lines, lines[number], cue):
            if said := lines.said(lines[number], lines[number].start):
                yield StructuralClaim(RULE, cue, *said, None, issuer)
            number += 1


def _introduced(lines: ArticleLines, line: Line) -> tuple[Offsets, Offsets] | None:
    """The phrase that introduces a statement at the end of a line, and the words that name its issuer."""
    if not line.text.rstrip().endswith(":"):
        return None
    tail_start = max(0, len(line.text) - _PHRASE)
    tail = line.text[tail_start:].lower()
    phrase = next((p for p in genre_words().introductions if p in tail), None)
    issuer = _issuer(lines, line)
    if phrase is None or issuer is None:
        return None
    start = line.start + tail_start + tail.rindex(phrase)
    return (start, start + len(phrase)), issuer


def _issuer(lines: ArticleLines, line: Line) -> Offsets | None:
    """Who issues a statement: the subject of the verb, or the one whose statement it is called."""
    article, words = lines.article, genre_words()
    first, last = article.range_of((line.start, line.end))
    for k in range(first, last):
        form = article[k].form
        if form in words.issued and k > first:
            return _speaker(lines, max(first, k - _ISSUER), k, backwards=True)
        if form in words.statement_nouns and k + 2 < last and article[k + 1].form in {"by", "from", "of"}:
            return _speaker(lines, k + 2, min(last, k + 2 + _ISSUER))
        if form in words.statement_nouns and k > first and article[k - 1].possessive:
            return _speaker(lines, max(first, k - _ISSUER), k, backwards=True)
    return None


def _speaker(lines: ArticleLines, first: int, last: int, *, backwards: bool = False) -> Offsets | None:
    """The longest words at one end of a range that name somebody who can speak."""
    article = lines.article
    starts = range(first, last) if backwards else [first]
    ends = [last] if backwards else range(last, first, -1)
    for start in starts:
        for end in ends:
            span = article[start].start, article[end - 1].end
            if not any(article[k].mark for k in range(start, end)) and lines.speaker(span) is not None:
                return span
    return None


def _ends(lines: ArticleLines, line: Line, cue: Offsets) -> bool:
    """Whether a line is no part of the statement that a phrase introduced: short, or the outlet's own voice."""
    text = line.text.lower().lstrip("\"“‘' ")
    if text.startswith(genre_words().returns) or line.words < _SHORT:
        return True
    if line.start - cue[1] > _LINES * 1000 or line.text.rstrip().endswith(":"):
        return True
    own = genre_words().own_voice.intersection(text.replace("’", "'").split())
    quoted = line.text[:1] in '"“‘'
    body = lines.article.text[cue[1] : line.start].strip(" :\n")
    return bool(body) and not own and not quoted
