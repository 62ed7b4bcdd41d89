"""A real service on a real port, for the page's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.core import Kommunminne
from assistant.service.app import create_app
from assistant.settings import Settings
from tests.support import AU, served

APP = Path(__file__).resolve().parents[2] / "ui" / "app.py"
Page = Callable[[str], AppTest]


def start(stack: ExitStack, data: Path, *paths: Path, zone: str = "intern") -> str:
    """A service over `paths`; gives its address."""
    settings = Settings(data=data, zone=zone)
    core = stack.enter_context(Kommunminne(settings))
    if paths:
        core.ingest(list(paths), kommun=None, access="publik")
    return stack.enter_context(served(create_app(core, settings)))


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service over one meeting's minutes."""
    with ExitStack() as stack:
        yield start(stack, tmp_path_factory.mktemp("ui") / "data", AU)


@pytest.fixture
def empty_service(tmp_path: Path) -> Iterator[str]:
    """The address of a service over nothing."""
    with ExitStack() as stack:
        yield start(stack, tmp_path / "data")


@pytest.fixture
def public_service(tmp_path: Path) -> Iterator[str]:
    """The address of a service for the public."""
    with ExitStack() as stack:
        yield start(stack, tmp_path / "data", AU, zone="publik")


@pytest.fixture
def page() -> Page:
    """Opens the page of a service at an address."""

    def opened(url: str) -> AppTest:
        test = AppTest.from_file(str(APP), default_timeout=30)
        test.secrets["service"] = {"url": url}
        return test.run()

    return opened
