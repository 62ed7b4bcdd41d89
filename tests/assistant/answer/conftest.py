"""Further archives for answers: minutes with one very long decision, of several meetings, and of what people did at two."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.core import Kommunminne
from tests.archives import ingest, opened, write
from tests.assistant.answer.list_minutes import MEETINGS
from tests.assistant.answer.strandvik import MINUTES

_PLACES = ("simhallen", "badplatsen", "ishallen", "hamnen", "parken", "torget", "lagret", "garaget")


def _long_minutes() -> str:
    points = "\n".join(
        f"• Rätten att besluta om {_PLACES[number % 8] if number < 8 else f'anläggning {number}'} "
        f"delegeras till enhetschef nummer {number} enligt bifogad förteckning."
        for number in range(24)
    )
    return (
        "LÅNGMYRA KOMMUN\nPROTOKOLL\nKommunstyrelsen\nSammanträdesdatum 2025-02-03\n\n"
        "Plats och tid\nRådhuset, kl. 09.00\nBeslutande\nAsta Provdal (S), ordförande\nParagrafer\n5–5\n\n"
        "KS-25/00007 § 5\nRevidering av delegeringsordningen\nBakgrund\nOrdningen ses över.\n"
        f"Kommunstyrelsens beslut\n{points}\n-----\n"
    )


@pytest.fixture(scope="session")
def long_decision(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    """An archive of minutes whose one decision has twenty-four points."""
    folder = tmp_path_factory.mktemp("long")
    path = write(folder, "ks-2025-02-03.txt", _long_minutes())
    with opened(folder / "data") as core:
        assert ingest(core, path).failed == 0
        yield core


@pytest.fixture(scope="session")
def hoglunda(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    """An archive of five meetings of three bodies."""
    folder = tmp_path_factory.mktemp("hoglunda")
    paths = [write(folder, name, text) for name, text in MEETINGS.items()]
    with opened(folder / "data") as core:
        assert ingest(core, *paths).failed == 0
        yield core


@pytest.fixture(scope="session")
def strandvik(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    """An archive of two meetings with attendance by §, yrkanden, reservations, notes, a vote and jäv."""
    folder = tmp_path_factory.mktemp("strandvik")
    paths = [write(folder, name, text) for name, text in MINUTES.items()]
    with opened(folder / "data") as core:
        assert ingest(core, *paths).failed == 0
        yield core
