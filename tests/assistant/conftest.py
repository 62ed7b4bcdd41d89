"""Archives that questions are asked of, made once: two made-up kommuner, and the demo kommun."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.core import Kommunminne
from tests.archives import opened
from tests.assistant.invented import written
from tests.made_once import archive_of
from tests.support import DEMO


@pytest.fixture(scope="session")
def granvik(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    """The archive of Granvik and Åsmyra: one document internal, the others public."""
    public, internal = written(tmp_path_factory.mktemp("granvik"))
    given = [([public], "publik"), ([internal], "intern")]
    with archive_of(tmp_path_factory, "granvik-data", given) as (core, reports):
        assert [report.failed for report in reports] == [0, 0]
        yield core


@pytest.fixture(scope="session")
def tallsele(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    """The archive of the demo kommun, all of it public."""
    with archive_of(tmp_path_factory, "tallsele", [([DEMO], "publik")]) as (core, [report]):
        assert report.failed == 0
        yield core


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    """An archive with nothing in it."""
    with opened(tmp_path_factory.mktemp("empty") / "data") as core:
        yield core
