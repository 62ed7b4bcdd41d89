from __future__ import annotations

import datetime as dt
from pathlib import Path

from sqlalchemy import select

from ingest.facts.references import reference_table
from tests.archives import BRIDGE, Item, ingest, minutes, opened, write

TOLD = "Allmänna utskottet har den 4 mars 2025, § 19 behandlat ärendet."


def test_what_a_paragraph_refers_to_is_kept_with_its_sentence_and_goes_with_it(tmp_path: Path) -> None:
    path = write(
        tmp_path, "KS.txt", minutes([Item(BRIDGE.number, BRIDGE.title, BRIDGE.dnr, BRIDGE.decision, TOLD)])
    )
    with opened(tmp_path / "data") as core:
        ingest(core, path)
        register = core._archive.register
        with register.connection() as connection:
            (row,) = connection.execute(select(reference_table)).all()
        assert (row.body, row.body_key, row.date, row.number) == (
            "Allmänna utskottet",
            "AU",
            dt.date(2025, 3, 4),
            19,
        )
        assert (row.listed, row.of_matter, row.bare, row.year_given) == (False, True, False, True)
        text = path.read_text("utf-8")
        (span,) = row.quote.spans()
        assert text[span.start : span.end] == row.quote.value == TOLD
        (document,) = core.documents(zones=frozenset({"publik"}))
        core.delete_document(document.id, zones=frozenset({"publik"}))
        with register.connection() as connection:
            assert connection.execute(select(reference_table)).all() == []
