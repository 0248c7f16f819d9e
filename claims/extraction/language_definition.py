"""Define a language as one frozen value: its extractor, facet reader and data."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from claims.extraction.comparison_vocabulary import comparison_words, folded, known_names
from claims.extraction.glossary import read_glossary
from claims.text import fold_word, paragraphs, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from importlib.resources.abc import Traversable

    from claims.extraction.comparison_vocabulary import ComparisonWords, KnownNames
    from claims.extraction.glossary import Glossary
    from claims.extraction.protocols import Extractor, FacetReader

__all__ = ["Language"]

_PART_MARKS = {"source": "s", "cue": "c", "indirect": "i", "direct": "d", "mixed": "m"}
"""Those of a language that has none of its own."""


@dataclass(frozen=True, eq=False)
class Language:
    """A language, by its code: its extractor, its facet reader, and the data in its folder.

    Each part is created or loaded once, at first use. Any part may be missing; features that need it are then
    unavailable.
    Languages are compared by identity.

    Attributes:
        code: The primary subtag of its BCP 47 tags, in lower case: ar for ar-LY.
        folder: The folder of its data files, all optional: `language.toml`, `comparison.toml`, `names.toml`,
            `connectives.txt`, `reporting.txt`, `glosses/LANG.json`.
        make_extractor: Creates the extractor.
        make_facet_reader: Creates the facet reader.
        make_reporting_words: Gives words that report speech, for a language that has them elsewhere than in
            `reporting.txt`.
    """

    code: str
    folder: Traversable | None = None
    make_extractor: Callable[[], Extractor] | None = None
    make_facet_reader: Callable[[], FacetReader] | None = None
    make_reporting_words: Callable[[], frozenset[str]] | None = None

    @cached_property
    def extractor(self) -> Extractor | None:
        """The extractor of the language; None if there is none."""
        return self.make_extractor and self.make_extractor()

    @cached_property
    def facet_reader(self) -> FacetReader | None:
        """The facet reader of the language; None if there is none."""
        return self.make_facet_reader and self.make_facet_reader()

    @cached_property
    def sentence_end(self) -> re.Pattern[str] | None:
        """Matches the marks that close a sentence; None if not defined (`sentence_end`)."""
        pattern = self._settings.get("sentence_end")
        return None if pattern is None else re.compile(pattern)

    @cached_property
    def part_marks(self) -> Mapping[str, str]:
        """The letters with which a claim's source, cue, and indirect, direct or mixed content are marked in a text."""
        marks: Mapping[str, str] = self._settings.get("part_marks", _PART_MARKS)
        return marks

    @cached_property
    def quotation_prefixes(self) -> str | None:
        """Letters that can be attached before an opening quotation mark; None if not defined."""
        return self._settings.get("quotation_prefixes")

    @cached_property
    def connectives(self) -> frozenset[str]:
        """Folded words that join a source to its claim, or two claims, and have no content."""
        lines = (line.partition("#")[0].strip() for line in self._text("connectives.txt").splitlines())
        return frozenset(fold_word(line) for line in lines if line)

    @cached_property
    def reporting_words(self) -> frozenset[str]:
        """Folded words that report speech: given by the language, and those of `reporting.txt` and `verb_forms.json`.

        In that file, "!" precedes other words with such a form, and "+" a particle that is written onto the words.
        """
        lines = [line.partition("#")[0].strip() for line in self._text("reporting.txt").splitlines()]
        other = {fold_word(line[1:].strip()).lower() for line in lines if line.startswith("!")}
        particles = ("", *(fold_word(line[1:]) for line in lines if line.startswith("+")))
        words = {fold_word(line).lower() for line in lines if line and line[0] not in "!+"}
        words |= json.loads(self._text("verb_forms.json") or "{}").keys() - other - self.comparison.stop
        given = self.make_reporting_words() if self.make_reporting_words else ()
        return frozenset(particle + word for particle in particles for word in words) | frozenset(map(folded, given))

    @cached_property
    def comparison(self) -> ComparisonWords:
        """The data for comparing its texts."""
        return comparison_words(self.folder)

    @cached_property
    def names(self) -> KnownNames:
        """Its names for known bodies, and the sounds of names in its script."""
        return known_names(self.folder)

    @cached_property
    def glossaries(self) -> Mapping[str, Glossary]:
        """Glossaries for generic source names, by the code of the target language."""
        folder = self.folder and self.folder.joinpath("glosses")
        if folder is None or not folder.is_dir():
            return {}
        files = sorted((file for file in folder.iterdir() if file.name.endswith(".json")), key=lambda file: file.name)
        return {file.name.removesuffix(".json"): read_glossary(file.read_text(encoding="utf-8")) for file in files}

    def is_generic(self, name: str, *, indefinite: bool = False) -> bool:
        """Return whether a source's name consists of generic words only, according to the glossaries.

        With `indefinite`, a name with an article is not generic: "a rights organisation" can be any, but "the police"
        is a
        specific one.
        """
        return any(
            table.gloss(name) is not None and not (indefinite and table.is_definite(name))
            for table in self.glossaries.values()
        )

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """Return the (start, end) offsets of each sentence; of each paragraph if sentence ends are not defined."""
        if self.sentence_end is None:
            return paragraphs(text)
        return sentences(text, self.sentence_end, prefixes=self.quotation_prefixes)

    @cached_property
    def _settings(self) -> Mapping[str, Any]:
        return tomllib.loads(self._text("language.toml"))

    def _text(self, name: str) -> str:
        """Return the content of a file in its folder; empty if it does not exist."""
        file = self.folder and self.folder.joinpath(name)
        return file.read_text(encoding="utf-8") if file and file.is_file() else ""
