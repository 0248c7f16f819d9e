"""Chats that WhatsApp exported: each message is an article, with its day and its sender."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claims.ingest import Unreadable, read_all

if TYPE_CHECKING:
    from pathlib import Path

    from claims.model import Document

LRM, RLM, NARROW = "\u200e", "\u200f", "\u202f"
SAID = "قال الوزير سالم الهادي إن الطريق مغلق أمام الشاحنات، وأضاف أن العمل سيستمر ثلاثة أشهر."


def messages(folder: Path, text: str, name: str = "chat.txt", encoding: str = "utf-8") -> list[Document]:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    read = list(read_all([path]))
    assert not [each for each in read if isinstance(each, Unreadable)]
    return read  # type: ignore[return-value]


HEADS = {
    "[13/05/2024, 14:03:22] كريم ناصر: ": "2024-05-13",
    "13/05/2024, 14:03 - كريم ناصر: ": "2024-05-13",
    "5/13/24, 2:03 PM - كريم ناصر: ": "2024-05-13",
    f"[5/13/24, 2:03:22{NARROW}PM] كريم ناصر: ": "2024-05-13",
    f"{LRM}[13/05/2024, 2:03:22{NARROW}p.m.] ~{NARROW}كريم ناصر: ": "2024-05-13",
    "2024-05-13, 14:03 - كريم ناصر: ": "2024-05-13",
    "2024/5/13، 14:03 - كريم ناصر: ": "2024-05-13",
    "13.05.24, 14:03 - كريم ناصر: ": "2024-05-13",
    f"{RLM}[١٣{RLM}/٥{RLM}/٢٠٢٤، ٢:٠٣:٢٢ م] كريم ناصر: ": "2024-05-13",
    f"{RLM}١٣{RLM}/٥{RLM}/٢٠٢٤، ٢:٠٣ م - كريم ناصر: ": "2024-05-13",
    "١٢/٥/٢٠٢٤، ٢:٠٣ ص - كريم ناصر: ": "2024-05-12",
    "۱۲/۵/۲۰۲۴، ۱۴:۰۳ - كريم ناصر: ": "2024-05-12",
    "12/05/2024, 14:03 - كريم ناصر: ": "2024-05-12",
    "5/12/24, 14:03 - كريم ناصر: ": None,  # 5 December, or 12 May in the United States
}


@pytest.mark.parametrize(("head", "day"), HEADS.items())
def test_a_message_is_an_article_of_its_day_and_sender(tmp_path: Path, head: str, day: str | None) -> None:
    [read] = messages(tmp_path, f"{head}{SAID}\nسطر ثان: من الرسالة نفسها.\n")
    assert read.text == f"{SAID}\nسطر ثان: من الرسالة نفسها."
    assert (read.published, read.author, read.language) == (day, "كريم ناصر", "ar")


def test_the_messages_of_a_chat(tmp_path: Path) -> None:
    chat = f"""\
12/05/2024, 14:00 - Messages and calls are end-to-end encrypted. Tap to learn more.
12/05/2024, 14:01 - Samir: Look at this
12/05/2024, 14:02 - Samir: <Media omitted>
12/05/2024, 14:02 - Samir: IMG-20240512-WA0001.jpg (file attached)
The mayor said the bridge was closed.
12/05/2024, 14:03 - Lina created group "Road: news"
12/05/2024, 14:04 - +218 91-000 00 00: {SAID}
14/05/2024, 09:00 - Lina: 👍
14/05/2024, 09:01 - Lina: The road opened yesterday, the ministry said. <This message was edited>
"""
    read = messages(tmp_path, chat, "WhatsApp Chat with Road.txt")
    assert [(each.published, each.author, each.text) for each in read] == [
        ("2024-05-12", "Samir", "Look at this"),
        ("2024-05-12", "Samir", "The mayor said the bridge was closed."),
        ("2024-05-12", None, SAID),
        ("2024-05-14", "Lina", "The road opened yesterday, the ministry said."),
    ]
    assert [each.language for each in read] == ["en", "en", "ar", "en"]
    assert len({each.id for each in read}) == 4


def test_what_the_program_says_on_iphones_is_no_message(tmp_path: Path) -> None:
    chat = f"""\
[12/05/2024, 14:00:00] أخبار الطريق: {LRM}الرسائل والمكالمات مشفرة تماما بين الطرفين.
{LRM}[12/05/2024, 14:02:11] كريم: {LRM}<مرفق: 00000002-PHOTO-2024-05-12.jpg>
{LRM}[12/05/2024, 14:02:30] كريم: {SAID} {LRM}<مرفق: 00000003-PHOTO-2024-05-12.jpg>
[12/05/2024, 14:03:00] كريم: {LRM}تم حذف هذه الرسالة.
"""
    assert [each.text for each in messages(tmp_path, chat)] == [SAID]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_chats_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    [read] = messages(tmp_path, f"13/05/2024, 14:03 - كريم: {SAID}\r\n", encoding=encoding)
    assert (read.text, read.author) == (SAID, "كريم")


def test_days_that_run_on_tell_the_order_of_their_numbers(tmp_path: Path) -> None:
    chat = "".join(
        f"{day}, 14:03 - Lina: The road is closed, the mayor said.\n" for day in ("4/5/24", "5/5/24", "1/6/24")
    )
    assert [each.published for each in messages(tmp_path, chat)] == ["2024-05-04", "2024-05-05", "2024-06-01"]


@pytest.mark.parametrize(
    "text",
    [
        f"12/05/2024 - {SAID}\n",
        f"بيان في 12/05/2024, 14:03 - الوزارة: {SAID}\n",
        f"14:03 - الوزارة: {SAID}\n",
        f"[12/05/2024] الوزارة: {SAID}\n",
    ],
)
def test_other_texts_with_dates_are_no_chats(tmp_path: Path, text: str) -> None:
    [read] = messages(tmp_path, text)
    assert (read.text, read.author) == (text, None)


def test_a_chat_without_words_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("12/05/2024, 14:02 - Samir: <Media omitted>\n12/05/2024, 14:02 - Samir: 👍\n", encoding="utf-8")
    [read] = read_all([path])
    assert isinstance(read, Unreadable)
    assert read.error.what == "no message of this chat has words"
