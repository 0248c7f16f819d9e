"""The language's data files hold what their loader reads, and the generated one is what its generator makes."""

from __future__ import annotations

import csv
import json
import tomllib
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, get_args

import pytest

from claims.errors import ClaimsError
from claims.languages.ar.attribution.rule_finder import finder
from claims.languages.ar.language_data import load
from claims.model import Act

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = files("claims.languages.ar")
VERBS = FOLDER.joinpath("verbs.tsv").read_text(encoding="utf-8").splitlines()
FRAMES = {
    "that", "quote", "obj", "two", "acc", "ask", "ask-على", "ask-ب", "hope", "evidence",
    "told", "blame",
    "ب", "عن", "على", "إلى", "من", "في", "ل",
}  # fmt: skip


def toml(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(FOLDER.joinpath(name).read_text(encoding="utf-8"))


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(VERBS, delimiter="\t"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the language's folder, to be broken."""
    for name in ("language.toml", "grammar.toml", "sources.toml", "verbs.tsv", "verb_forms.json"):
        (tmp_path / name).write_bytes(FOLDER.joinpath(name).read_bytes())
    return tmp_path


BROKEN = {
    "an unknown section": (
        "grammar.toml",
        "[sentence]",
        "[colours]\n[sentence]",
        "grammar.toml: section 'colours' is unknown",
    ),
    "a missing section": ("sources.toml", "[media]", "[medium]", "section 'media' is missing"),
    "an unknown list": (
        "grammar.toml",
        "[homographs]",
        "[homographs]\nwords = []",
        "grammar.toml, [homographs]: key 'words' is unknown",
    ),
    "a missing list": ("sources.toml", "titles = ", "names = ", "[person]: key 'titles' is missing"),
    "an unknown frame": ("verbs.tsv", "\tthat quote\t", "\tthat shout\t", "shout"),
}


@pytest.mark.parametrize(("name", "old", "new", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_a_mistake_in_the_data_is_named(folder: Path, name: str, old: str, new: str, said: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ClaimsError) as error:
        load(folder)
    assert said in str(error.value)


@pytest.mark.parametrize("name", ["grammar.toml", "sources.toml"])
def test_every_word_is_a_word(name: str) -> None:
    for section in toml(name).values():
        for words in section.values():
            if isinstance(words, list):
                assert all(isinstance(w, str) and w == w.strip() and w for w in words)


def test_every_row_of_the_lexicon_is_whole() -> None:
    header = ["lemma", "vowel", "root", "form", "act", "frames", "participle", "masdar"]
    assert VERBS[0].split("\t") == header
    assert [line for line in VERBS[1:] if line.count("\t") != len(header) - 1] == []


def test_no_verb_stands_twice() -> None:
    lemmas = [row["lemma"] for row in rows()]
    assert [lemma for lemma in lemmas if lemmas.count(lemma) > 1] == []


def test_every_verb_has_a_known_act_and_known_frames() -> None:
    acts = set(get_args(Act))
    assert {row["act"] for row in rows()} <= acts
    assert {frame for row in rows() for frame in row["frames"].split()} <= FRAMES
    assert [row["lemma"] for row in rows() if not row["frames"].split()] == []


def test_well_over_a_hundred_verbs() -> None:
    assert len(rows()) > 150


def test_every_form_is_of_a_verb_of_the_lexicon() -> None:
    forms = json.loads(FOLDER.joinpath("verb_forms.json").read_text(encoding="utf-8"))
    lemmas = {row["lemma"] for row in rows()}
    assert {lemma for readings in forms.values() for lemma, _, _ in readings} == lemmas


@pytest.mark.skipif(find_spec("libqutrub") is None, reason="libqutrub, of the dev extra, is not installed")
def test_the_forms_are_those_that_the_generator_makes() -> None:
    from claims.languages.ar.verb_form_generator import generate

    shipped = json.loads(FOLDER.joinpath("verb_forms.json").read_text(encoding="utf-8"))
    made = generate()
    assert list(made) == list(shipped)
    assert made == shipped


@pytest.mark.parametrize("form", ["قال", "قالت", "قالوا", "يقول", "تقول", "سيقول", "وقال", "قائلا", "قائلة", "أكدتا"])
def test_a_verb_is_known_in_each_of_its_forms(form: str) -> None:
    (found,) = finder().find(f'{form} الرجل: "لم نعد نملك شيئا هنا اليوم".')[:1]
    assert found.lemma in {"قَالَ", "أَكَّدَ"}


def test_nouns_of_kin_with_a_pronoun_are_no_cues() -> None:
    never = load(FOLDER).never
    assert {"ابنها", "وابنهم", "ابنته", "فابنتهما"} <= never
    assert never.isdisjoint({"وجدها", "وجدته", "ابن"})
