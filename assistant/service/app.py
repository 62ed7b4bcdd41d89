"""The FastAPI application. It is handed an open archive and owns nothing but the queue of uploads."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from assistant.core import Kommunminne
from assistant.errors import BadRequest, NotFound, TooLarge
from assistant.schema import Health, Problem, Ready
from assistant.service.docs import docs_page
from assistant.service.guard import MEGABYTE, Guard
from assistant.service.jobs import Jobs
from assistant.service.problems import INVALID, KINDS, MEDIA_TYPE, build, problem_of
from assistant.service.routes import make_router
from assistant.settings import Settings

# What a multipart body may weigh beyond the file itself.
OVERHEAD = MEGABYTE

FIELD_PROBLEMS = {
    "missing": "saknas",
    "extra_forbidden": "finns inte",
    "given_twice": "har samma datum två gånger: from är date_from och to är date_to",
    "string_too_short": "är tomt",
    "string_too_long": "är för långt",
    "json_invalid": "är inte giltig JSON",
    "date_from_datetime_parsing": "ska vara ett datum (ÅÅÅÅ-MM-DD)",
    "date_parsing": "ska vara ett datum (ÅÅÅÅ-MM-DD)",
    "int_parsing": "ska vara ett heltal",
    "greater_than_equal": "är för litet",
    "less_than_equal": "är för stort",
    "literal_error": "har ett värde som inte finns att välja",
}


def create_app(
    core: Kommunminne, settings: Settings, *, jobs: Jobs | None = None, instance: str | None = None
) -> FastAPI:
    """The API over an open archive. `instance` is shown at /api/health (see service/lock.py).

    `jobs` is given where the app's lifespan is not run, by an owner who closes it.
    """
    jobs = jobs or Jobs()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(jobs.close)

    app = FastAPI(
        title="Kommunminne",
        version=version("kommunminne"),
        description="Svar med hållbara källor ur en kommuns egna handlingar.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.include_router(make_router(core, settings, jobs, instance=instance))
    add_state(app, core, settings, instance)
    add_problems(app)
    app.add_middleware(Guard, host=settings.host, limit=settings.upload_mb * MEGABYTE + OVERHEAD)
    return app


def add_state(app: FastAPI, core: Kommunminne, settings: Settings, instance: str | None) -> None:
    """Whether the service lives and can answer, and what it offers."""

    @app.get("/api/health", summary="Tjänsten lever", tags=["drift"])
    async def health() -> Health:
        return Health(version=app.version, instance=instance)

    @app.get("/api/ready", summary="Tjänsten kan svara", tags=["drift"])
    def ready() -> Ready:
        documents = core.documents(zones=settings.zones)
        return Ready(
            ready=True, documents=len(documents), editable=settings.editable, warnings=core.warnings()
        )

    @app.get("/api/metrics", summary="Räknare för övervakning (Prometheus)", tags=["drift"])
    async def metrics() -> PlainTextResponse:
        return PlainTextResponse(core.metrics.text(), media_type="text/plain; version=0.0.4")

    @app.get("/api/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return HTMLResponse(docs_page(app.openapi()))


def add_problems(app: FastAPI) -> None:
    """Every error as problem details."""

    async def known(_: Request, error: Exception) -> Response:
        problem = problem_of(error)
        if problem is None:
            raise error
        return problem_response(problem)

    async def invalid(_: Request, error: Exception) -> Response:
        fields = error.errors() if isinstance(error, RequestValidationError) else []
        details = [field_problem(str(each["type"]), each["loc"]) for each in fields]
        return problem_response(build(INVALID, "Rätta uppgifterna och försök igen.", invalid=details))

    async def http(_: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        detail = str(error.detail) if isinstance(error, HTTPException) else ""
        headers = error.headers if isinstance(error, HTTPException) else None
        return problem_response(http_problem(status, detail), headers=dict(headers or {}))

    for error_class in {kind.error for kind in KINDS}:
        app.add_exception_handler(error_class, known)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)


def http_problem(status: int, detail: str) -> Problem:
    """The problem for a status that the framework chose."""
    ours = {
        404: NotFound("Adressen finns inte. Vad som finns står på /api/docs."),
        405: BadRequest("Adressen tar inte emot den metoden. Vad som finns står på /api/docs."),
        413: TooLarge(detail),
    }
    problem = problem_of(ours.get(status, BadRequest("Begäran gick inte att tolka.")))
    assert problem is not None
    return problem.model_copy(update={"status": status})


def field_problem(kind: str, place: Sequence[object]) -> str:
    """One wrong field in Swedish. The value is not repeated: it may be personal."""
    names = [str(part) for part in place if part not in {"body", "query", "path", "header"}]
    if kind == "extra_forbidden" and "query" in place[:1]:
        return f"okänd parameter: {'.'.join(names)}"
    return f"{'.'.join(names) or 'innehållet'} {FIELD_PROBLEMS.get(kind, 'har ett ogiltigt värde')}"


def problem_response(problem: Problem, *, headers: dict[str, str] | None = None) -> JSONResponse:
    """A problem as a response."""
    return JSONResponse(
        problem.model_dump(mode="json"), status_code=problem.status, media_type=MEDIA_TYPE, headers=headers
    )
