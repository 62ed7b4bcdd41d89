"""Views are worked out when the service has started, and again after each change."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from assistant.core import Kommunminne
from assistant.service.warming import Warming
from assistant.wire.matters import MATTERS, MattersQuery
from ingest import matter_rows
from tests.archives import BRIDGE, LIBRARY, ingest, minutes, opened, write


def _generations(core: Kommunminne) -> set[int]:
    """The changes that matters are kept of."""
    return {generation for _, generation, _ in matter_rows._kept.get(core._archive.register, {})}


def _until_warm(core: Kommunminne, warming: Warming) -> None:
    deadline = time.monotonic() + 60
    while warming.warmed != core.generation:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_the_views_are_worked_out_at_the_start_and_after_each_change(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "ks.txt", minutes([BRIDGE])))
        with closing(Warming(core, still=0.01)) as warming:
            _until_warm(core, warming)
            assert core.generation in _generations(core)
            ingest(core, write(tmp_path, "ks2.txt", minutes([LIBRARY], date="2025-04-22")))
            _until_warm(core, warming)
            assert core.generation in _generations(core)
            zones = core.settings.zones
            assert core.view(MATTERS, MattersQuery(), zones=zones).total == 2


def test_each_view_is_worked_out_that_the_reader_may_see(tmp_path: Path) -> None:
    with opened(tmp_path / "intern") as core:
        assert list(core.warm_views()) == ["matters", "coverage", "checks", "people", "goals"]
    with opened(tmp_path / "publik", zone="publik") as core:
        assert "people" not in list(core.warm_views())


def test_a_view_that_fails_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    core = opened(tmp_path / "data")
    core.close()
    core._archive.register.path.unlink()
    with closing(Warming(core, still=0.01)) as warming:
        _until_warm(core, warming)
    assert "Vyerna kunde inte räknas fram i förväg" in caplog.text
