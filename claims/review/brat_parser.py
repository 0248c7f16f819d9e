"""Parses brat standoff files (https://brat.nlplab.org/standoff.html)."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from claims.errors import ClaimsError
from claims.review.brat_offsets import counting, occurrences
from claims.review.brat_standoff import ATTRIBUTES, Fragment, parse_note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Event", "read_annotations"]

_log = logging.getLogger(__name__)
_REMEDY = "Correct the annotation in brat, or use the file as brat saved it"
_WORDS = re.compile(r"(?P<role>\S+) (?P<places>\d+ \d+(?:;\d+ \d+)*)", re.ASCII)
_ROLE = re.compile(r"(?P<role>[A-Za-z]+?)\d*:(?P<value>[TE]\d+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Event:
    """An annotated claim.

    Attributes:
        where: File and line, for messages.
        cue: The fragments of the trigger; `mention` (may be empty) and `content` likewise.
        attributes: Values by name.
        within: The id of the enclosing event.
        claim: The id in its note.
        name: The source's name in its note.
    """

    id: str
    where: str
    cue: tuple[Fragment, ...]
    mention: tuple[Fragment, ...]
    content: tuple[Fragment, ...]
    attributes: dict[str, str]
    within: str | None
    claim: str | None
    name: str | None


@dataclass(slots=True)
class _File:
    """The lines of a file, by kind of annotation."""

    words: dict[str, tuple[str, tuple[Fragment, ...]]] = field(default_factory=dict)
    events: dict[str, tuple[str, str]] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def read_annotations(annotations: str, text: str, path: str) -> list[Event]:
    """The claims annotated in `text`, in the order of the file; relations and other annotations are ignored.

    Raises:
        ClaimsError: at the first line that cannot be read, or whose words are not those of the text; with its number.
    """
    lines = [line.rstrip("\r") for line in annotations.removeprefix("\ufeff").split("\n")]
    file = _File()
    aligned = _Aligned(text, lines, path)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            _line(file, line, aligned, f"{path}:{number}")
    aligned.tell()
    return [_event(file, id, arguments, where) for id, (arguments, where) in file.events.items()]


class _Aligned:
    """Places of annotations in the text, also where their offsets count something else than code points."""

    def __init__(self, text: str, lines: Sequence[str], path: str) -> None:
        self.text = text
        self._path = path
        self._moved = 0
        drawn = list(_drawn(lines))
        wrong = any(not _stands(text, fragments, words) for fragments, words in drawn)
        self._counted = counting(text, drawn) if wrong else None

    def places(self, given: Sequence[Fragment], words: str, where: str) -> list[Fragment]:
        """Where the words of an annotation stand.

        Raises:
            ClaimsError: if that cannot be told.
        """
        if self._counted is not None:
            at = self._counted[1]
            return [Fragment(at[each.start], at[each.end]) for each in given]
        if _stands(self.text, given, words):
            return list(given)
        return [self._found(part, where) for part in _parts_of(words, given)]

    def _found(self, words: str, where: str) -> Fragment:
        found = occurrences(self.text, words)
        if len(found) == 1:
            self._moved += 1
            return Fragment(found[0], found[0] + len(words))
        places = f"but at several places ({', '.join(map(str, found[:3]))}, …)" if found else "and nowhere in the text"
        return _refuse(f"the words are not those that stand at the offsets, {places}", where)

    def tell(self) -> None:
        """Log once what was moved."""
        if self._counted is not None:
            _log.info("%s: its offsets count %s; moved to the places of the words", self._path, self._counted[0])
        elif self._moved:
            _log.info("%s: %d offsets were wrong; moved to the places of the words", self._path, self._moved)


def _drawn(lines: Sequence[str]) -> Iterator[tuple[list[Fragment], str]]:
    """The fragments and words of each annotation, as far as they can be read."""
    for line in lines:
        id, _, rest = line.partition("\t")
        head, _, words = rest.partition("\t")
        if id.startswith("T") and (match := _WORDS.fullmatch(head)):
            yield _fragments(match["places"]), words


def _fragments(places: str) -> list[Fragment]:
    return [Fragment(*map(int, place.split(" "))) for place in places.split(";")]


def _stands(text: str, fragments: Sequence[Fragment], words: str) -> bool:
    inside = all(each.start < each.end <= len(text) for each in fragments)
    return inside and words == " ".join(text[each.start : each.end] for each in fragments)


def _parts_of(words: str, fragments: Sequence[Fragment]) -> Iterator[str]:
    """The words of each fragment: cut by their lengths where they fit, since blanks stand between and within."""
    lengths = [each.end - each.start for each in fragments]
    if len(lengths) == 1 or sum(lengths) + len(lengths) - 1 != len(words):
        yield words
        return
    start = 0
    for length in lengths:
        yield words[start : start + length]
        start += length + 1


def _line(file: _File, line: str, aligned: _Aligned, where: str) -> None:
    id, _, rest = line.partition("\t")
    if id.startswith("T"):
        file.words[id] = _words(rest, aligned, where)
    elif id.startswith("E"):
        file.events[id] = rest, where
    elif id.startswith("A"):
        name, annotated, value = _parts(rest, where)
        if name in ATTRIBUTES and value not in ATTRIBUTES[name]:
            _refuse(f"{name} cannot be {value!r}", where, f"Choose one of: {', '.join(ATTRIBUTES[name])}")
        file.attributes.setdefault(annotated, {})[name] = value
    elif id.startswith("#"):
        kind, _, note = rest.partition("\t")
        if kind.startswith("AnnotatorNotes "):
            file.notes[kind.split(" ")[1]] = note


def _parts(rest: str, where: str) -> tuple[str, str, str]:
    """The name, target and value of an attribute."""
    parts = rest.split()
    if len(parts) != 3:
        _refuse("the attribute has no value", where)
    name, annotated, value = parts
    return name, annotated, value


def _words(rest: str, aligned: _Aligned, where: str) -> tuple[str, tuple[Fragment, ...]]:
    head, _, exact = rest.partition("\t")
    match = _WORDS.fullmatch(head)
    if match is None:
        _refuse("the line says no role and offsets", where)
    given = _fragments(match["places"])
    if any(place.start >= place.end for place in given):
        _refuse("the offsets lie outside the text", where)
    return match["role"], tuple(sorted(aligned.places(given, exact, where)))


def _event(file: _File, id: str, arguments: str, where: str) -> Event:
    found: dict[str, list[str]] = {}
    for role, value in _arguments(arguments, where):
        found.setdefault(role, []).append(value)
    places = {
        role: tuple(sorted(place for value in found.get(role, []) for place in _places(file, value, where)))
        for role in ("Claim", "Source", "Content")
    }
    if not places["Claim"]:
        _refuse("the annotation is not a Claim", where)
    if not places["Content"]:
        _refuse("the claim has no content", where, "Draw a Content in brat and make it an argument of the claim")
    claim, name = parse_note(file.notes.get(id, ""))
    return Event(
        id=id,
        where=where,
        cue=places["Claim"],
        mention=places["Source"],
        content=places["Content"],
        attributes=file.attributes.get(id, {}),
        within=next(iter(found.get("Within", [])), None),
        claim=claim,
        name=name,
    )


def _arguments(arguments: str, where: str) -> Iterator[tuple[str, str]]:
    for argument in arguments.split():
        match = _ROLE.fullmatch(argument)
        if match is None:
            _refuse(f"the argument {argument!r} cannot be read", where)
        yield match["role"], match["value"]


def _places(file: _File, entity: str, where: str) -> tuple[Fragment, ...]:
    if entity not in file.words:
        _refuse(f"the claim points to {entity}, which is not in the file", where)
    return file.words[entity][1]


def _refuse(what: str, where: str, remedy: str = _REMEDY) -> NoReturn:
    raise ClaimsError(what, where, remedy)
