"""Archives that questions are asked of, made once: two made-up kommuner, and the demo kommun."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.core import Kommunminne
from tests.archives import ingest, opened
from tests.assistant.invented import written
from tests.support import DEMO


@pytest.fixture(scope="session")
def granvik(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    """The archive of Granvik and Åsmyra: one document internal, the others public."""
    folder = tmp_path_factory.mktemp("granvik")
    public, internal = written(folder)
    with opened(folder / "data") as core:
        assert ingest(core, public).failed == 0
        assert ingest(core, internal, access="intern").failed == 0
        yield core


@pytest.fixture(scope="session")
def tallsele(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    """The archive of the demo kommun, all of it public."""
    with opened(tmp_path_factory.mktemp("tallsele") / "data") as core:
        assert ingest(core, DEMO).failed == 0
        yield core


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    """An archive with nothing in it."""
    with opened(tmp_path_factory.mktemp("empty") / "data") as core:
        yield core
