"""Where the words that name a source end, as far as grammar tells."""

from __future__ import annotations

import pytest

from claims.extraction.neural.words import units
from claims.languages.ar.learned import learned_extractor
from claims.languages.ar.signals import ArabicSignals

ENDS = [
    # A verb's own preposition.
    "أعربت منظمة أطباء بلا حدود | عن قلقها البالغ إزاء تفشي الكوليرا",
    "عبر وزير الخارجية، سامح الهادي، | عن أسفه لما جرى",
    "كشف مصدر دبلوماسي غربي | عن اتصالات سرية بين الطرفين",
    "تحدثت فرق الإنقاذ | عن مقتل تسعة عناصر",
    "أكدت وزارة الصحة | على ضرورة التطعيم",
    "أشار مبعوث الأمم المتحدة إلى سوريا | إلى أن الجولة ستعقد قريبا",
    "حذر خبراء من الأمم المتحدة | من أن الوضع يتدهور",
    "دعت الجامعة العربية | إلى وقف القتال",
    "رد النائب علي خليل | على منتقديه",
    # An adjective of what is said.
    "ورغم نفي الحكومة | المتكرر وجود قوات أجنبية",
    "وبعد تأكيد الوزارة | القاطع أن المياه صالحة",
    "ومع تحذيرات المنظمة | المتكررة من المجاعة",
    "ورغم إنكار وزارة الدفاع | المستمر لوجود القاعدة",
    # Those who are told.
    "وأبلغ مصدر مطلع | الصحيفة أن القرار سيتخذ غدا",
    "وأبلغ مصدران مطلعان | الشبكة أن القرار سيتخذ غدا",
    "أخبر مسؤولون | الوكالة بأن الجسر مغلق",
    "أخبر مسعف | الشبكة أن الطريق مقطوع",
    "وأبلغ دبلوماسيان غربيان | المجلس أن الخلاف قائم",
]
NONE = [
    "أعلن المتحدث عن الحزب الحاكم أن المؤتمر تأجل",
    "أكد الجنود المرابطون على الحدود أنهم صامدون",
    "أكد الناقد علي الشدوي أن الكتابة صعبة",
    "ورغم نفي المتحدث الرسمي وجود خلاف",
    "وبعد تأكيد الحكومة العراقية أن المعبر مفتوح",
    "أبلغ مصدر رفيع المستوى أن القرار اتخذ",
    "أبلغ مصدر الوكالة الصحفيين أن القرار اتخذ",
    "قال مصدر مطلع في الوزارة إن الطريق مغلق",
]


def bounds_of(text: str) -> list[str]:
    [unit] = units(text)
    ends = ArabicSignals().bounds(unit.words, unit.quoted).source_ends
    return [text[: unit.offsets[k][0]].strip() for k in ends]


@pytest.mark.parametrize("case", ENDS)
def test_a_source_ends(case: str) -> None:
    before, after = case.split("|")
    assert bounds_of(before + after.strip()) == [before.strip()]


@pytest.mark.parametrize("text", NONE)
def test_a_source_goes_on(text: str) -> None:
    assert bounds_of(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            'أعربت منظمة أطباء بلا حدود عن قلقها البالغ إزاء تفشي الكوليرا في مخيم زمزم، محذرة من أن "الوقت ينفد".',
            "منظمة أطباء بلا حدود",
        ),
        ("ورغم نفي الحكومة المتكرر وجود قوات أجنبية، وصل المقاتلون إلى الميناء.", "الحكومة"),
        ("وأبلغ مصدران مطلعان الشبكة أن القرار سيُتخذ خلال أيام.", "مصدران مطلعان"),
        ("أخبر مسعف الشبكة أن الطريق كان مقطوعا بالركام.", "مسعف"),
        (
            "بث تنظيم الدولة الإسلامية تسجيلا مصورا تبنى فيه الهجوم على حاجز الجيش شرق المدينة.",
            "تنظيم الدولة الإسلامية",
        ),
    ],
)
def test_the_learned_extractor_ends_it_there(text: str, source: str) -> None:
    [claim] = learned_extractor().find(text)
    assert claim.source is not None
    assert text[slice(*claim.source)] == source
