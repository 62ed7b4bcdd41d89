"""Pages drawn with quotes marked: where the words stand, on turned, cropped and damaged pages too."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from assistant.errors import NotFound
from assistant.pages import draw

LINES = ["Ärendet återremitteras för ytterligare", "beredning av gångbron.", "Paragrafen är justerad."]
LEFT, TOP, LEADING = 100, 700, 30


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """One A4 page with three lines; the first line's foot is 700 points up, 100 from the left."""
    path = tmp_path / "x.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 14)
    for number, line in enumerate(LINES):
        canvas.drawString(LEFT, TOP - LEADING * number, line)
    canvas.save()
    return path


def changed(path: Path, change: Callable[[object], object]) -> Path:
    writer = PdfWriter(PdfReader(path))
    change(writer.pages[0])
    writer.write(path)
    return path


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def marks(png: bytes) -> tuple[int, int, int, int] | None:
    """Left, top, right, bottom of all that is yellow, None where nothing is."""
    image = picture(png)
    yellow = Image.new("1", image.size)
    pixels, found = image.load(), yellow.load()
    assert pixels is not None
    assert found is not None
    for x in range(image.width):
        for y in range(image.height):
            red, green, blue = pixels[x, y]  # type: ignore[misc]
            if red > 200 and green > 180 and blue < 190:
                found[x, y] = 1
    return yellow.getbbox()


def test_a_page_is_drawn_as_wide_as_asked_within_limits(page: Path) -> None:
    assert picture(draw(page, 1, [])).size == (1000, 1415)
    assert picture(draw(page, 1, [], width=10)).width == 200
    assert picture(draw(page, 1, [], width=90_000)).width == 2000


def test_a_quote_is_marked_where_it_stands_and_nothing_else(page: Path) -> None:
    box = marks(draw(page, 1, [LINES[2]], width=int(A4[0])))
    assert box is not None
    foot = A4[1] - (TOP - 2 * LEADING)
    assert box[0] == pytest.approx(LEFT, abs=5)
    assert box[3] == pytest.approx(foot + 4, abs=4)
    assert box[1] == pytest.approx(foot - 12, abs=6)
    assert marks(draw(page, 1, [])) is None


def test_a_quote_over_two_lines_is_marked_on_both(page: Path) -> None:
    box = marks(draw(page, 1, ["återremitteras för ytterligare\nberedning av gångbron"], width=int(A4[0])))
    assert box is not None
    assert box[3] - box[1] > LEADING


def test_a_quote_whose_lines_lie_apart_is_marked_line_by_line(page: Path) -> None:
    box = marks(draw(page, 1, [f"{LINES[0]}\n{LINES[2]}"], width=int(A4[0])))
    assert box is not None
    assert box[3] - box[1] > 2 * LEADING


@pytest.mark.parametrize("quote", ["Det här står inte på sidan", "", "  \n"])
def test_what_is_not_on_the_page_is_not_marked(page: Path, quote: str) -> None:
    assert marks(draw(page, 1, [quote])) is None


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_marks_turn_with_the_page(page: Path, turn: int) -> None:
    straight = picture(draw(page, 1, [LINES[1]], width=int(A4[0])))
    turned = picture(draw(changed(page, lambda one: one.rotate(turn)), 1, [LINES[1]], width=straight.width))  # type: ignore[attr-defined]
    back = turned.rotate(turn, expand=True).resize(straight.size)
    first, second = (marks(_png(each)) for each in (straight, back))
    assert first is not None
    assert second is not None
    assert second == pytest.approx(first, abs=8)


def test_marks_follow_the_crop(page: Path) -> None:
    def crop(one: object) -> None:
        one.cropbox.lower_left = (50, 500)  # type: ignore[attr-defined]
        one.cropbox.upper_right = (550, 750)  # type: ignore[attr-defined]

    box = marks(draw(changed(page, crop), 1, [LINES[0]], width=500))
    assert box is not None
    assert box[0] == pytest.approx(LEFT - 50, abs=5)
    assert box[3] == pytest.approx(750 - TOP, abs=6)


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_page_that_is_not_there_is_told(page: Path, number: int) -> None:
    with pytest.raises(NotFound, match="ingen sida"):
        draw(page, number, [])


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 skrap")
    with pytest.raises(NotFound, match="går inte att öppna"):
        draw(tmp_path / "x.pdf", 1, [])


def test_several_readers_may_draw_at_once(page: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda _: draw(page, 1, LINES, width=300), range(12)))
    assert len(set(pictures)) == 1
