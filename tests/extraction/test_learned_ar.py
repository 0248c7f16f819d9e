"""The shipped model of Arabic on the seed article and on small texts. Scores are the benchmark's matter."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from claims.languages.ar.learned import WEIGHTS, LearnedExtractor, learned_extractor
from claims.model import Document

SEED = Path(__file__).parents[2] / "seeds" / "000_b584874154773aac.txt"
LIMIT = 30 * 2**20

CUES = ["قال", "واضاف", "وأوضح", "وأشار", "وبحسب", "مضيفاً", "وبحسب", "ووفق", "وأشار", "ووفق"]
STARTS = [49, 170, 427, 614, 796, 909, 977, 1659, 1983, 2148]
ENDS = [151, 387, 591, 777, 896, 957, 1273, 1961, 2127, 2341]


@pytest.fixture(scope="module")
def learned() -> LearnedExtractor:
    return learned_extractor()


def document(text: str) -> Document:
    return Document.from_text("t", text, "ar")


def test_the_weights_are_small() -> None:
    assert WEIGHTS.stat().st_size < LIMIT


def test_the_seed_article_has_its_ten_claims(learned: LearnedExtractor) -> None:
    claims = learned.extract(document(SEED.read_text("utf-8")))
    assert [c.cue.exact for c in claims] == CUES
    assert [(c.content[0].start, c.content[-1].end) for c in claims] == list(zip(STARTS, ENDS, strict=True))
    assert [c.source.name for c in claims] == ["مصدر عسكري ليبي"] * 7 + ["مراقبين عسكريين"] * 3
    assert [c.mode for c in claims] == ["indirect"] * 10


MARKS = ["“”", "„“", '«"', "«»", '""']


@pytest.mark.parametrize("marks", MARKS)
def test_what_a_colon_leads_to_is_the_quotation_whatever_its_marks(learned: LearnedExtractor, marks: str) -> None:
    quoted = "الجسر مغلق أمام الحافلات الكبيرة"
    text = f"قال مدير الطرق نبيل العربي للصحفيين: {marks[0]}{quoted}{marks[1]} حتى نهاية الشهر.\n"
    [claim] = learned.extract(document(text))
    assert (claim.mode, [span.exact for span in claim.content]) == ("direct", [quoted])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("وأهاب محافظ الواحات بالمواطنين الابتعاد عن مجاري السيول.", "محافظ الواحات"),
        ("وأهابت وزارة الداخلية بالسكان عدم الاقتراب من الوادي.", "وزارة الداخلية"),
        ("وصنف الاتحاد الأوروبي الجماعة ضمن المنظمات الإرهابية.", "الاتحاد الأوروبي"),
        ("الجماعة التي تصنفها واشنطن منظمة إرهابية أعلنت الهدنة.", "واشنطن"),
    ],
)
def test_verbs_that_ask_and_class_report(learned: LearnedExtractor, text: str, source: str) -> None:
    assert source in [claim.source.name for claim in learned.extract(document(text))]


def test_spans_are_slices_of_the_text(learned: LearnedExtractor) -> None:
    text = 'قال وزير الدفاع خالد سالم: "لن نتراجع". وأضاف أن القوات ستبقى، مشيرا إلى أن العدد 300.\n'
    claims = learned.extract(document(text))
    assert claims
    for claim in claims:
        spans = [claim.cue, *claim.content, *([claim.source.mention] if claim.source.mention else [])]
        assert all(text[s.start : s.end] == s.exact for s in spans)


def test_the_same_text_gives_the_same_records(learned: LearnedExtractor) -> None:
    text = document("ذكرت وكالة الأنباء أن الوزير نفى الخبر، مؤكدا أن المفاوضات مستمرة.")
    assert learned.extract(text) == LearnedExtractor().extract(text)


def test_a_text_without_words_has_no_claims(learned: LearnedExtractor) -> None:
    assert learned.extract(document("")) == []
    assert learned.extract(document("12 34 %\n\n•••")) == []


def test_a_text_made_of_cues_takes_no_longer_than_others(learned: LearnedExtractor) -> None:
    start = time.process_time()
    learned.extract(document("قال أن " * 1000))
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    "text",
    [
        "ونفى المحافظ سامي الورد نفيا قاطعا أن يكون الطريق مغلقا.",
        "جدد المتحدث باسم الحكومة سامي الورد، التأكيد على ضرورة الحل السياسي للأزمة.",
    ],
)
def test_two_cues_before_one_content_are_one_claim(learned: LearnedExtractor, text: str) -> None:
    [claim] = learned.extract(document(text))
    assert "سامي الورد" in (claim.source.name or "")


def test_a_claim_is_not_given_to_the_next_sentences_subject(learned: LearnedExtractor) -> None:
    claims = learned.extract(
        document(
            'وأدان الأمين العام هاني الورد "بشدة" قصف المستشفى، ووصف الهجوم بـ"العمل الإجرامي". '
            "ونددت الحكومة والنقابة، الأحد، بالهجوم الذي أدى إلى مقتل طفل."
        )
    )
    assert [c.source.name for c in claims if c.cue.exact == "ووصف"] == ["الأمين العام هاني الورد"]
