import io
import sys
from pathlib import Path

import pytest

from claims.cli import terminal


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def progress(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, total: int = 3) -> str:
    """What a run says that has gone on for longer than people wait without wondering."""
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(terminal.Progress, "patience", -1.0)
    shown = terminal.Progress()
    for done in range(total):
        shown(done, total, f"article-{done}")
    shown.clear()
    shown.clear()
    return stream.getvalue()


def test_a_long_run_says_how_far_it_is_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert progress(monkeypatch, Terminal()) == "\r\x1b[K0/3 article-0\r\x1b[K"


def test_elsewhere_or_for_one_article_it_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert progress(monkeypatch, io.StringIO()) == ""
    assert progress(monkeypatch, Terminal(), total=1) == ""


def test_a_short_run_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = Terminal()
    monkeypatch.setattr(sys, "stderr", stderr)
    terminal.Progress()(1, 3, "b")
    assert stderr.getvalue() == ""


def interrupted(out: Path) -> None:
    with terminal.results(out) as file:
        file.write("half of the sec")
        raise KeyboardInterrupt


def test_a_result_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonl"
    with terminal.results(out) as file:
        file.write("first\n")
    with pytest.raises(KeyboardInterrupt):
        interrupted(out)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"claims.jsonl": "first\n"}


def test_a_device_is_written_to_as_it_is() -> None:
    with terminal.results(Path("/dev/null")) as file:
        file.write("gone\n")
    assert Path("/dev/null").is_char_device()
