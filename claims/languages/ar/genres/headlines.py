"""Find the claims of headlines: a name, a colon, the words (غوتيريش: المجاعة تتسع)."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from claims.extraction.layout_claims import StructuralClaim
from claims.languages.ar.attribution.speaker_labels import speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.languages.ar.genres.lines import Lines

RULE = "headline"

_HEADLINES, _LONGEST = 2, 25
"""Lines at the beginning that can be headlines, and words of the longest."""


def headline_claims(lines: Lines) -> Iterator[StructuralClaim]:
    """The claims of the first lines, where they are headlines that begin with a speaker and a colon."""
    places = lines.lexicon.language.sources.organization.places
    if len(lines) <= 1:
        return
    for line in islice(lines, _HEADLINES):
        if lines.word_count(line) > _LONGEST or lines.form(line.last - 1) in ".؟?:":
            continue
        s = lines.head(line)
        head = speaker(s)
        if head is None or head.source is None or head.start is None or lines.form(head.source[0]) in places:
            continue
        if any(s.is_break(k) or s.form(k).isascii() for k in range(*head.source)):
            continue  # a byline: the outlet - the place
        if said := lines.said(line, head.start):
            source = lines.tokens.offsets(head.source)
            yield StructuralClaim(RULE, lines.tokens.offsets(head.cue), *said, source, source)
