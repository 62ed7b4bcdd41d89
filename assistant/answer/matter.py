"""A matter's way through the bodies: the paragraphs of one dnr, or of one title, and which of them says how it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.asking import Asking
from assistant.question_words import Want
from assistant.retrieve import Passage
from ingest.filters import Filters
from ingest.model import Level
from ingest.stored import StoredParagraph

_SAME_MATTER = 0.5
_SAME_TITLE_WITHIN = dt.timedelta(days=400)
_TELLING_TITLE = 12
"""Characters that a title needs to tell a matter from others; 'Information' does not."""

_ROUTINE = re.compile(
    r"\b(?:information\w*|delegation\w*|delegerade|meddelanden?|dagordning|ajournering|anmäl\w+|rapporter)\b",
    re.IGNORECASE,
)


def way(asking: Asking, best: Passage) -> list[Passage]:
    """The paragraphs of the same matter by date, the best one among them; [] where it stands alone.

    One dnr and titles that speak of the same; or the very same title within a year, since a matter changes its number
    between bodies. Routine items bear the same title at each meeting and are no matter.
    """
    paragraph = best.paragraph
    if paragraph is None or _ROUTINE.search(paragraph.title):
        return []
    same = asking.archive.catalogue.same_matter(
        Filters(zones=asking.base.zones, kommun=paragraph.kommun),
        dnr_key=paragraph.dnr_key,
        title=paragraph.title if len(paragraph.title) >= _TELLING_TITLE else None,
    )
    seen = {p.id for p in _within(asking, same)}
    kept = [p for p in same if p.id in seen and (p.id == paragraph.id or _belongs(p, paragraph))]
    return (
        [replace(passage, score=best.score) for passage in asking.passages_of(kept)] if len(kept) > 1 else []
    )


def _within(asking: Asking, found: Sequence[StoredParagraph]) -> Sequence[StoredParagraph]:
    """Those of the paragraphs that the asker has not limited the question away from."""
    if asking.base == Filters(zones=asking.base.zones):
        return found
    return asking.archive.catalogue.paragraphs(asking.base, ids=[p.id for p in found], with_sections=False)


def _belongs(other: StoredParagraph, paragraph: StoredParagraph) -> bool:
    if other.dnr_key and other.dnr_key == paragraph.dnr_key:
        return _alike(other.title, paragraph.title)
    return other.body_key != paragraph.body_key and abs(other.date - paragraph.date) <= _SAME_TITLE_WITHIN


def _alike(title: str, other: str) -> bool:
    a, b = set(re.findall(r"\w{4,}", title.casefold())), set(re.findall(r"\w{4,}", other.casefold()))
    return not a or not b or len(a & b) >= _SAME_MATTER * min(len(a), len(b))


def latest(asking: Asking, best: Passage, stages: Sequence[Passage]) -> Passage:
    """The stage that says how the matter stands: the last decision or proposal, of the body asked about where it has one.

    The best passage itself where the question names a day, a § or a month, or asks for a vote or a yrkande there.
    """
    paragraph, query = best.paragraph, asking.query
    if (
        paragraph is None
        or not stages
        or query.dates
        or query.numbers
        or query.names
        or query.asks(Want.RECIPIENTS)
    ):
        return best
    if query.period and (query.period[1] - query.period[0]).days < 32:
        return best
    held = {stage.paragraph.body_key for stage in stages if stage.paragraph}
    named = held & {body.key for body in query.bodies} - set(query.receivers)
    later = [
        stage
        for stage in stages
        if stage.paragraph
        and stage.paragraph.date > paragraph.date
        and (not named or stage.paragraph.body_key in named)
        and stage.paragraph.level in (Level.BESLUT, Level.BLANDAT, Level.FORSLAG)
    ]
    return later[-1] if later else best
