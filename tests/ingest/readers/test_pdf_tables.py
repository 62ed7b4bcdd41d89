"""Tables of PDFs come out row by row, whatever order their cells were drawn in; front pages and prose stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from ingest.goals import goals
from ingest.outline import find_headings
from ingest.readers import read
from ingest.text import Line

STYLES = getSampleStyleSheet()
BUDGET = [
    ["Nämnd", "Budget 2024, mnkr", "Budget 2025, mnkr"],
    ["Kommunstyrelsen", "60,1", "62,4"],
    ["Barn- och utbildningsnämnden", "309,5", "318,9"],
    ["Summa", "728,3", "754,9"],
]
GOALS = [
    ["Mål", "Indikator", "Utfall 2024", "Målvärde", "Status"],
    ["1. Alla elever blir behöriga till gymnasiet", "Gymnasiebehörighet, procent", "83,5", "90", "Gul"],
    ["2. Tryggt att åldras", "Personalkontinuitet i hemtjänst under fjorton dagar, antal", "16", "13", "Röd"],
    ["3. Företagen växer", "Handläggningstid bygglov", "8,1", "6", "Grön"],
]
RULES = [
    ["Nr", "Beslut", "Delegat", "Ersättare"],
    ["1.1", "Avgöra det som hastar så mycket att nästa sammanträde kommer för sent", "Ordförande", "Vice ordförande"],
    ["1.2", "Svara förvaltningsrätten när ett avslag har klagats på", "Chef", "–"],
    ["1.3", "Attest", "Chef", "Controller"],
]  # fmt: skip
PROSE = "Nämndens ramar höjs med tre procent för löner och två procent för priser. Resten av ökningen går till fler platser."


def made(
    path: Path, data: Sequence[Sequence[str]], widths: Sequence[float], *, valign: str, wrapped: bool
) -> Path:
    cells = [[Paragraph(cell, STYLES["BodyText"]) if wrapped else cell for cell in row] for row in data]
    table = Table(cells, colWidths=widths)
    table.setStyle(
        TableStyle([("VALIGN", (0, 0), (-1, -1), valign), ("GRID", (0, 0), (-1, -1), 0.5, "black")])
    )
    story = [
        Paragraph("Ramar", STYLES["Heading2"]),
        Paragraph(PROSE, STYLES["BodyText"]),
        table,
        Spacer(1, 12),
    ]
    SimpleDocTemplate(str(path), pagesize=A4).build([*story, Paragraph(PROSE, STYLES["BodyText"])])
    return path


@pytest.mark.parametrize("valign", ["TOP", "MIDDLE", "BOTTOM"])
@pytest.mark.parametrize(
    ("data", "widths", "wrapped"),
    [
        (BUDGET, (170, 110, 110), True),
        (BUDGET, (170, 110, 110), False),
        (GOALS, (120, 150, 60, 60, 50), True),
        (RULES, (40, 210, 90, 90), True),
    ],
    ids=["budget", "budget-plain", "goals", "rules"],
)
def test_a_table_has_a_line_for_each_row(
    tmp_path: Path, data: list[list[str]], widths: tuple[float, ...], wrapped: bool, valign: str
) -> None:
    path = made(tmp_path / "x.pdf", data, widths, valign=valign, wrapped=wrapped)
    text = read(path, name="x.pdf").pages[0].text
    assert [line.split("\t") for line in text.split("\n") if "\t" in line] == data
    assert text.startswith("Ramar\n")
    assert " ".join(text.split()).count(PROSE) == 2


def test_goals_of_a_drawn_table_have_indicator_and_status(tmp_path: Path) -> None:
    path = made(tmp_path / "x.pdf", GOALS, (120, 150, 60, 60, 50), valign="MIDDLE", wrapped=True)
    text = read(path, name="x.pdf").pages[0].text
    lines, start = [], 0
    for raw in text.split("\n"):
        lines.append(Line(raw, 1, start, start + len(raw)))
        start += len(raw) + 1
    lines = [line for line in lines if line.text.strip()]
    assert [(goal.number, goal.indicators, goal.status) for goal in goals(lines, find_headings(lines))] == [
        ("1", ("Gymnasiebehörighet, procent",), "gul"),
        ("2", ("Personalkontinuitet i hemtjänst under fjorton dagar, antal",), "röd"),
        ("3", ("Handläggningstid bygglov",), "grön"),
    ]


def test_labels_beside_names_are_no_table(tmp_path: Path) -> None:
    front = [
        ["Plats och tid", "Rådhuset i Solvik, tisdagen den 8 oktober 2024 kl. 08.30–14.50"],
        ["Beslutande", "Ada Ek (S), ordförande<br/>Bo Al (M)<br/>Cia Ask (C)"],
        ["Övriga", "Eva Lo, sekreterare"],
        ["Paragrafer", "88–98"],
    ]
    path = made(tmp_path / "x.pdf", front, (110, 300), valign="TOP", wrapped=True)
    assert "\t" not in read(path, name="x.pdf").pages[0].text


def test_lists_of_persons_beside_each_other_come_one_after_another(tmp_path: Path) -> None:
    lists = [
        ["Beslutande", "Ersättare"],
        ["Ada Ek (S), ordförande", "Dan Bo (V)"],
        ["Bo Al (M)", "Esk Il (S)"],
        ["Cia Ask (C)", ""],
    ]
    path = made(tmp_path / "x.pdf", lists, (200, 200), valign="TOP", wrapped=False)
    lines = read(path, name="x.pdf").pages[0].text.split("\n")
    at = lines.index("Beslutande")
    assert lines[at : at + 7] == [
        "Beslutande", "Ada Ek (S), ordförande", "Bo Al (M)", "Cia Ask (C)", "Ersättare", "Dan Bo (V)", "Esk Il (S)",
    ]  # fmt: skip
