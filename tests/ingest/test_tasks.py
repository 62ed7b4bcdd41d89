from __future__ import annotations

import pytest

from ingest.tasks import loose_time, tasked


@pytest.mark.parametrize(
    ("point", "who"),
    [
        ("Kommunchefen får i uppdrag att teckna avtalet.", "Kommunchefen"),
        ("ge förvaltningen i uppdrag att utreda frågan.", "Förvaltningen"),
        ("Kommunstyrelsen ger tekniska kontoret i uppdrag att se över taxan.", "Tekniska kontoret"),
        ("uppdra åt kommunledningskontoret att återkomma med ett förslag.", "Kommunledningskontoret"),
        ("Kommunstyrelsen uppdrar till förvaltningen att begära in anbud.", "Förvaltningen"),
        ("Socialchefen uppdras att ta fram en plan.", "Socialchefen"),
        ("Styrelsen får därför i uppdrag skriva ett brev.", "Styrelsen"),
        (
            "förelägga ägaren till Berga 3:8 att senast den 31 oktober åtgärda avloppet.",
            "Ägaren till Berga 3:8",
        ),
        (
            "De nämnder som redovisar underskott ska senast i maj återkomma med en plan.",
            "De nämnder som redovisar underskott",
        ),
        ("Ärendet återremitteras, där kontoret ska återkomma med underlag.", "Kontoret"),
        ("Förslaget godkänns med tillägget: Förbundet ska utreda livsmedelsfrågan.", "Förbundet"),
    ],
)
def test_whom_a_decision_gives_a_task_is_read_as_named(point: str, who: str) -> None:
    assert tasked(point) == who


@pytest.mark.parametrize(
    "point",
    [
        "Taxan antas och gäller från och med 2025-04-01.",
        "Informationen noteras.",
        "Kommunstyrelsen avslår förslaget att ge förvaltningen i uppdrag att utreda frågan.",
        "Uppdraget anses slutfört.",
        "En revisor har avsagt sig uppdraget.",
        "Riktlinjerna ska revideras årligen.",
    ],
)
def test_what_gives_nobody_a_task_is_none(point: str) -> None:
    assert tasked(point) is None


def test_a_task_that_is_turned_down_is_given_to_nobody() -> None:
    assert tasked("ge förvaltningen i uppdrag att utreda frågan", "avslås") is None


@pytest.mark.parametrize(
    ("task", "time"),
    [
        (
            "Nämnderna ska senast i samband med vårbokslutet återkomma med en plan.",
            "senast i samband med vårbokslutet",
        ),
        ("Chefen får i uppdrag att inom tre månader redovisa läget.", "inom tre månader"),
        ("Chefen får i uppdrag att återkomma till nästa sammanträde.", "till nästa sammanträde"),
        ("Chefen får i uppdrag att utreda frågan.", ""),
    ],
)
def test_a_time_that_is_no_day_is_kept_as_it_is_said(task: str, time: str) -> None:
    assert loose_time(task) == time
