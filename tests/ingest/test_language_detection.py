"""The language of short texts, and of texts with words of another script."""

from __future__ import annotations

import logging

import pytest

from claims.errors import ClaimsError
from claims.ingest.language_detection import detected, told
from claims.ingest.readings import Known

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


ENGLISH = (
    "The mayor said on Thursday that the bridge over the river would stay closed until the end of May. Engineers "
    "had found cracks in two of its pillars, she added, and the repairs would cost the city about three million euros."
)
FRENCH = (
    "Le maire a déclaré jeudi que le pont resterait fermé jusqu'à la fin de mai. Les ingénieurs ont vu des fissures "
    "dans deux de ses piliers, a-t-elle ajouté, et les travaux coûteront au moins trois millions d'euros."
)
ARABIC = "قال رئيس البلدية إن الجسر سيبقى مغلقا حتى نهاية الشهر، وأضاف أن المهندسين وجدوا شقوقا في اثنتين من دعائمه."


@pytest.mark.parametrize(
    ("option", "text", "seen"),
    [
        ("ar", ENGLISH, "en"),
        ("en", ARABIC, "ar"),
        ("en-GB", FRENCH, "fr"),
        ("ar", "The army denies the strike on the port.", "en"),
        ("en", "قال الوزير إن الطريق مغلق.", "ar"),
        ("en", f"Reuters BBC CNN: {ARABIC}", "ar"),
    ],
)
def test_a_text_in_another_language_than_is_said_is_named(
    option: str, text: str, seen: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "claims")
    assert told(option, None, text, "a.txt").value == option
    (message,) = caplog.messages
    assert message.startswith(f"a.txt: read as {option}, as --language says, but its text looks like {seen}")
    caplog.clear()
    assert told(None, Known(option, "sidecar"), text, "a.txt").value == option
    assert "as its metadata say" in caplog.text


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("ar-LY", ARABIC),
        ("en", ENGLISH),
        ("fr", FRENCH),
        ("en", "Dix morts à Tunis."),
        ("ar", "2024 – 10:42"),
        ("ar", f"{ARABIC} {ENGLISH[:60]}"),
        ("fa", "رئیس شهرداری گفت پل تا پایان ماه بسته می‌ماند."),
    ],
)
def test_a_text_that_may_be_in_the_language_that_is_said_is_not_named(
    option: str, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "claims")
    assert told(option, None, text, "a.txt") == Known(option, "option")
    assert not caplog.messages
