"""Which values a field can be put right to, and what the row and its sheets say of it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.core import Kommunminne
from assistant.service.app import create_app
from assistant.views.scope import Links
from assistant.wire.decisions import DECISIONS, DecisionsQuery
from assistant.wire.followups import FOLLOWUPS, FollowupsQuery
from tests.archives import ALL, BRIDGE, LIBRARY, Item, ingest, minutes, opened, rows, write

TASK = Item(
    14,
    "Kostnader för gångbron",
    "KS-25/00304",
    "Kommunstyrelsen uppdrar åt kommunchefen att redovisa kostnaderna senast 2025-06-20.",
)


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Kommunminne]:
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "KS.txt", minutes([BRIDGE, LIBRARY, TASK])))
        yield core


@pytest.fixture
def http(core: Kommunminne) -> Iterator[TestClient]:
    client = TestClient(
        create_app(core, core.settings), base_url="http://localhost", raise_server_exceptions=False
    )
    with client as http:
        yield http


def put(core: Kommunminne, http: TestClient, at: int = 0, **given: Any) -> tuple[int, str]:
    """Put a field right over HTTP: the status, and what was said."""
    body = {"field": "title", "value": "Bron", "by": "Asta Prov", "why": "Fel läst"} | given
    address = f"/api/v1/paragraphs/{rows(core)[at].paragraph_id}/corrections"
    sent = http.post(address, content=json.dumps(body), headers={"content-type": "application/json"})
    return sent.status_code, sent.json().get("detail", "")


def test_what_cannot_be_printed_is_refused_wherever_it_is(core: Kommunminne, http: TestClient) -> None:
    for bad in ("\0", "a\ud800", "Bron\x1b[31m"):
        for given in (
            {"value": bad},
            {"field": "recipients", "value": ["x", bad]},
            {"field": bad},
            {"by": bad},
        ):
            assert put(core, http, **given)[0] in {400, 422}, given
    assert "inte går att skriva ut" in put(core, http, value="\0")[1]
    assert rows(core)[0].corrected == []
    assert put(core, http, value="Gångbron\n över\u00a0Tallån")[0] == 201
    assert rows(core)[0].title == "Gångbron över Tallån"


@pytest.mark.parametrize("name", ["next_body", "final_body", "points.1.next_body"])
def test_a_body_is_one_that_there_is(core: Kommunminne, http: TestClient, name: str) -> None:
    status, said = put(core, http, field=name, value="Bananpaj")
    assert (status, "Kommunstyrelsen" in said) == (400, True)
    assert put(core, http, field=name, value="Trivselnämnden eller så")[0] == 400
    for known in ("kf", "kommunstyrelsens", "Trivselnämnden", "Kommunstyrelsens arbetsutskott"):
        assert put(core, http, field=name, value=known)[0] == 201, known


def test_a_body_of_the_archive_is_one(core: Kommunminne, http: TestClient, tmp_path: Path) -> None:
    assert put(core, http, field="next_body", value="Tallsele Vatten AB")[0] == 400
    text = minutes([BRIDGE], body="Tallsele kommunala pensionärsråd", date="2025-04-02")
    ingest(core, write(tmp_path, "KPR.txt", text))
    held = rows(core)[-1].body
    assert put(core, http, field="next_body", value=held)[0] == 201
    assert rows(core)[0].next_body == held


@pytest.mark.parametrize(("day", "status"), [("1899-12-31", 400), ("9999-12-31", 400), ("2200-12-31", 201)])
def test_a_day_lies_within_reason(core: Kommunminne, http: TestClient, day: str, status: int) -> None:
    (duty,) = core.view(FOLLOWUPS, FollowupsQuery(today=dt.date(2025, 7, 1)), zones=ALL).duties
    key = core.paragraph(duty.paragraph_id, zones=ALL).duties[0].key
    assert put(core, http, 2, field=f"duties.{key}.due", value=day)[0] == status


def test_a_level_that_the_points_do_not_share_is_told(core: Kommunminne, http: TestClient) -> None:
    assert put(core, http, field="points.1.level", value="förslag")[0] == 201
    assert rows(core)[0].conflict == ["Punkternas nivå (förslag) är en annan än paragrafens (beslut)."]
    assert put(core, http, field="level", value="information")[0] == 201
    assert rows(core)[0].conflict == ["Punkternas nivå (förslag) är en annan än paragrafens (information)."]
    assert put(core, http, field="level", value="förslag")[0] == 201
    assert (rows(core)[0].conflict, rows(core)[1].conflict) == ([], [])


def test_an_outcome_that_no_point_has_is_told(core: Kommunminne, http: TestClient) -> None:
    assert put(core, http, field="points.1.outcome", value="avslås")[0] == 201
    (said,) = rows(core)[0].conflict
    assert said.startswith("Ingen punkts utfall (avslås) är paragrafens (")
    assert put(core, http, field="outcome", value="avslås")[0] == 201
    assert (rows(core)[0].conflict, rows(core)[1].conflict) == ([], [])


def test_sheets_show_what_holds_of_the_paragraph_beside_the_point(
    core: Kommunminne, http: TestClient
) -> None:
    for field, value in (("level", "förslag"), ("outcome", "antas"), ("next_body", "KF")):
        assert put(core, http, field=field, value=value)[0] == 201
    raw = core.export(DECISIONS, DecisionsQuery(), "csv", zones=ALL, links=Links("http://127.0.0.1:8800"))
    line = next(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    own = ("Nivå", "Utfall", "Nästa organ")
    assert [line[name] for name in own] == ["beslut", "annat", ""]
    assert [line[f"Paragrafens {name.lower()}"] for name in own] == [
        *("förslag", "antas", "Kommunfullmäktige")
    ]
