"""Extract parties: people, groups and bodies that do something or are affected.

They are found by a list of known names, by the first words of noun phrases, and by the name tagger. All the names of a
party in a document are grouped under the fullest.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from claims.languages.ar.facets import name_tagger
from claims.languages.ar.facets.data_tables import primary, table
from claims.languages.ar.facets.facet_words import ARTICLE, Text, phrase_table, readings
from claims.languages.ar.facets.number_words import numbers
from claims.languages.ar.facets.romanisation import romanised
from claims.model.facets import Party, PartyKind
from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.languages.ar.facets.name_tagger import Name

__all__ = ["find", "read"]

_DEFINITE = (ARTICLE, "لل")
_OPENING = frozenset("\"'“„«‟‹‘")
_CLOSING = frozenset("\"'”»›’“")
_KINDS: tuple[PartyKind, ...] = get_args(PartyKind)
_MOST = 5
"""Maximum number of words in a phrase after its first word."""


@dataclass(frozen=True, slots=True, eq=False)
class _Terms:
    """Folded words; parties.toml says what each list is for."""

    heads: Mapping[str, PartyKind]
    groups: Mapping[str, PartyKind]
    counted: Mapping[str, PartyKind]
    shifts: Mapping[str, PartyKind]
    adjectives: frozenset[str]
    stops: frozenset[str]
    joined: frozenset[str]
    things: frozenset[str]
    leaders: frozenset[str]
    weak: frozenset[str]
    titles: frozenset[str]
    neutral: frozenset[str]
    spoken: frozenset[str]

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - there is one a language, and it lives as long as the program
    def begun(self, form: str) -> _Begun | None:
        """What a word can begin; None where it is nothing."""
        read = readings(form)
        phrases, ids = _phrases()
        listed = tuple((cut, words, ids[words]) for cut, stem in read for words in phrases.get(stem, ()))
        plain = ((cut, stem, stem.removeprefix(ARTICLE)) for cut, stem in read)
        heads = (_Head(cut, name, stem != name, self.heads[name]) for cut, stem, name in plain if name in self.heads)
        groups = (
            (cut, kind)
            for cut, stem in read
            if (kind := self.groups.get(stem) or self.groups.get(stem.removeprefix(ARTICLE)))
        )
        found = _Begun(listed, next(heads, None), self.counted.get(form), next(groups, None))
        return found if any(found) else None


class _Head(NamedTuple):
    """The first word of a noun phrase: letters of particles, the word without the article, and what it says."""

    cut: int
    name: str
    definite: bool
    kind: PartyKind


class _Begun(NamedTuple):
    """What a word can begin, with the letters of particles before it.

    Attributes:
        listed: Known names: their words and ids.
        head: A noun phrase.
        counted: What it says of those counted before it.
        group: A word for a sort of people.
    """

    listed: tuple[tuple[int, tuple[str, ...], str], ...]
    head: _Head | None
    counted: PartyKind | None
    group: tuple[int, PartyKind] | None


@dataclass(frozen=True, slots=True)
class _Found:
    """A party's mention: its words, its sort, its id if it is known, and what found it."""

    first: int
    last: int
    start: int
    end: int
    kind: PartyKind
    known: str | None
    rule: str
    weak: bool = False
    """Whether the first word alone is not a party, unless it stands for a fuller name."""


def find(text: str, language: str) -> tuple[Party, ...]:
    """The parties that a text names.

    Raises:
        ClaimsError: for a language without data.
    """
    words = Text(text)
    return read(words, language, name_tagger.find(words))


def read(text: Text, language: str, found: Sequence[Name]) -> tuple[Party, ...]:
    """The parties of a text that is cut into words and whose names are found already."""
    mentions = list(_Reader(text, language, found).mentions())
    gathered = _gathered(text, mentions)
    parties = []
    for mention, whole in zip(mentions, gathered, strict=True):
        if mention.weak and whole is mention:
            continue
        name = _name(text, whole)
        parties.append(
            Party(
                text.span(mention.start, mention.end), name, whole.kind, whole.known,
                _romanised(name, whole, language), mention.rule,
            )
        )  # fmt: skip
    return tuple(parties)


def _name(text: Text, mention: _Found) -> str:
    """The words of a mention without quotation marks, with the article where it is written as one with ل."""
    exact = text.span(mention.start, mention.end).exact
    joined = mention.start > 0 and text.folded[mention.start - 1 : mention.start + 1] == "لل"
    name = " ".join("".join(" " if c in _OPENING | _CLOSING else c for c in exact).split())
    return "ا" + name if joined else name


def _romanised(name: str, mention: _Found, language: str) -> str | None:
    """The name in Latin letters; None where the words are no name but say what sort of people they are."""
    if mention.known:
        return _known()[mention.known].name
    return None if mention.rule == "party:group" else romanised(name, language)


# The data


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: PartyKind
    name: str


@cache
def _known() -> Mapping[str, _Entry]:
    return {key: _Entry(_kind(kind), entry["name"]) for kind, key, entry in _listed()}


@cache
def _phrases() -> tuple[dict[str, list[tuple[str, ...]]], Mapping[tuple[str, ...], str]]:
    """The known names by first word, and the id of each."""
    ids = {tuple(fold_word(name).split()): key for _, key, entry in _listed() for name in entry["names"]}
    return phrase_table(" ".join(words) for words in ids), ids


@cache
def _listed() -> tuple[tuple[str, str, dict[str, Any]], ...]:
    data = table("ar", "known_parties.toml")
    return tuple((kind, key, entry) for kind, entries in data.items() for key, entry in entries.items())


def _kind(word: str) -> PartyKind:
    return next(kind for kind in _KINDS if kind == word)


@cache
def _terms(code: str) -> _Terms:
    data = table(code, "parties.toml")
    phrases = data["phrases"]

    def by_word(section: Mapping[str, Iterable[str]]) -> dict[str, PartyKind]:
        return {fold_word(word): _kind(kind) for kind, words in section.items() for word in words}

    def folded(name: str) -> frozenset[str]:
        return frozenset(fold_word(word) for word in phrases[name])

    return _Terms(
        by_word(data["heads"]), by_word(data["groups"]), by_word(data["counted"]), by_word(data["shifts"]),
        folded("adjectives"), folded("stops"),
        folded("joined"), folded("things"), folded("leaders"), folded("weak"), folded("titles"),
        folded("neutral"), folded("spoken"),
    )  # fmt: skip


# The mentions


class _Reader:
    def __init__(self, text: Text, language: str, found: Sequence[Name]) -> None:
        self.text = text
        self.terms = _terms(primary(language))
        self.numbers = numbers(language)
        self.people = {name.first: name for name in found if name.label == "PERS"}
        self.bodies = {name.first for name in found if name.label == "ORG"}

    def mentions(self) -> Iterable[_Found]:
        """The parties in text order; none within another."""
        index, words, begun = 0, self.text.words, self.terms.begun
        while index < len(words):
            word = words[index]
            found = None if word.is_mark or word.is_number else self._at(index, begun(word.form))
            if found:
                yield found
            index = found.last if found else index + 1

    def _at(self, index: int, begun: _Begun | None) -> _Found | None:
        """The party whose first word stands at `index`."""
        if begun is None:
            return self._person(index)
        return (
            self._listed(index, begun)
            or self._person(index)
            or (self._phrase(index, begun.head) if begun.head else None)
            or self._group(index, begun)
        )

    def _readings(self, index: int) -> tuple[tuple[int, str], ...]:
        return readings(self.text.form(index))

    def _found(
        self, first: int, last: int, cut: int, kind: PartyKind, rule: str, *, known: str | None = None
    ) -> _Found:
        return _Found(
            first, last, self.text.words[first].at + cut, self.text.words[last - 1].end, kind, known, rule
        )  # fmt: skip

    def _listed(self, index: int, begun: _Begun) -> _Found | None:
        """A name of the list of known parties, quoted after its first word or not: تنظيم "داعش"."""
        for cut, words, key in begun.listed:
            if last := self._matched(index + 1, words[1:]):
                return self._found(index, last, cut, _known()[key].kind, "party:known", known=key)
        return None

    def _matched(self, index: int, words: Sequence[str]) -> int | None:
        """The index after some words, which may stand in quotation marks."""
        quoted = bool(words) and self.text.form(index) in _OPENING
        index += quoted
        for word in words:
            if self.text.form(index) != word:
                return None
            index += 1
        if quoted and self.text.form(index) in _CLOSING:
            index += 1
        return index

    def _person(self, index: int) -> _Found | None:
        """A person: found by the pipeline, quoted after a word for a leader, or named after a title."""
        name = self.people.get(index)
        if name and self._no_name(name):
            return None
        if name and (self.text.form(index).startswith("لل") or self.text.form(index) in self.terms.titles):
            if name.last > index + 1:
                self.people[index + 1] = name._replace(first=index + 1)
            return None
        if name:
            cut = 1 if self.text.form(index)[0] in "ولب" and self.text.form(index)[1:] in self.terms.joined else 0
            return self._found(index, name.last, cut, "person", "party:name")
        before = self.text.form(index - 1)
        if before in _OPENING and self._led(index):
            end = self._closing(index)
            if end and end - index <= 4:
                return self._found(index, end, 0, "person", "party:leader")
        if before in self.terms.titles and not self.people:
            return self._titled(index)
        return None

    def _titled(self, index: int) -> _Found | None:
        """One or two names after a title, as they are spelled."""
        last = index
        if self.text.form(index).startswith(_DEFINITE):
            return None
        while last - index < 2 + (self.text.form(last - 1) in self.terms.joined) and self._continues(last):
            if self.text.form(last) in self.terms.spoken:
                return None
            last += 1
        return self._found(index, last, 0, "person", "party:title") if last - index >= 2 else None

    def _no_name(self, name: Name) -> bool:
        """Whether the pipeline takes spoken words or an outlet's first word for a person's name."""
        around = (self.text.form(at) for at in range(name.first - 1, name.last))
        head = self.text.form(name.first).removeprefix(ARTICLE)
        return self.terms.heads.get(head) == "media" or any(form in self.terms.spoken for form in around)

    def _led(self, index: int) -> bool:
        """Whether a word for a leader stands before a quotation, in its sentence."""
        for before in range(index - 2, max(-1, index - 8), -1):
            form = self.text.form(before)
            if form in {".", "\n", "،"}:
                return False
            if any(stem in self.terms.leaders for _, stem in self._readings(before)):
                return True
        return False

    def _closing(self, index: int) -> int | None:
        """The index of the mark that closes a quotation in the next few words."""
        for at in range(index, min(index + _MOST + 1, len(self.text))):
            if self.text.form(at) in _CLOSING:
                return at
        return None

    def _phrase(self, index: int, head: _Head) -> _Found | None:
        """A noun phrase whose first word says what sort of party it names."""
        cut, plain, definite, kind = head
        last = self._extent(index, definite=definite)
        if (last == index + 1 and not definite) or self.text.form(index + 1) in self.terms.things:
            return None
        shifted = self._shifted(index + 1, last)
        told = shifted is not None or self._quoted(index, last)
        neutral = plain in self.terms.neutral and not told
        if neutral and last > index + 1:
            kind = "organization"
        weak = (plain in self.terms.weak and not self._quoted(index, last)) or neutral
        weak = weak and index not in self.bodies
        if weak and last > index + 1:
            return None
        return replace(self._found(index, last, cut, shifted or kind, "party:head"), weak=weak)

    def _quoted(self, first: int, last: int) -> bool:
        """Whether a phrase is quoted, or ends in a quoted name."""
        return self.text.form(last - 1) in _CLOSING or self.text.form(first - 1) in _OPENING

    def _group(self, index: int, begun: _Begun) -> _Found | None:
        if begun.counted and self._after_number(index):
            return self._found(index, index + 1, 0, begun.counted, "party:group")
        if begun.group is None:
            return None
        cut, kind = begun.group
        last = index + 1
        while last - index < 3 and self.text.form(last) in self.terms.adjectives:
            last += 1
        return self._found(index, last, cut, kind, "party:group")

    def _after_number(self, index: int) -> bool:
        form = self.text.form(index - 1)
        return form[:1].isdecimal() or any(self.numbers.begins(stem) for _, stem in self._readings(index - 1))

    def _shifted(self, first: int, last: int) -> PartyKind | None:
        """Return the kind of party that the first decisive word of a phrase gives it."""
        for at in range(first, last):
            if shifted := self.terms.shifts.get(self.text.form(at).removeprefix(ARTICLE)):
                return shifted
        return None

    def _extent(self, index: int, *, definite: bool) -> int:
        """The index after a phrase: a quoted name, or nouns up to the first with the article and its adjectives."""
        at = index + 1
        if not definite:
            at = self._genitives(at)
        while at - index <= _MOST and self._continues(at) and self.text.form(at).startswith(_DEFINITE):
            at += 1
        while at - index <= _MOST and self.text.form(at) in self.terms.adjectives:
            at += 1
        if definite or self.text.form(index - 1) in _OPENING or self.text.form(at) not in _OPENING:
            return at
        end = self._closing(at + 1)
        return end + 1 if end and end > at + 1 else at

    def _genitives(self, index: int) -> int:
        """The index of the first noun with the article in a chain of nouns; `index` where the chain has none."""
        at = index
        while at - index < 3 and self._continues(at) and not self.text.form(at).startswith(_DEFINITE):
            if self.text.form(at) in self.terms.adjectives:
                return index
            at += 1
        return at if self._continues(at) and self.text.form(at).startswith(_DEFINITE) else index

    def _continues(self, index: int) -> bool:
        """Whether a word may be part of a name."""
        if index >= len(self.text) or self.text.words[index].is_mark or self.text.words[index].is_number:
            return False
        form = self.text.form(index)
        joined = form[0] in "وبلف" and (form[1:3] == ARTICLE or form[1:] in self.terms.stops)
        return not joined and form not in self.terms.stops and form not in self.terms.titles


# Gathering


def _gathered(text: Text, mentions: Sequence[_Found]) -> list[_Found]:
    """For each mention the fullest one of the same party."""
    contents = [_content(text, mention) for mention in mentions]
    firsts = _firsts(mentions, contents)
    distinct = list(dict.fromkeys(firsts))
    with_word, with_id = _grouped(distinct, mentions, contents)
    wholes: dict[int, _Found] = {}
    for index in distinct:
        # What is the same has all of its words, so that those with its rarest one are enough.
        near = min((with_word[word] for word in contents[index]), key=len)
        near = [*near, *with_id.get(mentions[index].known, ())]
        same = [i for i in near if _same(mentions, contents, index, i)]
        wholes[index] = mentions[max(same, key=lambda i: (len(contents[i]), -i))]
    fuller = _fuller_names(contents)
    return [
        _stood_for(mentions, contents, index, fuller.get(contents[index][0], ())) or wholes[first]
        for index, first in enumerate(firsts)
    ]


def _grouped(
    some: Sequence[int], mentions: Sequence[_Found], contents: Sequence[tuple[str, ...]]
) -> tuple[dict[str, list[int]], dict[str | None, list[int]]]:
    """Some mentions by each of their words, and those that are known by their id."""
    with_word: dict[str, list[int]] = {}
    with_id: dict[str | None, list[int]] = {}
    for index in some:
        for word in set(contents[index]):
            with_word.setdefault(word, []).append(index)
        if (known := mentions[index].known) is not None:
            with_id.setdefault(known, []).append(index)
    return with_word, with_id


def _fuller_names(contents: Sequence[tuple[str, ...]]) -> dict[str, list[int]]:
    """The mentions of several words by their first word."""
    fuller: dict[str, list[int]] = {}
    for index, words in enumerate(contents):
        if len(words) > 1:
            fuller.setdefault(words[0], []).append(index)
    return fuller


def _firsts(mentions: Sequence[_Found], contents: Sequence[tuple[str, ...]]) -> list[int]:
    """For each mention the first one of the same words, sort and id."""
    seen: dict[object, int] = {}
    keys = zip(contents, mentions, strict=True)
    return [seen.setdefault((words, m.known, m.kind, m.rule), index) for index, (words, m) in enumerate(keys)]


def _content(text: Text, mention: _Found) -> tuple[str, ...]:
    """The folded words of a mention, without particles, articles and marks."""
    first, *others = text.words[mention.first : mention.last]
    forms = [text.folded[mention.start : first.end], *(word.form for word in others if not word.is_mark)]
    return tuple(form.removeprefix(ARTICLE) for form in forms)


def _same(mentions: Sequence[_Found], contents: Sequence[tuple[str, ...]], one: int, other: int) -> bool:
    """Whether two mentions are of one party: known as one, of the same words, or one a person's shorter name."""
    if one == other or contents[one] == contents[other]:
        return True
    a, b = mentions[one], mentions[other]
    if a.known or b.known:
        return a.known == b.known
    if a.kind == b.kind == "person":
        return set(contents[one]) < set(contents[other])
    shorter = len(contents[one]) > 1 and contents[other][: len(contents[one])] == contents[one]
    return a.kind == b.kind and a.rule == b.rule == "party:head" and shorter


def _stood_for(
    mentions: Sequence[_Found], contents: Sequence[tuple[str, ...]], index: int, fuller: Sequence[int]
) -> _Found | None:
    """Return what a bare noun such as الكتيبة refers to: the last fuller name that begins with it, or the only one."""
    if len(contents[index]) > 1 or mentions[index].rule != "party:head" or not fuller:
        return None
    before = bisect_left(fuller, index)
    if before:
        return mentions[fuller[before - 1]]
    only = all(contents[i] == contents[fuller[0]] for i in fuller)
    return mentions[fuller[0]] if only else None
