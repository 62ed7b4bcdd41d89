"""The sources of the demo kommun: a head of `key: value` lines, then a body in a small Markdown-like notation.

Head: one `key: value` a line, up to the first blank line; indented lines add values to the key above.
Body, line by line:

- `# 23 | KS-25/00118 | Title`   a paragraph (§) of minutes; in other documents `# Title` opens a chapter or slide
- `## Heading`, `### Heading`    headings below it
- `- text`, `* text`, `1. text`  list items: the template's bullet, a plain dash, a number
- `| a | b |`                    a table row, the first one being the head
- `>>>`                          a page break
- anything else                  running text; a blank line ends it
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class BlockKind(Enum):
    """What a block of the body is."""

    SECTION = "#"
    HEADING = "##"
    SUBHEADING = "###"
    TEXT = ""
    BULLET = "-"
    DASH = "*"
    NUMBER = "1."
    TABLE = "|"
    BREAK = ">>>"


@dataclass(frozen=True, slots=True)
class Block:
    """One block: `text` for all but tables, whose `rows` hold the cells. `number`, `dnr`: of a § of minutes."""

    kind: BlockKind
    text: str = ""
    number: int | None = None
    dnr: str | None = None
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A source file: its head (each key with its lines) and its blocks."""

    path: Path
    head: dict[str, tuple[str, ...]]
    blocks: tuple[Block, ...]

    def get(self, key: str, default: str = "") -> str:
        """The first line under `key`, or `default`."""
        return self.head.get(key, (default,))[0]

    def all(self, key: str) -> tuple[str, ...]:
        """Every line under `key`."""
        return self.head.get(key, ())


_PARAGRAPH = re.compile(r"^# (\d+) \| *([^|]*?) *\| *(.+)$")
_NUMBERED = re.compile(r"^\d+\. ")
_MARKS = (
    ("### ", BlockKind.SUBHEADING),
    ("## ", BlockKind.HEADING),
    ("# ", BlockKind.SECTION),
    ("- ", BlockKind.BULLET),
    ("* ", BlockKind.DASH),
)


def read_source(path: Path) -> Source:
    """The source file at `path`, UTF-8."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    return Source(path, _head(head), tuple(_blocks(body)))


def _head(text: str) -> dict[str, tuple[str, ...]]:
    """The head's keys, each with its lines."""
    found: dict[str, list[str]] = {}
    key = ""
    for line in text.splitlines():
        if line.startswith(" "):
            found[key].append(line.strip())
            continue
        key, _, value = line.partition(":")
        found[key] = [value.strip()] if value.strip() else []
    return {name: tuple(lines) for name, lines in found.items()}


def _blocks(body: str) -> list[Block]:
    """The body cut into blocks; lines that follow each other without a mark make one block."""
    blocks: list[Block] = []
    open_text = False
    for line in body.splitlines():
        block = _block(line)
        if block is None:
            open_text = False
        elif block.kind is BlockKind.TABLE and blocks and blocks[-1].kind is BlockKind.TABLE and open_text:
            blocks[-1] = Block(BlockKind.TABLE, rows=blocks[-1].rows + block.rows)
        elif block.kind is BlockKind.TEXT and open_text and blocks[-1].kind is not BlockKind.TABLE:
            last = blocks[-1]
            blocks[-1] = Block(last.kind, f"{last.text} {block.text}", last.number, last.dnr)
        else:
            blocks.append(block)
            open_text = block.kind not in (BlockKind.SECTION, BlockKind.HEADING, BlockKind.SUBHEADING)
    return blocks


def _block(line: str) -> Block | None:
    """One line as a block of its own; None for a blank line."""
    text = line.strip()
    if not text:
        return None
    if text == ">>>":
        return Block(BlockKind.BREAK)
    if paragraph := _PARAGRAPH.match(text):
        return Block(BlockKind.SECTION, paragraph[3], int(paragraph[1]), paragraph[2] or None)
    if text.startswith("|"):
        return Block(BlockKind.TABLE, rows=(tuple(cell.strip() for cell in text.strip("|").split("|")),))
    for mark, kind in _MARKS:
        if text.startswith(mark):
            return Block(kind, text[len(mark) :].strip())
    if _NUMBERED.match(text):
        return Block(BlockKind.NUMBER, text)
    return Block(BlockKind.TEXT, text)
