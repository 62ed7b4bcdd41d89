"""The register of decisions over the real documents: outcomes and amounts of the seeds, and two whole minutes whose decision
rows were written down by reading the PDF. Names stay out of this file."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from assistant.schema import DecisionRow, FilterIn, IngestReport
from assistant.wire.decisions import DECISION_PAGE, DecisionPage, PageQuery
from tests.archives import ALL

Held = tuple[Kommunminne, IngestReport]
Points = list[tuple[str, str, str]]

AMOUNTS = {
    28: {"100 000 kr": 100_000, "1 000 000 kr": 1_000_000},
    33: {"62 000 kr": 62_000},
    36: {"14 858 kr": 14_858},
    46: {
        "8 730 000 kr": 8_730_000,
        "60 tkr": 60_000,
        "430 tkr": 430_000,
        "1,6 mnkr": 1_600_000,
        "1,6 mnkr kronor": 1_600_000,
    },
}
OUTCOMES = {
    **dict.fromkeys((17, 18, 21, 22, 30, 31, 32), "noteras"),
    **dict.fromkeys((19, 20, 23, 24, 25, 28, 34, 35), "överlämnas"),
    **dict.fromkeys((16, 37, 41, 43, 44, 45), "godkänns"),
    **dict.fromkeys((38, 42), "antas"),
    **dict.fromkeys((26, 29, 33, 36, 39), "annat"),
    27: "fastställs",
    40: "utses",
    46: "beviljas",
    47: "anses besvarad",
}
COUNCIL = "Kommunfullmäktige"
KS_MINUTES: dict[int, tuple[str | None, str, Points]] = {
    111: (None, "information", []),
    112: (
        "KS-2026-272",
        "förslag",
        [("förslag", "godkänns", "Budget 2027 och ramar 2028–2029 och investeringsbudget")],
    ),
    113: ("KS-2026-266", "förslag", [("förslag", "antas", "Felparkeringsavgifter i Alingsås kommun antas")]),
    114: ("KS-2026-288", "beslut", [("beslut", "avslås", "Initiativärendet avslås.")]),
    115: (
        "KS-2026-265",
        "beslut",
        [("beslut", "antas", "Kommunstyrelsen antar tekniska nämndens förslag till inspel")],
    ),
    116: (
        "KS-2026-21",
        "beslut",
        [("beslut", "godkänns", "Förslag till ramar för kommunens nämnder 2027-2029 godkänns")],
    ),
    117: ("KS-2026-269", "beslut", [("beslut", "beviljas", "Föreningen Holmalund City FF")]),
    118: ("KS-2026-271", "beslut", [("beslut", "fastställs", "Samrådsgruppen i SAMLAs beslut")]),
    119: ("KS-2026-275", "beslut", [("beslut", "antas", "Förtydligande kring vad som gäller för parkering")]),
    120: (
        "KS-2026-218",
        "förslag",
        [("förslag", "antas", "Alingsås kommuns tillämpningsanvisningar OPF-KR 26")],
    ),
    121: (None, "beslut", [("beslut", "godkänns", "Redovisningen godkänns.")]),
    122: (None, "beslut", [("beslut", "annat", "Initiativärendet tas emot och listas")]),
}
TEN_MINUTES: dict[int, tuple[str | None, str, Points]] = {
    25: (None, "information", []),
    26: ("TEN-2026-72", "beslut", [("beslut", "godkänns", "Fördjupad månadsuppföljning godkänns.")]),
    27: (
        "TEN-2025-275",
        "beslut",
        [("beslut", "godkänns", "Reviderad delegationsordning för tekniska nämnden")],
    ),
    28: (
        "TEN-2026-67",
        "blandat",
        [
            ("beslut", "godkänns", "Förvaltningens förslag godkänns"),
            ("förslag", "antas", "Felparkeringsavgifter i Alingsås kommun antas"),
        ],
    ),
    29: ("TEN-2026-8", "beslut", [("beslut", "antas", "Cykelplan för Alingsås kommun antas.")]),
    30: (
        "TEN-2026-1",
        "information",
        [("information", "läggs till handlingarna", "Tekniska nämnden tar del av")],
    ),
    31: ("TEN-2026-2", "information", []),
}


def number(row: DecisionRow) -> int:
    return int(row.section.removeprefix("§ "))


def page(core: Kommunminne, **query: object) -> DecisionPage:
    return core.view(DECISION_PAGE, PageQuery.model_validate({"limit": 500, **query}), zones=ALL)


@pytest.fixture(scope="module")
def au(seeds: Held) -> list[DecisionRow]:
    return page(seeds[0], body="AU").rows


def test_the_amounts_of_the_seeds_are_exactly_these_each_with_its_sentence(au: list[DecisionRow]) -> None:
    found = {number(row): {a.printed: a.value for a in row.amounts} for row in au if row.amounts}
    assert found == AMOUNTS
    for row in au:
        for amount in row.amounts:
            assert amount.sentence
            assert amount.printed in amount.sentence
            assert len(amount.sentence) > len(amount.printed)
            assert amount.spans
    odd = [(number(row), a.printed) for row in au for a in row.amounts if a.odd]
    assert odd == [(46, "1,6 mnkr kronor")]


def test_the_outcomes_of_the_seeds_are_all_right(au: list[DecisionRow]) -> None:
    assert {number(row): row.outcome for row in au} == OUTCOMES


def test_the_seeds_are_counted_and_limited(seeds: Held) -> None:
    core = seeds[0]
    whole = page(core)
    assert whole.total == 34
    assert {each.name: each.count for each in whole.bodies} == {"AU": 32, "KS": 2}
    assert {number(row) for row in page(core, body="AU", amount_from=1_000_000).rows} == {28, 46}
    assert {number(row) for row in page(core, body="AU", level="överlämnat").rows} == {
        19,
        20,
        23,
        24,
        25,
        28,
        34,
        35,
    }
    assert [number(row) for row in page(core, dnr="ks 25/205").rows] == [19]
    assert page(core, kommun="Nora").total == 0


Row = tuple[int, str | None, str, str, str | None]


def expected_rows(minutes: dict[int, tuple[str | None, str, Points]]) -> set[Row]:
    """A row a point: number, dnr, level, outcome and next body; one for a § that decides nothing."""
    return {
        (section, dnr, *point[:2], COUNCIL if point[0] == "förslag" else None)
        for section, (dnr, level, points) in minutes.items()
        for point in (points or [(level, "annat", "")])
    }


def read_rows(rows: list[DecisionRow]) -> set[Row]:
    return {
        (number(row), row.dnr_key, point.level, point.outcome, point.next_body)
        for row in rows
        for point in (row.points or [row])
    }


@pytest.mark.parametrize(
    ("body", "date", "minutes"), [("KS", "2026-06-15", KS_MINUTES), ("TEN", "2026-05-18", TEN_MINUTES)]
)
def test_the_decision_rows_of_whole_minutes_are_those_that_a_reader_finds(
    alingsas: Held, body: str, date: str, minutes: dict[int, tuple[str | None, str, Points]]
) -> None:
    rows = [row for row in alingsas[0].decisions(zones=ALL, filters=FilterIn(body=body)) if row.date == date]
    expected, found = expected_rows(minutes), read_rows(rows)
    right = expected & found
    assert len(right) / len(found) >= 0.98, found - expected
    assert len(right) / len(expected) >= 0.95, expected - found
    assert {number(row): row.level for row in rows} == {at: level for at, (_, level, _) in minutes.items()}
    for row in rows:
        starts = [start for _, _, start in minutes[number(row)][2]]
        assert len(row.points) == len(starts)
        assert all(p.text.startswith(start) for p, start in zip(row.points, starts, strict=True))
