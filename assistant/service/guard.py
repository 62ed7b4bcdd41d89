"""What every request passes first: host and origin checks, a size limit, headers, a log without content.

The service listens on loopback and knows no log-in, so a page on the web must not reach it through the
reader's browser: neither by a name that resolves to 127.0.0.1 (DNS rebinding; the Host check) nor by a
plain form post (the Origin check). There is no CORS.
"""

from __future__ import annotations

import ipaddress
import json
import logging
import re
import secrets
import socket
import time
import traceback
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import Forbidden
from assistant.schema import Problem
from assistant.service.problems import INTERNAL, MEDIA_TYPE, build, problem_of

log = logging.getLogger("kommunminne.service")

MEGABYTE = 2**20
PLAIN_LIMIT = MEGABYTE
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
THREAD = re.compile(r"(/conversations/)[^/]+")
WILDCARDS = {"0.0.0.0", "::", ""}  # noqa: S104 - compared with, never bound here
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
API_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
# Streamlit's front end needs inline script and eval; it may reach nothing but this very server.
UI_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; worker-src 'self' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)


class Guard:
    """ASGI middleware. `host` is the address that the service listens on, `limit` bytes the largest body."""

    def __init__(self, app: ASGIApp, *, host: str, limit: int) -> None:
        self.app = app
        self.names = {"localhost", host.lower()}
        if host in WILDCARDS:
            self.names |= {socket.gethostname().lower(), socket.getfqdn().lower()}
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer with a problem."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        refusal = self.refusal(scope)
        if scope["type"] == "websocket":
            if refusal is None:
                await self.app(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": 1008})
            return
        await self.http(scope, receive, send, refusal)

    async def http(self, scope: Scope, receive: Receive, send: Send, refusal: Problem | None) -> None:
        """One HTTP request, with headers set, body counted, and no error left to the server."""
        started = time.perf_counter()
        status = 0

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                set_headers(scope, MutableHeaders(scope=message))
            await send(message)

        try:
            if refusal is None:
                await self.app(scope, counted(receive, self.largest(scope)), send_on)
            else:
                await send_problem(refusal, send_on)
        except Exception as error:
            problem = problem_of(error) or internal_problem(error)
            if not status:
                await send_problem(problem, send_on)
        # The path alone: the query may hold a question or a name, and the id of a thread opens it. Health is asked all the time.
        level = logging.DEBUG if scope["path"] == "/api/health" else logging.INFO
        milliseconds = (time.perf_counter() - started) * 1000
        path = THREAD.sub(r"\1…", scope["path"])
        log.log(level, "%s %s %d %.0f ms", scope["method"], path, status, milliseconds)

    def refusal(self, scope: Scope) -> Problem | None:
        """Why a request is not let in, or None."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self.known(host):
            return problem_of(Forbidden("Tjänsten svarar inte på det värdnamnet. Använd dess egen adress."))
        origin = headers.get("origin")
        if origin is None or (scope["type"] == "http" and scope["method"] in SAFE_METHODS):
            return None
        if urlsplit(origin).netloc.lower() == host.lower():
            return None
        return problem_of(Forbidden("Begäran kommer från en annan webbplats och släpps inte in."))

    def known(self, host: str) -> bool:
        """Whether a Host header names this service. A bare address cannot be rebound, a name can."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name in self.names
        return True

    def largest(self, scope: Scope) -> int:
        """Bytes that the body may have: only a form may carry a file."""
        form = Headers(scope=scope).get("content-type", "").startswith("multipart/")
        return self.limit if form else min(self.limit, PLAIN_LIMIT)


def counted(receive: Receive, limit: int) -> Receive:
    """`receive`, ending in a 413 once the body is larger than the limit."""
    seen = 0

    async def receive_counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            # An HTTPException passes through the form parser; any other error would become a 400.
            raise HTTPException(413, f"Begäran är större än {limit // MEGABYTE} MB, som är gränsen.")
        return message

    return receive_counted


def set_headers(scope: Scope, headers: MutableHeaders) -> None:
    """The security headers of an answer."""
    for name, value in SECURITY_HEADERS.items():
        headers.setdefault(name, value)
    of_api = scope["path"].startswith("/api")
    headers.setdefault("Content-Security-Policy", API_POLICY if of_api else UI_POLICY)
    if of_api:
        headers.setdefault("Cache-Control", "no-store")


def internal_problem(error: Exception) -> Problem:
    """The problem for an error of our own. The log gets where, not what: messages may hold personal data."""
    number = secrets.token_hex(4)
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("fel %s: %s\n%s", number, type(error).__name__, frames)
    return build(INTERNAL, f"Något gick fel i tjänsten. Felet står i tjänstens logg under nummer {number}.")


async def send_problem(problem: Problem, send: Send) -> None:
    """A problem as a whole response."""
    body = json.dumps(problem.model_dump(mode="json"), ensure_ascii=False).encode()
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
