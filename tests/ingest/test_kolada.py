"""Files of Kolada's: what is read, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import UnreadableFile
from ingest.kolada import figures_of, put_kolada
from ingest.kolada_file import KPI, Observation, read_kolada
from ingest.register import Register


def row(kpi: str = "N15030", municipality: str = "1488", period: Any = 2024, **given: Any) -> dict[str, Any]:
    value = {"gender": "T", "count": 1, "status": "", "value": 81.5} | given
    return {"kpi": kpi, "municipality": municipality, "period": period, "values": [value]}


def file(*rows: Any) -> bytes:
    return json.dumps({"values": list(rows), "count": len(rows)}).encode()


def test_values_are_read_by_indicator_kommun_year_and_gender() -> None:
    found = read_kolada(
        file(row(), row(municipality="0000", value=None), row(gender="K", isdeleted=True)), name="k.json"
    )
    assert found.observations == (
        Observation("N15030", "1488", 2024, "T", 81.5),
        Observation("N15030", "0000", 2024, "T", None),
        Observation("N15030", "1488", 2024, "K", None),
    )
    assert found.municipalities == ("1488",)


def test_names_of_indicators_and_kommuner_are_read() -> None:
    found = read_kolada(b"\xef\xbb\xbf" + file({"id": "N15030", "title": "Legitimerade"}), name="k.json")
    assert found.titles == {"N15030": "Legitimerade"}
    assert found.observations == ()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "inte JSON"),
        (b"\xff\xfe\x00", "inte JSON"),
        (b"[" * 100_000, "inte JSON"),
        (b"[1]", "saknar listan"),
        (b'{"values": 3}', "saknar listan"),
        (b'{"values": []}', "tom"),
        (file("x"), "annat än värden"),
        (file({"x": 1}), "inga värden"),
        (file(row(kpi="X1")), "inget nyckeltal"),
        (file(row(municipality="Norsjö")), "ingen kommunkod"),
        (file(row(period="i fjol")), "inget år"),
        (file(row(period=True)), "inget år"),
        (file(row(gender="A")), "saknar kön"),
        (file(row(value="mycket")), "inget tal"),
        (file(row() | {"values": None}), "ingen lista"),
        (b'{"values": [{"kpi": "N15030", "municipality": "1488", "period": 2024, '
         b'"values": [{"gender": "T", "value": 1e999}]}]}', "inget tal"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_koladas_is_refused_with_what_to_do(content: bytes, why: str) -> None:
    with pytest.raises(UnreadableFile, match=why) as told:
        read_kolada(content, name="k.json")
    assert str(told.value).startswith("k.json: ")
    assert "api.kolada.se" in told.value.advice


@pytest.mark.parametrize(
    ("text", "kpi"),
    [("Lärare (N15030)", "N15030"), ("U00402", "U00402"), ("N1503", None), ("PN150301", None)],
)
def test_the_id_of_an_indicator(text: str, kpi: str | None) -> None:
    found = KPI.search(text)
    assert (found.group() if found else None) == kpi


def test_newer_values_take_the_place_of_those_held(tmp_path: Path) -> None:
    register = Register(tmp_path / "register.db")
    for value in (80.0, 82.0):
        given = read_kolada(
            file(row(value=value), {"id": "N15030", "title": f"Andel {value}"}), name="k.json"
        )
        with register.transaction() as connection:
            assert put_kolada(connection, given, "Björkby") == 1
    held = figures_of(register, ["Björkby"])
    assert held.values == {"Björkby": [Observation("N15030", "1488", 2024, "T", 82.0)]}
    assert held.titles == {"N15030": "Andel 82.0"}
    assert figures_of(register, ["Granvik"]).values == {}
    register.close()
