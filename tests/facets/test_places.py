"""Where: names of places, what they mean, and points estimated from distances, by the table of texts."""

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import ClaimsError
from claims.extraction.gazetteer import places as everywhere
from claims.languages.ar.facets import name_tagger as names
from claims.languages.ar.facets import places
from claims.languages.ar.facets.place_names import gazetteer
from claims.model import geography
from claims.model.facets import Place
from tests.facets.tables import cases

CASES = cases("places.txt")
SEED = Path(__file__).parents[2] / "seeds" / "000_b584874154773aac.txt"
SIGNS = "\u064e\u0651\u0640"


def row(place: Place) -> tuple[str, ...]:
    number = "-" if place.geonames is None else str(place.geonames)
    return place.span.exact, number, place.country or "-", place.precision or "-", place.rule


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_text_has_the_places_of_the_table_and_no_others(text: str, rows: list[tuple[str, ...]]) -> None:
    assert [row(place) for place in places.find(text, "ar")] == rows


@pytest.fixture(name="seed")
def _seed() -> tuple[Place, ...]:
    return places.find(SEED.read_text("utf-8"), "ar")


def test_the_seed_has_its_towns(seed: tuple[Place, ...]) -> None:
    towns = {(p.span.exact, p.name, p.country) for p in seed if p.precision == "place"}
    assert towns == {
        ("طرابلس", "Tripoli", "LY"), ("القطرون", "Al Qaţrūn", "LY"), ("أجدابيا", "Ajdabiya", "LY"),
        ("مرزق", "Murzuk", "LY"), ("سبها", "Sabha", "LY"),
    }  # fmt: skip


def test_the_seeds_mountain_lies_south_of_al_qatrun(seed: tuple[Place, ...]) -> None:
    (mountain,) = [place for place in seed if place.precision == "estimated"]
    assert (mountain.span.exact, mountain.geonames, mountain.country) == ("عصيدة", None, "LY")
    assert mountain.relation is not None
    assert mountain.relation.exact == "جنوب القطرون بحوالي 80 كم"
    assert mountain.lat is not None
    assert mountain.lon is not None
    assert geography.distance_km(mountain.lat, mountain.lon, 24.2, 14.6) < 5
    assert mountain.radius_km == pytest.approx(32.6, abs=0.1)


def test_a_name_that_nothing_decides_lists_what_it_may_mean() -> None:
    (place,) = places.find("وصلوا إلى بلدة الزاوية مساء.", "ar")
    assert (place.geonames, place.lat, place.rule) == (None, None, "place:ambiguous")
    assert {candidate.country for candidate in place.candidates} == {"DZ", "PS"}


def test_an_unlisted_place_has_no_country_where_the_text_speaks_of_two() -> None:
    (_, _, village) = places.find("بين ليبيا وتونس تقع بلدة رمادة_زفران.".replace("_", " "), "ar")
    assert (village.country, village.geonames, village.lat) == (None, None, None)


def test_without_the_pipeline_the_gazetteer_and_the_words_before_names_remain(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(names, "_PIPELINE", tmp_path / "none")
    names._network.cache_clear()
    try:
        found = [place.span.exact for place in places.find("قصفت مدينة الأبيض وقرية كفر زغلان في السودان.", "ar")]
    finally:
        names._network.cache_clear()
    assert found == ["الأبيض", "كفر زغلان", "السودان"]


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text[:40] for text, _ in CASES])
def test_vowel_signs_move_no_place(text: str, rows: list[tuple[str, ...]]) -> None:
    signed = "".join(letter + SIGNS[index % 3] if letter.isalpha() and letter.isascii() is False else letter
                     for index, letter in enumerate(text))  # fmt: skip
    found = places.find(signed, "ar")
    assert all(signed[p.span.start : p.span.end] == p.span.exact for p in found)
    assert [(p.geonames, p.country, p.rule) for p in found] == [
        (None if r[1] == "-" else int(r[1]), None if r[2] == "-" else r[2], r[4]) for r in rows
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet='مدينة قرية في الأبيض القطرون جنوب 80 كم بنحو على بعد \n"“”،.()-', max_size=120))
def test_any_text_has_spans_of_its_own(text: str) -> None:
    for place in places.find(text, "ar"):
        assert text[place.span.start : place.span.end] == place.span.exact


@given(
    st.floats(-80, 80), st.floats(-179, 179), st.floats(0, 359), st.floats(0.1, 1500)
)  # fmt: skip
def test_a_destination_is_as_far_away_as_asked(lat: float, lon: float, bearing: float, km: float) -> None:
    assert geography.distance_km(lat, lon, *geography.destination(lat, lon, bearing, km)) == pytest.approx(km, rel=1e-6)


def test_every_added_name_is_of_a_place_that_the_gazetteer_has() -> None:
    known = {str(place.key) for place in everywhere()}
    for name in ("place_names.tsv", "more_place_names.tsv", "region_names.tsv"):
        lines = files("claims.languages.ar").joinpath(name).read_text("utf-8").splitlines()
        keys = [line.split("\t")[0] for line in lines if not line.startswith(("#", "geonames\t"))]
        assert [key for key in keys if key not in known] == []
        assert len(keys) == len(set(keys)) > 200


def test_the_gazetteer_is_read_once_and_finds_names_with_the_article_or_without() -> None:
    assert gazetteer() is gazetteer()
    assert [entry.geonames for entry in gazetteer().alike("قطرون")] == [2219739]
    assert gazetteer().alike("لا توجد بلدة كهذه") == ()


def test_another_language_is_refused() -> None:
    with pytest.raises(ClaimsError, match="facets cannot be found"):
        places.find("Tripoli", "en")
