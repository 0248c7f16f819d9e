"""Whom an article means by a surname, a title, an honour, a definite noun or nothing, and when that is uncertain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.attribution.resolution import Resolution
from benchmarks.attribution.scoring import Annotated
from claims.extraction.source_mentions import Mention
from claims.languages.ar.attribution.clause_words import ClauseWords
from claims.languages.ar.attribution.name_spellings import Spellings
from claims.languages.ar.attribution.source_names import Names
from claims.languages.ar.attribution.source_resolution import Resolver
from claims.languages.ar.attribution.tokens import tokenize
from claims.languages.ar.attribution.word_knowledge import Words
from claims.languages.ar.language_data import arabic
from claims.languages.ar.rule_extractor import RuleExtractor
from claims.model import Claim, Document
from tests.attribution import marked

if TYPE_CHECKING:
    from tests.attribution.marked import Case

MARKED = list(marked.read(Path(__file__).parent / "meant"))
MEANT = [
    ("التقى الوفد نائب الرئيس اليمني خالد بحاح أمس.\nوقال بحاح إن الطريق مغلق.", "نائب الرئيس اليمني خالد بحاح"),
    ("قال بحاح إن الطريق مغلق.\nوكان نائب الرئيس اليمني خالد بحاح زار المدينة.", "نائب الرئيس اليمني خالد بحاح"),
    ("وصل وزير الخارجية ناصر بوريطة أمس.\nوأكد بوريطا أن الطريق مغلق.", "وزير الخارجية ناصر بوريطة"),
    ("وصل المبعوث جورج ميتشل أمس.\nوأكد ميتشيل أن الطريق مغلق.", "المبعوث جورج ميتشل"),
    (
        "قال السفير بدر عبدالعاطي إن المدينة هادئة.\nوأكد السفير عبد العاطي أن الطريق مغلق.",
        "السفير بدر عبدالعاطي",
    ),
    ("استقبل معالي وزير العدل سالم الهادي الوفد.\nوقال معاليه إن الطريق مغلق.", "معالي وزير العدل سالم الهادي"),
    ("قال الخبير سالم الهادي إن المدينة هادئة.\nوأكد الخبير نفسه أن الطريق مغلق.", "الخبير سالم الهادي"),
    ("قال الناشط سالم الهادي إن المدينة هادئة.\nوأكد الفاعل الحقوقي أن الطريق مغلق.", "الناشط سالم الهادي"),
    ("قالت وزارة الداخلية في بيان إن المدينة هادئة.\nوأضاف البيان أن الطريق مغلق.", "بيان وزارة الداخلية"),
    (
        "وصل ناصر الهادي، وزير الأشغال العامة في الحكومة، أمس.\nوقال الهادي إن الطريق مغلق.",
        "ناصر الهادي، وزير الأشغال العامة في الحكومة",
    ),
    (
        "التقى المبعوث جورج ميتشل للرئيس السابق خالد بحاح أمس.\nوقال بحاح إن الطريق مغلق.",
        "الرئيس السابق خالد بحاح",
    ),
    ("وصل الرئيس الأميركي، دونالد #ترمب أمس.\nوقال #ترمب إن الطريق مغلق.", "الرئيس الأميركي، دونالد #ترمب"),
    ("ذكرت وكالة الأناضول أن المدينة هادئة.\nوأضافت الأناضول أن الطريق مغلق.", "وكالة الأناضول"),
    ("نشرت منظمة النورس حصيلة.\nوقالت النورس إن الطريق مغلق.", "منظمة النورس"),
    ("أعلنت الخارجية الروسية أن المدينة هادئة.\nوقالت الوزارة إن الطريق مغلق.", "الخارجية الروسية"),
    ("وصل المتحدث باسم البلدية كريم ناصر أمس.\nوأكدت البلدية أن الطريق مغلق.", "البلدية"),
    ("وصل مدير البلدية كريم ناصر أمس.\nوأكدت البلدية أن الطريق مغلق.", "البلدية"),
    ("قالت الوزارة إن الطريق مغلق.\nالمصدر\tوزارة الصحة\t5", "وزارة الصحة"),
    ("أعلن المرصد السوري لحقوق الإنسان حصيلة.\nوقال المرصد السوري إن الطريق مغلق.", "المرصد السوري لحقوق الإنسان"),
]

CLAUSES = ["مشيرا", "فيما", "ردا على سؤال", "الفرقة الأمنية عثرت على وثائق", "وزير الداخلية تصدر الحزب", "به مصطفى"]
NAMES = [
    "وزير الداخلية محمد حصاد",
    "مصدر رفض كشف اسمه",
    "الوزير الذي زار المدينة",
    "عدد من السكان",
    "فالح العيساوي",
    "بعثة الأمم المتحدة للدعم في ليبيا",
]


@pytest.mark.parametrize(("text", "name"), MEANT, ids=[text.splitlines()[-1] for text, _ in MEANT])
def test_who_is_meant(text: str, name: str) -> None:
    claim = next(c for c in _claims(text) if c.content[0].exact == "الطريق مغلق")
    assert (claim.source.name or "").endswith(name)
    assert not claim.source.uncertain


@pytest.mark.parametrize("case", MARKED, ids=[case.id for case in MARKED])
def test_whom_marked_sources_stand_for(case: Case, request: pytest.FixtureRequest) -> None:
    if case.xfail:
        request.applymarker(pytest.mark.xfail(reason=case.xfail, strict=True))
    found = Resolution().resolved(case.text, [Annotated(c.source, c.cue, c.content, c.name) for c in case.claims])
    assert [who.name for who in found] == [claim.name for claim in case.claims]
    doubts = [
        (who.uncertain, c.uncertain) for who, c in zip(found, case.claims, strict=True) if c.uncertain is not None
    ]
    assert [doubt for doubt, _ in doubts] == [doubt for _, doubt in doubts]
    kinds = [(who.kind, claim.kind) for who, claim in zip(found, case.claims, strict=True) if claim.kind]
    assert [kind for kind, _ in kinds] == [kind for _, kind in kinds]


def test_a_name_whose_office_ends_in_brackets_is_found_without_it() -> None:
    text, name = ("زار المدينة وكيل محافظة إب (وسط اليمن)، محمد الدعام.\nوقال الدعام إن الطريق مغلق.", "الدعام")
    assert (_claims(text)[0].source.name or "").endswith(name)


def test_two_men_of_one_title_are_kept_apart() -> None:
    claims = _claims(
        "قال النقيب فهد الناصر إن المدينة هادئة.\nوأكد النقيب سامي الورد أن الطريق مغلق.\nوأضاف الناصر أن العمل مستمر."
    )
    assert [claim.source.name for claim in claims] == ["النقيب فهد الناصر", "النقيب سامي الورد", "النقيب فهد الناصر"]


def test_a_surname_of_two_people_is_kept_and_uncertain() -> None:
    claims = _claims("وصل الوزير سالم الهادي والنائب كريم الهادي.\nوقال الهادي إن الطريق مغلق.")
    assert [(claim.source.name, claim.source.uncertain) for claim in claims] == [("الهادي", True)]
    assert [claim.found.rivals for claim in claims if claim.found] == [("الوزير سالم الهادي", "النائب كريم الهادي")]


def test_the_particle_of_a_phrase_that_credits_is_no_part_of_a_name() -> None:
    text, words = "الطريق مغلق وفقا لرويترز.\nوالعمل مستمر وفقا للوزارة.", Words(arabic())
    spans = [(text.index(word), text.index(word) + len(word)) for word in ("لرويترز", "للوزارة")]
    mentions = [Mention(span, "", True, span[0] - 5) for span in spans]
    found = Resolver(tokenize(text, words), Names(words)).resolve(mentions)
    assert [who.name for who in found] == ["رويترز", "الوزارة"]


def test_a_body_takes_in_nobody_who_stands_after_it() -> None:
    claims = _claims("دانت محكمة محلية الشاعرة سلمى الورد بالتحريض.\nوقالت المحكمة إن الطريق مغلق.")
    assert [claim.source.name for claim in claims if claim.content[0].exact == "الطريق مغلق"] == ["محكمة محلية"]


def test_a_verb_after_a_document_is_no_part_of_its_name() -> None:
    claims = _claims("وزع الحزب بيانا.\nوكان بيان بثه التلفزيون وصل.\nوأضاف البيان أن الطريق مغلق.")
    assert "بثه" not in (claims[-1].source.name or "")


@pytest.mark.parametrize(
    "words", ["وزير الداخلية،", "محافظ الجنوب، «", "المسؤول، وهو »", "بيان/تقرير -", "وزير، أكبر", "،", "«»"]
)
def test_words_that_end_in_marks_are_read(words: str) -> None:
    text = f"وصل الوزير سالم الهادي أمس.\nوقال {words} إن الطريق مغلق."
    found = Resolver(tokenize(text, Words(arabic())), Names(Words(arabic()))).resolve(
        [Mention((text.index(words), text.index(words) + len(words)), "3ms", False, text.index("وقال"))]
    )
    assert len(found) == 1


def test_confidence_is_a_chance_and_doubt_a_low_one() -> None:
    text = "قال الوزير سالم الهادي إن المدينة هادئة.\nوأضاف أن الطريق مغلق."
    words = Words(arabic())
    mentions = [Mention((4, 22), "3ms", False, 0), Mention(None, "3ms", False, text.index("وأضاف"))]
    for who in Resolver(tokenize(text, words), Names(words)).resolve(mentions):
        assert who.name == "الوزير سالم الهادي"
        assert 0.7 <= who.confidence <= 1
        assert not who.uncertain


def test_a_noun_that_goes_back_to_nobody_is_uncertain() -> None:
    claims = _claims("وقالت الوزارة إن الطريق مغلق.")
    assert [(claim.source.name, claim.source.uncertain) for claim in claims] == [("الوزارة", True)]


def test_a_name_takes_in_nothing_that_follows_its_own_mention() -> None:
    claims = _claims("وفندت الهيئة ادعاءات المعارضة بشأن الفرز.")
    assert [claim.source.name for claim in claims] == ["الهيئة"]


@pytest.mark.parametrize("verb", ["وأضاف", "وتابع", "وأكد", "وأوضح"])
@pytest.mark.parametrize(
    "participle", ["مشيرا إلى", "لافتا إلى", "منوها إلى", "مشددا على", "محذرا من", "مبينا", "معتبرا"]
)
def test_a_participle_is_nobody(verb: str, participle: str) -> None:
    text = f"قال محافظ المدينة خالد الأمين إن الحادث وقع.\n{verb} {participle} أن الفرق وصلت."
    claims = _claims(text)
    assert [claim.source.name for claim in claims] == ["محافظ المدينة خالد الأمين"] * 2
    assert claims[1].source.mention is None


@pytest.mark.parametrize("words", CLAUSES)
def test_clauses_are_told_from_names(words: str) -> None:
    assert _clauses().is_clause(Names(Words(arabic()))[words])


@pytest.mark.parametrize("words", NAMES)
def test_names_are_told_from_clauses(words: str) -> None:
    assert not _clauses().is_clause(Names(Words(arabic()))[words])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("بوريطه", "بوريطا", True),
        ("ميتشل", "ميتشيل", True),
        ("عبدالعاطي", "عاطي", True),
        ("برازاني", "برزاني", True),
        ("سالم", "سليم", False),
        ("حامد", "حميد", False),
    ],
)
def test_spellings(one: str, other: str, same: bool) -> None:
    assert Spellings(arabic().sources.spelling).alike(one, other) is same


def _clauses() -> ClauseWords:
    return ClauseWords(Words(arabic()))


def _claims(text: str) -> list[Claim]:
    return RuleExtractor().extract(Document.from_text("meant", text, "ar"))
