"""How a claim in Arabic is built, and what a source's name in Arabic is that is none."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from claims.languages.ar.attribution.word_knowledge import Words
from claims.languages.ar.facets.gazetteer_hits import TOWN
from claims.languages.ar.facets.place_names import gazetteer
from claims.languages.ar.language_data import arabic

if TYPE_CHECKING:
    from claims.languages.ar.attribution.word_knowledge import Word

_SPELLED_APART = frozenset({"علي", "إمام"})
"""A name and an office that are folded like prepositions (على، أمام)."""


@cache
def arabic_words() -> Words:
    """What is known of Arabic words."""
    return Words(arabic())


def construction(text: str, raw: Any) -> str:
    """How a claim is built: by its cue, and what follows the cue."""
    words = arabic_words()
    cue = text[slice(*raw["cue"])].split()
    if cue[0] in {":", "："}:
        return "name and colon"
    readings = {reading.kind for word in cue for reading in words[word].readings}
    if any(words[word].credits for word in cue[:2]) and not readings & {"past", "present"}:
        return "according to"
    if "participle" in readings and not readings & {"past", "present"}:
        return "participle"
    if not readings & {"past", "present"}:
        return "verbal noun or other"
    if raw["mode"] == "direct":
        return "verb and quotation"
    between = text[raw["cue"][1] : raw["content"][0][0]].split() + text[slice(*raw["content"][0])].split()[:1]
    return "verb and clause" if any(words[word].that for word in between) else "verb and noun phrase"


def name_fault(name: str) -> str | None:
    """What a source's name is instead of a noun phrase: a clause, a participle, an adverbial; None for a good name."""
    words = arabic_words()
    parts = [words[word] for word in name.split()]
    if not parts:
        return "empty"
    first = parts[0]
    kinds = {reading.kind for reading in first.readings}
    if kinds == {"participle"} and first.form.endswith("ا") and not first.source:
        return "participle"
    if first.setting or first.that or (first.preposition and name.split(maxsplit=1)[0] not in _SPELLED_APART):
        return "adverbial"
    finite = [p for p in parts if any(r.finite and r.third for r in p.readings)]
    verbs = [p for p in finite if not _is_other(p) and all(r.kind in {"past", "present"} for r in p.readings)]
    verbs = [p for p in verbs if p is first or not _is_town(p.form)]
    relative = any(p.form in arabic().grammar.clause.relatives for p in parts)
    return "finite verb" if verbs and not relative else None


def _is_other(word: Word) -> bool:
    """Whether a word that can be a verb heads a source's name or is a preposition (عبر، بين)."""
    return word.source or word.preposition


def _is_town(form: str) -> bool:
    """Whether a word names a town (تعز, which is a verb, too)."""
    return any(entry.population >= TOWN for entry in gazetteer().named(form))
