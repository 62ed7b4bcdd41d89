"""Putting right what was read, over HTTP."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.client import Client
from assistant.core import Kommunminne
from assistant.errors import BadRequest, Forbidden, NotFound
from assistant.schema import FilterIn, ParagraphOut
from assistant.service.app import create_app
from assistant.wire.corrections import CorrectionIn
from assistant.wire.followups import FOLLOWUPS, FollowupsQuery
from tests.archives import ALL, BRIDGE, LIBRARY, POOL, Item, ingest, minutes, opened, write


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Kommunminne]:
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "KS.txt", minutes([BRIDGE, LIBRARY, POOL])))
        yield core


@pytest.fixture
def client(core: Kommunminne) -> Iterator[Client]:
    with TestClient(create_app(core, core.settings), base_url="http://localhost") as http:
        yield Client(http)


def put(client: Client, field: str, value: Any, *, at: int = 0) -> ParagraphOut:
    return client.correct(
        paragraph_id(client, at), CorrectionIn(field=field, value=value, by="Asta Prov", why="Fel läst")
    )


def paragraph_id(client: Client, at: int = 0) -> str:
    return client.decisions()[at].paragraph_id


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("title", "  Gångbron   byggs ", "Gångbron byggs"),
        ("dnr", "KS-24/00999", "KS-24/00999"),
        ("dnr", None, None),
        ("level", "Förslag", "förslag"),
        ("outcome", "återremitteras", "återremitteras"),
        ("next_body", "kf", "Kommunfullmäktige"),
        ("next_body", "Trivselnämnden", "Trivselnämnden"),
        ("final_body", "Kommunfullmäktige", "Kommunfullmäktige"),
        ("recipients", ["Bo Test", ""], ["Bo Test"]),
        ("prepared_by", "Asta Prov\nBo Test", ["Asta Prov", "Bo Test"]),
        ("underlag", ["Tjänsteskrivelse 2025-03-01"], ["Tjänsteskrivelse 2025-03-01"]),
    ],
)
def test_a_value_is_put_right_wherever_the_row_is_shown(
    client: Client, field: str, given: Any, kept: Any
) -> None:
    before = getattr(client.decisions()[0], field)
    shown = put(client, field, given)
    row = client.decisions()[0]
    assert getattr(shown, field) == getattr(row, field) == kept
    assert shown.corrected == row.corrected == [field]
    (log,) = client.paragraph(row.paragraph_id).corrections
    assert (log.read, log.value, log.by, log.why, log.withdrawn_at) == (
        before,
        kept,
        "Asta Prov",
        "Fel läst",
        None,
    )
    assert log.at.startswith("20")


def test_a_point_and_the_amounts_are_put_right(client: Client) -> None:
    assert put(client, "points.1.outcome", "beviljas").points[0].outcome == "beviljas"
    assert put(client, "points.1.level", "förslag").points[0].level == "förslag"
    shown = put(client, "amounts", ["1,2 mnkr", "60 tkr"])
    assert [(amount.printed, amount.value) for amount in shown.amounts] == [
        ("1,2 mnkr", 1_200_000),
        ("60 tkr", 60_000),
    ]
    assert [each.label for each in shown.corrections] == ["Belopp", "Punkt 1, nivå", "Punkt 1, utfall"]
    assert shown.corrections[0].read == ["450 000 kr"]


def test_a_dnr_put_right_is_found_by_its_key(client: Client) -> None:
    put(client, "dnr", "ks 24/999")
    assert [row.section for row in client.decisions(filters=FilterIn(dnr="KS-24/00999"))] == ["§ 11"]
    assert client.decisions(filters=FilterIn(dnr=BRIDGE.dnr)) == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("level", "kanske", "Välj bland: beslut, förslag"),
        ("outcome", "godkänd", "Utfallet kan inte vara"),
        ("title", "  ", "får inte vara tom"),
        ("title", ["a"], "ingen lista"),
        ("title", "x" * 501, "högst 500 tecken"),
        ("dnr", "31 februari", "inget diarienummer"),
        ("amounts", ["mycket pengar"], "inget belopp"),
        ("amounts", ["12 kr och 13 kr"], "inget belopp"),
        ("recipients", ["x"] * 101, "högst 100"),
        ("points.7.outcome", "antas", "ingen beslutspunkt 7"),
        ("points.1.text", "x", "går inte att rätta"),
        ("file", "x", "går inte att rätta"),
        ("level", "beslut", "redan så"),
    ],
)
def test_what_cannot_be_right_is_refused_in_words(client: Client, field: str, value: Any, said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        put(client, field, value)
    assert client.decisions()[0].corrected == []


@pytest.mark.parametrize(("by", "why"), [(" ", "Fel läst"), ("Asta Prov", " ")])
def test_who_and_why_must_be_given(client: Client, by: str, why: str) -> None:
    given = CorrectionIn(field="level", value="förslag", by=by, why=why)
    with pytest.raises(BadRequest, match="vem som rättar och varför"):
        client.correct(paragraph_id(client), given)


def test_a_paragraph_that_is_not_there_is_not_put_right(client: Client) -> None:
    given = CorrectionIn(field="level", value="förslag", by="Asta Prov", why="Fel läst")
    with pytest.raises(NotFound):
        client.correct("finns-inte", given)
    with pytest.raises(NotFound, match="ingen gällande rättelse"):
        client.withdraw(paragraph_id(client), 7, by="Asta Prov")


def test_a_correction_can_be_changed_and_withdrawn_and_all_of_it_is_kept(client: Client) -> None:
    put(client, "level", "förslag")
    shown = put(client, "level", "information")
    assert [(c.value, c.read, c.withdrawn_at is None) for c in shown.corrections] == [
        ("information", "beslut", True),
        ("förslag", "beslut", False),
    ]
    back = client.withdraw(shown.paragraph_id, shown.corrections[0].id, by="Bo Test")
    assert (back.level, back.corrected) == ("beslut", [])
    assert [c.withdrawn_by for c in back.corrections] == ["Bo Test", "Asta Prov"]
    with pytest.raises(NotFound):
        client.withdraw(shown.paragraph_id, shown.corrections[0].id, by="Bo Test")


def test_another_paragraphs_correction_is_not_withdrawn_by_this_ones_address(client: Client) -> None:
    shown = put(client, "level", "förslag")
    with pytest.raises(NotFound):
        client.withdraw(paragraph_id(client, 1), shown.corrections[0].id, by="Bo Test")
    assert client.decisions()[0].level == "förslag"


def test_a_correction_outlives_its_document(tmp_path: Path, core: Kommunminne, client: Client) -> None:
    put(client, "level", "förslag")
    (document,) = client.documents()
    client.delete_document(document.id)
    assert client.decisions() == []
    ingest(core, tmp_path / "KS.txt")
    row = client.decisions()[0]
    assert (row.level, row.corrected) == ("förslag", ["level"])


def test_a_newer_version_of_the_document_keeps_the_correction(
    tmp_path: Path, core: Kommunminne, client: Client
) -> None:
    put(client, "outcome", "antas")
    ingest(core, write(tmp_path, "KS.txt", minutes([BRIDGE, LIBRARY])))
    assert [(row.outcome, row.corrected) for row in client.decisions()] == [
        ("antas", ["outcome"]),
        ("avslås", []),
    ]


TASK = Item(
    14,
    "Kostnader för gångbron",
    "KS-25/00304",
    "Kommunstyrelsen uppdrar åt kommunchefen att redovisa kostnaderna senast 2025-06-20.",
)


def test_the_day_and_the_responsible_of_a_duty_are_put_right_and_back(
    tmp_path: Path, core: Kommunminne, client: Client
) -> None:
    path = write(tmp_path, "KS2.txt", minutes([TASK], date="2025-04-08"))
    ingest(core, path)
    query = FollowupsQuery(today=dt.date(2025, 7, 1))
    (before,) = client.view(FOLLOWUPS, query).duties
    assert (str(before.due), before.overdue) == ("2025-06-20", True)
    (duty,) = client.paragraph(before.paragraph_id).duties
    put(client, f"duties.{duty.key}.due", "2025-09-30", at=3)
    shown = put(client, f"duties.{duty.key}.responsible", "Asta Prov", at=3)
    assert [(each.due, each.responsible) for each in shown.duties] == [("2025-09-30", "Asta Prov")]
    assert shown.corrections[1].read == "2025-06-20"
    for _ in range(2):
        (righted,) = client.view(FOLLOWUPS, query).duties
        assert (str(righted.due), righted.overdue, righted.responsible) == ("2025-09-30", False, "Asta Prov")
        assert "Rättad för hand." in righted.notes
        assert client.view(FOLLOWUPS, query.model_copy(update={"responsible": "asta"})).total == 1
        (document,) = [each for each in client.documents() if each.file == "KS2.txt"]
        client.delete_document(document.id)  # and once more, read anew
        ingest(core, path)
    for each in shown.corrections:
        client.withdraw(shown.paragraph_id, each.id, by="Bo Test")
    assert client.view(FOLLOWUPS, query).duties == [before]


@pytest.mark.parametrize("day", ["2025-02-31", "31 februari", "snart"])
def test_a_day_that_no_calendar_has_is_refused(
    tmp_path: Path, core: Kommunminne, client: Client, day: str
) -> None:
    ingest(core, write(tmp_path, "KS2.txt", minutes([TASK], date="2025-04-08")))
    (duty,) = client.paragraph(paragraph_id(client, 3)).duties
    with pytest.raises(BadRequest, match="ingen dag"):
        put(client, f"duties.{duty.key}.due", day, at=3)
    with pytest.raises(BadRequest, match="ingen sådan bevakning"):
        put(client, "duties.finnsinte.due", "2025-09-30", at=3)


def test_the_public_service_refuses_corrections_and_reads_them(tmp_path: Path) -> None:
    with opened(tmp_path / "data", zone="publik") as core:
        ingest(core, write(tmp_path, "KS.txt", minutes([BRIDGE])))
        (row,) = core.decisions(zones=ALL, filters=FilterIn())
        given = CorrectionIn(field="level", value="förslag", by="Asta Prov", why="Fel läst")
        corrected = core.correct(row.paragraph_id, given, zones=ALL)
        with TestClient(create_app(core, core.settings), base_url="http://localhost") as http:
            client = Client(http)
            with pytest.raises(Forbidden):
                put(client, "outcome", "antas")
            with pytest.raises(Forbidden):
                client.withdraw(row.paragraph_id, corrected.corrections[0].id, by="Asta Prov")
            assert client.decisions()[0].level == "förslag"
            assert client.paragraph(row.paragraph_id).corrections == []


@pytest.mark.parametrize(
    "body", [{}, {"field": "level"}, {"field": "level", "value": {"a": 1}, "by": "x", "why": "y"}]
)
def test_an_unfit_request_is_a_problem_and_no_error(client: Client, body: dict[str, Any]) -> None:
    response = client.http.post(f"/api/v1/paragraphs/{paragraph_id(client)}/corrections", json=body)
    assert response.status_code == 422
    assert response.json()["errors"]
