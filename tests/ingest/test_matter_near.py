"""One §'s matter read alone is the same as among all of them."""

from __future__ import annotations

from pathlib import Path

from ingest.kommunfile import default_config
from ingest.matter_near import matter_near
from ingest.matter_rows import matters_of
from tests.archives import ALL, PUBLIC, ingest, opened
from tests.support import DEMO

BODIES = default_config().bodies


def test_every_paragraphs_matter_read_alone_is_the_one_among_all(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        ingest(
            core,
            *(
                DEMO / "protokoll" / f"{name}.pdf"
                for name in ("AU-2024-10-08", "AU-2025-03-04", "KF-2024-11-25")
            ),
        )
        ingest(core, DEMO / "protokoll" / "KS-2024-11-05.pdf", access="intern")
        register = core._archive.register
        for zones in (ALL, PUBLIC):
            held = matters_of(register, BODIES, zones, 0)
            assert any(len(matter.stages) > 1 for matter in held.all)
            for name, matter in held.of_paragraph.items():
                near = matter_near(register, BODIES, zones, name)
                assert near is not None
                assert near.stages == matter.stages
                assert near.links == matter.links
        hidden = next(
            stage.id
            for stage in matters_of(register, BODIES, ALL, 0).stages.values()
            if stage.body_key == "KS"
        )
        assert matter_near(register, BODIES, PUBLIC, hidden) is None


def test_a_routine_item_has_no_matter(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        ingest(core, DEMO / "protokoll" / "AU-2024-10-08.pdf")
        register = core._archive.register
        routine = [stage for stage in matters_of(register, BODIES, ALL, 0).stages.values() if stage.routine]
        assert [stage.number for stage in routine] == [88, 89, 98]
        assert [matter_near(register, BODIES, ALL, stage.id) for stage in routine] == [None, None, None]
        assert matter_near(register, BODIES, ALL, "finns-inte") is None
