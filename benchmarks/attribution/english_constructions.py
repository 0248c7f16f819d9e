"""How a claim in English is built, and what a source's name in English is that is none."""

from __future__ import annotations

import re
from typing import Any

from claims.languages.en.cue_lexicon import NOUN, lexicon

_WORD = re.compile(r"\w+")
_WITHOUT_THAT = frozenset({"said", "says", "say", "told", "tells", "believe", "believes", "think", "thinks", "thought"})
_FINITE = frozenset({"said", "says", "told", "was", "were", "is"})
_ADVERBIALS = frozenset({"in", "on", "at", "during", "after", "before", "when", "while", "if", "as", "because", "that"})


def construction(text: str, raw: Any) -> str:
    """How a claim is built: by its cue, and what surrounds the cue."""
    known = lexicon()
    cue = [word.lower() for word in _WORD.findall(text, *raw["cue"])]
    if not cue:
        return "name and mark"
    phrase = known.phrase_at(cue, 0)
    if phrase is not None and phrase[1].act == "attribute":
        return "according to"
    forms = {reading.form for reading in known.readings.get(cue[0], ())}
    if not forms - {NOUN}:
        return "noun" if forms else "other"
    return "participle" if cue[0].endswith("ing") else _with_verb(text, raw)


def _with_verb(text: str, raw: Any) -> str:
    """How a claim with a finite verb is built."""
    if raw["content"][0][0] < raw["cue"][0]:
        return "verb after its content"
    if raw["mode"] == "direct":
        return "verb and quotation"
    between = {word.lower() for word in _WORD.findall(text, raw["cue"][1], raw["content"][0][0])}
    if "that" in between:
        return "verb and that"
    cue = {word.lower() for word in _WORD.findall(text, *raw["cue"])}
    return "verb and clause" if cue & _WITHOUT_THAT else "verb and noun phrase or clause"


def name_fault(name: str) -> str | None:
    """What a source's name is instead of a noun phrase; None for a good name."""
    words = [word.lower() for word in _WORD.findall(name)]
    if not words:
        return "empty"
    if words[0] in _ADVERBIALS:
        return "adverbial"
    known = lexicon()
    if words[0].endswith("ing") and any(reading.form == "ing" for reading in known.readings.get(words[0], ())):
        return "participle"
    if len(words) == 1 and words[0] in known.classes["pronoun"]:
        return "pronoun"
    return "finite verb" if not _FINITE.isdisjoint(words) else None
