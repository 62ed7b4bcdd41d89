"""The real service over a real archive of three minutes, in process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.core import Kommunminne
from assistant.service.app import create_app
from assistant.settings import Settings
from tests.support import AU, KF, KS

INSTANCE_TOKEN = "hemligt"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data=tmp_path_factory.mktemp("service") / "data", upload_mb=2)


@pytest.fixture(scope="session")
def core(settings: Settings) -> Iterator[Kommunminne]:
    with Kommunminne(settings) as core:
        report = core.ingest([AU, KS, KF], kommun=None, access="publik")
        assert not report.failed
        yield core


@pytest.fixture(scope="session")
def http(core: Kommunminne, settings: Settings) -> Iterator[TestClient]:
    from assistant.service.lock import instance_of

    app = create_app(core, settings, instance=instance_of(INSTANCE_TOKEN))
    with TestClient(app, base_url="http://localhost") as client:
        yield client


@pytest.fixture
def other_minutes(tmp_path: Path) -> Path:
    """Minutes that are not in the archive yet, under a name with å and a blank."""
    path = tmp_path / "å protokoll.pdf"
    path.write_bytes((AU.parent / "AU-2025-03-04.pdf").read_bytes())
    return path
