"""Lists by what their paragraphs have in common, over several meetings: complete, counted, and honest about what is missing."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import LONG, hold, reason


def _listed(core: Kommunminne, question: str) -> set[str]:
    answer = ask(core, question)
    assert not answer.refused, answer.text
    hold(core, answer, longest=LONG)
    return {f"{citation.body} {citation.section}" for citation in answer.citations}


_BN, _KS, _KF = "Byggnadsnämnden", "Kommunstyrelsen", "Kommunfullmäktige"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Vilka bygglov beviljade byggnadsnämnden på mötena i maj och december 2025?",
            {f"{_BN} § 20", f"{_BN} § 60"},
        ),
        (
            "Vilka bygglov beviljade byggnadsnämnden 2025?",
            {f"{_BN} § 20", f"{_BN} § 40", f"{_BN} § 60"},
        ),
        ("Vilka bygglov beviljade byggnadsnämnden hösten 2025?", {f"{_BN} § 40", f"{_BN} § 60"}),
        ("Vilka bygglov avslog byggnadsnämnden mellan april och juni 2025?", {f"{_BN} § 21"}),
        ("Hur många bygglov avslog byggnadsnämnden under 2025?", {f"{_BN} § 21"}),
        ("Hur många gånger har KD:s ledamot reserverat sig i kommunstyrelsen?", {f"{_KS} § 80"}),
        ("Vilka reservationer har KD lämnat?", {f"{_KS} § 80", f"{_KF} § 70"}),
        ("I vilka ärenden har Moderaterna reserverat sig?", {f"{_KS} § 82"}),
        ("I vilka ärenden har BP:s ledamöter reserverat sig?", {f"{_KF} § 70"}),
        ("I vilka ärenden har Nils Diktare reserverat sig?", {f"{_KS} § 80"}),
        ("Vilka ärenden yrkade KD avslag på?", {f"{_KS} § 80"}),
        ("Vilka paragrafer i KF:s protokoll 2025-11-24 har en reservation?", {f"{_KF} § 70"}),
        (
            "Vilka paragrafer i KS-protokollet 2025-10-07 innehåller förslag till beslut i kommunfullmäktige?",
            {f"{_KS} § 80", f"{_KS} § 81"},
        ),
        ("Vilka motioner har bifallits enligt besluten i de protokoll som finns?", {f"{_KF} § 73"}),
        ("Vilka motioner har inte besvarats?", {f"{_KS} § 81", f"{_KF} § 72"}),
        ("Vilka motioner föreslog KS att KF skulle avslå?", {f"{_KS} § 81"}),
        ("Hur många avsägelser av uppdrag var uppe på KF 2025-11-24?", {f"{_KF} § 74"}),
        ("Vilka uppdrag fick kommunchefen under 2025?", {f"{_KS} § 82"}),
        ("Vilka uppdrag gav KS 2025-10-07?", {f"{_KS} § 82", f"{_KS} § 83"}),
        (
            "Vilka ärenden på KS senaste möte har ingen reservation?",
            {f"{_KS} § 81", f"{_KS} § 83", f"{_KS} § 84"},
        ),
        ("Which motions were granted by KF?", {f"{_KF} § 73"}),
    ],
)
def test_a_list_holds_what_fits_and_nothing_else(
    hoglunda: Kommunminne, question: str, expected: set[str]
) -> None:
    assert _listed(hoglunda, question) == expected


def test_the_paragraphs_of_one_meeting_are_named_with_their_count(hoglunda: Kommunminne) -> None:
    answer = ask(hoglunda, "Vilka paragrafer i KS-protokollet 2025-10-07 var förslag till kommunfullmäktige?")
    assert answer.text.splitlines()[0].endswith(": § 80 och § 81.")
    assert answer.text.startswith("2 paragrafer från KS 2025-10-07")
    assert answer.level == "förslag"


def test_a_list_over_several_meetings_says_what_it_is_taken_from_and_what_is_missing(
    hoglunda: Kommunminne,
) -> None:
    answer = ask(hoglunda, "Vilka bygglov beviljade byggnadsnämnden 2025?")
    said = " ".join(answer.warnings)
    assert "BN 2025-05-14, 2025-09-17 och 2025-12-10" in said
    assert "§§ 1–19, 24–39, 41–59 (2025)" in said


def test_an_empty_list_says_which_minutes_it_was_looked_for_in(hoglunda: Kommunminne) -> None:
    answer = ask(hoglunda, "Vilka motioner avslog KF 2025?")
    assert reason(answer) is None or "2025-11-24" in answer.text
    assert reason(ask(hoglunda, "Vilka interpellationer behandlade KF 2025?")) == "saknas"
    assert "2025-11-24" in ask(hoglunda, "Vilka interpellationer behandlade KF 2025?").text


def test_what_is_only_proposed_is_not_told_as_decided(hoglunda: Kommunminne) -> None:
    answer = ask(hoglunda, "Vilka motioner avslogs under 2025?")
    assert answer.text.startswith("Ingen paragraf i underlaget")
    assert "föreslogs avslås" in answer.text
    assert {c.section for c in answer.citations} == {"§ 81"}


def test_what_one_paragraph_reports_is_counted_and_shown(hoglunda: Kommunminne) -> None:
    answer = ask(hoglunda, "Hur många delegationsbeslut redovisades för byggnadsnämnden den 14 maj 2025?")
    assert answer.text.startswith("3 punkter")
    assert {c.section for c in answer.citations} == {"§ 23"}
    assert "Startbesked" in answer.text
    hold(hoglunda, answer, longest=LONG)


def test_a_row_tells_what_a_list_of_initiatives_names(hoglunda: Kommunminne) -> None:
    answer = ask(
        hoglunda,
        "Vilka initiativärenden finns i protokollet från KS 2025-10-07, både behandlade och anmälda?",
    )
    assert "vattnet i badsjön" in answer.text
    hold(hoglunda, answer, longest=LONG)


@pytest.mark.parametrize(
    "question",
    [
        "Vilka datum har fullmäktige möte under 2026?",
        "När sammanträder KF 2026?",
        "Vilka dagar har kommunfullmäktige sammanträden 2026?",
        "Vilka sammanträdesdagar har KF 2026?",
    ],
)
def test_the_days_that_a_body_meets_are_all_given(hoglunda: Kommunminne, question: str) -> None:
    answer = ask(hoglunda, question)
    assert "23 februari, 27 april och 15 juni" in answer.text
    assert {c.section for c in answer.citations} == {"§ 71"}
    hold(hoglunda, answer)
