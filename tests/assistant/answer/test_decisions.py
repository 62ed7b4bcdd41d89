"""What was decided, proposed or passed on is told with its level, in the minutes' own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.core import Kommunminne
from tests.archives import BRIDGE, LIBRARY, POOL, Item, ask, ingest, minutes, opened, write
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


@pytest.mark.parametrize(
    "question", ["Vad beslutade KS i § 12?", "Vad beslutade kommunstyrelsen om höststormen?"]
)
def test_a_paragraph_without_a_decision_says_so_and_what_it_is_about(tmp_path: Path, question: str) -> None:
    item = Item(
        12, "Höststormen", "KS-25/00401", "", "Kommundirektören berättar om höststormens skador på vägarna."
    )
    text = minutes([BRIDGE, item]).replace("Kommunstyrelsens beslut\n• \n", "")
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "h/a.txt", text))
        answer = ask(core, question)
    assert "något beslut är inte antecknat" in answer.text
    assert "Kommundirektören berättar om höststormens skador" in answer.text
    assert [citation.section for citation in answer.citations] == ["§ 12"]
    assert all(sentence.support == "verified" for sentence in answer.sentences)


@pytest.mark.parametrize("question", ["Vad beslutade KS om § 60?", "Vad beslutade kommunstyrelsen i § 450?"])
def test_a_section_that_the_body_does_not_have_is_refused_with_those_it_has(
    tmp_path: Path, question: str
) -> None:
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "h/a.txt", minutes([BRIDGE, LIBRARY])))
        answer = ask(core, question)
    assert answer.refused
    assert "finns inte i underlaget" in answer.text
    assert "2025-03-25 §§ 11 till 12" in answer.text
    assert [citation.section for citation in answer.citations] == ["§ 11", "§ 12"]


def test_the_decision_of_a_body_that_has_not_had_the_matter_is_said_to_be_lacking(tmp_path: Path) -> None:
    item = Item(
        21,
        "Ramar för nämnderna",
        "KS-25/00500",
        "Ramarna för nämnderna godkänns.",
        "Kommunfullmäktige får budgeten i november.",
    )
    other = Item(5, "Val av nämndeman", "KS-25/00501", "Asta Prov väljs till nämndeman.")
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "h/ks.txt", minutes([item])))
        ingest(
            core, write(tmp_path, "h/kf.txt", minutes([other], body="Kommunfullmäktige", date="2025-02-25"))
        )
        answer = ask(core, "Vad beslutade kommunfullmäktige om ramar för nämnderna?")
    assert answer.refused
    assert "Kommunfullmäktiges beslut finns inte i underlaget" in answer.text


def test_a_meeting_is_summed_up_paragraph_by_paragraph(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as core:
        ingest(core, write(tmp_path, "h/a.txt", minutes([BRIDGE, LIBRARY, POOL])))
        answer = ask(core, "Sammanfatta kommunstyrelsens beslut 2025-03-25")
    assert {citation.section for citation in answer.citations} == {"§ 11", "§ 12", "§ 13"}
