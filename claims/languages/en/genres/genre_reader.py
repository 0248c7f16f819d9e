"""Join the claims that the layout of an English article attributes with those found in its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.extraction.layout_claims import apart, joined
from claims.languages.en.genres.article_lines import ArticleLines
from claims.languages.en.genres.speaker_lines import (
    headline_claims,
    live_blog_claims,
    post_claims,
    questions,
    transcript_claims,
)
from claims.languages.en.genres.statements import statement_claims

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.extraction.layout_claims import JoinedClaim, SentenceClaim, StructuralClaim
    from claims.languages.en.attribution.article_words import ArticleWords


def with_layout(article: ArticleWords, found: Sequence[SentenceClaim]) -> list[JoinedClaim]:
    """The claims found in sentences with those that the layout attributes, in the order of their cues."""
    lines = ArticleLines(article)
    return joined(found, structural_claims(lines), questions(lines))


def structural_claims(lines: ArticleLines) -> list[StructuralClaim]:
    """The claims that the layout attributes, in the order of their content, no two with common words."""
    return apart(
        [
            *statement_claims(lines),
            *transcript_claims(lines),
            *post_claims(lines),
            *live_blog_claims(lines),
            *headline_claims(lines),
        ]
    )
