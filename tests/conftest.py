"""Fixtures for all tests."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the checkout; the test is skipped where it is absent."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("../shared saknas: de verkliga handlingarna ligger inte bredvid utcheckningen")
    return SHARED


@pytest.fixture(scope="session")
def scorer(shared: Path) -> ModuleType:
    """The scorer that lies beside the questions."""
    spec = importlib.util.spec_from_file_location("score_answers", shared / "evals" / "score_answers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
