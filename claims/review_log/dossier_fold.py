"""Fold the acts of all reviewers into a dossier: the one place where readings and acts become what is shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.model.dossier import Ties
from claims.model.ids import in_order
from claims.model.partitions import Joined
from claims.model.relations import Group
from claims.model.review_acts import seen_digest
from claims.review_log.claim_fold import KEPT_APART, ClaimFold, Unfit
from claims.review_log.pair_ties import event_ties
from claims.review_log.source_ties import SourceTies
from claims.review_log.standing import Acts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model.dossier import Dossier
    from claims.model.records import Claim
    from claims.model.review_acts import ReviewAct

__all__ = ["Folded", "fold", "folded", "refolded", "unfolded"]


@dataclass(frozen=True, slots=True)
class Folded:
    """A dossier with its acts folded in.

    Attributes:
        dossier: The dossier, whose claims and groups are what everything shows.
        acts: The acts.
        unfit: Those that no longer fit, in their order.
        digests: The digest of each claim with acts, as a reviewer sees it.
        sources: What reviewers say of sources.
        parts: The ids of the claims into which each split one was split.
    """

    dossier: Dossier
    acts: Acts
    unfit: tuple[Unfit, ...]
    digests: dict[str, str]
    sources: SourceTies
    parts: dict[str, tuple[str, ...]]

    def seen(self, claim: Claim) -> str:
        """Return the digest of a claim of the dossier, for an act on it."""
        return self.digests.get(claim.id) or seen_digest(claim)


def folded(dossier: Dossier) -> Dossier:
    """Return the dossier with the acts of its log folded into its claims and groups; without a log, as it is."""
    return dossier if dossier.log is None else fold(dossier).dossier


def unfolded(dossier: Dossier) -> Dossier:
    """Return the dossier with the claims and groups that its files hold, to be changed and folded again."""
    if dossier.log is None:
        return dossier
    return replace(dossier, claims=dossier.log.readings, groups=dossier.log.groups, ties=Ties())


def refolded(dossier: Dossier) -> Dossier:
    """Return a changed dossier whose claims and groups are those of its files, with the acts of its log folded in."""
    if dossier.log is None:
        return dossier
    return folded(replace(dossier, log=replace(dossier.log, readings=dossier.claims, groups=dossier.groups)))


def fold(dossier: Dossier) -> Folded:
    """Fold the acts of a dossier's log into its readings; the claims and groups in it before do not count.

    Raises:
        ClaimsError: if two different acts have the same id.
    """
    if dossier.log is None:
        none = Acts(())
        return Folded(dossier, none, (), {}, SourceTies(none), {})
    acts = Acts(dossier.log.acts)
    texts = {document.id: document.text for document in dossier.documents}
    folding = ClaimFold(acts, texts.get)
    found = [claim for reading in dossier.log.readings for claim in folding.claims(reading)]
    found += folding.finish()
    claims = in_order(dossier.documents, map(folding.placed, found)) if acts.by_id else tuple(found)
    events = event_ties(acts)
    ties = Ties(folding.sources.same, folding.sources.apart, events.same, events.apart)
    groups = _grouped(dossier.log.groups, ties, claims, dossier.made.version)
    shown = replace(dossier, claims=claims, groups=groups, ties=ties)
    unfit = (*folding.unfit(), *_unpaired(acts, claims, events.refused))
    return Folded(shown, acts, unfit, folding.digests, folding.sources, folding.parts)


def _unpaired(acts: Acts, claims: Iterable[Claim], refused: Iterable[ReviewAct]) -> list[Unfit]:
    """Return the acts on events of which a claim is gone, or which would join events that are kept apart."""
    there = {claim.id for claim in claims}
    paired = (act for act in acts.effective if act.act in ("same_event", "not_same_event"))
    gone = [act for act in paired if any(target.id not in there for target in act.claims)]
    found = {act.id: Unfit(act, "the dossier no longer has one of these claims") for act in gone}
    for act in refused:
        found.setdefault(act.id, Unfit(act, KEPT_APART))
    return sorted(found.values(), key=lambda each: acts.place(each.act))


def _grouped(groups: Sequence[Group], ties: Ties, claims: Sequence[Claim], version: str) -> tuple[Group, ...]:
    """Return the groups as reviewers changed them: joined by claims of one event, without claims of another."""
    place = {claim.id: number for number, claim in enumerate(claims)}
    if not (ties.one_event or ties.two_events or any(id not in place for group in groups for id in group.claims)):
        return tuple(groups)
    there = [[place[id] for id in group.claims if id in place] for group in groups]
    tied = [(place[one], place[other]) for one, other in ties.one_event if one in place and other in place]
    apart = [(place[one], place[other]) for one, other in ties.two_events if one in place and other in place]
    joined = Joined(len(claims), apart)
    for one, other in tied:
        joined.join(one, other)
    for members in there:
        for at, claim in enumerate(members):
            next((each for each in members[:at] if joined.join(each, claim)), None)
    by_hand = {joined.root(one) for one, _ in tied}
    made_of = {claim: group for group, members in zip(groups, there, strict=True) for claim in members}
    found: dict[str, Group] = {}
    for numbers in joined.sets():
        ids = tuple(claims[number].id for number in numbers)
        group = None if numbers[0] in by_hand else made_of.get(numbers[0])
        if group is None or group.id in found:  # Of a group that reviewers split, the second part is theirs.
            group = _by_hand(ids, version)
        found[group.id] = replace(group, claims=ids)
    return tuple(found.values())


def _by_hand(claims: Sequence[str], version: str) -> Group:
    digest = hashlib.sha256(" ".join(claims).encode()).hexdigest()[:12]
    return Group(f"grp-{digest}", tuple(claims), "hand", None, None, version)
