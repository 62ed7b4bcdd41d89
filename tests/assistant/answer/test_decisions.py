"""What was decided, proposed or passed on is told with its level, in the minutes' own words."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import cited, hold, quotes, reason


@pytest.mark.parametrize(
    ("question", "level", "source", "said", "quote"),
    [
        (
            "Vad beslutade KS om brandstationen?",
            "beslut",
            ("ks-2025-04-22.txt", "§ 42"),
            "beslutade",
            "En ny brandstation byggs i Norrby för högst 42,5 mnkr.",
        ),
        (
            "Vad beslutade AU om Kvarnparken?",
            "förslag",
            ("au-2025-04-01.txt", "§ 23"),
            "föreslog kommunstyrelsen",
            "Kvarnparken rustas upp för högst 780 tkr.",
        ),
        (
            "Vad beslutade AU om slamredovisningen?",
            "överlämnat",
            ("au-2025-04-01.txt", "§ 22"),
            "utan eget yttrande",
            "Ärendet överlämnas till kommunstyrelsen utan eget yttrande.",
        ),
        (
            "Vad beslutade AU om räddningstjänsten?",
            "information",
            ("au-2025-04-01.txt", "§ 24"),
            "information",
            "Informationen noteras.",
        ),
        (
            "Vad beslutade KS om detaljbudgeten?",
            "blandat",
            ("ks-2025-04-22.txt", "§ 45"),
            "beslutade",
            "Kommunstyrelsens detaljbudget fastställs.",
        ),
    ],
)
def test_the_level_of_a_decision_is_said(
    granvik: Kommunminne, question: str, level: str, source: tuple[str, str], said: str, quote: str
) -> None:
    answer = ask(granvik, question)
    assert not answer.refused
    assert answer.level == level
    assert source in cited(answer)
    assert said in answer.text
    assert quote in quotes(answer)
    hold(granvik, answer)


def test_a_proposal_is_never_told_as_a_decision(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad beslutade AU om Kvarnparken?")
    assert "beslutade" not in answer.text
    assert "inte ett slutligt beslut" in answer.text
    assert "kommunstyrelsen" in answer.text


def test_a_mixed_paragraph_tells_own_decision_and_proposal_apart(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad beslutade KS om detaljbudgeten och borgen?")
    own, proposed = answer.sentences[0].text, answer.sentences[1].text
    assert "beslutade" in own
    assert "detaljbudget fastställs" in own
    assert "föreslog" in proposed
    assert "Granvikshem" in proposed
    assert "Granvikshem" not in own


@pytest.mark.parametrize(
    ("question", "level", "said"),
    [
        ("What did KS decide about the fire station?", "beslut", "decided"),
        ("What did AU decide about Kvarnparken?", "förslag", "proposal, not a decision"),
        ("What did AU decide about slamredovisningen?", "överlämnat", "without an opinion"),
        ("What was decided about the information from räddningstjänsten?", "information", "noted"),
    ],
)
def test_an_english_question_gets_an_english_frame_around_swedish_quotes(
    granvik: Kommunminne, question: str, level: str, said: str
) -> None:
    answer = ask(granvik, question)
    assert not answer.refused
    assert answer.level == level
    assert said in answer.text
    assert "beslutade" not in answer.text
    assert "föreslog" not in answer.text
    hold(granvik, answer)


def test_a_rejected_application_is_quoted_as_rejected(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Fick byahuset sitt bidrag?")
    assert ("ks-2025-04-22.txt", "§ 44") in cited(answer)
    assert "avslås" in answer.text


def test_the_citation_names_body_day_matter_and_title(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad beslutade KS om cykelplanen?")
    (citation,) = answer.citations
    assert (citation.kommun, citation.body, citation.date) == ("Granvik", "Kommunstyrelsen", "2025-04-22")
    assert (citation.section, citation.dnr, citation.title) == (
        "§ 43",
        "KS-25/00221",
        "Cykelplan för centralorten",
    )
    assert citation.file == "granvik/protokoll/ks-2025-04-22.txt"
    assert citation.page is None
    assert citation.status == "gällande"


def test_a_long_decision_shows_the_points_asked_about_and_says_that_there_are_more(
    long_decision: Kommunminne,
) -> None:
    answer = ask(long_decision, "Vad beslutade KS om badplatsen i delegeringsordningen?")
    assert reason(answer) is None
    assert "badplatsen" in answer.text
    assert "fler punkter" in answer.text
    assert quotes(answer).count("Rätten att besluta") == 24
    hold(long_decision, answer)
