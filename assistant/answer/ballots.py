"""How each one voted, out of a voteringslista whose rows say it in words."""

from __future__ import annotations

import re

from assistant.answer.asking import Asking
from assistant.answer.statement import Composed, Quote, Refused, Statement, place
from assistant.query import Query
from assistant.retrieve import Passage
from ingest.ballots import CROSS, Ballot, ballot_lists
from ingest.stored import StoredParagraph

_WANTED = re.compile(
    r"\b(?:röstade|rösta|som)\s+(?:för\s+)?(ja|nej|avstod|avstår)\b|\bvem (avstod)\b|\bröst\w*\s+(emot|för)\b",
    re.IGNORECASE,
)
_SAME = {"avstår": "avstod", "emot": "nej", "för": "ja"}


def ballots(paragraph: StoredParagraph) -> list[Ballot]:
    """The rows of the paragraph's voteringslistor, those marked in a column included."""
    return [ballot for found in ballot_lists(paragraph.sections) for ballot in found]


def asks_for_ballots(query: Query) -> bool:
    """Whether the question is who voted how, or how somebody or a party did."""
    return bool(query.names or _parties(query) or _WANTED.search(query.text))


def ballot_answer(asking: Asking, passage: Passage) -> Composed | None:
    """The votes of those asked about; refused where the list marks them in columns that the text does not keep."""
    paragraph = passage.paragraph
    if paragraph is None or not asks_for_ballots(asking.query):
        return None
    marked = [row for row in ballots(paragraph) if row.vote == CROSS]
    rows = [row for row in ballots(paragraph) if row.vote != CROSS]
    if not rows:
        return _columns_only(passage, marked[0]) if marked else None
    chosen = [row for row in rows if _fits(row, asking.query)]
    if not chosen:
        return None
    said = ", ".join(f"{row.name} ({row.party}) {row.vote}" for row in chosen)
    return Composed(
        (
            Statement(
                f"Så röstade de enligt {place(passage)}: {said}.",
                tuple(Quote(passage, r.text) for r in chosen),
            ),
        )
    )


def _fits(row: Ballot, query: Query) -> bool:
    folded = row.name.casefold()
    if query.names:
        return any(folded in name.casefold() or name.casefold().rstrip("s") in folded for name in query.names)
    parties = _parties(query)
    if parties:
        return row.party.casefold() in parties
    wanted = _WANTED.search(query.text)
    vote = next((group for group in wanted.groups() if group), "").lower() if wanted else ""
    return row.vote == _SAME.get(vote, vote)


def _parties(query: Query) -> set[str]:
    """The party letters of the parties that the question names."""
    return {same for term in query.terms if term.proper for same in term.also if len(same) <= 2}


def _columns_only(passage: Passage, marked: Ballot) -> Composed:
    """Names with crosses: the column of each cross is lost in the text, so it is not guessed."""
    page = next(iter(marked.text.pages), None)
    where = f" på sidan {page}" if page and passage.document.paged else ""
    detail = (
        f"Hur var och en röstade visas med kryss i voteringslistan{where}; det går inte att läsa ur texten."
    )
    return Composed(refused=Refused("oklar", detail, (passage,)))
