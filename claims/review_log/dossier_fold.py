"""Fold the acts of all reviewers into a dossier: the one place where readings and acts become what is shown."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.model.ids import in_order
from claims.model.relations import Group
from claims.model.review_acts import seen_digest
from claims.review_log.act_slots import event_pairs
from claims.review_log.claim_fold import ClaimFold, Unfit
from claims.review_log.standing import Acts, in_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.model.dossier import Dossier
    from claims.model.records import Claim

__all__ = ["Folded", "event_ties", "fold", "folded", "refolded", "unfolded"]


@dataclass(frozen=True, slots=True)
class Folded:
    """A dossier with its acts folded in.

    Attributes:
        dossier: The dossier, whose claims and groups are what everything shows.
        acts: The acts.
        unfit: Those that no longer fit, in the order of time.
        digests: The digest of each claim with acts, as a reviewer sees it.
    """

    dossier: Dossier
    acts: Acts
    unfit: tuple[Unfit, ...]
    digests: dict[str, str]

    def seen(self, claim: Claim) -> str:
        """Return the digest of a claim of the dossier, for an act on it."""
        return self.digests.get(claim.id) or seen_digest(claim)


def folded(dossier: Dossier) -> Dossier:
    """Return the dossier with the acts of its log folded into its claims and groups; without a log, as it is."""
    return dossier if dossier.log is None else fold(dossier).dossier


def unfolded(dossier: Dossier) -> Dossier:
    """Return the dossier with the claims and groups that its files hold, to be changed and folded again."""
    return dossier if dossier.log is None else replace(dossier, claims=dossier.log.readings, groups=dossier.log.groups)


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
        return Folded(dossier, Acts(()), (), {})
    acts = Acts(dossier.log.acts)
    texts = {document.id: document.text for document in dossier.documents}
    folding = ClaimFold(acts, texts.get)
    found = [claim for reading in dossier.log.readings for claim in folding.claims(reading)]
    found += folding.finish()
    claims = in_order(dossier.documents, map(folding.placed, found)) if acts.effective else tuple(found)
    groups = _grouped(dossier.log.groups, acts, claims, dossier.made.version)
    shown = replace(dossier, claims=claims, groups=groups)
    return Folded(shown, acts, (*folding.unfit(), *_unpaired(acts, claims)), folding.digests)


def event_ties(acts: Acts) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return the pairs of claims about one event, and those about different ones; not those on which people differ."""
    same: list[tuple[str, str]] = []
    apart: list[tuple[str, str]] = []
    own = [act for act in acts.effective if act.act in ("same_event", "not_same_event")]
    for one, other in dict.fromkeys(pair for act in own for pair in event_pairs(act)):
        said = {act.act for act in acts.standing("event", one, other)}
        if len(said) == 1:
            (same if "same_event" in said else apart).append((one, other))
    return same, apart


def _unpaired(acts: Acts, claims: Iterable[Claim]) -> list[Unfit]:
    """Return the acts on events of which a claim is gone."""
    there = {claim.id for claim in claims}
    paired = (act for act in acts.effective if act.act in ("same_event", "not_same_event"))
    gone = (act for act in paired if any(target.id not in there for target in act.claims))
    return [Unfit(act, "the dossier no longer has one of these claims") for act in sorted(gone, key=in_time)]


def _grouped(groups: Sequence[Group], acts: Acts, claims: Sequence[Claim], version: str) -> tuple[Group, ...]:
    """Return the groups as reviewers changed them: joined by claims of one event, without claims of another."""
    same, apart = event_ties(acts)
    place = {claim.id: number for number, claim in enumerate(claims)}
    if not (same or apart or any(id not in place for group in groups for id in group.claims)):
        return tuple(groups)
    members = {id: set(group.claims) for group in groups for id in group.claims}
    joined: set[str] = set()
    for one, other in same:
        few, many = sorted((members.setdefault(one, {one}), members.setdefault(other, {other})), key=len)
        joined |= {one, other}
        if few is not many:
            many |= few
            members.update(dict.fromkeys(few, many))
    others: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in apart:
        others[one].add(other)
        others[other].add(one)
    made_of = {id: group for group in groups for id in group.claims}
    found: list[Group] = []
    for own in {id(each): each for each in members.values()}.values():
        kept: list[str] = []
        for claim in sorted(own & place.keys(), key=place.__getitem__):
            if others[claim].isdisjoint(kept):
                kept.append(claim)
        if len(kept) > 1:
            first = None if joined & own else made_of[kept[0]]
            found.append(_by_hand(kept, version) if first is None else replace(first, claims=tuple(kept)))
    return tuple(sorted(found, key=lambda group: place[group.claims[0]]))


def _by_hand(claims: Sequence[str], version: str) -> Group:
    digest = hashlib.sha256(" ".join(claims).encode()).hexdigest()[:12]
    return Group(f"grp-{digest}", tuple(claims), "hand", None, None, version)
