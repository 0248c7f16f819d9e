"""`factsheet extract --explain`: rule, lexicon entry and marked sentence of each claim, safe to look at."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from claims.cli.explain import explain
from claims.model import Claim, Document, Found, Source, Span
from claims.workflow import Extracted

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

ARTICLE = 'قال مصدر عسكري إن الجسر دُمر.\nوأضاف: "لم يصب أحد".\n'
RLI, FSI, PDI = "\u2067", "\u2068", "\u2069"


@pytest.fixture
def article(here: Path) -> Path:
    path = here / "news.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def made(text: str, source: str, cue: str, content: str) -> Extracted:
    """An article with one claim whose parts are these words of it."""
    document = Document.from_text("news", text, "ar")
    span = {words: Span.of(text, text.index(words), text.index(words) + len(words)) for words in (source, cue, content)}
    claim = Claim(
        id="clm-000000000000",
        document="news",
        source=Source(source, "unnamed", span[source]),
        cue=span[cue],
        content=(span[content],),
        mode="indirect",
        act="state",
        found=Found(rule="verb-that", cue="قَالَ", version="0"),
    )
    return Extracted(document, (claim,))


def without_scores(text: str) -> str:
    """The text without confidences, which change whenever a model is trained again."""
    return re.sub(r"\d\.\d\d \((?:sure|likely|doubtful)\)", "SCORE", text)


def test_the_text_shows_rule_entry_and_marked_sentence(run: Run, article: Path) -> None:
    ended = run("extract", str(article), "--explain")
    assert (ended.code, ended.err) == (0, "")
    assert without_scores(ended.out) == (
        "Marked: [س source]  [ق cue]  [م content]  [ن direct content]  [خ mixed content]\n"
        "Confidence: sure from 0.90, likely from 0.60, doubtful below\n"
        "\nnews: 2 claims\n"
        f"\n1  {FSI}مصدر عسكري{PDI} (unnamed): state, indirect\n"
        f"   found by model attribution-ar, lexicon entry {FSI}قَالَ{PDI}\n"
        "   confidence: claim SCORE, source SCORE\n"
        f"{RLI}[ق قال] [س مصدر عسكري] إن [م الجسر دُمر].{PDI}\n"
        f"\n2  {FSI}مصدر عسكري{PDI} (unnamed): add, direct\n"
        f"   found by model attribution-ar, lexicon entry {FSI}أَضَافَ{PDI}\n"
        "   confidence: claim SCORE, source SCORE\n"
        f'{RLI}[ق وأضاف]: "[ن لم يصب أحد]".{PDI}\n'
    )


def test_english_parts_have_english_letters(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "news.txt"
    article.write_text('The mayor said the road was closed. "Nobody was hurt," he added.\n', encoding="utf-8")
    ended = run("extract", str(article), "--explain")
    assert ended.out.startswith("Marked: [s source]  [c cue]  [i content]  [d direct content]  [m mixed content]\n")
    assert "[s The mayor] [c said] [i the road was closed]." in ended.out
    assert '"[d Nobody was hurt]," [s he] [c added].' in ended.out


ENTRY = f"lexicon entry {FSI}قَالَ{PDI}"
FINDINGS = {
    "a rule": (Found(rule="verb-that", cue="قَالَ", version="0"), False, [f"found by rule verb-that, {ENTRY}"]),
    "a person": (None, False, ["made by hand"]),
    "sure": (
        Found(model="m", cue="قَالَ", version="0", confidence=0.9, source_confidence=0.95),
        False,
        [f"found by model m, {ENTRY}", "confidence: claim 0.90 (sure), source 0.95 (sure)"],
    ),
    "likely": (
        Found(model="m", version="0", confidence=0.89, source_confidence=0.6),
        False,
        ["found by model m, no lexicon entry", "confidence: claim 0.89 (likely), source 0.60 (likely)"],
    ),
    "doubtful": (
        Found(model="m", version="0", confidence=0.59),
        True,
        [
            "found by model m, no lexicon entry",
            "confidence: claim 0.59 (doubtful)",
            "source uncertain: the article may mean another",
        ],
    ),
}


@pytest.mark.parametrize(("found", "uncertain", "lines"), FINDINGS.values(), ids=FINDINGS)
def test_how_sure_a_claim_is(found: Found | None, lines: list[str], *, uncertain: bool) -> None:
    extracted = made("قال زيد إن الباب مغلق.", "زيد", "قال", "الباب مغلق")
    (claim,) = extracted.claims
    claim = replace(claim, found=found, source=replace(claim.source, uncertain=uncertain))
    text = "".join(explain([Extracted(extracted.document, (claim,))], "text"))
    said = text.split("\n1  ")[1].splitlines()
    assert said[0] == f"{FSI}زيد{PDI} (unnamed): state, indirect"
    assert said[1:-1] == [f"   {line}" for line in lines]


def test_on_a_terminal_the_parts_are_coloured(article: Path) -> None:
    text = "".join(explain([made("قال زيد إن الباب مغلق.", "زيد", "قال", "الباب مغلق")], "text", colour=True))
    assert f"{RLI}\x1b[36mقال\x1b[0m \x1b[33mزيد\x1b[0m إن \x1b[32mالباب مغلق\x1b[0m.{PDI}\n" in text
    assert "[ق" not in text


def test_an_article_without_claims_says_so(run: Run, here: Path) -> None:
    (here / "quiet.txt").write_text("تقع المدينة على ضفة النهر.\n", encoding="utf-8")
    assert run("extract", "quiet.txt", "--explain", "--language", "ar").out.endswith("\nquiet: 0 claims\n")


class Page(HTMLParser):
    """What a browser makes of a page: its elements and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def test_the_page_shows_the_same_from_right_to_left(run: Run, article: Path) -> None:
    ended = run("extract", str(article), "--explain-html", "--out", "why.html")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    page = Page((article.parent / "why.html").read_text(encoding="utf-8"))
    assert [tag for tag, _ in page.elements].count("mark") == 5
    assert ("div", {"lang": "ar", "dir": "rtl"}) in page.elements
    said = without_scores(" ".join(page.words))
    assert f"1. {FSI}مصدر عسكري{PDI} (unnamed): state, indirect" in said
    assert f"found by model attribution-ar, lexicon entry {FSI}قَالَ{PDI} confidence: claim SCORE" in said
    assert "قال cue مصدر عسكري source إن الجسر دُمر content ." in said


HOSTILE = "<script>alert(1)</script><img src=x onerror=y> &amp; \x1b[2J\x07 \u202eمقلوب {label} %s"


def test_an_article_never_becomes_markup() -> None:
    text = f"قال زيد إن {HOSTILE} هنا."
    page = Page("".join(explain([made(text, "زيد", "قال", HOSTILE)], "html")))
    assert {tag for tag, _ in page.elements} <= {
        "html", "head", "meta", "title", "style", "body", "h2", "bdi", "h3", "p", "div", "mark", "span",
    }  # fmt: skip
    assert "<script>alert(1)</script><img" in page.words
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)


@pytest.mark.parametrize("colour", [True, False])
def test_an_article_never_commands_the_terminal(*, colour: bool) -> None:
    text = f"قال زيد إن {HOSTILE} هنا."
    extracted = made(text, HOSTILE, "قال", "زيد")
    shown = "".join(explain([extracted], "text", colour=colour))
    assert "\x1b[2J" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown
    assert shown.count(RLI) == 1
    assert all(line.count(FSI) + line.count(RLI) == line.count(PDI) for line in shown.splitlines())


def test_an_id_is_as_untrusted_as_a_text() -> None:
    document = Document.from_text("<b>\x1b[2J", "نص", "ar")
    assert "<b>" not in "".join(explain([Extracted(document, ())], "html"))
    assert "\x1b" not in "".join(explain([Extracted(document, ())], "text"))
