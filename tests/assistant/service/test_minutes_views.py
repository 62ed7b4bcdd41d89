"""Coverage, checks and people over the real service: answers, exports, limits that make no sense, and the public."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.client import Client
from assistant.core import Kommunminne
from assistant.errors import Forbidden
from assistant.service.app import create_app
from assistant.settings import Settings
from assistant.wire.people import PEOPLE, PeopleQuery
from tests.support import served


@pytest.fixture
def public(core: Kommunminne, settings: Settings) -> Iterator[TestClient]:
    """The same archive as the public is served it."""
    only_public = settings.model_copy(update={"zone": "publik"})
    with TestClient(create_app(core, only_public), base_url="http://localhost") as client:
        yield client


@pytest.mark.parametrize("name", ["coverage", "checks", "people"])
def test_each_view_answers_and_exports(http: TestClient, name: str) -> None:
    assert http.get(f"/api/v1/{name}", params={"body": "KS"}).status_code == 200
    table = http.get(f"/api/v1/{name}.csv")
    assert table.status_code == 200
    assert f'filename="{name}-' in table.headers["content-disposition"]
    assert http.get(f"/api/v1/{name}.xlsx").content[:2] == b"PK"


@pytest.mark.parametrize(
    "asked",
    [
        "coverage?limit=0",
        "coverage?date_from=2025-02-31",
        "coverage?from=2025-05-01&to=2025-01-01",
        "checks?rule=snabbhet",
        "checks?severity=grovt",
        "people?limit=många",
    ],
)
def test_what_makes_no_sense_is_refused_in_words(http: TestClient, asked: str) -> None:
    answer = http.get(f"/api/v1/{asked}")
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]


@pytest.mark.parametrize("body", ["KS", "KF"])
def test_coverage_counts_the_meetings_of_a_body(http: TestClient, body: str) -> None:
    found = http.get("/api/v1/coverage", params={"body": body}).json()
    assert found["meetings_total"] == 1
    assert {year["body_key"] for year in found["years"]} == {body}


@pytest.mark.parametrize("path", ["people", "people.csv", "people.xlsx"])
def test_the_public_is_refused_people(public: TestClient, path: str) -> None:
    assert public.get(f"/api/v1/{path}").status_code == 403
    assert public.get("/api/v1/coverage").status_code == 200


def test_the_client_raises_what_the_service_refuses(core: Kommunminne, settings: Settings) -> None:
    app = create_app(core, settings.model_copy(update={"zone": "publik"}))
    with served(app) as url, Client.at(url) as client, pytest.raises(Forbidden, match="interna"):
        client.view(PEOPLE, PeopleQuery())
