"""Where what is said in a subordinate clause ends: before the main clause (ورغم تأكيد الوزارة أن …، أغلقت …)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.languages.ar.attribution.word_knowledge import Word, Words
    from claims.languages.ar.data_sections import Phrases

_REACH = 6
"""Words from a conjunction to the cue, at most."""
_FULL_STOPS = frozenset(".!?؟؛")
_INSIDE = 1
"""Words within quotation marks are marked so."""
_LONG = 3
"""Letters of a word that can be a verb, at least."""


class SubordinateClauses:
    """Finds the ends of reported clauses that stand before their sentence's main clause. Keeps no state of a text."""

    def __init__(self, lexicon: Words) -> None:
        self._lexicon = lexicon
        grammar = lexicon.language.grammar
        self._writing = grammar.writing
        self._clause = grammar.clause
        self._before_deed = grammar.clause.before_deed
        self._subordinating = grammar.clause.subordinating
        self._negations = grammar.clause.negations | grammar.clause.present_negations
        self._verbs = lexicon.language.sources.no_name.verbs

    def end(self, words: Sequence[str], quoted: Sequence[int], cue: tuple[int, int]) -> int | None:
        """The place before which the content of a cue must end; None where no main clause is sure to follow.

        Args:
            words: Words and marks.
            quoted: For each whether it stands within quotation marks.
            cue: The cue's place among the words, end exclusive.
        """
        if quoted[cue[0]] == _INSIDE or not self._is_subordinate(words, cue):
            return None
        depth, begun, aside = 0, False, False
        for k in range(cue[1], len(words) - 1):
            begun = begun or self._lexicon[words[k]].that or self._lexicon[words[k]].that_with_pronoun
            if quoted[k]:
                continue
            depth += (words[k] == "(") - (words[k] == ")")
            if words[k] in _FULL_STOPS:
                return None
            if aside and self._lexicon[words[k]].comma:
                aside = False
                continue
            if depth == 0 and k > cue[1] and self._begins_main_clause(words, k, begun=begun):
                return k - self._lexicon[words[k - 1]].comma
            aside = aside or (self._lexicon[words[k]].comma and self._lexicon[words[k + 1]].credits)
        return None

    def _is_subordinate(self, words: Sequence[str], cue: tuple[int, int]) -> bool:
        """Whether the cue's clause begins its sentence: after a conjunction, or with a governed noun of saying."""
        if self._matched(words, cue[0], self._before_deed, near=0):
            return any(reading.kind == "masdar" for reading in self._lexicon[words[cue[0]]].readings)
        return self._matched(words, cue[0], self._subordinating, near=_REACH)

    def _matched(self, words: Sequence[str], cue: int, phrases: Phrases, near: int) -> bool:
        """Whether one of some phrases begins a sentence, at most `near` words before the cue, with no mark between."""
        for start in range(cue - 1, max(cue - near - 5, -1), -1):
            word = self._lexicon[words[start]]
            if word.mark:
                return False
            if not self._begins_sentence(words, start):
                continue
            return any(
                start + len(phrase) <= cue <= start + len(phrase) + near
                and word.form in {phrase[0], *(c + phrase[0] for c in self._writing.conjunctions)}
                and all(self._lexicon[w].form == p for w, p in zip(words[start + 1 : cue], phrase[1:], strict=False))
                for phrase in phrases
            )
        return False

    def _begins_sentence(self, words: Sequence[str], k: int) -> bool:
        return k == 0 or words[k - 1] in _FULL_STOPS or self._lexicon[words[k - 1]].that_with_pronoun

    def _begins_main_clause(self, words: Sequence[str], k: int, *, begun: bool) -> bool:
        """Whether a comma leads to a verb here, or a word that answers a subordinate clause stands here (فإن، إلا أن).

        Before the reported clause has `begun`, only a known verb is one: a name can stand there (المدير، هاني الورد،).
        """
        word, after = self._lexicon[words[k]], self._lexicon[words[k + 1]]
        if word.form.startswith(self._clause.answering_that) or word.form in self._clause.answering:
            return True
        if not word.comma:
            return False
        if self._writing.is_joined(after.form) and after.form not in self._verbs:
            return False
        leads = after.form in self._negations or after.form in self._clause.auxiliaries
        return leads or self._is_verb(after) or (begun and self._may_be_verb(after))

    def _is_verb(self, word: Word) -> bool:
        return word.form in self._verbs or any(reading.finite and not reading.prefix for reading in word.readings)

    def _may_be_verb(self, word: Word) -> bool:
        """Whether a word after a comma can be the verb of a main clause, and nothing that carries a clause on."""
        carries_on = word.mark or word.preposition or word.that or word.credits or word.setting or word.may_be_setting
        if (
            carries_on
            or not word.nominal
            or word.source
            or word.event
            or len(word.form) < _LONG
            or not word.form.isalpha()
        ):
            return False
        writing, form = self._writing, word.form
        noun = writing.is_definite(form) or form.endswith((*writing.accusative, writing.feminine_pronoun))
        return not (noun or writing.has_conjunction(form) or writing.takes_particle(form) or word.readings)
