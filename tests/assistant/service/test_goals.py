"""The routes of the chain of goals."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from assistant.core import Kommunminne
from assistant.service.app import create_app
from assistant.settings import Settings


@pytest.fixture
def http(tallsele: Kommunminne) -> Iterator[TestClient]:
    app = create_app(tallsele, Settings(data=tallsele.settings.data))
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def test_the_chain_comes_as_json_limited_by_what_the_address_says(http: TestClient) -> None:
    found = http.get("/api/v1/goals", params={"status": "röd", "today": "2026-01-15"}).json()
    assert [(goal["tier"], goal["number"]) for goal in found["goals"]] == [
        ("övergripande mål", "1"),
        ("mål", "7"),
    ]
    assert found["goals"][1]["parent"]["goal_id"] == found["goals"][0]["id"]
    assert found["today"] == "2026-01-15"


def test_each_goal_leads_to_a_picture_of_its_page(http: TestClient) -> None:
    [goal] = http.get("/api/v1/goals", params={"tier": "vision"}).json()["goals"]
    source = goal["source"]
    address = f"/api/v1/documents/{source['document_id']}/pages/{source['page']}.png"
    span = next(each for each in source["spans"] if each["page"] == source["page"])
    picture = http.get(address, params={"mark": f"{span['start']}-{span['end']}"})
    assert picture.headers["content-type"] == "image/png"


def test_exports_are_named_and_typed(http: TestClient) -> None:
    table = http.get("/api/v1/goals.csv", params={"today": "2026-01-15"})
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="goals-2026-01-15.csv"' in table.headers["content-disposition"]
    assert table.content.decode("utf-8-sig").startswith("Kommun;Nivå;Nr;Mål;")
    assert http.get("/api/v1/goals.xlsx").content.startswith(b"PK")


@pytest.mark.parametrize(
    "params", [{"tier": "dröm"}, {"status": "blå"}, {"today": "31 februari"}, {"okänt": "x"}]
)
def test_what_cannot_be_asked_for_is_a_problem_in_words(http: TestClient, params: dict[str, str]) -> None:
    answer = http.get("/api/v1/goals", params=params)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]
