from __future__ import annotations

import datetime as dt

import pytest

from ingest.promises import promises, task_times

HELD = dt.date(2025, 2, 25)


def _read(sentence: str, *, decided: bool = False) -> list[tuple[str, str | None]]:
    return [
        (each.kind, str(each.due.date) if each.due and each.due.date else None)
        for each in promises(sentence, HELD, decided=decided)
    ]


@pytest.mark.parametrize(
    ("sentence", "kind", "date"),
    [
        ("Nästa redovisning sker vid utskottets möte 2025-09-30.", "redovisning", "2025-09-30"),
        ("Remissvar ska skickas till regionen senast 14 mars.", "svar", "2025-03-14"),
        ("Svaret ska ha kommit in senast den 15 maj 2026.", "svar", "2026-05-15"),
        ("Planen kommer att beslutas av regionrådet 2025-06-20.", "beslut", "2025-06-20"),
        ("Nätet byggs ut i tre byar och ska vara klart senast 2025-12-01.", "färdigt", "2025-12-01"),
        ("Slutbesiktning senast den 30 november 2026.", "färdigt", "2026-11-30"),
        ("Tre brister ska vara åtgärdade till den 31 mars 2026.", "färdigt", "2026-03-31"),
        ("Verksamheten återkommer med förslag hösten 2025.", "redovisning", "2025-12-31"),
        ("Uppdraget återrapporteras till KS i september.", "redovisning", "2025-09-30"),
        ("Riktlinjen revideras under 2026.", "revidering", "2026-12-31"),
        ("I december 2025 ska projektet redovisas.", "redovisning", "2025-12-31"),
        ("Beredningen är i maj med slutligt beslut i fullmäktige den 4 november.", "beslut", "2025-11-04"),
        ("Redovisningen tas upp den 14 april.", "redovisning", "2025-04-14"),
    ],
)
def test_what_is_promised_by_a_day_is_a_promise(sentence: str, kind: str, date: str) -> None:
    assert _read(sentence) == [(kind, date)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Riktlinjerna gäller fr o m 20250401.",
        "Taxan antas och gäller från och med 2025-04-01.",
        "Föreskriften träder i kraft den 18 augusti 2025.",
        "Avgifterna höjs den 1 januari 2026.",
        "Anbudet gäller till och med den 31 december 2025.",
        "Avtalet löper ut den 31 januari 2026.",
        "2025-06-01–2027-05-31",
        "Avser 2025-03-01 – 2025-12-31",
        "Samrådet ska pågå från och med den 2 juni till och med den 30 juni 2025.",
        "Vid samrådet den 20 maj deltog 63 personer.",
        "Avgifterna beslutades senast den 27 september 2023 och behöver ses över.",
        "Planen skulle redovisas senast 2025-10-01.",
        "Arbetet pausades, men kan återupptas under sommaren 2025.",
        "Enligt beslut av fullmäktige 2026-01-07 § 14 ska arbetet fortsätta.",
        "Resultatet per den 31 augusti är 9,8 mnkr.",
        "Målet är att andelen sjunker till 9 procent senast vårterminen 2027.",
        "Den som meddelar ledighet före den 15 maj betalar ingen avgift.",
        "Verksamheten ska byta 14 bilar under 2027.",
        "Invigning av byahuset den 14 juni",
    ],
)
def test_validity_history_and_what_merely_happens_are_no_promises(sentence: str) -> None:
    assert _read(sentence) == []


def test_a_decision_also_promises_what_it_says_is_carried_out_by_a_day() -> None:
    paid = "Priset delas ut på marknaden den 6 december 2025."
    assert _read(paid) == []
    assert _read(paid, decided=True) == [("färdigt", "2025-12-06")]
    assert _read("Ärendet bordläggs till den 23 mars 2026.", decided=True) == [("beslut", "2026-03-23")]


def test_a_day_that_does_not_exist_is_promised_as_written() -> None:
    (promise,) = promises("Svaret ska lämnas senast den 31 februari 2026.", HELD)
    assert promise.due is not None
    assert promise.due.date is None


def test_who_is_to_do_it_is_read_off_the_passive() -> None:
    (promise,) = promises("Förslaget kommer att behandlas av förbundsfullmäktige den 19 juni 2025.", HELD)
    assert promise.who == "förbundsfullmäktige"


@pytest.mark.parametrize(
    ("sentence", "kind", "months", "first"),
    [
        ("Riktlinjerna ska revideras årligen eller vid behov.", "revidering", 12, "2026-02-25"),
        ("Planen sträcker sig över perioden, med en årlig revidering.", "revidering", 12, "2026-02-25"),
        ("Varje verksamhet ska årligen ta fram en plan.", "färdigt", 12, "2026-02-25"),
        ("Strategin följs upp i mars varje år.", "redovisning", 12, "2025-03-31"),
        ("Utfallet rapporteras kvartalsvis till nämnden.", "redovisning", 3, "2025-05-25"),
        (
            "Styrelsen ska avge årsredovisning senast den 15 april året efter.",
            "redovisning",
            12,
            "2025-04-15",
        ),
        ("Planen kommer att revideras minst vart fjärde år.", "revidering", 48, "2029-02-25"),
        ("Ordningen bör ses över årligen och ändrades 2024.", "revidering", 12, "2026-02-25"),
    ],
)
def test_what_is_to_be_done_again_and_again_is_a_repeated_duty(
    sentence: str, kind: str, months: int, first: str
) -> None:
    (promise,) = promises(sentence, HELD)
    assert promise.recurrence is not None
    assert (promise.kind, promise.recurrence.months, str(promise.recurrence.first)) == (kind, months, first)


@pytest.mark.parametrize(
    "sentence",
    [
        "Vatten faktureras kvartalsvis i efterskott.",
        "Kommunen erbjuder varje år tre veckors arbete.",
        "Där årlig återrapportering förväntas har uppdatering skett.",
        "Avgiften räknas om varje år.",
        "Föreningen redovisade årligen sina utgifter.",
    ],
)
def test_what_goes_on_or_went_on_again_and_again_is_no_duty(sentence: str) -> None:
    assert promises(sentence, HELD) == ()


def test_a_task_has_every_time_to_come_save_what_is_valid_from() -> None:
    task = "Chefen får i uppdrag att ta fram regler som gäller från 2026-01-01 och redovisa dem under hösten 2025."
    assert [str(each.due.date) for each in task_times(task, HELD) if each.due] == ["2025-12-31"]
    yearly = task_times("Chefen får i uppdrag att årligen redovisa läget.", HELD)
    assert [each.recurrence.months for each in yearly if each.recurrence] == [12]
