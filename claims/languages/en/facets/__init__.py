"""Extract figures, times, places, parties and events from English text, independently of claims and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.model.facets import TextFacets

__all__ = ["EnglishFacets", "make_facet_reader"]


class EnglishFacets:
    """The facet reader of English."""

    def read(self, text: str, *, published: str | None) -> TextFacets:
        """Return the facets of a whole text."""
        from claims.languages.en.facets import figures, places, times
        from claims.languages.en.facets.english_words import Text
        from claims.model.facets import TextFacets

        words = Text(text)
        when, taken = times.read(words, published=published)
        return TextFacets(figures=figures.read(words, taken), times=when, places=places.read(words))


def make_facet_reader() -> EnglishFacets:
    """Return the facet reader of English."""
    return EnglishFacets()
