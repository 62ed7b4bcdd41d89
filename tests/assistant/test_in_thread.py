"""Something asynchronous, drawn by a thread of its own."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator

import pytest

from assistant.in_thread import drawn


async def numbers() -> AsyncIterator[str]:
    yield "ett"
    await asyncio.sleep(0.25)
    yield "två"


async def failing() -> AsyncIterator[str]:
    yield "ett"
    raise ValueError("slut")


def test_pieces_come_in_order_and_waiting_is_told() -> None:
    found = list(drawn(numbers, patience=0.1))
    assert [piece for piece in found if piece] == ["ett", "två"]
    assert found.count(None) >= 1


def test_an_error_of_the_source_is_raised_after_what_came_before_it() -> None:
    pieces = drawn(failing, patience=5)
    assert next(pieces) == "ett"
    with pytest.raises(ValueError, match="slut"):
        next(pieces)


def test_leaving_ends_the_source_which_lets_go_of_what_it_holds() -> None:
    released = threading.Event()
    before = threading.active_count()

    async def waiting() -> AsyncIterator[str]:
        try:
            yield "ett"
            await asyncio.sleep(60)
        finally:
            released.set()

    pieces = drawn(waiting, patience=5)
    assert next(pieces) == "ett"
    started = time.perf_counter()
    pieces.close()
    assert released.is_set()
    assert time.perf_counter() - started < 2
    assert threading.active_count() == before


def test_it_may_be_drawn_where_another_loop_runs() -> None:
    async def outer() -> list[str | None]:
        return list(drawn(numbers, patience=5))

    assert asyncio.run(outer()) == ["ett", "två"]
