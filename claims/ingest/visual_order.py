"""Restores the reading order of letters from their positions on a printed line.

A PDF gives the position of each letter and an order, which is often wrong for Arabic. The order is restored from the
positions: right to left in lines of a right-to-left script, left to right in numbers and Latin words (the reverse of
the Unicode Bidirectional Algorithm).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Glyph", "are_reversed", "is_right_to_left", "mirrored", "read", "vague"]

_WORD = r"[A-Za-z0-9\u00c0-\u024f]"
_RIGHT_TO_LEFT = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
# From the first to the last letter or digit between two words that are written from right to left.
_LATIN = re.compile(rf"{_WORD}(?:[^{_RIGHT_TO_LEFT}]*{_WORD})?")
# Among Arabic letters, a number ends at what is no separator: 50% and 2020-2021 are drawn as %50 and 2021-2020.
_NUMBER = re.compile(r"\d+(?:[.,:/٫٬]\d+)*")
# A wider gap between two letters than this part of the font's size is a blank: a word's letters touch, or nearly so.
# Where the file draws both in one word, it must be wider, because the places of letters are not exact. The size is
# asked and not the height of a line, which fonts with long letters such as Amiri have half as high again as others.
_BLANK = 0.14
_BLANK_IN_WORD = 0.23
_SIZE_OF_HEIGHT = 0.86
# A blank that the file itself draws with a width may overlap the letters beside it by this part; the place of one
# without a width is often that of a letter, so there must be room for it.
_OVERLAP = 0.035
_ROOM_FOR_BLANK = 0.094
# How far from a gap the file's blank may stand that makes two words of the letters beside it.
_NEAR = 0.82
# A hamza (or لأ) whose baseline differs from the line's by this part of its height is a sign drawn for it; its marks
# touch it.
_RAISED = 0.2
_TOUCHING = 0.05
# A file of which more than this share of a line's marks follow their letters writes all of them so.
_MOST_FOLLOW = 0.6
# In a font whose letters are all of one width, most of a line's steps from letter to letter are alike.
_ENOUGH_STEPS = 8
_SAME_STEP = 0.01
_MOST_ALIKE = 0.6
_MORE_THAN_A_CELL = 1.5
# A letter with its vowel sign that begins higher than this part of the line's height is the sign alone.
_OFF_LINE = 0.2
_RAISABLE = "أإؤئل"
_ON_ALEF = "أإ"
_CARRIERS = {"أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ىي"}
"""Letters that some fonts draw under the sign that they name by the whole letter."""
_UNDER = 3
"""How many letters that begin before a place may reach it; letters overlap a little."""
_PAIRS = "()[]{}«»‹›"
_OPENING, _CLOSING = _PAIRS[::2], _PAIRS[1::2]
_BLANK_INSIDE = re.compile(rf"(?<=[{re.escape(_OPENING)}]) | (?=[{re.escape(_CLOSING)}])")
# Around Latin letters, one bracket of a pair may be the one that is drawn and the other the one that is meant.
_CLOSED_TWICE = re.compile(r"(?<![(\d]) ?\)([A-Za-z][^()]{0,60})\)")
_OPENED_TWICE = re.compile(r"\(([^()]{0,60}[A-Za-z])\((?!\w)")
_SWAP = str.maketrans(_OPENING + _CLOSING, _CLOSING + _OPENING)
_LAM = "ل"
# Ta marbuta and alef maksura end a word wherever they stand.
_LAST = "ةى"
# So does tanwin; only that of the accusative is written before an alef too.
_TANWIN = frozenset("\u064b\u064c\u064d")
_TANWIN_OF_ALEF = frozenset("\u064b")
# No word begins with an alef that carries tanwin, which fonts draw as one sign a little apart.
_NEVER_FIRST = "اً"


Blank = tuple[float, float]
"""A blank on a line: its middle and its width."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter and its position, in points from the lower left corner of the page.

    Attributes:
        word: Index of the word in the file's order; blanks that the file draws separate words.
        baseline: Height of the baseline.
        is_drawn: Whether the file draws it; PDFium also inserts blanks of its own.
        size: The font's size; 0 where it is not known.
        origin: Where on the line the pen stood; None where it is not known.
        is_named: Whether the font says which letter it is.
    """

    letter: str
    left: float
    bottom: float
    right: float
    top: float
    word: int = 0
    baseline: float = 0.0
    is_drawn: bool = True
    size: float = 0.0
    origin: float | None = None
    is_named: bool = True

    @property
    def middle(self) -> float:
        """The middle of the letter on the line."""
        return (self.left + self.right) / 2

    @property
    def place(self) -> float:
        """What orders letters on a line: the pen's place, since a letter may be drawn under the one beside it."""
        return self.middle if self.origin is None else self.origin

    @property
    def em(self) -> float:
        """The font's size, which is a little less than the usual height of a letter's box."""
        return self.size or _SIZE_OF_HEIGHT * (self.top - self.bottom)


def is_right_to_left(letters: Iterable[str], share: float = 0.5) -> bool:
    """Whether more than this share of the letters belongs to a right-to-left script."""
    directions = [unicodedata.bidirectional(letter) for sign in letters for letter in sign]
    right, left = sum(kind in ("R", "AL") for kind in directions), directions.count("L")
    return right > share * (right + left)


def read(line: Sequence[Glyph], exact: Sequence[float] = (), *, is_reversed: bool = False) -> str:
    """The words of a right-to-left line in reading order.

    Args:
        line: What the line draws.
        exact: The places of the pen at all its blanks, in order, where these are known.
        is_reversed: Whether the letters of a ligature come in the order in which they are drawn; see `are_reversed`.
    """
    drawn, bases = _signs(line)
    letters = _joined(bases, is_reversed=is_reversed)
    _set_marks(drawn, bases, letters)
    blanks = _blanks(line)
    if exact:
        wide = [blank for blank in blanks if blank[1]]
        return _with_runs("".join(_with_exact_blanks(bases, letters, exact, wide)))
    return _with_runs("".join(_with_blanks(bases, letters, blanks)))


def vague(line: Sequence[Glyph]) -> int:
    """How many letters of a right-to-left line may begin a word or not: only their vowel sign has a place on it."""
    _, bases = _signs(line)
    if _cell(bases):
        return 0
    raised, blanks = _raised(bases), _blanks(line)
    return sum(
        id(glyph) in raised
        and glyph.letter != _NEVER_FIRST
        and glyph.letter[0] not in _RAISABLE
        and not _ends_word(before.letter, glyph.letter)
        and not _between(blanks, glyph.right, before.left)
        and _ended(before) - glyph.right > _ROOM_FOR_BLANK * max(before.em, glyph.em)
        for before, glyph in pairwise(bases)
    )


def _signs(line: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """What a line draws, in the file's order, and its letters without marks of their own, in reading order."""
    drawn = _without_strays(_without_doubles(_whole_signs([glyph for glyph in line if not glyph.letter.isspace()])))
    bases = sorted((glyph for glyph in drawn if not _is_mark(glyph)), key=lambda glyph: (-glyph.place, -glyph.middle))
    return drawn, bases


def _blanks(line: Sequence[Glyph]) -> list[Blank]:
    spaces = (glyph for glyph in line if glyph.letter == " " and glyph.is_drawn)
    return sorted((glyph.middle, glyph.right - glyph.left) for glyph in spaces)


def _whole_signs(drawn: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs, with the vowel signs that are drawn as one sign with their letter written after it.

    PDFium divides the place of a sign that stands for several letters equally among them, so the parts have one height
    and touch; other glyphs may come between them in the file's order.
    """
    signs = {at: glyph for at, glyph in enumerate(drawn) if not _is_mark(glyph)}
    edges = {edge: at for at, glyph in signs.items() for edge in _edges(glyph)}
    for at, glyph in enumerate(drawn):
        if at in signs:
            continue
        owner = next((edges[edge] for edge in _edges(glyph) if edge in edges and glyph.left < glyph.right), None)
        if owner is None:
            signs[at] = glyph
            continue
        sign = signs[owner]
        left, right = min(sign.left, glyph.left), max(sign.right, glyph.right)
        signs[owner] = replace(sign, letter=sign.letter + glyph.letter, left=left, right=right)
        edges.update(dict.fromkeys(_edges(signs[owner]), owner))
    return [signs[at] for at in sorted(signs)]


def _without_doubles(drawn: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs, each letter once where its vowel sign is drawn apart and stands for the letter too."""
    order = sorted((at for at, glyph in enumerate(drawn) if not _is_mark(glyph)), key=lambda at: -drawn[at].middle)
    kept = dict(enumerate(drawn))
    for first, second in pairwise(order):
        plain, marked = sorted((first, second), key=lambda at: len(drawn[at].letter))
        one, other = drawn[plain], drawn[marked]
        is_same = len(one.letter) == 1 and other.letter[0] == one.letter and bool(other.letter[1:])
        if not is_same and one.letter in _RAISABLE:
            one, other, plain, marked = other, one, marked, plain
        is_carried = len(one.letter) == 1 and one.letter in _CARRIERS.get(other.letter[0], ())
        is_near = abs(one.middle - other.middle) < (one.right - one.left) / 2
        is_over = is_carried and one.left < other.right and other.left < one.right
        if ((is_same and is_near) or is_over) and one.baseline != other.baseline:
            kept[plain] = replace(one, letter=other.letter)
            kept.pop(marked, None)
    return list(kept.values())


def _without_strays(drawn: list[Glyph]) -> list[Glyph]:
    """The glyphs, without the letters that a font names with a vowel sign although another letter stands under it.

    Some programs name the sign once for a whole file, by the letters where it is met first: then ُ is أُ everywhere.
    """
    bases = sorted(
        (glyph for glyph in drawn if len(glyph.letter) == 1 and glyph.letter.isalpha()), key=lambda base: base.left
    )
    if not bases:
        return drawn
    line = median(glyph.baseline for glyph in bases)
    begins = [base.left for base in bases]
    found = []
    for glyph in drawn:
        is_raised = len(glyph.letter) > 1 and not _is_mark(glyph) and glyph.baseline != line
        last = bisect_left(begins, glyph.middle)
        is_over = is_raised and any(glyph.middle < base.right for base in bases[max(0, last - _UNDER) : last])
        marks = "".join(filter(unicodedata.combining, glyph.letter))
        found.append(replace(glyph, letter=marks) if is_over and marks else glyph)
    return found


def _is_mark(glyph: Glyph) -> bool:
    return bool(unicodedata.combining(glyph.letter[0]))


def _edges(glyph: Glyph) -> list[tuple[float, ...]]:
    """The two sides of a glyph, by which parts of one sign are known: where, its height, and where the pen stood."""
    sign = (round(glyph.bottom, 2), round(glyph.top, 2), round(glyph.origin or 0.0, 1))
    return [(round(glyph.right, 1), *sign), (round(glyph.left, 1), *sign)]


def _set_marks(drawn: Sequence[Glyph], bases: Sequence[Glyph], letters: list[str]) -> None:
    """Write each mark after its letter: the nearest one, or the hamza with which it is drawn as one sign.

    Where the file writes nearly all marks just after their letter, a mark that another letter is a little nearer to is
    of the letter before it, too: a narrow letter has its mark beside it.
    """
    if not bases:
        return
    raised = _raised(bases)
    places = {id(glyph): at for at, glyph in enumerate(bases)}
    standing = [at for at, glyph in enumerate(bases) if id(glyph) not in raised and glyph.letter[0].isalpha()]
    standing = standing or list(range(len(bases)))
    sign: int | None = None
    before: Glyph | None = None
    set_by_place: list[tuple[str, int, int | None]] = []
    last: int | None = None
    for glyph in drawn:
        if not _is_mark(glyph):
            sign = places[id(glyph)] if id(glyph) in raised else None
            last = None if sign is not None or not glyph.letter[0].isalpha() else places[id(glyph)]
        else:
            beside = before is not None and abs(before.left - glyph.right) < _TOUCHING * (glyph.top - glyph.bottom)
            sign = sign if beside else None
            if sign is not None:
                letters[sign] += glyph.letter
            else:
                nearest = min(standing, key=lambda k: abs(bases[k].middle - glyph.middle))
                set_by_place.append((glyph.letter, nearest, last))
        before = glyph
    follows = sum(nearest == last for _, nearest, last in set_by_place) > _MOST_FOLLOW * len(set_by_place)
    for letter, nearest, last in set_by_place:
        is_beside = follows and last is not None and abs(nearest - last) == 1
        letters[last if is_beside and last is not None else nearest] += letter


def _raised(bases: Sequence[Glyph]) -> frozenset[int]:
    """The letters for which only the sign above or below them is drawn as a letter; their places say little.

    That is a hamza with its vowel sign, whose alef is drawn apart, or a vowel sign that stands for its letter too.
    """
    if not bases:
        return frozenset()
    line = median(glyph.baseline for glyph in bases)
    height = max(glyph.top - glyph.bottom for glyph in bases)
    return frozenset(
        id(one)
        for one in bases
        if (one.letter[0] in _RAISABLE and abs(one.baseline - line) > _RAISED * (one.top - one.bottom))
        or (len(one.letter) > 1 and one.bottom >= line + _OFF_LINE * height)
        or (len(one.letter) > 1 and one.top < line)
    )


def are_reversed(glyphs: Sequence[Glyph]) -> bool:
    """Whether letters that one sign stands for come in reverse order: their vowel signs before them."""
    pairs = [
        (_is_mark(before), _is_mark(glyph))
        for before, glyph in pairwise(glyphs)
        if before.left < before.right and before.middle == glyph.middle and before.baseline == glyph.baseline
    ]
    return pairs.count((True, False)) > pairs.count((False, True))


def _joined(bases: Sequence[Glyph], *, is_reversed: bool) -> list[str]:
    """The letters; in ligatures such as لا and لله, whose letters share a position, lam comes first."""
    letters = [glyph.letter for glyph in bases]
    start = 0
    for end in range(1, len(bases) + 1):
        if end < len(bases) and bases[end].middle == bases[start].middle:
            continue
        if is_reversed or (letters[start] != _LAM and letters[end - 1] == _LAM):
            letters[start:end] = reversed(letters[start:end])
        start = end
    return letters


def _with_blanks(bases: Sequence[Glyph], letters: Sequence[str], blanks: Sequence[Blank]) -> Iterator[str]:
    """The letters, with a blank where the file draws one or there is room for one."""
    raised, cell = _raised(bases), _cell(bases)
    for at, (glyph, letter) in enumerate(zip(bases, letters, strict=True)):
        if at and letter != _NEVER_FIRST:
            before = bases[at - 1]
            size = max(before.em, glyph.em)
            if cell:
                apart = before.place - glyph.place > _MORE_THAN_A_CELL * cell
            elif id(before) in raised or id(glyph) in raised:
                ended = _ended(before) if id(before) in raised else before.left
                apart = _are_apart_if_vague(before, ended, glyph, size, blanks)
            else:
                apart = _are_apart(before, glyph, size, blanks)
            if apart or _ends_word(letters[at - 1], letter):
                yield " "
        yield letter


def _with_exact_blanks(
    bases: Sequence[Glyph], letters: Sequence[str], exact: Sequence[float], wide: Sequence[Blank]
) -> Iterator[str]:
    """The letters, with a blank where the pen made one between two of them, or a wide one stands there."""
    for at, (glyph, letter) in enumerate(zip(bases, letters, strict=True)):
        if at:
            before = bases[at - 1]
            made = bisect_left(exact, before.place) > bisect_right(exact, glyph.place)
            if made or _between(wide, glyph.right, before.left):
                yield " "
        yield letter


def _cell(bases: Sequence[Glyph]) -> float:
    """How far the pen moves from each letter to the next, where that is the same for all; 0 in usual fonts."""
    steps = [(a.origin - b.origin) / a.em for a, b in pairwise(bases) if a.origin and b.origin and a.em]
    steps = [step for step in steps if step > _OVERLAP]
    usual = median(steps) if len(steps) >= _ENOUGH_STEPS else 0.0
    alike = sum(abs(step - usual) < _SAME_STEP for step in steps)
    return usual * bases[0].em if usual and alike >= _MOST_ALIKE * len(steps) else 0.0


def _ended(sign: Glyph) -> float:
    """Where the letter ends that is drawn as its vowel sign alone: at the pen's place, if that is beyond the sign."""
    return sign.left if sign.origin is None else min(sign.left, sign.origin)


def _are_apart_if_vague(before: Glyph, ended: float, glyph: Glyph, size: float, blanks: Sequence[Blank]) -> bool:
    """Whether a blank stands between two letters of which one is drawn as its vowel sign alone.

    Room says something only before an alef, which is hardly wider than its sign, and after the pen's place, where the
    letter itself ends.
    """
    if glyph.letter[0] in _ON_ALEF and before.left - glyph.right > _BLANK * size:
        return True
    if ended < before.left and ended - glyph.right > _BLANK * size:
        return True
    return any(width or middle != before.origin for middle, width in _between(blanks, glyph.right, before.left))


def _ends_word(before: str, letter: str) -> bool:
    """Whether no word goes on after these letters: after ta marbuta, alef maksura and tanwin, but for its alef (ًا)."""
    closing = _TANWIN - _TANWIN_OF_ALEF if letter[0] == "ا" else _TANWIN
    ends = before[0] in _LAST or not closing.isdisjoint(before)
    return ends and letter[0].isalpha()


def _are_apart(before: Glyph, glyph: Glyph, size: float, blanks: Sequence[Blank]) -> bool:
    """Whether a blank stands between two neighbouring letters."""
    room = (before.left - glyph.right) / size if size else 0.0
    if room > _BLANK_IN_WORD:
        return True
    near = _between(blanks, glyph.right - _NEAR * size, before.left + _NEAR * size)
    if near and before.word != glyph.word and room > _BLANK:
        return True
    slack = _OVERLAP * size
    if any(width for _, width in _between(near, glyph.right - slack, before.left + slack)):
        return True
    return room > _ROOM_FOR_BLANK and any(
        middle != before.origin or width for middle, width in _between(near, glyph.right, before.left)
    )


def _between(blanks: Sequence[Blank], left: float, right: float) -> Sequence[Blank]:
    """The blanks whose middles lie from one place to another."""
    return blanks[bisect_left(blanks, (left, -1.0)) : bisect_right(blanks, (right, float("inf")))]


def _with_runs(words: str) -> str:
    """Reverse the left-to-right parts of a line."""
    pieces, done = [], 0
    for run in _LATIN.finditer(words):
        if any(letter.isalpha() for letter in run[0]):
            pieces += [_NUMBER.sub(_turned, words[done : run.start()]), _turned(run)]
            done = run.end()
    return "".join([*pieces, _NUMBER.sub(_turned, words[done:])])


def _turned(run: re.Match[str]) -> str:
    return run[0][::-1]


def mirrored(lines: Sequence[str]) -> list[str]:
    """The lines with brackets mirrored if needed, without blanks inside them.

    Some programs write the bracket that is drawn, others the one that is meant. In the first case most pairs close
    before they open.
    """
    text = "\n".join(lines)
    right = sum(len(re.findall(rf"\{a}[^\{a}\{b}]*\{b}", text)) for a, b in zip(_OPENING, _CLOSING, strict=True))
    wrong = sum(len(re.findall(rf"\{b}[^\{a}\{b}]*\{a}", text)) for a, b in zip(_OPENING, _CLOSING, strict=True))
    turned = [line.translate(_SWAP) for line in lines] if wrong > right else lines
    return [_BLANK_INSIDE.sub("", _CLOSED_TWICE.sub(r" (\1)", _OPENED_TWICE.sub(r"(\1)", line))) for line in turned]
