"""The lexical index: BM25 over stems, 5-grams and titles in Tantivy, and exact keys, filtered in the query.

Derived from the register and rebuilt from it at any time. Text is not stored, only chunk ids. One process may write;
any number may read meanwhile, and sees a commit at its next `reload`.
"""

from __future__ import annotations

import datetime as dt
import math
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import tantivy
from tantivy import FieldType, Occur, Query

from ingest import analyse
from ingest.errors import IndexMismatch, StoreBusy, StoreError
from ingest.exact import keys_of_chunk
from ingest.faults import store_error
from ingest.filters import Filters

DEFAULT_LIMIT = 100
_HEAP_BYTES = 64_000_000
_RAW_FIELDS = ("chunk_id", "kommun", "zone", "body", "kind", "dnr", "content", "keys")
_FEW, _TELLING = 20, 0.03
"""A key is told by if it stands in at most so many chunks, or such a share of all."""

_TOKEN_FIELDS = ("stems", "grams", "title")
_ALWAYS_SET = frozenset({"kommun", "zone"})
"""Filter fields every document has a value in: a filter that admits all values found there can be left out."""


@dataclass(frozen=True, slots=True)
class LexicalDoc:
    """A chunk to index. `title`: its context line, searched with `text` and once more by itself.

    `zones` and `contents` hold more than one value where several documents share the chunk; neither may be empty.
    """

    chunk_id: str
    title: str
    text: str
    kommun: str
    zones: tuple[str, ...]
    contents: tuple[str, ...]
    body: str | None = None
    date: dt.date | None = None
    kind: str | None = None
    number: int | None = None
    dnr_key: str | None = None


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """What to search for; each is taken as a set. `stems`, `grams`: see `analyse.query_stems`; `keys`: exact things,
    see `ingest.exact.exact_keys`."""

    stems: Sequence[str]
    grams: Sequence[str]
    keys: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class LexicalHit:
    """A chunk found, with its BM25 score in each field; 0 where it is not among that field's best.

    `keys`: the summed inverse frequencies of the exact keys that the chunk holds.
    """

    chunk_id: str
    stems: float
    grams: float
    title: float
    keys: float = 0.0


class LexicalIndex:
    """The index in the folder `path`, made where there is none.

    Raises StoreError where the folder cannot be used and IndexMismatch where it holds an index of another layout.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._schema = _schema()
        self._index = _open(path, self._schema)
        self._writer: tantivy.IndexWriter | None = None
        self._terms: dict[str, frozenset[str]] = {}

    def __enter__(self) -> LexicalIndex:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """How many chunks a search sees."""
        return int(self._index.searcher().num_docs)

    def add(self, docs: Iterable[LexicalDoc], *, new: bool = False) -> None:
        """Index chunks; one whose id is there already is replaced, unless all are known to be `new`. Seen after `commit`.

        Raises StoreBusy.
        """
        writer = self._writing()
        for doc in docs:
            if not new:
                writer.delete_documents_by_term("chunk_id", doc.chunk_id)
            writer.add_document(_document(doc))

    def delete(self, content: str) -> None:
        """Take out all chunks of the content with this hash, those it shares included: add them anew without it.

        Seen after `commit`. Raises StoreBusy.
        """
        self._writing().delete_documents_by_term("content", content)

    def clear(self) -> None:
        """Take out everything. Seen after `commit`. Raises StoreBusy."""
        self._writing().delete_all_documents()

    def commit(self) -> None:
        """Make what was added and deleted lasting and visible to searches. Raises StoreError (a full disk)."""
        if self._writer is None:
            return
        try:
            self._writer.commit()
        except (ValueError, OSError) as exc:
            raise store_error(
                f"{self._path}: sökindexet kunde inte skrivas ({{}}). Finns det plats på disken?", exc
            ) from exc
        self.reload()

    def rollback(self) -> None:
        """Drop what was added and deleted since the last `commit`."""
        if self._writer is not None:
            self._writer.rollback()

    def reload(self) -> None:
        """See what another process has committed."""
        self._index.reload()
        self._terms.clear()

    def close(self) -> None:
        """Give up the writer, so that another process may have it; what is not committed is dropped."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.rollback()
            writer.wait_merging_threads()

    def search(
        self, query: LexicalQuery, filters: Filters | None = None, *, limit: int = DEFAULT_LIMIT
    ) -> list[LexicalHit]:
        """The best `limit` chunks of each field, together.

        Scores of different fields are not comparable: divide each by its greatest for the question before adding.
        """
        searcher = self._index.searcher()
        limits = self._filter_queries(filters, searcher)
        found = [
            self._found(searcher, wanted, limits, limit)
            for wanted in (
                self._any_term("stems", query.stems),
                self._any_term("grams", query.grams),
                self._any_term("title", query.stems),
                self._keys(query.keys),
            )
        ]
        chunk_ids = dict.fromkeys(chunk_id for scores in found for chunk_id in scores)
        return [LexicalHit(i, *(scores.get(i, 0.0) for scores in found)) for i in chunk_ids]

    def document_frequency(self, term: str, field: str = "stems") -> int:
        """In how many chunks a term of a field stands: 'stems', 'grams' (five letters), 'grams4', 'title', 'keys'."""
        return int(self._index.searcher().doc_freq(field, term))

    def key_weights(self, keys: Sequence[str]) -> dict[str, float]:
        """What each exact key counts, its inverse frequency; without those that nothing holds, or so much that they tell
        nothing."""
        total = len(self)
        counted = ((key, self.document_frequency(key, "keys")) for key in dict.fromkeys(keys))
        return {
            key: math.log(1 + total / frequency)
            for key, frequency in counted
            if 0 < frequency <= max(_FEW, _TELLING * total)
        }

    @property
    def sure_weight(self) -> float:
        """What a key counts that stands in so few chunks that it is told by."""
        return math.log(1 + len(self) / _FEW)

    def stems(self) -> Iterator[tuple[str, int]]:
        """Every stem with the number of chunks it stands in, for mending what is misspelt."""
        yield from self._index.searcher().terms_with_prefix("stems", "")

    def ids(self) -> set[str]:
        """The ids of all chunks, for comparing with the register."""
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return set()
        hits = searcher.search(Query.all_query(), limit=searcher.num_docs, count=False).hits
        return {_chunk_id(searcher, address) for _, address in hits}

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            try:
                self._writer = self._index.writer(heap_size=_HEAP_BYTES, num_threads=1)
            except ValueError as exc:
                if "LockBusy" in str(exc) or "lockfile" in str(exc).lower():
                    raise StoreBusy(
                        f"{self._path}: ett annat program skriver i sökindexet. Stäng det först."
                    ) from exc
                raise store_error(f"{self._path}: sökindexet går inte att skriva i ({{}}).", exc) from exc
        return self._writer

    def _any_term(self, field: str, terms: Sequence[str]) -> list[Query]:
        return [self._term(field, term, "freq") for term in dict.fromkeys(terms)]

    def _keys(self, keys: Sequence[str]) -> list[Query]:
        return [
            Query.const_score_query(self._term("keys", key, "basic"), weight)
            for key, weight in self.key_weights(keys).items()
        ]

    def _found(
        self, searcher: tantivy.Searcher, wanted: list[Query], limits: list[Query], limit: int
    ) -> dict[str, float]:
        """The best chunks that meet any of `wanted` and all of `limits`, with their scores."""
        if not wanted or not searcher.num_docs:
            return {}
        query = Query.boolean_query([(Occur.Should, one) for one in wanted])
        if limits:
            query = Query.boolean_query([(Occur.Must, query), *((Occur.Must, one) for one in limits)])
        hits = searcher.search(query, limit=limit, count=False).hits
        return {_chunk_id(searcher, address): float(score) for score, address in hits}

    def _filter_queries(self, filters: Filters | None, searcher: tantivy.Searcher) -> list[Query]:
        """The filters as queries that add nothing to the score; a list that is empty hinders nothing."""
        if filters is None:
            return []
        return [Query.const_score_query(query, 0.0) for query in self._limits(filters, searcher)]

    def _limits(self, filters: Filters, searcher: tantivy.Searcher) -> Iterator[Query]:
        wanted = {
            "zone": filters.zones,
            "kommun": frozenset({filters.kommun} if filters.kommun is not None else ()),
            "body": frozenset(filters.bodies),
            "kind": frozenset(filters.kinds),
            "dnr": frozenset({filters.dnr_key} if filters.dnr_key is not None else ()),
        }
        for field, values in wanted.items():
            if values and not self._admits_all(field, values, searcher):
                yield self._any_of(field, values)
        if filters.contents is not None:
            yield self._any_of("content", filters.contents)
        if filters.number is not None:
            yield self._term("number", filters.number, "basic")
        if filters.date_from or filters.date_to:
            yield Query.range_query(
                self._schema, "date", FieldType.Integer, _day(filters.date_from), _day(filters.date_to)
            )

    def _admits_all(self, field: str, values: frozenset[str], searcher: tantivy.Searcher) -> bool:
        """Whether no document has another value: then Tantivy may skip blocks, which it cannot under a filter."""
        if field not in _ALWAYS_SET:
            return False
        if field not in self._terms:
            self._terms[field] = frozenset(term for term, _ in searcher.terms_with_prefix(field, ""))
        return self._terms[field] <= values

    def _any_of(self, field: str, values: frozenset[str]) -> Query:
        return Query.term_set_query(self._schema, field, sorted(values))

    def _term(self, field: str, value: str | int, option: str) -> Query:
        return Query.term_query(self._schema, field, value, index_option=option)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in _RAW_FIELDS:
        builder.add_text_field(name, stored=name == "chunk_id", tokenizer_name="raw", index_option="basic")
    for name in _TOKEN_FIELDS:
        builder.add_text_field(name, tokenizer_name="tokens", index_option="freq")
    builder.add_text_field("grams4", tokenizer_name="tokens", index_option="basic")  # only counted: no scores
    builder.add_integer_field("date", indexed=True, fast=True)
    builder.add_integer_field("number", indexed=True)
    return builder.build()


def _open(path: Path, schema: tantivy.Schema) -> tantivy.Index:
    try:
        path.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(schema, path=str(path))
    except OSError as exc:
        raise StoreError(f"{path}: sökindexet kan inte öppnas ({exc}).") from exc
    except ValueError as exc:
        if "schema" in str(exc).lower():
            raise IndexMismatch(
                f"{path}: sökindexet är gjort av en annan version. Kör ’kommunminne rebuild’."
            ) from exc
        raise StoreError(f"{path}: sökindexet kan inte öppnas ({exc}). Kör ’kommunminne rebuild’.") from exc
    analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("tokens", analyser)  # not kept in the index: registered at each opening
    return index


def remove(path: Path) -> None:
    """Throw the index in `path` away, whatever state it is in; nobody may have it open."""
    shutil.rmtree(path, ignore_errors=True)


def _document(doc: LexicalDoc) -> tantivy.Document:
    if not doc.zones or not doc.contents:
        raise ValueError(f"{doc.chunk_id}: a chunk needs a zone and a content")
    title_words = analyse.words(doc.title)
    all_words = title_words + analyse.words(doc.text)
    document = tantivy.Document()
    document.add_text("chunk_id", doc.chunk_id)
    document.add_text("kommun", doc.kommun)
    document.add_text("stems", " ".join(map(analyse.stem, all_words)))
    document.add_text("grams", " ".join(map(analyse.gram_line, all_words)))
    document.add_text("title", " ".join(map(analyse.stem, title_words)))
    document.add_text("grams4", " ".join(analyse.gram_line(word, 4) for word in dict.fromkeys(all_words)))
    for key in keys_of_chunk(doc.title, doc.text):
        document.add_text("keys", key)
    for zone in doc.zones:
        document.add_text("zone", zone)
    for content in doc.contents:
        document.add_text("content", content)
    for field, value in (("body", doc.body), ("kind", doc.kind), ("dnr", doc.dnr_key)):
        if value is not None:
            document.add_text(field, value)
    if doc.number is not None:
        document.add_integer("number", doc.number)
    if doc.date is not None:
        document.add_integer("date", _day(doc.date) or 0)
    return document


def _day(date: dt.date | None) -> int | None:
    return None if date is None else date.year * 10_000 + date.month * 100 + date.day


def _chunk_id(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> str:
    return str(searcher.doc(address)["chunk_id"][0])
