"""Determine the start and end of each claim's content, for all the heads of a sentence together.

A head that continues the same speaker (…، مضيفا أن …) ends the content of the claim before it; a head with its own
subject
inside a content is nested in it; a claim inside a quotation never extends beyond it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.languages.ar.cue_lexicon import agree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.languages.ar.attribution.claim_head import Head
    from claims.languages.ar.attribution.sentence_words import Sentence
    from claims.languages.ar.attribution.tokens import Range


@dataclass(slots=True)
class Bounded:
    """A head with its content, as token ranges, and the head that it stands in."""

    head: Head
    content: list[Range]
    within: int | None = None


def bound(s: Sentence, heads: Sequence[Head]) -> list[Bounded]:
    """The content of every head of a sentence."""
    ends = _ends(s, heads)
    found = []
    for k, head in enumerate(heads):
        host = _host(heads, head)
        parts = [(heads[host].start or 0, ends[host])] if host is not None else _parts(s, head, heads, k, ends[k])
        content = [p for p in (_tidy(s, p, head) for p in parts) if p[0] < p[1]]
        if content:
            found.append(Bounded(head, content))
    _nest(found)
    return found


def _host(heads: Sequence[Head], head: Head) -> int | None:
    """The claim between whose cue and content an attribution stands (ذكرت الصحيفة، نقلا عن ضابط، أن …)."""
    if head.start is not None or not head.rule.startswith("according"):
        return None
    end = (head.source or head.cue)[1]
    around = (k for k, h in enumerate(heads) if h.start is not None and h.cue[1] <= head.cue[0] and end <= h.start)
    return next(around, None)


def _ends(s: Sentence, heads: Sequence[Head]) -> list[int]:
    """For each head whose content follows it, the token at which that content must end."""
    ends = [s.last] * len(heads)
    open_heads: list[int] = []
    for k, head in enumerate(heads):
        left = _boundary(s, head)
        open_heads = [o for o in open_heads if ends[o] > left]
        closed = [o for o in _closed_by(s, heads, open_heads, head) if (heads[o].start or 0) < left]
        for o in closed:
            ends[o] = min(ends[o], left)
        open_heads = [o for o in open_heads if o not in closed]
        if head.start is not None:
            ends[k] = min(ends[k], _fence(s, head))
            open_heads.append(k)
    return ends


def _fence(s: Sentence, head: Head) -> int:
    """The closing mark of the quotation that the head stands in, or that its content fills."""
    enclosing = s.enclosing(head.cue[0])
    limit = enclosing[1] if enclosing else s.last
    start = head.start or 0
    if s.is_open_quote(start) and head.frame == "quote":
        close = s.close_of(start)
        if _quote_ends_content(s, close):
            limit = min(limit, close + 1)
    return limit


def _quote_ends_content(s: Sentence, close: int) -> bool:
    """Whether nothing of the same clause follows a quotation that begins a content."""
    k = close + 1
    return s.is_mark(k) or s.bare(k) in s.grammar.clause.links or s.grammar.writing.is_joined(s.form(k))


def _boundary(s: Sentence, head: Head) -> int:
    """Where a content before this head ends: before the comma or the connector that leads to it."""
    left = _over_links(s, head.left)
    while left > s.first and s.is_comma(left - 1):
        left -= 1
    return left


def _over_links(s: Sentence, left: int) -> int:
    """The first of the connectors and particles that lead to the word at `left`."""
    clause = s.grammar.clause
    while left > s.first:
        if _is_while(s, left - 2):
            left -= 2
        elif s.form(left - 1) in clause.links or s.form(left - 1) in clause.auxiliaries:
            left -= 1
        else:
            break
    return left


def _is_while(s: Sentence, k: int) -> bool:
    """Whether a clause of contrast begins here (في حين أكد …، في وقت نفى …)."""
    clause = s.grammar.clause
    return s.form(k) in clause.while_in and s.form(k + 1) in clause.while_time


def _closed_by(s: Sentence, heads: Sequence[Head], open_heads: list[int], head: Head) -> list[int]:
    """The open contents that end where this head begins."""
    enclosing = s.enclosing(head.cue[0])
    inside = enclosing[0] if enclosing else s.first - 1
    candidates = [o for o in open_heads if max(heads[o].cue[0], heads[o].start or 0) > inside]
    if not candidates:
        return []
    if head.frame == "before" or head.start is None:
        return candidates if _after_comma(s, head) and not head.rule.endswith("inside") else []
    if head.source is None or (head.borrowed and _after_comma(s, head)):
        if not (_after_comma(s, head) or _joined(s, head) or _linked(s, head)):
            return []
        speaker = next((o for o in reversed(candidates) if agree(heads[o].person, head.person)), candidates[0])
        return [o for o in candidates if o >= speaker]
    verb_first = _joined(s, head) and head.left == head.cue[0]
    return candidates if verb_first or (_linked(s, head) and _after_comma(s, head)) else []


def _after_comma(s: Sentence, head: Head) -> bool:
    left = _over_links(s, head.left)
    return left > s.first and s.is_mark(left - 1)


def _joined(s: Sentence, head: Head) -> bool:
    word = s.cue_words.get(head.cue[0])
    return word is not None and s.grammar.writing.has_conjunction(word.reading.prefix)


def _linked(s: Sentence, head: Head) -> bool:
    return _over_links(s, head.left) < head.left or s.form(head.left) in s.grammar.clause.links


def _parts(s: Sentence, head: Head, heads: Sequence[Head], k: int, end: int) -> list[Range]:
    if head.start is not None:
        return [(head.start, _cut_result(s, head, end))]
    parts = []
    for start, stop in head.back:
        leads = (start, stop) == head.back[0] and head.frame == "before"
        first = _reach_back(s, head, heads[:k], start) if leads else start
        last = s.last if stop < 0 else stop
        later = [_boundary(s, h) for h in heads[k + 1 :] if first < h.left < last and h.source is None]
        parts.append((first, min([last, *later])))
    return parts


def _cut_result(s: Sentence, head: Head, end: int) -> int:
    """After a reported noun phrase, a clause of result or contrast is the outlet's (…، ما أثار جدلا)."""
    if head.frame != "np" or head.start is None:
        return end
    clause = s.grammar.clause
    for k in range(head.start + 1, end - 1):
        following = s.form(k + 1)
        if s.is_comma(k) and (following in clause.result or following in clause.afterthought or _is_while(s, k + 1)):
            return k
    return end


def _reach_back(s: Sentence, head: Head, before: Sequence[Head], start: int) -> int:
    """How far back a closing attribution reaches: over its sentence, or over the clause credited to someone already."""
    relay = [h for h in before if h.start is not None and h.left < head.cue[0]]
    if relay and relay[-1].frame != "before" and relay[-1].lemma != s.grammar.frames.plain_lemma:
        return relay[-1].start or start
    closing = [h for h in before if h.start is None and h.back != head.back]
    if closing:
        after = max((h.source or h.cue)[1] for h in closing)
        return max(start, after)
    return start


def _tidy(s: Sentence, part: Range, head: Head) -> Range:
    """Take off what belongs to no content: a leading كما, marks, and outer quotation marks that enclose it all."""
    start, end = s.trim(*part)
    if head.frame == "before":
        while start < end and s.form(start) in s.grammar.clause.likening:
            start += 1
    start, end = s.trim(start, end)
    while start < end and s.is_open_quote(start) and s.close_of(start) == end - 1:
        start, end = start + 1, end - 1
        start, end = s.trim(start, end)
    if start < end and s.is_open_quote(start) and s.close_of(start) >= end:
        start += 1
    return start, end


def _nest(found: list[Bounded]) -> None:
    """Mark each claim with the smallest other claim whose content holds its cue and its content."""
    sizes = sorted((sum(b - a for a, b in outer.content), o) for o, outer in enumerate(found))
    for k, inner in enumerate(found):
        longest = max(b - a for a, b in (inner.head.cue, *inner.content))
        larger = (o for _, o in sizes[bisect_left(sizes, (longest, 0)) :] if o != k)
        inner.within = next((o for o in larger if _holds(found[o], inner) and not _holds(inner, found[o])), None)


def _holds(outer: Bounded, inner: Bounded) -> bool:
    pieces = [inner.head.cue, *inner.content]
    return all(any(a <= p[0] and p[1] <= b for a, b in outer.content) for p in pieces)
