"""Tell names of places that stand for whoever rules there: اتهمت روسيا، طلب من واشنطن، رئيس اليمن، محافظ عدن."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from claims.languages.ar.facets.facet_words import ARTICLE, readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.languages.ar.facets.facet_words import Text
    from claims.languages.ar.facets.place_mentions import Mention
    from claims.languages.ar.facets.place_words import Wording

__all__ = ["acting"]

_QUOTES = frozenset("\"'“”„«»‟‹›‘’#")
_SHORTEST_VERB = 3
"""Letters of the shortest words that are not taken for verbs."""
_ENDINGS_OF_PEOPLE = ("ون", "ين", "ات", "ه")
"""Endings of nouns for several people or a group, as words are folded (لاجئون، أسرة)."""
_BORDER = 4
"""Maximum distance in words between the word for a border and a country with which it is (الحدود مع)."""


def acting(text: Text, words: Wording, mentioned: Sequence[Mention]) -> Iterator[bool]:
    """Yield for each mention whether it names an actor or an office rather than where something is."""
    last = -1
    before = False
    for mention, following in zip_longest(mentioned, mentioned[1:]):
        word = text.words[mention.first]
        particles = text.folded[word.at : mention.start]
        row = last == mention.first and particles == "و"
        acts = _acts(text, words, mention, particles) or (
            _is_state(mention, words) and _is_party(text, words, mention, following)
        )
        before = (before if row else acts) and mention.head is None
        last = mention.last
        yield before


def _acts(text: Text, words: Wording, mention: Mention, particles: str) -> bool:
    index = mention.first - 1
    while index >= 0 and text.form(index) in _QUOTES:
        index -= 1
    form = text.form(index)
    if any(stem in words.offices for _, stem in readings(form)) and not particles:
        return True
    if not _is_state(mention, words):
        return False
    if (form == "من" and _asked(text, words, index)) or (form == words.upon and text.form(index - 1) in words.clauses):
        return True
    return not _has_something_done(text, words, index, particles) and _does_something(
        text, words, mention, particles, index
    )


def _is_state(mention: Mention, words: Wording) -> bool:
    """Return whether a name is that of a country, or of a capital as which one is spoken of."""
    return _is_country(mention) or mention.name in words.capitals


def _is_country(mention: Mention) -> bool:
    return any(entry.kind == "country" for entry in mention.entries)


def _has_something_done(text: Text, words: Wording, index: int, particles: str) -> bool:
    """Return whether the words up to an index say what happens in the place after them, or comes upon it."""
    form = text.form(index)
    crossed = any(text.form(index - k) in words.crossing for k in (1, 2))
    seized = form == words.upon and any(stem.startswith(words.seizing) for _, stem in readings(text.form(index - 1)))
    return particles.endswith("ب") or not form[:1].isalpha() or crossed or seized


def _does_something(text: Text, words: Wording, mention: Mention, particles: str, index: int) -> bool:
    form = text.form(index)
    stems = {stem for _, stem in readings(form)} | {form}
    if particles.endswith("ل"):
        return not (stems & words.locative or form.startswith("ال"))
    if form == "مع":
        return not any(word in text.form(index - k) for word in ("حد", "معبر") for k in range(1, _BORDER))
    if _is_country(mention):
        return not stems & words.locative
    return form in words.acting_after or _is_deed(form, stems, words)


def _is_party(text: Text, words: Wording, mention: Mention, following: Mention | None) -> bool:
    """Return whether a state is named beside somebody who is no place: بين إسرائيل والحركة."""
    beside = text.form(mention.last)
    if text.form(mention.first - 1) != "بين" or not beside.startswith("و"):
        return False
    is_place = beside[1:] in words.heads or beside[1:] in words.locative  # بين تركيا ومناطق الأكراد
    return not is_place and (following is None or following.first > mention.last + 1)


def _asked(text: Text, words: Wording, index: int) -> bool:
    """Return whether something is asked of whoever follows a preposition: طلبت السلطة رسميا من واشنطن.

    After people who are named by a plain noun it says where they come from: طلب لاجئون من العراق المساعدة.
    """
    before = text.form(index - 1)
    plain = not before.startswith(ARTICLE) and before not in words.capitals
    if plain and before.endswith(_ENDINGS_OF_PEOPLE):
        return False
    return any(
        stem.startswith(words.asking) for k in range(1, _BORDER + 1) for _, stem in readings(text.form(index - k))
    )


def _is_deed(form: str, stems: set[str], words: Wording) -> bool:
    """Return whether the word before a capital looks like a verb of what it did, in the feminine: سمحت أنقرة."""
    if stems & (words.undergone | words.locative | words.crossing) or any(stem in words.heads for stem in stems):
        return False
    verbal = form.endswith("ت") and not form.endswith(("ات", "وت", "يت")) and not form.startswith("ال")
    return verbal and len(form) > _SHORTEST_VERB
