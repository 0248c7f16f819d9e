"""The log as it is listed: newest first, without reading all of it before the first act."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from claims.errors import ClaimsError
from claims.model import ReviewAct
from claims.review_log import Acts
from claims.store import appended, history, read_acts
from tests.desk.conftest import written
from tests.review_log.made import CLAIMS, dossier

if TYPE_CHECKING:
    import random
    from pathlib import Path

MOMENT = "2026-03-01T09:00:{:02}Z"


def record(folder: Path, *acts: ReviewAct) -> None:
    """Append acts to their reviewers' files."""
    for name, lines in appended(folder, acts).items():
        (folder / name).parent.mkdir(exist_ok=True)
        with (folder / name).open("ab") as file:
            file.write(lines)


@given(
    st.lists(st.tuples(st.sampled_from(["منى", "سامي"]), st.booleans(), st.integers(0, 9), st.integers(0, 9))),
    st.randoms(use_true_random=False),
)
def test_the_history_is_the_order_of_all_turned_round(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, bool, int, int]], chance: random.Random
) -> None:
    """With any clocks, and with lines in any order and twice, as a merge of two branches leaves them."""
    acts: list[ReviewAct] = []
    for by, is_undo, second, which in told:
        earlier = acts[which % len(acts)].id if acts else None
        made = ReviewAct(id=f"act-{len(acts):016x}", act="note", by=by, at=MOMENT.format(second))
        if earlier is not None:
            made = replace(made, act="undo", undoes=earlier) if is_undo else replace(made, after=(earlier,))
        acts.append(made)
    folder = written(tmp_path_factory.mktemp("history") / "dossier", dossier())
    lines = [*acts, *acts[:2]]
    chance.shuffle(lines)
    record(folder, *lines)
    known = Acts(read_acts(folder))
    assert list(history(folder)) == [(act, not known.counts(act.id)) for act in reversed(known.by_id.values())]


def test_the_first_act_is_there_before_an_older_one_is_read(tmp_path: Path) -> None:
    folder = written(tmp_path / "dossier", dossier())
    seconds = count()
    acts = [
        ReviewAct(id=f"act-{n:016x}", act="note", by="منى", at=MOMENT.format(next(seconds)), note=CLAIMS[0].id)
        for n in range(3)
    ]
    record(folder, *acts)
    (path,) = (folder / "reviews").iterdir()
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0].replace('"note":', '"remark":'), "", *lines[1:]]), encoding="utf-8")
    listed = history(folder)
    assert [next(listed), next(listed)] == [(acts[2], False), (acts[1], False)]
    with pytest.raises(ClaimsError, match="remark") as wrong:
        next(listed)
    assert f"{path}:1: " in f"{wrong.value.where}: "


def test_a_line_that_is_no_json_is_named_at_once(tmp_path: Path) -> None:
    folder = written(tmp_path / "dossier", dossier())
    record(folder, ReviewAct(id="act-0000000000000000", act="note", by="منى", at=MOMENT.format(1), note="x"))
    (path,) = (folder / "reviews").iterdir()
    path.write_text(path.read_text(encoding="utf-8") + "\n{\n", encoding="utf-8")
    with pytest.raises(ClaimsError, match="not JSON") as wrong:
        next(history(folder))
    assert wrong.value.where == f"{path}:3"
