"""Register languages: those of installed packages, and those added by a program or a test.

A package adds a language with an entry point of the group `claims.languages`, whose value is a `Language`. A language
is
imported only when it is used.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.extraction.language_definition import Language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import EntryPoint

    from claims.extraction.protocols import Extractor, FacetReader

__all__ = ["GROUP", "are_installed", "extractor_of", "facet_reader_of", "language", "languages", "registered"]

GROUP = "claims.languages"
"""The group of entry points with which a package adds a language."""

_added: list[Language] = []


def language(tag: str) -> Language:
    """Return the language of a BCP 47 tag; region and script are ignored, so ar and ar-LY are the same language.

    For an unknown language, the result is a `Language` with the tag's code, but no extractor, facet reader or data.
    """
    code = tag.partition("-")[0].lower()
    for added in reversed(_added):
        if added.code == code:
            return added
    return _installed(code) or _unknown(code)


def languages() -> tuple[Language, ...]:
    """Return the registered languages, sorted by code."""
    codes = {added.code for added in _added} | _entry_points().keys()
    return tuple(language(code) for code in sorted(codes))


def are_installed() -> bool:
    """Return whether all languages are those of installed packages, and none was registered for this process alone."""
    return not _added


@contextmanager
def registered(*more: Language) -> Iterator[None]:
    """Register these languages for the whole process within the context; they take priority over installed ones."""
    _added.extend(more)
    try:
        yield
    finally:
        del _added[len(_added) - len(more) :]


def extractor_of(tag: str) -> Extractor:
    """Return the extractor of a BCP 47 tag's language.

    Raises:
        ClaimsError: if there is none.
    """
    found = language(tag).extractor
    if found is None:
        able = [each.code for each in languages() if each.make_extractor]
        raise ClaimsError(f"claims cannot be found in the language '{tag}'", remedy=_supported(able))
    return found


def facet_reader_of(tag: str) -> FacetReader:
    """Return the facet reader of a BCP 47 tag's language.

    Raises:
        ClaimsError: if there is none.
    """
    found = language(tag).facet_reader
    if found is None:
        able = [each.code for each in languages() if each.make_facet_reader]
        raise ClaimsError(f"facets cannot be found in the language '{tag}'", remedy=_supported(able))
    return found


def _supported(codes: list[str]) -> str:
    return f"Supported: {', '.join(codes)}" if codes else "No language is installed: install claims-factsheet again"


@cache
def _entry_points() -> dict[str, EntryPoint]:
    """Return the installed languages by code; of two with one code, the first by name of the loaded object."""
    found: dict[str, EntryPoint] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.value):
        found.setdefault(point.name.lower(), point)
    return found


@cache
def _installed(code: str) -> Language | None:
    """Load an installed language.

    Raises:
        ClaimsError: if its package is broken.
    """
    point = _entry_points().get(code)
    found = point.load() if point else None
    if point and not (isinstance(found, Language) and found.code == code):
        raise ClaimsError(
            f"the entry point '{code}' is not a Language with that code",
            point.value,
            f"The entry point of the group {GROUP} must name a Language whose code is '{code}'",
        )
    return found


@lru_cache(maxsize=256)
def _unknown(code: str) -> Language:
    return Language(code)
