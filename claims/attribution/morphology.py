"""Reads a written word as a form of a cue: its conjunctions and pronouns taken off, by the language's generated forms."""

from __future__ import annotations

from dataclasses import replace

from claims.languages import Language
from claims.languages.loading import Analysis

_CONJUNCTIONS = ("و", "ف")
_BEFORE_PRESENT = ("س", "ل")
_PRONOUNS = ("هما", "هم", "هن", "ها", "ني", "نا", "ه", "ك")
_SHORTEST_STEM = 3
_CACHE_LIMIT = 200_000


class Morphology:
    """Analyses folded words, and remembers them within bounded memory."""

    def __init__(self, language: Language) -> None:
        self._forms = language.forms
        self._known: dict[str, tuple[Analysis, ...]] = {}

    def __call__(self, form: str) -> tuple[Analysis, ...]:
        """Every reading of a folded word as a cue; none for most words."""
        readings = self._known.get(form)
        if readings is None:
            if len(self._known) >= _CACHE_LIMIT:
                self._known.clear()
            readings = self._known[form] = self._analyse(form)
        return readings

    def _analyse(self, form: str) -> tuple[Analysis, ...]:
        if direct := self._bare(form):
            return direct
        for conjunction in _CONJUNCTIONS:
            if form.startswith(conjunction) and (rest := self._bare(form[1:])):
                return tuple(replace(r, prefix=conjunction) for r in rest)
        return ()

    def _bare(self, form: str) -> tuple[Analysis, ...]:
        """Readings of a word without a conjunction; the plain form first, then with a particle, then with a pronoun."""
        if known := self._forms.get(form):
            return known
        if form[:1] in _BEFORE_PRESENT and (known := self._forms.get(form[1:])):
            present = tuple(replace(r, prefix=form[0]) for r in known if r.kind == "present")
            if present:
                return present
        return self._with_pronoun(form)

    def _with_pronoun(self, form: str) -> tuple[Analysis, ...]:
        for pronoun in _PRONOUNS:
            stem = form.removesuffix(pronoun)
            if stem == form or len(stem) < _SHORTEST_STEM:
                continue
            for spelling in _stem_spellings(stem):
                known = self._forms.get(spelling, ())
                readings = tuple(replace(r, pronoun=pronoun) for r in known if r.kind != "participle")
                if readings:
                    return readings
        return ()


def _stem_spellings(stem: str) -> tuple[str, ...]:
    """How a stem is spelled when no pronoun follows it (نفاه: نفى، اتهموه: اتهموا، إشارته: إشارة)."""
    if stem.endswith("ا"):
        return stem, stem[:-1] + "ي"
    if stem.endswith("و"):
        return stem, stem + "ا"
    if stem.endswith("ت"):
        return stem, stem[:-1] + "ه"
    return (stem,)
