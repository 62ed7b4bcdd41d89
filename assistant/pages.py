"""A page of a PDF as a picture, with quoted words marked."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from assistant.errors import NotFound

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
        document = pypdfium2.PdfDocument(path)
        try:
            if not 1 <= number <= len(document):
                raise NotFound(f"Handlingen har ingen sida {number}.")
            page = document[number - 1]
            scale = width / page.get_width()
            image = page.render(scale=scale).to_pil().convert("RGBA")
            boxes = _boxes(page, quotes)
            height = page.get_height()
        finally:
            document.close()
    marked = _marked(
        image,
        [(x0 * scale, (height - y1) * scale, x1 * scale, (height - y0) * scale) for x0, y0, x1, y1 in boxes],
    )
    buffer = io.BytesIO()
    marked.convert("RGB").save(buffer, "PNG", optimize=False)
    return buffer.getvalue()


def _boxes(page: pypdfium2.PdfPage, quotes: Sequence[str]) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right, top, in points, of each line of each quote found on the page."""
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    folded, places = _folded(text)
    boxes: list[tuple[float, float, float, float]] = []
    for quote in quotes:
        wanted, _ = _folded(quote)
        at = folded.find(wanted) if wanted else -1
        if at < 0:
            continue
        first, last = places[at], places[at + len(wanted) - 1]
        count = textpage.count_rects(first, last - first + 1)
        boxes.extend(textpage.get_rect(i) for i in range(count))
    return boxes


def _folded(text: str) -> tuple[str, list[int]]:
    """Letters and digits only, lower case, with the place of each in `text`."""
    places = [match.start() for match in re.finditer(r"[^\W_]", text)]
    return "".join(text[place].lower()[:1] for place in places), places


def _marked(image: Image.Image, boxes: Sequence[tuple[float, float, float, float]]) -> Image.Image:
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for x0, y0, x1, y1 in boxes:
        pen.rectangle((x0 - 2, y0 - 2, x1 + 2, y1 + 2), fill=_MARK)
    return Image.alpha_composite(image, layer)
