"""Articles of made-up words for the measurements, the same on each run, and an extractor that costs next to nothing."""

from __future__ import annotations

import json
import random
import re
from itertools import count as numbers
from itertools import islice
from typing import TYPE_CHECKING, Any

from claims.model import Claim, Document, Source, Span, claim_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["cheap", "write", "write_short"]

_SYLLABLES = [first + vowel for first in "bdfghjklmnrstz" for vowel in "aiou"]
_SENTENCES = (
    'The spokesman of {place}, {name}, said that {number} people were hurt near {other}. "We {verb} them," he added.',
    "{name} denied that the {noun} of {place} had been closed, according to the {noun} agency of {other}.",
    "The ministry of {noun} in {place} announced on 3 March 2024 that {number} houses were destroyed.",
    "Residents of {other} told {name} Radio they had not seen any {noun} since {number} days.",
)


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))


def _text(chance: random.Random, sentences: int) -> str:
    lines = []
    for _ in range(sentences):
        words = {name: _word(chance) for name in ("noun", "verb")}
        names = {name: _word(chance).capitalize() for name in ("place", "name", "other")}
        lines.append(chance.choice(_SENTENCES).format(**words, **names, number=chance.randint(2, 900)))
    return "\n\n".join(lines) + "\n"


def _lines(count: int, sentences: int) -> Iterator[str]:
    chance = random.Random(2024)
    for number in range(count):
        record = {
            "text": _text(chance, sentences),
            "url": f"https://news.example/{number}",
            "published": "2024-03-04",
            "language": "en",
        }
        yield json.dumps(record) + "\n"


def write(path: Path, count: int, sentences: int) -> Path:
    """Write articles as JSON Lines, unless the file is there.

    Args:
        path: The file.
        count: How many articles.
        sentences: How many sentences each has.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        under_way = path.with_suffix(".part")
        with under_way.open("w", encoding="utf-8") as file:
            file.writelines(_lines(count, sentences))
        under_way.rename(path)
    return path


_SENTENCE_ENDS = re.compile(r"(?<=[.!?؟])\s+|\n+")


def _beginning(text: str, most: int) -> str:
    """The first sentences of a text with up to so many words; as many words of the first one if it has more."""
    chosen: list[str] = []
    for sentence in _SENTENCE_ENDS.split(text):
        words = sentence.split()
        if chosen and len(chosen) + len(words) > most:
            break
        chosen += words[:most]
    return " ".join(chosen)


def _short(source: Path, words: int) -> Iterator[dict[str, Any]]:
    """The articles of a file made short, over and over, each with a number of its own."""
    with source.open(encoding="utf-8") as lines:
        beginnings = [_beginning(json.loads(line)["text"], words) for line in lines]
    for number in numbers():
        text = f"{beginnings[number % len(beginnings)]} ({number})\n"
        yield {"text": text, "url": f"https://news.example/{number}", "published": "2024-03-04"}


def write_short(path: Path, source: Path, count: int, words: int) -> Path:
    """Write short articles as JSON Lines, unless the file is there.

    Args:
        path: The file.
        source: JSON Lines of articles, of whose first sentences they are made.
        count: How many articles.
        words: How many words each has at most.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(each) + "\n" for each in islice(_short(source, words), count))
    return path


def cheap(document: Document) -> list[Claim]:
    """A claim of the first words of each line, so that what is measured is everything but extraction."""
    found = []
    start = 0
    for line in document.text.splitlines(keepends=True):
        if len(line) > 20:
            mention, cue = Span.of(document.text, start, start + 5), Span.of(document.text, start + 6, start + 9)
            content = Span.of(document.text, start + 10, start + len(line) - 1)
            id = claim_id(document.id, mention.exact, cue.exact, [content.exact], 0)
            found.append(Claim(id, document.id, Source(mention.exact, "person", mention), cue, (content,), "indirect"))
        start += len(line)
    return found
