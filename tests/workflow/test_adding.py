"""A dossier that grows: nothing twice, nothing lost, and what changed is said."""

import dataclasses
from pathlib import Path

import pytest
from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.extraction import registered
from claims.languages.ar import LANGUAGE
from claims.languages.ar.rule_extractor import RuleExtractor
from claims.model import Change, Grading, Review, Span, Version, digest
from claims.sheet.assembly import assemble
from claims.store import dossier_files, read_dossier
from claims.workflow import BuildReport, NothingReadError, build, describe, review, translate
from claims.workflow.document_versions import Difference
from tests.workflow.articles import SPEECH, article, change, tree

CORRECTED = "قال الوزير إن الحرب انتهت\nقال السفير إن الحدود مغلقة\n"
OTHER = "قال القاضي إن الحكم نهائي ولا رجعة فيه\n"
URL = "https://news.example/1"
MOMENT = "2026-03-01T00:00:00Z"
ACCEPTED = Review("accepted", "منى", MOMENT, "تم التحقق")


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def add(out: Path, *articles: Path, discard: bool = False) -> BuildReport:
    return build(articles, out, add=True, discard=discard)


def ids(out: Path) -> list[str]:
    return [document.id for document in read_dossier(out).documents]


def grown(report: BuildReport) -> tuple[list[str], dict[str, Difference], list[str], list[str]]:
    assert report.growth is not None
    growth = report.growth
    return growth.added, growth.updated, growth.known, growth.completed


def test_a_new_dossier_is_what_a_build_makes(tmp_path: Path, out: Path) -> None:
    source = article(tmp_path / "in")
    report = add(out, source)
    build([source], tmp_path / "built")
    assert tree(out) == tree(tmp_path / "built")
    assert grown(report) == (["a"], {}, [], [])


def test_what_is_there_is_not_added_again(tmp_path: Path, out: Path) -> None:
    first, second = article(tmp_path / "in"), article(tmp_path / "in", "b.txt", OTHER, url=URL)
    add(out, first, second)
    folder, before = out.stat().st_ino, tree(tmp_path)
    assert grown(add(out, tmp_path / "in")) == ([], {}, ["a", "b"], [])
    assert (out.stat().st_ino, tree(tmp_path)) == (folder, before)


def test_an_article_is_added(tmp_path: Path, out: Path) -> None:
    add(out, article(tmp_path / "in"))
    (out / "notes.txt").write_text("mine")
    text = (out / "texts/a.txt").stat()
    report = add(out, article(tmp_path / "in", "b.txt", OTHER))
    assert grown(report) == (["b"], {}, [], [])
    dossier = read_dossier(out)
    assert [claim.document for claim in dossier.claims] == ["a", "a", "b"]
    assert dossier.changes == (Change(MOMENT, ("b",), (), (dossier.claims[2].id,), ()),)
    assert (out / "notes.txt").read_text() == "mine"
    now = (out / "texts/a.txt").stat()
    assert (now.st_ino, now.st_mtime_ns) == (text.st_ino, text.st_mtime_ns)  # it is not copied
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_the_same_text_at_another_address_is_noted(tmp_path: Path, out: Path) -> None:
    add(out, article(tmp_path / "in", url=URL))
    other = "https://other.example/1"
    for _ in range(2):
        add(out, article(tmp_path / "in", "b.txt", url=other))
        (document,) = read_dossier(out).documents
        assert (document.id, document.url, document.also) == ("a", URL, (other,))
        assert read_dossier(out).changes == ()


def test_what_is_learnt_later_is_entered(tmp_path: Path, out: Path) -> None:
    add(out, article(tmp_path / "in"))
    report = add(out, article(tmp_path / "in", url=URL, published="2026-02-01"))
    assert grown(report) == ([], {}, ["a"], ["a"])
    (document,) = read_dossier(out).documents
    assert (document.url, document.published) == (URL, "2026-02-01")
    assert {entry.found for entry in document.provenance if entry.field in ("url", "published")} == {"sidecar"}


VERSIONS = {
    "by its address, whatever its name": ({"url": URL}, "b.txt", {"url": f"{URL}#top"}),
    "by its address, whoever led to it": ({"url": f"{URL}?utm_source=mail"}, "b.txt", {"url": f"{URL}?ref=home"}),
    "by its address, whatever shows it": ({"url": URL.replace("//", "//www.")}, "b.txt", {"url": f"{URL}/?m=1"}),
    "by its name, where it has no address": ({}, "a.txt", {}),
    "by its name, where only the new one has an address": ({}, "a.txt", {"url": URL}),
    "by its name, where only the old one has an address": ({"url": URL}, "A.txt", {}),
}


@pytest.mark.parametrize(("old", "name", "new"), VERSIONS.values(), ids=VERSIONS)
def test_a_changed_article_is_a_new_version(
    tmp_path: Path, out: Path, old: dict[str, str], name: str, new: dict[str, str]
) -> None:
    add(out, article(tmp_path / "in", published="2026-01-01", **old))
    war, borders = read_dossier(out).claims
    review(out, [war.id], by="منى", status="accepted", note="تم التحقق")
    review(out, [war.id], by="منى", grade="B3")
    report = add(out, article(tmp_path / "new", name, "مقدمة\n" + CORRECTED, published="2026-01-02", **new))
    assert grown(report)[:2] == ([], {"a": Difference(added=1, changed=1)})
    dossier = read_dossier(out)
    (document,) = dossier.documents
    assert (document.id, document.published) == ("a", "2026-01-02")
    assert document.earlier == (Version(digest(SPEECH), "2026-01-01"),)
    assert (out / f"earlier/a.{digest(SPEECH)[:12]}.txt").read_text(encoding="utf-8") == SPEECH
    kept, fresh = dossier.claims
    assert (kept.id, kept.review, kept.grading) == (war.id, ACCEPTED, Grading("B", 3, "منى", MOMENT))
    assert kept.cue == Span(war.cue.start + 6, war.cue.end + 6, war.cue.exact)
    assert dossier.changes == (Change(MOMENT, (), ("a",), (fresh.id,), (borders.id,)),)
    assert report.dossier == dossier
    assert report.unfit == ()


def test_an_earlier_version_is_known(tmp_path: Path, out: Path) -> None:
    first = article(tmp_path / "1", url=URL)
    second = article(tmp_path / "2", text=CORRECTED, url=URL)
    add(out, first, second)
    before = tree(out)
    (document,) = read_dossier(out).documents
    assert len(document.earlier) == 1
    assert grown(add(out, first, second)) == ([], {}, [document.id] * 2, [])
    assert tree(out) == before


def test_a_third_version_keeps_both_before(tmp_path: Path, out: Path) -> None:
    texts = [SPEECH, CORRECTED, CORRECTED + OTHER]
    for text in texts:
        add(out, article(tmp_path / "in", text=text, url=URL))
    (document,) = read_dossier(out).documents
    assert [version.sha256 for version in document.earlier] == [digest(text) for text in texts[:2]]
    kept = {path.read_text(encoding="utf-8") for path in (out / "earlier").iterdir()}
    assert kept == set(texts[:2])


CLASHES: dict[str, tuple[dict[str, str], dict[str, str], str]] = {
    "with other addresses": ({"url": URL}, {"url": "https://other.example/2"}, CORRECTED),
    "with nothing in common": ({}, {}, OTHER),
}


@pytest.mark.parametrize(("old", "new", "text"), CLASHES.values(), ids=CLASHES)
@pytest.mark.parametrize("at_once", [True, False])
def test_different_articles_of_one_name_have_different_ids(
    tmp_path: Path, out: Path, old: dict[str, str], new: dict[str, str], text: str, at_once: bool
) -> None:
    first, second = article(tmp_path / "1", **old), article(tmp_path / "2", "A.txt", text, **new)
    qualified = [f"a-{_key(SPEECH, old)}", f"A-{_key(text, new)}"]
    if not at_once:
        add(out, first)
        qualified[0] = "a"
    for _ in range(2):
        add(out, first, second)
        assert ids(out) == qualified


def _key(text: str, told: dict[str, str]) -> str:
    return digest(f"{told.get('url', '')}\n{digest(text)}")[:12]


def test_originals_of_all_versions_stay(tmp_path: Path, out: Path) -> None:
    source = article(tmp_path / "in", url=URL)
    for text in (SPEECH, CORRECTED):
        source.write_bytes(text.encode("windows-1256"))
        add(out, source)
    (document,) = read_dossier(out).documents
    kept = [document.original, *(version.original for version in document.earlier)]
    raw = [(out / original.file).read_bytes() for original in kept if original]
    assert raw == [text.encode("windows-1256") for text in (CORRECTED, SPEECH)]


def test_a_version_keeps_each_review_that_fits_and_lists_the_others(tmp_path: Path, out: Path) -> None:
    add(out, article(tmp_path / "in"))
    war, borders = (claim.id for claim in read_dossier(out).claims)
    review(out, [war, borders], by="منى", status="accepted")
    translate(out, [("en.jsonl:1", {"id": borders, "language": "en", "text": "open", "by": "منى", "how": "human"})])
    before = tree(out / "reviews")
    report = add(out, article(tmp_path / "in", text=CORRECTED))
    assert report.unread == ()
    assert [claim.review.status for claim in report.dossier.claims] == ["accepted", "draft"]
    assert {(each.act.act, each.act.claims[0].id) for each in report.unfit} == {
        ("accept", borders), ("translate", borders),
    }  # fmt: skip
    assert tree(out / "reviews") == before
    assert add(out, article(tmp_path / "in", text=CORRECTED)).unfit == ()
    back = add(out, article(tmp_path / "in", text=SPEECH + OTHER))
    assert back.unfit == ()
    assert [claim.review.status for claim in back.dossier.claims] == ["accepted", "accepted", "draft"]
    assert [each.text for each in back.dossier.claims[1].translations] == ["open"]


def test_a_version_that_would_lose_a_claim_made_by_hand_is_refused(tmp_path: Path, out: Path) -> None:
    add(out, article(tmp_path / "in"))
    borders = change(out, found=None)[1]
    loss = "1 claim made by hand ({0})"
    report = add(out, article(tmp_path / "in", text=CORRECTED), article(tmp_path / "in", "b.txt", OTHER))
    assert grown(report)[:2] == (["b"], {})
    (unread,) = report.unread
    assert str(unread.error) == (
        f"a: this version of a would lose {loss.format(borders.id)}. "
        "The dossier keeps the current version. Pass --discard to replace it and lose them"
    )
    assert (out / "texts/a.txt").read_text(encoding="utf-8") == SPEECH
    report = add(out, tmp_path / "in", discard=True)
    assert (grown(report)[1], report.unread) == ({"a": Difference(changed=1)}, ())
    assert read_dossier(out).changes[-1].claims_gone == (borders.id,)


def test_claims_made_by_hand_move_with_their_words(tmp_path: Path, out: Path) -> None:
    add(out, article(tmp_path / "in", text=f"لا قول هنا\n{SPEECH}"))
    dossier = read_dossier(out)
    text = dossier.documents[0].text
    start = text.index("قول")
    by_hand = replace(
        dossier.claims[0],
        id="clm-0123456789ab",
        cue=Span.of(text, start, start + 3),
        source=replace(dossier.claims[0].source, mention=None),
        content=(Span.of(text, start + 4, start + 7),),
        found=None,
        within=dossier.claims[1].id,
    )
    for name, data in dossier_files(replace(dossier, claims=(by_hand, *dossier.claims))).items():
        (out / name).write_bytes(data)
    report = add(out, article(tmp_path / "in", text=f"مقدمة\nلا قول هنا\n{CORRECTED}"))
    assert report.unread == ()
    moved = next(claim for claim in report.dossier.claims if claim.id == by_hand.id)
    assert moved.cue == Span(start + 6, start + 9, "قول")
    assert moved.within is None  # that claim is gone
    assert report.dossier.documents[0].text[moved.content[0].start : moved.content[0].end] == moved.content[0].exact


def test_what_a_person_entered_stays(tmp_path: Path, out: Path) -> None:
    add(out, article(tmp_path / "in", publisher="وكالة"))
    entered: dict[str, str | None] = {"publisher": None, "published": "2026-01-05", "url": URL}
    describe(out, "a", entered, by="منى")
    source = article(tmp_path / "in", text=CORRECTED, publisher="وكالة أخرى", published="2026-02-02", url=URL)
    for force in (False, True):
        report = build([source], out, add=not force, force=force)
        (document,) = report.dossier.documents
        assert {name: getattr(document, name) for name in entered} == entered
        assert {entry.field for entry in document.provenance if entry.found == "person"} == set(entered)
        assert document.text == CORRECTED


def test_a_build_anew_keeps_what_the_dossier_was_before(tmp_path: Path, out: Path) -> None:
    for text in (SPEECH, CORRECTED):
        add(out, article(tmp_path / "in", text=text, url=URL))
    before = tree(out)
    build([tmp_path / "in"], out, force=True)
    assert tree(out) == before


def test_nothing_is_written_where_nothing_can_be_read(tmp_path: Path, out: Path) -> None:
    add(out, article(tmp_path / "in"))
    before = tree(tmp_path)
    with pytest.raises(NothingReadError):
        add(out, tmp_path / "none.txt")
    assert tree(tmp_path) == before


def test_a_dossier_can_be_given_a_title(tmp_path: Path, out: Path) -> None:
    source = article(tmp_path / "in")
    add(out, source)
    build([source], out, add=True, title="الحدود")
    assert read_dossier(out).title == "الحدود"
    assert "الحدود" in (out / "factsheet.md").read_text(encoding="utf-8")


def test_a_moment_that_is_none_is_refused(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "noon")
    with pytest.raises(ClaimsError, match=r"SOURCE_DATE_EPOCH is 'noon'\. Set it to seconds since 1970"):
        add(out, article(tmp_path / "in"))


TOLL = "أعلنت وزارة الصحة أن {} شخصا قتلوا وأصيب 30 آخرون في قصف على سوق في مدينة الأبيض يوم 3 مايو 2024.\n"


def test_a_number_that_a_new_version_of_an_article_changes_is_told_with_the_one_before(
    tmp_path: Path, out: Path
) -> None:
    with registered(dataclasses.replace(LANGUAGE, make_extractor=RuleExtractor)):
        add(out, article(tmp_path / "in", text=TOLL.format(19)), article(tmp_path / "in", "b.txt", OTHER))
        report = add(out, article(tmp_path / "in", text=TOLL.format(23)))
    assert grown(report)[1] == {"a": Difference(changed=1)}
    dossier = read_dossier(out)
    killed, injured = dossier.changes[-1].counts_before
    assert (killed.document, killed.what, killed.min, killed.max) == ("a", "killed", 19, 19)
    assert (injured.what, injured.max) == ("injured", 30)
    (event,) = [each for each in assemble(dossier, "en").events if each.in_full]
    (change,) = event.changes
    assert (change.what, change.before and change.before.max, change.after.max) == ("killed", 19, 23)
    assert not event.is_new
