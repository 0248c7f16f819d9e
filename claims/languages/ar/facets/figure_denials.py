"""Find figures of nobody: بلا ضحايا، لم توقع أي جرحى، دون أن يصاب أحد."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.languages.ar.facets.facet_words import Text
    from claims.languages.ar.facets.happening_lexicon import Lexicon
    from claims.model.facets import What

__all__ = ["Denial", "find"]

_REACH = 6
"""Maximum distance in words between a negation and those of whom there are none."""
_OUTCOMES: tuple[What, ...] = ("killed", "injured", "missing")


class Denial(NamedTuple):
    """What happened to nobody: indexes of the first word and after the last, and of the noun for those denied."""

    what: What
    first: int
    last: int
    noun: int | None


def find(text: Text, lexicon: Lexicon) -> Iterator[Denial]:
    """Yield what a text says happened to nobody, in text order."""
    negations = lexicon.words("denials", "negations")
    for index, form in enumerate(text.forms):
        if form in negations and (found := _after(text, lexicon, index)):
            yield found
            yield from _nor(text, lexicon, found)


def _nor(text: Text, lexicon: Lexicon, denial: Denial) -> Iterator[Denial]:
    """Yield the others that are denied with those of a denial: لم يسقط قتلى أو جرحى."""
    at = denial.last
    while denial.noun is not None and lexicon.has(text.form(at), "links", "or"):
        noun = lexicon.noun(text.form(at + 1))
        if noun is None or noun.what not in _OUTCOMES:
            return
        yield Denial(noun.what, at + 1, at + 2, at + 1)
        at += 2


def _after(text: Text, lexicon: Lexicon, first: int) -> Denial | None:
    what: What | None = None
    for at in range(first + 1, first + _REACH):
        form = text.form(at)
        if what and lexicon.has(form, "denials", "anybody"):
            return Denial(what, first, at + 1, None)
        noun = lexicon.noun(form)
        if noun is not None and noun.what in _OUTCOMES:
            return Denial(noun.what, first, at + 1, at)
        happened = next((each.what for each in lexicon.happenings(form) if each.what in _OUTCOMES), None)
        what = what or next((each for each in _OUTCOMES if each == happened), None)
        subject = form.startswith("ال") and at == first + 2
        if happened is None and not subject and not lexicon.has(form, "denials", "between"):
            return None
    return None
