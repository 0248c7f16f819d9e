"""Words after a verb of saying that tell why a speaker has no name (said on condition of anonymity).

Where they end a sentence, nothing is claimed in them, but the network takes them for what is said, or sees no claim at
all. So it is given the text without them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.languages.en.cue_lexicon import NOUN, lexicon

if TYPE_CHECKING:
    from claims.extraction.attributions import Offsets
    from claims.extraction.neural.extractor import Extraction

_NAMED = r"(?:named|identified|quoted by name)"
_REASON = re.compile(
    r"(?P<before>\b[\w'’]+) (?P<verb>(?!spoke\b)[a-z]+)(?P<reason>,? (?:(?:speaking|talking) )?(?:"
    r"on (?:the )?condition of (?:strict |complete )?anonymity"
    rf"|on (?:the )?condition (?:that )?(?:[\w'’]+ ){{1,6}}(?:not|neither) be {_NAMED}"
    rf"|(?:asking|requesting|preferring|insisting on) not (?:to be|being) {_NAMED}"
    rf"|without (?:wanting|wishing) to be {_NAMED}"
    r")"
    r"(?: (?:because|since|as|given|due to)(?: (?!said\b|says\b|told\b|that\b)[^\s.!?“”\"]+){1,30})?)"
    r"(?=\.(?:\s|$))"
)


class WithoutReasons:
    """A text without what tells why speakers have no names.

    Attributes:
        text: What is left.
    """

    def __init__(self, text: str) -> None:
        cut = [m.span("reason") for m in _REASON.finditer(text) if _is_said(m)]
        kept = zip([0, *(end for _, end in cut)], [*(start for start, _ in cut), len(text)], strict=True)
        self.text = "".join(text[start:end] for start, end in kept)
        self._lengths = [0]
        self._starts: list[int] = []
        for start, end in cut:
            self._starts.append(start - self._lengths[-1])
            self._lengths.append(self._lengths[-1] + end - start)

    def in_whole(self, a: Extraction) -> Extraction:
        """A claim found in what is left, with its offsets in the whole text."""
        if not self._starts:
            return a
        return replace(
            a,
            cue=self._moved(a.cue),
            source=self._moved(a.source) if a.source else None,
            content=tuple(map(self._moved, a.content)),
        )

    def _moved(self, span: Offsets) -> Offsets:
        start, end = span
        return (
            start + self._lengths[bisect_right(self._starts, start)],
            end + self._lengths[bisect_left(self._starts, end)],
        )


def _is_said(match: re.Match[str]) -> bool:
    """Whether a verb of saying stands before, in no relative clause (an official said …, but not: who said …)."""
    readings = lexicon().readings.get(match["verb"], ())
    verb = any(r.form in {"past", "s"} for r in readings) and all(r.form != NOUN for r in readings)
    return verb and match["before"].lower() not in lexicon().classes["question"] | {"that"}
