"""Which error is which HTTP status: the one place that decides it (RFC 9457 problem details)."""

from __future__ import annotations

from dataclasses import dataclass

from assistant import errors
from assistant.schema import Problem
from ingest import errors as ingest_errors

MEDIA_TYPE = "application/problem+json"
PREFIX = "urn:kommunminne:problem:"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of problem: which exception, which status, a stable slug for `type`, a title."""

    error: type[Exception]
    status: int
    slug: str
    title: str


KINDS = (
    ProblemKind(errors.TooLarge, 413, "too-large", "Filen är för stor"),
    ProblemKind(errors.BadFile, 422, "bad-file", "Filen går inte att läsa"),
    ProblemKind(errors.Forbidden, 403, "forbidden", "Inte tillåtet"),
    ProblemKind(errors.BadRequest, 400, "bad-request", "Felaktig begäran"),
    ProblemKind(errors.NotFound, 404, "not-found", "Finns inte"),
    ProblemKind(errors.NotSetUp, 503, "not-set-up", "Inte färdigt att användas"),
    ProblemKind(errors.Busy, 503, "busy", "Upptaget"),
    ProblemKind(errors.ServiceUnavailable, 503, "unavailable", "Svarar inte just nu"),
    ProblemKind(ingest_errors.UnreadableFile, 422, "bad-file", "Filen går inte att läsa"),
    ProblemKind(ingest_errors.StoreBusy, 503, "busy", "Upptaget"),
    ProblemKind(ingest_errors.StoreError, 503, "store", "Arkivet går inte att använda"),
    ProblemKind(ingest_errors.ModelMissing, 503, "not-set-up", "Inte färdigt att användas"),
)
INVALID = ProblemKind(ValueError, 422, "invalid-input", "Uppgifterna går inte att använda")
INTERNAL = ProblemKind(Exception, 500, "internal", "Internt fel")


def problem_of(error: Exception) -> Problem | None:
    """The problem that an error of ours amounts to; None for an error that nobody foresaw."""
    for kind in KINDS:
        if isinstance(error, kind.error):
            return build(kind, str(error))
    return None


def build(kind: ProblemKind, detail: str, *, invalid: list[str] | None = None) -> Problem:
    """A problem of a kind; `detail` is Swedish and for the reader."""
    return Problem(
        type=PREFIX + kind.slug, title=kind.title, status=kind.status, detail=detail, errors=invalid or []
    )


def error_of(problem: Problem) -> errors.KommunminneError:
    """The way back, for the client: the error that a problem stands for."""
    slug = problem.type.removeprefix(PREFIX)
    for kind in KINDS:
        if kind.slug == slug and issubclass(kind.error, errors.KommunminneError):
            return kind.error(problem.detail)
    if problem.status < 500:
        return errors.BadRequest("\n".join([problem.detail, *problem.errors]))
    return errors.ServiceUnavailable(problem.detail)
