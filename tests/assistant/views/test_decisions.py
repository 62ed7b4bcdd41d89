"""The register of decisions over a small archive: what it is limited to, sorted by, counts and hands out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from openpyxl import load_workbook

from assistant.core import Kommunminne
from assistant.errors import BadRequest
from assistant.schema import DecisionRow, FilterIn
from assistant.views.scope import Links
from assistant.wire.corrections import CorrectionIn
from assistant.wire.decisions import (
    DECISION_PAGE,
    DECISIONS,
    DecisionPage,
    DecisionsQuery,
    OutcomeName,
    PageQuery,
    SortName,
)
from ingest.decision_query import SORTS
from ingest.outcomes import _ACTIVE, _PASSIVE, OTHER
from tests.archives import ALL, BRIDGE, LIBRARY, POOL, PUBLIC, Item, extract, ingest, minutes, opened, write

LINKS = Links("http://127.0.0.1:8800")
FORMULA = Item(
    14,
    "=HYPERLINK(”http://exempel.invalid”)",
    "KS-25/00304",
    "Kommunstyrelsen godkänner avtalet på 1,6 mnkr kronor.",
)
COUNCIL = Item(
    41,
    "Årsredovisning 2024",
    "KS-25/00411",
    "Kommunfullmäktige godkänner årsredovisningen och avsätter 2 mnkr.",
)


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    folder = tmp_path_factory.mktemp("decisions")
    files = [
        write(folder, "KS.txt", minutes([BRIDGE, LIBRARY, POOL, FORMULA])),
        write(folder, "KF.txt", minutes([COUNCIL], date="2025-04-28", body="Kommunfullmäktige")),
    ]
    with opened(folder / "data") as core:
        assert not ingest(core, *files).failed
        yield core


def page(core: Kommunminne, zones: frozenset[str] = ALL, **query: Any) -> DecisionPage:
    return core.view(DECISION_PAGE, PageQuery.model_validate(query), zones=zones)


def sections(found: DecisionPage) -> list[str]:
    return [row.section for row in found.rows]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({}, [11, 12, 13, 14, 41]),
        ({"body": "KF"}, [41]),
        ({"body": "Kommunstyrelsen", "section": 12}, [12]),
        ({"date_from": "2025-04-01"}, [41]),
        ({"date_to": "2025-03-31", "level": "beslut"}, [11, 12, 13, 14]),
        ({"outcome": "avslås"}, [12]),
        ({"outcome": "godkänns"}, [14, 41]),
        ({"level": "förslag"}, []),
        ({"dnr": "ks 25/303"}, [13]),
        ({"title": "ÅRSREDOVISNING"}, [41]),
        ({"title": "100%"}, []),
        ({"text": "gångbro kvarnen"}, []),
        ({"text": "gångbro TALLÅN"}, [11]),
        ({"text": "ks 25/302"}, [12]),
        ({"text": "KS-25/00302"}, [12]),
        ({"amount_from": 400_000}, [11, 14, 41]),
        ({"amount_to": 100}, [13]),
        ({"amount_from": 100_000, "amount_to": 500_000}, [11]),
        ({"amount_from": 500_001, "amount_to": 1_599_999}, []),
        ({"recipient": "ekonomi"}, [11, 12, 13, 14, 41]),
        ({"recipient": "finns inte"}, []),
        ({"responsible": "asta"}, []),
        ({"kommun": "tallsele kommun"}, [11, 12, 13, 14, 41]),
        ({"kommun": "Granvik"}, []),
        ({"kind": "protokollsutdrag"}, []),
    ],
)
def test_the_register_is_limited_to_what_is_asked_for(
    core: Kommunminne, query: dict[str, Any], numbers: list[int]
) -> None:
    found = page(core, **query)
    assert sections(found) == [f"§ {number}" for number in numbers]
    assert found.total == len(numbers)
    assert sum(each.count for each in found.bodies) == len(numbers)
    assert sum(each.count for each in found.months) == len(numbers)


def test_counts_are_of_all_that_fit_however_few_are_shown(core: Kommunminne) -> None:
    found = page(core, limit=2, offset=1)
    assert sections(found) == ["§ 12", "§ 13"]
    assert [(each.name, each.count) for each in found.bodies] == [("KS", 4), ("KF", 1)]
    assert [(each.name, each.count) for each in found.months] == [("2025-03", 4), ("2025-04", 1)]
    assert {each.name: each.count for each in found.outcomes}["godkänns"] == 2
    assert [(each.name, each.count) for each in found.levels] == [("beslut", 5)]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"descending": True}, [41, 11, 12, 13, 14]),
        ({"sort": "title"}, [14, 12, 11, 13, 41]),
        ({"sort": "amount", "descending": True}, [41, 14, 11, 13, 12]),
        ({"sort": "amount"}, [13, 11, 14, 41, 12]),
        ({"sort": "section", "descending": True}, [41, 14, 13, 12, 11]),
        ({"sort": "dnr", "descending": True}, [41, 14, 13, 12, 11]),
        ({"sort": "body"}, [41, 11, 12, 13, 14]),
    ],
)
def test_the_register_is_sorted_by_any_column_and_what_lacks_it_comes_last(
    core: Kommunminne, query: dict[str, Any], numbers: list[int]
) -> None:
    assert sections(page(core, **query)) == [f"§ {number}" for number in numbers]


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_holds_every_row(core: Kommunminne, sort: str) -> None:
    assert sorted(sections(page(core, sort=sort))) == ["§ 11", "§ 12", "§ 13", "§ 14", "§ 41"]


def test_the_wire_knows_the_orders_and_outcomes_that_the_register_does() -> None:
    assert get_args(SortName) == SORTS
    assert set(get_args(OutcomeName)) == {name for name, _ in (*_PASSIVE, *_ACTIVE)} | {OTHER}


def test_amounts_that_lie_the_wrong_way_round_are_refused(core: Kommunminne) -> None:
    with pytest.raises(BadRequest, match="fel ordning"):
        page(core, amount_from=2, amount_to=1)


def test_a_row_has_its_amounts_as_written_with_sentence_and_place(core: Kommunminne) -> None:
    (row,) = page(core, section=14).rows
    (amount,) = row.amounts
    assert (amount.printed, amount.value) == ("1,6 mnkr kronor", 1_600_000)
    assert amount.odd == "två enheter efter varandra"
    assert amount.kind == "beslut"
    assert amount.sentence == FORMULA.decision
    assert amount.spans
    assert (row.corrected, row.superseded_by, row.draft, row.conflict) == ([], None, False, [])


def test_the_public_sees_no_row_and_no_count_of_internal_minutes(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "KS.txt", minutes([BRIDGE])), access="intern")
        ingest(core, write(tmp_path, "KF.txt", minutes([COUNCIL], body="Kommunfullmäktige")))
        assert (page(core).total, page(core, PUBLIC).total) == (2, 1)
        assert sections(page(core, PUBLIC)) == ["§ 41"]
        assert page(core, PUBLIC, amount_from=400_000).total == 1


def _cells(core: Kommunminne, ending: str) -> bytes:
    return core.export(DECISIONS, DecisionsQuery(), ending, zones=ALL, links=LINKS)


def test_csv_has_a_row_a_point_with_links_and_without_formulas(core: Kommunminne) -> None:
    lines = list(csv.DictReader(io.StringIO(_cells(core, "csv").decode("utf-8-sig")), delimiter=";"))
    assert [line["§"] for line in lines] == ["§ 11", "§ 12", "§ 13", "§ 14", "§ 41"]
    assert lines[0]["Belopp"] == "450 000 kr"
    assert lines[0]["Största belopp, kr"] == "450000,0"
    assert lines[3]["Rubrik"].startswith("'=HYPERLINK")
    assert lines[0]["Länk"].startswith("http://127.0.0.1:8800/paragraf?id=")


def test_a_workbook_has_decisions_and_amounts_with_real_dates_and_numbers(core: Kommunminne) -> None:
    book = load_workbook(io.BytesIO(_cells(core, "xlsx")))
    assert book.sheetnames == ["Beslut", "Belopp"]
    decisions, amounts = (list(sheet.iter_rows(values_only=False)) for sheet in book.worksheets)
    heads = [cell.value for cell in decisions[0]]
    first = dict(zip(heads, decisions[1], strict=True))
    assert str(first["Datum"].value) == "2025-03-25 00:00:00"
    assert first["Största belopp, kr"].value == 450_000
    assert first["Länk"].hyperlink.target.startswith("http://127.0.0.1:8800/paragraf?id=")
    assert not any(cell.data_type == "f" for sheet in (decisions, amounts) for row in sheet for cell in row)
    assert [row[7].value for row in amounts[1:]] == ["450 000 kr", "60 kr", "1,6 mnkr kronor", "2 mnkr"]
    assert [row[9].value for row in amounts[1:]] == [450_000, 60, 1_600_000, 2_000_000]


def test_json_has_the_rows_as_the_api_gives_them(core: Kommunminne) -> None:
    rows = [DecisionRow.model_validate(each) for each in json.loads(_cells(core, "json"))]
    assert rows == core.decisions(zones=ALL, filters=FilterIn())


DRAFT = "UTKAST\n" + minutes(
    [replace(BRIDGE, decision="Kommunstyrelsen avslår gångbron för 9 mnkr."), LIBRARY]
)


def test_the_approved_minutes_stand_before_the_draft_which_is_shown_beside_them(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "utkast.txt", DRAFT))
        (bridge, library) = page(core).rows
        assert (bridge.file, bridge.draft, bridge.outcome) == ("utkast.txt", True, "avslås")
        ingest(core, write(tmp_path, "KS.txt", minutes([BRIDGE, LIBRARY])))
        (bridge, library) = page(core).rows
        assert (bridge.file, bridge.also_in, bridge.draft) == ("KS.txt", ["utkast.txt"], False)
        assert bridge.conflict == ["Lyder annorlunda i utkast.txt: beslutets ord."]
        assert library.conflict == []
        assert page(core, outcome="avslås").total == 1
        assert page(core, amount_from=9_000_000).total == 0
        assert [row.file for row in core.decisions(zones=ALL, filters=FilterIn())] == ["KS.txt"] * 2


def test_an_adopting_decision_stands_before_a_draft_whose_header_names_kommun_and_page(
    tmp_path: Path,
) -> None:
    header = "TALLSELE KOMMUN PROTOKOLL UTKAST 1(12)"
    refused = replace(
        BRIDGE, decision="Planen för gångbron avslås, med ett långt tillägg om kostnader och tider."
    )
    draft = minutes([refused]).replace("TALLSELE KOMMUN\nPROTOKOLL", header)
    assert header in draft
    adopted = minutes([replace(BRIDGE, decision="Planen för gångbron antas.")])
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "a.txt", draft), write(tmp_path, "b.txt", adopted))
        (row,) = page(core).rows
        assert (row.file, row.also_in, row.draft, row.outcome) == ("b.txt", ["a.txt"], False, "antas")


def test_an_extract_that_says_the_same_is_shown_beside_the_minutes_without_conflict(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        ingest(
            core, write(tmp_path, "utdrag.txt", extract(BRIDGE)), write(tmp_path, "KS.txt", minutes([BRIDGE]))
        )
        (row,) = page(core).rows
        assert (row.file, row.also_in, row.conflict) == ("KS.txt", ["utdrag.txt"], [])
        assert page(core, kind="protokollsutdrag").rows[0].file == "utdrag.txt"


def test_a_number_used_twice_drops_nothing_and_is_told(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "KS.txt", minutes([BRIDGE, LIBRARY, replace(POOL, number=12)])))
        bridge, library = page(core).rows
        assert bridge.conflict == []
        assert [point.text for point in library.points] == [LIBRARY.decision, POOL.decision]
        assert "står två gånger" in library.conflict[0]
        assert core.paragraph(library.paragraph_id, zones=ALL).conflict == library.conflict


def _right(core: Kommunminne, row: DecisionRow, field: str, value: Any) -> None:
    given = CorrectionIn(field=field, value=value, by="Asta Prov", why="Fel läst")
    core.correct(row.paragraph_id, given, zones=ALL)


def test_limits_counts_and_order_go_by_what_was_put_right(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "KS.txt", minutes([BRIDGE, LIBRARY, POOL])))
        bridge, library, pool = page(core).rows
        _right(core, bridge, "level", "förslag")
        _right(core, bridge, "amounts", ["12 tkr"])
        _right(core, library, "title", "Ålderdomshemmet")
        _right(core, library, "points.1.outcome", "bifalls")
        _right(core, library, "recipients", ["Bo Test", "Kulturenheten"])
        _right(core, pool, "dnr", "KS 24/999")
        _right(core, pool, "next_body", "kf")
        assert sections(page(core, level="förslag")) == ["§ 11"]
        assert sections(page(core, amount_from=400_000)) == []
        assert sections(page(core, amount_to=12_000)) == ["§ 11", "§ 13"]
        assert sections(page(core, title="bibliotek")) == []
        assert sections(page(core, text="ålderdomshemmet kulturenheten")) == ["§ 12"]
        assert sections(page(core, recipient="bo test")) == ["§ 12"]
        assert sections(page(core, outcome="bifalls")) == ["§ 12"]
        assert sections(page(core, dnr="KS-24/00999")) == ["§ 13"]
        assert sections(page(core, text="ks 24/999")) == ["§ 13"]
        assert sections(page(core, next_body="Kommunfullmäktige")) == ["§ 13"]
        assert sections(page(core, sort="title")) == ["§ 11", "§ 13", "§ 12"]
        assert {each.name: each.count for each in page(core).levels} == {"beslut": 2, "förslag": 1}
        assert page(core, section=11).rows[0].corrected == ["level", "amounts"]
        assert [a.printed for a in page(core, section=11).rows[0].amounts] == ["12 tkr"]
