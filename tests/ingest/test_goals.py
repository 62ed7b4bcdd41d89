"""Goals of plans, follow-ups and posters: each once, with tier, indicators, unit, status and place."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from ingest.goals import goals
from ingest.model import Goal, Page, Reading
from ingest.sections import outline
from ingest.text import Line

PLAN = """\
Verksamhetsplan 2026

Vision

Tallsele – där skogen möter framtiden.

Sammanställning av målen

1. Vi bemöter alla med respekt
2. Fler unga blir kvar i kommunen.

Gemensamma mål för kontoret

Kontoret arbetar mot kommunens mål under perioden 2024–2027 och följer dem i delårsrapporten.

Mål 1: Vi bemöter alla med respekt (KF indikator: Nöjd medborgarindex)
Vi svarar inom en dag. Vi tar ansvar för hela frågan.

Mål 2 (Utveckling) Fler unga blir kvar i kom-
munen. (KF indikator: antal invånare
20-35 år) (Nya bostäder)

Bygden är attraktiv.

Aktiviteter

• Ordna en årlig mässa för unga företagare
• Bygga tolv lägenheter i centrum"""

FOLLOW_UP = """\
Delårsrapport 2025

Övergripande mål 1: Tallsele är en trygg kommun

Mål 1.1 Alla barn klarar grundskolan
Indikator: Andel behöriga till gymnasiet
Status: gul
Resultatet har blivit bättre men når inte hela vägen.

Mål 1.2 Invånarna känner sig trygga
Indikatorer:
• Trygghetsindex
• Anmälda brott
Målet uppnås inte under året.

Mål 1.3 Vattnet är rent (Grön)

Mål 1.4 Vägarna hålls i stånd
Måluppfyllelse: målet är uppfyllt"""

TABLE = """\
Uppföljning av målen

Mål | Indikator | Utfall | Status
1. Fler företag startar | Nystartade företag | 48 | Grön
2. Kortare handläggningstid för bygglov | Dagar till beslut | 61 | Röd

Ekonomi i balans råder."""

POSTER = """\
Förslag till målbild

Fullmäktige har enats om delmålen i det övergripande målet: trygghet, närhet och tillväxt.
Beredningen utgår från det övergripande målet ”8 000 invånare 2035”.

Björkby kommun är en levande bygd med 8 000 invånare 2035!

Trygghet
Björkby kommun verkar för att alla ska

känna sig trygga hela dygnet

Björkby ska vara platsen att komma hem till. Här finns skogen. Här finns folket.

Björkby kommun ska ha

Sveriges nöjdaste invånare

Björkby kommun ska vara fossilfri

senast 2030

Björkby kommun, tillsammans med

föreningarna, ska ge alla barn en meningsfull fritid"""


def read(
    text: str, *, kommun: str | None = None, title: str = "", proposed: bool = False
) -> tuple[Goal, ...]:
    lines, start, gap = [], 0, 0
    for row in text.split("\n"):
        if row.strip():
            first = start + len(row) - len(row.lstrip())
            lines.append(Line(row.strip(), 1, first, first + len(row.strip()), gap))
        gap = 0 if row.strip() else gap + 1
        start += len(row) + 1
    document = Reading("txt", (Page(1, text),), paged=False)
    return goals(lines, outline(document, lines), kommun=kommun, title=title, proposed=proposed)


def seed(shared: Path, number: str) -> str:
    [path] = (shared / "seeds").glob(f"{number}_*.txt")
    return unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))


def test_a_numbered_goal_has_text_indicators_description_and_the_heading_above_as_unit() -> None:
    first, second = [goal for goal in read(PLAN) if goal.tier == "mål"]
    assert (first.number, first.text) == ("1", "Vi bemöter alla med respekt")
    assert first.indicators == ("Nöjd medborgarindex",)
    assert first.description.value == "Vi svarar inom en dag. Vi tar ansvar för hela frågan."
    assert first.unit == second.unit == "Gemensamma mål för kontoret"
    assert (second.number, second.text) == ("2", "Fler unga blir kvar i kommunen.")
    assert second.indicators == ("antal invånare 20-35 år", "Nya bostäder")
    assert second.description.value == "Bygden är attraktiv."


def test_vision_and_activities_come_from_their_headings_and_an_activity_belongs_to_the_goal_above() -> None:
    found = read(PLAN)
    assert [goal.text for goal in found if goal.tier == "vision"] == [
        "Tallsele – där skogen möter framtiden."
    ]
    activities = [goal for goal in found if goal.tier == "aktivitet"]
    assert [goal.text for goal in activities] == [
        "Ordna en årlig mässa för unga företagare",
        "Bygga tolv lägenheter i centrum",
    ]
    assert {goal.parent for goal in activities} == {"Fler unga blir kvar i kommunen."}


def test_the_period_is_the_one_in_the_title_or_the_one_that_the_text_gives() -> None:
    assert {goal.period for goal in read(PLAN)} == {"2024–2027"}
    assert {goal.period for goal in read(PLAN, title="Verksamhetsplan 2025-2028")} == {"2025–2028"}


def test_a_follow_up_gives_each_goal_its_colour_its_indicators_and_its_parent() -> None:
    overall, *found = read(FOLLOW_UP)
    assert (overall.tier, overall.text) == ("övergripande mål", "Tallsele är en trygg kommun")
    assert [(goal.number, goal.status, goal.indicators) for goal in found] == [
        ("1.1", "gul", ("Andel behöriga till gymnasiet",)),
        ("1.2", "röd", ("Trygghetsindex", "Anmälda brott")),
        ("1.3", "grön", ()),
        ("1.4", "grön", ()),
    ]
    assert {goal.parent for goal in found} == {overall.text}
    assert found[2].text == "Vattnet är rent"


def test_a_table_of_goals_gives_one_goal_a_row() -> None:
    assert [(g.number, g.text, g.indicators, g.status) for g in read(TABLE)] == [
        ("1", "Fler företag startar", ("Nystartade företag",), "grön"),
        ("2", "Kortare handläggningstid för bygglov", ("Dagar till beslut",), "röd"),
    ]


def test_a_table_whose_cells_run_together_is_not_read_as_goals() -> None:
    text = "Övergripande mål\nÖvergripande mål Indikator Utfall Status\n1. Fler bor och Antal invånare 6 352 Röd\ntrivs här"
    assert read(text) == ()


def test_an_indicator_over_two_lines_is_no_heading() -> None:
    text = "Mål för teknik\n\nMål 3: Vattnet räcker även vid torka (KF indikator:\nAvbrott i leveransen, timmar per år)\nVi provkör varje månad."
    [goal] = read(text)
    assert (goal.unit, goal.indicators) == ("Mål för teknik", ("Avbrott i leveransen, timmar per år",))


def test_text_boxes_parted_by_blank_lines_are_read_as_one_chain() -> None:
    found = read(POSTER, kommun="Björkby", proposed=True)
    tiers = {tier: [goal.text for goal in found if goal.tier == tier] for tier in ("mål", "delmål")}
    assert tiers["mål"] == [
        "Björkby kommun ska ha Sveriges nöjdaste invånare",
        "Björkby kommun ska vara fossilfri senast 2030",
        "Björkby kommun, tillsammans med föreningarna, ska ge alla barn en meningsfull fritid",
    ]
    assert tiers["delmål"] == ["Trygghet"]
    [overall] = [goal for goal in found if goal.tier == "övergripande mål"]
    assert overall.text == "Björkby kommun är en levande bygd med 8 000 invånare 2035!"
    assert {goal.parent for goal in found if goal.tier in {"mål", "delmål"}} == {overall.text}
    assert all(goal.proposed for goal in found)


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen ska hålla vägarna. Det är lag.\n\nMål 1 och 2 ägs av ledningen och följs upp.",
        "Innehåll\n\nMål 1: Trygghet .......... 4\nMål 2: Tillväxt .......... 6",
        "Mål\n\nNedan beskrivs hur kommunen arbetar med mål. Texten är löpande och räknar inget upp.",
    ],
)
def test_running_text_about_goals_holds_no_goal(text: str) -> None:
    assert read(text, kommun="Tallsele") == ()


def test_each_goal_leads_back_to_where_it_stands() -> None:
    for goal in read(PLAN):
        spans = goal.source.spans()
        shown = "".join(PLAN[span.start : span.end] for span in spans)
        assert re.sub(r"\W", "", goal.text)[:12] in re.sub(r"\W", "", shown)


def test_the_verksamhetsplan_among_the_seeds_has_eight_goals_with_their_indicators(shared: Path) -> None:
    found = [goal for goal in read(seed(shared, "000"), kommun="Norsjö") if goal.tier == "mål"]
    assert [goal.number for goal in found] == [str(number) for number in range(1, 9)]
    assert [len(goal.indicators) for goal in found] == [1, 1, 1, 1, 1, 1, 1, 2]
    assert found[0].indicators == ("HME-index",)
    assert found[7].indicators == ("antal medborgare 19-64 år", "Godkända bygglov för bostad")
    assert found[3].indicators[0].casefold() == found[6].indicators[0].casefold()
    assert [goal.unit for goal in found[2:4]] == ["Gemensamma avdelningsmål - Teknik"] * 2
    assert {goal.period for goal in found} == {"2023–2026"}
    assert all(goal.description for goal in found)


def test_the_proposed_chain_among_the_seeds_has_vision_overall_goal_three_delmal_and_eleven_goals(
    shared: Path,
) -> None:
    found = read(seed(shared, "002"), kommun="Nora", proposed=True)
    tiers = [goal.tier for goal in found]
    assert {tier: tiers.count(tier) for tier in set(tiers)} == {
        "vision": 1,
        "övergripande mål": 1,
        "delmål": 3,
        "mål": 11,
    }
    assert [goal.text for goal in found if goal.tier == "delmål"] == [
        "Hållbarhet",
        "Livskvalitet",
        "Attraktivitet",
    ]
    [overall] = [goal for goal in found if goal.tier == "övergripande mål"]
    assert "13 000 invånare 2030" in overall.text


def test_goals_of_a_later_section_do_not_belong_to_the_last_overall_goal() -> None:
    text = (
        "Delårsrapport 2025\n\nÖvergripande mål\n\nÖvergripande mål\tIndikator\tStatus\n1. Fler bor i Tallsele\tAntal invånare\tRöd\n"
        "2. Ekonomi i balans\tResultat i procent\tGul\n\nMål för samhällsbyggnad\n\nMål 1: Vi svarar alla i första kontakten\n"
        "Status: grön. Måttet är 76.\n"
    )
    found = read(text)
    assert [(goal.tier, goal.status) for goal in found] == [
        ("övergripande mål", "röd"),
        ("övergripande mål", "gul"),
        ("mål", "grön"),
    ]
    assert found[2].parent is None


def test_goals_of_the_council_stand_above_those_that_a_board_numbers_below_them() -> None:
    text = (
        "Verksamhetsplan 2025\n\n2 Mål\n2.1 Kommunfullmäktiges mål: En växande kommun\n"
        "Nämndmål 2.1.1 Fler unga har en meningsfull fritid\nIndikator: Andel unga i föreningsliv. Utfall 2023: 61 %. Målvärde 2025: 66 %.\n\n"
        "2.2 Kommunfullmäktiges mål: En hållbar kommun\nNämndmål 2.2.1 Lokalerna drar mindre energi\n"
        "Indikator: Energianvändning, kWh/m². Utfall 2023: 148. Målvärde 2025: 140.\n"
    )
    found = read(text)
    assert [(goal.tier, goal.number, goal.text, goal.parent) for goal in found] == [
        ("övergripande mål", "2.1", "En växande kommun", None),
        ("mål", "2.1.1", "Fler unga har en meningsfull fritid", "En växande kommun"),
        ("övergripande mål", "2.2", "En hållbar kommun", None),
        ("mål", "2.2.1", "Lokalerna drar mindre energi", "En hållbar kommun"),
    ]
    assert [goal.indicators for goal in found if goal.tier == "mål"] == [
        ("Andel unga i föreningsliv",),
        ("Energianvändning, kWh/m²",),
    ]
