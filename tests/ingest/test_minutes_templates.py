"""Minutes in made-up templates of made-up kommuner: other orders, headings, numbers and ways to write them."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.cleanup import clean
from ingest.kommunfile import load_kommun_config
from ingest.minutes import parse_minutes
from ingest.model import Level, Meeting, Page, Paragraph, Reading, SectionKind

HEADER = "LINDVIKS KOMMUN      SAMMANTRÄDESPROTOKOLL      {page}(9)\nKommunstyrelsen      2024-03-12\n\n"

DECISION_FIRST = (
    """LINDVIKS KOMMUN      SAMMANTRÄDESPROTOKOLL      1(9)
Kommunstyrelsen
Sammanträdesdatum
2024-03-12

Plats och tid
Sessionssalen, kommunhuset, kl. 13.00–15.40

Beslutande ledamöter
Karin Ekdal (C), ordförande
Olle Brandt (S), vice ordförande
Mona Rask (M)
Tjänstgörande ersättare
Sten Hall (V) för Eva Qvist (V)
Ersättare
Ida Norrby (C)
Övriga närvarande
Per Stål, kommundirektör
Lena Fors, ekonomichef, § 45

Justerare
Olle Brandt
Justeringens plats och tid
Kommunhuset 2024-03-15
Paragrafer
44–48

Underskrifter
Sekreterare ______________________
Ulf Tjäder
Ordförande ______________________
Karin Ekdal

ANSLAG/BEVIS
Protokollet är justerat. Justeringen har tillkännagivits genom anslag.
Organ Kommunstyrelsen
Anslaget sätts upp 2024-03-16 Anslaget tas ned 2024-04-08
Förvaringsplats för protokollet Kommunkansliet

Innehållsförteckning
§ 44 Godkännande av dagordning ........................ 3
§ 45 Årsredovisning 2023 för Lindviks kommun samt
koncernen .............................................. 4
§ 46 Svar på motion om belysning på gångvägen vid
Sörsjön ................................................ 5
§ 47 Delegationsbeslut ................................ 6
§ 48 Taxa för upplåtelse av allmän plats .............. 7

"""
    + HEADER.format(page=3)
    + """§ 44
Godkännande av dagordning

Beslut
Dagordningen godkänns.

"""
    + HEADER.format(page=4)
    + """§ 45
Årsredovisning 2023 för Lindviks kommun samt koncernen
Dnr KS 2024/124

Kommunstyrelsens beslut
Kommunstyrelsen föreslår kommunfullmäktige besluta
att godkänna årsredovisningen för 2023, samt
att överföra 4 mnkr av resultatet till
resultatutjämningsreserven.

Sammanfattning av ärendet
Ekonomiavdelningen har upprättat en årsredovisning. Enligt 11 kap. 20 § kommunallagen
ska den lämnas till fullmäktige.

Beslutsunderlag
Tjänsteskrivelse 2024-02-20
Årsredovisning 2023, bilaga
Arbetsutskottets protokoll 2024-02-27 § 31

Beslutet skickas till
Ekonomiavdelningen
Revisorerna

"""
    + HEADER.format(page=5)
    + """§ 46
Svar på motion om belysning på gångvägen vid Sörsjön
Dnr KS 2023/871

Kommunstyrelsens beslut
1. Kommunstyrelsen ger tekniska avdelningen i uppdrag att ta fram en kostnadsberäkning
för belysning på sträckan.
2. Kommunstyrelsen föreslår kommunfullmäktige att anse motionen besvarad.

Sammanfattning av ärendet
Mona Rask (M) lämnade den 2 november 2023 en motion.

Förslag till beslut
Kommunstyrelsen beslutar
att föreslå kommunfullmäktige att avslå motionen.

Yrkanden
Olle Brandt (S) yrkar att motionen ska anses besvarad.

Propositionsordning
Ordföranden ställer proposition på förslagen.

Votering begärs. Med 9 ja-röster mot 4 nej-röster och 2 som avstår beslutar kommunstyrelsen enligt
Olle Brandts yrkande.

Reservation
Mona Rask (M) reserverar sig mot beslutet.

Paragrafen förklaras omedelbart justerad.

Beslutet skickas till
Motionären, tekniska avdelningen

"""
    + HEADER.format(page=6)
    + """§ 47
Delegationsbeslut

Kommunstyrelsens beslut
Kommunstyrelsen lägger redovisningen till handlingarna.

Följande delegationsbeslut anmäls:
§ 12 Sociala utskottet
§ 48 Avtal om parkering

"""
    + HEADER.format(page=7)
    + """§ 48
Taxa för upplåtelse av allmän plats
Dnr KS 2024/77

Kommunstyrelsens beslut
Ärendet återremitteras till förvaltningen för att
jämföra med taxor i grannkommunerna.

Sammanfattning av ärendet
Arbetsutskottets förslag till kommunstyrelsen
Kommunfullmäktige antar taxan.

Beslutet skickas till
Samhällsbyggnadsförvaltningen
"""
)

BOARD = """Socialnämnden
PROTOKOLL
2023-11-21
Sida 1 av 4

Tid och plats
Tisdagen den 21 november 2023 kl. 09:00-11:30, Fjällsalen

Beslutande
Rut Alm (S) ordförande, Nils Ek (C), Tora Lind (M) §§ 88-90
Övriga
Handläggare Jon Vik, § 89

Justerare: Nils Ek
Paragrafer: 88-91

SN § 88
Dnr: SN.2023.15
Månadsrapport oktober
Socialnämnden beslutar att godkänna månadsrapporten och att lägga den till handlingarna.
Ärendebeskrivning
Förvaltningen redovisar ekonomin.
Beslutet delges: ekonomienheten

SN § 89
Dnr: SN.2023.201
Revidering av riktlinjer för försörjningsstöd
Beslut
Socialnämnden beslutar för egen del
1. att uppdra åt förvaltningen att ta fram en handlingsplan,
2. att redovisning ska ske i mars 2024.
Socialnämnden föreslår kommunfullmäktige besluta
3. att anta reviderade riktlinjer för försörjningsstöd.
Ärendebeskrivning
Riktlinjerna från 2019 behöver ses över enligt 4 kap. 1 § socialtjänstlagen (2001:453).
Handläggare: Jon Vik
Beslutsunderlag
Tjänsteskrivelse daterad 2023-10-30
Förslag till riktlinjer
Kopia till
Kommunfullmäktige
Förvaltningschefen

SN § 90
Dnr: SN.2023.7
Information från förvaltningen
Socialchefen informerar om läget på boendena.
Nämnden tackar för informationen.

SN § 91
Dnr: SN.2023.210
Remiss - regional cykelplan
Beslut
Nämnden överlämnar ärendet till kommunstyrelsen utan eget yttrande.
Ärendebeskrivning
Regionen har remitterat en plan.
"""

YEARED = """Barn- och utbildningsnämnden                Protokoll                 3 (12)
Sammanträdesdatum 2022-09-14

§ 63/2022 Budgetuppföljning per augusti
Diarienummer BUN/2022:118
Förslag till beslut
Nämnden godkänner budgetuppföljningen.
Beslut
Nämnden godkänner budgetuppföljningen och ger förvaltningen i uppdrag att återkomma med åtgärder.
Sammanfattning
Prognosen visar ett underskott om 3,4 mnkr. Se § 17 i reglementet.
Expediering
Kommunstyrelsen
Ekonomienheten

Barn- och utbildningsnämnden                Protokoll                 4 (12)
Sammanträdesdatum 2022-09-14

§ 64/2022 Yttrande över motion om frukt i skolan
Diarienummer BUN/2022:140
Förslag till beslut i kommunfullmäktige
Motionen bifalls.
Beslut
Ärendet bordläggs till nästa sammanträde.
Sammanfattning
Motionen lämnades i maj 2022.

§ 65/2022 Ny skolorganisation i Östra
området
Diarienummer BUN/2022:151
Beslut
Förslag till beslut i kommunfullmäktige
1. Ny skolorganisation i Östra området fastställs från och med läsåret 2023/24.
2. Skolan i Berga avvecklas.
Sammanfattning
Elevtalet sjunker.
"""

TITLE_ABOVE = """VALSJÖ KOMMUN
Kommunfullmäktige
Sammanträdesprotokoll 2021-06-14

Val av justerare
§ 50
Fullmäktige utser Anna Bro (S) och Carl Dal (M) att justera protokollet.

Årsredovisning 2020
§ 51   Dnr 2021/88
Beslut
Fullmäktige beslutar
att godkänna årsredovisningen
att bevilja kommunstyrelsen ansvarsfrihet
Ärendets gång
Kommunstyrelsen 2021-05-31 § 77
Jäv
Anna Bro (S) anmäler jäv.
Utdrag till: Kommunstyrelsen, revisorerna

Motion om fri kollektivtrafik för unga
§ 52   Dnr 2020/301
Beslut
Fullmäktige avslår motionen.
Yrkanden
Carl Dal (M) yrkar bifall till motionen.
Omröstning
Kommunfullmäktige avslår motionen. Ja-röster 14. Nej-röster 21.
Utdrag till: Motionären
"""

CAPITALS = """Utdrag ur protokoll
Bygg- och miljönämndens arbetsutskott
Datum: 2020-02-05

Paragraf 12
Bygglov för carport på fastigheten Torp 3:14
Ärendenr: BMN 2020-0045

ARBETSUTSKOTTET BESLUTAR att bevilja bygglov för carport.

Bakgrund
Sökanden har ansökt om bygglov. Enligt 9 kap. 30 § plan- och bygglagen (2010:900) ska
bygglov ges.

Paragraf 13
Strandskyddsdispens Vik 1:2
Ärendenr: BMN 2020-0051

ARBETSUTSKOTTET FÖRESLÅR BYGG- OCH MILJÖNÄMNDEN BESLUTA
att medge dispens från strandskyddet.

Skäl för beslut
Särskilda skäl finns enligt 7 kap. 18 c § miljöbalken.
"""

DNR_AT_THE_EDGE = """Kommunstyrelsens arbetsutskott
Protokoll
2025-01-22

Au § 3
Detaljplan för Norra hamnen                                   KSN-2024-00317

Arbetsutskottets förslag till kommunstyrelsen
att planförslaget sänds ut på samråd.

Bakgrund
Planområdet ligger vid hamnen.
Expedieras:
Plan- och byggenheten

Au § 4
Ekonomisk rapport                                             KSN-2025-00002

Arbetsutskottets beslut
Rapporten antecknas till protokollet.
Bakgrund
Ekonomichefen redovisar.

Au § 5
Ombudgetering                                                 KSN-2025-00011

Arbetsutskottets förslag till kommunstyrelsens beslut
Kommunstyrelsen föreslår kommunfullmäktige att bevilja ombudgetering med 12,4 mnkr.
Bakgrund
Investeringar har försenats.
"""


def _meetings(*pages: str) -> tuple[Meeting, ...]:
    read = tuple(Page(number, text) for number, text in enumerate(pages, 1))
    reading = Reading("txt", read, paged=len(read) > 1)
    return parse_minutes(clean(reading), read, config=load_kommun_config())


def _meeting(*pages: str) -> Meeting:
    (meeting,) = _meetings(*pages)
    return meeting


def _paragraphs(text: str) -> dict[int, Paragraph]:
    return {paragraph.number: paragraph for paragraph in _meeting(text).paragraphs}


@pytest.mark.parametrize(
    ("text", "key", "date", "numbers"),
    [
        (DECISION_FIRST, "KS", dt.date(2024, 3, 12), [44, 45, 46, 47, 48]),
        (BOARD, "SN", dt.date(2023, 11, 21), [88, 89, 90, 91]),
        (YEARED, "BUN", dt.date(2022, 9, 14), [63, 64, 65]),
        (TITLE_ABOVE, "KF", dt.date(2021, 6, 14), [50, 51, 52]),
        (CAPITALS, "BMNAU", dt.date(2020, 2, 5), [12, 13]),
        (DNR_AT_THE_EDGE, "KSAU", dt.date(2025, 1, 22), [3, 4, 5]),
    ],
)
def test_body_date_and_paragraphs_are_found_in_every_template(
    text: str, key: str, date: dt.date, numbers: list[int]
) -> None:
    meeting = _meeting(text)
    assert (meeting.body_key, meeting.date) == (key, date)
    assert [paragraph.number for paragraph in meeting.paragraphs] == numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            DECISION_FIRST,
            {
                44: (None, "Godkännande av dagordning"),
                45: ("KS-2024-124", "Årsredovisning 2023 för Lindviks kommun samt koncernen"),
                46: ("KS-2023-871", "Svar på motion om belysning på gångvägen vid Sörsjön"),
            },
        ),
        (BOARD, {88: ("SN-2023-15", "Månadsrapport oktober")}),
        (
            YEARED,
            {
                63: ("BUN-2022-118", "Budgetuppföljning per augusti"),
                65: ("BUN-2022-151", "Ny skolorganisation i Östra området"),
            },
        ),
        (
            TITLE_ABOVE,
            {50: (None, "Val av justerare"), 51: ("KF-2021-88", "Årsredovisning 2020")},
        ),
        (CAPITALS, {12: ("BMN-2020-45", "Bygglov för carport på fastigheten Torp 3:14")}),
        (DNR_AT_THE_EDGE, {3: ("KSN-2024-317", "Detaljplan för Norra hamnen")}),
    ],
)
def test_dnr_and_title_wherever_they_stand(text: str, expected: dict[int, tuple[str | None, str]]) -> None:
    found = _paragraphs(text)
    for number, (dnr, title) in expected.items():
        assert (found[number].dnr_key, found[number].title) == (dnr, title)


@pytest.mark.parametrize(
    ("text", "number", "level", "outcome", "next_body", "final_body"),
    [
        (DECISION_FIRST, 44, Level.BESLUT, "godkänns", None, None),
        (DECISION_FIRST, 45, Level.FORSLAG, "godkänns", "Kommunfullmäktige", "Kommunfullmäktige"),
        (DECISION_FIRST, 46, Level.BLANDAT, "anses besvarad", "Kommunfullmäktige", "Kommunfullmäktige"),
        (DECISION_FIRST, 47, Level.INFORMATION, "läggs till handlingarna", None, None),
        (DECISION_FIRST, 48, Level.BESLUT, "återremitteras", None, None),
        (BOARD, 88, Level.BESLUT, "godkänns", None, None),
        (BOARD, 89, Level.BLANDAT, "antas", "Kommunfullmäktige", "Kommunfullmäktige"),
        (BOARD, 90, Level.INFORMATION, "annat", None, None),
        (BOARD, 91, Level.OVERLAMNAT, "överlämnas", "Kommunstyrelsen", None),
        (YEARED, 63, Level.BESLUT, "godkänns", None, None),
        (YEARED, 64, Level.BESLUT, "bordläggs", None, None),
        (YEARED, 65, Level.FORSLAG, "fastställs", "Kommunfullmäktige", "Kommunfullmäktige"),
        (TITLE_ABOVE, 50, Level.BESLUT, "utses", None, None),
        (TITLE_ABOVE, 51, Level.BESLUT, "godkänns", None, None),
        (TITLE_ABOVE, 52, Level.BESLUT, "avslås", None, None),
        (CAPITALS, 12, Level.BESLUT, "beviljas", None, None),
        (CAPITALS, 13, Level.FORSLAG, "annat", "Bygg- och miljönämnden", "Bygg- och miljönämnden"),
        (DNR_AT_THE_EDGE, 3, Level.FORSLAG, "annat", "Kommunstyrelsen", "Kommunstyrelsen"),
        (DNR_AT_THE_EDGE, 4, Level.INFORMATION, "antecknas", None, None),
        (DNR_AT_THE_EDGE, 5, Level.FORSLAG, "beviljas", "Kommunstyrelsen", "Kommunfullmäktige"),
    ],
)
def test_level_outcome_and_the_bodies_to_come(
    text: str, number: int, level: Level, outcome: str, next_body: str | None, final_body: str | None
) -> None:
    paragraph = _paragraphs(text)[number]
    assert (paragraph.level, paragraph.outcome) == (level, outcome)
    assert (paragraph.next_body, paragraph.final_body) == (next_body, final_body)


def test_att_satser_are_points_without_the_word_that_ties_them() -> None:
    points = _paragraphs(DECISION_FIRST)[45].points
    assert [point.text.value for point in points] == [
        "att godkänna årsredovisningen för 2023",
        "att överföra 4 mnkr av resultatet till resultatutjämningsreserven.",
    ]


def test_a_quoted_proposal_below_its_heading_is_no_decision() -> None:
    kinds = [section.kind for section in _paragraphs(DECISION_FIRST)[46].sections]
    assert kinds.count(SectionKind.BESLUT) == 1
    assert kinds.count(SectionKind.VERKSAMHETENS_FORSLAG) == 2


def test_the_note_of_adjustment_is_in_no_decision_and_no_recipient() -> None:
    paragraph = _paragraphs(DECISION_FIRST)[46]
    assert paragraph.recipients == ("Motionären", "tekniska avdelningen")
    assert all("justerad" not in point.text.value for point in paragraph.points)


@pytest.mark.parametrize(
    ("text", "number", "votes"),
    [(DECISION_FIRST, 46, (9, 4, 2)), (TITLE_ABOVE, 52, (14, 21, None))],
)
def test_votes_are_counted(text: str, number: int, votes: tuple[int, int, int | None]) -> None:
    (vote,) = _paragraphs(text)[number].votes
    assert (vote.yes, vote.no, vote.abstained) == votes


def test_who_prepared_and_what_it_rests_on() -> None:
    paragraph = _paragraphs(BOARD)[89]
    assert paragraph.prepared_by == ("Jon Vik",)
    assert paragraph.underlag == ("Tjänsteskrivelse daterad 2023-10-30", "Förslag till riktlinjer")
    assert paragraph.recipients == ("Kommunfullmäktige", "Förvaltningschefen")
    assert _paragraphs(BOARD)[88].recipients == ("ekonomienheten",)


def test_the_front_page_of_labels_on_lines_of_their_own() -> None:
    front = _meeting(DECISION_FIRST).front
    assert (front.place, front.time) == ("Sessionssalen, kommunhuset", "kl. 13.00–15.40")
    assert [(person.name, person.party) for person in front.members] == [
        ("Karin Ekdal", "C"),
        ("Olle Brandt", "S"),
        ("Mona Rask", "M"),
    ]
    assert [(person.name, person.replaces) for person in front.substitutes] == [
        ("Sten Hall", "Eva Qvist"),
        ("Ida Norrby", None),
    ]
    assert [person.paragraphs for person in front.others] == [(), (45,)]
    assert front.adjusters == ("Olle Brandt",)
    assert (front.posted, front.removed) == (dt.date(2024, 3, 16), dt.date(2024, 4, 8))
    assert (front.archive, front.first_paragraph, front.last_paragraph) == ("Kommunkansliet", 44, 48)


def test_members_listed_on_one_line() -> None:
    front = _meeting(BOARD).front
    assert [(person.name, person.party, person.paragraphs[:1]) for person in front.members] == [
        ("Rut Alm", "S", ()),
        ("Nils Ek", "C", ()),
        ("Tora Lind", "M", (88,)),
    ]
    assert (front.place, front.others[0].name, front.others[0].role) == (
        "Fjällsalen",
        "Jon Vik",
        "Handläggare",
    )


def test_sections_of_the_front_page_stand_as_printed() -> None:
    sections = {section.heading: section.body.value for section in _meeting(DECISION_FIRST).front.sections}
    assert sections["Paragrafer"] == "44–48"
    assert sections["Anslaget tas ned"] == "2024-04-08"


EXTRACT = """Tekniska nämnden
Protokoll
2024-{month:02d}-10

§ {number}  2024.{number:03d} TEN
Snöröjning i Berga
Beslut
Planen godkänns.
"""


def test_extracts_of_two_meetings_bound_together_give_two_meetings() -> None:
    pages = [EXTRACT.format(month=2, number=8), EXTRACT.format(month=3, number=14)]
    meetings = _meetings(*pages)
    assert [(meeting.date.month, meeting.paragraphs[0].number) for meeting in meetings] == [(2, 8), (3, 14)]


def test_extracts_of_one_meeting_bound_together_give_one() -> None:
    pages = [EXTRACT.format(month=2, number=8), EXTRACT.format(month=2, number=9)]
    assert [p.number for p in _meeting(*pages).paragraphs] == [8, 9]


@pytest.mark.parametrize(
    "text",
    [
        "Reglemente för socialnämnden\nAntaget 2023-01-30 § 4\n\n§ 1 Uppgifter\nNämnden ansvarar för omsorgen.\n\n"
        "§ 2 Protokoll\nProtokollet justeras av ordföranden och en ledamot.\n\n§ 3 Reservation\nReservation anmäls.\n",
        "Tjänsteskrivelse\nKommunstyrelsen\n2024-02-20\n\n§ 84 KSAU Budget\nFörslag till beslut\nBudgeten godkänns.\n",
        "Kallelse\nKommunstyrelsen\n2024-02-20\n\n§ 1 Upprop\nOrdföranden öppnar mötet.\n§ 2 Budget\nFörslag finns.\n",
    ],
)
def test_rules_letters_and_summonses_are_no_minutes(text: str) -> None:
    assert _meetings(text) == ()


COUNCIL = """Kommunfullmäktige            Sammanträdesprotokoll
2023-06-12                   Sida 5(20)

§ 70 Antagande av översiktsplan för Strandköping, del
Norra                                                      KS/2021:55
Kommunfullmäktiges beslut
1. Översiktsplanen antas.
2. Beslutet gäller från den 1 juli 2023.
Eva Ask (C), Pia Ny (V) och
Ulf Åns (M) reserverar sig mot beslutet.

Kommunstyrelsens förslag till beslut
1. Översiktsplanen antas.

Ärendebeskrivning
Planen har tagits fram. I reglementet anges följande:
§ 71 Ansvar
Nämnden ansvarar för planen.
Kommunstyrelsen behandlade ärendet den 29 maj 2023, § 88.

Yrkanden
Eva Ask (C) yrkar återremiss. Bo Ek (S) yrkar bifall.

Beslutet skickas till
Kommunstyrelsen, länsstyrelsen

§ 71 Interpellation om skolskjuts                           KS/2023:101
Kommunfullmäktiges beslut
Interpellationen anses besvarad.

Bilaga 3

Ärendebeskrivning
Pia Ny (V) har ställt en interpellation.

§ 72 Anmälningsärenden
Kommunfullmäktiges beslut
Anmälningsärendena läggs till handlingarna.

Ärendebeskrivning
§ 80 Protokoll från bolaget
§ 81 Beslut från förvaltningsrätten
"""


def test_a_quoted_rule_with_the_number_of_the_next_paragraph_is_passed_over() -> None:
    found = _paragraphs(COUNCIL)
    assert list(found) == [70, 71, 72]
    assert (found[71].title, found[71].dnr_key) == ("Interpellation om skolskjuts", "KS-2023-101")
    assert (found[70].level, found[71].outcome) == (Level.BESLUT, "anses besvarad")


def test_a_reservation_without_heading_is_no_point_of_the_decision() -> None:
    paragraph = _paragraphs(COUNCIL)[70]
    assert [point.outcome for point in paragraph.points] == ["antas", "annat"]
    (reservation,) = [s for s in paragraph.sections if s.kind is SectionKind.RESERVATION]
    assert reservation.body.value.startswith("Eva Ask (C), Pia Ny (V) och Ulf Åns (M)")


def test_an_appendix_named_below_a_decision_is_no_part_of_it() -> None:
    (point,) = _paragraphs(COUNCIL)[71].points
    assert point.text.value == "Interpellationen anses besvarad."


@pytest.mark.parametrize(
    "mark", ["46 §", "Paragraf 46", "Ärende 46", "§46", "TN § 46", "§ 46/2024", "Tekniska nämnden § 46"]
)
def test_ways_to_write_a_paragraph_number(mark: str) -> None:
    text = f"Tekniska nämnden\nProtokoll\n2024-05-02\n\n{mark}\nNy snöröjningsplan\nDnr TN 2024/7\nBeslut\nPlanen antas.\n"
    (paragraph,) = _meeting(text).paragraphs
    assert (paragraph.number, paragraph.title, paragraph.dnr_key) == (46, "Ny snöröjningsplan", "TN-2024-7")


@pytest.mark.parametrize(
    "again",
    [
        "§ 46 forts.",
        "Forts. § 46",
        "§ 46 (forts)",
        "§ 46 fortsättning",
        "§ 46  TN 2024/7\nNy snöröjningsplan",
    ],
)
def test_a_paragraph_that_goes_on_is_one(again: str) -> None:
    first = "Tekniska nämnden\nProtokoll\n2024-05-02\n\n§ 46  TN 2024/7\nNy snöröjningsplan\nBakgrund\nPlanen är från 2009 och\n"
    second = f"Tekniska nämnden\nProtokoll\n2024-05-02\n\n{again}\nbehöver ses över.\nBeslut\nPlanen antas.\n"
    (paragraph,) = _meeting(first, second).paragraphs
    assert paragraph.pages == (1, 2)
    assert paragraph.sections[0].body.value == "Planen är från 2009 och behöver ses över."


PROPOSALS = """STRANDKÖPINGS KOMMUN
Allmänna utskottet
PROTOKOLL 2024-08-20

§ 101
Dnr KS 2024-00412
Taxa för slamtömning
ALLMÄNNA UTSKOTTETS FÖRSLAG TILL KOMMUNSTYRELSEN
Kommunstyrelsen föreslår kommunfullmäktige besluta
att anta taxa för slamtömning att gälla från den 1 januari 2025.
HANDLINGAR I ÄRENDET
Förslag till taxa

§ 102
Dnr KS 2024-00033
Markanvisning Åkern
Beslut
Allmänna utskottet beslutar föreslå kommunstyrelsen besluta att
1. godkänna markanvisningsavtalet
2. ge kommunchefen rätt att teckna avtalet.

§ 103
Dnr KS 2024-00100
Yttrande till länsstyrelsen
Allmänna utskottets beslut
- Yttrandet godkänns och överlämnas till länsstyrelsen.
- Allmänna utskottet föreslår kommunstyrelsen att avsätta 200 000 kr.

§ 104
Dnr KS 2024-00077
Nytt avtal om färdtjänst
Förslag till beslut
Kommunstyrelsen beslutar
- Avtalet godkänns.

§ 105
Rapporter
Allmänna utskottet har tagit del av rapporterna och lägger dem till handlingarna.
"""


@pytest.mark.parametrize(
    ("number", "level", "next_body", "final_body"),
    [
        (101, Level.FORSLAG, "Kommunstyrelsen", "Kommunfullmäktige"),
        (102, Level.FORSLAG, "Kommunstyrelsen", "Kommunstyrelsen"),
        (103, Level.BLANDAT, "Kommunstyrelsen", "Kommunstyrelsen"),
        (104, Level.FORSLAG, "Kommunstyrelsen", "Kommunstyrelsen"),
        (105, Level.INFORMATION, None, None),
    ],
)
def test_proposals_in_many_wordings(
    number: int, level: Level, next_body: str | None, final_body: str | None
) -> None:
    paragraph = _paragraphs(PROPOSALS)[number]
    assert (paragraph.level, paragraph.next_body, paragraph.final_body) == (level, next_body, final_body)


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Kommunstyrelsen\nArbetsutskottet\nProtokoll\n2024-05-02", "KSAU"),
        ("Kommunstyrelsens\narbetsutskott\nProtokoll\n2024-05-02", "KSAU"),
        ("Protokoll för socialnämndens arbetsutskott\nSammanträdesdatum\n2024-05-02", "SNAU"),
        ("LILLVIKS KOMMUN\nSammanträdesprotokoll 2024-05-02\nMiljö- och hälsoskyddsnämnden", "MHN"),
        ("Sammanträdesprotokoll\nOrgan Ungdomsrådet\nSammanträdesdag torsdag den 2 maj 2024", "UR"),
        (
            "Protokoll\nVård- och omsorgsnämnden\nSida 1 (3)\nPlats och tid: Rådhuset, torsdagen den 2 maj 2024",
            "VON",
        ),
    ],
)
def test_headers_tell_body_and_day_in_many_ways(header: str, key: str) -> None:
    meeting = _meeting(f"{header}\n\n§ 7\nNy plan\nBeslut\nPlanen antas.\n")
    assert (meeting.body_key, meeting.date) == (key, dt.date(2024, 5, 2))


def test_minutes_that_nowhere_call_themselves_so_are_known_by_their_decisions() -> None:
    text = "Kommunstyrelsen 2024-05-02\n\n§ 7\nNy plan\nBeslut\nPlanen antas.\n\n§ 8\nRapport\nBeslut\nRapporten noteras.\n"
    assert [paragraph.number for paragraph in _meeting(text).paragraphs] == [7, 8]


def test_hints_serve_where_the_text_names_neither_body_nor_day() -> None:
    text = "Protokoll\n\n§ 7\nNy plan\nBeslut\nPlanen antas.\n"
    read = (Page(1, text),)
    reading = Reading("txt", read, paged=False)
    assert parse_minutes(clean(reading), read, config=load_kommun_config()) == ()
    (meeting,) = parse_minutes(
        clean(reading),
        read,
        config=load_kommun_config(),
        body_hint="Kommunstyrelsen",
        date_hint=dt.date(2024, 5, 2),
    )
    assert (meeting.body_key, meeting.date) == ("KS", dt.date(2024, 5, 2))
