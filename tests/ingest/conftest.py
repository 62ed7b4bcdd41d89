"""Builders of real files for the tests of readers, cleanup and bad input."""

from __future__ import annotations

import subprocess
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

PdfBuilder = Callable[..., Path]


@pytest.fixture
def make_pdf(tmp_path: Path) -> PdfBuilder:
    """make_pdf(pages, name='x.pdf', encrypt=None): a PDF with a list of lines per page; an empty list is a blank page."""

    def make(pages: Sequence[Sequence[str]], *, name: str = "x.pdf", encrypt: str | None = None) -> Path:
        path = tmp_path / name
        canvas = Canvas(str(path), pagesize=A4, encrypt=encrypt)
        for lines in pages:
            text = canvas.beginText(70, 780)
            for line in lines:
                text.textLine(line)
            canvas.drawText(text)
            canvas.showPage()
        canvas.save()
        return path

    return make


@pytest.fixture
def make_zip(tmp_path: Path) -> Callable[..., Path]:
    """make_zip(parts, name='x.docx'): a ZIP of {part name: bytes}."""

    def make(parts: dict[str, bytes], *, name: str = "x.docx") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for part, data in parts.items():
                package.writestr(part, data)
        return path

    return make


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2048k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("en liten disk kan inte monteras här")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)
