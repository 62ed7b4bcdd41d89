from __future__ import annotations

import json
import re
import threading
import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from assistant.core import Kommunminne
from assistant.schema import Answer, DecisionRow, Event, Job
from assistant.service.app import create_app
from assistant.settings import Settings
from tests.assistant.service.conftest import INSTANCE_TOKEN

PROBLEM = "application/problem+json"
VIEWS = ("decisions", "matters", "goals", "followups", "coverage", "checks", "people")
QUESTION = {"question": "Vad föreslog allmänna utskottet om taxan för vatten och avlopp 2025?"}


def finished(http: TestClient, job: Job) -> Job:
    deadline = time.monotonic() + 60
    while job.state in {"väntar", "pågår"}:
        assert time.monotonic() < deadline
        time.sleep(0.05)
        job = Job.model_validate(http.get(f"/api/v1/jobs/{job.id}").json())
    return job


def rows(http: TestClient, **filters: object) -> list[DecisionRow]:
    response = http.get("/api/v1/decisions", params=filters)
    assert response.status_code == 200, response.text
    return [DecisionRow.model_validate(each) for each in response.json()]


def test_the_service_says_that_it_lives_and_can_answer(http: TestClient) -> None:
    assert http.get("/api/health").json()["status"] == "ok"
    ready = http.get("/api/ready").json()
    assert ready["ready"]
    assert ready["documents"] >= 3


def test_a_question_gets_an_answer_with_citations(http: TestClient) -> None:
    response = http.post("/api/v1/ask", json=QUESTION)
    answer = Answer.model_validate(response.json())
    assert not answer.refused
    assert "§ 90" in {citation.section for citation in answer.citations}
    assert {each for sentence in answer.sentences for each in sentence.citations} <= {
        citation.id for citation in answer.citations
    }
    stored = http.get(f"/api/v1/answers/{answer.id}").json()
    assert stored["citations"] == response.json()["citations"]


def test_a_question_can_be_answered_as_server_sent_events(http: TestClient) -> None:
    response = http.post("/api/v1/ask", json=QUESTION, headers={"Accept": "text/event-stream"})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = [
        Event.model_validate_json(line.removeprefix("data: "))
        for line in response.text.splitlines()
        if line.startswith("data: ")
    ]
    assert events[-1].type == "answer"
    assert events[-1].answer is not None
    streamed = [event.sentence.text for event in events if event.sentence]
    assert streamed == [sentence.text for sentence in events[-1].answer.sentences]


def test_search_gives_hits_best_first_and_keeps_to_the_limit(http: TestClient) -> None:
    hits = http.get("/api/v1/search", params={"q": "vatten och avlopp", "limit": 3}).json()
    assert 0 < len(hits) <= 3
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)


def test_the_register_of_decisions_can_be_filtered(http: TestClient) -> None:
    everything = rows(http)
    assert {row.body_key for row in everything} == {"AU", "KS", "KF"}
    assert {row.body_key for row in rows(http, body="AU")} == {"AU"}
    one = rows(http, body="AU", section=90)
    assert [(row.section, row.level) for row in one] == [("§ 90", "förslag")]
    assert rows(http, date_from="2024-11-20", body="AU") == []


def test_dates_have_the_names_of_the_command_line_too(http: TestClient) -> None:
    between = {"from": "2024-10-01", "to": "2024-10-31"}
    same = rows(http, date_from="2024-10-01", date_to="2024-10-31")
    assert same
    assert rows(http, **between) == same
    found = http.get("/api/v1/search", params={"q": "taxa", **between}).json()
    assert {hit["date"][:7] for hit in found} == {"2024-10"}
    asked = http.post("/api/v1/ask", json=QUESTION | {"filters": {"from": "2031-01-01"}})
    assert asked.status_code == 200
    assert asked.json()["refused"]


def test_a_paragraph_comes_in_full(http: TestClient) -> None:
    row = rows(http, body="AU", section=90)[0]
    paragraph = http.get(f"/api/v1/paragraphs/{row.paragraph_id}").json()
    assert paragraph["title"] == row.title
    assert paragraph["sections"]
    assert paragraph["pages"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/paragraphs/finns-inte"),
        ("GET", "/api/v1/answers/finns-inte"),
        ("GET", "/api/v1/jobs/finns-inte"),
        ("GET", "/api/v1/documents/finns-inte/pages/1.png"),
        ("DELETE", "/api/v1/documents/finns-inte"),
        ("GET", "/api/v1/finns-inte"),
    ],
)
def test_what_is_not_there_is_a_problem_404(http: TestClient, method: str, path: str) -> None:
    response = http.request(method, path)
    assert response.status_code == 404
    assert response.headers["content-type"] == PROBLEM
    assert response.json()["type"] == "urn:kommunminne:problem:not-found"
    assert response.json()["detail"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/api/v1/search", "q saknas"),
        ("/api/v1/search?q=", "q är tomt"),
        ("/api/v1/search?q=va&limit=0", "limit är för litet"),
        ("/api/v1/search?q=va&date_from=igår", "date_from ska vara ett datum"),
        ("/api/v1/decisions?organ=AU", "okänd parameter: organ"),
        ("/api/v1/search?q=va&organ=AU", "okänd parameter: organ"),
        ("/api/v1/search?q=va&to=igår", "date_to ska vara ett datum"),
        ("/api/v1/decisions?from=2024-01-01&date_from=2024-01-01", "samma datum två gånger"),
        ("/api/v1/decisions?section=x", "section ska vara ett heltal"),
    ],
)
def test_a_wrong_parameter_is_named_in_swedish(http: TestClient, path: str, said: str) -> None:
    response = http.get(path)
    assert response.status_code == 422
    assert response.headers["content-type"] == PROBLEM
    assert said in response.json()["errors"][0]


def test_a_question_that_is_no_json_or_empty_is_refused(http: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    assert http.post("/api/v1/ask", content="{", headers=headers).status_code == 422
    assert http.post("/api/v1/ask", json={"question": ""}).status_code == 422
    assert http.post("/api/v1/ask", json={"question": "x" * 4001}).status_code == 422
    assert http.get("/api/v1/ask").status_code == 405


def test_a_document_is_uploaded_listed_shown_and_deleted(http: TestClient, other_minutes: Path) -> None:
    with other_minutes.open("rb") as file:
        response = http.post("/api/v1/documents", files={"file": file}, data={"access": "intern"})
    assert response.status_code == 202
    assert response.headers["location"].startswith("/api/v1/jobs/")
    job = finished(http, Job.model_validate(response.json()))
    assert job.state == "klar", job.error
    assert job.report is not None
    document_id = job.report.documents[0].document_id
    listed = {each["id"]: each for each in http.get("/api/v1/documents").json()}
    assert listed[document_id]["file"] == other_minutes.name
    assert listed[document_id]["zone"] == "intern"
    assert http.delete(f"/api/v1/documents/{document_id}").status_code == 204
    assert document_id not in {each["id"] for each in http.get("/api/v1/documents").json()}
    assert http.delete(f"/api/v1/documents/{document_id}").status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [("tom.pdf", b""), ("omdöpt.pdf", b"PK\x03\x04 ingen pdf"), ("gammal.doc", b"\xd0\xcf\x11\xe0 ord")],
)
def test_a_bad_file_is_refused_with_what_to_do(http: TestClient, name: str, content: bytes) -> None:
    before = http.get("/api/ready").json()["documents"]
    response = http.post("/api/v1/documents?wait=true", files={"file": (name, content)})
    assert response.status_code == 422
    assert response.json()["type"] == "urn:kommunminne:problem:bad-file"
    assert name in response.json()["detail"]
    assert http.get("/api/ready").json()["documents"] == before


@pytest.mark.parametrize("size", [2 * 2**20 + 1, 4 * 2**20])
def test_a_file_over_the_limit_is_refused(http: TestClient, size: int) -> None:
    response = http.post("/api/v1/documents", files={"file": ("stor.pdf", b"%PDF" + b"0" * size)})
    assert response.status_code == 413
    assert response.headers["content-type"] == PROBLEM
    assert "2 MB" in response.json()["detail"] or "3 MB" in response.json()["detail"]


def test_a_question_cannot_be_as_large_as_a_file(http: TestClient) -> None:
    response = http.post("/api/v1/ask", json={"question": "x" * 2**20})
    assert response.status_code == 413
    assert "1 MB" in response.json()["detail"]


@pytest.mark.parametrize("name", ["../../../etc/passwd.txt", "/etc/passwd.txt", "..\\passwd.txt"])
def test_of_the_name_of_an_upload_only_the_last_part_counts(http: TestClient, name: str) -> None:
    content = "Kommunen sköter sitt vatten.".encode()
    response = http.post("/api/v1/documents?wait=true", files={"file": (name, content)})
    report = response.json()["report"]["documents"][0]
    assert report["file"] == "passwd.txt"
    assert http.delete(f"/api/v1/documents/{report['document_id']}").status_code == 204


def test_a_page_is_a_picture_with_the_quote_marked(http: TestClient) -> None:
    answer = Answer.model_validate(http.post("/api/v1/ask", json=QUESTION).json())
    citation = answer.citations[0]
    url = f"/api/v1/documents/{citation.document_id}/pages/{citation.spans[0].page}.png"
    bare = http.get(url)
    assert bare.headers["content-type"] == "image/png"
    assert bare.content.startswith(b"\x89PNG")
    span = citation.spans[0]
    marked = http.get(url, params={"mark": f"{span.start}-{span.end}"})
    assert marked.content.startswith(b"\x89PNG")
    assert marked.content != bare.content
    cited = http.get(url, params={"answer": answer.id, "citation": citation.id})
    assert cited.content != bare.content
    assert http.get(url, params={"answer": answer.id, "citation": "c99"}).status_code == 404
    assert http.get(url, params={"mark": "alert(1)"}).status_code == 422
    beyond = http.get(f"/api/v1/documents/{citation.document_id}/pages/999.png")
    assert (beyond.status_code, beyond.json()["detail"]) == (404, "Handlingen har ingen sida 999.")


def test_health_answers_while_a_file_is_read(http: TestClient, other_minutes: Path) -> None:
    content = other_minutes.read_bytes()
    reading = threading.Thread(
        target=lambda: http.post("/api/v1/documents?wait=true", files={"file": ("under-arbete.pdf", content)})
    )
    reading.start()
    answered = 0
    while reading.is_alive():
        assert http.get("/api/health").status_code == 200
        answered += 1
    assert answered > 3


def test_only_the_holder_of_the_token_may_have_paths_read(http: TestClient, other_minutes: Path) -> None:
    body = {"paths": [str(other_minutes)], "access": "publik"}
    assert http.post("/api/v1/ingest", json=body).status_code == 403
    wrong = {"Authorization": "Bearer gissat"}
    assert http.post("/api/v1/ingest", json=body, headers=wrong).status_code == 403
    right = {"Authorization": f"Bearer {INSTANCE_TOKEN}"}
    response = http.post("/api/v1/ingest", json=body, headers=right)
    assert response.status_code == 202
    assert finished(http, Job.model_validate(response.json())).state == "klar"


def test_the_public_neither_upload_nor_delete(core: Kommunminne, settings: Settings) -> None:
    app = create_app(core, settings.model_copy(update={"zone": "publik"}))
    with TestClient(app, base_url="http://localhost") as public:
        listed = public.get("/api/v1/documents").json()
        refused = [
            public.post("/api/v1/documents?wait=true", files={"file": ("a.txt", b"Vatten.")}),
            public.delete(f"/api/v1/documents/{listed[0]['id']}"),
        ]
        for response in refused:
            assert response.status_code == 403
            assert response.headers["content-type"] == PROBLEM
            assert "allmänheten" in response.json()["detail"]
        assert public.get("/api/v1/documents").json() == listed
        assert public.get("/api/ready").json()["editable"] is False


def test_the_description_lists_what_works_and_nothing_else(http: TestClient) -> None:
    paths = http.get("/api/openapi.json").json()["paths"]
    assert set(paths) == {
        "/api/health",
        "/api/ready",
        "/api/metrics",
        "/api/v1/ask",
        "/api/v1/answers/{answer_id}",
        "/api/v1/search",
        "/api/v1/conversations",
        "/api/v1/conversations/{conversation_id}",
        "/api/v1/conversations/{conversation_id}/focus",
        *(f"/api/v1/{name}" for name in VIEWS),
        *(f"/api/v1/{name}.{form}" for name in VIEWS for form in ("csv", "xlsx")),
        *("/api/v1/decisions.json", "/api/v1/matters.json", "/api/v1/followups.ics"),
        "/api/v1/decisions/page",
        "/api/v1/matters/{matter_id}",
        "/api/v1/goals/kolada",
        "/api/v1/paragraphs/{paragraph_id}",
        "/api/v1/paragraphs/{paragraph_id}/corrections",
        "/api/v1/paragraphs/{paragraph_id}/corrections/{correction_id}",
        "/api/v1/documents",
        "/api/v1/documents/{document_id}",
        "/api/v1/documents/{document_id}/pages/{page}.png",
        "/api/v1/jobs/{job_id}",
    }


def test_the_docs_page_fetches_nothing_from_elsewhere(http: TestClient) -> None:
    page = http.get("/api/docs").text
    assert "/api/v1/ask" in page
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", page)
    assert "<script" not in page


def test_the_docs_page_tells_every_field_of_a_body_and_nothing_in_english(http: TestClient) -> None:
    page = BeautifulSoup(http.get("/api/docs").text, "html.parser")
    told = {}
    for heading in page.find_all("h2"):
        table = heading.find_next_siblings(limit=2)[-1]
        rows_of = [[cell.get_text() for cell in row.find_all("td")] for row in table.find_all("tr")]
        told[heading.get_text()] = {row[0]: row[1:] for row in rows_of if row}
    asked = told["POST /api/v1/ask"]
    assert asked["question"] == ["JSON", "text", "krävs", "Frågan, på svenska eller engelska"]
    assert asked["filters.date_from"][1] == "datum (ÅÅÅÅ-MM-DD)"
    upload = told["POST /api/v1/documents"]
    assert upload["file"][:3] == ["formulär (multipart)", "fil", "krävs"]
    assert upload["access"][1].startswith("publik eller intern")
    assert {"kommun", "wait"} <= set(upload)
    assert all(row[-1] for fields in told.values() for row in fields.values())
    assert "server-sent events where" not in page.get_text()


def test_the_answers_of_the_api_are_json_of_the_wire_contract(http: TestClient) -> None:
    answer = http.post("/api/v1/ask", json=QUESTION).json()
    assert json.loads(Answer.model_validate(answer).model_dump_json()) == answer


@pytest.mark.parametrize("section", ["0", "-5", "99999999999999999999", "-9223372036854775809"])
@pytest.mark.parametrize("path", ["search?q=a&", "decisions?"])
def test_a_section_that_no_minutes_have_is_refused(http: TestClient, path: str, section: str) -> None:
    response = http.get(f"/api/v1/{path}section={section}")
    assert response.status_code == 422
    assert response.headers["content-type"] == PROBLEM
