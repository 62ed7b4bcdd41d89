"""Front pages of made-up minutes: labels beside and above their values, lists of persons in many forms."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.frontpage import read_front
from ingest.model import FrontPage
from ingest.text import Line


def front(text: str) -> FrontPage:
    lines, start, gap = [], 0, 0
    for raw in text.split("\n"):
        if raw.strip():
            first = start + len(raw) - len(raw.lstrip())
            lines.append(Line(raw.strip(), 1, first, first + len(raw.strip()), gap))
            gap = 0
        else:
            gap += 1
        start += len(raw) + 1
    return read_front(lines, 2025)


def test_a_range_of_paragraphs_may_be_wrapped() -> None:
    others = front(
        "Plats och tid Rådhuset, kl. 13.00\nÖvriga deltagande Ada Ek, kommunchef\n"
        "Bo Al, förvaltningschef teknik, §§\n89–92, 96–97\nCia Ask, ekonom, §§ 90–\n91\nUtses att justera Eva Lo"
    ).others
    assert [(person.name, person.paragraphs) for person in others] == [
        ("Ada Ek", ()),
        ("Bo Al", (89, 90, 91, 92, 96, 97)),
        ("Cia Ask", (90, 91)),
    ]
    assert others[1].role == "förvaltningschef teknik"


def test_a_list_of_attendance_by_party_names_the_members() -> None:
    page = front(
        "Plats\nTeatern, Solvik\nTid\nMåndagen den 16 juni 2025 kl. 18.30–21.10\nOrdförande\nIda Fors (L)\nSekreterare\nHans Dahl\n"
        "Närvarande\n9 beslutande enligt närvarolista, sida 2\nJusterare\nCia Ögren (S) och Stig Norr (KD)\n"
        "Justering\nStadskansliet, tisdagen den 24 juni 2025\nParagrafer\n61–69\nAnslaget under tiden\n2025-06-25–2025-07-17\n"
        "Närvarolista\nS: Ola Kvist, Cia Ögren, Maj-Lis Hede, Siv\nRamsell, Mats Dyberg\nKD: Stig Norr, Ruth Aspe\nL: Ida Fors\n"
    )
    assert (page.place, page.time) == ("Teatern, Solvik", "Måndagen den 16 juni 2025 kl. 18.30–21.10")
    assert [(person.name, person.party) for person in page.members] == [
        ("Ida Fors", "L"), ("Ola Kvist", "S"), ("Cia Ögren", "S"), ("Maj-Lis Hede", "S"), ("Siv Ramsell", "S"), ("Mats Dyberg", "S"),
        ("Stig Norr", "KD"), ("Ruth Aspe", "KD"),
    ]  # fmt: skip
    assert page.members[0].role == "ordförande"
    assert [(person.name, person.role) for person in page.others] == [("Hans Dahl", "sekreterare")]
    assert page.adjusters == ("Cia Ögren", "Stig Norr")
    assert page.adjusted_at == "Stadskansliet, tisdagen den 24 juni 2025"
    assert (page.posted, page.removed) == (dt.date(2025, 6, 25), dt.date(2025, 7, 17))


@pytest.mark.parametrize(
    "notice",
    [
        "Anslag sätts upp     2025-02-28        Anslag tas ned   2025-03-22",
        "Anslaget 2025-02-28–2025-03-22",
        "Anslaget: 2025-02-28 – 2025-03-22",
        "Anslagstid 2025-02-28 - 2025-03-22",
        "Protokollet anslås 2025-02-28 – 2025-03-22",
        "Anslagsdatum 2025-02-28\nAnslaget tas ner 2025-03-22",
        "Datum för anslags     2025-02-28       Datum för anslags    2025-03-22\nuppsättande                  nedtagande",
        "Anslås från och med 2025-02-28 till och med 2025-03-22",
        "Överklagandetid 2025-02-28 till 2025-03-21\nAnslagsperiod 2025-02-28 till 2025-03-22",
    ],
)
def test_a_notice_is_up_from_one_day_to_another(notice: str) -> None:
    page = front(
        f"Plats och tid  Rådhuset\nJusterare  Eva Lo\nJustering  2025-02-27\nParagrafer 6–12\n{notice}\n"
    )
    assert (page.posted, page.removed) == (dt.date(2025, 2, 28), dt.date(2025, 3, 22))
    assert page.adjusted_at == "2025-02-27"


def test_a_count_of_members_is_nobody() -> None:
    page = front(
        "Plats och tid: Rådhuset\nNärvarande: 31 ledamöter och 6 ersättare enligt bilaga\nJusterare: Eva Lo"
    )
    assert page.members == ()


def test_roles_above_their_names_are_no_names() -> None:
    page = front(
        "Plats och tid\nRådhuset\nBeslutande\nOrdförande\nAda Ek (S)\n1:e vice ordförande\nBo Al (M)\nLedamöter\nCia Ask (C)\n"
        "Dan Bo (V) §§ 3–4\nErsättare\nEsk Il (S)\nJusterare\nCia Ask"
    )
    assert [(person.name, person.role) for person in page.members] == [
        ("Ada Ek", "ordförande"),
        ("Bo Al", "1:e vice ordförande"),
        ("Cia Ask", None),
        ("Dan Bo", None),
    ]
    assert [person.name for person in page.substitutes] == ["Esk Il"]


def test_persons_of_one_table_cell_stand_on_one_line() -> None:
    page = front(
        "Beslutande\tAda Ek (S), ordförande Bo Al (M), vice ordförande Cia Ask (C) Dan Bo (V)\n"
        "Tjänstgörande ersättare\tStel Wre (S) för Cia Ask (C), § 11\n"
        "Övriga\tPet Al, kulturchef Sanna Ryd, bibliotekschef, § 9 Jo Mel, sekreterare\nJusterare\tCia Ask"
    )
    assert [(person.name, person.party, person.role) for person in page.members] == [
        ("Ada Ek", "S", "ordförande"),
        ("Bo Al", "M", "vice ordförande"),
        ("Cia Ask", "C", None),
        ("Dan Bo", "V", None),
    ]
    assert [(person.name, person.role, person.paragraphs) for person in page.others] == [
        ("Pet Al", "kulturchef", ()),
        ("Sanna Ryd", "bibliotekschef", (9,)),
        ("Jo Mel", "sekreterare", ()),
    ]
    assert [(person.name, person.replaces, person.paragraphs) for person in page.substitutes] == [
        ("Stel Wre", "Cia Ask", (11,))
    ]


@pytest.mark.parametrize(
    "label", ["Datum och plats", "Plats och tid", "Tid och plats", "Mötestid och plats:"]
)
def test_place_and_time_under_many_labels(label: str) -> None:
    page = front(
        f"{label}  Torsdagen den 20 februari 2025 kl. 14.00–16.35, Kulturhuset i Solvik\nBeslutande  Ada Ek (S)"
    )
    assert (page.place, page.time) == (
        "Kulturhuset i Solvik",
        "Torsdagen den 20 februari 2025 kl. 14.00–16.35",
    )


def test_a_secretary_among_those_present_is_no_member() -> None:
    page = front(
        "Plats och tid: Rådhuset\nNärvarande: enligt bilaga\nOrdförande: Ada Ek (S)\nSekreterare: Alva Mörk\nJusterare: Bo Al (M)\n"
        "Justeringens tid        2024-05-20\noch plats"
    )
    assert [person.name for person in page.members] == ["Ada Ek"]
    assert [person.name for person in page.others] == ["Alva Mörk"]
    assert page.adjusted_at == "2024-05-20"


def test_a_notice_in_running_text_says_both_days() -> None:
    page = front(
        "Tid\nTisdagen den 4 februari 2025\nPlats\nRådhuset\nJusterare\nEva Lo\nOmfattning\n§§ 6–12\nAnslagsbevis\n"
        "Protokollet är tillkännagivet på den digitala anslagstavlan den 28 februari 2025.\n"
        "Anslaget tas bort den 22 mars 2025.\n"
    )
    assert (page.posted, page.removed) == (dt.date(2025, 2, 28), dt.date(2025, 3, 22))


def test_a_number_of_guests_is_nobody_and_the_point_that_somebody_came_for_no_office() -> None:
    others = front(
        "Plats och tid: Rådhuset\nÖvriga deltagande\nAda Ek (punkt A, planarkitekt)\n4 PRAO-elever åk. 8\n"
        "Bo Al, ekonom, punkterna 3–5\nCia Ask (punkt B)\nDan Bo, punktskriftslärare\nUtses att justera Eva Lo"
    ).others
    assert [(person.name, person.role) for person in others] == [
        ("Ada Ek", "planarkitekt"),
        ("Bo Al", "ekonom"),
        ("Cia Ask", None),
        ("Dan Bo", "punktskriftslärare"),
    ]


def test_a_dash_is_no_party_and_a_numbered_member_is_somebody() -> None:
    members = front(
        "Plats och tid: Rådhuset\nBeslutande\n1. Ada Ek (S), ordförande\n2. Bo Al (-)\n3. Cia Ask (–)\n"
        "Utses att justera Ada Ek"
    ).members
    assert [(person.name, person.party, person.role) for person in members] == [
        ("Ada Ek", "S", "ordförande"),
        ("Bo Al", None, None),
        ("Cia Ask", None, None),
    ]


def test_abbreviations_of_those_who_serve() -> None:
    page = front(
        "Sammanträdesplats och tid   Kommunhuset, Eken, 08.30-12.00\nBeslutande   Ledamöter\n  Per Ask (KD), ordf\n"
        "  Tom Cid (-) ers Eva Dal (SD)\n  Icke tjänstg ersättare\n  Ann Ek (L), §§ 70-75, del av § 76\n"
        "Utses att justera   Per Ask\nFörvaringsplats för     Skolkontoret\nprotokollet"
    )
    assert (page.place, page.archive) == ("Kommunhuset, Eken", "Skolkontoret")
    assert [person.name for person in page.members] == ["Per Ask"]
    assert [(person.name, person.replaces) for person in page.substitutes] == [
        ("Tom Cid", "Eva Dal"),
        ("Ann Ek", None),
    ]
    assert (page.substitutes[1].role, page.substitutes[1].paragraphs[-1]) == (None, 76)
