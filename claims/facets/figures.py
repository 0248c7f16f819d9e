"""What happened to how many: quantities joined to the word that says what happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.facets import quantities
from claims.facets.happenings import Happening, Lexicon, lexicon
from claims.facets.model import WHATS, Figure, What
from claims.facets.times import extents
from claims.facets.words import Text, Word

if TYPE_CHECKING:
    from claims.facets.quantities import Quantity

__all__ = ["find"]

_NEAR = {"masdar": 8, "phrase": 7, "past": 9, "present": 7}
_OTHER_NEAR = 4
_WEAK = frozenset(("other", "light", "participating"))


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
        self.starts = {quantity.first for quantity in self.quantities}

    def find(self) -> tuple[Figure, ...]:
        """All figures."""
        joined: list[_Joined] = []
        for quantity in self.quantities:
            previous = joined[-1] if joined else None
            if found := self._join(quantity, previous):
                joined.append(found)
        figures: list[Figure] = []
        for found in joined:
            figures.append(self._figure(found, figures[-1] if figures else None))
        return tuple(figures)

    def _is(self, form: str, section: str, key: str) -> bool:
        return form in self.lexicon.words(section, key)

    # From a quantity to its event, the first of these ways that goes

    def _join(self, quantity: Quantity, previous: _Joined | None) -> _Joined | None:
        if among := self._among(quantity, previous):
            return among
        event = self._event_before(quantity, previous)
        noun = quantity.noun
        if event and (what := self._outcome(event, quantity)):
            return self._made(quantity, what, "event-number", event)
        if also := self._also(quantity, previous):
            return also
        if after := self._event_after(quantity):
            return after
        if noun and noun.what and quantity.form != "singular" and self._speaks(quantity):
            return self._made(quantity, noun.what, "noun", None)
        if event and event.happening.what == "light":
            return self._by_light(quantity, event)
        return None

    def _made(self, quantity: Quantity, what: What, rule: str, event: _Event | None) -> _Joined:
        first = quantity.start if event is None else self._begins(event)
        return _Joined(quantity, what, f"{rule}.{quantity.form}", event, first, quantity.end)

    def _begins(self, event: _Event) -> int:
        return self.text.words[event.index].at + event.happening.skip

    def _speaks(self, quantity: Quantity) -> bool:
        """Whether a noun that says what happened tells a figure here."""
        form = self.text.folded[quantity.unit[0] : quantity.unit[1]] if quantity.unit else ""
        if quantity.form == "plural":
            return not self._is(form, "noun_rules", "never_alone") and not self._is(form, "noun_rules", "alone_ending")
        return True

    # An event before the number

    def _event_before(self, quantity: Quantity, previous: _Joined | None) -> _Event | None:
        """The nearest event to the left in the same clause that can take this number."""
        text = self.text
        for index in range(quantity.first - 1, max(quantity.first - 14, -1), -1):
            if self._ends(text.words[index]):
                return None
            if previous and index < previous.quantity.last and index >= previous.quantity.first:
                return None
            event = None if index in self.taken else self._event_at(index, quantity)
            if event is None:
                continue
            return event if self._takes(event, quantity) else None
        return None

    def _ends(self, word: Word) -> bool:
        return self._is(word.form, "links", "ends") or self._is(word.form, "links", "commas")

    def _event_at(self, index: int, quantity: Quantity) -> _Event | None:
        text = self.text
        if text.words[index].is_mark or text.words[index].is_number:
            return None
        forms = tuple(text.form(index + k) for k in range(5))
        if phrase := self.lexicon.phrase(forms):
            if index + phrase.length <= quantity.first:
                return _Event(index, phrase)
        for happening in self.lexicon.happenings(forms[0]):
            if happening.pronoun and happening.what != "participating" and happening.kind != "masdar":
                continue
            if self._is(text.form(index - 1), "links", "negation"):
                continue
            return _Event(index, happening)
        return None

    def _takes(self, event: _Event, quantity: Quantity) -> bool:
        """Whether the number is near enough and stands after the preposition that the event wants, or after none."""
        distance = sum(1 for w in self.text.words[event.next : quantity.first] if not w.is_mark)
        weak = event.happening.what in {"other", "participating"}
        if distance > (_OTHER_NEAR if weak and not event.happening.prepositions else _NEAR[event.happening.kind]):
            return False
        if quantity.form in {"plural", "singular"} and distance > 0:
            return False
        if quantity.form == "singular" and (weak or event.happening.what == "light"):
            return False
        if quantity.form == "bare" and distance > 0:
            return False
        return self._governed(event, quantity)

    def _governed(self, event: _Event, quantity: Quantity) -> bool:
        wanted = event.happening.prepositions
        particle = quantity.particles[-1:] if quantity.particles not in {"", "و", "ف"} else ""
        before = self.text.form(quantity.first - 1)
        if particle in {"ب", "ل", "ك"}:
            return particle in wanted
        if event.next > quantity.first - 1:
            return not wanted or event.happening.kind == "phrase"
        if self._is(before, "links", "prepositions"):
            return before in wanted or (before == "الي" and self._is_tally(event))
        return not wanted or event.happening.kind == "phrase" or self._wanted_between(event, quantity)

    def _wanted_between(self, event: _Event, quantity: Quantity) -> bool:
        between = [w.form for w in self.text.words[event.next : quantity.first]]
        return any(p in between for p in event.happening.prepositions)

    def _is_tally(self, event: _Event) -> bool:
        return any(self._is(self.text.form(event.index - k), "tallies", "words") for k in (1, 2))

    def _outcome(self, event: _Event, quantity: Quantity) -> What | None:
        """What the event says happened to those counted; None where only the noun can say it."""
        happening, noun = event.happening, quantity.noun
        if happening.what == "light" or (happening.what in _WEAK and noun and noun.what and noun.sort != "bodies"):
            return None
        what = self.lexicon.fits(happening.what, noun)
        if happening.what in {"participating"} and noun is None:
            return None
        if happening.what == "other" and noun is None and quantity.bound == "unknown" and quantity.form == "counted":
            return None
        if happening.what == "lost" and self._went_missing(event, quantity):
            return "missing"
        return what if what in WHATS else None  # type: ignore[return-value]

    def _went_missing(self, event: _Event, quantity: Quantity) -> bool:
        """فُقد ثلاثة بحارة: no loser stands between the verb and the number, and none is named by a pronoun."""
        direct = event.next == quantity.first and event.happening.kind != "masdar"
        return direct and not quantity.owned and quantity.noun is not None and quantity.noun.sort == "people"

    # A part of those counted before, or more of the same

    def _among(self, quantity: Quantity, previous: _Joined | None) -> _Joined | None:
        """بينهم أربعة أطفال وسيدتان: a part of the figure before, and of its event."""
        before = self.text.form(quantity.first - 1)
        if previous is None or quantity.form in {"singular", "plural"} or not self._same_sentence(previous.end, quantity.start):
            return None
        if not self._is(before, "links", "among") and not before.removeprefix("و") in self.lexicon.words("links", "among"):
            return None
        return _Joined(quantity, previous.what, f"among.{quantity.form}", previous.event, previous.first, quantity.end)

    def _also(self, quantity: Quantity, previous: _Joined | None) -> _Joined | None:
        """مقتل ثلاثة جنود وخمسة مدنيين: the number that و adds shares the event."""
        if previous is None or previous.event is None and not previous.rule.startswith("among"):
            return None
        words = self.text.words
        joined = quantity.particles.startswith("و") or self.text.form(quantity.first - 1) == "و"
        between = words[previous.quantity.last : quantity.first]
        if not joined or len(between) > 4 or any(self._ends(w) for w in between) or quantity.form in {"singular", "bare"}:
            return None
        noun = quantity.noun
        if quantity.form == "plural" and (noun is None or noun.what or noun.sort != "people"):
            return None
        if noun and noun.what and noun.sort != "bodies" and previous.what in _WEAK:
            return None
        what = self.lexicon.fits(previous.what, noun)
        if what is None or what not in WHATS:
            return None
        return _Joined(quantity, what, f"also.{quantity.form}", previous.event, previous.first, quantity.end)  # type: ignore[arg-type]

    def _same_sentence(self, start: int, end: int) -> bool:
        return not any(
            self._is(w.form, "links", "ends") for w in self.text.words if start <= w.at < end and w.is_mark
        )

    # An event after the number

    def _event_after(self, quantity: Quantity) -> _Joined | None:
        """62 ألف شخص نزحوا، 17 جنديا قد قتلوا، أسلحة غنمها المهاجمون."""
        if quantity.form in {"bare", "singular"}:
            return None
        text = self.text
        at = quantity.last
        for _ in range(4):
            form = text.form(at)
            if what := self._state_of(form, quantity):
                return self._until(quantity, what, "number-state", at)
            for happening in self.lexicon.happenings(form):
                if found := self._follows(quantity, at, happening):
                    return found
            if not form[:1].isalpha() or (at in self.starts):
                return None
            at += 1
            if not self._is(form, "links", "before_verb") and not self._qualifies(form):
                return None
        return None

    def _state_of(self, form: str, quantity: Quantity) -> What | None:
        return self.lexicon.state(form) if quantity.form in {"counted", "dual"} else None

    def _qualifies(self, form: str) -> bool:
        """Whether a word can stand between the noun and its verb: an adjective or a time."""
        return form.endswith(("ا", "ين", "ه")) or form.startswith("ال")

    def _follows(self, quantity: Quantity, at: int, happening: Happening) -> _Joined | None:
        before = self.text.form(at - 1)
        if happening.what == "light" or happening.skip > 1 or self._is(before, "links", "negation"):
            return None
        if happening.kind == "masdar":
            becoming = quantity.form == "pronoun" and before == "الي"
            return self._until(quantity, happening.what, "number-outcome", at) if becoming else None
        if happening.skip == 1 and self.text.form(at)[0] != "س":
            return None
        if quantity.form == "plural" and not happening.pronoun:
            return None
        if not happening.pronoun and not self._agrees(quantity, self.text.form(at)):
            return None
        if quantity.form == "pronoun" and happening.what in _WEAK:
            return None
        what: str | None = happening.what
        if happening.pronoun:
            what = self.lexicon.fits(happening.what, quantity.noun)
        elif self._acts(quantity, at):
            what = "participating"
        else:
            what = self.lexicon.fits(happening.what, quantity.noun)
        return self._until(quantity, what, "number-event", at) if what in WHATS else None  # type: ignore[arg-type]

    def _agrees(self, quantity: Quantity, verb: str) -> bool:
        """Whether a verb after a counted noun can be of it: people take the plural, what is not human the feminine."""
        if quantity.noun is None or quantity.noun.sort not in {"people", "bodies"} or quantity.unit is None:
            return True
        feminine = self.text.folded[slice(*quantity.unit)].endswith(("ه", "ات"))
        return feminine or verb.endswith(("وا", "ون", "ان", "ا", "ن"))

    def _acts(self, quantity: Quantity, at: int) -> bool:
        """Whether those counted did it: the verb has an object of its own, a number or what vehicles carry."""
        form = self.text.form(at + 1)
        vehicles = quantity.noun is not None and quantity.noun.sort == "vehicles"
        return at + 1 in self.starts or (vehicles and form.startswith("ال"))

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
                if happening.kind == "masdar" and happening.what not in _WEAK and what in WHATS:
                    return self._made(quantity, what, "light-verb", event)  # type: ignore[arg-type]
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

    def _whose(self, joined: _Joined, previous: Figure | None):  # type: ignore[no-untyped-def]
        """The noun phrase after من, the loser before the number, or those of the figure before for منهم."""
        quantity, text = joined.quantity, self.text
        if quantity.form == "pronoun" and previous is not None:
            return previous.whose or previous.unit
        if quantity.owned and joined.event and joined.event.next < quantity.first:
            return text.span(text.words[joined.event.next].at, text.words[quantity.first - 1].end)
        if self._is(text.form(quantity.last), "links", "of"):
            return self._noun_phrase(quantity.last + 1)
        return None

    def _noun_phrase(self, index: int):  # type: ignore[no-untyped-def]
        """A noun with the definite words after it."""
        text = self.text
        form = text.form(index)
        if not form[:1].isalpha() or self._is(form, "links", "not_whose") or index in self.taken:
            return None
        last = index
        while last - index < 4 and text.form(last + 1).startswith("ال") and text.form(last + 1) not in {"التي", "الذين", "الذي", "الي"}:
            last += 1
        return text.span(text.words[index].at, text.words[last].end)
