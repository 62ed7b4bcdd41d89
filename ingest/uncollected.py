"""Work that makes hundreds of thousands of objects to be kept: looking for garbage among them takes half of its time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Within it this process looks for no cycles of garbage. For seconds, not for as long as a service runs."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
