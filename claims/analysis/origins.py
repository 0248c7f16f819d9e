"""Group documents of one origin: copies of one text, or carriers of one agency's report.

Documents that share fingerprints are compared, as in winnowing (Schleimer, Wilkerson and Aiken 2003): the lowest hash
of
each window of shingles is kept, so a shared passage longer than a window is always found, and the cost grows with the
length of the texts, not with the number of document pairs.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from claims import __version__
from claims.analysis.agency_credits import credit
from claims.analysis.comparison_words import plain_words
from claims.analysis.partitions import Joined
from claims.model import Origin
from claims.model.edtf import moments
from claims.text import paragraphs, quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.analysis.agency_credits import Credit
    from claims.model import Document

__all__ = ["first_published", "origins"]

_Item = TypeVar("_Item")

_SHINGLE = 4
"""Words in a shingle. With fewer, common phrases match; with more, each small edit breaks a long stretch."""
_WINDOW = 8
_NEIGHBOURS = 12
"""Maximum number of documents with a common fingerprint to compare each one with, so that a text carried by a
thousand documents does not cause a million comparisons."""
_COPY = 0.55
"""Minimum Jaccard similarity (0 to 1) of the shingles of two copies."""
_CONTAINED, _PASSAGE = 0.3, 25
"""Minimum share of the shorter text found in the other (0 to 1), and minimum shared run in words, for a common
report."""
_CREDITED_CONTAINED, _CREDITED_PASSAGE = 0.15, 12
"""The same minimums if both documents credit the same agency."""


@dataclass(frozen=True)
class _Text:
    """A document's words for comparison, without quoted passages, which outlets may quote independently."""

    document: Document

    @cached_property
    def shingles(self) -> list[int]:
        return [zlib.crc32(" ".join(run).encode()) for words in self._runs for run in _windows(words, _SHINGLE)]

    @cached_property
    def distinct(self) -> frozenset[int]:
        return frozenset(self.shingles)

    @cached_property
    def _runs(self) -> list[list[str]]:
        text, at = self.document.text, 0
        runs: list[list[str]] = []
        for start, end in self._quoted():
            if start >= at:
                runs.append(plain_words(text[at:start]))
                at = end
        return [*runs, plain_words(text[at:])]

    def _quoted(self) -> Iterator[tuple[int, int]]:
        text = self.document.text
        for paragraph in paragraphs(text):
            for each in quotations(text, *paragraph):
                if each.closed and len(text[each.start : each.end].split()) >= _SHINGLE:
                    yield each.start, each.end

    @cached_property
    def fingerprints(self) -> frozenset[int]:
        return frozenset(min(window) for window in _windows(self.shingles, _WINDOW))

    @cached_property
    def credit(self) -> Credit | None:
        return credit(self.document)


def _windows(sequence: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    return (sequence[start : start + size] for start in range(max(1, len(sequence) - size + 1)) if sequence)


def origins(documents: Sequence[Document]) -> tuple[Origin, ...]:
    """Return groups of documents that depend on each other; each document is in at most one group."""
    texts = [_Text(document) for document in documents]
    links: dict[tuple[int, int], tuple[str, float]] = {}
    for one, other in sorted(_candidates(texts)):
        if link := _link(texts[one], texts[other]):
            links[one, other] = link
    joined = Joined(len(texts))
    for one, other in links:
        joined.join(one, other)
    return tuple(_origin([texts[i] for i in members], _inside(links, members)) for members in joined.sets())


def _candidates(texts: Sequence[_Text]) -> Iterable[tuple[int, int]]:
    carriers: defaultdict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for fingerprint in text.fingerprints:
            carriers[fingerprint].append(number)
    shared: set[tuple[int, int]] = set()
    for numbers in carriers.values():
        for place, number in enumerate(numbers):
            before = {numbers[0], *numbers[max(0, place - _NEIGHBOURS) : place]}
            shared.update((other, number) for other in before if other < number)
    return shared


def _link(one: _Text, other: _Text) -> tuple[str, float] | None:
    """Return how two documents depend on each other, and the share of the shorter one found in the other."""
    shared = len(one.distinct & other.distinct)
    fewer = min(len(one.distinct), len(other.distinct))
    if not shared:
        return None
    likeness = round(shared / fewer, 3)
    if shared / (len(one.distinct) + len(other.distinct) - shared) >= _COPY:
        return "copy", likeness
    credited = one.credit and other.credit and one.credit.agency == other.credit.agency
    share, passage = (_CREDITED_CONTAINED, _CREDITED_PASSAGE) if credited else (_CONTAINED, _PASSAGE)
    if likeness >= share and _longest_passage(one, other) >= passage:
        return "agency", likeness
    return None


def _longest_passage(one: _Text, other: _Text) -> int:
    """Return the length of the longest common run, in words."""
    longest = run = 0
    for shingle in one.shingles:
        run = run + 1 if shingle in other.distinct else 0
        longest = max(longest, run)
    return longest + _SHINGLE - 1 if longest else 0


def _inside(links: Mapping[tuple[int, int], tuple[str, float]], members: Sequence[int]) -> list[tuple[str, float]]:
    return [links[pair] for pair in combinations(members, 2) if pair in links]


def _origin(members: Sequence[_Text], links: Sequence[tuple[str, float]]) -> Origin:
    documents = [text.document for text in members]
    ids = tuple(document.id for document in documents)
    written = next((text.credit.written for text in members if text.credit), None)
    return Origin(
        id="org-" + hashlib.sha256("\n".join(ids).encode()).hexdigest()[:12],
        documents=ids,
        kind="copy" if all(kind == "copy" for kind, _ in links) else "agency",
        first=first_published(documents),
        agency=written,
        likeness=min(likeness for _, likeness in links),
        version=__version__,
    )


def first_published(documents: Iterable[Document]) -> str | None:
    """Return the id of the document published first, or None if the dates do not determine it."""
    dated = [(moments(document.published), document.id) for document in documents]
    known = sorted((moment, id) for moment, id in dated if moment)
    if len(known) < len(dated) or not known:
        return None
    if len(known) > 1 and known[0][0][1] >= known[1][0][0]:
        return None
    return known[0][1]
