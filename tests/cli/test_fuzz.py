"""Damaged files, hostile records and arguments: no fault, no other exit code, nothing half-written, nothing obeyed.

Each round is made from its number. `--fuzz N` runs N rounds of each kind instead of a few; many need `--timeout 0`.
"""

from __future__ import annotations

import io
import json
import random
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claims.cli import command
from tests.cli.hostile_inputs import HOSTILE, arguments, damaged_bytes, damaged_dossier
from tests.ingest.made import PARAGRAPHS, TEXT, page, wacz, warc

if TYPE_CHECKING:
    from collections.abc import Sequence

INGEST = Path(__file__).parents[1] / "ingest"
OWN = re.compile(r"\x1b\[[0-9;]*m|\r\x1b\[K|[\r\n\t\u2067-\u2069]")
OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066]")
UNFINISHED = ("*.tmp", ".*factsheet-*", ".*.factsheet*")
FILES_A_ROUND = 24
FILES: dict[str, bytes] = {
    "a.txt": f"قال الوزير سالم الهادي إن الجسر مغلق. {TEXT}".encode(),
    "a.md": f"---\ntitle: خبر\ndate: 2024-05-06\n---\n# خبر\n\n{TEXT}<div dir='rtl'>{PARAGRAPHS[0]}</div>\n".encode(),
    "a.html": page(*PARAGRAPHS).encode(),
    "a.warc": warc([page(*PARAGRAPHS)], packed=False),
    "a.warc.gz": warc([page(*PARAGRAPHS)]),
    "a.wacz": wacz({"archive/a.warc.gz": warc([page(*PARAGRAPHS)])}),
    "a.jsonl": b'{"text": "He said that it rained.", "title": "Rain", "published": "2024-05-06"}\n' * 2,
    "a.csv": b"text,title,date\r\nHe said that it rained.,Rain,2024-05-06\r\n",
    "a.eml": f"From: a@b.example\nTo: c@d.example\nDate: Mon, 20 May 2024 09:30:00 +0300\n\n{TEXT}".encode(),
    "a.srt": b"1\n00:00:01,000 --> 00:00:02,000\nHe said that it rained.\n",
    "a.rss": f"<rss><channel><item><title>y</title><description>{TEXT}</description></item></channel></rss>".encode(),
    "a.pdf": (INGEST / "printed" / "english.weasyprint.pdf").read_bytes(),
}  # fmt: skip


@pytest.fixture(scope="session")
def rounds(request: pytest.FixtureRequest) -> int:
    """How many rounds of each kind to run."""
    return int(request.config.getoption("--fuzz"))


class Terminal(io.TextIOWrapper):
    """A standard stream that says it is a terminal, and keeps what it is told."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="surrogateescape", newline="\n")

    def isatty(self) -> bool:
        return True

    def told(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode("utf-8", "surrogateescape")


def ended(told: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> int:
    """Run a command on a terminal, check all that it says, and return its exit code."""
    out, err = Terminal(), Terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        with pytest.raises(SystemExit) as end:
            command.main(list(told), prog_name="factsheet")
    said = out.told() + err.told()
    assert "Traceback" not in said, (told, said)
    assert "fault in this program" not in said, (told, said)
    assert end.value.code in (0, 1, 2), (told, end.value.code, said)
    obeyed = OBEYED.search(OWN.sub("", said))
    assert obeyed is None, (told, said[max(0, obeyed.start() - 50) :][:200])
    return int(end.value.code)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def first_claim(dossier: Path) -> str:
    """The id of a dossier's first claim."""
    return str(json.loads((dossier / "claims.jsonl").read_text("utf-8").partition("\n")[0])["id"])


def refuse_unfinished(folder: Path, told: object) -> None:
    left = [path for name in UNFINISHED for path in folder.rglob(name)]
    assert not left, (told, left)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier that was built, reviewed and rendered."""
    folder = tmp_path_factory.mktemp("sound")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        Path("in").mkdir()
        for name in ("a.txt", "a.jsonl"):
            (Path("in") / name).write_bytes(FILES[name])
        assert ended(["build", "in", "--out", "d"], patch) == 0
        claim = first_claim(folder / "d")
        for by in ("One", "Two"):
            assert ended(["review", "d", claim, "--accept", "--by", by, "--note", "x"], patch) == 0
    return folder / "d"


def test_damaged_files(rounds: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(max(1, rounds // FILES_A_ROUND)):
        chance = random.Random(number)
        folder = Path(f"in{number}")
        folder.mkdir()
        for k in range(FILES_A_ROUND):
            name = chance.choice(sorted(FILES))
            other = FILES[chance.choice(sorted(FILES))]
            (folder / f"{k}{name}").write_bytes(damaged_bytes(FILES[name], chance, other))
        code = ended(["extract", str(folder), "--out", "claims.jsonl"], monkeypatch)
        assert code == ended(["build", str(folder), "--out", "d"], monkeypatch)
        refuse_unfinished(tmp_path, number)
        if code < 2:
            assert ended(["validate", "d"], monkeypatch) < 2
            assert ended(["validate", "claims.jsonl", "--texts", "d/texts"], monkeypatch) < 2
            assert ended(["render", "d", "--format", "html", "--out", "d.html"], monkeypatch) == 0
            shutil.rmtree("d")
        shutil.rmtree(folder)


READING = (
    ["validate", "d"],
    ["render", "d", "--out", "-"],
    ["status", "d"],
    ["review", "d"],
    ["document", "show", "d"],
)
WRITING = (
    ["validate", "d", "--fix"],
    ["render", "d"],
    ["render", "d", "--format", "claims-csv", "--out", "out.csv"],
    ["review", "d", "CLAIM", "--reject", "--by", HOSTILE.replace("\x00", ""), "--note", "y"],
    ["document", "set", "d", "a", "title=x", "--by", "x"],
    ["build", "in/b.txt", "--out", "d", "--add"],
)


def test_damaged_records(rounds: int, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/b.txt").write_bytes(FILES["a.txt"])
    claim = first_claim(sound)
    for number in range(rounds):
        chance = random.Random(number)
        shutil.copytree(sound, "d")
        done = f"round {number}: {damaged_dossier(tmp_path / 'd', chance)}"
        told = [claim if word == "CLAIM" else word for word in chance.choice((*READING, *WRITING))]
        before = files(tmp_path / "d")
        try:
            code = ended(told, monkeypatch)
        except AssertionError as error:
            raise AssertionError(done) from error
        refuse_unfinished(tmp_path, (done, told))
        if told in READING or code == 2:
            assert files(tmp_path / "d") == before, (done, told)
        shutil.rmtree("d")


def test_hostile_arguments(rounds: int, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(rounds):
        shutil.copytree(sound, "d", dirs_exist_ok=True)
        Path("a.txt").write_bytes(FILES["a.srt"])
        told = arguments(random.Random(number), ["d", "a.txt", "d/claims.jsonl", "missing"])
        try:
            ended(told, monkeypatch)
        except AssertionError as error:
            raise AssertionError(f"round {number}") from error
        refuse_unfinished(tmp_path, told)
        for path in tmp_path.iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
