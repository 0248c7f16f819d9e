"""The sheet as a whole: what a reader finds in it, and that records alone decide every byte."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any, get_args

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from claims.model import ACTS, Dossier, Found, Kind, Made, Review, Source
from claims.sheet import languages, render
from claims.sheet.assembly import assemble
from tests.sheet.making import EXAMPLE, claim, coast, coast_dossier, document, dossier, example, reviewed
from tests.sheet.reading import Node, editor, github, parsed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Golden

GOLDEN = EXAMPLE.parent
PARSERS = {"github": github, "editor": editor}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_example_s_sheet_is_the_one_that_was_read_line_by_line(language: str, golden: Golden) -> None:
    golden(GOLDEN / f"example.{language}.md", render(example(), lang=language))


@pytest.mark.parametrize("seed", ["0", "4242"])
def test_neither_hash_seed_nor_locale_nor_clock_changes_a_byte(seed: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "ar_EG.UTF-8", "LANGUAGE": "ar", "TZ": "Asia/Kabul"}
    run = subprocess.run(
        [sys.executable, "-m", "claims", "render", str(EXAMPLE)],
        capture_output=True,
        check=True,
        env=environment,
        timeout=60,
    )
    assert run.stdout == (GOLDEN / "example.en.md").read_bytes()


def notes(root: Node) -> dict[str, str]:
    """The text of each footnote, by the id that references point to."""
    return {str(item.attributes["id"]): item.text for item in root.all("li") if item.attributes.get("id")}


def quotation(root: Node, words: str) -> Node:
    """The one block that quotes the words."""
    (found,) = [each for each in root.all("blockquote") if words in each.text]
    return found


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("found", [example(), coast_dossier(url="https://coast.example/1")], ids=["example", "coast"])
def test_each_claim_keeps_its_quote_its_source_and_its_footnote(found: Dossier, parser: str, language: str) -> None:
    root = PARSERS[parser](render(found, lang=language))
    footnotes = notes(root)
    blocks = [block for block in root.all("blockquote") if block.all("a")]  # those of the brief have no footnotes
    paragraphs = [node for node in root.all() if node.tag in {"p", "blockquote"}]
    sheet = assemble(found, language)
    listed = [each for source in sheet.sources for each in source.claims]
    assert len(listed) == len(found.claims)
    for each, block in zip(listed, blocks, strict=False):
        quote = " […] ".join(part.text for part in each.parts)
        assert quote in block.text
        said = paragraphs[paragraphs.index(block) - 1]
        assert each.source is not None
        assert each.source.text in said.text
        (reference,) = block.all("a")
        target = str(reference.attributes["href"]).removeprefix("#")
        assert all(part.text in footnotes[target] for part in each.parts)
        if parser == "github":
            assert target == f"fn-{each.id}"


def test_the_claims_of_a_source_stand_in_the_article_s_order() -> None:
    sheet = assemble(replace(example(), claims=tuple(reversed(example().claims))), "en")
    assert [each.id for source in sheet.sources for each in source.claims] == [each.id for each in example().claims]
    assert [len(source.claims) for source in sheet.sources] == [7, 3]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("act", [*ACTS, None, "an act of tomorrow"])
def test_every_claim_is_worded_as_its_source_s(act: Any, language: str) -> None:
    article, claims = coast()
    text = render(dossier(article, claims=[replace(claims[2], act=act)]), lang=language)
    (line,) = [line for line in text.splitlines() if line.startswith("**1.**")]
    assert "مصدر طبي" in line
    assert line.endswith(":**")


def test_no_two_acts_are_worded_alike() -> None:
    article, claims = coast()
    lines = {
        line
        for act in ACTS
        for line in render(dossier(article, claims=[replace(claims[2], act=act)])).splitlines()
        if line.startswith("**1.**")
    }
    assert len(lines) == len(ACTS)


def test_a_source_that_the_article_never_names_is_said_to_be_unidentified() -> None:
    article, claims = coast()
    text = render(dossier(article, claims=[replace(claims[3], source=Source(None, "unnamed", None))]))
    assert "### Source not identified" in text
    assert "An unidentified source denied:" in text
    assert "For 1 of 1 claims, no source could be identified" in text


def test_a_rejected_claim_is_none_of_the_sheet_s_claims() -> None:
    rejected = Review("rejected", "Huda Salem", "2024-03-07T10:00:00+02:00", "the outlet says this itself")
    found = reviewed(coast_dossier(), c3=rejected)
    sheet = assemble(found, "en")
    words = "سبعة أشخاص نقلوا إلى المستشفى"
    assert [each.parts[0].text for each in sheet.rejected] == [words]
    assert words not in [each.parts[0].text for each in sheet.claims]
    assert sheet.counts.claims == 5
    assert sheet.counts.rejected == 1
    text = render(found)
    before, section = text.split("## Rejected in review")
    section, after = section.split("## Not attributed by this tool")
    assert words in section
    assert words not in before
    assert "affirmed" not in section
    for part in ("Huda Salem", "March 7, 2024 10:00 UTC+02:00", "the outlet says this itself", "rejected in review"):
        assert part in section
    assert words in after  # its footnote


def test_reviews_are_shown_and_drafts_are_called_drafts() -> None:
    found = reviewed(coast_dossier(), c1=Review("accepted", "Huda Salem", "2024-03-07T10:00:00Z", "*seen*"))
    text = render(found)
    assert '**accepted in review** · reviewed by <span dir="auto">Huda Salem</span> · March 7, 2024 10:00 UTC' in text
    assert 'Reviewer’s note: <span dir="auto">\\*seen\\*</span>' in text
    assert "draft, not reviewed" not in text
    assert (
        text.count("**Draft: 5 of 6 claims have not been reviewed by a person; the others say who reviewed them.**")
        == 1
    )
    assert "5 of 6 claims are drafts" in text
    accepted = reviewed(coast_dossier(), **{f"c{n}": Review("accepted") for n in range(1, 7)})
    assert "draft," not in render(accepted)
    assert "drafts that nobody" not in render(accepted)


def test_a_claim_inside_a_claim_says_whose_it_is_inside() -> None:
    text = render(coast_dossier())
    (line,) = [line for line in text.splitlines() if "الشرطة</span> (police) is credited" in line]
    assert 'Within the claim of <span dir="rtl" lang="ar">مصدر طبي</span>:' in line
    assert "1 of 6 claims is known only through another source’s claim." in text


def test_claims_inside_claims_are_told_from_the_outside_in() -> None:
    found = coast_dossier()
    inner = replace(found.claims[0], within=found.claims[5].id)
    text = render(replace(found, claims=(inner, found.claims[4], found.claims[5])))
    (line,) = [line for line in text.splitlines() if line.startswith("**1.**")]
    assert re.findall("مصدر طبي|الشرطة|سالم", line) == ["مصدر طبي", "الشرطة", "سالم"]


def test_a_claim_inside_a_rejected_or_a_missing_claim_says_so() -> None:
    found = reviewed(coast_dossier(), c5=Review("rejected"))
    assert "is not among the claims of this sheet" in render(found)
    orphan = replace(found.claims[5], within="clm-000000000000")
    text = render(replace(found, claims=(orphan,)))
    assert "Within another claim:" in text
    assert "`clm-000000000000`, is not among the claims" in text


def test_claims_that_stand_inside_each_other_come_to_an_end() -> None:
    found = coast_dossier()
    one, two = found.claims[0], found.claims[1]
    tangled = (
        replace(one, within=two.id),
        replace(two, within=one.id),
        replace(found.claims[2], within=found.claims[2].id),
    )
    sheet = assemble(replace(found, claims=tangled), "en")
    assert [[outer.id for outer in each.within] for each in sheet.claims] == [[two.id], [one.id], []]


def test_what_no_claim_covers_is_listed_as_the_outlet_s() -> None:
    (outlet,) = assemble(coast_dossier(), "en").outlets
    assert [each.words.text for each in outlet.sentences] == ["وتشهد المدينة انقطاعا متكررا للكهرباء منذ أشهر."]
    assert [each.words.text for each in outlet.remainders] == ["بنغازي – (وكالة الساحل)"]


def test_where_a_language_s_sentences_are_not_known_paragraphs_are_listed() -> None:
    text = "Salem said the water was back. The road is closed.\n\nPower fails daily. Nobody says why.\n"
    (outlet,) = assemble(dossier(document(text, language="qu"), claims=[]), "en").outlets
    assert [each.words.text for each in outlet.sentences] == [line for line in text.splitlines() if line]


def test_a_document_without_claims_is_all_the_outlet_s() -> None:
    text = render(dossier(document(), claims=[]))
    assert "No claim was found." in text
    (outlet,) = assemble(dossier(document(), claims=[]), "en").outlets
    assert len(outlet.sentences) + len(outlet.reporting) == 5
    assert outlet.reporting
    assert not outlet.remainders


def test_every_letter_of_the_article_is_in_a_claim_or_among_the_outlet_s_words_or_joins_them() -> None:
    found = example()
    (article,) = found.documents
    covered = [False] * len(article.text)
    sheet = assemble(found, "en")
    for note in sheet.footnotes:
        for place in note.places:
            assert article.text[place.start : place.end] == place.words.text
            covered[place.start : place.end] = [True] * (place.end - place.start)
    for each in found.claims:
        for part in (each.cue, each.source.mention):
            if part:
                covered[part.start : part.end] = [True] * (part.end - part.start)
    left = re.findall(
        r"\w+", "".join(" " if seen else letter for letter, seen in zip(article.text, covered, strict=True))
    )
    assert set(left) <= {"بأن", "إلى", "أن", "فإن"}


def test_paragraphs_are_counted_from_one() -> None:
    (article,) = example().documents
    for note in assemble(example(), "en").footnotes:
        (place,) = note.places
        assert place.paragraph == article.text[: place.start].count("\n") + 1


def test_a_claim_in_parts_shows_what_was_left_out_between_them() -> None:
    article = document("المياه عادت، قال سالم، إلى الحي كله.\n")
    parts = claim(article, "قال", "المياه عادت", "إلى الحي كله", mention="سالم", kind="person", act="state")
    text = render(dossier(article, claims=[parts]))
    assert "> المياه عادت \\[…\\] إلى الحي كله[^" in text
    assert "characters 0 to 11" in text
    assert "characters 23 to 35" in text


def test_with_an_address_each_footnote_opens_the_article_at_its_words() -> None:
    root = github(render(coast_dossier(url="https://coast.example/a?x=1&y=2")))
    opened = [str(a.attributes["href"]) for a in root.all("a") if a.text == "Open the article at these words"]
    assert len(opened) == 6 + 2
    assert all(re.fullmatch(r"https://coast\.example/a\?x=1&y=2#:~:text=[%0-9A-F,.-]+", each) for each in opened)
    assert len(set(opened)) == 7  # the nested claim has the words of the one around it


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://x.example/",
        "https://u:p@x.example/",
        "not an address",
        "https://",
    ],
)
def test_no_other_address_becomes_a_link(address: str) -> None:
    root = github(render(coast_dossier(url=address)))
    assert all(str(a.attributes["href"]).startswith("#") for a in root.all("a"))
    assert "No web address is known" in root.text


def test_sources_of_several_documents_meet_only_under_a_name() -> None:
    first, claims = coast()
    second = replace(first, id="coast-2")
    both = [
        *claims,
        *(replace(each, document="coast-2", id=f"clm-{number:012x}") for number, each in enumerate(claims)),
    ]
    sheet = assemble(dossier(first, second, claims=both), "en")
    assert [(source.kind, source.documents) for source in sheet.sources] == [
        ("person", ("coast-1", "coast-2")),
        ("unnamed", ("coast-1",)),
        ("organization", ("coast-1", "coast-2")),
        ("unnamed", ("coast-2",)),
    ]
    assert "in 2 articles" in render(dossier(first, second, claims=both))
    assert [limit.code for limit in sheet.limits][:2] == ["truth", "several-documents"]


@pytest.mark.parametrize(
    ("kind", "name", "named"),
    [
        ("person", "سالم العماري", True),
        ("organization", "وزارة الدفاع الليبية", True),
        ("organization", "الشرطة", True),
        ("organization", "منظمة حقوقية", False),
        ("document", "التقرير", False),
        ("media", "وسائل إعلام محلية", False),
        ("media", "وكالة الساحل", True),
        ("document", "تقرير لجنة العقوبات", True),
        ("document", "تقرير", False),
        ("unnamed", "مصدر طبي", False),
        ("group", "شهود عيان", False),
        ("person", None, False),
    ],
)
def test_whether_a_source_is_named(kind: Kind, name: str | None, named: bool) -> None:
    article, claims = coast()
    found = dossier(article, claims=[replace(claims[0], source=Source(name, kind, None))])
    for language in languages():
        assert [source.named for source in assemble(found, language).sources] == [named]


def test_every_kind_has_a_word() -> None:
    article, claims = coast()
    for kind in get_args(Kind):
        text = render(dossier(article, claims=[replace(claims[0], source=Source("س", kind, None))]))
        assert f"| {kind} |" not in text.replace("| document |", "")


def test_dates_are_told_as_known_and_as_unknown() -> None:
    text = render(coast_dossier(published="2024-03", retrieved="2024-03-07T10:00:00Z"))
    assert "- Published: March 2024\n- Retrieved: March 7, 2024 10:00 UTC\n" in text
    assert "outlet unknown · March 2024 ·" in text
    assert "The publication date is unknown" not in text
    assert "- Published: unknown\n- Retrieved: unknown\n" in render(coast_dossier())
    assert "outlet unknown · date unknown ·" in render(coast_dossier())


def test_the_title_is_the_dossier_s_else_the_article_s_else_none() -> None:
    titled = coast_dossier(title="عودة المياه")
    assert render(titled).startswith('# Fact sheet: <span dir="rtl" lang="ar">عودة المياه</span>\n')
    assert render(replace(titled, title="Water")).startswith('# Fact sheet: <span dir="auto">Water</span>\n')
    assert render(coast_dossier()).startswith("# Fact sheet: article `coast-1`\n")
    assert render(Dossier(None, (), Made("0.1.0"))).startswith("# Fact sheet\n")


def test_an_empty_dossier_has_a_sheet_that_says_so() -> None:
    text = render(Dossier(None, (), Made("0.1.0")))
    assert "The dossier contains no articles." in text
    assert "No claim was found." in text


def test_how_a_claim_was_found_is_told() -> None:
    article, claims = coast()
    found = replace(claims[0], found=Found(rule="verb-first", cue="قال", version="0.1.0"))
    text = render(dossier(article, claims=[found]))
    assert 'Found by rule `verb-first` (entry <span dir="rtl" lang="ar">قال</span>, version `0.1.0`).' in text


def test_broken_references_are_shown_not_hidden() -> None:
    _, claims = coast()
    text = render(Dossier(None, (), Made("0.1.0"), (), tuple(claims)))
    assert text.count("An article that is not in the dossier") == 6


def test_two_claims_with_one_id_keep_their_own_footnotes() -> None:
    article, claims = coast()
    twice = [claims[0], replace(claims[2], id=claims[0].id)]
    root = github(render(dossier(article, claims=twice)))
    first, second = (quotation(root, words) for words in ("المياه عادت", "سبعة أشخاص"))
    assert first.all("a")[0].attributes["href"] == f"#fn-{claims[0].id}"
    assert second.all("a")[0].attributes["href"] == f"#fn-{claims[0].id}-2"


def test_labels_stay_apart_whatever_the_ids() -> None:
    article, claims = coast()
    ids = ["a", "A", "a", "a-2", "a-2", "ä", "ä", "x" * 65]
    found = [replace(claims[0], id=each) for each in ids]
    labels = [note.label for note in assemble(dossier(article, claims=found), "en").footnotes]
    assert labels[:5] == ["a", "A-2", "a-3", "a-2-2", "a-2-3"]
    assert len({label.lower() for label in labels}) == len(labels)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", label) for label in labels)


def test_the_commands_that_check_the_texts_do_check_them(tmp_path: Path) -> None:
    block = github(render(example())).all("pre")[0].text
    script = block.split("\n", 2)[2]
    assert block.startswith("factsheet verify SHEET .\nfactsheet validate .\nsha256sum --check")
    fine = subprocess.run(["bash", "-c", script], cwd=EXAMPLE, capture_output=True, text=True, check=False, timeout=60)
    assert (fine.returncode, fine.stdout) == (0, "texts/000_b584874154773aac.txt: OK\n")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "000_b584874154773aac.txt").write_text("changed", encoding="utf-8")
    changed = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert changed.returncode == 1


def test_the_sheet_in_arabic_runs_from_right_to_left_as_a_whole() -> None:
    root = github(render(example(), lang="ar"))
    outermost = root.inside[0]
    assert isinstance(outermost, Node)
    assert outermost.attributes == {"dir": "rtl", "lang": "ar"}
    ways = [
        part.attributes.get("dir") or each.attributes.get("dir")
        for each in root.all()
        if each.tag != "pre"
        for part in each.inside
        if isinstance(part, Node) and part.tag in {"code", "pre"}
    ]
    assert set(ways) == {"ltr"}
    assert not re.search(r"\b(?:claim|source|draft|unknown|paragraph)s?\b", root.text.replace("claims-factsheet", ""))


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("reader", ["markdown", "gfm", "commonmark_x"])
def test_pandoc_finds_every_footnote(reader: str, language: str) -> None:
    command = ["pandoc", f"--from={reader}", "--to=html"]
    run = subprocess.run(
        command, input=render(example(), lang=language).encode(), capture_output=True, check=True, timeout=60
    )
    assert run.stderr == b""
    root = parsed(run.stdout.decode())
    backs = [item.text for item in root.all("li") if str(item.attributes.get("id", "")).startswith("fn")]
    assert len(set(backs)) == 10 + 6  # pandoc repeats a note for each reference to it
    in_the_brief = sum(event.in_full for event in assemble(example(), language).events)
    assert len(root.all("blockquote")) == 10 + 4 + in_the_brief
    assert "[^" not in root.text


def test_without_footnotes_the_labels_are_plain_text() -> None:
    """As VS Code shows it without an extension: only places are links, and a label finds its note."""
    root = parsed(MarkdownIt("commonmark", {"html": True}).enable("table").render(render(example())))
    links = {str(anchor.attributes["href"]) for anchor in root.all("a")}
    places = [place for place in assemble(example(), "en").locations if place.link]
    assert {place.link for place in places} == {address for address in links if "geonames" in address}
    built = ("https://www.geonames.org/", "https://www.openstreetmap.org/", "geo:")
    assert all(address.startswith(built) for address in links)
    for each in example().claims:
        assert root.text.count(f"[^{each.id}]:") == 1
        assert root.text.count(f"[^{each.id}]") >= 2


def test_claims_are_numbered_as_they_stand_in_the_sheet() -> None:
    found = coast_dossier()
    sheet = assemble(found, "en")
    listed = [claim for source in sheet.sources for claim in source.claims]
    assert list(sheet.claims) == listed
    assert [claim.number for claim in listed] == [1, 2, 3, 4, 5, 6]
    assert sorted(claim.id for claim in listed) == sorted(claim.id for claim in found.claims)
