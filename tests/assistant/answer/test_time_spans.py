"""The stretches of time that questions name."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.answer.time_spans import spans_of, told

_TODAY = dt.date(2026, 3, 20)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("på mötena i maj och december 2025", "i maj 2025 och i december 2025"),
        ("mellan april och juni 2025", "från april till juni 2025"),
        ("från november 2024 till mars 2025", "från november 2024 till mars 2025"),
        ("hösten 2025", "från augusti till december 2025"),
        ("under första halvåret 2025", "från januari till juni 2025"),
        ("andra kvartalet 2025", "från april till juni 2025"),
        ("mellan 2025-01-07 och 2025-06-12", "från 2025-01-07 till 2025-06-12"),
        ("sedan den 3 mars 2025", "från och med 2025-03-03"),
        ("före den 3 mars 2025", "till och med 2025-03-03"),
        ("i år", "under 2026"),
        ("i fjol", "under 2025"),
        ("2024 och 2025", "under 2024 och under 2025"),
        ("mellan 2023 och 2025", "under 2023–2025"),
        ("efter 2024", "från och med januari 2025"),
        ("i höstas", "från augusti till december 2025"),
        ("i november", "i november 2025"),
        ("i januari", "i januari 2026"),
        ("KF 2025-11-24", ""),
        ("beslut om budget 2026 med plan för 2027–2028", ""),
        ("Vilka motioner finns?", ""),
    ],
)
def test_the_spans_of_a_question(question: str, said: str) -> None:
    assert told(spans_of(question, _TODAY)) == said


def test_a_span_has_its_first_and_last_day() -> None:
    assert spans_of("i februari 2024", _TODAY) == ((dt.date(2024, 2, 1), dt.date(2024, 2, 29)),)
