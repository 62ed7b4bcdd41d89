"""What went wrong with a disk or a file of the data folder, in Swedish: system, SQLite and the indexes say it in English."""

from __future__ import annotations

import errno
import re
import sqlite3

from ingest.errors import StoreError, StoreUnwritable

_TOLD = {
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet som är tilldelat är fullt",
    errno.EFBIG: "filen blev större än systemet tillåter",
    errno.EACCES: "rättigheter saknas",
    errno.EPERM: "rättigheter saknas",
    errno.EROFS: "disken får bara läsas",
    errno.ENOENT: "filen finns inte",
    errno.EIO: "disken svarar inte som den ska",
}
_TOLD_OF_SQLITE = {
    sqlite3.SQLITE_FULL: "disken är full",
    sqlite3.SQLITE_IOERR: "disken är full eller svarar inte som den ska",
    sqlite3.SQLITE_READONLY: "filen får bara läsas",
    sqlite3.SQLITE_CANTOPEN: "filen kan inte öppnas",
    sqlite3.SQLITE_BUSY: "ett annat program använder filen",
    sqlite3.SQLITE_LOCKED: "ett annat program använder filen",
    sqlite3.SQLITE_CORRUPT: "filen är skadad",
    sqlite3.SQLITE_NOTADB: "filen är skadad",
}
_LASTING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
_LASTING_OF_SQLITE = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
)
_SYSTEM_NUMBER = re.compile(r"os error (\d+)")
_FULL = re.compile(r"disk is full|disk I/O error|No space left", re.IGNORECASE)


def told(error: BaseException) -> str:
    """What went wrong, in Swedish where it is one of the usual things."""
    if isinstance(error, sqlite3.Error):
        return _TOLD_OF_SQLITE.get(_sqlite_code(error), f"oväntat fel, {type(error).__name__}")
    number = _system_number(error)
    if number in _TOLD:
        return _TOLD[number]
    if _FULL.search(str(error)):
        return _TOLD_OF_SQLITE[sqlite3.SQLITE_IOERR]
    return getattr(error, "strerror", None) or str(error)


def is_lasting(error: BaseException) -> bool:
    """Whether nothing else can be written either until somebody mends it: a full disk, one that is only read."""
    if isinstance(error, StoreUnwritable):
        return True
    if isinstance(error, sqlite3.Error):
        return _sqlite_code(error) in _LASTING_OF_SQLITE
    return _system_number(error) in _LASTING or bool(_FULL.search(str(error)))


def store_error(message: str, error: BaseException) -> StoreError:
    """The error to raise for `error`; '{}' in `message` is where it is told."""
    kind = StoreUnwritable if is_lasting(error) else StoreError
    return kind(message.replace("{}", told(error)))


def _sqlite_code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _system_number(error: BaseException) -> int:
    if isinstance(error, OSError):
        return error.errno or 0
    found = _SYSTEM_NUMBER.search(str(error))
    return int(found.group(1)) if found else 0
