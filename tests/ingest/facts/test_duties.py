from __future__ import annotations

import datetime as dt
from typing import Any

from ingest.facts.duties import read_duties
from ingest.kommunfile import load_kommun_config
from ingest.model import Page, Reading
from ingest.structure import structure
from tests.archives import Item, minutes

TOLD = (
    "Beredande tjänsteperson: Disa Duva\nRemissvar ska skickas till länet senast 14 april. "
    "Riktlinjerna ska revideras årligen. De gäller från och med den 1 maj 2025."
)
PLAN = Item(
    11,
    "Plan för gångbroar",
    "KS-25/00301",
    "Samhällschefen får i uppdrag att utreda läget.\n"
    "• Uppdraget återrapporteras till kommunstyrelsen senast den 9 september 2025.\n"
    "• Svaret lämnas senast den 31 februari 2026.",
    TOLD,
)


def _read(item: Item, body: str = "Kommunstyrelsen") -> tuple[list[dict[str, Any]], str]:
    text = minutes([item], body=body)
    reading = Reading("text", (Page(1, text),), paged=False)
    document = structure(reading, name="KS.txt", kommun=None, kind=None, config=load_kommun_config(None))
    (meeting,) = document.meetings
    return read_duties(meeting.paragraphs[0], meeting), text


def test_tasks_promises_and_what_is_repeated_are_read_with_their_days() -> None:
    rows, _ = _read(PLAN)
    assert [(row["kind"], row["due"], row["precision"], row["said_in"]) for row in rows] == [
        ("uppdrag", None, "utan datum", "beslut"),
        ("redovisning", dt.date(2025, 9, 9), "dag", "beslut"),
        ("svar", None, "orimligt datum", "beslut"),
        ("svar", dt.date(2025, 4, 14), "dag", "text"),
        ("revidering", dt.date(2026, 3, 25), "upprepat", "text"),
    ]


def test_a_year_that_is_not_written_is_said_to_be_inferred() -> None:
    rows, _ = _read(PLAN)
    assert [row["written"] for row in rows if row["year_inferred"]] == ["14 april"]


def test_a_day_that_does_not_exist_is_kept_as_written() -> None:
    rows, _ = _read(PLAN)
    assert [row["written"] for row in rows if row["precision"] == "orimligt datum"] == ["31 februari 2026"]


def test_whoever_got_the_task_is_responsible_for_its_report_and_the_preparer_only_assumed() -> None:
    rows, _ = _read(PLAN)
    assert [(row["responsible"], row["assumed"]) for row in rows] == [
        ("Samhällschefen", False),
        ("Samhällschefen", False),
        ("Disa Duva", True),
        ("Disa Duva", True),
        ("Disa Duva", True),
    ]


def test_every_duty_stands_with_its_sentence_where_it_was_read() -> None:
    rows, text = _read(PLAN)
    for row in rows:
        spans = row["text"].spans()
        assert " ".join(" ".join(text[span.start : span.end].split()) for span in spans) == row["text"].value
    assert rows[3]["text"].value == "Remissvar ska skickas till länet senast 14 april."


def test_what_the_text_says_once_more_is_one_duty() -> None:
    item = Item(
        11,
        "Avtal",
        "KS-25/00301",
        "Kommunchefen får i uppdrag att teckna avtal senast den 30 maj 2025.",
        "Avtalet ska vara undertecknat senast den 30 maj 2025.",
    )
    rows, _ = _read(item)
    assert [(row["kind"], row["said_in"]) for row in rows] == [("uppdrag", "beslut")]


def test_what_is_turned_down_is_no_duty() -> None:
    rows, _ = _read(
        Item(
            11,
            "Bro",
            "KS-25/00301",
            "Kommunstyrelsen avslår förslaget att ge chefen i uppdrag att utreda bron.",
        )
    )
    assert rows == []


def test_what_others_move_is_no_duty() -> None:
    told = "Bron är avstängd.\nYrkanden\nBo Test (C) yrkar att bron ska vara klar senast den 1 oktober 2025."
    rows, text = _read(Item(12, "Bro", "KS-25/00302", "Ärendet noteras.", told))
    assert "1 oktober 2025" in text
    assert rows == []
