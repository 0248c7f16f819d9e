"""Claims as brat standoff, for export and import.

A claim is an event. Its trigger is the cue; its arguments are the mention of the source, the content and the enclosing
claim. Its attributes are codes of the record; its note holds its id and the source's name. Offsets count code points,
as in records. An annotation has one line in the file, so words across a line end become several fragments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from claims.model import ACTS, KINDS, MODES, STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claims.model import Claim, Span

__all__ = [
    "ATTRIBUTES",
    "CONFIGURATION",
    "LOOK",
    "Drawn",
    "Fragment",
    "can_be_drawn",
    "drawn",
    "fragments",
    "note",
    "parse_note",
]

# All characters that programs, including brat, treat as line ends.
_LINE_ENDS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_NOTE = re.compile(r"(?:(?P<id>(?!source:)\S+)(?:\s+|$))?(?:source:\s*(?P<name>.*))?")

ATTRIBUTES = {"Kind": KINDS, "Mode": MODES, "Act": ACTS, "Status": STATUSES}
"""The attributes of a claim in brat, with the values that each can have."""


class Fragment(NamedTuple):
    """Words on one line, by their offsets; `end` is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A claim in the form of an annotation.

    Attributes:
        cue: Fragments of the cue; `mention` (empty without a named source) and `content` likewise.
        attributes: Those of `ATTRIBUTES` that have a value.
        name: Name of the source; None if the article never names it.
        within: The id of the enclosing claim.
    """

    cue: tuple[Fragment, ...]
    mention: tuple[Fragment, ...]
    content: tuple[Fragment, ...]
    attributes: tuple[tuple[str, str], ...]
    name: str | None
    within: str | None


def drawn(claim: Claim) -> Drawn:
    """The annotation for a claim."""
    mention = claim.source.mention
    values = {"Kind": claim.source.kind, "Mode": claim.mode, "Act": claim.act, "Status": claim.review.status}
    return Drawn(
        cue=tuple(fragments([claim.cue])),
        mention=tuple(fragments([mention])) if mention else (),
        content=tuple(sorted(fragments(claim.content))),
        attributes=tuple((name, value) for name, value in values.items() if value),
        name=_on_one_line(claim.source.name),
        within=claim.within,
    )


def can_be_drawn(claim: Claim) -> bool:
    """Whether a claim can be annotated; broken records cannot."""
    shape = drawn(claim)
    return bool(shape.cue and shape.content)


def fragments(spans: Iterable[Span]) -> Iterator[Fragment]:
    """The spans, split at line ends."""
    for span in spans:
        start = span.start
        for match in _LINE_ENDS.finditer(span.exact):
            if span.start + match.start() > start:
                yield Fragment(start, span.start + match.start())
            start = span.start + match.end()
        if start < span.end:
            yield Fragment(start, span.end)


def note(claim: Claim) -> str:
    """The note of a claim: its id and the source's name, which a person may correct."""
    name = _on_one_line(claim.source.name)
    return quote(claim.id, safe="") + ("" if name is None else f" source: {name}")


def parse_note(text: str) -> tuple[str | None, str | None]:
    """The id and the source's name in a note; None if missing."""
    match = _NOTE.fullmatch(text.strip())
    if match is None:
        return None, None
    return unquote(match["id"] or "") or None, (match["name"] or "").strip() or None


def _on_one_line(name: str | None) -> str | None:
    return None if name is None else " ".join(_LINE_ENDS.sub(" ", name).split()) or None


def _attribute(name: str, values: Iterable[str]) -> str:
    return f"{name}\tArg:<EVENT>, Value:{'|'.join(values)}"


CONFIGURATION = "\n".join(
    [
        "[entities]",
        "Source",
        "Content",
        "",
        "[relations]",
        "# Claims may share words.",
        "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>",
        "",
        "[events]",
        "Claim\tSource?:Source, Content+:Content, Within?:Claim",
        "",
        "[attributes]",
        *(_attribute(name, values) for name, values in ATTRIBUTES.items()),
        "",
    ]
)
"""brat's annotation.conf: which annotations there are, and what they may hold."""

LOOK = (
    "[labels]\n"
    "Claim | Claim (the words that credit it) | Claim\n"
    "Source | Source (the words that name it) | Source\n"
    "Content | Content (what is claimed) | Content\n"
    "\n"
    "[drawing]\n"
    "Claim\tbgColor:#ffd966\n"
    "Source\tbgColor:#9fc5e8\n"
    "Content\tbgColor:#d9ead3\n"
)
"""brat's visual.conf: what annotations are called and which colours they have."""
