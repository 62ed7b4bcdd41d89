from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from assistant.errors import BadFile, NotFound
from assistant.schema import FileReport, IngestReport, Rebuilt
from assistant.service.jobs import KEPT, Jobs, finished
from ingest.errors import EmptyFile
from ingest.pipeline import Progress

Tell = Callable[[Progress], None]


def report(*errors: str | None) -> IngestReport:
    files = [
        FileReport(
            file=f"{number}.pdf",
            status="fel" if error else "publicerad",
            document_id=None,
            kommun=None,
            kind=None,
            title=None,
            pages=1,
            characters=1,
            unread_pages=[],
            blank_pages=[],
            ocr_pages=[],
            paragraphs=0,
            decisions=0,
            goals=0,
            chunks=0,
            warnings=[],
            error=error,
            seconds=0,
        )
        for number, error in enumerate(errors)
    ]
    return IngestReport(documents=files, failed=sum(error is not None for error in errors))


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    with closing(Jobs()) as jobs:
        yield jobs


@pytest.mark.parametrize(
    ("errors", "state"), [((None,), "klar"), (("trasig",), "fel"), ((None, "trasig"), "klar"), ((), "klar")]
)
def test_a_job_fails_where_nothing_was_taken_in(
    jobs: Jobs, errors: tuple[str | None, ...], state: str
) -> None:
    job, done = jobs.start("mapp", lambda tell: report(*errors))
    done.result()
    assert jobs.get(job.id).state == state


def test_a_job_tells_which_page_it_is_at(jobs: Jobs) -> None:
    seen = []

    def work(tell: Tell) -> IngestReport:
        tell(Progress("a.pdf", 1, 4, "läser", 2, 9))
        seen.append(jobs.get(job.id))
        return report(None)

    job, done = jobs.start("mapp", lambda tell: (time.sleep(0.05), work(tell))[1])
    done.result()
    assert [(each.state, each.file, each.page, each.pages, each.done, each.total) for each in seen] == [
        ("pågår", "a.pdf", 2, 9, 1, 4)
    ]


def test_the_reason_of_a_failure_is_kept(jobs: Jobs) -> None:
    def work(_: Tell) -> IngestReport:
        raise EmptyFile("tom.pdf", "filen är tom.", "Kontrollera filen.")

    job, done = jobs.start("tom.pdf", work)
    done.result()
    with pytest.raises(BadFile, match=r"tom\.pdf: filen är tom\."):
        finished(jobs.get(job.id))


def test_an_unforeseen_failure_is_not_told_in_full(jobs: Jobs) -> None:
    def work(_: Tell) -> IngestReport:
        raise RuntimeError("hemlig text ur handlingen")

    job, done = jobs.start("a.pdf", work)
    done.result()
    error = jobs.get(job.id).error
    assert error is not None
    assert "hemlig" not in error


def test_a_stop_ends_a_long_ingest_at_its_next_step() -> None:
    jobs = Jobs()

    def work(tell: Tell) -> IngestReport:
        for number in range(10_000):
            time.sleep(0.01)
            tell(Progress("a.pdf", number, 10_000, "läser"))
        return report(None)

    job, _ = jobs.start("mapp", work)
    waiting, _ = jobs.start("annan", work)
    started = time.monotonic()
    jobs.close()
    assert time.monotonic() - started < 5
    assert "avbröts" in (jobs.get(job.id).error or "")
    assert jobs.get(waiting.id).state == "väntar"


def test_files_are_taken_in_while_indexes_are_rebuilt(jobs: Jobs) -> None:
    free = threading.Event()

    def rebuild(_: Tell) -> Rebuilt:
        free.wait(30)
        return Rebuilt(chunks=3, model="m")

    job, rebuilt = jobs.start("sökindex", rebuild, beside=True)
    _, done = jobs.start("a.pdf", lambda tell: report(None))
    done.result(timeout=10)
    assert jobs.get(job.id).rebuilt is None
    free.set()
    rebuilt.result()
    assert jobs.get(job.id).rebuilt == Rebuilt(chunks=3, model="m")


def test_a_job_under_way_is_not_forgotten(jobs: Jobs) -> None:
    free = threading.Event()

    def work(_: Tell) -> IngestReport:
        free.wait(30)
        return report(None)

    first, _ = jobs.start("först", work)
    for _ in range(KEPT + 1):
        _, done = jobs.start("sedan", lambda tell: report(None))
    assert jobs.get(first.id).id == first.id
    free.set()
    done.result()


def test_only_the_latest_jobs_are_remembered(jobs: Jobs) -> None:
    first, _ = jobs.start("först", lambda tell: report(None))
    for _ in range(KEPT):
        last, done = jobs.start("sedan", lambda tell: report(None))
    done.result()
    assert jobs.get(last.id).state == "klar"
    with pytest.raises(NotFound):
        jobs.get(first.id)
