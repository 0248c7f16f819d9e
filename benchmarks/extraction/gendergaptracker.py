"""Times a spaCy pipeline, and the English extraction of GenderGapTracker on it, for `speed.py`, article by article.

    PYTHON gendergaptracker.py PIPELINE [CODE]

CODE is the folder `nlp/english` of a checkout of sfu-discourse-lab/GenderGapTracker, of which nothing is included here.
Its functions are called as its programs call them, without their database, their services for gender and coreference:

- quotations: the text is prepared, parsed once, and searched for quotations (`quote_extractor.py`);
- names: it is prepared and parsed again, with the rules for names, the people are merged, and each quotation is given
  to one (`entity_gender_annotator.py`).

Reads a JSON string a line and answers with seconds of processor time. Runs with Python 3.6 too, which is what
GenderGapTracker asks for (spaCy 2.1.3), and needs nothing but spaCy.
"""

import json
import os
import sys
import tempfile
import time
import types
from pathlib import Path
from typing import Any


def stand_ins() -> None:
    """Empty modules for what the code imports but extraction does not use."""
    for name, held in (
        ("pymongo", ()),
        ("bson", ("ObjectId",)),
        ("neuralcoref", ()),
        ("requests", ()),
        ("gender_predictor", ()),
    ):
        module = types.ModuleType(name)
        for each in held:
            setattr(module, each, None)
        sys.modules[name] = module


def with_names(spacy: Any, pipeline: str, patterns: Path) -> Any:
    """The pipeline with the rules for names after all else, as in `entity_gender_annotator.py`."""
    nlp = spacy.load(pipeline)
    if spacy.__version__ < "3":
        nlp.add_pipe(spacy.pipeline.EntityRuler(nlp, overwrite_ents=True).from_disk(patterns))
    else:
        nlp.add_pipe("entity_ruler", config={"overwrite_ents": True}).from_disk(patterns)
    spacy.tokens.Doc.set_extension("coref_clusters", default=None)
    return nlp


class Extraction:
    """What GenderGapTracker does with an article."""

    def __init__(self, spacy: Any, pipeline: str, code: Path) -> None:
        sys.path.insert(0, str(code))
        rules = code / "rules"
        files = {"QUOTE_VERBS": rules / "quote_verb_list.txt", "AUTHOR_BLOCKLIST": rules / "author_blocklist.txt"}
        os.chdir(tempfile.mkdtemp())  # the code writes its logs where it is started
        stand_ins()
        import entity_gender_annotator
        import quote_extractor
        import utils

        self.prepared = utils.preprocess_text
        self.parsed = spacy.load(pipeline)
        self.named = with_names(spacy, pipeline, rules / "name_patterns.jsonl")
        self.quotes = quote_extractor.QuoteExtractor({"spacy_lang": self.parsed, "NLP": files})
        self.people = entity_gender_annotator.EntityGenderAnnotator(
            {"spacy_lang": self.named, "session": None, "NLP": files}
        )

    def quotations(self, text: str) -> Any:
        """The quotations of a text, or none where the search fails, as it does for some articles."""
        document = self.parsed(self.prepared(text))
        try:
            return self.quotes.extract_quotes(document)
        except IndexError:
            return []

    def names(self, text: str, quotations: Any) -> Any:
        """The people of a text, each with their quotations."""
        document = self.named(self.prepared(text))
        people = self.people.remove_invalid_nes(self.people.merge_nes(document))
        return self.people.quote_assign(people, quotations, document)


def main() -> None:
    """Answer each text with the seconds that it took."""
    answers = os.fdopen(os.dup(1), "w")  # the code prints
    os.dup2(2, 1)
    import spacy

    pipeline = sys.argv[1]
    nlp = spacy.load(pipeline)
    extraction = Extraction(spacy, pipeline, Path(sys.argv[2]).resolve()) if len(sys.argv) > 2 else None
    name = "{}_{} {}, spaCy {}".format(nlp.meta["lang"], nlp.meta["name"], nlp.meta["version"], spacy.__version__)
    print(json.dumps(name), file=answers, flush=True)
    for line in sys.stdin:
        text = json.loads(line)
        began = time.process_time()
        nlp(text)
        spent = {"one pass": time.process_time() - began}
        if extraction:
            began = time.process_time()
            quotations = extraction.quotations(text)
            spent["GenderGapTracker's quotations"] = time.process_time() - began
            extraction.names(text, quotations)
            spent["GenderGapTracker's quotations and names"] = time.process_time() - began
        print(json.dumps(spent), file=answers, flush=True)


if __name__ == "__main__":
    main()
