"""Archives that take long to make: made once for all the processes that a run of the tests is shared out among."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.core import Kommunminne
from assistant.schema import IngestReport
from tests.archives import copied, ingest, opened

Given = Sequence[tuple[Sequence[Path], str]]
"""What is taken in: paths, and who may see them."""


@contextmanager
def archive_of(
    factory: pytest.TempPathFactory, name: str, given: Given
) -> Iterator[tuple[Kommunminne, list[IngestReport]]]:
    """An archive of one's own of what is given, open, and the reports of taking it in.

    The first process that asks takes it in, in a folder that all of them see; each opens a copy.
    """
    whole = _common(factory) / f"archive-{name}"
    with FileLock(f"{whole}.lock"):
        if not whole.exists():
            _make(whole, given)
    reports = [
        IngestReport.model_validate_json(line) for line in (whole / "reports").read_text().splitlines()
    ]
    with opened(copied(whole / "data", factory.mktemp(name) / "data")) as core:
        yield core, reports


def _common(factory: pytest.TempPathFactory) -> Path:
    """The run's folder: xdist gives each of its processes a folder in it."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def _make(whole: Path, given: Given) -> None:
    making = whole.with_suffix(".making")
    with opened(making / "data") as core:
        reports = [ingest(core, *paths, access=access) for paths, access in given]
    (making / "reports").write_text("\n".join(report.model_dump_json() for report in reports))
    making.rename(whole)
