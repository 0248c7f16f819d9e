"""What the cross-validation loads for a fold."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from benchmarks.attribution.tested_languages import TESTED
from claims.languages.ar import learned as arabic_learned
from claims.languages.ar.attribution.name_extent_features import BUCKETS
from claims.languages.en import learned as english_learned
from claims.model import Document

if TYPE_CHECKING:
    from pathlib import Path

    from claims.model import Claim

ARTICLES = {
    "ar": "وصل وزير الصحة سامي الورد إلى المدينة أمس. وقال الورد إن المستشفى أغلق. وأضاف أن المرضى نقلوا إلى غيره.",
    "en": "Health Minister Sami Ward said the hospital was closed. He added that patients were moved.",
}
WEIGHTS = {"ar": arabic_learned.WEIGHTS, "en": english_learned.WEIGHTS}


def folder(path: Path, language: str) -> Path:
    shutil.copy(WEIGHTS[language], path / "fold-0.npz")
    return path


def found(language: str, models: Path) -> list[Claim]:
    extractor = TESTED[language]().learned(models, 0)
    return extractor.extract(Document.from_text("a", ARTICLES[language], language))


@pytest.mark.parametrize(("language", "name"), [("ar", "وزير الصحة سامي الورد"), ("en", "Health Minister Sami Ward")])
def test_a_fold_without_models_of_names_takes_the_shipped_ones(tmp_path: Path, language: str, name: str) -> None:
    assert [claim.source.name for claim in found(language, folder(tmp_path, language))] == [name, name]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_fold_takes_its_own_ranking(tmp_path: Path, language: str) -> None:
    models = folder(tmp_path, language)
    shipped = found(language, models)
    (models / "antecedents-0.json").write_text('{"silent": {}, "worded": {}, "certainty": {}}', "utf-8")
    own = found(language, models)
    confidences = [
        (a.found and a.found.source_confidence, b.found and b.found.source_confidence)
        for a, b in zip(own, shipped, strict=True)
    ]
    assert all(a != b for a, b in confidences)


def test_an_arabic_fold_takes_its_own_extents_of_names(tmp_path: Path) -> None:
    models = folder(tmp_path, "ar")
    names = []
    for weight in (0, 1):  # with zeros a name is as short as can be; with ones it runs on
        np.savez(models / "name-extents-0.npz", weights=np.full(BUCKETS, weight, np.int16))
        names.append({claim.source.name or "" for claim in found("ar", models)})
    assert names[0] != names[1]
