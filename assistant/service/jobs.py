"""Long work: files on their way into the archive, one after the other, and beside them the making of new indexes."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from assistant.errors import BadFile, KommunminneError, NotFound, ServiceUnavailable
from assistant.schema import IngestReport, Job, Rebuilt
from assistant.service.guard import internal_problem
from ingest.errors import IngestError

if TYPE_CHECKING:
    from ingest.progress import Progress


KEPT = 500
Work = Callable[[Callable[["Progress"], None]], IngestReport | Rebuilt]


class Jobs:
    """The jobs of this process. Thread-safe; the latest `KEPT` are remembered."""

    def __init__(self) -> None:
        # The register has one writer, so a second thread would only wait for the first.
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ingest")
        self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="rebuild")
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._closing = threading.Event()

    def start(self, file: str, work: Work, *, beside: bool = False) -> tuple[Job, Future[None]]:
        """Queue `work` for a file or folder. The future is done when the job is; it never raises.

        `beside`: for a rebuild, which files neither wait for nor hold up.
        """
        job = Job(id=secrets.token_hex(8), file=file, state="väntar")
        with self._lock:
            self._jobs[job.id] = job
            self._forget()
        pool = self._beside if beside else self._pool
        return job, pool.submit(self._run, job.id, work)

    def _forget(self) -> None:
        """Drop the oldest of those that are done; one that waits or works is asked about still."""
        done = [job.id for job in self._jobs.values() if job.state in {"klar", "fel"}]
        for job_id in done[: max(0, len(self._jobs) - KEPT)]:
            del self._jobs[job_id]

    def get(self, job_id: str) -> Job:
        """A job as it stands; raises NotFound."""
        with self._lock:
            if job_id not in self._jobs:
                raise NotFound("Inläsningen finns inte. Se listan över handlingar för vad som är inläst.")
            return self._jobs[job_id]

    def close(self) -> None:
        """Finish the file being read, drop those that wait, break off a rebuild."""
        self._closing.set()
        self._beside.shutdown(wait=True, cancel_futures=True)
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, job_id: str, work: Work) -> None:
        def progress(step: Progress) -> None:
            # The one place where a long ingest comes by often: a stop of the service must not wait for all of it.
            if self._closing.is_set():
                raise ServiceUnavailable("Arbetet avbröts när tjänsten stoppades. Gör om det som återstår.")
            self._update(
                job_id,
                file=step.file,
                stage=step.stage,
                page=step.page,
                pages=step.pages,
                done=step.done,
                total=step.total,
            )

        self._update(job_id, state="pågår")
        try:
            report = work(progress)
        except (KommunminneError, IngestError) as error:
            self._update(job_id, state="fel", error=str(error))
        except Exception as error:
            self._update(job_id, state="fel", error=internal_problem(error).detail)
        else:
            self._update(job_id, **outcome(report))

    def _update(self, job_id: str, **changes: object) -> None:
        with self._lock:
            job = self._jobs.get(job_id)
            if job is not None:
                self._jobs[job_id] = job.model_copy(update=changes)


def outcome(report: IngestReport | Rebuilt) -> dict[str, object]:
    """What a report makes of its job: the changes to its fields."""
    if isinstance(report, Rebuilt):
        return {"state": "klar", "rebuilt": report}
    if report.documents and report.failed == len(report.documents):
        return {"state": "fel", "report": report, "error": report.documents[0].error}
    return {"state": "klar", "report": report}


def finished(job: Job) -> Job:
    """The job if it went well; raises BadFile with the reason where it did not."""
    if job.state == "fel":
        raise BadFile(job.error or "Filen gick inte att läsa in.")
    return job
