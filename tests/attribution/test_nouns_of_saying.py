"""Nouns with a speaker (مطالبة النقابة بـ…), which the model finds less surely than verbs."""

from __future__ import annotations

import pytest

from claims.languages.ar.learned import learned_extractor
from claims.languages.ar.signals import ArabicSignals

CLAIMS = [
    ("أثارت مطالبة نقابة الصيادلة بإغلاق المعامل القديمة جدلا واسعا بين الطلاب.", "مطالبة", "نقابة الصيادلة"),
    ("وجاءت مطالبة عمال الميناء بزيادة الأجور بعد أسابيع من الصمت.", "مطالبة", "عمال الميناء"),
    ("ولم تنجح دعوة الأمين العام إلى وقف القتال في تهدئة الجبهات.", "دعوة", "الأمين العام"),
]
NOTHING = [
    "وتلقى الوزير دعوة إلى حضور المعرض.",
    "وحصل على تأكيد الحجز بالبريد.",
    "ودخل اتهام الشركة مرحلة التحقيق.",
    "وأطلقت البلدية حملة تحذير السائقين من السرعة.",
]


@pytest.mark.parametrize(("text", "cue", "source"), CLAIMS, ids=[text for text, _, _ in CLAIMS])
def test_a_noun_with_its_speaker_is_a_claim(text: str, cue: str, source: str) -> None:
    found = [(text[slice(*a.cue)], a.source and text[slice(*a.source)]) for a in learned_extractor().find(text)]
    assert (cue, source) in found


@pytest.mark.parametrize("text", NOTHING)
def test_a_noun_without_a_claim_is_none(text: str) -> None:
    assert learned_extractor().find(text) == []


@pytest.mark.parametrize(
    ("words", "cues"),
    [
        ("وجاءت مطالبة النقابة بالإغلاق", [(1, 2)]),
        ("ولم تنجح دعوة الأمين العام", [(2, 3)]),
        ("وتلقى دعوة إلى الحضور", []),
        ("وقال الوزير كلمته", []),
        ("طلب الوزير المهلة", []),
    ],
)
def test_a_noun_and_its_speaker_are_a_construction(words: str, cues: list[tuple[int, int]]) -> None:
    assert [found.cue for found in ArabicSignals().constructed(words.split(), [0] * len(words.split()))] == cues
