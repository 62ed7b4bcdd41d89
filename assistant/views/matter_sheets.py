"""Matters as tables: a row a §, then a row a matter, what is doubtful and what is missing."""

from __future__ import annotations

from assistant.export.sheets import Cell, Link, Sheet
from assistant.views.scope import Links
from assistant.wire.matters import MatterOut, MattersOut, MatterStep

_STEPS = (
    *("Ärende", "Ärendets läge", "Öppet", "Kommun", "Organ", "Datum", "§", "Dnr", "Rubrik", "Händelse", "Nivå", "Utfall"),
    *("Ersatt av", "Säkerhet", "Varför länkad", "Fil", "Sida", "Paragraf"),
)  # fmt: skip
_MATTERS = (
    *(
        "Ärende",
        "Kommun",
        "Dnr",
        "Öppet",
        "Läge",
        "Beslutar slutligt",
        "Slutligt beslut finns",
        "Första datum",
    ),
    *(
        "Senaste datum",
        "Organ",
        "Antal paragrafer",
        "Saknade hänvisningar",
        "Tveksamma länkar",
        "Första paragraf",
    ),
)
_DOUBTFUL = ("Ärende", "Kan höra hit", "Rubrik", "Varför tveksam", "Meningen", "Paragraf")
_MISSING = (
    *("Ärende", "Saknas", "Organ", "Datum", "§", "Underlag eller tidigare behandling", "Anmärkning", "Nämns i", "Meningen", "Paragraf"),
)  # fmt: skip


def sheets(result: MattersOut, links: Links) -> list[Sheet]:
    """The matters as tables; each row leads to a paragraph."""
    found = result.matters
    return [
        Sheet("Led", _STEPS, [_step(matter, step, links) for matter in found for step in matter.steps]),
        Sheet("Ärenden", _MATTERS, [_matter(matter, links) for matter in found]),
        Sheet(
            "Tveksamt",
            _DOUBTFUL,
            [
                (matter.title, each.label, each.title, each.why, each.quote, _link(each.paragraph_id, links))
                for matter in found
                for each in matter.doubtful
            ],
        ),
        Sheet(
            "Saknas",
            _MISSING,
            [
                (
                    *(matter.title, each.label, each.body, each.date, each.section, each.prepared, each.note),
                    *(", ".join(each.named_in), each.quote, _link(each.paragraph_id, links)),
                )
                for matter in found
                for each in matter.missing
            ],
        ),
    ]


def _step(matter: MatterOut, step: MatterStep, links: Links) -> tuple[Cell, ...]:
    joined = step.links[0] if step.links else None
    return (
        *(matter.title, matter.status, matter.open, matter.kommun, step.body_key, step.date, step.section),
        *(step.dnr, step.title, step.event, step.level, step.outcome, step.superseded),
        *(joined.certainty if joined else None, joined.why if joined else None),
        *(step.file, step.page, _link(step.paragraph_id, links)),
    )


def _matter(matter: MatterOut, links: Links) -> tuple[Cell, ...]:
    return (
        *(matter.title, matter.kommun, ", ".join(matter.dnr), matter.open, matter.status, matter.final_body),
        *(matter.decided, matter.first, matter.last, ", ".join(matter.bodies), len(matter.steps)),
        *(len(matter.missing), len(matter.doubtful), _link(matter.steps[0].paragraph_id, links)),
    )


def _link(paragraph_id: str, links: Links) -> Link:
    return Link("Visa paragrafen", links.paragraph(paragraph_id))
