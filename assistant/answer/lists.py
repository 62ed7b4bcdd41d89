"""Lists and counts over many paragraphs, complete, from the register."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.absent import missing_meeting
from assistant.answer.asking import Asking
from assistant.answer.criteria import ANSWERED, CRITERIA, choose, criteria_of, moved, said_of
from assistant.answer.criterion import Criterion
from assistant.answer.list_people import Who, who_of
from assistant.answer.list_rows import listed
from assistant.answer.list_scope import ListScope, paragraphs_in, scope_of
from assistant.answer.list_topic import about_topic, topic_of
from assistant.answer.statement import Composed
from assistant.matching import Weighed
from assistant.query import Query
from assistant.question_words import Want
from ingest.model import Level
from ingest.stored import StoredParagraph

_ON_AGENDA, _OF_TOPIC = "fanns på dagordningen", "rör det som frågan gäller"
_REPLY = re.compile(r"^(?:svar|yttrande|besvarande)\s+(?:på|av|över)\s+", re.IGNORECASE)


def names_criterion(query: Query) -> bool:
    """Whether the question's words choose paragraphs: 'vilka ärenden återremitterades?'."""
    return any(criterion.named_in(query.text) for criterion in CRITERIA)


def list_answer(asking: Asking) -> Composed | None:
    """Every paragraph that the question's criteria choose, or None where it names none that the register knows."""
    query, scope = asking.query, scope_of(asking)
    criteria = criteria_of(query.text)
    if query.asks(Want.PREPARED) and query.names:
        return _prepared_by(asking, query.names[0], scope)
    if {b.key for b in query.bodies} - set(query.receivers) and not (
        asking.held_bodies or asking.named_meetings
    ):
        return missing_meeting(asking)
    if not _limited(criteria, scope, query):
        return None
    who = _who(asking, criteria)
    in_scope = paragraphs_in(asking, scope)
    about = about_topic(asking, _fitting(asking, scope, in_scope, criteria, who), criteria, scope, who)
    found, before = _for_receiver(asking, about), ""
    if about and not found:
        found, before = about, f"Inget av dem går direkt till {_receivers(asking)}."
    other = _OF_TOPIC if topic(asking) else _ON_AGENDA
    said = (said_of(criteria) or other) + (f" av {who.said}" if who else "")
    if not found and any(criterion.proposed for criterion in criteria):
        proposed = [criterion.as_proposed() for criterion in criteria]
        fitting = _fitting(asking, scope, in_scope, proposed, who)
        found = _for_receiver(asking, about_topic(asking, fitting, criteria, scope, who))
        if found:
            before = f"Ingen paragraf i underlaget {said}."
            return listed(asking, found, said_of(proposed), scope, criteria, before=before)
    return listed(asking, found, said, scope, criteria, before=before)


def _limited(criteria: Sequence[Criterion], scope: ListScope, query: Query) -> bool:
    """Whether something tells which paragraphs are meant. Of matters that documents of all kinds are about, only those
    that a body is said to have handled."""
    if criteria and all(criterion.loose for criterion in criteria):
        decided = query.asks(Want.DECISION) and not query.asks(Want.COUNT)
        return scope.named and (bool(scope.filters.bodies) or decided)
    return bool(criteria) or scope.named


def _who(asking: Asking, criteria: Sequence[Criterion]) -> Who | None:
    """Whose they are, where a criterion tells of people."""
    if not any(criterion.section or criterion.kind for criterion in criteria):
        return None
    bodies = {meeting.body_key for meeting in asking.meetings}
    return who_of(asking.query.text, asking.query.names, bodies)


def _fitting(
    asking: Asking,
    scope: ListScope,
    in_scope: Sequence[StoredParagraph],
    criteria: Sequence[Criterion],
    who: Who | None,
) -> list[StoredParagraph]:
    """The paragraphs that fit the criteria; sections are read only of those that fit by the rest."""
    light = [criterion for criterion in criteria if criterion.section is None]
    ids = [p.id for p in choose(in_scope, light)]
    found = choose(paragraphs_in(asking, scope, ids), criteria) if ids else []
    if who:
        told = [criterion for criterion in criteria if criterion.section or criterion.kind]
        what = moved(asking.query.text)
        found = [p for p in found if any(who.in_criterion(p, criterion) for criterion in told)]
        found = [p for p in found if not what or any(who.moved(p, criterion, what) for criterion in told)]
    open_ones = next((c for c in criteria if c.negated and c.said.startswith(ANSWERED)), None)
    return _unanswered(asking, found, open_ones, criteria) if open_ones else found


def _unanswered(
    asking: Asking, found: Sequence[StoredParagraph], unsettled: Criterion, criteria: Sequence[Criterion]
) -> list[StoredParagraph]:
    """Of each matter that no § here has settled, in whatever meeting, the last § that was found."""
    everyone = asking.archive.catalogue.paragraphs(asking.kommun_filters, with_sections=False)
    of_kind = choose(everyone, [criterion for criterion in criteria if criterion.kind])
    settled = {key for p in of_kind if not unsettled.fits(p) for key in _matter_keys(p)}
    last: dict[str, StoredParagraph] = {}
    for p in found:
        keys = _matter_keys(p)
        if not keys & settled:
            last[min(keys)] = p
    return list(last.values())


def _matter_keys(p: StoredParagraph) -> set[str]:
    """What the §§ of one motion have in common: the dnr, or the title without what says that it is answered."""
    title = _REPLY.sub("", p.title).casefold()
    return {p.dnr_key, title} if p.dnr_key else {title}


def _for_receiver(asking: Asking, found: list[StoredParagraph]) -> list[StoredParagraph]:
    """Of proposals to a body that the question names ('förslag till kommunfullmäktige'), those that go to it."""
    names = {body.name for body in asking.query.bodies if body.key in asking.query.receivers}
    if not names or not any(p.level in (Level.FORSLAG, Level.BLANDAT) for p in found):
        return found
    return [p for p in found if names & {p.next_body, p.final_body, *(point.next_body for point in p.points)}]


def _receivers(asking: Asking) -> str:
    return " eller ".join(b.name.casefold() for b in asking.query.bodies if b.key in asking.query.receivers)


def topic(asking: Asking) -> list[Weighed]:
    """What a list is about besides its criteria and its period."""
    criteria = criteria_of(asking.query.text)
    return topic_of(asking, criteria, scope_of(asking), _who(asking, criteria))


def _prepared_by(asking: Asking, name: str, scope: ListScope) -> Composed:
    everyone = paragraphs_in(asking, scope, [p.id for p in paragraphs_in(asking, scope)])
    found = [p for p in everyone if any(same_name(name, person) for person in p.prepared_by)]
    return listed(asking, found, f"hade {name} som beredande tjänsteperson", scope)


def same_name(asked: str, found: str) -> bool:
    """Whether two names are the same, a genitive s on the asked one allowed."""
    a, b = " ".join(asked.casefold().split()), " ".join(found.casefold().split())
    return a in (b, f"{b}s") or (b and b in a) or a.rstrip("s") in b
