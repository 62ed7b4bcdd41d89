"""`kommunminne start`: the web page and the API in one process, on one port."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.commands.common import Data, load_settings, note, say

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# With these the shell could come compressed, or not at all because the browser holds an unchanged one.
UNWANTED = {b"accept-encoding", b"if-none-match", b"if-modified-since"}
CHANGED = {b"content-length", b"etag", b"last-modified"}
SCRIPT = Path(__file__).with_name("app.py")
Host = Annotated[
    str | None, typer.Option("--host", help="Adress att lyssna på [127.0.0.1]", show_default=False)
]
Port = Annotated[int | None, typer.Option("--port", help="Port [8800]", min=1, max=65535, show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def start(
        host: Host = None,
        port: Port = None,
        no_ui: Annotated[bool, typer.Option("--no-ui", help="Bara API:t, ingen webbsida")] = False,
        data: Data = None,
    ) -> None:
        """Starta tjänsten: webbsida och API på samma adress."""
        from assistant.service.serve import serve

        settings = load_settings(data, host=host, port=port)

        def announce(url: str) -> None:
            say(f"Kommunminne: {url}" + ("" if no_ui else f" (webbsida), {url}/api/docs (API)"))
            note("Avsluta med Ctrl+C.")

        serve(settings, page=None if no_ui else lambda url: page(url, settings.upload_mb), announce=announce)


def page(url: str, upload_mb: int) -> ASGIApp:
    """The web page as an ASGI application that talks to the service at `url`."""
    from streamlit import App, config

    app = App(SCRIPT, secrets={"service": {"url": url}})
    config.set_option("server.maxUploadSize", upload_mb)
    return Swedish(app)


class Swedish:
    """ASGI: the shell of the page says that it is in Swedish, which screen readers go by."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Change the HTML on its way out; let all else pass."""
        if scope["type"] != "http" or not wants_html(scope):
            await self.app(scope, receive, send)
            return
        # The body must come uncompressed and whole to be changed.
        headers = [(k, v) for k, v in scope["headers"] if k not in UNWANTED]
        start: Message = {}
        body = b""

        async def collect(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                await finish(start, body, send)

        await self.app({**scope, "headers": headers}, receive, collect)


def wants_html(scope: Scope) -> bool:
    """Whether a request is for the page itself, not for a part of it."""
    accept = dict(scope["headers"]).get(b"accept", b"")
    return scope["method"] == "GET" and b"text/html" in accept


async def finish(start: Message, body: bytes, send: Send) -> None:
    """Send a collected response, changed where it is the page's shell."""
    if b"<html" in body:
        body = swedish(body.decode()).encode()
    headers = [(k, v) for k, v in start["headers"] if k.lower() not in CHANGED]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({**start, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def swedish(html: str) -> str:
    """The shell with its language, title and no-script text in place."""
    from ui import strings

    html = html.replace('<html lang="en"', '<html lang="sv"', 1)
    html = re.sub(r"<title>.*?</title>", f"<title>{strings.APP}</title>", html, count=1, flags=re.S)
    noscript = f"<noscript><p>{strings.NO_SCRIPT}</p></noscript>"
    return re.sub(r"<noscript>.*?</noscript>", noscript, html, count=1, flags=re.S)
