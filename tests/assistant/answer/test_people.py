"""Who was there, who adjusted, when the notice went up: from the minutes' front page."""

from __future__ import annotations

import re

import pytest

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import hold, quotes, reason, sections


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Vilka var beslutande vid AU 2025-04-01?", ["Asta Provdal (S)", "Bo Testmark", "Disa Exempelsson"]),
        ("Vilka var beslutande vid KS 2025-04-22?", ["Ivar Mallberg (V)", "Jutta Försökman (KD)"]),
        ("Vem var ordförande i KF 2025-06-16?", ["Levi Klubbman"]),
        ("Vem är ekonomichef?", ["Folke Räknelius", "2025-04-01"]),
        ("Vem är ordförande i kommunfullmäktige?", ["Levi Klubbman", "2025-06-16"]),
        ("Vem var sekreterare på AU den 1 april 2025?", ["Elna Skrivholm"]),
        ("Vem ersatte Kurt Låtsasson på KS 2025-04-22?", ["Jutta Försökman"]),
        ("Var Folke Räknelius närvarande på AU 2025-04-01?", ["Folke Räknelius", "ekonomichef"]),
        ("Vem justerade protokollet från KF 2025-06-16?", ["Bo Testmark", "Ivar Mallberg"]),
        ("Who adjusted the minutes of KF 2025-06-16?", ["Bo Testmark", "Ivar Mallberg"]),
        ("När anslogs protokollet från AU 2025-04-01?", ["2025-04-08"]),
        ("När tas anslaget ned för AU 2025-04-01?", ["2025-04-30"]),
        (
            "Vem justerade AU:s protokoll 2025-04-01 och när anslogs det?",
            ["Bo Testmark", "2025-04-08"],
        ),
    ],
)
def test_the_front_page_answers(granvik: Kommunminne, question: str, said: list[str]) -> None:
    answer = ask(granvik, question)
    assert not answer.refused
    assert all(words in answer.text for words in said)
    hold(granvik, answer)


def test_the_notice_is_cited_with_both_its_days(granvik: Kommunminne) -> None:
    answer = ask(granvik, "När anslogs protokollet från AU 2025-04-01?")
    assert "2025-04-08" in quotes(answer)
    assert "2025-04-30" in quotes(answer)


def test_without_a_day_the_newest_meeting_is_meant(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vem justerade KF:s senaste protokoll?")
    assert {citation.date for citation in answer.citations} == {"2025-06-16"}


@pytest.mark.parametrize(
    "question",
    [
        "Vilka var beslutande vid tekniska nämnden 2025-05-14?",
        "Vem justerade tekniska nämndens protokoll 2025-05-14?",
        "När anslogs protokollet från KF 2025-06-16?",
    ],
)
def test_a_meeting_without_that_on_its_front_page_is_said_to_lack_it(
    granvik: Kommunminne, question: str
) -> None:
    answer = ask(granvik, question)
    assert reason(answer) == "saknas"
    assert "framgår inte" in answer.text
    assert all(f"§ {number}" in sections(answer) for number in re.findall(r"§§? (\d+)", answer.text))
    hold(granvik, answer)


def test_a_meeting_that_is_not_here_is_refused_and_those_that_are_named(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vilka var beslutande vid AU 2025-09-09?")
    assert reason(answer) == "saknas"
    assert "AU 2025-04-01" in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Vem justerade KF:s protokoll den 24 november 2025?", ["Linnea Orrhede", "Dan Grubbmyr"]),
        ("När anslogs protokollet från KS 2026-03-10?", ["2026-03-17"]),
        ("Vilka var beslutande på AU 2025-03-04?", ["Birger Talldahl", "Kerstin Tjädermo"]),
        ("Vem är kommunchef?", ["Helena Nåsjö", "2026-03-10"]),
        ("Vem ersatte Jonas Lavmark i BMN 2025-12-10?", ["Märit Lavmark"]),
    ],
)
def test_front_pages_of_the_demo_kommun(tallsele: Kommunminne, question: str, said: list[str]) -> None:
    answer = ask(tallsele, question)
    assert not answer.refused
    assert all(words in answer.text for words in said)
    assert all(citation.page in (1, 2) for citation in answer.citations)
    hold(tallsele, answer)
