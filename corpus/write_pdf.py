"""PDF: minutes on the templates of the committees and of the board, and reports with chapters."""

from __future__ import annotations

import io
from collections.abc import Iterator

from layout import SANS, SANS_BOLD, SERIF, SERIF_BOLD, Line, Run, Style, paginate, wrap
from markup import Block, BlockKind, Source
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from templates import Template, template_of

WIDTH, HEIGHT = A4
LEFT, RIGHT, VALUES = 85.0, WIDTH - 78.0, 228.0
TOP, BOTTOM = HEIGHT - 112.0, 84.0
BODY = Style(SERIF, 11.5, 14.5)
BOLD = Style(SERIF_BOLD, 11.5, 14.5)
TITLE = Style(SANS_BOLD, 13.5, 17.5)
HEADING = Style(SANS_BOLD, 11, 15)
SMALL = Style(SANS, 9, 12)
TABLE = Style(SANS, 9, 12.5)
TABLE_HEAD = Style(SANS_BOLD, 9, 12.5)
MARKS = {BlockKind.DASH: "-"}
RECIPIENTS = ("Beslutet skickas till", "Protokollet skickas till", "Expedieras till")


def pdf_bytes(source: Source) -> bytes:
    """The source as a PDF; the same bytes each time."""
    template = template_of(source)
    lines = [*front_page(source, template), *body_lines(source, template)]
    pages = paginate(lines, TOP - BOTTOM, lambda owner: _line(f"{owner} forts.", BOLD))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=0)
    canvas.setTitle(template.title)
    canvas.setAuthor("Tallsele kommun")
    for number, page in enumerate(pages, start=1):
        if not template.header_last:
            _margins(canvas, template.header(number, len(pages)), template.footer(number, len(pages)))
        for depth, line in page:
            _draw(canvas, line.runs, TOP - depth)
        if template.header_last:
            _margins(canvas, template.header(number, len(pages)), template.footer(number, len(pages)))
        canvas.showPage()
    canvas.save()
    # reportlab writes a bullet as 0x7F, which readers hand back as a control sign; 0x95 is its place in WinAnsi.
    return buffer.getvalue().replace(b"\\177", b"\\225")


def _margins(
    canvas: Canvas, header: tuple[tuple[str, str, str], ...], footer: tuple[tuple[str, str, str], ...]
) -> None:
    """The header's and the footer's lines, each of a left, a middle and a right part."""
    for index, parts in enumerate(header):
        _three(canvas, parts, HEIGHT - 44 - 13 * index)
    for index, parts in enumerate(footer):
        _three(canvas, parts, 52 - 12 * index)


def _three(canvas: Canvas, parts: tuple[str, str, str], y: float) -> None:
    """Three strings on one line: left, middle, right."""
    left, middle, right = parts
    places = ((LEFT, left, False), (WIDTH / 2 - 30, middle, False), (RIGHT, right, True))
    _draw(canvas, tuple(Run(x, text, SMALL, end) for x, text, end in places if text), y)


def _draw(canvas: Canvas, runs: tuple[Run, ...], y: float) -> None:
    """The runs of one line in one text object, so that they are read as one line."""
    text = canvas.beginText()
    for run in runs:
        width = stringWidth(run.text, run.style.font, run.style.size) if run.right else 0.0
        text.setFont(run.style.font, run.style.size)
        text.setTextOrigin(run.x - width, y)
        text.textOut(run.text)
    canvas.drawText(text)


def _line(text: str, style: Style, *, x: float = LEFT, above: float = 0.0, keep: bool = False) -> Line:
    """A line of one run."""
    return Line((Run(x, text, style),), style.leading, above, keep)


def _set(
    text: str, style: Style, *, x: float = LEFT, above: float = 0.0, keep: bool = False
) -> Iterator[Line]:
    """Running text as wrapped lines; `keep` ties them together and to what follows."""
    for index, part in enumerate(wrap(text, RIGHT - x, style, divide=style is BODY)):
        yield _line(part, style, x=x, above=above if index == 0 else 0.0, keep=keep)


def front_page(source: Source, template: Template) -> Iterator[Line]:
    """Minutes: who, when, where and the notice; reports: the title."""
    if not template.minutes:
        if source.get("title"):
            yield from _set(source.get("title"), Style(SANS_BOLD, 18, 24), above=6, keep=True)
            for line in source.all("subtitle"):
                yield from _set(line, BODY, above=2, keep=True)
        return
    for label, values in template.front:
        yield from _labelled(label, values)
    for name, role in template.signatures:
        yield _line("Underskrift " + "." * 70, BODY, above=14, keep=True)
        yield _line(f"{name}, {role}", BODY, x=VALUES)
    if template.notice:
        yield _line("_" * 72, BODY, above=6, keep=True)
        yield _line("BEVIS OM ANSLAG", BOLD, above=6, keep=True)
        for text in template.notice:
            yield from (
                _line(part, BODY, above=4, keep=True) for part in wrap(text, RIGHT - LEFT, BODY, divide=False)
            )


def _labelled(label: str, values: tuple[str, ...]) -> Iterator[Line]:
    """A label at the left with its values beside it."""
    first = True
    for value in values:
        for part in wrap(value, RIGHT - VALUES, BODY, divide=False):
            runs = (Run(LEFT, label, BOLD),) if first else ()
            yield Line((*runs, Run(VALUES, part, BODY)), BODY.leading, 7 if first else 0)
            first = False


def body_lines(source: Source, template: Template) -> Iterator[Line]:
    """The body's blocks as lines, a § owning all of its own."""
    if template.contents:
        yield from _contents(source)
    owner: str | None = None
    open_rule = False
    fresh = template.minutes
    for block in source.blocks:
        if block.kind is BlockKind.SECTION and open_rule:
            yield _owned(_line("-----", BODY, above=4), owner)
        if block.kind is BlockKind.SECTION:
            owner = f"§ {block.number}" if block.number else None
            open_rule = block.number is not None and template.rule
        if block.kind is BlockKind.HEADING and block.text in RECIPIENTS and open_rule:
            yield _owned(_line("-----", BODY, above=4), owner)
            open_rule = False
        if block.kind is BlockKind.BREAK:
            fresh = True
            continue
        lines = list(_block_lines(block, template))
        if block.kind is BlockKind.SECTION and block.number and template.own_page:
            fresh = True
        for line in lines:
            yield _owned(line, owner, new_page=fresh)
            fresh = False
    if open_rule:
        yield _owned(_line("-----", BODY, above=4), owner)


def _owned(line: Line, owner: str | None, *, new_page: bool = False) -> Line:
    """The line as belonging to a §."""
    return Line(line.runs, line.leading, line.above, line.keep, owner, new_page, line.need)


def _contents(source: Source) -> Iterator[Line]:
    """The list of §§ and titles that stands before the first §."""
    first = True
    for block in source.blocks:
        if block.kind is not BlockKind.SECTION:
            continue
        if first:
            top = _line("Innehåll", TITLE, keep=True)
            yield Line(top.runs, top.leading, keep=True, new_page=True)
            first = False
        for index, part in enumerate(wrap(block.text, RIGHT - LEFT - 50, BODY, divide=False)):
            label = (Run(LEFT, f"§ {block.number}", BODY),) if index == 0 else ()
            yield Line((*label, Run(LEFT + 50, part, BODY)), BODY.leading, 5 if index == 0 else 0)


def _block_lines(block: Block, template: Template) -> Iterator[Line]:
    """One block as lines."""
    if block.kind is BlockKind.SECTION:
        yield from _section(block, template)
    elif block.kind is BlockKind.HEADING:
        yield from _set(block.text, HEADING, above=9, keep=True)
    elif block.kind is BlockKind.SUBHEADING:
        yield from _set(block.text, BOLD, above=6, keep=True)
    elif block.kind is BlockKind.TABLE:
        yield from _table(block)
    elif block.kind is BlockKind.TEXT:
        yield from _set(block.text, BODY, above=4)
    else:
        yield from _item(block, template)


def _section(block: Block, template: Template) -> Iterator[Line]:
    """A § with its dnr and title, or a chapter's title."""
    if block.number is None:
        yield from _set(block.text, TITLE, above=16, keep=True)
        return
    label = template.paragraph_label(block.number, block.dnr)
    first = _line(label, HEADING, above=26, keep=True)
    yield Line(first.runs, first.leading, first.above, keep=True, need=150)
    yield from _set(block.text, TITLE, above=4, keep=True)


def _item(block: Block, template: Template) -> Iterator[Line]:
    """A list item: its mark, then the text indented."""
    mark, text = MARKS.get(block.kind, template.bullet), block.text
    if block.kind is BlockKind.NUMBER:
        mark, _, text = block.text.partition(" ")
    indent = LEFT + 18
    for index, part in enumerate(wrap(text, RIGHT - indent, BODY)):
        label = (Run(LEFT, f"{mark} ", BODY),) if index == 0 else ()
        yield Line((*label, Run(indent, part, BODY)), BODY.leading, 0 if index else 2)


def _table(block: Block) -> Iterator[Line]:
    """A table: the first column at the left, wrapped; the others ending at their right edges where they are figures."""
    columns = max(len(row) for row in block.rows)
    widths = [
        max(stringWidth(row[i], TABLE_HEAD.font, TABLE_HEAD.size) for row in block.rows if i < len(row)) + 12
        for i in range(columns)
    ]
    first = max(110.0, RIGHT - LEFT - sum(widths[1:]))
    for index, row in enumerate(block.rows):
        font = TABLE_HEAD if index == 0 else TABLE
        labels = wrap(row[0], first - 8, font, divide=False) or [""]
        for depth, label in enumerate(labels):
            runs = [Run(LEFT, label, font)]
            edge = LEFT + first
            for cell, width in zip(row[1:], widths[1:], strict=False):
                figures = cell[:1].isdigit() or cell[:1] in "-–" or index == 0
                if depth == 0 and cell:
                    runs.append(
                        Run(edge + width - 6, cell, font, right=True)
                        if figures
                        else Run(edge + 6, cell, font)
                    )
                edge += width
            yield Line(tuple(runs), font.leading, 6 if index == 0 else 1, keep=index == 0)
