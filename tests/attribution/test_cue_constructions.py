"""Constructions that show a cue of which the model is unsure."""

from __future__ import annotations

import pytest

from claims.extraction.neural.words import units
from claims.languages.ar.learned import learned_extractor
from claims.languages.ar.signals import ArabicSignals

CONSTRUCTED = [
    "وقال النائب إن التقرير مسيس، [مهددا] بمقاطعة الجلسات",
    "وقالت إن بلادها لن تفاوض، [رافضة] أي شروط مسبقة",
    'كتب: "الجسر مغلق" [مضيفا] أن العمل مستمر',
    "[تبنت] حركة الشباب الهجوم على الفندق",
    "[وتبنى] التنظيم في بيان قتل شرطيين",
    "[توعد] قائد القوة بالقضاء على التمرد",
    "بينما [هدد] حزب الشعب بمقاطعة الانتخابات",
    "[وسجل] التقرير ثلاث مجازر",
    "[ورصدت] المنظمة نزوح 300 أسرة",
    "وعرض رئيس اللجنة حصيلة أولية [تفيد] بنزوح 300 أسرة",
    "وعثر على كتابات [تشير] إلى أصلها",
    "وسط تقارير [تتحدث] عن تحطم طائرة",
    "[ووجهت] النيابة إليه تهمة القتل العمد",
    "[ورفض] الوزير أن تكون حكومته قد خرقت الاتفاق",
    '[وأدان] رئيس الوزراء "العمل الجبان"',
    '[ودان] الأمين العام أحمد الهادي "السياسات العنصرية للاحتلال"',
    "[وتحدثت] مصادر طبية عن مقتل تسعة عناصر",
    "فيما [تحدثت] غرفة الطوارئ عن 27",
    "وبحسب صحيفة الشرق [نقلا] عن مسؤول في الوزارة، فإن القرار سيصدر غدا",
    "[دفع] محامي المتهم بعدم اختصاص المحكمة",
    "[وطعن] محاميه ببطلان الإجراءات",
    "[وتمسك] ممثل الادعاء بطلب السجن",
    "وجاءت [مطالبة] النقابة بالإغلاق",
    "ووصف الرئيس [دعوة] واشنطن إلى التفاوض",
    "بعد ساعات على [تهديد] الرياض باتخاذ تدابير",
]  # fmt: skip
NOTHING = [
    "وتبنى المجلس سياسة جديدة تجاه اللاجئين",
    "وسجل اللاعب هدفين في المباراة",
    "وشجب الحاضرون ما جرى",
    'وأدانت المحكمة الرجل "بمحاولة الانقلاب"',
    "وتحدث الوزير عن أهمية التعليم",
    "دفع التاجر بضاعته إلى السوق",
    "ورفض الوزير أن يعلق على الخبر",
    "وغادر الوزير القاعة، رافضا التعليق",
    "ووجه المدرب لاعبيه بعد المباراة",
    "وغادر الوفد، مشيدا بحسن الضيافة",
    "وانتهى الخطيب، داعيا الله أن يحفظ البلاد",
    'وقال إنه رأى "المدينة، مهددا بسكين" في الفيلم',
]


def constructed(text: str) -> list[str]:
    [unit] = units(text)
    return [unit.words[found.cue[0]] for found in ArabicSignals().constructed(unit.words, unit.quoted)]


@pytest.mark.parametrize("case", CONSTRUCTED)
def test_a_construction_shows_a_cue(case: str) -> None:
    cue = case[case.index("[") + 1 : case.index("]")]
    assert constructed(case.replace("[", "").replace("]", "")) == [cue]


@pytest.mark.parametrize("text", NOTHING)
def test_other_uses_of_the_same_words_show_none(text: str) -> None:
    assert constructed(text) == []


CLAIMS = [
    ("دفع محامي المتهم بعدم اختصاص المحكمة.", "محامي المتهم", "بعدم اختصاص المحكمة"),
    ('وأدانت بعثة الاتحاد "هذا الاعتداء الجبان على مدنيين عزل".', "بعثة الاتحاد", "هذا الاعتداء الجبان على مدنيين عزل"),
    ("تبنت حركة الشباب الهجوم على الفندق في العاصمة.", "حركة الشباب", "الهجوم على الفندق في العاصمة"),
    ("ووجهت النيابة إليه تهمة القتل العمد.", "النيابة", "تهمة القتل العمد"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "content"), CLAIMS, ids=[source for _, source, _ in CLAIMS])
def test_the_learned_extractor_finds_its_claim(text: str, source: str, content: str) -> None:
    found = [(a.source and text[slice(*a.source)], text[slice(*a.content[0])]) for a in learned_extractor().find(text)]
    assert found == [(source, content)]


@pytest.mark.parametrize("text", [text for text, _, _ in CLAIMS], ids=[source for _, source, _ in CLAIMS])
def test_a_claim_that_a_construction_shows_is_likely(text: str) -> None:
    [claim] = learned_extractor().find(text)
    assert claim.found.confidence is not None
    assert claim.found.confidence >= 0.75


def test_what_is_spoken_of_stands_after_its_preposition() -> None:
    text = "وأشارت إحصائية إلى أن 31 شخصا لقوا حتفهم، فيما تحدثت غرفة الطوارئ بالحي عن 27."
    said = [(text[slice(*a.cue)], text[slice(*a.content[0])]) for a in learned_extractor().find(text)]
    assert ("تحدثت", "27") in said
    assert ("وأشارت", "31 شخصا لقوا حتفهم") in said


def test_whoever_is_relayed_after_an_opening_credit_is_a_source() -> None:
    text = "ووفقا لوكالة رويترز نقلا عن شهود عيان، قتل ثلاثة جنود في الهجوم."
    found = {
        a.name: (text[slice(*a.content[0])], [name for name, _ in a.relayed_by]) for a in learned_extractor().find(text)
    }
    assert found["شهود عيان"] == ("قتل ثلاثة جنود في الهجوم", ["وكالة رويترز"])


def test_an_outlet_and_whom_it_cites_stay_two_sources() -> None:
    text = "صحيفة الشرق قالت نقلا عن مصادر أمنية إن الطريق مغلق منذ أمس."
    said = {a.name: text[slice(*a.content[0])] for a in learned_extractor().find(text)}
    assert said == dict.fromkeys(["صحيفة الشرق", "مصادر أمنية"], "الطريق مغلق منذ أمس")
