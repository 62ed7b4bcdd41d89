from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.support import AU, KS, free_port
from tests.ui.conftest import Page
from ui import strings

QUESTION = "Vad föreslog AU om taxan för vatten och avlopp 2025?"


def html(page: AppTest) -> str:
    return " ".join(str(each.proto.body) for each in page.get("html"))


def test_the_first_view_offers_questions_that_this_archive_answers(service: str, page: Page) -> None:
    shown = page(service)
    assert not shown.exception
    assert shown.title[0].value == strings.ASK_TITLE
    assert strings.AI_NOTICE in html(shown)
    shown.button[0].click().run()
    assert 'class="km-card"' in html(shown)


def test_an_answer_shows_level_sentences_and_sources(service: str, page: Page) -> None:
    shown = page(service)
    shown.chat_input[0].set_value(QUESTION).run()
    assert not shown.exception
    assert shown.chat_message[0].text[0].value == QUESTION
    assert "km-level km-förslag" in html(shown)
    assert "[1]" in html(shown)
    assert "§ 90" in html(shown)
    assert any(strings.SHOW_PAGE.format(number=1) == each.label for each in shown.expander)


def test_a_refusal_is_shown_with_what_is_nearest(service: str, page: Page) -> None:
    shown = page(service)
    shown.chat_input[0].set_value("Vem vann melodifestivalen 1974?").run()
    assert not shown.exception
    assert 'class="km-refusal"' in html(shown)


def test_the_history_keeps_the_earlier_questions(service: str, page: Page) -> None:
    shown = page(service)
    shown.chat_input[0].set_value(QUESTION).run()
    shown.chat_input[0].set_value("Vad noterades om informationsärenden?").run()
    assert shown.chat_message[0].text[0].value == QUESTION
    assert len(shown.chat_message) == 4


def test_an_empty_archive_says_what_to_do(empty_service: str, page: Page) -> None:
    shown = page(empty_service)
    assert not shown.exception
    assert shown.info[0].value == strings.EMPTY_ARCHIVE
    documents = shown.switch_page("views/documents.py").run()
    assert documents.info[0].value == strings.NO_DOCUMENTS


def test_a_service_that_is_gone_is_said_so(page: Page) -> None:
    shown = page(f"http://127.0.0.1:{free_port()}")
    assert not shown.exception
    assert shown.error[0].value == strings.NO_SERVICE


def test_pressing_the_button_without_files_says_what_is_missing(service: str, page: Page) -> None:
    shown = page(service).switch_page("views/documents.py").run()
    shown.button[0].click().run()
    assert shown.info[0].value == strings.NO_FILES


def test_files_are_uploaded_reported_filtered_and_deleted(empty_service: str, page: Page) -> None:
    shown = page(empty_service).switch_page("views/documents.py").run()
    files = [(KS.name, KS.read_bytes(), "application/pdf"), ("trasig.pdf", b"ingen pdf", "application/pdf")]
    shown.file_uploader[0].set_value(files)
    shown.radio(key="zone").set_value("publik")
    shown.button[0].click().run()
    assert not shown.exception
    assert KS.name in html(shown)
    assert "trasig.pdf" in shown.error[0].value.replace("\\", "")
    assert any(strings.REPORT_DONE.format(count=1, failed=1) == each.value for each in shown.text)
    shown.text_input(key="filter").set_value("finns inte alls").run()
    assert shown.info[0].value == strings.NOTHING_MATCHES
    shown.text_input(key="filter").set_value(Path(KS.name).stem.casefold()).run()
    delete = next(each for each in shown.button if each.label == strings.DELETE)
    delete.click().run()
    shown.button(key="delete-yes").click().run()
    assert not shown.exception
    assert shown.info[0].value == strings.NO_DOCUMENTS


def test_the_public_sees_the_documents_without_upload_and_deletion(public_service: str, page: Page) -> None:
    shown = page(public_service).switch_page("views/documents.py").run()
    assert not shown.exception
    assert AU.name in html(shown)
    assert not any(each.key and each.key.startswith("delete-") for each in shown.button)
    assert strings.UPLOAD not in [each.value for each in shown.subheader]
