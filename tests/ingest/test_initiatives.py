from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ingest.initiatives import arrival, initiatives
from ingest.kommunfile import load_kommun_config
from ingest.model import Page, Paragraph, Reading
from ingest.structure import structure
from tests.archives import Item, minutes


def _paragraph(title: str, decision: str, told: str = "Ärendet redovisas.") -> Paragraph:
    text = minutes([Item(11, title, "KS-25/00301", decision, told)], body="Kommunfullmäktige")
    reading = Reading("text", (Page(1, text),), paged=False)
    document = structure(reading, name="KF.txt", kommun=None, kind=None, config=load_kommun_config(None))
    return document.meetings[0].paragraphs[0]


@pytest.mark.parametrize(
    ("title", "decision", "kind", "stage", "topic"),
    [
        (
            "Motion om fria bussresor",
            "Motionen överlämnas till kommunstyrelsen för beredning.",
            "motion",
            "inkommen",
            "fria bussresor",
        ),
        (
            "Motion - Hem- och distansarbete",
            "Motionen remitteras till kommunstyrelsen.",
            "motion",
            "inkommen",
            "Hem- och distansarbete",
        ),
        (
            "Svar på motion om fria bussresor",
            "Motionen anses besvarad.",
            "motion",
            "besvarad",
            "fria bussresor",
        ),
        (
            "Besvarande av motion gällande solceller - Asta Prov (S)",
            "Motionen avslås.",
            "motion",
            "besvarad",
            "solceller",
        ),
        (
            "Medborgarförslag om belysning",
            "Medborgarförslaget bifalls.",
            "medborgarförslag",
            "besvarad",
            "belysning",
        ),
        (
            "Initiativärende till kommunstyrelsen gällande parkering",
            "Initiativärendet bordläggs.",
            "initiativärende",
            "bereds",
            "parkering",
        ),
    ],
)
def test_what_a_title_names_is_read_with_its_stage(
    title: str, decision: str, kind: str, stage: str, topic: str
) -> None:
    (found,) = initiatives(_paragraph(title, decision))
    assert (found.kind, found.stage, found.topic, found.dnr_key) == (kind, stage, topic, "KS-2025-301")


@pytest.mark.parametrize("title", ["Motionsspår vid sjön", "Motion och hälsa för äldre", "Ny gångbro"])
def test_other_titles_name_none(title: str) -> None:
    assert initiatives(_paragraph(title, "Ärendet bordläggs.")) == ()


def test_a_list_of_unanswered_ones_names_each_with_its_number() -> None:
    told = "Två motioner är inte färdigberedda: om fria bussresor (KS-24/00512) och om odlingslotter vid sjön (KS-24/00366)."
    found = initiatives(_paragraph("Motioner som inte är färdigberedda", "Redovisningen noteras.", told))
    assert [(each.topic, each.dnr_key, each.stage) for each in found] == [
        ("fria bussresor", "KS-2024-512", "obesvarad"),
        ("odlingslotter vid sjön", "KS-2024-366", "obesvarad"),
    ]


def test_a_list_of_new_ones_names_what_they_are_about() -> None:
    told = "Bo Test (C) har lämnat ett initiativärende till kommunstyrelsen, gällande stärkt arbetsmiljö."
    (found,) = initiatives(_paragraph("Anmälda initiativärenden", "Initiativärendet tas emot.", told))
    assert (found.kind, found.stage, found.topic) == ("initiativärende", "inkommen", "stärkt arbetsmiljö")


HELD = dt.date(2025, 6, 16)


@pytest.mark.parametrize(
    "told",
    [
        *(
            "Motionen inkom den 9 oktober 2024.",
            "Asta Prov (S) har i en motion som lämnades in 2024-10-09 yrkat på bussar.",
        ),
        *(
            "Den 9 oktober 2024 inkom en motion om fria bussresor.",
            "Motionen väcktes den 9 oktober 2024 i fullmäktige.",
        ),
        "Motionen om ansvar för bussar kom in till kommunen 2024-10-09 och bereddes 2025-02-01.",
    ],
)
def test_the_text_tells_the_day_a_motion_came_in(told: str) -> None:
    found = arrival(_paragraph("Svar på motion om fria bussresor", "Motionen avslås.", told), HELD)
    assert found is not None
    assert (found.date, found.place) == (dt.date(2024, 10, 9), "texten")


@pytest.mark.parametrize(
    "told",
    [
        *("Nämndens yttrande över motionen inkom den 9 oktober 2024.", "Motionen inkom den 9 oktober 2026."),
        *("Motionen behandlades den 9 oktober 2024.", "Planen inkom den 9 oktober 2024."),
        *(
            "Motionen remitterades till nämnden och svaret inkom den 9 oktober 2024.",
            "Motionen inkom i oktober.",
        ),
    ],
)
def test_another_day_is_not_the_day_a_motion_came_in(told: str) -> None:
    assert arrival(_paragraph("Svar på motion om fria bussresor", "Motionen avslås.", told), HELD) is None


@pytest.mark.parametrize(
    ("entry", "day"),
    [
        ("Motion 2024-10-09, bilaga", dt.date(2024, 10, 9)),
        ("Bilaga 1. Motion om fria bussresor, daterad den 9 oktober 2024", dt.date(2024, 10, 9)),
        ("Motion från Asta Prov (S) 2024-10-09", dt.date(2024, 10, 9)),
        ("Svar på motion 2025-03-01", None),
        ("Motion om plan antagen 2020-01-01", None),
        ("Kommunfullmäktige 2024-10-28 § 90, motion", None),
        ("Motion, remitterad 2024-10-28 § 90", None),
        ("Tjänsteskrivelse 2025-05-02", None),
    ],
)
def test_underlag_dates_a_motion(entry: str, day: dt.date | None) -> None:
    paragraph = replace(_paragraph("Svar på motion om fria bussresor", "Motionen avslås."), underlag=(entry,))
    found = arrival(paragraph, HELD)
    assert (found and (found.date, found.place)) == (day and (day, "underlaget"))


def test_the_text_is_believed_before_underlag_and_other_matters_have_no_such_day() -> None:
    told, listed = "Motionen inkom den 9 oktober 2024.", ("Motion 2024-10-01",)
    paragraph = _paragraph("Svar på motion om fria bussresor", "Motionen avslås.", told)
    found = arrival(replace(paragraph, underlag=listed), HELD)
    assert found is not None
    assert found.date == dt.date(2024, 10, 9)
    other = _paragraph("Ny gångbro", "Gångbron godkänns.", told)
    assert arrival(replace(other, underlag=listed), HELD) is None
