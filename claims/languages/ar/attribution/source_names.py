"""Parse names and descriptions of sources; results are cached by text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from claims.languages.ar.attribution.name_extents import NameExtents
from claims.languages.ar.attribution.source_kinds import has_name, is_guess, kind_of, titles_in
from claims.languages.ar.attribution.word_knowledge import Words
from claims.languages.ar.language_data import arabic
from claims.text.folding import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_LIMIT = 20_000
"""Names remembered, so that memory stays bounded however long a stream of articles is."""


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """Words that name or describe a source.

    Attributes:
        text: As they are written.
        forms: Folded.
        words: As they are compared: without article and particles, demonstratives left out.
        kind: What sort of source they name; `guessed`, whether nothing in them tells it.
        named: Whether a title goes on to a name in them.
        titles: The titles in them that are this source's own.
        kin: The nouns in them that tell whose kin or lawyer it is (محامي كيري), which with an article are titles
            (المحامي كيري).
    """

    text: str
    forms: tuple[str, ...]
    words: tuple[str, ...]
    kind: str
    guessed: bool
    named: bool
    titles: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()

    @property
    def own(self) -> frozenset[str]:
        """The words, in no order."""
        return frozenset(self.words)


class Names(dict[str, Name]):
    """The names that sources were given: `names[text]`, within bounded memory.

    Attributes:
        lexicon: The words of the language.
        extents: Finds where a name begins and ends in a text; as the package ships it if none is given.
    """

    def __init__(self, lexicon: Words, extents: NameExtents | None = None) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.extents = NameExtents(lexicon) if extents is None else extents
        language = lexicon.language
        self._alike = language.sources.reference.alike
        self._kin = language.sources.reference.kin
        self._given = language.grammar.nominal.given_names
        self._left_out = language.grammar.clause.demonstratives | language.sources.reference.same

    def __missing__(self, text: str) -> Name:
        if len(self) >= _LIMIT:
            self.clear()
        name = self[text] = self._read(text)
        return name

    def _read(self, text: str) -> Name:
        folded = fold_word(text)
        forms = tuple(_WORD.findall(folded))
        words = self._compared(f for f in forms if f not in self._left_out) or self._compared(forms)
        given = frozenset(fold_word(word) for word in _WORD.findall(text) if word in self._given)
        return Name(
            text=text,
            forms=forms,
            words=words,
            kind=kind_of(forms, self.lexicon, given),
            guessed=is_guess(folded, words, self.lexicon),
            named=has_name(forms, self.lexicon, given),
            titles=titles_in(forms, words, self.lexicon),
            kin=frozenset(form for form in forms if form in self._kin),
        )

    def _compared(self, forms: Iterable[str]) -> tuple[str, ...]:
        stems = (self.lexicon[f].stem for f in forms)
        return tuple(self._alike.get(stem, (stem,))[0] for stem in stems)


@cache
def arabic_names() -> Names:
    """What is known of the names and words of Arabic; one for the whole program, so that each is remembered once."""
    return Names(Words(arabic()))
