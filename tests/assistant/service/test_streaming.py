"""An answer as server-sent events over a real port, worded by a language model of ours that is slow or wrong."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from assistant.client import Client
from assistant.core import Kommunminne
from assistant.schema import Event, Question
from assistant.service.app import create_app
from assistant.settings import Settings
from tests.assistant.language_model import Model, Reply, language_model, streamed, written
from tests.support import AU, served

QUESTION = Question(question="Vad beslutade AU om bredband 2024-10-08?")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with one document."""
    data = tmp_path_factory.mktemp("streaming") / "data"
    with Kommunminne(Settings(data=data)) as core:
        assert not core.ingest([AU], kommun=None, access="publik").failed
    return data


def told(request: dict[str, Any]) -> list[tuple[str, Sequence[str]]]:
    """The finished sentences that the model was asked to word."""
    sent = json.loads(request["messages"][1]["content"])
    return [(row["text"], row["citations"]) for row in sent["färdigt svar"]]


def wrong(request: dict[str, Any]) -> Reply:
    """Each sentence with a day that no source has."""
    return streamed(written(*((f"{text} Det var den 3 maj 1999.", cited) for text, cited in told(request))))


@contextmanager
def service(data: Path, model: Model, *, seconds: float = 20) -> Iterator[str]:
    settings = Settings(data=data, llm_url=model.url, llm_model="provmodell", llm_seconds=seconds)
    with Kommunminne(settings) as core, served(create_app(core, settings)) as url:
        yield url


def asked(url: str) -> list[Event]:
    with Client.at(url) as client:
        return list(client.ask_stream(QUESTION))


def test_the_documents_own_words_come_before_the_model_is_asked(data: Path) -> None:
    with language_model(lambda _: Reply(wait=30)) as model, service(data, model, seconds=5) as url:
        started = time.perf_counter()
        with Client.at(url) as client:
            events = client.ask_stream(QUESTION)
            first = next(event for event in events if event.type == "sentence")
            after = time.perf_counter() - started
            rest = list(events)
    assert first.sentence is not None
    assert first.sentence.support == "verified"
    assert (first.place, len(first.citations)) == (0, len(first.sentence.citations))
    assert after < 4.5
    assert [event.type for event in rest].count("status") >= 2
    assert rest[-1].answer is not None
    assert "inte inom 5 sekunder" in rest[-1].answer.warnings[-1]


def test_a_rejected_sentence_never_leaves_the_service_and_is_counted(data: Path) -> None:
    with language_model(wrong) as model, service(data, model) as url:
        events = asked(url)
        counted = httpx2.get(f"{url}/api/metrics").text
    assert "1999" not in "".join(event.model_dump_json() for event in events)
    answer = events[-1].answer
    assert answer is not None
    assert answer.rejected >= 1
    assert f'kommunminne_llm_sentences_total{{outcome="rejected"}} {answer.rejected}' in counted
    assert 'kommunminne_answers_total{outcome="besvarad"} 1' in counted


def test_a_worded_sentence_comes_at_the_place_of_the_finished_one(data: Path) -> None:
    def fewer_words(request: dict[str, Any]) -> Reply:
        rows = [(text.replace(" (§", ", (§"), cited) for text, cited in told(request)]
        return streamed(written(*rows))

    with language_model(fewer_words) as model, service(data, model) as url:
        events = asked(url)
    answer = events[-1].answer
    assert answer is not None
    assert answer.worded_by == "provmodell", answer.warnings
    shown = {event.place: event.sentence for event in events if event.type == "sentence"}
    assert [shown[place] for place in sorted(shown, key=str)] == answer.sentences


def test_a_refusal_comes_before_the_answer_and_the_model_is_not_asked(data: Path) -> None:
    question = Question(question="Vem vann melodifestivalen 1974?")
    with language_model(wrong) as model, service(data, model) as url, Client.at(url) as client:
        events = list(client.ask_stream(question))
    assert [event.type for event in events][-2:] == ["refusal", "answer"]
    assert events[-1].answer is not None
    assert events[-2].refusal == events[-1].answer.refusal
    assert model.requests == []


def test_a_reader_who_leaves_stops_the_model(data: Path) -> None:
    slow = streamed("x" * 3_000, pause=0.05)
    with language_model(lambda _: slow) as model, service(data, model) as url:
        with Client.at(url) as client:
            for event in client.ask_stream(QUESTION):
                if model.requests and event.type == "status":
                    break
        started = time.perf_counter()
        while not model.left and time.perf_counter() - started < 15:
            time.sleep(0.05)
        assert model.left == 1
        assert time.perf_counter() - started < 10
        assert httpx2.get(f"{url}/api/health").status_code == 200


def test_the_api_page_tells_what_the_events_hold(data: Path) -> None:
    with Kommunminne(Settings(data=data)) as core:
        settings = Settings(data=data)
        with served(create_app(core, settings)) as url:
            page = httpx2.get(f"{url}/api/docs").text
            described = httpx2.get(f"{url}/api/openapi.json").json()
    assert "text/event-stream" in page
    assert "ersätter den förra" in page
    content = described["paths"]["/api/v1/ask"]["post"]["responses"]["200"]["content"]
    assert set(content) == {"application/json", "text/event-stream"}
    schemas = described["components"]["schemas"]
    named = [part.split('"')[0] for part in json.dumps(content).split("#/components/schemas/")[1:]]
    assert set(named) <= set(schemas)
