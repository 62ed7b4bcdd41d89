"""Meetings named without a §."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.kommunfile import load_kommun_config
from ingest.model import Section
from ingest.named_meetings import named_meetings
from ingest.text import Text

HELD = dt.date(2025, 5, 6)
MARCH = ("2025-03-01", "2025-03-31")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Frågan var uppe vid kommunstyrelsens sammanträde i mars 2025.", [("KS", *MARCH, False)]),
        (
            "Frågan var uppe vid kommunstyrelsens sammanträde den 4 mars 2025.",
            [("KS", "2025-03-04", "2025-03-04", False)],
        ),
        ("Planen antogs av kommunfullmäktige 2024-11-25.", [("KF", "2024-11-25", "2024-11-25", False)]),
        ("Kommunstyrelsen behandlade ärendet den 4 mars 2025.", [("KS", "2025-03-04", "2025-03-04", False)]),
        (
            "Vid sammanträdet 2025-03-04 beslutade kommunstyrelsen om en plan.",
            [("KS", "2025-03-04", "2025-03-04", False)],
        ),
        (
            "Ärendet bordläggs till kommunstyrelsens sammanträde den 3 juni 2025.",
            [("KS", "2025-06-03", "2025-06-03", True)],
        ),
        (
            "Ärendet bordläggs till utskottets möte den 3 juni 2025.",
            [("AU", "2025-06-03", "2025-06-03", True)],
        ),
        ("Kommunstyrelsen 2025-03-04 § 14 beslutade om en plan.", []),
        ("Kommunstyrelsen beslutade att avtalet löper till den 4 mars 2025.", []),
        ("Avtalet mellan socialnämnden och regionen undertecknades 2025-03-04.", []),
        ("Nämndens sammanträde den 4 mars 2025 ställdes in.", []),
        ("Utskottets sammanträde den 6 maj 2025 öppnades.", []),
        ("Kommunstyrelsens beslut gäller från den 1 mars 2025.", []),
    ],
)
def test_a_meeting_is_named_by_its_day_or_month(text: str, named: list[tuple[str, str, str, bool]]) -> None:
    bodies = load_kommun_config(None).bodies
    found = named_meetings([Section(None, Text(text))], bodies.named("AU"), HELD, bodies)
    assert [(one.body_key, str(one.first), str(one.last), one.planned) for one in found] == named
