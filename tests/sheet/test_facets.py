"""Figures, times, places and parties in the sheet: compared, never added up, and always somebody's claim."""

from __future__ import annotations

import dataclasses
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from claims.analysis.numbers import in_conflict
from claims.languages.ar.facets import times as ar_times
from claims.languages.en.facets import times as en_times
from claims.model import Review, Span
from claims.model.facets import Candidate, Facets, Figure, Party, Place, Time
from claims.sheet import languages, render
from claims.sheet.assembly import assemble
from claims.sheet.records_digest import records_digest
from claims.sheet.tellings import tellings
from tests.sheet.making import claim, document, dossier, example, span
from tests.sheet.reading import editor, github

if TYPE_CHECKING:
    from claims.model import Claim, Document, Dossier
    from claims.sheet import view

TEXT = (
    "قال سالم العماري إن عشرة جنود قتلوا يوم الخميس.\n"
    "وأعلن مصدر طبي أن اثني عشر جنديا قتلوا، وأن الحصيلة 15 قتيلا.\n"
    "ونفت وزارة الدفاع مقتل ثلاثين جنديا قرب سبها، في بلدة مجهولة.\n"
)
ARTICLE: Document = document(TEXT)
TIME = Time(
    span(TEXT, "الخميس"), None, "date", None, None, None, "thursday", None, None, None, None, False, None, "r"
)  # fmt: skip


def figure(words: str, low: int | None, high: int | None, bound: Any = "exact", **more: Any) -> Figure:
    unit = more.pop("unit", None)
    found = Figure(span(TEXT, words), "killed", low, high, bound, span(TEXT, unit) if unit else None, None, None, "r")
    return replace(found, whose=span(TEXT, "جنود"), **more)


def soldiers() -> Party:
    return Party(span(TEXT, "جنود"), "الجنود", "state_force", None, "al-junūd", "r")


def told(
    first: tuple[Figure, ...] = (), second: tuple[Figure, ...] = (), third: tuple[Figure, ...] = ()
) -> list[Claim]:
    """Three sources: a person says, an unnamed one announces, a ministry denies."""
    return [
        claim(ARTICLE, "قال", "عشرة جنود قتلوا يوم الخميس", mention="سالم العماري", kind="person", act="state",
              facets=Facets(first, parties=(soldiers(),))),
        claim(ARTICLE, "وأعلن", "اثني عشر جنديا قتلوا، وأن الحصيلة 15 قتيلا", mention="مصدر طبي", act="announce",
              facets=Facets(second)),
        claim(ARTICLE, "ونفت", "مقتل ثلاثين جنديا قرب سبها، في بلدة مجهولة", mention="وزارة الدفاع",
              kind="organization", act="deny", facets=Facets(third)),
    ]  # fmt: skip


def sheet_of(claims: list[Claim]) -> Dossier:
    return dossier(ARTICLE, claims=claims)


def groups(claims: list[Claim]) -> tuple[view.FigureGroup, ...]:
    return assemble(sheet_of(claims), "en").figures


TEN, TWELVE = figure("عشرة جنود قتلوا", 10, 10), figure("اثني عشر جنديا قتلوا", 12, 12)
FIFTEEN, THIRTY = figure("15 قتيلا", 15, 15), figure("مقتل ثلاثين جنديا", 30, 30)


def test_sources_are_compared_from_the_smallest_to_the_greatest_and_never_added_up() -> None:
    (group,) = groups(told((TEN,), (TWELVE,)))
    assert group.party is not None
    assert group.party.text == "الجنود"
    assert [(line.source.text, line.min) for line in group.lines if line.source] == [
        ("سالم العماري", 10),
        ("مصدر طبي", 12),
    ]
    assert group.range is not None
    assert (group.range.min, group.range.max) == (10, 12)
    assert group.differ
    assert not any(line.disputed for line in group.lines)
    text = render(sheet_of(told((TEN,), (TWELVE,))))
    assert "10 to 12 · ⚠ sources differ" in text
    assert "22" not in text.split("## Figures as claimed")[1].split("## ")[0]


def test_a_source_that_gives_two_numbers_contradicts_itself() -> None:
    (group,) = groups(told((), (TWELVE, FIFTEEN)))
    assert [line.disputed for line in group.lines] == [True, True]
    assert not group.differ
    assert render(sheet_of(told((), (TWELVE, FIFTEEN)))).count("⚠ this source also gives another number") == 2


def test_who_denies_a_number_differs_from_who_claims_it() -> None:
    (group,) = groups(told((TEN,), (), (replace(THIRTY, min=10, max=10),)))
    assert group.differ
    (group,) = groups(told((TEN,), (), (replace(THIRTY, min=None, max=None, bound="unknown"),)))
    assert group.differ


def test_a_denied_number_is_shown_as_denied_and_not_compared() -> None:
    (group,) = groups(told((TEN,), (), (THIRTY,)))
    assert group.range is not None
    assert (group.range.min, group.range.max) == (10, 10)
    assert not group.differ
    text = render(sheet_of(told((TEN,), (), (THIRTY,))))
    assert "**30** (denied)" in text


@pytest.mark.parametrize(
    ("other", "differ"),
    [
        (figure("اثني عشر جنديا قتلوا", 9, None, "at_least"), False),
        (figure("اثني عشر جنديا قتلوا", 11, None, "at_least"), True),
        (figure("اثني عشر جنديا قتلوا", None, 10, "at_most"), False),
        (figure("اثني عشر جنديا قتلوا", 8, 20, "range"), False),
        (figure("اثني عشر جنديا قتلوا", None, None, "unknown"), False),
        (figure("اثني عشر جنديا قتلوا", 11, 11, "about"), True),
    ],
)
def test_numbers_differ_where_they_cannot_both_be(other: Figure, differ: bool) -> None:
    (group,) = groups(told((TEN,), (other,)))
    assert group.differ is differ


@pytest.mark.parametrize(
    ("found", "english", "arabic"),
    [
        (TEN, "**10**", "**10**"),
        (replace(TEN, min=19, max=None, bound="at_least"), "**at least 19**", "**19 على الأقل**"),
        (replace(TEN, min=None, max=19, bound="at_most"), "**at most 19**", "**19 على الأكثر**"),
        (replace(TEN, min=40, max=40, bound="about"), "**about 40**", "**نحو 40**"),
        (replace(TEN, min=50, max=70, bound="range"), "**50 to 70**", "**من 50 إلى 70**"),
        (replace(TEN, min=None, max=None, bound="unknown"), "**number not given**", "**العدد غير مذكور**"),
        (replace(TEN, min=1200, max=1200), "**1,200**", "**1,200**"),
    ],
)
def test_a_number_reads_as_it_is_claimed(found: Figure, english: str, arabic: str) -> None:
    assert english in render(sheet_of(told((found,))))
    assert arabic in render(sheet_of(told((found,))), lang="ar")


def test_what_is_lost_is_not_killed_and_men_are_not_vehicles() -> None:
    lost = replace(TEN, what="lost", unit=span(TEXT, "جنود"))
    vehicles = replace(TWELVE, what="lost", unit=span(TEXT, "الحصيلة"))
    found = groups(told((TEN, lost), (vehicles,)))
    assert [(group.what, len(group.lines)) for group in found] == [("killed", 1), ("lost", 1), ("lost", 1)]


def told_at(*settings: Facets) -> list[Claim]:
    """The first two sources, each with when and where it puts what it says."""
    claims = told((TEN,), (replace(TWELVE, whose=span(TEXT, "جنود")),))
    return [
        replace(each, facets=replace(each.facets or Facets(), times=of.times, places=of.places))
        for each, of in zip(claims, settings, strict=False)
    ]


def on(*edtfs: str) -> Facets:
    return Facets(times=tuple(replace(TIME, edtf=edtf) for edtf in edtfs))


def near(country: str | None, lat: float | None = None, lon: float | None = None, **more: Any) -> Facets:
    place = Place(span(TEXT, "سبها"), "x", 1, country, lat, lon, "place" if lat else None, 5.0, None, (), "r")
    return Facets(places=(replace(place, **more),))


@pytest.mark.parametrize(
    ("one", "two", "together"),
    [
        (on("2018-12-06"), on("2018-12-06"), True),
        (on("2018-12-06"), on("2018-12-07"), False),
        (on("2018-12-06"), on("2018-12"), False),
        (on("2018-12-06"), on("2018-12-05/2018-12-09"), True),
        (on("2018-12-06"), on("2019/.."), False),
        (on("2018-12-06"), on("../2018"), False),
        (on("2018-12-06"), on("2016", "2018"), False),
        (on("2018-12-06"), Facets(), True),
        (near("LY"), near("LY"), True),
        (near("LY"), near("SY"), False),
        (near("LY"), near(None), True),
        (near("LY", 27.0, 14.4), near("LY", 27.3, 14.4), False),
        (near("LY", 27.0, 14.4), near("LY", 32.9, 13.2), False),
        (near("LY", 27.0, 14.4), near("LY", 30.0, 16.0, precision="area", radius_km=500.0), True),
        (near("LY", 27.0, 14.4), near("LY", 32.9, 13.2, precision="country", radius_km=5.0), True),
        (near("LY", 27.0, 14.4), near("LY", float("nan"), 13.2), True),
    ],
)
def test_numbers_stand_together_where_the_claims_report_one_event(one: Facets, two: Facets, together: bool) -> None:
    found = groups(told_at(one, two))
    assert (len(found) == 1) is together
    assert sum(len(group.lines) for group in found) == 2
    assert any(group.differ for group in found) is together


def test_a_vague_claim_joins_one_incident_and_never_two() -> None:
    claims = told_at(on("2018-12-06"), on("2016"))
    vague = replace(TWELVE, whose=span(TEXT, "جنود"), min=9, max=9)
    third = claim(ARTICLE, "قال", "اثني عشر جنديا قتلوا", mention="وزارة الدفاع", kind="organization",
                  facets=Facets((vague,)))  # fmt: skip
    assert sorted(len(group.lines) for group in groups([*claims, third])) == [1, 2]


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"), st.none() | st.integers(0, 5), st.none() | st.integers(0, 5),
            st.sampled_from([None, "deny", "warn"]),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_sources_differ_where_any_two_of_their_numbers_do(rows: list[tuple[str, int | None, int | None, Any]]) -> None:
    (line,) = groups(told((TEN,)))[0].lines
    shown = line.figures[0]
    said = [
        (source, dataclasses.replace(shown, min=low, max=high, stance=stance))
        for source, low, high, stance in rows
        if low is None or high is None or low <= high
    ]

    def overlap(one: view.Figure, two: view.Figure) -> bool:
        lows = [low for low in (one.min, two.min) if low is not None]
        highs = [high for high in (one.max, two.max) if high is not None]
        return not lows or not highs or max(lows) <= min(highs)

    def contradict(one: view.Figure, two: view.Figure) -> bool:
        stances = {one.stance, two.stance}
        return (stances == {None} and not overlap(one, two)) or (stances == {None, "deny"} and overlap(one, two))

    pairs = [(one, two) for (a, one), (b, two) in combinations(said, 2) if a != b]
    assert in_conflict((source, figure, figure.stance) for source, figure in said) == any(
        contradict(one, two) for one, two in pairs
    )


def test_rejected_claims_give_no_facets() -> None:
    claims = told((TEN,), (TWELVE,))
    claims[0] = replace(claims[0], review=Review("rejected"))
    (group,) = groups(claims)
    assert [line.min for line in group.lines] == [12]


def test_a_number_inside_a_claim_within_another_is_told_by_the_inner_source() -> None:
    claims = told((), (TWELVE,))
    inner = claim(
        ARTICLE, "الحصيلة", "اثني عشر جنديا قتلوا", mention="سالم العماري", kind="person", within=claims[1].id,
        facets=Facets((TWELVE,)),
    )  # fmt: skip
    (group,) = groups([*claims, inner])
    (line,) = group.lines
    assert line.source is not None
    assert line.source.text == "سالم العماري"
    assert "(as told by" in render(sheet_of([*claims, inner]))


@pytest.mark.parametrize(
    ("edtfs", "ordered", "undated"),
    [
        (["2018-12", "2016", "2018-01-05"], ["2016", "2018-01-05", "2018-12"], 0),
        (["2020/2021", "../2019", "201X", None], ["201X", "../2019", "2020/2021"], 1),
        (["2018-21", "2018-02", "2018-04", "-0044"], ["-0044", "2018-02", "2018-21", "2018-04"], 0),
        (["soon", "2016-XX-XX"], ["2016-XX-XX"], 1),
    ],
)
def test_the_timeline_runs_by_date_and_keeps_the_undated_apart(
    edtfs: list[str | None], ordered: list[str], undated: int
) -> None:
    claims = told()
    times = tuple(replace(TIME, edtf=edtf) for edtf in edtfs)
    claims[0] = replace(claims[0], facets=Facets(times=times))
    sheet = assemble(sheet_of(claims), "en")
    assert [moment.edtf for moment in sheet.timeline] == ordered
    assert len(sheet.undated) == undated


@pytest.mark.parametrize(
    ("tag", "said", "shown"),
    [
        ("ar", "الشاب، وعمره 21 عاما، انتظر ساعات", []),
        ("ar", "الضحية فتاة في الطريق وهي شابة، 21 عاما، من القرية", []),
        ("ar", "العملية استمرت يومين", []),
        ("ar", "الطريق مغلق منذ ثلاثة أيام", ["ثلاثة أيام"]),
        ("ar", "المستشفى استقبل جرحى خلال الساعات الماضية", ["الساعات الماضية"]),
        ("ar", "الطريق أغلق يوم 5 مارس 2019 مدة ساعتين", ["يوم 5 مارس 2019"]),
        ("ar", "المستشفى استقبل جرحى خلال ال24 ساعة الماضية", ["24 ساعة"]),
        ("ar", "الشاب الذي قتل الأسبوع الماضي وعمره 21 عاما كان طالبا", ["الأسبوع الماضي"]),
        ("ar", "اللجنة اجتمعت الأسبوع الماضي ساعتين", ["الأسبوع الماضي"]),
        ("en", "the youth, aged 21, waited for hours", []),
        ("en", "the youth was held for two years last month", ["last month"]),
        ("en", "the raids stopped in the last few days", ["days"]),
        ("en", "the siege has held for a week now", ["a week"]),
        ("en", "he waited a few days", []),
        ("en", "the search took a day", []),
        ("en", "the hospital had no power for the past 24 hours", ["the past 24 hours"]),
        ("en", "many people had left in recent days", ["recent days"]),
        ("en", "the road was closed on 5 March 2019 for two hours", ["5 March 2019"]),
    ],
)
def test_the_timeline_has_no_ages_and_no_bare_durations(tag: str, said: str, shown: list[str]) -> None:
    source, cue, start = ("المتحدث", "قال", "قال المتحدث إن") if tag == "ar" else ("He", "said", "He said")
    article = document(f"{start} {said}.", language=tag)
    times = ar_times.find(article.text, "ar") if tag == "ar" else en_times.find(article.text)
    one = claim(article, cue, said, mention=source, facets=Facets(times=times))
    sheet = assemble(dossier(article, claims=[one]), "en")
    assert [moment.words.text for moment in (*sheet.timeline, *sheet.undated)] == shown


@pytest.mark.parametrize(
    ("known", "english", "arabic"),
    [
        ({}, "Thursday", "الخميس"),
        ({"edtf": "2018-12", "phase": "early", "weekday": None}, "December 2018 · at the beginning",
         "ديسمبر 2018 · في أوله"),
        ({"partial": "XXXX-12", "weekday": None}, "December, year unknown", "ديسمبر، والسنة غير معروفة"),
        ({"edtf": "2016/..", "weekday": None}, "since 2016", "منذ 2016"),
        ({"edtf": "2016~", "weekday": None}, "about 2016", "نحو 2016"),
        ({"edtf": "2024-03-01", "basis": "document", "contradiction": "friday"},
         ("March 1, 2024 · Thursday · based on the article’s date · "
         "⚠ the article names another weekday; the date falls on Friday"),
         "1 مارس 2024 · الخميس · محسوب من تاريخ المقال · ⚠ تذكر الألفاظ يومًا آخر: يوافق التاريخ يوم الجمعة"),
        ({"weekday": None}, "unknown", "غير معروف"),
    ],
)  # fmt: skip
def test_a_time_is_as_exact_as_its_words(known: dict[str, Any], english: str, arabic: str) -> None:
    claims = told()
    claims[0] = replace(claims[0], facets=Facets(times=(replace(TIME, **known),)))
    assert f"| {english} |" in render(sheet_of(claims))
    assert f"| {arabic} |" in render(sheet_of(claims), lang="ar")


def test_a_point_is_no_more_exact_than_it_is_known_and_an_estimate_is_marked() -> None:
    sabha = Place(span(TEXT, "سبها"), "Sabhā", 2212771, "LY", 27.03766, 14.42832, "place", 5.0, None, (), "r")
    guess = replace(sabha, span=span(TEXT, "مجهولة"), name="مجهولة", geonames=None, precision="estimated",
                    radius_km=32.6, relation=span(TEXT, "قرب سبها"),
                    candidates=(Candidate(5, "Majhula", "TN"),))  # fmt: skip
    nowhere = replace(sabha, name="Nowhere", geonames=9, lat=float("nan"))
    claims = told()
    claims[2] = replace(claims[2], facets=Facets(places=(sabha, guess, nowhere)))
    known, estimated, lost = assemble(sheet_of(claims), "en").locations
    assert (known.coordinates, known.radius) == ("27.0377, 14.4283", 5)
    assert known.map == "https://www.openstreetmap.org/?mlat=27.0377&mlon=14.4283#map=11/27.0377/14.4283"
    assert known.geo == "geo:27.0377,14.4283;u=5000"
    assert (estimated.coordinates, estimated.radius) == ("27.0, 14.4", 33)
    assert estimated.geo == "geo:27.0,14.4;u=33000"
    assert (lost.coordinates, lost.map, lost.geo, lost.precision) == (None, None, None, None)
    text = render(sheet_of(claims))
    assert "⚠ estimated" in text
    assert "⚠ could be:" in text
    assert "(Tunisia)" in text


def test_a_party_is_gathered_under_one_name_with_what_it_did_and_suffered() -> None:
    claims = told((TEN,), (TWELVE,))
    (actor,) = assemble(sheet_of(claims), "en").actors
    assert (actor.name.text, actor.romanised, [words.text for words in actor.words]) == ("الجنود", "al-junūd", ["جنود"])
    assert [(deed.excerpt.text, [each.min for each in deed.figures]) for deed in actor.deeds] == [
        ("عشرة جنود قتلوا يوم الخميس", [10]),
        ("اثني عشر جنديا قتلوا […]", [12]),
    ]


@given(st.text(alphabet="اب ،.\n", min_size=1, max_size=700), st.data())
def test_an_excerpt_holds_the_words_and_is_the_claim_s_own(body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, min(start + 20, len(body))))
    article = document(body)
    content = Span.of(body, 0, len(body))
    made = replace(claim(ARTICLE, "قال", "عشرة"), document=article.id, content=(content,), facets=Facets())
    shown = assemble(dossier(article, claims=[made]), "en").claims[0]
    (telling,) = tellings([(made, shown, 1)], {})
    excerpt = telling.excerpt(Span.of(body, start, end)).text
    inside = excerpt.removeprefix("[…] ").removesuffix(" […]")
    assert inside in body
    assert body[start:end].strip() in inside
    assert len(inside) <= 240 + 20
    assert excerpt.startswith("[…]") or body.lstrip().startswith(inside)
    assert excerpt.endswith("[…]") or body.rstrip().endswith(inside)


@pytest.mark.parametrize("language", languages())
def test_without_facets_there_is_no_empty_part(language: str) -> None:
    bare = replace(example(), claims=tuple(replace(each, facets=None) for each in example().claims))
    empty = replace(example(), claims=tuple(replace(each, facets=Facets()) for each in example().claims))
    sheets = [render(each, lang=language).replace(records_digest(each), "") for each in (bare, empty)]
    assert sheets[0] == sheets[1]
    headings = [node.text for node in github(render(bare, lang=language)).all("h2")]
    more = [node.text for node in github(render(example(), lang=language)).all("h2")]
    assert len(more) == len(headings) + 4


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("parser", [github, editor])
def test_every_row_has_a_footnote(parser: Any, language: str) -> None:
    root = parser(render(example(), lang=language))
    tables = root.all("table")[:-1]  # the last one lists the sources
    assert len(tables) == 4
    for table in tables:
        for row in table.all("tr")[1:]:
            assert any(str(a.attributes.get("href")).startswith("#fn") for a in row.all("a")), row.text
