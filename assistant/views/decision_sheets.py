"""The register of decisions as sheets: a row a point, and a row an amount."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence

from assistant.correction_fields import field_label
from assistant.export.sheets import Cell, Link, Sheet
from assistant.schema import AmountOut, DecisionPointOut, DecisionRow
from assistant.views.scope import Links
from assistant.wire.decisions import DECISIONS, DecisionPage
from ingest.corrected import AMOUNTS
from ingest.money import money_in

_HEAD = ("Kommun", "Organ", "Organ kort", "Datum", "§", "Dnr", "Rubrik")
_COLUMNS = (
    *(
        *_HEAD,
        "Punkt",
        "Beslut",
        "Nivå",
        "Utfall",
        "Nästa organ",
        "Paragrafens nivå",
        "Paragrafens utfall",
        "Paragrafens nästa organ",
        "Slutligt organ",
        "Belopp",
        "Största belopp, kr",
    ),
    *(
        "Mottagare",
        "Beredande",
        "Underlag",
        "Fil",
        "Även i",
        "Sida",
        "Utkast",
        "Olika uppgifter",
        "Rättat",
        "Delat beslut",
        "Länk",
    ),
)
_AMOUNT_COLUMNS = (*(*_HEAD, "Belopp", "Enhet", "Kronor", "Anmärkning", "Avsnitt", "Mening", "Sida", "Länk"),)
_SHOW = "Visa paragrafen"

Printed = tuple[str, float | None]
"""An amount as printed, and its value in kronor."""


def sheets(rows: Sequence[DecisionRow], links: Links) -> tuple[Sheet, ...]:
    """Decisions, a row a point and one for a paragraph without points, each with what holds of the paragraph as a whole; and
    amounts."""
    points = [line for row in rows for line in _lines(row, links)]
    amounts = [_amount(row, amount, links) for row in rows for amount in row.amounts]
    return Sheet(DECISIONS.title, _COLUMNS, points), Sheet("Belopp", _AMOUNT_COLUMNS, amounts)


def page_sheets(page: DecisionPage, links: Links) -> tuple[Sheet, ...]:
    """A page's rows."""
    return sheets(page.rows, links)


def json_file(rows: list[DecisionRow], links: Links) -> bytes:  # noqa: ARG001
    """The rows as JSON, as the API gives them."""
    return json.dumps(DECISIONS.plain(rows), ensure_ascii=False, indent=2).encode()


def _lines(row: DecisionRow, links: Links) -> Iterator[tuple[Cell, ...]]:
    every = [(amount.printed, amount.value) for amount in row.amounts]
    if not row.points:
        yield _line(row, None, None, every, links)
    for number, point in enumerate(row.points, start=1):
        own = _printed(point.text)
        if AMOUNTS in row.corrected:  # put right for the § as a whole
            own = every if number == 1 else []
        yield _line(row, number, point, own, links)


def _printed(text: str) -> list[Printed]:
    found = money_in(text)
    return [(text[m.start : m.end], None if m.value is None else float(m.value)) for m in found]


def _line(
    row: DecisionRow,
    number: int | None,
    point: DecisionPointOut | None,
    amounts: Sequence[Printed],
    links: Links,
) -> tuple[Cell, ...]:
    own = point or row
    values = [value for _, value in amounts if value is not None]
    return (
        *(*_head(row), number, point.text if point else None, own.level, own.outcome, own.next_body),
        *(row.level, row.outcome, row.next_body),
        *(row.final_body, "; ".join(printed for printed, _ in amounts), max(values, default=None)),
        *("; ".join(row.recipients), "; ".join(row.prepared_by), "; ".join(row.underlag)),
        *(row.file, "; ".join(row.also_in), row.page, row.draft, "; ".join(row.conflict)),
        *("; ".join(field_label(field) for field in row.corrected), ", ".join(row.parted), _link(row, links)),
    )


def _head(row: DecisionRow) -> tuple[Cell, ...]:
    date = dt.date.fromisoformat(row.date)
    return row.kommun, row.body, row.body_key, date, row.section, row.dnr, row.title


def _amount(row: DecisionRow, amount: AmountOut, links: Links) -> tuple[Cell, ...]:
    return (
        *(*_head(row), amount.printed, amount.unit, amount.value, amount.odd, amount.kind, amount.sentence),
        *(amount.page, _link(row, links)),
    )


def _link(row: DecisionRow, links: Links) -> Link:
    return Link(_SHOW, links.paragraph(row.paragraph_id))
