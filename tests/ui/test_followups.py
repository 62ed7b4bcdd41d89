"""The page of follow-ups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from tests.archives import minutes, write
from tests.assistant.views.test_followups import BACK, LATER, MOTION, ODD, OPEN, TASK
from tests.ui.conftest import Page, start
from ui.words import followups as words

PAGE = "views/followups.py"
SPITEFUL = replace(OPEN, title="<script>alert(1)</script> *avtal*")


@pytest.fixture(scope="module")
def followups_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("followups-page")
    paths = [
        write(folder, "KS-2025-03-25.txt", minutes([TASK, SPITEFUL, ODD])),
        write(folder, "KS-2025-09-09.txt", minutes([BACK, LATER], date="2025-09-09")),
        write(folder, "KF-2024-04-29.txt", minutes([MOTION], date="2024-04-29", body="Kommunfullmäktige")),
    ]
    with ExitStack() as stack:
        yield start(stack, folder / "data", *paths)


def html(page: AppTest) -> str:
    return " ".join(str(each.proto.body) for each in page.get("html"))


def on_the_day(page: AppTest) -> AppTest:
    page.date_input(key="followups-today").set_value(dt.date(2025, 10, 1))
    return page.run()


def test_what_has_passed_comes_first_and_leads_to_its_paragraph(followups_service: str, page: Page) -> None:
    shown = on_the_day(page(followups_service).switch_page(PAGE).run())
    assert not shown.exception
    assert shown.title[0].value == words.TITLE
    assert [each.value for each in shown.subheader] == [
        f"{words.LATE} (2)",
        f"{words.COMING} (1)",
        f"{words.AGAIN} (1)",
        f"{words.ODD} (1)",
    ]
    assert [each.label for each in shown.expander] == [f"{words.DONE} (2)"]
    assert 'href="/paragraf?id=' in html(shown)
    assert "170 dagar sedan, utfallet oklart" in html(shown)


def test_text_of_documents_is_escaped(followups_service: str, page: Page) -> None:
    shown = on_the_day(page(followups_service).switch_page(PAGE).run())
    assert "<script>alert" not in html(shown)
    assert "&lt;script&gt;alert(1)" in html(shown)


def test_duties_are_limited_and_an_empty_choice_is_said(followups_service: str, page: Page) -> None:
    shown = on_the_day(page(followups_service).switch_page(PAGE).run())
    shown.selectbox(key="followups-duty").set_value("färdigt").run()
    assert [each.value for each in shown.subheader] == [f"{words.COMING} (1)"]
    assert shown.success[0].value == words.NOTHING_LATE
    shown.text_input(key="followups-who").set_value("finns inte").run()
    assert shown.info[0].value == words.NOTHING


def test_motions_and_laga_kraft_are_shown_apart(followups_service: str, page: Page) -> None:
    shown = on_the_day(page(followups_service).switch_page(PAGE).run())
    shown.get("button_group")[0].set_value("initiativ").run()
    assert not shown.exception
    assert "Fler träd" in html(shown)
    assert words.OVER_A_YEAR in html(shown)
    shown.get("button_group")[0].set_value("laga kraft").run()
    assert "KS 2025-09-09" in html(shown)
    assert words.NOT_TOLD in html(shown)


def test_an_empty_archive_says_what_to_do(empty_service: str, page: Page) -> None:
    shown = page(empty_service).switch_page(PAGE).run()
    assert not shown.exception
    assert shown.info[0].value == words.NOTHING
