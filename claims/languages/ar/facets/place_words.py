"""Load the words that indicate places in a language, in folded form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from claims.languages.ar.facets.data_tables import primary, table
from claims.languages.ar.facets.facet_words import ARTICLE, phrase_table, readings
from claims.languages.ar.facets.place_names import gazetteer, ordinary_words
from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Wording", "wording"]

Phrases = dict[str, list[tuple[str, ...]]]
_ENDINGS = ("", "ه", "ا", "ين", "ون", "تين", "تان", "ان", "ات")
"""Inflections of a demonym: gender, number, case."""
_NO_VOWELS = ("ا", "ه", "ي")


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """Folded words; places.toml says what each list is for."""

    heads: Mapping[str, str]
    weak: frozenset[str]
    plural: frozenset[str]
    compound: frozenset[str]
    never: frozenset[str]
    after: frozenset[str]
    prepositions: frozenset[str]
    directed: frozenset[str]
    nouns: frozenset[str]
    institutions: frozenset[str]
    outlets: frozenset[str]
    quoting: frozenset[str]
    directions: Phrases
    bearings: Mapping[tuple[str, ...], float]
    units: Mapping[tuple[str, ...], float]
    unit_phrases: Phrases
    leading: Phrases
    about: Phrases
    links: frozenset[str]
    coast: frozenset[str]
    demonyms: Mapping[str, str]
    articled: Mapping[str, str]
    """Demonyms with the article and attached particles."""
    bare: Mapping[str, str]
    """Demonyms that are rarely any other word without the article."""
    ordinary: frozenset[str]
    disputed: Mapping[int, str]
    local: frozenset[str]
    crossing: frozenset[str]
    undergone: frozenset[str]
    bodies: frozenset[str]
    asking: tuple[str, ...]
    clauses: frozenset[str]
    offices: frozenset[str]
    capitals: frozenset[str]
    locative: frozenset[str]
    acting_after: frozenset[str]
    upon: str
    seizing: tuple[str, ...]

    # Answers are cached by word. There is one `Wording` for each language in a process.

    @lru_cache(maxsize=1 << 14)  # noqa: B019
    def begun(self, form: str) -> tuple[tuple[int, str, int], ...]:
        """The names of the gazetteer that may begin with a word: letters of particles, first word, most words."""
        reach = gazetteer().reach
        bare = form in self.heads or form in self.compound
        return tuple(
            (cut, stem, size) for cut, stem in readings(form) if not (cut and bare) and (size := reach(stem))
        )  # fmt: skip

    @lru_cache(maxsize=1 << 14)  # noqa: B019
    def kind(self, form: str) -> str | None:
        """The sort of place that a word says: مدينة، وبلدة."""
        return next((self.heads[stem] for _, stem in readings(form) if stem in self.heads), None)

    @lru_cache(maxsize=1 << 14)  # noqa: B019
    def compounds(self, form: str) -> tuple[tuple[int, str], ...]:
        """The ways to read a word as letters of particles and the first word of names of several words."""
        return tuple((cut, stem) for cut, stem in readings(form) if stem in self.compound)

    def nationality(self, form: str) -> str | None:
        """The country whose demonym a word is, with the article or without it: السوداني، جندي لبناني."""
        return self.articled.get(form) or self.bare.get(form)


@cache
def wording(language: str) -> Wording:
    """The wording of a language.

    Raises:
        ClaimsError: for a language without data.
    """
    data = table(primary(language), "places.toml")
    bearings = {_words(p): float(degrees) for degrees, phrases in data["directions"].items() for p in phrases}
    distances = data["distances"]
    demonyms = _demonyms(data)
    units = {_words(phrase): float(km) for phrase, km in distances["units"].items()}
    return Wording(
        heads={fold_word(word): kind for kind, words in data["heads"].items() if kind != "weak" for word in words},
        weak=_folded(data["weak"]["words"]),
        plural=_folded(data["weak"]["plural"]),
        compound=_folded(data["names"]["compound"]),
        never=_folded(data["names"]["never"]),
        after=_folded(data["names"]["after"]),
        prepositions=_folded(data["shown"]["prepositions"]) | _folded(data["shown"]["directed"]),
        directed=_folded(data["shown"]["directed"]),
        nouns=_folded(data["shown"]["nouns"]),
        institutions=_folded(data["institutions"]["heads"]),
        outlets=_folded(data["institutions"]["outlets"]),
        quoting=_folded(data["institutions"]["quoting"]),
        directions=phrase_table(" ".join(p) for p in bearings),
        bearings=bearings,
        units=units,
        unit_phrases=phrase_table(" ".join(p) for p in units),
        leading=phrase_table(distances["leading"]),
        about=phrase_table(distances["about"]),
        links=_folded(distances["links"]),
        coast=_folded(distances["coast"]),
        demonyms=demonyms,
        bare=_bare(data),
        articled={p + ARTICLE + word: code for p in ("", "و", "ب", "ل") for word, code in demonyms.items()},
        ordinary=ordinary_words() - _folded(data["names"]["always"]),
        disputed={number: code for code, numbers in data["disputed"].items() for number in numbers},
        local=_folded(data["names"]["local"]),
        crossing=_folded(data["acting"]["crossing"]),
        bodies=_folded(data["names"]["bodies"]),
        undergone=_folded(data["acting"]["undergone"]) | _folded(data["acting"]["no_verbs"]),
        asking=tuple(sorted(_folded(data["acting"]["asking"]))),
        clauses=_folded(data["acting"]["clauses"]),
        offices=_folded(data["acting"]["offices"]),
        capitals=_folded(data["acting"]["capitals"]),
        locative=_folded(data["acting"]["locative"]) | _folded(data["shown"]["directed"]) | _all(data["directions"]),
        acting_after=_folded(data["acting"]["after"]),
        upon=fold_word(data["acting"]["upon"]),
        seizing=tuple(sorted(_folded(data["acting"]["seizing"]))),
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_word(word) for word in words)


def _all(lists: Mapping[str, Iterable[str]]) -> frozenset[str]:
    return frozenset(word for phrases in lists.values() for phrase in phrases for word in fold_word(phrase).split())


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(fold_word(phrase).split())


def _demonyms(data: Mapping[str, Any]) -> dict[str, str]:
    """Inflected demonyms, without the definite article, with their countries' codes."""
    given = {fold_word(word): code for code, words in data["demonyms"].items() for word in words}
    derived = {_demonym(name): code for name, code in gazetteer().country_names() if " " not in name}
    return {word + ending: code for word, code in (derived | given).items() for ending in _ENDINGS}


def _bare(data: Mapping[str, Any]) -> dict[str, str]:
    doubtful = _folded(data["doubtful_demonyms"]["words"])
    given = ((fold_word(word), code) for code, words in data["demonyms"].items() for word in words)
    return {word + ending: code for word, code in given if word not in doubtful for ending in _ENDINGS}


def _demonym(name: str) -> str:
    """The regular demonym of a country: its name without the article and a last vowel, with ي."""
    stem = name.removeprefix(ARTICLE)
    while len(stem) > 3 and stem.endswith(_NO_VOWELS):
        stem = stem[:-1]
    return stem + "ي"
