"""Refusals name what is known of minutes that are not here, without looking for long."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator

import pytest

from assistant.answer.english import in_english
from assistant.core import Kommunminne
from ingest.filters import Filters
from ingest.referred import numbers_around, referring
from tests.archives import ALL, PUBLIC, ask, ingest, opened, write
from tests.assistant.views.made_up import item, protocol

TOLD = "Läget är gott.\nBeslutsunderlag\n• Kommunstyrelsen 2025-04-14 § 18"


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kommunminne]:
    folder = tmp_path_factory.mktemp("held")
    proposal = item(3, title="Taxa för kopiering", decision="Kommunfullmäktige antar taxan för kopiering.")
    council = protocol([proposal], date="2025-02-01").replace(
        "Kommunstyrelsens beslut", "Kommunstyrelsens förslag till kommunfullmäktige"
    )
    write(folder, "mars.txt", protocol([item(11), item(12)]))
    write(folder, "februari.txt", council)
    write(folder, "intern.txt", protocol([item(30, told=TOLD), item(31)], date="2025-05-20"))
    with opened(folder / "data") as core:
        assert ingest(core, folder / "mars.txt", folder / "februari.txt").failed == 0
        assert ingest(core, folder / "intern.txt", access="intern").failed == 0
        yield core


def _detail(core: Kommunminne, question: str, zones: frozenset[str] = ALL) -> str:
    answer = ask(core, question, zones)
    assert answer.refusal is not None
    return " ".join((answer.refusal.detail, *answer.warnings))


def test_a_meeting_that_is_not_here_is_refused_with_who_names_it_and_which_numbers_lack(
    core: Kommunminne,
) -> None:
    said = _detail(core, "Vad beslutade KS 2025-04-14?")
    assert said.startswith("Protokoll från Kommunstyrelsen 2025-04-14 finns inte i underlaget.")
    assert "Mötet nämns i KS 2025-05-20 § 30 (§ 18)." in said
    assert "Av KS 2025 finns inte §§ 13–29." in said


def test_the_same_in_english(core: Kommunminne) -> None:
    said = _detail(core, "What did KS decide on 2025-04-14?")
    assert "The meeting is named in KS 2025-05-20 § 30 (§ 18)." in said
    assert "Of KS 2025, §§ 13–29 are not held here." in said


def test_internal_minutes_tell_the_public_nothing(core: Kommunminne) -> None:
    said = _detail(core, "Vad beslutade KS 2025-04-14?", PUBLIC)
    assert "2025-05-20" not in said
    assert "§§" not in said


def test_a_decision_that_only_was_proposed_says_what_is_here_of_who_decides(core: Kommunminne) -> None:
    said = _detail(core, "Vad beslutade kommunfullmäktige om taxan för kopiering?")
    assert said.endswith("Underlaget innehåller inga protokoll från Kommunfullmäktige.")
    assert in_english(said) is not None


def test_what_is_known_takes_no_five_milliseconds(core: Kommunminne) -> None:
    register, filters = core._archive.register, Filters(zones=ALL)
    day = dt.date(2025, 4, 14)
    runs = []
    for _ in range(9):
        started = time.process_time()
        assert referring(register, filters, ["KS"], day) == [(18, "KS", dt.date(2025, 5, 20), 30)]
        assert numbers_around(register, filters, "KS", day) == (12, 30)
        runs.append(time.process_time() - started)
    assert min(runs) < 0.005


@pytest.mark.parametrize(
    ("remark", "said"),
    [
        (
            "Svaret finns inte i underlaget. Underlaget innehåller inga protokoll från Socialnämnden.",
            "The answer is not in the documents held here. There are no minutes here from Socialnämnden.",
        ),
        (
            "Kommunstyrelsens beslut finns inte i underlaget. Det som finns är att Allmänna utskottet har föreslagit: "
            "AU 2025-02-25 § 27. Det senaste som finns från Kommunstyrelsen är från 2019-02-04.",
            "The decision of Kommunstyrelsen is not held here. What is held is a proposal by Allmänna utskottet: "
            "AU 2025-02-25 § 27. The latest held from Kommunstyrelsen is of 2019-02-04.",
        ),
    ],
)
def test_each_remark_has_its_english(remark: str, said: str) -> None:
    assert in_english(remark) == said
