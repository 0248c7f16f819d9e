"""What tells whether a mention stands for a candidate: agreement, distance, place in the sentence, words in common.

The same function serves training (`training/english_antecedents.py`) and use, so that the two cannot differ.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from claims.languages.en.attribution.naming_words import naming_words
from claims.languages.en.cue_lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.languages.en.attribution.antecedents import Antecedents, Candidate, Place
    from claims.languages.en.attribution.article_words import ArticleWords
    from claims.languages.en.attribution.namings import Naming

WEIGHTS = Path(__file__).parent.parent / "weights" / "antecedents.json"
"""The trained weights of these features."""
SILENT = frozenset({"silent", "nested", "masculine", "feminine", "plural", "thing", "speaker", "other", "relative"})
"""Sorts of mentions without a noun."""
_FAR = 4


class AntecedentFeatures:
    """Describes the candidates of one article's mentions."""

    def __init__(self, article: ArticleWords, antecedents: Antecedents) -> None:
        self._article = article
        self._antecedents = antecedents
        self._words = naming_words()

    def sort(self, naming: Naming | None, place: Place) -> str:
        """What sort of mention it is: without words, a class of pronouns, or how a noun stands."""
        if naming is None:
            return "nested" if place.within is not None else "silent"
        if naming.sort == "pronoun":
            return naming.kind
        if naming.sort == "definite" and naming.proper:
            return "named"
        return f"{naming.sort}-{naming.kind}" if naming.sort == "definite" else naming.sort

    def of(self, place: Place, naming: Naming | None, candidates: Sequence[Candidate]) -> list[list[str]]:
        """The features of each candidate of a mention."""
        places = sorted(c.at for c in candidates if c.at is not None)
        people = sorted(c.at for c in candidates if c.at is not None and c.naming.sort == "person")
        features = [list(self._features(place, naming, c, places, people)) for c in candidates]
        rivals = self._of_rivals(naming, candidates)
        return [[*one, *others] for one, others in zip(features, rivals, strict=True)]

    # --- the others ---------------------------------------------------------------------------------------------------

    def _of_rivals(self, naming: Naming | None, candidates: Sequence[Candidate]) -> list[list[str]]:
        """How each candidate stands among those that agree with the mention: how near, and alone with the noun."""
        agree = [_agrees(naming, c) for c in candidates]
        named = [k for k, c in enumerate(candidates) if agree[k] and c.at is not None]
        nearest = sorted(named, key=lambda k: -(candidates[k].at or 0))
        speakers = sorted((k for k in nearest if candidates[k].spoke), key=lambda k: -candidates[k].spoke)
        subjects = [k for k in nearest if self._opening(candidates[k].at or 0) != "later"]
        headed = [k for k, c in enumerate(candidates) if c.what != "own" and self._has_head(naming, c)]
        rows = []
        for k, c in enumerate(candidates):
            near, spoke, subject = _rank(nearest, k, 3), _rank(speakers, k, 2), _rank(subjects, k, 2)
            row = [f"agree={agree[k]}", f"near={near}", f"speaker={spoke}", f"subjects={subject}"]
            row += [f"near={near}|speaker={spoke}", f"subjects={subject}|speaker={spoke}"]
            if naming is not None and naming.head:
                row.append(f"headed={min(len(headed), 2)}|{k in headed}|{c.what}")
                row.append(f"near={near}|{k in headed}|{c.what}")
            rows.append(row)
        return rows

    def _has_head(self, naming: Naming | None, c: Candidate) -> bool:
        if naming is None or not naming.head:
            return False
        return any(self._words.singular(word) == naming.head for word in c.own)

    def _features(
        self, place: Place, naming: Naming | None, c: Candidate, places: Sequence[int], people: Sequence[int]
    ) -> Iterator[str]:
        kind = c.kind or "unknown"
        sort = c.entity.sort if c.entity else c.naming.sort
        yield f"what={c.what}"
        yield f"sort={sort}"
        yield f"kind={kind}"
        yield f"sure={c.entity.sure if c.entity else c.naming.sure}|{sort}"
        yield from self._of_claims(place, c)
        if c.at is None:
            yield f"place=none|{c.what}"
        else:
            yield from self._of_place(place, c.at, places, people)
        if naming is None or naming.sort == "pronoun":
            yield from self._of_agreement(naming, c, kind)
        else:
            yield from self._of_words(naming, c, kind)
        if c.entity is not None:
            yield f"times={min(len(c.entity.places), 5)}"
            yield f"full={min(len(c.entity.full), 3)}|{sort}"

    # --- who spoke ----------------------------------------------------------------------------------------------------

    def _of_claims(self, place: Place, c: Candidate) -> Iterator[str]:
        if place.within is not None and place.within < len(self._antecedents.speakers):
            yield f"outer={self._antecedents.speakers[place.within] is c.entity and c.entity is not None}"
        if c.entity is None or not c.entity.spoke:
            yield "spoke=never"
            return
        back = min(place.number - c.entity.spoke[-1], _FAR + 1)
        yield f"back={back}"
        yield f"spoke={min(len(c.entity.spoke), 4)}"

    # --- where they are named -----------------------------------------------------------------------------------------

    def _of_place(self, place: Place, at: int, places: Sequence[int], people: Sequence[int]) -> Iterator[str]:
        here, there = self._article[place.at], self._article[at]
        apart = min(here.sentence - there.sentence, _FAR)
        paragraphs = min(here.paragraph - there.paragraph, 3)
        between = min(sum(p > at for p in places), 4)
        persons = min(sum(p > at for p in people), 3)
        opening = self._opening(at)
        subject = self._is_subject(at)
        quoted = there.quoted and not here.quoted
        yield f"apart={apart}"
        yield f"paragraphs={paragraphs}"
        yield f"between={between}"
        yield f"persons={persons}"
        yield f"apart={apart}|opening={opening}|subject={subject}"
        yield f"apart={apart}|persons={persons}"
        yield f"opening={opening}"
        yield f"subject={subject}"
        yield f"quoted={quoted}"
        yield f"quoted={quoted}|apart={apart}"
        yield f"after={self._before(at)}"
        yield f"possessive={there.possessive}"
        yield f"here={self._opening(place.at)}|apart={apart}"
        yield f"here={self._opening(place.at)}|apart={apart}|opening={opening}"
        yield f"last={between == 0}|{self._opening(place.at)}"
        yield f"paragraphs={paragraphs}|opening={opening}"

    def _opening(self, k: int) -> str:
        """How far a word stands from the beginning of its sentence."""
        first, _ = self._article.sentence_range(self._article[k].sentence)
        words = sum(not w.mark for w in self._article.words[first:k][:12])
        return "first" if words < 2 else "early" if words < 6 else "later"

    def _is_subject(self, at: int) -> str:
        """Whether a verb follows within a few words, or a comma and a phrase before it."""
        words = self._article.words
        for k in range(at + 1, min(at + 5, len(words))):
            word = words[k]
            if word.sentence != words[at].sentence or word.form in self._words.prepositions:
                return "no"
            readings = lexicon().readings.get(word.form, ())
            if word.form in self._words.verbal or any(r.form in {"past", "s"} for r in readings):
                return "verb"
            if word.mark:
                return "comma" if word.text == "," else "no"
        return "no"

    def _before(self, k: int) -> str:
        """What stands before the phrase of a word: a preposition, a mark, a verb of saying."""
        words = self._article.words
        for place in range(k - 1, max(k - 6, -1), -1):
            word = words[place]
            if word.sentence != words[k].sentence:
                return "none"
            if word.mark:
                return "mark"
            if word.form in self._words.prepositions:
                return "preposition"
            if word.form in lexicon().readings and not word.capital:
                return "verb"
        return "other" if k else "none"

    # --- gender and number --------------------------------------------------------------------------------------------

    def _of_agreement(self, naming: Naming | None, c: Candidate, kind: str) -> Iterator[str]:
        wanted, what = (naming.gender, naming.kind) if naming else ("", "none")
        yield f"agrees={c.gender == wanted if c.gender and wanted else 'unknown'}"
        yield f"gender={c.gender or 'none'}|{wanted or 'none'}"
        yield f"plural={c.plural}|{kind}"
        yield f"number={what}|{c.plural}|{kind}"
        yield f"number={what}|{c.plural}|{c.what}"

    # --- words in common ----------------------------------------------------------------------------------------------

    def _of_words(self, naming: Naming, c: Candidate, kind: str) -> Iterator[str]:
        own = c.own
        heads = {self._words.singular(word) for word in own}
        head = naming.head in heads
        rest = naming.own - {naming.head}
        shared = len(rest & own)
        yield f"head={head}"
        yield f"head={head}|{c.what}"
        yield f"kinds={naming.kind}|{kind}"
        yield f"shared={min(shared, 2)}|{min(len(rest), 2)}"
        yield f"all={naming.own <= own}|{c.what}"
        yield f"head={head}|shared={min(shared, 2)}|rest={min(len(rest), 2)}|{c.what}"
        yield f"noun={naming.head}|{c.what}"
        yield f"noun={naming.head}|{kind}"
        yield f"proper={bool(naming.proper)}|{c.what}"
        yield f"proper={bool(set(naming.proper) & own)}|{c.what}|{bool(naming.proper)}"
        yield f"plurals={naming.plural}|{c.plural}|{c.what}"
        adds = len(c.naming.own - naming.own)
        yield f"adds={min(adds, 3)}|{c.what}"
        if naming.gender:
            yield f"agrees={c.gender == naming.gender if c.gender else 'unknown'}"


def _rank(order: Sequence[int], k: int, most: int) -> str:
    """The place of a candidate in an order, from 0 to `most`; "no" where it has none."""
    return str(min(order.index(k), most)) if k in order else "no"


_KINDS = {
    "plural": {"group", "organization", ""},
    "group": {"group", "organization", ""},
    "thing": {"organization", "media", "document", ""},
    "organization": {"organization", "media", ""},
    "media": {"organization", "media", ""},
}
"""The kinds of those for whom a mention of a kind can stand."""
_ONE_PERSON = frozenset({"masculine", "feminine", "person", "relative"})


def _agrees(naming: Naming | None, c: Candidate) -> bool:
    """Whether number, gender and kind allow that a mention stands for a candidate."""
    if naming is None:
        return True
    if naming.gender and c.gender and naming.gender != c.gender:
        return False
    if naming.kind in _ONE_PERSON:
        return c.kind in {"person", "unnamed"} and not c.plural
    if naming.kind in {"plural", "group"} and c.plural:
        return True
    if naming.kind in {"organization", "media"} and c.plural:
        return False
    return c.kind in _KINDS.get(naming.kind, {naming.kind, ""}) or not naming.kind
