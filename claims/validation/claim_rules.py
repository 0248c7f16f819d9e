"""The rules that need one claim and its article: truth to the text, and good practice.

Each takes a `View` and returns the problems that it finds. A rule is asked only about parts whose form is right.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.validation import facet_rules
from claims.validation.article_text import HIDDEN
from claims.validation.findings import Path, Problem, readable
from claims.validation.misquotation import misquoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from claims.validation.article_text import Article

__all__ = ["RULES", "Part", "View", "problems"]

_MOST = 100
"""How many wrong quotations of one record are explained, which takes time."""

_NONE: tuple[Problem, ...] = ()
_MENTION, _CUE = ("source", "mention"), ("cue",)


class Part(NamedTuple):
    """One span of a claim, with its path in the record."""

    path: Path
    start: int
    end: int
    exact: str


class View:
    """A claim record as the rules read it.

    Attributes:
        record: The JSON object; only the parts of right form may be looked at.
        whole: Whether all of the record's form is right.
        article: None where the text is not at hand.
        misquoted: Whether some of its words were found not to be the article's.
    """

    __slots__ = ("_parts", "_readings", "article", "broken", "misquoted", "record", "whole")

    def __init__(self, record: Mapping[str, Any], article: Article | None, broken: Sequence[Path] = ()) -> None:
        """Take a record, its article, and the paths in it at which the form is wrong."""
        self.record = record
        self.article = article
        self.broken = broken
        self.whole = not broken
        self.misquoted = False
        self._parts: list[Part] | None = None
        self._readings: list[facet_rules.Reading] | None = None

    @property
    def parts(self) -> list[Part]:
        """The spans of right form: mention, cue, content, in this order."""
        if self._parts is None:
            self._parts = [] if () in self.broken else list(self._spans())
        return self._parts

    def _spans(self) -> Iterable[Part]:
        record = self.record
        if self.whole:
            mention = record["source"]["mention"]
            cue = record["cue"]
            spans = [] if mention is None else [Part(_MENTION, mention["start"], mention["end"], mention["exact"])]
            spans.append(Part(_CUE, cue["start"], cue["end"], cue["exact"]))
            for number, span in enumerate(record["content"]):
                spans.append(Part(("content", number), span["start"], span["end"], span["exact"]))
            return spans
        return self._sound_spans()

    def _sound_spans(self) -> Iterable[Part]:
        """The spans of a record of which other parts are broken."""
        source, content = self.record.get("source"), self.record.get("content")
        candidates: list[tuple[Path, Any]] = [
            (_MENTION, source.get("mention") if isinstance(source, dict) else None),
            (_CUE, self.record.get("cue")),
        ]
        if isinstance(content, list):
            candidates += [(("content", number), span) for number, span in enumerate(content)]
        for path, span in candidates:
            if isinstance(span, dict) and not self.is_broken(path):
                yield Part(path, span["start"], span["end"], span["exact"])

    def is_broken(self, *paths: Path) -> bool:
        """Whether the form is wrong at, inside or around any of these paths."""
        return bool(self.broken) and any(
            broken[: len(path)] == path or path[: len(broken)] == broken for broken in self.broken for path in paths
        )

    def extent(self) -> tuple[int, int]:
        """Where the content begins and ends; 0 and 0 where none of it has the right form."""
        if self.whole and len(self.record["content"]) == 1:
            only = self.record["content"][0]
            return only["start"], only["end"]
        parts = self.content()
        return min((part.start for part in parts), default=0), max((part.end for part in parts), default=0)

    def content(self) -> list[Part]:
        """The parts of the content of right form."""
        return [part for part in self.parts if part.path[0] == "content"]

    def readings(self) -> list[facet_rules.Reading]:
        """The facets of right form."""
        if self._readings is None:
            found = facet_rules.readings(self.record.get("facets")) if () not in self.broken else ()
            self._readings = [reading for reading in found if not self.is_broken(reading.path)]
        return self._readings

    def quoted(self) -> list[Part]:
        """All spans of right form: source, cue and content, then those of the facets."""
        spans = [
            Part((*path, name), span["start"], span["end"], span["exact"])
            for kind, path, value in self.readings()
            for name in facet_rules.SPANS[kind]
            if (span := value.get(name)) is not None
        ]
        relays = self.record.get("relayed_by", ()) if not self.is_broken(("relayed_by",)) else ()
        spans += [
            Part(("relayed_by", number, "mention"), span["start"], span["end"], span["exact"])
            for number, relay in enumerate(relays)
            if (span := relay["mention"]) is not None
        ]
        return [*self.parts, *spans] if spans else self.parts


def quotes(claim: View) -> Iterable[Problem]:
    """E201 quote-misplaced, E202 quote-ambiguous, E203 quote-altered, E204 quote-not-in-text."""
    article = claim.article
    if article is None:
        return _NONE
    text = article.text
    wrong = [
        part
        for part in claim.quoted()
        if text[part.start : part.end] != part.exact or part.end - part.start != len(part.exact)
    ]
    if not wrong:
        return _NONE
    found = [misquoted(article, *part) for part in wrong[:_MOST] if part.start < part.end]
    claim.misquoted = any(problem.code in {"E203", "E204"} for problem in found if problem.path[0] != "facets")
    return found


def reversed_spans(claim: View) -> Iterable[Problem]:
    """E205 span-reversed."""
    return [
        Problem("E205", (*part.path, "end"), f"{readable(part.path)} ends at {part.end}, but starts at {part.start}")
        for part in claim.quoted()
        if part.end <= part.start
    ]


def spans_overlap(claim: View) -> Iterable[Problem]:
    """E206 spans-overlap."""
    found = []
    reached = 0
    furthest: Part | None = None
    for part in sorted(claim.parts, key=_start):
        if part.start < reached and furthest is not None and part.start < part.end:
            message = (
                f"{readable(part.path)} ({part.start}–{part.end}) overlaps {readable(furthest.path)} "
                f"({furthest.start}–{furthest.end})"
            )
            found.append(Problem("E206", part.path, message))
        if part.end > reached:
            reached, furthest = part.end, part
    return found


def content_order(claim: View) -> Iterable[Problem]:
    """E207 content-order."""
    if claim.whole and len(claim.record["content"]) == 1:
        return _NONE
    parts = claim.content()
    return [
        Problem("E207", after.path, f"{readable(after.path)} stands before {readable(before.path)} in the text")
        for before, after in pairwise(parts)
        if after.start < before.start
    ]


def content_blank(claim: View) -> Iterable[Problem]:
    """E208 content-blank."""
    return [
        Problem(
            "E208", (*part.path, "exact"), f"{readable(part.path)} has neither letters nor digits: it claims nothing"
        )
        for part in claim.content()
        if not part.exact[0].isalnum() and not any(map(str.isalnum, part.exact))
    ]


def direct_unquoted(claim: View) -> Iterable[Problem]:
    """E209 direct-unquoted."""
    article = claim.article
    if article is None or claim.record.get("mode") != "direct":
        return _NONE
    return [
        Problem(
            "E209",
            ("mode",),
            f'mode is "direct", but {readable(part.path)} does not stand inside quotation marks: '
            f'did you mean "indirect" or "mixed"?',
        )
        for part in claim.content()
        if article.text[part.start : part.end] == part.exact and not article.is_quoted(part.start, part.end)
    ]


def hidden_character(claim: View) -> Iterable[Problem]:
    """W504 hidden-character."""
    article = claim.article
    if article is not None and not article.has_hidden:
        suspects = [part for part in claim.quoted() if article.text[part.start : part.end] != part.exact]
    else:
        suspects = claim.quoted()
    written = [(part.path, (*part.path, "exact"), part.exact) for part in suspects]
    written += [(path, path, words) for path, words in _remarks(claim)]
    return [
        Problem("W504", where, f"{readable(path)} holds {names}: it can read otherwise than it is")
        for path, where, words in written
        if (names := _hidden_names(words))
    ]


def _remarks(claim: View) -> Iterable[tuple[Path, str]]:
    """What people and programs wrote about the claim: notes and translations of right form, with their paths."""
    record = claim.record
    for name in ("review", "grading"):
        if record.get(name) and not claim.is_broken((name,)) and (note := record[name].get("note")):
            yield (name, "note"), note
    if not claim.is_broken(("translations",)):
        for number, each in enumerate(record.get("translations", ())):
            yield ("translations", number, "text"), each["text"]


def review_unsigned(claim: View) -> Iterable[Problem]:
    """W505 review-unsigned, of a review."""
    review = claim.record.get("review")
    if review is None or review["status"] == "draft" or not (missing := _unsaid(review)):
        return _NONE
    message = f"the claim is {review['status']}, but the review does not say {missing}"
    return [Problem("W505", ("review", "status"), message)]


def grading_unsigned(claim: View) -> Iterable[Problem]:
    """W505 review-unsigned, of a grading."""
    grading = claim.record.get("grading")
    if not grading or not (missing := _unsaid(grading)):
        return _NONE
    return [Problem("W505", ("grading",), f"the claim is graded, but the grading does not say {missing}")]


def _unsaid(decision: Mapping[str, Any]) -> str:
    """What a decision does not say of by whom it was made, and when."""
    return " nor ".join(word for word, name in (("who decided", "by"), ("when", "at")) if not decision.get(name))


RULES: tuple[tuple[Callable[[View], Iterable[Problem]], tuple[Path, ...]], ...] = (
    (quotes, ()),
    (reversed_spans, ()),
    (spans_overlap, ()),
    (content_order, ()),
    (content_blank, ()),
    (direct_unquoted, (("mode",),)),
    (hidden_character, ()),
    (review_unsigned, (("review",),)),
    (grading_unsigned, (("grading",),)),
    (facet_rules.facet_outside, (("content",),)),
    (facet_rules.figure_bound, ()),
    (facet_rules.edtf_unreadable, ()),
    (facet_rules.weekday_conflict, ()),
    (facet_rules.outside_country, ()),
)
"""Each rule, with the parts whose form must be right for it to be asked; spans of wrong form no rule is shown."""


def problems(claim: View) -> list[Problem]:
    """What all the rules find in one claim."""
    found: list[Problem] = []
    for rule, needs in RULES:
        if claim.whole or not claim.is_broken(*needs):
            found += rule(claim)
    return found


def _start(part: Part) -> int:
    return part.start


def _hidden_names(words: str) -> str:
    characters = dict.fromkeys(HIDDEN.findall(words))
    return ", ".join(f"U+{ord(each):04X} {unicodedata.name(each, '')}".strip() for each in characters)
