"""Nobody but the person who started the desk can read or write through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from claims.desk import Address, Keys
from claims.errors import ClaimsError
from claims.store import read_dossier
from tests.desk.conftest import ORIGIN, OWN_PAGE, PORT

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

WRITES = ["/decide", "/accept-seen", "/undo", "/invite", "/edit", "/new", "/sources"]


def untouched(folder: Path) -> bool:
    return not (folder / "reviews").exists() and read_dossier(folder).log is None


def test_a_link_lets_one_browser_in(stranger: TestClient, keys: Keys) -> None:
    token = keys.issue()
    assert stranger.get("/").status_code == 403
    entered = stranger.get("/enter", params={"token": token})
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert token.lower() not in cookie
    assert stranger.get("/").status_code == 200
    stranger.cookies.clear()
    stolen = stranger.get("/enter", params={"token": token})
    assert stolen.status_code == 403
    assert "set-cookie" not in stolen.headers
    assert "used already" in stolen.text


@pytest.mark.parametrize("token", ["", "x", "ы", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")])
def test_a_guessed_token_lets_nobody_in(stranger: TestClient, keys: Keys, token: str) -> None:
    keys.issue()
    assert stranger.get("/enter", params={"token": token}).status_code == 403
    assert stranger.get("/enter").status_code == 403


@pytest.mark.parametrize("cookie", ["", "x", "factsheet-desk-1=x"])
def test_a_forged_cookie_lets_nobody_in(stranger: TestClient, cookie: str) -> None:
    for value in (cookie, f"factsheet-desk-{PORT}={cookie}"):
        assert stranger.get("/", headers={"Cookie": value}).status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", f"127.0.0.1.evil.example:{PORT}", ""]
)
def test_another_host_name_gets_no_answer(browser: TestClient, host: str) -> None:
    for path in ("/", "/files/desk.js", "/enter?token=x"):
        answer = browser.get(path, headers={"Host": host})
        assert answer.status_code == 403
        assert "host name" in answer.text


@pytest.mark.parametrize("host", [f"localhost:{PORT}", f"127.0.0.1:{PORT}", f"[::1]:{PORT}", f"LOCALHOST:{PORT}"])
def test_the_names_of_this_machine_are_answered(browser: TestClient, host: str) -> None:
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    assert browser.get("/", headers={"Host": host, "Cookie": cookie}).status_code == 200


FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},  # another port of this machine
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    {"Origin": "https://evil.example"},
    {"Origin": "http://127.0.0.1:9999"},
    {"Origin": "https://127.0.0.1:8417"},
    {"Origin": "null"},
    {},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
@pytest.mark.parametrize("path", WRITES)
def test_a_page_of_another_site_writes_nothing(
    browser: TestClient, folder: Path, path: str, headers: dict[str, str]
) -> None:
    claim = read_dossier(folder).claims[0].id
    answer = browser.post(path, data={"do": "accept", "claim": claim}, headers=headers)
    assert answer.status_code == 403
    assert untouched(folder)


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}], ids=str)
def test_a_page_of_another_site_reads_nothing(browser: TestClient, headers: dict[str, str]) -> None:
    assert browser.get("/", headers=headers).status_code == 403


@pytest.mark.parametrize("path", WRITES)
def test_who_was_not_let_in_writes_nothing(stranger: TestClient, folder: Path, path: str) -> None:
    assert stranger.post(path, data={"do": "accept"}, headers=OWN_PAGE).status_code == 403
    assert untouched(folder)


@pytest.mark.parametrize("path", WRITES)
def test_a_link_writes_nothing(browser: TestClient, folder: Path, path: str) -> None:
    claim = read_dossier(folder).claims[0].id
    browser.get(path, params={"do": "accept", "claim": claim}, headers=OWN_PAGE)
    assert untouched(folder)


@pytest.mark.parametrize("path", ["/", "/files/desk.js", "/files/nothing", "/enter?token=x", "/nowhere"])
def test_every_answer_forbids_what_is_not_the_desk_s_own(browser: TestClient, path: str) -> None:
    headers = browser.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert (headers["cache-control"], headers["referrer-policy"]) == ("no-store", "no-referrer")
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", ["/files/../access.py", "/files/%2e%2e/access.py", "/files/..%2faccess.py", "/files/"])
def test_only_the_files_of_the_pages_are_served(browser: TestClient, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404


def test_a_form_has_a_limit(browser: TestClient) -> None:
    answer = browser.post("/decide", content=b"note=" + b"x" * 2_000_000, headers=OWN_PAGE)
    assert answer.status_code == 413
    assert browser.post("/decide", content=b"note=%ff", headers=OWN_PAGE).status_code == 400
    assert browser.post("/decide", content=b"&a=1" * 9_000, headers=OWN_PAGE).status_code == 400


def test_a_further_link_lets_a_second_browser_in(browser: TestClient) -> None:
    answer = browser.post("/invite", headers=OWN_PAGE)
    token = answer.text.partition("token=")[2].partition("<")[0]
    browser.cookies.clear()
    assert browser.get("/").status_code == 403
    assert browser.get("/enter", params={"token": token}).status_code == 303
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_addresses_of_this_machine_need_nothing(host: str) -> None:
    Address(host, 1).refuse_exposure()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "2001:db8::1", "desk.example", ""])
def test_other_addresses_must_be_meant(host: str) -> None:
    with pytest.raises(ClaimsError, match="TLS") as refused:
        Address(host, 1).refuse_exposure()
    assert "--public-name" in (refused.value.remedy or "")
    exposed = Address(host, 1, "desk.example")
    exposed.refuse_exposure()
    assert exposed.origin == "https://desk.example"
    assert exposed.hosts == {"desk.example", "desk.example:443"}
    assert exposed.origins == {"https://desk.example"}


def test_the_origin_is_what_a_browser_shows() -> None:
    assert Address("127.0.0.1", PORT).origin == ORIGIN
    assert Address("::1", 5).origin == "http://[::1]:5"
