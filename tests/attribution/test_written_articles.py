"""The articles written for the benchmark: their marks can be read, and the benchmark counts what differs from them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.attribution import written
from tests.attribution import marked

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "[ق قال] [س وزير النقل سالم الهادي] إن [م الطريق مغلق منذ أسبوع].\n[ق وأضاف] أن [م العمل مستمر في الميناء].\n"


@pytest.mark.parametrize(("language", "number"), [("ar", 25), ("en", 10)])
def test_every_article_is_marked(language: str, number: int) -> None:
    articles = list(marked.read_articles(written.NEWS[language]))
    assert len(articles) == number
    for article in articles:
        assert article.claims, article.id
        assert not set("[]") & set(article.text), article.id


@pytest.mark.parametrize(
    ("marks", "line"),
    [
        (ARTICLE, "names: 2 compared, 0 wrong and not marked, 0 wrong and marked"),
        (ARTICLE + "    name: كريم الورد\n", "names: 2 compared, 1 wrong and not marked, 0 wrong and marked"),
    ],
    ids=["as read", "another name"],
)
def test_wrong_names_are_counted(
    marks: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "article.txt").write_text(marks, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["written", str(tmp_path), "--errors"])
    written.main()
    printed = capsys.readouterr().out.splitlines()
    assert line in printed
    assert printed[0] == "1 articles, 2 claims marked, 2 found"
