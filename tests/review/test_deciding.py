"""What a person decides is recorded as theirs, and nobody else's words with it."""

import pytest
from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import Claim, Document, Dossier, Grading, Made, Review, Source, Span
from claims.review import Decision, Grade, chosen

TEXT = "قال الوزير إن الحرب انتهت"
NOW, THEN = "2026-03-01T00:00:00Z", "2026-01-01T00:00:00Z"


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


BY_OTHER, BY_MONA = Review("rejected", "سامي", THEN, "لا"), Review("rejected", "منى", THEN, "لا")
REVIEWS = {
    "accepted": (Review(), {"status": "accepted"}, Review("accepted", "منى", NOW)),
    "rejected, with words": (
        Review(), {"status": "rejected", "note": "نفي"}, Review("rejected", "منى", NOW, "نفي"),
    ),
    "words alone": (BY_OTHER, {"note": "قرئ"}, Review("rejected", "منى", NOW, "قرئ")),
    "her own words stay": (BY_MONA, {"status": "accepted"}, Review("accepted", "منى", NOW, "لا")),
    "another's do not become hers": (BY_OTHER, {"status": "accepted"}, Review("accepted", "منى", NOW)),
    "a draft again": (BY_OTHER, {"status": "draft"}, Review("draft", "منى", NOW)),
    "only graded": (BY_OTHER, {"grade": Grade("B"), "note": "قديم"}, BY_OTHER),
}  # fmt: skip


@pytest.mark.parametrize(("before", "decision", "after"), REVIEWS.values(), ids=REVIEWS)
def test_a_review(before: Review, decision: dict[str, object], after: Review) -> None:
    made = Decision("منى", NOW, **decision)  # type: ignore[arg-type]
    assert made.review(claim(review=before)) == after


GRADED = Grading("A", 2, "سامي", THEN, "معروف")
GRADINGS = {
    "the first": (None, {"grade": Grade("B", 3)}, Grading("B", 3, "منى", NOW)),
    "half of it": (GRADED, {"grade": Grade(None, 5)}, Grading("A", 5, "منى", NOW)),
    "with words": (None, {"grade": Grade("B"), "note": "قريب"}, Grading("B", None, "منى", NOW, "قريب")),
    "words on the decision": (
        None, {"grade": Grade("B"), "status": "accepted", "note": "قرئ"}, Grading("B", None, "منى", NOW),
    ),
    "her own words stay": (replace(GRADED, by="منى"), {"grade": Grade("B")}, Grading("B", 2, "منى", NOW, "معروف")),
    "taken away": (GRADED, {"grade": Grade(none=True)}, None),
    "not meant": (GRADED, {"status": "accepted"}, GRADED),
}  # fmt: skip


@pytest.mark.parametrize(("before", "decision", "after"), GRADINGS.values(), ids=GRADINGS)
def test_a_grading(before: Grading | None, decision: dict[str, object], after: Grading | None) -> None:
    made = Decision("منى", NOW, **decision)  # type: ignore[arg-type]
    assert made.grading(claim(grading=before)) == after


def test_a_decision_changes_nothing_but_review_and_grading() -> None:
    after = Decision("منى", NOW, "accepted").on(claim())
    assert after == replace(claim(), review=Review("accepted", "منى", NOW))


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
