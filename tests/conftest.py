"""What holds for every test: no network, no home, the same examples on each run."""

import socket
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest

# The same examples on each run and no time limit an example: a red test means a defect, not a slow machine.
hypothesis.settings.register_profile("sealed", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("sealed")

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(autouse=True, scope="session")
def sealed() -> Iterator[None]:
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
        patch.delenv("no_proxy", raising=False)
        patch.delenv("NO_PROXY", raising=False)
        yield
