"""Through whom a source's words came to the article: the outlets that were told, or that quote it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.languages.en.attribution.naming_words import naming_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.extraction.source_mentions import Mention
    from claims.languages.en.attribution.article_words import ArticleWords, Offsets, Range
    from claims.languages.en.attribution.namings import Naming, NamingReader

_NAME, _BEFORE, _HEAD = 9, 12, 60
"""Words of an outlet's name, before a cue, and of a sentence that are looked at."""
_QUOTERS = frozenset({"media", "organization"})
"""Kinds of those who pass on what somebody else said, where a verb of quoting follows."""
_WITH = frozenset({"with", "to", "by", "on", "for"})


class Relays:
    """Finds who passed claims on, in one article."""

    def __init__(self, article: ArticleWords, reader: NamingReader) -> None:
        self._article = article
        self._reader = reader
        self._words = naming_words()

    def of(self, mention: Mention) -> Iterator[Naming]:
        """The phrases that name those who passed a claim on, in the order of the text; a source is none of them."""
        if not mention.content or not len(self._article):
            return
        cue = min(self._article.at(mention.position), len(self._article) - 1)
        first, last = self._article.sentence_range(self._article[cue].sentence)
        heads = range(max(first, cue - _HEAD), min(last, cue + _HEAD))
        found = [self._outlet(k + 1, last, self._by(k)) for k in heads if self._introduces(k, cue, mention)]
        found += [self._subject(cue, first)] if self._article[cue].form in self._words.quoting else []
        yield from (naming for naming in found if naming is not None and self._is_apart(naming.span, mention))

    def _introduces(self, k: int, cue: int, mention: Mention) -> bool:
        """Whether an outlet that passes the claim on can follow a word."""
        word = self._article[k]
        if k == cue and word.form in self._words.told:
            return True
        if word.form not in _WITH or k == 0 or not self._is_apart((k, k + 1), mention):
            return False
        before = self._article[k - 1].form
        if word.form == "by":
            saying = before == "saying" and k > cue
            return before in self._words.passed_on or saying
        return before in self._words.talk and word.form in {"with", "to"}

    def _by(self, k: int) -> bool:
        """Whether whoever follows a word is said to quote the source, outlet or not (quoted by the Daily Star)."""
        return self._article[k].form == "by" and self._article[k - 1].form in {*self._words.quoting, "saying"}

    def _outlet(self, start: int, last: int, quotes: bool) -> Naming | None:
        """The outlet whose name begins at a word; `quotes`, whether a body of any kind is one there."""
        end = start
        while end < min(last, start + _NAME):
            word = self._article[end]
            if word.mark or word.form in self._words.prepositions or word.form in self._words.relatives:
                break
            named = word.capital or word.form.isdecimal() or self._goes_on(end)
            if end > start and (word.form in self._words.function or not named):
                break
            end += 1
            if word.possessive:
                break
        naming = self._reader.read((start, end)) if end > start else None
        if naming is not None and self._is_station(start, end):
            naming = replace(naming, kind="media")
        if naming is None or not self._is_named(naming):
            return None
        return naming if naming.kind == "media" or (quotes and naming.sort == "body") else None

    def _is_station(self, start: int, end: int) -> bool:
        """Whether a station's name stands here: with a noun for one first, or a number last (Radio North, Fox 5)."""
        first, last = self._article[start], self._article[end - 1]
        return end - start > 1 and first.capital and (first.form in self._words.stations or last.form.isdecimal())

    def _goes_on(self, k: int) -> bool:
        form = self._article[k].form
        outlet = not self._words.media.isdisjoint({form, self._words.singular(form)})
        return outlet or form in {"agency", "state", "local"}

    def _is_named(self, naming: Naming) -> bool:
        return bool(naming.proper) or naming.sort == "definite" or any(w in naming.own for w in ("state", "local"))

    def _subject(self, cue: int, first: int) -> Naming | None:
        """The outlet that quotes somebody: what stands before the verb."""
        words = self._article.words
        if cue == first or words[cue - 1].form in self._words.verbal:
            return None
        for start in range(max(first, cue - _BEFORE), cue):
            naming = self._reader.read((start, cue))
            if naming.kind in _QUOTERS and not any(words[k].mark for k in range(start, cue)):
                return naming
        return None

    def _is_apart(self, span: Range, mention: Mention) -> bool:
        """Whether words are no part of a claim's source or content."""
        start, end = self._article[span[0]].start, self._article[span[1] - 1].end
        spans: tuple[Offsets, ...] = (*mention.content, mention.span) if mention.span else mention.content
        return all(end <= a or b <= start for a, b in spans)
