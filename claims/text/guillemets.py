"""Guillemets the wrong way round, as »…«, «…« and »…», which old encodings and text from right to left bring about."""

from __future__ import annotations

import re

__all__ = ["faced"]

_GUILLEMET = re.compile("[«»‹›]")
_SIGN = {"«": 1, "‹": 1, "»": -1, "›": -1}
_TURNED = {("«", -1): "»", ("»", 1): "«", ("‹", -1): "›", ("›", 1): "‹"}
_BEFORE_OPENING = frozenset('([{:،,-–—ـ/«»‹›"“')
_AFTER_CLOSING = frozenset('.،,؛;:!?؟…)]}«»‹›"”')
_BEFORE_SPEECH = ":"


def faced(paragraph: str, prefixes: str | None) -> str:
    """The paragraph with its guillemets turned as the blanks around them tell, if they do not fit as they are.

    A mark after a blank and before a word opens, one after a word and before a blank closes. They are turned only where
    each stands so and they fit together then, or where a quotation begins, or one ends, that began before.

    Args:
        paragraph: The text of one paragraph; its length stays.
        prefixes: As for `quotations`.
    """
    marks = [match.start() for match in _GUILLEMET.finditer(paragraph)]
    if not marks or _fit([_SIGN[paragraph[at]] for at in marks]):
        return paragraph
    signs = [_sign(paragraph, at, prefixes) for at in marks]
    if 0 in signs or not (_fit(signs) or _runs_on(paragraph, marks, signs)):
        return paragraph
    pieces, after = [], 0
    for at, sign in zip(marks, signs, strict=True):
        pieces += [paragraph[after:at], _TURNED.get((paragraph[at], sign), paragraph[at])]
        after = at + 1
    return "".join([*pieces, paragraph[after:]])


def _depths(signs: list[int]) -> tuple[int, int]:
    """The least number of quotations that are open after a mark, and how many are at the end."""
    least = depth = 0
    for sign in signs:
        depth += sign
        least = min(least, depth)
    return least, depth


def _fit(signs: list[int]) -> bool:
    """Whether each mark that opens has one that closes."""
    return _depths(signs) == (0, 0)


def _runs_on(paragraph: str, marks: list[int], signs: list[int]) -> bool:
    """Whether a quotation begins that is not closed here, or one is closed that did not begin here."""
    least, depth = _depths(signs)
    led = paragraph[: marks[0]].rstrip()
    opens = least == 0 and depth == 1 and (not led or led.endswith(_BEFORE_SPEECH))
    return opens or signs == [-1]


def _sign(paragraph: str, at: int, prefixes: str | None) -> int:
    """1 where what stands around a mark tells that it opens, -1 where it closes, 0 where that is not clear."""
    second, before, after = (*paragraph[max(0, at - 2) : at].rjust(2), paragraph[at + 1 : at + 2] or " ")
    can_be_one = before.isalpha() if prefixes is None else before in prefixes
    is_led = before.isspace() or before in _BEFORE_OPENING or (can_be_one and not second.isalpha())
    is_ended = after.isspace() or after in _AFTER_CLOSING
    return int(is_led and not after.isspace()) - int(is_ended and not before.isspace() and before not in "([{:")
