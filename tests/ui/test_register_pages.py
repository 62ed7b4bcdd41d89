"""The pages of coverage, checks of minutes, and people and bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from tests.archives import write
from tests.assistant.views.made_up import item, protocol
from tests.assistant.views.test_people import MISCOUNTED, VOTED
from tests.ui.conftest import Page, start
from ui.words import checks, coverage, people

TOLD = "Läget är <b>gott</b> & *bra*.\nBeslutsunderlag\n• Kommunstyrelsen 2025-01-14 § 4\n• Taxa <b>ny</b>, bilaga"


@pytest.fixture(scope="module")
def minutes_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("register-pages")
    odd = item(21, decision="Ärendet återkommer den 31 februari 2025.", told=MISCOUNTED)
    paths = [
        write(folder, "mars.txt", protocol([item(11, told=TOLD), item(12, told=VOTED)])),
        write(folder, "mars-kopia.txt", protocol([item(11), item(12, decision="Ärendet bifalls.")])),
        write(
            folder,
            "maj.txt",
            protocol([item(20), odd], date="2025-05-20", members=("Bo Berqvist (C)", "Eva Ek (V)")),
        ),
        write(folder, "2022.txt", protocol([item(1)], date="2022-05-20")),
    ]
    with ExitStack() as stack:
        yield start(stack, folder / "data", *paths)


def html(page: AppTest) -> str:
    return " ".join(str(each.proto.body) for each in page.get("html"))


def test_coverage_shows_a_calendar_with_what_is_here_and_what_is_missing(
    minutes_service: str, page: Page
) -> None:
    shown = page(minutes_service).switch_page("views/coverage.py").run()
    assert not shown.exception
    assert shown.title[0].value == coverage.TITLE
    text = html(shown)
    assert 'aria-label="2025-03-25 §§ 11–12: protokoll"' in text
    assert f'aria-label="2025-01-14 § 4: {coverage.NAMED_ONLY[1]}"' in text
    assert "Finns §§ 11–12, 20–21. Saknas §§ 13–19. Okänt §§ 1–10." in text
    assert "2023–2024" in text
    assert "De skiljer sig i beslutspunkter" in text
    assert "Taxa <b>" not in text
    assert "Taxa <b>ny</b>" in unescape(text)
    assert all(link.startswith("/paragraf?id=") for link in re.findall(r'href="([^"]+)"', text))


def test_coverage_of_words_that_nothing_has_still_shows_the_years(minutes_service: str, page: Page) -> None:
    shown = page(minutes_service).switch_page("views/coverage.py").run()
    shown.text_input(key="coverage-text").set_value("ingenting sådant").run()
    assert not shown.exception
    assert coverage.MISSING_MEETINGS.format(total=1) not in [each.value for each in shown.subheader]
    shown.selectbox(key="coverage-body").set_value(None)
    assert "km-months" in html(shown)


def test_checks_show_the_rules_and_each_finding_with_its_words(minutes_service: str, page: Page) -> None:
    shown = page(minutes_service).switch_page("views/checks.py").run()
    assert not shown.exception
    assert shown.title[0].value == checks.TITLE
    text = html(shown)
    assert "Fel · § 21 · Datumen finns" in text
    assert "31 februari 2025" in text
    assert "Varning · § 12 · Handlingar med samma paragraf säger detsamma" in text
    shown.selectbox(key="checks-rule").set_value("orimligt datum").run()
    assert "Handlingar med samma paragraf säger detsamma</td>" in html(shown)
    assert "Varning · § 12" not in html(shown)
    shown.toggle(key="checks-flawed").set_value(False).run()
    assert any(checks.NONE in each.label for each in shown.expander)


def test_people_show_members_names_that_may_be_one_and_unsure_votes(minutes_service: str, page: Page) -> None:
    shown = page(minutes_service).switch_page("views/people.py").run()
    assert not shown.exception
    assert shown.title[0].value == people.TITLE
    table = shown.dataframe[0].value
    assert "Bo Berqvist" in set(table["Namn"])
    assert "Bo Bergqvist och Bo Berqvist" in html(shown)
    labels = " ".join(each.label for each in shown.expander)
    assert "Osäker" in labels
    assert "Stämmer" in labels
    shown.text_input(key="people-party").set_value("SD").run()
    assert shown.info[0].value == people.NOTHING


def test_the_public_finds_no_page_of_people(public_service: str, page: Page) -> None:
    shown = page(public_service).switch_page("views/people.py").run()
    assert not shown.exception
    assert shown.error[0].value == people.ABOUT
    assert not shown.dataframe


@pytest.mark.parametrize(
    ("name", "words"), [("coverage", coverage.NOTHING), ("checks", checks.TITLE), ("people", people.NOTHING)]
)
def test_an_empty_archive_says_what_to_do(empty_service: str, page: Page, name: str, words: str) -> None:
    shown = page(empty_service).switch_page(f"views/{name}.py").run()
    assert not shown.exception
    assert words in [each.value for each in (*shown.info, *shown.title)]
