"""The language of short texts, and of texts with words of another script."""

from __future__ import annotations

import pytest

from claims.errors import ClaimsError
from claims.ingest.language_detection import detected

TEXTS = [
    ("Officials said the road was closed.", "en"),
    ("UN: ten killed in Aleppo", "en"),
    ("Ten killed", "en"),
    ('He said "no comment".', "en"),
    ("https://example.org/%D8%B1 The army said it had taken Sirte.", "en"),
    ('The minister said: "قال الوزير" in Arabic.', "en"),
    ("Reporters in Sabha (سبها) said the road to Qatrun (القطرون) was closed.", "en"),
    ("قال الوزير إن الطريق مغلق (road closed)", "ar"),
    ("وكالة Reuters: مقتل عشرة", "ar"),
    ("قال", "ar"),
    ("U.N. urges calm", "en"),
    ("Army denies strike", "en"),
    ("AFP: مقتل 3 جنود في Ansongo", "ar"),
    ("He said: “لا تعليق”", "en"),
    ("قال: “no comment”", "ar"),
    ("@UN_Libya: We urge restraint #Libya", "en"),
    ("@UNSMIL: ندعو إلى ضبط النفس #ليبيا", "ar"),
    ("Dix morts dans une attaque", "fr"),
    ("El ministro dijo que la carretera está cerrada.", "es"),
    ("Les autorités ont dit que la route est fermée", "fr"),
    ("De minister zegt dat de weg naar de stad dicht is.", "nl"),
]


@pytest.mark.parametrize(("text", "tag"), TEXTS, ids=[text for text, _ in TEXTS])
def test_language(text: str, tag: str) -> None:
    assert detected(text, "a.txt") == tag


@pytest.mark.parametrize("text", ["", "2024 – 10:42", "https://example.org/the-army-said"])
def test_a_text_without_words_has_no_language(text: str) -> None:
    with pytest.raises(ClaimsError, match="no words"):
        detected(text, "a.txt")
