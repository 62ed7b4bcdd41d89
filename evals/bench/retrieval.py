"""Indexing and searching made-up archives of several sizes: rates, times by part, memory, disk, and what is found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from assistant.commands.common import note
from evals.bench.archive import filled
from evals.bench.figures import ROOT, Figure
from evals.bench.timing import Clock, Points, memory
from ingest.archive import Archive
from ingest.catalogue import Catalogue
from ingest.chroma import ChromaProcess
from ingest.embed import load_embedder
from ingest.indexes import current
from ingest.lexical import LexicalIndex
from ingest.vectors import VectorStore

SIZES = (10_000, 100_000)
QUESTIONS = 200
_LARGE = 100_000
"""Chunks above which the targets of a million hold."""


def measured(folder: Path, chunks: int, count: int = QUESTIONS) -> dict[str, Any]:
    """An archive of at least `chunks` chunks made in `folder`, indexed, and searched by a process of its own."""
    note(f"retrieval: {chunks:,} chunks are being made up")
    made = filled(folder, chunks)
    note(
        f"retrieval: {made.chunks:,} chunks in {made.documents:,} documents, written at {made.chunks / made.seconds:,.0f}/s"
    )
    result: dict[str, Any] = {"chunks": made.chunks, "documents": made.documents, "written": made.seconds}
    result["indexing"] = _indexed(folder)
    note(f"retrieval: indexed {result['indexing']}")
    result["disk"] = {name: _megabytes(path) for name, path in _stores(folder).items()}
    command = [sys.executable, "-m", "evals.bench.answering", str(folder), str(count)]
    answered = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return {**result, **json.loads(answered.stdout), "load": os.getloadavg()}


def figures(result: Mapping[str, Any]) -> Iterator[Figure]:
    """What was measured beside its targets."""
    large = result["chunks"] > 2 * _LARGE
    size = f"{result['chunks']:,}"
    p50, p95 = (150, 300) if large else (40, 100)
    indexing, disk = result["indexing"], result["disk"]
    shares = ", ".join(f"{part} {share:.0%}" for part, share in indexing["shares"].items())
    yield Figure(
        f"{size} chunks: indexing", indexing["rate"], "chunks/s", 400 if large else 1000, True, shares
    )
    yield Figure("  on disk", sum(disk.values()), "MB", detail=_listed(disk))
    yield Figure("  memory", result["memory"].get("VmHWM", 0.0), "MB", 4000, detail=_listed(result["memory"]))
    for name, found in result["searches"].items():
        for share, target in (("p50", p50), ("p95", p95)):
            parts = {"CPU": found["cpu ms"][share]} | {part: ms[share] for part, ms in found["parts"].items()}
            title = f"  filter {name}: search, {share}"
            yield Figure(title, found["ms"][share], "ms", target, detail=_listed(parts))
    for name, ms in result["fields"].items():
        yield Figure(f"  {name} alone, p50", ms["p50"], "ms", detail=f"p95 {ms['p95']:.1f}")
    for name, recall in result["recall"].items():
        detail = f"of {recall['share of chunks']:.0%} of the chunks; least {recall['least']:.2f}"
        yield Figure(f"  filter {name}: dense recall@100", recall["mean"], "", 0.99, True, detail)


def _indexed(folder: Path) -> dict[str, Any]:
    """Both indexes made from the register, and where the time went. Chroma is filled by a process of its own meanwhile;
    only what is waited for counts as Chroma's."""
    embedder = load_embedder(None)
    points: Points = {
        "register": [(Catalogue, "entries")],
        "words": [(LexicalIndex, "add"), (LexicalIndex, "commit")],
        "embedding": [(type(embedder), "embed_passages")],
        "vectors": [(VectorStore, "add_to_matrix")],
        "waiting for Chroma": [(ChromaProcess, "begin"), (ChromaProcess, "close")],
    }
    before = os.getloadavg()
    with (
        closing(Archive(folder, embedder, writable=True, rebuilding=True)) as archive,
        Clock().watching(points) as clock,
    ):
        started = time.perf_counter()
        count = archive.rebuild(_progress(started))
        taken = time.perf_counter() - started
        spent = clock.taken()
    shares = {part: spent.get(part, 0.0) / taken for part in points}
    shares["the rest"] = 1 - sum(shares.values())
    peak = memory().get("VmHWM", 0.0)
    return {
        "seconds": taken,
        "rate": count / taken,
        "shares": shares,
        "peak": peak,
        "load": [before, os.getloadavg()],
    }


def _progress(started: float) -> Callable[[int, int], None]:
    said = [0]

    def told(done: int, total: int) -> None:
        if 10 * done // total > said[0]:
            said[0] = 10 * done // total
            note(
                f"retrieval: {10 * said[0]} % of {total:,} documents after {time.perf_counter() - started:.0f} s"
            )

    return told


def _stores(folder: Path) -> dict[str, Path]:
    indexes = current(folder)
    assert indexes is not None
    parts = {name: indexes / name for name in ("lexical", "vectors", "chroma")}
    return {"register": folder / "register.db", **parts}


def _megabytes(path: Path) -> float:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file()) / 1_000_000


def _listed(values: Mapping[str, float]) -> str:
    return ", ".join(
        f"{name} {value:,.1f}" if value < 100 else f"{name} {value:,.0f}" for name, value in values.items()
    )
