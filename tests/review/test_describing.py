"""What a person knows of an article is recorded as theirs."""

import pytest

from claims.errors import ClaimsError
from claims.model import Document, Dossier, Made, Provenance
from claims.review import described, document_of

NOW = "2026-03-01T00:00:00Z"
DOCUMENT = Document.from_text(
    "report",
    "قال الوزير إن الحرب انتهت",
    "ar",
    title="الحرب",
    publisher="وكالة",
    provenance=(Provenance("title", "json-ld"), Provenance("publisher", "meta")),
)


def test_what_is_said_is_entered_with_name_and_time() -> None:
    after = described(DOCUMENT, {"title": "نهاية الحرب", "published": "2026-02", "author": None}, by="منى", at=NOW)
    assert (after.title, after.published, after.author, after.publisher) == ("نهاية الحرب", "2026-02", None, "وكالة")
    assert after.provenance == (
        Provenance("publisher", "meta"),
        *(Provenance(field, "person", "منى", NOW) for field in ("title", "published", "author")),
    )


WRONG: dict[str, tuple[dict[str, str | None], str]] = {
    "no such field": (
        {"date": "2026"},
        "report: 'date' is not a metadata field. Rename it to published, or remove it; the known fields are title",
    ),
    "no date": ({"published": "2026-13"}, "report: published is '2026-13'. Write YYYY, YYYY-MM"),
    "no address": ({"url": "news.example"}, "report: url is 'news.example'. Write a whole address"),
    "no language": ({"language": None}, "report: an article always has a language. Write a BCP 47 tag"),
    "two lines": ({"title": "a\nb"}, r"report: title is 'a\nb'. Write one line"),
}


@pytest.mark.parametrize(("fields", "message"), WRONG.values(), ids=WRONG)
def test_what_a_field_cannot_hold_is_refused(fields: dict[str, str | None], message: str) -> None:
    with pytest.raises(ClaimsError) as caught:
        described(DOCUMENT, fields, by="منى", at=NOW)
    assert str(caught.value).startswith(message)


UNKNOWN = {
    "reprot": "the dossier has no article 'reprot'. Did you mean report?",
    "x": "the dossier has no article 'x'. factsheet document show DOSSIER lists what it has",
}


@pytest.mark.parametrize(("id", "message"), UNKNOWN.items())
def test_a_document_that_is_not_there(id: str, message: str) -> None:
    dossier = Dossier(None, ("ar",), Made("1"), (DOCUMENT,))
    assert document_of(dossier, "report") is DOCUMENT
    with pytest.raises(ClaimsError) as caught:
        document_of(dossier, id)
    assert str(caught.value) == message
