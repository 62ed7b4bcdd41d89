"""Plain text and Markdown → pages. The encoding is found, line ends are made one, form feeds part pages."""

from __future__ import annotations

import re

from ingest.errors import EmptyFile, UnsupportedFormat
from ingest.model import Heading, Page, Reading, Span
from ingest.readers.normal import normal

_MARKDOWN_HEADING = re.compile(r"^(#{1,6})[ \t]+(\S.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_UTF16_SAMPLE = 4096
_CONTROL_SHARE = 0.02


def read_text(data: bytes, *, name: str, markdown: bool = False) -> Reading:
    """The text in `data` as one page, or as one page per form feed.

    Raises EmptyFile without any letter or digit, UnsupportedFormat where the bytes are not text.
    """
    text = decode(data, name=name)
    parts = text.strip("\f").split("\f")
    pages = tuple(Page(number, normal(part)) for number, part in enumerate(parts, start=1))
    if not any(character.isalnum() for page in pages for character in page.text):
        raise EmptyFile(name, "Filen innehåller ingen text.", "Kontrollera att rätt fil valdes.")
    headings = _headings(pages) if markdown else ()
    title = _title(pages, headings)
    return Reading("md" if markdown else "txt", pages, len(pages) > 1, title, headings)


def decode(data: bytes, *, name: str) -> str:
    """`data` as text: by byte order mark, else UTF-8, else UTF-16 without a mark, else Windows-1252."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\0" in data[:_UTF16_SAMPLE]:
        return _decode_utf16(data, name=name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    controls = sum(character < " " and character not in "\t\n\r\f\v" for character in text)
    if controls > _CONTROL_SHARE * len(text):
        raise _not_text(name)
    return text


def _decode_utf16(data: bytes, *, name: str) -> str:
    """Text with NUL bytes: UTF-16 where they stand on one side of each pair only, else no text at all."""
    sample = data[:_UTF16_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) // 8 or min(even, odd) > max(even, odd) // 8:
        raise _not_text(name)
    return data.decode("utf-16-be" if even > odd else "utf-16-le", errors="replace")


def _not_text(name: str) -> UnsupportedFormat:
    return UnsupportedFormat(
        name,
        "Innehållet är inte text, trots filnamnet.",
        "Kontrollera filen och spara om den som .docx eller PDF.",
    )


def _headings(pages: tuple[Page, ...]) -> tuple[Heading, ...]:
    """Markdown's '#' headings; the span holds the heading's words without the marks."""
    return tuple(
        Heading(Span(page.number, match.start(2), match.end(2)), len(match.group(1)))
        for page in pages
        for match in _MARKDOWN_HEADING.finditer(page.text)
    )


def _title(pages: tuple[Page, ...], headings: tuple[Heading, ...]) -> str | None:
    """The first heading of the top level, None where there is none."""
    for heading in headings:
        if heading.level == 1:
            return pages[heading.span.page - 1].text[heading.span.start : heading.span.end]
    return None
