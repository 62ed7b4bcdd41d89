"""Speed and memory beside their targets: `python -m evals.bench [PART…] [--json FILE]`.

Parts: seeds, pdf, question, ask, memory; all of them by default. The figures are of real runs on this machine and say
little about another; a missed target is shown, not raised.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

import numpy as np

from assistant.client import Client
from assistant.commands.common import note
from assistant.commands.tables import print_table
from assistant.core import Kommunminne
from assistant.schema import Question
from assistant.settings import Settings
from evals.synthetic import Item, minutes, questions

ROOT = Path(__file__).resolve().parents[1]
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
_PACKAGES = ("kommunminne", "chromadb", "tantivy", "numpy", "pypdf", "pypdfium2", "streamlit")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `at_least`: the target is a lowest value, not a highest one."""

    name: str
    value: float
    unit: str
    target: float | None = None
    at_least: bool = False
    detail: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target


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


PARTS: dict[str, Callable[[Path], Iterator[Figure]]] = {
    part.__name__: part for part in (seeds, pdf, question, ask, memory)
}


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


def seconds(function: Callable[..., object], *arguments: object) -> float:
    """How long a call takes."""
    started = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - started


def percentile(values: Sequence[float], share: int) -> float:
    """The value that `share` per cent do not exceed, interpolated."""
    return float(np.percentile(values, share))


def spread(runs: Sequence[float]) -> str:
    """What the median was taken of."""
    return f"median of {len(runs)}, {min(runs):.2f} to {max(runs):.2f}"


def row(figure: Figure) -> tuple[str, str, str, str, str]:
    """A figure as a row of the table."""
    digits = 2 if figure.unit == "s" else 0
    target = f"{'≥' if figure.at_least else '≤'} {figure.target:g} {figure.unit}" if figure.target else ""
    verdict = {True: "met", False: "MISSED", None: ""}[figure.met]
    return figure.name, f"{figure.value:.{digits}f} {figure.unit}", target, verdict, figure.detail


def result(figures: Sequence[Figure]) -> dict[str, object]:
    """The figures with what is needed to read them."""
    head = ["git", "-C", str(ROOT), "rev-parse", "HEAD"]
    commit = subprocess.run(head, capture_output=True, text=True, check=False).stdout.strip()
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit or None,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in _PACKAGES},
        "figures": [asdict(figure) | {"met": figure.met} for figure in figures],
    }


def main() -> None:
    """Measure the parts named and print a table."""
    parser = argparse.ArgumentParser(
        prog="python -m evals.bench", description="Speed and memory beside their targets."
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all by default")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    chosen = parser.parse_args()
    unknown = set(chosen.parts) - PARTS.keys()
    if unknown:
        parser.error(f"unknown part: {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="kommunminne-bench-") as folder:
        for name in chosen.parts or PARTS:
            note(f"{name} …")
            figures += PARTS[name](Path(folder))
    print_table(("what", "measured", "target", "", "of"), [row(figure) for figure in figures])
    if chosen.json:
        chosen.json.write_text(json.dumps(result(figures), ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
