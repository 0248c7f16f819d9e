"""The log of people's work on a dossier: what acts count, and what readings and acts together say."""

from claims.review_log.act_slots import PARTS, corrected_parts, event_pairs
from claims.review_log.anchoring import quote_of, shift
from claims.review_log.claim_fold import ClaimFold, Unfit
from claims.review_log.dossier_fold import Folded, fold, folded, refolded, unfolded
from claims.review_log.pair_ties import PairTies, event_ties, source_ties
from claims.review_log.source_ties import SourceTies
from claims.review_log.standing import Acts

__all__ = [
    "PARTS",
    "Acts",
    "ClaimFold",
    "Folded",
    "PairTies",
    "SourceTies",
    "Unfit",
    "corrected_parts",
    "event_pairs",
    "event_ties",
    "fold",
    "folded",
    "quote_of",
    "refolded",
    "shift",
    "source_ties",
    "unfolded",
]
