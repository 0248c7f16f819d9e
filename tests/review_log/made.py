"""A dossier of two articles, and sessions of reviewers on it whose clock goes a minute on with each act."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from msgspec.structs import replace

from claims.model import Claim, Correction, Document, Dossier, Made, ReviewLog, Source, Span, derived_ids
from claims.model.facets import Facets, Figure
from claims.review.review_session import ReviewSession

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.model import Kind, ReviewAct

MARKET = (
    "قال المتحدث باسم الدفاع المدني إن القصف قتل 19 شخصا في السوق. "
    "وأضاف المصدر أن الطريق مغلق منذ الصباح. "
    "وذكر شهود أن النار امتدت إلى المخازن وأن الماء انقطع."
)
HOSPITAL = "قالت المتحدثة باسم المستشفى إن القصف قتل 23 شخصا."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def claim(document: str, text: str, name: str, kind: Kind, mention: str | None, cue: str, content: str) -> Claim:
    source = Source(name, kind, span(text, mention) if mention else None)
    made = Claim("", document, source, span(text, cue), (span(text, content),), "indirect")
    return replace(made, id=derived_ids([made])[0])


def counted(made: Claim, text: str, words: str, number: int) -> Claim:
    unit, event = span(text, "شخصا"), span(text, "قتل")
    rule = "event-number.counted"
    figure = Figure(span(text, words), "killed", number, number, "exact", unit=unit, event=event, rule=rule)
    return replace(made, facets=Facets((figure,)))


KILLED = counted(
    claim("market", MARKET, "المتحدث باسم الدفاع المدني", "person", "المتحدث باسم الدفاع المدني", "قال",
          "القصف قتل 19 شخصا في السوق"),
    MARKET, "قتل 19 شخصا", 19,
)  # fmt: skip
ROAD = claim("market", MARKET, "المصدر", "unnamed", "المصدر", "وأضاف", "الطريق مغلق منذ الصباح")
FIRE = claim("market", MARKET, "شهود", "group", "شهود", "وذكر", "النار امتدت إلى المخازن وأن الماء انقطع")
WARD = claim(
    "hospital", HOSPITAL, "المتحدثة باسم المستشفى", "person", "المتحدثة باسم المستشفى", "قالت", "القصف قتل 23 شخصا"
)
CLAIMS = (KILLED, ROAD, FIRE, WARD)
MISSED = Correction(
    source=Source("شهود", "group", None),
    cue=span(MARKET, "وأن"),
    content=(span(MARKET, "الماء انقطع"),),
    mode="indirect",
)


def dossier(acts: Iterable[ReviewAct] = (), claims: tuple[Claim, ...] = CLAIMS, market: str = MARKET) -> Dossier:
    documents = (Document.from_text("market", market, "ar"), Document.from_text("hospital", HOSPITAL, "ar"))
    made = Dossier("ملف", ("ar",), Made("0.1.0"), documents, claims)
    acts = tuple(acts)
    return replace(made, log=ReviewLog(acts, claims, ())) if acts else made


def session(
    by: str, acts: Iterable[ReviewAct] = (), *, day: int = 1, claims: tuple[Claim, ...] = CLAIMS
) -> ReviewSession:
    minute = count()
    return ReviewSession(dossier(acts, claims), by, at=lambda: f"2026-03-{day:02}T09:{next(minute):02}:00Z")
