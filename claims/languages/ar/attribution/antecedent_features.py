"""What tells whether a mention stands for a candidate: distance, place in the clause, agreement, words in common.

The same function serves training (`training/antecedents.py`) and use, so that the two cannot differ.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from claims.languages.ar.attribution.name_match_features import NameMatch
from claims.languages.ar.cue_lexicon import gender_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claims.extraction.source_mentions import Mention
    from claims.languages.ar.attribution.antecedents import Antecedents, Candidate
    from claims.languages.ar.attribution.source_entities import Entity
    from claims.languages.ar.attribution.source_names import Name, Names
    from claims.languages.ar.attribution.speakers import Speakers
    from claims.languages.ar.attribution.tokens import Tokens

WEIGHTS = Path(__file__).parent.parent / "weights" / "antecedents.json"
"""The trained weights of these features."""
SILENT = frozenset({"nested", "silent", "carried"})
"""Sorts of mentions without words."""
_FAR, _LONG = 4, 4


class AntecedentFeatures:
    """Describes the candidates of one article's mentions."""

    def __init__(self, tokens: Tokens, names: Names, speakers: Speakers, antecedents: Antecedents) -> None:
        self._tokens = tokens
        self._lexicon = names.lexicon
        self._speakers = speakers
        self._antecedents = antecedents
        self._writing = names.lexicon.language.grammar.writing
        writing = self._writing
        self._feminine = (writing.feminine_pronoun, writing.plural_feminine)
        self._match = NameMatch(names)

    def sort(self, mention: Mention, name: Name | None) -> str:
        """What sort of mention it is: without words, a name, a title and name, or a definite noun."""
        if name is None:
            return "nested" if mention.within is not None else "silent" if mention.person[:1] == "3" else "carried"
        if name.same:
            return "same"
        one = len(name.words) == 1
        if not self._lexicon[name.words[0]].source:
            return "proper1" if one else "proper"
        if name.named:
            return "named"
        definite = self._writing.has_article(name.forms[0])
        return ("noun" if one else "definite") if definite else ("bare" if one else "indefinite")

    def of(self, mention: Mention, name: Name | None, candidates: Sequence[Candidate]) -> list[list[str]]:
        """The features of each candidate of a mention."""
        cue = self._tokens.at(mention.position)
        places = sorted(c.at for c in candidates if c.at is not None and c.at < cue)
        return [list(self._features(mention, name, c, cue, places)) for c in candidates]

    def _features(
        self, mention: Mention, name: Name | None, candidate: Candidate, cue: int, places: Sequence[int]
    ) -> Iterator[str]:
        entity, who = candidate.entity, candidate.name
        yield f"ruled={candidate.ruled or 'no'}"
        yield f"known={entity is not None}"
        yield f"kind={_kind(candidate)}"
        yield f"named={who.named}|{who.kind}"
        yield f"long={min(len(who.words), _LONG)}"
        yield from self._of_trace(candidate, cue)
        if candidate.at is None:
            yield "place=none"
        elif candidate.at > cue:
            yield "place=after"
            yield f"place=after{min(candidate.at - cue, _FAR)}"
        else:
            yield from self._of_place(candidate.at, cue, places)
            if mention.within is not None:
                yield from self._of_outer(mention.within, candidate.at, places)
        yield from self._of_agreement(mention, candidate)
        if mention.within is not None and entity is not None and mention.within < len(self._antecedents.found):
            yield f"outer={self._antecedents.found[mention.within] is entity}"
        if name is not None:
            yield from self._of_names(name, candidate)

    # --- where it was credited, and where it stands -------------------------------------------------------------------

    def _of_trace(self, candidate: Candidate, cue: int) -> Iterator[str]:
        trace = self._antecedents.traces.get(candidate.entity) if candidate.entity else None
        if trace is None:
            yield "trace=none"
            return
        back = min(len(self._antecedents.found) - 1 - trace.order, _FAR + 1)
        there = self._tokens.at(trace.mention.position)
        paragraph = self._antecedents.in_one_paragraph(cue, there)
        apart = min(self._antecedents.sentence(cue) - self._antecedents.sentence(there), _FAR)
        inner = trace.mention.within is not None
        yield f"back={back}"
        yield f"sentences={apart}"
        yield f"paragraph={paragraph}"
        yield f"back={back}|paragraph={paragraph}|{not inner}|{trace.mention.passing}"
        yield f"passing={trace.mention.passing}"
        yield f"inner={inner}"
        yield f"silent={trace.mention.span is None}"
        yield f"times={min(trace.times, 3)}"

    def _of_place(self, k: int, cue: int, places: Sequence[int]) -> Iterator[str]:
        between = min(sum(place > k for place in places), 3)
        apart = min(self._antecedents.sentence(cue) - self._antecedents.sentence(k), 3)
        leads = k > 0 and self._antecedents.leads(k - 1)
        opening = min(k - self._antecedents.first(k), 3)
        last = self._antecedents.mentions[-1].position if self._antecedents.mentions else -1
        later = self._tokens.starts[k] > last
        yield f"place={apart}"
        yield f"place={apart}|between={between}"
        yield f"place={apart}|leads={leads}"
        yield f"place={apart}|opening={opening}"
        yield f"place={apart}|later={later}|opening={opening < 3}"
        yield f"after={self._before(k)}"

    def _before(self, k: int) -> str:
        if k == 0:
            return "none"
        word = self._tokens.words[k - 1]
        tests = {"preposition": word.preposition, "mark": word.mark, "that": word.that, "verb": bool(word.readings)}
        return next((what for what, holds in tests.items() if holds), "other")

    def _of_outer(self, outer: int, k: int, places: Sequence[int]) -> Iterator[str]:
        """How a phrase stands to the content of the claim that the mention is part of."""
        mentions = self._antecedents.mentions
        content = mentions[outer].content if outer < len(mentions) else ()
        inside = any(start <= self._tokens.starts[k] < end for start, end in content)
        opens = any(0 <= k - self._tokens.at(start) <= 1 for start, _ in content)
        between = min(sum(place > k for place in places), 2)
        yield f"inside={inside}"
        yield f"inside={inside}|opens={opens}"
        yield f"inside={inside}|leads={k > 0 and self._antecedents.leads(k - 1)}|opens={opens}|between={between}"

    # --- gender and number --------------------------------------------------------------------------------------------

    def _of_agreement(self, mention: Mention, candidate: Candidate) -> Iterator[str]:
        if not mention.person:
            yield "person=none"
            return
        wanted = gender_of(mention.person)
        wanted_number = mention.person[-1] if mention.person.endswith(("p", "d")) else "s"
        gender = (candidate.entity.gender if candidate.entity else "") or self._gender(candidate.name)
        plural = candidate.name.kind == "group" or self._writing.is_sound_plural(candidate.name.forms[0])
        number = "d" if self._match.is_joined(candidate.name) else "p" if plural else "s"
        yield f"gender={gender == wanted if gender and wanted else 'unknown'}"
        yield f"number={number}{wanted_number}"
        yield f"agree={gender}{number}|{wanted}{wanted_number}"

    def _gender(self, who: Name) -> str:
        """The gender that the first noun of a name tells, "" where it may be either."""
        if who.forms[0].endswith(self._feminine):
            return "f"
        return "m" if self._lexicon[who.words[0]].source else ""

    # --- words in common ----------------------------------------------------------------------------------------------

    def _of_names(self, name: Name, candidate: Candidate) -> Iterator[str]:
        entity, kind = candidate.entity, _kind(candidate)
        like = "same" if kind == name.kind else "other"
        nearest = entity is not None and self._nearest_of_kind(kind) is entity
        yield from self._match.of(name, candidate.name, entity)
        yield f"kinds={name.kind}|{kind}"
        yield f"noun={name.words[0] if self._lexicon[name.words[0]].source else '-'}|{kind}"
        yield f"like={like}|nearest={nearest}|last={self._speakers.mentioned.last is entity}"
        yield f"like={like}|nearest={nearest}|adjective={self._described(name)}"
        yield f"as={self._as(candidate)}|shape={self._match.shape(name)}"

    def _as(self, candidate: Candidate) -> str:
        return candidate.ruled or ("credited" if candidate.entity else "phrase")

    def _nearest_of_kind(self, kind: str) -> Entity | None:
        """The source of a kind that was credited last."""
        return next((e for e in reversed(self._speakers.mentioned) if e.kind == kind), None)

    def _described(self, name: Name) -> str:
        """What follows the noun of a name: an adjective, a complement, nothing."""
        if len(name.forms) == 1:
            return "none"
        form = name.forms[1]
        if self._writing.has_article(form):
            return "nisba" if form.endswith(self._writing.nisba) else "definite"
        return "preposition" if self._lexicon[form].preposition else "other"


def _kind(candidate: Candidate) -> str:
    return candidate.entity.kind if candidate.entity else candidate.name.kind
