"""A folder is exchanged in one step, or in two that can be taken back; whoever reads meanwhile sees one of the two."""

import os
from pathlib import Path

import pytest

from claims.errors import ClaimsError
from claims.store import folder_exchange as exchanging
from claims.store import folder_write as folders
from claims.store import read_dossier
from claims.store.folder_exchange import workplace
from claims.workflow import build, review
from tests.workflow.articles import article, tree


@pytest.fixture(params=["in one step", "in two steps"])
def steps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "in two steps":
        monkeypatch.setattr(exchanging, "_swapper", lambda: None)
    return str(request.param)


def test_a_folder_takes_the_place_of_another(tmp_path: Path, steps: str) -> None:
    folder = tmp_path / "ملف"
    (folder / "inner").mkdir(parents=True)
    for name in ("old", "kept", "inner/kept", "inner/gone"):
        (folder / name).write_text(name)
    (folder / "link").symlink_to("nowhere")
    folder.chmod(0o750)
    files = {"old": b"new", "inner/new": b"new"}
    folders.put(folder, files, gone={"inner/gone"}, seen=folders.stamp(folder))
    assert tree(folder) == {**files, "kept": b"kept", "inner/kept": b"inner/kept"}
    assert (folder / "link").readlink() == Path("nowhere")
    assert folder.stat().st_mode & 0o777 == 0o750
    assert list(tmp_path.iterdir()) == [folder]


def test_what_cannot_be_linked_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    test_a_folder_takes_the_place_of_another(tmp_path, "in one step")


def test_a_name_as_long_as_names_can_be(tmp_path: Path, steps: str) -> None:
    out = tmp_path / ("م" * 127)
    build([article(tmp_path / "in")], out)
    review(out, [read_dossier(out).claims[0].id], by="منى", status="accepted")
    assert read_dossier(out).claims[0].review.by == "منى"


def test_a_run_killed_between_the_two_steps_leaves_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([article(tmp_path / "in")], out)
    before = tree(out)
    out.rename(workplace(out, "old"))
    (workplace(out) / "folder").mkdir(parents=True)
    assert read_dossier(out).documents[0].id == "a"
    assert tree(out) == before
    build([article(tmp_path / "in")], out, add=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_somebody_elses_changes_are_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    build([article(tmp_path / "in")], out)
    keep = folders._keep_others

    def meanwhile(*given: object) -> None:
        keep(*given)  # type: ignore[arg-type]
        (out / "claims.jsonl").write_text("theirs")

    monkeypatch.setattr(folders, "_keep_others", meanwhile)
    claim = read_dossier(out).claims[0].id
    with pytest.raises(ClaimsError, match=r"somebody changed the dossier meanwhile, so nothing was written\. Say the"):
        review(out, [claim], by="منى", status="accepted")
    assert (out / "claims.jsonl").read_text() == "theirs"


def test_a_reader_sees_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    build([article(tmp_path / "in")], out)
    from claims.store import dossier_folder as dossiers

    read, times = dossiers._header, iter(range(9))

    def meanwhile(folder: Path) -> dict[str, object]:
        header = read(folder)
        if next(times) == 0:  # after the reader has opened the first file, another run puts in the next version
            monkeypatch.setattr(dossiers, "_header", read)
            build([article(tmp_path / "in", "b.txt", "قال القاضي إن الحكم نهائي\n")], out, add=True)
        return header

    monkeypatch.setattr(dossiers, "_header", meanwhile)
    seen = read_dossier(out)
    assert (len(seen.documents), len(seen.claims)) == (2, 3)
