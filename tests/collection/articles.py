"""Articles, and readers of them that need no model, for the tests of collections."""

import json
import os
import time
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import Claim, Document, Source, Span, derived_ids


def quick(document: Document) -> list[Claim]:
    """A claim for each line "NAME said WORDS."; the words `fail`, `break` and `kill` do what they say."""
    found = []
    start = 0
    for line in document.text.splitlines(keepends=True):
        name, cue, words = line.strip().partition(" said ")
        if words == "fail.":
            raise ClaimsError("it fails", document.id)
        if words == "break.":
            raise ZeroDivisionError
        if words == "kill.":
            os.kill(os.getpid(), 9)
        if cue:
            mention, at = Span.of(document.text, start, start + len(name)), start + len(name)
            content = Span.of(document.text, at + len(cue), at + len(cue) + len(words))
            cue_span = Span.of(document.text, at + 1, at + 5)
            found.append(Claim("", document.id, Source(name, "person", mention), cue_span, (content,), "indirect"))
        start += len(line)
    return [replace(claim, id=id) for claim, id in zip(found, derived_ids(found), strict=True)]


def slow(document: Document) -> list[Claim]:
    """Like `quick`, but it takes a while, so that it can be interrupted."""
    time.sleep(0.02)
    return quick(document)


def lines(count: int, **others: dict[str, Any]) -> str:
    """Articles as JSON Lines."""
    made = [
        {
            "text": f"Ali said the number is {number}.\nOmar said it is not.\n",
            "url": f"https://news.example/{number}",
            "language": "en",
            "published": "2024-03-01",
        }
        for number in range(count)
    ]
    return "".join(json.dumps(one) + "\n" for one in made)


def source(folder: Path, count: int = 40) -> Path:
    """A folder of articles in several formats, one of them broken."""
    folder.mkdir()
    padding = " " * 4000
    (folder / "feed.jsonl").write_text("".join(line[:-1] + padding + "\n" for line in lines(count).splitlines(True)))
    (folder / "more").mkdir()
    for number in range(count):
        text = f"Laila said this is article {number}, of which nobody knows more.\n"
        (folder / "more" / f"{number}.txt").write_text(text)
    (folder / "more" / "3.meta.json").write_text(json.dumps({"title": "Three", "language": "en"}))
    (folder / "broken.jsonl").write_text('{"text": 1}\n' + lines(1).replace("news", "broken"))
    return folder
