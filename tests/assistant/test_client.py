from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.client import Client
from assistant.core import Kommunminne
from assistant.errors import BadRequest, NotFound, ServiceUnavailable, TooLarge
from assistant.schema import FilterIn, Job, Question
from assistant.service.app import create_app
from assistant.settings import Settings
from tests.support import AU, free_port

QUESTION = Question(question="Vad föreslog AU om taxan för vatten och avlopp 2025?")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    settings = Settings(data=tmp_path_factory.mktemp("client") / "data", upload_mb=1)
    with Kommunminne(settings) as core:
        core.ingest([AU], kommun=None, access="publik")
        with TestClient(create_app(core, settings), base_url="http://localhost") as http:
            yield Client(http)


def test_the_client_says_what_the_service_is(client: Client) -> None:
    assert client.health().status == "ok"
    assert client.ready().documents == len(client.documents())


def test_an_answer_comes_whole_or_step_by_step(client: Client) -> None:
    answer = client.ask(QUESTION)
    events = list(client.ask_stream(QUESTION))
    assert events[-1].answer is not None
    assert events[-1].answer.text == answer.text
    assert client.answer(answer.id).text == answer.text


def test_search_decisions_and_paragraph_agree(client: Client) -> None:
    rows = client.decisions(filters=FilterIn(body="AU", section=90))
    hits = client.search("taxa vatten avlopp", filters=FilterIn(section=90), limit=5)
    assert {hit.section for hit in hits} == {"§ 90"}
    assert client.paragraph(rows[0].paragraph_id).title == rows[0].title


def test_an_upload_is_followed_to_its_end(client: Client, tmp_path: Path) -> None:
    steps: list[Job] = []
    job = client.upload("anteckning.txt", "Vattentaxan höjs.".encode(), kommun="Tallsele", access="publik")
    done = client.follow(job, steps.append)
    assert done.state == "klar"
    assert done.report is not None
    assert steps[-1] == done
    document = next(each for each in client.documents() if each.file == "anteckning.txt")
    assert (document.kommun, document.zone) == ("Tallsele", "publik")
    client.delete_document(document.id)
    assert document.id not in {each.id for each in client.documents()}


def test_a_picture_of_a_page_is_a_png(client: Client) -> None:
    citation = client.ask(QUESTION).citations[0]
    assert citation.page is not None
    picture = client.page_png(citation.document_id, citation.page, mark=citation.spans)
    assert picture.startswith(b"\x89PNG")


def test_problems_become_the_errors_that_they_were(client: Client) -> None:
    with pytest.raises(NotFound):
        client.paragraph("finns inte/alls")
    with pytest.raises(NotFound):
        client.delete_document("finns-inte")
    with pytest.raises(TooLarge, match="1 MB"):
        client.upload("stor.pdf", b"%PDF" + b"0" * 2**20)
    with pytest.raises(BadRequest, match="limit"):
        client.search("va", limit=0)


def test_a_service_that_is_not_there_is_said_so() -> None:
    with (
        Client.at(f"http://127.0.0.1:{free_port()}") as client,
        pytest.raises(ServiceUnavailable, match="svarar inte"),
    ):
        client.health()
