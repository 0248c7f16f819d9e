"""Run the desk until it is interrupted."""

from __future__ import annotations

import gc
import socket
from typing import TYPE_CHECKING

import uvicorn

from claims.desk.access import ENTRANCE, Address, Keys
from claims.desk.application import application
from claims.desk.desk import Desk
from claims.errors import ClaimsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from claims.workflow import OpenReview

__all__ = ["serve"]

_BACKLOG = 64


def serve(
    review: OpenReview,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    public_name: str | None = None,
    language: str = "en",
    tell: Callable[[str], None],
) -> None:
    """Serve the desk of an open dossier until the process is interrupted; then render the sheet, if that is fast.

    Args:
        review: The open dossier.
        host: The address to listen at.
        port: The port; 0 for any free one.
        public_name: The name of a server with TLS in front of the desk; None without one.
        language: The language of the labels.
        tell: Called with the one-time link when the desk answers.

    Raises:
        ClaimsError: if other machines could connect and there is no `public_name`, or the address is not free.
    """
    Address(host, port, public_name).refuse_exposure()
    with _listening(host, port) as listener:
        address = Address(host, listener.getsockname()[1], public_name)
        keys = Keys()
        settings = uvicorn.Config(
            application(Desk(review), address=address, keys=keys, language=language),
            log_level="warning",
            access_log=False,  # its lines would hold the token
            server_header=False,
            proxy_headers=False,
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=2,
        )
        gc.freeze()  # The dossier stays: to look through it for garbage now and then would keep a reviewer waiting.
        tell(f"{address.origin}{ENTRANCE}?token={keys.issue()}")
        try:
            uvicorn.Server(settings).run([listener])
        except KeyboardInterrupt:
            pass  # How a desk ends.
        finally:
            review.close()


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.bind(place)
            listener.listen(_BACKLOG)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise ClaimsError(
            f"the desk cannot listen there: {error.strerror or error}",
            f"{host}:{port}",
            "Choose another --port, or leave it out for a free one",
        ) from error
    return listener
