"""Drawings: what they show, in which direction, and that no word of an article can be more than a word in them."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from claims.model import Review
from claims.model.facets import Facets, Place, Time
from claims.sheet import languages
from claims.sheet.assembly import assemble
from claims.sheet.drawing import draw_map, draw_timeline
from claims.sheet.drawing.country_outlines import Area, clipped, countries, inside
from claims.sheet.drawing.label_placement import Room
from claims.sheet.drawing.lettering import Box, width
from claims.sheet.drawing.map_frame import around, fitted
from claims.sheet.drawing.svg import NAMESPACE
from claims.sheet.labels import labels
from tests.sheet.making import claim, document, dossier, example, span

if TYPE_CHECKING:
    from claims.model import Dossier

TEXT = "قال سالم العماري إن الأمر وقع في مكان ما.\nوأعلن مصدر طبي أن الأمر لم يقع.\n"
ARTICLE = document(TEXT)
PLAIN = {"svg", "title", "desc", "rect", "path", "circle", "ellipse", "line", "text", "tspan"}
SABHA = Place(span(TEXT, "مكان"), "Sabhā", 2212771, "LY", 27.0377, 14.4283, "place", 5.0, None, (), "r")
DATE = Time(span(TEXT, "الأمر"), "2016", "date", "text", None, None, None, None, None, None, None, False, None, "r")


def told(*facets: Place | Time) -> Dossier:
    """A person says all of them; an unnamed source denies the first time."""
    places = tuple(each for each in facets if isinstance(each, Place))
    times = tuple(each for each in facets if isinstance(each, Time))
    denied = tuple(replace(each, span=span(TEXT, "الأمر", 45)) for each in times[:1])
    return dossier(
        ARTICLE,
        claims=[
            claim(ARTICLE, "قال", "الأمر وقع في مكان ما", mention="سالم العماري", kind="person", act="state",
                  facets=Facets(times=times, places=places)),
            claim(ARTICLE, "وأعلن", "الأمر لم يقع", mention="مصدر طبي", act="deny", facets=Facets(times=denied)),
        ],
    )  # fmt: skip


def at(name: str, lat: float, lon: float, **more: Any) -> Place:
    """A place that the gazetteer knows, at a point of its own."""
    return replace(SABHA, name=name, geonames=abs(hash((lat, lon))), lat=lat, lon=lon, **more)


def mapped(found: Dossier, language: str = "en") -> ET.Element:
    drawn = draw_map(assemble(found, language).locations, labels(language))
    assert drawn is not None
    return ET.fromstring(drawn)


def timed(found: Dossier, language: str = "en") -> ET.Element:
    drawn = draw_timeline(assemble(found, language).timeline, labels(language))
    assert drawn is not None
    return ET.fromstring(drawn)


def tags(root: ET.Element) -> set[str]:
    return {node.tag.removeprefix(f"{{{NAMESPACE}}}") for node in root.iter()}


def texts(root: ET.Element) -> list[str]:
    """The lines of a drawing without the marks that keep directions apart."""
    lines = ("".join(node.itertext()) for node in root.iter(f"{{{NAMESPACE}}}text"))
    return [re.sub("[\u2068\u2069]", "", line).replace("\u00a0", " ") for line in lines]


# What is drawn


@pytest.mark.parametrize("language", languages())
def test_a_drawing_says_what_it_is_to_those_who_do_not_see_it(language: str) -> None:
    for root in (mapped(told(SABHA), language), timed(told(DATE), language)):
        title, description = root[0], root[1]
        assert (root.get("role"), root.get("lang")) == ("img", language)
        assert str(root.get("aria-labelledby")).split() == [title.get("id"), description.get("id")]
        assert title.text
        assert "1" in str(description.text)


def test_nothing_is_drawn_where_nothing_is_known() -> None:
    nowhere = replace(SABHA, geonames=None, lat=None, lon=None, precision=None)
    undated = replace(DATE, edtf=None)
    sheet = assemble(told(nowhere, undated), "en")
    assert draw_map(sheet.locations, labels("en")) is None
    assert draw_timeline(sheet.timeline, labels("en")) is None
    assert draw_timeline(sheet.undated, labels("en")) is None


def test_a_place_that_only_a_rejected_claim_names_is_not_drawn() -> None:
    found = told(SABHA)
    rejected = replace(found.claims[0], review=Review("rejected"))
    sheet = assemble(replace(found, claims=(rejected, found.claims[1])), "en")
    assert draw_map(sheet.locations, labels("en")) is None


def test_a_map_numbers_its_places_as_the_table_does_and_credits_its_sources() -> None:
    unknown = replace(SABHA, name="؟", geonames=None, lat=None, lon=None, precision=None)
    found = texts(mapped(told(unknown, SABHA)))
    assert "2 Sabhā" in found
    assert "2 Sabhā · Libya · claim 1" in found
    assert "Libya" in found
    assert any("Natural Earth" in line and "GeoNames" in line for line in found)


def test_in_arabic_a_map_reads_from_right_to_left_in_the_words_of_the_claims() -> None:
    root = mapped(told(SABHA), "ar")
    assert "1 مكان" in texts(root)
    assert "ليبيا" in texts(root)
    assert {node.get("direction") for node in root.iter(f"{{{NAMESPACE}}}text")} == {"rtl"}
    caption = next(root.iter(f"{{{NAMESPACE}}}text"))
    assert (caption.get("text-anchor"), caption.get("x")) == ("start", "828")


def test_an_estimate_is_hollow_and_its_circle_is_to_scale() -> None:
    guess = at("guess", 27.0, 17.0, precision="estimated", radius_km=100.0)
    root = mapped(told(at("a", 25.0, 15.0), at("b", 30.0, 20.0), guess))
    (circle,) = root.iter(f"{{{NAMESPACE}}}ellipse")
    assert circle.get("stroke-dasharray")
    dots = [node for node in root.iter(f"{{{NAMESPACE}}}circle") if node.get("cx") == circle.get("cx")]
    assert [dot.get("fill") for dot in dots] == ["#ffffff"]
    ups = sorted(float(str(node.get("cy"))) for node in root.iter(f"{{{NAMESPACE}}}circle"))[:3]
    km_in_pixel = (30.0 - 25.0) * 111.2 / (ups[2] - ups[0])
    assert float(str(circle.get("ry"))) * km_in_pixel == pytest.approx(100, rel=0.02)


def test_a_country_is_shaded_and_no_point() -> None:
    libya = at("Libya", 27.0, 17.0, precision="country", radius_km=700.0)
    root = mapped(told(libya))
    assert "1 Libya" in texts(root)
    assert not list(root.iter(f"{{{NAMESPACE}}}circle"))
    both = texts(mapped(told(replace(libya, country="RU", lat=60.0, lon=90.0, name="Russia"), SABHA)))
    assert "1 Russia · outside this map · claim 1" in both


def test_places_on_both_sides_of_the_180th_meridian_are_near_each_other() -> None:
    area = around([(-17.0, 179.0, 0.0), (-18.0, -178.0, 0.0)])
    assert area.east - area.west == pytest.approx(3.0)
    frame = fitted(area, 800, (300, 600))
    assert 0 < frame.at(-178.0, -18.0)[0] - frame.at(179.0, -17.0)[0] < 800


@given(st.lists(st.tuples(st.floats(-89, 89), st.floats(-180, 180)), min_size=1, max_size=8))
def test_whatever_is_to_be_shown_lies_in_the_frame(points: list[tuple[float, float]]) -> None:
    frame = fitted(around([(lat, lon, 10.0) for lat, lon in points]), 800, (300, 600))
    assert 300 <= frame.height <= 600
    for lat, lon in points:
        x, _ = frame.at(lon, lat)
        assert -0.5 <= x <= 800.5


def test_a_country_goes_on_beyond_the_180th_meridian() -> None:
    (russia,) = [country for country in countries() if country.code == "RU"]
    assert russia.main.east > 180
    assert inside(-175.0 + 360, 66.5, russia.rings(Area(170, 60, 195, 72)))
    assert not any(b - a > 180 for ring in russia.rings(Area(-360, -90, 360, 90)) for (a, _), (b, _) in combinations(
        ring[:2], 2))  # fmt: skip


def test_every_country_of_the_world_is_drawn_where_it_is() -> None:
    by_code = {country.code: country for country in countries()}
    for code, lon, lat in [("LY", 17, 27), ("SY", 38, 35), ("SD", 30, 15), ("PS", 35.2, 31.9), ("FJ", 178, -17.8),
                           ("AQ", 0, -85), ("XK", 20.9, 42.6)]:  # fmt: skip
        assert inside(lon, lat, by_code[code].rings(Area(-180, -90, 180, 90))), code


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=12))
def test_what_is_clipped_lies_inside(ring: list[tuple[float, float]]) -> None:
    for x, y in clipped(ring, Area(-10, -20, 30, 5)):
        assert -10.0001 <= x <= 30.0001
        assert -20.0001 <= y <= 5.0001


@given(
    st.lists(st.tuples(st.floats(0, 300), st.floats(0, 200), st.floats(5, 120)), min_size=1, max_size=30), st.booleans()
)
def test_no_label_covers_another(points: list[tuple[float, float, float]], led: bool) -> None:
    room = Room(Box(0, 0, 300, 200))
    placed = [(room.led if led else room.beside)((x, y), wide, 15) for x, y, wide in points]
    boxes = [each.box for each in placed if each]
    assert not any(one.meets(two) for one, two in combinations(boxes, 2))
    assert all(box.within(room.whole) for box in boxes)


def test_dozens_of_places_within_a_few_kilometres_are_told_apart_by_number() -> None:
    root = mapped(told(*(at(f"Place {n}", 33 + n % 6 / 50, 36 + n // 6 / 50) for n in range(24))))
    listed = texts(root)
    for n in range(24):
        assert f"{n + 1} Place {n} · Libya · claim 1" in listed


# When


@pytest.mark.parametrize(
    ("edtfs", "bars"),
    [(["2016", "2017"], 2), (["2016-05-01", "2016-05-01"], 1), (["2016/..", "../2015"], 2), (["2018-12~"], 1)],
)
def test_each_time_has_one_bar_and_every_claim_that_gives_it(edtfs: list[str], bars: int) -> None:
    root = timed(told(*(replace(DATE, edtf=edtf) for edtf in edtfs)))
    high = [node for node in root.iter(f"{{{NAMESPACE}}}rect") if node.get("height") == "9"]
    key = len({node.get("stroke-dasharray") for node in high}) + any("/" in edtf for edtf in edtfs)
    assert len(high) == bars + key
    lines = texts(root)
    assert "1 سالم العماري said: الأمر وقع في مكان ما" in lines
    assert "2 مصدر طبي (medical source) denied: الأمر لم يقع" in lines


def test_a_year_is_a_year_long_and_what_lies_between_is_left_out() -> None:
    root = timed(told(*(replace(DATE, edtf=edtf) for edtf in ("1998", "2016", "2017-01/2017-06"))))
    wide = [float(str(node.get("width"))) for node in root.iter(f"{{{NAMESPACE}}}rect") if node.get("height") == "9"]
    assert wide[0] == pytest.approx(wide[1], rel=0.01)
    assert wide[2] == pytest.approx(wide[1] / 2, rel=0.02)
    assert "break in the time axis" in texts(root)


@pytest.mark.parametrize("language", languages())
def test_times_run_the_way_of_the_language(language: str) -> None:
    root = timed(told(replace(DATE, edtf="2016"), replace(DATE, edtf="2018")), language)
    first, second = [
        float(str(node.get("x"))) for node in root.iter(f"{{{NAMESPACE}}}rect") if node.get("height") == "9"
    ][:2]
    assert (first < second) == (language != "ar")


# What can never be


def hostile(text: Any) -> Dossier:
    """The dossier with a text wherever a record has a free word."""
    found = told(
        replace(SABHA, name=text, geonames=None, country=text, precision="estimated"),
        replace(SABHA, name=text, country=text), replace(DATE, part=text, weekday=text, clock=text),
        replace(DATE, edtf=text),
    )  # fmt: skip
    claims = tuple(replace(each, source=replace(each.source, name=text), act=text) for each in found.claims)
    return replace(found, claims=claims)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60) | st.sampled_from(["</text><script>alert(1)</script>", "]]>", "&#0;", "<!--"]))
def test_no_text_becomes_markup(text: str) -> None:
    for language in languages():
        for root in (mapped(hostile(text), language), timed(hostile(text), language)):
            assert tags(root) <= PLAIN
            for node in root.iter():
                assert not any("href" in name or name.startswith("on") for name in node.attrib)


@pytest.mark.parametrize("language", languages())
def test_the_example_s_drawings_hold_nothing_but_shapes_and_text(language: str) -> None:
    sheet = assemble(example(), language)
    drawn = [draw_map(sheet.locations, labels(language)), draw_timeline(sheet.timeline, labels(language))]
    for svg in drawn:
        assert svg is not None
        assert svg == svg.strip() + "\n"
        assert tags(ET.fromstring(svg)) <= PLAIN
        assert "http" not in svg.replace(NAMESPACE, "")
        assert len(svg.encode()) < 200_000


@given(st.text(max_size=40))
def test_a_wider_text_takes_more_room(text: str) -> None:
    assert width(text + "م", 12) > width(text, 12) >= 0
