"""Claims that may be misread are marked in every format, until a person decides."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import Dossier, Found, Opinion, Review
from claims.review import CHECK_BELOW, doubts, least_sure_first, undecided
from claims.sheet import render
from claims.sheet.assembly import assemble
from claims.sheet.formats import write
from claims.sheet.verification import verify
from tests.sheet.making import claim, coast_dossier, document, dossier, example

if TYPE_CHECKING:
    from claims.model import Claim

RULE = Found(rule="test", version="1")


def model(claim: float | None, source: float | None = None) -> Found:
    return Found(model="test", version="1", confidence=claim, source_confidence=source)


def marked(found: Found | None, *, uncertain: bool = False, status: str = "draft") -> Claim:
    first = coast_dossier().claims[0]
    source = replace(first.source, uncertain=uncertain)
    return replace(first, found=found, source=source, review=Review(status))  # type: ignore[arg-type]  # of a table


DOUBTS = {
    "sure of both": (marked(model(0.9, 0.9)), ()),
    "unsure of the claim": (marked(model(0.59, 0.9)), ("claim",)),
    "unsure of the source": (marked(model(0.9, 0.1)), ("source",)),
    "unsure of both": (marked(model(0.1, 0.1)), ("claim", "source")),
    "just sure enough": (marked(model(CHECK_BELOW, CHECK_BELOW)), ()),
    "without a confidence in the source": (marked(model(0.9)), ()),
    "without a confidence in the claim": (marked(model(None, 0.1)), ("source",)),
    "somebody else may be meant": (marked(model(0.9, 0.9), uncertain=True), ("source",)),
    "found by a rule": (marked(RULE), ()),
    "found by a rule, somebody else may be meant": (marked(RULE, uncertain=True), ("source",)),
    "made by hand": (marked(None), ()),
    "accepted": (marked(model(0.1, 0.1), uncertain=True, status="accepted"), ()),
    "rejected": (marked(model(0.1, 0.1), uncertain=True, status="rejected"), ()),
}


@pytest.mark.parametrize(("claim", "found"), DOUBTS.values(), ids=DOUBTS)
def test_what_may_be_misread(claim: Claim, found: tuple[str, ...]) -> None:
    assert doubts(claim) == found


def test_the_least_sure_comes_first() -> None:
    queue = {
        "uncertain, unsure": marked(model(0.9, 0.2), uncertain=True),
        "uncertain, sure": marked(model(0.9, 0.9), uncertain=True),
        "uncertain, by a rule": marked(RULE, uncertain=True),
        "unsure of the source": marked(model(0.9, 0.3)),
        "unsure of the claim": marked(model(0.4, 0.9)),
        "sure": marked(model(0.8, 0.9)),
        "as sure, later": marked(model(0.9, 0.8)),
        "by a rule": marked(RULE),
        "by hand": marked(None),
    }
    ordered = [replace(claim, id=name) for name, claim in queue.items()]
    shuffled = [*ordered[7:], *ordered[5:7], *reversed(ordered[:5])]  # equals stay in their order
    assert [claim.id for claim in least_sure_first(shuffled)] == list(queue)


def test_what_nobody_decided() -> None:
    states = [marked(RULE, status=status) for status in ("draft", "accepted", "rejected")]
    assert undecided(states) == states[:1]


def doubtful() -> Dossier:
    """Six claims: one doubtful, one with a doubtful source, one with both, one accepted, two by a rule."""
    dossier = coast_dossier()
    found = [model(0.5, 0.9), model(0.9, 0.5), model(0.5, 0.5), model(0.1, 0.1), RULE, RULE]
    claims = [replace(claim, found=by) for claim, by in zip(dossier.claims, found, strict=True)]
    claims[3] = replace(claims[3], review=Review("accepted", "منى"))
    return replace(dossier, claims=tuple(claims))


def lines(text: str, begin: str) -> list[str]:
    return [line.removeprefix(begin).strip() for line in text.splitlines() if line.startswith(begin)]


CLAIM, SOURCE = "the claim may be misread", "the source may be misread"
MARKED = {
    "as it is": (None, [CLAIM, SOURCE, f"{CLAIM} · {SOURCE}"]),
    "fewer": (0.5, []),
    "none": (0.0, []),
    "more": (1.0, [f"{CLAIM} · {SOURCE}"] * 3),
}


@pytest.mark.parametrize(("below", "said"), MARKED.values(), ids=MARKED)
def test_the_sheet_says_what_may_be_misread(below: float | None, said: list[str]) -> None:
    text = render(doubtful(), check_below=below)
    assert lines(text, "**Check first:**") == said
    assert ("claims to check first" in text) == bool(said)
    option = f"check-below {CHECK_BELOW if below is None else below}</code>"
    assert text.count(option) == 1


def test_it_says_so_in_arabic() -> None:
    text = render(doubtful(), lang="ar")
    assert [line.count("·") for line in lines(text, "**للتدقيق أولًا:**")] == [0, 0, 1]
    assert "3 أقوال للتدقيق أولًا" in text
    assert "ربما لم يُقرأ القول على وجهه" in text
    assert "ربما كان المصدر المقصود غير هذا" in text


def test_where_nothing_has_a_confidence_none_is_spoken_of() -> None:
    text = render(coast_dossier())
    assert "Check first" not in text
    assert "check-below" not in text
    assert assemble(coast_dossier(), "en").check_below is None


def test_the_page_marks_the_claims_and_their_numbers() -> None:
    (page,) = write(doubtful(), "html").values()
    text = page.decode("utf-8")
    assert text.count('<article class="claim doubtful"') == 3
    assert len(re.findall(r'<p class="check"><strong>Check first:</strong> the (?:claim|source) may be', text)) == 3
    assert text.count('<a class="note doubtful" id="text-') == 3
    (box,) = re.findall(r'<input type="checkbox" name="check" data-claims="([^"]*)"> to check first', text)
    assert box.split() == [claim.id for claim in doubtful().claims[:3]]


def rows(form: str) -> list[dict[str, str]]:
    (data,) = write(doubtful(), form).values()
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_table_has_the_confidences_and_the_marks() -> None:
    table = [tuple(row[name] for name in ("confidence", "source_confidence", "check_first")) for row in rows("csv")]
    assert table == [
        ("0.5", "0.9", "claim"),
        ("0.9", "0.5", "source"),
        ("0.5", "0.5", "claim; source"),
        ("0.1", "0.1", ""),
        ("", "", ""),
        ("", "", ""),
    ]


def unsure_example() -> Dossier:
    dossier = example()
    return replace(dossier, claims=tuple(replace(claim, found=model(0.2, 0.9)) for claim in dossier.claims))


def test_the_other_tables_have_the_marks() -> None:
    (figures,) = write(unsure_example(), "figures-csv").values()
    told = list(csv.DictReader(io.StringIO(figures.decode("utf-8-sig"), newline="")))
    assert {row["check_first"] for row in told} == {"claim"}
    (places,) = write(unsure_example(), "geojson").values()
    features = json.loads(places)["features"]
    assert {tuple(claim["check_first"]) for each in features for claim in each["properties"]["claims"]} == {("claim",)}


@pytest.mark.parametrize("form", ["markdown", "html"])
@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("below", [None, 0.0, 1e-7, 0.55, 1.0])
def test_a_sheet_is_verified_with_what_it_was_made_with(form: str, lang: str, below: float | None) -> None:
    sheet, *_ = write(doubtful(), form, lang=lang, check_below=below).values()
    verdict = verify(sheet, doubtful())
    assert verdict.untouched, verdict.differences
    without = re.sub(rb'(?m)^(\*\*Check first:\*\*|<p class="check">).*\n', b"", sheet)
    if lang == "en" and without != sheet:
        assert not verify(without, doubtful()).untouched


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_words_of_an_article_do_not_say_how_a_sheet_was_made(form: str) -> None:
    article = document("قال سالم إن `--check-below 0.9` و<code>--check-below 0.9</code> كلام.\n")
    words = "`--check-below 0.9` و<code>--check-below 0.9</code> كلام"
    made = dossier(article, claims=[claim(article, "قال", words, mention="سالم", found=model(0.7, 0.7))])
    sheet, *_ = write(made, form).values()
    assert verify(sheet, made).untouched


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan")])
def test_what_is_no_share_is_refused(wrong: float) -> None:
    with pytest.raises(ClaimsError, match=r"check_below is .*\. Pass a number from 0 to 1"):
        render(doubtful(), check_below=wrong)


@pytest.mark.parametrize("form", ["markdown", "html"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_reviewers_who_differ_are_shown_as_differing(form: str, lang: str) -> None:
    opinions = (
        Opinion("Huda", "2024-03-01T09:30:00Z", "accepted"),
        Opinion("<b>Omar</b>", "2024-03-02T09:30:00Z", "rejected", "[x](javascript:1)"),
    )
    made = coast_dossier()
    first = replace(made.claims[0], review=Review(opinions=opinions))
    (shown,) = (
        data.decode() for name, data in write(replace(made, claims=(first, *made.claims[1:])), form, lang=lang).items()
        if not name.endswith(".svg")
    )  # fmt: skip
    differ = {"en": "Reviewers differ on this claim", "ar": "اختلف المراجعون في هذا القول"}[lang]
    assert shown.count(differ) == 1
    assert shown.index(differ) < shown.index("Huda") < shown.index("Omar")
    assert "<b>Omar" not in shown
    assert "[x](javascript" not in shown or form == "html"


def test_words_of_a_doubtful_text_are_marked_wherever_they_are_quoted() -> None:
    sound = coast_dossier()
    doubtful = tuple(replace(each, text_doubts=("fonts",)) for each in sound.documents)
    warning = "the text was not read with certainty"
    assert warning not in render(sound)
    sheet = render(replace(sound, documents=doubtful))
    claims = [each for each in sound.claims if each.review.status == "draft"]
    assert sheet.count(warning) >= len(claims)
    brief = sheet.partition("## Claims by source")[0]
    assert brief.count("Check first:") == sum(line.startswith("> ") for line in brief.split("\n"))
    assert doubts(claims[0], document=doubtful[0])[-1] == "text"
    assert doubts(replace(claims[0], review=Review("accepted")), document=doubtful[0]) == ()
