"""Generate happening_forms.json from happenings.tsv: all forms of the verbs for events.

Run `python -m claims.languages.ar.happening_form_generator` after editing happenings.tsv. It needs libqutrub (the `dev`
extra) for conjugation, which is not needed at run time. A test compares the file with the output of this module.
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
    "الماضي المجهول": "past",
    "المضارع المعلوم": "present",
    "المضارع المجهول": "present",
    "المضارع المجزوم": "present",
    "المضارع المنصوب": "present",
}
# The feminine plural is left out: it is rare in news, and its forms coincide with common nouns (متن).
_PERSONS = ("هو", "هي", "هما", "هما مؤ", "هم")


def generate() -> dict[str, list[list[str]]]:
    """Map each folded form to its readings [lemma, past | present | masdar]."""
    forms: dict[str, set[tuple[str, str]]] = {}
    with (HERE / "happenings.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            for form, kind in _forms(row):
                forms.setdefault(fold_word(form), set()).add((row["lemma"], kind))
    return {form: [list(reading) for reading in sorted(readings)] for form, readings in sorted(forms.items())}


def _forms(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    from libqutrub.mosaref_main import do_sarf

    tables = do_sarf(row["lemma"], row["vowel"], True, True, True, True, True, True, True, True, "DICT")
    for tense, kind in _TENSES.items():
        for person in _PERSONS:
            if form := tables.get(tense, {}).get(person):
                yield form, kind
    for masdar in row["masdar"].split():
        yield masdar, "masdar"


def main() -> None:
    """Write the file."""
    text = json.dumps(generate(), ensure_ascii=False, indent=0, separators=(",", ":"))
    (HERE / "happening_forms.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
