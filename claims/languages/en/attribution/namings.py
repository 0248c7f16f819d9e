"""What a noun phrase says of the source that it names: a person's name, a body's, a noun, a pronoun."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.languages.en.attribution.naming_words import naming_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.languages.en.attribution.article_words import ArticleWords, Range, Word

_LONGEST_NAME = 6
"""Words of a person's name."""
_LONGEST = 40
"""Words of a phrase that are looked at."""
_INITIALS = 3
"""Letters of the longest word in capitals that can be a person's (J.D.)."""
_REASON = 8
"""Words after "who" among which stands why a source has no name."""
_DAY = len(("official", "on", "Monday"))
_PAIR = len(("Smith", "and", "Jones"))


@dataclass(frozen=True, slots=True)
class Naming:
    """A phrase that names or describes somebody.

    Attributes:
        span: Its words in the article, without a relative clause at its end.
        sort: pronoun, person, body, definite (a noun with an article that refers back), indefinite.
        head: The common noun at its head, in the singular; "" where a name stands alone.
        proper: The words of the name, folded; for a noun, the names among its modifiers.
        own: All its words, folded, but for articles.
        gender: m, f or "" where neither is told.
        plural: Whether it is of several.
        kind: person, group, organization, media, document, or "" where nothing tells.
        sure: Whether a title, a given name or a noun tells what it is.
        titled: Whether a person's title or description stands with the name.
        short: Letters in brackets that stand for it; "" if there are none.
        relative: Whether it ends with a relative clause.
    """

    span: Range
    sort: str
    head: str = ""
    proper: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    gender: str = ""
    plural: bool = False
    kind: str = ""
    sure: bool = True
    titled: bool = False
    short: str = ""
    relative: bool = False

    @property
    def key(self) -> str:
        """The word by which a name is looked up: the last one that is no Jr. or III."""
        endings = naming_words().endings
        return next((word for word in reversed(self.proper) if word not in endings), "")


def plain_form(word: Word) -> str:
    """A word of a name as it is compared: al-Abadi is Abadi."""
    form = word.form
    return form[3:] if form.startswith(("al-", "el-")) and len(form) > 3 else form


class NamingReader:
    """Reads noun phrases of one article."""

    def __init__(self, article: ArticleWords) -> None:
        self._article = article
        self._words = naming_words()

    def read(self, span: Range, *, kind: str = "") -> Naming:
        """What the words of a range name; `kind`, of what sort a plain name is known to be."""
        first, last = self.trimmed(span)
        if first >= last:
            return Naming((first, last), "indefinite")
        words = self._described(first, last)
        forms = [w.form for w in words if not w.mark]
        if forms and all(f in self._words.pronouns for f in forms[:2]):
            return self._pronoun((first, last), forms[0])
        if not forms:
            return Naming((first, last), "indefinite")
        own = frozenset(f for f in forms if f not in self._words.definite and f not in {"a", "an"})
        if self._is_several(words):
            head = self._words.singular(forms[-1])
            return Naming((first, last), "indefinite", head, (), own, plural=True, kind="group")
        if name := self._person(words, kind):
            return self._as_person((first, last), words, name, own)
        return self._noun((first, last), words, own, kind)

    def trimmed(self, span: Range) -> Range:
        """A range without marks at its ends and without the clause that says why a source has no name."""
        first, last = self._article.after_dateline(span)
        while first < last and self._article[first].mark and self._article[first].text != "@":
            first += 1
        last = self._named_end(first, last)
        while last > first and self._article[last - 1].mark and self._article[last - 1].text not in ')”"':
            last -= 1
        return first, last

    def without_reason(self, first: int, last: int) -> int:
        """Where a phrase ends without the clause that says why a source has no name."""
        for k in range(first + 1, min(last, first + _LONGEST)):
            follows = self._article[k].form in {"who", "speaking", "on", "because"} or self._is_relative(k)
            if follows and self._tells_why(self._article.words[k : min(last, k + _REASON)]):
                return k - 1 if self._article[k - 1].mark else k
        return last

    def _named_end(self, first: int, last: int) -> int:
        """Where a phrase ends without what says why a source has no name, and without a handle or a day."""
        words = self._article.words
        last = self.without_reason(first, last)
        for k in range(first + 1, min(last, first + _LONGEST)):
            if words[k].text == "(" and k + 1 < last and words[k + 1].text == "@":
                return k
        if last - first >= _DAY and words[last - 1].form in self._words.days and words[last - 2].form == "on":
            return last - 2 if self._words.singular(words[last - 3].form) in self._words.people else last
        return last

    def _tells_why(self, words: list[Word]) -> bool:
        """Whether words say why a source has no name (who asked not to be named, on condition of anonymity)."""
        forms = {w.form for w in words}
        refused = not forms.isdisjoint(self._words.refusing)
        return any(form.startswith("anonym") or (refused and form in self._words.anonymous) for form in forms)

    def _is_relative(self, k: int) -> bool:
        return self._article[k].form in {"who", "whom", "whose", "which"} and self._article[k - 1].mark

    def _described(self, first: int, last: int) -> list[Word]:
        """The words of a phrase before a relative clause."""
        last = min(last, first + _LONGEST)
        end = next((k - 1 for k in range(first + 2, last) if self._is_relative(k)), last)
        return [self._article[k] for k in range(first, end)]

    def _is_several(self, words: list[Word]) -> bool:
        """Whether a phrase names two people or bodies (Smith and Jones)."""
        core = [w for w in words[: self._core_end(words)] if w.form != "both"]
        if words[0].form == "both" and any(w.form == "and" for w in core):
            return True
        if len(core) == _PAIR and core[1].form == "and" and core[0].capital and core[2].capital:
            return True
        for k in range(1, min(self._core_end(words), len(words) - 1)):
            if words[k].form == "and" and self._may_name(words, k - 1) and words[k + 1].capital:
                after = words[k + 1]
                person = self._is_title(after) or after.form in self._words.given
                if not after.mark and (person or words[k - 1].form in self._words.places):
                    return True
        return False

    def _pronoun(self, span: Range, form: str) -> Naming:
        cls = self._words.pronouns[form]
        gender = {"masculine": "m", "feminine": "f"}.get(cls, "")
        return Naming(span, "pronoun", form, own=frozenset({form}), gender=gender, plural=cls == "plural", kind=cls)

    # --- people -------------------------------------------------------------------------------------------------------

    def _person(self, words: list[Word], kind: str) -> Range | None:
        """The words that are a person's name, by their places in a phrase; `kind` decides where nothing else tells.

        It stands before the first preposition, or in a description between commas, or after an office (Minister of
        Defense).
        """
        start, led = 0, False
        for end in [*self._segment_ends(words), len(words)]:
            if found := self._person_in(words, start, end) or (self._whole_name(words, start, end) if led else None):
                return found
            led = words[end].text == "," if end < len(words) else False
            led = led and self._is_of_person(words[start:end])
            start = end + 1
        return self._plain_name(words) if kind == "person" else None

    def _is_of_person(self, words: list[Word]) -> bool:
        """Whether words describe one person, whose name can follow after a comma (the leader of the protest)."""
        head = words[: self._core_end(words)]
        return bool(head) and self._is_title(head[-1]) and not self._words.is_plural(head[-1].form)

    def _whole_name(self, words: list[Word], start: int, end: int) -> Range | None:
        """The name that the words between two commas are, if they are nothing else."""
        run = self.name_run(words[:end], start) if start < end else None
        if run is None or run[1] < end or not 1 < end - start <= _LONGEST_NAME:
            return None
        name = words[start:end]
        body = any(w.form in self._words.bodies | self._words.media | self._words.places for w in name)
        return None if body or any(w.acronym and len(w.text) > _INITIALS for w in name) else run

    def _segment_ends(self, words: list[Word]) -> Iterator[int]:
        for k, word in enumerate(words):
            if word.mark and word.text in ",–—-:()":
                yield k

    def _person_in(self, words: list[Word], start: int, end: int) -> Range | None:
        """The last name of a person before a preposition in a part of a phrase; the one after an office."""
        found: Range | None = None
        k = start
        while k < end:
            word = words[k]
            if word.form in self._words.prepositions or word.form in self._words.relatives:
                office = k > start and word.form in {"of", "for", "to"} and self._is_title(words[k - 1])
                return found if found or not office else self._after_office(words, k + 1, end)
            run = self.name_run(words[:end], k)
            if run is None:
                k += 1
                continue
            whose = words[run[1] - 1].possessive and run[1] < end
            if not whose and self.is_person(words, run) and not self._is_modifier(words, run, end):
                found = run
            k = run[1]
        return found

    def _after_office(self, words: list[Word], start: int, end: int) -> Range | None:
        """The name after an office (Secretary of State Daniel Brook, Ambassador to the United Nations Anna Stone)."""
        k = start
        while k < end and (words[k].form in self._words.offices or words[k].form in {"of", "for", "the"}):
            k += 1
        for first in range(k, min(k + _LONGEST_NAME, end)):
            run = self.name_run(words[:end], first)
            if run is None:
                continue
            given = words[first].form in self._words.given
            if run[1] - first > 1 and (given or (first == k and k > start)):
                return run
        return None

    def _is_modifier(self, words: list[Word], run: Range, end: int) -> bool:
        """Whether a name is followed by the noun that it tells of (the Smith campaign, Sanders counsel)."""
        if run[1] >= end or words[run[1]].mark:
            return False
        return words[run[1]].form not in self._words.function and not words[run[1]].form.isdecimal()

    def _plain_name(self, words: list[Word]) -> Range | None:
        """The name that a phrase is, if it ends the words before the first comma or preposition."""
        end = self._core_end(words)
        start = 0
        while start < end:
            run = self.name_run(words[:end], start)
            if run is not None and run[1] >= end:
                alone = not (self._is_title(words[end - 1]) or words[end - 1].possessive)
                return run if alone else None
            start = run[1] if run else start + 1
        return None

    def name_run(self, words: list[Word], start: int) -> Range | None:
        """The longest run of words that begins at a place and can be a person's name."""
        if not self._may_name(words, start) and not self._is_surname(words, start):
            return None
        end = start + 1
        while end < len(words) and end - start < _LONGEST_NAME and not words[end - 1].possessive:
            if self._may_name(words, end) or self._is_surname(words, end):
                end += 1
            elif joined := self._joined(words, end):
                end = joined
            elif (skip := self._nickname(words, end)) is not None:
                end = skip
            else:
                break
        return start, end

    def _nickname(self, words: list[Word], k: int) -> int | None:
        """Where the surname stands after a nickname in quotation marks (John “Tig” Tiegan)."""
        if words[k].text in "“\"‘'" and k + 3 < len(words) and words[k + 2].mark and self._may_name(words, k + 3):
            return k + 3
        return None

    def _may_name(self, words: list[Word], k: int) -> bool:
        word = words[k]
        if word.mark or not word.capital or self._is_title(word):
            return False
        if word.form not in self._words.function or word.acronym:
            return True
        if word.form in self._words.month_names and k + 1 < len(words) and not words[k + 1].possessive:
            return words[k + 1].capital and not words[k + 1].mark and words[k + 1].form not in self._words.function
        return word.form in {"may", "will"} and k > 0 and words[k - 1].capital

    def _is_surname(self, words: list[Word], k: int) -> bool:
        """Whether a title is a surname here (Ron King, Dr. King)."""
        word = words[k]
        if not word.capital or word.form not in self._words.surnames:
            return False
        follows = k + 1 < len(words) and self._may_name(words, k + 1)
        led = k > 0 and (self._may_name(words, k - 1) or words[k - 1].form in self._words.abbreviated)
        return not follows and (led or len(words) == 1)

    def _joined(self, words: list[Word], k: int) -> int | None:
        """Where a name goes on after the particles at a place (Eric van der Sypt)."""
        end = k
        while end < min(k + 3, len(words) - 1) and words[end].form in self._words.particles:
            end += 1
        return end + 1 if end > k and self._may_name(words, end) else None

    def _is_title(self, word: Word) -> bool:
        return word.form in self._words.titles or word.form.rpartition("-")[2] in self._words.titles

    def is_person(self, words: list[Word], run: Range) -> bool:
        """Whether a run of capitals is a person's name: after a title, or beginning with a given name."""
        start, end = run
        name = words[start:end]
        if any(w.form in self._words.bodies | self._words.media and w.form != "house" for w in name):
            return False
        given = name[0].form in self._words.given or name[0].form.partition("-")[0] in self._words.given
        if given and (end - start > 1 or (start > 0 and self._is_title(words[start - 1]))):
            return True
        if start == 0 or name[0].form in self._words.places or name[0].acronym:
            return False
        before = words[start - 1]
        return not before.mark and not before.possessive and self._is_title(before)

    def _as_person(self, span: Range, words: list[Word], name: Range, own: frozenset[str]) -> Naming:
        proper = tuple(plain_form(w) for w in words[slice(*name)] if not w.mark)
        around = [w.form for w in words[: name[0]]]
        titled = bool(around) and not all(f in {"mr", "mrs", "ms", "dr", "the"} for f in around)
        described = sum(not w.mark for w in words[name[1] :]) > 1
        gender = self._gender([*(around[-3:]), *(w.form for w in words[name[1] : name[1] + 8])], proper)
        sure = name[0] > 0 or len(proper) > 1
        return Naming(
            span, "person", "", proper, own, gender, kind="person", sure=sure, titled=titled or described,
            relative=any(self._is_relative(k) for k in range(span[0] + 1, min(span[1], span[0] + _LONGEST))),
        )  # fmt: skip

    def _gender(self, near: list[str], proper: tuple[str, ...]) -> str:
        for word in near:
            if word in self._words.gendered:
                return self._words.gendered[word]
        return self._words.given.get(proper[0], "") if len(proper) > 1 else ""

    # --- nouns and bodies ---------------------------------------------------------------------------------------------

    def _noun(self, span: Range, words: list[Word], own: frozenset[str], kind: str) -> Naming:
        end = self._core_end(words)
        core = [w for w in words[:end] if not w.mark]
        if not core:
            return Naming(span, "indefinite", own=own)
        head = core[-1]
        proper = tuple(
            plain_form(w)
            for w in core
            if w.capital and w.form not in self._words.function and (w is not core[0] or self._keeps_capital(w))
        )
        noun = self._words.singular(head.form)
        known = self._kind_of(noun, core)
        plural = self._words.is_plural(head.form) or any(w.form in {"and", "&"} for w in core)
        first = core[0].form
        definite = first in self._words.definite or first in self._words.possessives
        named = head.capital and bool(proper) and (known != "person" or self._is_body_name(core))
        short = self._short(words, end)
        if named and (trailing := self._trailing_name(core)):
            proper = trailing
        if short and not named and known == "organization":
            named, proper = True, (short,)
        unique = head.acronym or head.form in self._words.body_names | self._words.media_names
        if named and (len(core) > 1 + definite or not known or not definite or unique):
            return Naming(
                span, "body", "" if head.form in proper and not known else noun, proper, own,
                plural=plural and known == "person", kind=known or kind or "", sure=bool(known), short=short,
            )  # fmt: skip
        bare_title = known == "person" and not plural and first not in self._words.indefinite
        sort = "definite" if definite or bare_title or core[0].possessive else "indefinite"
        gender = self._words.gendered.get(noun, "")
        what = "group" if known == "person" and plural else known
        return Naming(span, sort, noun, proper, own, gender, plural, what or kind, bool(known), short=short)

    def _is_body_name(self, core: list[Word]) -> bool:
        return all(w.capital or w.form in self._words.function for w in core) and core[-1].acronym

    def _trailing_name(self, core: list[Word]) -> tuple[str, ...]:
        """The name after a noun for it (state broadcaster China Central Television)."""
        lower = [k for k, w in enumerate(core) if w.text[0].islower() and w.form not in self._words.function]
        known = self._words.bodies | self._words.media
        if not lower or core[lower[-1]].form not in known or core[lower[-1]].possessive:
            return ()
        return tuple(plain_form(w) for w in core[lower[-1] + 1 :] if w.capital)

    def _keeps_capital(self, word: Word) -> bool:
        """Whether the first word of a phrase would have its capital within a sentence, too."""
        if word.form in self._words.indefinite:
            return False
        noun = self._words.singular(word.form)
        known = noun in self._words.people or noun in self._words.documents or noun in self._words.bodies
        common = known or word.form in self._article.lower
        return word.acronym or not common or not self._article.opens_sentence(self._article.at(word.start))

    def _core_end(self, words: list[Word]) -> int:
        """Where the words before the first comma, bracket, dash, relative or preposition end."""
        for k in range(1, len(words)):
            word = words[k]
            if word.mark and word.text not in "&'’“”\".":
                return k
            if word.form in self._words.relatives and word.form != "that":
                return k
            if word.form in self._words.prepositions and not self._is_in_name(words, k):
                return k
        return len(words)

    def _is_in_name(self, words: list[Word], k: int) -> bool:
        """Whether a preposition joins two words of one name (Ministry of Defense)."""
        if words[k].form not in {"of", "for"} or k + 1 >= len(words) or not words[k - 1].capital:
            return False
        follows = words[k + 1].form in {"the", "and"} or words[k + 1].capital
        described = self._is_title(words[k - 1]) or self._is_people(words[k - 1])
        return follows and not described

    def _is_people(self, word: Word) -> bool:
        """Whether a word is a noun of people that has its capital only because it opens a sentence (Critics of …)."""
        plural = self._words.is_plural(word.form) and self._words.singular(word.form) in self._words.people
        return plural and not self._keeps_capital(word)

    def _kind_of(self, noun: str, core: list[Word]) -> str:
        """What sort of source the words before a preposition tell; "" where they do not."""
        words, head = self._words, core[-1]
        media = (head.capital and bool({noun, head.form} & words.media_names)) or any(
            (w.form in words.media_names and w.acronym) or (w.capital and w.form in words.papers) for w in core
        )
        plain = not any(w.capital and w.form not in words.function for w in core[1:])
        media = media or (plain and noun in words.media_heads and any(w.form in words.media for w in core[:-1]))
        people = noun in words.people or noun.rpartition("-")[2] in words.people
        body = noun in words.bodies or noun in words.media or {noun, head.form} & words.places
        named = any(w.capital and words.singular(w.form) in words.bodies for w in core)
        tests = {
            "media": media or (noun in words.media and len(core) > 1),
            "person": people,
            "document": noun in words.documents,
            "organization": bool(body) or named or head.acronym,
        }
        return next((kind for kind, holds in tests.items() if holds), "")

    def _short(self, words: list[Word], end: int) -> str:
        """The letters in brackets after a name."""
        for k in range(end, min(end + 6, len(words) - 2)):
            if words[k].text == "(" and words[k + 2].text == ")" and words[k + 1].acronym:
                return words[k + 1].form
        if end + 1 < len(words) and words[end].text == "," and words[end + 1].acronym:
            return words[end + 1].form
        return ""
