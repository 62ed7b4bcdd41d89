"""A parted decision through the register's views: the row, the matter, the motion's answer, the sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.core import Kommunminne
from assistant.views.decision_sheets import sheets
from assistant.views.scope import Links
from assistant.wire.corrections import CorrectionIn
from assistant.wire.followups import FOLLOWUPS, Followups, FollowupsQuery
from assistant.wire.matters import MATTERS, MattersOut, MattersQuery
from tests.archives import ALL, Item, ingest, minutes, opened, rows, write

MOTION = Item(
    21,
    "Svar på motion om en isbana",
    "KS-24/00091",
    "att bifalla motionens första att-sats.\n• att avslå motionen i övrigt.\n• Informationen noteras.",
)
WHOLE = Item(22, "Ny taxa", "KS-25/00304", "Informationen noteras.\n• Taxan antas.")


@pytest.fixture
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    folder = tmp_path_factory.mktemp("parted")
    with opened(folder / "data") as core:
        assert not ingest(
            core, write(folder, "KF.txt", minutes([MOTION, WHOLE], body="Kommunfullmäktige"))
        ).failed
        yield core


def test_a_parted_decision_is_said_to_be_so_wherever_it_is_shown(core: Kommunminne) -> None:
    motion, whole = rows(core)
    assert (motion.outcome, motion.parted) == ("bifalls", ["bifalls", "avslås"])
    assert (whole.outcome, whole.parted) == ("antas", [])
    page = core.view(MATTERS, MattersQuery(text="isbana"), zones=ALL)
    assert isinstance(page, MattersOut)
    assert page.matters[0].status == "Beslutat av KF 2025-03-25 § 21: delat beslut (bifalls, avslås)"
    told = core.view(FOLLOWUPS, FollowupsQuery(today=dt.date(2025, 6, 1)), zones=ALL)
    assert isinstance(told, Followups)
    assert [each.parted for each in told.initiatives] == [["bifalls", "avslås"]]
    points = sheets([motion, whole], Links("http://127.0.0.1:8800"))[0]
    at = points.columns.index("Delat beslut")
    assert {line[at] for line in points.rows} == {"bifalls, avslås", ""}


def test_an_outcome_put_right_is_the_whole_s(core: Kommunminne) -> None:
    motion = rows(core)[0]
    core.correct(
        motion.paragraph_id,
        CorrectionIn(field="outcome", value="avslås", by="Ada Registrator", why="Läst fel"),
        zones=ALL,
    )
    assert (rows(core)[0].outcome, rows(core)[0].parted) == ("avslås", [])
    page = core.view(MATTERS, MattersQuery(text="isbana"), zones=ALL)
    assert page.matters[0].status == "Beslutat av KF 2025-03-25 § 21: avslås"
