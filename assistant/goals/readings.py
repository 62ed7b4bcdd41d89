"""A goal as one document has it, and what the document does with it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.goals.period import Period
from assistant.outward import spans
from assistant.wire.goals import GoalSource, Role
from ingest.model import Kind
from ingest.stored import StoredDocument, StoredGoal

_FOLLOWS_UP = re.compile(
    r"delårs|årsredovisning|årsrapport|årsbokslut|bokslut|uppföljning|kvartalsrapport|tertialrapport|månadsrapport",
    re.IGNORECASE,
)
_ADOPTS = frozenset({Kind.VISION, Kind.STYRDOKUMENT})
"""Kinds of documents that hold a vision of their own; others quote one."""


@lru_cache(maxsize=4096)
def _role(kind: str, title: str, tier: str) -> Role:
    if kind == Kind.RAPPORT or _FOLLOWS_UP.search(title):
        return "uppföljning"
    return "omnämnande" if tier == "vision" and kind not in _ADOPTS else "mål"


@dataclass(frozen=True, slots=True)
class Deciding:
    """The § of minutes that a goal is decided or proposed in."""

    paragraph_id: str
    body_key: str
    date: dt.date
    number: int
    title: str
    next_body: str | None

    @property
    def label(self) -> str:
        """'KF 2023-06-19 § 44'."""
        return f"{self.body_key} {self.date} § {self.number}"


@dataclass(frozen=True, slots=True)
class Reading:
    """A goal in a document. `place`: which one of the document's or the §'s goals it is, `siblings` all of these in order;
    `decided`: the § where it stands in minutes."""

    goal: StoredGoal
    document: StoredDocument
    place: int
    siblings: Sequence[StoredGoal]
    decided: Deciding | None = None

    def key(self, place: int) -> tuple[str, str | None, int]:
        """What tells one of the siblings from all other readings."""
        return self.goal.content, self.decided.paragraph_id if self.decided else None, place

    @property
    def role(self) -> Role:
        """Whether the document sets the goal, decides on it in minutes, tells how it goes, or only names a vision that is
        set elsewhere."""
        return "beslut" if self.decided else _role(self.document.kind, self.document.title, self.goal.tier)

    @property
    def period(self) -> Period | None:
        """The years that the document gives; of a vision that it only quotes it tells none."""
        if self.role == "omnämnande":
            return None
        read = Period.until if self.goal.tier == "vision" else Period.read
        return read(self.goal.period)

    @property
    def proposed(self) -> bool:
        """Whether the document only proposes it."""
        return self.goal.proposed or self.document.draft

    def source(self) -> GoalSource:
        """Where it stands, for the wire."""
        pages = self.goal.source.pages if self.document.paged else ()
        return GoalSource(
            document_id=self.document.id,
            file=self.document.file,
            title=f"{self.decided.label} {self.decided.title}" if self.decided else self.document.title,
            kind=self.document.kind,
            date=self.decided.date if self.decided else self.document.date,
            page=pages[0] if pages else None,
            quote=self.goal.source.value,
            spans=spans(self.goal.source),
            role=self.role,
            number=self.goal.number,
            period=self.goal.period if self.period else None,
            proposed=self.proposed,
            section=f"§ {self.decided.number}" if self.decided else None,
            paragraph_id=self.decided.paragraph_id if self.decided else None,
        )


def readings(goals: Sequence[StoredGoal], documents: Mapping[str, Sequence[StoredDocument]]) -> list[Reading]:
    """The goals with their documents, in reading order; `documents`: those of each content, none left out."""
    of_content: dict[str, list[StoredGoal]] = {}
    for goal in goals:
        of_content.setdefault(goal.content, []).append(goal)
    return [
        Reading(goal, documents[content][0], place, siblings)
        for content, siblings in of_content.items()
        if documents.get(content)
        for place, goal in enumerate(siblings)
    ]
