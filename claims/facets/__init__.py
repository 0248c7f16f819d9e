"""What a text says: figures, times, places and parties. Knows nothing of who said it."""

from __future__ import annotations

from claims.facets.model import Candidate, Event, Facets, Figure, Party, Place, Time, to_record

__all__ = ["Candidate", "Event", "Facets", "Figure", "Party", "Place", "Time", "find", "to_record"]


def find(text: str, language: str, *, published: str | None = None) -> Facets:
    """The facets of a whole text.

    Args:
        text: The text; spans count its code points.
        language: BCP 47.
        published: The document's date, EDTF level 0 or RFC 3339, from which words such as yesterday are resolved;
            without it they stay open.

    Raises:
        ClaimsError: for a language without data.
    """
    from claims.facets import events, figures, names, parties, places, times
    from claims.facets.words import Text

    words = Text(text)
    named = names.find(words)
    return Facets(
        figures=figures.find(words, language),
        times=times.find(words, language, published=published),
        places=places.read(words, language, named),
        parties=parties.read(words, language, named),
        events=events.find(words, language),
    )
