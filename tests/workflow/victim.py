"""A process that changes dossiers in children of its own, which it kills when it is told to.

Each line of its standard input is a JSON object: `folder`, `work` (what to do there), `at` (kill it before its n-th
step on the disk), `after` (or after so many seconds). Its answer is how the child ended and how long that took. What
finds claims is the light one of these tests, and no model compares them: nothing heavy is loaded.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from claims.analysis import embeddings
from claims.extraction import registered
from claims.store import read_dossier
from claims.workflow import build, review
from tests.workflow.conftest import PLAIN


def main() -> None:
    embeddings.encoder = lambda: None
    warm()
    for line in sys.stdin:
        order = json.loads(line)
        begun = time.monotonic()
        child = os.fork()
        if not child:
            run(order)
        if order.get("after") is not None:
            time.sleep(order["after"])
            os.kill(child, signal.SIGKILL)
        _, ended = os.waitpid(child, 0)
        sys.stdout.write(json.dumps([os.waitstatus_to_exitcode(ended), time.monotonic() - begun]) + "\n")
        sys.stdout.flush()


def warm() -> None:
    """Load here what each child would have to load."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "dossier"
        for name in ("a.txt", "b.txt"):
            article = Path(place) / name
            article.write_text(f"قال الوزير إن الحرب انتهت {name}\n", encoding="utf-8")
            build([article], folder, add=True)
        review(folder, [read_dossier(folder).claims[0].id], by="منى", status="accepted")


def run(order: dict[str, Any]) -> None:
    signal.alarm(60)  # a child that hangs ends
    folder = Path(order["folder"])
    if order.get("at") is not None:
        kill_before(order["at"], str(folder))
    try:
        if "add" in order["work"]:
            build(order["work"]["add"], folder, add=True)
        else:
            review(folder, order["work"]["review"], by="منى", status="accepted", note="قرئ")
    except BaseException:  # noqa: BLE001  # a child that goes on would be a second victim
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)


def kill_before(step: int, folder: str) -> None:
    """Kill this process before it takes its n-th step on the disk in `folder` or beside it."""
    left, name = step, Path(folder).name

    def hook(event: str, given: tuple[Any, ...]) -> None:
        nonlocal left
        if event.startswith(("os.", "open", "shutil.")) and name in str(given):
            left -= 1
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


if __name__ == "__main__":
    with registered(PLAIN):
        main()
