"""From the register to a set of indexes: what it holds of a content, as words and as vectors."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.catalogue import Catalogue
from ingest.contents import chunk_prefix
from ingest.facets import facets_of
from ingest.indexes import Indexes
from ingest.lexical import LexicalDoc
from ingest.register import LIVE, Register
from ingest.stored import IndexEntry

_BATCH = 2_000


def passage(context: str, text: str) -> str:
    """A chunk as it is embedded."""
    return f"{context}\n{text}"


def index_words(
    register: Register, catalogue: Catalogue, indexes: Indexes, content: str, zone: str | None = None
) -> None:
    """Make the words say of a content what the register says, or will say: `zone` is a coming source's."""
    indexes.lexical.delete(content)
    indexes.lexical.add(documents(register, content, catalogue.entries(content), zone))


def index_vectors(catalogue: Catalogue, indexes: Indexes, content: str) -> None:
    """Embed what the register holds of a content, and drop vectors that it no longer knows."""
    drop_vectors(indexes, content)
    entries = catalogue.entries(content)
    for start in range(0, len(entries), _BATCH):
        part = entries[start : start + _BATCH]
        embedded = indexes.embedder.embed_passages([passage(e.context, e.text) for e in part])
        indexes.vectors.upsert([e.id for e in part], embedded, facets_of(part))


def drop_vectors(indexes: Indexes, content: str) -> None:
    """Drop all vectors of a content, those too that the register no longer knows."""
    prefix = chunk_prefix(content)
    indexes.vectors.delete([name for name in indexes.vectors.ids() if name.startswith(prefix)])


def renew(register: Register, catalogue: Catalogue, indexes: Indexes, content: str) -> None:
    """Make words and vectors say of a content what the register says, whatever they said before."""
    if register.sources(content=content, status=LIVE):
        index_vectors(catalogue, indexes, content)
    else:
        drop_vectors(indexes, content)
    index_words(register, catalogue, indexes, content)


def documents(
    register: Register, content: str, entries: list[IndexEntry], zone: str | None = None
) -> Iterator[LexicalDoc]:
    """A content's chunks as the words' index wants them; none where no source of it is valid or coming."""
    valid = {s.zone for s in register.sources(content=content, status=LIVE)}
    zones = tuple(sorted(valid | {zone} if zone else valid))
    if not zones:
        return
    for entry in entries:
        yield LexicalDoc(
            chunk_id=entry.id,
            title=entry.context,
            text=entry.text,
            kommun=entry.kommun or "",
            zones=zones,
            contents=(content,),
            body=entry.body_key,
            date=entry.date,
            kind=entry.kind,
            number=entry.number,
            dnr_key=entry.dnr_key,
        )
