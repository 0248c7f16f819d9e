"""The forms of English verbs and nouns by regular spelling; the irregular ones are given."""

from __future__ import annotations

import re
from dataclasses import dataclass

_VOWELS = "aeiou"
_SIBILANT = ("s", "x", "z", "ch", "sh", "o")
_DOUBLES = re.compile(rf"^[^{_VOWELS}]*(?:qu)?[{_VOWELS}][^{_VOWELS}wxy]$")
"""One syllable with one vowel letter and one consonant letter after it: nod, slam."""


@dataclass(frozen=True, slots=True)
class Irregular:
    """The forms of a verb that its lemma does not tell; `ing` is the present participle."""

    past: str
    participle: str
    ing: str


def verb_forms(lemma: str, irregular: Irregular | None = None) -> set[tuple[str, str]]:
    """Every form of a verb with what it is: base, s, past, participle, ing.

    Verbs in -ize have their forms in -ise besides, those in -el and -nal the ones with one and with two letters l.
    """
    forms = {("base", lemma), ("s", with_s(lemma))}
    if irregular is not None:
        forms |= {("past", irregular.past), ("participle", irregular.participle), ("ing", irregular.ing)}
    else:
        for stem in {lemma, *([lemma + "l"] if lemma.endswith(("el", "nal")) else [])}:
            past = _with_ed(stem)
            forms |= {("past", past), ("participle", past), ("ing", _with_ing(stem))}
    if lemma.endswith("ize"):
        forms |= {(kind, form.replace("iz", "is")) for kind, form in forms}
    return forms


def with_s(word: str) -> str:
    """The third person of a verb, or the plural of a noun."""
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_SIBILANT) else "s")


def _with_ed(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return _doubled(lemma) + "ed"


def _with_ing(lemma: str) -> str:
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return _doubled(lemma) + "ing"


def _doubled(lemma: str) -> str:
    return lemma + lemma[-1] if _DOUBLES.match(lemma) else lemma
