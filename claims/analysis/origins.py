"""Group documents of one origin: copies of one text, or carriers of one agency's report.

Documents that share fingerprints are compared, as in winnowing (Schleimer, Wilkerson and Aiken 2003): the lowest hash
of each window of shingles is kept, so a shared passage longer than a window is always found, and the cost grows with
the length of the texts, not with the number of document pairs. Documents that come from one agency are compared too,
because a report that was retold or translated shares no words with it.
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
from claims.analysis.agency_credits import carried_agencies, credit, credited_agencies
from claims.analysis.comparison_words import plain_words
from claims.analysis.document_topics import Topics
from claims.model import Origin
from claims.model.edtf import extent, moments
from claims.model.partitions import Joined
from claims.text import paragraphs, quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.analysis.agency_credits import Credit
    from claims.model import Document

__all__ = ["first_published", "origins", "shingles"]

_Item = TypeVar("_Item")

_SHINGLE = 4
"""Words in a shingle. With fewer, common phrases match; with more, each small edit breaks a long stretch."""
_WINDOW = 8
_NEIGHBOURS = 12
"""Maximum number of documents with a common fingerprint to compare each one with, so that a text carried by a
thousand documents does not cause a million comparisons."""
_COPY = 0.55
"""Minimum Jaccard similarity (0 to 1) of the shingles of two copies."""
_CONTAINED, _PASSAGE = 0.25, 10
"""Minimum share of the shorter text found in the other (0 to 1), and minimum shared run in words, for a common
report."""
_SCATTERED = 0.12
"""The same share if at least two such runs are shared: a single one can be a formula, such as the titles of a king."""
_CREDITED_CONTAINED, _CREDITED_PASSAGE = 0.15, 12
"""The same minimums if both documents credit the same agency."""
_OWN_CONTAINED, _OWN_PASSAGE, _LEAD, _MOSTLY_OWN = 0.3, 12, 0.4, 0.6
"""The same minimums for two documents of one publisher, which repeats its background paragraphs: a shared run begins
within this share of both texts, or most of the shorter text is shared."""
_RETOLD, _TRANSLATED = 0.25, 0.4
"""Minimum likeness of the topics of two documents that carry one agency's report, in one language and in two."""
_DAYS = 3
"""Maximum number of days between the publication of an agency's report and of a document that carries it."""
_CARRIERS = 60
"""Maximum number of earlier documents from the same agency to compare each one with."""
_LINKED = 0.5
"""More than this share of the pairs of two groups must be linked to merge them: a document compiled from two agencies
does not make them one."""


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

    @cached_property
    def agencies(self) -> frozenset[str]:
        return carried_agencies(self.document)

    @cached_property
    def credited(self) -> frozenset[str]:
        return credited_agencies(self.document)

    @cached_property
    def publisher(self) -> str:
        return " ".join(plain_words(self.document.publisher or ""))

    @cached_property
    def words(self) -> int:
        return sum(map(len, self._runs))


def _windows(sequence: Sequence[_Item], size: int) -> Iterator[Sequence[_Item]]:
    return (sequence[start : start + size] for start in range(max(1, len(sequence) - size + 1)) if sequence)


def origins(documents: Sequence[Document]) -> tuple[Origin, ...]:
    """Return groups of documents that depend on each other; each document is in at most one group."""
    texts = [_Text(document) for document in documents]
    links = _links(texts)
    joined = Joined(len(texts))
    members = {number: [number] for number in range(len(texts))}
    strongest = sorted(links, key=lambda pair: (links[pair][0] != "copy", -links[pair][1], pair))
    for one, other in strongest:
        into, away = sorted((joined.root(one), joined.root(other)))
        if into != away and _mostly_linked(members[into], members[away], links):
            joined.join(into, away)
            members[into] += members.pop(away)
    return tuple(_origin([texts[i] for i in each], _inside(links, each)) for each in joined.sets())


def shingles(document: Document) -> frozenset[int]:
    """Return the 32-bit hashes of a document's runs of words by which copies are recognised."""
    return _Text(document).distinct


def _links(texts: Sequence[_Text]) -> dict[tuple[int, int], tuple[str, float]]:
    """Return how pairs of documents depend on each other, and the share of text or topic that they have in common."""
    links: dict[tuple[int, int], tuple[str, float]] = {}
    for one, other in sorted(_candidates(texts)):
        if link := _link(texts[one], texts[other]):
            links[one, other] = link
    topics = Topics([text.document for text in texts])
    for one, other in _of_one_agency(texts):
        if (one, other) not in links and _near_in_time(texts[one].document, texts[other].document):
            alike = topics.likeness(texts[one].document.id, texts[other].document.id)
            translated = _language(texts[one].document) != _language(texts[other].document)
            if alike >= (_TRANSLATED if translated else _RETOLD):
                links[one, other] = "agency", round(alike, 3)
    return links


def _mostly_linked(some: Sequence[int], others: Sequence[int], links: Mapping[tuple[int, int], object]) -> bool:
    linked = sum((min(one, other), max(one, other)) in links for one in some for other in others)
    return linked > _LINKED * len(some) * len(others)


def _of_one_agency(texts: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    """Yield pairs of documents that can carry one agency's report, of which one credits the agency."""
    carriers: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for agency in sorted(text.agencies):
            for other in carriers[agency][-_CARRIERS:]:
                if agency in text.credited or agency in texts[other].credited:
                    yield other, number
            carriers[agency].append(number)


def _near_in_time(one: Document, other: Document) -> bool:
    here, there = extent(one.published), extent(other.published)
    return here is None or there is None or here.days_to(there) <= _DAYS


def _language(document: Document) -> str:
    return document.language.partition("-")[0].lower()


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
    if _has_common_report(one, other, likeness):
        return "agency", likeness
    return None


def _has_common_report(one: _Text, other: _Text, likeness: float) -> bool:
    runs = sorted((length for length, _ in _shared_runs(one, other)), reverse=True)
    if one.credit and other.credit and one.credit.agency == other.credit.agency:
        return likeness >= _CREDITED_CONTAINED and runs[0] >= _CREDITED_PASSAGE
    if one.publisher and one.publisher == other.publisher:
        return likeness >= _MOSTLY_OWN or (likeness >= _OWN_CONTAINED and _starts_alike(one, other))
    if likeness >= _CONTAINED and runs[0] >= _PASSAGE:
        return True
    return likeness >= _SCATTERED and len(runs) > 1 and runs[1] >= _PASSAGE


def _starts_alike(one: _Text, other: _Text) -> bool:
    """Return whether a long shared run begins early in both texts, where an article tells its own news."""
    return all(
        any(length >= _OWN_PASSAGE and at <= _LEAD * text.words for length, at in _shared_runs(text, another))
        for text, another in ((one, other), (other, one))
    )


def _shared_runs(one: _Text, other: _Text) -> Iterator[tuple[int, int]]:
    """Yield the length in words of each run of the first text that is in the second, and roughly where it begins."""
    run = 0
    for at, shingle in enumerate(one.shingles):
        if shingle in other.distinct:
            run += 1
        elif run:
            yield run + _SHINGLE - 1, at - run
            run = 0
    if run:
        yield run + _SHINGLE - 1, len(one.shingles) - run


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
