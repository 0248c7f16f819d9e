"""Quotations that run over several paragraphs."""

from __future__ import annotations

from claims.text.double_marks import has_double_marks, plain_marks
from claims.text.guillemets import faced
from claims.text.paragraphs import paragraphs
from claims.text.quotations import MARKS, Quotation, quotations

__all__ = ["speeches"]

_LONGEST = 50
"""Paragraphs of a speech; more have a closing mark that the writer forgot."""
_LONGEST_UNMARKED = 6
"""Paragraphs without a mark between the first one and the one with the closing mark."""
_CLOSING_ONLY = frozenset("”»›")
_CLOSING = frozenset('”»›"＂“’')
_AFTER = " .،,؛;!?؟…)"


def speeches(text: str, *, prefixes: str | None = None) -> list[list[Quotation]]:
    """The quotations that run over several paragraphs, each as its parts.

    Either each paragraph of a speech begins with an opening mark, and only the last one has a closing mark; or only the
    first one has an opening mark and the last one a closing mark, and none stands between. A part without an opening
    mark begins at the line end before its words.

    Args:
        text: The text.
        prefixes: As for `quotations`.
    """
    if MARKS.isdisjoint(text) and not has_double_marks(text):
        return []
    text = plain_marks(text)
    places = list(paragraphs(text))
    text = _faced(text, places, prefixes)
    reader = _Reader(text, prefixes)
    for start, end in places:
        reader.read(start, end)
    reader.finish()
    return reader.found


def _faced(text: str, places: list[tuple[int, int]], prefixes: str | None) -> str:
    """The text with the guillemets of each paragraph the right way round."""
    pieces, after = [], 0
    for start, end in places:
        pieces += [text[after:start], faced(text[start:end], prefixes)]
        after = end
    return "".join([*pieces, text[after:]])


class _Reader:
    """Reads paragraphs in their order; `found` are the speeches so far."""

    def __init__(self, text: str, prefixes: str | None) -> None:
        self.text = text
        self.prefixes = prefixes
        self.found: list[list[Quotation]] = []
        self._running: list[Quotation] = []
        self._unmarked: list[Quotation] = []

    def read(self, start: int, end: int) -> None:
        begins_so = self._running and not self._unmarked and self.text[start] in _CLOSING_ONLY
        marks = self._opened(start, end) if begins_so else quotations(self.text, start, end, prefixes=self.prefixes)
        if self._running and (self._goes_on(marks, start) or self._ends_or_waits(marks, start, end)):
            return
        self.finish()
        self._running = [quotation for quotation in marks if not quotation.closed][:1]

    def _opened(self, start: int, end: int) -> list[Quotation]:
        """The quotations of a paragraph that begins with a closing mark, as some write at the beginning of each."""
        last = len(self.text[start:end].rstrip(_AFTER)) + start - 1
        if last > start and self.text[last] in _CLOSING:
            return [Quotation(start, last + 1)]
        return [Quotation(start, end, closed=False)]

    def _closes(self, at: int, end: int) -> bool:
        """Whether a mark ends words, and is not followed by others at once: “… today”, the minister said."""
        is_last = not self.text[at + 1 : end].strip(_AFTER)
        is_followed = at + 1 < end and self.text[at + 1] not in _AFTER
        is_measure = self.text[at - 1].isdecimal() and not is_last
        return self.text[at] in _CLOSING and not (self.text[at - 1].isspace() or is_followed or is_measure)

    def finish(self) -> None:
        """Keep the running speech, if it has several paragraphs."""
        if len(self._running) > 1:
            self.found.append(self._running)
        self._running, self._unmarked = [], []

    def _goes_on(self, marks: list[Quotation], start: int) -> bool:
        """Whether the paragraph begins with an opening mark, as the next one of the speech does."""
        if self._unmarked or not marks or marks[0].start != start or len(self._running) >= _LONGEST:
            return False
        self._running.append(marks[0])
        if marks[0].closed:
            self.finish()
            self._running = [quotation for quotation in marks if not quotation.closed][:1]
        return True

    def _ends_or_waits(self, marks: list[Quotation], start: int, end: int) -> bool:
        """Whether the paragraph has no mark, or one that closes the speech that began without further ones."""
        if marks or len(self._running) > 1 or len(self._unmarked) > _LONGEST_UNMARKED:
            return False
        if MARKS.isdisjoint(self.text[start:end]):
            self._unmarked.append(Quotation(start - 1, end, closed=False))
            return True
        only = [at for at in range(start, end) if self.text[at] in MARKS]
        if len(only) != 1 or not self._closes(only[0], end):
            return False
        self._running += [*self._unmarked, Quotation(start - 1, only[0] + 1)]
        self.finish()
        return True
