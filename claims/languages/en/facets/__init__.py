"""Extract figures, times, places, parties and events from English text, independently of claims and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.model.facets import Party, Place, TextFacets

__all__ = ["EnglishFacets", "make_facet_reader"]


class EnglishFacets:
    """The facet reader of English."""

    def read(self, text: str, *, published: str | None) -> TextFacets:
        """Return the facets of a whole text."""
        from claims.languages.en.facets import event_types, figures, parties, places, times
        from claims.languages.en.facets.english_words import Text
        from claims.model.facets import TextFacets

        words = Text(text)
        when, taken = times.read(words, published=published)
        where, located = places.read(words)
        who = parties.read(words, located)
        return TextFacets(
            figures=figures.read(words, taken),
            times=when,
            places=_apart(where, who),
            parties=who,
            events=event_types.read(words),
        )


def _apart(where: tuple[Place, ...], who: tuple[Party, ...]) -> tuple[Place, ...]:
    """Return the places without those inside the name of a person or body."""
    people = [party.span for party in who if party.kind == "person" or party.rule in {"party:known", "party:body"}]
    starts = {k for span in people for k in range(span.start, span.end)}
    return tuple(place for place in where if place.span.start not in starts)


def make_facet_reader() -> EnglishFacets:
    """Return the facet reader of English."""
    return EnglishFacets()
