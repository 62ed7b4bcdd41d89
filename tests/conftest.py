"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the checkout; the test is skipped where it is absent."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("../shared saknas: de verkliga handlingarna ligger inte bredvid utcheckningen")
    return SHARED
