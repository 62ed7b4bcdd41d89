"""Archives of the real documents, made once: skipped where they do not lie beside the checkout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.core import Kommunminne
from assistant.schema import IngestReport
from tests.made_once import archive_of


@pytest.fixture(scope="session")
def seeds(
    shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Kommunminne, IngestReport]]:
    """The archive of the five seeds, and the report of taking them in."""
    with archive_of(tmp_path_factory, "seeds", [([shared / "seeds"], "publik")]) as (core, [report]):
        yield core, report


@pytest.fixture(scope="session")
def alingsas(
    shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Kommunminne, IngestReport]]:
    """The archive of a kommun's real PDFs, and the report of taking them in."""
    given = [([shared / "real" / "alingsas"], "publik")]
    with archive_of(tmp_path_factory, "alingsas", given) as (core, [report]):
        yield core, report
