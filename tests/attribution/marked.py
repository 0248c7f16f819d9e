"""Reads the case files beside this module: sentences in which a linguist has marked who said what.

tests/attribution/cases/README.md describes the notation for those who write them. Whole articles are marked in the
same way, a paragraph a line: benchmarks/attribution/written-ar/README.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CASES = Path(__file__).parent / "cases"
PARAGRAPH = " ¶ "
SOURCE, CUE = "س", "ق"
MODES = {"م": "indirect", "ن": "direct", "خ": "mixed"}
ATTRIBUTES = ("rule", "name", "kind", "act", "lemma", "uncertain", "relay")
_ENGLISH = {"s": SOURCE, "c": CUE, "i": "م", "d": "ن", "m": "خ"}
"""The marks of English cases: source, cue, and indirect, direct or mixed content."""
_TAG = re.compile(rf"\[([{SOURCE}{CUE}{''.join(MODES)}{''.join(_ENGLISH)}])([1-9]*) ")

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One claim of a case. What is None is not said by the case."""

    rule: str
    source: Offsets | None
    cue: Offsets
    content: tuple[Offsets, ...]
    mode: str
    name: str | None
    within: int | None
    kind: str | None = None
    act: str | None = None
    lemma: str | None = None
    uncertain: bool | None = None
    relay: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One case: `id` is its file and line; `guards` says what a sentence without claims guards against."""

    id: str
    text: str
    claims: tuple[Wanted, ...]
    guards: str | None
    xfail: str | None


@dataclass(slots=True)
class _Draft:
    """What the tags say of one claim, before its attributes."""

    source: Offsets | None = None
    cue: Offsets | None = None
    content: list[Offsets] = field(default_factory=list)
    mode: str = "indirect"


@dataclass(slots=True)
class _Block:
    """A sentence and the indented lines below it, as they stand in the file."""

    line: int
    rule: str
    marked: str
    notes: list[tuple[int, str]] = field(default_factory=list)


def read(folder: Path = CASES) -> Iterator[Case]:
    """Every case of every file in a folder, in the order of file names and lines.

    Raises:
        ValueError: where a file breaks the notation, with file, line and what to do.
    """
    for path in sorted(folder.glob("*.txt")):
        for block in _blocks(path):
            try:
                yield _case(path.stem, block)
            except ValueError as error:
                raise ValueError(f"{path.name}:{block.line}: {error}") from None


def read_articles(folder: Path) -> Iterator[Case]:
    """Every article of a folder: one a file, a paragraph a line; claims are numbered anew in each paragraph.

    Raises:
        ValueError: where a file breaks the notation, with file, line and what to do.
    """
    for path in sorted(folder.glob("*.txt")):
        yield _article(path)


def _article(path: Path) -> Case:
    text = ""
    claims: list[Wanted] = []
    for block in _blocks(path):
        try:
            paragraph, drafts = strip_marks(block.marked)
            found = _claims(drafts, _notes(block)[0], paragraph, block.rule, [claim.name for claim in claims])
        except ValueError as error:
            raise ValueError(f"{path.name}:{block.line}: {error}") from None
        number, start = len(claims), len(text)
        claims += [_moved(claim, start, number) for claim in found]
        text += paragraph + "\n"
    return Case(path.stem, text.rstrip("\n"), tuple(claims), None, None)


def _moved(claim: Wanted, by: int, number: int) -> Wanted:
    """A claim of a paragraph as one of the article: `by` characters and `number` claims further on."""

    def moved(span: Offsets) -> Offsets:
        return span[0] + by, span[1] + by

    return replace(
        claim,
        source=moved(claim.source) if claim.source else None,
        cue=moved(claim.cue),
        content=tuple(map(moved, claim.content)),
        within=None if claim.within is None else claim.within + number,
    )


def _blocks(path: Path) -> Iterator[_Block]:
    rule = ""
    block: _Block | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("rule:"):
            rule = line.removeprefix("rule:").strip()
        elif line[0].isspace():
            if block is None:
                raise ValueError(f"{path.name}:{number}: a note belongs under a sentence")
            block.notes.append((number, line.strip()))
        else:
            if block:
                yield block
            block = _Block(number, rule, line.strip())
    if block:
        yield block


def _case(stem: str, block: _Block) -> Case:
    text, drafts = strip_marks(block.marked)
    attributes, guards, xfail = _notes(block)
    claims = _claims(drafts, attributes, text, block.rule)
    if bool(guards) == bool(claims):
        raise ValueError("a sentence has either marked claims or a line 'guards: what it guards against'")
    return Case(f"{stem}:{block.line}", text, claims, guards, xfail)


def strip_marks(marked: str) -> tuple[str, dict[str, _Draft]]:
    """The plain text of a marked sentence and, by number, what is marked in it.

    Raises:
        ValueError: for a bracket that is never closed or closes nothing.
    """
    marked = marked.replace(PARAGRAPH, "\n")
    text: list[str] = []
    length = 0
    open_tags: list[tuple[str, str, int]] = []
    drafts: dict[str, _Draft] = {}
    at = 0
    while at < len(marked):
        if match := _TAG.match(marked, at):
            open_tags.append((_ENGLISH.get(match[1], match[1]), match[2] or "1", length))
            at = match.end()
            continue
        if marked[at] == "]":
            if not open_tags:
                raise ValueError("a ] closes nothing")
            tag, numbers, start = open_tags.pop()
            for number in numbers:
                _mark(drafts.setdefault(number, _Draft()), tag, (start, length))
        elif marked[at] == "[":
            raise ValueError(f"an unknown mark: {marked[at : at + 4]!r}; known are {SOURCE} {CUE} {' '.join(MODES)}")
        else:
            text.append(marked[at])
            length += 1
        at += 1
    if open_tags:
        raise ValueError("a [ is never closed")
    return "".join(text), drafts


def _mark(draft: _Draft, tag: str, span: Offsets) -> None:
    if tag == SOURCE:
        draft.source = span
    elif tag == CUE:
        draft.cue = span
    else:
        draft.content.append(span)
        draft.content.sort()
        draft.mode = MODES[tag]


def _notes(block: _Block) -> tuple[dict[str, dict[str, str]], str | None, str | None]:
    attributes: dict[str, dict[str, str]] = {}
    guards = xfail = None
    for number, note in block.notes:
        key, colon, value = (part.strip() for part in note.partition(":"))
        target, _, attribute = key.rpartition(" ")
        if not colon or not value:
            raise ValueError(f"line {number}: a note reads 'name: value'")
        if key == "guards":
            guards = value
        elif key == "xfail":
            xfail = value
        elif attribute in ATTRIBUTES:
            attributes.setdefault(target or "1", {})[attribute] = value
        else:
            raise ValueError(f"line {number}: unknown note {key!r}")
    return attributes, guards, xfail


def _claims(
    drafts: dict[str, _Draft],
    attributes: dict[str, dict[str, str]],
    text: str,
    rule: str,
    before: Sequence[str | None] = (),
) -> tuple[Wanted, ...]:
    """The claims of a sentence or paragraph; `before` are the names of the claims before it."""
    if unknown := set(attributes) - set(drafts):
        raise ValueError(f"notes on claims that are not marked: {', '.join(sorted(unknown))}")
    for number, draft in drafts.items():
        if draft.cue is None or not draft.content:
            raise ValueError(f"claim {number} has no {'cue' if draft.cue is None else 'content'}")
    order = sorted(drafts, key=lambda n: (drafts[n].cue, drafts[n].content))
    names = list(before)
    claims = []
    for number in order:
        draft, notes = drafts[number], attributes.get(number, {})
        names.append(_name(notes.get("name"), draft, text, names))
        claims.append(
            Wanted(
                rule=notes.get("rule", rule),
                source=draft.source,
                cue=draft.cue or (0, 0),
                content=tuple(draft.content),
                mode=draft.mode,
                name=names[-1],
                within=_within(number, order, drafts),
                kind=notes.get("kind"),
                act=notes.get("act"),
                lemma=notes.get("lemma"),
                uncertain=notes["uncertain"] == "yes" if "uncertain" in notes else None,
                relay=notes.get("relay"),
            )
        )
    return tuple(claims)


def _name(noted: str | None, draft: _Draft, text: str, before: list[str | None]) -> str | None:
    """As noted ('-' for nobody); else the words of the source; without a source, the name of the claim before."""
    if noted is not None:
        return None if noted == "-" else noted
    if draft.source is not None:
        return text[slice(*draft.source)]
    return before[-1] if before else None


def _within(number: str, order: list[str], drafts: dict[str, _Draft]) -> int | None:
    """The claim in whose content this one is written, the innermost of them."""
    cue = drafts[number].cue
    assert cue is not None
    holders = [
        (b - a, k)
        for k, other in enumerate(order)
        for a, b in drafts[other].content
        if other != number and a <= cue[0] and cue[1] <= b
    ]
    return min(holders)[1] if holders else None
