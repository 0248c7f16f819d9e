"""What a person decides is recorded as theirs, and nobody else's words with it."""

import pytest
from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import Claim, Document, Dossier, Grading, Made, Opinion, Review, Source, Span
from claims.review import Grade, ReviewSession, chosen, graded

TEXT = "قال الوزير إن الحرب انتهت"
NOW = "2026-03-01T00:00:00Z"


def claim(id: str = "clm-681fef546be8", **known: object) -> Claim:
    made = Claim(id, "a", Source("الوزير", "person", None), Span(0, 3, "قال"), (Span.of(TEXT, 11, 25),), "indirect")
    return replace(made, **known)


def dossier(*claims: Claim) -> Dossier:
    return Dossier(None, ("ar",), Made("1"), (Document.from_text("a", TEXT, "ar"),), claims)


GRADES = {
    "B3": Grade("B", 3),
    "b3": Grade("B", 3),
    "F6": Grade("F", 6),
    "B": Grade("B"),
    "3": Grade(None, 3),
    "none": Grade(none=True),
    "NONE": Grade(none=True),
}


@pytest.mark.parametrize(("said", "grade"), GRADES.items())
def test_grades_that_people_write(said: str, grade: Grade) -> None:
    assert Grade.of(said) == grade


@pytest.mark.parametrize("said", ["", "G1", "B7", "B0", "3B", "B33", "B 3", "ب3", "٣"])
def test_grades_that_are_none(said: str) -> None:
    with pytest.raises(ClaimsError, match=r"is not a grade\. Write the source's reliability"):
        Grade.of(said)


NOTED = "لا"
REVIEWS: dict[str, tuple[list[tuple[str, str, str | None]], Review]] = {
    "accepted": ([("منى", "accept", None)], Review("accepted", "منى", NOW)),
    "rejected, with words": ([("منى", "reject", "نفي")], Review("rejected", "منى", NOW, "نفي")),
    "words alone": ([("منى", "note", NOTED)], Review("draft", "منى", NOW, NOTED)),
    "her own words stay": ([("منى", "note", NOTED), ("منى", "accept", None)], Review("accepted", "منى", NOW, NOTED)),
    "another's do not become hers": (
        [("سامي", "note", NOTED), ("منى", "accept", None)],
        Review("accepted", "منى", NOW, None, (Opinion("سامي", NOW, "noted", NOTED),)),
    ),
    "a note on another's decision does not make it hers": (
        [("منى", "accept", None), ("سامي", "note", NOTED)],
        Review("accepted", "منى", NOW, None, (Opinion("سامي", NOW, "noted", NOTED),)),
    ),
}


@pytest.mark.parametrize(("deeds", "after"), REVIEWS.values(), ids=REVIEWS)
def test_a_review(deeds: list[tuple[str, str, str | None]], after: Review) -> None:
    there = dossier(claim())
    for by, deed, note in deeds:
        session = ReviewSession(there, by, at=lambda: NOW)
        if deed == "note":
            session.note(claim().id, note or "")
        else:
            session.decide(claim().id, deed, note)  # type: ignore[arg-type]
        there = session.dossier
    assert there.claims == (replace(claim(), review=after),)


def test_withdrawn_decisions_leave_a_draft() -> None:
    session = ReviewSession(dossier(claim()), "منى", at=lambda: NOW)
    session.decide(claim().id, "accept")
    session.withdraw("decision", claim().id)
    assert session.claim(claim().id) == claim()


GRADINGS: dict[str, tuple[list[str], Grading | None]] = {
    "the first": (["B3"], Grading("B", 3, "منى", NOW)),
    "half of it": (["B3", "5"], Grading("B", 5, "منى", NOW)),
    "taken away": (["B3", "none"], None),
}


@pytest.mark.parametrize(("said", "after"), GRADINGS.values(), ids=GRADINGS)
def test_a_grading(said: list[str], after: Grading | None) -> None:
    session = ReviewSession(dossier(claim()), "منى", at=lambda: NOW)
    for grade in said:
        graded(session, claim().id, Grade.of(grade))
    assert session.claim(claim().id).grading == after


def test_a_reason_of_a_grade_stands_with_it() -> None:
    session = ReviewSession(dossier(claim()), "منى", at=lambda: NOW)
    graded(session, claim().id, Grade("B"), "قريب")
    assert session.claim(claim().id).grading == Grading("B", None, "منى", NOW, "قريب")


def test_a_source_without_a_name_is_not_graded() -> None:
    nameless = claim(source=Source(None, "unnamed", None))
    session = ReviewSession(dossier(nameless), "منى", at=lambda: NOW)
    with pytest.raises(ClaimsError, match="does not name the source"):
        graded(session, nameless.id, Grade("B"))
    graded(session, nameless.id, Grade(None, 3))
    assert session.claim(nameless.id).grading == Grading(None, 3, "منى", NOW)


def test_ids_are_found_by_their_beginnings() -> None:
    first, second = claim(), claim("clm-68bbbb658be3")
    there = dossier(first, second)
    assert chosen(there, ["clm-681", "68b", "clm-681fef546be8"]) == [first, second]


UNKNOWN = {
    "clm-68": "'clm-68' matches 2 claims. Write more of the id: clm-681fef546be8, clm-68bbbb658be3",
    "clm-681fef546be9": "the dossier has no claim 'clm-681fef546be9'. Did you mean clm-681fef546be8?",
    "x": "the dossier has no claim 'x'. The sheet shows the id below each claim",
    "": "the dossier has no claim ''. The sheet shows the id below each claim",
}


@pytest.mark.parametrize(("id", "message"), UNKNOWN.items())
def test_ids_that_name_no_claim(id: str, message: str) -> None:
    with pytest.raises(ClaimsError) as caught:
        chosen(dossier(claim(), claim("clm-68bbbb658be3")), [id])
    assert str(caught.value) == message
