"""The chain of goals over several documents: of the demo kommun, judged by hand, and of a small made-up one."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.core import Kommunminne
from assistant.errors import BadRequest
from assistant.views.scope import Links
from assistant.wire.goals import GOALS, GoalNode, GoalsOut, GoalsQuery
from tests.archives import ALL, PUBLIC, ingest, opened, write

VISION = """\
Vision och mål 2030
Björkby kommun
Antagen av kommunfullmäktige 2023-05-02 § 9

Vision

Björkby är byn där alla hinner fram.

Övergripande mål 2023–2026

Övergripande mål 1: Alla elever klarar skolan
Indikator: Behörighet till gymnasiet

Övergripande mål 2: Vattnet är rent
Indikator: Anmärkningar på vattenprov
"""

PLAN = """\
Förslag till verksamhetsplan 2025–2026
Björkby kommun

Mål för skolan

Mål 1: Fler elever läser på fritiden (KF indikator: Behörighet till gymnasiet)
Rektorerna äger målet.

Aktiviteter

• Ordna en läsmässa i biblioteket

Mål 2: Lärarna är behöriga (KF indikator: Andel legitimerade lärare N15030)
Vi utlyser alla tjänster under året.
"""

REPORT = """\
Delårsrapport 2025
Björkby kommun
Datum 2025-09-01

Måluppfyllelse

Övergripande mål 1: Alla elever klarar skolan
Status: gul. Behörigheten är 84 procent.

Mål 1: Fler elever läser på fritiden
Status: grön. Utlåningen har ökat.
"""

LATER = REPORT.replace("Delårsrapport 2025", "Årsredovisning 2025").replace("2025-09-01", "2026-03-01")


def shown(core: Kommunminne, zones: frozenset[str] = ALL, **query: object) -> GoalsOut:
    asked = GoalsQuery.model_validate({"today": "2026-01-15", **query})
    return core.view(GOALS, asked, zones=zones)


def named(found: GoalsOut, start: str) -> GoalNode:
    [node] = [node for node in found.goals if node.text.startswith(start)]
    return node


@pytest.fixture(scope="module")
def bjorkby(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    folder = tmp_path_factory.mktemp("goals")
    public = [
        write(folder, "vision.txt", VISION),
        write(folder, "delarsrapport.txt", REPORT),
        write(folder, "arsredovisning.txt", LATER.replace("Status: gul", "Status: röd")),
    ]
    with opened(folder / "data") as core:
        assert ingest(core, *public).failed == 0
        assert ingest(core, write(folder, "plan.txt", PLAN), access="intern").failed == 0
        yield core


def test_the_demo_kommuns_chain_is_right(tallsele: Kommunminne) -> None:
    found = shown(tallsele)
    parents = {node.text: node.parent.text for node in found.goals if node.parent}
    vision, overall = "Tallsele 2040 – nära till livet", "Fler bor, arbetar och trivs i Tallsele"
    assert parents == {
        overall: vision,
        "Barn och unga når målen i skolan": vision,
        "Äldre lever tryggt och självständigt": vision,
        "Ekonomi och miljö i balans": vision,
        "Fler flyttar till kommunen och fler stannar kvar": overall,
        "Gång- och cykelväg längs Skolgatan, klar i augusti 2025": "Barn går och cyklar tryggt till skolan",
        "Återbruk på Hedåns återvinningscentral, öppnar i april 2025": "Invånarna har nära till sortering och återbruk",
    }
    tiers = [node.tier for node in found.goals]
    assert [tiers.count(tier) for tier in ("vision", "övergripande mål", "mål", "aktivitet")] == [1, 4, 7, 5]


def test_the_demo_kommuns_statuses_come_from_its_report_with_its_words(tallsele: Kommunminne) -> None:
    found = shown(tallsele)
    colours = {(n.tier, n.number): n.status.colour for n in found.goals if n.status}
    assert colours == {
        **{("övergripande mål", str(i + 1)): c for i, c in enumerate(("röd", "gul", "grön", "gul"))},
        **{
            ("mål", str(i + 1)): c for i, c in enumerate(("grön", "gul", "gul", "grön", "gul", "grön", "röd"))
        },
    }
    water = named(found, "Vattnet räcker")
    assert water.status is not None
    assert "22 timmar" in water.status.words
    assert water.status.source.page == 2
    assert water.adopted is not None
    assert (water.standing, water.adopted.label) == (
        "beslutat",
        "Fastställd av kommunstyrelsen 2024-11-05 § 137",
    )
    decision = tallsele.paragraph(water.adopted.paragraph_id or "", zones=ALL)
    assert (decision.body_key, decision.date, decision.section) == ("KS", "2024-11-05", "§ 137")


def test_the_demo_kommuns_loose_parts_and_findings_are_as_judged_by_hand(tallsele: Kommunminne) -> None:
    found = shown(tallsele)
    loose = {orphan.name.split()[0]: [link.text for link in orphan.possible] for orphan in found.orphans}
    assert loose == {
        **{start: [] for start in ("Vi", "Medarbetarna", "Vattnet", "Kommunens", "Invånarna", "Meröppet")},
        "Barn": ["Barn och unga når målen i skolan"],
        "Styrsystem": ["Kommunens lokaler drar mindre energi"],
        "Inflyttarlots": [],
    }
    lacking = {n.number: [f.rule for f in n.findings] for n in found.goals if n.tier == "mål"}
    assert lacking == {
        "1": [],
        "2": ["utgångsvärde", "målvärde", "tidpunkt", "ansvarig"],
        "3": ["ansvarig"],
        "4": ["siffra", "svepande ord", "tidpunkt", "ansvarig"],
        "5": ["ansvarig"],
        "6": ["ansvarig"],
        "7": ["siffra", "svepande ord", "tidpunkt", "ansvarig"],
    }


def test_a_goal_of_several_documents_comes_once_with_all_its_places(bjorkby: Kommunminne) -> None:
    school = named(shown(bjorkby), "Alla elever")
    assert school.source.file == "vision.txt"
    assert school.source.quote.startswith("Övergripande mål 1: Alla elever klarar skolan")
    assert [(each.file, each.role) for each in school.also_in] == [
        ("delarsrapport.txt", "uppföljning"),
        ("arsredovisning.txt", "uppföljning"),
    ]
    assert school.status is not None
    assert (school.status.colour, school.status.source.file) == ("röd", "arsredovisning.txt")
    assert [each.colour for each in school.earlier] == ["gul"]


def test_a_shared_indicator_links_over_documents_and_says_so(bjorkby: Kommunminne) -> None:
    found = shown(bjorkby)
    reading = named(found, "Fler elever läser")
    assert reading.parent is not None
    assert (reading.parent.text, reading.parent.certainty) == ("Alla elever klarar skolan", "trolig")
    assert reading.parent.reason == "Följs med samma indikator: Behörighet till gymnasiet."
    fair = named(found, "Ordna en läsmässa")
    assert fair.parent is not None
    assert fair.parent.goal_id == reading.id
    order = [node.text.split()[0] for node in found.goals]
    assert order.index("Alla") < order.index("Fler") < order.index("Ordna")


def test_a_goal_that_nothing_links_hangs_loose_and_says_why(bjorkby: Kommunminne) -> None:
    [orphan] = shown(bjorkby).orphans
    assert (orphan.name, orphan.kind) == ("Lärarna är behöriga", "mål")
    assert orphan.why == "Handlingen säger inte vilket övergripande mål det hör till."
    assert orphan.source is not None
    assert orphan.source.file == "plan.txt"


def test_an_indicator_that_a_document_lists_and_no_goal_uses_hangs_loose(tmp_path: Path) -> None:
    listed = "Indikatorer för Björkby\n\n• Andel legitimerade lärare N15030\n• Antal lån per invånare\n\nEkonomi\n\nBudgeten är 3 mnkr."
    text = f"Styrmodell 2025\nBjörkby kommun\n\nInledning\n\nFullmäktige väljer indikatorer.\n\n{listed}"
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "plan.txt", PLAN), write(tmp_path, "styrmodell.txt", text))
        loose = [each for each in shown(core).orphans if each.kind == "indikator"]
    [orphan] = loose
    assert (orphan.name, orphan.kommun, orphan.goal_id) == ("Antal lån per invånare", "Björkby", None)
    assert orphan.why.startswith("Handlingen tar upp indikatorn under Indikatorer för Björkby")
    assert orphan.source is not None
    assert (orphan.source.file, orphan.source.quote) == ("styrmodell.txt", "Antal lån per invånare")


def test_what_is_only_proposed_is_told_from_what_is_decided(bjorkby: Kommunminne) -> None:
    found = shown(bjorkby)
    assert named(found, "Fler elever").standing == "föreslaget"
    assert named(found, "Vattnet är rent").standing == "beslutat"
    assert {node.text for node in shown(bjorkby, standing="föreslaget").goals} == {
        *("Fler elever läser på fritiden", "Lärarna är behöriga", "Ordna en läsmässa i biblioteket"),
    }


def test_goals_age_against_the_day_asked_for(bjorkby: Kommunminne) -> None:
    assert named(shown(bjorkby), "Vattnet").valid == "gäller"
    later = shown(bjorkby, today="2027-02-01")
    assert later.today == dt.date(2027, 2, 1)
    assert named(later, "Vattnet").valid == "gäller inte längre"
    assert named(later, "Björkby är byn").valid == "gäller"
    assert [node.tier for node in shown(bjorkby, today="2027-02-01", valid="gäller").goals] == ["vision"]


def test_access_is_decided_before_the_chain_is_made(bjorkby: Kommunminne) -> None:
    found = shown(bjorkby, zones=PUBLIC)
    assert "Lärarna är behöriga" not in {node.text for node in found.goals}
    files = {source.file for node in found.goals for source in (node.source, *node.also_in)}
    assert "plan.txt" not in files
    assert named(found, "Fler elever").source.file == "delarsrapport.txt"
    assert named(found, "Fler elever").source.role == "uppföljning"


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ({"tier": "vision"}, ["Björkby är byn där alla hinner fram."]),
        ({"status": "röd"}, ["Alla elever klarar skolan"]),
        ({"text": "behörighet SKOLAN"}, ["Alla elever klarar skolan"]),
        ({"date_from": "2027-01-01"}, ["Björkby är byn där alla hinner fram."]),
        ({"kind": "styrdokument", "tier": "aktivitet"}, []),
        ({"kommun": "Björkby", "tier": "aktivitet"}, ["Ordna en läsmässa i biblioteket"]),
    ],
)
def test_the_chain_can_be_limited(bjorkby: Kommunminne, query: dict[str, str], texts: list[str]) -> None:
    assert [node.text for node in shown(bjorkby, **query).goals] == texts


def test_an_empty_archive_has_no_goals_and_wrong_dates_are_told(empty: Kommunminne) -> None:
    assert shown(empty).goals == []
    with pytest.raises(BadRequest):
        shown(empty, date_from="2026-01-01", date_to="2025-01-01")


def test_the_chain_can_be_had_as_csv_and_as_a_workbook(tallsele: Kommunminne) -> None:
    links = Links("http://127.0.0.1:8800")
    asked = GoalsQuery(today=dt.date(2026, 1, 15))
    text = tallsele.export(GOALS, asked, "csv", zones=ALL, links=links).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 17
    seventh = next(row for row in rows if row["Nr"] == "7")
    assert seventh["Överordnat mål"] == "Fler bor, arbetar och trivs i Tallsele"
    assert (seventh["Status"], seventh["Sida"]) == ("röd", "2")
    assert seventh["Länk"].startswith("http://127.0.0.1:8800/api/v1/documents/")
    book = load_workbook(io.BytesIO(tallsele.export(GOALS, asked, "xlsx", zones=ALL, links=links)))
    assert book.sheetnames == ["Mål", "Brister", "Lösa delar", "Olika uppgifter"]
    assert book["Mål"]["S2"].value == dt.datetime(2023, 6, 19)
    assert book["Lösa delar"].max_row == 10


def test_a_cell_that_begins_like_a_formula_stays_text(tmp_path: Path) -> None:
    plan = PLAN.replace("Lärarna är behöriga", '=HYPERLINK("http://x")&" är alla våra mål"')
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "plan.txt", plan))
        content = core.export(GOALS, GoalsQuery(), "csv", zones=ALL, links=Links(""))
    assert not any(
        cell.startswith("=")
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
        for cell in row
    )
