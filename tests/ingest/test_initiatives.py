from __future__ import annotations

import pytest

from ingest.initiatives import initiatives
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
