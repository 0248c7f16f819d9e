"""Rules for one claim and its article: quotations, spans, and signatures of reviews.

Each rule takes a `ClaimView`, which contains only the well-formed parts of a claim, and returns the problems found.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from claims.validation.article_text import HIDDEN
from claims.validation.findings import Path, Problem, readable
from claims.validation.misquotation import misquoted
from claims.validation.rule_registry import claim_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model import Grading, Review, Span
    from claims.validation.claim_view import ClaimView

_MOST = 100
"""Maximum number of wrong quotations explained per record, because explaining is slow."""

_NONE: tuple[Problem, ...] = ()
_START = attrgetter("start")


@claim_rule("E201", "E202", "E203", "E204")
def quotes(view: ClaimView) -> Iterable[Problem]:
    """Report words of a span that are not at its offsets."""
    if view.article is None or not view.misplaced:
        return _NONE
    wrong = ((view.path(number), view.spans[number]) for number in view.misplaced[:_MOST])
    found = [
        misquoted(view.article, path, span.start, span.end, span.exact) for path, span in wrong if span.start < span.end
    ]
    own = ("source", "cue", "content")
    view.misquoted = any(problem.code in {"E203", "E204"} for problem in found if problem.path[0] in own)
    return found


@claim_rule("E205")
def reversed_spans(view: ClaimView) -> Iterable[Problem]:
    """Report a span that ends before or at its start."""
    return [
        Problem("E205", (*path, "end"), f"{readable(path)} ends at {span.end}, but starts at {span.start}")
        for number, span in enumerate(view.spans)
        if span.end <= span.start
        for path in [view.path(number)]
    ]


@claim_rule("E206")
def spans_overlap(view: ClaimView) -> Iterable[Problem]:
    """Report overlapping source, cue or content parts."""
    parts = view.spans[: view.core]
    ordered = sorted(parts, key=_START)
    if all(before.end <= after.start for before, after in pairwise(ordered)):
        return _NONE
    found = []
    furthest = ordered[0]
    for span in ordered[1:]:
        if span.start < furthest.end and span.start < span.end:
            path, other = (view.path(_number(each, parts)) for each in (span, furthest))
            message = (
                f"{readable(path)} ({span.start}–{span.end}) overlaps {readable(other)} "
                f"({furthest.start}–{furthest.end})"
            )
            found.append(Problem("E206", path, message))
        if span.end > furthest.end:
            furthest = span
    return found


def _number(span: Span, spans: Sequence[Span]) -> int:
    """Return the index of this very span; equal ones may occur."""
    return next(number for number, each in enumerate(spans) if each is span)


@claim_rule("E207")
def content_order(view: ClaimView) -> Iterable[Problem]:
    """Report a content part that stands before the previous part in the text."""
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
    """Report a content part without letters and digits."""
    return [
        Problem("E208", ("content", number, "exact"), f"content[{number}] has neither letters nor digits")
        for number, span in view.numbered("content", view.claim.content)
        if not span.exact[:1].isalnum() and not any(map(str.isalnum, span.exact))
    ]


@claim_rule("E209")
def direct_unquoted(view: ClaimView) -> Iterable[Problem]:
    """Report direct content that is not inside quotation marks."""
    article = view.article
    if article is None or view.claim.mode != "direct":
        return _NONE
    return [
        Problem(
            "E209",
            ("mode",),
            f'mode is "direct", but content[{number}] is not inside quotation marks: '
            f'did you mean "indirect" or "mixed"?',
        )
        for number, span in view.numbered("content", view.claim.content)
        if article.text[span.start : span.end] == span.exact and not article.is_quoted(span.start, span.end)
    ]


@claim_rule("W504")
def hidden_character(view: ClaimView) -> Iterable[Problem]:
    """Report a span, translation or note with bidirectional or invisible control characters."""
    is_clean = view.article is not None and not view.article.has_hidden
    numbers = view.misplaced if is_clean else range(len(view.spans))
    remarks = [(path, words) for path, words in _remarks(view) if not words.isascii()]
    if not numbers and not remarks:
        return _NONE
    written = [(path, (*path, "exact"), view.spans[number].exact) for number in numbers for path in [view.path(number)]]
    written += [(path, path, words) for path, words in remarks]
    return [
        Problem("W504", where, f"{readable(path)} holds {names}, which can make it read differently")
        for path, where, words in written
        if (names := _hidden_names(words))
    ]


def _remarks(view: ClaimView) -> Iterable[tuple[Path, str]]:
    """Yield the notes and translations of a claim, with their paths."""
    claim = view.claim
    remarks: list[tuple[Path, str]] = []
    if claim.review is not None and claim.review.note:
        remarks.append((("review", "note"), claim.review.note))
    if claim.review is not None:
        said = enumerate(claim.review.opinions)
        remarks += [(("review", "opinions", number, "note"), each.note or "") for number, each in said]
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
    """Report an accepted or rejected claim whose review has no reviewer or time."""
    review = view.claim.review
    if review is None or review.status == "draft" or not (missing := _unsaid(review)):
        return _NONE
    message = f"the claim is {review.status}, but the review does not say {missing}"
    return [Problem("W505", ("review", "status"), message)]


@claim_rule("W505")
def grading_unsigned(view: ClaimView) -> Iterable[Problem]:
    """Report a grading without grader or time."""
    grading = view.claim.grading
    if grading is None or not (missing := _unsaid(grading)):
        return _NONE
    return [Problem("W505", ("grading",), f"the claim is graded, but the grading does not say {missing}")]


@claim_rule("W514")
def reviewers_differ(view: ClaimView) -> Iterable[Problem]:
    """Report a claim on which reviewers differ."""
    review = view.claim.review
    if review is None or not review.opinions:
        return _NONE
    said = {opinion.said for opinion in review.opinions}
    if "corrected" not in said and not {"accepted", "rejected"} <= said:
        return _NONE
    people = ", ".join(dict.fromkeys(f"{each.by} ({each.said})" for each in review.opinions if each.said != "noted"))
    return [Problem("W514", (), f"reviewers differ: {people}; one of them or another reviewer decides")]


def _unsaid(decision: Review | Grading) -> str:
    """List what a decision is missing: the person, the time, or both."""
    said = (("who decided", decision.by), ("when", decision.at))
    return " nor ".join(word for word, value in said if not value)
