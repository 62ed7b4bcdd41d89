from __future__ import annotations

import logging

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from assistant.errors import NotFound
from assistant.service.guard import Guard

SECRET = "vem är Nisse Hult"


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    request = Request(scope, receive)
    if scope["path"] == "/fel":
        raise RuntimeError(SECRET)
    if scope["path"] == "/saknas":
        raise NotFound("Finns inte här.")
    await PlainTextResponse(await request.body())(scope, receive, send)


@pytest.fixture
def http() -> TestClient:
    return TestClient(Guard(echo, host="minne.example.se", limit=100), base_url="http://localhost:8800")


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8800", "127.0.0.1:8800", "[::1]:8800", "10.0.0.5", "minne.example.se"]
)
def test_the_services_own_names_and_bare_addresses_are_let_in(http: TestClient, host: str) -> None:
    assert http.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8800", "", "[x"]
)
def test_a_name_that_is_not_the_services_is_refused(http: TestClient, host: str) -> None:
    response = http.get("/", headers={"Host": host})
    assert response.status_code == 403
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == "urn:kommunminne:problem:forbidden"


@pytest.mark.parametrize(
    ("method", "origin", "status"),
    [
        ("POST", "http://localhost:8800", 200),
        ("POST", "http://evil.example", 403),
        ("POST", "http://localhost:9999", 403),
        ("POST", "null", 403),
        ("DELETE", "http://evil.example", 403),
        ("GET", "http://evil.example", 200),
    ],
)
def test_another_sites_page_cannot_change_anything(
    http: TestClient, method: str, origin: str, status: int
) -> None:
    response = http.request(method, "/", headers={"Origin": origin})
    assert response.status_code == status
    assert "access-control-allow-origin" not in response.headers


def test_every_answer_has_the_security_headers(http: TestClient) -> None:
    headers = http.get("/api/x").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


def test_our_own_error_becomes_its_problem(http: TestClient) -> None:
    response = http.get("/saknas")
    assert response.status_code == 404
    assert response.json()["detail"] == "Finns inte här."


def test_an_unforeseen_error_shows_neither_traceback_nor_message(
    http: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="kommunminne.service"):
        response = http.get(f"/fel?q={SECRET}")
    assert response.status_code == 500
    number = response.json()["detail"].split()[-1].rstrip(".")
    assert number in caplog.text
    assert "RuntimeError" in caplog.text
    assert "Nisse" not in response.text + caplog.text


def test_the_log_holds_path_and_status_but_no_query(
    http: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="kommunminne.service"):
        http.get(f"/api/v1/search?q={SECRET}")
    assert "GET /api/v1/search 200" in caplog.text
    assert "Nisse" not in caplog.text
