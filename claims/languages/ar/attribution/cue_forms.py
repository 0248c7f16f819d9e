"""Analyse a word as a form of a cue: remove conjunctions and pronouns, then look it up among the generated forms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.languages.ar.cue_lexicon import Analysis

if TYPE_CHECKING:
    from claims.languages.ar.language_data import Arabic

_SHORTEST_STEM = 3

Readings = tuple[Analysis, ...]


def analyse(form: str, language: Arabic) -> Readings:
    """Every reading of a folded word as a cue; none for most words."""
    if direct := _without_conjunction(form, language):
        return direct
    if not language.grammar.writing.has_conjunction(form):
        return ()
    rest = _without_conjunction(form[1:], language)
    return tuple(replace(r, prefix=form[0]) for r in rest)


def _without_conjunction(form: str, language: Arabic) -> Readings:
    """Readings of a word without a conjunction; the plain form first, then with a particle, then with a pronoun."""
    if known := language.forms.get(form):
        return known
    if form[:1] in language.grammar.writing.before_present and (known := language.forms.get(form[1:])):
        present = tuple(replace(r, prefix=form[0]) for r in known if r.kind == "present")
        if present:
            return present
    return _with_pronoun(form, language)


def _with_pronoun(form: str, language: Arabic) -> Readings:
    """Readings of a word with a pronoun (اتهمه، وصفتها)."""
    for pronoun in language.grammar.writing.attached_pronouns:
        stem = form.removesuffix(pronoun)
        if stem == form or len(stem) < _SHORTEST_STEM:
            continue
        for spelling in _stem_spellings(stem, language):
            known = language.forms.get(spelling, ())
            readings = tuple(replace(r, pronoun=pronoun) for r in known if r.kind != "participle")
            if readings:
                return readings
    return ()


def _stem_spellings(stem: str, language: Arabic) -> tuple[str, ...]:
    """How a stem is spelled when no pronoun follows it (نفاه: نفى، اتهموه: اتهموا، إشارته: إشارة)."""
    endings = language.grammar.writing.stem_endings.get(stem[-1])
    return tuple(stem[:-1] + ending for ending in endings) if endings else (stem,)
