"""Threads over the demo kommun: follow-ups are answered within their matter, other questions never bent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import pytest

from assistant.core import Kommunminne
from assistant.schema import Answer, FilterIn, Question
from tests.archives import ALL

TAX = "Vad föreslog AU om taxan för vatten och avlopp 2025?"
TAX_AU = "AU 2024-10-08 § 90 Taxa för vatten och avlopp 2025"
FIBER = "Vad beslutade AU om fiber till Hedån?"
SCHOOL = "What did the council decide about the sale of Lillsele school?"
SEATS = "Vilka satt i KS 2024-11-05?"

Talk = Callable[..., list[Answer]]


@pytest.fixture(scope="module")
def talk(tallsele: Kommunminne) -> Talk:
    """Asks questions in one new thread; all answers."""

    def asked(*questions: str) -> list[Answer]:
        thread = tallsele.threads.start(None, zones=ALL).id
        return [
            tallsele.ask(
                Question(question=each, conversation_id=thread, today=dt.date(2026, 4, 1)), zones=ALL
            )
            for each in questions
        ]

    return asked


def places(answer: Answer) -> set[str]:
    return {f"{c.body} {c.date} {c.section}" for c in answer.citations}


def whole(answer: Answer) -> tuple[str, Sequence[str], str | None]:
    """What an answer says, without what is its own."""
    return answer.text, [c.quote for c in answer.citations], answer.level


def test_the_answer_says_what_it_is_about_and_what_it_followed(talk: Talk) -> None:
    first, second = talk(TAX, "vad sa KS sedan?")
    assert first.focus is not None
    assert (first.focus.label, first.followed) == (TAX_AU, None)
    assert second.followed == TAX_AU
    assert second.focus is not None
    assert second.focus.label == "KS 2024-11-05 § 135 Taxa för vatten och avlopp 2025"


def test_a_matter_is_followed_from_body_to_body_with_the_right_level(talk: Talk) -> None:
    _, board, council = talk(TAX, "vad sa KS sedan?", "och KF?")
    assert (places(board), board.level) == ({"Kommunstyrelsen 2024-11-05 § 135"}, "förslag")
    assert (places(council), council.level) == ({"Kommunfullmäktige 2024-11-25 § 87"}, "beslut")


def test_what_happened_next_is_every_later_stage(talk: Talk) -> None:
    _, later = talk(FIBER, "vad hände sedan?")
    assert places(later) == {"Kommunstyrelsen 2025-03-25 § 34", "Kommunfullmäktige 2025-04-28 § 29"}


def test_nothing_later_is_said_so(talk: Talk) -> None:
    *_, last = talk(FIBER, "vad sa KF?", "vad hände sedan?")
    assert last.refusal is not None
    assert last.refusal.reason == "delvis"
    assert "Något senare i ärendet finns inte i underlaget" in last.text


def test_a_body_that_has_not_had_the_matter_here_is_said_so(talk: Talk) -> None:
    _, council = talk("Vad föreslog KS om skolskjutsreglementet?", "och KF?")
    assert council.refusal is not None
    assert council.refusal.reason == "delvis"
    assert council.text.startswith("Kommunfullmäktiges beslut finns inte i underlaget.")
    assert council.level == "förslag"
    assert "fullmäktige beslutade" not in council.text.casefold()


def test_an_outcome_that_another_stage_had_is_told_of_that_stage(talk: Talk) -> None:
    _, sent_back = talk("Vad beslutade KF om fiber till Hedån?", "varför återremitterades det?")
    assert "Kommunstyrelsen 2024-11-05 § 136" in places(sent_back)
    assert "hur många hushåll som har tecknat avtal" in sent_back.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("vad kostar det?", "760 tkr"),
        ("hur mycket kostar det?", "760 tkr"),
        ("ok, och kostnaden?", "760 tkr"),
        ("Vem beredde ärendet?", "Eva-Karin Tornmyr"),
        ("how much does it cost?", "760 tkr"),
    ],
)
def test_facts_are_told_of_the_matter(talk: Talk, question: str, said: str) -> None:
    _, told = talk("Vad beslutade AU om trygghetspunkter?", question)
    assert said in told.text
    assert {c.title for c in told.citations} == {"Trygghetspunkter vid längre strömavbrott"}


def test_a_vote_that_was_not_is_not_sought_elsewhere(talk: Talk) -> None:
    _, votes = talk("Vad beslutade KF om fiber till Hedån?", "hur röstade de?")
    assert votes.refused
    assert "KF 2025-04-28 § 29" in votes.text


def test_a_thread_in_english_goes_on_in_english(talk: Talk) -> None:
    first, why, board = talk(SCHOOL, "why?", "what about the executive board?")
    assert [each.language for each in (first, why, board)] == ["en", "en", "en"]
    assert places(board) == {"Kommunstyrelsen 2024-11-05 § 141"}
    assert {c.title for c in why.citations} == {"Försäljning av Lillsele skola"}


def test_a_meeting_is_followed_up_as_a_meeting(talk: Talk) -> None:
    _, adjusted, agenda, which = talk(SEATS, "vem justerade?", "vad togs upp på mötet?", "vad kostar det?")
    assert {c.date for c in adjusted.citations} == {"2024-11-05"}
    assert agenda.text.startswith("11 paragrafer från KS 2024-11-05")
    assert which.refusal is not None
    assert which.refusal.reason == "oklar"
    assert "§ 134 Budget 2025 med plan för 2026–2027" in which.text


def test_a_paragraph_is_that_of_the_meeting_talked_about(talk: Talk) -> None:
    _, told = talk("Vad föreslog AU om trygghetspunkter?", "vad gäller § 97?")
    assert places(told) == {"Allmänna utskottet 2024-10-08 § 97"}


def test_the_question_before_is_asked_again_of_another_thing_and_another_day(talk: Talk) -> None:
    _, library = talk("Vad beslutade KS om fiber till Hedån?", "och biblioteket?")
    assert {c.title for c in library.citations} == {"Meröppet bibliotek i Tallsele"}
    assert library.followed == "”Vad beslutade KS om fiber till Hedån?”"
    _, day = talk("Vad beslutade BMN 2025-05-14?", "och 2025-12-10?")
    assert {c.date for c in day.citations} == {"2025-12-10"}
    _, body = talk(SEATS, "och KF?")
    assert body.text.startswith("Beslutande vid Kommunfullmäktige")


@pytest.mark.parametrize(
    "question",
    [
        "Vad beslutade KS om meröppet bibliotek?",
        "Och vad beslutade KS om meröppet bibliotek?",
        "Vad kostar trygghetspunkterna?",
        "Vem är ordförande i KF?",
        "Vad beslutade KS 2024-11-05 § 140?",
        "Vad gäller i ärendet KS-24/00470?",
        "När ska fiber till Hedån vara klart?",
        "Lista alla ärenden som återremitterades",
        "Vad kostar det att låna en gräsklippare?",
        "What did the council decide about Lillsele school?",
        "Tack!",
        "Vad är personnumret till ordföranden?",
    ],
)
def test_a_whole_question_is_answered_as_if_nothing_had_been_asked_before(
    tallsele: Kommunminne, talk: Talk, question: str
) -> None:
    alone = tallsele.ask(Question(question=question, today=dt.date(2026, 4, 1)), zones=ALL)
    for before in (TAX, SEATS):
        *_, answer = talk(before, question)
        assert whole(answer) == whole(alone)
        assert answer.followed is None


def test_a_follow_up_to_nothing_is_asked_what_it_is_about(talk: Talk, tallsele: Kommunminne) -> None:
    (first,) = talk("och när ska det vara klart?")
    assert first.refusal is not None
    assert first.refusal.reason == "oklar"
    alone = tallsele.ask(Question(question="och när ska det vara klart?"), zones=ALL)
    assert whole(alone) == whole(first)


def test_a_question_that_found_nothing_is_not_followed_up_by_what_went_before(talk: Talk) -> None:
    _, missing, after = talk(TAX, "Vad är receptet på Sacher-torte?", "och när blir det klart?")
    assert missing.refused
    assert missing.focus is None
    assert after.refusal is not None
    assert after.refusal.reason == "oklar"


def test_thanks_do_not_change_the_subject(talk: Talk) -> None:
    *_, board = talk(TAX, "Tack!", "vad sa KS sedan?")
    assert places(board) == {"Kommunstyrelsen 2024-11-05 § 135"}


def test_the_focus_can_be_left_out_and_cleared(tallsele: Kommunminne) -> None:
    thread = tallsele.threads.start(None, zones=ALL).id

    def asked(question: str, **given: object) -> Answer:
        fields = {"question": question, "conversation_id": thread, **given}
        return tallsele.ask(Question.model_validate(fields), zones=ALL)

    asked(TAX)
    assert asked("vad kostar det?", focus=None).refused
    asked(TAX)
    tallsele.threads.clear_focus(thread, zones=ALL)
    cleared = asked("vad sa KS sedan?")
    assert (cleared.followed, cleared.refused) == (None, True)


def test_filters_that_leave_the_subject_out_are_said_so(tallsele: Kommunminne) -> None:
    thread = tallsele.threads.start(None, zones=ALL).id
    tallsele.ask(Question(question=TAX, conversation_id=thread), zones=ALL)
    question = Question(
        question="vad kostar det?", conversation_id=thread, filters=FilterIn(date_from=dt.date(2025, 6, 1))
    )
    answer = tallsele.ask(question, zones=ALL)
    assert answer.refusal is not None
    assert "som valda filter utesluter" in answer.refusal.detail


def test_a_question_in_two_parts_is_answered_within_the_matter(talk: Talk) -> None:
    _, both = talk("Vad beslutade AU om trygghetspunkter?", "vad kostar det och vem beredde ärendet?")
    assert {c.title for c in both.citations} == {"Trygghetspunkter vid längre strömavbrott"}
    assert "Eva-Karin Tornmyr" in both.text


def test_what_is_no_motion_is_not_taken_for_one(talk: Talk) -> None:
    _, motion = talk(TAX, "den motionen, vem lämnade in den?")
    assert motion.refusal is not None
    assert motion.refusal.reason == "oklar"
    assert motion.refusal.detail.startswith(f"Samtalet gäller {TAX_AU}, som inte är en motion.")
    _, same = talk("Vad beslutade KF 2025-11-24 om motionen om fria bussresor?", "vad sa KS om den motionen?")
    assert same.followed is not None
    assert "fria bussresor" in same.followed


def test_who_got_the_decision_is_told_of_that_decision_alone(talk: Talk) -> None:
    _, told = talk("Vad beslutade KF om fiber till Hedån?", "vilka fick beslutet?")
    assert told.text.startswith("Beslutet i KF 2025-04-28 § 29")
    _, none = talk("Vad beslutade KF om fiber till Hedån?", "vilka reserverade sig?")
    assert none.refused
    assert places(none) <= {"Kommunfullmäktige 2025-04-28 § 29"}


def test_a_paragraph_that_says_nothing_of_what_is_asked_is_what_is_talked_about(talk: Talk) -> None:
    first, board = talk("Vilka reserverade sig mot försäljningen av Lillsele skola i KF?", "och KS?")
    assert first.refused
    assert first.focus is not None
    assert first.focus.label == "KF 2024-11-25 § 90 Försäljning av Lillsele skola"
    assert "KS 2024-11-05 § 141" in board.text


def test_a_question_that_found_nothing_can_be_asked_again_of_another_thing(talk: Talk) -> None:
    first, again = talk("Vad beslutade KS om Sacher-torte?", "och biblioteket?")
    assert first.refused
    assert again.followed == "”Vad beslutade KS om Sacher-torte?”"
    assert {c.title for c in again.citations} == {"Meröppet bibliotek i Tallsele"}


def test_another_body_than_nothing_is_asked_what_it_is_about(tallsele: Kommunminne) -> None:
    answer = tallsele.ask(Question(question="och KF?"), zones=ALL)
    assert answer.refusal is not None
    assert answer.refusal.reason == "oklar"
