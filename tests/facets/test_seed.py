"""What the example's article counts and when, whole."""

from pathlib import Path

from claims.languages.ar.facets import figures, times

SEED = Path(__file__).parents[2] / "seeds" / "000_b584874154773aac.txt"


def test_the_figures_of_the_example() -> None:
    found = figures.find(SEED.read_text("utf-8"), "ar")
    assert [(f.what, f.min, f.max, f.bound, f.whose.exact if f.whose else None) for f in found] == [
        ("killed", 10, 10, "exact", "الإرهابيين"),
        ("injured", None, None, "unknown", "الإرهابيين"),
        ("lost", 4, 4, "exact", "الجيش"),
        ("other", None, None, "unknown", None),
    ]


def test_the_times_of_the_example() -> None:
    found = times.find(SEED.read_text("utf-8"), "ar")
    assert [(t.span.exact, t.edtf, t.partial) for t in found] == [
        ("مساء الخميس", None, None),
        ("عام 2016", "2016", None),
        ("عدة أيام", None, None),
        ("عدة شهور", None, None),
        ("شهور", None, None),
        ("بداية ديسمبر/ كانون الأول المنصرم", None, "XXXX-12"),
        ("عدة ساعات", None, None),
    ]
    assert (found[0].weekday, found[0].part) == ("thursday", "evening")
    assert found[5].phase == "early"
