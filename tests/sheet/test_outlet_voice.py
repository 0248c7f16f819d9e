"""What no claim covers: sentences that may hold a claim are told from those that report nobody's words."""

from __future__ import annotations

import pytest

from claims.model import Document
from claims.sheet.outlet_voice import own_voice
from tests.sheet.making import claim

SILENT = [
    ("ar", "تقع المدينة على الساحل ويسكنها خمسون ألف نسمة."),
    ("ar", "وصلت الشاحنات فجرا بين البلدتين."),
    ("ar", "وتشهد المدينة انقطاعا متكررا للكهرباء منذ أشهر."),
    ("en", "The road runs along the coast between two towns."),
    ("en", "The mayor's house stands at the harbour."),
]
REPORTING = [
    ("ar", "وأوضح المسؤول أن الطريق أغلقت."),
    ("ar", "أغلقت الطريق بحسب البلدية."),
    ("ar", "وأدانت البلدية إغلاق الطريق."),
    ("ar", "وصفها بأنها «كارثة» لا توصف."),
    ("ar", 'كانت "الخسارة كبيرة" في السوق.'),
    ("en", "The road was closed, the mayor said."),
    ("en", "It was a “disaster” for the town."),
    ("en", "According to residents, the road was closed."),
]


@pytest.mark.parametrize(("language", "text"), SILENT, ids=[text[:30] for _, text in SILENT])
def test_a_sentence_without_quotation_or_reporting_word_reports_nobody(language: str, text: str) -> None:
    assert [each.reports for each in own_voice(Document.from_text("d", text, language), ())] == [False]


@pytest.mark.parametrize(("language", "text"), REPORTING, ids=[text[:30] for _, text in REPORTING])
def test_a_quotation_or_a_reporting_word_may_be_a_claim(language: str, text: str) -> None:
    assert [each.reports for each in own_voice(Document.from_text("d", text, language), ())] == [True]


# A sentence, a claim in it as source, cue and content, and what is left of the sentence besides joints.
LEFT = [
    ("ar", "وكان المجلس أعلن إغلاق الميناء.", ("المجلس", "أعلن", "إغلاق الميناء"), []),
    ("ar", "لكن المجلس أعلن إغلاق الميناء.", ("المجلس", "أعلن", "إغلاق الميناء"), []),
    ("ar", "وربما المجلس أعلن إغلاق الميناء.", ("المجلس", "أعلن", "إغلاق الميناء"), ["وربما"]),
    ("en", "But the council said the port was closed.", ("the council", "said", "the port was closed"), []),
    ("en", "Had the council said the port was closed?", ("the council", "said", "the port was closed"), []),
    ("en", "Perhaps the council said the port shut.", ("the council", "said", "the port shut"), ["Perhaps"]),
]


@pytest.mark.parametrize(("language", "text", "words", "left"), LEFT, ids=[text[:30] for _, text, _, _ in LEFT])
def test_words_that_only_join_are_not_left_over(
    language: str, text: str, words: tuple[str, str, str], left: list[str]
) -> None:
    source, cue, content = words
    article = Document.from_text("d", text, language)
    found = claim(article, cue, content, mention=source)
    assert [text[each.start : each.end] for each in own_voice(article, [found])] == left
