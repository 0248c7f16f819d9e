"""Extract figures, times, places and parties from Arabic text, independently of claims and sources."""

from __future__ import annotations

from claims.model.facets import Candidate, Event, Facets, Figure, Party, Place, TextFacets, Time

__all__ = [
    "ArabicFacets",
    "Candidate",
    "Event",
    "Facets",
    "Figure",
    "Party",
    "Place",
    "TextFacets",
    "Time",
    "find",
]


class ArabicFacets:
    """The facet reader of Arabic."""

    def read(self, text: str, *, published: str | None) -> TextFacets:
        """The facets of a whole text."""
        return find(text, "ar", published=published)


def find(text: str, language: str, *, published: str | None = None) -> TextFacets:
    """The facets of a whole text.

    Args:
        text: The text; spans count its code points.
        language: BCP 47.
        published: The document's date, EDTF level 0 or RFC 3339, from which words such as yesterday are resolved;
            without it they stay open.

    Raises:
        ClaimsError: for a language without data.
    """
    from claims.languages.ar.facets import event_types, figures, name_tagger, parties, places, times
    from claims.languages.ar.facets.facet_words import Text

    words = Text(text)
    named = name_tagger.find(words)
    where, who = _apart(places.read(words, language, named), parties.read(words, language, named))
    return TextFacets(
        figures=figures.find(words, language, named),
        times=times.find(words, language, published=published),
        places=where,
        parties=who,
        events=event_types.find(words, language),
    )


def _apart(where: tuple[Place, ...], who: tuple[Party, ...]) -> tuple[tuple[Place, ...], tuple[Party, ...]]:
    """Separate places and parties, so that no name is both a person's and a place's.

    The longer one stands, of two alike the place, and a place after the word for its sort in any case.
    """
    taken = {(place.span.start, place.span.end) for place in where}
    people = [party.span for party in who if party.kind == "person" and (party.span.start, party.span.end) not in taken]
    kept = tuple(
        place
        for place in where
        if place.rule == "place:head"
        or not any(s.start <= place.span.start and place.span.end <= s.end for s in people)
    )
    return kept, tuple(p for p in who if p.kind != "person" or p.span in people)
