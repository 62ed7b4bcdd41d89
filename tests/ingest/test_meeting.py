"""The day of a meeting, and titles beside the codes of a filing plan, in made-up minutes."""

from __future__ import annotations

import datetime as dt

from ingest.cleanup import clean
from ingest.kommunfile import load_kommun_config
from ingest.minutes import parse_minutes
from ingest.model import Meeting, Page, Reading

_PAGE = """Ekvikens kommun
Protokoll 2025-02-18
Sida {page}
Miljönämnden

{text}
"""
_FRONT = """Protokoll från sammanträde med miljönämnden
Tid
Tisdagen den 18 februari 2025 kl. 13.00–15.00
Plats
Rådhuset
Ledamöter
Greta Ahlqvist (L), ordförande
Omfattning
§§ 3–4
"""
_PARAGRAPHS = """§ 3                                  Dnr MN 2025-000011  042

Årsrapport om tillsynen

Miljönämnden beslutar
att godkänna rapporten.

§ 4                                  Dnr MN 2025-000014  533

Ny badbrygga

Miljönämnden beslutar
att bordlägga ärendet till sammanträdet den 25 mars 2025.
"""


def _meeting() -> Meeting:
    pages = tuple(
        Page(number, _PAGE.format(page=number, text=text))
        for number, text in enumerate((_FRONT, _PARAGRAPHS), start=1)
    )
    (meeting,) = parse_minutes(clean(Reading("txt", pages, paged=True)), pages, config=load_kommun_config())
    return meeting


def test_the_day_that_a_matter_is_put_off_to_is_not_the_meetings() -> None:
    assert _meeting().date == dt.date(2025, 2, 18)


def test_a_code_of_the_filing_plan_beside_the_dnr_is_no_title() -> None:
    paragraphs = _meeting().paragraphs
    assert [p.title for p in paragraphs] == ["Årsrapport om tillsynen", "Ny badbrygga"]
    assert [p.dnr for p in paragraphs] == ["MN 2025-000011", "MN 2025-000014"]
