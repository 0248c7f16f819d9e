"""Who, and what kind of event, by the tables of texts."""

from pathlib import Path

import pytest

from claims.languages.ar.facets import event_types, find, parties
from claims.languages.ar.facets.romanisation import romanised
from claims.model.event_types import EVENT_TYPES
from claims.model.facets import Party, TextFacets
from tests.facets.tables import cases

CASES = cases("parties.txt")
EVENTS = cases("events.txt")
SEED = Path(__file__).parents[2] / "seeds" / "000_b584874154773aac.txt"


def row(party: Party) -> tuple[str, ...]:
    return party.span.exact, party.name, party.kind, party.known or "-", party.rule


@pytest.mark.parametrize(("text", "rows"), CASES, ids=[text[:40] for text, _ in CASES])
def test_a_text_has_the_parties_of_the_table_and_no_others(text: str, rows: list[tuple[str, ...]]) -> None:
    assert [row(party) for party in parties.find(text, "ar")] == rows


@pytest.mark.parametrize(
    ("name", "kind", "latin"),
    [
        ("لواء خالد بن الوليد", "state_force", "liwāʼ Khālid ibn al-Walīd"),
        ("تنظيم داعش", "armed_group", "Islamic State"),
        ("معتز أحمدي", "person", "Muʻtazz Aḥmadī"),
        ("قيادة المنطقة العسكرية الجنوبية", "state_force", "qiyādat al-Minṭaqah al-ʻAskarīyah al-Janūbīyah"),
    ],
)
def test_the_seed_has_its_parties(name: str, kind: str, latin: str) -> None:
    found = {(party.name, party.kind, party.romanised) for party in parties.find(SEED.read_text("utf-8"), "ar")}
    assert (name, kind, latin) in found


@pytest.mark.parametrize(
    ("name", "latin"), [("سالم الورفلي", None), ("محمود", "Maḥmūd"), ("محمود 24", "Maḥmūd 24"), ("الحمزة", "al-Ḥamzah")]
)
def test_vowels_that_are_not_written_are_not_guessed(name: str, latin: str | None) -> None:
    assert romanised(name, "ar") == latin


def test_a_name_is_a_persons_or_a_places_and_not_both() -> None:
    found = find('تتبع الخلية القيادي "معتز أحمدي" المطلوب في مرزق.', "ar")
    assert [place.span.exact for place in found.places] == ["مرزق"]
    assert [party.span.exact for party in found.parties if party.kind == "person"] == ["معتز أحمدي"]


@pytest.mark.parametrize(("text", "rows"), EVENTS, ids=[text[:40] for text, _ in EVENTS])
def test_a_text_is_about_the_event_of_the_table(text: str, rows: list[tuple[str, ...]]) -> None:
    event = TextFacets(events=event_types.find(text, "ar")).event
    assert [(event.span.exact, event.type, event.rule)] == rows if event else rows == []


def test_an_event_outside_the_stretch_is_not_what_it_is_about() -> None:
    text = "اعتقلت الشرطة شخصين، وقال متحدث إن هدنة أعلنت."
    found = event_types.find(text, "ar")
    assert [event.type for event in found] == ["arrest", "agreement"]
    about = TextFacets(events=found).within((text.index("هدنة"), len(text))).event
    assert about is not None
    assert about.type == "agreement"


def test_every_type_of_event_is_in_the_codebooks_table_and_has_words() -> None:
    page = (Path(__file__).parents[2] / "docs" / "events.md").read_text("utf-8")
    for name, codes in EVENT_TYPES.items():
        cells = ("not coded", "not coded") if codes is None else codes
        assert f"| `{name}` | {cells[0]} | {cells[1]} |" in page


def test_the_words_for_events_are_of_known_types() -> None:
    from claims.languages.ar.facets.data_tables import table

    data = table("ar", "events.toml")
    assert {
        kind
        for name, section in data.items()
        if name not in {"places", "unrelated", "stopping", "arms"}
        for kind in section
    } == set(EVENT_TYPES)
