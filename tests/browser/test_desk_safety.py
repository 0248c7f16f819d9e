"""The desk attacked in a real browser and at its own port, and killed while it writes."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from claims.store import read_acts, read_dossier
from claims.workflow import review
from claims.workflow.validation import validation_run
from tests.browser.desks import leave, made, press
from tests.desk.conftest import written
from tests.sheet.making import claim, document, dossier

pytestmark = pytest.mark.timeout(300)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.desks import Running
    from tests.browser.opened import Opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path / "dossier")


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
    opened.page.keyboard.press("a")
    opened.page.get_by_text("The desk does not answer.").wait_for()
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


FORGED = [
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1.evil.example:{port}",
    "127.0.0.1:{port}.evil.example",
    "127.0.0.1:{port}@evil.example",
    "127.0.0.1",
    "127.0.0.1:1",
    "0.0.0.0:{port}",
    "",
]


CLIENT = """
import json, socket, sys
port, requests = json.load(sys.stdin)
codes = []
for request in requests:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(request.replace("\\n", "\\r\\n").encode("latin-1"))
        codes.append(int(connection.makefile("rb").readline().split()[1]))
json.dump(codes, sys.stdout)
"""
"""A program that sends requests as they are, which no browser would, and prints the codes of the answers."""


def answered(origin: str, requests: list[str]) -> list[int]:
    """What the server answers to the bytes of each request."""
    given = json.dumps([urlsplit(origin).port, requests])
    ended = subprocess.run(
        [sys.executable, "-c", CLIENT], input=given, capture_output=True, text=True, timeout=120, check=True
    )
    codes: list[int] = json.loads(ended.stdout)
    return codes


def test_a_forged_host_gets_no_answer_from_the_server(
    start: Callable[..., Running], visit: Callable[..., Opened], folder: Path
) -> None:
    """Not even with the cookie, or with a second header that names the right host."""
    desk = start(folder)
    opened = visit(desk.link)
    (cookie,) = opened.page.context.cookies()
    port, last = urlsplit(desk.origin).port, f"Cookie: {cookie['name']}={cookie['value']}\nConnection: close\n\n"
    own, post = f"Host: 127.0.0.1:{port}\n", "Sec-Fetch-Site: same-origin\nContent-Length: 0\n"
    hosts = [f"Host: {host.format(port=port)}\n" for host in FORGED]
    forwarded = f"Host: evil.example\nX-Forwarded-Host: 127.0.0.1:{port}\nForwarded: host=127.0.0.1:{port}\n"
    reading = [f"GET / HTTP/1.1\n{host}{last}" for host in (*hosts, forwarded)]
    writing = [f"POST /undo HTTP/1.1\n{host}{post}{last}" for host in hosts]
    assert set(answered(desk.origin, [*reading, *writing])) == {403}
    several = [f"GET / HTTP/1.1\nHost: evil.example\n{own}{last}", f"GET / HTTP/1.1\n{own}Host: evil.example\n{last}"]
    without = [f"GET / HTTP/1.1\n{last}", f"GET / HTTP/1.0\n{last}"]
    assert set(answered(desk.origin, [*several, *without])) <= {400, 403}
    assert answered(desk.origin, [f"GET / HTTP/1.1\n{own}{last}"]) == [200]
    assert not (folder / "reviews").exists()


def test_a_name_that_is_bound_to_this_machine_gets_no_answer_in_the_browser(
    start: Callable[..., Running], launch: Callable[..., Browser], folder: Path
) -> None:
    """DNS rebinding: a website's own name leads to 127.0.0.1, so that its pages are of one origin with the desk."""
    desk = start(folder)
    port = urlsplit(desk.origin).port
    with launch(f"--host-resolver-rules=MAP *.example 127.0.0.1:{port}", "--no-proxy-server") as bound:
        page = bound.new_page()
        token = desk.link.partition("?")[2]
        for address in (f"http://evil.example:{port}/", f"http://evil.example/enter?{token}"):
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 403
            assert "host name" in page.content()
        said = page.evaluate("fetch('/decide', {method: 'POST', body: ''}).then(r => r.status)")
        assert said == 403
        assert page.context.cookies() == []
        page.goto(desk.link)  # The token was not spent.
        assert page.locator("#claim-heading").is_visible()
    assert not (folder / "reviews").exists()


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
