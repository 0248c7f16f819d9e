import json
import re
from pathlib import Path
from typing import Any

import pytest

import claims
from claims.errors import ClaimsError
from claims.model import Review
from claims.store import dossier_files, journal, read_dossier
from claims.workflow import NothingReadError, build, review
from tests.workflow.articles import SPEECH, article, change, tree

ACCEPTED = Review("accepted", "منى", "2026-03-01T00:00:00Z", "تم التحقق")


def test_a_dossier_is_what_it_says(tmp_path: Path) -> None:
    out = tmp_path / "new" / "dossier"
    report = build([article(tmp_path / "in")], out, title="الحدود", lang="ar")
    assert report.dossier == read_dossier(out)
    found = tree(out)
    assert b"* -text" in found.pop(".gitattributes")
    assert found == {**dossier_files(report.dossier), "factsheet.md": "ar: الحدود: 2 claims\n".encode()}
    assert (report.folder, report.sheet, report.unread, report.silent) == (out, out / "factsheet.md", (), ())
    assert [claim.source.name for claim in report.dossier.claims] == ["الوزير", "السفير"]
    assert [path.name for path in out.parent.iterdir()] == ["dossier"]


def test_a_map_goes_when_there_is_none_any_more(tmp_path: Path) -> None:
    source, out = article(tmp_path / "in"), tmp_path / "out"
    build([source], out, title="mapped")
    assert (out / "factsheet.map.svg").read_bytes() == b"<svg/>"
    (out / "mine.map.svg").write_text("kept", encoding="utf-8")
    build([source], out, title="bare", force=True)
    assert not (out / "factsheet.map.svg").exists()
    assert (out / "mine.map.svg").read_text(encoding="utf-8") == "kept"


def test_the_same_articles_give_the_same_bytes(tmp_path: Path) -> None:
    articles = [article(tmp_path / "in"), article(tmp_path / "in", "b.md")]
    build(articles, tmp_path / "1")
    build([tmp_path / "in"], tmp_path / "2")
    build([tmp_path / "in"], tmp_path / "1", force=True)
    assert tree(tmp_path / "1") == tree(tmp_path / "2")


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    build([article(tmp_path / "in")], out)
    assert len(read_dossier(out).claims) == 2


def test_bad_articles_are_left_out_and_named(tmp_path: Path) -> None:
    good, empty = article(tmp_path / "in"), article(tmp_path / "in", "b.txt", "")
    french = article(
        tmp_path / "in",
        "c.txt",
        "Le ministre a déclaré que les discussions entre les deux gouvernements allaient se poursuivre cette semaine.",
    )
    report = build([tmp_path / "in"], tmp_path / "out")
    assert [document.id for document in report.dossier.documents] == [good.stem]
    assert [str(unread.error) for unread in report.unread] == [
        f"{empty}: the file is empty. Pass a file with the text of an article",
        (
            f"{french.stem}: claims cannot be found in the language 'fr'. Supported: ar, en. "
            "If that is not its language, pass --language"
        ),
    ]


def test_documents_without_claims_are_named(tmp_path: Path) -> None:
    article(tmp_path / "in")
    article(tmp_path / "in", "b.txt", "لم يتكلم أحد.")
    assert [document.id for document in build([tmp_path / "in"], tmp_path / "out").silent] == ["b"]


def test_where_nothing_can_be_read_nothing_is_written(tmp_path: Path) -> None:
    empty = article(tmp_path / "in", text="")
    with pytest.raises(NothingReadError, match=r"^no article could be read; nothing was written$") as caught:
        build([empty, tmp_path / "none.txt"], tmp_path / "out")
    assert [unread.where for unread in caught.value.unread] == [str(empty), str(tmp_path / "none.txt")]
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_what_is_no_dossier_is_never_touched(tmp_path: Path) -> None:
    source = article(tmp_path / "in")
    (tmp_path / "file").write_text("mine")
    for out, what in ((source.parent, "the folder exists and is not a dossier"), (tmp_path / "file", "a file of this")):
        before = tree(tmp_path)
        for force in (False, True):
            with pytest.raises(ClaimsError, match=what):
                build([source], out, force=force, discard=force)
        assert tree(tmp_path) == before


def test_a_dossier_is_not_built_again_unasked(tmp_path: Path) -> None:
    source, out = article(tmp_path / "in"), tmp_path / "out"
    build([source], out)
    before = tree(out)
    with pytest.raises(ClaimsError) as caught:
        build([article(tmp_path / "in", text="قال القاضي إن الحكم نهائي\n")], out)
    assert str(caught.value) == (
        f"{out}: a dossier already exists there. Choose another folder for --out, "
        "or pass --add to add articles, or --force to rebuild it and keep its reviews"
    )
    assert tree(out) == before


def test_reviews_of_unchanged_claims_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")
    source, out = article(tmp_path / "in"), tmp_path / "out"
    build([source], out, title="الأول")
    review(out, [read_dossier(out).claims[0].id], by="منى", status="accepted", note="تم التحقق")
    (out / "notes.txt").write_text("mine")
    (out / "texts" / "mine.txt").write_text("mine")
    report = build([article(tmp_path / "in", text="مقدمة\n" + SPEECH)], out, force=True)
    assert [claim.review for claim in report.dossier.claims] == [ACCEPTED, Review()]
    assert report.reviews_kept == 1
    assert report.dossier.title == "الأول"
    files = tree(out)
    assert files["texts/a.txt"].decode().startswith("مقدمة")
    assert (files["notes.txt"], files["texts/mine.txt"]) == (b"mine", b"mine")


def test_metadata_entered_in_a_dossier_stay_with_the_same_text(tmp_path: Path) -> None:
    source, out = article(tmp_path / "in"), tmp_path / "out"
    build([source], out)
    documents = out / "documents.jsonl"
    record = {**json.loads(documents.read_text(encoding="utf-8")), "publisher": "وكالة"}
    documents.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert build([source], out, force=True).dossier.documents[0].publisher == "وكالة"
    article(tmp_path / "in", text=SPEECH + "قال القاضي إن الحكم نهائي\n")
    assert build([source], out, force=True).dossier.documents[0].publisher is None


OTHER = "قال القاضي إن الحكم نهائي\n"
LOSSES = {
    "claims made by hand": ("a.txt", OTHER, {"found": None}, "2 claims made by hand ({0}, {1})"),
    "a document": ("b.txt", OTHER, {}, "1 article (a)"),
    "both": ("b.txt", OTHER, {"found": None}, "2 claims made by hand ({0}, {1}) and 1 article (a)"),
}


@pytest.mark.parametrize(("name", "text", "changes", "loss"), LOSSES.values(), ids=LOSSES)
def test_what_a_person_did_is_not_lost_unasked(
    tmp_path: Path, name: str, text: str, changes: dict[str, Any], loss: str
) -> None:
    out = tmp_path / "out"
    build([article(tmp_path / "in")], out)
    ids = [claim.id for claim in change(out, **changes)]
    before = tree(out)
    source = article(tmp_path / "in", name, text)
    with pytest.raises(ClaimsError) as caught:
        build([source], out, force=True, title="New")
    assert str(caught.value) == (
        f"rebuilding it would lose {loss.format(*ids)}. "
        "Pass all its articles, choose another folder for --out, or add --discard to lose them"
    )
    assert tree(out) == before
    assert build([source], out, force=True, discard=True).reviews_kept == 0


def test_a_dossier_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    source, out = article(tmp_path / "in"), tmp_path / "out"
    build([source], out)
    with (out / "claims.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": \n')
    before = tree(out)
    with pytest.raises(ClaimsError, match="the dossier there cannot be read, so its reviews cannot be kept: "):
        build([source], out, force=True)
    assert tree(out) == before


def test_a_failure_on_the_way_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = article(tmp_path / "in"), tmp_path / "out"
    build([source], out)
    before = tree(tmp_path)
    with pytest.raises(ClaimsError, match="the template of the dossier's sheet is missing"):
        build([source], out, force=True, template=tmp_path / "none.j2")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal, "_flush_folders", refuse)
    with pytest.raises(ClaimsError) as caught:
        build([source], out, force=True, title="New")
    assert str(caught.value) == (
        f"{out}: the dossier cannot be written: No space left on device. "
        "Check that the folder is writable and has free space"
    )
    assert tree(tmp_path) == before


def test_what_somebody_else_writes_meanwhile_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"

    def meanwhile(*_: object) -> None:
        article(out, "theirs.txt", "theirs")

    with pytest.raises(ClaimsError, match=r"out: the folder exists and is not a dossier\. Choose another"):
        build([article(tmp_path / "in")], out, watch=meanwhile)
    assert tree(tmp_path) == {"in/a.txt": SPEECH.encode(), "out/theirs.txt": b"theirs"}


def test_a_dossier_says_which_version_made_it(tmp_path: Path) -> None:
    report = build([article(tmp_path / "in")], tmp_path / "out")
    assert re.fullmatch(r"\d+\.\d+\.\d+", claims.__version__)
    assert (report.dossier.made.by, report.dossier.made.version) == ("claims-factsheet", claims.__version__)


def test_who_watches_is_told_of_each_article(tmp_path: Path) -> None:
    article(tmp_path / "in")
    empty = article(tmp_path / "in", "b.txt", "")
    seen: list[tuple[int, int, str]] = []
    build([tmp_path / "in"], tmp_path / "out", watch=lambda *told: seen.append(told))
    assert seen == [(0, 2, "a"), (1, 2, str(empty))]
