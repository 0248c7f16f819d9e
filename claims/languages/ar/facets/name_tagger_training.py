"""Train the name tagger on a corpus in spaCy's DocBin format.

    python -m claims.languages.ar.facets.name_tagger_training CORPUS OUT

CORPUS is a folder with `train.spacy`, `val.spacy` and `test.spacy`; OUT is the output folder for the pipeline. Set
OMP_NUM_THREADS=1 if the machine is shared. The words are folded before training, as they are when the pipeline is used,
so that spelling variants do not matter.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as run
from spacy.util import load_config

from claims.text import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.vocab import Vocab

CONFIG = Path(__file__).with_name("names.cfg")

ABOUT = {
    "description": "Names in Arabic text: people, organisations, places and others. See MODEL_CARD.md.",
    "author": "The claims authors; corpus: Wojood, SinaLab, Birzeit University",
}


def folded(doc: Doc, vocab: Vocab) -> Doc:
    """Return the same document with folded words and the same names."""
    words = [('"' if set(t.text) == {'"'} else fold_word(t.text)) or t.text for t in doc]
    copy = Doc(vocab, words=words, spaces=[bool(t.whitespace_) for t in doc])
    copy.ents = [Span(copy, e.start, e.end, label=e.label_) for e in doc.ents]
    return copy


def documents(corpus: Path, part: str, vocab: Vocab) -> Iterator[Doc]:
    """The folded documents of a part of the corpus: train, val or test."""
    for doc in DocBin().from_disk(corpus / f"{part}.spacy").get_docs(vocab):
        yield folded(doc, vocab)


def train(corpus: Path, out: Path) -> Language:
    """Train on `train`, choose the step by `val`, write the pipeline to `out`, and return it."""
    blank = spacy.blank("ar")
    with tempfile.TemporaryDirectory() as folder:
        for part in ("train", "val"):
            DocBin(docs=list(documents(corpus, part, blank.vocab))).to_disk(Path(folder, f"{part}.spacy"))
        overrides = {"paths.train": f"{folder}/train.spacy", "paths.dev": f"{folder}/val.spacy"}
        nlp = init_nlp(load_config(CONFIG, overrides=overrides))
        Path(folder, "out").mkdir()
        _, best = run(nlp, Path(folder, "out"), stdout=sys.stderr)
        nlp = spacy.load(best) if best else nlp
    for name in ("train", "dev"):
        nlp.config["paths"][name] = None
    nlp.meta.update(name="names", spacy_version=">=3.8,<4", license="MIT", **ABOUT)
    nlp.to_disk(out, exclude=["vocab"])  # found by hash: no need to ship words
    return nlp


def scores(nlp: Language, docs: Iterable[Doc]) -> dict[str, Any]:
    """Precision, recall and F1 of the names, overall and for each type."""
    examples = [Example(Doc(nlp.vocab, words=[t.text for t in d]), d) for d in docs]
    return {k: v for k, v in nlp.evaluate(examples).items() if k.startswith("ents_")}


def main(arguments: list[str]) -> int:
    """The command: train, then print the scores on `test` as JSON."""
    corpus, out = Path(arguments[0]), Path(arguments[1])
    nlp = train(corpus, out)
    sys.stdout.write(json.dumps(scores(nlp, documents(corpus, "test", nlp.vocab)), indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
