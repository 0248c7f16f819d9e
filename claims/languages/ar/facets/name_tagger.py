"""Names of people, organisations and places in running text, by a small pipeline trained on an annotated corpus.

What rules and gazetteers know they know better; the pipeline is asked where they know nothing. Without it everything
works, and finds less.
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
    """A name: the indices of its first word and of the one after its last, and its type in the corpus' terms."""

    first: int
    last: int
    label: str


def find(text: Text) -> tuple[Name, ...]:
    """The names of a text, in its order; none where the pipeline is not installed."""
    network = _network()
    return () if network is None else tuple(starmap(Name, network.names(text.forms)))


@cache
def _network() -> NameNetwork | None:
    if not _PIPELINE.is_dir():
        return None
    import spacy

    from claims.languages.ar.facets.name_network import NameNetwork

    return NameNetwork(spacy.load(_PIPELINE))
