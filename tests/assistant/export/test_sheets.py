"""Sheets are read back as a spreadsheet reads them: by `csv` and `openpyxl`."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from assistant.export.sheets import MOST_LINKS, Cell, Link, Sheet, csv_bytes, xlsx_bytes

URL = "http://127.0.0.1:8800/paragraf?id=abc"
FORMULAS = (
    *(
        '=HYPERLINK("http://exempel.invalid";"Klicka")',
        "=1+1",
        "+46",
        "-5",
        "@SUM(A1:A9)",
        "\t=1+1",
        "\r=1+1",
    ),
    *("=cmd|' /C calc'!A0", "+46 914-000 00", "– inte en formel", "＝1+1"),
)


def in_csv(*row: Cell) -> list[str]:
    content = csv_bytes(Sheet("Blad", tuple(f"k{at}" for at in range(len(row))), [row]))
    head, line = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert len(head) == len(line)
    return line


def in_xlsx(*row: Cell) -> list[Any]:
    content = xlsx_bytes([Sheet("Blad", tuple(f"k{at}" for at in range(len(row))), [row])])
    return list(load_workbook(io.BytesIO(content))["Blad"][2])


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_ever_a_formula_in_a_workbook(text: str) -> None:
    (cell,) = in_xlsx(text)
    assert cell.data_type == "s"
    assert cell.value == text.replace("\r", "\n") or cell.value == text


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_begins_as_a_formula_in_csv(text: str) -> None:
    (cell,) = in_csv(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == text


def test_a_link_whose_words_look_like_a_formula_is_no_formula() -> None:
    (cell,) = in_xlsx(Link("=1+1", URL))
    assert (cell.data_type, cell.value, cell.hyperlink.target) == ("s", "=1+1", URL)


def test_a_workbook_has_real_dates_numbers_and_links() -> None:
    date, whole, part, link = in_xlsx(dt.date(2025, 2, 25), 8_730_000, Decimal("1234.5"), Link("Visa", URL))
    assert (date.is_date, date.value, date.number_format) == (True, dt.datetime(2025, 2, 25), "yyyy-mm-dd")
    assert (whole.data_type, whole.value, whole.number_format) == ("n", 8_730_000, "#,##0")
    assert (part.data_type, part.value, part.number_format) == ("n", 1234.5, "#,##0.00")
    assert (link.value, link.hyperlink.target) == ("Visa", URL)


def test_csv_is_in_the_form_that_a_swedish_excel_opens() -> None:
    content = csv_bytes(Sheet("Blad", ("Ort", "Belopp"), [("Åsele; södra", 1.5)]))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == ["Ort;Belopp", '"Åsele; södra";1,5']
    row = (dt.date(2025, 2, 25), True, False, None, -5, Link("Visa", URL))
    assert in_csv(*row) == ["2025-02-25", "ja", "nej", "", "-5", URL]


def test_line_breaks_and_quotes_stay_in_their_cell() -> None:
    text = 'Första raden\nandra "raden"'
    assert in_csv(text) == [text]
    assert in_xlsx(text)[0].value == text


def test_a_workbook_has_a_fixed_head_that_can_be_filtered_and_a_sheet_a_table() -> None:
    sheets = [Sheet("Beslut: alla/några", ("A", "B"), [("x", 1), ("y", 2)]), Sheet("Belopp", ("C",), [])]
    book = load_workbook(io.BytesIO(xlsx_bytes(sheets)))
    assert book.sheetnames == ["Beslut  alla några", "Belopp"]
    first = book.worksheets[0]
    assert (first.freeze_panes, first.auto_filter.ref) == ("A2", "A1:B3")
    assert first["A1"].font.bold


def test_what_a_workbook_cannot_hold_is_replaced_and_cut() -> None:
    control, long = in_xlsx("a\x00b", "x" * 40_000)
    assert control.value == "a\N{REPLACEMENT CHARACTER}b"
    assert len(long.value) == 32_767


def test_yes_and_no_are_words() -> None:
    assert [cell.value for cell in in_xlsx(True, False, None)] == ["ja", "nej", None]


def test_beyond_the_links_that_a_spreadsheet_opens_the_address_stands_as_text() -> None:
    rows = [(Link("Visa", f"{URL}{at}"),) for at in range(3)]
    page = load_workbook(io.BytesIO(xlsx_bytes([Sheet("Blad", ("Länk",), rows)], most_links=2)))["Blad"]
    shown = [(cell.value, cell.hyperlink and cell.hyperlink.target) for (cell,) in page.iter_rows(min_row=2)]
    assert shown == [("Visa", f"{URL}0"), ("Visa", f"{URL}1"), (f"{URL}2", None)]
    assert MOST_LINKS == 65_530


def test_equal_cells_share_their_style() -> None:
    row = ("Kommunstyrelsen", dt.date(2025, 2, 25), "§ 19", 62_000, Link("Visa", URL))
    content = xlsx_bytes([Sheet("Blad", ("Organ", "Datum", "§", "Kronor", "Länk"), [row] * 300)])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        styles = book.read("xl/styles.xml").decode()
    assert styles.count("<xf ") < 15
