"""Find names of people, organisations and places with a small pipeline trained on an annotated corpus.

Rules and gazetteers take precedence; the pipeline is used only where they have no answer. Without it, everything works
but fewer names are found.
"""

from __future__ import annotations

from functools import cache
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from claims.languages.ar.facets.facet_words import Text
    from claims.languages.ar.facets.name_network import NameNetwork

__all__ = ["Name", "find"]

_PIPELINE = Path(__file__).with_name("pipeline")


class Name(NamedTuple):
    """A name: the indices of its first word and of the word after its last, and its type in the corpus."""

    first: int
    last: int
    label: str


def find(text: Text) -> tuple[Name, ...]:
    """Return the names of a text, in text order; none if the pipeline is not installed."""
    network = _network()
    return () if network is None else tuple(starmap(Name, network.names(text.forms)))


@cache
def _network() -> NameNetwork | None:
    if not _PIPELINE.is_dir():
        return None
    import spacy

    from claims.languages.ar.facets.name_network import NameNetwork

    return NameNetwork(spacy.load(_PIPELINE))
