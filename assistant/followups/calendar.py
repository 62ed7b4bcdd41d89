"""Follow-ups as a calendar."""

from __future__ import annotations

import hashlib

from assistant.export.calendar import Day, calendar_bytes
from assistant.views.scope import Links
from assistant.wire.followups import FOLLOWUPS, Duty, Followups, LegalForce

REMIND_DAYS = 7
"""How long before its day the calendar reminds of something."""


def calendar(result: Followups, links: Links) -> bytes:
    """The duties that have a day or come back, and the last days to appeal that are left. What is done or only
    proposed is left out."""
    duties = (
        _duty(duty, result, links) for duty in result.duties if duty.state not in ("klar", "föreslagen")
    )
    force = (_force(meeting, links) for meeting in result.legal_force if meeting.gained is False)
    days = [day for day in (*duties, *force) if day]
    return calendar_bytes(FOLLOWUPS.title, days, made=result.today)


def _duty(duty: Duty, result: Followups, links: Links) -> Day | None:
    date = duty.until or duty.next_on
    if date is None:
        return None
    url = links.paragraph(duty.paragraph_id)
    responsible = [f"Ansvarig: {duty.responsible}"] if duty.responsible else []
    return Day(
        id=duty.id,
        date=date,
        title=f"{duty.kind.capitalize()}: {duty.title} ({duty.body_key} {duty.date} {duty.section})",
        text="\n".join([duty.text, *responsible, *duty.notes, url]),
        url=url,
        every_months=duty.every_months,
        remind_days=REMIND_DAYS if date >= result.today else None,
    )


def _force(meeting: LegalForce, links: Links) -> Day | None:
    if meeting.gains is None:
        return None
    held = f"{meeting.kommun}|{meeting.body_key}|{meeting.date}"
    text = f"{meeting.body} {meeting.date}: {meeting.decisions} paragrafer med beslut, anslagna {meeting.posted}."
    return Day(
        id=hashlib.sha256(f"laga kraft|{held}".encode()).hexdigest()[:20],
        date=meeting.gains,
        title=f"Överklagandetiden löper ut: {meeting.body_key} {meeting.date}",
        text=" ".join(part for part in (text, meeting.note) if part),
        url=links.page(meeting.document_id, 1),
    )
