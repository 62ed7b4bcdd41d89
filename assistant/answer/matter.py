"""A matter's way through the bodies, and which of its paragraphs says how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.asking import Asking
from assistant.question_words import Want
from assistant.retrieve import Passage
from ingest.kommunfile import default_config
from ingest.matter_near import matter_near
from ingest.model import Level


def way(asking: Asking, best: Passage) -> list[Passage]:
    """The paragraphs of the same matter by date, the best one among them; [] where it stands alone.

    As the view of matters joins them (`ingest.matters`), less what the asker has limited the question away from.
    """
    paragraph = best.paragraph
    if paragraph is None:
        return []
    matter = matter_near(asking.archive.register, default_config().bodies, asking.base.zones, paragraph.id)
    if matter is None or len(matter.stages) < 2:
        return []
    kept = asking.archive.catalogue.paragraphs(asking.base, ids=[stage.id for stage in matter.stages])
    return (
        [replace(passage, score=best.score) for passage in asking.passages_of(kept)] if len(kept) > 1 else []
    )


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
