"""A thread that lets the views work out what they keep, once the service has started and after each change.

It holds no lock that a question waits for. Of several changes in a row it waits for the last.
"""

from __future__ import annotations

import logging
import threading

from assistant.core import Kommunminne

log = logging.getLogger(__name__)

_STILL = 2.0
"""Seconds without a change after which the views are looked at."""

_GRACE = 2.0
"""Seconds."""


class Warming:
    """Runs until closed. `still`: seconds without a change to wait for."""

    def __init__(self, core: Kommunminne, *, still: float = _STILL) -> None:
        self._core = core
        self._still = still
        self._closing = threading.Event()
        self._warmed: int | None = None
        self._thread = threading.Thread(target=self._run, name="warming", daemon=True)
        self._thread.start()

    @property
    def warmed(self) -> int | None:
        """The generation of what is held that the views were last worked out of."""
        return self._warmed

    def close(self) -> None:
        """Stop after the view that is under way; the service's own end waits for it no longer than `_GRACE`."""
        self._closing.set()
        self._thread.join(_GRACE)

    def _run(self) -> None:
        seen: int | None = None
        while not self._closing.wait(self._still):
            held = self._core.generation
            if held == seen and held != self._warmed:
                self._warm()
                self._warmed = held
            seen = held

    def _warm(self) -> None:
        """Errors are told to whoever opens the view; here they end nothing."""
        try:
            for _ in self._core.warm_views():
                if self._closing.is_set():
                    return
        except Exception as exc:
            log.warning("Vyerna kunde inte räknas fram i förväg (%s).", type(exc).__name__)
