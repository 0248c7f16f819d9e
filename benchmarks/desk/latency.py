"""Measures how long a reviewer waits at the desk: from a key to the answer, with the act on disk.

    python -m benchmarks.desk.latency [CLAIMS [ACTS]]

It makes a dossier of so many claims (10,000 by default) in a temporary folder, with a log of so many acts of the same
reviewer (none by default), decides on a hundred claims as the page does, and prints the median, the 95th percentile and
the longest time of each step, with those of the processor, which do not depend on what else the machine does, and the
machine's load. The bound is 100 ms. `benchmarks.desk.browser` measures the same in a real browser.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.testclient import TestClient

from claims.desk import Address, Choice, Desk, Keys, application
from claims.model import Claim, Document, Dossier, Found, Made, ReviewAct, Source, Span, claim_id
from claims.review import ReviewSession
from claims.store import appended, dossier_files, folder_write
from claims.workflow import OpenReview

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORT = 20
LONG = 300
"""Numbers of claims in an article, of which the greater makes it 100,000 characters long."""
DECISIONS = 100
BOUND_MS = 100
REVIEWER = "Reviewer"
UNCLAIMED = " " + "وتجمع سكان الحي في الساحة القريبة من السوق القديم قبل أن يعودوا إلى منازلهم. " * 3
"""What stands between two claims of a long article."""


def dossier(count: int, per_article: int = SHORT) -> Dossier:
    """A dossier of so many claims, so many in each article."""
    documents, claims = [], []
    more = UNCLAIMED if per_article == LONG else ""
    for number in range(-(-count // per_article)):
        lines = [f"قال المصدر رقم {n} إن {n + 2} أشخاص قتلوا في الهجوم مساء الخميس.{more}" for n in range(per_article)]
        document = Document.from_text(f"article-{number}", "\n".join(lines), "ar", published="2024-03-01")
        documents.append(document)
        start = 0
        for n, line in enumerate(lines):
            name = f"المصدر رقم {n}"
            mention = Span.of(document.text, start + 4, start + 4 + len(name))
            content = Span.of(document.text, start + line.index("إن") + 3, start + line.index("."))
            id = claim_id(document.id, name, "قال", [content.exact], 0)
            found = Found(model="m", version="1", confidence=(n + 1) / (per_article + 1))
            cue = Span.of(document.text, start, start + 3)
            source = Source(name, "unnamed", mention)
            claims.append(Claim(id, document.id, source, cue, (content,), "indirect", found=found))
            start += len(line) + 1
    return Dossier(None, ("ar",), Made("0"), tuple(documents), tuple(claims[:count]))


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    acts = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as place:
        folder = written(Path(place) / "dossier", count, acts)
        begun, own_begun = time.perf_counter(), time.process_time()
        desk = Desk(OpenReview(folder, REVIEWER))
        took, own = time.perf_counter() - begun, time.process_time() - own_begun
        print(f"{count} claims, {acts} acts; opened in {took:.1f} s, processor {own:.1f} s; bound {BOUND_MS} ms")
        gc.freeze()  # As the server does.
        measure(desk)


def written(folder: Path, count: int, acts: int, per_article: int = SHORT) -> Path:
    """Write a dossier of so many claims, with a log of so many acts."""
    whole = dossier(count, per_article)
    folder_write.put(folder, dossier_files(whole))
    folder_write.put(folder, {}, tails=appended(folder, noted(whole, acts)))
    return folder


def told(what: str, times: Sequence[float]) -> str:
    """Return median, 95th percentile and maximum of times in milliseconds, with the machine's load of a minute."""
    middle, late = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    load = f"of {len(times)}, load {os.getloadavg()[0]:.1f}"
    return f"{what:20} median {middle:6.1f} ms, 95 % {late:6.1f} ms, longest {max(times):6.1f} ms {load}"


def noted(whole: Dossier, number: int) -> list[ReviewAct]:
    """Return so many notes of one reviewer."""
    session = ReviewSession(whole, REVIEWER, at=lambda: "2026-03-01T09:00:00Z")
    for count in range(number):
        session.note(whole.claims[count % len(whole.claims)].id, f"note {count}")
    return session.new


def measure(desk: Desk) -> None:
    """Decide on claims as the page does, rendering what is next."""
    keys = Keys()
    app = application(desk, address=Address("127.0.0.1", 8417), keys=keys)
    with TestClient(app, base_url="http://127.0.0.1:8417") as browser:
        browser.get("/enter", params={"token": keys.issue()})
        own = {"Sec-Fetch-Site": "same-origin", "HX-Request": "true"}
        for what in ("accept", "next", "undo"):
            times, own_times = [], []
            for _ in range(DECISIONS):
                opened = desk.look(Choice())
                assert opened.card is not None  # it has claims
                form = {"claim": opened.card.id, "seen": opened.card.seen, "do": what}
                begun, own_begun = time.perf_counter(), time.process_time()
                if what == "next":
                    answer = browser.get(opened.following or "/", headers=own)
                else:
                    answer = browser.post("/undo" if what == "undo" else "/decide", data=form, headers=own)
                times.append(1000 * (time.perf_counter() - begun))
                own_times.append(1000 * (time.process_time() - own_begun))
                answer.raise_for_status()
            print(told(what, times))
            print(told("  processor", own_times))


if __name__ == "__main__":
    main()
