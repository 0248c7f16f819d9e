"""The rules about one claim and its article: whether the article says this, and whether reviewers signed what they did.

Each takes a `ClaimView`, in which only parts of right form stand, and returns the problems that it finds.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.validation.article_text import HIDDEN
from claims.validation.findings import Path, Problem, readable
from claims.validation.misquotation import misquoted
from claims.validation.rules import claim_rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model import Grading, Review, Span
    from claims.validation.claim_view import ClaimView

_MOST = 100
"""How many wrong quotations of one record are explained, which takes time."""

_NONE: tuple[Problem, ...] = ()


@claim_rule("E201", "E202", "E203", "E204")
def quotes(view: ClaimView) -> Iterable[Problem]:
    """The words of a span are not those that stand at its offsets."""
    if view.article is None:
        return _NONE
    text = view.article.text
    wrong = [
        (path, span)
        for path, span in view.spans
        if text[span.start : span.end] != span.exact or span.end - span.start != len(span.exact)
    ]
    if not wrong:
        return _NONE
    found = [
        misquoted(view.article, path, span.start, span.end, span.exact)
        for path, span in wrong[:_MOST]
        if span.start < span.end
    ]
    own = ("source", "cue", "content")
    view.misquoted = any(problem.code in {"E203", "E204"} for problem in found if problem.path[0] in own)
    return found


@claim_rule("E205")
def reversed_spans(view: ClaimView) -> Iterable[Problem]:
    """A span ends where it starts, or before."""
    return [
        Problem("E205", (*path, "end"), f"{readable(path)} ends at {span.end}, but starts at {span.start}")
        for path, span in view.spans
        if span.end <= span.start
    ]


@claim_rule("E206")
def spans_overlap(view: ClaimView) -> Iterable[Problem]:
    """Source, cue or parts of the content overlap."""
    found = []
    reached, furthest = 0, view.core[0] if view.core else None
    for path, span in sorted(view.core, key=_start):
        if span.start < reached and furthest is not None and span.start < span.end:
            other, last = furthest
            message = f"{readable(path)} ({span.start}–{span.end}) overlaps {readable(other)} ({last.start}–{last.end})"
            found.append(Problem("E206", path, message))
        if span.end > reached:
            reached, furthest = span.end, (path, span)
    return found


def _start(part: tuple[Path, Span]) -> int:
    return part[1].start


@claim_rule("E207")
def content_order(view: ClaimView) -> Iterable[Problem]:
    """A part of the content stands before the part that it follows."""
    if len(view.claim.content) < 2:
        return _NONE
    parts = [(("content", number), span) for number, span in view.numbered("content", view.claim.content)]
    return [
        Problem("E207", after, f"{readable(after)} stands before {readable(before)} in the text")
        for (before, first), (after, second) in pairwise(parts)
        if second.start < first.start
    ]


@claim_rule("E208")
def content_blank(view: ClaimView) -> Iterable[Problem]:
    """A part of the content has neither letters nor digits."""
    return [
        Problem("E208", ("content", number, "exact"), f"content[{number}] has neither letters nor digits")
        for number, span in view.numbered("content", view.claim.content)
        if not span.exact[:1].isalnum() and not any(map(str.isalnum, span.exact))
    ]


@claim_rule("E209")
def direct_unquoted(view: ClaimView) -> Iterable[Problem]:
    """Direct content does not stand inside quotation marks."""
    article = view.article
    if article is None or view.claim.mode != "direct":
        return _NONE
    return [
        Problem(
            "E209",
            ("mode",),
            f'mode is "direct", but content[{number}] does not stand inside quotation marks: '
            f'did you mean "indirect" or "mixed"?',
        )
        for number, span in view.numbered("content", view.claim.content)
        if article.text[span.start : span.end] == span.exact and not article.is_quoted(span.start, span.end)
    ]


@claim_rule("W504")
def hidden_character(view: ClaimView) -> Iterable[Problem]:
    """A span, translation or note holds bidirectional or invisible control characters."""
    article = view.article
    if article is None or article.has_hidden:
        spans = view.spans
    else:
        spans = [(path, span) for path, span in view.spans if article.text[span.start : span.end] != span.exact]
    written = [(path, (*path, "exact"), span.exact) for path, span in spans]
    written += [(path, path, words) for path, words in _remarks(view)]
    return [
        Problem("W504", where, f"{readable(path)} holds {names}, which can make it read differently")
        for path, where, words in written
        if not words.isascii() and (names := _hidden_names(words))
    ]


def _remarks(view: ClaimView) -> Iterable[tuple[Path, str]]:
    """What people and programs wrote about the claim, notes and translations, with their paths."""
    claim, remarks = view.claim, list[tuple["Path", str]]()
    if claim.review is not None and claim.review.note:
        remarks.append((("review", "note"), claim.review.note))
    if claim.grading is not None and claim.grading.note:
        remarks.append((("grading", "note"), claim.grading.note))
    if claim.translations:
        numbered = view.numbered("translations", claim.translations)
        remarks += [(("translations", number, "text"), each.text) for number, each in numbered]
    return remarks


def _hidden_names(words: str) -> str:
    characters = dict.fromkeys(HIDDEN.findall(words))
    return ", ".join(f"U+{ord(each):04X} {unicodedata.name(each, '')}".strip() for each in characters)


@claim_rule("W505")
def review_unsigned(view: ClaimView) -> Iterable[Problem]:
    """A review that accepts or rejects does not say who decided, or when."""
    review = view.claim.review
    if review is None or review.status == "draft" or not (missing := _unsaid(review)):
        return _NONE
    message = f"the claim is {review.status}, but the review does not say {missing}"
    return [Problem("W505", ("review", "status"), message)]


@claim_rule("W505")
def grading_unsigned(view: ClaimView) -> Iterable[Problem]:
    """A grading does not say who graded, or when."""
    grading = view.claim.grading
    if grading is None or not (missing := _unsaid(grading)):
        return _NONE
    return [Problem("W505", ("grading",), f"the claim is graded, but the grading does not say {missing}")]


def _unsaid(decision: Review | Grading) -> str:
    """What a decision does not say of by whom it was made, and when."""
    said = (("who decided", decision.by), ("when", decision.at))
    return " nor ".join(word for word, value in said if not value)
