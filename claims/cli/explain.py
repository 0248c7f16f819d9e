"""Explains claims: what found each of them, how sure that is, and its sentence with the parts marked.

The marks are those of the case files in tests/attribution/cases: a wrongly read sentence can be copied there,
corrected, and becomes a test.
"""

from __future__ import annotations

import html
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeAlias

import click

from claims.extraction.language_registry import language
from claims.review.doubts import CHECK_BELOW
from claims.sheet.text_direction import direction
from claims.text.terminal_text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from claims.model import Claim, Document, Found, Span
    from claims.workflow import Extracted

__all__ = ["Format", "explain", "safe", "shown"]

Format: TypeAlias = Literal["text", "html"]
Part: TypeAlias = Literal["source", "cue", "content"]

_LEGEND = {
    "source": "source",
    "cue": "cue",
    "content": "indirect",
    "direct content": "direct",
    "mixed content": "mixed",
}
"""What the legend tells, and the mark of each: one of a language's `part_marks`."""
_INKS: dict[Part, str] = {"source": "yellow", "cue": "cyan", "content": "green"}
_PAPERS: dict[Part, str] = {"source": "#ffe08a", "cue": "#9fd8ff", "content": "#c8efc2"}
_SURE = 0.9
"""The confidence from which a reading is called sure: of those with 0.9, one in ten is wrong, of those above, fewer."""
_SCALE = f"Confidence: sure from {_SURE:.2f}, likely from {CHECK_BELOW:.2f}, doubtful below"
_RIGHT_TO_LEFT, _AS_IT_IS, _END = "\u2067", "\u2068", "\u2069"
_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Claims, explained</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
h3 { font-size: 1rem; margin-bottom: 0; }
p { margin: 0; font-size: .9rem; }
.entities { font-size: 1.15rem; }
</style>
</head>
<body>
"""
_TAIL = "</body>\n</html>\n"


def explain(extracted: Iterable[Extracted], style: Format, *, colour: bool = False) -> Iterator[str]:
    """Explain the claims of each article, in pieces that make one text or one HTML page.

    Args:
        extracted: Articles with their claims.
        style: `text` for a terminal, `html` for a page of spaCy's displaCy.
        colour: Whether the text marks the parts by colour rather than by brackets.
    """
    if style == "html":
        yield f"{_HEAD}<p>{_SCALE}</p>\n"
        for one in extracted:
            yield from _section(one)
        yield _TAIL
        return
    told: list[Mapping[str, str]] = []
    for one in extracted:
        marks = language(one.document.language).part_marks
        if marks not in told:
            told.append(marks)
            yield _legend(marks, colour=colour)
        yield from _article(one, colour=colour)


# --- text -------------------------------------------------------------------------------------------------------------


def _legend(marks: Mapping[str, str], *, colour: bool) -> str:
    if colour:
        return f"Marked: {'  '.join(click.style(part, fg=ink) for part, ink in _INKS.items())}\n{_SCALE}\n"
    return f"Marked: {'  '.join(f'[{marks[mark]} {words}]' for words, mark in _LEGEND.items())}\n{_SCALE}\n"


def _article(one: Extracted, *, colour: bool) -> Iterator[str]:
    number = len(one.claims)
    yield f"\n{safe(one.document.id)}: {number} {'claim' if number == 1 else 'claims'}\n"
    for place, claim in enumerate(one.claims, 1):
        said, *lines = shown(one.document, claim, colour=colour)
        yield f"\n{place}  {said}\n"
        yield from (f"{line}\n" for line in lines)


def shown(document: Document, claim: Claim, *, colour: bool) -> list[str]:
    """A claim in lines for a terminal: who is credited with what; what found it; its sentence with marks."""
    return [_credit(claim), *(f"   {line}" for line in _evidence(claim)), _sentence(document, claim, colour=colour)]


def _credit(claim: Claim) -> str:
    """The source, the act and the mode, on one left-to-right line."""
    who = _isolated(claim.source.name) if claim.source.name else "nobody"
    return f"{who} ({claim.source.kind}): {claim.act or 'no act'}, {claim.mode}"


def _evidence(claim: Claim) -> Iterator[str]:
    """What found the claim with which entry of the lexicon, how sure that is, and who else may be meant."""
    yield _finder(claim.found)
    if claim.found is not None:
        scores = {"claim": claim.found.confidence, "source": claim.found.source_confidence}
        known = [f"{what} {score:.2f} ({_sureness(score)})" for what, score in scores.items() if score is not None]
        if known:
            yield f"confidence: {', '.join(known)}"
    rivals = claim.found.rivals if claim.found else ()
    if rivals:
        yield f"may also be meant: {', '.join(map(_isolated, rivals))}"
    if claim.source.uncertain:
        yield "source uncertain: the article may mean another"


def _finder(found: Found | None) -> str:
    if found is None:
        return "made by hand"
    by = f"model {found.model}" if found.model else f"rule {found.rule}"
    return f"found by {by}, {f'lexicon entry {_isolated(found.cue)}' if found.cue else 'no lexicon entry'}"


def _sureness(confidence: float) -> str:
    if confidence < CHECK_BELOW:
        return "doubtful"
    return "sure" if confidence >= _SURE else "likely"


def _sentence(document: Document, claim: Claim, *, colour: bool) -> str:
    """The sentence on its own line, in a right-to-left isolate if its language is written so."""
    start, end = _around(document, claim)
    marks = language(document.language).part_marks
    letters: dict[Part, str] = {"source": marks["source"], "cue": marks["cue"], "content": marks[claim.mode]}
    pieces = (
        _marked(part, letters[part], words, colour=colour) if part else words
        for part, a, b in _runs(claim, start, end)
        for words in [safe(document.text[a:b])]
    )
    direction = _RIGHT_TO_LEFT if _right_to_left(document) else _AS_IT_IS
    return f"{direction}{''.join(pieces)}{_END}"


def _marked(part: Part, letter: str, words: str, *, colour: bool) -> str:
    return click.style(words, fg=_INKS[part]) if colour else f"[{letter} {words}]"


def _isolated(words: str) -> str:
    return f"{_AS_IT_IS}{safe(words)}{_END}"


def safe(words: str) -> str:
    """Words of an article on one line, safe for a terminal."""
    return printable(words.replace("\n", " "))


# --- HTML -------------------------------------------------------------------------------------------------------------


def _section(one: Extracted) -> Iterator[str]:
    number = len(one.claims)
    yield f"<h2><bdi>{html.escape(one.document.id)}</bdi>: {number} {'claim' if number == 1 else 'claims'}</h2>\n"
    for place, claim in enumerate(one.claims, 1):
        yield f"<h3>{place}. {html.escape(_credit(claim))}</h3>\n"
        yield from (f"<p>{html.escape(line)}</p>\n" for line in _evidence(claim))
        yield f"{_figure(one.document, claim)}\n"


def _figure(document: Document, claim: Claim) -> str:
    """The sentence as HTML of displaCy, which escapes the text."""
    from spacy import displacy
    from spacy.displacy.templates import TPL_ENT, TPL_ENT_RTL

    start, end = _around(document, claim)
    marked = [{"start": a - start, "end": b - start, "label": part} for part, a, b in _runs(claim, start, end) if part]
    right_to_left = _right_to_left(document)
    settings = {"direction": "rtl" if right_to_left else "ltr", "lang": document.language}
    options = {
        "colors": {part.upper(): paper for part, paper in _PAPERS.items()},
        "template": TPL_ENT_RTL if right_to_left else TPL_ENT,
    }
    parsed = {"text": safe(document.text[start:end]), "ents": marked, "settings": settings}
    figure = displacy.render(parsed, style="ent", manual=True, jupyter=False, options=options)
    return f'<div lang="{html.escape(document.language)}" dir="{settings["direction"]}">{figure}</div>'


# --- both -------------------------------------------------------------------------------------------------------------


def _right_to_left(document: Document) -> bool:
    return direction(document.language) == "rtl"


def _around(document: Document, claim: Claim) -> tuple[int, int]:
    """Start and end of the sentence or sentences of a claim, within the text, which may have been cut since."""
    length = len(document.text)
    spans = [span for _, span in _spans(claim)]
    first, last = min(length, *(start for start, _ in spans)), min(length, max(end for _, end in spans))
    sentences = language(document.language).sentences(document.text)
    touched = [(a, b) for a, b in sentences if a < last and first < b] or [(first, last)]
    return min(first, touched[0][0]), max(last, touched[-1][1])


def _spans(claim: Claim) -> list[tuple[Part, tuple[int, int]]]:
    """The parts of a claim with their offsets; where they overlap, the last one is shown."""
    parts: list[tuple[Part, Span]] = [("content", span) for span in claim.content]
    parts.append(("cue", claim.cue))
    if claim.source.mention:
        parts.append(("source", claim.source.mention))
    return [(part, (span.start, span.end)) for part, span in parts]


def _runs(claim: Claim, start: int, end: int) -> Iterator[tuple[Part | None, int, int]]:
    """The text from `start` to `end` in pieces that belong to one part, or to none."""
    parts: list[Part | None] = [None] * (end - start)
    for part, (a, b) in _spans(claim):
        first, last = min(a, end), min(b, end)
        parts[first - start : last - start] = [part] * (last - first)
    at = start
    for one, same in groupby(parts):
        length = sum(1 for _ in same)
        yield one, at, at + length
        at += length
