"""Names, origins, dates, accounts and the sheet, case by case."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from claims.analysis import embeddings as embedding
from claims.analysis.accounts import accounts
from claims.analysis.agency_credits import credit
from claims.analysis.claim_profiles import profiles
from claims.analysis.comparison_words import content_words, stem
from claims.analysis.independence import Independence
from claims.analysis.name_matching import name_of, same_name
from claims.analysis.origins import first_published, origins
from claims.analysis.sources import register_sources
from claims.model import Change, Claim, Document, Dossier, Grading, Group, Made, Origin, Source, Span, Version
from claims.model.facets import Facets, Figure
from claims.model.partitions import Joined
from claims.sheet import render
from tests.analysis.monitored import table

if TYPE_CHECKING:
    from claims.model import Act, Kind

REPORT = (
    "قال مصدر في الميناء إن سفينة الشحن جنحت قرب المدخل الشرقي بعد عطل في محركها مساء السبت الماضي "
    "وعلى متنها ثمانية عشر بحارا. "
    "وأضاف أن القاطرات حاولت سحبها مرتين دون جدوى بسبب ارتفاع الموج وسرعة الرياح التي بلغت أربعين عقدة. "
    "وذكرت إدارة الميناء أن الملاحة توقفت في القناة حتى إشعار آخر وأن أربع سفن تنتظر في عرض البحر. "
)
OWN = (
    "تعرف المدينة منذ قرون بمرفئها الذي قصده التجار من كل صوب، ولا يزال أهلها يعيشون من الصيد وصناعة القوارب. "
    "وفي المقاهي المطلة على الرصيف لا حديث للناس سوى عن السفينة التي علقت أمام أعينهم ولم يستطع أحد زحزحتها. "
    "ويروي الصيادون قصصا مشابهة عن سفن ابتلعها الرمل في المكان نفسه قبل عقود طويلة. "
)


def document(id: str, text: str, **known: Any) -> Document:
    return Document.from_text(id, text, known.pop("language", "ar"), **known)


# Names and words


@pytest.mark.parametrize("pair", table("names.toml")["pair"], ids=lambda pair: " = ".join(pair["names"]))
def test_two_names_mean_one_source_or_do_not(pair: dict[str, Any]) -> None:
    one, other = (
        name_of(name, pair["sort"], language)
        for name, language in zip(pair["names"], pair.get("languages", ["ar", "ar"]), strict=True)
    )
    assert same_name(one, other) is pair["same"]
    assert same_name(other, one) is pair["same"]


@given(st.text(max_size=40), st.sampled_from(["ar", "en", "fr", "x/../y", ""]))
def test_any_words_can_be_compared(text: str, language: str) -> None:
    assert content_words(text, language) == content_words(text, language)
    sorts: tuple[Literal["person", "body", "unnamed"], ...] = ("person", "body", "unnamed")
    for sort in sorts:
        name = name_of(text, sort, language)  # the three of them
        assert same_name(name, name)


@pytest.mark.parametrize(
    "forms",
    ["صاروخ صواريخ صاروخين", "احتجاج محتج احتجاجات", "تحقيق محققين للتحقيق", "اعتقل معتقلين اعتقال", "انقطع انقطعت"],
)
def test_forms_of_a_root_meet(forms: str) -> None:
    assert len({stem(form, "ar") for form in forms.split()}) == 1


# Dates


@pytest.mark.parametrize(
    ("published", "first"),
    [
        (["2024-03-13", "2024-03-14"], "d0"),
        (["2024-03-14", "2024-03-13"], "d1"),
        (["2024-03-13", "2024-03-13"], None),
        (["2024-03-13T08:00:00Z", "2024-03-13T09:30:00+02:00"], "d1"),
        (["2024-03-13T08:00:00Z", "2024-03-13"], None),
        (["2024-03", "2024-04-01"], "d0"),
        (["2024", None], None),
        (["9999", "2024"], "d1"),
        (["9999-12-31T23:59:59-12:00", "9999"], "d1"),
        (["0001-01-01T00:00:00+12:00", "0001-01-01"], "d0"),
        ([None, None], None),
    ],
)
def test_first_is_only_what_the_dates_tell(published: list[str | None], first: str | None) -> None:
    assert first_published(document(f"d{i}", "نص", published=date) for i, date in enumerate(published)) == first


# Origins


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        ([REPORT, REPORT.replace("السبت", "الأحد").replace("أربع سفن", "خمس سفن")], "copy"),
        ([REPORT, OWN + REPORT + OWN], "agency"),
        ([REPORT, OWN], None),
        (["قصير", "قصير آخر"], None),
        (["", ""], None),
    ],
)
def test_shared_text_makes_one_origin(texts: list[str], kind: str | None) -> None:
    found = origins([document(f"d{i}", text) for i, text in enumerate(texts)])
    assert [origin.kind for origin in found] == ([kind] if kind else [])


def test_a_long_quotation_is_no_shared_text() -> None:
    quoted = f"“{REPORT}”"
    texts = [
        f"نقل مراسلنا من الرصيف ما يلي: {quoted} {OWN}",
        f"أصدر الميناء بيانا هذا نصه: {quoted} وانتهى البيان دون توضيح آخر.",
    ]
    assert origins([document(f"d{i}", text) for i, text in enumerate(texts)]) == ()


@pytest.mark.parametrize(
    ("text", "author", "agency"),
    [
        ("سبها (رويترز) - قال مصدر", None, "رويترز"),
        ("بيروت/ أ ف ب – قال مصدر", None, "أ ف ب"),
        ("قال مصدر كلاما طويلا.\nالمصدر: رويترز", None, "رويترز"),
        ("قال مصدر كلاما.", "وكالة الأناضول", "وكالة الأناضول"),
        ("قال متحدث باسم وكالة رويترز في مؤتمر صحفي عقد بمقرها إن صحفيا أصيب", None, None),
        ("والله أعلم - قال مصدر", None, None),
    ],
)
def test_an_agency_is_credited_where_credits_stand(text: str, author: str | None, agency: str | None) -> None:
    found = credit(document("d", text, author=author))
    assert (found.written if found else None) == agency


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_joined_numbers_are_in_one_set(joins: list[tuple[int, int]]) -> None:
    joined = Joined(10)
    for one, other in joins:
        joined.join(one, other)
    assert all(joined.root(one) == joined.root(other) for one, other in joins)
    members = [number for members in joined.sets() for number in members]
    assert len(members) == len(set(members))


# Sources and accounts


def claim(id: str, of: Document, name: str, kind: Kind, *, killed: int | None, act: Act) -> Claim:
    start = of.text.index("قتل")
    words = Span.of(of.text, start, len(of.text))
    number = Figure(words, "killed", killed, killed, "exact", None, None, None, "hand") if killed is not None else None
    facets = Facets(figures=(number,) if number else ())
    return Claim(
        id,
        of.id,
        Source(name, kind, None),
        Span.of(of.text, 0, 3),
        (words,),
        "indirect",
        act=act,
        facets=facets,
    )


def told(*said: tuple[str, Kind, int | None, Act], origin: bool = False) -> Dossier:
    """A group of claims, each in a document of its own: name, kind, how many were killed, act."""
    documents = tuple(document(f"d{i}", "قال إن عددا قتل", published=f"2024-03-{i + 1:02}") for i in range(len(said)))
    claims = tuple(
        claim(f"clm-{i:012}", documents[i], name, kind, killed=killed, act=act)
        for i, (name, kind, killed, act) in enumerate(said)
    )
    group = Group("grp-000000000000", tuple(each.id for each in claims), "words", None, 0.5, "0")
    shared = Origin("org-000000000000", tuple(each.id for each in documents), "agency", "d0", None, 0.9, "0")
    return Dossier(None, ("ar",), Made("0"), documents, claims, origins=(shared,) if origin else (), groups=(group,))


A: tuple[str, Kind]
B: tuple[str, Kind]
C: tuple[str, Kind]
UNNAMED: tuple[str, Kind]
A, B, C = ("أحمد المسماري", "person"), ("حنان صلاح", "person"), ("وزارة الصحة الليبية", "organization")
UNNAMED = ("مصدر عسكري", "unnamed")


@pytest.mark.parametrize(
    ("said", "origin", "independent", "unnamed", "differing"),
    [
        ([(*A, 10, "state"), (*B, 10, "state"), (*C, 10, "state")], False, 3, False, 0),
        ([(*A, 10, "state"), (*B, 10, "state")], False, 2, False, 0),
        ([(*A, 10, "state"), (*B, 12, "state")], False, 2, False, 1),
        ([(*A, 10, "state"), (*B, 10, "deny")], False, 2, False, 1),
        ([(*A, 10, "state"), (*A, 10, "state")], False, 1, False, 0),
        ([(*UNNAMED, 10, "state")] * 10, True, 0, True, 0),
        ([(*UNNAMED, 10, "state")] * 3, False, 0, True, 0),
        ([(*A, 10, "state"), *[(*UNNAMED, 10, "state")] * 3], False, 1, True, 0),
        ([(*A, 10, "state"), *[(*UNNAMED, 12, "state")] * 3], False, 1, True, 1),
    ],
)
def test_an_account_counts_who_is_not_known_to_depend_on_another(
    said: list[Any], origin: bool, independent: int, unnamed: bool, differing: int
) -> None:
    dossier = told(*said, origin=origin)
    register = register_sources(dossier.documents, dossier.claims, dossier.origins)
    (account,) = accounts(dossier, register, Independence(dossier, register))
    assert (account.independent, account.unnamed, account.differing) == (independent, unnamed, differing)
    assert account.earliest == dossier.claims[0]


# The sheet


@pytest.mark.parametrize(
    ("names", "sources"),
    [
        (("العقيد باسم المالكي", "المالكي"), 1),
        (("Colonel Basim al-Maliki, spokesman for the police", "Maliki"), 1),
        (("العقيد باسم المالكي", "القاضي نوري المالكي", "المالكي"), 3),
        (("العقيد باسم المالكي", "الساعدي"), 2),
    ],
    ids=["surname", "before an office", "of two", "another"],
)
def test_a_surname_alone_is_the_only_person_of_its_article_who_has_it(names: tuple[str, ...], sources: int) -> None:
    said = document("d", "قال إن عددا قتل")
    claims = [claim(f"clm-{at:012}", said, name, "person", killed=None, act="state") for at, name in enumerate(names)]
    assert len(register_sources([said], claims).sources) == sources


def test_the_sheet_says_who_differs_and_from_whom_nothing_is_known() -> None:
    text = render(told((*A, 10, "state"), (*B, 12, "state")))
    assert "## Who agrees, who differs" in text
    assert "⚠ differ in: number (killed): **10**" in text
    assert "**2 sources not known to depend on each other**" in text
    assert "grad" not in text
    assert "nobody has compared" not in text


def test_ten_outlets_that_quote_one_source_are_one_source() -> None:
    quoting: list[tuple[str, Kind, int | None, Act]] = [(*UNNAMED, 10, "state")]
    text = render(told(*quoting * 10, origin=True))
    assert "### Repeated by one source" in text
    lines = text.splitlines()
    assert [line for before, line in pairwise(lines) if line.startswith("#") and before] == []
    assert "## Articles with a shared origin" in text
    assert "| **" not in text.split("## Who agrees", 1)[1].split("##", 1)[0]


def test_a_grading_is_that_of_the_person_who_entered_it() -> None:
    dossier = told((*A, 10, "state"), (*B, 12, "state"))
    graded = replace(dossier.claims[0], grading=Grading("B", 3, "Huda", "2024-03-20T10:00:00Z", None))
    text = render(replace(dossier, claims=(graded, dossier.claims[1])))
    assert text.count("graded B3 by") == 2  # at the claim and in the matrix


def test_the_last_addition_is_told_and_the_first_is_not() -> None:
    dossier = told((*A, 10, "state"), (*B, 12, "state"))
    first = Change("2024-03-20T10:00:00Z", documents_added=("d0", "d1"))
    later = Change(
        "2024-03-21T10:00:00Z", documents_added=("d1",), claims_added=("clm-000000000001",), claims_gone=("clm-9",)
    )
    assert "What the last addition changed" not in render(replace(dossier, changes=(first,)))
    text = render(replace(dossier, changes=(first, later)))
    assert "What the last addition changed" in text
    assert "`clm-9`" in text


def test_a_new_version_is_told_with_the_date_of_the_one_before() -> None:
    dossier = told((*A, 10, "state"), (*B, 12, "state"))
    before = Version("0" * 64, published="2024-02-29", retrieved=None)
    revised = replace(dossier.documents[0], title="خبر مصحح", earlier=(before,))
    change = Change("2024-03-21T10:00:00Z", documents_updated=("d0",), claims_added=("clm-000000000000",))
    text = render(replace(dossier, documents=(revised, dossier.documents[1]), changes=(change,)))
    part = text.split("## What the last addition changed", 1)[1].split("\n## ", 1)[0]
    assert "published February 29, 2024, retrieved unknown. 1 earlier version is kept." in part
    assert "[^clm-000000000000]" in part


def test_words_of_articles_stay_words_in_the_matrix() -> None:
    evil = "*x* <b> | [l](http://evil.example) \u202e"
    dossier = told((evil, "person", 10, "state"), (*B, 12, "state"), origin=True)
    titled = tuple(replace(each, title=evil) for each in dossier.documents)
    agency = replace(dossier.origins[0], agency=evil)
    text = render(replace(dossier, documents=titled, origins=(agency,)))
    assert "<b>" not in text
    assert "](http://evil" not in text
    assert "\u202e" not in text


# Claims within claims


def test_a_claim_that_only_passes_on_another_is_not_compared_and_the_inner_one_is() -> None:
    text = "قالت الشرطة نقلا عن شهود إن الطريق الساحلي مغلق حتى صباح الغد."
    article = document("d0", text)

    def made(id: str, cue: str, content: str, within: str | None) -> Claim:
        start, at = text.index(content), text.index(cue)
        words = Span.of(text, start, start + len(content))
        source = Source("شهود", "group", None)
        return Claim(id, "d0", source, Span.of(text, at, at + len(cue)), (words,), "indirect", within=within)

    outer = made("clm-000000000000", "قالت", "نقلا عن شهود إن الطريق الساحلي مغلق حتى صباح الغد", None)
    inner = made("clm-000000000001", "نقلا عن شهود", "الطريق الساحلي مغلق حتى صباح الغد", outer.id)
    assert [profile.claim.id for profile in profiles([article], [outer, inner], {})] == [inner.id]
    assert [profile.claim.id for profile in profiles([article], [outer], {})] == [outer.id]


def test_a_model_that_does_not_run_is_done_without(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise OSError("no engine for this processor")

    monkeypatch.setattr(embedding, "find_spec", lambda _: object())
    monkeypatch.setattr(embedding, "_loaded", broken)
    with caplog.at_level("INFO", "claims"):
        assert embedding.encoder() is None
    assert "comparing claims by their words: no engine for this processor" in caplog.text


@pytest.mark.parametrize(
    ("texts", "sources", "independent"),
    [
        (("الخرطوم (سونا) - قالت الوزارة إن عددا قتل", "صنعاء - قالت الوزارة إن عددا قتل"), 2, 2),
        (("الخرطوم (سونا) - قالت الوزارة إن عددا قتل", "الخرطوم - قالت الوزارة إن عددا قتل"), 1, 1),
        (("قالت الوزارة إن عددا قتل", "قالت الوزارة مساء إن عددا قتل"), 2, 1),
    ],
    ids=["two states", "one state", "unknown states"],
)
def test_a_ministry_is_that_of_its_articles_state(texts: tuple[str, str], sources: int, independent: int) -> None:
    """Where the state is unknown, two articles' ministries are neither one nor independent."""
    documents = tuple(document(f"d{i}", text) for i, text in enumerate(texts))
    claims = tuple(
        claim(f"clm-{i:012}", each, "وزارة الصحة", "organization", killed=10, act="state")
        for i, each in enumerate(documents)
    )
    group = Group("grp-000000000000", tuple(each.id for each in claims), "words", None, 0.5, "0")
    dossier = Dossier(None, ("ar",), Made("0"), documents, claims, groups=(group,))
    register = register_sources(documents, claims)
    (account,) = accounts(dossier, register, Independence(dossier, register))
    assert (len(register.sources), account.independent) == (sources, independent)
