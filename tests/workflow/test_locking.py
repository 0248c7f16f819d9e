"""One run at a time changes a dossier; another waits, says so, and gives up in words."""

import logging
import os
import re
import threading
import time
from pathlib import Path

import pytest

from claims.errors import ClaimsError
from claims.store import read_dossier
from claims.store.lock import beside, locked
from claims.workflow import build
from tests.workflow.articles import article


def test_a_second_run_is_told_who_holds_the_dossier(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "claims")
    out = tmp_path / "out"
    with locked(out):
        with pytest.raises(ClaimsError) as caught, locked(out, 0.1):
            raise AssertionError("two runs hold it")
        assert re.fullmatch(
            rf"{re.escape(str(out))}: .+ \(process {os.getpid()} on .+, since .+Z\) is changing the dossier\. "
            "Retry when it finishes, or wait longer with --wait",
            str(caught.value),
        )
    assert re.fullmatch(rf"{re.escape(str(out))}: waiting up to 0.1 seconds for .+ \(process .*\)", caplog.messages[0])
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_a_killed_run_left_is_free(tmp_path: Path) -> None:
    out = tmp_path / "out"
    beside(out, "lock").write_text("somebody (process 1 on nowhere, since then)")
    build([article(tmp_path / "in")], out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_many_runs_at_once_add_all_that_they_have(tmp_path: Path) -> None:
    out, failed = tmp_path / "out", []
    sources = [article(tmp_path / "in", f"{n}.txt", f"قال الوزير{n} إن العدد {n}\n") for n in range(8)]

    def run(source: Path) -> None:
        try:
            build([source], out, add=True)
        except Exception as error:  # noqa: BLE001  # whatever it is, the test has to know
            failed.append(error)

    threads = [threading.Thread(target=run, args=(source,)) for source in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    dossier = read_dossier(out)
    assert {document.id for document in dossier.documents} == {source.stem for source in sources}
    assert len(dossier.claims) == len(sources)
    assert len(dossier.changes) == len(sources) - 1


def test_a_run_waits_for_another(tmp_path: Path) -> None:
    order = []

    def hold() -> None:
        with locked(tmp_path / "out"):
            order.append("first")
            time.sleep(0.2)
            order.append("first ends")

    first = threading.Thread(target=hold)
    first.start()
    while not order:
        time.sleep(0.01)
    with locked(tmp_path / "out"):
        order.append("second")
    first.join()
    assert order == ["first", "first ends", "second"]


def test_a_folder_that_cannot_be_locked_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ClaimsError, match=r"file/out: the dossier cannot be locked: .+\. Check that you may write"):
        build([article(tmp_path / "in")], tmp_path / "file" / "out")
