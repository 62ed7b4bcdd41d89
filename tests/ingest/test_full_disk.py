"""A disk that fills up in the middle of a batch."""

from __future__ import annotations

from pathlib import Path

from tests.archives import BRIDGE, POOL, minutes, write
from tests.ingest.test_pipeline import run, settled, told_of


def test_when_the_register_can_no_longer_be_written_the_rest_is_not_tried(tmp_path: Path) -> None:
    first = write(tmp_path, "h/a.txt", minutes([BRIDGE]))
    assert run("ingest", first, "--data", tmp_path / "data").returncode == 0
    for number in range(3):
        write(tmp_path, f"h/{number}.txt", minutes([POOL], date=f"2025-05-0{number + 1}"))
    result = run("ingest", first.parent, "--data", tmp_path / "data", limit=100 * 1024)
    assert result.returncode == 1, result.stderr
    assert "1 inlästa, 3 misslyckade." in result.stdout
    assert "kunde inte sparas" in told_of(result, "0.txt")
    assert "disken är full" in told_of(result, "0.txt")
    assert all("inte provad" in told_of(result, name) for name in ("1.txt", "2.txt"))
    assert "I/O" not in result.stderr
    settled(tmp_path / "data", {first.name}, first.parent)
