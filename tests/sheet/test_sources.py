"""One answer to “same source?”: whatever counts or lists the sources of a sheet counts and lists the same ones."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from claims.model import Claim, Document, Dossier, Group, Made, Origin, Relay, Review, Source, Span
from claims.model.facets import Facets, Figure, Place
from claims.sheet.assembly import assemble
from claims.sheet.formats import write

if TYPE_CHECKING:
    from claims.model import Kind, Status
    from claims.sheet.sheet_view import Sheet
    from claims.sheet.view import FigureLine

Named = tuple[str | None, "Kind"]
Partition = frozenset[frozenset[str]]

ARABIC: tuple[Named, ...] = (
    ("أحمد المسماري", "person"),
    ("اللواء أحمد المسماري", "person"),
    ("أحمد المسماري، المتحدث باسم الجيش الوطني الليبي", "person"),
    ("الجيش الوطني الليبي", "organization"),
    ("وزارة الصحة", "organization"),
    ("وزارة الصحة الليبية", "organization"),
    ("الناطق باسم وزارة الصحة سالم العماري", "person"),
    ("وزير الصحة", "person"),
    ("بيان وزارة الصحة", "document"),
    ("قناة الساحل", "media"),
    ("الشروق", "media"),
    ("الشرق", "organization"),
    ("وسائل إعلام محلية", "media"),
    ("منظمة حقوقية", "organization"),
    ("مصدر طبي", "unnamed"),
    ("مصادر طبية", "unnamed"),
    ("مصدر في وزارة الصحة", "unnamed"),
    ("شهود عيان", "group"),
    ("المسماري", "person"),
    ("الوزير", "person"),
    (None, "unnamed"),
    (None, "person"),
)
ENGLISH: tuple[Named, ...] = (
    ("Maj. Gen. Ahmed al-Mismari", "person"),
    ("Ahmed al-Mismari, spokesman for the Libyan National Army", "person"),
    ("Libyan Health Ministry", "organization"),
    ("a medical source", "unnamed"),
    ("al-Sahel TV", "media"),
)
TEXT = "قال إن عددا قتل"


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Documents in two languages with claims that say the same, copies and relays and rejected claims among them."""
    documents: list[Document] = []
    claims: list[Claim] = []
    statuses: tuple[Status, ...] = ("draft", "accepted", "draft", "rejected")
    for number in range(draw(st.integers(1, 4))):
        language = draw(st.sampled_from(["ar", "ar", "en"]))
        documents.append(
            Document.from_text(f"d{number}", TEXT, language, published=draw(st.sampled_from([None, "9999"])))
        )
        for each in range(draw(st.integers(1, 5))):
            name, kind = draw(st.sampled_from(ARABIC if language == "ar" else ENGLISH))
            killed = draw(st.integers(9, 11))
            inside = claims[-1].id if each and draw(st.integers(0, 3)) == 0 else None
            made = claim(len(claims), f"d{number}", Source(name, kind, None), killed)
            status = draw(st.sampled_from(statuses))
            act = draw(st.sampled_from(["state", "state", "deny"]))
            claims.append(replace(made, within=inside, act=act, review=Review(status)))
    ids = tuple(document.id for document in documents)
    copies = ids[: draw(st.integers(0, len(ids)))]
    origin = Origin("org-000000000000", copies, "copy", None, None, 0.9, "0")
    group = Group("grp-000000000000", tuple(each.id for each in claims), "words", None, 0.5, "0")
    return Dossier(
        None, ("ar",), Made("0"), tuple(documents), tuple(claims),
        origins=(origin,) if len(copies) > 1 else (), groups=(group,) if len(claims) > 1 else (),
    )  # fmt: skip


def claim(number: int, document: str, source: Source, killed: int) -> Claim:
    words = Span.of(TEXT, 8, len(TEXT))
    figure = Figure(words, "killed", killed, killed, "exact", None, None, None, "hand")
    return Claim(
        f"clm-{number:012x}", document, source, Span.of(TEXT, 0, 3), (words,), "indirect", facets=Facets((figure,))
    )


def gathered(pairs: Any) -> Partition:
    """Claims by what they have in common."""
    found: dict[object, set[str]] = {}
    for key, label in pairs:
        found.setdefault(key, set()).add(label)
    return frozenset(map(frozenset, found.values()))


def in_files(dossier: Dossier, form: str) -> str:
    return next(iter(write(dossier, form, lang="en").values())).decode("utf-8-sig")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers())
def test_all_parts_of_a_sheet_count_and_list_the_same_sources(dossier: Dossier) -> None:
    sheet = assemble(dossier, "en")
    listed = gathered((source.number, each.id) for source in sheet.sources for each in source.claims)
    assert [source.number for source in sheet.sources] == list(range(1, len(listed) + 1))
    assert sheet.counts.sources == len(listed)
    assert sheet.counts.named == sum(source.named for source in sheet.sources)
    assert sheet.counts.independent <= sheet.counts.named
    _by_filters(sheet, listed)
    _in_tables(sheet)
    _in_text(dossier, sheet)
    _in_data(dossier, listed)


def _by_filters(sheet: Sheet, listed: Partition) -> None:
    choices = [each.choices for each in sheet.filters if each.code == "source"]
    found = gathered(
        (number, each.id) for some in choices for number, choice in enumerate(some) for each in choice.claims
    )
    assert found == listed


def _in_tables(sheet: Sheet) -> None:
    number_of = {each.id: source.number for source in sheet.sources for each in source.claims}
    for group in sheet.figures:
        for line in group.lines:
            assert {number_of[figure.claim.id] for figure in line.figures} == {line.source_number}
        assert group.differ is any(_conflict(one, two) for one in group.lines for two in group.lines)
    for matrix in sheet.matrices:
        numbers = [voice.number for voice in matrix.voices]
        assert len(set(numbers)) == len(numbers) > 1
        for row in matrix.rows:
            for number, cell in zip(numbers, row.cells, strict=True):
                assert {number_of[each.id] for each in cell.claims} <= {number}
            told = [sheet.sources[number - 1] for number, cell in zip(numbers, row.cells, strict=True) if cell.claims]
            assert 1 <= row.independent + row.unnamed <= len(told)
            assert row.independent <= sum(source.named for source in told)
            assert row.agreeing + row.differing >= row.independent
            assert not row.differing or row.differences
    for row in sheet.repeated:
        assert len({number_of[each.id] for cell in row.cells for each in cell.claims}) == 1
        assert row.independent + row.unnamed == 1


def _conflict(one: FigureLine, two: FigureLine) -> bool:
    """Whether two sources claim different numbers, or one denies the number of the other; all numbers are exact."""
    if one.source_number == two.source_number:
        return False
    return (
        (one.min != two.min) if one.stance == two.stance is None else (one.min == two.min and one.stance != two.stance)
    )


def _in_text(dossier: Dossier, sheet: Sheet) -> None:
    text = in_files(dossier, "markdown")
    many = sheet.counts.sources != 1
    assert f"by {sheet.counts.sources} source{'s' * many} ·" in text
    table = text.split("## Sources\n", 1)[1].split("\n## ", 1)[0] if sheet.sources else ""
    assert len(re.findall(r"^\| ", table, re.MULTILINE)) == (sheet.counts.sources + 1 if sheet.sources else 0)
    assert "independent source" not in text


def _in_data(dossier: Dossier, listed: Partition) -> None:
    rows = list(csv.DictReader(io.StringIO(in_files(dossier, "csv"))))
    assert gathered((row["source_number"], row["claim_id"]) for row in rows if row["status"] != "rejected") == listed
    figures = csv.DictReader(io.StringIO(in_files(dossier, "figures-csv")))
    by_claim = {row["claim_id"]: row["source_number"] for row in rows}
    assert all(row["source_number"] == by_claim[row["claim_id"]] for row in figures)
    graph = json.loads(in_files(dossier, "json-ld"))["@graph"]
    nodes = [node for node in graph if node.get("@type") == "Claim"]
    assert gathered((node["author"]["@id"], node["identifier"]) for node in nodes) == listed


def told(*names: Named, languages: str = "", origin: bool = False) -> Dossier:
    """A group of claims that say the same, each in a document of its own."""
    documents = tuple(
        Document.from_text(f"d{at}", TEXT, "en" if languages[at : at + 1] == "e" else "ar") for at in range(len(names))
    )
    claims = tuple(claim(at, f"d{at}", Source(*named, None), 10) for at, named in enumerate(names))
    group = Group("grp-000000000000", tuple(each.id for each in claims), "words", None, 0.5, "0")
    shared = Origin("org-000000000000", tuple(each.id for each in documents), "copy", None, None, 0.9, "0")
    return Dossier(None, ("ar",), Made("0"), documents, claims, origins=(shared,) if origin else (), groups=(group,))


@pytest.mark.parametrize(
    ("names", "sources"),
    [
        ([("وزارة الصحة الليبية", "organization"), ("وزارة الصحة", "organization")], 2),  # of which state is not told
        ([("وزارة الصحة الليبية", "media"), ("وزارة الصحة", "organization"), ("وزارة الصحة السورية", "media")], 3),
        ([("الجيش السوري", "organization"), ("الجيش السوري الحر", "organization")], 2),
        ([("الشرق", "media"), ("الشروق", "media")], 2),
        ([("الجزيرة", "media"), ("الجزيرة", "organization")], 1),
        ([("الوزارة", "organization"), ("الوزارة", "organization")], 2),
        ([("وسائل إعلام محلية", "media"), ("وسائل إعلام محلية", "media")], 2),
        ([("اللواء أحمد المسماري", "person"), ("أحمد المسماري", "person")], 1),
        ([("محمد", "person"), ("محمد", "person")], 2),
        ([("مصدر طبي", "unnamed"), ("مصدر طبي", "unnamed")], 2),
    ],
)  # fmt: skip
def test_sources_of_several_documents_are_one_where_their_names_mean_one(names: list[Named], sources: int) -> None:
    assert assemble(told(*names), "en").counts.sources == sources


def test_a_body_is_that_of_the_state_in_which_its_document_is_set() -> None:
    dossier = told(("وزارة الصحة الليبية", "organization"), ("وزارة الصحة", "organization"))
    full, short = dossier.claims
    there = Place(short.content[0], "طرابلس", 2210247, "LY", 32.9, 13.2, "place", None, None, (), "hand")
    short = replace(short, facets=Facets(places=(there,)))
    assert assemble(replace(dossier, claims=(full, short)), "en").counts.sources == 1


MINISTRY: Named = ("وزارة الصحة", "organization")


@pytest.mark.parametrize(
    ("names", "independent", "unnamed"),
    [
        ([MINISTRY, ("الناطق باسم وزارة الصحة سالم العماري", "person")], 1, False),
        ([MINISTRY, ("وزير الصحة رمضان أبو جناح", "person")], 1, False),
        ([MINISTRY, ("مصدر في وزارة الصحة", "unnamed")], 1, False),
        ([MINISTRY, ("بيان وزارة الصحة", "document")], 1, False),
        ([MINISTRY, ("دائرة الإعلام بوزارة الصحة", "organization")], 1, False),
        ([MINISTRY, ("وزير الصحة الليبي رمضان أبو جناح", "person")], 1, False),
        (
            [MINISTRY, ("وزير الصحة الليبي رمضان أبو جناح", "person"), ("وزير الصحة السوري نزار سعيد", "person")],
            1,  # the ministry's state is not said: it may be the one or the other
            False,
        ),
        ([MINISTRY, ("الناطق باسم وزارة الداخلية سالم العماري", "person")], 2, False),
        ([MINISTRY, ("سالم العماري", "person")], 2, False),
        ([MINISTRY, ("مصدر طبي", "unnamed"), ("مصدر آخر", "unnamed")], 1, True),
        ([("الجيش السوري", "organization"), ("الجيش السوري الحر", "organization")], 2, False),
        ([("الوزير", "person"), ("الوزير", "person")], 1, False),
        ([("قناة الساحل", "media"), ("وكالة النور", "media")], 2, False),
        ([("شهود عيان", "group"), ("شهود عيان", "group")], 0, True),
    ],
)
def test_sources_that_are_known_to_depend_on_each_other_count_once(
    names: list[Named], independent: int, unnamed: bool
) -> None:
    sheet = assemble(told(*names), "en")
    rows = [row for matrix in sheet.matrices for row in matrix.rows]
    assert [(row.independent, row.unnamed) for row in rows] == [(independent, unnamed)]
    assert (sheet.counts.independent, sheet.counts.unnamed) == (independent, unnamed)


def test_a_spokesman_and_his_body_are_one_in_both_languages() -> None:
    names: list[Named] = [
        ("Libyan Health Ministry", "organization"),
        ("a spokesman for the health ministry", "unnamed"),
    ]
    assert assemble(told(*names, languages="ee"), "en").counts.independent == 1


def test_outlets_that_share_their_text_are_one() -> None:
    sheet = assemble(told(("قناة الساحل", "media"), ("وكالة النور", "media"), origin=True), "en")
    assert [row.independent for matrix in sheet.matrices for row in matrix.rows] == [1]
    assert sheet.counts.independent == 1


def test_a_source_and_whoever_relays_it_are_one() -> None:
    dossier = told(("وكالة النور", "media"), ("وزارة الصحة", "organization"), ("سالم العماري", "person"))
    outer, inner, other = dossier.claims
    inner = replace(inner, document=outer.document, within=outer.id)
    sheet = assemble(replace(dossier, claims=(outer, inner, other)), "en")
    assert [row.independent for matrix in sheet.matrices for row in matrix.rows] == [2]
    assert sheet.counts.independent == 2


def test_an_agency_that_relays_a_claim_counts_with_its_source() -> None:
    dossier = told(("وكالة النور", "media"), ("وزارة الصحة", "organization"))
    agency, ministry = dossier.claims
    told_by = replace(ministry, relayed_by=(Relay("وكالة النور", None),))
    sheet = assemble(replace(dossier, claims=(agency, told_by)), "en")
    assert [row.independent for matrix in sheet.matrices for row in matrix.rows] == [1]


def test_what_is_not_known_of_sources_is_said_in_words() -> None:
    names: list[Named] = [MINISTRY, ("سالم العماري", "person"), ("مصدر طبي", "unnamed")]
    english, arabic = (write(told(*names), "markdown", lang=lang)["factsheet.md"].decode() for lang in ("en", "ar"))
    assert english.count("2 sources not known to depend on each other") == 1  # in the matrix
    assert english.count("at least 1 more, unnamed") == 1
    assert arabic.count("مصدران لا يُعلم أن أحدهما يعتمد على الآخر") == 1
    alone = write(told(("مصدر طبي", "unnamed"), ("شهود", "group")), "html")["factsheet.html"].decode()
    assert "at least 1 source, all unnamed" in alone
