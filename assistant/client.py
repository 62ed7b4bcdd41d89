"""The HTTP client of a running service: what the UI and, where a service runs, the CLI talk through."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx2
from pydantic import TypeAdapter, ValidationError

from assistant.errors import ServiceUnavailable
from assistant.schema import (
    Answer,
    DecisionRow,
    DocumentOut,
    Event,
    FilterIn,
    Health,
    Job,
    Nearest,
    ParagraphOut,
    Problem,
    Question,
    Ready,
    SpanOut,
)
from assistant.service.lock import read_lock
from assistant.service.problems import error_of
from assistant.wire.conversations import CONVERSATIONS, ConversationOut, ConversationWhole
from assistant.wire.corrections import CorrectionIn
from assistant.wire.goals import KoladaOut
from assistant.wire.view import Q, R, Spec

TIMEOUT = httpx2.Timeout(120, connect=5)
POLL_SECONDS = 0.3
HITS = TypeAdapter(list[Nearest])
DECISIONS = TypeAdapter(list[DecisionRow])
DOCUMENTS = TypeAdapter(list[DocumentOut])


class Client:
    """Calls to one service. `http` carries its base address; a test hands in the app's own TestClient.

    Every method raises the error of `assistant.errors` that the service's problem stands for, and
    ServiceUnavailable where nothing answers.
    """

    def __init__(self, http: httpx2.Client) -> None:
        self.http = http

    @classmethod
    def at(cls, url: str) -> Self:
        """A client of the service at an address. It never goes by a proxy of the environment."""
        return cls(httpx2.Client(base_url=url, timeout=TIMEOUT, trust_env=False))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self.http.close()

    def health(self) -> Health:
        """That the service is alive."""
        return Health.model_validate_json(self._get("/api/health"))

    def ready(self) -> Ready:
        """That it can answer, and over how many documents."""
        return Ready.model_validate_json(self._get("/api/ready"))

    def ask(self, question: Question) -> Answer:
        """The whole answer."""
        with answered():
            response = self.http.post("/api/v1/ask", json=question.model_dump(mode="json"))
        return Answer.model_validate_json(checked(response).content)

    def ask_stream(self, question: Question) -> Iterator[Event]:
        """The answer step by step; the last event is 'answer' or 'error'. Closing the iterator ends the work."""
        body = question.model_dump(mode="json")
        headers = {"Accept": "text/event-stream"}
        with answered(), self.http.stream("POST", "/api/v1/ask", json=body, headers=headers) as response:
            if response.is_error:
                response.read()
                checked(response)
            for line in response.iter_lines():
                if line.startswith("data: "):
                    yield Event.model_validate_json(line.removeprefix("data: "))

    def search(self, query: str, *, filters: FilterIn | None = None, limit: int = 10) -> list[Nearest]:
        """Hits, best first."""
        return HITS.validate_json(self._get("/api/v1/search", q=query, limit=limit, **given(filters)))

    def decisions(self, *, filters: FilterIn | None = None) -> list[DecisionRow]:
        """The register of decisions, one row a paragraph."""
        return DECISIONS.validate_json(self._get("/api/v1/decisions", **given(filters)))

    def view(self, spec: Spec[Q, R], query: Q) -> R:
        """A view of the register; raises Forbidden where it is not for this reader."""
        return spec.read(self._get(f"/api/v1/{spec.name}", **given(query)))

    def export(self, spec: Spec[Q, R], query: Q, ending: str) -> bytes:
        """A view as a file; raises as `view`."""
        return self._get(f"/api/v1/{spec.name}.{ending}", **given(query))

    def paragraph(self, paragraph_id: str) -> ParagraphOut:
        """One paragraph in full; raises NotFound."""
        return ParagraphOut.model_validate_json(
            self._get(f"/api/v1/paragraphs/{quote(paragraph_id, safe='')}")
        )

    def correct(self, paragraph_id: str, given: CorrectionIn) -> ParagraphOut:
        """Put a field of a paragraph right; raises NotFound, BadRequest, Forbidden."""
        with answered():
            response = self.http.post(
                f"/api/v1/paragraphs/{quote(paragraph_id, safe='')}/corrections",
                json=given.model_dump(mode="json"),
            )
        return ParagraphOut.model_validate_json(checked(response).content)

    def withdraw(self, paragraph_id: str, correction: int, *, by: str) -> ParagraphOut:
        """Take a correction back; raises NotFound, Forbidden."""
        path = f"/api/v1/paragraphs/{quote(paragraph_id, safe='')}/corrections/{correction}"
        with answered():
            response = self.http.delete(path, params={"by": by})
        return ParagraphOut.model_validate_json(checked(response).content)

    def answer(self, answer_id: str) -> Answer:
        """A stored answer; raises NotFound."""
        return Answer.model_validate_json(self._get(f"/api/v1/answers/{quote(answer_id, safe='')}"))

    def start_conversation(self, title: str | None = None) -> ConversationOut:
        """Begin a thread."""
        with answered():
            response = self.http.post("/api/v1/conversations", json={"title": title})
        return ConversationOut.model_validate_json(checked(response).content)

    def conversations(self) -> list[ConversationOut]:
        """The threads, the one last changed first; raises Forbidden in a service for the public."""
        return CONVERSATIONS.validate_json(self._get("/api/v1/conversations"))

    def conversation(self, conversation_id: str) -> ConversationWhole:
        """A thread with its answers; raises NotFound."""
        return ConversationWhole.model_validate_json(self._get(_thread(conversation_id)))

    def rename_conversation(self, conversation_id: str, title: str) -> ConversationOut:
        """Give a thread another title; raises NotFound."""
        with answered():
            response = self.http.patch(_thread(conversation_id), json={"title": title})
        return ConversationOut.model_validate_json(checked(response).content)

    def clear_focus(self, conversation_id: str) -> ConversationOut:
        """Let a thread's next question stand on its own; raises NotFound."""
        with answered():
            response = self.http.delete(f"{_thread(conversation_id)}/focus")
        return ConversationOut.model_validate_json(checked(response).content)

    def delete_conversation(self, conversation_id: str) -> None:
        """Delete a thread with its answers; raises NotFound."""
        with answered():
            checked(self.http.delete(_thread(conversation_id)))

    def documents(self) -> list[DocumentOut]:
        """The documents of the archive."""
        return DOCUMENTS.validate_json(self._get("/api/v1/documents"))

    def delete_document(self, document_id: str) -> None:
        """Remove a document; raises NotFound."""
        with answered():
            checked(self.http.delete(f"/api/v1/documents/{quote(document_id, safe='')}"))

    def page_png(
        self, document_id: str, page: int, *, mark: list[SpanOut] | None = None, width: int = 1000
    ) -> bytes:
        """A page as a PNG, `width` pixels wide, with the spans that lie on it marked; raises NotFound."""
        spans = ",".join(f"{span.start}-{span.end}" for span in mark or [] if span.page == page)
        params = {"mark": spans} if spans else {}
        return self._get(
            f"/api/v1/documents/{quote(document_id, safe='')}/pages/{page}.png", width=width, **params
        )

    def upload(self, name: str, content: bytes, *, kommun: str | None = None, access: str = "intern") -> Job:
        """Hand in a file under its name; raises TooLarge, BadFile."""
        fields = {"access": access} | ({"kommun": kommun} if kommun else {})
        with answered():
            response = self.http.post("/api/v1/documents", data=fields, files={"file": (name, content)})
        return Job.model_validate_json(checked(response).content)

    def import_kolada(self, content: bytes, *, name: str, kommun: str | None = None) -> KoladaOut:
        """Hand in a file of Kolada's values; raises BadFile, BadRequest, Forbidden."""
        fields = {"kommun": kommun} if kommun else {}
        with answered():
            response = self.http.post("/api/v1/goals/kolada", data=fields, files={"file": (name, content)})
        return KoladaOut.model_validate_json(checked(response).content)

    def ingest(
        self, paths: Sequence[Path], *, token: str, kommun: str | None, access: str | None, kind: str | None
    ) -> Job:
        """Have the service on this machine take in paths; `token` is the lock's. Raises Forbidden."""
        body = {
            "paths": [str(path.resolve()) for path in paths],
            "kommun": kommun,
            "access": access,
            "kind": kind,
        }
        headers = {"Authorization": f"Bearer {token}"}
        with answered():
            response = self.http.post("/api/v1/ingest", json=body, headers=headers)
        return Job.model_validate_json(checked(response).content)

    def rebuild(self, *, token: str) -> Job:
        """Have the service on this machine make its indexes anew; `token` is the lock's. Raises Forbidden."""
        with answered():
            response = self.http.post("/api/v1/rebuild", headers={"Authorization": f"Bearer {token}"})
        return Job.model_validate_json(checked(response).content)

    def job(self, job_id: str) -> Job:
        """How far an upload has come; raises NotFound."""
        return Job.model_validate_json(self._get(f"/api/v1/jobs/{quote(job_id, safe='')}"))

    def follow(self, job: Job, progress: Callable[[Job], None]) -> Job:
        """Wait for a job, telling how far it is; the job is returned finished, failed or not."""
        while job.state in {"väntar", "pågår"}:
            progress(job)
            time.sleep(POLL_SECONDS)
            job = self.job(job.id)
        progress(job)
        return job

    def _get(self, path: str, **params: Any) -> bytes:
        with answered():
            response = self.http.get(path, params=params)
        return checked(response).content


def _thread(conversation_id: str) -> str:
    return f"/api/v1/conversations/{quote(conversation_id, safe='')}"


def given(filters: FilterIn | None) -> dict[str, Any]:
    """The filters that say something, as query parameters."""
    return filters.model_dump(mode="json", exclude_none=True) if filters else {}


@contextmanager
def answered() -> Iterator[None]:
    """Translate what goes wrong on the way."""
    try:
        yield
    except httpx2.TimeoutException as error:
        raise ServiceUnavailable("Tjänsten svarade inte i tid. Försök igen om en stund.") from error
    except httpx2.TransportError as error:
        raise ServiceUnavailable("Tjänsten svarar inte. Kontrollera att den är startad.") from error


def checked(response: httpx2.Response) -> httpx2.Response:
    """The response, or the error that its problem stands for."""
    if not response.is_error:
        return response
    try:
        problem = Problem.model_validate_json(response.content)
    except ValidationError as error:
        raise ServiceUnavailable(f"Tjänsten svarade med fel {response.status_code}.") from error
    raise error_of(problem)


def running_service(data: Path) -> Client | None:
    """A client of the service that owns a data folder, or None. A left-over lock file is seen through."""
    lock = read_lock(data)
    if lock is None:
        return None
    client = Client.at(lock.url)
    try:
        if client.health().instance == lock.instance:
            return client
    except (ServiceUnavailable, ValidationError):
        pass
    client.close()
    return None
