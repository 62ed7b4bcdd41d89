"""A page of a PDF as a picture, with quoted words marked."""

from __future__ import annotations

import ctypes
import io
import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from assistant.errors import NotFound

Box = tuple[float, float, float, float]

_MARK = (255, 214, 0, 96)
_WIDEST = 2000
_lock = threading.Lock()
"""pdfium is not safe to use from several threads."""


def draw(path: Path, number: int, quotes: Sequence[str], *, width: int = 1000) -> bytes:
    """Page `number` (1-based) of the PDF at `path` as PNG, `width` pixels wide, the words of `quotes` marked.

    Raises NotFound where the file has no such page.
    """
    width = max(200, min(width, _WIDEST))
    with _lock:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as exc:
            raise NotFound("Sidan kan inte visas: PDF-filen går inte att öppna.") from exc
        try:
            if not 1 <= number <= len(document):
                raise NotFound(f"Handlingen har ingen sida {number}.")
            page = document[number - 1]
            image = page.render(scale=width / page.get_width()).to_pil().convert("RGBA")
            boxes = [_on_picture(page, box, image.size) for box in _boxes(page, quotes)]
        finally:
            document.close()
    buffer = io.BytesIO()
    _marked(image, boxes).convert("RGB").save(buffer, "PNG", optimize=False)
    return buffer.getvalue()


def _boxes(page: pypdfium2.PdfPage, quotes: Sequence[str]) -> list[Box]:
    """Left, bottom, right, top, in points, of each line of each quote found on the page."""
    textpage = page.get_textpage()
    folded, places = _folded(textpage.get_text_range())
    boxes: list[Box] = []
    for first, last in _found(folded, quotes):
        count = textpage.count_rects(places[first], places[last] - places[first] + 1)
        boxes.extend(textpage.get_rect(i) for i in range(count))
    return boxes


def _found(page: str, quotes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last place of each quote in the folded page; line by line where its lines lie apart on the page."""
    for quote in quotes:
        whole, _ = _folded(quote)
        parts = [whole] if whole in page else [_folded(line)[0] for line in quote.split("\n")]
        for part in parts:
            at = page.find(part)
            if part and at >= 0:
                yield at, at + len(part) - 1


def _on_picture(page: pypdfium2.PdfPage, box: Box, size: tuple[int, int]) -> Box:
    """A box of the page as left, top, right, bottom of the picture: pages may be turned and cropped."""
    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for across, up in ((box[0], box[1]), (box[2], box[3])):
        pypdfium2.raw.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, across, up, x, y)
        corners.append((x.value, y.value))
    (x0, y0), (x1, y1) = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _folded(text: str) -> tuple[str, list[int]]:
    """Letters and digits only, lower case, with the place of each in `text`."""
    places = [match.start() for match in re.finditer(r"[^\W_]", text)]
    return "".join(text[place].lower()[:1] for place in places), places


def _marked(image: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for x0, y0, x1, y1 in boxes:
        pen.rectangle((x0 - 2, y0 - 2, x1 + 2, y1 + 2), fill=_MARK)
    return Image.alpha_composite(image, layer)
