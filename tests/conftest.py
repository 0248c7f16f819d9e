"""What holds for every test: no network, the same examples on each run, and on demand no skips.

Options: `--no-skips` makes a skipped test a failure; `--update-golden` writes the files that the fixture `golden`
compares with (`make golden`); `--fuzz N` runs N rounds of each kind of damaged input.
"""

import signal
import socket
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, TypeVar

import hypothesis
import pytest

# The same examples on each run and no time limit an example: a red test means a defect, not a slow machine.
hypothesis.settings.register_profile("sealed", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("sealed")

NOWHERE = "http://127.0.0.1:9"

Golden = Callable[[Path, str], None]
Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of these tests."""
    parser.addoption("--no-skips", action="store_true", help="fail each test that is skipped")
    parser.addoption("--fuzz", type=int, default=24, metavar="N", help="rounds of each kind of damaged input")
    parser.addoption("--update-golden", action="store_true", help="write the golden files instead of comparing")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that compare with golden files, so that `-m golden` selects them."""
    for item in items:
        if "golden" in getattr(item, "fixturenames", ()):
            item.add_marker("golden")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fails skipped tests where none may be skipped."""
    report = yield
    return _without_skip(report, item.config)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fails skipped modules where none may be skipped."""
    report = yield
    return _without_skip(report, collector.config)


def _without_skip(report: Report, config: pytest.Config) -> Report:
    expected_failure = hasattr(report, "wasxfail")
    if report.skipped and not expected_failure and config.getoption("--no-skips"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped, and --no-skips is given. {reason}"
    return report


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with that of a golden file; with `--update-golden`, writes it there."""

    def compare(file: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            file.write_text(text, encoding="utf-8", newline="")
        assert text == file.read_text(encoding="utf-8"), "If the change is intended: make golden"

    return compare


def _cache_without_receipts(folders: pytest.TempPathFactory) -> Path:
    """A cache that can keep no receipt of a sheet: sheets are rendered to be checked, unless a test is about that."""
    cache = folders.mktemp("cache")
    (cache / "claims-factsheet").touch()
    return cache


@pytest.fixture(autouse=True, scope="session")
def interruptible() -> None:
    """Lets Ctrl-C reach the programs that tests start: a job in the background ignores it, and so would they."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Makes each attempt to reach the network an error, here and in the programs that tests start."""

    def refuse(self: socket.socket, address: object, *_: object) -> Any:
        if self.family == getattr(socket, "AF_UNIX", None):
            return connect(self, address)  # type: ignore[arg-type]
        raise AssertionError(f"a test tried to reach the network: {address!r}")

    connect = socket.socket.connect
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket.socket, "connect_ex", refuse)
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            patch.setenv(name, NOWHERE)
        patch.setenv("XDG_CACHE_HOME", str(_cache_without_receipts(tmp_path_factory)))
        patch.delenv("no_proxy", raising=False)
        patch.delenv("NO_PROXY", raising=False)
        yield
