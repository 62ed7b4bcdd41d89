"""A small OpenAI-compatible server of our own on loopback, which behaves as a test wants; and answers to be worded."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from assistant.schema import Answer, Citation, LevelName, Sentence


@dataclass(frozen=True)
class Reply:
    """What the server sends. `cut`: promises the whole body and ends half-way; `pause`: seconds before each byte,
    or each of `events`, which come instead of a body; `hangs_up`: ends without a word."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    wait: float = 0
    pause: float = 0
    cut: bool = False
    events: tuple[str, ...] = ()
    hangs_up: bool = False


Request = dict[str, Any]
Behaviour = Callable[[Request], Reply]


@dataclass
class Model:
    """The running server: its address, the requests that it has received, and how many callers left before the end."""

    url: str
    left: int = 0
    requests: list[Request] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


def completion(content: str) -> Reply:
    """A well-formed chat completion with that content."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
    return Reply(json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


Row = tuple[str, Sequence[str]]


def written(*rows: Row) -> str:
    """What a model writes in the agreed form: number, text and citation ids of each sentence."""
    told = [{"nr": n, "text": t, "citations": list(c)} for n, (t, c) in enumerate(rows, start=1)]
    return json.dumps({"sentences": told}, ensure_ascii=False)


def sentences(*rows: Row) -> Reply:
    """A completion in the agreed form."""
    return completion(written(*rows))


def streamed(content: str, *, pause: float = 0, size: int = 7, done: bool = True) -> Reply:
    """The same content as a stream, `size` characters an event; without its declared end where not `done`."""
    parts = [content[start : start + size] for start in range(0, len(content), size)]
    events = [json.dumps({"choices": [{"index": 0, "delta": {"content": part}}]}) for part in parts]
    return Reply(events=(*events, *(["[DONE]"] if done else [])), pause=pause)


@contextmanager
def language_model(behave: Behaviour) -> Iterator[Model]:
    """The server on a free port of 127.0.0.1 for as long as the block runs."""
    model = Model("")
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.requests.append(request)
            model.headers.append({name.casefold(): value for name, value in self.headers.items()})
            self._send(behave(request))

        def _send(self, reply: Reply) -> None:
            ended.wait(reply.wait)
            if reply.hangs_up:
                return
            self.send_response(reply.status)
            self.send_header("Content-Type", "text/event-stream" if reply.events else "application/json")
            if not reply.events:
                self.send_header("Content-Length", str(len(reply.body)))
            for name, value in reply.headers:
                self.send_header(name, value)
            try:
                self.end_headers()
                self._write(reply)
            except OSError:
                model.left += 1

        def _write(self, reply: Reply) -> None:
            body = reply.body[: len(reply.body) // 2] if reply.cut else reply.body
            pieces = [f"data: {event}\n\n".encode() for event in reply.events] or [body]
            if reply.pause and not reply.events:
                pieces = [body[byte : byte + 1] for byte in range(len(body))]
            for piece in pieces:
                if reply.pause and ended.wait(reply.pause):
                    return
                self.wfile.write(piece)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()


def slow(reply: Reply, seconds: float) -> Reply:
    """The same reply, begun only after that time."""
    return Reply(reply.body, wait=seconds)


def citation(
    quote: str,
    *,
    number: int = 1,
    title: str = "VA-redovisning år 2024",
    body: str = "Allmänna utskottet",
    section: str = "§ 19",
) -> Citation:
    """A citation out of fictional minutes."""
    return Citation(
        id=f"c{number}",
        document_id="d1",
        kommun="Tallsele",
        file="protokoll/AU-2025-03-04.pdf",
        title=title,
        body=body,
        date="2025-03-04",
        section=section,
        dnr="KS-25/00205",
        page=9,
        page_label="9",
        quote=quote,
        spans=[],
    )


def answer(
    question: str,
    rows: Sequence[tuple[str, Sequence[str]]],
    citations: Sequence[Citation],
    level: LevelName | None = None,
) -> Answer:
    """A finished answer whose sentences are verified where they cite."""
    told = [Sentence(text=t, citations=list(c), support="verified" if c else "none") for t, c in rows]
    return Answer(
        id="a1",
        question=question,
        text="\n".join(sentence.text for sentence in told),
        refused=False,
        refusal=None,
        level=level,
        sentences=told,
        citations=list(citations),
        warnings=[],
        timings_ms={"search": 1.0},
    )


def elapsed(started: float) -> float:
    """Seconds since `started`."""
    return time.perf_counter() - started
