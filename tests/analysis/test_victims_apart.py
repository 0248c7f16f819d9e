"""The attackers who were killed are not an attack's dead, though place, day and number may be the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from claims.analysis import embeddings
from claims.workflow import build

if TYPE_CHECKING:
    from pathlib import Path

    from claims.model import Dossier

ARTICLES = {
    "ar": "مقديشو - قالت الشرطة الصومالية إن سبعة أشخاص قتلوا في هجوم على فندق في مقديشو يوم الجمعة.\n"
    "وقال المتحدث باسم الشرطة إن قوات الأمن قتلت ثلاثة مسلحين في الفندق.\n",
    "en": "MOGADISHU - Seven people were killed in an attack on a hotel in Mogadishu on Friday, Somali police said.\n\n"
    "The police spokesman said security forces had killed three gunmen in the hotel.\n",
}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder: Path = tmp_path_factory.mktemp("victims")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / f"{name}.meta.json").write_text(json.dumps({"published": "2024-09-20"}), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embeddings, "encoder", lambda: None)
        return build([folder / "ar.txt", folder / "en.txt"], folder / "dossier").dossier


def together(dossier: Dossier, *words: str) -> bool:
    (first, second) = (next(c.id for c in dossier.claims if each in c.content[0].exact) for each in words)
    return any(first in group.claims and second in group.claims for group in dossier.groups)


@pytest.mark.parametrize("words", [("سبعة أشخاص", "Seven people"), ("ثلاثة مسلحين", "three gunmen")], ids=" ".join)
def test_the_same_dead_meet_across_languages(dossier: Dossier, words: tuple[str, str]) -> None:
    assert together(dossier, *words)


@pytest.mark.parametrize("words", [("سبعة أشخاص", "three gunmen"), ("Seven people", "ثلاثة مسلحين")], ids=" ".join)
def test_attackers_are_counted_apart(dossier: Dossier, words: tuple[str, str]) -> None:
    assert not together(dossier, *words)
