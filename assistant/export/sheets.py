"""Tables as CSV and XLSX that Excel opens as they are meant: real dates and numbers, links, and no formula ever.

Text comes from documents that anyone may have written: a cell that begins like a formula stays text.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for a formula at the beginning of a cell."""

_LONGEST_CELL = 32_767
_WIDTHS = (8, 60)
_SAMPLE = 200
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere."""

    text: str
    url: str


Cell = str | int | float | Decimal | dt.date | bool | Link | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its title, the columns' heads, and rows as long as these."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def csv_bytes(sheet: Sheet) -> bytes:
    """The table as CSV in the form that a Swedish Excel opens: semicolons, decimal commas, UTF-8 with a mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(sheet.columns)
    writer.writerows([_csv_cell(value) for value in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """The tables as a workbook, each on a sheet with a fixed head that can be filtered."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(_NOT_IN_TITLE.sub(" ", sheet.title)[:31])
        page.freeze_panes = "A2"
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
        for at, width in enumerate(_widths(sheet), start=1):
            page.column_dimensions[get_column_letter(at)].width = width
        page.append([_head(page, name) for name in sheet.columns])
        for row in sheet.rows:
            page.append([_cell(page, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv_cell(value: Cell) -> str:
    if isinstance(value, Link):
        value = value.url
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, (int, float, Decimal)):
        return str(value).replace(".", ",")
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _head(page: Any, name: str) -> Any:
    cell = WriteOnlyCell(page, value=name)
    cell.font = Font(bold=True)
    return cell


def _cell(page: Any, value: Cell) -> Any:
    if isinstance(value, Link):
        cell = WriteOnlyCell(page, value=_text(value.text))
        cell.data_type = "s"
        cell.hyperlink = value.url
        cell.style = "Hyperlink"
        return cell
    if isinstance(value, bool):
        value = "ja" if value else "nej"
    if isinstance(value, str):
        cell = WriteOnlyCell(page, value=_text(value))
        cell.data_type = "s"  # what openpyxl would take for a formula too
        cell.quotePrefix = value.startswith(FORMULA_STARTS)
        cell.alignment = Alignment(vertical="top", wrap_text=len(value) > _WIDTHS[1])
        return cell
    cell = WriteOnlyCell(page, value=value)  # type: ignore[arg-type]  # its stubs lack date and Decimal
    if isinstance(value, dt.date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, (int, float, Decimal)) and abs(float(value)) >= 1000:
        cell.number_format = "#,##0" if value == int(value) else "#,##0.00"
    return cell


def _text(value: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)[:_LONGEST_CELL]


def _widths(sheet: Sheet) -> list[int]:
    """A width for each column, by its head and the longest of the first rows' values."""
    least, most = _WIDTHS
    widths = [len(name) + 4 for name in sheet.columns]
    for row in islice(sheet.rows, _SAMPLE):
        for at, value in enumerate(row):
            shown = value.text if isinstance(value, Link) else value
            widths[at] = max(widths[at], len(str(shown if shown is not None else "")) + 2)
    return [min(most, max(least, width)) for width in widths]
