"""What is to be followed up goes by what somebody has put right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from assistant.wire.corrections import CorrectionIn
from assistant.wire.followups import FOLLOWUPS, FollowupsQuery
from tests.archives import ALL, LIBRARY, ingest, minutes, opened, rows, write
from tests.assistant.views.test_followups import REPLY


def test_levels_and_outcomes_put_right_count(tmp_path: Path) -> None:
    query = FollowupsQuery(today=dt.date(2025, 10, 1))
    with opened(tmp_path / "data") as core:
        ingest(
            core,
            write(tmp_path, "KF.txt", minutes([REPLY], date="2024-09-30", body="Kommunfullmäktige")),
            write(tmp_path, "KS.txt", minutes([LIBRARY])),
        )
        before = core.view(FOLLOWUPS, query, zones=ALL)
        at = {row.section: row.paragraph_id for row in rows(core)}
        for section, field, value in (("§ 12", "level", "information"), ("§ 21", "outcome", "bifalls")):
            given = CorrectionIn(field=field, value=value, by="Asta Prov", why="Fel läst")
            core.correct(at[section], given, zones=ALL)
        after = core.view(FOLLOWUPS, query, zones=ALL)
    assert "KS" in {each.body_key for each in before.legal_force}
    assert "KS" not in {each.body_key for each in after.legal_force}
    assert [each.outcome for each in before.initiatives] == ["anses besvarad"]
    assert [each.outcome for each in after.initiatives] == ["bifalls"]
