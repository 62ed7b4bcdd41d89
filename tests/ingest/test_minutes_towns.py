"""Made-up minutes after the templates of larger towns: decisions 'enligt förslag', roles before names, short dnr."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.cleanup import clean
from ingest.kommunfile import load_kommun_config
from ingest.minutes import parse_minutes
from ingest.model import Level, Meeting, Page, Paragraph, Reading, SectionKind

ACCORDING = """\
Storviks Stad                        Protokoll 1 (6)
Kommunstyrelsen                      Sammanträdesdatum: 2024-05-15

Tid:            14:00–15:25
Plats:          Börsen, sal 2
Paragrafer:     412–416

Närvarande
Ledamöter
Jonas Ek (S) (ordförande), Daniel Bo (V) (1:e vice ordförande), Karin Al (MP), Axel Jo (M) §§ 412-414
Tjänstgörande ersättare
Lina Is (C) för Emmy Bö (C)
Övriga ersättare
Tom Ås (SD)
Övriga närvarande
Stadsdirektör Eva Hes, ekonomidirektör Tim Lo
Justeringsdag: 2024-05-22

Underskrifter
Sekreterare
Mattias Sun
Ordförande
Jonas Ek
Justerande
Axel Jo

Storviks Stad                        Protokoll 2 (6)
Kommunstyrelsen                      Sammanträdesdatum: 2024-05-15

§ 412   0123/24
Uppföljningsrapport mars 2024
Beslut
Enligt stadsledningskontorets förslag:
1. Uppföljningsrapport mars 2024 antecknas.
2. Stadsledningskontoret får i uppdrag att återkomma med en plan senast den 30 september 2024.
Handlingar
Stadsledningskontorets tjänsteutlåtande den 25 april 2024.
Yttrande från SD den 14 maj 2024.
Protokollsanteckning
Tom Ås (SD) antecknar som yttrande en skrivelse från den 14 maj 2024.
Protokollsutdrag skickas till
Nämnden för funktionsstöd
Stadsrevisionen

§ 413   1532/23
Yrkande från M om fler bänkar
Beslut
Bordläggs till kommunstyrelsens sammanträde den 5 juni 2024.
Tidigare behandling
Bordlagt den 24 april 2024, § 350.
Handlingar
Yrkande från M den 12 april 2024.

§ 414   0200/24
Svar på remiss om ny lag
Beslut
Enligt yrkande från S, V och MP:
Yttrande i enlighet med bilaga 1 översänds till Justitiedepartementet.
Yrkanden
Jonas Ek (S), Daniel Bo (V) och Karin Al (MP) yrkar bifall till eget yrkande.
Axel Jo (M) yrkar avslag.
Propositionsordning
Ordföranden ställer proposition på bifall respektive avslag och finner att det egna yrkandet bifallits. Omröstning begärs.
Godkänd voteringsproposition: "Den som vill bifalla yrkandet röstar Ja. Den som vill avslå röstar Nej."
Omröstning
Jonas Ek (S), Daniel Bo (V) och Karin Al (MP) röstar Ja (3).
Axel Jo (M) röstar Nej (1).
Lina Is (C) avstår från att rösta (1).
Reservation
Axel Jo (M) reserverar sig mot beslutet.

Storviks Stad                        Protokoll 3 (6)
Kommunstyrelsen                      Sammanträdesdatum: 2024-05-15

§ 415   0301/24
Förvärv av aktier i Storviks Hamn AB
Beslut
Enligt stadsledningskontorets förslag:
I kommunfullmäktige
1. Storviks Stad förvärvar samtliga aktier i Storviks Hamn AB för 12 mnkr.
2. Köpet finansieras genom lån.
Handlingar
Stadsledningskontorets tjänsteutlåtande den 2 maj 2024.

§ 416
Anmälningsärenden
Beslut
Anmälningarna antecknas.
"""

FOLLOWING = """\
Kommunstyrelsen                                              Protokoll nr 5/2024
                                                             Tisdagen den 4 juni 2024
Sida 1 (4)

Tid och plats
Tisdagen den 4 juni 2024 kl. 15.00, Stadshuset, rum Hall

Närvarande
Ordföranden Ann Ek (S)
Vice ordföranden Bo Lind (M)
Ledamöterna
Cia Mo (V)
Dag Ny (C)
Tjänstgörande ersättarna
Eva Pil (L)
Övriga
Stadsdirektören Fia Rot
Sekreteraren Gun Stål

§ 14
Svar på motion om gratis parkering
Dnr KS 2023/1234

Kommunstyrelsens beslut
Kommunstyrelsen beslutar följande.
1. Trafikkontoret får i uppdrag att utvärdera p-tiderna.

Kommunstyrelsen föreslår att kommunfullmäktige beslutar följande.
1. Motionen anses besvarad.
2. Kostnaden beaktas i budget 2025.

Reservation
Bo Lind (M) reserverar sig mot beslutet med hänvisning till sitt förslag.

Ärendet
Motionären vill att parkering ska vara gratis i en timme.

Stadsledningskontorets synpunkter
Kontoret anser att frågan är utredd.

§ 15
Anmälan av protokoll
Protokollen anmäls.

§ 16
Nästa sammanträde
Nästa sammanträde äger rum den 20 augusti 2024.
"""

CLAUSES = """\
Söderby kommun
Socialnämnden

Protokoll
Sammanträdesdag 2025-03-19

§ 27
Diarienr: SN-2025/00123

Riktlinjer för serveringstillstånd

Beslut

Socialnämnden beslutar

att anta riktlinjer för serveringstillstånd enligt bilaga,

att riktlinjerna gäller från och med 2025-04-01, och

att upphäva riktlinjerna från 2019-05-22 § 61.

Ärendebeskrivning

Riktlinjerna från 2019 behöver uppdateras. Förslaget har varit på remiss hos polisen.

Beslutsunderlag

Tjänsteskrivelse 2025-03-03
Förslag till riktlinjer

Beredningsansvariga

Anna Ström
Bengt Wik

Yttranden vid sammanträdet

Carl Ahl (M) – bifall till arbetsutskottets förslag
Dora Bru (V) – avslag

Propositionsordning

Ordföranden finner att nämnden bifaller arbetsutskottets förslag.

Arbetsutskottets beslutsförslag

Arbetsutskottet föreslår socialnämnden besluta

att anta riktlinjer för serveringstillstånd enligt bilaga.

Beslutet ska skickas till

Alkoholhandläggarna
Polisen

§ 28
Diarienr: SN-2025/00150

Information från socialdirektören

Socialdirektören informerar om rekryteringsläget och om IVO:s tillsyn.

Socialnämnden har tagit del av informationen.

§ 29
Diarienr: SN-2024/00890

Yttrande över översiktsplan

Beslut

Socialnämnden beslutar

att avge yttrande till kommunstyrelsen enligt förvaltningens förslag.

Paragrafen justeras omedelbart.
"""


def _meeting(text: str) -> Meeting:
    pages = (Page(1, text),)
    (meeting,) = parse_minutes(clean(Reading("txt", pages, paged=False)), pages, config=load_kommun_config())
    return meeting


def _paragraphs(text: str) -> dict[int, Paragraph]:
    return {paragraph.number: paragraph for paragraph in _meeting(text).paragraphs}


def _points(paragraph: Paragraph) -> list[tuple[str, Level]]:
    return [(point.text.value, point.level) for point in paragraph.points]


def test_a_decision_according_to_a_proposal_is_its_points() -> None:
    found = _paragraphs(ACCORDING)
    assert _points(found[412]) == [
        ("Uppföljningsrapport mars 2024 antecknas.", Level.INFORMATION),
        (
            "Stadsledningskontoret får i uppdrag att återkomma med en plan senast den 30 september 2024.",
            Level.BESLUT,
        ),
    ]
    assert _points(found[414]) == [
        ("Yttrande i enlighet med bilaga 1 översänds till Justitiedepartementet.", Level.BESLUT)
    ]
    assert (found[412].level, found[413].outcome) == (Level.BESLUT, "bordläggs")


def test_a_line_that_names_the_council_makes_what_follows_a_proposal() -> None:
    paragraph = _paragraphs(ACCORDING)[415]
    assert _points(paragraph) == [
        ("Storviks Stad förvärvar samtliga aktier i Storviks Hamn AB för 12 mnkr.", Level.FORSLAG),
        ("Köpet finansieras genom lån.", Level.FORSLAG),
    ]
    assert (paragraph.level, paragraph.next_body) == (Level.FORSLAG, "Kommunfullmäktige")


def test_a_number_and_two_digits_of_a_year_beside_the_paragraph_are_a_dnr() -> None:
    found = _paragraphs(ACCORDING)
    assert [(found[n].dnr, found[n].dnr_key) for n in (412, 413, 416)] == [
        ("0123/24", "KS-2024-123"),
        ("1532/23", "KS-2023-1532"),
        (None, None),
    ]
    assert found[412].title == "Uppföljningsrapport mars 2024"


def test_votes_counted_in_brackets() -> None:
    (vote,) = _paragraphs(ACCORDING)[414].votes
    assert (vote.yes, vote.no, vote.abstained) == (3, 1, 1)


def test_offices_stand_before_names() -> None:
    front = _meeting(ACCORDING).front
    assert [(person.name, person.role) for person in front.others] == [
        ("Eva Hes", "Stadsdirektör"),
        ("Tim Lo", "ekonomidirektör"),
    ]
    assert front.adjusters == ("Axel Jo",)
    front = _meeting(FOLLOWING).front
    assert [(person.name, person.role) for person in front.members] == [
        ("Ann Ek", "ordförande"),
        ("Bo Lind", "vice ordförande"),
        ("Cia Mo", None),
        ("Dag Ny", None),
    ]
    assert [person.name for person in front.substitutes] == ["Eva Pil"]
    assert [(person.name, person.role) for person in front.others] == [
        ("Fia Rot", "stadsdirektör"),
        ("Gun Stål", "sekreterare"),
    ]


def test_what_a_body_decides_and_proposes_in_sentences_that_end_in_a_stop() -> None:
    paragraph = _paragraphs(FOLLOWING)[14]
    assert _points(paragraph) == [
        ("Trafikkontoret får i uppdrag att utvärdera p-tiderna.", Level.BESLUT),
        ("Motionen anses besvarad.", Level.FORSLAG),
        ("Kostnaden beaktas i budget 2025.", Level.FORSLAG),
    ]
    assert (paragraph.level, paragraph.next_body, paragraph.outcome) == (
        Level.BLANDAT,
        "Kommunfullmäktige",
        "anses besvarad",
    )


def test_who_prepared_stands_under_a_heading_of_its_own() -> None:
    paragraph = _paragraphs(CLAUSES)[27]
    assert paragraph.prepared_by == ("Anna Ström", "Bengt Wik")
    assert paragraph.underlag == ("Tjänsteskrivelse 2025-03-03", "Förslag till riktlinjer")
    assert [section.kind for section in paragraph.sections] == [
        SectionKind.BESLUT,
        SectionKind.BAKGRUND,
        SectionKind.UNDERLAG,
        SectionKind.BEREDNING,
        SectionKind.YRKANDE,
        SectionKind.PROPOSITION,
        SectionKind.EARLIER,
        SectionKind.EARLIER,
        SectionKind.RECIPIENTS,
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [(ACCORDING, dt.date(2024, 5, 15)), (FOLLOWING, dt.date(2024, 6, 4)), (CLAUSES, dt.date(2025, 3, 19))],
)
def test_the_day_of_each(text: str, date: dt.date) -> None:
    assert _meeting(text).date == date
