"""Parse names and descriptions of sources; results are cached by text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from claims.languages.ar.attribution.companions import companion_in, kind_of_companion
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
        companion: The noun with which they begin, if a pronoun in it tells whose it is (شقيقه).
        same: Whether they say that their noun is the one told of before (المصدر نفسه; not جار من الحي نفسه).
    """

    text: str
    forms: tuple[str, ...]
    words: tuple[str, ...]
    kind: str
    guessed: bool
    named: bool
    titles: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()
    companion: str = ""
    same: bool = False

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
        self._same = language.sources.reference.same
        self._demonstratives = language.grammar.clause.demonstratives
        self._left_out = self._demonstratives | self._same
        self._relatives = language.grammar.clause.relatives
        self._writing = language.grammar.writing

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
        named = has_name(forms, self.lexicon, given)
        companion = companion_in(_WORD.findall(text)[:2], self.lexicon)
        kind = kind_of(forms, self.lexicon, given)
        return Name(
            text=text,
            forms=forms,
            words=words,
            kind=kind_of_companion(companion, self.lexicon) if companion and not named else kind,
            guessed=is_guess(folded, words, self.lexicon),
            named=named,
            titles=titles_in(forms, words, self.lexicon),
            kin=frozenset() if companion else frozenset(form for form in forms if form in self._kin),
            companion=companion,
            same=self._is_same(forms),
        )

    def _is_same(self, forms: tuple[str, ...]) -> bool:
        k = next((k for k, form in enumerate(forms) if form in self._same), None)
        noun = [form for form in forms[:k] if form not in self._demonstratives]
        return k is not None and all(self._writing.has_article(f) and f not in self._relatives for f in noun)

    def _compared(self, forms: Iterable[str]) -> tuple[str, ...]:
        stems = (self.lexicon[f].stem for f in forms)
        return tuple(self._alike.get(stem, (stem,))[0] for stem in stems)


@cache
def arabic_names() -> Names:
    """What is known of the names and words of Arabic; one for the whole program, so that each is remembered once."""
    return Names(Words(arabic()))
