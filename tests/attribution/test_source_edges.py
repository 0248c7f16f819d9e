"""Where a source begins and ends by the words around its cue: who is asked or told is none, and a title goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claims.extraction.neural.words import units
from claims.languages.ar.learned import learned_extractor
from claims.languages.ar.signals import ArabicSignals

if TYPE_CHECKING:
    from claims.extraction.neural.signals import Bounds

Pairs = list[tuple[str, str]]

STARTS: list[tuple[str, Pairs]] = [
    ("وبدأ الحزب الذي تصفه أنقرة بأنه منظمة إرهابية تمرده", [("تصفه", "أنقرة")]),
    ("الجماعة التي تتهمها دول عربية بالتدخل", [("تتهمها", "دول")]),
    ("مكان التجمع الذي دعت إليه المعارضة", [("دعت", "المعارضة")]),
    ("رئيس البلدية الذي اتهمه سامح بالفساد", [("اتهمه", "سامح")]),
    # The relative itself is the subject.
    ("الحزب الذي وصف الخطة بأنها كارثة", []),
    ("الجماعة التي اتهمته بالتدخل", []),
    ("المحامي الذي قال إنه بريء", []),
    ("الوزير الذي دعا إليه", []),
]
NO_STARTS: list[tuple[str, Pairs]] = [
    ("وطلب النواب من رئيس الوكالة توضيح دورها", [("وطلب", "رئيس")]),
    ("وفق ما كتب في رسالة نشرها", [("كتب", "رسالة")]),
    ("وأبلغ الوزير إلى رئيس اللجنة أن المهلة انتهت", [("وأبلغ", "رئيس")]),
    # Sources that follow a preposition.
    ("وعلمت الصحيفة من مصادر مطلعة أن القرار قريب", []),
    ("ونقلت الوكالة عن مصدر أن القرار قريب", []),
    ("وقالت الوكالة عن مصدر إن القرار قريب", []),
    # A name that is spelled like a preposition.
    ("وقال علي الورد إن الطريق مغلق", []),
]
UNFINISHED = [
    ("وقال المسؤولون عن حملة المرشح إنه توجه إلى الجبهة", ["المسؤولون"]),
    ("وأكد المتحدثون باسم الأهالي أن الطريق مغلق", ["المتحدثون"]),
    ("وقالت الناطقة باسم الشركة إن الخط عاد", ["الناطقة"]),
    ("وأوضح المشرف على المشروع أن العمل مستمر", ["المشرف"]),
    # The preposition is the verb's.
    ("كشف المسؤول عن خطة جديدة لتوسيع الميناء", []),
    ("حذر مصدر مطلع من أن الوضع يتدهور", []),
    # It begins a setting.
    ("وقال المتحدث في بيان إن الطريق مغلق", []),
    ("وقال النائب من جهته إن القانون ناقص", []),
    ("وقال النائب على هامش الجلسة إن القانون ناقص", []),
]
ENDS = [
    ("أكد الرئيس كريم الصباغ، للممثل الخاص سامي الورد، أن القوة ستنتشر", ["للممثل"]),
    ("قدمت لجنة الخبراء تقريرا سريا تقول فيه إن الأسلحة تصل", ["تقريرا"]),
    ("قال المدير العام للشركة إن العمل مستمر", []),
]
BARRED = [
    ("وقال محافظ الواحات | سامر الهاشمي إن المياه ستصل", ["الواحات | سامر"]),
    ("وزير الصحة | رامي السعدي: اللقاح متوفر", ["الصحة | رامي"]),
    # What stands before the bar is where or in which part of the paper it stands.
    ("أخبار الساعة | وزير الصحة: اللقاح متوفر", []),
    ("لبنان | رئيس الحكومة سامي الورد: لن نستقيل", []),
]
ELIDED = [
    ("ونقلت وكالات الأنباء المحلية قوله في تصريحات", ["ونقلت"]),
    ("ونقلت عنه صحيفة البلاد قوله إن الخطة جاهزة", ["ونقلت"]),
    ("ونقلت الصحيفة عن الوزير قوله إن الخطة جاهزة", []),
    ("ونقلت الصحيفة أن الوزير ينفي قوله", []),
]
CLAIMS = [
    ("وبدأ حزب النهضة الذي تصفه أنقرة والولايات المتحدة بأنه منظمة إرهابية تمرده قبل عقود.", "أنقرة والولايات المتحدة"),
    ("أكد الرئيس كريم الصباغ، للممثل الخاص للأمين العام خلال استقباله، أن القوة ستنتشر.", "الرئيس كريم الصباغ"),
    ("وقال المسؤولون عن حملة المرشح أمس إنه توجه إلى الجبهة.", "المسؤولون عن حملة المرشح"),
    ("محافظ الواحات | سامر الهاشمي: المياه ستصل إلى القرى خلال أسبوع", "محافظ الواحات | سامر الهاشمي"),
]  # fmt: skip


def bounds_of(text: str) -> tuple[list[str], Bounds]:
    [unit] = units(text)
    return list(unit.words), ArabicSignals().bounds(unit.words, unit.quoted)


@pytest.mark.parametrize(("text", "pairs"), STARTS, ids=[text for text, _ in STARTS])
def test_the_subject_follows_a_verb_whose_object_is_the_relative(text: str, pairs: Pairs) -> None:
    words, bounds = bounds_of(text)
    assert [(words[cue], words[start]) for cue, start in bounds.source_starts] == pairs


@pytest.mark.parametrize(("text", "pairs"), NO_STARTS, ids=[text for text, _ in NO_STARTS])
def test_no_subject_begins_after_a_preposition(text: str, pairs: Pairs) -> None:
    words, bounds = bounds_of(text)
    assert [(words[cue], words[start]) for cue, start in bounds.no_source_starts] == pairs


@pytest.mark.parametrize(("text", "titles"), UNFINISHED, ids=[text for text, _ in UNFINISHED])
def test_a_title_goes_on_with_its_own_preposition(text: str, titles: list[str]) -> None:
    words, bounds = bounds_of(text)
    assert [words[k] for k in sorted(bounds.unfinished)] == titles


@pytest.mark.parametrize(("text", "ends"), ENDS, ids=[text for text, _ in ENDS])
def test_a_source_ends_before_those_who_are_told_and_before_its_letter(text: str, ends: list[str]) -> None:
    words, bounds = bounds_of(text)
    assert [words[k] for k in bounds.source_ends] == ends


@pytest.mark.parametrize(("text", "whole"), BARRED, ids=[text for text, _ in BARRED])
def test_a_bar_between_a_title_and_its_name_divides_no_source(text: str, whole: list[str]) -> None:
    words, bounds = bounds_of(text)
    assert [" ".join(words[slice(*part)]) for part in bounds.whole] == whole


@pytest.mark.parametrize(("text", "verbs"), ELIDED, ids=[text for text, _ in ELIDED])
def test_a_pronoun_alone_tells_whose_words_an_outlet_relays(text: str, verbs: list[str]) -> None:
    words, bounds = bounds_of(text)
    assert [words[k] for k in bounds.elided] == verbs


@pytest.mark.parametrize(("text", "source"), CLAIMS, ids=[source for _, source in CLAIMS])
def test_the_learned_extractor_keeps_to_these_edges(text: str, source: str) -> None:
    assert source in [a.source and text[slice(*a.source)] for a in learned_extractor().find(text)]
