"""What a view has worked out of the register, kept until what is held changes: reading 50,000 §§ takes longer than a page may."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from assistant.views.scope import Scope
from ingest.filters import Filters
from ingest.register import Register
from ingest.uncollected import uncollected

T = TypeVar("T")

_MOST = 24
"""Results that are kept of one register, of several views, readers and limits."""

_kept: WeakKeyDictionary[Register, dict[tuple[object, ...], object]] = WeakKeyDictionary()
_lock = Lock()


def once(scope: Scope, name: str, filters: Filters, make: Callable[[], T]) -> T:
    """What `make` gives, made once for these filters and what is held now. It is shared: not to be changed."""
    key = (scope.generation, name, filters)
    with _lock:
        found = _kept.setdefault(scope.register, {})
        if key in found:
            return cast(T, found[key])
    with uncollected():
        made = make()
    with _lock:
        found = _kept.setdefault(scope.register, {})
        while len(found) >= _MOST:
            found.pop(next(iter(found)))
        found[key] = made
    return made
