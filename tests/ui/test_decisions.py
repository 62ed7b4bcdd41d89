"""The page of decisions, and putting right what was read on a paragraph's page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.client import Client
from assistant.schema import AmountOut
from tests.archives import BRIDGE, LIBRARY, Item, minutes, write
from tests.ui.conftest import Page, start
from ui import decision_table
from ui.parts import parted_html
from ui.words import decisions as words

MARKUP = Item(
    13,
    "<script>alert(1)</script> *fet*",
    "KS-25/00303",
    "Kommunstyrelsen uppdrar åt kommunchefen att redovisa <b>planen</b> senast 2025-06-20.",
)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with ExitStack() as stack:
        yield start(stack, tmp_path / "data", write(tmp_path, "KS.txt", minutes([BRIDGE, LIBRARY, MARKUP])))


def html(page: AppTest) -> str:
    return " ".join(str(each.proto.body) for each in page.get("html"))


def decisions(address: str, page: Page) -> AppTest:
    shown = page(address).switch_page("views/decisions.py").run()
    assert not shown.exception
    return shown


def paragraph(address: str, page: Page, at: int = 0) -> AppTest:
    with Client.at(address) as client:
        wanted = client.decisions()[at].paragraph_id
    shown = page(address).switch_page("views/paragraph.py")
    shown.query_params["id"] = wanted
    shown.run()
    assert not shown.exception
    return shown


def test_every_row_leads_to_its_paragraph_and_text_of_documents_is_escaped(address: str, page: Page) -> None:
    shown = decisions(address, page)
    with Client.at(address) as client:
        rows = client.decisions()
    for row in rows:
        assert f'href="/paragraf?id={row.paragraph_id}"' in html(shown)
    assert "&lt;script&gt;" in html(shown)
    assert "<script>alert" not in html(shown)
    assert "450 000 kr" in html(shown)
    assert words.COUNT.format(total=3) in [each.value for each in shown.text]


def test_rows_are_limited_and_an_empty_list_says_what_to_do(address: str, page: Page) -> None:
    shown = decisions(address, page)
    shown.selectbox(key="decisions-outcome").set_value("avslås").run()
    assert LIBRARY.title in html(shown)
    assert BRIDGE.title not in html(shown)
    shown.number_input(key="decisions-amount_from").set_value(1000.0).run()
    assert shown.info[0].value == words.NOTHING
    shown.selectbox(key="decisions-outcome").set_value(None).run()
    assert BRIDGE.title in html(shown)
    shown.number_input(key="decisions-amount_to").set_value(10.0).run()
    assert "fel ordning" in shown.error[0].value


@pytest.mark.parametrize("by", words.CHARTS)
def test_the_chart_counts_by_body_outcome_level_and_month(address: str, page: Page, by: str) -> None:
    shown = decisions(address, page)
    shown.segmented_control(key="decisions-chart").set_value(by).run()
    assert not shown.exception
    assert len(shown.get("vega_lite_chart")) == 1


def test_a_paragraph_shows_what_it_decides_and_its_amounts(address: str, page: Page) -> None:
    shown = paragraph(address, page)
    assert f"{BRIDGE.decision} <" in html(shown)
    assert "450\u00a0000" in html(shown)
    assert words.AMOUNTS.format(count=1) in [each.label for each in shown.expander]


def test_a_value_is_put_right_and_taken_back_on_the_page(address: str, page: Page) -> None:
    shown = paragraph(address, page)
    shown.selectbox(key="correct-field").set_value("level").run()
    value = next(each for each in shown.selectbox if each.label == words.VALUE)
    value.set_value("förslag")
    save = next(each for each in shown.button if each.label == words.SAVE)
    save.click().run()
    assert "vem som rättar" in shown.error[0].value
    shown.text_input(key="correct-by").set_value("Asta Prov")
    shown.text_input(key="correct-why").set_value("Fel läst")
    next(each for each in shown.button if each.label == words.SAVE).click().run()
    assert not shown.exception
    assert "km-level km-förslag" in html(shown)
    assert words.LOG_BY.split("{")[0] in html(shown)
    assert "Asta Prov: Fel läst" in html(shown)
    next(each for each in shown.button if each.label == words.WITHDRAW).click().run()
    assert "km-level km-beslut" in html(shown)
    assert "Tillbakatagen" in html(shown)


def test_a_value_that_cannot_be_is_refused_on_the_page(address: str, page: Page) -> None:
    shown = paragraph(address, page)
    shown.selectbox(key="correct-field").set_value("dnr").run()
    next(each for each in shown.text_input if each.label == words.VALUE).set_value("31 februari")
    shown.text_input(key="correct-by").set_value("Asta Prov")
    shown.text_input(key="correct-why").set_value("Fel läst")
    next(each for each in shown.button if each.label == words.SAVE).click().run()
    assert "diarienummer" in shown.error[0].value


def test_every_field_that_can_be_put_right_has_its_widget(address: str, page: Page) -> None:
    shown = paragraph(address, page)
    fields = shown.selectbox(key="correct-field")
    assert len(fields.options) == 10 + 3
    for field in ("title", "recipients", "amounts", "points.1.outcome"):
        shown.selectbox(key="correct-field").set_value(field).run()
        assert not shown.exception
        widgets = [*shown.text_input, *shown.text_area, *shown.selectbox]
        assert any(each.label == words.VALUE for each in widgets)


def test_the_day_of_a_duty_is_put_right_on_the_page(address: str, page: Page) -> None:
    shown = paragraph(address, page, at=2)
    field = next(
        each for each in shown.selectbox(key="correct-field").options if each.startswith("Bevakning")
    )
    shown.selectbox(key="correct-field").select(field).run()
    next(each for each in shown.date_input if each.label == words.VALUE).set_value(dt.date(2025, 9, 30))
    shown.text_input(key="correct-by").set_value("Asta Prov")
    shown.text_input(key="correct-why").set_value("Fel läst")
    next(each for each in shown.button if each.label == words.SAVE).click().run()
    assert not shown.exception
    assert words.LOG_RIGHT.format(value="2025-09-30") in html(shown)


def test_the_public_sees_no_form(public_service: str, page: Page) -> None:
    shown = paragraph(public_service, page)
    assert words.CORRECT not in [each.label for each in shown.expander]


def test_kronor_are_written_as_in_swedish() -> None:
    assert [decision_table.kronor(value) for value in (1_600_000.0, 22.85, None)] == [
        "1\u00a0600\u00a0000",
        "22,85",
        words.NO_VALUE,
    ]
    odd = AmountOut(printed="1,6 mnkr kronor", unit="mnkr kronor", value=1_600_000, odd="två enheter")
    assert "(två enheter)" in decision_table.amounts_html([odd])


def test_a_parted_decision_is_told_below_its_outcome() -> None:
    assert parted_html([]) == ""
    assert "delat beslut:<br>bifalls<br>avslås" in parted_html(["bifalls", "avslås"])
