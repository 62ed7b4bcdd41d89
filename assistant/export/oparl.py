"""Matters in the shape of OParl 1.1 (https://schema.oparl.org/1.1/), the open form in which councils share what they do.

A matter is a Paper, its §§ are AgendaItems of Meetings, and a Consultation says that the paper was treated there. Ids are
addresses under the service's own; what OParl has no word for is left out.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from assistant.views.scope import Links
from assistant.wire.matters import MatterOut, MattersOut, MatterStep

SCHEMA = "https://schema.oparl.org/1.1/"
_SWEDEN = ZoneInfo("Europe/Stockholm")
_DECIDES = ("beslut", "blandat")
_ROLES = {
    "beslut": "Beslut",
    "förslag": "Beredning",
    "överlämnat": "Beredning",
    "information": "Information",
    "blandat": "Beslut och beredning",
}


def oparl_bytes(result: MattersOut, links: Links) -> bytes:
    """The matters as JSON: lists of `body`, `organization`, `meeting` (with its agendaItem) and `paper` (with its
    consultation)."""
    return json.dumps(oparl(result, links), ensure_ascii=False, indent=2).encode()


def oparl(result: MattersOut, links: Links) -> dict[str, list[dict[str, Any]]]:
    """The matters as plain data, as `oparl_bytes` writes them."""
    ids = _Ids(links)
    meetings: dict[str, dict[str, Any]] = {}
    organizations: dict[str, dict[str, Any]] = {}
    bodies: dict[str, dict[str, Any]] = {}
    for matter in result.matters:
        bodies.setdefault(ids.body(matter), _body(matter, ids))
        for step in matter.steps:
            organizations.setdefault(ids.organization(matter, step), _organization(matter, step, ids))
            meeting = meetings.setdefault(ids.meeting(matter, step), _meeting(matter, step, ids))
            meeting["agendaItem"].append(_agenda_item(matter, step, ids))
    for meeting in meetings.values():
        _put_in_order(meeting["agendaItem"])
    return {
        "body": list(bodies.values()),
        "organization": list(organizations.values()),
        "meeting": sorted(meetings.values(), key=lambda meeting: str(meeting["start"])),
        "paper": [_paper(matter, ids) for matter in result.matters],
    }


class _Ids:
    """Addresses of objects."""

    def __init__(self, links: Links) -> None:
        self.links = links

    def of(self, kind: str, *parts: object) -> str:
        """The address of an object of a kind."""
        name = "/".join(quote(str(part), safe="") for part in parts)
        return f"{self.links.base}/oparl/{kind}/{name}"

    def body(self, matter: MatterOut) -> str:
        """The kommun."""
        return self.of("body", matter.kommun or "okand")

    def organization(self, matter: MatterOut, step: MatterStep) -> str:
        """The deciding body."""
        return self.of("organization", matter.kommun or "okand", step.body_key)

    def meeting(self, matter: MatterOut, step: MatterStep) -> str:
        """The meeting."""
        return self.of("meeting", matter.kommun or "okand", step.body_key, step.date)

    def agenda_item(self, step: MatterStep) -> str:
        """The §."""
        return self.of("agendaItem", step.paragraph_id)

    def paper(self, matter: MatterOut) -> str:
        """The matter."""
        return self.of("paper", matter.id)

    def consultation(self, step: MatterStep) -> str:
        """That a § treats its matter."""
        return self.of("consultation", step.paragraph_id)


def _object(kind: str, address: str) -> dict[str, Any]:
    return {"id": address, "type": f"{SCHEMA}{kind}"}


def _body(matter: MatterOut, ids: _Ids) -> dict[str, Any]:
    return _object("Body", ids.body(matter)) | {"name": matter.kommun or "Okänd kommun"}


def _organization(matter: MatterOut, step: MatterStep, ids: _Ids) -> dict[str, Any]:
    return _object("Organization", ids.organization(matter, step)) | {
        "body": ids.body(matter),
        "name": step.body,
        "shortName": step.body_key,
    }


def _meeting(matter: MatterOut, step: MatterStep, ids: _Ids) -> dict[str, Any]:
    start = dt.datetime.combine(step.date, dt.time(), _SWEDEN)
    return _object("Meeting", ids.meeting(matter, step)) | {
        "name": f"{step.body} {step.date}",
        "meetingState": "genomförd",
        "cancelled": False,
        "start": start.isoformat(),
        "organization": [ids.organization(matter, step)],
        "agendaItem": [],
    }


def _agenda_item(matter: MatterOut, step: MatterStep, ids: _Ids) -> dict[str, Any]:
    return _object("AgendaItem", ids.agenda_item(step)) | {
        "meeting": ids.meeting(matter, step),
        "number": step.section,
        "name": step.title,
        "consultation": ids.consultation(step),
        "result": step.event,
        "web": ids.links.paragraph(step.paragraph_id),
    }


def _put_in_order(items: list[dict[str, Any]]) -> None:
    """By §, each with its place, counted from 0."""
    items.sort(key=lambda item: int(item["number"].removeprefix("§ ")))
    for order, item in enumerate(items):
        item["order"] = order


def _paper(matter: MatterOut, ids: _Ids) -> dict[str, Any]:
    related = dict.fromkeys(each.matter_id for each in matter.doubtful if each.matter_id)
    paper = _object("Paper", ids.paper(matter)) | {
        "body": ids.body(matter),
        "name": matter.title,
        "date": matter.first.isoformat(),
        "paperType": "Ärende",
        "relatedPaper": [ids.of("paper", name) for name in related],
        "originatorOrganization": [ids.organization(matter, matter.steps[0])],
        "consultation": [_consultation(matter, step, ids) for step in matter.steps],
        "web": f"{ids.links.base}/arenden?id={quote(matter.id, safe='')}",
    }
    return paper | ({"reference": ", ".join(matter.dnr)} if matter.dnr else {})


def _consultation(matter: MatterOut, step: MatterStep, ids: _Ids) -> dict[str, Any]:
    return _object("Consultation", ids.consultation(step)) | {
        "paper": ids.paper(matter),
        "agendaItem": ids.agenda_item(step),
        "meeting": ids.meeting(matter, step),
        "organization": [ids.organization(matter, step)],
        "authoritative": step.level in _DECIDES and step.outcome not in ("återremitteras", "bordläggs"),
        "role": _ROLES[step.level],
    }
