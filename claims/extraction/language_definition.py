"""A language: all that other parts may know of one, as one frozen value."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from claims.extraction.comparison_vocabulary import comparison_words, known_names
from claims.extraction.glossary import read_glossary
from claims.text import fold_word, paragraphs, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from importlib.resources.abc import Traversable

    from claims.extraction.comparison_vocabulary import ComparisonWords, KnownNames
    from claims.extraction.glossary import Glossary
    from claims.extraction.protocols import Extractor, FacetReader

__all__ = ["Language"]


@dataclass(frozen=True, eq=False)
class Language:
    """A language, by its code: what finds claims in it, what reads facets, and the data in its folder.

    Everything is made or read when it is first asked for, and once. Any part may be missing; what depends on it is then
    left out. Two languages are the same where they are the same object.

    Attributes:
        code: The primary subtag of its BCP 47 tags, in lower case: ar for ar-LY.
        folder: Where its data lie: `language.toml`, `comparison.toml`, `names.toml`, `connectives.txt`,
            `glosses/LANG.json`; each may be missing.
        make_extractor: Makes what finds claims.
        make_facet_reader: Makes what reads facets.
    """

    code: str
    folder: Traversable | None = None
    make_extractor: Callable[[], Extractor] | None = None
    make_facet_reader: Callable[[], FacetReader] | None = None

    @cached_property
    def extractor(self) -> Extractor | None:
        """What finds claims in the language; None where nothing does."""
        return self.make_extractor and self.make_extractor()

    @cached_property
    def facet_reader(self) -> FacetReader | None:
        """What reads facets in the language; None where nothing does."""
        return self.make_facet_reader and self.make_facet_reader()

    @cached_property
    def sentence_end(self) -> re.Pattern[str] | None:
        """Matches the marks that close a sentence; None where the language does not say (`sentence_end`)."""
        pattern = self._settings.get("sentence_end")
        return None if pattern is None else re.compile(pattern)

    @cached_property
    def quotation_prefixes(self) -> str | None:
        """Letters that are written onto an opening quotation mark; None where the language does not say."""
        return self._settings.get("quotation_prefixes")

    @cached_property
    def connectives(self) -> frozenset[str]:
        """Folded words that join a source to its claim, or two claims, and state nothing."""
        lines = (line.partition("#")[0].strip() for line in self._text("connectives.txt").splitlines())
        return frozenset(fold_word(line) for line in lines if line)

    @cached_property
    def comparison(self) -> ComparisonWords:
        """How its texts are compared."""
        return comparison_words(self.folder)

    @cached_property
    def names(self) -> KnownNames:
        """The bodies that it has names for, and how names in its script sound."""
        return known_names(self.folder)

    @cached_property
    def glossaries(self) -> Mapping[str, Glossary]:
        """What generic names of sources mean, by the code of the language in which that is said."""
        folder = self.folder and self.folder.joinpath("glosses")
        if folder is None or not folder.is_dir():
            return {}
        files = sorted((file for file in folder.iterdir() if file.name.endswith(".json")), key=lambda file: file.name)
        return {file.name.removesuffix(".json"): read_glossary(file.read_text(encoding="utf-8")) for file in files}

    def is_generic(self, name: str, *, indefinite: bool = False) -> bool:
        """Whether a source's name is made of generic words alone, as far as the glossaries know.

        With `indefinite`, a name in which a word has the article is not: a rights organisation could be any, the police
        is one.
        """
        return any(
            table.gloss(name) is not None and not (indefinite and table.is_definite(name))
            for table in self.glossaries.values()
        )

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """The (start, end) offsets of each sentence of a text; of each paragraph, where no sentence end is known."""
        if self.sentence_end is None:
            return paragraphs(text)
        return sentences(text, self.sentence_end, prefixes=self.quotation_prefixes)

    @cached_property
    def _settings(self) -> Mapping[str, Any]:
        return tomllib.loads(self._text("language.toml"))

    def _text(self, name: str) -> str:
        """A file of its folder; empty where there is none."""
        file = self.folder and self.folder.joinpath(name)
        return file.read_text(encoding="utf-8") if file and file.is_file() else ""
