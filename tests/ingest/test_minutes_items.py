"""Made-up minutes whose §§ also count as items ('Ärende 4'), with page headers inside the text and signature lines."""

from __future__ import annotations

import pytest

from ingest.cleanup import clean
from ingest.kommunfile import load_kommun_config
from ingest.minutes import parse_minutes
from ingest.model import Level, Meeting, Page, Paragraph, Reading

FRONT = """EKVIKENS STAD
Omsorgsnämnden
PROTOKOLL 2024-02-06

Tid: 2024-02-06 kl. 13.00–15.10
Plats: Rådhuset, lokal Lom

Beslutande:
Greta Ahlqvist (L), ordförande
Tor Nyman (S), vice ordförande, ärende 1–3

Ej tjänstgörande ersättare: Alf Brink (MP)
Tjänstepersoner: Moa Sten, omsorgschef; Ivar Ek, ekonom, ärende 2

Justeras av: Tor Nyman              Justeringsdag: 2024-02-13
Omfattar: §§ 21–24

                                                       Sida 1 av 4
"""
HEADER = "EKVIKENS STAD  Omsorgsnämnden  2024-02-06\n"
FOOTER = "\nSign: ____  ____  ____             Sida {page} av 4\n"

SECTION_FIRST = (
    FRONT
    + HEADER
    + """
§ 21
Ärende 1
Val av justerare

Nämndens beslut
Tor Nyman utses att justera.
"""
    + FOOTER.format(page=2)
    + HEADER
    + """
§ 22
Ärende 2
Diarienummer: ON/2024:8
Nya korttidsplatser på Lomgården

Arbetsutskottets förslag till beslut
Fyra platser öppnas.

Nämndens beslut
1. Sex korttidsplatser öppnas på Lomgården från och med den 1 maj 2024.
2. Kostnaden 1 900 tkr ryms i ramen.
3. Paragrafen förklaras omedelbart justerad.
"""
    + FOOTER.format(page=3)
    + HEADER
    + """
§ 22 (forts.)

Bakgrund
Behovet har ökat.

Protokollsutdrag till
Enhetschef Lo Falk
Ekonomikontoret

§ 23
Ärende 3
Diarienummer: ON/2023:77
Upphandling av trygghetslarm

Nämndens beslut
Upphandlingen avbryts.
"""
    + FOOTER.format(page=4)
    + HEADER
    + """
§ 23 (forts.)

Bakgrund
Endast ett anbud kom in.

Protokollsutdrag till
Upphandlingsenheten

§ 24
Ärende 4
Övriga frågor

Nämndens beslut
Informationen antecknas.
"""
)


def _meeting(text: str) -> Meeting:
    pages = (Page(1, text),)
    (meeting,) = parse_minutes(clean(Reading("txt", pages, paged=False)), pages, config=load_kommun_config())
    return meeting


def _paragraphs(text: str) -> dict[int, Paragraph]:
    return {paragraph.number: paragraph for paragraph in _meeting(text).paragraphs}


ITEM_FIRST = SECTION_FIRST
for _item, _number in enumerate((21, 22, 23, 24), 1):
    ITEM_FIRST = ITEM_FIRST.replace(f"§ {_number}\nÄrende {_item}\n", f"Ärende {_item}\n§ {_number}\n")
ONE_LINE = SECTION_FIRST.replace("\nÄrende ", "   Ärende ")
ITEM_AHEAD = ITEM_FIRST.replace("\n§ 2", "     § 2")


@pytest.mark.parametrize("text", [SECTION_FIRST, ITEM_FIRST, ONE_LINE, ITEM_AHEAD])
def test_the_section_sign_numbers_the_paragraphs_not_the_item(text: str) -> None:
    found = _paragraphs(text)
    assert {number: paragraph.title for number, paragraph in found.items()} == {
        21: "Val av justerare",
        22: "Nya korttidsplatser på Lomgården",
        23: "Upphandling av trygghetslarm",
        24: "Övriga frågor",
    }
    assert [found[number].dnr_key for number in found] == [None, "ON-2024-8", "ON-2023-77", None]


@pytest.mark.parametrize("text", [SECTION_FIRST, ITEM_FIRST, ONE_LINE, ITEM_AHEAD])
def test_headers_items_and_signatures_are_in_no_point_and_no_recipient(text: str) -> None:
    found = _paragraphs(text)
    assert [point.text.value for point in found[22].points] == [
        "Sex korttidsplatser öppnas på Lomgården från och med den 1 maj 2024.",
        "Kostnaden 1 900 tkr ryms i ramen.",
    ]
    assert [point.text.value for point in found[23].points] == ["Upphandlingen avbryts."]
    assert found[22].recipients == ("Enhetschef Lo Falk", "Ekonomikontoret")
    assert found[23].recipients == ("Upphandlingsenheten",)
    assert found[24].level is Level.INFORMATION


def test_labels_of_a_front_page_stand_beside_each_other() -> None:
    front = _meeting(SECTION_FIRST).front
    assert (front.place, front.time) == ("Rådhuset, lokal Lom", "2024-02-06 kl. 13.00–15.10")
    assert front.adjusters == ("Tor Nyman",)
    assert front.adjusted_at == "2024-02-13"
    assert (front.first_paragraph, front.last_paragraph) == (21, 24)
    assert [person.name for person in front.others] == ["Moa Sten", "Ivar Ek"]


def test_items_alone_number_the_paragraphs() -> None:
    text = SECTION_FIRST
    for number in (21, 22, 23, 24):
        text = text.replace(f"§ {number}\n", "").replace(f"§ {number} (forts.)\n", "")
    assert list(_paragraphs(text.replace("Omfattar: §§ 21–24", ""))) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "note",
    [
        "3. Paragrafen förklaras omedelbart justerad.",
        "3. att paragrafen ska förklaras omedelbart justerad.",
        "3. Att förklara paragrafen omedelbart justerad",
        "3. Paragrafen justeras omedelbart.",
        "3. Ärendet justeras\nomedelbart.",
        "3. Punkten förklaras för omedelbart justerad.",
        "Beslutet förklaras omedelbart justerat.",
        "Omedelbar justering",
    ],
)
def test_a_note_of_immediate_adjustment_is_no_point(note: str) -> None:
    text = SECTION_FIRST.replace("3. Paragrafen förklaras omedelbart justerad.", note)
    assert [point.text.value for point in _paragraphs(text)[22].points] == [
        "Sex korttidsplatser öppnas på Lomgården från och med den 1 maj 2024.",
        "Kostnaden 1 900 tkr ryms i ramen.",
    ]


@pytest.mark.parametrize(
    "again",
    [
        "Forts. § 22",
        "(forts. § 22)",
        "§ 22, forts.",
        "§ 22 – forts",
        "§ 22 fortsättning från föregående sida",
        "Fortsättning på § 22",
        "§ 22 Forts Nya korttidsplatser på Lomgården",
        "Omsorgsnämnden § 22 (forts.)",
        "EKVIKENS STAD Omsorgsnämnden 2024-02-06 § 22 (forts.)",
        "Dnr ON/2024:8     § 22 forts.",
    ],
)
def test_a_continuation_in_any_spelling_is_no_text(again: str) -> None:
    text = SECTION_FIRST.replace("§ 22 (forts.)", again)
    found = _paragraphs(text)
    assert list(found) == [21, 22, 23, 24]
    assert [point.text.value for point in found[22].points][1:] == ["Kostnaden 1 900 tkr ryms i ramen."]
    assert not any("orts" in section.body.value for section in found[22].sections)


def test_rows_of_a_table_in_a_paragraph_stay_rows() -> None:
    table = "Tabell 3  Nettoramar (tkr)         2023          2024\nKommunstyrelsen        88 400        91 150\nOmsorgsnämnden        268 050       281 700\n"
    text = SECTION_FIRST.replace(
        "Behovet har ökat.\n", f"Behovet har ökat under flera år och ramarna räcker inte till.\n\n{table}"
    )
    (background,) = [s for s in _paragraphs(text)[22].sections if s.heading == "Bakgrund"]
    assert background.body.value.split("\n")[1:] == [
        "Tabell 3 Nettoramar (tkr) 2023 2024",
        "Kommunstyrelsen 88 400 91 150",
        "Omsorgsnämnden 268 050 281 700",
    ]


def test_items_that_a_changed_agenda_names_are_no_titles() -> None:
    text = (
        "Skolnämnden\nProtokoll 2024-05-02\n\n§ 70\nDagordning\nBeslut\nNämnden godkänner dagordningen med ändringarna:\n"
        "Ärende 5 utgår.\nÄrende 9 läggs till.\n\n§ 71\nDelårsrapport\nBeslut\nRapporten godkänns.\n"
    )
    found = _paragraphs(text)
    assert {number: paragraph.title for number, paragraph in found.items()} == {
        70: "Dagordning",
        71: "Delårsrapport",
    }
    assert found[70].points[-1].text.value.endswith("Ärende 9 läggs till.")
