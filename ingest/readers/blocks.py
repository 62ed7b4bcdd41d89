"""Paragraphs, list items and table rows → the text of one page, with the places of the headings among them."""

from __future__ import annotations

from ingest.model import Heading, Span
from ingest.readers.normal import normal


class Blocks:
    """Collects the blocks of a page in order. `text` and `headings` are what has been added so far."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._parts: list[str] = []
        self._length = 0
        self.headings: list[Heading] = []

    @property
    def text(self) -> str:
        """The page's text so far, in normal form."""
        return "".join(self._parts)

    def add(self, text: str, *, heading: int | None = None, tight: bool = False) -> None:
        """Add a block, parted from the one before by a blank line, or by a line end where `tight` (rows, items).

        `heading`: the block is a heading of this level. Blocks without a visible character are left out.
        """
        lines = [line.strip() for line in normal(text).split("\n")]
        body = "\n".join(line for line in lines if line)
        if not body:
            return
        if self._parts:
            self._append("\n" if tight else "\n\n")
        if heading is not None:
            self.headings.append(Heading(Span(self._page, self._length, self._length + len(body)), heading))
        self._append(body)

    def _append(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)
