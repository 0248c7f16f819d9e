import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claims.cli import terminal
from tests.cli.conftest import CHECKOUT, Run


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


def shell(line: str) -> "subprocess.CompletedProcess[bytes]":
    """Runs a line of bash in which F is the command."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "F": f"{sys.executable} -m claims"}
    return subprocess.run(["bash", "-c", line], capture_output=True, env=environment, timeout=60, check=False)


CLOSED = b"factsheet: error: standard output is closed. Redirect it, such as with > FILE\n"


@pytest.mark.parametrize(
    ("line", "code", "error"),
    [
        ("$F extract a.txt >&-", 2, CLOSED),
        ("$F extract - <&-", 2, b"factsheet: error: standard input: the file is empty. Pass a file with the text"),
        ("$F extract a.txt 2>&-", 0, b""),
        ("$F --help >&-", 2, CLOSED),
        ("$F --help | true; exit ${PIPESTATUS[0]}", 141, b""),
        ("$F build --help | true; exit ${PIPESTATUS[0]}", 141, b""),
        ("$F build a.txt --out d --title $'\\xff'", 2, b"Invalid value for '--title'"),
        ("$F build a.txt --out d --id $'\\xff'", 2, b"Invalid value for '--id'"),
        (
            "echo '{{10**5000}}' >t.j2; $F build a.txt --out d; $F render d --template t.j2",
            2,
            b"t.j2:1: the template fails: the result of this ** would be too large",
        ),
        ("$F build a.txt --out d --id con", 2, b"'con' cannot be an article's id"),
        ("$F build a.txt --out d --id $'a\\u202eb'", 2, b"cannot be an article's id"),
    ],
)
def test_streams_and_options_of_all_kinds(here: Path, line: str, code: int, error: bytes) -> None:
    Path("a.txt").write_text("قال الوزير إن الحرب انتهت.\n", encoding="utf-8")
    ended = shell(line)
    assert error in ended.stderr
    assert b"Traceback" not in ended.stderr
    assert b"Exception" not in ended.stderr
    assert ended.returncode == code or (code == 141 and ended.returncode == 0)  # the pipe may close too late


def test_an_interrupt_while_modules_load() -> None:
    line = "import sys, types; m = types.ModuleType('claims.cli'); m.__getattr__ = lambda n: (_ for _ in ()).throw("
    line += "KeyboardInterrupt()); sys.modules['claims.cli'] = m; from claims.__main__ import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    told = [sys.executable, "-c", line]
    ended = subprocess.run(told, capture_output=True, env=environment, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (130, b"factsheet: interrupted; no changes were made\n")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_the_worker_ends_with_its_parent() -> None:
    line = (
        "import os, signal; from claims.ingest.sandbox import Sandbox\n"
        "box = Sandbox(); process = box._running(); print(process.pid, flush=True)\n"
        "import time; time.sleep(1.5); os.kill(os.getpid(), signal.SIGKILL)"
    )
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    told = [sys.executable, "-c", line]
    ended = subprocess.run(told, capture_output=True, env=environment, timeout=60, check=False)
    worker = Path("/proc") / ended.stdout.decode().strip()
    for _ in range(50):
        if not worker.exists() or "Z" in (worker / "stat").read_text().split(")")[1][:3]:
            return
        time.sleep(0.1)
    pytest.fail("the worker is still there")


def test_standard_input_is_named_once(run: Run) -> None:
    message = "factsheet: error: standard input was read already. Name it once\n"
    assert message in run("validate", "-", "-", given=b"{}\n").err
