"""One normal form for the text of every format, so that later stages meet one kind of blank, hyphen and line end."""

from __future__ import annotations

import re
import unicodedata

_MAP = {
    0x00AD: None,  # soft hyphen: the word is whole without it
    0x200B: None,
    0x200C: None,
    0x200D: None,
    0xFEFF: None,
    0x0000: None,
    0x00A0: " ",
    0x2007: " ",
    0x202F: " ",
    0x2009: " ",
    0x0009: "\t",
    0x000B: "\n",
    0x000C: "\n",
    0x0085: "\n",
    0x2028: "\n",
    0x2029: "\n",
    0xF0B7: "•",  # Symbol and Wingdings bullets as Word writes them to PDF
    0xF0A7: "•",
    0xF0D8: "•",
    0xF0FC: "•",
    0xF02D: "–",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
}
_LINE_END = re.compile(r"\r\n?")
_DIVIDED = re.compile(r"[\u0002\ufffe](?:\r?\n)?")
_UNPRINTABLE = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def normal(text: str) -> str:
    """`text` in NFC: line ends '\\n', odd blanks plain, soft hyphens gone, ligatures spelt out, bullets '•'.

    pdfium writes U+0002 or U+FFFE for the hyphen that ends a line, and swallows the line end: both come back.
    """
    text = _DIVIDED.sub("-\n", _LINE_END.sub("\n", text)).translate(_MAP)
    text = _SURROGATE.sub("\ufffd", _UNPRINTABLE.sub(" ", text))
    return unicodedata.normalize("NFC", text)
