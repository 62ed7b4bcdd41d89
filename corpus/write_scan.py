"""A scanned page: the text drawn as a picture, a little askew and noisy, in a PDF without any text layer."""

from __future__ import annotations

import io
import random
from pathlib import Path

import reportlab
from layout import SANS, Style, wrap
from markup import BlockKind, Source
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

DPI = 150
SIZE = (1240, 1754)
FONTS = Path(reportlab.__file__).parent / "fonts"


def scan_bytes(source: Source) -> bytes:
    """The source as a PDF whose only page is a picture (one page of text at most)."""
    picture = io.BytesIO()
    _noisy(_drawn(source)).save(picture, "JPEG", quality=42, dpi=(DPI, DPI))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=0)
    canvas.setTitle(source.get("title"))
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _drawn(source: Source) -> Image.Image:
    """The text in black on white."""
    image = Image.new("L", SIZE, 250)
    draw = ImageDraw.Draw(image)
    style = Style(SANS, 24, 36)
    y = 150
    for text, bold in _texts(source):
        font = ImageFont.truetype(FONTS / ("VeraBd.ttf" if bold else "Vera.ttf"), 26 if bold else 24)
        for line in wrap(text, 840, style, divide=False):
            draw.text((150, y), line, fill=30, font=font)
            y += 37
        y += 17
    return image


def _texts(source: Source) -> list[tuple[str, bool]]:
    """What is drawn, each with whether it is bold."""
    texts = [(source.get("title"), True), *((line, False) for line in source.all("subtitle"))]
    for block in source.blocks:
        bold = block.kind in (BlockKind.SECTION, BlockKind.HEADING)
        mark = "- " if block.kind in (BlockKind.BULLET, BlockKind.DASH) else ""
        texts.append((mark + block.text, bold))
    return texts


def _noisy(image: Image.Image) -> Image.Image:
    """As from a scanner: turned by a third of a degree, with specks."""
    turned = image.rotate(0.35, resample=Image.Resampling.BILINEAR, fillcolor=250)
    chance = random.Random(20241114)
    pixels = turned.load()
    for _ in range(2600):
        x, y = chance.randrange(SIZE[0]), chance.randrange(SIZE[1])
        pixels[x, y] = chance.choice((120, 170, 205))
    return turned
