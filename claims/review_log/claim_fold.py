"""Fold reviewers' acts into the claims that the extractor read. Nothing else decides what a reviewed claim reads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from claims.model.facets import Facets
from claims.model.ids import claim_id
from claims.model.records import Claim, Grading, Opinion, Review, Source
from claims.model.review_acts import DECISIONS, NOT_WITHIN, seen_digest, words_digest
from claims.model.span import Span, moved
from claims.review_log.act_slots import FACETS, PARTS
from claims.review_log.anchoring import shift
from claims.review_log.source_ties import SourceTies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from claims.model.review_acts import ReviewAct
    from claims.review_log.standing import Acts

__all__ = ["ClaimFold", "Unfit"]

CHANGED = "the claim reads otherwise now"
GONE = "its words are no longer in the article"
NO_CLAIM = "the dossier no longer has this claim"
NO_SOURCE = "no claim has this source"
SPLIT = "the claim was split"
KEPT_APART = "it would join what other acts keep apart"

_Said = tuple["ReviewAct", Opinion]
"""An act, and what its reviewer says with it."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """An act that no longer fits the records, and is therefore listed and not applied.

    Attributes:
        act: The act.
        why: The reason, in words.
    """

    act: ReviewAct
    why: str


class ClaimFold:
    """Folds acts into claims, one claim at a time, in any order.

    Attributes:
        sources: What reviewers say of sources.
        digests: The `seen_digest` of each claim with acts, which differs from that of the folded claim if its source
            was put together with another.
    """

    def __init__(self, acts: Acts, text_of: Callable[[str], str | None], sources: SourceTies | None = None) -> None:
        """Take the acts.

        Args:
            acts: Those of the whole dossier.
            text_of: The text of a document by its id; None if it is not at hand.
            sources: What reviewers say of sources, if that is known already.
        """
        self.sources = sources or SourceTies(acts)
        self._acts = acts
        self._text_of = text_of
        self._read: set[str] = set()
        self._parts: dict[str, list[Claim]] = {}
        self._unfit: dict[str, Unfit] = {}
        self.digests: dict[str, str] = {}

    def is_touched(self, claim: Claim) -> bool:
        """Return whether an act is about a claim or its source."""
        return bool(self._acts.about(claim.id)) or self.sources.touch(claim)

    def claims(self, reading: Claim) -> list[Claim]:
        """Return what a reading stands for: itself with the acts on it, or the claims into which it was split."""
        self._read.add(reading.id)
        if not self.is_touched(reading):
            return [reading]
        return list(self._folded(reading, frozenset()))

    def finish(self) -> list[Claim]:
        """Return the claims that reviewers added; call after all readings."""
        found: list[Claim] = []
        for id in [id for id in self._acts.claims if id not in self._read]:
            additions = self._acts.standing("add", id)
            claim = self._added(id, additions[-1]) if additions else None
            if claim is not None:
                self._read.add(id)
                found += self._folded(claim, frozenset())
        return found

    def unfit(self) -> list[Unfit]:
        """Return the acts that no longer fit, in their order; call after `finish`."""
        for id in self._acts.claims:
            if id not in self._read:
                for act in self._acts.about(id):
                    self._unfit.setdefault(act.id, Unfit(act, NO_CLAIM))
        for act in self.sources.unmet():
            self._unfit.setdefault(act.id, Unfit(act, NO_SOURCE))
        for act in self.sources.refused:
            self._unfit.setdefault(act.id, Unfit(act, KEPT_APART))
        return sorted(self._unfit.values(), key=lambda each: self._acts.place(each.act))

    @property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """The ids of the claims into which each split one was split."""
        return {id: tuple(part.id for part in parts) for id, parts in self._parts.items()}

    def placed(self, claim: Claim) -> Claim:
        """Return a claim within the part of a split claim that contains it; call after `finish`."""
        if claim.within not in self._parts:
            return claim
        start, end = claim.content[0].start, claim.content[-1].end
        around = (
            part.id
            for part in self._parts[claim.within]
            if part.content[0].start <= start and end <= part.content[-1].end
        )
        return replace(claim, within=next(around, None))

    def _folded(self, claim: Claim, above: frozenset[str]) -> Iterator[Claim]:
        claim, disputed = self._corrected(claim)
        parts = [] if claim.id in above else self._split(claim)
        if not parts:
            yield self.sources.named(self._judged(claim, disputed))
            return
        self._parts[claim.id] = parts
        for act in self._acts.about(claim.id):
            if act.act not in ("add", "correct", "split"):
                self._unfit[act.id] = Unfit(act, SPLIT)
        for part in parts:
            self._read.add(part.id)
            yield from self._folded(part, above | {claim.id})

    def _corrected(self, claim: Claim) -> tuple[Claim, list[_Said]]:
        """Return the claim with the corrections on which reviewers do not differ, and those on which they do."""
        disputed: list[_Said] = []
        for part in PARTS:
            wanted = []
            for act in self._acts.standing("correct", claim.id, part):
                by = self._shift(act, claim)
                if by is None or act.correction is None:
                    self._unfit[act.id] = Unfit(act, GONE)
                else:
                    wanted.append((act, moved(getattr(act.correction, part), by), moved(act.correction.readings, by)))
            if not wanted:
                continue
            _, value, readings = wanted[-1]
            if all(other == value for _, other, _ in wanted):
                claim = _with(claim, part, value, readings)
            else:
                disputed += [
                    (act, Opinion(act.by, act.at, "corrected", _said(part, other))) for act, other, _ in wanted
                ]
        return claim, disputed

    def _shift(self, act: ReviewAct, claim: Claim) -> int | None:
        """Return by how much the words of an act on a claim have moved since; None if they are gone."""
        quote = next((target.quote for target in act.claims if target.id == claim.id), None)
        text = self._text_of(claim.document)
        return 0 if quote is None or text is None else shift(quote, text)

    def _split(self, claim: Claim) -> list[Claim]:
        heads = self._acts.standing("split", claim.id)
        if not heads or any(act.parts != heads[0].parts for act in heads):
            return []
        by = self._shift(heads[-1], claim)
        if by is None or _seen(heads[-1], claim.id) != seen_digest(claim):
            self._unfit[heads[-1].id] = Unfit(heads[-1], GONE if by is None else CHANGED)
            return []
        return _parts(claim, [moved(part, by) for part in heads[-1].parts])

    def _added(self, id: str, act: ReviewAct) -> Claim | None:
        target, wanted = act.claims[0], act.correction
        if wanted is None or wanted.source is None or wanted.cue is None or wanted.content is None:
            return None
        read = Claim(id, target.document, wanted.source, wanted.cue, wanted.content, wanted.mode or "indirect")
        by = self._shift(act, read)
        if by is None:
            self._unfit[act.id] = Unfit(act, GONE)
            return None
        within = None if wanted.within == NOT_WITHIN else wanted.within
        return moved(replace(read, within=within, act=wanted.act, facets=wanted.readings), by)

    def _judged(self, claim: Claim, disputed: Sequence[_Said]) -> Claim:
        """Return the claim with decisions, notes, grades and translations."""
        seen, words = seen_digest(claim), words_digest(claim)
        self.digests[claim.id] = seen
        decisions = self._fitting(self._acts.standing("decision", claim.id), claim.id, seen)
        graded = self._fitting(self._acts.standing("grade_claim", claim.id), claim.id, seen)
        about = self._acts.about(claim.id)
        writers = dict.fromkeys(act.by for act in about if act.act == "note")
        notes = self._acts.in_order(act for by in writers for act in self._acts.standing("note", claim.id, by))
        languages = dict.fromkeys(act.translation.language for act in about if act.translation)
        latest = [self._acts.standing("translate", claim.id, language)[-1:] for language in languages]
        translated = self._fitting([act for acts in latest for act in acts], claim.id, words)
        return replace(
            claim,
            review=self._review(decisions, notes, disputed),
            grading=_grading(self._acts.in_order((*self.sources.graded(claim), *graded))),
            translations=(*claim.translations, *(act.translation for act in translated if act.translation)),
        )

    def _review(self, decisions: Sequence[ReviewAct], notes: Sequence[ReviewAct], disputed: Sequence[_Said]) -> Review:
        """Return the state of a claim: the decision on which all agree, or a draft with what each reviewer said."""
        opinions = [(act, Opinion(act.by, act.at, DECISIONS[act.act], act.note)) for act in decisions]
        remarks = [(act, Opinion(act.by, act.at, "noted", act.note)) for act in notes]
        if disputed or len({opinion.said for _, opinion in opinions}) > 1:
            said = sorted((*opinions, *disputed, *remarks), key=lambda each: self._acts.place(each[0]))
            return Review(opinions=tuple(opinion for _, opinion in said))
        if not decisions:
            last = notes[-1] if notes else None
            others = tuple(opinion for _, opinion in remarks) if len(remarks) > 1 else ()
            return Review() if last is None else Review("draft", last.by, last.at, last.note, others)
        last = decisions[-1]
        own = [act for act in notes if act.by == last.by]
        later = next((act.note for act in own if self._acts.place(act) > self._acts.place(last)), None)
        note = later or last.note or (own[0].note if own else None)
        rest = (*opinions[:-1], *(each for each in remarks if each[0].by != last.by))
        return Review(DECISIONS[last.act], last.by, last.at, note, tuple(opinion for _, opinion in rest))

    def _fitting(self, acts: Iterable[ReviewAct], id: str, seen: str) -> list[ReviewAct]:
        """Return the acts whose reviewer saw the claim as it is; the others are noted as unfit."""
        fitting = []
        for act in acts:
            if _seen(act, id) == seen:
                fitting.append(act)
            else:
                self._unfit[act.id] = Unfit(act, CHANGED)
        return fitting


def _seen(act: ReviewAct, id: str) -> str | None:
    return next((target.seen for target in act.claims if target.id == id), None)


def _with(claim: Claim, slot: str, value: Any, readings: Facets | None) -> Claim:
    """Return the claim with one part corrected; its facets follow its words."""
    if slot == "within":
        return replace(claim, within=None if value == NOT_WITHIN else value)
    if slot in FACETS:
        facets = claim.facets or Facets()
        if slot == "events":
            return replace(claim, facets=replace(facets, event=value[0] if value else None))
        return replace(claim, facets=replace(facets, **{slot: value}))
    changed = replace(claim, **{slot: value})
    if slot == "content":
        extents = [(part.start, part.end) for part in value]
        kept = readings or (claim.facets.within(*extents) if claim.facets is not None else None)
        changed = replace(changed, facets=kept)
    told_by = (claim.cue, claim.source.mention, claim.content)
    return (
        changed if (changed.cue, changed.source.mention, changed.content) == told_by else replace(changed, found=None)
    )


def _said(slot: str, value: Any) -> str:
    """Return a corrected part in words."""
    if isinstance(value, Source):
        return f"{slot}: {value.name or '-'} ({value.kind})"
    if isinstance(value, Span):
        return f"{slot}: {value.exact}"
    if isinstance(value, tuple):
        return f"{slot}: {' […] '.join(_exact(each) for each in value) or '-'}"
    return f"{slot}: {value}"


def _exact(value: Any) -> str:
    return str(value.exact if isinstance(value, Span) else value.span.exact)


def _parts(claim: Claim, parts: Iterable[tuple[Span, ...]]) -> list[Claim]:
    """Return the claims into which one is split, each with its share of the facets."""
    found: list[Claim] = []
    repeated: Counter[tuple[str, ...]] = Counter()
    mention = claim.source.mention.exact if claim.source.mention else None
    for content in parts:
        words = tuple(part.exact for part in content)
        id = claim_id(claim.document, mention, claim.cue.exact, words, repeated[words])
        repeated[words] += 1
        extents = [(part.start, part.end) for part in content]
        facets = claim.facets.within(*extents) if claim.facets is not None else None
        found.append(replace(claim, id=id, content=content, facets=facets, found=None))
    return found


def _grading(acts: Sequence[ReviewAct]) -> Grading | None:
    """Return the grade by the Admiralty code; a part on which reviewers differ is left open, with their names."""
    if not acts:
        return None
    letters = {act.reliability for act in acts if act.reliability is not None}
    digits = {act.credibility for act in acts if act.credibility is not None}
    last = acts[-1]
    return Grading(
        letters.pop() if len(letters) == 1 else None,
        digits.pop() if len(digits) == 1 else None,
        ", ".join(dict.fromkeys(act.by for act in acts)),
        last.at,
        last.note,
    )
