"""Which source an upload is: all that comes with it is a name, and 'protokoll.pdf' is what many minutes are called.

An upload replaces an earlier one of its name where it is the same document in a new version; any other gets a source
of its own: 'upload:/protokoll.pdf', then 'upload:/protokoll (2).pdf'.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import PurePosixPath

from ingest.archive import ALL_ZONES, Archive
from ingest.filters import Filters
from ingest.model import Kind, Structured
from ingest.register import LIVE, Source
from ingest.stored import StoredDocument

SCHEME = "upload:/"
_OF_A_MEETING = frozenset({Kind.PROTOKOLL, Kind.UTDRAG, Kind.KALLELSE})


def upload_key(name: str) -> str:
    """What a file that was handed over as `name` is known by, if no other document is."""
    return f"{SCHEME}{name}"


def is_upload(key: str) -> bool:
    """Whether a source was handed over rather than found under a path."""
    return key.startswith(SCHEME)


def with_content(archive: Archive, key: str, content: str) -> Source | None:
    """The valid source of these bytes that was handed over under the name of `key`."""
    return next((source for source in _live(archive, key) if source.content == content), None)


def place(archive: Archive, key: str, content: str, document: Structured) -> tuple[str, str]:
    """Key and shown name for `document`: those of the source that it replaces, else the first that are free."""
    held = _live(archive, key)
    same = [source for source in held if source.content == content]
    same = same or [source for source in held if _is_same(archive, source, document)]
    if same:
        return same[0].path, same[0].file
    taken = {source.path for source in held}
    free = next(numbered for numbered in _numbered(key) if numbered not in taken)
    return free, free.removeprefix(SCHEME)


def _live(archive: Archive, key: str) -> list[Source]:
    """The valid sources that were handed over under one name, in order."""
    found: list[Source] = []
    for numbered in _numbered(key):
        held = archive.register.sources(path=numbered)
        if not held:
            return found
        found += [source for source in held if source.status == LIVE]
    return found


def _numbered(key: str) -> Iterator[str]:
    yield key
    name = PurePosixPath(key.removeprefix(SCHEME))
    for number in count(2):
        yield f"{SCHEME}{name.stem} ({number}){name.suffix}"


def _is_same(archive: Archive, source: Source, document: Structured) -> bool:
    held = archive.catalogue.document(source.id, Filters(zones=ALL_ZONES))
    return held is not None and _identity(held) == _identity(document)


def _identity(document: StoredDocument | Structured) -> tuple[object, ...]:
    """What two versions of a document have in common: minutes their meeting, extracts of them their title as well."""
    kind = Kind(document.kind)
    meeting = (document.body, document.date) if kind in _OF_A_MEETING else ()
    whole = kind is Kind.PROTOKOLL and all(meeting)
    return (document.kommun, kind, *meeting, None if whole else document.title)
