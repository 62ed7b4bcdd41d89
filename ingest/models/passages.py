"""The training text: headings with what stands under them, and which of them are kept from the training."""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.analyse import words

HELD_OUT = 4_000
HELD_OUT_SEED = 3
_HELD_OUT_OF_FEW = 0.1
"""Of fewer than 40,000 passages a tenth is held out."""

_SHORTEST_TITLE_WORDS = 3
_READ_CHARACTERS = 4_000
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ0-9])|\n+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading and the text under it."""

    title: str
    body: str


def read_passages(folder: Path) -> list[Passage]:
    """All headings and texts of the folder's `*.jsonl.xz`, in the order of the files' names.

    A line holds `q` (heading), `d` (text) and maybe `title`, the document's, which is put before a heading of fewer than
    three words. Raises FileNotFoundError where there is no such file, KeyError or ValueError on a line of another kind.
    """
    files = sorted(folder.glob("*.jsonl.xz"))
    if not files:
        raise FileNotFoundError(f"{folder}: no *.jsonl.xz there")
    return [passage for path in files for passage in _read(path)]


def _read(path: Path) -> Iterator[Passage]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            title = row["q"].strip()
            if len(title.split()) < _SHORTEST_TITLE_WORDS and row.get("title"):
                title = f"{row['title'].strip()} {title}"
            yield Passage(title, row["d"].strip())


def held_out(passages: Sequence[Passage]) -> list[Passage]:
    """The passages that the embedding is not trained on: what a re-ranker is fitted to. The same at every call."""
    return [passages[row] for row in sorted(_held_rows(len(passages)))]


def trained_on(passages: Sequence[Passage]) -> list[Passage]:
    """The passages that are not held out, in order."""
    held = _held_rows(len(passages))
    return [passage for row, passage in enumerate(passages) if row not in held]


def _held_rows(count: int) -> set[int]:
    chosen = random.Random(HELD_OUT_SEED)  # noqa: S311 - not for secrets
    return set(chosen.sample(range(count), min(HELD_OUT, int(count * _HELD_OUT_OF_FEW))))


def sentences(body: str) -> list[list[str]]:
    """The words of each sentence or line of a text's first 4,000 characters; those without a word are left out."""
    found = (words(part) for part in _SENTENCE_END.split(body[:_READ_CHARACTERS]))
    return [sentence for sentence in found if sentence]
