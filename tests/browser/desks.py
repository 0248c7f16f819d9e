"""Desks in processes of their own, and the dossiers on them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from claims.extraction.claim_facets import with_facets
from claims.model import Claim, Source, Span, claim_id
from tests.desk.conftest import written
from tests.sheet.making import document, dossier, span

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHECKOUT = Path(__file__).resolve().parents[2]
SPOKEN = "قال مصدر عسكري رقم {n} إن قوات الجيش قتلت {n} عناصر في طرابلس مساء الخميس."
MISSED = "وأعلن المتحدث أحمد المسماري أن 3 جنود أصيبوا."


def many(count: int) -> tuple[str, list[str]]:
    """An article in which each of so many sources says something, and its lines."""
    lines = [*(SPOKEN.format(n=n) for n in range(1, count + 1)), MISSED]
    return "\n".join(lines) + "\n", lines


def made(folder: Path, count: int = 16) -> Path:
    """Write a dossier of that article, with a claim of each source."""
    text, _ = many(count)
    article = document(text, published="2024-03-01", title="القتال في طرابلس", publisher="Coast News")
    claims = []
    for n in range(1, count + 1):
        start, name = text.index(f"قال مصدر عسكري رقم {n} "), f"مصدر عسكري رقم {n}"
        cue, mention = Span.of(text, start, start + 3), Span.of(text, start + 4, start + 4 + len(name))
        content = span(text, f"قوات الجيش قتلت {n} عناصر في طرابلس مساء الخميس")
        id = claim_id(article.id, mention.exact, cue.exact, [content.exact], 0)
        claims.append(Claim(id, article.id, Source(name, "unnamed", mention), cue, (content,), "indirect"))
    return written(folder, dossier(article, claims=with_facets(article, claims)))


class Running:
    """A desk in a process of its own."""

    def __init__(self, folder: Path, *more: str, by: str = "هدى") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "claims", "desk", str(folder), "--by", by, *more],
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUNBUFFERED": "1"},
        )
        assert self.process.stdout is not None
        self.link = self.process.stdout.readline().strip()
        assert "/enter?token=" in self.link
        self.origin = self.link.partition("/enter")[0]

    def end(self, how: int = signal.SIGINT) -> int:
        """End it, also if it has been killed before, and return its exit code."""
        self.process.send_signal(how)
        code = self.process.wait(timeout=30)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return code


def press(page: Page, key: str) -> None:
    """Press a key, and wait until what it sends is answered."""
    before = page.url + page.locator("#said").inner_text()
    with page.expect_response(lambda response: response.request.method in {"GET", "POST"}):
        page.keyboard.press(key)
    page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")
    assert before


def leave(page: Page) -> None:
    """Leave the field of a form, then the form."""
    page.keyboard.press("Escape")
    press(page, "Escape")
