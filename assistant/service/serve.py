"""One process, one port: the archive, the API and, where one is given, a web page beside it."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from types import FrameType

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.core import Kommunminne
from assistant.errors import Busy
from assistant.service.app import create_app
from assistant.service.guard import MEGABYTE, Guard
from assistant.service.jobs import Jobs
from assistant.service.lock import new_lock, read_lock, remove_lock, write_lock
from assistant.service.warming import Warming
from assistant.settings import Settings

GRACE_SECONDS = 5
Page = Callable[[str], ASGIApp]


class Beside:
    """ASGI: /api to the API, all else (and the lifespan) to the page."""

    def __init__(self, api: ASGIApp, page: ASGIApp) -> None:
        self.api = api
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request to its owner."""
        of_api = scope["type"] != "lifespan" and (scope["path"] + "/").startswith("/api/")
        await (self.api if of_api else self.page)(scope, receive, send)


def serve(settings: Settings, *, page: Page | None = None, announce: Callable[[str], None]) -> None:
    """Serve until told to stop. `page` makes the web page, given the address; `announce` gets the address.

    Raises Busy where a service owns the data folder already or the port is taken.
    """
    start_log()
    running = read_lock(settings.data)
    if running is not None:
        raise Busy(f"Tjänsten kör redan på {running.url} (process {running.pid}).")
    listener = listen(settings)
    url = address(settings, listener.getsockname()[1])
    lock = new_lock(url)
    # uvicorn ends its shutdown by raising the signal again; SystemExit lets the cleaning below happen.
    signal.signal(signal.SIGTERM, leave)
    with listener, Kommunminne(settings) as core, closing(Jobs()) as jobs:
        api: ASGIApp = create_app(core, settings, jobs=jobs, instance=lock.instance)
        app = api if page is None else Beside(api, guarded(page(url), settings))
        core.warm_up()
        write_lock(settings.data, lock)
        try:
            announce(url)
            with suppress(KeyboardInterrupt), closing(Warming(core)):
                run(app, listener)
        finally:
            remove_lock(settings.data, lock)


def start_log() -> None:
    """Our own lines from 'info' up; of the libraries only warnings: an HTTP client's line holds the query."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("kommunminne").setLevel(logging.INFO)


def guarded(page: ASGIApp, settings: Settings) -> ASGIApp:
    """The page behind the same guard as the API."""
    return Guard(page, host=settings.host, limit=(settings.upload_mb + 1) * MEGABYTE)


def listen(settings: Settings) -> socket.socket:
    """The bound socket; raises Busy where the port is taken or the address is not this machine's."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise Busy(
            f"Det går inte att lyssna på {settings.host}:{settings.port} ({error.strerror}). "
            "Välj en annan port med --port."
        ) from error
    return listener


def address(settings: Settings, port: int) -> str:
    """The address to open: a wildcard is reached through loopback."""
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run(app: ASGIApp, listener: socket.socket) -> None:
    """Run the server on a bound socket until a signal."""
    config = uvicorn.Config(
        app,
        access_log=False,  # it would write the query, and with it the question
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listener])


def leave(_: int, __: FrameType | None) -> None:
    """Leave by way of the `finally` clauses."""
    sys.exit(0)
