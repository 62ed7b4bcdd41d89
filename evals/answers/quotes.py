"""Whether the quotes of an answer stand where it says: in the pages as stored, and in the file itself where it is text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.schema import Answer, Citation
from evals.answers.wording import letters
from ingest.catalogue import Catalogue
from ingest.filters import Filters

Check = Callable[[Citation], bool | None]
"""Whether a quote holds; None where this cannot be told."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """How many quotes of an answer were looked up, and those that were not found."""

    checked: int
    lost: tuple[str, ...]


def looked_up(answer: Answer | None, checks: Sequence[Check]) -> Quotes:
    """Every quote by every check: one that fails any of them is lost. No answer has none."""
    checked, lost = 0, []
    for citation in answer.citations if answer else ():
        found = [held for check in checks if (held := check(citation)) is not None]
        checked += bool(found)
        if not all(found):
            lost.append(citation.quote)
    return Quotes(checked, tuple(lost))


@dataclass(slots=True)
class TextFiles:
    """Quotes of plain text, looked up in the files that were taken in."""

    folder: Path
    _texts: dict[str, str | None] = field(default_factory=dict)

    def __call__(self, citation: Citation) -> bool | None:
        """Whether the quote stands anywhere in its file, layout folded; None for other formats."""
        text = self._text(citation.file)
        return None if text is None else letters(citation.quote) in text

    def _text(self, file: str) -> str | None:
        if file not in self._texts:
            path = self.folder / file
            readable = path.suffix == ".txt" and path.is_file()
            self._texts[file] = letters(path.read_text("utf-8", errors="replace")) if readable else None
        return self._texts[file]


@dataclass(frozen=True, slots=True)
class StoredPages:
    """Quotes held against the pages as stored, at their spans."""

    catalogue: Catalogue
    filters: Filters

    def __call__(self, citation: Citation) -> bool | None:
        """Whether what stands at the spans is the quote, layout folded; None for a document that is not here."""
        document = self.catalogue.document(citation.document_id, self.filters)
        if document is None:
            return None
        found = []
        for span in citation.spans:
            page = self.catalogue.page(document.content, span.page)
            found.append(page.text[span.start : span.end] if page else "")
        return bool(found) and all(found) and letters("".join(found)) == letters(citation.quote)
