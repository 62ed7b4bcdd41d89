"""Documents cut by their own headings: invented ones for the rules, the real ones for the names people use."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from ingest.model import Heading, Page, Reading, Section
from ingest.sections import outline, sections
from ingest.slides import looks_like_slides
from ingest.text import Line, Span

PLAN = """\
Avfallsplan 2026–2030

1 Inledning

Planen beskriver hur Tallsele kommun arbetar med avfall fram till år 2030. Den har tagits
fram av tekniska förvaltningen och gäller hela kommunen. Planen ersätter den från 2020.

2 Avgifter

2.1 Grundavgift

Grundavgiften täcker administration, återvinningscentraler och planering. Den betalas av alla
som äger en fastighet där avfall uppstår, även om inget kärl hämtas.

Typ av boende   Avgift 2026   Avgift 2027
Villa           1 200 kr      1 250 kr
Lägenhet          800 kr        820 kr

UPPFÖLJNING

Planen följs upp varje år i samband med årsredovisningen. Ansvarig är tekniska nämnden som
rapporterar till kommunstyrelsen."""

LETTER = """\
Datum: 2025-03-04
Handläggare: Ekonomienheten
Dnr: KS-25/00099
Ny återvinningscentral
Ärendebeskrivning
Tekniska nämnden har utrett var en ny återvinningscentral kan ligga. Utredningen visar att två
platser är lämpliga och att den norra är billigast att bygga på.
Förvaltningens yttrande
Förvaltningen förordar den norra platsen eftersom den ligger nära riksvägen och redan ägs av
kommunen.
Förslag till beslut
Kommunstyrelsen godkänner att en återvinningscentral byggs på den norra platsen.
Beslutet ska skickas till
Tekniska nämnden"""

DECK = """\
 Välkommen till nya förtroendevalda
• Program för dagen
• Kommunens organisation
• Frågor



Så styrs kommunen
• Fullmäktige har 31 ledamöter
• Styrelsen har 11 ledamöter
– leder och samordnar
• Utskotten bereder



2021 2022 2023
Tallsele 1 200 1 250 1 300
Björkby 900 940 980

Kostnad per invånare



Nästa möte
• Måndag 3 mars
• Tisdag 4 april
"""


def reading(text: str, *, headings: tuple[Heading, ...] = ()) -> Reading:
    pages = tuple(Page(number, page) for number, page in enumerate(text.split("\f"), start=1))
    return Reading("txt", pages, paged=len(pages) > 1, headings=headings)


def lines_of(document: Reading) -> list[Line]:
    """Every printed line, as a document without furniture comes out of the cleaning."""
    lines = []
    for page in document.pages:
        start = gap = 0
        for text in page.text.split("\n"):
            if text.strip():
                lines.append(Line(text.rstrip(), page.number, start, start + len(text.rstrip()), gap))
            gap = 0 if text.strip() else gap + 1
            start += len(text) + 1
    return lines


def seed(shared: Path, number: str) -> Reading:
    [path] = (shared / "seeds").glob(f"{number}_*.txt")
    return reading(unicodedata.normalize("NFC", path.read_text(encoding="utf-8")))


def cut(document: Reading, *, slides: bool = False) -> tuple[Section, ...]:
    lines = lines_of(document)
    return sections(lines, outline(document, lines, slides=slides))


def headings_of(found: tuple[Section, ...]) -> list[str | None]:
    return [section.heading for section in found]


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalnum())


def test_numbered_and_capital_headings_cut_a_plan_and_give_its_levels() -> None:
    document = reading(PLAN)
    found = cut(document)
    assert [(section.heading, section.level) for section in found[1:]] == [
        ("1 Inledning", 1),
        ("2 Avgifter", 1),
        ("2.1 Grundavgift", 2),
        ("UPPFÖLJNING", 1),
    ]


def test_rows_of_a_table_keep_their_lines_while_running_text_is_joined() -> None:
    document = reading(PLAN)
    grundavgift = next(s for s in cut(document) if s.heading == "2.1 Grundavgift")
    prose, *table = grundavgift.body.value.split("\n")
    assert prose.startswith("Grundavgiften täcker")
    assert prose.endswith("hämtas.")
    assert table == [
        "Typ av boende Avgift 2026 Avgift 2027",
        "Villa 1 200 kr 1 250 kr",
        "Lägenhet 800 kr 820 kr",
    ]


TIGHT = """\
Tallsele kommun 2025-09-29
Delårsrapport 2025 KS-25/00410
Delårsrapport per den 31 augusti 2025
Datum 2025-09-29. Till kommunstyrelsen den 7 oktober 2025
Sammanfattning
Resultatet för januari till augusti är 9,8 mnkr. För helåret beräknas resultatet till 2,4 mnkr,
vilket är 1,7 mnkr sämre än budgeten på 4,1 mnkr.
Verksamheternas prognoser
Verksamhet Budget 2025, tkr Prognos, tkr Avvikelse, tkr
Skola 164 100 163 700 400
Omsorg 186 200 189 800 -3 600
Underskottet beror på snöröjningen under årets första månader.
1. Avgifter
1.1 När avgift tas ut
1. Avgifter i förskola faktureras månadsvis i efterskott.
2. Vatten faktureras varannan månad.
Särskilda avgifter
Åtgärd Kronor
Avstängning av vatten 900
Påsläppning av vatten 900
"""


def test_a_page_without_blank_lines_still_has_its_headings_and_no_others() -> None:
    assert headings_of(cut(reading(TIGHT))) == [
        None,
        "Delårsrapport per den 31 augusti 2025",
        "Sammanfattning",
        "Verksamheternas prognoser",
        "1. Avgifter",
        "1.1 När avgift tas ut",
        "Särskilda avgifter",
    ]


def test_a_heading_right_above_another_is_its_chapter() -> None:
    prose = "Verksamheten har under året haft ett bra resultat och målen har nåtts i stort sett helt.\n\n"
    text = f"Avfall\n\nDrift\n{prose}Investeringar\n{prose}Vatten\n\nDrift\n{prose}"
    assert [(section.heading, section.level) for section in cut(reading(text))] == [
        ("Avfall", 1),
        ("Drift", 2),
        ("Investeringar", 2),
        ("Vatten", 1),
        ("Drift", 2),
    ]


def test_short_lines_without_blank_lines_around_them_are_headings_of_a_letter() -> None:
    document = reading(LETTER)
    names = headings_of(cut(document))
    assert names[-4:] == [
        "Ärendebeskrivning",
        "Förvaltningens yttrande",
        "Förslag till beslut",
        "Beslutet ska skickas till",
    ]


def marked(*titles: str) -> tuple[Heading, ...]:
    return tuple(
        Heading(Span(1, PLAN.index(t), PLAN.index(t) + len(t)), n) for n, t in enumerate(titles, start=1)
    )


def test_headings_that_the_format_marks_count_before_those_told_by_form() -> None:
    document = reading(PLAN, headings=marked("2 Avgifter", "2.1 Grundavgift"))
    assert headings_of(cut(document)) == [None, "2 Avgifter", "2.1 Grundavgift"]


def test_a_single_marked_heading_is_a_title_and_the_others_are_told_by_form() -> None:
    document = reading(PLAN, headings=marked("Avfallsplan 2026–2030"))
    assert headings_of(cut(document))[:2] == ["Avfallsplan 2026–2030", "1 Inledning"]


def test_paragraphs_of_a_word_processor_each_on_one_line_still_have_headings() -> None:
    text = "\n\n".join(["Syfte", "Planen " + "beskriver kommunens arbete " * 9 + "i stort.", "Ansvar för planen",
                       "Nämnden " + "ansvarar för att målen nås " * 9 + "i tid.", "Slut på texten."])  # fmt: skip
    assert headings_of(cut(reading(text))) == ["Syfte", "Ansvar för planen"]


def test_slides_are_one_section_each_and_a_title_below_its_table_names_it() -> None:
    document = reading(DECK)
    found = cut(document, slides=True)
    assert headings_of(found) == [
        "Välkommen till nya förtroendevalda",
        "Så styrs kommunen",
        "Kostnad per invånare",
        "Nästa möte",
    ]
    assert found[2].body.value == "2021 2022 2023\nTallsele 1 200 1 250 1 300\nBjörkby 900 940 980"


def test_pages_of_a_presentation_are_its_slides() -> None:
    document = reading("Mål 2026\n• Fler elever\fEkonomi\n• Resultat 2 %")
    found = cut(document, slides=True)
    assert [(s.heading, s.heading_text.pages) for s in found] == [("Mål 2026", (1,)), ("Ekonomi", (2,))]


def test_a_list_of_short_lines_is_no_outline() -> None:
    text = (
        "Förkortningar\n\n" + "\n".join(f"{name} Avdelning {name.lower()}" for name in "ABCD") + "\n\nSlut."
    )
    found = cut(reading(text))
    assert len(found) <= 2


@pytest.mark.parametrize("text", [PLAN, LETTER, DECK])
@pytest.mark.parametrize("slides", [False, True])
def test_no_text_is_lost_and_none_doubled(text: str, slides: bool) -> None:
    document = reading(text)
    found = cut(document, slides=slides)
    kept = "".join(section.heading_text.value + section.body.value for section in found)
    assert letters(kept) == letters(text)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (
            "000",
            [
                "Trepartens renhållningsnämnd",
                "Gemensamma avdelningsmål - Teknik",
                "Enheten: Kultur- och fritid",
            ],
        ),
        ("002", ["Bakgrund", "Beredningens arbete", "Beskrivning av förslaget till målarbete", "Hållbarhet"]),
        ("004", ["Utvärdering 2018", "Sammanträden", "Norsjö", "Nettokostnader ”Politisk verksamhet”"]),
    ],
)
def test_the_sections_that_people_name_come_out_of_the_seeds(
    shared: Path, number: str, expected: list[str]
) -> None:
    document = seed(shared, number)
    lines = lines_of(document)
    found = cut(document, slides=looks_like_slides(lines))
    assert set(expected) <= set(headings_of(found))
    kept = "".join(section.heading_text.value + section.body.value for section in found)
    assert letters(kept) == letters(document.pages[0].text)


def test_only_the_presentation_among_the_seeds_looks_like_slides(shared: Path) -> None:
    slides = [n for n in ("000", "001", "002", "003", "004") if looks_like_slides(lines_of(seed(shared, n)))]
    assert slides == ["004"]


def test_every_character_of_a_section_leads_back_to_its_page() -> None:
    document = reading(PLAN)
    page = document.pages[0].text
    for section in cut(document):
        for piece in section.body.pieces:
            length = piece.end - piece.start
            assert section.body.value[piece.at : piece.at + length] == page[piece.start : piece.end]


BUDGET_TABLES = """\
Uppföljning per april

Skattefinansierad verksamhet

Drift
Belopp i tkr Budget 2024 Prognos helår
2024
Avv. prognos/
budget 2024
Intäkter av avgifter 21 480 22 930 1 450
Löner och arvoden -48 210 -47 640 570
Hyra av lokaler -3 790 -3 660 130
Prognos jämfört med budget
Nämnden väntar ett litet överskott vid årets slut. Avgifterna ger mer än väntat eftersom fler barn har
skrivits in, och lönerna kostar mindre än budgeterat till följd av att två tjänster ännu inte är tillsatta.
4. VA
Nr Beslut Delegat Ersättare
4.1 Beslut om att flytta en förbindelsepunkt på ägarens begäran när ledningen redan ligger i gatan. CH VA IN VA
4.2 Beslut om att avgiften för en anslutning får delas upp på flera år när ägaren skriftligen begär det. CH VA IN VA
"""


def test_the_head_of_a_table_is_no_heading() -> None:
    found = cut(reading(BUDGET_TABLES))
    assert [section.heading for section in found] == [
        "Uppföljning per april", "Skattefinansierad verksamhet", "Drift", "Prognos jämfört med budget", "4. VA",
    ]  # fmt: skip
    assert found[2].body.value.startswith("Belopp i tkr Budget 2024 Prognos helår")
    assert "\nHyra av lokaler -3 790 -3 660 130" in found[2].body.value


def test_tables_on_pages_of_their_own_are_headed_by_the_top_of_the_page() -> None:
    pages = [
        f"Ram {year}\n{year}\nNÄMND\nRam inkl\nPKV\nFörändring\nRam inkl förändringar\nNämnden för omsorg 1 213 640 7 205 1 220 845\n"
        "Kulturnämnden 312 450 -650 311 800\nGatunämnden 71 390 0 71 390\n"
        for year in (2027, 2028, 2029)
    ]
    found = cut(reading("\f".join(pages)))
    assert [section.heading for section in found] == ["Ram 2027", "Ram 2028", "Ram 2029"]
    assert [section.body.value.split("\n")[-1] for section in found] == ["Gatunämnden 71 390 0 71 390"] * 3


def test_a_heading_may_bear_years_above_a_table_and_be_called_after_goals() -> None:
    text = (
        "Delårsrapport 2025\nResultat\nPeriodens resultat är 24,6 mnkr och prognosen för hela året är 12,1 mnkr.\n"
        "Måluppfyllelse\nKommunfullmäktige har sex mål för verksamheten som alla följs upp med en färg.\n"
        "Mål\tIndikator\tStatus\n1. Alla elever blir behöriga\tBehörighet, procent\tGul"
        "\fInvesteringar 2025–2027\nProjekt\t2025, tkr\t2026, tkr\nStationsparken\t3 400\t1 200\n"
    )
    assert headings_of(cut(reading(text))) == [
        "Delårsrapport 2025",
        "Resultat",
        "Måluppfyllelse",
        "Investeringar 2025–2027",
    ]


def test_the_sections_of_rules_are_headed_by_their_signs() -> None:
    text = (
        "REGLEMENTE FÖR KRISLEDNINGSNÄMNDEN\nAntaget av kommunfullmäktige 2023-02-27 § 14\n\n§ 1 Uppgift\n"
        "Krisledningsnämnden ska vid extraordinära händelser leda kommunens verksamhet.\n\n§ 2 Sammansättning\n"
        "Nämnden består av fem ledamöter och fem ersättare. De väljs av kommunfullmäktige.\n\n3 § Sammanträden\n"
        "Ordföranden bestämmer när nämnden ska sammanträda och kallar dess ledamöter.\n"
    )
    assert headings_of(cut(reading(text)))[1:] == ["§ 1 Uppgift", "§ 2 Sammansättning", "3 § Sammanträden"]
