"""Where a content ends because the next claim of the sentence begins."""

from __future__ import annotations

import pytest

from claims.extraction.neural.words import units
from claims.languages.ar.learned import learned_extractor
from claims.languages.ar.signals import ArabicSignals

ENDS = [
    'اعتبر القيادي أن تصريحات الوزير "تعكس إفلاسا سياسيا"|، مهددا باستئناف الهجمات',
    "وقالت المنظمة إن الوضع كارثي|، محذرة من مجاعة وشيكة",
    "وقال الناجون إنهم فروا ليلا|، متهمين الجنود بإحراق القرية",
    "قال الوزير إن بلاده لن تفاوض|، رافضا أي شروط مسبقة",
    "وأشارت إحصائية إلى أن 31 شخصا لقوا حتفهم|، فيما تحدثت غرفة الطوارئ عن 27",
    "قال مسعفون إن القصف طال منزلا|، بينما قال الجيش إنه استهدف منصة",
    "أعلنت الشرطة مقتل جندي|، في حين أكدت المعارضة مقتل ثلاثة",
    "قال المدير إن الجسر مغلق|، كما دعا السائقين إلى الحذر",
    "وقال التقرير إن القوات مسؤولة عن مقتل العشرات|، وسجل الباحثون حالات اغتصاب",
    "وقال البيان إن خمسة لقوا مصرعهم|، قبل أن تتحدث الصحيفة عن عشرة",
    "وقالت إنه في العام الماضي أعدمت 289 شخصا|، ولكن المنظمة تقول إن العدد أكبر",
]
NONE = [
    "أعلنت الوزارة فتح تحقيق حول شركات، متهمة بتقديم رشاوى",
    "قال الوزير إن العمل تقدم، وأبرز المشاريع اكتملت",
    "قال المدير إن الحملة بدأت، وأكدت أنها ستستمر",
    "قال الوزير إن مدن الساحل، مدينة مدينة، ستعود",
    "قال الوزير إن الجسر مغلق، كما أن الطريق خطرة",
    'قال الوزير: "الجسر مغلق، مؤكدا كان أم لا"',
    "قال الوزير إن الجسر مغلق، فيما تواصل الفرق عملها",
]


def content_ends(text: str) -> list[str]:
    [unit] = units(text)
    ends = ArabicSignals().bounds(unit.words, unit.quoted).content_ends
    return [text[: unit.offsets[k][0]].strip() for k in ends]


@pytest.mark.parametrize("case", ENDS)
def test_a_content_ends(case: str) -> None:
    assert content_ends(case.replace("|", "")) == [case.partition("|")[0]]


@pytest.mark.parametrize("text", NONE)
def test_a_content_goes_on(text: str) -> None:
    assert content_ends(text) == []


def test_the_learned_extractor_ends_it_there() -> None:
    text = ENDS[0].replace("|", "") + " على السفن."
    said = [text[slice(*part)] for claim in learned_extractor().find(text) for part in claim.content]
    assert said[0] == 'تصريحات الوزير "تعكس إفلاسا سياسيا"'
