"""Names of people, organisations and places in running text, by a small pipeline trained on an annotated corpus.

What rules and gazetteers know they know better; the pipeline is asked where they know nothing. Without it everything
works, and finds less.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from claims.languages.ar.facets.facet_words import Text

__all__ = ["Name", "find"]

_PIPELINE = Path(__file__).with_name("pipeline")


@dataclass(frozen=True, slots=True)
class Name:
    """A name: the indices of its first word and of the one after its last, and its type in the corpus' terms."""

    first: int
    last: int
    label: str


def find(text: Text) -> tuple[Name, ...]:
    """The names of a text, in its order; none where the pipeline is not installed."""
    nlp = _pipeline()
    if nlp is None:
        return ()
    from spacy.tokens import Doc

    found: list[Name] = []
    paragraph: list[int] = []
    docs = []
    for index, word in enumerate(text.words):
        if word.form == "\n":
            docs.append(paragraph)
            paragraph = []
        else:
            paragraph.append(index)
    docs.append(paragraph)
    kept = [words for words in docs if words]
    read = nlp.pipe(Doc(nlp.vocab, words=[text.words[i].form for i in words]) for words in kept)
    for words, doc in zip(kept, read, strict=True):
        found.extend(Name(words[e.start], words[e.end - 1] + 1, e.label_) for e in doc.ents)
    return tuple(found)


@cache
def _pipeline() -> Language | None:
    if not _PIPELINE.is_dir():
        return None
    import spacy

    return spacy.load(_PIPELINE)
