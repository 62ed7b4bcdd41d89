"""Who was there, in which role, for which party, how many: answers from the minutes' front page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.asking import Asking
from assistant.answer.concerned import Concerned, concerned
from assistant.answer.frontpages import NEWEST, from_block, with_people
from assistant.answer.lists import same_name
from assistant.answer.statement import Composed, Refused
from ingest.dates import MONTHS
from ingest.ranges import written
from ingest.stored import StoredMeeting, StoredPerson

_PARTS = (
    ("ersättare", ("ersättare", "suppleant", "ersatte")),
    ("övriga", ("övriga", "tjänstepersoner", "tjänstemän", "officials")),
)
_MEMBERS_TOO = re.compile(r"\b(?:ledamöter|beslutande)\b[^?]*\b(?:och|samt)\b[^?]*\bersättare")
_LED = re.compile(r"\b(?:ledde|chaired)\b|\bwho (?:was|is) (?:the )?chair", re.IGNORECASE)
_STEPPED_IN = re.compile(r"\b(?:ersatte|ersätter|ställe|gick in|trädde in|replaced)\b", re.IGNORECASE)
_HOW_MANY = re.compile(r"\b(?:hur många|how many)\b", re.IGNORECASE)
_PRESENCE = re.compile(r"^\W*(?:var|deltog|närvarade|satt|medverkade|fanns|was|did)\b", re.IGNORECASE)
POST = re.compile(
    r"\bvem (?:är|var) (?:kommunens |vår )?([\w-]*(?:chef|direktör|samordnare|strateg|ingenjör|handläggare|ekonom|jurist|controller|rektor|inspektör|arkitekt))\b",
    re.IGNORECASE,
)
_ROLES = ("vice ordförande", "ordförande", "sekreterare")
_SERVING = "tjänstgörande ersättare"


def role_in(text: str) -> str | None:
    """The role at a meeting that a question asks about, None where it asks about none."""
    folded = text.casefold()
    return next((role for role in _ROLES if role in folded), "ordförande" if _LED.search(folded) else None)


def holder(asking: Asking, post: str) -> Composed | None:
    """Who the newest front page that names one shows in a post; None where none does."""
    wanted = post.casefold()
    for meeting in asking.meetings[:NEWEST]:
        whole = with_people(asking, meeting)
        people = [p for p in whole.people if wanted in (p.role or "").casefold().split(" ")]
        people = people or [p for p in whole.people if wanted in (p.role or "").casefold()]
        if people:
            said = f"{post.capitalize()} enligt protokollet från {whole.body} {whole.date}: {names(people)}."
            found = from_block(asking, whole, said, (people[0].part, "deltag"))
            return found and _unless_of_what(asking, found, post)
    return None


def _unless_of_what(asking: Asking, found: Composed, post: str) -> Composed:
    """The holder, and where the question says of what ('rektor på Granskolan') that the front page does not say that."""
    rest = [
        term.word
        for term in asking.query.terms
        if term.word not in post.casefold()
        and post.casefold() not in term.word
        and not term.word.isdigit()
        and term.word not in MONTHS
    ]
    shown = " ".join(quote.text.value for one in found.statements for quote in one.quotes).casefold()
    if all(word in shown for word in rest):
        return found
    named = [word for word in re.findall(r"[\w-]+", asking.query.text) if word.casefold() in rest]
    detail = f"Protokollet säger inte att det gäller ”{' '.join(named)}”."
    return replace(found, refused=Refused("saknas", detail))


def present(asking: Asking, meeting: StoredMeeting, name: str) -> Composed | None:
    """Those of the front page that the question asks for: somebody by name, a role, a party, or a part of those there;
    None where the front page does not say."""
    who = concerned(asking)
    if who.names:
        return _by_name(asking, meeting, name, who)
    role = role_in(asking.query.text)
    if role:
        return _with_role(asking, meeting, name, role)
    if who.parties:
        return _of_party(asking, meeting, name, who)
    return _part(asking, meeting, name)


def _by_name(asking: Asking, meeting: StoredMeeting, name: str, who: Concerned) -> Composed | None:
    people = [p for p in meeting.people if any(same_name(asked, p.name) for asked in who.names)]
    if people:
        said = f"Vid {name} antecknades {names(people, paragraphs=True)} ({people[0].part})."
        return from_block(
            asking, meeting, said, (people[0].part, "deltag", "juster"), words=_names_of(people)
        )
    found = _replacing(asking, meeting, name)
    if found or not meeting.people or not _PRESENCE.search(asking.query.text):
        return found
    said = f"Nej, {who.said()} står inte bland dem som antecknades vid {name}."
    return from_block(asking, meeting, said, ("beslutande",))


def _replacing(asking: Asking, meeting: StoredMeeting, name: str) -> Composed | None:
    """Who stood in for the one that the question names."""
    asked = asking.query.names
    people = [p for p in meeting.people if p.replaces and any(same_name(a, p.replaces) for a in asked)]
    if not people:
        return None
    said = f"Ersättare som tjänstgjorde vid {name}: {names(people)}."
    return from_block(asking, meeting, said, ("ersättare", "beslutande"), words=_names_of(people))


def _with_role(asking: Asking, meeting: StoredMeeting, name: str, role: str) -> Composed | None:
    """Who held a role; where a vice ordförande alone is noted, that one led the meeting."""
    exact = [p for p in meeting.people if (p.role or "").casefold().startswith(role)]
    people = exact or [p for p in meeting.people if role in (p.role or "").casefold()]
    people = [p for p in people if "kommunrevision" not in (p.role or "").casefold()]
    if not people:
        return None
    said = f"{role.capitalize()} vid {name}: {names(people)}."
    replacing = [p for p in meeting.people if p.replaces and p not in people]
    if replacing and _STEPPED_IN.search(asking.query.text):
        said += f" Ersättare som tjänstgjorde: {names(replacing)}."
    return from_block(asking, meeting, said, (people[0].part, "deltag"), words=[people[0].name])


def _of_party(asking: Asking, meeting: StoredMeeting, name: str, who: Concerned) -> Composed | None:
    """Those who sat for a party: members and serving substitutes; no one, where the front page prints other parties."""
    sitting = [p for p in meeting.people if p.part == "beslutande" or (p.part == "ersättare" and p.replaces)]
    people = [p for p in sitting if p.party and p.party.upper() in who.parties]
    if not people and not any(p.party for p in meeting.people):
        return None
    said = (
        f"För {who.said()} vid {name}: {names(people)}."
        if people
        else f"Ingen för {who.said()} antecknades vid {name}."
    )
    if people and _HOW_MANY.search(asking.query.text):
        said = f"{len(people)} ledamöter satt {said[:1].lower()}{said[1:]}"
    return from_block(asking, meeting, said, ("beslutande",), words=_names_of(people))


def _part(asking: Asking, meeting: StoredMeeting, name: str) -> Composed | None:
    """The members, substitutes or officials who were there, their number first where it is asked for."""
    folded = asking.query.text.casefold()
    part = next((part for part, words in _PARTS if any(word in folded for word in words)), "beslutande")
    if part == "ersättare" and _MEMBERS_TOO.search(folded):
        part = "beslutande"
    people = [p for p in meeting.people if p.part == part]
    serving = [p for p in meeting.people if p.part == "ersättare" and p.replaces]
    if part == "ersättare" and re.search(r"\btjänstg\w*", folded) and serving and "ej tjänstg" not in folded:
        people = serving
    if not people:
        return None
    shown = "Övriga deltagande" if part == "övriga" else part.capitalize()
    if _HOW_MANY.search(folded):
        return _counted(asking, meeting, name, people, serving if part == "beslutande" else [])
    said = f"{shown} vid {name}: {names(people)}."
    if part == "beslutande" and serving:
        said += f" Tjänstgörande ersättare: {names(serving)}."
    return from_block(asking, meeting, said, (part,), words=[p.name for p in serving])


def _counted(
    asking: Asking,
    meeting: StoredMeeting,
    name: str,
    people: Sequence[StoredPerson],
    serving: Sequence[StoredPerson],
) -> Composed | None:
    """How many of a part there were, serving substitutes told apart."""
    part = people[0].part
    word = {"beslutande": "ledamöter", "övriga": "övriga deltagande"}.get(part, part)
    total = len(people) + len(serving)
    if serving:
        said = f"{total} beslutande vid {name}, varav {len(people)} ordinarie ledamöter och {len(serving)} {_SERVING}."
    else:
        said = f"{total} {word} vid {name}."
    return from_block(asking, meeting, said, (part,), words=[p.name for p in serving[:1]])


def names(people: Sequence[StoredPerson], *, paragraphs: bool = False) -> str:
    """People as an answer lists them: name, party, role, whom they replaced, and if asked the §§ they attended."""
    return ", ".join(
        person.name
        + (f" ({person.party})" if person.party else "")
        + (f", {person.role}" if person.role else "")
        + (f" (ersatte {person.replaces})" if person.replaces else "")
        + (f", {written(person.paragraphs)}" if paragraphs and person.paragraphs else "")
        for person in people
    )


def _names_of(people: Sequence[StoredPerson]) -> list[str]:
    return [person.name for person in people]
