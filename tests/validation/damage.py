"""What data/mutations.json can do to a dossier."""

from __future__ import annotations

import copy
import gzip
import json
import re
from typing import TYPE_CHECKING, Any

from claims.model.review_acts import act_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Case = dict[str, Any]


def damage(folder: Path, case: Case) -> None:
    """Do to the dossier in `folder` what a case says."""
    path = folder / case["file"]
    if case.get("delete"):
        path.unlink()
    elif "gzip_cut" in case:
        path.write_bytes(gzip.compress(path.read_bytes())[: -case["gzip_cut"]])
    elif whole := next((way for name, way in _WHOLE.items() if name in case), None):
        path.write_bytes(whole(path, case))
    elif "swap_ids" in case:
        _swap_ids(path, *case["swap_ids"])
    elif "unclaim" in case:
        _unclaim(path, case["unclaim"])
    elif path.suffix == ".md":
        path.write_text(replaced(path.read_text("utf-8"), *case["replace"]), encoding="utf-8")
    elif path.suffix == ".json":
        record = changed(json.loads(path.read_text("utf-8")), case)
        path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    else:
        lines = path.read_bytes().splitlines(keepends=True)
        lines[case["line"] - 1 : case["line"]] = _line(lines[case["line"] - 1], case)
        path.write_bytes(b"".join(lines))


_WHOLE: dict[str, Callable[[Path, Case], bytes]] = {
    "write": lambda _, case: case["write"].encode(),
    "encode": lambda path, case: path.read_text("utf-8").encode(case["encode"], "replace"),
    "line_ends": lambda path, case: path.read_bytes().replace(b"\n", case["line_ends"].encode()),
    "append": lambda path, case: path.read_bytes() + case["append"].encode(),
}
"""What can be done to a whole file."""


def _line(line: bytes, case: Case) -> list[bytes]:
    """What a line of a .jsonl file becomes: none, one or two."""
    if case.get("remove"):
        return []
    if "altered_copy" in case:
        return [line, json.dumps(json.loads(line) | case["altered_copy"], ensure_ascii=False).encode() + b"\n"]
    if "differs" in case:
        return [line, _contrary(json.loads(line), case["differs"])]
    return [line, line] if case.get("twice") else [_damaged(line, case)]


def _contrary(record: Any, by: str) -> bytes:
    """The contrary decision of another reviewer, who did not know the first."""
    other = record | {"act": "reject" if record["act"] == "accept" else "accept", "by": by}
    return json.dumps(other | {"id": act_id(other)}, ensure_ascii=False).encode() + b"\n"


def _damaged(line: bytes, case: Case) -> bytes:
    ways: dict[str, Callable[[], bytes]] = {
        "raw": lambda: case["raw"].encode() + b"\n",
        "long": lambda: b'"' + b"x" * case["long"] + b'"\n',
        "cut": lambda: line.decode()[: case["cut"]].encode() + b"\n",
        "cut_bytes": lambda: line[: case["cut_bytes"]] + b"\n",
        "prefix_hex": lambda: bytes.fromhex(case["prefix_hex"]) + line,
        "replace": lambda: replaced(line.decode(), *case["replace"]).encode(),
    }
    way = next((ways[name] for name in ways if name in case), None)
    if way is not None:
        return way()
    return json.dumps(changed(json.loads(line), case), ensure_ascii=False).encode() + b"\n"


def replaced(text: str, old: str, new: str) -> str:
    """The text with the first `old` replaced; there must be one."""
    assert old in text, old
    return text.replace(old, new, 1)


def changed(record: Any, case: Case) -> Any:
    """A record with values set, dropped or swapped."""
    record = copy.deepcopy(record)
    for at, value in case.get("sets", [[case["at"], case["value"]]] if "at" in case else []):
        _holder(record, at)[at[-1]] = value
    if "drop" in case:
        del _holder(record, case["drop"])[case["drop"][-1]]
    if "swap" in case:
        name, a, b = case["swap"]
        record[name][a], record[name][b] = record[name][b], record[name][a]
    return record


def _holder(record: Any, at: list[Any]) -> Any:
    for step in at[:-1]:
        record = record[step]
    return record


def _swap_ids(path: Path, first: int, second: int) -> None:
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    one, other = records[first - 1], records[second - 1]
    one["id"], other["id"] = other["id"], one["id"]
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records), encoding="utf-8")


def _unclaim(path: Path, label: str) -> None:
    blocks = path.read_text("utf-8").split("\n\n")
    kept = [block for block in blocks if f"[^{label}]" not in block]
    lines = [line for line in "\n\n".join(kept).split("\n") if f"[^{label}]" not in line]
    assert len(kept) < len(blocks)
    path.write_text(re.sub("\n{3,}", "\n\n", "\n".join(lines)), encoding="utf-8")
