"""Where the clause of a noun ends that is its sentence's subject: the claim that the bridge was safe | drew anger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.languages.en.cue_lexicon import NOUN, lexicon, past_forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.languages.en.attribution.article_words import ArticleWords, Range, Word

_AUXILIARIES = frozenset(
    {
        "is", "was", "are", "were", "has", "have", "had", "does", "did", "will", "would", "can", "could", "may",
        "might", "must", "shall", "should",
    }
)  # fmt: skip
_SUBJUNCTIVE = frozenset({"demand"})
"""Acts whose clause has no finite verb: the demand that he resign."""
_SUBJECT = 8
"""Words of the longest subject up to its noun."""
_REST = 2
"""Words of the shortest predicate."""


def clause_end(article: ArticleWords, noun: int, clause: Range) -> int:
    """The word that ends the clause of a noun: the sentence's own verb, where the noun is its subject.

    Args:
        article: The words.
        noun: The noun of saying.
        clause: The words after its "that", up to the sentence's end.
    """
    first, last = clause
    opening, _ = article.sentence_range(article[noun].sentence)
    if noun - opening > _SUBJECT or any(_is_verb(article, k) or article[k].mark for k in range(opening, noun)):
        return last
    verbs = _verbs(article, clause)
    if not _is_demanded(article[noun]):
        next(verbs, None)
    end = next(verbs, last)
    return end if first < end <= last - _REST else last


def _is_demanded(noun: Word) -> bool:
    readings = lexicon().readings.get(noun.form, ())
    return any(r.form == NOUN and r.cue.act in _SUBJUNCTIVE for r in readings)


def _verbs(article: ArticleWords, clause: Range) -> Iterator[int]:
    """The first words of the finite verbs of a clause that no further clause within it has."""
    known = lexicon().classes
    opening = known["question"] | known["subordinator"] | known["coordinator"] | known["that"] | {"that"}
    opened, main, previous = False, True, -2
    for k in range(*clause):
        word = article[k]
        if word.form in opening or (word.mark and word.text not in "'’-."):
            opened = True
        elif _is_verb(article, k):
            goes_on = previous == k - 1 and not main
            main = word.form not in _AUXILIARIES
            previous = k
            if not goes_on and not opened:
                yield k
            opened = opened and goes_on
        elif previous == k - 1 and not main and (word.form.endswith(("ed", "ly")) or word.form in known["negation"]):
            previous, main = k, word.form.endswith("ed")


def is_finite(word: Word) -> bool:
    """Whether a word is a verb in the present or past, as far as the lexicon tells."""
    if word.mark or word.possessive:
        return False
    some = lexicon().readings.get(word.form, ())
    verbal = any(r.form in {"past", "s"} for r in some) and not any(r.form in {NOUN, "participle"} for r in some)
    return word.form in _AUXILIARIES or word.form in past_forms() or verbal


def _is_verb(article: ArticleWords, k: int) -> bool:
    """Whether a word is a finite verb, as a regular past with an object is (surprised the markets)."""
    word, known = article[k], lexicon().classes
    if is_finite(word):
        return True
    if word.mark or k + 1 >= len(article) or article[k + 1].mark:
        return False
    after = article[k + 1].form
    if word.form in past_forms(participles=True):
        return after not in known["preposition"] and not after.endswith("ly")
    regular = word.form.endswith("ed") and not word.capital
    return regular and (after in known["determiner"] | known["possessive"] or after in _AUXILIARIES)
