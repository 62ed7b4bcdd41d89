"""Who decided a document, as it says on its first pages."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.goals.adoption import Named, named_decision
from ingest.kommunfile import default_config

BODIES = default_config().bodies


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Plan 2025\nFastställd av kommunstyrelsen 2024-11-05 § 137\nInledning",
            Named("Fastställd av kommunstyrelsen 2024-11-05 § 137", "KS", dt.date(2024, 11, 5), 137),
        ),
        (
            "Antagen av kommunfullmäktige den 19 juni 2023, § 44. Gäller tills vidare.",
            Named("Antagen av kommunfullmäktige den 19 juni 2023, § 44", "KF", dt.date(2023, 6, 19), 44),
        ),
        (
            "Vision 2035, antagen av kommunfullmäktige 2023-06-19 § 44\nVi växer.",
            Named("Antagen av kommunfullmäktige 2023-06-19 § 44", "KF", dt.date(2023, 6, 19), 44),
        ),
        (
            "Vision 2035\nAntagen: Kommunfullmäktige 2023-06-19 § 44",
            Named("Antagen: Kommunfullmäktige 2023-06-19 § 44", "KF", dt.date(2023, 6, 19), 44),
        ),
        ("Antaget av kommunfullmäktige\nVision", Named("Antaget av kommunfullmäktige", "KF", None, None)),
    ],
)
def test_the_decision_is_read_with_body_day_and_paragraph(text: str, named: Named) -> None:
    assert named_decision(text, BODIES) == named


@pytest.mark.parametrize(
    "text",
    [
        "Vision 2035, som är antagen av kommunfullmäktige 2023-06-19",
        "Visionen är antagen av kommunfullmäktige 2023-06-19.",
        "Antagen av alla.",
        "Antal sidor: 3",
    ],
)
def test_running_text_about_something_else_is_no_decision(text: str) -> None:
    assert named_decision(text, BODIES) is None
