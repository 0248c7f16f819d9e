"""Two credits after their words in one sentence: each is for what stands before it, not for the other's words too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from claims.languages.ar.learned import learned_extractor as arabic
from claims.languages.en.learned import learned_extractor as english

if TYPE_CHECKING:
    from collections.abc import Callable

# The sentence, and what each source said.
TWO = [
    (
        arabic,
        "وارتفعت الأسعار بنسبة 40 في المئة حسب تقديرات غرفة التجارة، فيما انخفض الطلب وفقا لتجار في السوق.",
        ["وارتفعت الأسعار بنسبة 40 في المئة", "فيما انخفض الطلب"],
    ),
    (
        english,
        "Prices rose 40 percent, according to the chamber, while demand fell, according to traders.",
        ["Prices rose 40 percent", "while demand fell"],
    ),
    (
        english,
        "The bridge is closed, the minister said, according to police.",
        ["The bridge is closed", "The bridge is closed, the minister said"],
    ),
]


@pytest.mark.parametrize(("extractor", "text", "contents"), TWO, ids=[text for _, text, _ in TWO])
def test_each_credit_has_its_own_words(extractor: Callable[[], Any], text: str, contents: list[str]) -> None:
    found = [text[slice(*part)] for a in extractor().find(text) for part in a.content]
    assert sorted(found) == sorted(contents)
