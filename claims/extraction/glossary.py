"""Translate generic source names with a word table; proper names are never guessed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Glossary", "read_glossary"]

_Meaning = TypeVar("_Meaning")


@dataclass(frozen=True, slots=True)
class _Noun:
    one: str
    many: str
    number: str
    agrees: str = ""


_Agreeing = str | dict[str, str]
"""The gloss of an adjective: one, or one for each class of nouns with which it agrees."""


@dataclass(frozen=True)
class Glossary:
    """Every form of every word of one language, folded, with its gloss in another.

    Attributes:
        article: The article as it is written onto a word; "" where articles are words.
        articles: The articles that are words; `definite`, those of them that are definite.
        article_said: The definite article of the other language as it is written onto a word; "" if it is left out.
        adjectives_first: Whether adjectives stand before their noun, and in the gloss after it; else the reverse.
    """

    article: str
    numbers: Mapping[str, str]
    nouns: Mapping[str, _Noun]
    adjectives: Mapping[str, _Agreeing]
    quantifiers: Mapping[str, str]
    prepositions: Mapping[str, str]
    articles: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    article_said: str = ""
    adjectives_first: bool = False

    def gloss(self, name: str) -> str | None:
        """Return the translation of a generic source name; None if any of its words is not in the table."""
        words = fold_word(name).casefold().split()
        first = words[0] if words else ""
        said = self._phrase(words[1:] if first in self.articles else words)
        if said is None or first not in self.definite or not self.article_said:
            return said
        return " ".join(self.article_said + word for word in said.split())

    def is_definite(self, name: str) -> bool:
        """Return whether a word of the name has the article, if the language attaches one to words."""
        words = fold_word(name).casefold().split()
        written_on = bool(self.article) and any(word.startswith(self.article) for word in words)
        return written_on or words[:1] == [word for word in words[:1] if word in self.definite] != []

    def _phrase(self, words: list[str]) -> str | None:
        for count, quantifier in self._leading(words, self.quantifiers):
            if found := self._noun_phrase(words[count:]):
                noun, adjectives, rest = found
                if not rest and noun.number == "many":
                    return str(quantifier.format(many=" ".join([*adjectives, noun.many])))
        found = self._noun_phrase(words)
        if found is None:
            return None
        noun, adjectives, rest = found
        head = self._said(noun, adjectives)
        if not rest:
            return head
        for count, preposition in self._leading(rest, self.prepositions):
            if tail := self._phrase(rest[count:]):
                return f"{head} {preposition} {tail}"
        return None

    def _said(self, noun: _Noun, adjectives: Iterable[str]) -> str:
        one, many = (" ".join(self._in_order([*adjectives], word)) for word in (noun.one, noun.many))
        return self.numbers[noun.number].format(one=one, many=many)

    def _in_order(self, adjectives: list[str], noun: str) -> list[str]:
        return [noun, *adjectives] if self.adjectives_first else [*adjectives, noun]

    def _noun_phrase(self, words: list[str]) -> tuple[_Noun, list[str], list[str]] | None:
        """Return the head noun, its adjectives in the order of the gloss, and the remaining words."""
        before: list[_Agreeing] = []
        rest = words
        while self.adjectives_first and (step := next(self._leading(rest, self.adjectives), None)):
            if step[0] == len(rest):  # the military is no adjective
                break
            before.insert(0, step[1])
            rest = rest[step[0] :]
        for count, noun in self._leading(rest, self.nouns):
            adjectives = [_agreeing(adjective, noun) for adjective in before]
            rest = rest[count:]
            while not self.adjectives_first and (step := next(self._leading(rest, self.adjectives), None)):
                adjectives.insert(0, _agreeing(step[1], noun))
                rest = rest[step[0] :]
            return noun, adjectives, rest
        return None

    def _leading(self, words: list[str], table: Mapping[str, Any]) -> Iterator[tuple[int, Any]]:
        """Yield the table entries that match the first words, longest first, with or without the article."""
        for count in range(min(4, len(words)), 0, -1):
            written = " ".join(words[:count])
            for form in (written, written.removeprefix(self.article)):
                if form in table:
                    yield count, table[form]
                    break


def _agreeing(adjective: _Agreeing, noun: _Noun) -> str:
    return adjective if isinstance(adjective, str) else adjective[noun.agrees]


def read_glossary(text: str) -> Glossary:
    """Parse a glossary from its JSON text; `claims/languages/ar/glosses/README.md` documents the keys."""
    data = json.loads(text)
    endings = data.get("endings", {})
    return Glossary(
        article=data.get("article", ""),
        numbers=data["numbers"],
        nouns=_unambiguous((form, noun) for entry in data["nouns"] for form, noun in _noun_forms(entry, endings)),
        adjectives=_unambiguous(
            (form, entry["gloss"]) for entry in data["adjectives"] for form in _adjective_forms(entry, endings)
        ),
        quantifiers=_flat(data["quantifiers"]),
        prepositions=_flat(data["prepositions"]),
        articles=frozenset(data.get("articles", ())),
        definite=frozenset(data.get("definite", ())),
        article_said=data.get("article_said", ""),
        adjectives_first=data.get("adjectives_first", False),
    )


def _noun_forms(entry: Mapping[str, Any], endings: Mapping[str, Any]) -> Iterator[tuple[str, _Noun]]:
    one, many = entry["gloss"]
    forms = dict(entry.get("forms", {}))
    if "stem" in entry:
        paradigm = endings[entry["endings"]]
        forms = {number: [entry["stem"] + ending for ending in found] for number, found in paradigm.items()}
        forms["many"] = [*forms["many"], *entry.get("many", [])]
    agrees = dict(zip(("one", "many"), entry.get("agrees", ("", "")), strict=True))
    for number, written in forms.items():
        yield from ((form, _Noun(one, many, number, agrees.get(number, ""))) for form in written)


def _adjective_forms(entry: Mapping[str, Any], endings: Mapping[str, Any]) -> list[str]:
    if "forms" in entry:
        return list(entry["forms"])
    regular = [entry["stem"] + ending for ending in endings["adjective"]["any"]]
    return [*regular, *entry.get("also", [])]


def _flat(entries: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {fold_word(form): entry["gloss"] for entry in entries for form in entry["forms"]}


def _unambiguous(pairs: Iterable[tuple[str, _Meaning]]) -> dict[str, _Meaning]:
    """Return the folded forms that have only one meaning."""
    found: dict[str, _Meaning] = {}
    ambiguous = set()
    for form, meaning in pairs:
        folded = fold_word(form)
        if found.setdefault(folded, meaning) != meaning:
            ambiguous.add(folded)
    return {form: meaning for form, meaning in found.items() if form not in ambiguous}
