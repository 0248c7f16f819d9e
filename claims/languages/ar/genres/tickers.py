"""Find the claims of live blogs and tickers: a time or a bullet, a name, a colon, the words (10:42 الجيش: …)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.extraction.layout_claims import StructuralClaim
from claims.languages.ar.attribution.source_kinds import kind_of
from claims.languages.ar.attribution.speaker_labels import name_end
from claims.languages.ar.genres.genre_words import genre_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.languages.ar.attribution.sentence_words import Sentence
    from claims.languages.ar.attribution.tokens import Range
    from claims.languages.ar.genres.lines import Line, Lines

RULE = "ticker"

_TIME = re.compile(r"[0-2]?\d[:.][0-5]\d")
_BULLETS = frozenset("-–—•●▪*◾◼■▶►♦")
_NAME = 12
"""Words and marks of the longest name before a colon."""
_SAID, _CLAUSE = 3, 6
"""Words of the shortest statement, and of one that need not show by a preposition or a number that it is no name."""
_LINES = 2
"""Lines with a time, or with a bullet and a speaker, that make a ticker."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a ticker: what marks it (time, urgent, bullet), its speaker, and the colon, by tokens."""

    line: Line
    marked: str
    name: Range
    colon: int


def ticker_claims(lines: Lines) -> Iterator[StructuralClaim]:
    """The claims of lines with a time, a bullet or a label of breaking news before a speaker and a colon."""
    starts = [(line, *_start(lines, line)) for line in lines]
    times = sum(marked == "time" for _, marked, _ in starts)
    entries = [entry for line, marked, first in starts if marked and (entry := _entry(lines, line, marked, first))]
    counts = Counter(entry.marked for entry in entries)
    firing = {"urgent", *(["time"] if times >= _LINES else []), *(["bullet"] if counts["bullet"] >= _LINES else [])}
    for entry in entries:
        if entry.marked in firing and (said := lines.said(entry.line, entry.colon + 1)):
            relay, name = _relayed(lines, entry.name)
            cue, source = (lines.tokens.offsets(span) for span in ((entry.colon, entry.colon + 1), name))
            passed_on = lines.tokens.offsets(relay) if relay else None
            yield StructuralClaim(RULE, cue, *said, source, source, passed_on)


def _relayed(lines: Lines, name: Range) -> tuple[Range | None, Range]:
    """The outlet that passes a claim on, if there is one, and the origin (رويترز عن مسؤول)."""
    language = lines.lexicon.language
    media, first = language.sources.media, lines.tokens.words[name[0]]
    if first.form not in media.agency | language.sources.relay.agencies and first.stem not in media.heads:
        return None, name
    about = next(
        (k for k in range(name[0] + 1, name[1] - 1) if lines.form(k) in language.grammar.frames.relay_from), None
    )
    return (None, name) if about is None else ((name[0], about), (about + 1, name[1]))


def _start(lines: Lines, line: Line) -> tuple[str, int]:
    """What marks a line as one of a ticker ("" if nothing does), and the first token after that."""
    words, i, marked = genre_words().ticker, line.first, ""
    while i < line.last and i - line.first < _NAME:
        written, form = lines.tokens.written[i], lines.form(i)
        if _TIME.fullmatch(written) and marked in {"", "bullet"}:
            marked = "time"
        elif form in words.urgent and marked != "urgent" and lines.tokens.words[min(i + 1, line.last - 1)].mark:
            marked = "urgent"
        elif not marked and written in _BULLETS:
            marked = "bullet"
        elif not (marked == "time" and form in words.clock) and not _is_plain_mark(lines, i):
            break
        i += 1
    return marked, i


def _is_plain_mark(lines: Lines, i: int) -> bool:
    return lines.tokens.words[i].mark and i not in lines.tokens.quotes


def _entry(lines: Lines, line: Line, marked: str, first: int) -> _Entry | None:
    s = lines.head(line, first)
    colon = next((k for k in range(first + 1, min(first + _NAME, line.last)) if s.is_colon(k)), None)
    if colon is None:
        return None
    name = s.trim(first, name_end(s, first, colon))
    if name[0] >= name[1] or not _is_speaker(lines, s, name):
        return None
    titles = s.lexicon.language.sources.person.titles | s.lexicon.language.sources.unnamed.heads
    office = s.grammar.writing.without_article(s.form(name[0])) in titles
    return _Entry(line, marked, name, colon) if _states(lines, line, colon + 1, office=office) else None


def _states(lines: Lines, line: Line, first: int, *, office: bool) -> bool:
    """Whether something is stated from a token on: no question, nor after an office the name of who holds it."""
    if lines.ends_with(line, "؟") or lines.ends_with(line, "?"):
        return False
    words = [word for word in lines.tokens.words[first : line.last] if not word.mark]
    if len(words) < _SAID:
        return False
    shown = any(w.preposition or w.that or w.readings or w.form[0].isdecimal() for w in words[:_CLAUSE])
    return not office or shown or first in lines.tokens.quotes or len(words) >= _CLAUSE


def _is_speaker(lines: Lines, s: Sentence, name: Range) -> bool:
    """Whether a phrase names someone who speaks: no label, place, document or clause; in doubt none."""
    sources, writing = s.lexicon.language.sources, s.grammar.writing
    first = name[0] + (s.form(name[0]) == "(" or name[0] in lines.tokens.quotes)
    form, stem = s.form(first), writing.without_article(s.form(first))
    labels = s.grammar.formulas.labels | genre_words().ticker.labels
    if (labels & {form, stem} and s.lexicon[stem].stem not in sources.unnamed.heads) or not s.is_nominal(name[0]):
        return False
    if s.is_event(first) or form in sources.organization.places or stem in sources.document.heads:
        return False
    agency = form in sources.media.agency or form in sources.relay.agencies
    reporter = form in genre_words().ticker.speakers and name[1] - first > 1
    if not (agency or reporter or s.lexicon[stem].source):
        return False
    if kind_of([s.form(k) for k in range(*name) if not s.is_mark(k)], s.lexicon) == "document":
        return False
    return not _is_clause(s, name, stem)


def _is_clause(s: Sentence, name: Range, head: str) -> bool:
    """Whether words before a colon are more than a name: a verb, a comma, a dash, a number, a whole phrase."""
    words = range(*name)
    if any(s.is_break(k) or s.is_that(k) or s.form(k).isdecimal() for k in words):
        return True
    if any(k in s.cue_words and s.cue_words[k].reading.finite for k in words[1:]):
        return True
    sources = s.lexicon.language.sources
    of_people = (
        genre_words().ticker.speakers
        | sources.person.titles
        | sources.unnamed.heads
        | sources.media.heads
        | sources.media.agency
    )
    return head not in of_people and any(s.word(k).preposition for k in words)
