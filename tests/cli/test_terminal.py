"""Nothing that stands in a file is obeyed by the terminal, whatever the command."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claims.text.terminal_text import printable
from tests.cli.conftest import CHECKOUT, Run

HOSTILE = "a\x1b]0;owned\x07\x1b[2J\x9b31m\u202eb\u2066c"
GOOD = "قال الوزير إن الحرب انتهت وإن الحدود مفتوحة.\n"
OWN = re.compile(r"\x1b\[[0-9;]*m|\r\x1b\[K|[\r\n\t]")
OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066]")

COMMANDS = {
    "build": ("build", "in", "--out", "new"),
    "build one": ("build", f"in/{HOSTILE}.txt", "--out", "new"),
    "add": ("build", "in", "--out", "dossier", "--add"),
    "extract": ("extract", "in"),
    "extract missing": ("extract", HOSTILE),
    "explain": ("extract", "in", "--explain"),
    "facets": ("facets", "in"),
    "validate": ("validate", "dossier"),
    "validate missing": ("validate", HOSTILE),
    "rule": ("validate", "--explain", HOSTILE),
    "render": ("render", "dossier"),
    "render html": ("render", "dossier", "--format", "html"),
    "render out": ("render", "dossier", "--out", f"{HOSTILE}.md"),
    "verify": ("verify", "dossier/factsheet.md", "dossier"),
    "review": ("review", "dossier", "CLAIM"),
    "review decision": ("review", "dossier", "CLAIM", "--accept", "--by", HOSTILE),
    "review unknown": ("review", "dossier", HOSTILE),
    "status": ("status", "dossier"),
    "status json": ("status", "dossier", "--format", "json"),
    "document show": ("document", "show", "dossier"),
    "document set": ("document", "set", "dossier", HOSTILE, "title=x", "--by", "x"),
    "translate": ("translate", "dossier"),
    "schema": ("schema", HOSTILE),
    "no command": (HOSTILE,),
    "no option": ("build", f"--{HOSTILE}"),
}


@pytest.fixture
def dossier(run: Run) -> str:
    """A dossier in whose records hostile text stands, and hostile files beside it."""
    Path("in").mkdir()
    Path("in/a.txt").write_text(GOOD, encoding="utf-8")
    (Path("in") / f"{HOSTILE}.txt").write_text(GOOD + HOSTILE, encoding="utf-8")
    (Path("in") / f"{HOSTILE}.pdf").write_bytes(b"%PDF-1.7")
    assert run("build", "in/a.txt", "--out", "dossier").code == 0
    for name in ("documents.jsonl", "claims.jsonl"):
        file = Path("dossier") / name
        records = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        for record in records:
            if name == "documents.jsonl":
                record |= {"title": HOSTILE, "publisher": HOSTILE, "author": HOSTILE}
            else:
                record["source"]["name"] = HOSTILE
                record["review"] = {"status": "accepted", "by": HOSTILE, "at": "2026-01-02T03:04:05Z", "note": HOSTILE}
        file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return str(records[0]["id"])


def on_terminal(*arguments: str) -> str:
    """What a command writes to a terminal that is both its standard output and its standard error."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "1"}
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "claims", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
            env=environment,
        )
        os.close(theirs)
        pieces = []
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            pieces.append(piece)
        process.wait(timeout=60)
    finally:
        os.close(ours)
    return b"".join(pieces).decode("utf-8", "replace")


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_no_command_passes_hostile_text_on(dossier: str, run: Run, arguments: tuple[str, ...]) -> None:
    told = [dossier if word == "CLAIM" else word for word in arguments]
    shutil.copytree("dossier", "copy")
    ended = run(*told)
    assert not OBEYED.search(OWN.sub("", ended.err)), ended.err
    shutil.rmtree("dossier")
    shutil.move("copy", "dossier")
    shown = on_terminal(*told)
    assert "Traceback" not in shown
    own = OWN.sub("", shown).replace("\u2066", "", shown.count("\u2069"))
    assert not OBEYED.search(own), shown


def test_what_is_shown_says_what_it_was() -> None:
    assert printable("a\x1b[31mb\u202e\x9b\ud800\n") == "a\\u001b[31mb\\u202e\\u009b\\ud800\\u000a"
    assert printable("قال «نعم»\u200c\u200f 😀") == "قال «نعم»\u200c\u200f 😀"
