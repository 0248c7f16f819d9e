"""Plain text whose lines were broken at a fixed width."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ingest.hard_wrapping import unwrapped

PARAGRAPHS = (
    "قالت رئيسة البلدية إن أعمال الترميم في السوق القديم ستبدأ بعد انتهاء العيد وإنها لن تتجاوز ستة أسابيع.",
    "وأوضح المهندس المشرف أن المرحلة الأولى تشمل السقف الخشبي وحده، لافتا إلى أن التجار سينقلون بضائعهم إلى الساحة.",
    "وطالب ممثل التجار بتعويض عن كل يوم تغلق فيه المحال.",
)


@pytest.mark.parametrize("width", [45, 60, 72, 100])
@pytest.mark.parametrize("mark", ["", "> ", ">> "])
def test_wrapped_paragraphs_are_put_together(width: int, mark: str) -> None:
    lines = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS).split("\n")
    assert unwrapped("\n".join(f"{mark}{line}".rstrip() for line in lines)) == "\n\n".join(PARAGRAPHS)


def test_paragraphs_without_blank_lines_between_them_stay_apart() -> None:
    wrapped = "\n".join(textwrap.fill(paragraph, 50) for paragraph in PARAGRAPHS)
    assert unwrapped(wrapped) == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS),
        "قال مصدر أمني إن القوات سيطرت على المدينة صباحا.\n" * 6,  # lines of one length that are sentences
        "العنوان الأول\nالعنوان الثاني\nالعنوان الثالث\n",
        "- مطلب أول طويل بعض الشيء هنا\n- مطلب ثان طويل بعض الشيء هنا\n- مطلب ثالث طويل بعض الشيء\n",
        "",
    ],
)
def test_lines_that_are_paragraphs_stay(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text(alphabet="ab ،.\n>-1", max_size=400))
def test_no_word_is_lost(text: str) -> None:
    assert unwrapped(text).replace(">", " ").split() == text.replace(">", " ").split()
