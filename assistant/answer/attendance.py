"""Whether somebody took part in one decision: the front page's §§, jäv, and who stepped in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.asking import Asking
from assistant.answer.concerned import FRAME, Concerned, concerned, of_matter, words_of
from assistant.answer.entries import Entry, entries
from assistant.answer.frontpages import from_block, with_people
from assistant.answer.lookup import look_up
from assistant.answer.people import names
from assistant.answer.statement import Composed, Quote, Statement, quoted, whereabouts
from assistant.matching import met, vocabulary
from assistant.retrieve import Passage
from ingest.analyse import words
from ingest.model import SectionKind
from ingest.ranges import written
from ingest.stored import StoredMeeting, StoredPerson

_TOOK_PART = re.compile(
    r"^\W*(?:deltog|deltar|medverkade|närvarade|satt|var|hade|fick|did|was)\b"
    r"|\b(?:vem|vilka)\b[^?]*\b(?:deltog inte|inte deltog|lämnade|var frånvarande)\b",
    re.IGNORECASE,
)
_AS_GOOD, _OPENS = 0.8, 0.9
_DECIDED = ("beslutande", "ersättare")


def attendance_answer(asking: Asking) -> Composed | None:
    """Whether the one that the question names took part in the decision it names; None where it names no decision or
    nobody that the meeting's front page knows."""
    query = asking.query
    who = concerned(asking)
    if not who.names or not _TOOK_PART.search(query.text) or not _names_a_matter(asking, who):
        return None
    matter = of_matter(asking)
    passage = _meant(matter, [p for p in look_up(matter).passages if p.paragraph])
    if passage is None or passage.paragraph is None:
        return None
    meeting = _meeting(asking, passage)
    if meeting is None or not meeting.people:
        return None
    return _told(asking, passage, meeting, who)


def _meant(matter: Asking, passages: Sequence[Passage]) -> Passage | None:
    """Of the passages nearly as good as the best, the first whose title begins with what the question names: 'ramarna' is
    'Ramar 2027' rather than 'Budget 2027 och ramar 2028'."""
    near = [p for p in passages if p.score >= _AS_GOOD * passages[0].score]
    for passage in near:
        title = passage.paragraph.title if passage.paragraph else ""
        first = vocabulary(" ".join(words(title)[:1]))
        if any(met(one.term, first) >= _OPENS for one in matter.weighed):
            return passage
    return passages[0] if passages else None


def _names_a_matter(asking: Asking, who: Concerned) -> bool:
    own = words_of(who, asking.query.text) | FRAME
    rest = [o for o in asking.weighed if o.term.word not in own and not o.term.word.isdigit()]
    return bool(rest or asking.query.numbers or asking.query.dnr_key)


def _meeting(asking: Asking, passage: Passage) -> StoredMeeting | None:
    """The front page of the paragraph's meeting that names most people."""
    paragraph = passage.paragraph
    assert paragraph is not None
    same = [
        with_people(asking, meeting)
        for meeting in asking.meetings
        if (meeting.body_key, meeting.date) == (paragraph.body_key, paragraph.date)
    ]
    return max(same, key=lambda meeting: len(meeting.people), default=None)


def _told(asking: Asking, passage: Passage, meeting: StoredMeeting, who: Concerned) -> Composed | None:
    """Yes or no, from jäv first, then from the §§ that the front page gives for the one asked about."""
    paragraph = passage.paragraph
    assert paragraph is not None
    where = whereabouts(passage)
    for entry in (*entries(paragraph, SectionKind.JAV), *_not_taking_part(passage, who)):
        if entry.by(who):
            said = f"Nej, {who.said()} deltog inte i {where}: {quoted(entry.head.value)}"
            return Composed((Statement(said, (Quote(passage, entry.head),)),), paragraph.level)
    listed = [p for p in meeting.people if who.named(p.name, None) and p.part != "justerare"]
    if not listed:
        said = f"Nej, {who.said()} står inte bland dem som antecknades vid {meeting.body} {meeting.date}."
        return _with_heading(asking, meeting, passage, said, [])
    there = [p for p in listed if not p.paragraphs or paragraph.number in p.paragraphs]
    deciding = [p for p in there if p.part == "beslutande" or (p.part == "ersättare" and _serves(p))]
    if deciding:
        said = f"Ja, {names(deciding, paragraphs=True)} antecknades som {deciding[0].part} när {where} behandlades."
        return _with_heading(asking, meeting, passage, said, deciding)
    if there:
        part = "inte tjänstgörande ersättare" if there[0].part == "ersättare" else "övrig deltagande"
        said = f"{names(there, paragraphs=True)} var närvarande när {where} behandlades men som {part}, inte beslutande."
        return _with_heading(asking, meeting, passage, said, there)
    said = f"Nej, {listed[0].name} antecknades bara för {written(listed[0].paragraphs)}, inte för {where}."
    instead = [p for p in meeting.people if p.replaces and who.named(p.replaces, None)]
    if instead:
        said += f" I stället tjänstgjorde {names(instead, paragraphs=True)}."
    return _with_heading(asking, meeting, passage, said, [*listed, *instead])


def _serves(person: StoredPerson) -> bool:
    """Whether a substitute served, by whom they replaced or by their role as printed."""
    role = (person.role or "").casefold()
    return bool(person.replaces) or ("tjänstg" in role and "ej" not in role) or "ersätter" in role


def _not_taking_part(passage: Passage, who: Concerned) -> list[Entry]:
    """What the paragraph notes under 'Deltar ej i beslutet', as entries."""
    paragraph = passage.paragraph
    assert paragraph is not None
    sections = [s for s in paragraph.sections if "delt" in (s.heading or "").casefold() and s.body]
    return [Entry(s.body, s.body, s) for s in sections if who.named_in(s.body.value)]


def _with_heading(
    asking: Asking, meeting: StoredMeeting, passage: Passage, said: str, people: list[StoredPerson]
) -> Composed | None:
    """The statement with the front page's blocks that name the people, and the paragraph's heading."""
    found = from_block(asking, meeting, said, _DECIDED, words=[person.name for person in people])
    if found is None or passage.paragraph is None:
        return None
    statement = found.statements[0]
    quotes = (*statement.quotes, Quote(passage, passage.paragraph.heading))
    return Composed((Statement(statement.text, quotes),), passage.paragraph.level)
