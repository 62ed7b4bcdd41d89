"""What is asked of one paragraph: recipients, preparer, underlag, votes, reservations, yrkanden, jäv."""

from __future__ import annotations

import pytest

from assistant.core import Kommunminne
from tests.archives import ask
from tests.assistant.answer.checks import cited, hold, quotes, reason

KS = "ks-2025-04-22.txt"
AU = "au-2025-04-01.txt"


@pytest.mark.parametrize(
    ("question", "source", "said"),
    [
        ("Vem beredde ärendet om Kvarnparken?", (AU, "§ 23"), ["Greta Parklund"]),
        ("Who prepared the matter of Kvarnparken?", (AU, "§ 23"), ["Greta Parklund"]),
        ("Vem skickas beslutet om Granvik 4:17 till?", (AU, "§ 25"), ["Greta Parklund", "Lantmäteriet"]),
        ("Vilka ska få protokollsutdraget om brandstationen?", (KS, "§ 42"), ["Räddningstjänsten"]),
        (
            "Vilka underlag fanns till AU:s beslut om avfallstaxan?",
            (AU, "§ 21"),
            ["Förslag till avfallstaxa 2025-03-10"],
        ),
        ("Hur röstade KS om brandstationen?", (KS, "§ 42"), ["3 ja-röster", "2 nej-röster"]),
        ("Vem reserverade sig mot brandstationen?", (KS, "§ 42"), ["Disa Exempelsson (M)"]),
        ("Vem reserverade sig mot svaret på motionen om laddstolpar?", None, ["Ivar Mallberg (V)"]),
        ("Vem anmälde jäv i ärendet om Granvik 4:17?", (AU, "§ 25"), ["Disa Exempelsson (M) anmäler jäv"]),
        ("Vad yrkade Disa Exempelsson om brandstationen?", (KS, "§ 42"), ["i stället byggs i Söderby"]),
    ],
)
def test_a_detail_of_the_paragraph_is_told(
    granvik: Kommunminne, question: str, source: tuple[str, str] | None, said: list[str]
) -> None:
    answer = ask(granvik, question)
    assert not answer.refused
    assert source is None or source in cited(answer)
    assert all(words in answer.text for words in said)
    hold(granvik, answer)


def test_what_somebody_moved_is_said_not_to_be_decided(granvik: Kommunminne) -> None:
    answer = ask(granvik, "Vad yrkade Disa Exempelsson om brandstationen?")
    moved, *others = [sentence.text for sentence in answer.sentences]
    assert moved.startswith("Yrkande")
    assert "beslutade" not in moved
    assert not any("Söderby" in other for other in others)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Vem reserverade sig mot cykelplanen?", "Ingen reservation"),
        ("Hur röstade KS om cykelplanen?", "Ingen votering"),
        ("Vad yrkades om byahuset?", "Inget yrkande"),
        ("Fanns det jäv i ärendet om cykelplanen?", "Inget jäv"),
        ("Vem beredde ärendet om laddstolparna?", "Beredande tjänsteperson framgår inte"),
        ("Vem skickas beslutet om skolfrukosten till?", "framgår inte"),
        ("Vilka underlag fanns till beslutet om cykelplanen?", "Beslutsunderlag framgår inte"),
    ],
)
def test_a_detail_that_the_paragraph_lacks_is_refused_and_none_is_taken_from_another(
    granvik: Kommunminne, question: str, said: str
) -> None:
    answer = ask(granvik, question)
    assert reason(answer) == "saknas"
    assert said in answer.text
    assert answer.refusal is not None
    nearest = answer.refusal.nearest[0]
    assert [(c.paragraph_id, c.title) for c in answer.citations] == [(nearest.paragraph_id, nearest.title)]
    hold(granvik, answer)


def test_a_vote_with_abstentions_and_a_list_of_names(tallsele: Kommunminne) -> None:
    answer = ask(tallsele, "Hur röstade KF om skolorganisationen i Granmyra?")
    assert ("KF-2025-11-24.pdf", "§ 78") in cited(answer)
    assert "14 ja-röster" in answer.text
    assert "10 nej-röster" in answer.text
    assert "1 avstod" in answer.text
    hold(tallsele, answer)


def test_how_one_member_voted_is_found_in_the_list(tallsele: Kommunminne) -> None:
    answer = ask(tallsele, "Hur röstade Jonas Lavmark om skolorganisationen i Granmyra i KF?")
    assert ("KF-2025-11-24.pdf", "§ 78") in cited(answer)
    assert "Jonas Lavmark (V) Avstår" in quotes(answer)
    hold(tallsele, answer)


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("Vilka reserverade sig mot beslutet om budget 2026 i KF?", "§ 75"),
        ("Vilka reserverade sig mot budget 2025 i KF?", "§ 86"),
    ],
)
def test_the_reservation_of_the_right_year_is_shown(
    tallsele: Kommunminne, question: str, section: str
) -> None:
    answer = ask(tallsele, question)
    assert {citation.section for citation in answer.citations} == {section}


def test_a_reservation_whose_text_lies_in_an_appendix_is_said_to(tallsele: Kommunminne) -> None:
    answer = ask(tallsele, "Vad står det i reservationen mot skolorganisationen i Granmyra i KF?")
    assert reason(answer) == "bilaga"
    assert "bilaga" in answer.text
    assert ("KF-2025-11-24.pdf", "§ 78") in cited(answer)
