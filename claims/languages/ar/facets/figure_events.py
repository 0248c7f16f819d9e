"""Find the event word before a number, and what it says happened to those counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.languages.ar.facets.happening_lexicon import Happening, Lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.languages.ar.facets.facet_words import Text, Word
    from claims.languages.ar.facets.quantities import Quantity
    from claims.model.facets import What

__all__ = ["CASUALTIES", "OUTCOMES", "WEAK", "Event", "Events"]

_NEAR = {"masdar": 8, "tally": 8, "phrase": 7, "past": 9, "present": 7}
_OTHER_NEAR = 4
_SUBJECT = 14
"""Maximum distance in words between a verb that takes lives and these, its object."""
WEAK = frozenset(("other", "light", "participating"))
"""Events that say too little to identify a figure by themselves."""
OUTCOMES = frozenset(("killed", "injured", "missing"))
"""Outcomes that a noun implies for those it names, whatever the verb says: وصول جثتين و11 جريحا."""

CASUALTIES = frozenset(("killed", "injured"))
"""Outcomes that one number can tell of together, without saying how many suffered which: قتل وجرح 45."""


@dataclass(frozen=True, slots=True)
class Event:
    """A happening at a place in the text."""

    index: int
    happening: Happening

    @property
    def next(self) -> int:
        """The index after its last word."""
        return self.index + self.happening.length


class Events:
    """Finds the event before a quantity.

    Args:
        text: The text.
        lexicon: The words for what happens.
        taken: The indexes of the words of its time expressions.
        starts: Its quantities by the index of their first word.
    """

    def __init__(self, text: Text, lexicon: Lexicon, taken: frozenset[int], starts: Mapping[int, Quantity]) -> None:
        self.text = text
        self.lexicon = lexicon
        self.taken = taken
        self.starts = starts

    def before(self, quantity: Quantity, previous: Quantity | None) -> Event | None:
        """The nearest event to the left in the same clause that can take this number."""
        text = self.text
        aside: frozenset[int] = frozenset()
        for index in range(quantity.first - 1, max(quantity.first - 14, -1), -1):
            if index in aside:
                continue
            if self.lexicon.has(text.form(index), "links", "subject_after"):
                return None  # Another clause: نقلا عن الوزارة أن 30 شخصا قتلوا.
            if self.ends_clause(text.words[index]):
                aside = self._aside(index)
                if not aside:
                    return None
                continue
            if previous and index < previous.last and index >= previous.first:
                return None
            if self.lexicon.has(text.form(index), "links", "new_subject"):
                return None
            event = None if index in self.taken else self.at(index, quantity)
            if event is None or self._only_where(event):
                continue
            return event if self._takes(event, quantity) else None
        return None

    def _only_where(self, event: Event) -> bool:
        """Return whether an event only says in what the others happened: قتل في القصف سبعة عمال."""
        before, form = self.text.form(event.index - 1), self.text.form(event.index)
        weak = event.happening.what == "other" and event.happening.kind == "masdar"
        return weak and form.startswith("ال") and self.lexicon.has(before, "links", "prepositions")

    def _aside(self, comma: int) -> frozenset[int]:
        """The words between commas that only say when, the second of which stands at an index, and the first comma."""
        first = comma - 1
        while first in self.taken or self.lexicon.has(self.text.form(first), "links", "prepositions"):
            first -= 1
        told = any(index in self.taken for index in range(first + 1, comma))
        commas = self.lexicon.has(self.text.form(comma), "links", "commas") and self.lexicon.has(
            self.text.form(first), "links", "commas"
        )
        return frozenset(range(first, comma)) if told and commas else frozenset()

    def ends_clause(self, word: Word) -> bool:
        """Whether a mark ends a sentence or a part of one."""
        return self.lexicon.has(word.form, "links", "ends") or self.lexicon.has(word.form, "links", "commas")

    def at(self, index: int, quantity: Quantity) -> Event | None:
        """The event that the word at `index`, before a quantity, belongs to."""
        text = self.text
        if text.words[index].is_mark or text.words[index].is_number:
            return None
        if taken := self._lives_taken(index):
            return taken
        if tally := self._tally_at(index, quantity):
            return tally
        if phrase := self._phrase_over(index, quantity):
            return phrase
        for happening in self.lexicon.happenings(text.form(index)):
            if self.means_else(index, happening):
                continue
            if happening.pronoun and happening.what != "participating" and happening.kind != "masdar":
                continue
            if self.lexicon.has(text.form(index - 1), "links", "negation"):
                continue
            return Event(index, happening)
        return None

    def _phrase_over(self, index: int, quantity: Quantity) -> Event | None:
        """The phrase that has the word at `index` in it and ends before the number, the longest one first."""
        for first in range(max(index - 3, 0), index + 1):
            phrase = self.lexicon.phrase(self.text.forms[first : first + 5])
            if phrase and index < first + phrase.length <= quantity.first:
                return Event(first, phrase)
        return None

    def means_else(self, index: int, happening: Happening) -> bool:
        """Whether a verb of those who died says what a court ruled or prisoners serve: قضت بمعاقبة، يقضون عقوبات."""
        following = self.text.form(index + 1)
        told = any(self.lexicon.has(following, "happening_rules", key) for key in ("rulings", "served"))
        return told and self.lexicon.rule(happening, "people_only")

    def _lives_taken(self, index: int) -> Event | None:
        """Return the event whose verb stands before its subject: أودى انفجار بحياة, حصد القصف أرواح."""
        lives = self.text.form(index)
        if not self.lexicon.has(lives, "lives", "words"):
            return None
        for at in range(index - 1, max(index - _SUBJECT, -1), -1):
            form = self.text.form(at)
            aside = lives.startswith("ب") and self.lexicon.has(form, "links", "commas")
            if self.ends_clause(self.text.words[at]) and not aside:
                return None
            bare = form.removeprefix("و").removeprefix("ف")
            if self.lexicon.has(bare, "lives", "verbs"):
                skip = len(form) - len(bare)
                return Event(at, Happening("killed", bare, "phrase", (), skip, index - at + 1))
        return None

    def _tally_at(self, index: int, quantity: Quantity) -> Event | None:
        """عدد الجرحى, حصيلة القتلى; جثث right before those whose bodies they are."""
        form = self.text.form(index)
        added = form.startswith("وال")
        form = form[1:] if added else form
        bodies = self.lexicon.noun(form)
        whose = index + 1 == quantity.first and (quantity.noun is None or quantity.noun.sort != "events")
        if bodies and bodies.sort == "bodies" and bodies.number == "plural" and whose:
            return Event(index, Happening("killed", form, "masdar", ()))
        noun = self.lexicon.noun(form.removeprefix("ال")) if form.startswith("ال") else None
        if noun is None or noun.what is None or not self._is_tally_word(index, 8 if added else 2):
            return None
        return Event(index, Happening(noun.what, form, "tally", (), skip=int(added)))

    def _is_tally_word(self, index: int, reach: int) -> bool:
        """Whether عدد or its like stands in the few words before."""
        before = (self.text.form(index - k).removeprefix("و") for k in range(1, reach + 1))
        return any(self.lexicon.has(form, "tallies", "words") for form in before)

    def _takes(self, event: Event, quantity: Quantity) -> bool:
        """Return whether the number is close enough, with the preposition that the event requires."""
        happening = event.happening
        between = range(event.next, quantity.first)
        distance = sum(1 for i in between if not (self.text.words[i].is_mark or i in self.taken))
        weak = happening.what in {"other", "participating"}
        if distance > (_OTHER_NEAR if weak and not happening.prepositions else _NEAR[happening.kind]):
            return False
        if (weak and quantity.form == "plural") or (happening.what in WEAK and quantity.form == "singular"):
            return False
        if distance > self._slack(happening, quantity):
            return False
        if happening.kind == "tally" and quantity.form == "singular":
            return False  # عدد المعتقلين مرشح للزيادة
        if quantity.form == "one" and (happening.kind != "masdar" or happening.what not in OUTCOMES):
            return False
        return self._right_subject(event, quantity, distance) and self._governed(event, quantity)

    @staticmethod
    def _slack(happening: Happening, quantity: Quantity) -> int:
        """Return how many more words may stand between event and number."""
        alone = quantity.form in {"plural", "singular", "one"} or (
            quantity.form == "bare" and happening.kind != "tally"
        )
        vague = quantity.bound == "unknown" and quantity.form == "counted" and quantity.noun is None
        if alone or vague:
            return 0
        return 1 if happening.kind == "phrase" and not happening.prepositions else max(_NEAR.values())

    def _right_subject(self, event: Event, quantity: Quantity, distance: int) -> bool:
        """Return whether the words between verb and number leave the number its role (subject or object)."""
        form, following = self.text.form(event.index), self.text.form(event.next)
        if self.lexicon.rule(event.happening, "particle") and self.lexicon.has(
            form, "happening_rules", "particle_forms"
        ):
            return not distance or following.startswith("ال")
        if self.lexicon.rule(event.happening, "subject_counts") and event.happening.finite:
            return not form.endswith(("وا", "ون")) and not (distance and following.startswith("ال"))
        if quantity.form == "plural" and following.endswith("ون") and quantity.last in self.starts:
            return False  # The subject did it to those counted next.
        if quantity.form == "plural" and self._is_verb(event.index) and self._has_victims(quantity):
            return False
        subject = self.lexicon.noun(following) if distance else None
        people = quantity.noun is not None and quantity.noun.sort == "people"
        people = people and self.lexicon.rule(event.happening, "intransitive")
        return not (people and subject is not None and subject.sort == "vehicles")

    def _is_verb(self, index: int) -> bool:
        return any(happening.finite for happening in self.lexicon.happenings(self.text.form(index)))

    def _has_victims(self, quantity: Quantity) -> bool:
        """Return whether a plural did something to others, counted further on: قتل مسلحون من التنظيم عشرات الأشخاص."""
        if not self.text.form(quantity.last - 1).endswith("ون"):
            return False
        for index in range(quantity.last, min(quantity.last + 9, len(self.text))):
            if self.ends_clause(self.text.words[index]):
                return False
            other = self.starts.get(index)
            if other is not None and other.form in {"counted", "dual"} and not other.particles:
                return True
        return False

    def _governed(self, event: Event, quantity: Quantity) -> bool:
        wanted = event.happening.prepositions
        particle = quantity.particles.removesuffix("ال")[-1:]
        before = self.text.form(quantity.first - 1)
        if particle in {"ب", "ل", "ك"}:
            return particle in wanted
        if event.next > quantity.first - 1:
            return not wanted or "-" in wanted or event.happening.kind == "phrase"
        if self.lexicon.has(before, "links", "prepositions"):
            return before in wanted or (self.lexicon.has(before, "tallies", "to") and event.happening.kind == "tally")
        direct = not wanted or "-" in wanted or event.happening.kind == "phrase"
        return direct or self._wanted_between(event, quantity)

    def _wanted_between(self, event: Event, quantity: Quantity) -> bool:
        between = [w.form for w in self.text.words[event.next : quantity.first]]
        return any(p in between for p in event.happening.prepositions)

    def outcome(self, event: Event, quantity: Quantity) -> What | None:
        """What the event says happened to those counted; None where only the noun can say it."""
        happening, noun = event.happening, quantity.noun
        if happening.what == "light" or (happening.what in WEAK and noun and noun.what and noun.sort != "bodies"):
            return None
        if noun is None and self._is_weak(event) and self._are_crowd(event, quantity):
            return "participating"
        if noun is None and (self._is_weak(event) or self.is_year(quantity)):
            return None
        if noun is None and self.lexicon.rule(happening, "known_only"):
            return None
        if self.lexicon.rule(happening, "people_only") and not self.is_of_people(quantity):
            return None
        return self._fitting(event, quantity)

    def _fitting(self, event: Event, quantity: Quantity) -> What | None:
        """What an outcome becomes of those counted; None where they and the event do not go together."""
        happening = event.happening
        if happening.kind == "masdar" and self._is_sentence(event):
            return "other"
        what = self.lexicon.fits(happening.what, quantity.noun)
        if happening.what == "lost" and self._went_missing(event, quantity):
            return "missing"
        if what is None and happening.what == "other" and happening.prepositions:
            return "other"
        return None if what == "light" else what

    def _is_sentence(self, event: Event) -> bool:
        """Return whether a verbal noun says to what some are sentenced: حكم بالسجن على 14 متهما."""
        form = self.text.form(event.index)
        return self.lexicon.rule(event.happening, "sentences") and form.lstrip("وب").startswith("ال")

    def is_of_people(self, quantity: Quantity) -> bool:
        """Whether those counted are people by their noun, or by what became of them (لقي أربعة حتفهم)."""
        if quantity.noun is None:
            return self.lexicon.has(self.text.form(quantity.last), "happening_rules", "fate")
        return quantity.noun.sort in {"people", "bodies"}

    def _are_crowd(self, event: Event, quantity: Quantity) -> bool:
        """Return whether those counted took part, as the words right before say: تظاهر الآلاف، احتشد عشرات الآلاف."""
        counts = self.lexicon.rule(event.happening, "subject_counts") and event.happening.kind != "present"
        return counts and quantity.vague and quantity.form != "plural" and event.next == quantity.first

    def _is_weak(self, event: Event) -> bool:
        """Return whether an event is too vague for an unknown noun; an event with a preposition is specific enough."""
        return event.happening.what in WEAK and not event.happening.prepositions

    def is_year(self, quantity: Quantity) -> bool:
        """Whether four digits before an unknown noun are a year."""
        if quantity.noun is not None:
            return False
        word = self.text.words[quantity.first]
        return word.form.isdecimal() and len(word.form) == 4 and 1900 <= int(word.form) < 2100

    def _went_missing(self, event: Event, quantity: Quantity) -> bool:
        """فُقد ثلاثة بحارة: no loser stands between the verb and the number, and none is named by a pronoun."""
        direct = event.next == quantity.first and self.lexicon.rule(event.happening, "particle")
        return direct and not quantity.owned and quantity.noun is not None and quantity.noun.sort == "people"
