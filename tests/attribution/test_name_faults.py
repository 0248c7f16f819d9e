"""The checker of names that the benchmark counts with."""

from __future__ import annotations

import pytest

from benchmarks.attribution.arabic_constructions import name_fault


@pytest.mark.parametrize(
    "name",
    [
        "مدير مركز الوقاية عبر الطرقات سالم الهادي",
        "الاجتماع المشترك بين الوزراء",
        "شركة اليمن للنفط في تعز",
        "يحيى سالم",
        "علي سالم",
        "إمام المسجد سالم الهادي",
    ],
)
def test_prepositions_towns_and_given_names_are_no_verbs(name: str) -> None:
    assert name_fault(name) is None


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("مصدر وصفته الوكالة", "finite verb"),
        ("مشيرا", "participle"),
        ("خلال مؤتمر صحفي", "adverbial"),
        ("في سياق متصل", "adverbial"),
        ("على هامش المؤتمر", "adverbial"),
        ("أمام المحكمة", "adverbial"),
        (" ", "empty"),
    ],
)
def test_clauses_participles_and_adverbials_are_faults(name: str, fault: str) -> None:
    assert name_fault(name) == fault
