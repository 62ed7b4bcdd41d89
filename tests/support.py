"""What several tests share: documents of the demo kommun and a service on a real port."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

DEMO = Path(__file__).resolve().parents[1] / "corpus" / "tallsele"
AU = DEMO / "protokoll" / "AU-2024-10-08.pdf"
KS = DEMO / "protokoll" / "KS-2024-11-05.pdf"
KF = DEMO / "protokoll" / "KF-2024-11-25.pdf"


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """`app` on a loopback port, in a thread; gives the address."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
