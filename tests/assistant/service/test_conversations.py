"""Threads over HTTP."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from assistant.client import Client
from assistant.core import Kommunminne
from assistant.errors import Forbidden, NotFound
from assistant.schema import Question
from assistant.service.app import create_app
from assistant.settings import Settings

THREADS = "/api/v1/conversations"
QUESTION = "Vad föreslog AU om taxan för vatten och avlopp 2025?"


@pytest.fixture
def public(core: Kommunminne, settings: Settings) -> Iterator[TestClient]:
    """The same archive as the public reaches it."""
    app = create_app(core, settings.model_copy(update={"zone": "publik"}))
    with TestClient(app, base_url="http://localhost") as client:
        yield client


@pytest.fixture
def thread(http: TestClient) -> str:
    response = http.post(THREADS, json={})
    assert response.status_code == 201
    return str(response.json()["id"])


def ask(http: TestClient, thread: str | None, question: str = QUESTION, **given: object) -> dict[str, object]:
    response = http.post("/api/v1/ask", json={"question": question, "conversation_id": thread, **given})
    assert response.status_code == 200, response.text
    found: dict[str, object] = response.json()
    return found


def test_a_thread_is_begun_asked_in_read_renamed_and_deleted(http: TestClient, thread: str) -> None:
    ask(http, thread)
    followed = ask(http, thread, "vad sa KS sedan?")
    assert followed["followed"] == "AU 2024-10-08 § 90 Taxa för vatten och avlopp 2025"
    whole = http.get(f"{THREADS}/{thread}").json()
    assert [each["question"] for each in whole["history"]] == [QUESTION, "vad sa KS sedan?"]
    assert whole["focus"]["label"].startswith("KS 2024-11-05 § 135")
    assert {c["status"] for each in whole["history"] for c in each["citations"]} == {"gällande"}
    renamed = http.patch(f"{THREADS}/{thread}", json={"title": "  VA-taxan "}).json()
    assert renamed["title"] == "VA-taxan"
    assert thread in {each["id"] for each in http.get(THREADS).json()}
    assert http.delete(f"{THREADS}/{thread}").status_code == 204
    assert http.get(f"{THREADS}/{thread}").status_code == 404


def test_the_focus_is_cleared_for_good_or_for_one_question(http: TestClient, thread: str) -> None:
    ask(http, thread)
    assert ask(http, thread, "vad kostar det?", focus=None)["followed"] is None
    ask(http, thread)
    assert http.delete(f"{THREADS}/{thread}/focus").json()["focus"] is None
    assert ask(http, thread, "vad kostar det?")["followed"] is None


def test_a_question_without_a_thread_has_its_focus_too(http: TestClient) -> None:
    answer = ask(http, None)
    assert answer["conversation_id"] is None
    assert isinstance(answer["focus"], dict)


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_a_question_in_an_unknown_thread_is_404(http: TestClient, accept: str) -> None:
    body = {"question": QUESTION, "conversation_id": "0123"}
    response = http.post("/api/v1/ask", json=body, headers={"Accept": accept})
    assert response.status_code == 404
    assert response.json()["detail"].startswith("Samtalet finns inte")


@pytest.mark.parametrize("method", ["get", "patch", "delete"])
def test_a_thread_of_the_internal_service_is_unknown_to_the_public(
    http: TestClient, public: TestClient, thread: str, method: str
) -> None:
    answer = ask(http, thread)
    body = {"json": {"title": "Nytt"}} if method == "patch" else {}
    theirs = public.request(method, f"{THREADS}/{thread}", **body)  # type: ignore[arg-type]
    unknown = public.request(method, f"{THREADS}/{'0' * 32}", **body)  # type: ignore[arg-type]
    assert theirs.status_code == unknown.status_code == 404
    assert theirs.json() == unknown.json()
    assert public.delete(f"{THREADS}/{thread}/focus").status_code == 404
    asked = public.post("/api/v1/ask", json={"question": "vad kostar det?", "conversation_id": thread})
    assert asked.status_code == 404
    assert public.get(f"/api/v1/answers/{answer['id']}").status_code == 404
    assert len(http.get(f"{THREADS}/{thread}").json()["history"]) == 1


def test_the_public_holds_threads_by_their_ids_alone(http: TestClient, public: TestClient) -> None:
    own = public.post(THREADS, json={"title": "Mitt"}).json()["id"]
    ask(public, own)
    assert public.get(f"{THREADS}/{own}").json()["answers"] == 1
    refused = public.get(THREADS)
    assert refused.status_code == 403
    assert "allmänheten" in refused.json()["detail"]
    assert own not in http.get(THREADS).text
    assert public.delete(f"{THREADS}/{own}").status_code == 204


@pytest.mark.parametrize("body", [{"title": ""}, {"title": "   "}, {"title": "x" * 121}, {"name": "a"}, {}])
def test_a_title_that_is_none_is_said_so(http: TestClient, thread: str, body: dict[str, str]) -> None:
    response = http.patch(f"{THREADS}/{thread}", json=body)
    assert response.status_code == 422
    assert "title" in response.text or "name" in response.text


def test_another_focus_than_the_threads_cannot_be_set(http: TestClient, thread: str) -> None:
    body = {"question": QUESTION, "conversation_id": thread, "focus": "KS § 1"}
    assert http.post("/api/v1/ask", json=body).status_code == 422


def test_the_client_does_it_all(http: TestClient, public: TestClient) -> None:
    client = Client(http)
    thread = client.start_conversation("Taxan").id
    client.ask(Question(question=QUESTION, conversation_id=thread))
    assert client.conversation(thread).history[0].question == QUESTION
    assert client.conversations()[0].id == thread
    assert client.rename_conversation(thread, "VA").title == "VA"
    assert client.clear_focus(thread).focus is None
    client.delete_conversation(thread)
    with pytest.raises(NotFound, match="Börja ett nytt"):
        client.conversation(thread)
    with pytest.raises(Forbidden):
        Client(public).conversations()


def test_the_log_does_not_hold_the_ids_that_open_threads(
    http: TestClient, thread: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="kommunminne.service"):
        http.get(f"{THREADS}/{thread}")
        http.delete(f"{THREADS}/{thread}/focus")
    assert "DELETE /api/v1/conversations/…/focus 200" in caplog.text
    assert thread not in caplog.text
