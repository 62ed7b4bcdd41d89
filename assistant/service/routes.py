"""The routes under /api/v1. Plain functions, so that FastAPI runs each in a thread and stays awake itself."""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator, Generator
from contextlib import closing
from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, File, Form, Header, Path, Query, Response, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import Field
from starlette.concurrency import iterate_in_threadpool

from assistant.core import Kommunminne
from assistant.errors import BadRequest, Forbidden, KommunminneError, NotFound, TooLarge
from assistant.schema import (
    Answer,
    DocumentOut,
    Event,
    FileReport,
    FilterIn,
    IngestIn,
    IngestReport,
    Job,
    Nearest,
    ParagraphOut,
    Problem,
    Question,
    SpanOut,
)
from assistant.service.conversation_routes import add_conversations
from assistant.service.guard import MEGABYTE, internal_problem
from assistant.service.jobs import Jobs, finished
from assistant.service.lock import instance_of
from assistant.service.matter_routes import add_matter
from assistant.service.view_routes import add_views
from assistant.settings import Settings
from assistant.wire.corrections import CorrectionIn
from assistant.wire.goals import KoladaOut
from ingest.errors import IngestError

EVENT_STREAM = "text/event-stream"
Id = Annotated[str, Path(max_length=200)]
Accept = Annotated[str, Header(description=f"Med {EVENT_STREAM} kommer svaret mening för mening (SSE)")]
Mark = Annotated[
    str | None,
    Query(
        pattern=r"^\d+-\d+(,\d+-\d+)*$",
        max_length=2000,
        description="Tecken i sidans text att markera: start-slut,start-slut",
    ),
]
FILTERS = set(FilterIn.model_fields)
_EVENT = {**Event.model_json_schema(ref_template="#/components/schemas/{model}"), "title": "Event"}
STREAMED: dict[str, Any] = {
    "description": "Svaret, helt eller steg för steg",
    "content": {EVENT_STREAM: {"schema": {name: _EVENT[name] for name in _EVENT.keys() - {"$defs"}}}},
}
"""What `ask` gives, also as a stream; the schemas that an event refers to are those of an answer."""


class SearchQuery(FilterIn):
    """What GET search takes."""

    q: str = Field(min_length=1, max_length=1000, description="Sökorden")
    limit: int = Field(default=10, ge=1, le=100, description="Antal träffar som mest")


def make_router(
    core: Kommunminne, settings: Settings, jobs: Jobs, *, instance: str | None = None
) -> APIRouter:
    """All routes of version 1, bound to one archive."""
    router = APIRouter(prefix="/api/v1", responses={"4XX": {"model": Problem}, "5XX": {"model": Problem}})
    add_questions(router, core, settings)
    add_conversations(router, core, settings)
    add_register(router, core, settings)
    add_views(router, core, settings)
    add_matter(router, core, settings)
    add_kolada(router, core, settings)
    add_documents(router, core, settings, jobs)
    add_pages(router, core, settings)
    add_owner(router, core, jobs, instance)
    return router


def add_questions(router: APIRouter, core: Kommunminne, settings: Settings) -> None:
    """Routes that answer."""
    zones = settings.zones

    @router.post(
        "/ask", summary="Ställ en fråga", response_model=Answer, responses={200: STREAMED}, tags=["frågor"]
    )
    def ask(question: Question, accept: Accept = "") -> Answer | Response:
        """JSON, or server-sent events where the caller accepts `text/event-stream`."""
        if EVENT_STREAM not in accept:
            return core.ask(question, zones=zones)
        events = core.ask_stream(question, zones=zones)
        return StreamingResponse(until_gone(server_sent(events)), media_type=EVENT_STREAM)

    @router.get("/answers/{answer_id}", summary="Ett sparat svar", tags=["frågor"])
    def answer(answer_id: Id) -> Answer:
        """An answer as it was given, with its citations."""
        return core.answer(answer_id, zones=zones)

    @router.get("/search", summary="Sök stycken", tags=["frågor"])
    def search(query: Annotated[SearchQuery, Query()]) -> list[Nearest]:
        """The hits, best first."""
        filters = FilterIn(**query.model_dump(include=FILTERS))
        return core.search(query.q, zones=zones, filters=filters, limit=query.limit)


def add_register(router: APIRouter, core: Kommunminne, settings: Settings) -> None:
    """Routes that read one paragraph, and put right what was read of it."""
    zones = settings.zones

    @router.get("/paragraphs/{paragraph_id}", summary="En paragraf", tags=["register"])
    def paragraph(paragraph_id: Id) -> ParagraphOut:
        """A paragraph in full, section by section."""
        return core.paragraph(paragraph_id, zones=zones)

    own = [Depends(lambda: refuse_the_public(settings))]

    @router.post(
        "/paragraphs/{paragraph_id}/corrections",
        summary="Rätta ett värde i en paragraf",
        status_code=201,
        tags=["register"],
        dependencies=own,
    )
    def correct(paragraph_id: Id, given: CorrectionIn) -> ParagraphOut:
        """The paragraph as put right. What was read is kept beside it."""
        return core.correct(paragraph_id, given, zones=zones)

    @router.delete(
        "/paragraphs/{paragraph_id}/corrections/{correction_id}",
        summary="Ta tillbaka en rättelse",
        tags=["register"],
        dependencies=own,
    )
    def withdraw(
        paragraph_id: Id,
        correction_id: Annotated[int, Path(ge=1, le=2**53, description="Rättelsens nummer")],
        by: Annotated[str, Query(min_length=1, max_length=100, description="Vem som tar tillbaka den")],
    ) -> ParagraphOut:
        """The paragraph with what was read in its place again; the correction stays in the log."""
        return core.withdraw(paragraph_id, correction_id, by=by, zones=zones)


def add_kolada(router: APIRouter, core: Kommunminne, settings: Settings) -> None:
    """The route that takes values of indicators."""

    @router.post(
        "/goals/kolada",
        summary="Läs in värden från Kolada",
        tags=["register"],
        dependencies=[Depends(lambda: refuse_the_public(settings))],
    )
    def kolada(
        file: Annotated[UploadFile, File(description="JSON som Koladas API v3 ger den")],
        kommun: Annotated[str | None, Form(max_length=100)] = None,
    ) -> KoladaOut:
        """Whose values they were, how many, of which indicators and years."""
        name = file_name(file.filename or "")
        content = read_upload(file, settings.upload_mb)
        return core.import_kolada(content, name=name, kommun=kommun, zones=settings.zones)


def add_documents(router: APIRouter, core: Kommunminne, settings: Settings, jobs: Jobs) -> None:
    """Routes that list, take in and remove documents."""
    zones = settings.zones
    own = [Depends(lambda: refuse_the_public(settings))]

    @router.get("/documents", summary="Handlingar i arkivet", tags=["handlingar"])
    def documents() -> list[DocumentOut]:
        """All that this reader may see."""
        return core.documents(zones=zones)

    @router.post(
        "/documents", summary="Läs in en handling", status_code=202, tags=["handlingar"], dependencies=own
    )
    def upload(
        response: Response,
        file: Annotated[UploadFile, File(description="En fil")],
        kommun: Annotated[str | None, Form(max_length=100)] = None,
        access: Annotated[Literal["publik", "intern"], Form()] = "intern",
        wait: Annotated[bool, Query(description="Svara först när filen är inläst")] = False,
    ) -> Job:
        """A job to follow at `jobs/{id}`; with `wait` the finished job, and 422 where the file is bad."""
        name = file_name(file.filename or "")
        content = read_upload(file, settings.upload_mb)
        job, done = jobs.start(
            name,
            lambda progress: one_file(
                core.ingest_upload(name, content, kommun=kommun or None, access=access, progress=progress)
            ),
        )
        if wait:
            done.result()
            response.status_code = 200
            return finished(jobs.get(job.id))
        response.headers["Location"] = f"/api/v1/jobs/{job.id}"
        return jobs.get(job.id)

    @router.get("/jobs/{job_id}", summary="Hur långt en inläsning kommit", tags=["handlingar"])
    def job(job_id: Id) -> Job:
        """State, page and, at the end, the report."""
        return jobs.get(job_id)

    @router.delete(
        "/documents/{document_id}",
        summary="Ta bort en handling",
        status_code=204,
        tags=["handlingar"],
        dependencies=own,
    )
    def delete(document_id: Id) -> None:
        """Out of the register and both indexes."""
        core.delete_document(document_id, zones=zones)


def add_pages(router: APIRouter, core: Kommunminne, settings: Settings) -> None:
    """The route that draws a page."""
    zones = settings.zones

    @router.get(
        "/documents/{document_id}/pages/{page}.png",
        summary="En sida som bild",
        response_class=Response,
        responses={200: {"content": {"image/png": {}}}},
        tags=["handlingar"],
    )
    def page_png(
        document_id: Id,
        page: Annotated[int, Path(ge=1)],
        mark: Mark = None,
        answer: Annotated[str | None, Query(max_length=200, description="Svar vars citat markeras")] = None,
        citation: Annotated[str | None, Query(max_length=200, description="Citat i svaret")] = None,
        width: Annotated[int, Query(ge=100, le=2400, description="Bildens bredd i punkter")] = 1000,
    ) -> Response:
        """The page as it looks, with words marked: those at `start-end,…` of its text, or a stored citation's."""
        spans = spans_of(mark, page)
        if answer is not None and citation is not None:
            spans += cited_spans(core.answer(answer, zones=zones), citation)
        picture = core.page_png(document_id, page, zones=zones, mark=spans, width=width)
        headers = {"Cache-Control": "private, max-age=300"}
        return Response(picture, media_type="image/png", headers=headers)


def add_owner(router: APIRouter, core: Kommunminne, jobs: Jobs, instance: str | None) -> None:
    """The routes for the command line of whoever owns the data folder, who alone can read the lock's token.

    Ingest takes paths of this machine, so that a file has the same source whether the service runs or not.
    """

    def require_owner(authorization: Annotated[str, Header()] = "") -> None:
        token = authorization.removeprefix("Bearer ")
        if instance is None or not secrets.compare_digest(instance_of(token), instance):
            raise Forbidden("Det här får bara datamappens ägare göra, från den här datorn.")

    own = [Depends(require_owner)]

    @router.post("/ingest", status_code=202, include_in_schema=False, dependencies=own)
    def ingest(wanted: IngestIn) -> Job:
        """A job to follow at `jobs/{id}`."""
        paths = [FilePath(path) for path in wanted.paths]
        job, _ = jobs.start(
            paths[0].name,
            lambda progress: core.ingest(
                paths, kommun=wanted.kommun, access=wanted.access, kind=wanted.kind, progress=progress
            ),
        )
        return jobs.get(job.id)

    @router.post("/rebuild", status_code=202, include_in_schema=False, dependencies=own)
    def rebuild() -> Job:
        """A job to follow at `jobs/{id}`; questions are answered and files taken in meanwhile."""
        job, _ = jobs.start("sökindex", core.rebuild, beside=True)
        return jobs.get(job.id)


def refuse_the_public(settings: Settings) -> None:
    """Raise Forbidden where this process serves the public, who read and change nothing."""
    if not settings.editable:
        raise Forbidden(
            "Den här tjänsten är öppen för allmänheten: handlingar läses in och tas bort av den som sköter arkivet."
        )


def one_file(report: FileReport) -> IngestReport:
    """The report of an upload in the form of any other ingest."""
    return IngestReport(documents=[report], failed=int(report.status == "fel"))


def spans_of(mark: str | None, page: int) -> list[SpanOut]:
    """`start-end,start-end` as spans of a page."""
    pairs = re.findall(r"(\d+)-(\d+)", mark or "")
    return [SpanOut(page=page, start=int(start), end=int(end)) for start, end in pairs]


def cited_spans(answer: Answer, citation_id: str) -> list[SpanOut]:
    """The spans of one citation of an answer; raises NotFound."""
    for citation in answer.citations:
        if citation.id == citation_id:
            return citation.spans
    raise NotFound("Svaret har ingen sådan källa.")


async def until_gone(frames: Generator[str]) -> AsyncIterator[str]:
    """The frames, each made in a thread. Where the caller goes away, the work that makes them is ended."""
    try:
        async for frame in iterate_in_threadpool(frames):
            yield frame
    finally:
        frames.close()


def server_sent(events: Generator[Event]) -> Generator[str]:
    """Events as server-sent events; an error ends the stream with an 'error' event, since the status is sent."""
    try:
        with closing(events):
            for event in events:
                yield framed(event)
    except (KommunminneError, IngestError) as error:
        yield framed(Event(type="error", text=str(error)))
    except Exception as error:
        yield framed(Event(type="error", text=internal_problem(error).detail))


def framed(event: Event) -> str:
    """One event as text: `event:` its type, `data:` its JSON on one line."""
    return f"event: {event.type}\ndata: {event.model_dump_json()}\n\n"


def file_name(given: str) -> str:
    """The bare name of an upload, no folder of it; raises BadRequest."""
    name = PurePosixPath(given.replace("\\", "/")).name
    if not name.strip(". ") or not name.isprintable():
        raise BadRequest("Filen har inget användbart namn. Döp om den och försök igen.")
    return name


def read_upload(file: UploadFile, limit_mb: int) -> bytes:
    """The bytes of an upload; raises TooLarge."""
    if file.size is not None and file.size > limit_mb * MEGABYTE:
        raise TooLarge(f"{file.filename}: filen är större än {limit_mb} MB, som är gränsen.")
    return file.file.read()
