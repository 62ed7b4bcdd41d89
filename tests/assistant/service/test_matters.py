from __future__ import annotations

import json

from starlette.testclient import TestClient

from assistant.client import Client
from assistant.wire.matters import MATTERS, MatterOut, MattersQuery

PROBLEM = "application/problem+json"
URL = "/api/v1/matters"


def test_the_list_and_one_matter(http: TestClient) -> None:
    client = Client(http)  # type: ignore[arg-type]  # starlette's client has the same calls
    found = client.view(MATTERS, MattersQuery(text="lillsele"))
    (matter,) = found.matters
    assert [step.body_key for step in matter.steps] == ["AU", "KS", "KF"]
    for step in matter.steps:
        response = http.get(f"{URL}/{step.paragraph_id}")
        assert MatterOut.model_validate(response.json()) == matter
        assert http.get(f"/api/v1/paragraphs/{step.paragraph_id}").status_code == 200


def test_what_cannot_be_is_said_in_words(http: TestClient) -> None:
    for path, status in (
        (f"{URL}/finns-inte", 404),
        (f"{URL}/{'x' * 65}", 422),
        (f"{URL}?limit=0", 422),
        (f"{URL}?state=kanske", 422),
        (f"{URL}?date_from=2025-02-31", 422),
        (f"{URL}?from=2025-02-02&to=2025-01-01", 400),
        (f"{URL}.pdf", 404),
    ):
        response = http.get(path)
        assert response.status_code == status, path
        assert response.headers["content-type"] == PROBLEM
        assert response.json()["detail"]


def test_exports(http: TestClient) -> None:
    oparl = http.get(f"{URL}.json", params={"text": "lillsele"})
    assert oparl.headers["content-disposition"].endswith('.json"')
    (paper,) = json.loads(oparl.content)["paper"]
    assert len(paper["consultation"]) == 3
    assert paper["id"].startswith("http://localhost/oparl/paper/")
    assert http.get(f"{URL}.csv").content.startswith(b"\xef\xbb\xbf")
    assert http.get(f"{URL}.xlsx").content.startswith(b"PK")
