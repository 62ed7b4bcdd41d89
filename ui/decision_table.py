"""Decisions as HTML: a table whose rows lead to their paragraphs, and what a paragraph decides. Documents' text is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from assistant.schema import AmountOut, DecisionRow, ParagraphOut
from ui import parts
from ui.words import decisions as words

_AMOUNTS = 3
STYLE = """<style>
.km-decisions { border-collapse: collapse; width: 100%; font-size: .92rem }
.km-decisions th { text-align: left; font-weight: 600; color: #33475b; padding: .35rem .7rem .35rem 0;
  border-bottom: 2px solid #c9d3db; white-space: nowrap }
.km-decisions td { vertical-align: top; padding: .45rem .7rem .45rem 0; border-bottom: 1px solid #c9d3db;
  overflow-wrap: anywhere }
.km-decisions td.km-fixed { white-space: nowrap } .km-decisions td.km-wide { min-width: 14rem } .km-decisions td.km-whole { overflow-wrap: normal }
.km-decisions a { color: #0b5c8a; font-weight: 600 } .km-decisions .km-level { margin: 0; font-size: .82rem }
.km-mark { font-size: .8rem; color: #8a3b00; margin-left: .4rem; white-space: nowrap }
.km-scroll { overflow-x: auto }
.km-points { max-width: 46rem; padding-left: 1.3rem; line-height: 1.55 } .km-points li { margin-bottom: .4rem }
.km-facts { max-width: 46rem; margin: .4rem 0; padding: 0 } .km-facts dt { color: #4a5b6a; font-size: .88rem }
.km-facts dd { margin: 0 0 .4rem 0 }
.km-withdrawn { color: #4a5b6a; text-decoration: line-through }
</style>"""


def table_html(rows: Sequence[DecisionRow]) -> str:
    """The rows; the title of each is the link."""
    return _table(words.COLUMNS, [_row(row) for row in rows])


def _row(row: DecisionRow) -> tuple[tuple[str, str], ...]:
    link = parts.paragraph_link(row.paragraph_id, row.title or words.NO_TITLE)
    dnr = f'<br><span class="km-file">{escape(row.dnr)}</span>' if row.dnr else ""
    printed = list(dict.fromkeys(amount.printed for amount in row.amounts))
    more = [words.MORE_AMOUNTS.format(count=len(printed) - _AMOUNTS)] if len(printed) > _AMOUNTS else []
    return (
        ("km-fixed", escape(row.date)),
        ("km-fixed", f'<span title="{escape(row.body)}">{escape(row.body_key)}</span>'),
        ("km-fixed", escape(row.section)),
        ("km-wide", f"{link}{marks_html(row)}{dnr}"),
        ("km-fixed", f'<span class="km-level km-{row.level}">{escape(row.level)}</span>'),
        ("km-fixed", f"{escape(row.outcome)}{parts.parted_html(row.parted)}"),
        ("km-whole", escape(row.next_body or "")),
        ("km-fixed", "<br>".join(escape(each) for each in (*printed[:_AMOUNTS], *more))),
    )


def marks_html(row: DecisionRow) -> str:
    """What a reader has to know of a row: put right, a draft, told otherwise elsewhere."""
    marks = [
        (words.CORRECTED, bool(row.corrected)),
        (words.DRAFT, row.draft),
        (words.CONFLICT, bool(row.conflict)),
    ]
    return "".join(_mark(name) for name, holds in marks if holds)


def points_html(paragraph: ParagraphOut) -> str:
    """The decision's points, each with its level and outcome."""
    items = "".join(
        f'<li>{escape(point.text)} <span class="km-file">({escape(f"{point.level}, {point.outcome}")})</span></li>'
        for point in paragraph.points
    )
    return f'<ol class="km-points">{items}</ol>' if items else ""


def facts_html(paragraph: ParagraphOut) -> str:
    """What else was read of the decision, by name."""
    parts_html = []
    for name, label in words.FACTS.items():
        value = getattr(paragraph, name)
        values = value if isinstance(value, list) else [value] if value else []
        if values:
            mark = _mark(words.CORRECTED) if name in paragraph.corrected else ""
            shown = "<br>".join(escape(each) for each in values)
            parts_html.append(f"<dt>{escape(label)}{mark}</dt><dd>{shown}</dd>")
    return f'<dl class="km-facts">{"".join(parts_html)}</dl>' if parts_html else ""


def amounts_html(amounts: Iterable[AmountOut]) -> str:
    """The amounts of money, each with its sentence, and what is odd about how it is written."""
    rows = [
        (
            ("km-fixed", escape(amount.printed)),
            ("km-fixed", kronor(amount.value)),
            ("km-fixed", escape(amount.kind or words.TYPED)),
            ("km-wide", escape(amount.sentence or "") + (_mark(amount.odd) if amount.odd else "")),
        )
        for amount in amounts
    ]
    return _table(words.AMOUNT_COLUMNS, rows)


def kronor(value: float | None) -> str:
    """An amount in kronor: '1 600 000', '22,85'."""
    if value is None:
        return words.NO_VALUE
    return f"{value:,.2f}".replace(",", "\u00a0").replace(".", ",").removesuffix(",00")


def _mark(text: str) -> str:
    return f'<span class="km-mark">({escape(text)})</span>'


def _table(heads: Sequence[str], rows: Iterable[Sequence[tuple[str, str]]]) -> str:
    """A table of cells, each its class and its HTML."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(
        "<tr>" + "".join(f'<td class="{kind}">{cell}</td>' for kind, cell in row) + "</tr>" for row in rows
    )
    return (
        f'<div class="km-scroll"><table class="km-decisions"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
