"""Keep everyone out of the desk but the browsers of the person who started it.

A page of any website can send requests to this machine, and any program on it can guess a port. So each request must
come to a host name that is ours (against DNS rebinding) and from a browser that was let in by a one-time link; each
write must also come from a page of the desk itself (against cross-site requests).
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from claims.errors import ClaimsError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["ENTRANCE", "POLICY", "Address", "Guard", "Keys"]

ENTRANCE = "/enter"
"""The path of the one-time link."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Content security policy: only the desk's own files, and nothing inline."""
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_READING = frozenset({"GET", "HEAD"})
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Address:
    """Where the desk listens, and under which name browsers reach it.

    Attributes:
        host: The IP address, or `localhost`.
        port: The port.
        public_name: The name that a server with TLS in front of the desk has; None without one.
    """

    host: str
    port: int
    public_name: str | None = None

    def refuse_exposure(self) -> None:
        """Refuse to listen where other machines can connect, unless that was said twice.

        Raises:
            ClaimsError: if the address is not of this machine alone and no public name is given.
        """
        if self.is_local or self.public_name is not None:
            return
        raise ClaimsError(
            f"other machines could connect to {self.host}, and the desk speaks no TLS: whoever reads the traffic "
            "could read the dossier and sign as you",
            remedy="Leave out --host. To work from another machine, tunnel to this one with ssh -L, or put a server "
            "with TLS in front of the desk that passes the header Host on, and name it with --public-name NAME",
        )

    @property
    def is_local(self) -> bool:
        """Whether only programs of this machine can connect."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def origin(self) -> str:
        """The beginning of the desk's addresses, such as `http://127.0.0.1:8417`."""
        if self.public_name is not None:
            return f"https://{self.public_name}"
        return f"http://{_bracketed(self.host)}:{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """What the header `Host` may say."""
        if self.public_name is not None:
            return frozenset({self.public_name.lower(), f"{self.public_name.lower()}:443"})
        return frozenset(f"{name}:{self.port}" for name in {_bracketed(self.host), "127.0.0.1", "localhost", "[::1]"})

    @property
    def origins(self) -> frozenset[str]:
        """What the header `Origin` may say."""
        if self.public_name is not None:
            return frozenset({f"https://{self.public_name.lower()}"})
        return frozenset(f"http://{host}" for host in self.hosts)


class Keys:
    """One-time tokens, and the cookies for which they were exchanged; only their hashes are kept."""

    def __init__(self) -> None:
        """Start with no token and no cookie."""
        self._tokens: set[bytes] = set()
        self._cookies: set[bytes] = set()

    def issue(self) -> str:
        """Return a new token."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._tokens.add(_hashed(token))
        return token

    def exchange(self, token: str) -> str | None:
        """Return the value of a new cookie for a token, which is then spent; None if it is not valid."""
        try:
            self._tokens.remove(_hashed(token))
        except KeyError:
            return None
        value = secrets.token_urlsafe(_TOKEN_BYTES)
        self._cookies.add(_hashed(value))
        return value

    def knows(self, cookie: str) -> bool:
        """Return whether a cookie was given out for a token."""
        return _hashed(cookie) in self._cookies


class Guard:
    """Lets through only requests of browsers that were let in, and sets the headers of all answers."""

    def __init__(self, app: ASGIApp, *, address: Address, keys: Keys) -> None:
        """Guard an application.

        Args:
            app: The application.
            address: Where it is.
            keys: The tokens and cookies.
        """
        self._app = app
        self._address = address
        self._keys = keys
        self.cookie = f"factsheet-desk-{address.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, with_headers)
        else:
            await PlainTextResponse(refusal, status_code=403)(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> str | None:
        """Return why a request is refused; None if it is not."""
        headers = Headers(scope=scope)
        if [host.lower() for host in headers.getlist("host")] not in [[host] for host in self._address.hosts]:
            return "This desk does not answer to that host name.\n"
        is_writing = scope["method"] not in _READING
        if scope["path"] == ENTRANCE and not is_writing:
            return None
        if not self._is_own(headers, is_writing=is_writing):
            return "This request comes from another site.\n"
        if not self._is_let_in(headers):
            return "Open the link that factsheet desk printed. It works once; start the desk again for a new one.\n"
        return None

    def _is_own(self, headers: Headers, *, is_writing: bool) -> bool:
        """Return whether a page of the desk, or the person in the address bar, sent a request.

        Other ports of this machine count as the same site, so only the same origin will do. A browser that does not
        send `Sec-Fetch-Site` sends `Origin` with a write.
        """
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if origin is not None and origin.lower() not in self._address.origins:
            return False
        if site is not None:
            return site == "same-origin" or (site == "none" and not is_writing)
        return origin is not None or not is_writing

    def _is_let_in(self, headers: Headers) -> bool:
        """Return whether one of a request's cookies is one of ours."""
        pairs = (each.strip().partition("=") for line in headers.getlist("cookie") for each in line.split(";"))
        return any(name == self.cookie and self._keys.knows(value) for name, _, value in pairs)


def _hashed(secret: str) -> bytes:
    # What is looked up is a hash, so the time of a look-up tells nothing about the secret.
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
