"""What was put right of words that are read otherwise now, after the document was taken in anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.core import Kommunminne
from assistant.schema import DecisionRow
from assistant.wire.corrections import CorrectionIn
from assistant.wire.decisions import DECISION_PAGE, PageQuery
from assistant.wire.matters import MATTERS, MattersQuery
from tests.archives import ALL, BRIDGE, LIBRARY, ingest, minutes, opened, rows, write

ADDED = "Kommunstyrelsen antar riktlinjerna för Tallån.\n• " + BRIDGE.decision


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Kommunminne]:
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "KS.txt", minutes([BRIDGE, LIBRARY])))
        yield core


def right(core: Kommunminne, field: str, value: Any) -> None:
    given = CorrectionIn(field=field, value=value, by="Asta Prov", why="Fel läst")
    core.correct(rows(core)[0].paragraph_id, given, zones=ALL)


def anew(core: Kommunminne, folder: Path, **changes: str) -> DecisionRow:
    """The row after its document was taken in with other words."""
    ingest(core, write(folder, "KS.txt", minutes([replace(BRIDGE, **changes), LIBRARY])))
    return rows(core)[0]


def total(core: Kommunminne, **query: Any) -> int:
    return core.view(DECISION_PAGE, PageQuery.model_validate(query), zones=ALL).total


def said(label: str) -> str:
    return (
        f"Rättelsen av {label} gäller en äldre lydelse och används inte; rätta på nytt eller ta tillbaka den."
    )


def test_what_is_put_right_of_a_point_moves_to_no_other(core: Kommunminne, tmp_path: Path) -> None:
    right(core, "points.1.outcome", "beviljas")
    row = anew(core, tmp_path, decision=ADDED)
    assert [point.outcome for point in row.points] == ["antas", "annat"]
    assert (row.conflict, row.corrected) == ([said("punkt 1, utfall")], [])
    assert total(core, outcome="beviljas") == 0
    assert anew(core, tmp_path, told="Annat har berättats.").points[0].outcome == "beviljas"
    assert total(core, outcome="beviljas") == 1


def test_nor_to_one_that_has_the_same_outcome(core: Kommunminne, tmp_path: Path) -> None:
    right(core, "points.1.outcome", "beviljas")
    row = anew(core, tmp_path, decision="Kommunstyrelsen anslår 10 000 kr till bänkar.\n• " + BRIDGE.decision)
    assert [point.outcome for point in row.points] == ["annat", "annat"]
    assert row.conflict == [said("punkt 1, utfall")]
    assert total(core, outcome="beviljas") == 0


@pytest.mark.parametrize(
    ("field", "value", "label", "changes", "query"),
    [
        ("title", "Bron", "rubrik", {"title": "Gångbro över Tallån"}, {"title": "bron", "section": 11}),
        ("dnr", "KS-24/00999", "diarienummer", {"dnr": "KS-25/00777"}, {"dnr": "KS-24/00999"}),
        ("outcome", "antas", "utfall", {"decision": LIBRARY.decision}, {"outcome": "antas"}),
        (
            *("amounts", ["9 mnkr"], "belopp"),
            *({"decision": "Kommunstyrelsen anslår 60 kr."}, {"amount_from": 9_000_000}),
        ),
    ],
)
def test_a_field_that_is_read_otherwise_is_as_it_is_read(
    core: Kommunminne, tmp_path: Path, field: str, value: Any, label: str, changes: dict[str, str], query: Any
) -> None:
    read = getattr(rows(core)[0], field)
    right(core, field, value)
    assert total(core, **query) == 1
    row = anew(core, tmp_path, **changes)
    assert getattr(row, field) not in (read, value)
    assert (row.conflict, row.corrected) == ([said(label)], [])
    assert total(core, **query) == 0
    right(core, field, value)
    assert said(label) not in rows(core)[0].conflict
    assert rows(core)[0].corrected == [field]
    assert core.paragraph(row.paragraph_id, zones=ALL).corrections[0].read != read


def test_lists_of_names_with_swedish_letters_hold_and_fall(core: Kommunminne, tmp_path: Path) -> None:
    right(core, "recipients", ["Åsa Prov"])
    assert total(core, recipient="åsa") == 1
    right(core, "recipients", ["Örjan Prov"])
    assert total(core, recipient="örjan") == 1
    text = minutes([BRIDGE]).replace("Ekonomienheten", "Kulturenheten")
    ingest(core, write(tmp_path, "KS.txt", text))
    assert (rows(core)[0].recipients, rows(core)[0].conflict) == (["Kulturenheten"], [said("mottagare")])
    assert (total(core, recipient="örjan"), total(core, recipient="kultur")) == (0, 1)


def test_a_matter_goes_by_the_dnr_that_is_read_now(core: Kommunminne, tmp_path: Path) -> None:
    right(core, "dnr", LIBRARY.dnr)
    assert [each.dnr for each in core.view(MATTERS, MattersQuery(section=11), zones=ALL).matters] == [
        [LIBRARY.dnr]
    ]
    anew(core, tmp_path, dnr="KS-25/00777")
    found = core.view(MATTERS, MattersQuery(section=11), zones=ALL).matters
    assert [each.dnr for each in found] == [["KS-25/00777"]]
