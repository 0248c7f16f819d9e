"""Explains claims: what found each of them, and its sentence with the parts marked.

The marks are those of the case files in tests/attribution/cases: a wrongly read sentence can be copied there,
corrected, and becomes a test.
"""

from __future__ import annotations

import html
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeAlias

import click

from claims.extraction.language_registry import language
from claims.sheet.text_direction import direction
from claims.text.terminal_text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.model import Claim, Document, Found, Span
    from claims.workflow import Extracted

__all__ = ["Format", "explain", "safe", "shown"]

Format: TypeAlias = Literal["text", "html"]
Part: TypeAlias = Literal["source", "cue", "content"]

_LETTERS: dict[Part, str] = {"source": "س", "cue": "ق", "content": "م"}
_CONTENT_LETTERS = {"direct": "ن", "mixed": "خ"}
_INKS: dict[Part, str] = {"source": "yellow", "cue": "cyan", "content": "green"}
_PAPERS: dict[Part, str] = {"source": "#ffe08a", "cue": "#9fd8ff", "content": "#c8efc2"}
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
        yield _HEAD
        for one in extracted:
            yield from _section(one)
        yield _TAIL
        return
    yield _legend(colour=colour)
    for one in extracted:
        yield from _article(one, colour=colour)


# --- text -------------------------------------------------------------------------------------------------------------


def _legend(*, colour: bool) -> str:
    parts = [_marked(part, part, "", colour=colour) for part in _LETTERS]
    modes = [] if colour else [_marked("content", f"{mode} content", mode, colour=False) for mode in _CONTENT_LETTERS]
    return f"Marked: {'  '.join(parts + modes)}\n"


def _article(one: Extracted, *, colour: bool) -> Iterator[str]:
    number = len(one.claims)
    yield f"\n{safe(one.document.id)}: {number} {'claim' if number == 1 else 'claims'}\n"
    for place, claim in enumerate(one.claims, 1):
        finding, sentence = shown(one.document, claim, colour=colour)
        yield f"\n{place}  {finding}\n"
        yield f"{sentence}\n"


def shown(document: Document, claim: Claim, *, colour: bool) -> tuple[str, str]:
    """A claim in two lines for a terminal: what found it and who is credited; its sentence with marks."""
    return _finding(claim), _sentence(document, claim, colour=colour)


def _finding(claim: Claim) -> str:
    """How the claim was found, the lexicon entry, the act and the source, on one left-to-right line."""
    cue = claim.found.cue if claim.found else None
    entry = f"{_isolated(cue)} ({claim.act or 'no act'})" if cue else claim.act or "no act"
    who = _isolated(claim.source.name) if claim.source.name else "nobody"
    unsure = ", uncertain" if claim.source.uncertain else ""
    return f"{_finder(claim.found)}: {entry} of {who} ({claim.source.kind}{unsure}), {claim.mode}"


def _finder(found: Found | None) -> str:
    """The rule, or the model with its confidence in the claim and in its source."""
    if found is None:
        return "by hand"
    if found.model is None:
        return found.rule or "no rule"
    scores = [f"{value:.2f}" for value in (found.confidence, found.source_confidence) if value is not None]
    return " ".join([found.model, "/".join(scores)]).rstrip()


def _sentence(document: Document, claim: Claim, *, colour: bool) -> str:
    """The sentence on its own line, in a right-to-left isolate if its language is written so."""
    start, end = _around(document, claim)
    pieces = (
        _marked(part, words, claim.mode, colour=colour) if part else words
        for part, a, b in _runs(claim, start, end)
        for words in [safe(document.text[a:b])]
    )
    direction = _RIGHT_TO_LEFT if _right_to_left(document) else _AS_IT_IS
    return f"{direction}{''.join(pieces)}{_END}"


def _marked(part: Part, words: str, mode: str, *, colour: bool) -> str:
    if colour:
        return click.style(words, fg=_INKS[part])
    letter = _CONTENT_LETTERS.get(mode, _LETTERS[part]) if part == "content" else _LETTERS[part]
    return f"[{letter} {words}]"


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
        yield f"<h3>{place}. {html.escape(_finding(claim))}</h3>\n{_figure(one.document, claim)}\n"


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
    """Start and end of the sentence or sentences of a claim."""
    spans = [span for _, span in _spans(claim)]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    touched = [(a, b) for a, b in language(document.language).sentences(document.text) if a < last and first < b]
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
        parts[a - start : b - start] = [part] * (b - a)
    at = start
    for one, same in groupby(parts):
        length = sum(1 for _ in same)
        yield one, at, at + length
        at += length
