"""From filters to the matrix rows that a search may look at: whose contents may be seen, then what their chunks are."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace

from ingest.archive import ALL_ZONES, Archive
from ingest.facets import Codes, content_codes
from ingest.filters import Filters
from ingest.matrix import Rows

_KEPT_ROWS = 8_000_000
"""So many rows are kept in all, 64 MB, for filters that come again."""

_KEPT_FILTERS = 64
_KEPT_CONTENTS = 16

_Key = tuple[int, Filters]


class Narrowing:
    """Finds rows in an archive. What is kept holds until the archive changes; serves any number of threads.

    The register is asked for contents alone, of which there are few; their chunks' facets lie with the vectors.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._rows: OrderedDict[_Key, Rows] = OrderedDict()
        self._contents: OrderedDict[_Key, Codes] = OrderedDict()
        self._lock = threading.Lock()

    def rows(self, filters: Filters) -> Rows | None:
        """The rows that `filters` let through, in order; None where they let everything through."""
        if filters == Filters(zones=filters.zones) and filters.zones >= ALL_ZONES:
            return None
        key = (self._archive.generation, filters)
        with self._lock:
            if key in self._rows:
                self._rows.move_to_end(key)
                return self._rows[key]
        rows = self._found(key)
        with self._lock:
            self._rows[key] = rows
            while self._too_many():
                self._rows.popitem(last=False)
        return rows

    def _too_many(self) -> bool:
        kept = len(self._rows)
        return kept > _KEPT_FILTERS or (kept > 1 and sum(map(len, self._rows.values())) > _KEPT_ROWS)

    def _found(self, key: _Key) -> Rows:
        _, filters = key
        vectors = self._archive.vectors
        rows = vectors.rows_where(filters, self._contents_of(key))
        return vectors.row_of(self._archive.catalogue.chunk_ids(filters)) if rows is None else rows

    def _contents_of(self, key: _Key) -> Codes:
        """The contents that fit, whatever their chunks."""
        generation, filters = key
        wide = replace(filters, bodies=(), date_from=None, date_to=None, number=None, dnr_key=None)
        key = (generation, wide)
        with self._lock:
            if key in self._contents:
                self._contents.move_to_end(key)
                return self._contents[key]
        codes = content_codes(self._archive.catalogue.contents(wide))
        with self._lock:
            self._contents[key] = codes
            while len(self._contents) > _KEPT_CONTENTS:
                self._contents.popitem(last=False)
        return codes
