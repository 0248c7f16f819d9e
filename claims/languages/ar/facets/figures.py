"""Extract figures: quantities combined with the word for the event."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from claims.languages.ar.facets import figure_denials, name_tagger, quantities
from claims.languages.ar.facets.facet_words import Text
from claims.languages.ar.facets.figure_events import CASUALTIES, OUTCOMES, WEAK, Event, Events
from claims.languages.ar.facets.figure_persons import Fate, Fates
from claims.languages.ar.facets.happening_lexicon import Happening, Lexicon, lexicon
from claims.languages.ar.facets.times import extents
from claims.model.facets import Figure, What

if TYPE_CHECKING:
    from claims.languages.ar.facets.name_tagger import Name
    from claims.languages.ar.facets.quantities import Quantity
    from claims.model import Span

__all__ = ["find"]

_AT = attrgetter("at")
_PLURALS = frozenset(("plural", "dual-or-plural"))
_TALLY_REACH = 30
"""Maximum distance in words between those tallied and their number."""
_PLURAL_REACH = 16
"""Maximum distance in words between those counted and a verb in the plural that they are the subject of."""
_SUFFERED = frozenset(("killed", "injured", "missing", "captured", "released", "displaced"))
"""What a verb in the plural far from its subject can say of it."""
# Nouns often followed by "from" (من), which then names a place as often as a party.
_FROM_PLACES = frozenset(("displaced", "evacuated", "returned", "rescued"))


@dataclass(frozen=True, slots=True)
class _Joined:
    """A quantity with its event, where one was found, and the rule that joined them."""

    quantity: Quantity
    what: What
    rule: str
    event: Event | None
    first: int
    """Start of the span, as an offset of the folded text."""
    end: int


def find(text: str | Text, language: str, named: tuple[Name, ...] | None = None) -> tuple[Figure, ...]:
    """Return the figures of a text, in text order.

    Args:
        text: The text, or its words.
        language: BCP 47.
        named: The names in it; None to look for them.

    Raises:
        ClaimsError: for a language without data.
    """
    words = text if isinstance(text, Text) else Text(text)
    finder = _Finder(words, language)
    figures = finder.of_nobody(finder.find())
    persons = finder.persons(figures, name_tagger.find(words) if named is None else named)
    return tuple(sorted((*figures, *persons), key=lambda figure: figure.span.end)) if persons else figures


class _Finder:
    def __init__(self, text: Text, language: str) -> None:
        self.text = text
        self.lexicon: Lexicon = lexicon(language)
        taken = quantities.words_of(extents(text, language), text)
        self.quantities = quantities.find(text, language, taken)
        self.taken = taken
        self.starts = {quantity.first: quantity for quantity in self.quantities}
        self.events = Events(text, self.lexicon, taken, self.starts)

    def find(self) -> tuple[Figure, ...]:
        """Return all figures."""
        joined: list[_Joined] = []
        for quantity in self.quantities:
            previous = joined[-1] if joined else None
            if found := self._join(quantity, previous):
                joined.extend(self._shared(found, previous))
        figures: list[Figure] = []
        for found in joined:
            figures.append(self._figure(found, figures[-1] if figures else None))
        return tuple(figures)

    def of_nobody(self, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
        """Return the figures with those of nobody, which take the place of what they deny."""
        denied = [self._of_nobody(denial) for denial in figure_denials.find(self.text, self.lexicon)]
        if not denied:
            return figures
        spans = [(figure.span.start, figure.span.end) for figure in denied]
        kept = [f for f in figures if not any(start < f.span.end and f.span.start < end for start, end in spans)]
        return tuple(sorted((*kept, *denied), key=lambda figure: figure.span.end))

    def _of_nobody(self, denial: figure_denials.Denial) -> Figure:
        text, words = self.text, self.text.words
        noun = None if denial.noun is None else words[denial.noun]
        added = words[denial.first].form.startswith("و")
        span = text.span(words[denial.first].at + added, words[min(denial.last, len(words)) - 1].end)
        unit = None if noun is None else text.span(noun.at, noun.end)
        return Figure(span, denial.what, 0, 0, "exact", unit, None, None, "nobody")

    def persons(self, figures: tuple[Figure, ...], named: tuple[Name, ...]) -> list[Figure]:
        """Return what happened to single persons, by events that no other figure has."""
        events = [figure.event.start for figure in figures if figure.event]
        spans = [(figure.span.start, figure.span.end) for figure in figures]
        found: list[Figure] = []
        for fate in Fates(self.text, self.lexicon, named, self.starts).find(self.taken):
            figure = self._of_person(fate)
            inside = any(start < figure.span.end and figure.span.start < end for start, end in spans)
            if not inside and (figure.event is None or figure.event.start not in events):
                found.append(figure)
                spans.append((figure.span.start, figure.span.end))
        return found

    def _of_person(self, fate: Fate) -> Figure:
        text, words = self.text, self.text.words
        event = fate.event
        unit = text.span(words[fate.first].at, words[fate.last - 1].end)
        told = text.span(self._begins(event), words[event.next - 1].end)
        first, last = (words[fate.first].at, words[event.next - 1].end) if fate.after else (
            self._begins(event), words[fate.last - 1].end
        )  # fmt: skip
        rule = "person-event" if fate.after else "event-person"
        return Figure(text.span(first, last), fate.what, 1, 1, "exact", unit, None, told, rule)

    def _shared(self, joined: _Joined, previous: _Joined | None) -> list[_Joined]:
        """Read one number for two outcomes: casualties (قتل وأصيب نحو ثلاثين شخصا), else at most that many of each."""
        if together := self._suffered_both(joined):
            return [together]
        first = self._first_outcome(joined, previous)
        what = None if first is None else self.events.outcome(first, joined.quantity)
        if first is None or what is None or joined.event is None:
            return [joined]
        if {what, joined.what} == CASUALTIES:
            both = replace(first, happening=replace(first.happening, length=joined.event.next - first.index))
            return [self._made(joined.quantity, "lost", "joint", both)]
        of_second = self._of_both(joined, joined.what)
        return [self._made(of_second.quantity, what, "shared", first), of_second]

    def _suffered_both(self, joined: _Joined) -> _Joined | None:
        """Return casualties whose two verbs follow their number: 45 شخصا قتلوا وجرحوا."""
        event, text = joined.event, self.text
        if event is None or joined.what not in CASUALTIES or event.index < joined.quantity.last:
            return None
        at = event.next + self._is_or(event.next)
        first, second = text.form(event.next - 1), text.form(at)
        added = at > event.next or second.startswith("و")
        if not added or at + 1 in self.starts or first[-1:] != second[-1:]:
            return None
        whats = {each.what for each in self.lexicon.happenings(second) if each.kind == "past" and not each.pronoun}
        if not whats & (CASUALTIES - {joined.what}):
            return None
        both = replace(event, happening=replace(event.happening, length=at + 1 - event.index))
        end = text.words[at].end
        return replace(joined, what="lost", rule=f"joint.{joined.quantity.form}", event=both, end=end)

    def _first_outcome(self, joined: _Joined, previous: _Joined | None) -> Event | None:
        """Return the event right before that of a number, to which و or أو adds it: قتل وأصيب نحو ثلاثين شخصا."""
        event = joined.event
        if event is None or not joined.rule.startswith("event-number"):
            return None
        end = event.index - self._is_or(event.index - 1)
        added = end < event.index or (event.happening.skip == 1 and self.text.form(end).startswith("و"))
        first = self.events.at(end - 1, joined.quantity) if added and end > 0 else None
        if first is None or first.next != end or first.happening.what in {joined.what, *WEAK}:
            return None
        taken = previous is not None and previous.event is not None and previous.event.index == end - 1
        before = self.text.form(first.index).endswith("وا") or first.happening.pronoun  # لقي سبعة مصرعهم وأصيب 20
        return None if taken or before or self._is_another(joined.quantity) else first

    def _is_or(self, index: int) -> bool:
        """Return whether the word at `index` is أو."""
        return self.lexicon.has(self.text.form(index), "links", "or")

    def _is_another(self, quantity: Quantity) -> bool:
        """Return whether one more is counted than those named before: قتل وأصيب آخر."""
        unit = self.text.folded[quantity.unit[0] : quantity.unit[1]] if quantity.unit else ""
        return quantity.form == "singular" and self.lexicon.has(unit, "links", "other")

    def _of_both(self, joined: _Joined, what: What) -> _Joined:
        """Return the number for two outcomes together as the maximum of one of them."""
        limited = joined.quantity.max is not None and joined.quantity.bound in {"exact", "at_most", "range"}
        quantity = replace(joined.quantity, min=None, bound="at_most" if limited else "unknown")
        quantity = quantity if limited else replace(quantity, max=None)
        return replace(joined, quantity=quantity, what=what, rule=f"shared.{quantity.form}")

    def _casualties(self, quantity: Quantity) -> _Joined | None:
        """Join dead and injured who are counted together: 70 جنديا بين قتيل وجريح، 66 قتيلا وجريحا."""
        if self.lexicon.has(self.text.form(quantity.last), "links", "between"):
            at, one = quantity.last + 2, self.lexicon.noun(self.text.form(quantity.last + 1))
        else:
            at, one = quantity.last, quantity.noun
        either = self._is_or(at)
        at += either
        form = self.text.form(at)
        added = "" if either else "وال" if quantity.vague and form.startswith("وال") else "و"
        dozens = added == "وال"  # عشرات القتلى والجرحى
        outcome = form.removeprefix(added)
        other = self.lexicon.noun(outcome) if form.startswith(added) else None
        act = any(happening.kind == "masdar" for happening in self.lexicon.happenings(outcome))
        if act or one is None or other is None or {one.what, other.what} != CASUALTIES:
            return None
        if not dozens and other.number != "singular":
            return None
        last = self.text.words[at].end
        return _Joined(quantity, "lost", f"joint.{quantity.form}", None, quantity.start, last)

    # From a quantity to its event: the first of these methods that succeeds.

    def _join(self, quantity: Quantity, previous: _Joined | None) -> _Joined | None:
        if quantity.form == "plural" and self._in_part(quantity):
            return None
        if together := self._casualties(quantity):
            return together
        if first := self._among(quantity, previous) or self._driven(quantity) or self._tallied(quantity, previous):
            return first
        event = self.events.before(quantity, previous.quantity if previous else None)
        if event and (what := self.events.outcome(event, quantity)):
            fate = self._event_after(quantity) if what == "other" else None  # وثقت اللجنة 40 شخصا قضوا
            told = fate is not None and fate.what in OUTCOMES
            return fate if told else self._made(quantity, what, "event-number", event)
        found = (
            self._also(quantity, previous)
            or self._event_after(quantity)
            or self._plural_after(quantity)
            or self._by_noun(quantity)
        )
        if found is None and event and event.happening.what == "light":
            return self._by_light(quantity, event)
        return found or self._by_count(quantity)

    def _by_count(self, quantity: Quantity) -> _Joined | None:
        """Join a count that no event word governs: people who take part in something, or any other count."""
        noun = quantity.noun
        if quantity.form not in {"counted", "dual", "pronoun"} or not self._tells_how_many(quantity):
            return None
        acting = noun is not None and noun.sort in {"people", "vehicles"} and not self._after_preposition(quantity)
        acting = acting and not self.lexicon.has(self.text.form(quantity.last - 1), "count_rules", "passive")
        return self._made(quantity, "participating" if acting else "other", "count", None)

    def _tells_how_many(self, quantity: Quantity) -> bool:
        """Return whether a counted noun alone is a figure: not who speaks, not one of a kind, not a measure."""
        text, lexicon, noun = self.text, self.lexicon, quantity.noun
        before = text.form(quantity.first - 1)
        if lexicon.has(before, "count_rules", "not_after") or (noun is not None and noun.sort == "amounts"):
            return False
        if lexicon.has(text.form(quantity.first), "nouns", "pairs"):
            return False
        share = lexicon.has(text.form(quantity.last), "links", "of") and lexicon.has(
            text.form(quantity.last + 1), "count_rules", "not_after"
        )
        kin = lexicon.has(before, "count_rules", "kin") and quantity.particles.endswith("ل")
        placed = noun is not None and noun.sort == "things" and lexicon.has(before, "count_rules", "placing")
        if quantity.min == quantity.max == 1 or share or kin or placed or self.events.is_year(quantity):
            return False
        unit = text.folded[quantity.unit[0] : quantity.unit[1]] if quantity.unit else ""
        if (
            unit.startswith("ال")
            and noun is not None
            and noun.sort in {"things", "vehicles"}
            and quantity.form == "counted"
        ):
            return False
        if lexicon.has(unit.removeprefix("ال"), "count_rules", "never"):
            return False
        unsaid = quantity.vague or quantity.bound == "unknown"
        return not (unsaid and noun is None and quantity.form == "counted" and self._after_preposition(quantity))

    def _after_preposition(self, quantity: Quantity) -> bool:
        before = self.text.form(quantity.first - 1)
        particle = quantity.particles.removesuffix("ال")[-1:]
        return particle in {"ب", "ل", "ك"} or self.lexicon.has(before, "links", "prepositions")

    def _by_noun(self, quantity: Quantity) -> _Joined | None:
        """Join a noun that itself says what happened: 44 مصابا."""
        noun = quantity.noun
        if noun is None or noun.what is None or quantity.form in {"singular", "one"} or not self._speaks(quantity):
            return None
        what = "other" if self._survived(quantity) else noun.what
        return self._made(quantity, what, "among" if self._is_share(quantity) else "noun", None)

    def _survived(self, quantity: Quantity) -> bool:
        """Return whether those counted are victims of what the word after them says, of which nobody dies."""
        victims = self.lexicon.has(self.text.form(quantity.last - 1), "noun_rules", "victims")
        return victims and self.lexicon.has(self.text.form(quantity.last), "noun_rules", "survived")

    def _is_share(self, quantity: Quantity) -> bool:
        """Return whether some of those spoken of before are counted: خمسة من المصابين, but not عدد من القتلى."""
        if quantity.unit is None or quantity.vague or quantity.bound == "unknown":
            return False
        unit = self.text.folded[slice(*quantity.unit)]
        before = self.text.folded[: quantity.unit[0]].rstrip().rpartition(" ")[2]
        return unit.startswith("ال") and self.lexicon.has(before, "links", "of")

    def _made(self, quantity: Quantity, what: What, rule: str, event: Event | None) -> _Joined:
        first = quantity.start if event is None else self._begins(event)
        return _Joined(quantity, what, f"{rule}.{quantity.form}", event, first, quantity.end)

    def _begins(self, event: Event) -> int:
        return self.text.words[event.index].at + event.happening.skip

    def _speaks(self, quantity: Quantity) -> bool:
        """Return whether a noun that says what happened gives a figure here."""
        form = self.text.folded[quantity.unit[0] : quantity.unit[1]] if quantity.unit else ""
        if self.lexicon.has(self.text.form(quantity.first - 1), "noun_rules", "meant_for"):
            return False
        if quantity.form == "plural" and self.lexicon.has(form, "noun_rules", "never_alone"):
            before = self.lexicon.happenings(self.text.form(quantity.first - 1)) if quantity.first else ()
            return any(happening.what == "light" for happening in before)
        if quantity.form == "plural":
            return not self.lexicon.has(form, "noun_rules", "alone_ending")
        return True

    # A tally: the noun for the dead or injured, and what their number rose to.

    def _tallied(self, quantity: Quantity, previous: _Joined | None) -> _Joined | None:
        """Join a number to the tally that it gives: حصيلة القتلى … إلى 11 شخصا، العدد هو أربعة."""
        noun = quantity.noun
        if noun is not None and noun.what is not None and not self._given(quantity):
            return None
        if quantity.form == "plural" or (noun is not None and noun.sort not in {"people", "bodies"}):
            return None
        if event := self._of_those(quantity) or self._counted_ones(quantity):
            part = self.lexicon.has(self.text.form(event.index - 1).removeprefix("و"), "links", "out_of")
            return self._made(quantity, cast("What", event.happening.what), "among" if part else "tally", event)
        again = previous is not None and previous.what in OUTCOMES and self._total(quantity)
        if again and previous is not None and quantity.form == "bare":
            return _Joined(quantity, previous.what, f"total.{quantity.form}", None, quantity.start, quantity.end)
        return None

    def _given(self, quantity: Quantity) -> bool:
        """Return whether a number is what a tally rose or amounts to."""
        return self.lexicon.has(self.text.form(quantity.first - 1), "tallies", "to")

    def _total(self, quantity: Quantity) -> bool:
        """Return whether a number is the total spoken of: العدد هو أربعة، ارتفع العدد إلى تسعة عشر."""
        before = [self.text.form(quantity.first - k) for k in (1, 2, 3)]
        given = any(self.lexicon.has(before[0], "tallies", key) for key in ("to", "is"))
        return given and any(self.lexicon.has(form, "tallies", "total") for form in before[1:])

    def _of_those(self, quantity: Quantity) -> Event | None:
        """Return those right before a number that says how many of them are what: من بين المصابين 10 أطفال."""
        index = quantity.first - 1
        form = self.text.form(index)
        noun = self.lexicon.noun(form.removeprefix("ال")) if form.startswith("ال") else None
        if quantity.particles or noun is None or noun.what not in OUTCOMES or noun.number not in _PLURALS:
            return None
        one_of = self.lexicon.has(self.text.form(index - 1).removeprefix("و"), "links", "out_of")
        if quantity.form == "singular" and not one_of:
            return None  # عدد المعتقلين مرشح للزيادة
        return Event(index, Happening(noun.what, form, "tally", ()))

    def _counted_ones(self, quantity: Quantity) -> Event | None:
        """Return the dead or injured whose number rose to this one, however far before it in the sentence."""
        some = quantity.bound == "unknown" and not quantity.vague  # نقل الجرحى إلى عدد من الدول
        if some or not self._given(quantity):
            return None
        text = self.text
        for index in range(quantity.first - 2, max(quantity.first - _TALLY_REACH, -1), -1):
            form = text.form(index)
            other = self.starts.get(index)
            counted = other is not None and other.form != "plural"
            if counted and other is not None and other.noun is not None and other.noun.sort == "events":
                continue  # حصيلة قتلى الهجومين إلى 21
            if self.lexicon.has(form, "links", "ends") or counted:
                return None
            stem = form.removeprefix("ل").removeprefix("ل" if form.startswith("لل") else "ال")
            noun = self.lexicon.noun(stem)
            plural = noun is not None and noun.number in _PLURALS and noun.what in OUTCOMES
            if noun is not None and plural and self._rises(index):
                return Event(index, Happening(cast("What", noun.what), form, "tally", ()))
        return None

    def _rises(self, index: int) -> bool:
        """Return whether the noun at a place is what is tallied: عدد القتلى، ارتفاع الضحايا."""
        before = (self.text.form(index - k) for k in (1, 2, 3, 4))
        return any(
            self.lexicon.has(form.removeprefix("و"), "tallies", key)
            for form in before
            for key in ("words", "rising", "total")
        )

    # A part of those counted before, or more of the same.

    def _among(self, quantity: Quantity, previous: _Joined | None) -> _Joined | None:
        """Join a part of the figure before to its event: بينهم أربعة أطفال وسيدتان."""
        before = self.text.form(quantity.first - 1)
        people = quantity.noun is not None and quantity.noun.sort == "people"
        if quantity.form == "plural" or (quantity.form == "singular" and not people):
            return None
        if not any(self.lexicon.has(form, "links", "among") for form in (before, before.removeprefix("و"))):
            return None
        if previous is None or not self._same_sentence(previous.end, quantity.start):
            return self._of_outcome(quantity)
        own = previous.what in WEAK and quantity.noun is not None and quantity.noun.what is not None
        what = cast("What", quantity.noun.what) if own and quantity.noun else previous.what
        return _Joined(quantity, what, f"among.{quantity.form}", previous.event, previous.first, quantity.end)

    def _of_outcome(self, quantity: Quantity) -> _Joined | None:
        """Join a part of dead or injured whose number is not given: القتلى بينهم اثنان من المدنيين."""
        index = quantity.first - 2
        form = self.text.form(index - 1 if self.lexicon.has(self.text.form(index), "links", "of") else index)
        noun = self.lexicon.noun(form.removeprefix("ال")) if form.startswith("ال") else None
        if noun is None or noun.what not in OUTCOMES or noun.number not in _PLURALS:
            return None
        return self._made(quantity, noun.what, "among", Event(index, Happening(noun.what, form, "tally", ())))

    def _in_part(self, quantity: Quantity) -> bool:
        """Return whether a plural only says who some of those counted are: بينهم نساء وأطفال."""
        first = quantity.first - (1 if quantity.particles == "و" else 0)
        return any(self.lexicon.has(self.text.form(k), "links", "among") for k in (quantity.first - 1, first - 1))

    def _also(self, quantity: Quantity, previous: _Joined | None) -> _Joined | None:
        """Join a number added with و to the event of the one before: مقتل ثلاثة جنود وخمسة مدنيين."""
        if previous is None or (previous.event is None and not previous.rule.startswith("among")):
            return None
        noun = quantity.noun
        if not self._is_added(quantity, previous) or (noun and noun.what and previous.what in WEAK):
            return None
        if previous.event and previous.event.index >= previous.quantity.last:
            return None  # A verb after both: each is joined to it by itself.
        if noun and noun.what in OUTCOMES and noun.what != previous.what:
            return None
        what = self.lexicon.fits(previous.what, noun)
        if what is None or what == "light":
            return None
        rule = "among" if previous.rule.startswith("among") else "also"
        return _Joined(quantity, what, f"{rule}.{quantity.form}", previous.event, previous.first, quantity.end)

    def _is_added(self, quantity: Quantity, previous: _Joined) -> bool:
        """Return whether و adds this number to the one before, close to it and in the same clause."""
        more = self._adding(quantity)
        between = self.text.words[previous.quantity.last : quantity.first - more]
        comma = bool(between) and self.lexicon.has(between[-1].form, "links", "commas")
        if comma and (quantity.form == "counted" or more):
            between = between[:-1]
        joined = quantity.particles.startswith("و") or self.text.form(quantity.first - 1) == "و"
        if not (joined or more) or len(between) > 4 or any(self.events.ends_clause(w) for w in between):
            return False
        if quantity.form == "plural":
            noun = quantity.noun
            return noun is not None and noun.what is None and noun.sort == "people" and previous.what not in WEAK
        if quantity.form == "singular":
            return previous.rule.startswith("among") or self._one_more(quantity, previous)
        return quantity.form != "bare"

    def _adding(self, quantity: Quantity) -> int:
        """Return how many words right before a number add it to another one (إلى جانب، فضلا عن); 0 if none do."""
        before = [self.text.form(quantity.first - k) for k in (2, 1)]
        phrase = " ".join(before).removeprefix("و")
        return len(before) if self.lexicon.has(phrase, "links", "adding") else 0

    def _one_more(self, quantity: Quantity, previous: _Joined) -> bool:
        """Return whether this is one more person, right after those counted: مقتل طفلين وامرأة."""
        noun, form = quantity.noun, self.text.form(quantity.first).removeprefix("و")
        near = previous.quantity.last == quantity.first and previous.quantity.form in {"counted", "dual", "singular"}
        people = noun is not None and noun.sort == "people" and noun.what is None
        return near and people and previous.what not in WEAK and not self.lexicon.has(form, "noun_rules", "never_added")

    def _same_sentence(self, start: int, end: int) -> bool:
        words = self.text.words
        between = words[bisect_left(words, start, key=_AT) : bisect_left(words, end, key=_AT)]
        return not any(word.is_mark and self.lexicon.has(word.form, "links", "ends") for word in between)

    # An event after the number.

    def _event_after(self, quantity: Quantity) -> _Joined | None:
        """Join an event after the number: 62 ألف شخص نزحوا، 17 جنديا قد قتلوا، أسلحة غنمها المهاجمون، أن مدنيا قتل."""
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

    def _plural_after(self, quantity: Quantity) -> _Joined | None:
        """Join a verb in the plural, or with their pronoun, further on: 11 فردا من أسرة قتلوا، 12 طالبا أفرج عنهم."""
        people = quantity.noun is None or quantity.noun.sort in {"people", "bodies"}
        if not people or quantity.form not in {"counted", "dual", "pronoun", "plural"}:
            return None
        if quantity.min == quantity.max == 1:
            return None
        text = self.text
        for at in range(quantity.last, min(quantity.last + _PLURAL_REACH, len(text))):
            form = text.form(at)
            other = self.starts.get(at)
            counted = other is not None and other.form in {"counted", "dual", "bare"} and other.min != 1
            part = any(self.lexicon.has(text.form(at - k), "links", "among") for k in (1, 2))
            if self.lexicon.has(form, "links", "ends_reach") or (counted and not part):
                return None
            if form.endswith("وا") or self.lexicon.has(text.form(at + 1), "links", "resuming"):
                return self._suffered(quantity, at)
        return None

    def _suffered(self, quantity: Quantity, at: int) -> _Joined | None:
        """Return what the verb at a place says happened to those counted, its subject; None if it says nothing."""
        if phrase := self.lexicon.phrase(self.text.forms[at : at + 4]):
            if phrase.what == "light" or phrase.what in WEAK or phrase.skip:
                return None
            return self._until(quantity, phrase.what, "number-phrase", at + phrase.length - 1)
        for happening in self.lexicon.happenings(self.text.form(at)):
            if happening.what not in _SUFFERED or happening.skip or happening.pronoun or not happening.finite:
                continue
            if self.events.means_else(at, happening):
                continue
            if self._acts(quantity, at):
                counted = quantity.form != "plural"
                return self._until(quantity, "participating", "number-event", at) if counted else None
            what = self.lexicon.fits(happening.what, quantity.noun)
            if what is not None and what != "light":
                return self._until(quantity, what, "number-event", at)
        return None

    def _is_subject(self, quantity: Quantity) -> bool:
        """Return whether a noun for one person is the subject of the verb after it: أن مدنيا قتل."""
        accusative = quantity.unit is not None and self.text.folded[quantity.unit[1] - 1] == "ا"
        return accusative and self.lexicon.has(self.text.form(quantity.first - 1), "links", "subject_after")

    def _passed(self, quantity: Quantity, at: int) -> int | None:
        """Return the index after words allowed between those counted and their verb; None if no verb can follow."""
        form, following = self.text.form(at), self.text.form(at + 1)
        added = self.starts.get(at)
        if added is not None:
            return added.last if added.particles == "و" and added.form in {"counted", "dual"} else None
        if not form[:1].isalpha():
            return None
        if self.lexicon.has(form, "links", "ranks"):
            return at + 2
        people = quantity.noun is not None and quantity.noun.sort == "people"
        if people and self.lexicon.has(form, "links", "of") and following.startswith("ال"):
            return at + 2
        return at + 1 if self.lexicon.has(form, "links", "before_verb") or self._qualifies(form) else None

    def _event_right_at(self, quantity: Quantity, at: int) -> _Joined | None:
        """Return the event at a place after the number: an adjective, a phrase, a verb or an outcome."""
        form = self.text.form(at)
        if what := self._state_of(form, quantity):
            return self._until(quantity, what, "number-state", at)
        phrase = self.lexicon.phrase(self.text.forms[at : at + 4]) if at < len(self.text) else None
        people = quantity.noun is not None and quantity.noun.sort == "people"
        aboard = phrase is not None and people and self.lexicon.has(phrase.lemma, "phrases", "aboard")
        if phrase and phrase.what in _SUFFERED and not self._may_suffer(quantity):
            phrase = None
        if phrase and phrase.what != "light" and (aboard or phrase.what not in WEAK):
            return self._until(quantity, phrase.what, "number-phrase", at + phrase.length - 1)
        followed = (self._follows(quantity, at, happening) for happening in self.lexicon.happenings(form))
        return next(filter(None, followed), None)

    @staticmethod
    def _may_suffer(quantity: Quantity) -> bool:
        """Return whether those counted can be people; attacks and vehicles take lives and lose none."""
        return quantity.noun is None or quantity.noun.sort in {"people", "bodies"}

    def _state_of(self, form: str, quantity: Quantity) -> What | None:
        plain = quantity.form in {"counted", "dual"} and quantity.bound != "unknown"
        return self.lexicon.state(form) if plain else None

    def _qualifies(self, form: str) -> bool:
        """Return whether a word can stand between the noun and its verb: an adjective or a time."""
        return form.endswith(("ا", "ين", "ه")) or form.startswith("ال")

    def _driven(self, quantity: Quantity) -> _Joined | None:
        """Join what those counted were forced to do: أجبر ألفي شخص على النزوح."""
        to, at = self.text.form(quantity.last), quantity.last + 1
        if not self.lexicon.has(to, "links", "driven") or not self.events.is_of_people(quantity):
            return None
        if not self.text.form(at).startswith("ال"):
            return None
        fled = any(
            each.what == "displaced" and each.kind == "masdar" for each in self.lexicon.happenings(self.text.form(at))
        )
        return self._until(quantity, "displaced", "number-outcome", at) if fled else None

    def _follows(self, quantity: Quantity, at: int, happening: Happening) -> _Joined | None:
        """Join a verb after the number if its form and its object show that it affected those counted."""
        before = self.text.form(at - 1)
        if happening.what == "light" or self.lexicon.has(before, "links", "negation"):
            return None
        if self.events.means_else(at, happening):
            return None
        if happening.kind == "masdar":
            becoming = quantity.form == "pronoun" and self.lexicon.has(before, "links", "to")
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
        if quantity.form == "bare" and (happening.what in WEAK or not form.endswith("وا")):
            return False
        if happening.what not in WEAK:
            return True
        told = noun is None or noun.what is not None
        return quantity.bound != "unknown" and (not told or (noun is not None and self._acts(quantity, at)))

    def _agrees(self, quantity: Quantity, at: int) -> bool:
        """Return whether a verb agrees with the counted noun: plural for people, feminine for things."""
        if quantity.noun is None or quantity.noun.sort not in {"people", "bodies"} or quantity.unit is None:
            return True
        verb = self.text.form(at)
        plural = verb.endswith(("وا", "ون", "ان", "ا", "ن"))
        if quantity.max == 1:
            return not plural and self._ends_clause(at + 1)
        feminine = self.text.folded[slice(*quantity.unit)].endswith(("ه", "ات"))
        return feminine or plural

    def _ends_clause(self, index: int) -> bool:
        """Return whether a verb before this word has no object: a mark, a preposition or a particle follows."""
        form = self.text.form(index)
        how = form.endswith("ا") and index not in self.starts
        plain = self.lexicon.has(form, "links", "prepositions") or form.startswith(("و", "ب", "ل"))
        return not form[:1].isalpha() or plain or how

    def _acts(self, quantity: Quantity, at: int) -> bool:
        """Return whether those counted are the agents: the verb has its own object, a number or a vehicle's cargo."""
        form = self.text.form(at + 1)
        vehicles = quantity.noun is not None and quantity.noun.sort == "vehicles"
        own = (
            form[:1].isalpha()
            and not self.lexicon.has(form, "links", "prepositions")
            and not form.startswith(("ب", "و", "ل"))
        )
        return at + 1 in self.starts or (vehicles and own)

    def _until(self, quantity: Quantity, what: What, rule: str, at: int) -> _Joined:
        return _Joined(
            quantity, what, f"{rule}.{quantity.form}", Event(at, Happening(what, "", "past", ())), quantity.start,
            self.text.words[at].end,
        )  # fmt: skip

    # Words that only introduce the noun.

    def _by_light(self, quantity: Quantity, event: Event) -> _Joined | None:
        """Join a vague verb (طالت 46 مدنيا) to an event noun earlier in the sentence (حملة الاعتقالات)."""
        if quantity.noun is None or quantity.form in {"plural", "singular"}:
            return None
        text = self.text
        for index in range(event.index - 1, max(event.index - 40, -1), -1):
            if self.lexicon.has(text.form(index), "links", "ends"):
                break
            for happening in self.lexicon.happenings(text.form(index)):
                what = self.lexicon.fits(happening.what, quantity.noun)
                if happening.kind == "masdar" and happening.what not in WEAK and what and what != "light":
                    return self._made(quantity, what, "light-verb", event)
        fell = self.lexicon.rule(event.happening, "deadly") and quantity.noun.sort == "people"
        return self._made(quantity, "killed" if fell else "other", "light-verb", event)

    # From the joined quantity to the figure.

    def _figure(self, joined: _Joined, previous: Figure | None) -> Figure:
        quantity, text = joined.quantity, self.text
        first = joined.first
        if joined.event is None and (light := self._light_before(quantity)) is not None:
            first = light
        unit = text.span(*quantity.unit) if quantity.unit else None
        event = joined.event
        told = not quantity.vague  # عشرات names no number, and so no least one.
        return Figure(
            span=text.span(first, joined.end),
            what=joined.what,
            min=quantity.min if told else None,
            max=quantity.max if told else None,
            bound=quantity.bound if told else "unknown",
            unit=unit,
            whose=self._whose(joined, previous),
            event=text.span(self._begins(event), text.words[event.next - 1].end) if event else None,
            rule=joined.rule,
        )

    def _light_before(self, quantity: Quantity) -> int | None:
        """Include the verb in the figure if nothing stands between them: سقط 206 ضحايا."""
        index = quantity.first - 1
        if index < 0 or self.text.words[index].is_mark:
            return None
        for happening in self.lexicon.happenings(self.text.form(index)):
            if happening.lemma == "سَقَطَ":
                return self.text.words[index].at + happening.skip
        return None

    def _whose(self, joined: _Joined, previous: Figure | None) -> Span | None:
        """Return the noun phrase after من, the loser before the number, or that of the figure before for منهم."""
        quantity, text = joined.quantity, self.text
        if quantity.form == "pronoun" and previous is not None:
            return previous.whose or previous.unit
        if quantity.noun is not None and quantity.noun.sort == "amounts":
            return None
        own = quantity.owned and not quantity.particles.startswith("و")
        if own and joined.event and joined.event.next < quantity.first:
            return text.span(text.words[joined.event.next].at, text.words[quantity.first - 1].end)
        if self.lexicon.has(text.form(quantity.last), "links", "of") and joined.what not in _FROM_PLACES:
            return self._noun_phrase(quantity.last + 1)
        return None

    def _noun_phrase(self, index: int) -> Span | None:
        """Return a noun with the definite words after it."""
        text = self.text
        form = text.form(index)
        excluded = self.lexicon.has(form, "links", "not_whose") or self.lexicon.has(form, "links", "prepositions")
        if not form[:1].isalpha() or excluded or index in self.taken:
            return None
        last = index
        while (
            last - index < 4
            and text.form(last + 1).startswith("ال")
            and not self.lexicon.has(text.form(last + 1), "links", "clause")
        ):
            last += 1
        return text.span(text.words[index].at, text.words[last].end)
