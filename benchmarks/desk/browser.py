"""Measures how long a reviewer waits in a real browser: from the key to the next claim on screen, with the act on disk.

    python -m benchmarks.desk.browser [CLAIMS [ACTS]]

With `factsheet desk` it serves a dossier as `benchmarks.desk.latency` makes it, presses `a` a hundred times in
Chromium, each time once the next claim is painted, and prints the median and the longest time with the machine's load;
then what of it the page itself took of the processor, which does not depend on what else the machine does.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from benchmarks.desk.latency import BOUND_MS, DECISIONS, REVIEWER, told, written
from claims.store import read_acts

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

WATCH = """() => {
  window.waits = [];
  let pressed = null;
  document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  document.addEventListener("htmx:afterSettle", () => requestAnimationFrame(() => setTimeout(() => {
    if (pressed !== null) window.waits.push(performance.now() - pressed);
    pressed = null;
  })));
}"""
"""Notes the time from each key to the first moment after the frame in which its answer was painted."""


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    acts = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as place:
        folder = written(Path(place) / "dossier", count, acts)
        command = [sys.executable, "-m", "claims", "desk", str(folder), "--by", REVIEWER]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as desk:
            try:
                assert desk.stdout is not None
                waits, own = pressed(desk.stdout.readline().strip())
            finally:
                desk.send_signal(signal.SIGINT)
        decided = sum(act.act == "accept" for act in read_acts(folder))
        print(f"{count} claims, {acts} acts; {decided} decisions on disk; bound {BOUND_MS} ms")
        print(told("key", waits))
        print(f"  the page's processor time: {own:.1f} ms a decision")


def pressed(link: str) -> tuple[list[float], float]:
    """Return how long each decision took in the browser, and the page's own processor time for one, in milliseconds."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(120_000)
        page.goto(link)
        page.evaluate(WATCH)
        tools = page.context.new_cdp_session(page)
        tools.send("Performance.enable", {"timeDomain": "threadTicks"})
        begun = processor_ms(tools)
        for number in range(1, DECISIONS + 1):
            press(page, number)
        own = (processor_ms(tools) - begun) / DECISIONS
        waits: list[float] = page.evaluate("() => window.waits")
        browser.close()
    return waits, own


def processor_ms(tools: CDPSession) -> float:
    """Return the processor time that the page's main thread has taken, in milliseconds."""
    found = {each["name"]: each["value"] for each in tools.send("Performance.getMetrics")["metrics"]}
    return 1000 * float(found["TaskDuration"])


def press(page: Page, number: int) -> None:
    """Accept a claim, and wait until the next one is painted."""
    page.keyboard.press("a")
    page.wait_for_function("(number) => window.waits.length === number", arg=number)


if __name__ == "__main__":
    main()
