"""The register: SQLite, the one truth. Everything else under the data folder can be made anew from it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, delete, event, insert, inspect, select, update
from sqlalchemy.exc import DBAPIError

from ingest import tables
from ingest.contents import put_content
from ingest.errors import StoreError
from ingest.faults import store_error
from ingest.model import Chunk, Reading, Structured

LIVE = "gällande"
REPLACED = "ersatt"
DELETED = "borttagen"

_MARK = "under arbete: "


@dataclass(frozen=True, slots=True)
class Source:
    """A path as ingested: `path` is the absolute one that decides what replaces what, `file` the one shown."""

    id: str
    path: str
    file: str
    content: str
    zone: str
    status: str


def source_id(path: str, content: str) -> str:
    """The document's id: the same as long as path and bytes are."""
    return hashlib.sha256(f"{path}\n{content}".encode()).hexdigest()[:16]


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except DBAPIError as exc:
        message = (
            f"Registret {path} kunde inte användas: {{}}. Kontrollera ledigt diskutrymme och rättigheter."
        )
        raise store_error(message, exc.orig or exc) from exc


def _on_connect(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "busy_timeout=15000"):
        connection.execute(f"PRAGMA {pragma}")


class Register:
    """Writes to and bookkeeping of the register; `ingest.catalogue` reads it.

    Errors: StoreError where the file cannot be opened or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.engine: Engine = create_engine(f"sqlite:///{path}")
        event.listen(self.engine, "connect", _on_connect)
        with self.transaction() as connection:
            if not set(tables.metadata.tables) <= set(inspect(connection).get_table_names()):
                tables.metadata.create_all(connection)
        self._check_version()

    def _check_version(self) -> None:
        found = self.get_meta("schema")
        if found is None:
            self.set_meta("schema", tables.SCHEMA_VERSION)
        elif found != tables.SCHEMA_VERSION:
            raise StoreError(
                f"Registret {self.path} har format {found}, programmet väntar {tables.SCHEMA_VERSION}. "
                "Läs in handlingarna på nytt i en tom datamapp."
            )

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection whose work is kept whole or not at all."""
        with _translated(self.path), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection for reading."""
        with _translated(self.path), self.engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def get_meta(self, key: str) -> str | None:
        """What the register says of itself under `key`."""
        with self.connection() as connection:
            value: str | None = connection.scalar(select(tables.meta.c.value).where(tables.meta.c.key == key))
        return value

    def set_meta(self, key: str, value: str) -> None:
        """Record `value` under `key`."""
        with self.transaction() as connection:
            connection.execute(delete(tables.meta).where(tables.meta.c.key == key))
            connection.execute(insert(tables.meta).values(key=key, value=value))

    # Sources and contents

    def sources(self, **where: str) -> list[Source]:
        """The sources whose columns equal `where`."""
        table = tables.sources.c
        query = select(table.id, table.path, table.file, table.content, table.zone, table.status)
        for column, value in where.items():
            query = query.where(table[column] == value)
        with self.connection() as connection:
            return [Source(*row) for row in connection.execute(query)]

    def recipe(self, content: str) -> str | None:
        """The recipe that a content was cut by, None where it is not held."""
        with self.connection() as connection:
            query = select(tables.contents.c.recipe).where(tables.contents.c.hash == content)
            value: str | None = connection.scalar(query)
        return value

    def update_source(self, source_id: str, **values: str) -> None:
        """Give a source new values: its zone, its status, the name it is shown by."""
        with self.transaction() as connection:
            table = tables.sources
            connection.execute(update(table).where(table.c.id == source_id).values(**values))

    def publish(self, source: Source, replaced: Sequence[str], *, seconds: float) -> None:
        """Make `source` the valid one and the sources `replaced` 'ersatt', and its content done, in one transaction."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        valid = {**asdict(source), "status": LIVE, "ingested_at": now, "seconds": seconds}
        with self.transaction() as connection:
            table = tables.sources
            connection.execute(update(table).where(table.c.id.in_(replaced)).values(status=REPLACED))
            connection.execute(delete(table).where(table.c.id == source.id))
            connection.execute(insert(table).values(**valid))
            connection.execute(delete(tables.meta).where(tables.meta.c.key == f"{_MARK}{source.content}"))

    # What is under way

    def mark(self, contents: Sequence[str]) -> None:
        """Note that work on these contents has begun: what does not come to `unmark` is settled later."""
        rows = [{"key": f"{_MARK}{content}", "value": ""} for content in contents]
        with self.transaction() as connection:
            connection.execute(insert(tables.meta).prefix_with("OR REPLACE"), rows)

    def unmark(self, contents: Sequence[str]) -> None:
        """Note that work on these contents is done."""
        keys = [f"{_MARK}{content}" for content in contents]
        with self.transaction() as connection:
            connection.execute(delete(tables.meta).where(tables.meta.c.key.in_(keys)))

    def marked(self) -> list[str]:
        """The contents whose work was begun and not done."""
        query = select(tables.meta.c.key).where(tables.meta.c.key.startswith(_MARK, autoescape=True))
        with self.connection() as connection:
            return [key.removeprefix(_MARK) for key in connection.scalars(query)]

    def purge(self, content: str) -> None:
        """Drop all that was read from a content; the rows of its sources stay as a trace."""
        with self.transaction() as connection:
            connection.execute(delete(tables.contents).where(tables.contents.c.hash == content))

    def drop_chunks(self, content: str) -> None:
        """Take a content out of search but keep its text for the answers that cite it."""
        with self.transaction() as connection:
            connection.execute(delete(tables.chunks).where(tables.chunks.c.content == content))

    def put_content(
        self, content: str, reading: Reading, document: Structured, chunks: Sequence[Chunk], *, recipe: str
    ) -> list[tuple[int, str]]:
        """Write all that was read from a content, in one transaction. Returns (row, id) of each chunk, in order."""
        with self.transaction() as connection:
            connection.execute(delete(tables.contents).where(tables.contents.c.hash == content))
            return put_content(connection, content, reading, document, chunks, recipe=recipe)
