"""Find what happened to one person, who is named or meant by their office: مقتل القيادي، العقيد الذي اغتيل."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.languages.ar.facets.facet_words import ARTICLE
from claims.languages.ar.facets.figure_events import Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claims.languages.ar.facets.facet_words import Text
    from claims.languages.ar.facets.happening_lexicon import Happening, Lexicon
    from claims.languages.ar.facets.name_tagger import Name
    from claims.languages.ar.facets.quantities import Quantity
    from claims.model.facets import What

__all__ = ["Fate", "Fates"]

_WHATS = frozenset(("killed", "injured", "captured", "released", "missing"))
_OUTCOMES: tuple[What, ...] = ("killed", "injured", "captured", "released", "missing")
_DONE_TO = frozenset(("captured", "killed"))
_SHORTEST_NAME = 3
"""Letters of the shortest name that nothing but its place shows."""
_SUBJECT = 3
"""Maximum number of words of a verb's subject before the person who is its object."""
_CLAUSE = 5
"""Maximum distance in words between somebody and the verb of which they are the subject."""
_RELATIVE = 7
"""Maximum distance in words between a person and the relative clause that says what happened to them."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What happened to one person; the indexes are of words.

    Attributes:
        what: What happened.
        event: The word that says it.
        first: Index of the person's first word.
        last: Index after the person's last word that counts as the unit.
        after: Whether the event follows the person.
    """

    what: What
    event: Event
    first: int
    last: int
    after: bool


class Fates:
    """Finds what happened to single persons in a text.

    Args:
        text: The text.
        lexicon: The words for what happens.
        named: The names found in the text.
        quantities: Its quantities by the index of their first word.
    """

    def __init__(self, text: Text, lexicon: Lexicon, named: Iterable[Name], quantities: Mapping[int, Quantity]) -> None:
        self.text = text
        self.lexicon = lexicon
        self.named = {name.first: name.last for name in named if name.label == "PERS"}
        self.words = frozenset(
            form for first, last in self.named.items() for form in text.forms[first:last] if len(form) > 3
        )
        self.quantities = quantities

    def find(self, taken: frozenset[int]) -> Iterator[Fate]:
        """Yield what happened to each person, except by event words in `taken`."""
        for index in range(len(self.text)):
            last = self._person(index)
            quantity = self.quantities.get(index)
            if last is not None:
                found = self._before(index, last) or self._after(index, last) or self._object(index, last)
            elif quantity is not None and quantity.form == "singular":
                found = self._somebody(index, quantity.last) or self._object(index, quantity.last)
            else:
                continue
            if found is not None and found.event.index not in taken:
                yield found

    def _person(self, index: int) -> int | None:
        """Return the index after a person's name, or after the word for their office; None if no person begins here."""
        if index in self.named:
            return self.named[index]
        form = self.text.form(index)
        if form in self.words and index not in self.quantities:
            return index + 1
        if self.lexicon.has(form, "persons_meant", "fathers") and self.text.form(index + 1)[:1].isalpha():
            return index + 2
        if self._is_kin(form) and index not in self.quantities:
            return index + 1
        if index in self.quantities:
            return None
        named = self.lexicon.has(form, "persons_meant", "words") or self._can_only_be(index)
        return index + 1 if named else None

    def _can_only_be(self, index: int) -> bool:
        """Return whether a word that no list knows stands where only somebody's name can: استشهد زعطوط."""
        text, lexicon = self.text, self.lexicon
        form, before = text.form(index), text.form(index - 1)
        if not self._may_be_name(form) or text.words[index].at - text.words[index - 1].end > 1:
            return False
        return any(
            lexicon.rule(happening, "dying") and happening.kind in {"past", "masdar"}
            for happening in (lexicon.happenings(before) if index and not text.words[index - 1].is_mark else ())
            if not happening.pronoun and not before.endswith(("وا", "ان", "ون"))
        )

    def _may_be_name(self, form: str) -> bool:
        """Return whether a word is no particle, no known noun or event, no plural and no adjective."""
        lexicon = self.lexicon
        if len(form) < _SHORTEST_NAME or not form.isalpha() or form.startswith(ARTICLE):
            return False
        if form.endswith(("ين", "ون", "ات", "يا", "يه", "ا")) or lexicon.noun(form) is not None:
            return False
        lists = (
            ("links", "not_units"),
            ("links", "prepositions"),
            ("links", "before_verb"),
            ("persons_meant", "how"),
            ("persons_meant", "nobody"),
        )
        return not any(lexicon.has(form, *each) for each in lists) and not lexicon.happenings(form)

    def _is_kin(self, form: str) -> bool:
        """Return whether a word is somebody's relative: ابنه، زوجتها."""
        stem = form.removesuffix("ها") if form.endswith("ها") else form.removesuffix("ه")
        return stem != form and self.lexicon.has(stem, "persons_meant", "kin")

    # An event word before the person.

    def _before(self, index: int, last: int) -> Fate | None:
        """مقتل القيادي، اغتيال زيد، توفي الرئيس."""
        at = index - 1
        if at < 0 or self.text.words[at].is_mark or self._unreal(at):
            return None
        for first in range(max(at - 2, 0), at):
            phrase = self.lexicon.phrase(self.text.forms[first : at + 1])
            if phrase and first + phrase.length == index and phrase.what in _WHATS and not self._unreal(first):
                return self._fate(phrase, first, index, last, after=False)
        for happening in self.lexicon.happenings(self.text.form(at)):
            if happening.what not in _WHATS or happening.prepositions or not self._suits(happening, at, index, last):
                continue
            return self._fate(happening, at, index, last, after=False)
        return None

    def _suits(self, happening: Happening, at: int, index: int, last: int) -> bool:
        if happening.kind == "masdar":
            if happening.what == "released":
                return False  # تحرير is a place's, and a newspaper's, as often.
            return not happening.pronoun or happening.what == "captured"
        if happening.pronoun or happening.kind == "present" or self.text.form(at).endswith(("وا", "ان", "ون")):
            return False
        return not any(k in self.quantities for k in range(last, last + 5)) and index not in self.quantities

    def _object(self, index: int, last: int) -> Fate | None:
        """اعتقلت الشرطة شابا، اعتقلت قوات الأمن المعارض: the verb's subject stands between it and its object."""
        named = index in self.named or self.lexicon.has(self.text.form(index), "persons_meant", "words")
        if not named and not self.text.form(index).endswith("ا"):
            return None
        for at in range(index - 2, max(index - 2 - _SUBJECT, -1), -1):
            if not self._may_be_subject(at + 1):
                return None
            for happening in self.lexicon.happenings(self.text.form(at)):
                past = happening.kind == "past" and not happening.pronoun and not happening.prepositions
                if past and happening.what in _DONE_TO and self._subject_of(at, index) and not self._unreal(at):
                    return self._fate(happening, at, index, last, after=False)
        return None

    def _may_be_subject(self, at: int) -> bool:
        form = self.text.form(at)
        bound = self.lexicon.has(form, "links", "prepositions") or self.lexicon.has(form, "links", "commas")
        return form[:1].isalpha() and not bound and at not in self.quantities and not form.startswith("و")

    def _subject_of(self, at: int, index: int) -> bool:
        """Whether the words after a verb are a body: one word with the article, or more of which the last has it."""
        return self.text.form(index - 1).startswith(ARTICLE) and not any(k in self.named for k in range(at + 1, index))

    # An event word after the person.

    def _after(self, index: int, last: int) -> Fate | None:
        """ديبي توفي، العقيد الذي اغتيل، الشاب (24 عاما) الذي قتلته الشرطة."""
        at = self._past_brackets(last)
        while self.lexicon.has(self.text.form(at), "persons_meant", "auxiliaries"):
            at += 1
        if fate := self._passive(index, last, at):
            return fate
        for step in range(last, last + _RELATIVE):
            form = self.text.form(step)
            if self.lexicon.has(form, "persons_meant", "relative"):
                return self._relative(index, last, step + 1)
            if not form or self.lexicon.has(form, "links", "ends") or self.lexicon.has(form, "links", "commas"):
                return None
        return None

    def _somebody(self, index: int, last: int) -> Fate | None:
        """ضابط شرطة قتل، امرأة من أهالي المدينة أصيبت: a verb in the same clause, with nobody else before it."""
        for at in range(last, last + _CLAUSE):
            form = self.text.form(at)
            if not form[:1].isalpha() or at in self.quantities or self.lexicon.has(form, "persons_meant", "clause"):
                return None
            if fate := self._passive(index, last, at):
                return fate
            if any(happening.finite for happening in self.lexicon.happenings(form)):
                return None
        return None

    def _past_brackets(self, at: int) -> int:
        """Return the index after an age or a remark in brackets."""
        if self.text.form(at) not in {"(", "["}:
            return at
        return next((k + 1 for k in range(at, at + 8) if self.text.form(k) in {")", "]"}), at)

    def _relative(self, index: int, last: int, at: int) -> Fate | None:
        while self.lexicon.has(self.text.form(at), "persons_meant", "auxiliaries"):
            at += 1
        for happening in self.lexicon.happenings(self.text.form(at)):
            if happening.what in _WHATS and happening.pronoun and not happening.skip:
                return self._fate(happening, at, index, last, after=True)
        return self._passive(index, last, at)

    def _passive(self, index: int, last: int, at: int) -> Fate | None:
        """Return the verb at a place if the person can only be who it happened to: no object follows."""
        phrase = self.lexicon.phrase(self.text.forms[at : at + 4]) if at < len(self.text) else None
        if phrase and phrase.what in _WHATS and phrase.length > 1 and not phrase.skip:
            return self._fate(phrase, at, index, last, after=True)
        form = self.text.form(at)
        if form.endswith(("وا", "ون", "ان")) or not self._without_object(at + 1):
            return None
        for happening in self.lexicon.happenings(form):
            past = happening.kind == "past" and not happening.pronoun and not happening.skip
            if past and happening.what in _WHATS and not happening.prepositions:
                return self._fate(happening, at, index, last, after=True)
        return None

    def _without_object(self, at: int) -> bool:
        form = self.text.form(at)
        bound = self.lexicon.has(form, "links", "prepositions") or self.lexicon.has(form, "persons_meant", "how")
        return not form[:1].isalpha() or bound or (form.startswith(("ب", "و", "ل")) and at not in self.quantities)

    def _unreal(self, at: int) -> bool:
        """Return whether the event is only attempted, threatened or denied: محاولة اغتيال الرئيس."""
        return any(self.lexicon.has(self.text.form(at - k), "persons_meant", "unreal") for k in (1, 2))

    def _fate(self, happening: Happening, at: int, index: int, last: int, *, after: bool) -> Fate:
        what = next(each for each in _OUTCOMES if each == happening.what)
        return Fate(what, Event(at, happening), index, last, after)
