"""Threads on the page of questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.client import Client
from assistant.schema import Question
from assistant.wire.conversations import ConversationOut
from tests.support import AU, KS
from tests.ui.conftest import Page, start
from tests.ui.test_views import html
from ui import strings
from ui.words import conversations as words

QUESTION = "Vad föreslog AU om taxan för vatten och avlopp 2025?"
FOCUS = "AU 2024-10-08 § 90 Taxa för vatten och avlopp 2025"
Opened = Callable[[str], AppTest]


@pytest.fixture
def both(tmp_path: Path) -> Iterator[str]:
    """The address of a service over two minutes, with threads of its own."""
    with ExitStack() as stack:
        yield start(stack, tmp_path / "data", AU, KS)


def kept(url: str) -> list[ConversationOut]:
    with Client.at(url) as client:
        return client.conversations()


def asked(shown: AppTest, question: str) -> AppTest:
    shown.chat_input[0].set_value(question).run()
    assert not shown.exception
    return shown


def labels(shown: AppTest) -> list[str]:
    return [each.label.replace("\\", "") for each in shown.sidebar.button]


def test_a_follow_up_is_answered_in_its_matter_and_says_so(both: str, page: Page) -> None:
    shown = asked(page(both), QUESTION)
    assert f"{words.ABOUT}:</span> {FOCUS}" in html(shown)
    asked(shown, "vad sa KS sedan?")
    assert f"{strings.FOLLOWED}: {FOCUS}" in html(shown)
    assert "Kommunstyrelsen 2024-11-05 § 135" in html(shown)
    assert f"{words.ABOUT}:</span> KS 2024-11-05 § 135" in html(shown)


def test_the_focus_is_cleared_by_its_button(both: str, page: Page) -> None:
    shown = asked(page(both), QUESTION)
    shown.button(key="focus-clear").click().run()
    assert not shown.exception
    assert "km-focus" not in html(shown).split("</style>")[-1]
    asked(shown, "vad kostar det?")
    assert 'class="km-refusal"' in html(shown)


def test_threads_are_listed_turned_to_and_begun_anew(both: str, page: Page) -> None:
    shown = page(both)
    assert words.NONE_YET in [each.value for each in shown.sidebar.caption]
    asked(shown, QUESTION)
    shown.button(key="thread-new").click().run()
    assert len(shown.chat_message) == 0
    asked(shown, "Vad noterades om informationsärenden?")
    assert labels(shown)[:1] == [words.NEW]
    assert {QUESTION, "Vad noterades om informationsärenden?"} <= set(labels(shown))
    other = next(each for each in shown.sidebar.button if each.label.replace("\\", "") == QUESTION)
    other.click().run()
    assert [each.value for each in shown.chat_message[0].text] == [QUESTION]
    assert len(shown.chat_message) == 2


def test_a_thread_is_renamed_and_deleted(both: str, page: Page) -> None:
    shown = asked(page(both), QUESTION)
    (thread,) = kept(both)
    shown.text_input(key=f"title-{thread.id}").set_value("VA_taxan 2025").run()
    shown.button(key="thread-rename").click().run()
    assert "VA_taxan 2025" in labels(shown)
    shown.text_input(key=f"title-{thread.id}").set_value("  ").run()
    shown.button(key="thread-rename").click().run()
    assert words.EMPTY_NAME in [each.value for each in shown.info]
    shown.button(key="thread-delete").click().run()
    shown.button(key="thread-delete-yes").click().run()
    assert not shown.exception
    assert kept(both) == []
    assert len(shown.chat_message) == 0


def test_a_thread_is_opened_by_its_address_with_its_sources_as_they_are_now(both: str, page: Page) -> None:
    with Client.at(both) as client:
        thread = client.start_conversation().id
        answer = client.ask(Question(question=QUESTION, conversation_id=thread))
        client.delete_document(answer.citations[0].document_id)
    shown = page(both)
    shown.query_params["samtal"] = thread
    shown.run()
    assert not shown.exception
    assert shown.chat_message[0].text[0].value == QUESTION
    count = len(answer.citations)
    assert f"{count} borttagen ur arkivet" in html(shown)
    assert f"({strings.STATUS['borttagen']})" in html(shown)
    assert not [each for each in shown.expander if "originalsidan" in each.label]


def test_a_thread_of_somebody_else_is_said_not_to_be_here(both: str, page: Page) -> None:
    shown = page(both)
    shown.query_params["samtal"] = "0" * 32
    shown.run()
    assert not shown.exception
    assert "Samtalet finns inte" in shown.error[0].value
    asked(shown, QUESTION)
    assert len(shown.chat_message) == 2


def test_the_public_sees_the_threads_of_their_own_session_alone(public_service: str, page: Page) -> None:
    first, second = page(public_service), page(public_service)
    asked(first, QUESTION)
    second.run()
    assert QUESTION in labels(first)
    assert labels(second) == [words.NEW]
    assert words.PRIVATE in [each.value for each in second.sidebar.caption]
