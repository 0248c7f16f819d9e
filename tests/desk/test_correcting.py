"""Corrections and added claims are made by selecting words, and nothing else of a claim changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claims.desk import Choice, Desk
from claims.desk.article_pieces import found_words, pieces, whole_words
from claims.desk.correction_form import form_of, told
from claims.errors import ClaimsError
from claims.extraction.claim_facets import with_facets
from claims.review import Wanted
from claims.store import read_acts, read_dossier
from claims.workflow import Judgement, OpenReview, judge
from claims.workflow.validation import validation_run
from tests.desk.conftest import OWN_PAGE, let_in, written
from tests.sheet.making import claim, document, dossier

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

    from claims.desk.correction_form import Draft, DraftForm
    from claims.model import Claim

TEXT = (
    "قال مصدر عسكري ليبي إن قوات الجيش قتلت 10 عناصر من داعش في طرابلس مساء الخميس، وأعلن المتحدث أحمد المسماري "
    "أن 3 جنود أصيبوا.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dossier with one claim, read with its facets, and one that was missed."""
    article = document(TEXT, published="2024-03-01")
    found = claim(article, "قال", "قوات الجيش قتلت 10 عناصر من داعش في طرابلس مساء الخميس", mention="مصدر عسكري ليبي")
    return written(tmp_path / "dossier", dossier(article, claims=with_facets(article, [found])))


@pytest.fixture
def desk(folder: Path) -> Desk:
    return Desk(OpenReview(folder, "هدى"))


def fields(shown: DraftForm) -> list[tuple[str, str]]:
    """What a browser sends for a form that nobody touched."""
    found = [("name", shown.name), ("kind", shown.kind), ("mode", shown.mode), ("new", "yes" if shown.is_new else "no")]
    found += [("within", shown.within)]
    for role in ("mention", "cue", "content"):
        found += [(role, row.value) for row in getattr(shown, role)]
    for n, (row, event) in enumerate(shown.events):
        found += [(f"event-{n}-at", row.value), (f"event-{n}-type", event.type)]
    for n, (row, figure) in enumerate(shown.figures):
        low, high = ("" if each is None else str(each) for each in (figure.min, figure.max))
        values = {"at": row.value, "what": figure.what, "min": low, "max": high, "bound": figure.bound}
        found += [(f"figure-{n}-{name}", value) for name, value in values.items()]
    for n, (row, time) in enumerate(shown.times):
        found += [(f"time-{n}-at", row.value), (f"time-{n}-edtf", time.edtf or "")]
    for n, (row, options) in enumerate(shown.places):
        found += [(f"place-{n}-at", row.value), (f"place-{n}-choice", options[0].value)]
    for n, (row, party) in enumerate(shown.parties):
        found += [(f"party-{n}-at", row.value), (f"party-{n}-name", party.name), (f"party-{n}-kind", party.kind)]
    return found


def changed(form: list[tuple[str, str]], **values: str) -> list[tuple[str, str]]:
    """The form with other values, `figure_0_min="4"`."""
    named = {name.replace("_", "-"): value for name, value in values.items()}
    return [(name, named.pop(name, value)) for name, value in form] + list(named.items())


def selected(words: str, do: str, cut: int = 0) -> dict[str, str]:
    """The words as a browser reports their selection, with some characters at both ends left out."""
    start = TEXT.index(words)
    return {"start": str(start + cut), "end": str(start + len(words) - cut), "do": do}


def first(folder: Path) -> Claim:
    return read_dossier(folder).claims[0]


def form(draft: Draft) -> list[tuple[str, str]]:
    return fields(form_of(draft, "ar"))


def save(desk: Desk, form: list[tuple[str, str]]) -> str:
    opened = desk.look(Choice())
    assert opened.card is not None
    done, _ = desk.save(opened.choice, [*form, ("do", "save")], seen=opened.card.seen, note="why")
    return done


def test_a_form_that_nobody_touched_changes_nothing(desk: Desk, folder: Path) -> None:
    _, draft = desk.draft(Choice())
    assert draft.facets.figures
    assert draft.facets.times
    assert draft.facets.places
    _, again = desk.draft(Choice(), form(draft))
    assert form(again) == form(draft)
    assert save(desk, form(draft)) == "unchanged"
    assert not (folder / "reviews").exists()


def test_a_wrong_source_is_corrected_by_selecting_the_right_one(desk: Desk, folder: Path) -> None:
    before = first(folder)
    _, draft = desk.draft(Choice())
    _, draft = desk.draft(Choice(), changed(form(draft), **selected("المتحدث أحمد المسماري", "mention", cut=2)))
    assert draft.name == "المتحدث أحمد المسماري"
    assert save(desk, changed(form(draft), name="أحمد المسماري", kind="person")) == "corrected"
    after = first(folder)
    assert (after.source.name, after.source.kind) == ("أحمد المسماري", "person")
    assert after.source.mention is not None
    assert after.source.mention.exact == "المتحدث أحمد المسماري"
    assert (after.cue, after.content, after.facets) == (before.cue, before.content, before.facets)
    (act,) = read_acts(folder)
    assert (act.act, act.by, act.note) == ("correct", "هدى", "why")
    assert act.correction is not None
    assert act.correction.content is None


def test_content_in_several_parts_is_read_again_at_once(desk: Desk, folder: Path) -> None:
    _, draft = desk.draft(Choice())
    _, draft = desk.draft(Choice(), changed(form(draft), **selected("قتلت 10 عناصر", "content", cut=1)))
    assert [part.exact for part in draft.content] == ["قتلت 10 عناصر"]
    assert [figure.min for figure in draft.facets.figures] == [10]
    assert draft.facets.places == ()
    _, draft = desk.draft(Choice(), changed(form(draft), **selected("في طرابلس", "part")))
    assert [part.exact for part in draft.content] == ["قتلت 10 عناصر", "في طرابلس"]
    assert [place.span.exact for place in draft.facets.places] == ["طرابلس"]
    assert save(desk, form(draft)) == "corrected"
    after = first(folder)
    assert after.content == draft.content
    assert after.facets is not None
    assert (after.facets.figures, after.facets.places) == (draft.facets.figures, draft.facets.places)


def test_a_figure_a_time_and_a_party_are_corrected(desk: Desk, folder: Path) -> None:
    before = first(folder).facets
    assert before is not None
    _, draft = desk.draft(Choice())
    wanted = changed(form(draft), figure_0_min="11", figure_0_max="11", time_0_edtf="2024-03-07", party_0_name="جيش")
    assert save(desk, wanted) == "corrected"
    after = first(folder).facets
    assert after is not None
    assert [(each.min, each.max, each.what, each.rule) for each in after.figures] == [
        (11, 11, before.figures[0].what, "hand")
    ]
    assert [each.edtf for each in after.times] == ["2024-03-07"]
    assert after.parties[0].name == "جيش"
    assert after.places == before.places
    (act,) = read_acts(folder)
    assert act.correction is not None
    assert act.correction.places is None
    _, draft = desk.draft(Choice())
    assert save(desk, form(draft)) == "unchanged"


def test_a_place_is_one_of_the_candidates_or_none(desk: Desk, folder: Path) -> None:
    _, draft = desk.draft(Choice())
    options = form_of(draft, "ar").places[0][1]
    others = [each.value for each in options if each.value not in ("keep", "none")]
    assert save(desk, changed(form(draft), place_0_choice="none")) == "corrected"
    facets = first(folder).facets
    assert facets is not None
    assert [(each.geonames, each.lat, each.span.exact) for each in facets.places] == [(None, None, "طرابلس")]
    for value in others[:1]:
        _, draft = desk.draft(Choice())
        assert save(desk, changed(form(draft), place_0_choice=value)) == "corrected"
        facets = first(folder).facets
        assert facets is not None
        assert str(facets.places[0].geonames) == value
        assert facets.places[0].lat is not None
    with pytest.raises(ClaimsError, match="not a place that"):
        save(desk, changed(form(draft), place_0_choice="1"))


def test_the_command_line_chooses_a_place_as_the_desk_does(desk: Desk, folder: Path) -> None:
    """The same coordinates, precision and radius, whoever chooses it where."""
    _, draft = desk.draft(Choice())
    place = draft.facets.places[0]
    other = next(each.geonames for each in place.candidates if each.geonames != place.geonames)
    assert save(desk, changed(form(draft), place_0_choice=str(other))) == "corrected"
    at_the_desk = first(folder).facets
    desk.undo(Choice())
    assert first(folder).facets != at_the_desk
    judge(folder, [first(folder).id], Judgement(Wanted(places=(f"طرابلس={other}",))), by="هدى")
    assert first(folder).facets == at_the_desk
    assert at_the_desk is not None
    assert (at_the_desk.places[0].lat, at_the_desk.places[0].precision) != (None, None)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"figure_0_min": "12", "figure_0_max": "15"}, Wanted(figures=("killed=12-15",))),
        ({"time_0_edtf": "2024-03-07"}, Wanted(times=("مساء الخميس=2024-03-07",))),
        ({"party_0_kind": "armed_group"}, Wanted(parties=("قوات الجيش=armed_group",))),
        ({"event_0_type": "air_strike"}, Wanted(event="air_strike")),
        ({"place_0_choice": "none"}, Wanted(places=("طرابلس=none",))),
    ],
    ids=["figure", "time", "party", "event", "place"],
)
def test_the_desk_and_the_command_line_make_the_same_readings(
    desk: Desk, folder: Path, fields: dict[str, str], words: Wanted
) -> None:
    before = first(folder).facets
    _, draft = desk.draft(Choice())
    assert save(desk, changed(form(draft), **fields)) == "corrected"
    at_the_desk = first(folder).facets
    desk.undo(Choice())
    judge(folder, [first(folder).id], Judgement(words), by="هدى")
    assert first(folder).facets == at_the_desk != before
    findings = validation_run().check(folder)
    assert [each for each in findings if each.code.startswith("E")] == []


def test_an_event_is_corrected_removed_and_named_anew(desk: Desk, folder: Path) -> None:
    _, draft = desk.draft(Choice())
    assert draft.facets.event is not None
    assert save(desk, changed(form(draft), event_0_type="other")) == "corrected"
    facets = first(folder).facets
    assert facets is not None
    assert facets.event is not None
    assert facets.event.type == "other"
    _, draft = desk.draft(Choice())
    assert save(desk, [*form(draft), ("event-0-drop", "yes")]) == "corrected"
    facets = first(folder).facets
    assert facets is not None
    assert facets.event is None
    _, draft = desk.draft(Choice())
    _, draft = desk.draft(Choice(), changed(form(draft), **selected("قتلت", "event")))
    assert draft.facets.event is not None
    assert draft.facets.event.span.exact == "قتلت"
    with pytest.raises(ClaimsError, match="not part of what is claimed"):
        desk.draft(Choice(), changed(form(draft), **selected("أصيبوا", "event")))


def test_a_claim_is_put_into_another_and_taken_out(desk: Desk, folder: Path) -> None:
    _, draft = desk.draft(Choice(), is_new=True)
    for do, words in {"mention": "المتحدث أحمد المسماري", "cue": "أعلن", "content": "3 جنود أصيبوا"}.items():
        _, draft = desk.draft(Choice(), changed(form(draft), **selected(words, do)))
    outer = first(folder)
    assert [each.id for each in desk.outer(draft, outer.id)] == [outer.id]
    assert save(desk, changed(form(draft), within=outer.id)) == "added"
    inner = read_dossier(folder).claims[1]
    assert inner.within == outer.id
    choice = Choice(claim=inner.id)
    opened, draft = desk.draft(choice)
    assert [each.id for each in desk.outer(draft, inner.id)] == [outer.id]
    assert opened.card is not None
    for wrong in (inner.id, "clm-000000000000"):
        with pytest.raises(ClaimsError):
            desk.save(choice, changed(form(draft), within=wrong, do="save"), seen=opened.card.seen)
    done, _ = desk.save(choice, changed(form(draft), within="", do="save"), seen=opened.card.seen)
    assert done == "corrected"
    assert read_dossier(folder).claims[1].within is None


def test_readings_are_removed_and_added(desk: Desk, folder: Path) -> None:
    _, draft = desk.draft(Choice())
    assert save(desk, [*form(draft), ("figure-0-drop", "yes")]) == "corrected"
    facets = first(folder).facets
    assert facets is not None
    assert facets.figures == ()
    _, draft = desk.draft(Choice())
    _, draft = desk.draft(Choice(), changed(form(draft), **selected("10 عناصر", "figure")))
    assert len(draft.facets.figures) == 1
    with pytest.raises(ClaimsError, match="not part of what is claimed"):
        desk.draft(Choice(), changed(form(draft), **selected("3 جنود", "figure")))


def test_a_missed_claim_is_added(desk: Desk, folder: Path) -> None:
    _, draft = desk.draft(Choice(), is_new=True)
    parts = {"mention": "المتحدث أحمد المسماري", "cue": "أعلن", "content": "3 جنود أصيبوا"}
    for do, words in parts.items():
        _, draft = desk.draft(Choice(), changed(form(draft), **selected(words, do)))
    assert draft.cue is not None
    assert draft.cue.exact == "وأعلن"
    assert save(desk, changed(form(draft), kind="person")) == "added"
    added = read_dossier(folder).claims[1]
    assert (added.source.name, added.content[0].exact, added.review.status) == (
        "المتحدث أحمد المسماري", "3 جنود أصيبوا", "draft",
    )  # fmt: skip
    assert added.facets is not None
    assert [figure.min for figure in added.facets.figures] == [3]
    desk.undo(Choice())
    assert len(read_dossier(folder).claims) == 1


def test_a_name_with_invisible_characters_stays_as_it_is(tmp_path: Path) -> None:
    article = document("X\u202eY said so.", language="en")
    folder = written(tmp_path / "d", dossier(article, claims=[claim(article, "said", "so", mention="X\u202eY")]))
    desk = Desk(OpenReview(folder, "هدى"))
    _, draft = desk.draft(Choice())
    assert save(desk, changed(form(draft), name="X⟨U+202E⟩Y")) == "unchanged"


@pytest.mark.parametrize("missing", ["cue", "content", "name"])
def test_a_claim_without_its_words_is_not_saved(desk: Desk, folder: Path, missing: str) -> None:
    _, draft = desk.draft(Choice())
    with pytest.raises(ClaimsError, match="missing"):
        save(desk, [(name, "" if name == missing else value) for name, value in form(draft)])
    assert not (folder / "reviews").exists()


def test_words_are_typed_instead_of_selected(desk: Desk) -> None:
    _, draft = desk.draft(Choice())
    _, draft = desk.draft(Choice(), changed(form(draft), words="  أحمد\u00a0  المسماري ", do="mention"))
    assert draft.name == "أحمد المسماري"
    with pytest.raises(ClaimsError, match="not in the article"):
        desk.draft(Choice(), changed(form(draft), words="محمود", do="mention"))


def test_an_end_moves_by_words(desk: Desk) -> None:
    _, draft = desk.draft(Choice())

    def moved(edge: str, way: str) -> str:
        nonlocal draft
        row = form_of(draft, "ar").content[0]
        _, draft = desk.draft(Choice(), changed(form(draft), do=f"move content {row.value} {edge} {way}"))
        return draft.content[0].exact

    whole = draft.content[0].exact
    assert moved("end", "-") == whole.removesuffix(" الخميس")
    assert moved("end", "+") == whole
    assert moved("start", "-") == whole.removeprefix("قوات ")
    assert moved("start", "+") == whole
    assert moved("start", "+") == f"إن {whole}"


FORGED = [
    ("cue", "5-3"), ("cue", "0-99999"), ("cue", "-1-4"), ("cue", "x"), ("content", "1"), ("mention", "٣-٤"),
    ("kind", "god"), ("mode", ""), ("figure-0-min", "-3"), ("figure-0-min", "9" * 400), ("figure-0-what", "eaten"),
    ("figure-0-at", ""), ("time-0-edtf", "yesterday"), ("place-0-choice", "../x"), ("party-0-kind", "x"),
    ("event-0-type", "party"), ("event-0-at", "9999-10000"), ("figure-0-min", "12"),
    ("do", "explode"), ("do", "move content 1-2"), ("do", "mention"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), FORGED)
def test_a_forged_form_is_refused(desk: Desk, folder: Path, name: str, value: str) -> None:
    _, draft = desk.draft(Choice())
    forged = changed(form(draft), **{name.replace("-", "_"): value})
    with pytest.raises(ClaimsError):
        desk.draft(Choice(), forged)
    with pytest.raises(ClaimsError):
        told(read_dossier(folder).documents[0], forged, None)


def test_the_form_is_a_page(browser: TestClient, folder: Path) -> None:
    claim = first(folder)
    seen = OpenReview(folder, "x")
    with seen.reading() as session:
        digest = session.seen(claim.id)
    page = browser.post("/edit", data={"claim": claim.id, "seen": digest}, headers=OWN_PAGE)
    assert page.status_code == 200
    assert "Correct the claim" in page.text
    assert f'name="cue" value="{claim.cue.start}-{claim.cue.end}"' in page.text
    begun = browser.post("/new", data={"claim": claim.id}, headers=OWN_PAGE)
    assert "Add a missed claim" in begun.text
    wrong = browser.post(
        "/edit",
        data={"claim": claim.id, "mode": "direct", "kind": "person", "cue": "0-3", "do": "mention", "new": "no"},
        headers=OWN_PAGE,
    )
    assert wrong.status_code == 409
    assert "no words are selected" in wrong.text
    assert 'name="cue" value="0-3"' in wrong.text


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("one two three", 5, 6, "two"),
        ("one two three", 2, 5, "one two"),
        ("one two three", 3, 4, None),
        ("قَالَ مُدِير", 1, 2, "قَالَ"),
        ("can’t stop", 1, 2, "can’t"),
        ("«كلا» قال", 1, 3, "كلا"),
        ("«كلا» قال", 0, 3, "«كلا"),
        ("one", -5, 99, "one"),
        ("one", 99, 120, None),
        ("", 0, 0, None),
        ("a😀b c", 0, 1, "a"),
    ],
)
def test_a_selection_is_extended_to_whole_words(text: str, start: int, end: int, words: str | None) -> None:
    found = whole_words(text, start, end)
    assert (None if found is None else text[slice(*found)]) == words


def test_words_are_found_at_the_nearest_place() -> None:
    text = "a b c a  b c a b"
    assert found_words(text, "a b", 7) == (6, 10)
    assert found_words(text, "a b", 99) == (13, 16)
    assert found_words(text, "b a", 0) is None
    assert found_words(text, " ", 0) is None


def test_the_pieces_of_an_article_are_its_characters() -> None:
    text = "A\u202ebc said d\u0000.\n\nNext 😀 line."
    article = document(text, language="en")
    found = claim(article, "said", "d\u0000", mention="A\u202ebc")
    shown = pieces(text, [found], found, found)
    all_pieces = [piece for paragraph in shown.paragraphs for piece in paragraph.pieces]
    for piece in all_pieces:
        if piece.plain:
            assert piece.text == text[piece.start : piece.end]
        else:
            assert piece.text == f"⟨U+{ord(text[piece.start]):04X}⟩"
    assert "".join(text[piece.start : piece.end] for piece in all_pieces) == text.replace("\n", "")


def test_a_claim_is_added_to_a_dossier_without_one(tmp_path: Path) -> None:
    article = document(TEXT, published="2024-03-01")
    empty = written(tmp_path / "empty", dossier(article, claims=[]))
    desk = Desk(OpenReview(empty, "هدى"))
    opened = desk.look(Choice())
    assert (opened.card, opened.tally.all) == (None, 0)
    assert opened.article is not None
    assert opened.article.id == article.id
    assert 'name="new" value="yes"' in let_in(desk).post("/new", headers=OWN_PAGE).text
    _, draft = desk.draft(Choice(), is_new=True)
    for words, button in (("أعلن", "cue"), ("3 جنود أصيبوا", "content"), ("المتحدث أحمد المسماري", "mention")):
        _, draft = desk.draft(Choice(), changed(form(draft), **selected(words, button)))
    done, opened = desk.save(Choice(), form(draft), seen="")
    assert done == "added"
    assert opened.card is not None
    assert opened.card.id == first(empty).id
    assert first(empty).content[0].exact == "3 جنود أصيبوا"


def test_an_article_that_is_chosen_is_shown_when_none_of_its_claims_is_left(desk: Desk, folder: Path) -> None:
    opened = desk.look(Choice())
    assert opened.card is not None
    assert opened.article is not None
    desk.decide(opened.choice, "accept", seen=opened.card.seen)
    assert desk.look(Choice()).article is None
    left = desk.look(Choice(article=opened.article.id))
    assert left.card is None
    assert left.article is not None
    begun = [id for each in left.article.shown.paragraphs for piece in each.pieces for _, id in piece.begins]
    assert begun == [first(folder).id]
    assert left.addresses.keys() == {*begun}
    desk.draft(Choice(article=opened.article.id), is_new=True)
