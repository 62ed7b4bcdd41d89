"""Minutes of made-up kommuner in six templates, and the way to take minutes apart."""

from __future__ import annotations

from ingest.cleanup import clean
from ingest.kommunfile import load_kommun_config
from ingest.minutes import parse_minutes
from ingest.model import Meeting, Page, Paragraph, Reading

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


def meetings_of(*pages: str) -> tuple[Meeting, ...]:
    """The meetings that a text of these pages is cut into."""
    read = tuple(Page(number, text) for number, text in enumerate(pages, 1))
    reading = Reading("txt", read, paged=len(read) > 1)
    return parse_minutes(clean(reading), read, config=load_kommun_config())


def meeting_of(*pages: str) -> Meeting:
    """The one meeting that they hold."""
    (meeting,) = meetings_of(*pages)
    return meeting


def paragraphs_of(text: str) -> dict[int, Paragraph]:
    """Its §§ by number."""
    return {paragraph.number: paragraph for paragraph in meeting_of(text).paragraphs}
