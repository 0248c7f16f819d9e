"""What the words of a mention and the name of a candidate have in common, and how the one stands in the other.

كيري stands as the family name in وزير الخارجية جون كيري, but as someone else in ناطق باسم كيري; الوزيران fits two
people, مراسلنا an outlet's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.clause_words import ClauseWords
from claims.languages.ar.attribution.name_spellings import Spellings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.languages.ar.attribution.source_entities import Entity
    from claims.languages.ar.attribution.source_names import Name, Names

_MOST, _LONGEST = 3, 10
_PART = 4
"""Letters that two forms of one word share."""


class NameMatch:
    """Compares the namings of one article's sources."""

    def __init__(self, names: Names) -> None:
        self._clauses = ClauseWords(names.lexicon)
        language = names.lexicon.language
        self._lexicon = names.lexicon
        self._writing = language.grammar.writing
        self._sources = language.sources
        self._spellings = Spellings(language.sources.spelling)
        self._shapes: dict[Name, str] = {}
        self._joined: dict[Name, bool] = {}

    def of(self, name: Name, who: Name, entity: Entity | None) -> Iterator[str]:
        """Features of a mention's words and a candidate's name, and all the namings of one that was credited before."""
        words = frozenset().union(*entity.words) if entity else who.own
        heads = entity.heads if entity else {who.words[0]}
        yield from self._shared(name, who, words, head=name.words[0] in heads)
        shape, joined = self.shape(name), self.is_joined(who)
        standing = self._standing(name, who)
        yield f"shape={shape}|joined={joined}"
        yield f"shape={shape}|{standing}"
        yield f"shape={shape}|{who.kind}|{who.named}"
        yield f"standing={standing}"
        yield f"ends={self._class(who.words[-1])}|{who.kind}"
        yield f"long={min(len(who.words), _LONGEST)}|{who.kind}|{self._clauses.is_clause(who)}"
        yield f"prepositions={sum(self._lexicon[form].preposition for form in who.forms)}"
        yield f"exact={entity is not None and name.own in entity.words}|{who.own == name.own}"
        yield f"more={_step(len(who.words) - len(name.words))}|{standing}"
        if entity is not None:
            yield f"once={any(name.own <= known for known in entity.words)}"

    def _shared(self, name: Name, who: Name, words: frozenset[str], *, head: bool) -> Iterator[str]:
        rest = name.own - {name.words[0]}
        shared = len(rest & words)
        yield f"head={head}"
        yield f"shared={min(shared, _MOST)}|{min(len(rest), _MOST)}"
        yield f"all={name.own <= words}"
        yield f"alike={len({w[:_PART] for w in rest} & {w[:_PART] for w in words}) > shared}"
        yield f"head={head}|shared={min(shared, 2)}"
        owned = self._owned(name.words[0])
        one = self._one_of_two(name.words[0])
        two = one is not None and any(word.startswith(one) for word in words)
        yield f"owned={owned is not None and owned in words}|two={two}"
        if name.kind != who.kind:
            yield f"kinds={name.kind}|{who.kind}|head={head}|shared={min(shared, 2)}"

    # --- the shape of a mention ---------------------------------------------------------------------------------------

    def shape(self, name: Name) -> str:
        """What the form of a mention tells: two people, someone's own, an adjective, a family name."""
        if name not in self._shapes:
            self._shapes[name] = self._shape(name)
        return self._shapes[name]

    def _shape(self, name: Name) -> str:
        first, noun, sources = name.forms[0], name.words[0], self._sources
        definite, length = self._writing.has_article(first), min(len(name.words), 2)
        shapes = {
            "capital": first in sources.organization.capitals,
            "place": first in sources.organization.places,
            "two": definite and self._one_of_two(noun) is not None,
            "owned": self._owned(noun) is not None,
            f"incomplete|{definite}|{length}": noun in sources.reference.incomplete,
            "last": first in sources.reference.last,
        }
        nisba = definite and first.endswith(self._writing.nisba)
        return next((shape for shape, holds in shapes.items() if holds), f"{definite}|{nisba}|{name.kind}|{length}")

    def _owned(self, word: str) -> str | None:
        """A noun without the pronoun that tells whose it is (مراسلنا: مراسل); None where it has none."""
        owner = next((o for o in self._writing.attached_pronouns if word.endswith(o)), "")
        noun = word.removesuffix(owner)
        return noun if owner and self._lexicon[noun].source and not self._lexicon[word].source else None

    def _one_of_two(self, word: str) -> str | None:
        """The noun of a dual (وزيران: وزير; طرفين: طرف); None where a word is no dual that names sources."""
        endings = (self._writing.dual, self._writing.plural)
        ending = next((e for e in endings if word.endswith(e)), "")
        noun = word.removesuffix(ending)
        if not ending:
            return None
        if noun in self._sources.reference.sides:
            return noun
        return noun if ending == self._writing.dual and self._lexicon[noun].source else None

    def is_joined(self, who: Name) -> bool:
        """Whether a name holds two people or bodies (الوزير فلان والنائب فلان)."""
        if who not in self._joined:
            self._joined[who] = any(map(self._joins, who.forms[1:]))
        return self._joined[who]

    def _joins(self, form: str) -> bool:
        rest = form[1:]
        if not self._writing.is_joined(form) or self._lexicon[form].source or not rest:
            return False
        return self._lexicon[rest].source or self._lexicon[self._lexicon[form].stem].source

    # --- how a mention stands in a name -------------------------------------------------------------------------------

    def _standing(self, name: Name, who: Name) -> str:
        """Where the last word of a mention stands in a name: what is before it, and what is after it."""
        k = self._place(name.words[-1], who)
        if k is None:
            return "absent"
        start = k - len(name.words) + 1
        whole = start >= 0 and who.words[start : k + 1] == name.words
        if not whole:
            start = k
        before = "first" if start == 0 else self._class(who.words[start - 1])
        after = "last" if k == len(who.words) - 1 else self._class(who.words[k + 1])
        return f"{whole}|{before}|{after}"

    def _place(self, word: str, who: Name) -> int | None:
        if word in who.words:
            return len(who.words) - 1 - who.words[::-1].index(word)
        keys = self._spellings.keys(word)
        return next((k for k, w in enumerate(who.words) if not keys.isdisjoint(self._spellings.keys(w))), None)

    def _class(self, word: str) -> str:
        sources, known, rest = self._sources, self._lexicon[word], self._lexicon[word[1:]]
        classes = {
            "preposition": known.preposition,
            "title": word in sources.person.titles,
            "body": word in sources.organization.heads or word in sources.media.heads,
            "source": known.source,
            "joined": self._joins(word),
            "name of": word in sources.reference.in_name_of,
            "particle": self._writing.takes_particle(word) and (rest.source or rest.event),
        }
        return next((what for what, holds in classes.items() if holds), "other")


def _step(difference: int) -> int:
    return max(-1, min(difference, _MOST))
