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
MOST_LINKS = 65_530
"""What Excel takes of one sheet."""

_DATE, _WHOLE, _PART = "yyyy-mm-dd", "#,##0", "#,##0.00"
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


def xlsx_bytes(sheets: Sequence[Sheet], *, most_links: int = MOST_LINKS) -> bytes:
    """The tables as a workbook, each on a sheet with a fixed head that can be filtered.

    A sheet with more than `most_links` has addresses instead of further links: Excel could not open it otherwise.
    """
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(_NOT_IN_TITLE.sub(" ", sheet.title)[:31])
        page.freeze_panes = "A2"
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
        for at, width in enumerate(_widths(sheet), start=1):
            page.column_dimensions[get_column_letter(at)].width = width
        page.append([_head(page, name) for name in sheet.columns])
        writer = _Cells(page, most_links)
        for row in sheet.rows:
            page.append([writer.cell(value) for value in row])
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


class _Cells:
    """The cells of one sheet. A style is made once and shared: openpyxl takes most of its time to compare new ones with
    those that it has."""

    def __init__(self, page: Any, most_links: int) -> None:
        self._page = page
        self._links_left = most_links
        self._link = _style(page, style="Hyperlink")
        self._texts = {
            (wrapped, quoted): _style(
                page, alignment=Alignment(vertical="top", wrap_text=wrapped), quotePrefix=quoted
            )
            for wrapped in (False, True)
            for quoted in (False, True)
        }
        self._formats = {form: _style(page, number_format=form) for form in (_DATE, _WHOLE, _PART)}

    def cell(self, value: Cell) -> Any:
        """A cell for `append`: None where there is nothing to show, a bare number where it needs no style."""
        if value is None or value == "":
            return None
        if isinstance(value, Link):
            return self._of_link(value)
        if isinstance(value, bool):
            value = "ja" if value else "nej"
        if isinstance(value, str):
            shape = len(value) > _WIDTHS[1], value.startswith(FORMULA_STARTS)
            return self._of_text(_text(value), self._texts[shape])
        form = _format(value)
        return _styled(self._page, self._formats[form], value) if form else value

    def _of_link(self, link: Link) -> Any:
        if not self._links_left:
            return self.cell(link.url)
        self._links_left -= 1
        cell = self._of_text(_text(link.text), self._link)
        cell.hyperlink = link.url
        return cell

    def _of_text(self, text: str, style: Any) -> Any:
        cell = _styled(self._page, style, text)
        cell.data_type = "s"  # what openpyxl would take for a formula too
        return cell


def _style(page: Any, **wanted: Any) -> Any:
    """A style as openpyxl keeps it."""
    cell: Any = WriteOnlyCell(page)
    for name, value in wanted.items():
        setattr(cell, name, value)
    return cell._style


def _styled(page: Any, style: Any, value: Any) -> Any:
    cell: Any = WriteOnlyCell(page, value=value)
    cell._style = style
    return cell


def _format(value: dt.date | float | Decimal) -> str | None:
    if isinstance(value, dt.date):
        return _DATE
    if abs(float(value)) < 1000:
        return None
    return _WHOLE if value == int(value) else _PART


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
