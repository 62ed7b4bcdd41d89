"""Something asynchronous, drawn by a thread of its own: whoever waits for it can look up now and then, and leave."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread

Source = Callable[[], AsyncIterator[str]]


def drawn(source: Source, *, patience: float) -> Generator[str | None]:
    """What `source` gives, in order; None each time that `patience` seconds have passed with nothing.

    What the source raises is raised here. Closing the iterator, or forgetting it, cancels the source and waits until it
    has let go of what it holds.
    """
    arrived: SimpleQueue[str | Exception | None] = SimpleQueue()
    loop = asyncio.new_event_loop()
    task = loop.create_task(_draw(source, arrived))
    thread = Thread(target=_run, args=(loop, task), daemon=True)
    thread.start()
    try:
        yield from _waited_for(arrived, patience)
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()
        loop.close()


async def _draw(source: Source, arrived: SimpleQueue[str | Exception | None]) -> None:
    try:
        async for piece in source():
            arrived.put(piece)
    except Exception as error:
        arrived.put(error)
    else:
        arrived.put(None)


def _run(loop: asyncio.AbstractEventLoop, task: asyncio.Task[None]) -> None:
    with suppress(asyncio.CancelledError):
        loop.run_until_complete(task)
    loop.run_until_complete(loop.shutdown_asyncgens())


def _waited_for(arrived: SimpleQueue[str | Exception | None], patience: float) -> Generator[str | None]:
    while True:
        try:
            piece = arrived.get(timeout=patience)
        except Empty:
            yield None
            continue
        if piece is None:
            return
        if isinstance(piece, Exception):
            raise piece
        yield piece
