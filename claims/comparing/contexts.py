"""Where the documents are set: a claim that names no place is taken to be of its document's."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from claims.comparing.words import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.facets import Place
    from claims.records import Claim, Document

__all__ = ["settings"]

_PROCLITICS = ("", "ب", "ل", "و", "وب", "في")
_SETTING = frozenset({"place", "area"})


def settings(documents: Sequence[Document], claims: Iterable[Claim]) -> dict[str, Place]:
    """For each document the place that it names most often, of those that claims of the dossier name.

    The claims' readings of a name serve for the whole dossier: what a headline names needs no claim of its own.
    """
    known = _known(claims)
    written = {proclitic + name: name for proclitic in reversed(_PROCLITICS) for name in known}
    found = {}
    for document in documents:
        words = plain_words(f"{document.dateline or ''}\n{document.title or ''}\n{document.text}")
        counted = Counter(written[word] for word in words if word in written)
        if counted:
            found[document.id] = known[max(counted, key=lambda name: counted[name])]
    return found


def _known(claims: Iterable[Claim]) -> Mapping[str, Place]:
    """Places of one word by their folded names; the first reading of each."""
    known: dict[str, Place] = {}
    for claim in claims:
        for place in claim.facets.places if claim.facets else ():
            words = plain_words(place.span.exact)
            if len(words) == 1 and place.precision in _SETTING and place.lat is not None:
                known.setdefault(words[0], place)
    return known
