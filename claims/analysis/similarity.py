"""Measure the similarity of two claims (0 to 1) by words, and by embeddings if a model is available."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from claims.analysis.events import TOLLS, can_be_one_event, count_the_same, is_denied

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.analysis.claim_profiles import Profile
    from claims.analysis.document_topics import Topics

__all__ = ["Likeness", "word_weights"]

_BY_WORDS, _BY_MEANING = 0.4, 0.52
"""Minimum similarity for a proposed pair, by words and by embeddings; the two scales differ."""
_STRANGERS = 0.15
"""Penalty if both claims name persons, but none in common."""
_COUNTED = 0.3
"""Penalty if only one of the two claims counts the dead or the displaced; half of it for the injured and others."""
_SAME_KIND = 0.3
"""Bonus of two tolls of one kind of event over those of which one may be of another event in the same place."""
_SAME_NUMBER = 0.15
"""Bonus if both give the same number of the same."""
_SAME_VOICE, _SAME_ARTICLE = 0.8, 0.7
"""Minimum similarity within one document, for the same source and for two sources: an article rarely repeats itself."""
_COMMONEST, _OF_NAMES = 0.2, 0.5
"""Minimum weight of a word, and the share of its weight that a word of a place's name keeps: where claims are set is
compared apart."""
_OPPOSED = frozenset({"territory_overtaken", "territory_regained"})
_PARTY = "&"
"""The sign that the id of a known party begins with among the words of a claim."""
_HELD = "control"
"""The pair of opposites of which claims of one side tell of one thing, too: a base was taken, its garrison left."""
_ASKED = 24
"""Maximum number of accusations with one word that a denial is compared with."""
_ANSWER = 0.1
"""Bonus of an accusation and its answer: who is accused denies that rather than what happened."""
_THINGS, _OF_THINGS = 2, 0.4
"""Number of words that a denial shares with what it denies, and their share of the claim with fewer."""
_VICTIMS = frozenset({"killed", "injured"})
_NO_THINGS = frozenset(
    {
        "=army", "=attack", "=campaign", "=civilian", "=clash", "=control", "=kill", "=launch", "=militant", "=militia",
        "=person", "=police", "=security", "=soldier", "=strike", "=withdraw", "=close", "=release",
    }
)  # fmt: skip
"""Words for those who act and for what they do, which do not say what claims are about."""
_ONE_TOPIC = 0.12
"""Minimum likeness of two documents whose totals are of one event although a claim names no place."""
_SAME_LANGUAGE, _TWO_LANGUAGES = (0.12, 0.72), (0.02, 0.65)
"""Range of cosines of centred embeddings that is mapped to 0..1, within one language and across two."""
_CONCEPTS, _OF_CONCEPTS, _CONCEPTS_ENOUGH, _OF_ANY_LANGUAGE = 0.12, 0.8, 3, "=&"
"""Weight of common concepts beside the cosine of claims in two languages and alone, the number of them that suffices,
and the signs that concepts and known parties begin with."""


class Likeness:
    """Measures the similarity of claims.

    Common words are learned from the claims of one setting: of a market that was bombed, every claim says "market".

    Args:
        profiles: All profiles.
        weights: The words of each profile with their rarity, from `word_weights`.
        topics: The topics of their documents.
        vectors: A centred embedding of unit length for each profile; None without a model.

    Attributes:
        enough: Minimum similarity for a proposed pair.
    """

    def __init__(
        self,
        profiles: Sequence[Profile],
        weights: Sequence[Mapping[str, float]],
        topics: Topics,
        vectors: Any | None = None,
    ) -> None:
        self._profiles = profiles
        self._topics = topics
        self._vectors = vectors
        self.enough = _BY_WORDS if vectors is None else _BY_MEANING
        self._weights = weights
        self._norms = [math.sqrt(sum(weight**2 for weight in each.values())) for each in self._weights]
        self._sums = [sum(each.values()) for each in self._weights]
        self._answering = frozenset(self._find_answers())
        self.between = lru_cache(maxsize=1 << 18)(self._between)
        self.apart = lru_cache(maxsize=1 << 18)(self._apart)

    def _find_answers(self) -> Iterator[int]:
        """Yield the indices of the claims that answer an accusation; of many under one name, the last are asked."""
        accusing: defaultdict[str, list[Profile]] = defaultdict(list)
        for profile in self._profiles:
            for sound in profile.accused:
                accusing[sound].append(profile)
        for number, profile in enumerate(self._profiles):
            if profile.refuses:
                asked = (each for sound in profile.speaker for each in accusing.get(sound, ())[-_ASKED:])
                if any(_answers(profile, each) and self._of_one_topic(profile, each) for each in asked):
                    yield number

    def counted_in(self, number: int) -> tuple[str, int] | None:
        """Return the document of a claim and the number of the event there of which it gives a toll; None without."""
        profile = self._profiles[number]
        told = profile.occasion is not None and bool(profile.totals)
        return (profile.claim.document, profile.occasion) if told and profile.occasion is not None else None

    def _apart(self, one: int, other: int) -> bool:
        """Return whether the claims at two indices cannot describe one event."""
        a, b = self._profiles[one], self._profiles[other]
        # Who denies one thing and states another has not said the same twice; who lost a place has not taken it.
        if (a.source == b.source and a.denies != b.denies and a.refuses != b.refuses) or (
            {a.type, b.type} == _OPPOSED and not _one_party(a, b)
        ):
            return True
        if a.victims and b.victims and a.victims.isdisjoint(b.victims):
            return True
        return not can_be_one_event(a, b)

    def _between(self, one: int, other: int) -> float:
        """Return the similarity of the claims at two indices; 0 if they cannot describe one event."""
        a, b = self._profiles[one], self._profiles[other]
        if self.apart(one, other):
            return 0.0
        alike = self._measured(one, other)
        answer = self._answer(one, other)
        contrary = answer or self._tell_of_one_thing(one, other) or self._contradict(one, other)
        # A denial stands beside its object, and so may two opposite accounts.
        repeats = a.claim.document == b.claim.document and a.denies == b.denies and not contrary
        if repeats and alike < (_SAME_VOICE if a.source == b.source else _SAME_ARTICLE):
            return 0.0
        if a.persons and b.persons and not _share_a_name(a.persons, b.persons):
            alike -= _STRANGERS
        if a.numbers & b.numbers:
            alike += _SAME_NUMBER
        elif bool(a.happened & TOLLS) != bool(b.happened & TOLLS) or (a.fate != b.fate and (a.totals or b.totals)):
            alike -= _COUNTED
        elif bool(a.happened) != bool(b.happened):
            alike -= _COUNTED / 2
        same_people = a.victims == b.victims
        counted = count_the_same(a, b) or (a.totals & b.totals and not _of_two_kinds(a, b) and self._of_one_topic(a, b))
        if same_people and counted:
            alike = max(alike, self.enough + alike / 2 + (_SAME_KIND if a.type == b.type is not None else 0.0))
        elif contrary or (is_denied(a, b) and self._of_one_topic(a, b) and not {one, other} & self._answering):
            alike = max(alike, self.enough + (_ANSWER if answer else 0.0))
        return max(0.0, min(1.0, alike))

    def _tell_of_one_thing(self, one: int, other: int) -> bool:
        """Return whether two claims tell what became of one thing: opposites of any kind, and who holds a place."""
        a, b = self._profiles[one], self._profiles[other]
        if a.outcome is None or b.outcome is None or a.outcome.pair != b.outcome.pair:
            return False
        opposed = a.outcome.opposes(b.outcome)
        if a.source == b.source and (opposed or a.claim.document == b.claim.document):
            return False
        if not (opposed or a.outcome.pair == _HELD):
            return False
        return bool(self._things(one, other)) and self._of_one_topic(a, b)

    def _contradict(self, one: int, other: int) -> bool:
        """Return whether of two sources one says and the other denies something of the same things."""
        a, b = self._profiles[one], self._profiles[other]
        if a.refuses == b.refuses or a.source == b.source or a.happened & _VICTIMS or b.happened & _VICTIMS:
            return False
        things = self._things(one, other)
        share = sum(min(self._weights[one][word], self._weights[other][word]) for word in things)
        many = len(things) >= _THINGS and share >= _OF_THINGS * min(self._sums[one], self._sums[other])
        none = (a.none_of | b.none_of) & things and a.type == b.type is not None and not {one, other} & self._answering
        return bool(many or none) and self._of_one_topic(a, b)

    def _answer(self, one: int, other: int) -> bool:
        """Return whether one of two claims accuses the source of the other, who says that it is not so."""
        a, b = self._profiles[one], self._profiles[other]
        return (_answers(a, b) or _answers(b, a)) and self._of_one_topic(a, b)

    def _things(self, one: int, other: int) -> set[str]:
        """Return the words that two claims share, without those for who acts and what they do."""
        return {word for word in self._weights[one] if word in self._weights[other] and word not in _NO_THINGS}

    def _of_one_topic(self, one: Profile, other: Profile) -> bool:
        return self._topics.likeness(one.claim.document, other.claim.document) >= _ONE_TOPIC

    def _measured(self, one: int, other: int) -> float:
        one_language = self._profiles[one].language == self._profiles[other].language
        words = self._by_words(one, other) if one_language else self._by_concepts(one, other)
        if self._vectors is None:
            return words
        cosine = float(self._vectors[one] @ self._vectors[other])
        if not one_language:
            return max(_OF_CONCEPTS * words, _between(cosine + _CONCEPTS * words, *_TWO_LANGUAGES))
        meaning = _between(cosine, *_SAME_LANGUAGE)
        return max(words, 0.3 * words + 0.7 * meaning)

    def _by_concepts(self, one: int, other: int) -> float:
        """Return the share of the concepts and known parties of the claim with fewer that the other has.

        A single one in common says little.
        """
        here, there = (
            {word: weight for word, weight in self._weights[number].items() if word[0] in _OF_ANY_LANGUAGE}
            for number in (one, other)
        )
        shared = here.keys() & there.keys()
        if not shared:
            return 0.0
        share = sum(min(here[word], there[word]) for word in shared) / min(sum(here.values()), sum(there.values()))
        return min(1.0, share) * min(1.0, len(shared) / _CONCEPTS_ENOUGH)

    def _by_words(self, one: int, other: int) -> float:
        """Return the mean of the weighted cosine and the share of the shorter claim's words found in the other."""
        few, many = self._weights[one], self._weights[other]
        if len(few) > len(many):
            few, many = many, few
        shared = [(weight, many[word]) for word, weight in few.items() if word in many]
        if not shared:
            return 0.0
        cosine = sum(here * there for here, there in shared) / (self._norms[one] * self._norms[other])
        held = sum(min(pair) for pair in shared) / min(self._sums[one], self._sums[other])
        return (cosine + min(1.0, held)) / 2


def _answers(answer: Profile, accusation: Profile) -> bool:
    """Return whether a claim says that something is not so whose source the other claim accuses."""
    named = answer.speaker & accusation.accused
    return answer.refuses and bool(named) and 2 * len(named) >= len(answer.speaker)


def _share_a_name(some: Iterable[str], others: Iterable[str]) -> bool:
    """Return whether a person of the one can be one of the other: "Yusuf Omar" and "Omar"."""
    return any(set(one.split()) & set(other.split()) for one in some for other in others)


def _of_two_kinds(one: Profile, other: Profile) -> bool:
    """Return whether one tells of a fire or the like and the other of violence: only a place says that they are one."""
    return (one.mishap and other.event is not None) or (other.mishap and one.event is not None)


def _one_party(one: Profile, other: Profile) -> bool:
    return any(word in other.words for word in one.words if word.startswith(_PARTY))


def _between(value: float, low: float, high: float) -> float:
    return max(0.0, min(1.0, (value - low) / (high - low)))


def word_weights(profiles: Sequence[Profile]) -> list[dict[str, float]]:
    """Return each claim's words with their rarity among the claims of its setting."""
    common: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    total: Counter[tuple[str, str]] = Counter()
    for profile in profiles:
        common[profile.scene, profile.language].update(profile.words)
        total[profile.scene, profile.language] += 1
    weighed = []
    for profile in profiles:
        key = (profile.scene, profile.language)
        rarity = ((w, math.log((1 + total[key]) / common[key][w])) for w in profile.words)
        weighed.append({w: max(_COMMONEST, _OF_NAMES * rare if w in profile.named else rare) for w, rare in rarity})
    return weighed
