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
@pytest.mark.parametrize("mark", ["", "> ", ">> ", "| "])
def test_wrapped_paragraphs_are_put_together(width: int, mark: str) -> None:
    lines = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS).split("\n")
    assert unwrapped("\n".join(f"{mark}{line}".rstrip() for line in lines)) == "\n\n".join(PARAGRAPHS)


def test_ends_of_lines_that_markdown_keeps_are_no_words() -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, 50).replace("\n", " \\\n") for paragraph in PARAGRAPHS)
    assert unwrapped(wrapped) == "\n\n".join(PARAGRAPHS)


def test_rows_of_a_table_keep_their_bars() -> None:
    table = "| المنطقة | الجرحى |\n| الشمال | 12 |\n| الجنوب | 7 |\n"
    assert unwrapped(table) == table


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


REAL = {
    "first lines set in, no blank lines": """\
   The ferry will not leave before noon because of the storm, the
harbour office said, and all tickets for the morning stay valid until
the end of the week.
   "Nobody is in danger," the captain told reporters on the quay.
   The union of sailors said that two of its members had been hurt
when a rope broke.
=====
   The ferry will not leave before noon because of the storm, the harbour office said, and all tickets for the morning +
stay valid until the end of the week.
   "Nobody is in danger," the captain told reporters on the quay.
   The union of sailors said that two of its members had been hurt when a rope broke.
""",
    "a message in a message": """\
On Tue, 7 May 2024 at 09:12, Mona K. wrote:
> This is what the office sent to us in the morning, and I think
> that we can print it:
>
>> The office said that the ferry would not leave before noon, and
>> that all tickets for the morning would stay valid for a week.
>> It added that two sailors had been hurt.
I agree.
=====
On Tue, 7 May 2024 at 09:12, Mona K. wrote:
This is what the office sent to us in the morning, and I think that we can print it:

The office said that the ferry would not leave before noon, and that all tickets for the morning would stay valid +
for a week. It added that two sailors had been hurt.
I agree.
""",
    "divided words": """\
The office said on Monday that it would not pay any compensa-
tion to travellers who had missed the ferry, and its spokes-
woman told us that many of them had complained.
=====
The office said on Monday that it would not pay any compensation to travellers who had missed the ferry, and its +
spokeswoman told us that many of them had complained.
""",
    "the headers of a message": """\
Please print this version and not the one that I sent on Friday,
which had the wrong number.

-----Original Message-----
From: Mona
Sent: Friday, 3 May 2024 17:40
To: Desk
Subject: Ferry

The office said that 14 ferries had been late between Tuesday and
Thursday.
=====
Please print this version and not the one that I sent on Friday, which had the wrong number.

-----Original Message-----
From: Mona
Sent: Friday, 3 May 2024 17:40
To: Desk
Subject: Ferry

The office said that 14 ferries had been late between Tuesday and Thursday.
""",
}
"""What a program wrote, and what was meant; a line that ends in + goes on."""


@pytest.mark.parametrize("name", REAL)
def test_what_programs_wrap_is_put_together(name: str) -> None:
    wrapped, _, meant = REAL[name].partition("=====\n")
    assert unwrapped(wrapped) == meant.replace("+\n", "")


def test_items_of_a_list_keep_their_lines_together() -> None:
    wrapped = "- The ferry office said that nobody had been hurt in the storm and\n  that work would go on.\n" * 3
    assert unwrapped(wrapped) == wrapped.replace("\n  ", " ")


@given(st.text(alphabet="ab ،.\n>-1", max_size=400))
def test_no_word_is_lost(text: str) -> None:
    assert unwrapped(text).replace(">", " ").split() == text.replace(">", " ").split()
