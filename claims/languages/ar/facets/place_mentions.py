"""Find mentions of places by the words before a name, by the gazetteer, and by the name tagger.

The text is read twice: names that are certain in the first pass (countries, and names after a word for a kind of place)
help to decide in the second which ambiguous names belong to the same story.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from claims.languages.ar.facets.facet_words import ARTICLE, readings
from claims.languages.ar.facets.gazetteer_hits import TOWN, hits, settings
from claims.languages.ar.facets.place_names import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claims.extraction.gazetteer import Entry
    from claims.languages.ar.facets.facet_words import Text
    from claims.languages.ar.facets.gazetteer_hits import Hit
    from claims.languages.ar.facets.name_tagger import Name
    from claims.languages.ar.facets.place_words import Wording

__all__ = ["Mention", "demonym", "find"]

_QUOTES = frozenset("\"'“”„«»‟‹›‘’(#")
_WHERE = frozenset(("في", "الي", "بين", "داخل", "وسط"))
_TAGGED_AFTER = frozenset(("في", "الي", "بين", "داخل", "قرب", "وسط", "عبر", "باتجاه", "نحو"))
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_LARGE = 100_000
_HUGE = 300_000
_MILLION = 1_000_000
_LARGE_ENOUGH = 30_000
"""Minimum population of a town whose name needs no other evidence, in the country that a text is about."""
_SPOT_KM = 10
"""Maximum radius in kilometres of a listed region that is only a village or a part of a town."""
_DATELINE = 12
"""Maximum number of words up to the end of a dateline."""
_TOO_LARGE = 100_000
"""Minimum population of a place that is never called a village or small town."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a place.

    Attributes:
        first: Index of its first word; `last`, the index after its last one.
        start: Where the bare name begins in the folded text; `end`, where it ends.
        name: The folded name.
        entries: The places of that name in the gazetteer.
        head: The sort of place that the word before it says.
        rule: What showed that it is a place.
    """

    first: int
    last: int
    start: int
    end: int
    name: str
    entries: tuple[Entry, ...]
    head: str | None
    rule: str


@dataclass(slots=True)
class _Known:
    """The results of the first pass: names after a word for a place, names in no gazetteer, and countries."""

    names: set[str] = field(default_factory=set)
    unlisted: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)


class _Begun(NamedTuple):
    """For each word the names of the gazetteer that may begin there, and whether one that it lacks may."""

    hits: Sequence[tuple[Hit, ...]]
    unlisted: Sequence[bool]


def find(text: Text, words: Wording, names: tuple[Name, ...]) -> list[Mention]:
    """The places that a text names, in its order."""
    known = _Known()
    listed = hits(text, words)
    begun = _Begun(listed, _open_at(text, words))
    elsewhere = {i for name in names if name.label not in _PLACES for i in range(name.first, name.last)}
    known.countries |= settings(listed, words, elsewhere)
    for mention in _Reading(text, words, names, known, begun).mentions():
        if mention.rule == "place:head":
            known.names.add(mention.name)
        if not mention.entries:
            known.unlisted.add(mention.name)
        told = [entry for entry in mention.entries if entry.kind == "country"] or mention.entries
        countries = {entry.country for entry in told if entry.country}
        if len(countries) == 1 and gazetteer().named(mention.name):
            known.countries |= countries
    known.countries |= {words.articled[form] for form in text.forms if form in words.articled}
    return list(_Reading(text, words, names, known, begun).mentions())


def _open_at(text: Text, words: Wording) -> list[bool]:
    """For each word whether it can begin a name that the gazetteer lacks, a row of names aside.

    It can after a word for a sort of place, and as the first word of names of several words.
    """
    found: list[bool] = []
    headed = False
    for form in text.forms:
        found.append(headed or bool(words.compounds(form)))
        if form not in _QUOTES:
            headed = words.kind(form) is not None
    return found


def demonym(text: Text, words: Wording, index: int) -> str | None:
    """The country whose demonym stands at a word, with the article."""
    return words.articled.get(text.form(index))


class _Reading:
    """One pass over the text."""

    def __init__(
        self,
        text: Text,
        words: Wording,
        names: tuple[Name, ...],
        known: _Known,
        begun: _Begun,
    ) -> None:
        self.text = text
        self.hits, self.open_at = begun
        self.words = words
        self.known = known
        self.gazetteer = gazetteer()
        self.labels: Mapping[int, Name] = {i: name for name in names for i in range(name.first, name.last)}
        self.trained = bool(names)
        self.endings = frozenset(name[-4:] for name in known.unlisted)
        self.last: Mention | None = None

    def mentions(self) -> Iterator[Mention]:
        """The places, longest names first where they overlap."""
        index, size = 0, len(self.text)
        while index < size:
            found = self._named(index) if self.hits[index] else None
            if found is None and (self.open_at[index] or self._next_to_last(index)):
                found = self._unlisted(index)
            if found is None and index in self.labels:
                found = self._tagged(index)
            if found is None and self.text.forms[index][-4:] in self.endings:
                found = self._once_more(index)
            if found:
                self.last = found
                yield found
            index = found.last if found else index + 1

    def _next_to_last(self, index: int) -> bool:
        return self.last is not None and self.last.last == index

    # Names that the gazetteer knows

    def _named(self, index: int) -> Mention | None:
        return next(filter(None, map(self._accepted, self.hits[index])), None)

    def _hits(self, index: int) -> Sequence[Hit]:
        return self.hits[index] if index < len(self.hits) else ()

    def _accepted(self, hit: Hit) -> Mention | None:
        head = self._head(hit.index, hit.cut)
        rule = self._rule(hit, head)
        if rule is None:
            return None
        start = self.text.words[hit.index].at + hit.cut
        entries = tuple(entry for entry in hit.entries if self._fits(entry, hit, head))
        rule = "place:unlisted" if head in {"district", "facility"} and not entries else rule
        return Mention(
            hit.index, hit.last, start, self.text.words[hit.last - 1].end, hit.name, entries, head, rule
        )  # fmt: skip

    def _fits(self, entry: Entry, hit: Hit, head: str | None) -> bool:
        """Return whether a place is plausible: a large town is not called a village, a foreign town not a district."""
        if head == "village":
            return entry.population < _TOO_LARGE
        if head == "facility":  # A hospital has its town's name, a street another town's.
            local = self.text.form(self._before(hit.index)).removeprefix("ب") in self.words.local
            return local and entry.kind == "city" and self._near((entry,))
        if head == "district":
            return entry.kind == "city" and self._near((entry,))
        return head is not None or hit.name not in self.known.unlisted

    def _rule(self, hit: Hit, head: str | None) -> str | None:
        """Return the evidence that a gazetteer name is a place here, as a rule name; None without evidence."""
        if self._of_something_else(hit.index, hit.cut) or (hit.single and self._no_name(hit.name)):
            return None
        if head:
            return "place:head" if self._headed(hit) else None
        person = self._label(hit.index) == "PERS" and not self._placed(hit)
        if person or (hit.single and self._in_organisation(hit.index, hit.cut)):
            return None
        shown = self._shown(hit)
        if self._ordinary(hit.name, hit.entries):
            return self._doubtful(hit, shown=shown)
        adjective = hit.single and not hit.country and self._adjective(hit.index, hit.cut)
        if adjective and not (shown or self._strong(hit.index)):
            return None
        return self._by_size(hit, shown=shown)

    def _placed(self, hit: Hit) -> bool:
        """Return whether a name tagged as a person is, as a whole, a place of the story in a typical position."""
        before = self.text.form(hit.index - 1)
        several = not hit.single and before in self.words.prepositions and self.labels[hit.index].first == hit.index
        where = several or before in self.words.directed or hit.name in self.known.names
        return where and self._near(hit.entries) and self.labels[hit.index].last <= hit.last

    def _headed(self, hit: Hit) -> bool:
        """Return whether a name after a word for a kind of place is a place, and complete."""
        if self._other_article(hit.name) and not self._near(hit.entries):
            return False
        if self._ordinary(hit.name, hit.entries) and not self._governorate(hit):
            before = self._before(hit.index)
            inherited = hit.cut == 0 and self._kind(before) is None
            if inherited or (hit.single and self._weak(before) and not self._strong(hit.index)):
                return False
        return not (hit.last == hit.index + 1 and hit.name in self.words.compound and self._letters(hit.last))

    def _governorate(self, hit: Hit) -> bool:
        """Return whether a short name after the word for a governorate is one's, and no other word: محافظة لحج."""
        admins = [entry for entry in hit.entries if entry.kind == "admin"]
        told = hit.name not in self.words.ordinary or self._near(tuple(admins))
        return hit.cut == 0 and bool(admins) and told

    def _doubtful(self, hit: Hit, *, shown: bool) -> str | None:
        """Return the evidence that a name which can be an ordinary word is a place; None without evidence."""
        if hit.name in self.words.compound:
            return None
        certain = shown or not hit.cut or hit.name.startswith(ARTICLE)
        if hit.name in self.known.names and certain and not self._adjective(hit.index, hit.cut):
            return "place:known"
        if self.text.form(hit.index - 1) in self.words.directed and hit.cut == 0 and self._near(hit.entries):
            return "place:name"
        dashed = self.text.form(hit.index - 1) in {"-", "–"} and self._follows(hit.index, hit.cut)
        if self._in_dateline(hit) or (dashed and self._near(hit.entries)):
            return "place:name"
        near = hit.single or self._near(hit.entries)
        if hit.country and self._near(hit.entries) and (self._inside(hit) or self.text.form(hit.index - 1) in _WHERE):
            return "place:name"
        leads = self.text.form(hit.last).startswith("و") and any(other.country for other in self._hits(hit.last))
        row = hit.country and (leads or self._follows(hit.index, hit.cut))
        return "place:name" if row or (shown and near and self._strong(hit.index)) else None

    def _in_dateline(self, hit: Hit) -> bool:
        """Return whether a name stands where a report says from where it comes (وكالات - جدة:)."""
        before, after = self.text.form(hit.index - 1), self.text.form(hit.last)
        large = max(entry.population for entry in hit.entries) >= _LARGE
        return (
            hit.last <= _DATELINE and hit.cut == 0 and large and before in {"-", "–", "\n", ""} and after in {":", "("}
        )

    def _label(self, index: int) -> str | None:
        label = self.labels.get(index)
        return label.label if label else None

    def _strong(self, index: int) -> bool:
        """Whether the pipeline takes a word for part of a place's name."""
        return self._label(index) in _PLACES

    def _ordinary(self, name: str, entries: tuple[Entry, ...]) -> bool:
        """Return whether a name needs evidence, because it is also a word or too short."""
        if any(entry.kind == "country" for entry in entries):
            return name in self.words.ordinary
        plain = name.removeprefix(ARTICLE)
        if " " in name:
            return all(part in self.words.never or part in self.words.heads for part in plain.split())
        small = max(entry.population for entry in entries) < _LARGE
        short = len(plain) < 3 or (len(plain) == 3 and small)
        short = short or name in self.words.compound
        if short or self._other_article(name) or name in self.words.ordinary:
            return True
        return bool({plain, ARTICLE + plain} & self.words.ordinary) and not self._near(entries)

    def _no_name(self, name: str) -> bool:
        """Return whether a word is never taken for a place, although some place has that name."""
        if name in self.words.never or name in self.words.heads:
            return True
        return name.startswith(ARTICLE) and name.removeprefix(ARTICLE) in self.words.demonyms

    def _by_size(self, hit: Hit, *, shown: bool) -> str | None:
        """Return the evidence that a name (not an ordinary word) is a place: its size, or the story's setting."""
        wide = any(
            entry.kind == "country" or entry.radius_km > _SPOT_KM for entry in hit.entries if entry.kind != "admin"
        )
        if wide or hit.name in self.known.names or self._strong(hit.index):
            return "place:gazetteer"
        people = max(entry.population for entry in hit.entries)
        near = self._near(hit.entries)
        if near and (not hit.single or (people >= _LARGE_ENOUGH and self._label(hit.index) is None)):
            return "place:gazetteer"
        listed = people >= TOWN or any(entry.kind == "region" for entry in hit.entries)
        if self._label(hit.index) is None and listed and self._inside(hit):
            return "place:gazetteer"
        alone = not near and (self.trained or not shown)
        least = _MILLION if alone else _LARGE if shown else _HUGE
        return "place:gazetteer" if people >= least or (near and shown) else None

    def _inside(self, hit: Hit) -> bool:
        """Whether a name stands after a preposition of place: في مرزق، بسرت."""
        before = self.text.form(hit.index - 1)
        return (hit.cut == 0 and (before in self.words.directed or before == "في")) or (
            hit.cut > 0 and self.text.form(hit.index)[hit.cut - 1] == "ب"
        )

    def _near(self, entries: tuple[Entry, ...]) -> bool:
        """Whether one of some places lies in a country that the text speaks of."""
        return any(entry.country in self.known.countries for entry in entries)

    def _other_article(self, name: str) -> bool:
        """Whether the name stands without the article that the place has, or with one that it has not."""
        return not self.gazetteer.named(name)

    # What stands around a name

    def _before(self, index: int) -> int:
        """The index of the word before, over an opening quotation mark."""
        before, forms = index - 1, self.text.forms
        while before >= 0 and forms[before] in _QUOTES:
            before -= 1
        return before

    def _head(self, index: int, cut: int) -> str | None:
        """The sort of place that the word before a name says, or the word before its neighbour in a row of names."""
        if cut == 0 and (kind := self._kind(self._before(index))):
            return kind
        if self.last and self.last.head and self._follows(index, cut):
            return self.last.head
        return None

    def _kind(self, index: int) -> str | None:
        return self.words.kind(self.text.form(index)) if index >= 0 else None

    def _weak(self, index: int) -> bool:
        return any(stem in self.words.weak for _, stem in readings(self.text.form(index)))

    def _follows(self, index: int, cut: int) -> bool:
        """Whether a name follows the last one in a row: X و Y, X، Y."""
        if self.last is None or index > self.last.last + 1:
            return False
        between = [self.text.form(i) for i in range(self.last.last, index)]
        joined = cut > 0 and self.text.form(index)[0] == "و"
        return (not between and joined) or between in (["،"], [","], ["–"], ["-"])

    def _shown(self, hit: Hit) -> bool:
        """Whether the words around a name are those around places."""
        index, cut, last = hit.index, hit.cut, hit.last
        if cut and self.text.form(index)[cut - 1] in "بل":
            return True
        before = self.text.form(self._before(index))
        stems = {stem for _, stem in readings(before)} | {before}
        return (
            bool(stems & (self.words.prepositions | self.words.nouns))
            or self._follows(index, cut)
            or before in {"\n", ""}
            or demonym(self.text, self.words, last) is not None
        )

    def _in_organisation(self, index: int, cut: int) -> bool:
        """Whether the name is a later word of an organisation's, with no preposition of place before it."""
        label = self.labels.get(index)
        if label is None or label.label != "ORG" or label.first == index:
            return False
        before = self.text.form(index - 1)
        of_place = any(stem in self.words.nouns for _, stem in readings(before))
        joined = cut > 0 and self.text.form(index)[cut - 1] == "ب"
        return not (joined or of_place or before in {"في", "من", "الي"})

    def _adjective(self, index: int, cut: int) -> bool:
        """Whether a word with the article follows a noun with the article, as in البيت الأبيض."""
        before = self.text.form(index - 1)
        return cut == 0 and before.startswith(ARTICLE) and before not in self.words.heads

    def _of_something_else(self, index: int, cut: int) -> bool:
        """Whether the name is part of the name of an institution or a person: جامعة القاهرة, قناة "صوت زندر"."""
        before = self._before(index)
        quoted = before != index - 1
        stems = {stem for _, stem in readings(self.text.form(before))}
        if cut == 0 and self.words.kind(self.text.form(before)) == "facility":
            return False
        if cut == 0 and stems & (self.words.quoting if quoted else self.words.institutions):
            return not (stems & set(self.words.heads))
        return self._quoted_outlet(index) or (not quoted and self._inside_quoted_name(index))

    def _quoted_outlet(self, index: int) -> bool:
        """Whether the name alone is quoted and an outlet's: «الشرق الأوسط»."""
        if self.text.form(index - 1) not in _QUOTES:
            return False
        last = next((at for at in range(index, index + 4) if self.text.form(at) in _QUOTES), index)
        return " ".join(self.text.form(at) for at in range(index, last)) in self.words.outlets

    def _inside_quoted_name(self, index: int) -> bool:
        """Whether it stands in a short quotation that names an institution."""
        for before in range(index - 1, max(-1, index - 4), -1):
            form = self.text.form(before)
            if form in _QUOTES:
                return any(stem in self.words.quoting for _, stem in readings(self.text.form(before - 1)))
            if self.text.words[before].is_mark:
                return False
        return False

    # Names that it does not know

    def _unlisted(self, index: int) -> Mention | None:
        if not self._letters(index):
            return None
        if self._in_row(index):
            return self._mention(
                index, self._extent(index, None), 1, self.last.head if self.last else None, "place:unlisted"
            )
        before = self._before(index)
        kind = self._kind(before)
        if kind is None or self.text.form(before).startswith(ARTICLE):
            return self._again(index)
        form = self.text.forms[index]
        label = self.labels.get(index)
        named = label is not None and label.label in _PLACES
        if (
            form in self.words.never
            or (form in self.words.heads and form not in self.words.compound)
            or demonym(self.text, self.words, index)
        ):
            return None
        if kind == "facility":
            return self._facility(index, label)
        plain = named or (self._plausible(form, label) and not self._weak(before))
        extent = self._extent(index, label if named else None)
        return self._mention(index, extent, 0, kind, "place:unlisted") if plain else None

    def _facility(self, index: int, label: Name | None) -> Mention | None:
        """Return the name of a building: one with the article, a person's, or one that the pipeline finds."""
        named = label if label is not None and label.label in {*_PLACES, "PERS"} and label.first == index else None
        form = self.text.form(index)
        plausible = form.startswith(ARTICLE) and self._plausible(form, self.labels.get(index))
        if (named is None and not plausible) or self.text.form(self._before(index)).startswith("ل"):
            return self._building_of_body(index)
        last = named.last if named is not None and named.label == "PERS" else self._extent(index, named)
        return self._mention(index, last, 0, "facility", "place:unlisted")

    def _building_of_body(self, index: int) -> Mention | None:
        """Return the name of a building that is called after the force or office whose it is: مسجد قوات الطوارئ."""
        before = self.text.form(self._before(index))
        if self.text.form(index) not in self.words.bodies or before.startswith("ل"):
            return None
        last = index + 1
        while last < index + 4 and (
            self.text.form(last).startswith(ARTICLE) or self.text.form(last) in self.words.bodies
        ):
            last += 1
        if last == index + 1:
            return None
        return self._mention(index, last, 0, "facility", "place:unlisted")

    def _tagged(self, index: int) -> Mention | None:
        """Return a name that only the pipeline takes for a town's or region's, after a word of place."""
        label = self.labels.get(index)
        form = self.text.form(index)
        if label is None or label.first != index or label.label not in {"GPE", "LOC"} or len(form) < 4:
            return None
        glued = form[0] == "ب" and len(form) > 4
        row = self._next_to_last(index) and form[0] == "و" and len(form) > 4
        where = self.text.form(index - 1) in self.words.directed or self.text.form(index - 1) in _TAGGED_AFTER
        cut = 0 if where else 1
        if not (where or glued or row) or not self._is_bare_name(index, label.last, cut):
            return None
        return self._mention(index, label.last, cut, None, "place:tagged")

    def _is_bare_name(self, first: int, last: int, cut: int) -> bool:
        """Return whether words are a name alone: no demonym, no dual, no word that is never a place."""
        form = self.text.form(first)
        stem = form[cut:]
        words = self.words
        parts = (form.removeprefix(ARTICLE) for form in self.text.forms[first:last])
        other = {form, stem} & (words.never | words.heads.keys()) or stem in words.ordinary or stem.endswith("ين")
        return not other and not any(part in words.demonyms for part in parts)

    def _once_more(self, index: int) -> Mention | None:
        """Return a name of one word that stood after the word for a sort of place elsewhere in the text: في كيلوا."""
        for cut, stem in readings(self.text.form(index)):
            if stem not in self.known.unlisted or len(stem) < 4 or " " in stem or stem in self.words.ordinary:
                continue
            where = self.text.form(index - 1) in self.words.prepositions and not cut
            if where or (cut == 1 and self.text.form(index)[0] == "ب"):
                return self._mention(index, index + 1, cut, None, "place:known")
        return None

    def _again(self, index: int) -> Mention | None:
        """A name of several words that no gazetteer knows, where it stood after the word for a sort of place before."""
        for cut, stem in self.words.compounds(self.text.form(index)):
            for size in (3, 2):
                name = " ".join([stem, *(self.text.form(i) for i in range(index + 1, index + size))])
                if name in self.known.unlisted:
                    return self._mention(index, index + size, cut, None, "place:known")
        return None

    def _in_row(self, index: int) -> bool:
        """Whether a word with و follows a name after the plural of a word for places: بلدتي يارون ومارون الراس."""
        form = self.text.form(index)
        if self.last is None or not self._next_to_last(index) or not form.startswith("و") or len(form) < 4:
            return False
        first = self.last.first
        while first > 0 and self.text.form(first).startswith("و") and self.text.form(first - 1) not in _QUOTES:
            first -= 1
            if any(stem in self.words.plural for _, stem in readings(self.text.form(first - 1))):
                break
        head = {stem for _, stem in readings(self.text.form(self._before(first)))}
        label = self.labels.get(index)
        named = label is not None and label.label in _PLACES
        return bool(head & self.words.plural) and (named or self._plausible(form[1:], label))

    def _plausible(self, form: str, label: Name | None) -> bool:
        """Whether a word that no other names is a name after the word for a place: no adjective, no known word."""
        if label is not None and label.label in {"PERS", "ORG", "OCC", "NORP"}:
            return False
        return not (form in self.words.ordinary or form in self.words.demonyms or form.endswith(("يه", "يتين")))

    def _extent(self, index: int, name: Name | None) -> int:
        """The index after the last word of a name that begins at `index`."""
        last = name.last if name else index + 1
        while last - index < 3 and self._begun(last - 1, index) and self._letters(last):
            last += 1
        while last > index + 1 and (self._beside_name(last - 1) or not self._letters(last - 1)):
            last -= 1
        return last

    def _beside_name(self, index: int) -> bool:
        """Whether a word follows a name without being part of it: its adjective, or where the next place is."""
        form = self.text.form(index)
        return form in self.words.after or form in self.words.directed

    def _begun(self, at: int, first: int) -> bool:
        """Whether a word is one with which names of several words begin."""
        form = self.text.form(at)
        return form in self.words.compound or (at == first and form.removeprefix("و") in self.words.compound)

    def _letters(self, index: int) -> bool:
        return index < len(self.text) and not (self.text.words[index].is_mark or self.text.words[index].is_number)

    def _mention(self, index: int, last: int, cut: int, kind: str | None, rule: str) -> Mention:
        start = self.text.words[index].at + cut
        end = self.text.words[last - 1].end
        return Mention(index, last, start, end, self.text.folded[start:end], (), kind, rule)
