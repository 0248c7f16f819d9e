"""Who a source is: all the ways in which an article names one source brought together under the fullest.

Two unnamed sources are never merged: a definite noun (المصدر) goes back to the last source that it can stand for, an
indefinite one (مصدر آخر) is a new one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from claims.attribution.tokens import Tokens
from claims.languages import Language
from claims.languages.loading import Sources
from claims.text.folding import fold_word

WORD = re.compile(r"[^\W_]+")
_PREFIXES = ("وال", "فال", "بال", "لل", "ال")


@dataclass(frozen=True, slots=True)
class Mention:
    """One claim's source as the resolver needs it.

    Attributes:
        span: Offsets in the text of the words that name it; None where the sentence names none.
        person: Person and gender of the cue, "" where it has none.
        passing: Whether the source is credited in passing (…، بحسب فلان), so that nobody carries on from it.
        position: The cue's offset.
        within: The claim that this one is part of.
    """

    span: tuple[int, int] | None
    person: str
    passing: bool
    position: int
    within: int | None = None


@dataclass(slots=True)
class Entity:
    """One source of the article."""

    name: str
    kind: str
    words: list[frozenset[str]] = field(default_factory=list)
    gender: str = ""
    guessed: bool = False
    """Whether nothing in the name tells its kind."""
    heads: set[str] = field(default_factory=set)
    """The first words of its namings."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a claim is credited to; `name` is None where the article does not say."""

    name: str | None
    kind: str


class Resolver:
    """Resolves the sources of one article, in the order of its text."""

    def __init__(self, language: Language, tokens: Tokens) -> None:
        self._language = language
        self._tokens = tokens
        self._naming = Naming(language, tokens)
        self._entities: list[Entity] = []
        self._recent: list[Entity] = []

    def resolve(self, mentions: Sequence[Mention]) -> list[Resolved]:
        """Who each mention stands for."""
        results: list[Entity | None] = []
        for mention in mentions:
            entity = self._named(mention, mention.span) if mention.span else self._carried(mention, mentions, results)
            if entity is not None:
                entity.gender = entity.gender or _gender(mention.person)
                if mention.within is None and not mention.passing:
                    self._recent = [e for e in self._recent if e is not entity] + [entity]
            results.append(entity)
        return [Resolved(e.name, e.kind) if e else Resolved(None, "unnamed") for e in results]

    def _carried(self, mention: Mention, mentions: Sequence[Mention], results: list[Entity | None]) -> Entity | None:
        """The speaker who is carried on: the last one beside this claim whose gender the cue allows."""
        gender = _gender(mention.person)
        if mentions and mention.within is None and (told := self._told_of(mention, mentions, len(results))):
            return told
        beside = [
            e
            for m, e in zip(mentions, results, strict=False)
            if e is not None and m.within == mention.within and not m.passing
        ]
        candidates = [*self._recent, *beside]
        fitting = [e for e in candidates if not gender or not e.gender or e.gender == gender]
        return next(reversed(fitting or candidates), None)

    def _told_of(self, mention: Mention, mentions: Sequence[Mention], number: int) -> Entity | None:
        """The known person whom the sentences between the last claim and this one tell of, if there are any."""
        before = max((m.position for m in mentions[:number]), default=None)
        if before is None:
            return None
        tokens = self._tokens
        first = next((a for a, _ in tokens.sentences if tokens.starts[a] > before), None)
        current = next((a for a, b in reversed(tokens.sentences) if tokens.starts[a] <= mention.position), None)
        if first is None or current is None or first >= current:
            return None
        told = [_strip(f) for f in tokens.forms[first:current]]
        gender = _gender(mention.person)
        for entity in reversed(self._recent):
            name = words_of(entity.name, self._language)[-2:]
            fits = entity.kind == "person" and (not gender or entity.gender in {"", gender})
            if fits and len(name) > 1 and any(told[k : k + len(name)] == name for k in range(len(told))):
                return entity
        return None

    def _named(self, mention: Mention, span: tuple[int, int]) -> Entity:
        text = self._naming.core(*span)
        words = words_of(text, self._language)
        entity = self._pointed_to(text, words, mention) or self._known(text, words) or self._again(text, span)
        if entity is None:
            name = self._naming.introduced(text, words, span[0]) or text
            entity = self._same_words(words_of(name, self._language)) if name != text else None
            if entity is None:
                entity = self._new(name)
        entity.words.append(frozenset(words))
        entity.heads.add(words[0])
        if entity.guessed and not guesses(text, self._language):
            entity.kind, entity.guessed = kind_of(text, self._language), False
        if self._fuller(words, entity):
            entity.name, entity.kind = text, kind_of(text, self._language)
        return entity

    def _again(self, text: str, span: tuple[int, int]) -> Entity | None:
        """A definite noun with an afterthought (التقرير، الصادر في …): known by the noun alone."""
        head, comma, _ = text.partition("،")
        if not comma or not fold_word(head).startswith("ال"):
            return None
        words = words_of(head, self._language)
        known = self._known(head, words)
        return known if known and set(words) <= self._naming.generic else None

    def _pointed_to(self, text: str, words: list[str], mention: Mention) -> Entity | None:
        """المصدر، المتحدث ذاته، الأخير …: the source named last that the words can stand for."""
        folded = [fold_word(w) for w in WORD.findall(text)]
        sources, grammar = self._language.sources, self._language.grammar
        folded = [f for f in folded if f not in grammar.demonstratives] or folded
        same = any(f in sources.same for f in folded)
        points = folded[0] in sources.last
        nameless = folded[0].startswith("ال") and _strip(folded[0]) in sources.titles and not has_name(folded, self._language)
        if not self._recent or not (points or same or nameless):
            return None
        head = _strip(folded[0])
        if nameless and (other := self._titled_since(mention, head)):
            return other
        agreeing = [e for e in self._recent if any(head in known for known in e.words)]
        if agreeing:
            return agreeing[-1]
        if nameless:
            return self._last_person(mention)
        gender = _gender(mention.person)
        if not (len(words) == 1 or same):
            return None
        spoken = [e for e in self._recent if e.kind != "document" or not self._language.sources.last_person & set(folded)]
        fitting = [e for e in spoken if not gender or not e.gender or e.gender == gender]
        return next(reversed(fitting or spoken), None)

    def _titled_since(self, mention: Mention, head: str) -> Entity | None:
        """Whom the article called by this title and a name last, before it used the title alone (وزير العدل فلان … الوزير)."""
        phrase = self._naming.title_before(head, mention.position)
        if phrase is None or not has_name([fold_word(w) for w in WORD.findall(phrase)], self._language):
            return None
        words = words_of(phrase, self._language)
        entity = self._known(phrase, words)
        if entity is None:
            entity = self._new(phrase)
        return entity

    def _new(self, name: str) -> Entity:
        words = words_of(name, self._language)
        guessed = guesses(name, self._language)
        entity = Entity(name, kind_of(name, self._language), [frozenset(words)], guessed=guessed, heads={words[0]})
        self._entities.append(entity)
        return entity

    def _last_person(self, mention: Mention) -> Entity | None:
        gender = _gender(mention.person)
        return next(
            (e for e in reversed(self._recent) if e.kind == "person" and (not gender or e.gender in {"", gender})), None
        )

    def _same_words(self, words: list[str]) -> Entity | None:
        own = frozenset(words)
        return next((e for e in reversed(self._entities) if own in e.words), None)

    def _known(self, text: str, words: list[str]) -> Entity | None:
        """An entity that these words name again: in the same words, by a family name, or by its noun made definite."""
        own = set(words)
        if not own:
            return None
        kind = kind_of(text, self._language)
        fresh = kind == "unnamed" and not fold_word(text).startswith("ال")
        ordered = [*self._recent, *(e for e in self._entities if e not in self._recent)]
        for entity in reversed(ordered):
            for known in entity.words:
                if known and self._names_again(words, own, known, entity, kind, fresh):
                    return entity
        return self._described(text, words, kind)

    def _described(self, text: str, words: list[str], kind: str) -> Entity | None:
        """An office without a name, when the one person quoted so far was given no office (… رئيس الوفد)."""
        persons = [e for e in self._entities if e.kind == "person"]
        if kind != "person" or words[0] not in self._language.sources.titles or len(persons) != 1:
            return None
        folded = [fold_word(w) for w in WORD.findall(text)]
        untitled = not any(known & self._language.sources.titles for known in persons[0].words)
        nameless = not has_name(folded, self._language)
        return persons[0] if untitled and nameless and self._recent[-1:] == persons else None

    def _names_again(
        self, words: list[str], own: set[str], known: frozenset[str], entity: Entity, kind: str, fresh: bool
    ) -> bool:
        if own == known:
            return True
        kin = self._language.sources.kin
        if (kin & known) != (kin & own) or (fresh and not (entity.kind == "person" and own < known)):
            return False
        generic = self._naming.generic
        shared = own & known
        if own < known:
            if entity.kind == "person" and kind != "person" and not entity.guessed:
                return False
            if (own <= generic or fresh) and entity.kind == "person":
                return words[0] in entity.heads
            return entity.kind == "person" or words[0] in entity.heads or entity.guessed
        proper = shared - generic
        if kind != entity.kind and not entity.guessed and not ({kind, entity.kind} <= {"person", "unnamed"}):
            return False
        if kind == "media" and proper and (entity.kind == "media" or not known & generic):
            return True
        return bool(proper) and len(shared) >= 2 and len(shared) >= 0.6 * min(len(own), len(known))  # noqa: PLR2004

    def _fuller(self, words: list[str], entity: Entity) -> bool:
        """Whether a later naming tells more: a name where there was only a family name or a title."""
        old = words_of(entity.name, self._language)
        return entity.kind == "person" and len(old) <= 2 and len(words) > len(old) and set(old) <= set(words)  # noqa: PLR2004


class Naming:
    """Reads names in the text around them: what of a mention is the name, and where the article introduced it."""

    def __init__(self, language: Language, tokens: Tokens) -> None:
        self._language = language
        self._tokens = tokens
        sources = language.sources
        self.generic = (
            sources.titles | sources.organization | sources.group | sources.unnamed | sources.media | sources.document
        )

    def core(self, start: int, end: int) -> str:
        """A mention without the relative clause that tells more of someone who is named."""
        tokens = self._tokens
        text = tokens.text[start:end]
        first, last = tokens.at(start), tokens.at(end)
        for k in range(first + 1, last):
            if tokens.forms[k] in self._language.grammar.relatives and tokens.forms[k] != "من":
                core = tokens.text[start : tokens.ends[k - 1]].rstrip("،, ")
                folded = [fold_word(w) for w in WORD.findall(core)]
                named = has_name(folded, self._language) or _strip(folded[0]) not in self.generic
                return core if named and kind_of(core, self._language) == "person" else text
        return text

    def title_before(self, head: str, offset: int, *, demonstrated: bool = False) -> str | None:
        """The last phrase before an offset that begins with a title, name included (وزير العدل، مصطفى الرميد)."""
        tokens = self._tokens
        for i in range(tokens.at(offset) - 1, -1, -1):
            form = tokens.forms[i]
            if form == head or (demonstrated and form == "ال" + head) or (form[:1] in {"و", "ل", "ب", "ف"} and form[1:] == head):
                phrase = self._phrase_from(i, 0 if form.startswith("ال") else len(form) - len(head))
                if phrase and len(WORD.findall(phrase)) > 1:
                    return phrase
        return None

    def introduced(self, text: str, words: list[str], before: int) -> str | None:
        """The fuller name under which the article brought this source in before it quoted it; None where it did not."""
        if not words or len(words) > 3:  # noqa: PLR2004 - longer names are full enough
            return None
        folded = [fold_word(w) for w in WORD.findall(text)]
        named = next((f for f in folded if f not in self._language.grammar.demonstratives), "")
        if words[0] in self.generic and named.startswith("ال"):
            found = self.title_before(words[0], before, demonstrated=named != folded[0])
            rest = {w[:4] for w in words[1:]}
            return found if found and rest <= {w[:4] for w in words_of(found, self._language)} else None
        if words[0] in self.generic and words[-1] in self.generic:
            return None
        found = self._full_name(words, before)
        return found or (self._full_name(words[:-1], before) if len(words) > 2 else None)  # noqa: PLR2004 - an object taken in

    def _full_name(self, words: list[str], before: int) -> str | None:
        """A person's first name and title, from the first place that has the family name with them."""
        tokens = self._tokens
        key = words[-1]
        for i in range(tokens.at(before)):
            if _strip(tokens.forms[i]) != key or key in self.generic:
                continue
            phrase = self._name_around(i, words)
            got = words_of(phrase, self._language)
            if len(got) > len(words) and all(w in got or len(w) <= 3 for w in words):  # noqa: PLR2004 - de, al, bin
                return phrase
            return None
        return None

    def _name_around(self, i: int, words: list[str]) -> str:
        """The name that ends at token `i`, with the title before or after it; the surname in the same marks, if alone."""
        tokens = self._tokens
        end = self._name_end(i, len(words) == 1)
        start, comma = i, False
        while start > 0 and i - start < 12 and self._in_name(start - 1, comma, i):  # noqa: PLR2004
            start -= 1
            comma = comma or tokens.forms[start] in {"،", ","}
        titled = [k for k in range(start, i) if self._is_title(tokens.forms[k])]
        if titled:
            start = titled[0]
        else:
            start = max(start, i - 2)
            if start > 0 and tokens.forms[start - 1] in self._language.grammar.prepositions:
                start = i
            while start < i and not self._may_be_name(start) and _strip(tokens.forms[start]) not in words:
                start += 1
        skip = 1 if tokens.forms[start][:1] in {"و", "ف", "ل", "ب"} and tokens.forms[start] not in self.generic and titled else 0
        return tokens.text[tokens.starts[start] + skip : tokens.ends[end - 1]]

    def _name_end(self, i: int, alone: bool) -> int:
        tokens = self._tokens
        quote = next((c for o, (_, c) in tokens.quotes.items() if o < i < c and c - o <= 5), None)  # noqa: PLR2004
        if quote is not None:
            return quote + 1 if alone else i + 1
        end = i + 1
        if end < len(tokens.forms) and self._is_title(tokens.forms[end]) and not tokens.forms[end].startswith("و"):
            while end < len(tokens.forms) and end - i < 7 and self._in_name(end, True, i) and not tokens.forms[end].startswith("و"):  # noqa: PLR2004
                end += 1
        return end

    def _is_title(self, form: str) -> bool:
        bare = _strip(form)
        titles = self._language.sources.titles
        return form in titles or bare in titles or (form[:1] in {"و", "ف", "ل", "ب"} and form[1:] in titles)

    def _in_name(self, k: int, comma: bool, i: int) -> bool:
        tokens, grammar = self._tokens, self._language.grammar
        form = tokens.forms[k]
        if form in {"،", ","}:
            return not comma and i - k <= 4  # noqa: PLR2004 - a name of four words at most after its title
        if k in tokens.quotes:
            return tokens.quotes[k][1] > i
        if not form[0].isalnum():
            return False
        return not (
            form in grammar.prepositions
            or form in grammar.complementizers
            or form in grammar.pronoun_complementizers
            or form in grammar.relatives
            or form in grammar.auxiliaries
            or form in self._language.forms
        )

    def _may_be_name(self, k: int) -> bool:
        form = self._tokens.forms[k]
        word = self._tokens.text[self._tokens.starts[k] : self._tokens.ends[k]]
        if not form[0].isalpha() or form in self._language.grammar.events:
            return False
        return not form.startswith(("ال", "و", "لل", "بال", "ي", "ت")) and not word.endswith(("ها", "هم", "ة"))

    def _phrase_from(self, i: int, skip: int) -> str | None:
        """The noun phrase that begins at token `i`: to the next preposition, mark or clause, a name after a comma taken in."""
        tokens, grammar = self._tokens, self._language.grammar
        end = i + 1
        commas = 0
        while end < len(tokens.forms) and end - i < 12:  # noqa: PLR2004
            form = tokens.forms[end]
            if form in {"،", ","} and not commas and self._is_title(tokens.forms[i]) and self._name_follows(end + 1):
                commas += 1
            elif end in tokens.quotes and tokens.quotes[end][1] - end <= 5:  # noqa: PLR2004 - a name in marks
                end = tokens.quotes[end][1] + 1
                break
            elif form == "من" and _strip(tokens.forms[i]) in self._language.sources.group:
                pass
            elif not form[0].isalnum() or form in grammar.prepositions or form in grammar.complementizers:
                break
            elif (form in grammar.relatives and form != "من") or form in grammar.pronoun_complementizers or form in grammar.setting or form in grammar.auxiliaries:
                break
            elif (end > i + 1 and form in self._language.forms and not self._is_title(form)) or (
                len(form) > 4 and form.endswith("ت") and not form.endswith("ات")  # noqa: PLR2004
            ):
                break
            end += 1
        text = tokens.text[tokens.starts[i] + skip : tokens.ends[end - 1]]
        return text or None

    def _name_follows(self, k: int) -> bool:
        tokens = self._tokens
        return k + 1 < len(tokens.forms) and self._may_be_name(k) and tokens.forms[k + 1][0].isalnum()


def kind_of(text: str, language: Language) -> str:
    """What sort of source a noun phrase names: person, unnamed, group, organization, media or document."""
    sources = language.sources
    forms = [fold_word(w) for w in WORD.findall(text)]
    bare = [_strip(f) for f in forms]
    if not bare:
        return "unnamed"
    for f in bare[:1]:
        if f in sources.always_unnamed:
            return "unnamed"
    head = next((b for f, b in zip(forms, bare, strict=True) if f not in language.grammar.demonstratives), bare[0])
    if head in sources.agency and head not in sources.media:
        return "media"
    if forms[0] in sources.places or (forms[0].isascii() and forms[0].isalpha()):
        return "organization"
    if len(bare) > 1 and not _is_known(head, sources) and not forms[0].startswith("ال") and bare[1] == forms[1] and bare[1] in sources.document:
        return "document"
    if head in sources.media and (head != "وكاله" or any(f in sources.agency for f in forms[1:])):
        return "media"
    if head in sources.group and head not in sources.organization:
        return "group"
    if head in sources.document:
        return "document"
    if head in sources.organization and not (head in sources.titles and has_name(forms, language)):
        return "organization"
    if head == "وكاله":
        return "organization"
    if head in sources.titles or head in sources.unnamed:
        if has_name(forms, language) or (forms[0].startswith("ال") and not head.endswith("ون")):
            return "person"
        return "unnamed" if head in sources.unnamed else "person"
    if forms[0].startswith("ال") and (head.endswith("ون") or (len(forms) > 1 and forms[0][-2:] == forms[1][-2:] == "ين")):
        return "group"
    return "person"


def has_name(forms: list[str], language: Language) -> bool:
    """Whether a phrase that begins with a title goes on to a name: two words in a row that are no common nouns we know."""
    sources = language.sources
    cut = next((i for i, f in enumerate(forms) if f in language.grammar.relatives and f != "من"), len(forms))
    forms = forms[:cut]
    bare = [_strip(f) for f in forms]
    common = sources.titles | sources.organization | sources.group | sources.unnamed | sources.media | sources.document
    plain = [
        i
        for i, (f, b) in enumerate(zip(forms, bare, strict=True))
        if i and not f.startswith(("ال", "لل", "بال")) and b not in common and f not in language.grammar.prepositions and not f.endswith("ه")
    ]
    return any(b - a == 1 for a, b in zip(plain, plain[1:], strict=False)) or bool(plain) and plain[-1] == len(forms) - 2


def guesses(text: str, language: Language) -> bool:
    """Whether nothing that we know of a name tells what sort of source it is."""
    sources = language.sources
    folded = fold_word(text)
    if folded in sources.places or (folded.isascii() and folded.isalpha()):
        return False
    return not any(_is_known(w, sources) or w in sources.agency for w in words_of(text, language))


def _is_known(word: str, sources: Sources) -> bool:
    """Whether a bare word is one of the nouns that tell a source's kind."""
    lists = (sources.titles, sources.organization, sources.group, sources.unnamed, sources.media, sources.document)
    return any(word in words for words in lists)


def words_of(text: str, language: Language) -> list[str]:
    """The words of a name as they are compared: folded, without article and particles, demonstratives left out."""
    folded = [fold_word(w) for w in WORD.findall(text)]
    drop = language.grammar.demonstratives | language.sources.same
    return [_strip(f) for f in folded if f not in drop] or [_strip(f) for f in folded]


@lru_cache(maxsize=50_000)
def _strip(form: str) -> str:
    """A folded word without the article and the particles before it, its sound plural in one case."""
    for prefix in _PREFIXES:
        if form.startswith(prefix) and len(form) > len(prefix) + 1:
            form = form[len(prefix) :]
            break
    if len(form) > 4 and form.endswith("ين"):  # noqa: PLR2004 - shorter ones are no plurals
        form = form[:-2] + "ون"
    return form


def _gender(person: str) -> str:
    return "f" if "f" in person else "m" if "m" in person else ""
