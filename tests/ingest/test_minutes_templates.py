"""Minutes in made-up templates of made-up kommuner: other orders, headings, numbers and ways to write them."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.model import Level, SectionKind
from tests.made_up_minutes import (
    BOARD,
    CAPITALS,
    DECISION_FIRST,
    DNR_AT_THE_EDGE,
    TITLE_ABOVE,
    YEARED,
    meeting_of,
    paragraphs_of,
)


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
    meeting = meeting_of(text)
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
    found = paragraphs_of(text)
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
    paragraph = paragraphs_of(text)[number]
    assert (paragraph.level, paragraph.outcome) == (level, outcome)
    assert (paragraph.next_body, paragraph.final_body) == (next_body, final_body)


def test_att_satser_are_points_without_the_word_that_ties_them() -> None:
    points = paragraphs_of(DECISION_FIRST)[45].points
    assert [point.text.value for point in points] == [
        "att godkänna årsredovisningen för 2023",
        "att överföra 4 mnkr av resultatet till resultatutjämningsreserven.",
    ]


def test_a_quoted_proposal_below_its_heading_is_no_decision() -> None:
    kinds = [section.kind for section in paragraphs_of(DECISION_FIRST)[46].sections]
    assert kinds.count(SectionKind.BESLUT) == 1
    assert kinds.count(SectionKind.VERKSAMHETENS_FORSLAG) == 2


def test_the_note_of_adjustment_is_in_no_decision_and_no_recipient() -> None:
    paragraph = paragraphs_of(DECISION_FIRST)[46]
    assert paragraph.recipients == ("Motionären", "tekniska avdelningen")
    assert all("justerad" not in point.text.value for point in paragraph.points)


@pytest.mark.parametrize(
    ("text", "number", "votes"),
    [(DECISION_FIRST, 46, (9, 4, 2)), (TITLE_ABOVE, 52, (14, 21, None))],
)
def test_votes_are_counted(text: str, number: int, votes: tuple[int, int, int | None]) -> None:
    (vote,) = paragraphs_of(text)[number].votes
    assert (vote.yes, vote.no, vote.abstained) == votes


def test_who_prepared_and_what_it_rests_on() -> None:
    paragraph = paragraphs_of(BOARD)[89]
    assert paragraph.prepared_by == ("Jon Vik",)
    assert paragraph.underlag == ("Tjänsteskrivelse daterad 2023-10-30", "Förslag till riktlinjer")
    assert paragraph.recipients == ("Kommunfullmäktige", "Förvaltningschefen")
    assert paragraphs_of(BOARD)[88].recipients == ("ekonomienheten",)


def test_the_front_page_of_labels_on_lines_of_their_own() -> None:
    front = meeting_of(DECISION_FIRST).front
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
    front = meeting_of(BOARD).front
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
    sections = {section.heading: section.body.value for section in meeting_of(DECISION_FIRST).front.sections}
    assert sections["Paragrafer"] == "44–48"
    assert sections["Anslaget tas ned"] == "2024-04-08"
