"""Who a source is: all the ways in which an article names one source brought together under the fullest.

Two unnamed sources are never merged: a definite noun (المصدر) goes back to the last source that it can stand for, an
indefinite one (مصدر آخر) is a new one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.attribution.tokens import Tokens
from claims.languages import Language
from claims.text.folding import fold_word

_WORD = re.compile(r"[^\W_]+")
_PREFIXES = ("وال", "فال", "بال", "لل", "ال")


@dataclass(frozen=True, slots=True)
class Mention:
    """One claim's source as the resolver needs it: where it is named, or that it is not."""

    span: tuple[int, int] | None
    """Offsets in the text."""
    person: str
    """Person and gender of the cue."""
    chained: bool
    position: int
    """The cue's offset."""
    within: int | None = None


@dataclass(slots=True)
class Entity:
    """One source of the article."""

    name: str
    kind: str
    words: list[frozenset[str]] = field(default_factory=list)
    gender: str = ""
    first: int = 0


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
        self._entities: list[Entity] = []
        self._recent: list[Entity] = []

    def resolve(self, mentions: Sequence[Mention]) -> list[Resolved]:
        """Who each mention stands for."""
        results: list[Entity | None] = []
        for mention in mentions:
            entity = self._named(mention) if mention.span else self._unnamed(mention, mentions, results)
            if entity is not None:
                if not entity.gender and mention.person:
                    entity.gender = _gender(mention.person)
                if mention.within is None:
                    self._recent = [e for e in self._recent if e is not entity] + [entity]
            results.append(entity)
        return [Resolved(e.name, e.kind) if e else Resolved(None, "unnamed") for e in results]

    def _unnamed(self, mention: Mention, mentions: Sequence[Mention], results: list[Entity | None]) -> Entity | None:
        """The speaker who is carried on: the last one whose gender the cue allows."""
        gender = _gender(mention.person)
        nearest = [
            e for m, e in zip(mentions, results, strict=False) if e is not None and m.within == mention.within
        ]
        for entity in reversed(nearest):
            if self._compatible(entity, gender):
                return entity
        for entity in reversed(self._recent):
            if self._compatible(entity, gender):
                return entity
        if nearest:
            return nearest[-1]
        return self._recent[-1] if self._recent else None

    def _compatible(self, entity: Entity, gender: str) -> bool:
        return not gender or not entity.gender or entity.gender == gender

    def _named(self, mention: Mention) -> Entity:
        assert mention.span is not None
        text = self._tokens.text[slice(*mention.span)]
        words = _words(text)
        kind = kind_of(text, self._language)
        entity = self._pointed_to(text, words, kind, mention) or self._known(words, kind, text)
        if entity is not None:
            entity.words.append(frozenset(words))
            if self._fuller(text, entity):
                entity.name, entity.kind = text, kind if kind != "unnamed" or entity.kind == "unnamed" else entity.kind
            return entity
        name = self._first_naming(text, words, mention.span[0]) or text
        entity = Entity(name, kind_of(name, self._language) if name != text else kind, [frozenset(words)], _gender(mention.person), mention.span[0])
        entity.words.append(frozenset(_words(name)))
        self._entities.append(entity)
        return entity

    def _pointed_to(self, text: str, words: list[str], kind: str, mention: Mention) -> Entity | None:
        """المصدر، المتحدث ذاته، الأخير …: the source named last that the words can stand for."""
        if not words or not self._recent:
            return None
        sources = self._language.sources
        head = words[0]
        folded = [fold_word(w) for w in _WORD.findall(text)]
        same = any(w in sources.same for w in folded)
        if folded[0] == "هذا" and len(folded) > 1:
            folded = folded[1:]
        if folded[0] not in sources.last and not same:
            return None
        agreeing = [e for e in self._recent if head in {w for ws in e.words for w in ws}]
        if agreeing:
            return agreeing[-1]
        if len(words) == 1 or same:
            gender = _gender(mention.person)
            fitting = [e for e in self._recent if self._compatible(e, gender)]
            return (fitting or self._recent)[-1]
        return None

    def _known(self, words: list[str], kind: str, text: str) -> Entity | None:
        """An entity that these words name again: a family name, a title alone, the definite form of what was indefinite."""
        own = set(words)
        indefinite_unnamed = kind == "unnamed" and not fold_word(text).startswith(_PREFIXES)
        for entity in reversed(self._recent + [e for e in self._entities if e not in self._recent]):
            for known in entity.words:
                if not known:
                    continue
                shared = own & known
                if own == known or (shared == own and not indefinite_unnamed and self._same_head(words, entity, kind)):
                    return entity
                if len(shared) >= 2 and len(shared) >= 0.6 * min(len(own), len(known)) and not indefinite_unnamed and shared - self._generic():
                    return entity
        return None

    def _same_head(self, words: list[str], entity: Entity, kind: str) -> bool:
        """Whether a shorter naming can be the same: a family name for a person, the head noun for anything else."""
        if entity.kind == "person":
            return True
        heads = {w[0] for w in map(list, [_words(entity.name)]) if w}
        return words[0] in heads or len(words) > 1 or words[0] not in self._generic()

    def _generic(self) -> frozenset[str]:
        sources = self._language.sources
        return sources.titles | sources.organization | sources.group | sources.unnamed | sources.media | sources.document

    def _fuller(self, text: str, entity: Entity) -> bool:
        """Whether a later naming tells more: a name where there was only a title or a family name."""
        new, old = _words(text), _words(entity.name)
        if entity.kind in {"unnamed", "group", "document"} or len(old) > 2:
            return False
        return len(new) > len(old) + 1 and set(old) <= set(new)

    def _first_naming(self, text: str, words: list[str], before: int) -> str | None:
        """The fuller name under which the article introduced this source before it quoted it."""
        generic = self._generic()
        keys = [w for w in words if w not in generic]
        key = keys[-1] if keys else words[-1] if words else None
        if key is None or len(words) > 3:
            return None
        tokens = self._tokens
        best: str | None = None
        for i in range(tokens.at(before)):
            if _strip(tokens.forms[i]) != key:
                continue
            phrase = self._phrase_around(i, set(words))
            if phrase and set(words) <= set(_words(phrase)) and len(_words(phrase)) > len(words):
                best = phrase
                break
        return best

    def _phrase_around(self, i: int, words: set[str]) -> str | None:
        """The noun phrase around a name: titles and first names before it, attributes after a title."""
        tokens = self._tokens
        grammar, sources = self._language.grammar, self._language.sources
        generic = self._generic()
        start = i
        crossed = False
        while start > 0 and i - start < 9:
            form = tokens.forms[start - 1]
            if form in grammar.prepositions or form in grammar.complementizers or form in grammar.relatives:
                break
            if form in {"،", ","}:
                if crossed or i - start > 3:
                    break
                crossed = True
            elif not form[0].isalnum():
                break
            start -= 1
        titled = [k for k in range(start, i + 1) if _strip(tokens.forms[k]) in generic or tokens.forms[k] in generic]
        if titled:
            start = titled[0]
        elif crossed or i - start > 3:
            start = max(start, i - 2)
            while tokens.forms[start] in {"،", ","} or not tokens.forms[start][0].isalnum():
                start += 1
        end = i + 1
        if _strip(tokens.forms[i]) in generic:
            while end < len(tokens.forms) and end - i < 6 and tokens.forms[end][0].isalnum() and tokens.forms[end] not in grammar.prepositions:
                end += 1
        text = tokens.text[tokens.starts[start] : tokens.ends[end - 1]]
        del sources
        return text or None


def kind_of(text: str, language: Language) -> str:
    """What sort of source a noun phrase names: person, unnamed, group, organization, media or document."""
    sources = language.sources
    forms = [fold_word(w) for w in _WORD.findall(text)]
    bare = [_strip(f) for f in forms]
    if not bare:
        return "unnamed"
    for f in bare[:1]:
        if f in sources.always_unnamed:
            return "unnamed"
    head = next((b for f, b in zip(forms, bare, strict=True) if f not in language.grammar.demonstratives), bare[0])
    if head in sources.agency and head not in sources.media:
        return "media"
    if head in sources.media and (head != "وكاله" or any(f in sources.agency for f in forms[1:])):
        return "media"
    if head in sources.group and head not in sources.organization:
        return "group"
    if head in sources.document:
        return "document"
    if head in sources.organization and not (head in sources.titles and _has_name(forms, bare, language)):
        return "organization"
    if head == "وكاله":
        return "organization"
    if head in sources.titles or head in sources.unnamed:
        if _has_name(forms, bare, language) or forms[0].startswith("ال"):
            return "person"
        return "unnamed" if head in sources.unnamed else "person"
    if head.endswith(("ون", "ين")) and forms[0].startswith("ال"):
        return "group"
    return "person"


def _has_name(forms: list[str], bare: list[str], language: Language) -> bool:
    """Whether a phrase that begins with a title goes on to a name: two words in a row that are no common nouns we know."""
    sources = language.sources
    common = sources.titles | sources.organization | sources.group | sources.unnamed | sources.media | sources.document
    plain = [
        i
        for i, (f, b) in enumerate(zip(forms, bare, strict=True))
        if i and not f.startswith(("ال", "لل", "بال")) and b not in common and f not in language.grammar.prepositions and not f.endswith("ه")
    ]
    return any(b - a == 1 for a, b in zip(plain, plain[1:], strict=False)) or bool(plain) and plain[-1] == len(forms) - 2


def _words(text: str) -> list[str]:
    return [_strip(fold_word(w)) for w in _WORD.findall(text)]


def _strip(form: str) -> str:
    """A folded word without the article and the particles before it, its sound plural in one case."""
    for prefix in _PREFIXES:
        if form.startswith(prefix) and len(form) > len(prefix) + 1:
            form = form[len(prefix) :]
            break
    if len(form) > 4 and form.endswith("ين"):
        form = form[:-2] + "ون"
    return form


def _gender(person: str) -> str:
    return "f" if "f" in person else "m" if "m" in person else ""
