"""The file in the data folder that says which service owns it: `service.json` with pid, url and a token."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "service.json"


@dataclass(frozen=True, slots=True)
class ServiceLock:
    """A running service. `token` is random and readable by the owner only; `instance` is made from it."""

    pid: int
    url: str
    token: str

    @property
    def instance(self) -> str:
        """What the service shows at /api/health, so that a client knows it without sending the token."""
        return instance_of(self.token)

    def alive(self) -> bool:
        """Whether the process is there; another may since have got its number (see `instance`)."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True


def instance_of(token: str) -> str:
    """A name for the bearer of a token that does not give the token away."""
    return hashlib.sha256(token.encode()).hexdigest()[:32]


def new_lock(url: str) -> ServiceLock:
    """The lock of this process."""
    return ServiceLock(os.getpid(), url, secrets.token_urlsafe(24))


def read_lock(data: Path) -> ServiceLock | None:
    """The lock in a data folder, or None where there is none, it is damaged or its process is gone."""
    try:
        fields = json.loads((data / NAME).read_text("utf-8"))
        lock = ServiceLock(int(fields["pid"]), str(fields["url"]), str(fields["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return lock if lock.alive() else None


def write_lock(data: Path, lock: ServiceLock) -> None:
    """Put the lock in place, whole or not at all, readable by the owner only."""
    path = data / NAME
    part = path.with_suffix(f".{lock.pid}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(lock), file)
    part.replace(path)


def remove_lock(data: Path, lock: ServiceLock) -> None:
    """Take the lock away if it is still this one."""
    if read_lock(data) == lock:
        with suppress(FileNotFoundError):
            (data / NAME).unlink()
