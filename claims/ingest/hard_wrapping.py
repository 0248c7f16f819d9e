"""Plain text whose lines were broken at a fixed width, as mail programs and editors do: its paragraphs put together."""

from __future__ import annotations

import re

__all__ = ["unwrapped"]

_NARROWEST, _WIDEST = 30, 120
"""Widths in characters at which programs break lines; a longer line is a paragraph."""
_ENOUGH_BREAKS = 2
_FULL_SHARE = 0.7
"""How many of the breaks within paragraphs must be such that the next word did not fit on the line."""
_SENTENCE_ENDS = (".", "!", "?", "؟", "…", ":")
_ENDED_SHARE = 0.4
"""How many of these breaks may be at a sentence's end: where lines are paragraphs, all are."""
_MAIL_QUOTE = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
_NO_PROSE = re.compile(r"[\W_]*$|\s*:[\w-]+:(?:\s|$)|\*+\s|#\+|={1,6}\s")
"""A line that neither goes on nor is gone on with: a rule, a heading's underline, a property or a heading of Org."""
_ITEM = re.compile(r"[-*•–—·#]\s|\(?[\d٠-٩]{1,3}[.)\-]\s")
"""How a line begins that is an item of a list and goes on nothing."""


def unwrapped(text: str) -> str:
    r"""The text with each paragraph on one line, where it is evident that its lines were broken at a fixed width.

    It is evident where most lines within paragraphs are so full that the first word of the next one would not have
    fitted, and few of these end a sentence. A line that had room ends its paragraph. Marks of
    quoted mail (`>`) at the beginnings of lines are removed.

    Args:
        text: Plain text with `\n` line ends.

    Returns:
        The text itself where its lines are its paragraphs.
    """
    lines = _MAIL_QUOTE.sub("", text).split("\n")
    is_prose = [not _NO_PROSE.match(line) for line in lines]
    width = max((len(line.rstrip()) for line, prose in zip(lines, is_prose, strict=True) if prose), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return text if lines == text.split("\n") else "\n".join(lines)
    breaks = [k for k in range(len(lines) - 1) if is_prose[k] and is_prose[k + 1]]
    full = {k for k in breaks if _is_full(lines[k], lines[k + 1], width)}
    ended = sum(lines[k].rstrip().endswith(_SENTENCE_ENDS) for k in full)
    wrapped = len(full) >= max(_ENOUGH_BREAKS, _FULL_SHARE * len(breaks)) and ended <= _ENDED_SHARE * len(full)
    return _joined(lines, full) if wrapped else "\n".join(lines)


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line would not have fitted on this one."""
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width and not _ITEM.match(following.lstrip())


def _joined(lines: list[str], joints: set[int]) -> str:
    pieces: list[str] = []
    for k, line in enumerate(lines):
        pieces.append(line.rstrip() + " " if k in joints else line + "\n")
        if k in joints:
            lines[k + 1] = lines[k + 1].lstrip()
    return "".join(pieces).removesuffix("\n")
