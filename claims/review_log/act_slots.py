"""Name the things that acts are about: a decision on a claim, one part of it, a pair of sources, and so on.

Acts on one thing replace each other or differ; acts on different things never touch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.model.review_acts import DECISIONS, Correction

if TYPE_CHECKING:
    from claims.model.review_acts import ReviewAct, SourceSeen

__all__ = ["FACETS", "PARTS", "Slot", "corrected_parts", "event_pairs", "slots", "source_pairs"]

Slot = tuple[object, ...]
"""The kind of thing, and what tells it from others of its kind."""

FACETS = ("figures", "times", "places", "parties", "events")
PARTS = ("source", "cue", "content", "mode", "act", "within", *FACETS)
"""The parts of a claim that are corrected independently of each other, words before what is read in them."""


def corrected_parts(correction: Correction) -> list[str]:
    """Return the parts of a claim that a correction changes."""
    return [part for part in PARTS if getattr(correction, part) is not None]


def source_pairs(act: ReviewAct) -> list[tuple[SourceSeen, SourceSeen]]:
    """Return the pairs of sources that an act joins or keeps apart: the first with each other, in a fixed order."""
    pairs = [(act.sources[0], other) for other in act.sources[1:]]
    return [(min(pair, key=_order), max(pair, key=_order)) for pair in pairs]


def event_pairs(act: ReviewAct) -> list[tuple[str, str]]:
    """Return the pairs of claims that an act says are of one event, or of two: the first with each other."""
    return [tuple(sorted((act.claims[0].id, each.id))) for each in act.claims[1:]]  # type: ignore[misc]  # two of them


def slots(act: ReviewAct) -> list[Slot]:
    """Return the things that an act is about; none for one that withdraws another."""
    if act.act == "grade_source":
        return [("grade_source", source) for source in act.sources]
    if act.act in ("merge_sources", "keep_apart"):
        return [("sources", *pair) for pair in source_pairs(act)]
    if act.act in ("same_event", "not_same_event"):
        return [("event", *pair) for pair in event_pairs(act)]
    return [(*kind, target.id, *what) for target in act.claims for kind, what in _claim_slots(act)]


def _claim_slots(act: ReviewAct) -> list[tuple[Slot, Slot]]:
    """Return the things about a claim, each as what stands before the claim's id and what stands after it."""
    if act.act in DECISIONS:
        return [(("decision",), ())]
    if act.act == "correct":
        return [(("correct",), (part,)) for part in corrected_parts(act.correction or Correction())]
    if act.act == "note":
        return [(("note",), (act.by,))]
    if act.act == "translate":
        return [(("translate",), (act.translation.language if act.translation else "",))]
    return [((act.act,), ())]


def _order(source: SourceSeen) -> tuple[str, str, str]:
    return source.name, source.kind, source.document or ""
