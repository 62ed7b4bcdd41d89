"""Small made-up documents and archives of them, shared by the tests of storing, asking and deleting."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.core import Kommunminne
from assistant.schema import Answer, DecisionRow, FilterIn, IngestReport, Question
from assistant.settings import Settings
from ingest import indexes
from ingest.sandbox import Workers

PUBLIC = frozenset({"publik"})
ALL = frozenset({"publik", "intern"})
QUESTION = "Vad beslutade KS om gångbron?"


@dataclass(frozen=True, slots=True)
class Item:
    """A § to write: number, title, dnr, the decision's point and what is told before it."""

    number: int
    title: str
    dnr: str
    decision: str
    told: str = "Förvaltningen har berett ärendet och redovisat sina överväganden."


BRIDGE = Item(
    11,
    "Ny gångbro över Tallån",
    "KS-25/00301",
    "Kommunstyrelsen anslår 450 000 kr till gångbron.",
    "Gångbron vid kvarnen är avstängd sedan vårfloden och behöver ersättas.",
)
LIBRARY = Item(
    12,
    "Bibliotekets öppettider",
    "KS-25/00302",
    "Kommunstyrelsen avslår förslaget om söndagsöppet bibliotek.",
    "Biblioteket har haft stängt på söndagar. Besökarna har önskat längre öppettider.",
)
POOL = Item(
    13,
    "Simhallens entréavgift",
    "KS-25/00303",
    "Kommunstyrelsen fastställer entréavgiften till simhallen till 60 kr.",
    "Simhallens avgifter har varit oförändrade sedan länge.",
)


def minutes(
    items: Sequence[Item],
    *,
    date: str = "2025-03-25",
    body: str = "Kommunstyrelsen",
    kommun: str = "Tallsele",
) -> str:
    """Minutes as plain text in the manner of DOMAIN.md."""
    head = [
        *(f"{kommun.upper()} KOMMUN", "PROTOKOLL", body, f"Sammanträdesdatum {date}", ""),
        *(f"Plats och tid\nRådhuset, {date}, kl. 09.00–11.00", "Beslutande\nAsta Prov (S), ordförande"),
        *("Utses att justera\nBo Test (C)", f"Paragrafer\n{items[0].number}–{items[-1].number}", ""),
    ]
    parts = [
        f"{item.dnr} § {item.number}\n{item.title}\nBakgrund\n{item.told}\n"
        f"{body}s beslut\n• {item.decision}\n-----\nBeslutet skickas till\nEkonomienheten\n"
        for item in items
    ]
    return "\n".join([*head, *parts])


def extract(
    item: Item, *, date: str = "2025-03-25", body: str = "Kommunstyrelsen", kommun: str = "Tallsele"
) -> str:
    """An extract of one §, shorter than the minutes' own."""
    head = [f"{kommun.upper()} KOMMUN", "PROTOKOLLSUTDRAG", body, f"Sammanträdesdatum {date}", ""]
    part = f"{item.dnr} § {item.number}\n{item.title}\n{body}s beslut\n• {item.decision}\n"
    return "\n".join([*head, part])


def write(folder: Path, name: str, text: str) -> Path:
    """A text file in `folder`, made where it is missing."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@cache
def shared_workers() -> Workers:
    """Children that read files for all tests: starting them takes longer than what they do here."""
    workers = Workers(2)
    atexit.register(workers.close)
    return workers


def opened(data: Path, *, read_only: bool = False, rebuilding: bool = False, **given: Any) -> Kommunminne:
    """The archive in `data`; `given` are settings."""
    return Kommunminne(
        Settings(data=data, **given),
        read_only=read_only,
        rebuilding=rebuilding,
        workers=shared_workers(),
    )


def ingest(
    core: Kommunminne, *paths: Path, access: str | None = "publik", kommun: str | None = None
) -> IngestReport:
    """Take in `paths`."""
    return core.ingest(list(paths), kommun=kommun, access=access)


def statuses(report: IngestReport) -> list[str]:
    """What became of each file."""
    return [each.status for each in report.documents]


def ask(core: Kommunminne, question: str, zones: frozenset[str] = ALL) -> Answer:
    """The answer to `question`."""
    return core.ask(Question(question=question), zones=zones)


def rows(core: Kommunminne, zones: frozenset[str] = ALL) -> list[DecisionRow]:
    """The register of decisions."""
    return core.decisions(zones=zones, filters=FilterIn())


def found(core: Kommunminne, words: str, zones: frozenset[str] = ALL) -> list[tuple[str, str]]:
    """File and section of each hit, best first."""
    hits = core.search(words, zones=zones, filters=FilterIn(), limit=20)
    return [(hit.file, hit.section) for hit in hits]


def troubles(core: Kommunminne) -> list[str]:
    """What `doctor` finds wrong between the register and the indexes."""
    compared = [each for each in core.doctor() if each.what.startswith(("Sökindex", "Vektorer"))]
    assert len(compared) == 3
    return [f"{each.what}: {each.detail}" for each in compared if not each.ok]


def searched(data: Path) -> Path:
    """The folder of the indexes that are searched."""
    path = indexes.current(data)
    assert path is not None
    return path


def held_files(data: Path) -> int:
    """How many originals lie in the data folder, half-written ones included."""
    return sum(path.is_file() for path in (data / "originals").rglob("*"))


def copied(data: Path, target: Path) -> Path:
    """A copy of a closed archive, to change at will."""
    shutil.copytree(data, target)
    return target


def state(core: Kommunminne) -> tuple[object, ...]:
    """All that a reader can see of an archive."""
    documents = [d.model_dump(exclude={"ingested_at"}) for d in core.documents(zones=ALL)]
    return documents, rows(core), found(core, "gångbron bibliotekets simhallens"), troubles(core)
