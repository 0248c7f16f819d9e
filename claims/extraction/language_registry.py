"""Which languages there are: those that installed packages bring, and those that a program or a test adds.

A package brings a language by an entry point of the group `claims.languages`, whose value is a `Language`. Nothing of a
language is imported before it is asked for.
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

__all__ = ["GROUP", "extractor_of", "facet_reader_of", "language", "languages", "registered"]

GROUP = "claims.languages"
"""The group of entry points by which a package brings a language."""

_added: list[Language] = []


def language(tag: str) -> Language:
    """The language of a BCP 47 tag, its region and script left aside: ar and ar-LY are one.

    One of which nothing is known is a value too, without extractor, facet reader or data; it has the tag's code.
    """
    code = tag.partition("-")[0].lower()
    for added in reversed(_added):
        if added.code == code:
            return added
    return _installed(code) or _unknown(code)


def languages() -> tuple[Language, ...]:
    """The languages of which something is known, by code."""
    codes = {added.code for added in _added} | _entry_points().keys()
    return tuple(language(code) for code in sorted(codes))


@contextmanager
def registered(*more: Language) -> Iterator[None]:
    """Meanwhile, these languages are known too, before those that are installed, in the whole process."""
    _added.extend(more)
    try:
        yield
    finally:
        del _added[len(_added) - len(more) :]


def extractor_of(tag: str) -> Extractor:
    """What finds claims in the language of a BCP 47 tag.

    Raises:
        ClaimsError: where nothing does.
    """
    found = language(tag).extractor
    if found is None:
        able = [each.code for each in languages() if each.make_extractor]
        raise ClaimsError(f"claims cannot be found in the language '{tag}'", remedy=_supported(able))
    return found


def facet_reader_of(tag: str) -> FacetReader:
    """What reads facets in the language of a BCP 47 tag.

    Raises:
        ClaimsError: where nothing does.
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
    """The installed languages by code; of two for one code, the first by name of what it is loaded from."""
    found: dict[str, EntryPoint] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.value):
        found.setdefault(point.name.lower(), point)
    return found


@cache
def _installed(code: str) -> Language | None:
    """An installed language.

    Raises:
        ClaimsError: where the package that brings it is broken.
    """
    point = _entry_points().get(code)
    found = point.load() if point else None
    if point and not (isinstance(found, Language) and found.code == code):
        raise ClaimsError(
            f"the entry point '{code}' is no language of that code",
            point.value,
            f"Let the entry point of the group {GROUP} name a Language whose code is '{code}'",
        )
    return found


@lru_cache(maxsize=256)
def _unknown(code: str) -> Language:
    return Language(code)
