"""The page of matters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from assistant.client import Client
from assistant.wire.matters import MATTERS, MatterOut, MattersQuery
from tests.archives import BRIDGE, LIBRARY, Item, minutes, write
from tests.ui.conftest import Page, start
from ui import timeline
from ui.words import matters as words

PAGE = "views/matters.py"
ODD = "Ny <b>gångbro</b> & *väg* över Tallån"
PREPARED = Item(
    19, ODD, BRIDGE.dnr, "Allmänna utskottet föreslår kommunstyrelsen att anslå medel till gångbron."
)
DECIDED = replace(
    BRIDGE,
    title=ODD,
    told="Allmänna utskottet har den 4 mars 2025, § 19 behandlat ärendet. Utbildningsutskottet behandlade ärendet "
    "den 5 mars 2025, § 3. Kommunfullmäktige antog den 5 februari 2024, § 4 en plan.",
)
WAITING = Item(
    13, "Taxa för bryggan", "KS-25/00311", "Kommunstyrelsen föreslår kommunfullmäktige att anta taxan."
)
MANY = [
    Item(14 + n, f"Bygglov nummer {n} i kvarteret Björken", f"KS-25/005{n:02}", "Bygglov beviljas.")
    for n in range(30)
]


@pytest.fixture(scope="module")
def matters_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("matters-page")
    paths = [
        write(folder, "AU.txt", minutes([PREPARED], date="2025-03-04", body="Allmänna utskottet")),
        write(folder, "KS.txt", minutes([DECIDED, LIBRARY, WAITING, *MANY])),
    ]
    with ExitStack() as stack:
        yield start(stack, folder / "data", *paths)


def html(page: AppTest) -> str:
    return " ".join(str(each.proto.body) for each in page.get("html"))


def bridge(service: str) -> MatterOut:
    with Client.at(service) as client:
        (found,) = client.view(MATTERS, MattersQuery(text="gångbro")).matters
    return found


def opened(page: Page, service: str, matter_id: str) -> AppTest:
    shown = page(service).switch_page(PAGE)
    shown.query_params["id"] = matter_id
    return shown.run()


def test_the_list_shows_each_ones_way_and_how_it_stands(matters_service: str, page: Page) -> None:
    shown = page(matters_service).switch_page(PAGE).run()
    assert not shown.exception
    assert shown.title[0].value == words.TITLE
    assert words.COUNT.format(total=33, open=1) in [each.value for each in shown.text]
    assert timeline.matter_url(bridge(matters_service).id) in html(shown)
    assert html(shown).count('class="km-matter') == 25
    shown.number_input(key="matters-page").set_value(2).run()
    assert html(shown).count('class="km-matter') == 8
    assert words.SHOWING.format(first=26, last=33, total=33) in [each.value for each in shown.caption]


def test_the_list_is_limited_by_words_and_state(matters_service: str, page: Page) -> None:
    shown = page(matters_service).switch_page(PAGE).run()
    shown.number_input(key="matters-page").set_value(2).run()
    shown.selectbox(key="matters-state").set_value("öppet").run()
    assert not shown.exception
    assert "Taxa för bryggan" in html(shown)
    assert f"KF {words.LACKING}" in html(shown)
    shown.text_input(key="matters-text").set_value("finns inte alls").run()
    assert shown.info[0].value == words.NOTHING


def test_a_period_the_wrong_way_round_is_said_so(matters_service: str, page: Page) -> None:
    shown = page(matters_service).switch_page(PAGE).run()
    shown.date_input(key="matters-from").set_value("2025-06-01")
    shown.date_input(key="matters-to").set_value("2025-01-01").run()
    assert not shown.exception
    assert "Datumen ligger i fel ordning" in shown.error[0].value


def test_one_matter_is_a_timeline_and_its_text_is_escaped(matters_service: str, page: Page) -> None:
    found = bridge(matters_service)
    shown = opened(page, matters_service, found.id)
    assert not shown.exception
    text = html(shown)
    assert "<b>gångbro</b>" not in text
    assert found.status in unescape(text)
    for step in found.steps:
        assert f'href="/paragraf?id={step.paragraph_id}"' in text
    places = [text.index(f'km-day">2025-03-{day}') for day in ("04", "05", "25")]
    assert places == sorted(places)
    assert words.NOT_HERE in text
    assert [each.value for each in shown.subheader] == [words.MISSING]
    assert "KF 2024-02-05 § 4" in text


def test_a_matter_that_does_not_exist(matters_service: str, page: Page) -> None:
    shown = opened(page, matters_service, "finns-inte" * 20)
    assert not shown.exception
    assert "inget ärende med id" in shown.error[0].value.replace("\\", "")
