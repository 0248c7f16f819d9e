"""List what reviewers did, the newest act first, without reading all of a long log before the first one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from claims.model.review_acts import ActHead
from claims.review_log.act_order import Withdrawals, places
from claims.store.dossier_folder import snapshot
from claims.store.review_files import acts_in, review_content, review_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.model.review_acts import ReviewAct

__all__ = ["history"]

_HEADS = msgspec.json.Decoder(ActHead)


def history(folder: str | Path) -> Iterator[tuple[ReviewAct, bool]]:
    """Yield the acts of a dossier, each once, the newest first, with whether another act withdraws it.

    Their order is that of `claims.review_log.Acts`, turned round. Whether an act still fits is not known here: that
    depends on the claims (`claims.review_log.fold`).

    Raises:
        ClaimsError: if a file cannot be read; at a line that is not an act, before the first one is yielded if it is
            not even JSON.
    """
    lines: dict[str, tuple[Path, int, bytes]] = {}
    heads: dict[str, ActHead] = {}
    withdrawn = Withdrawals()
    for path, data in snapshot(Path(folder), _contents).items():
        for number, line in enumerate(data.split(b"\n")):
            head = _head(path, number, line) if line.strip() else None
            if head is not None and head.id not in heads:
                heads[head.id] = head
                lines[head.id] = path, number, line
                withdrawn.take(head)
    order = places(heads)
    for id in sorted(heads, key=order.__getitem__, reverse=True):
        yield _act(*lines[id]), id in withdrawn


def _contents(folder: Path) -> dict[Path, bytes]:
    return {folder / name: review_content(folder / name, folder) for name in review_files(folder)}


def _head(path: Path, number: int, line: bytes) -> ActHead:
    try:
        return _HEADS.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        act = _act(path, number, line)  # Says what is wrong.
        return ActHead(act.id, act.act, act.at, act.after, act.undoes)


def _act(path: Path, number: int, line: bytes) -> ReviewAct:
    (act,) = acts_in(line, path, before=number)
    return act
