"""Generate verb_forms.json from verbs.tsv: every form in which news text uses a reporting verb.

Run `python -m claims.languages.ar.verb_form_generator` after editing verbs.tsv. It needs libqutrub (the `dev` extra)
for
conjugation, which is not needed at run time. A test compares the file with the output of this module.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

from claims.text.folding import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
_TENSES = {
    "الماضي المعلوم": "past",
    "المضارع المعلوم": "present",
    "المضارع المجزوم": "present",
    "المضارع المنصوب": "present",
}
_PERSONS = {
    "هو": "3ms",
    "هي": "3fs",
    "هما": "3md",
    "هما مؤ": "3fd",
    "هم": "3mp",
    "هن": "3fp",
    "أنا": "1s",
    "نحن": "1p",
}
_VOWELS = {"ضمة", "فتحة", "كسرة"}


def generate() -> dict[str, list[list[str]]]:
    """Map each folded form to its possible analyses [lemma, kind, person or gender].

    Kinds: past, present, participle (accusative, as a cue is used), masdar.
    """
    forms: dict[str, set[tuple[str, str, str]]] = {}
    for row in _rows():
        for form, kind, person in (*_finite(row), *_participles(row), *_masdars(row)):
            forms.setdefault(fold_word(form), set()).add((row["lemma"], kind, person))
    return {form: [list(a) for a in sorted(analyses)] for form, analyses in sorted(forms.items())}


def _rows() -> list[dict[str, str]]:
    with (HERE / "verbs.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _finite(row: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    tables = _tables(row)
    for tense, kind in _TENSES.items():
        for pronoun, person in _PERSONS.items():
            if form := tables[tense].get(pronoun):
                yield form, kind, person


def _tables(row: dict[str, str]) -> dict[str, dict[str, str]]:
    from libqutrub.mosaref_main import do_sarf

    vowel = row["vowel"] if row["vowel"] in _VOWELS else "كسرة"
    tables: dict[str, dict[str, str]] = do_sarf(
        row["lemma"], vowel, True, True, True, True, True, True, False, True, "DICT"
    )
    return tables


def _participles(row: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    stem = row["participle"] or _derived_participle(row)
    if not stem:
        return
    defective = row["root"][-1] in "يو" and not stem.endswith(("ي", "ئ"))
    stem = stem.rstrip("ءئ") + "ئ" if stem.endswith(("ء", "ئ")) else stem
    full = stem + "ي" if defective else stem
    yield full + "ا", "participle", "ms"
    yield full + "ة", "participle", "fs"
    yield full + "ين", "participle", "md"
    yield full + "تين", "participle", "fd"
    yield stem + "ين", "participle", "mp"
    yield full + "ات", "participle", "fp"


def _derived_participle(row: dict[str, str]) -> str:
    """Return the active participle of a derived verb: the present's ya replaced by mim (يضيف، مضيف)."""
    if row["form"] == "I":
        return ""
    present = fold_word(_tables(row)["المضارع المعلوم"]["هو"])
    stem = "م" + present[1:]
    return stem.removesuffix("ي")


def _masdars(row: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for masdar in row["masdar"].split():
        yield masdar, "masdar", ""


def main() -> None:
    """Write verb_forms.json."""
    text = json.dumps(generate(), ensure_ascii=False, indent=0, separators=(",", ":"))
    (HERE / "verb_forms.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
