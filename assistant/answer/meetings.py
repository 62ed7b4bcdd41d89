"""A meeting itself: where and when, who was there, when it was adjusted and made known, where its minutes are kept."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer.absent import missing_meeting, stretch
from assistant.answer.asking import AT_MEETING, Asking
from assistant.answer.frontpages import from_block, front_quote, meant
from assistant.answer.people import POST, holder, names, present, role_in
from assistant.answer.statement import Composed, Quote, Refused, Statement, quoted, whereabouts
from assistant.answer.units import units
from assistant.question_words import Want
from ingest.filters import Filters
from ingest.stored import StoredMeeting

_KEPT = re.compile(r"\b(?:förvar\w*|kept|arkiver\w*)\b|\bfinns\b[^?]*\bprotokoll", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b(?:vem|hur många|ledamöter\w*|ordförande\w*|sekreterare\w*|who|chaired)\b", re.IGNORECASE
)
_OF_A_MEETING = re.compile(
    r"^(?:\w*lokal\w*|\w*rum\w*|\w*sal\w*|plats\w*|byggnad\w*|hus\w*|klockslag\w*|tid|tider|timm\w*|klockan|kl|slut\w*|börja\w*|start\w*|öppna\w*|avsluta\w*"
    r"|inled\w*|håll\w*|höll\w*|hölls|satt|sitt\w*|träffa\w*|mötte\w*|sammanträd\w*|möte\w*|ägde|rum|varade|pågick|dags|länge|förvar\w*|protokoll\w*|mellan|vem|ledde"
    r"|justera\w*|anslog\w*|room|place|venue|meet\w*|between|hours?|time|held|end\w*|begin\w*|began|start\w*|long|kept|last\w*|what|on|in|day|ordförande|närvar\w*|deltog)$"
)


def front_page_answer(asking: Asking) -> Composed | None:
    """An answer about a meeting's place, time, people or notice; None where the question is not about a meeting."""
    query = asking.query
    if query.asks(Want.SITTING) and not _of_a_meeting(asking):
        return None
    post = POST.search(query.text)
    if post and not query.dates:
        return holder(asking, post[1])
    meetings = meant(asking)
    if not meetings:
        return _no_meeting(asking)
    for meeting in meetings:
        found = _from_meeting(asking, meeting)
        if found:
            return found
    return _not_said(asking, meetings[0])


def _of_a_meeting(asking: Asking) -> bool:
    """Whether all that the question says besides a body and a day is what can be asked of a meeting."""
    named = asking.named_meetings or asking.held_bodies
    return (
        bool(named)
        and not asking.query.numbers
        and not [
            one.term.word
            for one in asking.weighed
            if not _OF_A_MEETING.match(one.term.word) and not one.term.word.isdigit()
        ]
    )


def _from_meeting(asking: Asking, meeting: StoredMeeting) -> Composed | None:
    """What is asked of the front page; None where any of it is not there."""
    query, name = asking.query, f"{meeting.body} {meeting.date}"
    parts = []
    if query.asks(Want.SITTING):
        parts.append(_sitting(asking, meeting, name))
    if query.asks(Want.ADJUSTER):
        parts.append(_adjusters(asking, meeting, name))
    if query.asks(Want.NOTICE):
        parts.append(_notice(asking, meeting, name))
    if not parts or (
        query.asks(Want.MEMBERS) and (not query.asks(Want.SITTING) or _PEOPLE.search(query.text))
    ):
        parts.append(present(asking, meeting, name))
    if not all(parts):
        return None
    return Composed(tuple(statement for part in parts if part for statement in part.statements))


def _sitting(asking: Asking, meeting: StoredMeeting, name: str) -> Composed | None:
    """Place and time as printed, or where the minutes are kept."""
    kept = bool(_KEPT.search(asking.query.text))
    quote = front_quote(
        asking, meeting, ("förvar",) if kept else ("plats och tid", "tid och plats", "plats"), only=True
    )
    if quote is None or not quote.text.value.strip():
        return None
    if asking.query.english:
        lead = f"Where the minutes of {name} are kept" if kept else f"Place and time of {name}"
    else:
        lead = f"Protokollet från {name} förvaras" if kept else f"Plats och tid för {name}"
    return Composed((Statement(f"{lead}: {quoted(quote.text.value)}.", (quote,)),))


def _notice(asking: Asking, meeting: StoredMeeting, name: str) -> Composed | None:
    if meeting.posted is None and meeting.removed is None:
        return None
    dates = [f"anslogs {meeting.posted}"] if meeting.posted else []
    dates += [f"tas ner {meeting.removed}"] if meeting.removed else []
    text = f"Anslaget om protokollet från {name} {' och '.join(dates)}."
    days = [day for day in (meeting.posted, meeting.removed) if day]
    return from_block(asking, meeting, text, ("anslag", "bevis"), days=days)


def _adjusters(asking: Asking, meeting: StoredMeeting, name: str) -> Composed | None:
    people = [person for person in meeting.people if person.part == "justerare"]
    if not people:
        return None
    when = f" ({meeting.adjusted_at})" if meeting.adjusted_at else ""
    text = f"Att justera protokollet från {name} utsågs {names(people)}{when}."
    adjusted_at = [meeting.adjusted_at] if meeting.adjusted_at else []
    return from_block(asking, meeting, text, ("utses", "juster"), words=adjusted_at)


def _no_meeting(asking: Asking) -> Composed | None:
    """That there are no such minutes here, with who is told elsewhere to have had the role asked about; None where the
    question may be about something else than a meeting."""
    query = asking.query
    named = {body.key for body in query.bodies} - set(query.receivers)
    role = role_in(query.text) if query.asks(Want.MEMBERS) else None
    about = query.asks(Want.ADJUSTER, Want.NOTICE) or role or AT_MEETING.search(query.text)
    if not about or not (query.dates or named):
        return None
    told = _told_elsewhere(asking, role) if role and named else ()
    return replace(missing_meeting(asking), statements=told)


def _told_elsewhere(asking: Asking, role: str) -> tuple[Statement, ...]:
    """A sentence of other minutes that names somebody as holding the role in the body: 'Nämndens ordförande NAMN (S)'."""
    body = asking.query.bodies[0]
    of_body = "|".join(re.escape(name) for name in (body.name, body.key))
    held = re.compile(rf"\b(?i:(?:{of_body})s?\s+{role}n?,?)\s+[A-ZÅÄÖ][\w-]+ [A-ZÅÄÖ]")
    for passage in asking.search(asking.kommun_filters, limit=12):
        paragraph = passage.paragraph
        if paragraph is None or not _in_time(asking, paragraph.date.year):
            continue
        for section in paragraph.sections:
            for text in units(section.body):
                if held.search(text.value):
                    return (
                        Statement(
                            f"Enligt {whereabouts(passage)}: {quoted(text.value)}", (Quote(passage, text),)
                        ),
                    )
    return ()


def _in_time(asking: Asking, year: int) -> bool:
    return not asking.query.years or year in asking.query.years


def _not_said(asking: Asking, meeting: StoredMeeting) -> Composed:
    filters = Filters(
        zones=asking.base.zones,
        bodies=(meeting.body_key,),
        date_from=meeting.date,
        date_to=meeting.date,
    )
    held = asking.archive.catalogue.paragraphs(filters, with_sections=False)
    more = f" Underlaget innehåller {stretch(p.number for p in held)}." if len(held) > 1 else ""
    detail = f"Det framgår inte av det som finns från {meeting.body} {meeting.date}.{more}"
    ends = asking.passages_of([held[0], held[-1]] if len(held) > 1 else held)
    return Composed(refused=Refused("saknas", detail, named=tuple(ends)))
