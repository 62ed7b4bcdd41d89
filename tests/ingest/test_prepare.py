"""A file read and taken apart in child processes; a large PDF is shared out among them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from ingest.errors import UnreadableFile
from ingest.prepare import LARGE, Prepared, prepare, prepare_in
from ingest.sandbox import Workers


def in_children(path: Path, seen: list[object]) -> Prepared:
    with Workers(2) as workers:
        return prepare_in(
            workers,
            str(path),
            None,
            None,
            None,
            name=path.name,
            seconds=120,
            memory_bytes=2_000_000_000,
            on_progress=seen.append,
        )


def large(path: Path) -> Path:
    """The PDF with a stream in it that nothing shows, so that it has the size of one that is shared out."""
    writer = PdfWriter(PdfReader(path))
    ballast = DecodedStreamObject()
    ballast.set_data(os.urandom(LARGE))
    writer.root_object[NameObject("/Ballast")] = writer._add_object(ballast)
    writer.write(path)
    assert path.stat().st_size >= LARGE
    return path


@pytest.mark.parametrize("count", [3, 230])
def test_a_large_pdf_gives_what_a_small_one_gives(make_pdf: Callable[..., Path], count: int) -> None:
    text = [
        [f"Sida {page} ({count})", "Riktlinje", "Avgiften betalas i förskott."]
        for page in range(1, count + 1)
    ]
    small, big = make_pdf(text, name="liten.pdf"), large(make_pdf(text, name="stor.pdf"))
    seen: list[object] = []
    found, wanted = in_children(big, seen), prepare(str(small), None, None, None, name="stor.pdf")
    assert (found.reading, found.document, found.chunks) == (wanted.reading, wanted.document, wanted.chunks)
    assert found.reading.pages[-1].label == str(count)
    assert (count, count) in seen


def test_a_large_file_that_is_no_pdf_is_refused_as_a_small_one(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"a" * LARGE)
    with pytest.raises(UnreadableFile, match=r"^x\.pdf: "):
        in_children(path, [])
