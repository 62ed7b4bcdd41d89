"""Speed and memory of what people wait for: taking in, asking, starting; and the memory of the service."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from assistant.client import Client
from assistant.commands.common import note
from assistant.core import Kommunminne
from assistant.schema import Question
from assistant.settings import Settings
from evals.bench.figures import ROOT, Figure, percentile, seconds, spread
from evals.synthetic import Item, minutes, questions

DEMO = ROOT / "corpus" / "tallsele"
SHARED = ROOT.parent / "shared"
PROGRAM = Path(sys.executable).with_name("kommunminne")
ZONES = frozenset({"publik", "intern"})
ROUNDS = 5
CHUNKS = 100_000
CHUNKS_PER_MEETING = 280
"""Somewhat fewer than a made-up meeting gives, so that enough meetings are made."""
QUESTIONS, WARM_UP, SEED = 216, 24, 20_260_401
DEMO_QUESTIONS = ("Vad beslutade AU om VA-redovisningen?", "Vad kostar en vattenmätare enligt taxan?")


def seeds(folder: Path) -> Iterator[Figure]:
    """The five seed documents taken in by a whole process, model load included."""
    source, which = SHARED / "seeds", "../shared/seeds"
    if not source.is_dir():
        source, which = DEMO / "protokoll", "../shared is absent: five minutes of the demo kommun"
    files = sorted(path for path in source.iterdir() if path.is_file())[:5]
    runs = [seconds(program, "ingest", *files, "--data", folder / f"seeds-{n}") for n in range(ROUNDS)]
    value = statistics.median(runs)
    yield Figure("five documents ingested, whole process", value, "s", 10, detail=f"{which}; {spread(runs)}")


def pdf(folder: Path) -> Iterator[Figure]:
    """Born-digital PDF from file to index, in pages a second, once the processes that read are up."""
    found = [*sorted(DEMO.rglob("*.pdf")), *sorted((SHARED / "real").rglob("*.pdf"))]
    with Kommunminne(Settings(data=folder / "pdf")) as core:
        first = core.ingest(found, kommun=None, access=None).documents
        read = zip(found, first, strict=True)
        digital = [path for path, d in read if not (d.error or d.ocr_pages or d.unread_pages)]
        runs = []
        for _ in range(ROUNDS):
            for document in core.documents(zones=ZONES):
                core.delete_document(document.id, zones=ZONES)
            started = time.perf_counter()
            report = core.ingest(digital, kommun=None, access=None)
            pages = sum(document.pages for document in report.documents)
            runs.append(pages / (time.perf_counter() - started))
    detail = f"{len(digital)} files, {pages} pages; {spread(runs)}"
    yield Figure(
        "born-digital PDF: read, structured, indexed", statistics.median(runs), "pages/s", 40, True, detail
    )


def question(folder: Path, chunks: int = CHUNKS, count: int = QUESTIONS) -> Iterator[Figure]:
    """Questions of all kinds, one after another, in an open archive of made-up minutes."""
    with Kommunminne(Settings(data=folder / "large")) as core:
        items, held = large_archive(core, folder / "minutes", chunks)
        asked = questions(items, WARM_UP + count, seed=SEED)
        answer = partial(core.ask, zones=ZONES)
        for each in asked[:WARM_UP]:
            answer(Question(question=each.text))
        by_kind: dict[str, list[float]] = defaultdict(list)
        for each in asked[WARM_UP:]:
            by_kind[each.kind].append(1000 * seconds(answer, Question(question=each.text)))
    values = [value for group in by_kind.values() for value in group]
    detail = f"{held:,} chunks, {len(values)} questions of {len(by_kind)} kinds"
    yield Figure("question, p50", percentile(values, 50), "ms", 60, detail=detail)
    yield Figure("question, p95", percentile(values, 95), "ms", 150, detail=detail)
    for kind, group in sorted(by_kind.items()):
        yield Figure(f"  {kind}", statistics.median(group), "ms", detail=f"p95 {percentile(group, 95):.0f}")


def ask(folder: Path) -> Iterator[Figure]:
    """`kommunminne ask` over the demo kommun, the whole process."""
    data = demo_archive(folder)
    runs = [seconds(program, "ask", DEMO_QUESTIONS[0], "--data", data) for _ in range(ROUNDS)]
    yield Figure("kommunminne ask, whole process", statistics.median(runs), "s", 1.5, detail=spread(runs))


def memory(folder: Path) -> Iterator[Figure]:
    """Resident memory of the service over the demo kommun, after questions and a page picture."""
    with service(demo_archive(folder)) as (process, url), Client.at(url) as client:
        client.http.get("/")
        for text in DEMO_QUESTIONS:
            answer = client.ask(Question(question=text))
            for citation in answer.citations[:1]:
                client.page_png(citation.document_id, citation.page or 1, mark=citation.spans)
        status = Path(f"/proc/{process}/status")
        if not status.exists():
            note("memory: /proc is not here, so resident memory cannot be read")
            return
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    yield Figure("service, resident memory", int(line.split()[1]) / 1024, "MB", 700, detail="demo kommun")


def large_archive(core: Kommunminne, folder: Path, chunks: int) -> tuple[list[Item], int]:
    """Made-up minutes of at least `chunks` chunks in an empty archive: what they treat, and how many chunks."""
    folder.mkdir()
    items: list[Item] = []
    for meeting in minutes(1 + chunks // CHUNKS_PER_MEETING, seed=SEED):
        (folder / meeting.name).write_text(meeting.text, encoding="utf-8")
        items += meeting.items
    note(f"question: an archive of {len(items):,} made-up paragraphs is being built, which takes minutes")
    report = core.ingest([folder], kommun=None, access=None)
    return items, sum(document.chunks for document in report.documents)


def demo_archive(folder: Path) -> Path:
    """The data folder of the demo kommun, taken in once."""
    data = folder / "demo"
    if not data.exists():
        program("ingest", DEMO, "--access", "publik", "--data", data)
    return data


@contextmanager
def service(data: Path) -> Iterator[tuple[int, str]]:
    """A service over `data` on a free port: its process id and address."""
    command = [str(PROGRAM), "start", "--port", str(free_port()), "--data", str(data)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        try:
            yield process.pid, process.stdout.readline().split()[1]
        finally:
            process.terminate()


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def program(*arguments: object) -> None:
    """Run `kommunminne` to its end. Raises CalledProcessError with its exit code."""
    subprocess.run([PROGRAM, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
