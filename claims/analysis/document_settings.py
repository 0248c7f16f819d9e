"""Where the documents are set: a claim that names no place is taken to be of its document's."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from claims.analysis.comparison_data import language
from claims.analysis.comparison_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.model import Claim, Document
    from claims.model.facets import Place

__all__ = ["settings"]

_SETTING = frozenset({"place", "area"})


def settings(documents: Sequence[Document], claims: Iterable[Claim]) -> dict[str, Place]:
    """For each document the place that it names most often, of those that claims of the dossier name.

    The claims' readings of a name serve for the whole dossier: what a headline names needs no claim of its own.
    """
    known = _known(claims)
    spellings: dict[str, dict[str, str]] = {}
    longest = max((name.count(" ") + 1 for name in known), default=0)
    found = {}
    for document in documents:
        words = plain_words(f"{document.dateline or ''}\n{document.title or ''}\n{document.text}")
        if document.language not in spellings:
            before = ("", *language(document.language).before_names)
            spellings[document.language] = {prefix + name: name for prefix in reversed(before) for name in known}
        written = spellings[document.language]
        runs = (" ".join(words[at : at + size]) for size in range(1, longest + 1) for at in range(len(words)))
        counted = Counter(written[run] for run in runs if run in written)
        if counted:
            found[document.id] = known[max(counted, key=lambda name: counted[name])]
    return found


def _known(claims: Iterable[Claim]) -> Mapping[str, Place]:
    """Places by their folded names; the first reading of each."""
    known: dict[str, Place] = {}
    for claim in claims:
        for place in claim.facets.places if claim.facets else ():
            if place.precision in _SETTING and place.lat is not None:
                known.setdefault(" ".join(plain_words(place.span.exact)), place)
    return known
