from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.polnear.scoring import counted, figures
from benchmarks.polnear.standoff import Attribution, attributions, read

if TYPE_CHECKING:
    from pathlib import Path

TEXT = 'The mayor said the road is closed. "We wait," she added.'
STANDOFF = """T1\tSource 0 9\tThe mayor
T2\tCue 10 14\tsaid
T3\tContent 15 33\tthe road is closed
T4\tContent 35 44;50 55\t"We wait," added
T5\tCue 50 55\tadded
E1\tAttribution:T2 Source:T1 Content:T3
E2\tAttribution:T5 Cue:T5 Content1:T4
E3\tAttribution:T2 Source:T1 Cue:T2
"""


def span(words: str) -> tuple[tuple[int, int], ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


WANTED = [
    Attribution(span("The mayor"), span("said"), span("the road is closed")),
    Attribution((), span("added"), span('"We wait,"')),
]


def test_standoff_is_read_with_parts_in_pieces_and_without_events_that_have_no_content(tmp_path: Path) -> None:
    found = list(attributions(STANDOFF))
    assert found[0] == Attribution(((0, 9),), (), ((15, 33),))
    assert found[1] == Attribution((), ((50, 55),), ((35, 44), (50, 55)))
    assert len(found) == 2
    for folder, name, content in (("text", "a.txt", TEXT), ("attributions", "a_1111.ann", STANDOFF)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(content, "utf-8")
    (tmp_path / "attributions" / "a_2222.ann").write_text("", "utf-8")
    (article,) = read(tmp_path)
    assert (article.name, article.text, len(article.attributions)) == ("a", TEXT, 2)


def test_contents_match_by_half_of_their_words_and_sources_by_one() -> None:
    found = [
        Attribution(span("mayor"), span("said"), span("road is closed")),
        Attribution(span("she"), span("added"), span('"We wait,"')),
        Attribution((), span("said"), span("closed")),
    ]
    counts = counted(TEXT, WANTED, found)
    assert (counts["wanted"], counts["found"], counts["right"]) == (2, 3, 2)
    assert (counts["wanted_sources"], counts["found_sources"], counts["right_sources"]) == (1, 2, 1)
    content, with_source = figures([counts]).values()
    assert (round(content.f1, 3), round(with_source.f1, 3)) == (0.8, 0.667)


def test_of_two_equal_contents_the_one_with_the_source_is_taken() -> None:
    right, wrong = (Attribution(span(s), (), span("the road is closed")) for s in ("The mayor", "she"))
    for found in ([right, wrong], [wrong, right]):
        assert counted(TEXT, WANTED[:1], found)["right_sources"] == 1
    assert counted(TEXT, WANTED, [])["right"] == 0
