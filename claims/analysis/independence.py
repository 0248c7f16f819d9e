"""Count the sources that are not known to depend on each other.

Comparing texts cannot prove that two sources are independent, but it can show that one depends on another: a
spokesperson on the ministry, a statement on its issuer, an outlet on the outlet whose text it carries, a relaying
source on the relayed one. Dependent sources count as one. A relay lends no name to a source that has none. Unnamed
sources may all be the same person, so they also count as one, together with those who only speak of reports. Two
sources that a reviewer keeps apart do not count as one because they could be the same, named or not; they still do
where one speaks for the other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from claims.analysis.agency_credits import credit
from claims.analysis.comparison_data import language
from claims.analysis.comparison_words import concept_words, plain_words
from claims.analysis.name_matching import name_of
from claims.analysis.relays import relays
from claims.model.partitions import Joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from claims.analysis.sources import KnownSource, Register
    from claims.model import Claim, Document, Dossier, Span

__all__ = ["Independence", "Voices"]

_OFFICES = {"minister": "ministry"}
"""Offices, with the body for which the office holder speaks."""
_BRANCHES = frozenset({"government", "hospital", "ministry", "municipality"})
"""Bodies whose name may continue with the larger body they belong to; an army's may continue with another army's."""
_BRANCH = "branch"
"""The word after which the name of a body says which part of it is meant."""
_ALONE = frozenset(
    {
        "army", "authority", "command", "committee", "council", "directorate", "government", "hospital", "ministry",
        "mission", "municipality", "organization", "police", "service",
    }
)  # fmt: skip
"""Words that name a body by themselves; any other single word can be a person's or a country's name."""
_FEW_BODIES = 24
"""Maximum number of bodies that share a word to compare each one with."""
_LONGEST = 8
"""Maximum length, in words, of a body's name to search for within other names."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Sources of some claims, with dependent sources merged into one voice.

    Attributes:
        named: The source numbers of each voice that has a name.
        unnamed: The source numbers of each unnamed voice; they may all be one source.
        least_unnamed: How many sources the unnamed voices are at least.
    """

    named: tuple[frozenset[int], ...]
    unnamed: tuple[frozenset[int], ...]
    least_unnamed: int


class Independence:
    """Answers which sources of a dossier are known to depend on each other.

    Args:
        dossier: The dossier with its origins.
        register: The register of its sources.
    """

    def __init__(self, dossier: Dossier, register: Register) -> None:
        self._register = register
        self._claims = {claim.id: claim for claim in dossier.claims}
        self._same_words: defaultdict[tuple[str, tuple[Span, ...]], list[Claim]] = defaultdict(list)
        for claim in dossier.claims:
            self._same_words[claim.document, claim.content].append(claim)
        self._languages = {document.id: document.language for document in dossier.documents}
        self._outlets = {document.id: _outlets(document) for document in dossier.documents}
        self._origin_of = {id: origin.id for origin in dossier.origins for id in origin.documents}
        self._joined = Joined(len(register.sources))
        alike = self._not_apart((*self._of_longer_bodies(), *self._of_same_words()))
        for one, other in (*self._of_bodies(), *alike):
            self._joined.join(one, other)

    def voices(self, claims: Sequence[Claim], *, same: bool = True) -> Voices:
        """Return the voices behind some claims.

        Args:
            claims: The claims; the register must know each of them.
            same: Whether the claims say the same, so that a source relaying one of them adds nothing to the relayed
                source and is left out.
        """
        said = [(self._register.number_of(claim), claim) for claim in claims]
        numbers = list(dict.fromkeys(number for number, _ in said))
        passing = self._passing(said) if same else self._only_relaying(said)
        place = {number: at for at, number in enumerate(numbers) if number not in passing}
        local = Joined(len(numbers))
        alike = self._not_apart((*self._of_one_text(said), *self._of_one_state(said)))
        for one, other in (*self._known(place), *alike):
            if one in place and other in place:
                local.join(place[one], place[other])
        gathered: defaultdict[int, set[int]] = defaultdict(set)
        for number, at in place.items():
            gathered[local.root(at)].add(number)
        voices = [frozenset(each) for each in gathered.values()]
        nameless = self._of_reports(said) if same else set()
        named = [any(self._register.sources[number].named for number in voice - nameless) for voice in voices]
        unnamed = tuple(each for each, has_name in zip(voices, named, strict=True) if not has_name)
        return Voices(
            tuple(each for each, has_name in zip(voices, named, strict=True) if has_name), unnamed, self.least(unnamed)
        )

    def least(self, unnamed: Sequence[frozenset[int]]) -> int:
        """Return how many sources unnamed voices are at least: one, or as many as reviewers keep apart from each other.

        Args:
            unnamed: The source numbers of each voice.
        """
        most = min(1, len(unnamed))
        for start, voice in enumerate(unnamed):
            different = [voice]
            for other in unnamed[start + 1 :]:
                if all(self._are_apart(other, each) for each in different):
                    different.append(other)
            most = max(most, len(different))
        return most

    def _are_apart(self, some: Iterable[int], others: Iterable[int]) -> bool:
        return any(self._register.are_apart(*pair) for pair in product(some, others))

    def _not_apart(self, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield the pairs that could be one source for all that reviewers say."""
        yield from (pair for pair in pairs if not self._register.are_apart(*pair))

    def _passing(self, said: Sequence[tuple[int, Claim]]) -> set[int]:
        """Return the sources that relay or published another one's claim, unless this leaves nobody."""
        found = {relay for _, relay in (*self._relaying(said), *self._crediting(said), *self._publishing(said))}
        return found if any(number not in found for number, _ in said) else set()

    def _crediting(self, said: Sequence[tuple[int, Claim]]) -> Iterator[tuple[int, int]]:
        """Yield each source with the outlet that its document credits with the same words, which it passes on."""
        told: defaultdict[tuple[object, ...], list[tuple[int, Claim]]] = defaultdict(list)
        for number, claim in said:
            told[claim.document, claim.content].append((number, claim))
        for same in told.values():
            outlets = {number for number, claim in same if claim.source.kind == "media"}
            origins = {number for number, _ in same} - outlets
            yield from ((origin, outlet) for origin in origins for outlet in outlets)

    def _of_reports(self, said: Sequence[tuple[int, Claim]]) -> set[int]:
        """Return the sources that only speak of reports of what is claimed, so that they add nothing to it."""
        knowing = {number for number, claim in said if not self._is_of_reports(claim)}
        return {number for number, _ in said if number not in knowing}

    def _is_of_reports(self, claim: Claim) -> bool:
        words = language(self._languages.get(claim.document, "")).hearsay
        return any(not words.isdisjoint(plain_words(part.exact)) for part in claim.content)

    def _publishing(self, said: Sequence[tuple[int, Claim]]) -> Iterator[tuple[int, int]]:
        """Yield each source with the outlet that is credited elsewhere for what it published from this source."""
        outlets = {number for number, claim in said if claim.source.kind == "media"}
        for number, claim in said:
            for outlet in outlets:
                names = {k for n in self._register.sources[outlet].names for k in self._keys(n, claim.document)}
                if outlet != number and not names.isdisjoint(self._outlets.get(claim.document, ())):
                    yield number, outlet

    def _known(self, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield dependent pairs that follow from names alone."""
        first: dict[int, int] = {}
        for number in numbers:
            yield first.setdefault(self._joined.root(number), number), number

    def _relaying(self, said: Sequence[tuple[int, Claim]]) -> Iterator[tuple[int, int]]:
        """Yield each source with the sources that relay its claim and say the same."""
        by_name = {
            key: number
            for number, claim in said
            for name in self._register.sources[number].names
            for key in self._keys(name, claim.document)
        }
        for number, claim in said:
            for relay in claim.relayed_by:
                found = (by_name[key] for key in self._keys(relay.name, claim.document) if key in by_name)
                if (relayer := next(found, number)) != number:
                    yield number, relayer
            for outer in self._around(claim):
                around = self._number(outer)
                if around is not None and around != number:
                    yield number, around

    def _around(self, claim: Claim) -> Iterator[Claim]:
        """Yield the claims around a claim, and those of the same words: ذكرت القناة نقلا عن الوكالة أن مصدرا قال …."""
        for outer in relays(claim, self._claims):
            yield from (each for each in self._same_words[outer.document, outer.content] if each.id != claim.id)

    def _keys(self, name: str, document: str) -> tuple[object, object]:
        """Return the keys under which the spellings of an outlet's name meet."""
        return _keys_of(name, self._languages.get(document, ""))

    def _number(self, claim: Claim) -> int | None:
        try:
            return self._register.number_of(claim)
        except KeyError:
            return None  # A rejected claim has no source.

    def _only_relaying(self, said: Sequence[tuple[int, Claim]]) -> set[int]:
        """Return the sources that only ever relay others."""
        around = {outer.id for _, claim in said for outer in self._around(claim)}
        own = {number for number, claim in said if claim.id not in around}
        return {number for number, _ in said if number not in own}

    def _of_one_text(self, said: Sequence[tuple[int, Claim]]) -> Iterator[tuple[int, int]]:
        """Yield outlets and unnamed sources in different documents of one origin: they may be the same one, renamed."""
        told: defaultdict[tuple[str, bool], defaultdict[str, dict[int, None]]]
        told = defaultdict(lambda: defaultdict(dict))
        for number, claim in said:
            named = self._register.sources[number].named
            if claim.document in self._origin_of and (claim.source.kind == "media" or not named):
                told[self._origin_of[claim.document], named][claim.document][number] = None
        for by_document in told.values():
            # The document that distinguishes most of them sets the number; those of the other documents are among them.
            most = max(map(list, by_document.values()), key=len)
            for numbers in by_document.values():
                others = (number for number in numbers if number not in most)
                yield from ((most[min(at, len(most) - 1)], number) for at, number in enumerate(others))

    def _of_one_state(self, said: Sequence[tuple[int, Claim]]) -> Iterator[tuple[int, int]]:
        """Yield a body named without its state ("the army") with the only one of these claims that has the state."""
        names = {
            number: name_of(name, "body", self._languages.get(claim.document, ""))
            for number, claim in said
            if self._register.sources[number].sort == "body"
            for name in self._register.sources[number].names[:1]
        }
        for number, name in names.items():
            if name.state_body:
                full = [other for other, more in names.items() if name.parts < more.parts]
                if len(full) == 1:
                    yield number, full[0]

    def _of_same_words(self) -> Iterator[tuple[int, int]]:
        """Yield sources of different documents described with the same words (الوزير, "the council")."""
        first: dict[tuple[str, str], int] = {}
        for number, source in enumerate(self._register.sources):
            if source.named and not source.everywhere:
                for name in source.names:
                    key = source.sort, " ".join(plain_words(name))
                    yield first.setdefault(key, number), number

    def _of_bodies(self) -> Iterator[tuple[int, int]]:
        """Yield each source with the body in its name, such as the ministry of a spokesperson or a department."""
        bodies = list(self._bodies())
        by_words: defaultdict[frozenset[str], list[int]] = defaultdict(list)
        for number, words in bodies:
            by_words[frozenset(words)].append(number)
        for number, source in enumerate(self._register.sources):
            for words in self._wordings(source):
                found = next(self._named_within(number, words, by_words), None)
                if found is None and source.sort == "person":
                    found = self._meant_by_kind(source, words, bodies)
                if found is not None:
                    yield found, number

    def _meant_by_kind(
        self, source: KnownSource, words: tuple[str, ...], bodies: Sequence[tuple[int, tuple[str, ...]]]
    ) -> int | None:
        """Return the only body of a kind in a person's documents, where the name has the kind alone.

        The spokesman of "the ministry" (المتحدث باسم الوزارة) speaks for the one that the article has named.
        """
        kinds = [word for word in words if word in _ALONE]
        if len(kinds) != 1:
            return None
        here = {
            number
            for number, body in bodies
            if kinds[0] in body and set(self._register.sources[number].documents) & set(source.documents)
        }
        return here.pop() if len(here) == 1 else None

    def _of_longer_bodies(self) -> Iterator[tuple[int, int]]:
        """Yield bodies of one kind of which one has all words of the other: شرطة عدن, شرطة العاصمة عدن."""
        kinds: defaultdict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        for body, name in self._bodies():
            if name[0] in _ALONE - {"army"} and len(name) > 1:
                kinds[name[0]].append((body, frozenset(name)))
        for bodies in kinds.values():
            longer: defaultdict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
            for number, words in bodies:
                for word in words - _ALONE:
                    longer[word].append((number, words))
            for number, words in bodies:
                rarest = min((longer[word] for word in words - _ALONE), key=len, default=[])
                found = [other for other, more in rarest[:_FEW_BODIES] if other != number and words < more]
                if len(found) == 1:
                    yield number, found[0]

    def _bodies(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        for number, source in enumerate(self._register.sources):
            if source.sort == "body" and source.named:
                yield from ((number, words) for words in self._wordings(source))

    def _wordings(self, source: KnownSource) -> list[tuple[str, ...]]:
        """Return a source's names as words, in each language used; an office is replaced by the body it heads."""
        tags = dict.fromkeys(self._languages.get(document, "") for document in source.documents)
        read = (concept_words(name, tag) for tag in tags for name in source.names)
        return list(dict.fromkeys(tuple(_OFFICES.get(word, word) for word in words) for words in read if words))

    def _named_within(
        self, number: int, words: tuple[str, ...], by_words: dict[frozenset[str], list[int]]
    ) -> Iterator[int]:
        """Return the unambiguous bodies within a name, longest first."""
        source = self._register.sources[number]
        for start, size in _windows(len(words)):
            window = words[start : start + size]
            named = [each for each in by_words.get(frozenset(window), ()) if each != number]
            if source.sort == "body" and start == 0:  # It could be the same body under its full name.
                named = [each for each in named if not self._register.are_apart(number, each)]
            if not named or (size == 1 and window[0] not in _ALONE):
                continue
            if source.sort == "body" and not _is_part(words, start, size):
                continue
            here = [each for each in named if set(self._register.sources[each].documents) & set(source.documents)]
            everywhere = [each for each in named if self._register.sources[each].everywhere]
            found = here or everywhere or named
            if len(found) == 1:
                yield found[0]


def _outlets(document: Document) -> frozenset[object]:
    """Return the keys of the names of the publisher of a document and of the agency that it credits."""
    agency = credit(document)
    names = (document.publisher, agency.written if agency else None)
    return frozenset(key for name in names if name for key in _keys_of(name, document.language))


def _keys_of(name: str, tag: str) -> tuple[object, object]:
    """Return the keys under which the spellings of an outlet's name meet."""
    return " ".join(plain_words(name)), name_of(name, "body", tag).parts


def _windows(length: int) -> Iterator[tuple[int, int]]:
    """Yield the start and length of each run of words, longest first."""
    for size in range(min(_LONGEST, length), 0, -1):
        yield from ((start, size) for start in range(length - size + 1))


def _is_part(words: tuple[str, ...], start: int, size: int) -> bool:
    """Return whether a body is part of the one named after it: وزارة الصحة بحكومة الوحدة, but not another army."""
    if size == len(words) or "army" in words[start : start + size]:
        return False
    before_branch = start == 0 and words[size] == _BRANCH
    return start + size == len(words) or before_branch or (start == 0 and words[0] in _BRANCHES)
