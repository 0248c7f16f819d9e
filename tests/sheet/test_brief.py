"""The brief of eight reports of one strike, read against the articles line by line; and what no brief may do."""

from __future__ import annotations

import html
import posixpath
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from claims.cli.render import command
from claims.model import Change, Dossier, Review
from claims.model.facets import Facets
from claims.sheet import languages, render
from claims.sheet.assembly import assemble
from claims.sheet.formats import write
from claims.sheet.sheet_check import check_sheet
from claims.sheet.verification.verdict import verify
from claims.store import dossier_files, folder_write, read_dossier
from claims.workflow import render_again
from tests.sheet.making import coast_dossier, example, reviewed

if TYPE_CHECKING:
    from claims.sheet.event_view import Event, Toll
    from tests.conftest import Golden

DATA = Path(__file__).parent / "data"
ANNEX = {"en": "## Claims by source\n", "ar": "## الأقوال بحسب مصادرها\n"}


def sabha() -> Dossier:
    """Eight reports of a strike on a market; the last of them was added later."""
    return read_dossier(DATA / "sabha")


def brief(dossier: Dossier, language: str = "en") -> str:
    """The sheet up to its annex."""
    return render(dossier, lang=language).partition(ANNEX[language])[0]


@pytest.fixture(scope="module")
def event() -> Event:
    (found,) = [each for each in assemble(sabha(), "en").events if each.in_full]
    return found


def toll(event: Event, what: str, *, part: bool = False) -> Toll:
    return next(each for each in event.tolls if each.what == what and each.part == part)


@pytest.mark.parametrize("language", languages())
def test_the_brief_is_the_one_that_was_read_line_by_line(language: str, golden: Golden) -> None:
    golden(DATA / f"sabha.{language}.md", brief(sabha(), language))


def test_a_toll_is_a_range_with_who_says_what(event: Event) -> None:
    said = [
        (value.figure.min, value.figure.bound, [teller.source and teller.source.text for teller in value.tellers])
        for value in toll(event, "killed").values
    ]
    assert said == [
        (9, "at_least", ["مصادر طبية"]),
        (9, "exact", ["مصدر طبي في مركز سبها الطبي"]),
        (11, "exact", ["رئيس فرع الهلال الأحمر الليبي في سبها إبراهيم الزوي"]),
        (12, "exact", ["وزارة الصحة الليبية"]),
        (13, "exact", ["مدير مركز سبها الطبي أسامة الوافي"]),
        (14, "exact", ["نسخة سابقة من هذا الخبر"]),
        (15, "exact", ["جهاز الإسعاف والطوارئ"]),
    ]


def test_what_one_source_tells_through_another_says_through_whom(event: Event) -> None:
    first = toll(event, "killed").values[0].tellers[0]
    assert [words and words.text for words in first.through] == ["بعثة الأمم المتحدة للدعم في ليبيا"]
    assert [(each.source and each.source.text, each.relay and each.relay.text) for each in event.relays] == [
        ("مصادر طبية", "بعثة الأمم المتحدة للدعم في ليبيا")
    ]


def test_copies_of_one_text_are_one_origin_and_their_source_one_teller(event: Event) -> None:
    assert (len(event.documents), event.origins) == (8, 7)
    nine = toll(event, "killed").values[1]
    assert [len(teller.claims) for teller in nine.tellers] == [2]


def test_children_among_the_dead_are_no_other_toll_of_the_dead(event: Event) -> None:
    children = toll(event, "killed", part=True)
    assert children.party is not None
    assert children.party.text == "أطفال"
    assert [value.figure.min for value in children.values] == [3, 4]
    assert toll(event, "injured").range is not None
    assert [value.figure.min for value in toll(event, "injured").values] == [20, 25, 27]


def test_the_sheet_says_what_the_last_addition_changed(event: Event) -> None:
    change, missing = event.changes
    assert missing.before is not None
    assert (missing.what, missing.before.max, missing.after.min) == ("missing", 4, 0)
    assert change.before is not None
    assert (change.before.min, change.before.max, change.after.min, change.after.max) == (9, 14, 9, 15)
    assert "- **Since the last sheet:** Killed: 9 to 14 → 9 to 15\n" in brief(sabha())


def test_an_event_that_only_the_last_addition_tells_is_new() -> None:
    found = sabha()
    change = Change(
        "2024-03-15T08:00:00Z", tuple(d.id for d in found.documents[1:]), (), tuple(c.id for c in found.claims)
    )
    (new,) = [each for each in assemble(replace(found, changes=(change,)), "en").events if each.in_full]
    assert new.is_new
    assert not new.changes


def test_a_denial_is_a_difference_and_counts_as_no_toll(event: Event) -> None:
    assert [claim.source and claim.source.text for claim in event.denials] == [
        "المتحدث باسم الجيش الوطني الليبي اللواء أحمد المسماري"
    ]
    assert [each.facet for each in event.differences] == ["figure", "figure", "figure", "stance"]


def test_one_person_s_death_is_no_lower_toll() -> None:
    found = sabha()
    (of_nine,) = (claim for claim in found.claims if claim.id == "clm-d5926b6970ba")
    assert of_nine.facets is not None
    figures = tuple(
        replace(each, min=1, max=1, bound="exact", rule="person-event") if each.what == "killed" else each
        for each in of_nine.facets.figures
    )
    changed = replace(of_nine, facets=replace(of_nine.facets, figures=figures))
    claims = tuple(changed if claim.id == of_nine.id else claim for claim in found.claims)
    (event,) = [
        each
        for each in assemble(replace(found, claims=claims), "en").events
        if of_nine.id in {claim.id for claim in each.claims}
    ]
    assert [value.figure.min for value in toll(event, "killed").values] == [9, 9]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("found", [sabha(), example(), coast_dossier()], ids=["sabha", "example", "coast"])
def test_the_brief_of_an_event_takes_less_than_two_pages(found: Dossier, language: str) -> None:
    text = brief(found, language)
    events = text.split("\n### ")[1:]
    assert all(len(re.sub(r"<[^>]+>", "", each)) < 6000 for each in events)
    assert all(each.count("\n") < 90 for each in events)


def test_no_range_is_shown_for_one_number() -> None:
    for found in (sabha(), example()):
        for each in assemble(found, "en").events:
            for toll in each.tolls:
                assert (toll.range is None) == (len(toll.values) == 1)


def test_draft_is_said_once_and_reviewed_claims_say_who_reviewed_them() -> None:
    assert render(example()).casefold().count("draft") == 2  # at the top, and in what is not established
    one = reviewed(example(), c1=Review("accepted", "Huda"))
    assert render(one).count("**accepted in review**") == 1


def test_a_rejected_claim_is_in_no_event() -> None:
    found = sabha()
    claims = tuple(
        replace(claim, review=Review("rejected", "Huda")) if claim.id == "clm-756d9f24ade4" else claim
        for claim in found.claims
    )
    (event,) = [each for each in assemble(replace(found, claims=claims), "en").events if each.in_full]
    assert [value.figure.min for value in toll(event, "killed").values] == [9, 9, 11, 12, 13, 14]


class TestLargeSheets:
    """A sheet of many claims is its brief, with an annex of files by article and by event."""

    @pytest.fixture
    def files(self, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
        monkeypatch.setattr("claims.sheet.annex_parts.LARGE", 10)
        return {name: data.decode("utf-8") for name, data in write(sabha(), "markdown").items() if name.endswith(".md")}

    def test_each_claim_stands_once_in_its_article_and_in_each_of_its_events(self, files: dict[str, str]) -> None:
        events = [event for event in assemble(sabha(), "en").events if event.in_full]
        for claim in sabha().claims:
            note = f"[^{claim.id}]: "
            holding = {name for name, text in files.items() if note in text}
            told = {f"annex/event-{each.id}.md" for each in events if claim.id in {one.id for one in each.claims}}
            assert holding == {f"annex/article-{claim.document}.md", *told}
            assert all(files[name].count(note) == 1 for name in holding)

    def test_the_brief_links_to_every_part_and_every_part_back(self, files: dict[str, str]) -> None:
        sheet = files.pop("factsheet.md")
        assert sorted(re.findall(r"\]\(<(annex/[^>]+)>\)", sheet)) == sorted(files)
        assert all("](<../factsheet.md>)" in text for text in files.values())
        assert "[^" not in sheet
        assert brief(sabha()).split("## What is claimed")[0] in sheet

    def test_on_standard_output_the_sheet_is_whole(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("claims.sheet.annex_parts.LARGE", 10)
        (name,) = write(sabha(), "markdown", alone=True)
        assert name == "factsheet.md"

    def test_parts_that_were_changed_are_gone_or_are_left_over_are_found(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("claims.sheet.annex_parts.LARGE", 10)
        folder = tmp_path / "sabha"
        shutil.copytree(DATA / "sabha", folder)
        render_again(folder)
        assert [each for each in check_sheet(folder) if each.code == "E401"] == []
        shutil.copy(folder / "annex/article-a06.md", folder / "annex/article-zz.md")
        (folder / "annex/article-notes.md").write_text("somebody's own notes", "utf-8")
        (folder / "annex/article-a01.md").write_text("changed", "utf-8")
        (folder / "annex/article-a02.md").unlink()
        found = [Path(each.file or "").name for each in check_sheet(folder) if each.code == "E401"]
        assert found == ["article-a01.md", "article-a02.md", "article-zz.md"]
        render_again(folder)
        assert [each for each in check_sheet(folder) if each.code == "E401"] == []
        assert not (folder / "annex/article-zz.md").exists()
        assert (folder / "annex/article-notes.md").exists()

    @pytest.mark.parametrize("form", ["html", "md"])
    def test_the_parts_of_removed_articles_go_and_nothing_else(
        self, form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("claims.sheet.annex_parts.LARGE", 10)
        less = sabha()
        kept = tuple(each for each in less.documents if each.id != "a13")
        claims = tuple(each for each in less.claims if each.document != "a13")
        less = replace(less, documents=kept, claims=claims, changes=(), groups=(), origins=())
        folder_write.put(tmp_path / "less", dossier_files(less))
        page, annex = tmp_path / f"market.{form}", tmp_path / "market.annex"

        def rendered(dossier: Path) -> set[str]:
            run = CliRunner().invoke(command, [str(dossier), "--out", str(page)])
            assert run.exit_code == 0, run.output
            return {path.name for path in annex.iterdir()}

        assert f"article-a13.{form}" in rendered(DATA / "sabha")
        (annex / f"article-notes.{form}").write_text("somebody's own notes", "utf-8")
        left = rendered(tmp_path / "less")
        assert f"article-a13.{form}" not in left
        assert left >= {f"article-notes.{form}", *(f"article-{each.id}.{form}" for each in kept)}
        monkeypatch.undo()
        assert rendered(tmp_path / "less") == {f"article-notes.{form}"}  # The sheet is no longer large.


class TestLargePages:
    """A page of many claims has a line for each, and pages by article, by event and for the tables of all articles."""

    @pytest.fixture
    def pages(self, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
        monkeypatch.setattr("claims.sheet.annex_parts.LARGE", 10)
        return {name: data.decode("utf-8") for name, data in write(sabha(), "html", name="market").items()}

    def test_each_article_event_and_table_is_a_page(self, pages: dict[str, str]) -> None:
        (event,) = (each for each in assemble(sabha(), "en").events if each.in_full)
        articles = {f"article-{document.id}" for document in sabha().documents}
        tables = {"agreement", "figures", "parties", "places", "sources", "timeline"}
        names = {"market.html", *(f"market.annex/{name}.html" for name in {*articles, *tables, f"event-{event.id}"})}
        assert set(pages) == names

    def test_every_link_to_another_page_leads_to_something(self, pages: dict[str, str]) -> None:
        ids = {name: set(re.findall(r' id="([^"]+)"', page)) for name, page in pages.items()}
        links = 0
        for name, page in pages.items():
            for address in re.findall(r' href="([^":]*)"', page):
                path, _, anchor = address.partition("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
                assert target in pages, f"{name}: {address}"
                assert not anchor or anchor in ids[target], f"{name}: {address}"
                links += bool(path)
        assert links > 2 * len(sabha().claims)

    def test_a_claim_stands_in_full_in_the_annex_alone(self, pages: dict[str, str]) -> None:
        sheet = pages.pop("market.html")
        assert "<details" not in sheet
        assert 'id="text-' not in sheet
        for claim in sabha().claims:
            assert f'id="claim-{claim.id}"' in sheet
            assert f'href="market.annex/article-{claim.document}.html#claim-{claim.id}"' in sheet
            assert f'id="text-{claim.id}"' in pages[f"market.annex/article-{claim.document}.html"]

    def test_only_the_sheet_may_show_other_pages(self, pages: dict[str, str]) -> None:
        framing = {name for name, page in pages.items() if "frame-src" in page}
        assert framing == {"market.html"}
        assert all("default-src 'none'" in page for page in pages.values())
        assert pages["market.html"].count(" sandbox=") == 1

    def test_a_rejected_claim_stays_rejected_in_both(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("claims.sheet.annex_parts.LARGE", 10)
        found = sabha()
        first = replace(found.claims[0], review=Review("rejected", "Huda"))
        pages = write(replace(found, claims=(first, *found.claims[1:])), "html")
        for name in ("factsheet.html", f"annex/article-{first.document}.html"):
            text = pages[name].decode("utf-8")
            assert f'id="claim-{first.id}"' in text.partition('id="rejected"')[2]

    def test_on_standard_output_and_with_an_own_template_the_page_is_whole(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("claims.sheet.annex_parts.LARGE", 10)
        own = tmp_path / "own.html.j2"
        own.write_text('{% extends "factsheet.html.j2" %}', "utf-8")
        assert list(write(sabha(), "html", alone=True)) == ["factsheet.html"]
        assert list(write(sabha(), "html", template=own)) == ["factsheet.html"]

    def test_a_received_page_is_checked_with_its_annex(self, pages: dict[str, str], tmp_path: Path) -> None:
        for name, page in pages.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(page, "utf-8")
        part = tmp_path / "market.annex" / f"article-{sabha().documents[0].id}.html"
        received = pages["market.html"].encode("utf-8")
        assert verify(received, sabha(), where="market.html", folder=tmp_path).differences == ()
        part.write_text(part.read_text("utf-8").replace("تسعة", "تسعون"), "utf-8")
        (found,) = verify(received, sabha(), where="market.html", folder=tmp_path).differences
        assert found.part == "annex"


@pytest.mark.parametrize(("language", "name"), [("en", "Sabha"), ("ar", "سبها")])
def test_figures_and_filters_name_an_event_s_place_as_the_sheet_s_language_does(language: str, name: str) -> None:
    sheet = assemble(sabha(), language)
    assert {group.place.text for group in sheet.figures if group.place} == {name}
    (events,) = (each for each in sheet.filters if each.code == "incident")
    assert [choice.words and choice.words.text for choice in events.choices] == [name]


def test_a_heading_names_a_town_and_its_district_of_one_name_once() -> None:
    (word,) = {words.text for place in assemble(sabha(), "ar").events[0].places[:1] for words in place.words}
    claims = list(sabha().claims)
    for at, each in enumerate(claims):
        facets = each.facets or Facets()
        districts = [replace(town, geonames=1, precision="area") for town in facets.places if town.span.exact == word]
        claims[at] = replace(each, facets=replace(facets, places=(*facets.places, *districts)))
    heading = next(line for line in brief(replace(sabha(), claims=tuple(claims))).splitlines() if line[:5] == "### 1")
    assert heading.count("Sabha") + heading.count("Sabhā") == 1


def test_what_stands_in_arabic_lists_is_separated_in_arabic() -> None:
    text = brief(sabha(), "ar")
    own = re.sub(r"<span[^>]*>.*?</span>|[\d.]+, [\d.]+(?=\])", "", html.unescape(text))
    assert not re.findall(r".{0,20}[;,] .{0,20}", own)
    assert "؛ " in own or "، " in own


def test_no_two_parts_of_the_sheet_have_one_heading() -> None:
    for language in languages():
        headings = re.findall(r"^## .*", render(sabha(), lang=language), re.MULTILINE)
        assert len(headings) == len(set(headings)), language


def test_a_pdf_is_the_brief_and_the_annex_on_request() -> None:
    from pypdfium2 import PdfDocument

    pages = {}
    for annex in (False, True):
        (data,) = write(sabha(), "pdf", annex=annex).values()
        pages[annex] = len(PdfDocument(data))
    assert pages[False] <= 2
    assert pages[True] > pages[False]
