"""The learned extractor: from a text to claims as plain values."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from claims.extraction.neural.decoder import Spans, cue_spans, parts, quoted_parts, spans, trim
from claims.extraction.neural.encoder import Encoder, shipped_base
from claims.extraction.neural.features import cue_flags, is_one_quotation, mode_features
from claims.extraction.neural.network import Network
from claims.extraction.neural.signals import placed, signals
from claims.extraction.neural.single_thread import single_thread
from claims.extraction.neural.weights import read
from claims.extraction.neural.words import units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from claims.extraction.neural.encoder import Base
    from claims.extraction.neural.network import Scores
    from claims.extraction.neural.signals import Bounds, Constructed, Hint, Language
    from claims.extraction.neural.words import Unit

    Array = NDArray[np.float32]

Offsets = tuple[int, int]
Range = tuple[int, int]

_TOGETHER = 12
"""Cues of a unit that are read at once, so that memory stays bounded."""
_SURE = 0.5
"""How likely a cue is with which no other claim's source begins."""
_SUREST = 0.99
"""No claim is given as certain."""
_CLAUSE = 2
"""Words of the shortest clause that a credit is for."""
_WORDS_A_CUE, _CUES, _FURTHER_WORDS_A_CUE = 5, 10, 20
"""A unit has at most one candidate for a cue in five words, and at most ten and one in twenty words.

Of seventeen hundred units of news, none comes nearer to the latter than by seven.
"""


@dataclass(frozen=True, slots=True)
class Extraction:
    """A claim as the model reads it; all offsets count code points of the text.

    Attributes:
        source: The words that name the source here; None where the sentence names none.
        kind: What sort of source these words name.
        confidence: How likely it is a claim with this content, 0 to 1.
        source_confidence: How likely its source is these words, or none.
        within: The place in the list of the claim that this one is part of.
        evidence: Log odds: of the cue alone, of the claim, of this content among all, of this source among all.
    """

    cue: Offsets
    source: Offsets | None
    content: tuple[Offsets, ...]
    kind: str
    mode: str
    confidence: float
    source_confidence: float
    within: int | None = None
    evidence: tuple[float, ...] = ()


class _Cue(NamedTuple):
    """Words that may be a cue, how likely they are one, and what constructions make a cue of them."""

    words: Range
    chance: float
    marked: Sequence[Constructed] = ()


class Model:
    """A model of one language. Keeps no state of a text; safe to use for any number of texts."""

    def __init__(
        self, arrays: Mapping[str, Array], config: dict[str, Any], upper: bytes, language: Language, base: Base
    ) -> None:
        if config["base"] != base.name:
            raise ValueError(f"weights for the encoder {config['base']} cannot be used with {base.name}")
        self.config = config
        self.language = language
        self._base = base
        self._forms = {form: k + 1 for k, form in enumerate(config["forms"])}
        self._encoder = Encoder(base, upper)
        self._network = Network(arrays)

    @classmethod
    def load(cls, path: Path, language: Language) -> Model:
        """The model in a file of weights, on the encoder that the package ships."""
        return cls(*read(path), language, shipped_base())

    @property
    def name(self) -> str:
        """The model's name."""
        return str(self.config["name"])

    @property
    def version(self) -> str:
        """The model's version."""
        return str(self.config["version"])

    def extract(self, text: str) -> list[Extraction]:
        """The claims of a text, in the order of their cues."""
        with single_thread():
            return self._extract(text)

    def _extract(self, text: str) -> list[Extraction]:
        found: list[Extraction] = []
        asked = [
            unit
            for unit in units(text, prefixes=self.language.quotation_prefixes)
            if self.language.may_report(unit.words)
        ]
        if not asked:
            return found
        hints = sorted(self.language.hints(text), key=_start)
        for unit in asked:
            first = bisect_left(hints, unit.offsets[0][0], key=_start)
            last = bisect_left(hints, unit.offsets[-1][1], key=_start)
            claims = nested(self._in_unit(unit, self._states(unit), hints[first:last]))  # None reaches beyond its unit.
            number = len(found)
            found += [c if c.within is None else replace(c, within=c.within + number) for c in claims]
        return found

    def _states(self, unit: Unit) -> Array:
        """The states of a unit's words: their first pieces' beside the mean over their pieces."""
        ids, starts = piece_ids(unit, self._base)
        states = self._encoder.states(ids)
        mean = np.add.reduceat(states[: starts[-1]], starts[:-1]) / np.diff(starts)[:, None].astype(np.float32)
        return np.concatenate([states[starts[:-1]], mean], axis=1)

    def _in_unit(self, unit: Unit, states: Array, hints: Sequence[Hint]) -> list[Extraction]:
        in_unit = placed(unit, hints)
        forms = np.array([self._forms.get(self.language.folded(word), 0) for word in unit.words])
        words = self._network.words(states, signals(unit, in_unit, self.language), forms)
        chances = self._network.cues(words)
        marked = self.language.constructed(unit.words, unit.quoted)
        hinted = [*(hint.cue for hint in in_unit), *(construction.cue for construction in marked)]
        cues = cue_spans(chances, self.config["cue_threshold"], hinted)
        bounds = self.language.bounds(unit.words, unit.quoted)
        cues = [cue for cue in cues if cue[0] not in bounds.unsourced]
        cues = _likeliest(cues, chances, _most_cues(len(unit)))
        sure = [cue for cue in cues if chances[cue[0], 0] > _SURE]
        found = []
        for first in range(0, len(cues), _TOGETHER):
            some = cues[first : first + _TOGETHER]
            flags = [cue_flags(len(unit), cue, in_unit) for cue in some]
            for cue, scores in zip(some, self._network.conditioned(words, some, flags), strict=True):
                others = [other for other in sure if other != cue]
                shown = [construction for construction in marked if _overlaps(cue, construction.cue)]
                found += self._claim(unit, _Cue(cue, float(chances[cue[0], 0]), shown), scores, others, bounds)
        return after_earlier(joined(found, unit), unit)

    def _claim(
        self, unit: Unit, found: _Cue, scores: Scores, others: Sequence[Range], bounds: Bounds
    ) -> list[Extraction]:
        """The claim of a cue, if it is likely enough to be one."""
        cue = found.words
        best = self._spans(unit, cue, scores, others, bounds)
        if best is None:
            return []
        evidence = _odds(found.chance), scores.claim, _odds(best.content_chance), _odds(best.source_chance)
        confidence = self._confidence("claim", evidence[:-1])
        content = parts(unit, cue, best)
        least = min([self.config["claim_threshold"], *(construction.least for construction in found.marked)])
        if confidence < least or not content:
            return []
        confidence = max([confidence, *(construction.chance for construction in found.marked)])
        mode = self._mode(unit, scores, best.content)
        if mode == "direct":
            content = quoted_parts(unit, content)
        source = trim(unit, *best.source) if best.source else None
        source = source if source and _names(unit, source) else None
        kinds = self._network.kinds(scores, source)
        return [
            Extraction(
                cue=_offsets(unit, cue),
                source=_offsets(unit, source) if source else None,
                content=tuple(_offsets(unit, part) for part in content),
                kind=self.config["kinds"][int(kinds.argmax())],
                mode=mode,
                confidence=round(min(confidence, _SUREST), 2),
                source_confidence=round(min(self._confidence("source", evidence[-1:]), _SUREST), 2),
                evidence=tuple(round(part, 3) for part in evidence),
            )
        ]

    def _spans(self, unit: Unit, cue: Range, scores: Scores, others: Sequence[Range], bounds: Bounds) -> Spans | None:
        """Source and content of a cue; where grammar tells that its object was taken for its source, one before it."""
        limit = self.language.content_limit(unit.words, unit.quoted, cue)
        bounds = bounds if limit is None else replace(bounds, limit=limit)
        best = spans(unit, cue, scores, others, bounds)
        if best is None or self.language.is_credible(unit.words, cue, best.source, best.content):
            return best
        best = spans(unit, cue, scores, others, replace(bounds, source_limit=cue[0]))
        return best if best is not None and best.source else None

    def _mode(self, unit: Unit, scores: Scores, content: Range) -> str:
        """Whether a content is quoted; the network is asked where the marks alone do not tell."""
        if is_one_quotation(unit.quoted, content):
            return "direct"
        modes = self._network.modes(scores, content, mode_features(unit.quoted, content))
        return str(self.config["modes"][int(modes.argmax())])

    def _confidence(self, name: str, evidence: Sequence[float]) -> float:
        """Log odds weighed as it was calibrated on articles held out."""
        weights = self.config["calibration"][name]
        total = weights[-1] + sum(w * e for w, e in zip(weights, evidence, strict=False))
        return float(1 / (1 + np.exp(-np.clip(total, -30, 30))))


def piece_ids(unit: Unit, base: Base) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The ids of a unit's pieces between the ends, and where in them each word's begin, and the last word's end.

    Where they are more than the encoder takes, each word is read by its first pieces only.
    """
    cut = [base.pieces.of(word, spaced=spaced) for word, spaced in zip(unit.words, unit.spaced, strict=True)]
    if sum(map(len, cut)) > base.longest - 2:
        cut = [pieces[: (base.longest - 2) // len(cut)] for pieces in cut]
    ids, starts = [base.begin], []
    for pieces in cut:
        starts.append(len(ids))
        ids += pieces
    return np.array([*ids, base.end]), np.array([*starts, len(ids)])


def _start(hint: Hint) -> int:
    return hint.cue[0]


def _names(unit: Unit, span: Range) -> bool:
    """Whether a span holds a letter or a digit; marks alone name nobody."""
    return any(c.isalnum() for word in unit.words[slice(*span)] for c in word)


def _odds(chance: float) -> float:
    """Log odds of a probability, within bounds."""
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return float(np.log(chance / (1 - chance)))


def _overlaps(cue: Range, other: Range) -> bool:
    return cue[0] < other[1] and other[0] < cue[1]


def _most_cues(words: int) -> int:
    return min(1 + words // _WORDS_A_CUE, _CUES + words // _FURTHER_WORDS_A_CUE)


def _likeliest(cues: Sequence[Range], chances: Array, number: int) -> list[Range]:
    if len(cues) <= number:
        return list(cues)
    return sorted(sorted(cues, key=lambda cue: (-chances[cue[0], 0], cue))[:number])


def _offsets(unit: Unit, words: Range) -> Offsets:
    return unit.offsets[words[0]][0], unit.offsets[words[1] - 1][1]


def joined(claims: Sequence[Extraction], unit: Unit) -> list[Extraction]:
    """The claims of a unit; of two with cues side by side and one content, one with both words as its cue.

    Of two whose cues stand apart before one content, and which name no two sources, it is the likelier (جدد … التأكيد).
    """
    after = dict(zip((end for _, end in unit.offsets), (start for start, _ in unit.offsets[1:]), strict=False))
    result: list[Extraction] = []
    for claim in sorted(claims, key=lambda claim: claim.cue):
        last = result[-1] if result else None
        if last and after.get(last.cue[1]) == claim.cue[0] and _are_one(last, claim):
            cue = last.cue[0], claim.cue[1]
            sources = (s for s in (last.source, claim.source) if s and (s[1] <= cue[0] or cue[1] <= s[0]))
            result[-1] = replace(last, cue=cue, source=next(sources, None))
        elif last and _tells_again(last, claim):
            result[-1] = max(last, claim, key=lambda each: each.confidence)
        else:
            result.append(claim)
    return result


def _are_one(one: Extraction, other: Extraction) -> bool:
    """Whether two cues side by side credit one content to no two sources (the paper said, citing officials, …)."""
    return one.content == other.content and (None in {one.source, other.source} or one.source == other.source)


def _tells_again(one: Extraction, other: Extraction) -> bool:
    """Whether two cues that stand before one content name no two sources for it."""
    if one.content != other.content or max(one.cue[1], other.cue[1]) > one.content[0][0]:
        return False
    return one.source == other.source or other.source is None


def after_earlier(claims: Sequence[Extraction], unit: Unit) -> list[Extraction]:
    """The claims of a unit; of two that are credited after their words, the later one begins after the earlier credit.

    Prices rose, according to the chamber, while demand fell, according to traders: the traders said nothing on prices.
    Where nothing but the earlier credit stands before the later one, both have the whole (…, he said, police say).
    """
    ends = sorted((_end(claim), claim.content[0][0]) for claim in claims if _closes(claim))
    return [_after(claim, ends, unit) if _closes(claim) else claim for claim in claims]


def _closes(claim: Extraction) -> bool:
    """Whether a credit stands after the one stretch that it is for."""
    return len(claim.content) == 1 and claim.content[0][1] <= claim.cue[0]


def _end(claim: Extraction) -> int:
    """Where the words of a credit end."""
    return max(claim.cue[1], claim.source[1] if claim.source else 0)


def _after(claim: Extraction, ends: Sequence[Offsets], unit: Unit) -> Extraction:
    """A claim without what the last credit within its content is for, if a mark and a clause follow that credit.

    `ends` are where each credit ends and where its content begins, in order.
    """
    start, stop = claim.content[0]
    before = bisect_left(ends, (stop, 0)) - 1
    if before < 0 or ends[before][1] < start:
        return claim
    first, last = (bisect_left(unit.offsets, (at, 0)) for at in (ends[before][0], stop))
    words = [k for k in range(first, last) if any(c.isalnum() for c in unit.words[k])]
    if len(words) < _CLAUSE or words[0] == first:
        return claim
    return replace(claim, content=((unit.offsets[words[0]][0], stop),))


def nested(claims: Sequence[Extraction]) -> list[Extraction]:
    """The claims in the order of their cues, each with the smallest claim whose content holds its cue and content."""
    ordered = sorted(claims, key=lambda claim: (claim.cue, claim.content))
    result = []
    for claim in ordered:
        around = [
            (_length(outer), k)
            for k, outer in enumerate(ordered)
            if outer is not claim and _length(outer) > _length(claim) and _holds(outer, claim)
        ]
        result.append(replace(claim, within=min(around)[1] if around else None))
    return result


def _length(claim: Extraction) -> int:
    return sum(end - start for start, end in claim.content)


def _holds(outer: Extraction, inner: Extraction) -> bool:
    return all(any(a <= start and end <= b for a, b in outer.content) for start, end in (inner.cue, *inner.content))


__all__ = ["Extraction", "Model", "Spans", "after_earlier", "nested"]
