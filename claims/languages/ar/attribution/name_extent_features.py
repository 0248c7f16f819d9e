"""What tells where the phrase ends that names someone: features of the words at its edge, hashed.

The same function serves training (`training/name_extents.py`) and use, so that the two cannot differ.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.languages.ar.attribution.tokens import Tokens
    from claims.languages.ar.attribution.word_knowledge import Word, Words

BUCKETS = 1 << 16
"""Features share this many weights."""
_REMEMBERED = 1 << 16
"""Words whose features are kept, so that memory stays bounded however long a stream of articles is."""
_PAIRS = 1 << 14
_FAR = 8
_LONG_WORD = 8

Ids = tuple[int, ...]


class EdgeFeatures:
    """Features of the edges of phrases in texts of one language. Remembers words, but keeps no state of a text."""

    def __init__(self, lexicon: Words) -> None:
        language = lexicon.language
        sources, grammar = language.sources, language.grammar
        self._forms = language.forms
        self._article = grammar.writing.article
        self._classes: Mapping[str, frozenset[str]] = {
            "title": sources.person.titles,
            "unnamed": sources.unnamed.heads,
            "group": sources.group.heads,
            "organization": sources.organization.heads,
            "media": sources.media.heads,
            "document": sources.document.heads,
            "last": sources.reference.last,
            "same": sources.reference.same,
            "people": sources.reference.people,
            "spokesman": sources.reference.spokesmen,
            "kin": sources.reference.kin,
            "agency": sources.media.agency,
            "place": sources.organization.places,
            "received": sources.reference.received,
            "relative": grammar.clause.relatives,
            "demonstrative": grammar.clause.demonstratives,
            "auxiliary": grammar.clause.auxiliaries,
            "adverb": grammar.setting.adverbs,
            "setting": grammar.setting.words,
            "quantifier": grammar.nominal.quantifiers,
        }
        self._word = lru_cache(_REMEMBERED)(self._of_word)
        self._known = lru_cache(_REMEMBERED)(self._classes_of)

    def left(self, tokens: Tokens, start: int, anchor: int) -> Ids:
        """Features of whether the word before `start` belongs to the phrase around the word at `anchor`."""
        ids = [
            *self._at(tokens, "x", start - 1),
            *self._at(tokens, "y", start),
            *self._at(tokens, "p", start - 2),
            *self._at(tokens, "a", anchor),
            _hashed(f"d={min(anchor - start, _FAR)}"),
            *self._pairs(tokens, start - 1, start),
        ]
        titled = any("title" in self._classes_at(tokens, k) for k in range(start, anchor + 1))
        ids.append(_hashed(f"titled={titled}"))
        ids += (_hashed(f"titled={titled}|{c}") for c in self._classes_at(tokens, start - 1))
        return (*(2 * i for i in ids),)

    def right(self, tokens: Tokens, end: int, anchor: int) -> Ids:
        """Features of whether the word at `end` belongs to the phrase around the word at `anchor`."""
        ids = [
            *self._at(tokens, "x", end),
            *self._at(tokens, "y", end - 1),
            *self._at(tokens, "n", end + 1),
            *self._at(tokens, "m", end + 2),
            *self._at(tokens, "a", anchor),
            _hashed(f"d={min(end - anchor, _FAR)}"),
            *self._pairs(tokens, end, end - 1),
        ]
        return (*(2 * i + 1 for i in ids),)

    def _at(self, tokens: Tokens, role: str, k: int) -> Ids:
        return self._word(role, tokens.words[k] if 0 <= k < len(tokens.words) else None)

    def _of_word(self, role: str, word: Word | None) -> Ids:
        if word is None:
            return (_hashed(f"{role}=none"),)
        form = word.form
        told = [f"={form}"]
        if word.mark:
            told.append("_mark")
        else:
            told += [
                f"_stem={word.stem}",
                f"_end={form[-2:]}",
                f"_begin={form[:2]}",
                f"_long={min(len(form), _LONG_WORD)}",
            ]
            told += [f"_is={c}" for c in self._known(word)]
        return (*(_bucket(role + t) for t in told),)

    def _pairs(self, tokens: Tokens, one: int, other: int) -> Ids:
        return tuple(
            _hashed(f"pair={a}|{b}") for a in self._classes_at(tokens, one) for b in self._classes_at(tokens, other)
        )

    def _classes_at(self, tokens: Tokens, k: int) -> tuple[str, ...]:
        return self._known(tokens.words[k]) if 0 <= k < len(tokens.words) else ("none",)

    def _classes_of(self, word: Word) -> tuple[str, ...]:
        if word.mark:
            return (word.form or "-",)
        found = [name for name, words in self._classes.items() if word.form in words or word.stem in words]
        if word.form in self._forms:
            found.append("cue")
        if word.preposition:
            found.append("preposition")
        if word.that:
            found.append("that")
        if word.form.startswith(self._article):
            found.append("definite")
        return tuple(found) or ("other",)


def _bucket(feature: str) -> int:
    return crc32(feature.encode("utf-8")) % (BUCKETS // 2)


_hashed = lru_cache(_PAIRS)(_bucket)
"""For features of classes, which are few; those of words would fill the memory."""
