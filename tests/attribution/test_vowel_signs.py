"""Passives that vowel signs show: nobody is their source."""

from __future__ import annotations

import pytest

from claims.languages.ar.attribution.source_names import arabic_names
from claims.languages.ar.learned import learned_extractor

PASSIVE = [
    "أُعلن", "اتُّهم", "واتُّهمت", "اُتُّهم", "ذُكر", "وذُكِر", "استُبعد", "اعتُبر", "يُعتقد", "يُعلَن", "تُؤكَّد", "تُوُقّع", "واتُّهموا",
]  # fmt: skip
ACTIVE = [
    "أعلن", "اتّهم", "قالُوا", "أقرُّوا", "يُعلن", "يُعلِن", "يُؤكّد", "ذَكَر", "ذكَرَ", "علِم", "شهِد", "قُلن", "نفَى", "أعلنُوا",
]  # fmt: skip


@pytest.mark.parametrize("word", PASSIVE)
def test_a_passive_is_no_cue(word: str) -> None:
    known = arabic_names().lexicon[word]
    assert known.passive
    assert not any(reading.finite and reading.third for reading in known.readings)


@pytest.mark.parametrize("word", ACTIVE)
def test_an_active_form_with_signs_is_one(word: str) -> None:
    known = arabic_names().lexicon[word]
    assert not known.passive
    assert any(reading.finite and reading.third for reading in known.readings)


ACCUSED = [
    "اتُّهم ثلاثة ضباط سابقين في جهاز الأمن بتعذيب معتقلين، بحسب لائحة نشرتها النيابة.",
    "اتهم ثلاثة ضباط سابقين في جهاز الأمن بتعذيب معتقلين، بحسب لائحة نشرتها النيابة.",
    "واتُّهمت موظفتان في البلدية بتزوير عقود الأراضي، وفق ما ذكرت صحيفة محلية.",
]


@pytest.mark.parametrize("text", ACCUSED)
def test_the_accused_accuse_nobody(text: str) -> None:
    cues = [text[slice(*a.cue)].split(maxsplit=1)[0] for a in learned_extractor().find(text)]
    assert cues == [cue for cue in ("بحسب", "وفق") if f" {cue} " in text]


@pytest.mark.parametrize("text", ["وذُكر أن المتهم غادر البلاد قبل أسبوعين.", "وأُعلن أمس عن مقتل جنديين في انفجار لغم."])
def test_what_nobody_is_said_to_have_said_is_no_claim(text: str) -> None:
    assert learned_extractor().find(text) == []


def test_who_accuses_is_still_the_source() -> None:
    text = "اتهم ناشطون الحكومة بقمع المتظاهرين، واتهمها نائب بتجاهل القانون."
    assert [text[slice(*a.source)] for a in learned_extractor().find(text) if a.source] == ["ناشطون", "نائب"]


def test_those_before_the_verb_accuse_whom_it_names() -> None:
    text = "وكانت السعودية والبحرين قد اتهمت الدوحة بدعم تنظيمات متطرفة في المنطقة."
    assert [text[slice(*a.source)] for a in learned_extractor().find(text) if a.source] != ["الدوحة"]
