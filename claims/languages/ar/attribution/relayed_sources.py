"""Through whom a source's words came to the article: the outlets that passed them on, in the order of the text.

It does not matter how a claim was found: only where its cue, its source and its content stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.ar.attribution.cue_forms import analyse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.languages.ar.attribution.name_extents import NameExtents
    from claims.languages.ar.attribution.source_entities import Mention
    from claims.languages.ar.attribution.source_names import Names
    from claims.languages.ar.attribution.tokens import Range, Tokens

_VERB_TO_FROM = 18
"""Words between a verb that passes on and the preposition before the one whose words they are."""
_LONGEST = 10

Offsets = tuple[int, int]


class Relays:
    """Finds who passed claims on, in one text."""

    def __init__(self, tokens: Tokens, names: Names, extents: NameExtents) -> None:
        self._tokens = tokens
        self._names = names
        self._extents = extents
        self._lexicon = names.lexicon
        language = names.lexicon.language
        self._language = language
        self._frames = language.grammar.frames
        self._writing = language.grammar.writing
        self._media = language.sources.media
        self._passed_on = language.sources.relay
        self._quoting = language.grammar.according.relayed_from

    def of(self, claim: Mention) -> tuple[Offsets, ...]:
        """The words that name those who passed a claim on, from the outlet to the origin."""
        if not claim.content:
            return ()
        first, last = self._sentence(claim)
        found: set[Range] = set()
        if claim.span is not None:
            found.update(self._before_origin(first, self._tokens.at(claim.span[0])))
        for k in range(first, last):
            if self._is_outside(k, claim) and (skip := self._tells_medium(k)) is not None:
                found.add((k, self._phrase_end(k, last)) if not skip else (-k, self._phrase_end(k, last)))
        offsets = sorted({self._offsets(part) for part in found})
        return tuple(part for part in offsets if self._is_apart(part, claim))

    # --- those who stand between the verb and the origin --------------------------------------------------------------

    def _before_origin(self, first: int, origin: int) -> Iterator[Range]:
        """Who stands between a verb and عن before the origin, and who before نقلا عن (ذكرت قناة … نقلا عن …)."""
        k = origin - 1
        while k > first and self._tokens.words[k].form in self._frames.relay_from:
            quoting = self._tokens.words[k - 1].form == self._quoting or self._tokens.words[k - 1].bare == self._quoting
            end = k - 1 if quoting else k
            while end > first and self._tokens.words[end - 1].comma:
                end -= 1
            verb = next((m for m in range(end - 1, max(first - 1, end - _VERB_TO_FROM), -1) if self._passes_on(m)), None)
            before = verb is not None and verb + 1 == end
            if verb is None:
                return
            start = self._subject_before(first, verb) if before else verb + 1
            if start is None:
                return
            # one who is quoted in turn: نقلت صحيفة … عن قناة … عن مصدر
            inner = [m for m in range(start, end) if self._tokens.words[m].form in self._frames.relay_from]
            edges = [start - 1, *inner, verb if before else end]
            for a, b in zip(edges, edges[1:], strict=False):
                if part := self._name_between(a + 1, b):
                    yield part
            return

    def _passes_on(self, k: int) -> bool:
        """Whether a word is a verb with which an outlet reports (نقلت، ذكرت، أفادت، أوردت)."""
        word = self._tokens.words[k]
        if word.form in self._frames.relay or word.bare in self._frames.relay:
            return True
        return any(r.finite and r.third for r in word.readings) or word.form in self._passed_on.verbs

    def _subject_before(self, first: int, verb: int) -> int | None:
        """Where the subject begins that stands before the verb (قناة الأقصى ذكرت، نقلا عن …)."""
        start, _ = self._extents.around(self._tokens, verb - 1, (first, verb)) if verb > first else (verb, verb)
        return start if start < verb else None

    def _name_between(self, start: int, end: int) -> Range | None:
        """The naming words between two places, settings and marks left off."""
        while start < end and (self._tokens.words[start].mark or self._tokens.words[start].form == self._quoting) and start not in self._tokens.quotes:
            start += 1
        stop = next((k for k in range(start, end) if self._ends_name(k)), end)
        return (start, min(stop, start + _LONGEST)) if start < stop else None

    def _ends_name(self, k: int) -> bool:
        word = self._tokens.words[k]
        return word.comma or word.setting or word.form == self._quoting

    # --- those to whom it was said, and who published it --------------------------------------------------------------

    def _tells_medium(self, k: int) -> int | None:
        """Whether an outlet begins at a word as one that was told or published it; 1 where a particle is written on it.

        None where no outlet begins here: its noun must stand after ل, مع, عبر and the like, or after نقلته, نشره ….
        """
        form, before = self._tokens.words[k].form, self._tokens.words[k - 1].form if k else ""
        if form.startswith(self._writing.particle_to) and self._is_medium(form[1:], k):
            return 1
        if form.startswith("لل") and self._is_medium(self._writing.article + form[2:], k):
            return 1
        if before in self._passed_on.through and self._is_medium(form, k):
            return 0
        published = before in self._passed_on.published
        return 0 if published and self._is_medium(form, k) else None

    def _is_medium(self, form: str, k: int) -> bool:
        """Whether a word begins the name of an outlet or agency."""
        stem = self._lexicon[form].stem
        if k + 1 < len(self._tokens.words) and self._tokens.words[k + 1].form in self._passed_on.platforms:
            return False
        after = self._tokens.words[k + 1] if k + 1 < len(self._tokens.words) else None
        if stem == self._media.wire:
            return after is not None and (after.form in self._media.agency or after.stem in self._media.agency or k + 1 in self._tokens.quotes)
        return stem in self._passed_on.media or form in self._media.agency - {self._media.wire} and form in self._passed_on.agencies

    def _phrase_end(self, k: int, last: int) -> int:
        end = min(max(self._extents.end_after(self._tokens, k, (k, last)), k + 2), last, k + _LONGEST)
        end = next((m for m in range(k + 1, end) if self._ends_name(m) or self._tokens.words[m].preposition or self._tokens.words[m].that), end)
        while end > k + 1 and self._tokens.words[end - 1].mark and end - 1 not in self._tokens.quotes.values():
            end -= 1
        return end

    # --- places -------------------------------------------------------------------------------------------------------

    def _sentence(self, claim: Mention) -> Range:
        """The sentence of a claim's cue."""
        k = self._tokens.at(claim.position)
        for paragraph in self._tokens.paragraphs:
            for first, last in paragraph.sentences:
                if first <= k < last:
                    return first, last
        return k, k

    def _is_outside(self, k: int, claim: Mention) -> bool:
        """Whether a word stands in the claim's head: near its cue, in no content."""
        at = self._tokens.starts[k]
        if any(start <= at < end for start, end in claim.content):
            return False
        low = min(claim.position, claim.content[0][0], claim.span[0] if claim.span else claim.position)
        high = max(claim.position, *(start for start, _ in claim.content), claim.span[1] if claim.span else 0)
        if claim.content[0][0] < claim.position:
            high = max(high, self._tokens.end(min(self._tokens.at(high) + _LONGEST, len(self._tokens.words) - 1)))
        return low <= at < high

    def _offsets(self, part: Range) -> Offsets:
        if part[0] < 0:
            start, end = self._tokens.offsets((-part[0], part[1]))
            return start + 1, end
        return self._tokens.offsets(part)

    def _is_apart(self, part: Offsets, claim: Mention) -> bool:
        """Whether words are neither the source nor its content."""
        spans: Sequence[Offsets] = (*claim.content, *((claim.span,) if claim.span else ()))
        return all(part[1] <= start or end <= part[0] for start, end in spans)
