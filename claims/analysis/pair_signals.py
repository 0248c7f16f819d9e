"""Say what two claims have in common and in what they differ, as numbers that trained weights turn into a likeness."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.analysis.events import TOLLS, is_denied
from claims.model.geography import can_be_one_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claims.analysis.claim_profiles import Profile
    from claims.analysis.document_topics import Topics

__all__ = ["PairSignals", "Signals", "Vectors", "word_weights"]

_COMMONEST, _OF_NAMES = 0.2, 0.5
"""Minimum weight of a word, and the share of its weight that a word of a place's name keeps: where claims are set is
compared apart."""
_HELD = "control"
"""The pair of opposites of which claims of one side tell of one thing, too: a base was taken, its garrison left."""
_ASKED = 24
"""Maximum number of accusations with one word that a denial is compared with."""
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
"""Minimum likeness of two documents of which one can contradict the other."""
_CONCEPTS_ENOUGH, _OF_ANY_LANGUAGE = 3, "=&"
"""Number of common concepts that suffices, and the signs that concepts and known parties begin with."""


class Signals(NamedTuple):
    """What two claims have in common and in what they differ; yes is 1, no is 0.

    Attributes:
        meaning: Cosine of the embeddings of two claims in one language; `meaning_across`: in two; 0 without a model.
        sentence: The same of their sentences; `sentence_across`: in two languages.
        words: Their common words by rarity, in one language (0 to 1).
        concepts: Their common concepts and known parties, in two languages (0 to 1).
        same_voice: Whether they are of one source in one document; `same_article`: of two sources there;
            `same_source`: of one source in two documents.
        toll: Whether both give a total of the same outcome, of the same sort of people, at known places or of the same
            kind of event: two tolls alone say nothing of whether they are of one event.
        toll_elsewhere: Whether these tolls are of other places or days.
        same_number: Whether both give the same number of the same.
        other_number: Whether they give different numbers of the same.
        toll_or_not: Whether only one gives the toll of an event, or tells of one person.
        count_or_not: Whether only one counts people.
        type: Whether both tell of one type of event; `family`: of types that reports use for one another.
        event_or_not: Whether only one tells of an event.
        topic: How alike their documents are (0 to 1).
        contrary: Whether they tell opposite accounts of one thing, or one answers the other.
        denial: Whether one denies an event of the type of which the other tells.
        elsewhere: Whether the places around them are not those of one event; `another_day`: the days.
    """

    meaning: float
    meaning_across: float
    sentence: float
    sentence_across: float
    words: float
    concepts: float
    same_voice: float
    same_article: float
    same_source: float
    toll: float
    toll_elsewhere: float
    same_number: float
    other_number: float
    toll_or_not: float
    count_or_not: float
    type: float
    family: float
    event_or_not: float
    topic: float
    contrary: float
    denial: float
    elsewhere: float
    another_day: float


class Vectors(NamedTuple):
    """Centred embeddings of unit length, with a row for each claim: of its words, and of its sentence."""

    words: Any
    sentences: Any


class PairSignals:
    """Answers what two claims have in common.

    Common words are learned from the claims of one setting: of a market that was bombed, every claim says "market".

    Args:
        profiles: All profiles.
        weights: The words of each profile with their rarity, from `word_weights`.
        topics: The topics of their documents.
        vectors: Their embeddings; None without a model.

    Attributes:
        with_model: Whether embeddings are among the signals.
    """

    def __init__(
        self,
        profiles: Sequence[Profile],
        weights: Sequence[Mapping[str, float]],
        topics: Topics,
        vectors: Vectors | None = None,
    ) -> None:
        self._profiles = profiles
        self._topics = topics
        self._vectors = vectors
        self.with_model = vectors is not None
        self._weights = weights
        self._norms = [math.sqrt(sum(weight**2 for weight in each.values())) for each in self._weights]
        self._sums = [sum(each.values()) for each in self._weights]
        self._answering = frozenset(self._find_answers())

    def between(self, one: int, other: int) -> Signals:
        """Return what the claims at two indices have in common."""
        a, b = self._profiles[one], self._profiles[other]
        here = a.claim.document == b.claim.document
        same = a.language == b.language
        meaning, sentence = self._cosines(one, other)
        known = bool(a.setting.spots and b.setting.spots) or not _of_two_kinds(a, b)
        toll = bool(a.totals & b.totals) and a.victims == b.victims and known
        elsewhere, another_day = (
            not can_be_one_place(a.setting.spots, b.setting.spots),
            not a.setting.at_one_time(b.setting),
        )
        counted = {what for what, _ in a.numbers} & {what for what, _ in b.numbers} - {"other"}
        return Signals(
            meaning=meaning if same else 0.0,
            meaning_across=0.0 if same else meaning,
            sentence=sentence if same else 0.0,
            sentence_across=0.0 if same else sentence,
            words=self._by_words(one, other) if same else 0.0,
            concepts=0.0 if same else self._by_concepts(one, other),
            same_voice=float(here and a.source == b.source),
            same_article=float(here and a.source != b.source),
            same_source=float(not here and a.source == b.source),
            toll=float(toll),
            toll_elsewhere=float(toll and (elsewhere or another_day)),
            same_number=float(bool(a.numbers & b.numbers)),
            other_number=float(bool(counted) and not a.numbers & b.numbers),
            toll_or_not=float(_only_one_gives_toll(a, b)),
            count_or_not=float(bool(a.happened) != bool(b.happened)),
            type=float(a.type == b.type is not None),
            family=float(a.event == b.event is not None),
            event_or_not=float((a.event is None) != (b.event is None)),
            topic=min(1.0, self._topics.likeness(a.claim.document, b.claim.document)),
            contrary=float(self._answer(one, other) or self._tell_of_one_thing(one, other) or self._deny(one, other)),
            denial=float(is_denied(a, b)),
            elsewhere=float(elsewhere),
            another_day=float(another_day),
        )

    def _cosines(self, one: int, other: int) -> tuple[float, float]:
        if self._vectors is None:
            return 0.0, 0.0
        words, sentences = self._vectors
        return float(words[one] @ words[other]), float(sentences[one] @ sentences[other])

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

    def _deny(self, one: int, other: int) -> bool:
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


def _of_two_kinds(one: Profile, other: Profile) -> bool:
    """Return whether one tells of a fire or the like and the other of violence: only a place says that they are one."""
    return (one.mishap and other.event is not None) or (other.mishap and one.event is not None)


def _only_one_gives_toll(one: Profile, other: Profile) -> bool:
    """Return whether only one gives the toll of an event, or says what became of one person."""
    fates = one.fate != other.fate and bool(one.totals or other.totals)
    return fates or bool(one.happened & TOLLS) != bool(other.happened & TOLLS)


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
