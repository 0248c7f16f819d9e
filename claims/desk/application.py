"""Answer the requests of the desk's pages. Every write goes through `Desk`; this only reads forms and renders pages."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from claims.desk import pages
from claims.desk.access import ENTRANCE, Guard
from claims.desk.correction_form import form_of
from claims.desk.review_queue import STATES, Choice
from claims.desk.split_form import rows_of
from claims.errors import ClaimsError
from claims.model import KINDS, MODES, RELIABILITIES
from claims.model.event_types import EVENT_TYPES
from claims.model.facets import BOUNDS, PARTY_KINDS, WHATS
from claims.review.review_order import ORDERS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from claims.desk.access import Address, Keys
    from claims.desk.correction_form import Draft
    from claims.desk.desk import Desk, Fields
    from claims.desk.page_view import Opened
    from claims.desk.split_form import Parts

__all__ = ["application"]

_LONGEST_FORM = 1_000_000
"""Maximum size of a form, in bytes."""
_MOST_FIELDS = 5_000
_DONE = {"accept": "accepted", "reject": "rejected", "note": "noted"}
_TIED = {"merge": "merged", "apart": "apart", "separate": "separated", "undo": "undone"}
_Filled = TypeVar("_Filled")
_log = logging.getLogger(__name__)


class _Form(dict[str, str]):
    """The fields of a form: the last value of each name, and all values.

    Attributes:
        pairs: The names and values in their order.
        articles: The `Opened.edition` of the list of articles that the page has; empty if it has none.
    """

    def __init__(self, pairs: list[tuple[str, str]], articles: str = "") -> None:
        super().__init__(pairs)
        self.pairs = pairs
        self.articles = articles

    def all(self, name: str) -> list[str]:
        """Return all values of a name."""
        return [value for each, value in self.pairs if each == name]


def application(desk: Desk, *, address: Address, keys: Keys, language: str = "en") -> ASGIApp:
    """Return the desk as an application, behind its guard.

    Args:
        desk: The reviewer's desk.
        address: Where it listens.
        keys: The one-time tokens and the cookies.
        language: The language of the labels.
    """
    answers = _Answers(desk, address, keys, language)
    guard_name = f"factsheet-desk-{address.port}"

    async def enter(request: Request) -> Response:
        value = keys.exchange(request.query_params.get("token", ""))
        if value is None:
            return PlainTextResponse(_SPENT, status_code=403)
        response = RedirectResponse("/", status_code=303)
        is_secure = address.public_name is not None
        response.set_cookie(guard_name, value, httponly=True, samesite="strict", secure=is_secure)
        return response

    routes = [
        Route(ENTRANCE, enter),
        Route("/", _getting(answers.page)),
        Route("/sources", _getting(answers.sources)),
        Route("/files/{name}", _getting(answers.file)),
        *(
            Route(f"/{name}", _posting(answer), methods=["POST"])
            for name, answer in {
                "decide": answers.decide,
                "accept-seen": answers.accept_seen,
                "undo": answers.undo,
                "invite": answers.invite,
                "edit": answers.edit,
                "new": answers.new,
                "split": answers.split,
                "grade": answers.grade,
                "event": answers.event,
                "sources": answers.tie,
            }.items()
        ),
    ]
    return Guard(Starlette(routes=routes), address=address, keys=keys)


_SPENT = (
    "This link was used already. If it was not you, somebody else has it: stop the desk, and look with "
    "factsheet review --log at what was done in your name. Otherwise start the desk again for a new link.\n"
)


def _getting(answer: Callable[[_Form, Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint that answers in a thread."""

    async def endpoint(request: Request) -> Response:
        form = _Form(list(request.query_params.multi_items()), _articles(request))
        return await run_in_threadpool(_safely, answer, form, request)

    return endpoint


def _posting(answer: Callable[[_Form, Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint that reads a form of limited size and answers in a thread."""

    async def endpoint(request: Request) -> Response:
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > _LONGEST_FORM:
                return PlainTextResponse("The form is too long.\n", status_code=413)
        try:
            text = body.decode("utf-8")
            pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
        except ValueError:
            return PlainTextResponse("The form cannot be read.\n", status_code=400)
        return await run_in_threadpool(_safely, answer, _Form(pairs, _articles(request)), request)

    return endpoint


def _articles(request: Request) -> str:
    return str(request.headers.get("desk-articles", ""))


def _safely(answer: Callable[[_Form, Request], Response], form: _Form, request: Request) -> Response:
    try:
        return answer(form, request)
    except ClaimsError as error:
        return PlainTextResponse(f"{error}\n", status_code=500)


class _Answers:
    """The answers to the requests of one desk."""

    def __init__(self, desk: Desk, address: Address, keys: Keys, language: str) -> None:
        self._desk = desk
        self._address = address
        self._keys = keys
        self._language = language

    def page(self, form: _Form, request: Request) -> Response:
        """Show the queue and a claim: the whole page, or what of it changes."""
        opened = self._desk.look(Choice.of(form))
        if request.headers.get("hx-request") == "true" and "hx-history-restore-request" not in request.headers:
            return self._part(form, opened)
        return self._html("page", self._values(form, opened))

    def file(self, _form: _Form, request: Request) -> Response:
        """Return a file that the pages load."""
        name = request.path_params["name"]
        if name not in pages.FILES:
            return PlainTextResponse("There is no such file.\n", status_code=404)
        return Response(pages.file(name), media_type=pages.FILES[name])

    def decide(self, form: _Form, _request: Request) -> Response:
        """Accept, reject or note."""
        choice, what, note = Choice.of(form), form.get("do", ""), form.get("note", "").strip()
        seen = form.get("seen", "")

        def act() -> Opened:
            if what == "note":
                return self._desk.note(choice, note, seen=seen)
            if what in ("accept", "reject"):
                return self._desk.decide(choice, what, seen=seen, note=note)  # type: ignore[arg-type]  # one of the two
            raise ClaimsError("the form says neither accept nor reject nor note")

        return self._acted(form, act, _DONE.get(what, ""))

    def undo(self, form: _Form, _request: Request) -> Response:
        """Withdraw the latest act."""
        choice = Choice.of(form)
        return self._acted(form, lambda: self._desk.undo(choice), "undone")

    def accept_seen(self, form: _Form, _request: Request) -> Response:
        """Accept the claims that were on screen."""
        choice = Choice.of(form)
        pairs = [(id, digest) for id, _, digest in (each.partition(" ") for each in form.all("on-screen"))]
        counted: list[int] = []

        def act() -> Opened:
            count, opened = self._desk.accept_seen(choice, pairs)
            counted.append(count)
            return opened

        return self._acted(form, act, "accepted-seen", counted)

    def new(self, form: _Form, _request: Request) -> Response:
        """Show the form of a claim that was missed."""
        opened, draft = self._desk.draft(Choice.of(form), is_new=True)
        return self._editing(form, opened, draft, None)

    def edit(self, form: _Form, _request: Request) -> Response:
        """Show the form of a correction, after what its button does; record it if that is to save."""
        return self._filled(form, "mode", self._desk.save, self._desk.draft, self._editing)

    def split(self, form: _Form, _request: Request) -> Response:
        """Show the form that splits a claim, after what its button does; record it if that is to save."""
        return self._filled(form, "part", self._desk.split, self._desk.parts, self._splitting)

    def _filled(
        self,
        form: _Form,
        field: str,
        save: Callable[..., tuple[str, Opened]],
        fill: Callable[[Choice, Fields], tuple[Opened, _Filled]],
        show: Callable[[_Form, Opened, _Filled, ClaimsError | None], Response],
    ) -> Response:
        """Show a form after what its button does to it, or what is there once it is saved.

        Args:
            form: What the browser sent.
            field: A field that the form always has; without it, it is only begun.
            save: Records the form.
            fill: Returns what the form holds after its button was pressed.
            show: Shows that.
        """
        choice, fields = Choice.of(form), form.pairs if field in form else []
        try:
            if form.get("do") == "save":
                done, opened = save(choice, fields, seen=form.get("seen", ""), note=form.get("note", "").strip())
                return self._part(form, opened, done=done, headers={"HX-Replace-Url": opened.choice_address})
            return show(form, *fill(choice, fields), None)
        except ClaimsError as found:
            error = found
        try:  # The same form, as it was before its button was pressed.
            opened, filled = fill(choice, [pair for pair in fields if pair[0] != "do"])
        except ClaimsError:
            return self._part(form, self._desk.look(choice), error=error, status=409)
        return show(form, opened, filled, error)

    def _splitting(self, form: _Form, opened: Opened, parts: Parts, error: ClaimsError | None) -> Response:
        return self._shown(form, opened, error, {"parts": rows_of(parts, _language(opened))})

    def _editing(self, form: _Form, opened: Opened, draft: Draft, error: ClaimsError | None) -> Response:
        values = {
            "editing": form_of(draft, _language(opened), self._desk.outer(draft, opened.choice.claim)),
            "kinds": KINDS,
            "modes": MODES,
            "whats": WHATS,
            "bounds": BOUNDS,
            "party_kinds": PARTY_KINDS,
            "event_types": tuple(EVENT_TYPES),
        }
        return self._shown(form, opened, error, values)

    def _shown(self, form: _Form, opened: Opened, error: ClaimsError | None, values: Mapping[str, Any]) -> Response:
        """Return the page with a form in the place of the claim."""
        typed = {"seen": form.get("seen", ""), "note": form.get("note", "")}
        shown = {**self._values(form, opened, error=error), **typed, **values}
        return self._html("part", shown, status=200 if error is None else 409)

    def grade(self, form: _Form, _request: Request) -> Response:
        """Grade the source and the information of a claim."""
        choice, seen = Choice.of(form), form.get("seen", "")
        letter, digit = form.get("reliability", ""), form.get("credibility", "")
        return self._acted(form, lambda: self._desk.grade(choice, letter, digit, seen=seen), "graded")

    def event(self, form: _Form, _request: Request) -> Response:
        """Say that a claim and the marked one are about one event, or are not."""
        choice, seen, what = Choice.of(form), form.get("seen", ""), form.get("do", "")

        def act() -> Opened:
            if what not in ("same", "other"):
                raise ClaimsError("the form says neither same nor other")
            return self._desk.tie_event(choice, same=what == "same", seen=seen)

        return self._acted(form, act, "tied" if what == "same" else "told-apart")

    def sources(self, _form: _Form, _request: Request) -> Response:
        """Show the register of sources."""
        return self._html("page", self._register())

    def tie(self, form: _Form, _request: Request) -> Response:
        """Merge sources, keep them apart, give some mentions another source, or withdraw that."""
        what = form.get("do", "")
        try:
            if what == "undo":
                self._desk.untie(form.get("act", ""))
            elif what in ("merge", "apart"):
                self._desk.tie(form.all("source"), form.get("keep", ""), same=what == "merge")
            elif what == "separate":
                self._desk.separate(form.all("mention"), form.get("name", ""))
            else:
                raise ClaimsError("the form says neither merge nor apart nor separate nor undo")
        except ClaimsError as error:
            return self._html("sources", self._register(error=error), status=409)
        return self._html("sources", self._register(_TIED[what]))

    def _register(self, done: str = "", error: ClaimsError | None = None) -> dict[str, Any]:
        groups, ties = self._desk.sources()
        return self._common(done=done, error=error) | {"groups": groups, "ties": ties, "content": "sources"}

    def invite(self, _form: _Form, _request: Request) -> Response:
        """Return a further one-time link, for another browser of the same person."""
        link = f"{self._address.origin}{ENTRANCE}?token={self._keys.issue()}"
        return self._html("invitation", {"link": link})

    def _acted(self, form: _Form, act: Callable[[], Opened], done: str, counted: list[int] | None = None) -> Response:
        """Act, and show what is next; on an error, show where the reviewer was, with the error."""
        try:
            opened = act()
        except ClaimsError as error:
            _log.info("%s", error)
            return self._part(form, self._desk.look(Choice.of(form)), error=error, status=409)
        count = counted[0] if counted else 0
        return self._part(form, opened, done=done, count=count, headers={"HX-Replace-Url": opened.choice.address})

    def _part(
        self,
        form: _Form,
        opened: Opened,
        *,
        done: str = "",
        count: int = 0,
        error: ClaimsError | None = None,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        values = self._values(form, opened, done=done, count=count, error=error)
        return self._html("part", values, status=status, headers=headers)

    def _values(
        self, form: _Form, opened: Opened, *, done: str = "", count: int = 0, error: ClaimsError | None = None
    ) -> dict[str, Any]:
        return self._common(done=done, error=error) | {
            "opened": opened,
            "knows_articles": form.articles == str(opened.edition),
            "orders": ORDERS,
            "states": STATES,
            "count": count,
            "reliabilities": RELIABILITIES,
            "editing": None,
            "parts": None,
            "content": "work",
        }

    def _common(self, *, done: str, error: ClaimsError | None) -> dict[str, Any]:
        return {
            "done": done,
            "error": None if error is None else f"{error.what}. {error.remedy}" if error.remedy else error.what,
            "by": self._desk.review.by,
            "blind": self._desk.review.is_blind,
        }

    def _html(
        self, template: str, values: Mapping[str, Any], *, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> Response:
        page = pages.render(self._language, template, part=template != "page", **values)
        return HTMLResponse(page, status_code=status, headers=headers)


def _language(opened: Opened) -> str:
    return opened.article.language if opened.article is not None else ""
