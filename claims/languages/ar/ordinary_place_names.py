"""Find place names that are also ordinary words, so that not every occurrence is taken for a place.

    python -m claims.languages.ar.ordinary_place_names CORPUS

CORPUS is a folder with `train.spacy` and `val.spacy`, texts with annotated names. A name counts as an ordinary word if
it
occurs at least as often outside names or in personal names as in place names, or if it is a form of a verb that the
package conjugates. Writes `ordinary_words.txt`, which contains only words, no text from the corpus.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from importlib import resources
from pathlib import Path

import spacy

from claims.languages.ar.facets.facet_words import ARTICLE
from claims.languages.ar.facets.name_tagger_training import documents
from claims.languages.ar.facets.place_names import gazetteer

OUT = Path(__file__).with_name("ordinary_words.txt")
PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})
UNTOLD = frozenset({"ORG", "OCC", "EVENT", "LAW", "WEBSITE", "PRODUCT"})
"""Types of other names, which may contain a place name."""
PARTICLES = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")
HEAD = (
    "# Names of places that are ordinary words too, folded; "
    "counted on Wojood by `python -m claims.languages.ar.ordinary_place_names`.\n"
)


def names() -> set[str]:
    """Return the gazetteer's one-word names, with and without the definite article."""
    single = {name for name in gazetteer() if " " not in name}
    return single | {n.removeprefix(ARTICLE) for n in single} | {ARTICLE + n for n in single if n[:2] != ARTICLE}


def ordinary(corpus: Path, known: set[str]) -> set[str]:
    """Return the known names that occur in the corpus at least as often elsewhere as in place names."""
    place: Counter[str] = Counter()
    other: Counter[str] = Counter()
    vocab = spacy.blank("ar").vocab
    for part in ("train", "val"):
        for token in (token for doc in documents(corpus, part, vocab) for token in doc):
            name = next((n for p in PARTICLES if (n := token.text.removeprefix(p)) in known), None)
            if name and token.ent_type_ not in UNTOLD:
                (place if token.ent_type_ in PLACES else other)[name] += 1
    return {name for name in other if other[name] >= place[name]}


def main(arguments: list[str]) -> int:
    """Write the list."""
    known = names()
    forms = json.loads(resources.files("claims.languages.ar").joinpath("verb_forms.json").read_text("utf-8"))
    words = ordinary(Path(arguments[0]), known) | (known & set(forms))
    OUT.write_text(HEAD + "".join(f"{word}\n" for word in sorted(words)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
