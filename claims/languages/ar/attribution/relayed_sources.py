"""Through whom a source's words came to the article: the outlets that passed them on, in the order of the text.

It does not matter how a claim was found: only where its cue, its source and its content stand.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.extraction.source_mentions import Mention
    from claims.languages.ar.attribution.name_extents import NameExtents
    from claims.languages.ar.attribution.source_names import Names
    from claims.languages.ar.attribution.tokens import Range, Tokens

_VERB_TO_FROM = 18
"""Words between a verb that passes on and the preposition before the one whose words they are, at most."""
_LONGEST = 10
_HEAD = 60
"""Words of a claim's head that are looked at, so that time stays linear in the text."""

Offsets = tuple[int, int]


class Relays:
    """Finds who passed claims on, in one text."""

    def __init__(self, tokens: Tokens, names: Names, extents: NameExtents) -> None:
        language = names.lexicon.language
        self._tokens = tokens
        self._extents = extents
        self._lexicon = names.lexicon
        self._names = names
        self._frames = language.grammar.frames
        self._writing = language.grammar.writing
        self._media = language.sources.media
        self._words = language.sources.relay
        self._quoting = self._words.quoting
        self._closing = frozenset(tokens.quotes.values())
        self._spelled = {k: end for start, end in names.lexicon.spelled(tokens.words) for k in range(start, end)}
        self._sentences = [first for paragraph in tokens.paragraphs for first, _ in paragraph.sentences]

    def of(self, claim: Mention) -> tuple[Offsets, ...]:
        """The words that name those who passed a claim on, from the outlet to the origin."""
        if not claim.content:
            return ()
        found: set[Offsets] = set()
        first = self._sentence(claim.position)
        if claim.span is not None:
            origin = self._tokens.at(claim.span[0])
            found.update(self._tokens.offsets(part) for part in self._between(first, origin))
            if not found and (credited := self._credited_before(first, origin)):
                found.add(credited)
        elif quoted := self._quoting_him(claim):
            found.add(quoted)
        for k in self._head(first, claim):
            if (skip := self._skipped_before_medium(k)) is not None:
                start, end = self._tokens.offsets((k, self._name_end(k)))
                found.add((start + skip, end))
        return tuple(part for part in sorted(found) if _is_apart(part, claim))

    def source_in(self, span: Offsets) -> Offsets:
        """The words that name a source, without an outlet that it is quoted by, or that it spoke to.

        وكالة الأناضول عن وزير النقل: وزير النقل; مصادر لصحيفة الشرق: مصادر.
        """
        first, last = self._tokens.at(span[0]), self._tokens.at(span[1])
        if first >= last:
            return span
        start = self._origin(first, last)
        end = next((k for k in range(start + 1, last) if self._was_told(start, k)), last)
        while end > start + 1 and self._tokens.words[end - 1].comma:
            end -= 1
        return (
            span[0] if start == first else self._tokens.starts[start],
            span[1] if end == last else self._tokens.end(end - 1),
        )

    def _origin(self, first: int, last: int) -> int:
        """Where those are named whose words an outlet passes on."""
        about = [k for k in range(first + 1, last - 1) if self._tokens.words[k].form in self._frames.relay_from]
        if not about or not self._is_medium(self._tokens.words[first].form, first):
            return first
        return about[-1] + 1 if self._tokens.words[about[-1] + 1].nominal else first

    def _was_told(self, start: int, k: int) -> bool:
        """Whether an outlet stands at a word to whom the source before it spoke, and which is no part of its name."""
        told = self._tokens.words[k].form.startswith(self._writing.particle_to)
        if not told or self._skipped_before_medium(k) is None:
            return False
        before = self._names[self._tokens.text[self._tokens.starts[start] : self._tokens.end(k - 1)]]
        unnamed = k == start + 1 and before.kind in {"unnamed", "group"}
        return unnamed or before.named or self._tokens.words[k - 1].comma

    def _sentence(self, position: int) -> int:
        """The first token of the sentence of an offset."""
        k = self._tokens.at(position)
        return self._sentences[max(bisect_right(self._sentences, k) - 1, 0)]

    def _head(self, first: int, claim: Mention) -> Iterator[int]:
        """The words of a claim that are neither its source nor its content: from the first of all to the last head."""
        starts = [claim.position, *(start for start, _ in claim.content), *(claim.span or ())]
        low = max(self._tokens.at(min(starts)), first)
        high = self._tokens.at(max(starts))
        if claim.content[0][0] < claim.position:  # a closing attribution: who passed it on can stand after the source
            low, high = max(low, self._tokens.at(claim.position)), high + _LONGEST
        for k in range(low, min(high, low + _HEAD, len(self._tokens.words))):
            if _is_apart((self._tokens.starts[k], self._tokens.end(k)), claim):
                yield k

    # --- those who stand between a verb and the origin ----------------------------------------------------------------

    def _between(self, first: int, origin: int) -> Iterator[Range]:
        """Who stands between a verb and عن before the origin, or before نقلا عن (ذكرت قناة … نقلا عن …)."""
        about = origin - 1
        if about <= first or self._tokens.words[about].form not in self._frames.relay_from:
            return
        end = about
        while end > first and (self._tokens.words[end - 1].comma or self._quotes(end - 1)):
            end -= 1
        verb = next((k for k in range(end - 1, max(first - 1, end - _VERB_TO_FROM), -1) if self._passes_on(k)), None)
        if verb is None:
            return
        start, end = (verb + 1, end) if verb + 1 < end else (self._subject_before(first, verb), verb)
        inner = [k for k in range(start, end) if self._tokens.words[k].form in self._frames.relay_from]
        for before, after in pairwise([start - 1, *inner, end]):
            if part := self._name_in(before + 1, after):
                yield part

    def _quoting_him(self, claim: Mention) -> Offsets | None:
        """Who stands between a verb of relaying and قوله, where a pronoun alone tells whose words they are."""
        words, k = self._tokens.words, self._tokens.at(claim.position)
        if self._frames.relay.isdisjoint((words[k].form, words[k].bare)):
            return None
        k += words[k + 1].form in self._frames.relay_from
        ends = self._frames.relay_said | self._frames.relay_from  # نقلت عنه الوكالة قوله، نقلت الوكالة عنه قوله
        end = next((m for m in self._head(k + 1, claim) if words[m].form in ends), None)
        part = self._name_in(k + 1, end) if end is not None else None
        return self._tokens.offsets(part) if part else None

    def _credited_before(self, first: int, origin: int) -> Offsets | None:
        """Who stands between a credit and نقلا عن before the origin (بحسب … نقلا عن …، وفقا لوكالة … نقلا عن …)."""
        words, about = self._tokens.words, origin - 2
        if about <= first or not self._quotes(about):
            return None
        near = range(about - 1, max(first - 1, about - _VERB_TO_FROM), -1)
        credit = next((k for k in near if words[k].according and not self._quotes(k)), None)
        if credit is None:
            return None
        if (skip := self._skipped_before_medium(credit + 1)) is not None:
            start, end = self._tokens.offsets((credit + 1, min(self._name_end(credit + 1), about)))
            return start + skip, end
        part = self._name_in(credit + 1, about)
        return self._tokens.offsets(part) if part else None

    def _passes_on(self, k: int) -> bool:
        """Whether a word is a verb with which an outlet reports (نقلت، ذكرت، أفادت، أوردت)."""
        word = self._tokens.words[k]
        if self._quotes(k):
            return False
        if word.form in self._words.verbs or not self._frames.relay.isdisjoint((word.form, word.bare)):
            return True
        return any(reading.finite and reading.third for reading in word.readings)

    def _quotes(self, k: int) -> bool:
        """Whether a word says that someone is quoted (نقلا)."""
        return not self._quoting.isdisjoint((self._tokens.words[k].form, self._tokens.words[k].bare))

    def _subject_before(self, first: int, verb: int) -> int:
        """Where the subject begins that stands before its verb (قناة الأقصى ذكرت، نقلا عن …)."""
        return self._extents.around(self._tokens, verb - 1, (first, verb))[0] if verb > first else verb

    def _name_in(self, start: int, end: int) -> Range | None:
        """The naming words at the beginning of a range, settings and marks left off."""
        words = self._tokens.words
        while start < end and ((words[start].mark and start not in self._tokens.quotes) or self._quotes(start)):
            start += 1
        stop = next((k for k in range(start, end) if self._ends_name(k)), end)
        names = start < stop and (words[start].nominal or start in self._tokens.quotes)  # not in بحسب ما نقل عنه
        return (start, min(stop, start + _LONGEST)) if names else None

    def _ends_name(self, k: int) -> bool:
        word = self._tokens.words[k]
        return word.comma or word.setting or self._quotes(k)

    # --- those to whom it was said, and who published it --------------------------------------------------------------

    def _skipped_before_medium(self, k: int) -> int | None:
        """How many characters of a word stand before an outlet's name that begins there; None where none begins.

        An outlet was told something (لقناة …، مع صحيفة …، عبر إذاعة …) or published it (بيان نشرته وكالة …).
        """
        form = self._tokens.words[k].form
        if form.startswith(self._writing.article_after_to):
            return 0 if self._is_medium(self._writing.article + self._writing.after_to(form), k) else None
        if form.startswith(self._writing.particle_to) and self._is_medium(form[1:], k):
            return 1
        before = self._tokens.words[k - 1].form if k else ""
        led = before in self._words.through or before in self._words.published
        return 0 if led and self._is_medium(form, k) else None

    def _is_medium(self, form: str, k: int) -> bool:
        """Whether a word begins the name of an outlet or agency; a site where everybody publishes is none."""
        stem = self._lexicon[form].stem
        after = self._tokens.words[k + 1] if k + 1 < len(self._tokens.words) else None
        if after is not None and after.form in self._words.platforms:
            return False
        if stem == self._media.wire:
            agency = after is not None and not self._media.agency.isdisjoint((after.form, after.stem))
            return agency or k + 1 in self._tokens.quotes or k + 1 in self._spelled
        return stem in self._words.media or form in self._words.agencies

    def _name_end(self, k: int) -> int:
        words, last = self._tokens.words, len(self._tokens.words)
        end = min(max(self._extents.end_after(self._tokens, k, (k, last)), k + 2), last, k + _LONGEST)
        closing = self._tokens.quotes.get(k + 1)
        if closing is not None and closing <= k + _LONGEST:
            return closing + 1
        stop = (m for m in range(k + 1, end) if self._ends_name(m) or words[m].preposition or words[m].that)
        end = max(next(stop, end), self._spelled.get(k, 0), self._spelled.get(k + 1, 0))
        while end > k + 1 and words[end - 1].mark and end - 1 not in self._closing:
            end -= 1
        return self._bracketed(k, end)

    def _bracketed(self, k: int, end: int) -> int:
        """The end of a name with the bracket closed that it holds, or before that bracket."""
        forms = [word.form for word in self._tokens.words[k : end + 1]]
        if "(" not in forms[: end - k] or ")" in forms[: end - k]:
            return end
        return end + 1 if forms[-1] == ")" else max(k + forms.index("("), k + 1)


def _is_apart(part: Offsets, claim: Mention) -> bool:
    """Whether words are no part of a claim's source or content."""
    spans = (*claim.content, claim.span) if claim.span else claim.content
    return all(part[1] <= start or end <= part[0] for start, end in spans)
