"""Which prepositions verbs of reporting take, and where the clause of a verb ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.languages.ar.attribution.word_knowledge import Word, Words
    from claims.languages.ar.cue_lexicon import Analysis


class VerbPrepositions:
    """Tells the prepositions of verbs. Keeps no state of a text."""

    def __init__(self, lexicon: Words) -> None:
        grammar = lexicon.language.grammar
        self._lexicon = lexicon
        self._lent = grammar.frames.lent
        self._relatives = grammar.clause.relatives - {grammar.nominal.partitive}
        self._homographs = grammar.homographs.homographs

    def governed(self, readings: Iterable[Analysis]) -> frozenset[str]:
        """The prepositions that verbs govern (أشار إلى أن …)."""
        return frozenset(p for reading in readings for p in (*reading.cue.governs, reading.cue.demands) if p)

    def lent(self, readings: Iterable[Analysis]) -> frozenset[str]:
        """The prepositions that end the subject of a verb though no claim follows them (أعربت المنظمة عن قلقها)."""
        forms = (self._lexicon[reading.cue.lemma].form for reading in readings)
        return frozenset(p for form in forms for p in self._lent.get(form, ()))

    def is_relative(self, word: Word) -> bool:
        """Whether a word is a relative pronoun, and no preposition spelled alike."""
        return word.form in self._relatives

    def ends_clause(self, word: Word) -> bool:
        """Whether neither the subject of a verb before a word nor its preposition can stand after it."""
        if word.that or word.that_with_pronoun or self.is_relative(word) or (word.mark and not word.comma):
            return True
        return bool(word.readings) and word.form not in self._homographs and bool(finite_readings(word))


def finite_readings(word: Word) -> Sequence[Analysis]:
    """The readings of a word as a finite verb of the third person."""
    return [reading for reading in word.readings if reading.finite and reading.third]
