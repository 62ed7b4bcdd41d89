"""Values of indicators: whose they are, where they show, and how they come in over the service and the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from assistant.cli import app as command
from assistant.client import Client
from assistant.core import Kommunminne
from assistant.errors import BadFile, BadRequest, Forbidden
from assistant.service.app import create_app
from assistant.settings import Settings
from assistant.wire.goals import GOALS, GoalsQuery
from ingest.errors import UnreadableFile
from tests.archives import ALL, ingest, opened, write
from tests.assistant.views.test_goals import PLAN


def values(*municipalities: str, kpis: tuple[str, ...] = ("N15030",), title: str | None = None) -> bytes:
    rows: list[dict[str, object]] = [
        {"kpi": kpi, "municipality": m, "period": 2024, "values": [{"gender": "T", "value": 81.5}]}
        for m in municipalities
        for kpi in kpis
    ]
    rows += [{"id": municipalities[0], "title": title}] if title else []
    return json.dumps({"values": rows}).encode()


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Kommunminne]:
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "plan.txt", PLAN))
        yield core


def test_values_show_at_the_goal_whose_indicator_names_the_id(core: Kommunminne) -> None:
    told = core.import_kolada(values("1488", "0000"), name="k.json", kommun=None, zones=ALL)
    assert (told.kommun, told.values, told.kpis, told.first_year) == ("Björkby", 2, ["N15030"], 2024)
    goals = core.view(GOALS, GoalsQuery(), zones=ALL).goals
    [teachers] = [goal for goal in goals if goal.text == "Lärarna är behöriga"]
    [indicator] = teachers.indicators
    assert indicator.kpi == "N15030"
    assert {(each.municipality, each.value) for each in indicator.values} == {("1488", 81.5), ("0000", 81.5)}
    [reading] = [goal for goal in goals if goal.text.startswith("Fler elever")]
    assert (reading.indicators[0].kpi, reading.indicators[0].values) == (None, [])


def test_an_indicator_that_no_goal_uses_hangs_loose(core: Kommunminne) -> None:
    core.import_kolada(values("1488", kpis=("U00402",)), name="k.json", kommun=None, zones=ALL)
    loose = core.view(GOALS, GoalsQuery(), zones=ALL).orphans
    assert [each.name for each in loose if each.kind == "indikator"] == ["U00402"]
    limited = core.view(GOALS, GoalsQuery(tier="vision"), zones=ALL).orphans
    assert limited == []


@pytest.mark.parametrize(
    ("content", "kommun", "why"),
    [
        (values("1488", "1489"), None, "1488, 1489"),
        (values("0000"), None, "bara riket"),
        (values("1488"), "Ingenstans", "inga handlingar för Ingenstans"),
        (values("1488", title="Alingsås"), None, "inga handlingar för Alingsås"),
    ],
)
def test_values_of_another_kommun_are_refused(
    core: Kommunminne, content: bytes, kommun: str | None, why: str
) -> None:
    with pytest.raises(BadRequest, match=why):
        core.import_kolada(content, name="k.json", kommun=kommun, zones=ALL)


def test_with_several_kommuner_it_has_to_be_told_whose_they_are(core: Kommunminne, tmp_path: Path) -> None:
    ingest(core, write(tmp_path, "annan.txt", PLAN.replace("Björkby", "Granvik")))
    with pytest.raises(BadRequest, match="--kommun"):
        core.import_kolada(values("1488"), name="k.json", kommun=None, zones=ALL)
    told = core.import_kolada(values("1488"), name="k.json", kommun="Granvik kommun", zones=ALL)
    assert told.kommun == "Granvik"


def test_the_service_takes_a_file_and_refuses_a_wrong_one(core: Kommunminne) -> None:
    with TestClient(create_app(core, Settings(data=core.settings.data)), base_url="http://localhost") as http:
        client = Client(http)
        assert client.import_kolada(values("1488"), name="k.json").kommun == "Björkby"
        with pytest.raises(BadFile, match="inte JSON"):
            client.import_kolada(b"x", name="k.json")
        with pytest.raises(BadRequest, match="Ingenstans"):
            client.import_kolada(values("1488"), name="k.json", kommun="Ingenstans")


def test_a_service_for_the_public_takes_nothing(core: Kommunminne) -> None:
    settings = Settings(data=core.settings.data, zone="publik")
    with (
        TestClient(create_app(core, settings), base_url="http://localhost") as http,
        pytest.raises(Forbidden),
    ):
        Client(http).import_kolada(values("1488"), name="k.json")


def test_the_command_takes_a_file_and_tells_of_a_wrong_one(tmp_path: Path) -> None:
    data = ["--data", str(tmp_path / "data")]
    CliRunner().invoke(command, ["ingest", str(write(tmp_path, "plan.txt", PLAN)), *data])
    good, bad = tmp_path / "k.json", write(tmp_path, "fel.json", "{}")
    good.write_bytes(values("1488"))
    result = CliRunner().invoke(command, ["goals", "--kolada", str(good), "--json", *data])
    assert result.exit_code == 0, result.output
    assert "1 värden för Björkby 2024–2024, nyckeltal N15030." in result.stderr
    assert "81.5" in result.stdout
    refused = CliRunner().invoke(command, ["goals", "--kolada", str(bad), *data])
    assert refused.exit_code == 1
    assert "fel.json: filen saknar listan" in refused.stderr
    missing = CliRunner().invoke(command, ["goals", "--kolada", str(tmp_path / "ingen.json"), *data])
    assert missing.exit_code == 2
    assert "Kontrollera sökvägen" in missing.stderr
    folder = CliRunner().invoke(command, ["goals", "--kolada", str(tmp_path), *data])
    assert "är en mapp" in folder.stderr


def test_a_file_is_read_before_it_is_asked_whose_it_is(core: Kommunminne) -> None:
    with pytest.raises(UnreadableFile):
        core.import_kolada(b"{}", name="k.json", kommun="Ingenstans", zones=ALL)
