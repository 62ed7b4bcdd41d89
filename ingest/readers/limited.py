"""Reading a file in child processes: what the pipeline calls. Long PDFs are shared out in ranges of pages."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from math import ceil
from pathlib import Path

from ingest.model import Page, Reading
from ingest.readers import check, read, stable
from ingest.readers.pdf import Cover, assemble, read_pdf_cover, read_pdf_pages
from ingest.sandbox import Workers

MEMORY_BYTES = 2_000_000_000
BASE_SECONDS, SECONDS_A_PAGE = 60.0, 8.0
"""OCR takes up to 4 seconds a page on a slow machine; anything that needs twice that is stuck."""

_RANGE = 50
_MOST_RANGES = 8


def read_limited(
    path: Path,
    *,
    name: str,
    workers: Workers,
    ocr: bool = True,
    progress: Callable[[int, int], None] | None = None,
    expected: str | None = None,
) -> Reading:
    """As `ingest.readers.read`, in `workers`; a PDF of over 50 pages uses them all. Raises TooDemanding besides.

    `progress(done, total)` is called in threads of its own for such a PDF.
    """
    with stable(path, name=name, expected=expected):
        if check(path, name=name) != "pdf":
            return workers.run(
                read,
                path,
                name=name,
                seconds=BASE_SECONDS,
                memory_bytes=MEMORY_BYTES,
                on_progress=None if progress is None else lambda values: progress(*values),
            )
        cover = workers.run(read_pdf_cover, path, name=name, seconds=BASE_SECONDS, memory_bytes=MEMORY_BYTES)
        return assemble(
            cover, _read_ranges(path, cover, name, workers, ocr=ocr, progress=progress), name=name
        )


def ranges(pages: int) -> list[tuple[int, int]]:
    """`pages` in at most eight (first, last) ranges of 50 or more, all about as long."""
    count = max(1, min(_MOST_RANGES, pages // _RANGE))
    size = ceil(pages / count)
    return [(first, min(first + size - 1, pages)) for first in range(1, pages + 1, size)]


def _read_ranges(
    path: Path,
    cover: Cover,
    name: str,
    workers: Workers,
    *,
    ocr: bool,
    progress: Callable[[int, int], None] | None,
) -> tuple[Page, ...]:
    parts = ranges(cover.pages)
    done = [0] * len(parts)

    def read_part(index: int) -> tuple[Page, ...]:
        first, last = parts[index]

        def report(values: tuple[int, int]) -> None:
            done[index] = values[0]
            if progress is not None:
                progress(sum(done), cover.pages)

        return workers.run(
            read_pdf_pages,
            path,
            first,
            last,
            name=name,
            ocr=ocr,
            seconds=BASE_SECONDS + SECONDS_A_PAGE * (last - first + 1),
            memory_bytes=MEMORY_BYTES,
            on_progress=report,
        )

    if len(parts) == 1:
        return read_part(0)
    with ThreadPoolExecutor(len(parts)) as threads:
        return tuple(page for part in threads.map(read_part, range(len(parts))) for page in part)
