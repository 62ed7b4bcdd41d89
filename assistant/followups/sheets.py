"""Follow-ups as sheets, for CSV and XLSX."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.export.sheets import Link, Sheet
from assistant.views.scope import Links
from assistant.wire.followups import Duty, Followups, Initiative, LegalForce
from ingest.parted import in_words


def sheets(result: Followups, links: Links) -> Sequence[Sheet]:
    """Duties, initiatives and laga kraft, a sheet each; those that hold something first."""
    every = (
        _duties(result.duties, links),
        _initiatives(result.initiatives, links),
        _laga_kraft(result.legal_force),
    )
    return sorted(every, key=lambda sheet: not sheet.rows)


_DUTY_COLUMNS = (
    *(
        "Läge",
        "Försenad",
        "Slag",
        "Dag",
        "Senast",
        "Tid som den står",
        "Året räknat fram",
        "Återkommer (månader)",
    ),
    *("Nästa gång", "Ansvarig", "Ansvarig antagen", "Text", "Ärende", "Kommun", "Organ", "Sammanträde"),
    *("Paragraf", "Diarienummer", "Står i", "Återkommer i", "Anmärkning", "Sida", "Fil", "Länk"),
)


def _duties(duties: Sequence[Duty], links: Links) -> Sheet:
    rows = [
        (
            *(each.state, each.overdue, each.kind, each.due, each.until, each.written),
            *(each.year_inferred, each.every_months, each.next_on, each.responsible, each.assumed),
            *(each.text, each.title, each.kommun, each.body, each.date, each.section, each.dnr, each.said_in),
            each.followed_by.label if each.followed_by else None,
            *(" ".join(each.notes), each.page, each.file),
            Link("Visa", links.paragraph(each.paragraph_id)),
        )
        for each in duties
    ]
    return Sheet("Bevakning", _DUTY_COLUMNS, rows)


_INITIATIVE_COLUMNS = (
    *(
        "Slag",
        "Ärende",
        "Kommun",
        "Diarienummer",
        "Kom in",
        "Ålder räknad från",
        "Ålder (dagar)",
        "Över ett år",
    ),
    *("Besvarad", "Utfall", "Behandlad i", "Anmärkning", "Länk"),
)


def _initiatives(initiatives: Sequence[Initiative], links: Links) -> Sheet:
    rows = [
        (
            *(each.kind, each.topic, each.kommun, each.dnr_key),
            each.came_in_on or (each.came_in.label if each.came_in else None),
            *(each.since, each.age_days, each.over_a_year),
            each.answered.label if each.answered else None,
            *(
                in_words(each.outcome or "", each.parted),
                "; ".join(step.label for step in each.steps),
                " ".join(each.notes),
            ),
            Link("Visa", links.paragraph(each.paragraph_id)),
        )
        for each in initiatives
    ]
    return Sheet("Motioner och initiativ", _INITIATIVE_COLUMNS, rows)


_FORCE_COLUMNS = (
    "Kommun",
    "Organ",
    "Sammanträde",
    "Anslag",
    "Överklagandetiden löper ut",
    "Har vunnit laga kraft om ingen överklagat",
    "Beslut",
    "Anmärkning",
    "Fil",
)


def _laga_kraft(meetings: Sequence[LegalForce]) -> Sheet:
    rows = [
        (
            *(each.kommun, each.body, each.date, each.posted, each.gains),
            *(each.gained, each.decisions, each.note, each.file),
        )
        for each in meetings
    ]
    return Sheet("Laga kraft", _FORCE_COLUMNS, rows)
