"""The desk in a real browser: with the keyboard alone, in two browsers at once, attacked, and killed."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from claims.extraction.claim_facets import with_facets
from claims.model import Claim, Source, Span, claim_id
from claims.review import Wanted
from claims.store import read_acts, read_dossier
from claims.workflow import Judgement, judge, review
from claims.workflow.validation import validation_run
from tests.browser.opened import Opened
from tests.browser.test_access import violations
from tests.desk.conftest import written
from tests.sheet.making import claim, document, dossier, span

pytestmark = pytest.mark.timeout(300)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path / "dossier")


@pytest.fixture
def start() -> Iterator[Callable[..., Running]]:
    running: list[Running] = []

    def begin(*arguments: object, **options: str) -> Running:
        running.append(Running(*arguments, **options))  # type: ignore[arg-type]  # as it takes them
        return running[-1]

    yield begin
    for each in running:
        each.end(signal.SIGKILL)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Opened]]:
    contexts: list[BrowserContext] = []

    def open_link(link: str, *, width: int = 1280, **options: object) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce", **options)  # type: ignore[arg-type]  # the options of a context, by name
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.set_default_timeout(60_000)
        opened.visit(link)
        return opened

    yield open_link
    for context in contexts:
        context.close()


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


def test_fifteen_claims_are_reviewed_with_the_keyboard(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    desk = start(folder)
    opened = visit(desk.link)
    page = opened.page
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    strokes = 0

    def stroke(key: str) -> None:
        nonlocal strokes
        strokes += 1
        press(page, key)

    for n in range(15):
        stroke("r" if n % 3 == 2 else "a")
        assert len(list(read_acts(folder))) == n + 1
    stroke("u")
    stroke("a")
    assert strokes < 60
    assert loads == []
    statuses = [each.review.status for each in read_dossier(folder).claims]
    assert statuses.count("draft") == 1
    assert statuses.count("rejected") == 4
    assert page.evaluate("document.activeElement.id") == "claim-heading"
    assert "claim=" in page.url
    assert [each for each in opened.requests if not each.startswith(desk.origin)] == []
    assert opened.complaints == []
    assert desk.end() == 0
    assert "هدى" in (folder / "factsheet.md").read_text(encoding="utf-8")


def select(page: Page, words: str) -> None:
    """Select words of the article, as a person does with the mouse, but for the last letter."""
    page.evaluate(
        """words => {
        const body = document.getElementById('article-body');
        const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
        const nodes = [];
        let text = '';
        for (let node; (node = walker.nextNode());) {
            if (!node.parentElement.closest('[data-start]')) continue;
            nodes.push([text.length, node]);
            text += node.data;
        }
        const at = text.indexOf(words);
        if (at < 0) throw new Error('not in the article: ' + words);
        const place = offset => {
          const [begin, node] = nodes.findLast(([start]) => start <= offset);
          return [node, offset - begin];
        };
        const range = document.createRange();
        range.setStart(...place(at));
        range.setEnd(...place(at + words.length - 1));
        const chosen = getSelection();
        chosen.removeAllRanges();
        chosen.addRange(range);
        }""",
        words,
    )
    page.wait_for_function("words => document.querySelector('.selected-words').textContent.length > 1", arg=words)


def test_a_source_and_a_figure_are_corrected_a_claim_added_and_names_merged(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    desk = start(folder)
    opened = visit(desk.link)
    page = opened.page
    press(page, "e")
    select(page, "المتحدث أحمد المسماري")
    with page.expect_response("**/edit"):
        page.get_by_role("button", name="Source here").click()
    page.wait_for_function("() => document.getElementById('edit-name').value === 'المتحدث أحمد المسماري'")
    page.locator("[name=figure-1-min]").fill("4")
    page.locator("[name=figure-1-max]").fill("4")
    with page.expect_response("**/edit"):
        page.get_by_role("button", name="Save").click()
    page.wait_for_selector("[data-key=a]")
    corrected = read_dossier(folder).claims[0]
    assert corrected.source.name == "المتحدث أحمد المسماري"
    assert corrected.facets is not None
    assert [(each.min, each.max) for each in corrected.facets.figures][:1] == [(4, 4)]

    press(page, "c")
    for words, button in (
        ("أعلن", "Attributing words"),
        ("3 جنود أصيبوا", "What is claimed"),
        ("أحمد المسماري", "Source here"),
    ):
        select(page, words)
        with page.expect_response("**/edit"):
            page.get_by_role("button", name=button).first.click()
        page.wait_for_function("() => document.querySelector('.selected-words')?.textContent === ''")
    with page.expect_response("**/edit"):
        page.get_by_role("button", name="Save").click()
    page.wait_for_selector("[data-key=a]")
    claims = read_dossier(folder).claims
    assert len(claims) == 17
    assert claims[-1].content[0].exact == "3 جنود أصيبوا"

    page.get_by_role("link", name="Sources").click()
    page.get_by_role("checkbox", name="مصدر عسكري رقم 2", exact=True).check()
    page.get_by_role("checkbox", name="مصدر عسكري رقم 3", exact=True).check()
    with page.expect_response("**/sources"):
        page.get_by_role("button", name="One source", exact=True).click()
    page.wait_for_function("() => document.getElementById('said').textContent.includes('merged')")
    assert [act.act for act in read_acts(folder)] == ["correct", "add", "merge_sources"]
    assert opened.complaints == []
    assert [each for each in validation_run().check(folder) if each.code.startswith("E")] == []


def test_claims_are_split_graded_and_tied_with_the_keyboard(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    desk = start(folder)
    opened = visit(desk.link)
    page = opened.page
    press(page, "s")
    page.keyboard.type("قتلت 1 عناصر")
    press(page, "Enter")
    page.wait_for_function("() => document.querySelectorAll('.parts > li').length === 3")
    page.get_by_role("button", name="Leave out claim 1").focus()
    press(page, "Enter")
    page.wait_for_function("() => document.querySelectorAll('.parts > li').length === 2")
    page.get_by_role("button", name="Save").focus()
    press(page, "Enter")
    page.wait_for_selector("[data-key=a]")
    found = [claim for claim in read_dossier(folder).claims if claim.source.name == "مصدر عسكري رقم 1"]
    assert [claim.content[0].exact for claim in found] == ["قتلت 1 عناصر", "في طرابلس مساء الخميس"]

    page.keyboard.press("g")
    page.keyboard.type("B")
    page.keyboard.press("Tab")
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    press(page, "Enter")
    page.wait_for_function("() => document.getElementById('said').textContent.includes('Grade')")
    grading = read_dossier(folder).claims[0].grading
    assert grading is not None
    assert (grading.reliability, grading.credibility) == ("B", 3)

    press(page, "m")
    press(page, "j")
    press(page, "j")
    press(page, "t")
    (pair,) = read_dossier(folder).ties.one_event
    assert found[0].id in pair
    assert "Same event, says" in page.locator(".ties").inner_text()
    press(page, "d")
    assert read_dossier(folder).ties.two_events == (pair,)
    press(page, "u")
    assert read_dossier(folder).ties.one_event == (pair,)
    assert opened.complaints == []
    assert [each for each in validation_run().check(folder) if each.code.startswith("E")] == []


def test_one_name_becomes_two_sources(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    desk = start(folder)
    judge(folder, [claim.id for claim in read_dossier(folder).claims[:3]], Judgement(Wanted(source="خالد")), by="هدى")
    opened = visit(desk.link)
    page = opened.page
    page.get_by_role("link", name="Sources").click()
    page.get_by_text("Mentions of خالد").click()
    page.get_by_role("checkbox", name="Choose this mention").nth(1).check()
    page.get_by_label("The chosen mentions are of:").fill("خالد الثاني")
    with page.expect_response("**/sources"):
        page.get_by_role("button", name="Another source").click()
    page.wait_for_function("() => document.getElementById('said').textContent.includes('of their own')")
    found = read_dossier(folder)
    assert [claim.source.name for claim in found.claims[:3]] == ["خالد", "خالد الثاني", "خالد"]
    assert [[each.name for each in pair] for pair in found.ties.two_sources] == [["خالد", "خالد الثاني"]]
    assert opened.complaints == []


def test_two_browsers_and_two_desks_work_at_once(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    one, other = start(folder), start(folder, by="منى")
    first, second = visit(one.link), visit(other.link)
    refused = visit(one.link)
    assert "used already" in refused.page.content()
    first.page.keyboard.press("?")
    first.page.get_by_role("button", name="Link for another browser").click()
    third = visit(first.page.locator("#invitation code").inner_text())
    first.page.keyboard.press("Escape")
    press(first.page, "a")
    press(second.page, "r")
    press(third.page, "j")
    press(third.page, "a")
    acts = list(read_acts(folder))
    assert sorted((act.by, act.act) for act in acts) == [("منى", "reject"), ("هدى", "accept"), ("هدى", "accept")]
    first.visit(f"{one.origin}/?state=differ")
    # Within one second either may come first.
    assert sorted(first.texts(".opinions li")) == ["accepted by هدى", "rejected by منى"]
    assert [each for each in validation_run().check(folder) if each.code.startswith("E")] == []


def test_a_desk_that_is_killed_loses_nothing(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    desk = start(folder)
    opened = visit(desk.link)
    answered = 0
    for n in range(6):
        if n == 4:
            threading.Timer(0.004, desk.process.kill).start()
        try:
            with opened.page.expect_response("**/decide", timeout=3_000) as waiting:
                opened.page.keyboard.press("a")
            answered += waiting.value.status == 200
            opened.page.wait_for_function("n => document.querySelectorAll('.item').length > 0", arg=n)
            opened.page.wait_for_timeout(50)
        except Exception:  # noqa: BLE001  # the desk is gone
            break
    desk.process.wait(timeout=30)
    kept = [act.act for act in read_acts(folder)]
    assert answered >= 4
    assert len(kept) in (answered, answered + 1)
    assert set(kept) == {"accept"}
    again = start(folder)
    visited = visit(again.link)
    press(visited.page, "a")
    assert len(list(read_acts(folder))) == len(kept) + 1
    assert [each for each in validation_run().check(folder) if each.code.startswith("E")] == []
    assert not [path for path in folder.rglob("*") if path.name.startswith(".factsheet-")]


EVIL = """<!doctype html><title>evil</title><body><script>
const target = "%s";
const form = new URLSearchParams({do: "accept", claim: "%s", seen: "%s"});
fetch(target + "/decide", {method: "POST", body: form, credentials: "include", mode: "no-cors"}).catch(() => {});
fetch(target + "/", {credentials: "include"}).then(r => r.text())
  .then(t => { document.title = "read " + t.length; }).catch(() => { document.title = "refused"; });
</script><form id="f" method="post" action="%s/decide"><input name="do" value="accept"><input name="claim" value="%s">
<input name="seen" value="%s"></form><iframe src="%s/"></iframe></body>"""


@contextlib.contextmanager
def serving(page: str) -> Iterator[str]:
    """A site of somebody else, on another port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_of_another_origin_can_neither_read_nor_write(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    desk = start(folder)
    opened = visit(desk.link)
    id = read_dossier(folder).claims[0].id
    seen = opened.page.locator("[name=seen]").first.input_value()
    page = EVIL % (desk.origin, id, seen, desk.origin, id, seen, desk.origin)
    with serving(page) as evil:
        for address in (evil, evil.replace("127.0.0.1", "localhost")):
            tab = opened.page.context.new_page()
            tab.goto(address)
            tab.wait_for_function("() => document.title !== 'evil'")
            assert tab.title() == "refused"
            with tab.expect_navigation():
                tab.evaluate("document.getElementById('f').submit()")
            assert "another site" in tab.content() or "Open the link" in tab.content()
            tab.close()
    assert not (folder / "reviews").exists()
    press(opened.page, "a")
    assert len(list(read_acts(folder))) == 1


def test_a_hostile_dossier_does_nothing(
    start: Callable[..., Running], visit: Callable[..., Opened], tmp_path: Path
) -> None:
    """Markup in an article, a name, a title and a note is shown as text, in every form."""
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    article = document(f"قال {attack} إن الحدود {attack} مفتوحة.", title=attack, publisher=attack)
    found = claim(article, "قال", f"الحدود {attack} مفتوحة", mention=attack)
    folder = written(tmp_path / "hostile", dossier(article, claims=[found]))
    review(folder, [found.id], by=attack, note=attack)
    desk = start(folder)
    opened = visit(desk.link)
    page = opened.page
    assert attack in page.locator("#claim-heading").inner_text()
    for key in ("e", "s", "c"):
        press(page, key)
        page.wait_for_selector(".edit")
        leave(page)
    press(page, "m")
    page.goto(f"{desk.origin}/sources")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert attack in page.locator(".register").inner_text()
    assert opened.dialogs == []
    assert [each for each in opened.requests if not each.startswith(desk.origin)] == []
    assert opened.complaints == []


@pytest.mark.parametrize(
    ("lang", "width", "scheme"),
    [("en", 1280, "light"), ("ar", 1024, "dark"), ("en", 390, "dark"), ("ar", 390, "light")],
)
def test_nothing_is_closed_to_anybody(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path, lang: str, width: int, scheme: str
) -> None:
    desk = start(folder, "--lang", lang)
    opened = visit(desk.link, width=width, color_scheme=scheme)
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(opened) == []
    page.locator("[data-key=e]").click()
    page.wait_for_selector(".edit")
    assert violations(opened) == []
    leave(page)
    press(page, "s")
    page.wait_for_selector(".parts")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(opened) == []
    leave(page)
    press(page, "m")
    press(page, "j")
    assert page.locator("[data-key=t]").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(opened) == []
    page.goto(f"{desk.origin}/sources")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert violations(opened) == []
    page.keyboard.press("?")
    assert violations(opened, passes=15) == []  # what is behind the dialog is inert


def test_only_what_was_on_screen_is_accepted_together(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    desk = start(folder)
    opened = visit(desk.link)
    page = opened.page
    page.wait_for_function("() => Number(document.querySelector('.seen-count').textContent) > 0")
    page.wait_for_timeout(800)
    count = int(page.locator(".seen-count").inner_text())
    assert 0 < count < 16
    page.locator(".accept-seen").click()
    page.wait_for_function("() => document.getElementById('said').textContent.includes('accepted')")
    assert len(list(read_acts(folder))) == count


def test_the_acts_are_lines_that_anyone_can_read(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    desk = start(folder)
    opened = visit(desk.link)
    page = opened.page
    page.keyboard.press("n")
    page.keyboard.type("ليس كذلك a r u")
    page.keyboard.press("Escape")
    press(page, "r")
    (line,) = (folder / "reviews" / "هدى.jsonl").read_text(encoding="utf-8").splitlines()
    act = json.loads(line)
    assert (act["act"], act["by"], act["note"]) == ("reject", "هدى", "ليس كذلك a r u")
