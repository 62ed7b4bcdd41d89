"""How long parts of a whole take: their public functions are wrapped while it runs, so that the product measures nothing."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps
from pathlib import Path
from typing import Any
from unittest.mock import patch

Points = Mapping[str, Sequence[tuple[Any, str]]]
"""Functions by the part they do the work of: each the class or module that has it, and its name."""


class Clock:
    """Seconds by part, of one thread."""

    def __init__(self) -> None:
        self._spent: dict[str, float] = defaultdict(float)
        self._under_way: set[str] = set()

    @contextmanager
    def watching(self, points: Points) -> Iterator[Clock]:
        """Time the functions as long as the context lasts. One inside another of the same part counts once."""
        with ExitStack() as patched:
            for part, functions in points.items():
                for owner, name in functions:
                    patched.enter_context(patch.object(owner, name, self._timed(part, getattr(owner, name))))
            yield self

    def taken(self) -> dict[str, float]:
        """Seconds by part since the last time this was asked."""
        spent, self._spent = dict(self._spent), defaultdict(float)
        return spent

    def _timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def timed(*arguments: Any, **named: Any) -> Any:
            if part in self._under_way:
                return function(*arguments, **named)
            self._under_way.add(part)
            started = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                self._spent[part] += time.perf_counter() - started
                self._under_way.discard(part)

        return timed


def memory() -> dict[str, float]:
    """This process' memory in MB: `VmRSS` now and `VmHWM` at most; of the former, `RssAnon` its own and `RssFile` of files.

    Empty where /proc is not here.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return {}
    lines = (line.split() for line in status.read_text().splitlines())
    wanted = ("VmRSS:", "VmHWM:", "RssAnon:", "RssFile:")
    return {line[0].rstrip(":"): int(line[1]) / 1024 for line in lines if line and line[0] in wanted}
