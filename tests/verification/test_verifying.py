"""A sheet that came by mail: untouched whatever mail did to its file, and otherwise what was changed in it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import Review
from claims.sheet.formats import write
from claims.sheet.verification import Verdict, verify
from tests.sheet.making import coast_dossier, example, reviewed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORMS = ("markdown", "html")
KILLED = "clm-6fda1918d39b"


@cache
def sheet(form: str, lang: str = "en") -> str:
    data, *_ = write(example(), form, lang=lang).values()
    return data.decode("utf-8")


def held(text: str) -> Verdict:
    return verify(text.encode("utf-8"), example())


def changed(form: str, before: str, after: str, count: int = 1) -> Verdict:
    text = sheet(form)
    assert before in text
    return held(text.replace(before, after, count))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("form", FORMS)
def test_a_sheet_that_nobody_touched_is_untouched_in_every_language(form: str, language: str) -> None:
    verdict = held(sheet(form, language))
    assert (verdict.untouched, verdict.same_records, verdict.tolerated) == (True, True, ())
    assert (verdict.form, verdict.language) == (form, language)


MAIL: list[tuple[Callable[[str], bytes], str]] = [
    (lambda text: text.replace("\n", "\r\n").encode(), "other line ends"),
    (lambda text: text.replace("\n", "\r").encode(), "other line ends"),
    (lambda text: text.replace("\n", "  \n").encode(), "blanks at the ends of lines"),
    (lambda text: text.encode("utf-8-sig"), "a byte order mark"),
    (lambda text: text.encode("utf-16"), "UTF-16 in place of UTF-8"),
    (lambda text: ("\n\n" + text + "\n\n").encode(), ""),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("change", "told"), MAIL, ids=[told or "blank lines around it" for _, told in MAIL])
def test_what_mail_does_to_a_file_changes_nothing_and_is_told(
    form: str, change: Callable[[str], bytes], told: str
) -> None:
    verdict = verify(change(sheet(form)), example())
    assert verdict.untouched
    assert verdict.tolerated == ((told,) if told else ())


def test_letters_that_an_old_encoding_lost_are_found() -> None:
    verdict = verify(sheet("markdown").encode("windows-1256", "replace"), example())
    assert verdict.tolerated == ("windows-1256 in place of UTF-8",)
    assert verdict.differences
    assert all("?" in (each.found or "") for each in verdict.differences)


@pytest.mark.parametrize("form", FORMS)
def test_a_changed_number_is_said_of_its_quotation(form: str) -> None:
    verdict = changed(form, "قتل 10 عناصر من", "قتل 40 عناصر من", count=-1)
    first = verdict.differences[0]
    assert (first.part, first.claim, first.numbers) == ("quotation", KILLED, True)
    assert "قتل 40 عناصر" in (first.found or "")
    assert "قتل 10 عناصر" in (first.wanted or "")
    assert verdict.same_records
    text = sheet(form).replace("قتل 10 عناصر من", "قتل 40 عناصر من")
    assert "قتل 40 عناصر" in text.split("\n")[(first.line or 0) - 1]


@pytest.mark.parametrize(
    ("before", "after", "part"),
    [
        ("القوة اشتبكت", "القوة لم تشتبك", "quotation"),
        ('**4.** **<span dir="rtl" lang="ar">مصدر عسكري', '**4.** **<span dir="rtl" lang="ar">مصدر مدني', "credit"),
        ('### <span dir="rtl" lang="ar">مصدر عسكري', '### <span dir="rtl" lang="ar">مصدر مدني', "source"),
        ("In the article’s wording · `clm-681fef546be8`", "**accepted in review** · `clm-681fef546be8`", "status"),
        ("characters 49 to 151", "characters 49 to 152", "evidence"),
        ("| **10** [^", "| **100** [^", "entry"),
        ("no claim has been reviewed", "each claim has been reviewed", "text"),
        ("Nothing here is stated as fact", "All here is stated as fact", "text"),
    ],
)  # fmt: skip
def test_each_part_of_a_markdown_sheet_is_named(before: str, after: str, part: str) -> None:
    verdict = changed("markdown", before, after)
    assert part in {each.part for each in verdict.differences}
    assert all(str(each) for each in verdict.differences)


@pytest.mark.parametrize(
    ("before", "after", "part"),
    [
        ('<blockquote dir="rtl" lang="ar"><p>القوة اشتبكت', '<blockquote dir="rtl" lang="ar"><p>القوة لم', "quotation"),
        ("(Libyan military source) added:", "(Libyan military source) denied:", "credit"),
        ('<p class="review">In the article’s wording', '<p class="review">accepted in review', "status"),
        ("characters 49 to 151", "characters 49 to 152", "evidence"),
        ("<main>", "<main><script>alert(1)</script>", "program"),
        ("<main>", "<main style='display:none'>", "markup"),
        ("<main>", "<main><!-- -->", "markup"),
        ("</main>", "</main x=1>", "markup"),
        ("<main>", "<main><p hidden>\u00a0</p>", "markup"),
        ("script-src", "script-src *", "markup"),
    ],
)  # fmt: skip
def test_each_part_of_a_page_is_named_and_nothing_hides_in_it(before: str, after: str, part: str) -> None:
    verdict = changed("html", before, after)
    assert part in {each.part for each in verdict.differences}
    assert all(str(each) for each in verdict.differences)


@pytest.mark.parametrize("form", FORMS)
def test_a_claim_that_was_cut_out_or_put_in_is_named(form: str) -> None:
    block = (
        r"\*\*4\.\*\* .*?(?=\*\*5\.\*\*)"
        if form == "markdown"
        else rf'<article class="claim" id="claim-{KILLED}".*?</article>'
    )
    text = sheet(form)
    (cut,) = re.findall(block, text, re.DOTALL)
    verdict = held(text.replace(cut, ""))
    assert verdict.only_records == (KILLED,)
    assert KILLED in {each.claim for each in verdict.differences}
    verdict = held(text.replace(cut, cut + "\n\n" * (form == "markdown") + cut.replace(KILLED, "clm-000000000000")))
    assert verdict.only_sheet == ("clm-000000000000",)


@pytest.mark.parametrize("form", FORMS)
def test_a_sheet_of_earlier_records_is_told_from_an_edited_one(form: str) -> None:
    now = reviewed(example(), c4=Review("accepted", "هدى", "2024-03-03T10:00:00Z"))
    verdict = verify(sheet(form).encode(), now)
    assert not verdict.untouched
    assert not verdict.same_records
    assert KILLED in {each.claim for each in verdict.differences if each.part == "status"}


def test_a_changed_digest_is_found_too() -> None:
    text = sheet("markdown")
    digest = held(text).digest
    assert digest
    verdict = held(text.replace(digest, digest[::-1]))
    assert [each.part for each in verdict.differences] == ["digest"]
    assert verdict.digest == digest[::-1]


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"\x00\x01", b"hello\n", b"", b"<html>hello</html>", b"\xff\xfe\x00"])
def test_what_is_no_sheet_of_the_dossier_is_refused(data: bytes) -> None:
    with pytest.raises(ClaimsError):
        verify(data, example())


def test_a_sheet_of_another_dossier_is_of_other_records() -> None:
    data, *_ = write(coast_dossier(), "markdown").values()
    verdict = verify(data, example())
    assert not verdict.same_records
    assert set(verdict.only_records) == {claim.id for claim in example().claims}
    assert set(verdict.only_sheet) == {claim.id for claim in coast_dossier().claims}


def test_a_house_style_is_checked_with_its_template(tmp_path: Path) -> None:
    template = tmp_path / "house.md.j2"
    template.write_text('{% extends "factsheet.md.j2" %}{% block limits %}House rule.{% endblock %}', encoding="utf-8")
    data, *_ = write(example(), template=template).values()
    assert verify(data, example(), template=template).untouched
    assert not verify(data, example()).untouched


@settings(max_examples=25)
@given(st.data())
def test_no_change_of_a_character_is_missed(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(FORMS))
    text = sheet(form)
    place = data.draw(st.sampled_from([match.start() for match in re.finditer(r"\S", text)]))
    character = data.draw(
        st.sampled_from(["", "x", "7", "\u200b", "\u202e", "\u00a0", "ق"]).filter(lambda c: c != text[place])
    )
    assert not held(text[:place] + character + text[place + 1 :]).untouched


def test_the_order_of_the_records_on_disk_is_no_matter() -> None:
    turned = replace(example(), claims=tuple(reversed(example().claims)))
    assert verify(sheet("markdown").encode(), turned).same_records


def test_the_map_that_came_with_a_sheet_is_held_to_the_records_too(tmp_path: Path) -> None:
    files = write(example(), "markdown", name="ورقة 1")
    text, (name, drawn) = files["ورقة 1.md"], list(files.items())[1]
    verdict = verify(text, example(), folder=tmp_path)
    assert (verdict.untouched, verdict.absent) == (True, (name,))
    (tmp_path / name).write_bytes(drawn.replace(b"\n", b"\r\n"))
    verdict = verify(text, example(), folder=tmp_path)
    assert (verdict.untouched, verdict.absent) == (True, ())
    (tmp_path / name).write_bytes(drawn.replace(b"<circle", b"<ellipse", 1))
    verdict = verify(text, example(), folder=tmp_path)
    assert [each.part for each in verdict.differences] == ["map"]


@pytest.mark.parametrize("name", ["..%2F..%2Fetc%2Fpasswd", "%00", "..%5Cx"])
def test_the_name_of_a_map_leads_nowhere_else(name: str, tmp_path: Path) -> None:
    files = write(example(), "markdown")
    text = files["factsheet.md"].decode().replace("(<factsheet.map.svg>)", f"(<{name}.map.svg>)")
    verdict = verify(text.encode(), example(), folder=tmp_path)
    assert not verdict.untouched
    assert set(verdict.absent) <= {"factsheet.map.svg"}
