"""Extract figures from an English text: how many people or things something happened to.

A number with its noun is a figure; what happened is read from the noun itself (20 deaths), from the verb or adjective
after it (20 people were killed), from the verb before it (killed 20 people), or from the figure that it is joined to or
part of. One person is a figure only where something happened to them (a man was killed, the death of a soldier).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.languages.en.facets import quantities, single_victims, times
from claims.languages.en.facets.english_words import Text
from claims.languages.en.facets.figure_words import figure_words
from claims.model.facets import Figure

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from claims.languages.en.facets.figure_words import Cue
    from claims.languages.en.facets.quantities import Quantity
    from claims.model.facets import What

__all__ = ["find", "read"]

_REACH = 14
"""Maximum number of words between a counted noun and the verb after it."""
_APPOSITION = 14
_TOLL = 30
"""Maximum number of words between a toll and its number."""
_ENDS = frozenset((".", "!", "?", ";", "\n", ":", "\n\n"))
_SINGLE = frozenset(("killed", "injured", "captured", "released", "missing", "rescued"))
"""What is read of one person."""
_THEN: Mapping[str, frozenset[str]] = {
    "captured": frozenset(("released", "rescued", "killed")),
    "injured": frozenset(("killed",)),
    "missing": frozenset(("killed", "rescued", "released")),
    "other": _SINGLE,
}
"""What can become of those to whom something else happened first; the later tells how many of them there are now."""
_OBJECT_OPENERS = frozenset(
    (
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "its",
        "more",
        "at",
        "about",
        "some",
        "several",
        "all",
        "another",
        "dozens",
        "hundreds",
    )
)


@dataclass(frozen=True, slots=True)
class _Happening:
    """What happened to a quantity, the words that say so, and the rule; `first` and `last` extend the figure's span."""

    what: What
    rule: str
    cue: Cue | None
    first: int
    last: int


def find(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text, in text order."""
    words = Text(text)
    return read(words, times.read(words, published=None)[1])


def read(text: Text, taken: Collection[int]) -> tuple[Figure, ...]:
    """Return the figures of a text that is already split; `taken` are the indices of the words of times."""
    reader = _Reader(text, quantities.find(text, taken))
    figures = [*reader.figures(), *single_victims.find(text, reader.used)]
    return tuple(sorted(figures, key=lambda figure: (figure.span.start, figure.span.end)))


class _Reader:
    def __init__(self, text: Text, found: list[Quantity]) -> None:
        self.text = text
        self.words = figure_words()
        self.found = found
        self.used: set[int] = set()
        """Indices of the words for events that figures are read from."""
        self.starts = {quantity.first for quantity in found if quantity.kind != "single"}

    def figures(self) -> list[Figure]:
        """Return the figures of all quantities."""
        told = [self._casualties(quantity, self._happening(quantity)) for quantity in self.found]
        for k, quantity in enumerate(self.found):
            told[k] = told[k] or self._joined(k, told)
            if told[k] is None and quantity.kind == "counted":
                told[k] = self._plain(quantity)
        return [
            self._figure(quantity, happening)
            for quantity, happening in zip(self.found, told, strict=True)
            if happening and (quantity.kind != "single" or happening.what in _SINGLE)
        ]

    def _figure(self, quantity: Quantity, happening: _Happening) -> Figure:
        text, cue = self.text, happening.cue
        if cue:
            self.used.update(range(cue.first, cue.last))
        self.used.update(range(quantity.first, quantity.last))
        first, last = min(quantity.first, happening.first), max(quantity.last, happening.last)
        return Figure(
            span=text.span(first, last), what=happening.what, min=quantity.min, max=quantity.max, bound=quantity.bound,
            unit=text.span(quantity.unit[1] - 1, quantity.unit[1]) if quantity.unit else None,
            event=text.span(cue.first, cue.last) if cue else None, rule=happening.rule,
        )  # fmt: skip

    def _happening(self, quantity: Quantity) -> _Happening | None:
        """Return what a quantity's own words, or the verbs around it, say."""
        if quantity.kind in {"money", "percent"}:
            return _Happening("other", quantity.kind, None, quantity.first, quantity.last)
        noun, after = self._noun(quantity), self._after(quantity)
        if noun:
            return after if after and after.what == "killed" != noun.what else noun
        before = self._before(quantity) if after is None or after.what in {"participating", "other"} else None
        return before or after or self._toll(quantity)

    def _noun(self, quantity: Quantity) -> _Happening | None:
        """Read 20 deaths, three bodies, two wounded soldiers."""
        if quantity.unit is None or quantity.kind == "single":
            return None
        for k in range(quantity.unit[1] - 1, quantity.unit[0] - 1, -1):
            if what := self.words.nouns.get(self.text.form(k)):
                return _Happening(what, "noun", None, quantity.first, quantity.last)
        return None

    # After the noun: 20 people were killed.

    def _after(self, quantity: Quantity) -> _Happening | None:
        text, words = self.text, self.words
        k, helped = quantity.last, False
        limit = min(len(text), k + _REACH)
        while k < limit:
            form = text.form(k)
            if cue := words.cue(text, k):
                state = self._state(quantity, cue, helped=helped)
                return state and ((not helped and self._then(quantity, state, cue)) or state)
            if words.has(form, "aux"):
                helped, k = helped or form != "to", k + 1
            elif words.has(form, "adverbs") or form in {"-", "–"} or (form.endswith("ly") and len(form) > 4):
                k += 1
            elif form == "," and (end := self._apposition(k)):
                k = end
            elif form in {"who", "that", "which"}:
                k += 1
            elif form in {"from", "of", "on", "in", "at"} and not helped and (end := self._prepositional(k)):
                k = end
            else:
                return None
        return None

    def _state(self, quantity: Quantity, cue: Cue, *, helped: bool) -> _Happening | None:
        """Read the verb or adjective after a noun, unless it is an active verb whose object follows."""
        text, following = self.text, self.text.form(cue.last)
        what = cue.senses.get("states") or (cue.senses.get("verbs") if self._participle(cue) else None)
        if what is None:
            return None
        if (
            "verbs" in cue.senses
            and not helped
            and (cue.last in self.starts or following in _OBJECT_OPENERS or text.capital(cue.last))
        ):
            return None
        if "verbs" in cue.senses and helped and cue.last in self.starts and not self._passive_before(cue):
            return None
        if quantity.kind == "single" and (
            what in {"displaced", "participating"} or text.form(cue.first) in {"in", "critically", "seriously"}
        ):
            return None
        return _Happening(what, "after", cue, quantity.first, cue.last)

    def _then(self, quantity: Quantity, state: _Happening, cue: Cue) -> _Happening | None:
        """Return what the sentence says then became of them: 15 students abducted from a school were freed."""
        text = self.text
        ends = _THEN.get(state.what, frozenset())
        for k in range(cue.last, min(len(text), cue.last + _REACH)):
            form = text.form(k)
            if form in _ENDS or form in {"and", "but", "who", "that", "which", "while", "when"} or k in self.starts:
                return None
            found = self.words.cue(text, k)
            if found is None or not (form == "died" or (self._passive_before(found) and self._participle(found))):
                continue
            what = found.senses.get("states") or found.senses.get("verbs")
            return _Happening(what, "after", found, quantity.first, found.last) if what in ends else None
        return None

    def _participle(self, cue: Cue) -> bool:
        """Return whether a verb's form can be a participle of the passive."""
        form = self.text.form(cue.first)
        return not form.endswith(("ing", "s")) and form not in {
            "kill",
            "arrest",
            "detain",
            "capture",
            "evacuate",
            "destroy",
            "seize",
            "release",
            "free",
            "rescue",
            "displace",
            "damage",
            "injure",
            "wound",
        }

    def _passive_before(self, cue: Cue) -> bool:
        return self.text.form(cue.first - 1) in {"was", "were", "been", "being", "be", "are", "is"}

    def _apposition(self, comma: int) -> int | None:
        """Return the index after the comma that closes an apposition before an auxiliary verb or an event."""
        text = self.text
        for k in range(comma + 1, min(len(text), comma + _APPOSITION)):
            if text.form(k) in _ENDS:
                return None
            if text.form(k) == ",":
                following = text.form(k + 1)
                return k + 1 if following in {"was", "were", "have", "has", "had", "are", "is"} else None
        return None

    def _prepositional(self, index: int) -> int | None:
        """Return the index of the auxiliary verb after a short phrase: two soldiers from his side were wounded."""
        text, words = self.text, self.words
        for k in range(index + 1, min(len(text), index + 8)):
            form = text.form(k)
            if form in {"was", "were", "have", "has", "had", "are", "died"}:
                return k
            if not form[:1].isalnum() and form not in {"'s", "-"}:
                return None
            if form in {"who", "that", "which", "and"} or words.cue(text, k) or k in self.starts:
                return None
        return None

    # Before the number: killed 20 people.

    def _before(self, quantity: Quantity) -> _Happening | None:
        text, words = self.text, self.words
        k = quantity.first - 1
        while words.has(text.form(k), "before_object") and k > quantity.first - 4:
            k -= 1
        if text.form(k) in {'"', "“", "‘"}:
            k -= 1
        for first in range(k, max(-1, k - 4), -1):
            cue = words.cue(text, first)
            if cue is None or cue.last != k + 1:
                continue
            if what := cue.senses.get("of"):
                return _Happening(what, "of", cue, cue.first, quantity.last)
            if (what := cue.senses.get("verbs")) and not (self._passive_before(cue) and quantity.kind != "single"):
                return _Happening(self._object(what, quantity), "before", cue, cue.first, quantity.last)
        return self._hostage(quantity)

    def _object(self, what: What, quantity: Quantity) -> What:
        """Return what happened to the object of a verb that has another meaning for things than for people."""
        words = self.words.words
        if what == "captured" and quantity.noun in words["vehicles"]:
            return "seized"
        people = quantity.noun in words["participants"] or quantity.noun in words["persons"]
        return "captured" if what == "seized" and people and quantity.noun not in words["vehicles"] else what

    def _hostage(self, quantity: Quantity) -> _Happening | None:
        """Read took her hostage, holding three people captive, leaving ten dead."""
        text, last = self.text, quantity.last
        if text.form(last) in {"hostage", "captive", "prisoner"}:
            cue = self.words.cue(text, last)
            return _Happening("captured", "after", cue, quantity.first, last + 1)
        return None

    # Tolls: the death toll rose to 73.

    def _toll(self, quantity: Quantity) -> _Happening | None:
        """Read a bare number, or one of people, after a toll and its verb."""
        text, words = self.text, self.words
        if quantity.kind == "single" or (
            quantity.kind == "counted" and quantity.noun not in {"people", "persons", "civilians", "victims"}
        ):
            return None
        linked = False
        for k in range(quantity.first - 1, max(-1, quantity.first - 1 - _TOLL), -1):
            form = text.form(k)
            if form in _ENDS or k in self.starts:
                return None
            if (cue := words.cue(text, k)) and "tolls" in cue.senses and (linked or cue.last == quantity.first):
                longer = words.cue(text, k - 1) if k else None
                cue = longer if longer and longer.last == cue.last and "tolls" in longer.senses else cue
                return _Happening(cue.senses["tolls"], "toll", cue, cue.first, quantity.last)
            if k == quantity.first - 1 and not words.has(form, "toll_verbs"):
                return None
            linked = linked or form in {
                "to",
                "at",
                "of",
                "reached",
                "was",
                "is",
                "stood",
                "hit",
                "passed",
                "topped",
                "exceeded",
                "stands",
                "numbered",
                "surpassed",
            }
        return None

    # Dead and injured with one number: 45 people were killed or wounded, 30 dead and injured.

    def _casualties(self, quantity: Quantity, told: _Happening | None) -> _Happening | None:
        """Return what is told of a quantity; `lost` where one number is of dead and injured together."""
        if told is None or quantity.kind == "single" or told.what not in {"killed", "injured"}:
            return told
        first, last = self._before_and(told.cue.first) if told.cue else None, self._after_and(quantity, told)
        if first is None and last is None:
            return told
        first, last = told.first if first is None else first, told.last if last is None else last
        return _Happening("lost", f"joint:{told.rule}", told.cue, first, last)

    def _before_and(self, index: int) -> int | None:
        """Return the index of the other outcome that and or or adds the one at `index` to: killed and wounded 30."""
        text = self.text
        joined = index > 1 and self.words.has(text.form(index - 1), "joining")
        if not joined or self.words.has(text.form(index - 3), "passive"):
            return None  # Of 20 people who were killed and injured 30 others, the first word tells of the former.
        return index - 2 if self._are_both(text.form(index - 2), text.form(index)) else None

    def _after_and(self, quantity: Quantity, told: _Happening) -> int | None:
        """Return the index after the other outcome that follows with and or or: 30 people were killed or wounded."""
        text = self.text
        last = told.cue.last if told.cue else quantity.last
        other = last + 1
        while self.words.has(text.form(other), "passive"):
            other += 1
        if not self.words.has(text.form(last), "joining") or not self._are_both(text.form(last - 1), text.form(other)):
            return None
        return None if other + 1 in self.starts - {quantity.first} else max(told.last, other + 1)

    def _are_both(self, one: str, other: str) -> bool:
        """Return whether of two words one says that people died and the other that they were hurt."""
        has = self.words.has
        return (has(one, "dead") and has(other, "hurt")) or (has(one, "hurt") and has(other, "dead"))

    # Joined quantities and parts.

    def _joined(self, k: int, told: list[_Happening | None]) -> _Happening | None:
        """Read a quantity as another one beside it: two Israelis and three others; including six women."""
        if self._among(self.found[k]):
            return self._as_part(k, told)
        return self._as_next(k, told) or self._as_earlier(k, told)

    def _earlier(self, k: int, told: list[_Happening | None]) -> int | None:
        """Return the index of the last quantity before another one of which something is told, within three."""
        kinds = {"counted", "bare", "single"}
        near = range(k - 1, max(-1, k - 4), -1)
        return next((j for j in near if told[j] and self.found[j].kind in kinds), None)

    def _as_part(self, k: int, told: list[_Happening | None]) -> _Happening | None:
        j = self._earlier(k, told)
        happening = None if j is None else told[j]
        if j is None or happening is None or happening.what == "other":
            return None
        quantity = self.found[k]
        if not self._same_sentence(self.found[j], quantity):
            return None
        return _Happening(happening.what, f"among:{happening.rule}", None, quantity.first, quantity.last)

    def _as_next(self, k: int, told: list[_Happening | None]) -> _Happening | None:
        """Read 23 men as the woman in 23 men and one woman were arrested."""
        happening = told[k + 1] if k + 1 < len(told) else None
        if (
            happening is None
            or happening.rule not in {"after", "joint:after"}
            or not self._and(self.found[k], self.found[k + 1])
        ):
            return None
        return _Happening(happening.what, "joined", None, self.found[k].first, self.found[k].last)

    def _as_earlier(self, k: int, told: list[_Happening | None]) -> _Happening | None:
        """Read three others as the civilians in killed two civilians and three others."""
        happening = told[k - 1] if k else None
        if happening is None or not self._and(self.found[k - 1], self.found[k]):
            return None
        rules = {"before", "of"} if self.found[k].kind == "single" else {"before", "of", "joined", "toll"}
        if happening.rule.removeprefix("joint:") not in rules or happening.what == "other":
            return None
        return _Happening(happening.what, "joined", None, self.found[k].first, self.found[k].last)

    def _among(self, quantity: Quantity) -> bool:
        """Return whether words say that a quantity is a part of the one before it: including, two of them."""
        text, k = self.text, quantity.first - 1
        if text.form(quantity.last - 1) in {"them", "whom", "which"}:
            return True
        k -= text.form(k) in {",", "("}
        phrases = (text.forms[max(0, k - size + 1) : k + 1] for size in (3, 2, 1))
        return any(phrase and phrase in self.words.among.get(phrase[0], ()) for phrase in phrases)

    def _same_sentence(self, one: Quantity, other: Quantity) -> bool:
        return not _ENDS & set(self.text.forms[one.last : other.first]) and other.first - one.last <= 25

    def _and(self, one: Quantity, other: Quantity) -> bool:
        """Return whether two quantities are joined by and or a comma, with no verb between them."""
        between = self.text.forms[one.last : other.first]
        if len(between) > 8 or not between or not ({"and", ",", "or", "plus"} & set(between[-2:])):
            return False
        return not any(self.words.has(form, "aux") or form in _ENDS for form in between)

    def _plain(self, quantity: Quantity) -> _Happening | None:
        """Read a counted noun to which nothing is said to happen."""
        if quantity.unit is None:
            return None
        if self.text.form(quantity.first) == "many":
            return None
        acts = self.words.has(quantity.noun, "participants")
        return _Happening("participating" if acts else "other", "counted", None, quantity.first, quantity.last)
