"""Tell names of places that stand for whoever rules there: اتهمت روسيا، طلب من واشنطن، رئيس اليمن، محافظ عدن."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.facets.facet_words import readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.languages.ar.facets.facet_words import Text
    from claims.languages.ar.facets.place_mentions import Mention
    from claims.languages.ar.facets.place_words import Wording

__all__ = ["acting"]

_QUOTES = frozenset("\"'“”„«»‟‹›‘’")
_BORDER = 4
"""Maximum distance in words between the word for a border and a country with which it is (الحدود مع)."""


def acting(text: Text, words: Wording, mentioned: Sequence[Mention]) -> Iterator[bool]:
    """Yield for each mention whether it names an actor or an office rather than where something is."""
    last = -1
    before = False
    for mention in mentioned:
        word = text.words[mention.first]
        particles = text.folded[word.at : mention.start]
        row = last == mention.first and particles == "و"
        before = (before if row else _acts(text, words, mention, particles)) and mention.head is None
        last = mention.last
        yield before


def _acts(text: Text, words: Wording, mention: Mention, particles: str) -> bool:
    index = mention.first - 1
    while index >= 0 and text.form(index) in _QUOTES:
        index -= 1
    form = text.form(index)
    if any(stem in words.offices for _, stem in readings(form)) and not particles:
        return True
    country = any(entry.kind == "country" for entry in mention.entries)
    if not country and mention.name not in words.capitals:
        return False
    crossed = any(text.form(index - k) in words.crossing for k in (1, 2))
    seized = form == words.upon and any(stem.startswith(words.seizing) for _, stem in readings(text.form(index - 1)))
    if particles.endswith("ب") or not form[:1].isalpha() or crossed or seized:
        return False
    stems = {stem for _, stem in readings(form)} | {form}
    if particles.endswith("ل"):
        return not (stems & words.locative or form.startswith("ال"))
    if form == "مع":
        return not any(word in text.form(index - k) for word in ("حد", "معبر") for k in range(1, _BORDER))
    return not stems & words.locative if country else form in words.acting_after
