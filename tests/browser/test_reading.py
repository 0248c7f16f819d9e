"""Reading a sheet in a browser: from a claim to its sentence, from a sentence to who is credited, and filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claims.model import Review
from tests.sheet.making import coast_dossier, example, reviewed

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Frame

    from tests.browser.opened import Opened

    Open = Callable[..., Opened]

BOTH = pytest.mark.parametrize("lang", ["en", "ar"])


def label(page: Opened, number: int) -> str:
    return page.all(".claim").nth(number - 1).get_attribute("data-claim") or ""


@BOTH
def test_a_claim_shows_its_sentence(opened: Open, lang: str) -> None:
    sheet = opened(example(), lang=lang)
    last = label(sheet, 10)
    assert not sheet.is_inside(f"#text-{last}", ".texts")
    sheet.all(f"#claim-{last} .show").click()
    assert sheet.is_inside(f"#text-{last}", ".texts")
    chosen, marked = sheet.chosen()
    assert chosen == [last]
    assert marked.startswith("تركيز الجيش")
    assert marked in sheet.all(f"#claim-{last} blockquote").inner_text()
    assert sheet.page.evaluate("document.activeElement.id") == f"text-{last}"


def test_a_click_on_the_words_of_a_claim_shows_its_sentence(opened: Open) -> None:
    sheet = opened(example())
    third = label(sheet, 3)
    sheet.all(f"#claim-{third} blockquote").click()
    assert sheet.chosen()[0] == [third]
    assert sheet.is_inside(f"#text-{third}", ".texts")


@BOTH
@pytest.mark.parametrize("width", [1280, 390])
def test_a_sentence_shows_who_is_credited(opened: Open, lang: str, width: int) -> None:
    sheet = opened(example(), lang=lang, width=width)
    sheet.all(".texts .content").filter(has_text="العمليات العسكرية لا تزال").click()
    told = sheet.all(".credit").inner_text()
    assert "مصدر عسكري ليبي" in told
    assert sheet.chosen()[0] == [label(sheet, 6)]
    assert sheet.is_inside(".credit .line", ".articles")


def test_the_words_between_name_all_who_are_credited_in_the_sentence(opened: Open) -> None:
    sheet = opened(coast_dossier())
    sheet.page.evaluate("[...document.querySelectorAll('.sentence')][2].click()")
    assert sheet.chosen()[0] == [label(sheet, 3), label(sheet, 4)]
    assert len(sheet.texts(".credit .line")) == 2


def test_a_claim_inside_a_claim_names_both(opened: Open) -> None:
    sheet = opened(coast_dossier())
    sheet.all(".texts .content.inner").click()
    assert [" ".join(line.split()[1:]) for line in sheet.texts(".credit .line")] == [
        "مصدر طبي (medical source) reported:",
        "Within the claim of مصدر طبي: الشرطة (police) is credited with this claim:",
    ]


@BOTH
def test_a_sentence_of_the_outlet_credits_nobody(opened: Open, lang: str) -> None:
    sheet = opened(coast_dossier(), lang=lang)
    sheet.all(".sentence").last.click()
    assert sheet.texts(".credit p") == [sheet.all(".credit .nobody").inner_text()]
    assert sheet.chosen() == ([], "")


def test_all_of_it_works_from_the_keyboard(opened: Open) -> None:
    sheet = opened(example())
    second = label(sheet, 2)
    sheet.all(f"#claim-{second} .show").focus()
    sheet.page.keyboard.press("Enter")
    assert sheet.page.evaluate("document.activeElement.id") == f"text-{second}"
    sheet.page.keyboard.press("Enter")
    assert sheet.page.evaluate("document.activeElement.id") == f"claim-{second}"
    assert sheet.chosen()[0] == [second]
    sheet.page.keyboard.press("Escape")
    assert sheet.chosen() == ([], "")


def test_the_focus_can_be_seen(opened: Open) -> None:
    sheet = opened(example())
    sheet.page.keyboard.press("Tab")
    assert sheet.page.evaluate("document.activeElement.className") == "skip"
    assert sheet.is_inside(".skip", "html")
    for _ in range(40):
        sheet.page.keyboard.press("Tab")
        style = "getComputedStyle(document.activeElement)"
        assert sheet.page.evaluate(f"{style}.outlineStyle") == "solid"
        assert sheet.page.evaluate(f"parseFloat({style}.outlineWidth)") >= 2


def sifted(sheet: Opened) -> list[str]:
    return [each.split()[0] for each in sheet.texts(".claim h4")]


@BOTH
@pytest.mark.parametrize(
    ("name", "option", "left"),
    [
        ("source", "مراقبين عسكريين (3)", ["8", "9", "10"]),
        ("place", "Murzuk (1)", ["7"]),
        ("party", "لواء خالد بن الوليد (1)", ["5"]),
    ],
)
def test_a_filter_leaves_the_claims_that_fit(opened: Open, lang: str, name: str, option: str, left: list[str]) -> None:
    sheet = opened(example(), lang=lang)
    sheet.all(f"select[name={name}]").select_option(label=option)
    assert sifted(sheet) == left
    assert sheet.all(".shown .kept").inner_text() == str(len(left))
    assert len(sheet.texts(".texts .note")) == len(left)
    sheet.all("button[type=reset]").click()
    sheet.all(".claim h4:visible").nth(9).wait_for()
    assert len(sifted(sheet)) == 10


def test_filters_together_leave_what_fits_all(opened: Open) -> None:
    sheet = opened(example())
    sheet.all("input[name=times]").check()
    assert sifted(sheet) == ["6", "7", "8"]
    sheet.all("select[name=source]").select_option(index=2)
    assert sifted(sheet) == ["8"]
    assert len(sheet.texts(".source h3")) == 1
    sheet.all("input[name=figures]").check()
    assert sifted(sheet) == []


def test_claims_are_sifted_by_their_review(opened: Open) -> None:
    found = reviewed(coast_dossier(), c1=Review("accepted", "هدى"), c3=Review("rejected", "هدى"))
    sheet = opened(found)
    for option, left in (("accepted in review (1)", ["1"]), ("rejected in review (1)", ["6"])):
        sheet.all("select[name=status]").select_option(label=option)
        assert sifted(sheet) == left


def test_a_rejected_claim_is_not_marked_in_the_article_but_can_be_shown(opened: Open) -> None:
    sheet = opened(reviewed(coast_dossier(), c3=Review("rejected", "هدى")))
    words = sheet.all(".texts span[data-claims]").filter(has_text="سبعة أشخاص نقلوا")
    assert words.last.get_attribute("class") == ""
    sheet.all("#rejected .show").click()
    assert sheet.page.evaluate("document.activeElement.id") == f"text-{label(sheet, 6)}"


def test_without_a_script_everything_is_there(opened: Open) -> None:
    sheet = opened(example(), java_script_enabled=False)
    assert not sheet.all(".filters").is_visible()
    assert not sheet.all(".credit").is_visible()
    assert sheet.all(".claim:visible").count() == 10
    third = sheet.all(".claim").nth(2)
    third.locator(".show").click()
    assert sheet.page.url.endswith("#text-" + (third.get_attribute("data-claim") or ""))
    third.locator("summary").click()
    assert "427 to 591" in third.inner_text()


@BOTH
@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_screen_is_too_narrow(opened: Open, lang: str, width: int) -> None:
    sheet = opened(example(), lang=lang, width=width)
    assert sheet.page.evaluate("document.documentElement.scrollWidth") <= width
    assert sheet.complaints == []


@pytest.mark.parametrize(("lang", "first"), [("en", "claims"), ("ar", "articles")])
def test_claims_stand_where_the_sheet_s_language_begins(opened: Open, lang: str, first: str) -> None:
    sheet = opened(example(), lang=lang)
    boxes = {name: sheet.all(f".{name}").first.bounding_box() for name in ("claims", "articles")}
    left = min(boxes, key=lambda name: (boxes[name] or {"x": 0.0})["x"])
    assert left == first
    assert sheet.page.evaluate("getComputedStyle(document.querySelector('blockquote')).direction") == "rtl"


def test_on_paper_the_evidence_is_open_and_nothing_is_left_to_press(opened: Open) -> None:
    sheet = opened(example())
    sheet.page.emulate_media(media="print")
    assert "427 to 591" in sheet.all(".claim").nth(2).inner_text()
    assert [name for name in (".filters", "nav", ".credit", ".show") if sheet.all(name).first.is_visible()] == []


class TestLargeSheet:
    """The annex of a large sheet is read beside it, from a folder, without a server."""

    @pytest.fixture(autouse=True)
    def large(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("claims.sheet.annex_parts.LARGE", 2)

    @staticmethod
    def frame(sheet: Opened) -> Frame | None:
        """What is open beside the sheet."""
        return next((each for each in sheet.page.frames if ".annex/" in each.url), None)

    def test_nothing_of_the_annex_is_loaded_before_it_is_asked_for(self, opened: Open) -> None:
        sheet = opened(coast_dossier())
        assert self.frame(sheet) is None
        assert not sheet.all(".reading").is_visible()
        assert sheet.complaints == []

    @BOTH
    def test_a_claim_opens_beside_the_sheet_and_in_the_address(self, opened: Open, lang: str) -> None:
        sheet = opened(coast_dossier(), lang=lang)
        second = label(sheet, 2)
        sheet.all(f"#claim-{second} blockquote").click()
        sheet.page.frame_locator(".reading iframe").locator(f"#claim-{second}.claim:target").wait_for()
        assert sheet.all(".reading").is_visible()
        sheet.page.reload()
        sheet.page.frame_locator(".reading iframe").locator(f"#claim-{second}.claim:target").wait_for()
        sheet.all(".reading .close").click()
        assert "open=" not in sheet.page.url
        assert not sheet.all(".reading").is_visible()
        assert sheet.complaints == []

    def test_the_article_in_the_frame_shows_who_is_credited(self, opened: Open) -> None:
        sheet = opened(coast_dossier())
        sheet.all(".listing a").first.click()
        inside = sheet.page.frame_locator(".reading iframe")
        inside.locator(".texts .content").first.click()
        inside.locator(".credit .line").first.wait_for()

    def test_an_address_opens_nothing_that_the_sheet_does_not_link_to(self, opened: Open) -> None:
        sheet = opened(coast_dossier())
        sheet.visit(f"{sheet.page.url.partition('?')[0]}?open=../../other.html")
        assert not sheet.all(".reading").is_visible()
        assert self.frame(sheet) is None

    def test_without_room_beside_the_sheet_a_part_is_a_page(self, opened: Open) -> None:
        sheet = opened(coast_dossier(), width=390)
        sheet.all(".claim blockquote").first.click()
        sheet.page.wait_for_url("**/*.annex/article-*")

    def test_filters_and_search_keep_lines_and_the_address(self, opened: Open) -> None:
        sheet = opened(coast_dossier())
        every = len(sheet.texts(".claim"))
        sheet.all("select[name=source]").select_option(index=1)
        kept = sheet.texts(".claim")
        assert 0 < len(kept) < every
        sheet.page.reload()
        assert sheet.texts(".claim") == kept
