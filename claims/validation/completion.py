"""Complete claims that only quote words, as people and language models write them: offsets and ids are derived.

The words of one claim stand together, so each part is looked for where all parts are closest. If two places are equally
good, nothing is guessed, and they are named.
"""

from __future__ import annotations

import copy
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.model.ids import claim_id
from claims.validation.findings import Path, Problem, readable
from claims.validation.schema_messages import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claims.validation.text_lookup import Texts

__all__ = ["Completed", "Completer", "is_incomplete"]

_MOST = 200
"""Places of a part that are looked at."""
_CLEARLY = 2
"""How many times farther apart the words must be at the second-best place."""


class _Try(NamedTuple):
    """A place of each part, and how far they reach together, in characters."""

    extent: int
    starts: dict[Path, int]


class Completed(NamedTuple):
    """A claim with what could be derived, and why the rest could not."""

    record: dict[str, Any]
    problems: tuple[Problem, ...]
    done: bool


def is_incomplete(record: object) -> bool:
    """Return whether a record is a claim that lacks its id, or the offsets of words that it quotes."""
    if not isinstance(record, dict) or not {"cue", "content"} <= record.keys():
        return False
    return "id" not in record or any(_lacks(part) for _, part in _parts(record))


def _lacks(part: object) -> bool:
    return isinstance(part, str) or (isinstance(part, dict) and "exact" in part and not {"start", "end"} <= part.keys())


def _parts(record: Mapping[str, Any]) -> Iterator[tuple[Path, Any]]:
    source = record.get("source")
    if isinstance(source, dict) and source.get("mention") is not None:
        yield ("source", "mention"), source["mention"]
    yield ("cue",), record["cue"]
    content = record["content"]
    for number, part in enumerate(content if isinstance(content, list) else [content]):
        yield ("content", number), part


def _words(parts: Iterable[tuple[Path, Any]]) -> Iterator[tuple[Path, str]]:
    """Yield the words of each part that quotes some."""
    for path, part in parts:
        words = part.get("exact") if isinstance(part, dict) else part
        if isinstance(words, str) and words:
            yield path, words


class Completer:
    """Completes the claims of one file, in their order."""

    def __init__(self, texts: Texts, document: str | None) -> None:
        """Look words up in `texts`; `document` is that of claims that name none."""
        self._texts = texts
        self._document = document
        self._seen: Counter[tuple[Any, ...]] = Counter()
        self._expected: Counter[tuple[Any, ...]] = Counter()

    def completed(self, record: Mapping[str, Any]) -> Completed:
        """Return a claim with what could be derived."""
        whole = copy.deepcopy(dict(record))
        whole.setdefault("document", self._document)
        if not isinstance(whole["content"], list):
            whole["content"] = [whole["content"]]
        whole.setdefault("within", None)
        if isinstance(whole.get("source"), dict):
            whole["source"].setdefault("mention", None)
        article = self._texts.article(whole["document"]) if isinstance(whole["document"], str) else None
        parts = dict(_parts(whole))
        words = dict(_words(parts.items()))
        if len(words) < len(parts):
            return Completed(whole, (), done=False)
        if article is None:
            message = "the words cannot be looked up: the claim names no document, or there is no text of it"
            return Completed(whole, (Problem("E303", ("document",), message),), done=False)
        places, problems = self._places(article.text, parts, words, whole["document"])
        for path, start in places.items():
            _put(whole, path, {"start": start, "end": start + len(words[path]), "exact": words[path]})
        if not problems:
            self._identify(whole)
        return Completed(whole, problems, done=not problems)

    def _places(
        self, text: str, parts: Mapping[Path, Any], words: Mapping[Path, str], document: str
    ) -> tuple[dict[Path, int], tuple[Problem, ...]]:
        """Return where each part begins, or why that cannot be told."""
        found = {path: _known(parts[path], text, words[path]) for path in words}
        missing = tuple(path for path, places in found.items() if not places)
        if missing:
            said = "the words of {} are not in the article"
            return {}, tuple(Problem("E204", path, said.format(readable(path))) for path in missing)
        anchor = min(found, key=lambda path: (len(found[path]), path[0] != "content", -len(words[path])))
        around = (_around(start, anchor, found, words) for start in found[anchor])
        tried = sorted((each for each in around if each is not None), key=lambda each: each.extent)
        if not tried:
            message = "the words of the claim are all in the article, but overlap or stand in another order"
            return {}, (Problem("E207", ("content",), message),)
        best = [each.starts for each in tried if each.extent < _CLEARLY * tried[0].extent]
        key = (document, *words.items())
        if len(best) > 1 and self._expected[key] != len(best):
            return {}, (_ambiguous(best, words, anchor),)
        number = self._seen[key]
        self._seen[key] += 1
        ordered = sorted(best, key=lambda starts: sorted(starts.items()))
        return ordered[min(number, len(ordered) - 1)], ()

    def expect(self, record: Mapping[str, Any]) -> None:
        """Count a claim of the file beforehand: as many claims as places of the same words are told apart by order."""
        self._expected[record.get("document", self._document), *_words(_parts(record))] += 1

    def _identify(self, record: dict[str, Any]) -> None:
        """Give a claim the id that its words have, unless it has one."""
        if "id" in record:
            return
        mention = record["source"].get("mention") if isinstance(record.get("source"), dict) else None
        words = (
            record["document"], mention and mention["exact"], record["cue"]["exact"],
            tuple(part["exact"] for part in record["content"]),
        )  # fmt: skip
        number = self._seen["id", words]
        self._seen["id", words] += 1
        record["id"] = claim_id(*words, occurrence=number)


def _known(part: Any, text: str, words: str) -> list[int]:
    """Return where a part may begin: where it says, if that is right, else wherever its words stand."""
    start = part.get("start") if isinstance(part, dict) else None
    if isinstance(start, int) and text[start : start + len(words)] == words and start >= 0:
        return [start]
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and len(found) < _MOST:
        if _is_whole(text, at, at + len(words)):
            found.append(at)
        at = text.find(words, at + 1)
    return found or [at for at in [text.find(words)] if at >= 0]


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether the words do not begin or end inside another word."""
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not before and not after


def _around(start: int, anchor: Path, found: Mapping[Path, Sequence[int]], words: Mapping[Path, str]) -> _Try | None:
    """Return the parts closest to one place of the anchor, with how far they reach; None if they do not fit."""
    chosen = {anchor: (start, start + len(words[anchor]))}
    for path in sorted(found, key=lambda each: -len(words[each])):
        if path in chosen:
            continue
        low, high = min(s for s, _ in chosen.values()), max(e for _, e in chosen.values())
        size = len(words[path])
        free = (at for at in found[path] if all(at + size <= s or e <= at for s, e in chosen.values()))
        at = min(free, key=lambda each: (max(low - each, each + size - high, 0), each), default=None)
        if at is None:
            return None
        chosen[path] = at, at + size
    content = [chosen[path][0] for path in sorted(path for path in chosen if path[0] == "content")]
    if content != sorted(content):
        return None
    extent = max(end for _, end in chosen.values()) - min(first for first, _ in chosen.values())
    return _Try(extent, {path: first for path, (first, _) in chosen.items()})


def _ambiguous(best: Sequence[Mapping[Path, int]], words: Mapping[Path, str], anchor: Path) -> Problem:
    path = next((path for path in words if len({starts[path] for starts in best}) > 1), anchor)
    places = ", ".join(str(place) for place in sorted({starts[path] for starts in best})[:3])
    return Problem("E202", path, f"{shown(words[path])} may be meant at several places ({places}): give start and end")


def _put(record: Any, path: Path, value: object) -> None:
    for step in path[:-1]:
        record = record[step]
    record[path[-1]] = value
