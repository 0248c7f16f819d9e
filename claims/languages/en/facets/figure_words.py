"""Load the words of English figures: events that happen to people and things, and the nouns that are counted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args

from claims.languages.en.facets.english_words import phrase_table, table
from claims.model.facets import What

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.languages.en.facets.english_words import Phrases, Text

__all__ = ["Cue", "FigureWords", "figure_words"]

CueKind = Literal["verbs", "states", "of", "tolls"]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words for an event, from `first` to before `last`, and what they say as a verb, a state, a noun or a toll."""

    first: int
    last: int
    senses: Mapping[CueKind, What]


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Folded words; `figures.toml` says what each list is for."""

    senses: Mapping[tuple[str, ...], Mapping[CueKind, What]]
    phrases: Phrases
    nouns: Mapping[str, What]
    words: Mapping[str, frozenset[str]]
    among: Phrases

    def cue(self, text: Text, index: int) -> Cue | None:
        """Return the longest words for an event that begin at `index`."""
        size = text.longest(index, self.phrases)
        return Cue(index, index + size, self.senses[text.forms[index : index + size]]) if size else None

    def has(self, form: str, name: str) -> bool:
        """Return whether a folded word is in a list."""
        return form in self.words[name]

    def plural(self, form: str) -> bool:
        """Return whether a folded word looks like a plural noun."""
        words = self.words
        if form in words["plurals"]:
            return True
        return len(form) > 3 and form.endswith("s") and not form.endswith("ss") and form not in words["not_plurals"]


@cache
def figure_words() -> FigureWords:
    """Return the words, loaded once."""
    data = table("figures.toml")
    whats: dict[str, What] = {what: what for what in get_args(What)}
    senses: dict[tuple[str, ...], dict[CueKind, What]] = {}
    for kind in get_args(CueKind):
        for what, phrases in data[kind].items():
            for phrase in phrases:
                senses.setdefault(tuple(phrase.split()), {}).setdefault(kind, whats[what])
    words: dict[str, Any] = data["words"]
    nouns = {noun: whats[what] for what, listed in data["nouns"].items() for noun in listed}
    return FigureWords(
        senses, phrase_table(" ".join(phrase) for phrase in senses), nouns,
        {name: frozenset(listed) for name, listed in words.items()}, phrase_table(words["among"]),
    )  # fmt: skip
