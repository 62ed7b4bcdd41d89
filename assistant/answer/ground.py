"""What a sentence worded by a language model may rest on: the citations it names, and what code has said of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answer.claims import bodies_in, levels_in
from assistant.answer.verify import quotations
from assistant.labels import source_label
from assistant.schema import Citation, LevelName, Sentence
from ingest.sentences import sentences

_CLAUSE = re.compile(
    r"[,;:]\s+|\s[-–]\s|\s(?:och|samt|men|medan|vilket|and|but|while|which)\s", re.IGNORECASE
)


@dataclass(frozen=True)
class Ground:
    """What a worded sentence may rest on: the citations that it names and the finished answer's sentences on them.

    `level` is the whole answer's.
    """

    citations: tuple[Citation, ...]
    told: tuple[Sentence, ...]
    level: LevelName | None

    @cached_property
    def deciding(self) -> tuple[Sentence, ...]:
        """The finished sentences that say what was decided, proposed or passed on."""
        return tuple(sentence for sentence in self.told if decides(sentence, self.citations))

    @cached_property
    def quotes(self) -> str:
        """All quotes, a line each."""
        return "\n".join(citation.quote for citation in self.citations)

    @cached_property
    def labels(self) -> str:
        """What code knows of the quotes: body, day, §, dnr, title, page."""
        return "\n".join(map(_label, self.citations))

    @cached_property
    def everything(self) -> str:
        """Quotes, labels and the finished answer's sentences."""
        return "\n".join((self.quotes, self.labels, *(sentence.text for sentence in self.told)))

    @cached_property
    def own_bodies(self) -> frozenset[str]:
        """The bodies whose minutes are cited."""
        return bodies_in("\n".join(citation.body or "" for citation in self.citations))

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The sources sentence by sentence, and the clauses of each."""
        return _units((self.quotes, *(sentence.text for sentence in self.told)))

    @cached_property
    def deciding_units(self) -> tuple[str, ...]:
        """The same of what was decided only: a claim about decisions may not draw on the background."""
        cited = {one for sentence in self.deciding for one in sentence.citations}
        quotes = (citation.quote for citation in self.citations if citation.id in cited)
        return _units((*quotes, *(sentence.text for sentence in self.deciding)))

    def frames(self, sentences_: Iterable[Sentence]) -> str:
        """The own words of finished sentences."""
        return "\n".join(frame_of(sentence.text, self.citations) for sentence in sentences_)


def _label(citation: Citation) -> str:
    page = f"s. {citation.page}" if citation.page else ""
    return f"{source_label(citation)} {citation.title} {citation.kommun or ''} {page}"


def _units(texts: Iterable[str]) -> tuple[str, ...]:
    whole = [text[start:end] for text in texts for start, end in sentences(text)]
    return tuple(dict.fromkeys((*whole, *(clause for unit in whole for clause in clauses(unit)))))


def clauses(text: str) -> list[str]:
    """The clauses of a sentence, cut at commas and conjunctions."""
    return [clause for clause in _CLAUSE.split(text) if clause.strip()]


def decides(sentence: Sentence, citations: Sequence[Citation]) -> bool:
    """Whether a finished sentence quotes what was decided, proposed or passed on."""
    return bool(quotations(sentence.text) and levels_in(frame_of(sentence.text, citations)))


def frame_of(text: str, citations: Sequence[Citation]) -> str:
    """A sentence's own words: what stands outside ”…”, the cited titles ('Beslut om taxa') left out."""
    frame = re.sub(r"”[^”]*”", " ", text)
    for title in sorted({c.title for c in citations if c.title}, key=len, reverse=True):
        frame = frame.replace(title, " ")
    return frame
