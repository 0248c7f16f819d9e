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

    def said(self, numbers: Mapping[str, str], adjectives: Iterable[str]) -> str:
        before = "".join(f"{adjective} " for adjective in adjectives)
        return numbers[self.number].format(one=before + self.one, many=before + self.many)


@dataclass(frozen=True)
class Glossary:
    """Every form of every word of one language, folded, with its gloss in another."""

    article: str
    numbers: Mapping[str, str]
    nouns: Mapping[str, _Noun]
    adjectives: Mapping[str, str]
    quantifiers: Mapping[str, str]
    prepositions: Mapping[str, str]

    def gloss(self, name: str) -> str | None:
        """Return the translation of a generic source name; None if any of its words is not in the table."""
        return self._phrase(fold_word(name).split())

    def is_definite(self, name: str) -> bool:
        """Return whether a word of the name has the article, if the language attaches one to words."""
        return bool(self.article) and any(word.startswith(self.article) for word in fold_word(name).split())

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
        head = noun.said(self.numbers, adjectives)
        if not rest:
            return head
        for count, preposition in self._leading(rest, self.prepositions):
            if tail := self._phrase(rest[count:]):
                return f"{head} {preposition} {tail}"
        return None

    def _noun_phrase(self, words: list[str]) -> tuple[_Noun, list[str], list[str]] | None:
        """Return the head noun, its adjectives in the order of the gloss, and the remaining words."""
        for count, noun in self._leading(words, self.nouns):
            adjectives: list[str] = []
            rest = words[count:]
            while step := next(self._leading(rest, self.adjectives), None):
                adjectives.insert(0, step[1])
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


def read_glossary(text: str) -> Glossary:
    """Parse a glossary from its JSON text; `claims/languages/ar/glosses/README.md` documents the keys."""
    data = json.loads(text)
    endings = data["endings"]
    return Glossary(
        article=data["article"],
        numbers=data["numbers"],
        nouns=_unambiguous((form, noun) for entry in data["nouns"] for form, noun in _noun_forms(entry, endings)),
        adjectives=_unambiguous(
            (form, entry["gloss"]) for entry in data["adjectives"] for form in _adjective_forms(entry, endings)
        ),
        quantifiers=_flat(data["quantifiers"]),
        prepositions=_flat(data["prepositions"]),
    )


def _noun_forms(entry: Mapping[str, Any], endings: Mapping[str, Any]) -> Iterator[tuple[str, _Noun]]:
    one, many = entry["gloss"]
    forms = dict(entry.get("forms", {}))
    if "stem" in entry:
        paradigm = endings[entry["endings"]]
        forms = {number: [entry["stem"] + ending for ending in found] for number, found in paradigm.items()}
        forms["many"] = [*forms["many"], *entry.get("many", [])]
    for number, written in forms.items():
        yield from ((form, _Noun(one, many, number)) for form in written)


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
