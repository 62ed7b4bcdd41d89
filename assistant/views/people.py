"""People and bodies (Personer och organ): members, presence meeting by meeting, votes held against their totals."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from assistant.export.sheets import Cell, Link, Sheet
from assistant.views.held import File, files, meetings_only
from assistant.views.kept import once
from assistant.views.same_names import maybe_same
from assistant.views.scope import Links, Scope
from assistant.views.spelt import named_so
from assistant.views.votes import votes
from assistant.wire.people import Member, People, PeopleQuery, Presence, PresentMeeting, SameName
from ingest.facts.words import folded
from ingest.filters import Filters
from ingest.ranges import written
from ingest.rows import batches
from ingest.tables import meetings, people
from ingest.visible import contents_of

_SERVING = "tjänstg"
Key = tuple[str | None, str, str]
"""Kommun, body key, name."""


@dataclass(slots=True)
class _Counted:
    """Somebody in a body, being counted: the days of each part, parties and roles in the order met."""

    body: str
    days: dict[str, set[dt.date]] = field(default_factory=lambda: defaultdict(set))
    parties: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)


def build(scope: Scope, query: PeopleQuery) -> People:
    """Everybody whom front pages name, as far as the reader may see; only built for readers of the internal zone."""
    asked = meetings_only(scope.filters)
    everybody = once(scope, "people", asked, lambda: _members(scope, asked))
    members = [member for member in everybody if _fits(member.name, member.parties, query)]
    shown, total = _meetings(scope, asked, query)
    found, votes_total = votes(scope, scope.filters, query)
    return People(
        members=members,
        meetings=shown,
        meetings_total=total,
        votes=found,
        votes_total=votes_total,
    )


def _fits(name: str, parties: Sequence[str | None], query: PeopleQuery) -> bool:
    if query.text and folded(query.text) not in folded(name):
        return False
    return not query.party or folded(query.party) in {folded(party or "") for party in parties}


def _where(filters: Filters) -> list[Any]:
    where: list[Any] = [meetings.c.content.in_(contents_of(filters))]
    if filters.bodies:
        where.append(meetings.c.body_key.in_(filters.bodies))
    if filters.date_from is not None:
        where.append(meetings.c.date >= filters.date_from)
    if filters.date_to is not None:
        where.append(meetings.c.date <= filters.date_to)
    return where


def _members(scope: Scope, filters: Filters) -> list[Member]:
    m, p = meetings.c, people.c
    days = func.group_concat(m.date)
    query = (
        select(m.kommun, m.body_key, m.body, p.name, p.part, p.party, p.role, p.replaces, days.label("days"))
        .join(people, p.meeting == m.id)
        .where(*_where(filters))
        .group_by(m.kommun, m.body_key, p.name, p.part, p.party, p.role, p.replaces)
    )
    counted: dict[Key, _Counted] = {}
    with scope.register.connection() as connection:
        for row in connection.execute(query):
            _count(counted, row, {dt.date.fromisoformat(day) for day in row.days.split(",")})
    same = _same_names(counted)
    rows = [_member(key, one, same[key[0]].get(key[2], [])) for key, one in counted.items()]
    return sorted(rows, key=lambda r: (r.kommun or "", r.body, -(r.deciding + r.serving), r.name))


def _count(counted: dict[Key, _Counted], row: Any, days: set[dt.date]) -> None:
    one = counted.setdefault((row.kommun, row.body_key, row.name), _Counted(row.body))
    serves = row.part == "ersättare" and bool(row.replaces or _SERVING in _service(row.role))
    one.days["tjänstgörande" if serves else row.part] |= days
    if row.party:
        one.parties[row.party] = None
    if row.role:
        one.roles[row.role] = None
    if row.replaces:
        absent = counted.setdefault((row.kommun, row.body_key, row.replaces), _Counted(row.body))
        absent.days["ersatt"] |= days


def _service(role: str | None) -> str:
    """The role, without what says that somebody did not serve."""
    folded = (role or "").casefold()
    return "" if "ej tjänstg" in folded or "icke tjänstg" in folded else folded


def _same_names(counted: dict[Key, _Counted]) -> dict[str | None, dict[str, list[tuple[str, str]]]]:
    """For each kommun, the names that are possibly one."""
    met: dict[str | None, dict[str, set[tuple[str, dt.date]]]] = defaultdict(lambda: defaultdict(set))
    for (kommun, key, name), one in counted.items():
        met[kommun][name].update((key, day) for days in one.days.values() for day in days)
    return {kommun: maybe_same(names) for kommun, names in met.items()}


def _member(key: Key, one: _Counted, same: Sequence[tuple[str, str]]) -> Member:
    kommun, body_key, name = key
    every = set().union(*one.days.values())
    return Member(
        kommun=kommun,
        body=one.body,
        body_key=body_key,
        name=name,
        parties=list(one.parties),
        roles=list(one.roles),
        deciding=len(one.days["beslutande"]),
        serving=len(one.days["tjänstgörande"]),
        beside=len(one.days["ersättare"]),
        other=len(one.days["övriga"]),
        adjusting=len(one.days["justerare"]),
        replaced=len(one.days["ersatt"]),
        first=min(every),
        last=max(every),
        maybe_same=[SameName(name=other, why=why) for other, why in same],
    )


def _meetings(scope: Scope, filters: Filters, query: PeopleQuery) -> tuple[list[PresentMeeting], int]:
    """The newest meetings that a front page tells of, one a document, and how many there are."""
    m, p = meetings.c, people.c
    shown = files(scope, filters)
    with scope.register.connection() as connection:
        named = select(p.id).where(p.meeting == m.id, *named_so(connection, p.name, p.party, query)).exists()
        chosen = (
            select(m.id, m.content, m.kommun, m.body, m.body_key, m.date)
            .where(*_where(filters), named)
            .order_by(m.date.desc(), m.body_key, m.id)
        )
        rows = [row for row in connection.execute(chosen) if row.content in shown]
        listed = rows[: query.limit]
        present = _present(connection, [row.id for row in listed], query)
    return [_meeting(row, shown[row.content], present.get(row.id, [])) for row in listed], len(rows)


def _present(connection: Any, ids: Sequence[int], query: PeopleQuery) -> dict[int, list[Presence]]:
    found: dict[int, list[Presence]] = defaultdict(list)
    for part in batches(ids):
        for row in connection.execute(select(people).where(people.c.meeting.in_(part)).order_by(people.c.id)):
            if _fits(row.name, [row.party], query):
                found[row.meeting].append(
                    Presence(
                        name=row.name,
                        party=row.party,
                        role=row.role,
                        part=row.part,
                        replaces=row.replaces,
                        sections=written(row.paragraphs),
                    )
                )
    return found


def _meeting(row: Any, file: File, present: list[Presence]) -> PresentMeeting:
    return PresentMeeting(
        kommun=row.kommun,
        body=row.body,
        body_key=row.body_key,
        date=row.date,
        document_id=file.document_id,
        file=file.file,
        present=present,
    )


def sheets(result: People, links: Links) -> Sequence[Sheet]:
    """Members, presence, votes, and who voted how."""
    return (
        Sheet(
            "Personer",
            (
                *("Kommun", "Organ", "Namn", "Parti", "Roll", "Beslutande", "Tjänstgörande ersättare"),
                *("Ersättare", "Övrig", "Justerare", "Ersatt", "Första", "Senaste", "Möjligen samma"),
            ),
            [tuple(_member_cells(each)) for each in result.members],
        ),
        Sheet(
            "Närvaro",
            (
                "Kommun",
                "Organ",
                "Datum",
                "Namn",
                "Parti",
                "Roll",
                "Deltog som",
                "Ersatte",
                "Paragrafer",
                "Fil",
            ),
            [
                (
                    *(
                        meeting.kommun,
                        meeting.body,
                        meeting.date,
                        each.name,
                        each.party,
                        each.role,
                        each.part,
                    ),
                    *(each.replaces, each.sections, meeting.file),
                )
                for meeting in result.meetings
                for each in meeting.present
            ],
        ),
        Sheet(
            "Voteringar",
            (
                *("Kommun", "Organ", "Datum", "Paragraf", "Ärende", "Ja", "Nej", "Avstod"),
                *("Kontroll", "Varför", "Länk"),
            ),
            [
                (
                    *(each.kommun, each.body, each.date, each.section, each.title, each.yes, each.no),
                    *(each.abstained, each.state, each.why, Link("Visa", links.paragraph(each.paragraph_id))),
                )
                for each in result.votes
            ],
        ),
        Sheet(
            "Röster",
            ("Kommun", "Organ", "Datum", "Paragraf", "Namn", "Parti", "Röst", "Kontroll"),
            [
                (
                    *(each.kommun, each.body, each.date, each.section),
                    one.name,
                    one.party,
                    one.vote,
                    each.state,
                )
                for each in result.votes
                for one in each.ballots
            ],
        ),
    )


def _member_cells(each: Member) -> Iterator[Cell]:
    yield from (each.kommun, each.body, each.name, ", ".join(each.parties), ", ".join(each.roles))
    yield from (each.deciding, each.serving, each.beside, each.other, each.adjusting, each.replaced)
    yield from (each.first, each.last, "; ".join(f"{one.name} ({one.why})" for one in each.maybe_same))
