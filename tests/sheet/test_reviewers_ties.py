"""What reviewers say of two sources, or of two claims, is what the sheet and every export show."""

from __future__ import annotations

import csv
import io
import json
from itertools import count
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from claims.analysis.accounts import accounts
from claims.analysis.independence import Independence
from claims.analysis.sources import register_sources
from claims.model import Claim, Document, Dossier, Group, Made, Source, SourceSeen, claim_id
from claims.model.facets import Event, Facets, Figure, Time
from claims.review import ReviewSession, source_meant
from claims.sheet.assembly import assemble
from claims.sheet.formats import write
from tests.review_log.made import span

if TYPE_CHECKING:
    from claims.model import Kind

DAY = "2024-03-12"


def article(number: int, name: str, kind: Kind, killed: int) -> tuple[Document, Claim]:
    """An article in which a source says how many a strike killed."""
    text = f"{number}. قال {name} إن قصفا قتل {killed} أشخاص يوم الثلاثاء."
    document = Document.from_text(f"d{number}", text, "ar", published="2024-03-13", publisher=f"Outlet {number}")
    words = f"قصفا قتل {killed} أشخاص يوم الثلاثاء"
    facets = Facets(
        (Figure(span(text, f"{killed} أشخاص"), "killed", killed, killed, "exact"),),
        (Time(span(text, "يوم الثلاثاء"), DAY, basis="document"),),
        event=Event(span(text, "قصفا"), "shelling"),
    )
    source = Source(name, kind, span(text, name))
    made = Claim(claim_id(document.id, name, "قال", [words], 0), document.id, source, span(text, "قال"), (), "indirect")
    return document, replace(made, content=(span(text, words),), facets=facets)


def dossier(*said: tuple[str, Kind, int], grouped: bool = False) -> Dossier:
    """Articles in each of which one source says a number; `grouped` if the tool found that they say the same."""
    documents, claims = zip(*(article(at, *each) for at, each in enumerate(said)), strict=True)
    groups = (Group("grp-000000000000", tuple(each.id for each in claims), "words", None, 0.9, "0"),) if grouped else ()
    return Dossier(None, ("ar",), Made("0"), documents, claims, groups=groups)


def session(found: Dossier) -> ReviewSession:
    minute = count()
    return ReviewSession(found, "منى", at=lambda: f"2026-03-01T09:{next(minute):02}:00Z")


def sources(found: Dossier) -> list[list[int]]:
    """The claims of each source of the sheet, by their places in the dossier."""
    place = {claim.id: at for at, claim in enumerate(found.claims)}
    return [[place[claim.id] for claim in source.claims] for source in assemble(found, "en").sources]


def exported(found: Dossier, form: str) -> str:
    (data,) = write(found, form, lang="en").values()
    return data.decode("utf-8-sig")


def events(found: Dossier) -> list[list[int]]:
    """The claims of each event of the sheet; every export of events has the same."""
    place = {claim.id: at for at, claim in enumerate(found.claims)}
    shown = [sorted(place[claim.id] for claim in event.claims) for event in assemble(found, "en").events]
    lines = [json.loads(line) for line in exported(found, "events").splitlines()]
    assert [sorted(place[id] for id in line["claims"]) for line in lines] == shown
    rows = list(csv.DictReader(io.StringIO(exported(found, "events-csv"), newline="")))
    assert len(rows) == len(shown)
    return sorted(shown)


MAN, OTHER_SPELLING = "أحمد علي سالم", "احمد علي سالم"
SOURCE = "مصدر طبي"


@pytest.mark.parametrize(
    ("said", "tie", "before", "after"),
    [
        # Names that the tool takes for one, in any spelling, and one name of two men.
        ([(MAN, "person", 9), (OTHER_SPELLING, "person", 9)], "keep_apart", [[0, 1]], [[0], [1]]),
        ([(MAN, "person", 9), (MAN, "person", 9)], "keep_apart", [[0, 1]], [[0], [1]]),
        # Nameless sources of two articles, which the tool never takes for one.
        ([(SOURCE, "unnamed", 9), (SOURCE, "unnamed", 9)], "merge_sources", [[0], [1]], [[0, 1]]),
        ([(MAN, "person", 9), (SOURCE, "unnamed", 9)], "merge_sources", [[0], [1]], [[0, 1]]),
    ],
)
def test_the_sheet_shows_sources_as_reviewers_say(
    said: list[tuple[str, Kind, int]], tie: str, before: list[list[int]], after: list[list[int]]
) -> None:
    found = dossier(*said)
    assert sources(found) == before
    one = session(found)
    pair = _two(one)
    act = getattr(one, tie)(pair)
    assert sources(one.dossier) == after
    assert one.folded.unfit == ()
    one.undo(act.id)
    assert sources(one.dossier) == before


def _two(one: ReviewSession) -> tuple[SourceSeen, SourceSeen]:
    first, second = (each for each in map(source_meant, one.dossier.claims[:2]) if each is not None)
    if first == second:
        return replace(first, document="d0"), replace(second, document="d1")
    return first, second


def test_who_is_kept_apart_counts_as_independent() -> None:
    """Two police forces whose names let the tool take one for the other; a spokesman still speaks for his ministry."""
    found = dossier(("شرطة عدن", "organization", 9), ("شرطة العاصمة عدن", "organization", 9), grouped=True)
    one = session(found)
    assert [event.independent for event in assemble(found, "en").events] == [1]
    one.keep_apart(_two(one))
    assert [event.independent for event in assemble(one.dossier, "en").events] == [2]
    spoken = dossier(
        ("وزارة الصحة الليبية", "organization", 9), ("المتحدث باسم وزارة الصحة الليبية", "person", 9), grouped=True
    )
    other = session(spoken)
    other.keep_apart(_two(other))
    assert [event.independent for event in assemble(other.dossier, "en").events] == [1]


def test_unnamed_sources_that_are_kept_apart_count_as_two() -> None:
    """They may all be one person, unless somebody who knows says that they are not."""
    found = dossier((SOURCE, "unnamed", 9), (SOURCE, "unnamed", 9), (SOURCE, "unnamed", 70), grouped=True)
    one = session(found)
    first, second, third = (each for each in map(source_meant, found.claims) if each is not None)
    assert unnamed(found) == [(0, 1), (0, 1)]
    apart = one.keep_apart((first, second))
    assert unnamed(one.dossier) == [(0, 2), (0, 1)]
    assert "at least 2 sources, all unnamed" in exported(one.dossier, "markdown")
    assert matrix(one.dossier) == (2, 2, 1)
    one.keep_apart((third, first))
    assert matrix(one.dossier) == (2, 2, 1)
    one.keep_apart((third, second))
    assert matrix(one.dossier) == (3, 2, 1)
    one.undo(apart.id)
    assert unnamed(one.dossier) == [(0, 1), (0, 1)]
    assert matrix(one.dossier) == (2, 1, 1)


def unnamed(found: Dossier) -> list[tuple[int, int]]:
    """How many named sources each event has, and at least how many unnamed ones."""
    return [(event.independent, event.unnamed) for event in assemble(found, "en").events]


def matrix(found: Dossier) -> tuple[int, int, int]:
    """At least how many unnamed sources the compared claims have, and how many agree and differ."""
    register = register_sources(found.documents, found.claims, found.origins, found.ties)
    (account,) = accounts(found, register, Independence(found, register))
    return account.unnamed, account.agreeing, account.differing


def test_a_third_name_joins_one_of_two_that_are_kept_apart() -> None:
    found = dossier((MAN, "person", 9), (OTHER_SPELLING, "person", 9), ("أحمد علي سالم محمد", "person", 9))
    one = session(found)
    one.keep_apart(_two(one))
    assert sources(one.dossier) == [[0, 2], [1]]


def test_sources_that_are_kept_apart_are_not_joined_through_a_third() -> None:
    found = dossier((MAN, "person", 9), ("سالم العماري", "person", 9), (SOURCE, "unnamed", 9))
    one = session(found)
    first, second, third = (each for each in map(source_meant, found.claims) if each is not None)
    one.keep_apart((first, second))
    one.merge_sources((third, first))
    refused = one.merge_sources((third, second))
    assert sources(one.dossier) == [[0, 2], [1]]
    assert [(each.act.id, each.why) for each in one.folded.unfit] == [
        (refused.id, "it would join what other acts keep apart")
    ]


def test_the_sheet_and_the_exports_show_events_as_reviewers_say() -> None:
    found = dossier((MAN, "person", 9), ("سالم العماري", "person", 10), ("ليلى حداد", "person", 90), grouped=True)
    ids = [claim.id for claim in found.claims]
    assert events(found) == [[0, 1], [2]]
    one = session(found)
    apart = one.same_event(ids[:2], same=False)
    assert events(one.dossier) == [[0], [1], [2]]
    assert ids[1] not in {id for group in one.dossier.groups for id in group.claims if ids[0] in group.claims}
    one.undo(apart.id)
    one.same_event([ids[0], ids[2]])
    assert events(one.dossier) == [[0, 1, 2]]
    (event,) = [json.loads(line) for line in exported(one.dossier, "events").splitlines()]
    assert event["killed"] == {"low": 9, "high": 90}


def test_what_reviewers_say_changes_the_digest_of_the_sheet() -> None:
    """A sheet made before the act is then known to be out of date."""
    found = dossier((MAN, "person", 9), (OTHER_SPELLING, "person", 9))
    one = session(found)
    before = assemble(one.dossier, "en").digest
    act = one.keep_apart(_two(one))
    assert assemble(one.dossier, "en").digest != before
    one.undo(act.id)
    assert assemble(one.dossier, "en").digest == before
