"""Where and when an article is set: by what it names, else by its dateline."""

from __future__ import annotations

from typing import Any

import pytest

from claims.analysis.document_scenes import Scenes
from claims.model import Document

CASES: list[tuple[str, dict[str, Any], str | None, str | None]] = [
    ("الخرطوم 14 أبريل 2024 (سونا) - قتل ستة أشخاص في قصف.", {}, "Khartoum", "2024-04-14"),
    ("عدن - خاص: قتل جنديان في كمين.", {}, "Aden", None),
    ("بغداد/ شفق نيوز/ أصيب مدنيان بانفجار.", {}, "Baghdad", None),
    ("القاهرة (رويترز) - قتل خمسة في غارة على مأرب اليمنية، ونقل الجرحى إلى مستشفى مأرب.", {}, "Ma'rib", None),
    ("قتل خمسة أشخاص في قصف على مدينة الأبيض. وقال مصدر إن الأبيض محاصرة.", {}, "El Obeid", None),
    ("قتل خمسة أشخاص في قصف.", {"title": "قصف على سوق في سبها"}, "Sabha", None),
    ("قتل خمسة أشخاص في قصف.", {"dateline": "صنعاء"}, "Sanaa", None),
    ("حذرت المنظمة من الجوع في أفريقيا جنوب الصحراء.", {}, None, None),
    ("سؤال: من قصف السوق؟", {}, None, None),
]


@pytest.mark.parametrize(("text", "known", "place", "date"), CASES, ids=[text[:30] for text, *_ in CASES])
def test_an_article_is_set_where_the_table_says(
    text: str, known: dict[str, Any], place: str | None, date: str | None
) -> None:
    document = Document.from_text("d", text, "ar", **known)
    scenes = Scenes([document], ())
    found = scenes.place("d")
    assert (found.name if found else None, scenes.date(document)) == (place, date)


def test_the_date_of_publication_precedes_that_of_the_dateline() -> None:
    document = Document.from_text("d", "الخرطوم 14 أبريل 2024 (سونا) - قتل ستة.", "ar", published="2024-04-15")
    assert Scenes([document], ()).date(document) == "2024-04-15"
