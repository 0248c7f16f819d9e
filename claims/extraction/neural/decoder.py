"""From scores to well-formed claims: one source, one stretch of content, cue and source outside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from claims.extraction.neural.signals import NO_BOUNDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from claims.extraction.neural.network import Scores
    from claims.extraction.neural.signals import Bounds
    from claims.extraction.neural.words import Unit

    Array = NDArray[np.float32]

Range = tuple[int, int]

_LOW = np.float32(-1e4)
_TRIED = 12
"""Spans of each sort that are tried together."""
_QUOTES = frozenset("\"“”«»„‟‹›'‘’")
_STOPS = frozenset(".!?؟")
_NEVER_FIRST = frozenset(",،;؛.:!?؟…)]}-–—/")
_NEVER_LAST = frozenset(",،;؛:([{-–—/.…")
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_OUTSIDE_STATE, _INSIDE_STATE, _OPENING_STATE, _CLOSING_STATE = 0, 1, 2, 3
_LONGEST_CUE = 6
_TITLE = 4
"""Letters of an abbreviated title, at most."""
_INITIALS = 2
"""Letters of an initial or another short form before a full stop, at most."""


@dataclass(frozen=True, slots=True)
class Spans:
    """A cue's source and content by words, ends exclusive, with how likely each is among all spans."""

    source: Range | None
    content: Range
    source_chance: float
    content_chance: float


def cue_spans(chances: Array, threshold: float, hinted: Sequence[Range] = ()) -> list[Range]:
    """The words that may be cues: those that begin one likely enough, those that go on taken in, and hinted ones."""
    begins, goes_on = chances[:, 0], chances[:, 1]
    found: list[Range] = []
    for first in np.flatnonzero(begins >= threshold).tolist():
        last = first + 1
        while last < len(begins) and last - first < _LONGEST_CUE and goes_on[last] > max(0.5, begins[last]):
            last += 1
        found.append((first, last))
    found += [cue for cue in hinted if all(cue[1] <= a or b <= cue[0] for a, b in found)]
    return sorted(_apart(found, begins))


def _apart(cues: Sequence[Range], begins: Array) -> Iterator[Range]:
    """Cues that do not overlap, the likeliest first."""
    taken: set[int] = set()
    for first, last in sorted(cues, key=lambda cue: (-begins[cue[0]], cue)):
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            yield first, last


def spans(
    unit: Unit,
    cue: Range,
    scores: Scores,
    others: Sequence[Range] = (),
    bounds: Bounds = NO_BOUNDS,
) -> Spans | None:
    """The best source and content that go together; None where no word is left for a content.

    Args:
        unit: The words.
        cue: The cue's place among them.
        scores: What the network says of this cue.
        others: Other cues, which no source begins with.
        bounds: Where grammar allows no span.
    """
    first, last = scores.first, scores.first + len(scores.words)
    edges = tuple(edge[first:last] for edge in _edges(unit, bounds))
    content, content_total = _table(scores.content, *edges)
    source, source_total = _table(scores.source, *edges)
    none = scores.none if _start(cue, bounds) is None else float(_LOW)
    if bounds is not NO_BOUNDS:
        _bind(source, content, cue, bounds, first)
        content_total, source_total = _log_sum(content), _log_sum(source)
    for other in others:
        if first <= other[0] < last:
            source[other[0] - first] = _LOW
    cue = cue[0] - first, cue[1] - first
    source_total = float(np.logaddexp(source_total, none))
    _forbid(source, cue)
    _forbid_across(content, cue)
    source[:, _sentence_end(unit, cue[1] + first, last) - first :] = _LOW
    if bounds.limit is not None:
        content[cue[1] :, max(bounds.limit - first, cue[1] + 1) :] = _LOW
        content_total = _log_sum(content)
    sources: list[tuple[float, Range | None]] = [(none, None), *_best(source)]
    contents = _best(content)
    best: tuple[float, Range | None, Range, float, float] | None = None
    for source_score, named in sources:
        for content_score, said in contents:
            total = source_score + content_score
            if (best is None or total > best[0]) and _fit(cue, named, said):
                best = total, named, said, source_score, content_score
    if best is None:
        return None
    _, named, said, source_score, content_score = best
    named = _cut((named[0] + first, named[1] + first), bounds.source_ends) if named else None
    cue, said = (cue[0] + first, cue[1] + first), (said[0] + first, said[1] + first)
    said = _beyond_window(unit, said, (first, last), others)
    marked = _with_its_marks(unit, said)
    said = marked if marked[0] >= first and _keep_apart(marked, said, (cue, named)) else said
    return Spans(named, said, _chance(source_score, source_total), _chance(content_score, content_total))


def _sentence_end(unit: Unit, start: int, last: int) -> int:
    """Where the sentence ends that goes on at `start`, or `last` if it ends later: no source stands in the next one."""
    return next((k for k in range(start, last) if _ends_sentence(unit, k)), last)


def _ends_sentence(unit: Unit, k: int) -> bool:
    """Whether a full stop or the like stands at a word, outside of quotations and after no abbreviation."""
    if unit.words[k] not in _STOPS or unit.quoted[k] == _INSIDE_STATE:
        return False
    if k and not unit.spaced[k] and _may_be_abbreviated(unit.words[k - 1]):
        return False
    return k + 1 == len(unit) or unit.spaced[k + 1] or _is_squeezed(unit, k)


def _is_squeezed(unit: Unit, k: int) -> bool:
    """Whether a full stop between two words lacks the space after it: it stands in no abbreviation and no address."""
    around = unit.words[k - 1 : k] + unit.words[k + 1 : k + 2]
    return len(around) > 1 and all(len(w) > _INITIALS and w.isalpha() and not w.isascii() for w in around)


def _may_be_abbreviated(word: str) -> bool:
    """Whether a word before a full stop may be an initial or a title (د. زيد; Mr. Haddad)."""
    return word.isalpha() and (len(word) == 1 or (len(word) <= _TITLE and word[0].isupper()))


def _beyond_window(unit: Unit, content: Range, window: Range, others: Sequence[Range]) -> Range:
    """A content that fills its window to an edge, with the rest of its sentence there: no more words were read.

    Back only over words of no other cue, whose claim may be the one that is credited.
    """
    start, end = content
    if start == window[0]:
        first = next((k + 1 for k in range(start - 1, -1, -1) if _ends_sentence(unit, k)), 0)
        start = start if any(first <= other[0] < start for other in others) else first
    if end >= window[1] - 1:
        end = _sentence_end(unit, end, len(unit))
    return start, end


def _with_its_marks(unit: Unit, content: Range) -> Range:
    """A content that begins with a quotation, with all of the quotation or nothing else."""
    start, end = content
    if unit.quoted[end - 1] == _CLOSING_STATE:
        return content
    if unit.quoted[start] == _OPENING_STATE and start + 1 < end and unit.quoted[end - 1] != _INSIDE_STATE:
        return _without_words_after(unit, (start + 1, end))
    if not start or unit.quoted[start - 1] != _OPENING_STATE:
        return content
    if unit.quoted[end - 1] == _INSIDE_STATE:
        return _to_closing_mark(unit, content)
    return _without_words_after(unit, content)


def _keep_apart(content: Range, before: Range, others: Sequence[Range | None]) -> bool:
    """Whether cue and source lie outside of a content, or within it as before it was changed; then they are cut out."""
    within = [span for span in others if span and _lies_in(span, content) and _lies_in(span, before)]
    rest = [span for span in others if span and span not in within]
    return all(span[1] <= content[0] or content[1] <= span[0] for span in rest)


def _lies_in(span: Range, content: Range) -> bool:
    return content[0] <= span[0] and span[1] <= content[1]


def _without_words_after(unit: Unit, content: Range) -> Range:
    """A content that begins within a quotation and ends outside of it.

    After a colon, the quotation is what was said, and the words after it are the article's own. Elsewhere the
    quotation is a part of what was said (direct becomes mixed) and keeps both of its marks.
    """
    start, end = content
    closing = next(k for k in range(start, end) if unit.quoted[k] != _INSIDE_STATE)
    is_led = start > 1 and unit.words[start - 2] == ":"
    is_alone = unit.quoted[closing] == _CLOSING_STATE and _OPENING_STATE not in unit.quoted[closing:end]
    return (start, closing) if is_led and is_alone and start < closing else (start - 1, end)


def _to_closing_mark(unit: Unit, content: Range) -> Range:
    """A content that ends within its quotation, up to the quotation's end."""
    start, end = content
    closing = next((k for k in range(end, len(unit)) if unit.quoted[k] != _INSIDE_STATE), len(unit))
    if closing == len(unit) or unit.quoted[closing] != _CLOSING_STATE:
        return content
    return start, closing


def _chance(score: float, total: float) -> float:
    return float(np.exp(min(0.0, score - total)))


def _cut(source: Range, ends: Sequence[int]) -> Range:
    """A source without what stands after the first of some ends within it."""
    return source[0], next((end for end in ends if source[0] < end < source[1]), source[1])


def _bind(source: Array, content: Array, cue: Range, bounds: Bounds, first: int) -> None:
    """Forbid what grammar does, in tables of spans whose words begin at `first` of the unit."""
    size = len(source)
    if bounds.source_limit is not None:
        source[:, max(bounds.source_limit - first, 0) :] = _LOW
    if cue[0] in bounds.resuming and cue[0] > first:
        source[:, cue[0] - first - 1] = _LOW
    _bind_source(source, cue, bounds, first)
    own = _start(cue, bounds)
    if own is not None and first <= own < first + size:  # No content begins between a cue and its source, or in it.
        content[cue[1] - first : own - first + 1] = _LOW
    for _, start in (pair for pair in bounds.content_starts if pair[0] == cue[0]):
        content[: start - first] = _LOW
    for end in (end - first for end in bounds.content_ends if max(cue[1], first) <= end < first + size):
        content[:end, end:] = _LOW


def _bind_source(source: Array, cue: Range, bounds: Bounds, first: int) -> None:
    """Forbid the sources of a cue that begin or end where grammar lets none."""
    window = range(first, first + len(source))
    source[:, [word - first for word in bounds.unfinished if word in window]] = _LOW
    if any(word in range(*cue) for word in bounds.elided):
        source[:] = _LOW
    for word, start in bounds.no_source_starts:
        if word in range(*cue) and start in window:
            source[start - first] = _LOW
    own = _start(cue, bounds)
    if own is not None and own in window:
        source[: own - first] = source[own - first + 1 :] = _LOW


def _start(cue: Range, bounds: Bounds) -> int | None:
    """The word with which grammar lets the source of a cue begin; None where it tells none."""
    return next((start for word, start in bounds.source_starts if word in range(*cue)), None)


def _edges(unit: Unit, bounds: Bounds) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Where no span may begin, and where none may end."""
    first = np.array([word in _NEVER_FIRST for word in unit.words])
    last = np.array([word in _NEVER_LAST for word in unit.words])
    for start, end in bounds.whole:
        first[start + 1 : end] = True
        last[start : end - 1] = True
    return first | (np.array(unit.quoted) == _CLOSING_STATE), last | (np.array(unit.quoted) == _OPENING_STATE)


def _table(scores: Array, first: NDArray[np.bool_], last: NDArray[np.bool_]) -> tuple[Array, float]:
    """The score of every span, by its first and its last word; and the log of their summed exponentials."""
    start, end, inside = scores.T
    total = np.cumsum(inside)
    table = (start - total + inside)[:, None] + (end + total)[None, :]
    table[_backwards(len(start))] = _LOW
    table[first] = _LOW
    table[:, last] = _LOW
    return table, _log_sum(table)


def _log_sum(table: Array) -> float:
    """The log of the summed exponentials of all spans' scores."""
    peak = table.max()
    return float(peak + np.log(np.exp(table - peak).sum()))


@cache
def _backwards(size: int) -> NDArray[np.bool_]:
    """The places in a table of spans that would end before they begin; few sizes occur, since windows are short."""
    return np.tri(size, k=-1, dtype=bool)


def _forbid(table: Array, cue: Range) -> None:
    """No span that holds a word of the cue."""
    table[: cue[1], cue[0] :] = _LOW


def _forbid_across(table: Array, cue: Range) -> None:
    """No span that holds a part of the cue: all of it, and words on both sides, or none."""
    whole = table[: cue[0], cue[1] :].copy()
    table[: cue[1], cue[0] :] = _LOW
    table[: cue[0], cue[1] :] = whole


def _best(table: Array) -> list[tuple[float, Range]]:
    """The best spans of a table, which stand in the rows with the greatest maxima."""
    rows = np.sort(_greatest(table.max(1)))
    flat = table[rows].ravel()
    order = sorted(((float(flat[k]), int(k)) for k in _greatest(flat)), key=lambda item: (-item[0], item[1]))
    size = table.shape[1]
    return [(score, (int(rows[k // size]), k % size + 1)) for score, k in order if score > _LOW / 2]


def _greatest(values: Array) -> NDArray[np.intp]:
    """The places of the greatest values."""
    count = min(_TRIED, values.size)
    return np.argpartition(values, values.size - count)[values.size - count :]


def _fit(cue: Range, source: Range | None, content: Range) -> bool:
    """Whether the source stands outside the content, or, where the cue stands within, wholly between its parts."""
    if source is None:
        return True
    if source[1] <= content[0] or content[1] <= source[0]:
        return True
    return content[0] < source[0] and source[1] < content[1] and content[0] < cue[0] and cue[1] < content[1]


def parts(unit: Unit, cue: Range, found: Spans) -> list[Range]:
    """The content in parts: cue and source taken out, and marks that are left at the edges."""
    start, end = found.content
    out = sorted(span for span in (cue, found.source) if span and start <= span[0] and span[1] <= end)
    pieces = []
    for first, last in out:
        pieces.append((start, first))
        start = last
    pieces.append((start, end))
    trimmed = (trim(unit, first, last) for first, last in pieces)
    return [part for part in trimmed if part is not None]


def quoted_parts(unit: Unit, content: Sequence[Range]) -> list[Range]:
    """The parts of a quotation that its credit interrupts, without the outlet's words before it goes on.

    "I will pick them", he says as we leave, "even on one leg": what stands between the two is the outlet's.
    """
    if not any(_is_quoted(unit, part) for part in content):
        return list(content)
    return [part if _is_quoted(unit, part) else _from_opening(unit, part) for part in content]


def _is_quoted(unit: Unit, part: Range) -> bool:
    return all(unit.quoted[k] != _OUTSIDE_STATE for k in range(*part))


def _from_opening(unit: Unit, part: Range) -> Range:
    """What stands in the quotation that ends a part; the part where none does."""
    start = part[1]
    while start > part[0] and unit.quoted[start - 1] == _INSIDE_STATE:
        start -= 1
    goes_on = part[0] < start < part[1] and unit.quoted[start - 1] == _OPENING_STATE
    return (start, part[1]) if goes_on else part


def _run_back(words: Sequence[str]) -> int:
    """How many quotation marks stand together at the end."""
    return next((k for k, word in enumerate(reversed(words)) if word not in _QUOTES), len(words))


def trim(unit: Unit, first: int, last: int) -> Range | None:
    """A span without commas and the like at its edges, and without quotation marks around all of it."""
    words = unit.words
    while True:
        while first < last and words[first] in _NEVER_FIRST:
            first += 1
        while first < last and words[last - 1] in _NEVER_LAST:
            last -= 1
        if first >= last:
            return None
        if words[last - 1] in _CLOSING and not any(word in _OPENING for word in words[first:last]):
            last -= 1
            continue
        if words[first] in _OPENING and not any(word in _CLOSING for word in words[first:last]):
            first += 1
            continue
        opens, closes = words[first] in _QUOTES, words[last - 1] in _QUOTES
        inner = sum(word in _QUOTES for word in words[first:last])
        if opens and (inner == 1 or (closes and inner == 2)):
            first += 1
        elif closes and inner == _run_back(words[first:last]):
            last -= 1
        else:
            return first, last
