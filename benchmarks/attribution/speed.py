"""Words a second against spaCy's own tokenization of the same text, and memory over a long stream."""

from __future__ import annotations

import random
import re
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

from claims.extraction.claims import extract
from claims.model import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_WORD = re.compile(r"\w+")
_LETTERS = {"ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "en": "abcdefghijklmnopqrstuvwxyz"}


def measured(texts: Sequence[str], language: str = "ar", rounds: int = 9) -> tuple[float, float, float]:
    """Words a second of extraction and of tokenization, and their ratio.

    The two take turns in one process, text by text, so that what else the machine does slows both; each figure is the
    median over the rounds. Both are warm: the first round is left out.
    """
    nlp = spacy.blank(language)
    nlp.max_length = 10**9
    documents = [Document.from_text(str(k), text, language) for k, text in enumerate(texts)]
    words = sum(len(_WORD.findall(text)) for text in texts)
    ours, theirs = [], []
    for _ in range(rounds + 1):
        spent = peer = 0.0
        for document in documents:
            spent += _timed(lambda d=document: extract(d))  # type: ignore[misc]
            peer += _timed(lambda d=document: nlp(d.text))  # type: ignore[misc]
        ours.append(spent)
        theirs.append(peer)
    ratios = [peer / spent for spent, peer in zip(ours[1:], theirs[1:], strict=True)]
    return words / statistics.median(ours[1:]), words / statistics.median(theirs[1:]), statistics.median(ratios)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def growth(texts: Sequence[str], number: int, language: str = "ar") -> list[tuple[int, float]]:
    """Resident memory in MiB after each tenth of a stream of `number` articles, each with words never seen before."""
    chance = random.Random(0)
    sizes = []
    for done in range(1, number + 1):
        extract(Document.from_text(str(done), _renewed(texts[done % len(texts)], _LETTERS[language], chance), language))
        if done % max(1, number // 10) == 0:
            sizes.append((done, _resident()))
    return sizes


def _renewed(text: str, letters: str, chance: random.Random) -> str:
    """A text with one word in five made up anew."""
    return _WORD.sub(
        lambda m: "".join(chance.choices(letters, k=6)) if chance.random() < 0.2 else m.group(),
        text,
    )


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20
