"""Join the claims that the layout attributes with those found in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extraction.layout_claims import apart, joined
from claims.languages.ar.genres.headlines import headline_claims
from claims.languages.ar.genres.interviews import interview_claims, questions
from claims.languages.ar.genres.lines import Lines
from claims.languages.ar.genres.statements import statement_claims
from claims.languages.ar.genres.tickers import ticker_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.extraction.layout_claims import JoinedClaim, SentenceClaim, StructuralClaim
    from claims.languages.ar.attribution.source_names import Names
    from claims.languages.ar.attribution.tokens import Tokens

_FIRST_PERSON = "1"


def with_layout(tokens: Tokens, names: Names, found: Sequence[SentenceClaim]) -> list[JoinedClaim]:
    """The claims found in sentences with those that the layout attributes, in the order of their cues."""
    lines = Lines(tokens, names.lexicon)
    return joined(found, structural_claims(lines, names, found), questions(lines))


def structural_claims(lines: Lines, names: Names, found: Sequence[SentenceClaim]) -> list[StructuralClaim]:
    """The claims that the layout attributes, in the order of their content, no two with common words."""
    return apart(
        [
            *statement_claims(lines),
            *interview_claims(lines, names, [claim.mention for claim in found]),
            *ticker_claims(lines),
            *headline_claims(lines),
        ]
    )


def is_first_person(persons: Iterable[str]) -> bool:
    """Whether all readings of a cue say I or we."""
    read = list(persons)
    return bool(read) and all(person.startswith(_FIRST_PERSON) for person in read)
