"""What happened to how many: quantities joined to the word that says what happened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.languages.ar.facets import quantities
from claims.languages.ar.facets.facet_words import Text, Word
from claims.languages.ar.facets.happening_lexicon import Happening, Lexicon, lexicon
from claims.languages.ar.facets.times import extents
from claims.model.facets import Figure, What

if TYPE_CHECKING:
    from claims.languages.ar.facets.quantities import Quantity
    from claims.model import Span

__all__ = ["find"]

_NEAR = {"masdar": 8, "tally": 8, "phrase": 7, "past": 9, "present": 7}
_OTHER_NEAR = 4
# What is said to be from somewhere, so that من names a place as often as a party.
_FROM_PLACES = frozenset(("displaced", "evacuated", "returned", "rescued"))
_WEAK = frozenset(("other", "light", "participating"))
_OUTCOMES = frozenset(("killed", "injured", "missing"))
"""What a noun says of those it names whatever the verb before it says of others: وصول جثتين و11 جريحا."""


@dataclass(frozen=True, slots=True)
class _Event:
    """A happening at a place in the text."""

    index: int
    happening: Happening

    @property
    def next(self) -> int:
        """The index after its last word."""
        return self.index + self.happening.length


@dataclass(frozen=True, slots=True)
class _Joined:
    """A quantity with its event, where one was found, and the rule that joined them."""

    quantity: Quantity
    what: What
    rule: str
    event: _Event | None
    first: int
    """Where the span begins, an offset of the folded text."""
    end: int


def find(text: str | Text, language: str) -> tuple[Figure, ...]:
    """The figures of a text, in its order.

    Raises:
        ClaimsError: for a language without data.
    """
    words = text if isinstance(text, Text) else Text(text)
    return _Finder(words, language).find()


class _Finder:
    def __init__(self, text: Text, language: str) -> None:
        self.text = text
        self.lexicon: Lexicon = lexicon(language)
        taken = quantities.words_of(extents(text, language), text)
        self.quantities = quantities.find(text, language, taken)
        self.taken = taken
        self.starts = {quantity.first: quantity for quantity in self.quantities}

    def find(self) -> tuple[Figure, ...]:
        """All figures."""
        joined: list[_Joined] = []
        for quantity in self.quantities:
            previous = joined[-1] if joined else None
            if found := self._join(quantity, previous):
                joined.extend(self._shared(found, previous))
        figures: list[Figure] = []
        for found in joined:
            figures.append(self._figure(found, figures[-1] if figures else None))
        return tuple(figures)

    def _is(self, form: str, section: str, key: str) -> bool:
        return form in self.lexicon.words(section, key)

    def _shared(self, joined: _Joined, previous: _Joined | None) -> list[_Joined]:
        """قتل وأصيب نحو ثلاثين شخصا: one number of two outcomes together, so at most that many of each."""
        event = joined.event
        if self._between_outcomes(joined.quantity):
            return [self._of_both(joined, "killed"), self._of_both(joined, "injured")]
        if event is None or not joined.rule.startswith("event-number") or event.happening.skip != 1:
            return [joined]
        first = self._event_at(event.index - 1, joined.quantity) if event.index else None
        taken = previous is not None and previous.event is not None and previous.event.index == event.index - 1
        if first is None or taken or first.next != event.index or first.happening.what in {joined.what, *_WEAK}:
            return [joined]
        what = self._outcome(first, joined.quantity)
        if what is None:
            return [joined]
        both = self._of_both(joined, joined.what)
        return [self._made(both.quantity, what, "shared", first), both]

    def _of_both(self, joined: _Joined, what: What) -> _Joined:
        """A number of two outcomes together as the most of one of them."""
        limited = joined.quantity.max is not None and joined.quantity.bound in {"exact", "at_most", "range"}
        quantity = replace(joined.quantity, min=None, bound="at_most" if limited else "unknown")
        quantity = quantity if limited else replace(quantity, max=None)
        return replace(joined, quantity=quantity, what=what, rule=f"shared.{quantity.form}")

    def _between_outcomes(self, quantity: Quantity) -> bool:
        """Whether those counted are dead and injured together: 70 جنديا بين قتيل وجريح."""
        if not self._is(self.text.form(quantity.last), "links", "between"):
            return False
        one = self.lexicon.noun(self.text.form(quantity.last + 1))
        other = self.lexicon.noun(self.text.form(quantity.last + 2).removeprefix("و"))
        return one is not None and other is not None and {one.what, other.what} == {"killed", "injured"}

    # From a quantity to its event, the first of these ways that goes

    def _join(self, quantity: Quantity, previous: _Joined | None) -> _Joined | None:
        if first := self._among(quantity, previous) or self._driven(quantity):
            return first
        event = self._event_before(quantity, previous)
        if event and (what := self._outcome(event, quantity)):
            return self._made(quantity, what, "event-number", event)
        found = self._also(quantity, previous) or self._event_after(quantity) or self._by_noun(quantity)
        if found is None and event and event.happening.what == "light":
            return self._by_light(quantity, event)
        return found

    def _by_noun(self, quantity: Quantity) -> _Joined | None:
        """44 مصابا: the noun itself says what happened."""
        noun = quantity.noun
        if noun is None or noun.what is None or quantity.form in {"singular", "one"} or not self._speaks(quantity):
            return None
        return self._made(quantity, noun.what, "noun", None)

    def _made(self, quantity: Quantity, what: What, rule: str, event: _Event | None) -> _Joined:
        first = quantity.start if event is None else self._begins(event)
        return _Joined(quantity, what, f"{rule}.{quantity.form}", event, first, quantity.end)

    def _begins(self, event: _Event) -> int:
        return self.text.words[event.index].at + event.happening.skip

    def _speaks(self, quantity: Quantity) -> bool:
        """Whether a noun that says what happened tells a figure here."""
        form = self.text.folded[quantity.unit[0] : quantity.unit[1]] if quantity.unit else ""
        if quantity.form == "plural" and self._is(form, "noun_rules", "never_alone"):
            before = self.lexicon.happenings(self.text.form(quantity.first - 1)) if quantity.first else ()
            return any(happening.what == "light" for happening in before)
        if quantity.form == "plural":
            return not self._is(form, "noun_rules", "alone_ending")
        return True

    # An event before the number

    def _event_before(self, quantity: Quantity, previous: _Joined | None) -> _Event | None:
        """The nearest event to the left in the same clause that can take this number."""
        text = self.text
        aside: frozenset[int] = frozenset()
        for index in range(quantity.first - 1, max(quantity.first - 14, -1), -1):
            if index in aside:
                continue
            if self._ends(text.words[index]):
                aside = self._aside(index)
                if not aside:
                    return None
                continue
            if previous and index < previous.quantity.last and index >= previous.quantity.first:
                return None
            event = None if index in self.taken else self._event_at(index, quantity)
            if event is None:
                continue
            return event if self._takes(event, quantity) else None
        return None

    def _aside(self, comma: int) -> frozenset[int]:
        """The words between commas that only say when, the second of which stands at an index, and the first comma."""
        first = comma - 1
        while first in self.taken or self._is(self.text.form(first), "links", "prepositions"):
            first -= 1
        told = any(index in self.taken for index in range(first + 1, comma))
        commas = self._is(self.text.form(comma), "links", "commas") and self._is(
            self.text.form(first), "links", "commas"
        )
        return frozenset(range(first, comma)) if told and commas else frozenset()

    def _ends(self, word: Word) -> bool:
        return self._is(word.form, "links", "ends") or self._is(word.form, "links", "commas")

    def _event_at(self, index: int, quantity: Quantity) -> _Event | None:
        text = self.text
        if text.words[index].is_mark or text.words[index].is_number:
            return None
        if tally := self._tally_at(index, quantity):
            return tally
        if phrase := self._phrase_over(index, quantity):
            return phrase
        for happening in self.lexicon.happenings(text.form(index)):
            if happening.pronoun and happening.what != "participating" and happening.kind != "masdar":
                continue
            if self._is(text.form(index - 1), "links", "negation"):
                continue
            return _Event(index, happening)
        return None

    def _phrase_over(self, index: int, quantity: Quantity) -> _Event | None:
        """The phrase that has the word at `index` in it and ends before the number, the longest one first."""
        for first in range(max(index - 3, 0), index + 1):
            phrase = self.lexicon.phrase(tuple(self.text.form(first + k) for k in range(5)))
            if phrase and index < first + phrase.length <= quantity.first:
                return _Event(first, phrase)
        return None

    def _tally_at(self, index: int, quantity: Quantity) -> _Event | None:
        """عدد الجرحى, حصيلة القتلى; جثث right before those whose bodies they are."""
        form = self.text.form(index)
        added = form.startswith("وال")
        form = form[1:] if added else form
        bodies = self.lexicon.noun(form)
        if bodies and bodies.sort == "bodies" and bodies.number == "plural" and index + 1 == quantity.first:
            return _Event(index, Happening("killed", form, "masdar", ()))
        noun = self.lexicon.noun(form.removeprefix("ال")) if form.startswith("ال") else None
        if noun is None or noun.what is None or not self._is_tally_word(index, 8 if added else 2):
            return None
        return _Event(index, Happening(noun.what, form, "tally", (), skip=int(added)))

    def _is_tally_word(self, index: int, reach: int) -> bool:
        """Whether عدد or its like stands in the few words before."""
        before = (self.text.form(index - k).removeprefix("و") for k in range(1, reach + 1))
        return any(self._is(form, "tallies", "words") for form in before)

    def _takes(self, event: _Event, quantity: Quantity) -> bool:
        """Whether the number is near enough and stands after the preposition that the event wants, or after none."""
        happening = event.happening
        between = range(event.next, quantity.first)
        distance = sum(1 for i in between if not (self.text.words[i].is_mark or i in self.taken))
        weak = happening.what in {"other", "participating"}
        if distance > (_OTHER_NEAR if weak and not happening.prepositions else _NEAR[happening.kind]):
            return False
        if (weak and quantity.form == "plural") or (happening.what in _WEAK and quantity.form == "singular"):
            return False
        if distance > self._slack(happening, quantity):
            return False
        if quantity.form == "one" and (happening.kind != "masdar" or happening.what not in _OUTCOMES):
            return False
        return self._right_subject(event, quantity, distance) and self._governed(event, quantity)

    @staticmethod
    def _slack(happening: Happening, quantity: Quantity) -> int:
        """How many words may stand between, where the number says little by itself or the phrase governs its noun."""
        alone = quantity.form in {"plural", "singular", "one"} or (
            quantity.form == "bare" and happening.kind != "tally"
        )
        vague = quantity.bound == "unknown" and quantity.form == "counted" and quantity.noun is None
        if alone or vague:
            return 0
        return 1 if happening.kind == "phrase" and not happening.prepositions else max(_NEAR.values())

    def _right_subject(self, event: _Event, quantity: Quantity, distance: int) -> bool:
        """Whether the words between verb and number leave the number its part (subject or object)."""
        form, following = self.text.form(event.index), self.text.form(event.next)
        if self.lexicon.rule(event.happening, "particle") and self._is(form, "happening_rules", "particle_forms"):
            return not distance or following.startswith("ال")
        if self.lexicon.rule(event.happening, "subject_counts") and event.happening.finite:
            return not form.endswith(("وا", "ون")) and not (distance and following.startswith("ال"))
        if quantity.form == "plural" and following.endswith("ون") and quantity.last in self.starts:
            return False  # they did it to those counted next
        subject = self.lexicon.noun(following) if distance else None
        people = quantity.noun is not None and quantity.noun.sort == "people"
        people = people and self.lexicon.rule(event.happening, "intransitive")
        return not (people and subject is not None and subject.sort == "vehicles")

    def _governed(self, event: _Event, quantity: Quantity) -> bool:
        wanted = event.happening.prepositions
        particle = quantity.particles.removesuffix("ال")[-1:]
        before = self.text.form(quantity.first - 1)
        if particle in {"ب", "ل", "ك"}:
            return particle in wanted
        if event.next > quantity.first - 1:
            return not wanted or "-" in wanted or event.happening.kind == "phrase"
        if self._is(before, "links", "prepositions"):
            return before in wanted or (self._is(before, "tallies", "to") and event.happening.kind == "tally")
        direct = not wanted or "-" in wanted or event.happening.kind == "phrase"
        return direct or self._wanted_between(event, quantity)

    def _wanted_between(self, event: _Event, quantity: Quantity) -> bool:
        between = [w.form for w in self.text.words[event.next : quantity.first]]
        return any(p in between for p in event.happening.prepositions)

    def _outcome(self, event: _Event, quantity: Quantity) -> What | None:
        """What the event says happened to those counted; None where only the noun can say it."""
        happening, noun = event.happening, quantity.noun
        if happening.what == "light" or (happening.what in _WEAK and noun and noun.what and noun.sort != "bodies"):
            return None
        if noun is None and (self._is_weak(event) or self._is_year(quantity)):
            return None
        if noun is None and self.lexicon.rule(happening, "known_only"):
            return None
        if self.lexicon.rule(happening, "people_only") and not self._is_of_people(quantity):
            return None
        return self._fitting(event, quantity)

    def _fitting(self, event: _Event, quantity: Quantity) -> What | None:
        """What an outcome becomes of those counted; None where they and the event do not go together."""
        happening = event.happening
        what = self.lexicon.fits(happening.what, quantity.noun)
        if happening.what == "lost" and self._went_missing(event, quantity):
            return "missing"
        if what is None and happening.what == "other" and happening.prepositions:
            return "other"
        return None if what == "light" else what

    def _is_of_people(self, quantity: Quantity) -> bool:
        """Whether those counted are people by their noun, or by what became of them (لقي أربعة حتفهم)."""
        if quantity.noun is None:
            return self._is(self.text.form(quantity.last), "happening_rules", "fate")
        return quantity.noun.sort in {"people", "bodies"}

    def _is_weak(self, event: _Event) -> bool:
        """Whether an event says too little of an unknown noun; one that governs by a preposition says enough."""
        return event.happening.what in _WEAK and not event.happening.prepositions

    def _is_year(self, quantity: Quantity) -> bool:
        """Whether four digits before an unknown noun are a year."""
        word = self.text.words[quantity.first]
        return word.form.isdecimal() and len(word.form) == 4 and 1900 <= int(word.form) < 2100

    def _went_missing(self, event: _Event, quantity: Quantity) -> bool:
        """فُقد ثلاثة بحارة: no loser stands between the verb and the number, and none is named by a pronoun."""
        direct = event.next == quantity.first and self.lexicon.rule(event.happening, "particle")
        return direct and not quantity.owned and quantity.noun is not None and quantity.noun.sort == "people"

    # A part of those counted before, or more of the same

    def _among(self, quantity: Quantity, previous: _Joined | None) -> _Joined | None:
        """بينهم أربعة أطفال وسيدتان: a part of the figure before, and of its event."""
        before = self.text.form(quantity.first - 1)
        people = quantity.noun is not None and quantity.noun.sort == "people"
        if previous is None or quantity.form == "plural" or (quantity.form == "singular" and not people):
            return None
        if not self._same_sentence(previous.end, quantity.start):
            return None
        if not any(self._is(form, "links", "among") for form in (before, before.removeprefix("و"))):
            return None
        return _Joined(quantity, previous.what, f"among.{quantity.form}", previous.event, previous.first, quantity.end)

    def _also(self, quantity: Quantity, previous: _Joined | None) -> _Joined | None:
        """مقتل ثلاثة جنود وخمسة مدنيين: the number that و adds shares the event."""
        if previous is None or (previous.event is None and not previous.rule.startswith("among")):
            return None
        noun = quantity.noun
        if not self._is_added(quantity, previous) or (noun and noun.what and previous.what in _WEAK):
            return None
        if previous.event and previous.event.index >= previous.quantity.last:
            return None  # a verb after both: each is joined to it by itself
        if noun and noun.what in _OUTCOMES and noun.what != previous.what:
            return None
        what = self.lexicon.fits(previous.what, noun)
        if what is None or what == "light":
            return None
        return _Joined(quantity, what, f"also.{quantity.form}", previous.event, previous.first, quantity.end)

    def _is_added(self, quantity: Quantity, previous: _Joined) -> bool:
        """Whether و adds this number to the one before, soon after it and in the same clause."""
        between = self.text.words[previous.quantity.last : quantity.first]
        joined = quantity.particles.startswith("و") or self.text.form(quantity.first - 1) == "و"
        if not joined or len(between) > 4 or any(self._ends(w) for w in between):
            return False
        if quantity.form == "plural":
            noun = quantity.noun
            return noun is not None and noun.what is None and noun.sort == "people" and previous.what not in _WEAK
        if quantity.form == "singular":
            return previous.rule.startswith("among") or self._one_more(quantity, previous)
        return quantity.form != "bare"

    def _one_more(self, quantity: Quantity, previous: _Joined) -> bool:
        """مقتل طفلين وامرأة: one more person, right after those counted."""
        noun, form = quantity.noun, self.text.form(quantity.first).removeprefix("و")
        near = previous.quantity.last == quantity.first and previous.quantity.form in {"counted", "dual", "singular"}
        people = noun is not None and noun.sort == "people" and noun.what is None
        return near and people and previous.what not in _WEAK and not self._is(form, "noun_rules", "never_added")

    def _same_sentence(self, start: int, end: int) -> bool:
        return not any(self._is(w.form, "links", "ends") for w in self.text.words if start <= w.at < end and w.is_mark)

    # An event after the number

    def _event_after(self, quantity: Quantity) -> _Joined | None:
        """62 ألف شخص نزحوا، 17 جنديا قد قتلوا، أسلحة غنمها المهاجمون، 12 قتلوا، أن مدنيا قتل."""
        if quantity.form == "one" or (quantity.form == "singular" and not self._is_subject(quantity)):
            return None
        at: int | None = quantity.last
        for _ in range(4):
            if at is None:
                return None
            if found := self._event_right_at(quantity, at):
                return found
            at = None if quantity.form == "bare" else self._passed(quantity, at)
        return None

    def _is_subject(self, quantity: Quantity) -> bool:
        """Whether a noun for one stands where its verb follows: أن مدنيا قتل."""
        accusative = quantity.unit is not None and self.text.folded[quantity.unit[1] - 1] == "ا"
        return accusative and self._is(self.text.form(quantity.first - 1), "links", "subject_after")

    def _passed(self, quantity: Quantity, at: int) -> int | None:
        """The index after words that may stand between those counted and their verb; None where no verb can follow."""
        form, following = self.text.form(at), self.text.form(at + 1)
        added = self.starts.get(at)
        if added is not None:
            return added.last if added.particles == "و" and added.form in {"counted", "dual"} else None
        if not form[:1].isalpha():
            return None
        if self._is(form, "links", "ranks"):
            return at + 2
        people = quantity.noun is not None and quantity.noun.sort == "people"
        if people and self._is(form, "links", "of") and following.startswith("ال"):
            return at + 2
        return at + 1 if self._is(form, "links", "before_verb") or self._qualifies(form) else None

    def _event_right_at(self, quantity: Quantity, at: int) -> _Joined | None:
        """The event at a place after the number: an adjective, a phrase, a verb or what they became."""
        form = self.text.form(at)
        if what := self._state_of(form, quantity):
            return self._until(quantity, what, "number-state", at)
        phrase = self.lexicon.phrase(tuple(self.text.form(at + k) for k in range(4)))
        people = quantity.noun is not None and quantity.noun.sort == "people"
        aboard = phrase is not None and people and self._is(phrase.lemma, "phrases", "aboard")
        if phrase and phrase.what != "light" and (aboard or phrase.what not in _WEAK):
            return self._until(quantity, phrase.what, "number-phrase", at + phrase.length - 1)
        followed = (self._follows(quantity, at, happening) for happening in self.lexicon.happenings(form))
        return next(filter(None, followed), None)

    def _state_of(self, form: str, quantity: Quantity) -> What | None:
        plain = quantity.form in {"counted", "dual"} and quantity.bound != "unknown"
        return self.lexicon.state(form) if plain else None

    def _qualifies(self, form: str) -> bool:
        """Whether a word can stand between the noun and its verb: an adjective or a time."""
        return form.endswith(("ا", "ين", "ه")) or form.startswith("ال")

    def _driven(self, quantity: Quantity) -> _Joined | None:
        """أجبر ألفي شخص على النزوح: what those counted were made to do."""
        to, at = self.text.form(quantity.last), quantity.last + 1
        if not self._is(to, "links", "driven") or not self._is_of_people(quantity):
            return None
        if not self.text.form(at).startswith("ال"):
            return None
        fled = any(
            each.what == "displaced" and each.kind == "masdar" for each in self.lexicon.happenings(self.text.form(at))
        )
        return self._until(quantity, "displaced", "number-outcome", at) if fled else None

    def _follows(self, quantity: Quantity, at: int, happening: Happening) -> _Joined | None:
        """A verb after the number, where its form and its object leave those counted as what it happened to."""
        before = self.text.form(at - 1)
        if happening.what == "light" or self._is(before, "links", "negation"):
            return None
        if happening.kind == "masdar":
            becoming = quantity.form == "pronoun" and self._is(before, "links", "to")
            return self._until(quantity, happening.what, "number-outcome", at) if becoming else None
        if not self._can_follow(quantity, at, happening):
            return None
        acts = not happening.pronoun and self._acts(quantity, at)
        what = "participating" if acts else self.lexicon.fits(happening.what, quantity.noun)
        return None if what is None or what == "light" else self._until(quantity, what, "number-event", at)

    def _can_follow(self, quantity: Quantity, at: int, happening: Happening) -> bool:
        form, noun = self.text.form(at), quantity.noun
        particles = form[: happening.skip]
        if particles not in {"", "س"} or (quantity.form == "plural" and not happening.pronoun):
            return False
        if not happening.pronoun and not self._agrees(quantity, at):
            return False
        if quantity.form == "bare" and (happening.what in _WEAK or not form.endswith("وا")):
            return False
        if happening.what not in _WEAK:
            return True
        told = noun is None or noun.what is not None
        return quantity.bound != "unknown" and (not told or (noun is not None and self._acts(quantity, at)))

    def _agrees(self, quantity: Quantity, at: int) -> bool:
        """Whether a verb after a counted noun can be of it: people take the plural, what is not human the feminine."""
        if quantity.noun is None or quantity.noun.sort not in {"people", "bodies"} or quantity.unit is None:
            return True
        verb = self.text.form(at)
        plural = verb.endswith(("وا", "ون", "ان", "ا", "ن"))
        if quantity.max == 1:
            return not plural and self._ends_clause(at + 1)
        feminine = self.text.folded[slice(*quantity.unit)].endswith(("ه", "ات"))
        return feminine or plural

    def _ends_clause(self, index: int) -> bool:
        """Whether a verb before this word has no object: a mark, a preposition or a particle follows."""
        form = self.text.form(index)
        how = form.endswith("ا") and index not in self.starts
        plain = self._is(form, "links", "prepositions") or form.startswith(("و", "ب", "ل"))
        return not form[:1].isalpha() or plain or how

    def _acts(self, quantity: Quantity, at: int) -> bool:
        """Whether those counted did it: the verb has an object of its own, a number or what vehicles carry."""
        form = self.text.form(at + 1)
        vehicles = quantity.noun is not None and quantity.noun.sort == "vehicles"
        own = (
            form[:1].isalpha() and not self._is(form, "links", "prepositions") and not form.startswith(("ب", "و", "ل"))
        )
        return at + 1 in self.starts or (vehicles and own)

    def _until(self, quantity: Quantity, what: What, rule: str, at: int) -> _Joined:
        return _Joined(
            quantity, what, f"{rule}.{quantity.form}", _Event(at, Happening(what, "", "past", ())), quantity.start,
            self.text.words[at].end,
        )  # fmt: skip

    # Words that only bring the noun

    def _by_light(self, quantity: Quantity, event: _Event) -> _Joined | None:
        """طالت 46 مدنيا: what happened stands in a noun earlier in the sentence (حملة الاعتقالات)."""
        if quantity.noun is None or quantity.form in {"plural", "singular"}:
            return None
        text = self.text
        for index in range(event.index - 1, max(event.index - 40, -1), -1):
            if self._is(text.form(index), "links", "ends"):
                break
            for happening in self.lexicon.happenings(text.form(index)):
                what = self.lexicon.fits(happening.what, quantity.noun)
                if happening.kind == "masdar" and happening.what not in _WEAK and what and what != "light":
                    return self._made(quantity, what, "light-verb", event)
        return self._made(quantity, "other", "light-verb", event)

    # From what was joined to the figure

    def _figure(self, joined: _Joined, previous: Figure | None) -> Figure:
        quantity, text = joined.quantity, self.text
        first = joined.first
        if joined.event is None and (light := self._light_before(quantity)) is not None:
            first = light
        unit = text.span(*quantity.unit) if quantity.unit else None
        event = joined.event
        return Figure(
            span=text.span(first, joined.end),
            what=joined.what,
            min=quantity.min,
            max=quantity.max,
            bound=quantity.bound,
            unit=unit,
            whose=self._whose(joined, previous),
            event=text.span(self._begins(event), text.words[event.next - 1].end) if event else None,
            rule=joined.rule,
        )

    def _light_before(self, quantity: Quantity) -> int | None:
        """سقط 206 ضحايا: the verb belongs to the figure where nothing stands between."""
        index = quantity.first - 1
        if index < 0 or self.text.words[index].is_mark:
            return None
        for happening in self.lexicon.happenings(self.text.form(index)):
            if happening.lemma == "سَقَطَ":
                return self.text.words[index].at + happening.skip
        return None

    def _whose(self, joined: _Joined, previous: Figure | None) -> Span | None:
        """The noun phrase after من, the loser before the number, or those of the figure before for منهم."""
        quantity, text = joined.quantity, self.text
        if quantity.form == "pronoun" and previous is not None:
            return previous.whose or previous.unit
        if quantity.noun is not None and quantity.noun.sort == "amounts":
            return None
        own = quantity.owned and not quantity.particles.startswith("و")
        if own and joined.event and joined.event.next < quantity.first:
            return text.span(text.words[joined.event.next].at, text.words[quantity.first - 1].end)
        if self._is(text.form(quantity.last), "links", "of") and joined.what not in _FROM_PLACES:
            return self._noun_phrase(quantity.last + 1)
        return None

    def _noun_phrase(self, index: int) -> Span | None:
        """A noun with the definite words after it."""
        text = self.text
        form = text.form(index)
        excluded = self._is(form, "links", "not_whose") or self._is(form, "links", "prepositions")
        if not form[:1].isalpha() or excluded or index in self.taken:
            return None
        last = index
        while (
            last - index < 4
            and text.form(last + 1).startswith("ال")
            and not self._is(text.form(last + 1), "links", "clause")
        ):
            last += 1
        return text.span(text.words[index].at, text.words[last].end)
