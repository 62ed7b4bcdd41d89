"""Follow-ups over three small meetings: days, states, who may see what, and the exports."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from assistant.core import Kommunminne
from assistant.views.scope import Links
from assistant.wire.followups import FOLLOWUPS, Duty, Followups, FollowupsQuery
from tests.archives import ALL, PUBLIC, Item, ingest, minutes, opened, write

TODAY = dt.date(2025, 10, 1)
LINKS = Links("http://localhost:8800")

TASK = Item(
    11,
    "Gångbro över Tallån",
    "KS-25/00301",
    "Samhällschefen får i uppdrag att utreda en ny gångbro.\n"
    "• Uppdraget redovisas för kommunstyrelsen senast den 9 september 2025.",
    "Länets svar ska lämnas senast 14 april. Läget redovisas kvartalsvis.",
)
OPEN = Item(
    12,
    "=HYPERLINK(farligt)",
    "KS-25/00302",
    "Kommunchefen får i uppdrag att teckna avtal senast den 30 maj 2025.",
    "Riktlinjerna gäller från och med den 1 april 2025.",
)
ODD = Item(13, "Bibliotek", "KS-25/00303", "Åtgärderna redovisas senast den 31 februari 2026.")
BACK = Item(
    41,
    "Gångbro över Tallån",
    "KS-25/00301",
    "Informationen noteras.",
    "Kommunstyrelsen gav uppdraget 2025-03-25 § 11.",
)
LATER = Item(42, "Bad", "KS-25/00340", "Badet ska vara klart senast den 1 december 2025.")
MOTION = Item(
    7, "Motion om fler träd", "KS-24/00090", "Motionen överlämnas till kommunstyrelsen för beredning."
)
REPLY = Item(21, "Svar på motion om en isbana", "KS-24/00091", "Motionen anses besvarad.")
SECRET = Item(
    3, "Lokaler", "KS-25/00400", "Kommunchefen får i uppdrag att säga upp avtalet senast den 1 juni 2025."
)


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    folder = tmp_path_factory.mktemp("followups")
    first = minutes([TASK, OPEN, ODD]).replace(
        "Paragrafer", "Datum då anslaget sätts upp\n2025-03-28\nParagrafer"
    )
    with opened(folder / "data") as core:
        ingest(core, write(folder, "KS-2025-03-25.txt", first))
        ingest(core, write(folder, "KS-2025-09-09.txt", minutes([BACK, LATER], date="2025-09-09")))
        council = minutes([MOTION], date="2024-04-29", body="Kommunfullmäktige")
        ingest(core, write(folder, "KF-2024-04-29.txt", council))
        reply = minutes([REPLY], date="2025-06-16", body="Kommunfullmäktige")
        ingest(core, write(folder, "KF-2025-06-16.txt", reply))
        secret = minutes([SECRET], date="2025-02-11", body="Allmänna utskottet")
        ingest(core, write(folder, "AU-2025-02-11.txt", secret), access="intern")
        yield core


def _view(core: Kommunminne, zones: frozenset[str] = PUBLIC, **given: object) -> Followups:
    return core.view(FOLLOWUPS, FollowupsQuery.model_validate({"today": TODAY, **given}), zones=zones)


def _one(found: Followups, section: str, kind: str) -> Duty:
    (duty,) = [each for each in found.duties if (each.section, each.kind) == (section, kind)]
    return duty


def test_what_is_late_comes_first_then_what_is_coming_then_the_rest(core: Kommunminne) -> None:
    assert [(each.section, each.kind, each.state, each.overdue) for each in _view(core).duties] == [
        ("§ 12", "uppdrag", "öppen", True),
        ("§ 11", "svar", "oklar", True),
        ("§ 42", "färdigt", "öppen", False),
        ("§ 11", "redovisning", "öppen", False),
        ("§ 13", "redovisning", "öppen", False),
        ("§ 11", "redovisning", "klar", False),
        ("§ 11", "uppdrag", "klar", False),
    ]


def test_days_of_validity_are_no_duties(core: Kommunminne) -> None:
    days = {each.due for each in _view(core).duties if each.due}
    assert days == {dt.date(2025, 4, 14), dt.date(2025, 5, 30), dt.date(2025, 12, 1), dt.date(2025, 9, 9)}


def test_an_inferred_year_and_an_impossible_day_are_said(core: Kommunminne) -> None:
    found = _view(core)
    reply = _one(found, "§ 11", "svar")
    assert (reply.due, reply.year_inferred) == (dt.date(2025, 4, 14), True)
    assert "Året är inte utskrivet" in reply.notes[0]
    odd = _one(found, "§ 13", "redovisning")
    assert (odd.due, odd.until, odd.written) == (None, None, "31 februari 2026")
    assert "finns inte i någon kalender" in odd.notes[0]


def test_a_task_is_done_where_its_body_comes_back_to_it(core: Kommunminne) -> None:
    task = _one(_view(core), "§ 11", "uppdrag")
    assert task.responsible == "Samhällschefen"
    assert task.followed_by is not None
    assert task.followed_by.label == "KS 2025-09-09 § 41"
    before = _view(core, today=dt.date(2025, 9, 1))
    assert _one(before, "§ 11", "uppdrag").state == "öppen"


def test_what_is_repeated_has_its_next_time(core: Kommunminne) -> None:
    (duty,) = _view(core, timing="upprepat").duties
    assert (duty.every_months, duty.next_on, duty.due) == (3, dt.date(2025, 12, 25), None)


@pytest.mark.parametrize(
    ("given", "sections"),
    [
        ({"duty": "uppdrag"}, ["§ 12", "§ 11"]),
        ({"overdue": True}, ["§ 12", "§ 11"]),
        ({"state": "klar"}, ["§ 11", "§ 11"]),
        ({"responsible": "kommunCHEF"}, ["§ 12"]),
        ({"text": "badet klart"}, ["§ 42"]),
        ({"due_from": "2025-05-01", "due_to": "2025-06-30"}, ["§ 12"]),
        ({"date_from": "2025-09-01"}, ["§ 42"]),
        ({"body": "KF"}, []),
        ({"timing": "orimligt datum"}, ["§ 13"]),
    ],
)
def test_duties_are_limited_by_what_is_asked(
    core: Kommunminne, given: dict[str, object], sections: list[str]
) -> None:
    assert [each.section for each in _view(core, **given).duties] == sections


def test_a_limit_leaves_rows_out_but_not_out_of_the_counts(core: Kommunminne) -> None:
    found = _view(core, limit=2)
    assert (len(found.duties), found.total, found.overdue) == (2, 7, 2)
    assert found.counts == {"svar": 1, "uppdrag": 2, "färdigt": 1, "redovisning": 3}


def test_a_part_alone_holds_nothing_of_the_others(core: Kommunminne) -> None:
    found = _view(core, part="initiativ")
    assert (found.duties, found.legal_force) == ([], [])
    assert len(found.initiatives) == 2


def test_the_internal_zone_is_not_read_for_the_public(core: Kommunminne) -> None:
    assert all(each.body_key != "AU" for each in _view(core).duties)
    inside = [each for each in _view(core, ALL).duties if each.body_key == "AU"]
    assert [(each.section, each.state) for each in inside] == [("§ 3", "oklar")]
    assert {each.body_key for each in _view(core).legal_force} == {"KS", "KF"}


def test_an_unanswered_motion_is_flagged_after_a_year_and_an_answered_one_has_its_answer(
    core: Kommunminne,
) -> None:
    waiting, answered = _view(core).initiatives
    assert (waiting.topic, waiting.answered, waiting.age_days, waiting.over_a_year) == (
        "Fler träd",
        None,
        520,
        True,
    )
    assert waiting.came_in is not None
    assert waiting.came_in.label == "KF 2024-04-29 § 7"
    assert answered.outcome == "anses besvarad"
    assert (answered.came_in, answered.since) == (None, dt.date(2024, 12, 31))
    assert "framgår inte" in answered.notes[0]


def test_laga_kraft_is_three_weeks_after_the_notice_or_said_to_be_untold(core: Kommunminne) -> None:
    by_date = {each.date: each for each in _view(core, body="KS").legal_force}
    told = by_date[dt.date(2025, 3, 25)]
    assert (told.posted, told.gains, told.gained) == (dt.date(2025, 3, 28), dt.date(2025, 4, 22), True)
    assert told.note is not None
    assert "helgdag" in told.note  # 18 April 2025 is Good Friday
    untold = by_date[dt.date(2025, 9, 9)]
    assert (untold.gains, untold.gained) == (None, None)
    assert untold.note is not None
    assert "framgår inte" in untold.note


def test_laga_kraft_is_gained_when_the_last_day_to_appeal_has_passed(core: Kommunminne) -> None:
    last = dt.date(2025, 4, 22)
    seen = {}
    for day in (last, last + dt.timedelta(days=1)):
        held = _view(core, body="KS", today=day).legal_force
        (seen[day],) = [each for each in held if each.gains == last]
    on_it, after = seen.values()
    assert (on_it.gained, after.gained) == (False, True)
    assert on_it.note is not None
    assert "tidigast dagen efter" in on_it.note
    assert "dagen efter" not in (after.note or "")


def test_the_last_day_to_appeal_is_called_so(core: Kommunminne) -> None:
    given = {"zones": PUBLIC, "links": LINKS}
    query = FollowupsQuery(today=dt.date(2025, 4, 22))
    events = Calendar.from_ical(core.export(FOLLOWUPS, query, "ics", **given)).walk("VEVENT")
    days = {str(event["summary"]): event["dtstart"].dt for event in events}
    assert days["Överklagandetiden löper ut: KS 2025-03-25"] == dt.date(2025, 4, 22)
    sheet = load_workbook(io.BytesIO(core.export(FOLLOWUPS, query, "xlsx", **given)))["Laga kraft"]
    assert "Överklagandetiden löper ut" in [cell.value for cell in sheet[1]]


def _calendar(core: Kommunminne) -> bytes:
    return core.export(FOLLOWUPS, FollowupsQuery(today=TODAY), "ics", zones=PUBLIC, links=LINKS)


def test_the_calendar_is_one_that_outlook_takes(core: Kommunminne) -> None:
    raw = _calendar(core)
    lines = raw.split(b"\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    calendar = Calendar.from_ical(raw)
    assert (calendar["method"], calendar["version"]) == ("PUBLISH", "2.0")
    events = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == 4
    event = events["Färdigt: Bad (KS 2025-09-09 § 42)"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (dt.date(2025, 12, 1), dt.date(2025, 12, 2))
    assert event["dtstamp"].dt == dt.datetime(2025, 10, 1, tzinfo=dt.UTC)
    assert str(event["url"]).startswith("http://localhost:8800/paragraf?id=")
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == dt.timedelta(days=-7)
    repeated = events["Redovisning: Gångbro över Tallån (KS 2025-03-25 § 11)"]
    assert dict(repeated["rrule"]) == {"FREQ": ["MONTHLY"], "INTERVAL": [3]}


def test_what_has_passed_does_not_remind(core: Kommunminne) -> None:
    calendar = Calendar.from_ical(_calendar(core))
    late = [event for event in calendar.walk("VEVENT") if event["dtstart"].dt < TODAY]
    assert len(late) == 2
    assert not any(event.walk("VALARM") for event in late)


def test_the_calendar_names_each_duty_the_same_at_every_export(core: Kommunminne) -> None:
    def names(day: dt.date) -> set[str]:
        raw = core.export(FOLLOWUPS, FollowupsQuery(today=day), "ics", zones=PUBLIC, links=LINKS)
        return {str(event["uid"]) for event in Calendar.from_ical(raw).walk("VEVENT")}

    assert names(TODAY) == names(TODAY + dt.timedelta(days=30))
    assert len(names(TODAY)) == 4


def test_a_spreadsheet_has_days_as_days_and_no_formula(core: Kommunminne) -> None:
    raw = core.export(FOLLOWUPS, FollowupsQuery(today=TODAY), "xlsx", zones=PUBLIC, links=LINKS)
    book = load_workbook(io.BytesIO(raw))
    assert book.sheetnames == ["Bevakning", "Motioner och initiativ", "Laga kraft"]
    sheet = book["Bevakning"]
    heads = [cell.value for cell in sheet[1]]
    rows = [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert rows[1]["Dag"].value == dt.datetime(2025, 4, 14)
    assert rows[1]["Länk"].hyperlink.target.startswith("http://localhost:8800/paragraf?id=")
    formula = next(row["Ärende"] for row in rows if "HYPERLINK" in str(row["Ärende"].value))
    assert formula.data_type == "s"


def test_csv_holds_a_line_a_duty(core: Kommunminne) -> None:
    raw = core.export(FOLLOWUPS, FollowupsQuery(today=TODAY), "csv", zones=PUBLIC, links=LINKS)
    lines = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 7
    assert (lines[1]["Försenad"], lines[1]["Året räknat fram"]) == ("ja", "ja")
    assert any(line["Ärende"].startswith("'=HYPERLINK") for line in lines)


def test_an_empty_archive_has_nothing_to_follow_up(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as empty:
        found = _view(empty)
    assert (found.total, found.duties, found.initiatives, found.legal_force) == (0, [], [], [])


def test_the_day_a_motion_came_in_is_read_in_the_text_or_on_the_paper_and_its_place_is_told(
    tmp_path: Path,
) -> None:
    told = replace(REPLY, told="Motionen inkom den 9 oktober 2024.")
    listed = Item(22, "Svar på motion om fler lekplatser", "KS-24/00092", "Motionen avslås.")
    text = minutes([told, listed], date="2025-06-16", body="Kommunfullmäktige")
    head, tail = text.split("§ 22", 1)
    tail = tail.replace(
        "Kommunfullmäktiges beslut",
        "Beslutsunderlag\nMotion 2024-10-09, bilaga\nKommunfullmäktiges beslut",
        1,
    )
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "KF-2025-06-16.txt", f"{head}§ 22{tail}"))
        found = _view(core).initiatives
        raw = core.export(FOLLOWUPS, FollowupsQuery(today=TODAY), "xlsx", zones=ALL, links=LINKS)
    day = dt.date(2024, 10, 9)
    assert [(each.came_in, each.came_in_on, each.since, each.age_days) for each in found] == [
        (None, day, day, 250)
    ] * 2
    assert {each.topic: each.notes for each in found} == {
        "En isbana": ["Kom in 2024-10-09 enligt texten i KF 2025-06-16 § 21."],
        "Fler lekplatser": [
            "Kom in 2024-10-09 enligt dagen på handlingen i underlaget till KF 2025-06-16 § 22."
        ],
    }
    book = load_workbook(io.BytesIO(raw))
    assert str(book["Motioner och initiativ"]["E2"].value).startswith("2024-10-09")
