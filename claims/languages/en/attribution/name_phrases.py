"""The phrases of an article that name somebody, with what stands before and after the name and belongs to it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from claims.languages.en.attribution.naming_words import naming_words
from claims.languages.en.attribution.namings import Naming, plain_form
from claims.languages.en.cue_lexicon import NOUN, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claims.languages.en.attribution.article_words import ArticleWords, Range, Word
    from claims.languages.en.attribution.namings import NamingReader

_BEFORE, _APPOSITION, _NAME = 7, 16, 7
_OFFICE = 6
_PARTY, _PRECEDING = 7, 10
_PARTICIPLE = 12


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the article: `at` is the first word of the name or the head, `naming` what it names."""

    at: int
    naming: Naming


class NamePhrases:
    """Finds the phrases of one article."""

    def __init__(self, article: ArticleWords, reader: NamingReader) -> None:
        self._article = article
        self._reader = reader
        self._words = naming_words()
        self._around: dict[int, Naming] = {}

    # --- names --------------------------------------------------------------------------------------------------------

    def names(self) -> Iterator[Phrase]:
        """The phrases with a name in capitals, in their order."""
        words, k = self._article.words, 0
        while k < len(words):
            run = self._run(words, k)
            if run is None:
                k += 1
                continue
            if not self._is_before_title(run[1]):
                yield self._phrase(words, run)
            k = run[1]

    def _run(self, words: Sequence[Word], k: int) -> Range | None:
        window = list(words[k : k + _NAME])
        cut = next((n for n, w in enumerate(window) if w.sentence != words[k].sentence), len(window))
        run = self._reader.name_run(window[:cut], 0)
        if run is None or (run[1] == 1 and self._is_ordinary(k)):
            return None
        if run[1] > 1 and self._article.opens_sentence(k) and _is_participle(words[k]):
            return k + 1, k + run[1]
        return self._after_office(k, k + run[1]), k + run[1]

    def _after_office(self, first: int, last: int) -> int:
        """Where a name begins that stands right after an office or a place (Secretary of State Daniel Brook)."""
        for k in range(first + 1, last - 1):
            before = self._article[k - 1].form
            given = self._article[k].form in self._words.given and self._article[first].form not in self._words.given
            if given and before in self._words.places | self._words.bodies | self._words.offices:
                return k
        k = first
        if first > 1 and self._article[first - 1].form in {"of", "for"} and self._is_title(self._article[first - 2]):
            while k < last - 1 and self._article[k].form in self._words.offices:
                k += 1
        return k

    def _is_before_title(self, k: int) -> bool:
        """Whether a title follows that a name only modifies (House Speaker)."""
        words = self._article.words
        follows = k < len(words) and words[k].sentence == words[k - 1].sentence and not words[k - 1].possessive
        return follows and self._is_noun(words[k])

    def _is_ordinary(self, k: int) -> bool:
        """Whether a word has its capital only because it opens a sentence."""
        word = self._article[k]
        if not self._article.opens_sentence(k) or word.acronym:
            return False
        return word.form in self._article.lower or not self._is_name_elsewhere(k)

    @cached_property
    def _capitals(self) -> Mapping[str, int]:
        found: dict[str, int] = defaultdict(int)
        for k, word in enumerate(self._article.words):
            if not word.mark and word.capital and not self._article.opens_sentence(k):
                found[plain_form(word)] += 1
        return found

    def _is_name_elsewhere(self, k: int) -> bool:
        return self._capitals.get(plain_form(self._article[k]), 0) > 0

    def _phrase(self, words: Sequence[Word], run: Range) -> Phrase:
        start = max(0, run[0] - 1)
        near = list(words[start : run[1]])
        inner = run[0] - start, run[1] - start
        if start < run[0] and words[start].sentence != words[run[0]].sentence:
            near, inner = near[1:], (0, run[1] - run[0])
        if self._reader.is_person(near, inner):
            first, last = self._before(run[0]), self._after(run[1])
            naming = self._reader.read((first, last), kind="person")
            if naming.sort == "person":
                return Phrase(run[0], naming)
        led = run[0] > 0 and words[run[0] - 1].form == "the" and words[run[0] - 1].sentence == words[run[0]].sentence
        first = run[0] - led
        last = self._joined_body(run[1])
        naming = self._reader.read((first, last))
        if naming.sort == "body" and not naming.kind and self._may_be_person(words, run):
            proper = tuple(plain_form(w) for w in words[slice(*run)] if not w.mark)
            last = self._after(run[1])
            own = frozenset(w.form for w in words[first:last] if not w.mark)
            first = self._before(run[0])
            told = first < run[0] or last > run[1]
            naming = Naming((first, last), "person", "", proper, own, kind="person", sure=first < run[0], titled=told)
        if naming.sort == "body":
            naming = replace(naming, span=(first, self._after(naming.span[1], bodies=True)))
        return Phrase(run[0], naming)

    def _may_be_person(self, words: Sequence[Word], run: Range) -> bool:
        plain = 1 < run[1] - run[0] <= 3
        led = run[0] > 0 and words[run[0] - 1].form in {"the", "a", "an"}
        led = led or (run[0] > 1 and words[run[0] - 2].form in {"the", "a", "an"} and self._is_adjective(run[0] - 1))
        return plain and not led and not any(w.acronym for w in words[slice(*run)])

    def _is_adjective(self, k: int) -> bool:
        """Whether a word between an article and a name is no noun of a person (the failed Prague Spring)."""
        word = self._article[k]
        describes = word.form in self._words.describing or word.form.endswith(self._words.agents)
        return not (word.mark or word.capital or describes or self._is_noun(word))

    def _joined_body(self, end: int) -> int:
        """Where the name of a body ends that goes on after of, for or and (Ministry of Defense)."""
        words = self._article.words
        before = words[end - 1]
        if end + 1 < len(words) and words[end].form in {"of", "for"} and before.form in self._words.bodies:
            k = end + 1
            while k < min(end + _OFFICE, len(words)) and (words[k].form in {"the", "and"} or self._plain(words[k])):
                k += 1
            return k if self._plain(words[k - 1]) else end
        return end

    def _plain(self, word: Word) -> bool:
        return not word.mark and word.capital and word.form not in self._words.function

    # --- what belongs to a name ---------------------------------------------------------------------------------------

    def _before(self, k: int) -> int:
        """Where a phrase begins whose name begins at a word: titles, adjectives and the article before it."""
        words, first = self._article.words, k
        for place in range(k - 1, max(k - 1 - _BEFORE, -1), -1):
            word = words[place]
            if word.sentence != words[k].sentence or word.mark:
                break
            if place == k - 1 and self._is_noun(word) and self._words.is_plural(word.form):
                break  # It is the title of several: candidates Hillary Clinton and Bernie Sanders.
            if word.form in {"the", "a", "an"} or (word.possessive and place < k - 1):
                return place
            if word.form in {"of", "for"} and self._is_office(place):
                continue
            if not self._modifies(word) or (first == k and not (word.capital or self._is_noun(word))):
                break
            if word.capital or word.form in self._words.describing or self._is_noun(word):
                first = place
        if first == k and k > 1 and words[k - 1].text == "," and words[k - 1].sentence == words[k].sentence:
            return self._described_before(k)
        return first

    def _is_office(self, k: int) -> bool:
        """Whether a preposition stands between a title and its office (Secretary of State)."""
        before, after = self._article[k - 1] if k else None, self._article[k + 1]
        return before is not None and before.form in self._words.titles and after.form in self._words.offices

    def _modifies(self, word: Word) -> bool:
        if word.form in self._words.function and word.form not in {"first", "second", "new"}:
            return False
        if word.capital or word.form in self._words.people or word.form in self._words.describing:
            return True
        verb = any(reading.form != NOUN for reading in lexicon().readings.get(word.form, ()))
        return not verb and not word.form.endswith(("ed", "ly", "ing")) and word.form.replace("-", "").isalpha()

    def _after(self, k: int, *, bodies: bool = False) -> int:
        """Where a phrase ends whose name ends before a word: with a description between commas."""
        words = self._article.words
        k = k if bodies else self._party(k)
        if k + 1 >= len(words) or words[k].text != "," or words[k - 1].possessive:
            return k
        sentence = words[k].sentence
        end = k + 1
        while end < min(k + _APPOSITION, len(words)) and words[end].sentence == sentence:
            if words[end].mark and words[end].text in ',.;:–—-"”“(':
                break
            end += 1
        inner = words[k + 1 : end]
        describes = self._describes_body(inner) if bodies else self._describes(inner)
        return end if describes and end < len(words) and words[end].mark else k

    def _party(self, k: int) -> int:
        """Where a name ends with the party and state, or the place or body, that it stands with (R-Fla., of Ohio)."""
        words = self._article.words
        if words[k - 1].possessive or k + 2 >= len(words):
            return k
        if words[k].text == "(" and words[k + 1].capital:
            return next((m + 1 for m in range(k + 2, min(k + _PARTY, len(words))) if words[m].text == ")"), k)
        if words[k].text == "," and len(words[k + 1].form) > 1 and words[k + 1].text[1] == "-" and words[k + 1].capital:
            return k + 2
        if words[k].form == "of" and (self._plain(words[k + 1]) or words[k + 1].form == "the"):
            end = self._with_complement(k)
            return end if self._plain(words[end - 1]) else k
        return k

    def _described_before(self, k: int) -> int:
        """Where a phrase begins that says who somebody is, before a comma and the name (a spokesman, Gao Feng)."""
        words = self._article.words
        comma = k - 1
        for place in range(comma - 1, max(comma - 1 - _PRECEDING, -1), -1):
            word = words[place]
            if word.mark or word.sentence != words[k].sentence:
                break
            if word.form in {"the", "a", "an"} or word.possessive:
                head = words[place + 1 : comma]
                ends = next((n for n, w in enumerate(head) if w.form in self._words.prepositions), len(head))
                return place if ends and self._is_title(head[ends - 1]) else k
        return k

    def _describes(self, inner: Sequence[Word]) -> bool:
        """Whether words after a comma say what somebody is."""
        if not inner or len(inner) == 1:
            return False
        head = inner[:5]
        led = inner[0].form in {"a", "an", "the"}
        opens = led or self._is_noun(inner[0]) or inner[0].possessive
        if not opens and (inner[0].form in self._words.function or not any(map(self._is_noun, inner[:4]))):
            return False
        verbs = (r for w in head for r in lexicon().readings.get(w.form, ()) if r.form in {"past", "s"})
        known = any(self._is_noun(w) or (led and w.form.endswith(self._words.agents)) for w in inner)
        return known and not any(True for _ in verbs)

    def _describes_body(self, inner: Sequence[Word]) -> bool:
        """Whether words after a comma say what a body is."""
        known = self._words.bodies | self._words.media
        return len(inner) > 1 and inner[0].form in {"a", "an"} and any(w.form in known for w in inner[:8])

    def _is_title(self, word: Word) -> bool:
        """Whether a word is the noun of one person."""
        return self._is_noun(word) and not self._words.is_plural(word.form)

    def _is_noun(self, word: Word) -> bool:
        return self._words.singular(word.form) in self._words.people

    # --- nouns --------------------------------------------------------------------------------------------------------

    @cached_property
    def _heads(self) -> Mapping[str, list[int]]:
        """The places of the nouns of people, bodies, media and documents, by their singular."""
        known = self._words.people | self._words.bodies | self._words.media | self._words.documents
        found: dict[str, list[int]] = defaultdict(list)
        for k, word in enumerate(self._article.words):
            if not word.mark and (noun := self._words.singular(word.form)) in known:
                found[noun].append(k)
        return found

    def places(self, noun: str) -> Sequence[int]:
        """Where a noun stands, in the singular or plural."""
        return self._heads.get(noun, ())

    def people_before(self, at: int, reach: int) -> Iterator[int]:
        """The nouns of people that stand in some words before a place, the nearest first."""
        for k in range(at - 1, max(at - 1 - reach, -1), -1):
            word = self._article[k]
            if not word.mark and not word.capital and self._is_noun(word):
                yield k

    def around(self, head: int) -> Naming:
        """The phrase around a noun: its modifiers before it, and the names after of or for."""
        if head not in self._around:
            self._around[head] = self._read_around(head)
        return self._around[head]

    def _read_around(self, head: int) -> Naming:
        words = self._article.words
        first = head
        for place in range(head - 1, max(head - 1 - _BEFORE, -1), -1):
            word = words[place]
            if word.sentence != words[head].sentence or word.mark:
                break
            if word.form in self._words.definite | self._words.possessives | {"a", "an", "some", "two", "three"}:
                first = place
                break
            if not self._modifies(word):
                break
            first = place
        noun = self._words.singular(words[head].form)
        last = self._with_participle(head + 1) if noun in self._words.documents else self._with_complement(head + 1)
        return self._reader.read((first, last))

    def _with_participle(self, end: int) -> int:
        """Where a document's phrase ends that says who wrote it, or on what (a report released by the ministry)."""
        words = self._article.words
        if end >= len(words) or not (words[end].form in self._words.about or words[end].form.endswith(("ed", "ing"))):
            return end
        k = end
        while k < min(end + _PARTICIPLE, len(words)) and not words[k].mark:
            word = words[k]
            closed = word.form in self._words.verbal or word.form in self._words.relatives
            if closed or _is_said(word) or word.sentence != words[end - 1].sentence:
                break
            k += 1
        while k > end and words[k - 1].form in self._words.function:
            k -= 1
        return k

    def _with_complement(self, end: int) -> int:
        """Where a phrase ends that goes on with of, for, at or in, and names."""
        words = self._article.words
        if end + 1 >= len(words) or words[end].form not in {"of", "for", "at", "in", "from", "by", "on"}:
            return end
        k = end + 1
        while k < min(end + 8, len(words)) and not words[k].mark and words[k].sentence == words[end].sentence:
            known = words[k].form in {"the", "of", "a", "an"} or self._plain(words[k]) or self._is_noun(words[k])
            if not known:
                break
            k += 1
        while k > end and words[k - 1].form in {"the", "of", "a", "an"}:
            k -= 1
        return k if k > end + 1 else end


def _is_participle(word: Word) -> bool:
    """Whether a word is a verb of saying before the name of whom it tells (Challenging Obama, …)."""
    return any(reading.form == "ing" for reading in lexicon().readings.get(word.form, ()))


def _is_said(word: Word) -> bool:
    """Whether a word is a verb of saying in the present or past that is no participle."""
    readings = lexicon().readings.get(word.form, ())
    return any(r.form == "s" or (r.form == "past" and r.cue.lemma in {"say", "find", "show"}) for r in readings)
