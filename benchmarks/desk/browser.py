"""Measures how long a reviewer waits in a real browser: from the key to the next claim on screen, with the act on disk.

    python -m benchmarks.desk.browser [CLAIMS [ACTS]] [--long] [--busy]

With `factsheet desk` it serves a dossier as `benchmarks.desk.latency` makes it, presses `a` a hundred times in
Chromium, each time once the next claim is painted, and prints the median, the 95th percentile and the longest time with
the machine's load; then the steps of which they consist, and what the page itself took of the processor, which does not
depend on what else the machine does. With `--long`, all claims are in articles of 100,000 characters, 300 in each. With
`--busy`, another process uses one of the processor's cores meanwhile.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.desk.latency import BOUND_MS, DECISIONS, LONG, REVIEWER, SHORT, told, written
from claims.store import read_acts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import CDPSession, Page

WATCH = """() => {
  window.waits = [];
  document.addEventListener("keydown", (event) => {
    const wait = { pressed: event.timeStamp };
    window.painted = new Promise((resolve) => {
      document.addEventListener("htmx:beforeSend", () => { wait.sent = performance.now(); }, { once: true });
      document.addEventListener("htmx:beforeOnLoad", () => { wait.received = performance.now(); }, { once: true });
      document.addEventListener("htmx:afterSettle", () => {
        wait.changed = performance.now();
        requestAnimationFrame(() => {
          const painting = new MessageChannel();
          painting.port1.onmessage = () => { wait.painted = performance.now(); waits.push(wait); resolve(); };
          painting.port2.postMessage(null);
        });
      }, { once: true });
    });
  }, true);
}"""
"""Notes when each key was pressed, its request was sent and answered, the page changed, and the frame painted."""
STEPS = {
    "before the request": ("pressed", "sent"),
    "server and network": ("sent", "received"),
    "script and swap": ("received", "changed"),
    "layout and paint": ("changed", "painted"),
}
"""The steps between a key and the next claim, each between two of the times that are noted."""
SHARES = {"script": "ScriptDuration", "style": "RecalcStyleDuration", "layout": "LayoutDuration"}
"""What Chromium says of the processor time of a page."""


def main() -> None:
    """Measure and print."""
    options = arguments()
    with tempfile.TemporaryDirectory() as place, busy() if options.busy else contextlib.nullcontext():
        folder = written(Path(place) / "dossier", options.claims, options.acts, LONG if options.long else SHORT)
        command = [sys.executable, "-m", "claims", "desk", str(folder), "--by", REVIEWER]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as desk:
            try:
                assert desk.stdout is not None
                waits, own = pressed(desk.stdout.readline().strip())
            finally:
                desk.send_signal(signal.SIGINT)
        decided = sum(act.act == "accept" for act in read_acts(folder))
    print(f"{options.claims} claims, {options.acts} acts; {decided} decisions on disk; bound {BOUND_MS} ms")
    print(told("key", lasted(waits, "pressed", "painted")))
    for name, (begun, ended) in STEPS.items():
        print(told(f"  {name}", lasted(waits, begun, ended)))
    shares = ", ".join(f"{name} {own[key]:.1f}" for name, key in SHARES.items())
    print(f"  the page's processor time: {own['TaskDuration']:.1f} ms a decision; of it {shares}")


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("claims", nargs="?", type=int, default=10_000)
    parser.add_argument("acts", nargs="?", type=int, default=0)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--busy", action="store_true")
    return parser.parse_args()


@contextlib.contextmanager
def busy() -> Iterator[None]:
    """Keep one core of the processor busy."""
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as other:
        try:
            yield
        finally:
            other.kill()


def lasted(waits: Sequence[Mapping[str, float]], begun: str, ended: str) -> list[float]:
    """Return the milliseconds between two times of each decision."""
    return [each[ended] - each[begun] for each in waits]


def pressed(link: str) -> tuple[list[dict[str, float]], dict[str, float]]:
    """Return the times of each decision in the browser, and the page's own processor time for one, in milliseconds."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(120_000)
        page.goto(link)
        page.evaluate(WATCH)
        tools = page.context.new_cdp_session(page)
        tools.send("Performance.enable", {"timeDomain": "threadTicks"})
        begun = processor_ms(tools)
        for _ in range(DECISIONS):
            press(page)
        ended = processor_ms(tools)
        waits: list[dict[str, float]] = page.evaluate("() => window.waits")
        browser.close()
    return waits, {name: (ended[name] - begun[name]) / DECISIONS for name in ended}


def processor_ms(tools: CDPSession) -> dict[str, float]:
    """Return the processor time that the page's main thread has taken, by what for, in milliseconds."""
    found = {each["name"]: each["value"] for each in tools.send("Performance.getMetrics")["metrics"]}
    return {name: 1000 * float(found[name]) for name in ("TaskDuration", *SHARES.values())}


def press(page: Page) -> None:
    """Accept a claim, and wait until the next one is painted."""
    page.keyboard.press("a")
    page.evaluate("() => window.painted")


if __name__ == "__main__":
    main()
