"""Who was there, who adjusted, when the notice went up: answers from the minutes' front page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer.asking import AT_MEETING, Asking, missing_meeting
from assistant.answer.lists import same_name
from assistant.answer.statement import Composed, Quote, Refused, Statement
from assistant.question_words import Want
from assistant.retrieve import Part, Passage
from ingest.dates import parse_dates
from ingest.filters import Filters
from ingest.stored import StoredMeeting, StoredPerson, StoredSection

_PARTS = (
    ("ersättare", ("ersättare", "suppleant", "ersatte")),
    ("övriga", ("övriga", "tjänstepersoner", "tjänstemän", "officials")),
)
_MEMBERS_TOO = re.compile(r"\b(?:ledamöter|beslutande)\b[^?]*\b(?:och|samt)\b[^?]*\bersättare")
_LED = re.compile(r"\b(?:ledde|chaired)\b")
_STEPPED_IN = re.compile(r"\b(?:ersatte|ersätter|ställe|gick in|trädde in|replaced)\b", re.IGNORECASE)
_POST = re.compile(
    r"\bvem (?:är|var) (?:kommunens |vår )?([\w-]*(?:chef|direktör|samordnare|strateg|ingenjör|handläggare|ekonom|jurist|controller|rektor|inspektör|arkitekt))\b",
    re.IGNORECASE,
)
_NEWEST = 40
"""Front pages looked through for who holds a post."""

_ROLES = ("vice ordförande", "ordförande", "sekreterare")


def front_page_answer(asking: Asking) -> Composed | None:
    """An answer about a meeting's people or notice; None where the question is not about a meeting."""
    post = _POST.search(asking.query.text)
    if post and not asking.query.dates:
        return _holder(asking, post[1])
    meetings = _meetings(asking)
    if not meetings:
        return _no_meeting(asking)
    for meeting in meetings:
        found = _from_meeting(asking, meeting)
        if found:
            return found
    return _not_said(asking, meetings[0])


def _holder(asking: Asking, post: str) -> Composed | None:
    """Who the newest front page that names one shows in a post; None where none does."""
    wanted = post.casefold()
    for meeting in asking.meetings[:_NEWEST]:
        whole = _with_people(asking, meeting)
        people = [p for p in whole.people if wanted in (p.role or "").casefold().split(" ")]
        people = people or [p for p in whole.people if wanted in (p.role or "").casefold()]
        if people:
            said = f"{post.capitalize()} enligt protokollet från {whole.body} {whole.date}: {_names(people)}."
            found = _said(asking, whole, said, (people[0].part, "deltag"))
            return found and _unless_of_what(asking, found, post)
    return None


def _unless_of_what(asking: Asking, found: Composed, post: str) -> Composed:
    """The holder, and where the question says of what ('rektor på Granskolan') that the front page does not say that."""
    rest = [
        t.word for t in asking.query.terms if t.word not in post.casefold() and post.casefold() not in t.word
    ]
    shown = " ".join(quote.text.value for one in found.statements for quote in one.quotes).casefold()
    if all(word in shown for word in rest):
        return found
    named = [word for word in re.findall(r"[\w-]+", asking.query.text) if word.casefold() in rest]
    detail = f"Protokollet säger inte att det gäller ”{' '.join(named)}”."
    return replace(found, refused=Refused("saknas", detail))


def _meetings(asking: Asking) -> list[StoredMeeting]:
    """The named meetings, those with a front page first; without a day, the newest of the named body."""
    meetings = asking.named_meetings
    if not meetings and not asking.query.dates and asking.held_bodies:
        meetings = [m for m in asking.meetings if m.body_key in asking.held_bodies and _in_period(asking, m)]
        meetings = [m for m in meetings if m.date == meetings[0].date]
    whole = [_with_people(asking, meeting) for meeting in meetings]
    return sorted(whole, key=lambda m: (-len(m.people), m.posted is None))


def _with_people(asking: Asking, meeting: StoredMeeting) -> StoredMeeting:
    """The meeting with the people of its front page."""
    filters = replace(
        asking.kommun_filters, bodies=(meeting.body_key,), date_from=meeting.date, date_to=meeting.date
    )
    same = [m for m in asking.archive.catalogue.meetings(filters) if m.content == meeting.content]
    return same[0] if same else meeting


def _in_period(asking: Asking, meeting: StoredMeeting) -> bool:
    period = asking.query.period
    return period is None or period[0] <= meeting.date <= period[1]


def _from_meeting(asking: Asking, meeting: StoredMeeting) -> Composed | None:
    """What is asked of the front page; None where any of it is not there."""
    query, name = asking.query, f"{meeting.body} {meeting.date}"
    parts = []
    if query.asks(Want.ADJUSTER):
        parts.append(_adjusters(asking, meeting, name))
    if query.asks(Want.NOTICE):
        parts.append(_notice(asking, meeting, name))
    if query.asks(Want.MEMBERS) or not parts:
        parts.append(_present(asking, meeting, name))
    if not all(parts):
        return None
    return Composed(tuple(statement for part in parts if part for statement in part.statements))


def _notice(asking: Asking, meeting: StoredMeeting, name: str) -> Composed | None:
    if meeting.posted is None and meeting.removed is None:
        return None
    dates = [f"anslogs {meeting.posted}"] if meeting.posted else []
    dates += [f"tas ner {meeting.removed}"] if meeting.removed else []
    text = f"Anslaget om protokollet från {name} {' och '.join(dates)}."
    days = [day for day in (meeting.posted, meeting.removed) if day]
    return _said(asking, meeting, text, ("anslag", "bevis"), days=days)


def _adjusters(asking: Asking, meeting: StoredMeeting, name: str) -> Composed | None:
    people = [person for person in meeting.people if person.part == "justerare"]
    if not people:
        return None
    when = f" ({meeting.adjusted_at})" if meeting.adjusted_at else ""
    text = f"Att justera protokollet från {name} utsågs {_names(people)}{when}."
    adjusted_at = [meeting.adjusted_at] if meeting.adjusted_at else []
    return _said(asking, meeting, text, ("utses", "juster"), words=adjusted_at)


def _present(asking: Asking, meeting: StoredMeeting, name: str) -> Composed | None:
    folded = asking.query.text.casefold()
    if asking.query.names:
        people = [p for p in meeting.people if any(same_name(asked, p.name) for asked in asking.query.names)]
        said = f"Vid {name} antecknades {_names(people)}" + (f" ({people[0].part})" if people else "")
        if not people:
            return _replacing(asking, meeting, name)
        return _said(asking, meeting, f"{said}.", (people[0].part, "deltag", "juster"))
    role = next((role for role in _ROLES if role in folded), "ordförande" if _LED.search(folded) else None)
    if role:
        return _with_role(asking, meeting, name, role)
    part = next((part for part, words in _PARTS if any(word in folded for word in words)), "beslutande")
    if part == "ersättare" and _MEMBERS_TOO.search(folded):
        part = "beslutande"
    people = [p for p in meeting.people if p.part == part]
    shown = "Övriga deltagande" if part == "övriga" else part.capitalize()
    said = f"{shown} vid {name}: {_names(people)}."
    serving = [p for p in meeting.people if p.part == "ersättare" and p.replaces]
    if part == "beslutande" and people and serving:
        said += f" Tjänstgörande ersättare: {_names(serving)}."
    names = [p.name for p in serving]
    return _said(asking, meeting, said, (part,), words=names) if people else None


def _replacing(asking: Asking, meeting: StoredMeeting, name: str) -> Composed | None:
    """Who stood in for the one that the question names."""
    asked = asking.query.names
    people = [p for p in meeting.people if p.replaces and any(same_name(a, p.replaces) for a in asked)]
    if not people:
        return None
    said = f"Ersättare som tjänstgjorde vid {name}: {_names(people)}."
    return _said(asking, meeting, said, ("ersättare", "beslutande"), words=[p.name for p in people])


def _with_role(asking: Asking, meeting: StoredMeeting, name: str, role: str) -> Composed | None:
    """Who held a role; where a vice ordförande alone is noted, that one led the meeting."""
    exact = [p for p in meeting.people if (p.role or "").casefold().startswith(role)]
    people = exact or [p for p in meeting.people if role in (p.role or "").casefold()]
    if not people:
        return None
    said = f"{role.capitalize()} vid {name}: {_names(people)}."
    replacing = [p for p in meeting.people if p.replaces and p not in people]
    if replacing and _STEPPED_IN.search(asking.query.text):
        said += f" Ersättare som tjänstgjorde: {_names(replacing)}."
    return _said(asking, meeting, said, (people[0].part, "deltag"))


def _names(people: Sequence[StoredPerson]) -> str:
    return ", ".join(
        person.name
        + (f" ({person.party})" if person.party else "")
        + (f", {person.role}" if person.role else "")
        + (f" (ersatte {person.replaces})" if person.replaces else "")
        for person in people
    )


def _said(
    asking: Asking,
    meeting: StoredMeeting,
    text: str,
    headings: Sequence[str],
    *,
    days: Sequence[dt.date] = (),
    words: Sequence[str] = (),
) -> Composed | None:
    """The statement with the block under the first fitting heading, and further blocks for `days` and `words`."""
    quote = _front_quote(asking, meeting, headings)
    if quote is None:
        return None
    quotes = [quote]
    sections = [s for s in asking.archive.catalogue.sections(meeting.content) if s.body]
    for fits in (*(_with_day(day) for day in days), *(_with_words(one) for one in words)):
        if not any(fits(held.text.value) for held in quotes):
            found = next((s for s in sections if fits(s.body.value)), None)
            quotes += [_quote(asking, meeting, found)] if found else []
    return Composed((Statement(text, tuple(quotes)),))


def _with_day(day: dt.date) -> Callable[[str], bool]:
    return lambda text: any(found.date == day for found in parse_dates(text, default_year=day.year))


def _with_words(words: str) -> Callable[[str], bool]:
    return lambda text: " ".join(words.split()) in " ".join(text.split())


def _front_quote(asking: Asking, meeting: StoredMeeting, headings: Sequence[str]) -> Quote | None:
    """The block of the front page whose heading fits the first of `headings` that one does."""
    sources = asking.archive.catalogue.sources_of([meeting.content], Filters(zones=asking.base.zones))
    if meeting.content not in sources:
        return None
    sections = [s for s in asking.archive.catalogue.sections(meeting.content) if s.body]
    for wanted in headings:
        for section in sections:
            if wanted in (section.heading or "").casefold():
                return _quote(asking, meeting, section)
    return _quote(asking, meeting, sections[0]) if sections else None


def _quote(asking: Asking, meeting: StoredMeeting, section: StoredSection) -> Quote:
    sources = asking.archive.catalogue.sources_of([meeting.content], Filters(zones=asking.base.zones))
    part = Part(section.heading, section.kind, section.body)
    passage = Passage(sources[meeting.content][0], section.heading or "", None, (part,), 1.0)
    return Quote(passage, section.body)


def _no_meeting(asking: Asking) -> Composed | None:
    """That there are no such minutes here; None where the question may be about something else than a meeting."""
    query = asking.query
    about = query.asks(Want.ADJUSTER, Want.NOTICE) or AT_MEETING.search(query.text)
    if not about or not (query.dates or {body.key for body in query.bodies} - set(query.receivers)):
        return None
    return Composed(refused=Refused("saknas", missing_meeting(asking)))


def _not_said(asking: Asking, meeting: StoredMeeting) -> Composed:
    numbers = sorted(
        p.number
        for p in asking.archive.catalogue.paragraphs(
            Filters(
                zones=asking.base.zones,
                bodies=(meeting.body_key,),
                date_from=meeting.date,
                date_to=meeting.date,
            ),
            with_sections=False,
        )
    )
    held = f" Underlaget innehåller §§ {numbers[0]}–{numbers[-1]}." if len(numbers) > 1 else ""
    detail = f"Det framgår inte av det som finns från {meeting.body} {meeting.date}.{held}"
    return Composed(refused=Refused("saknas", detail))
