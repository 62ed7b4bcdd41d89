"""Small operations on printed lines that several parts of the reading of minutes share."""

from __future__ import annotations

import re

from ingest.text import Line

_SIGN = re.compile(
    r"^(?:[•▪◦●○■□·*–−—-]|[\uf0a7\uf0b7\uf02d\uf0d8\uf0fc]|o(?=\s)|\(?\d{1,2}[.)](?=\s|$)|[a-zåäö][.)](?=\s))\s*"
)
_RULER = re.compile(r"^[\s\-–—_=*.…]{4,}$")


def part(line: Line, start: int, end: int | None = None) -> Line:
    """Characters `start` to `end` of a line as a line of its own, blanks at its ends left out."""
    text = line.text[start:end]
    lead = len(text) - len(text.lstrip())
    bare = text.strip()
    first = line.start + start + lead
    return Line(bare, line.page, first, first + len(bare), line.gap)


def sign(text: str) -> str:
    """The bullet, dash, number or letter that a list item opens with, blanks after it included; '' for none."""
    match = _SIGN.match(text)
    return match.group(0) if match else ""


def sign_class(text: str) -> str:
    """What sort of list item a line opens: 'number', 'letter', the bullet itself, '' for none."""
    found = sign(text).strip().lstrip("(")
    if not found:
        return ""
    if found[0].isdigit():
        return "number"
    if found[0].isalpha() and len(found) > 1:
        return "letter"
    return "dash" if found in "–−—-" else found


def is_ruler(text: str) -> bool:
    """Whether a line is only drawn: dashes, dots, underscores."""
    return bool(_RULER.match(text))


def ends_sentence(text: str) -> bool:
    """Whether a line closes a sentence."""
    return text.rstrip(" ”\"')").endswith((".", "!", "?"))


def starts_block(previous: Line, line: Line) -> bool:
    """Whether a line without bullet begins a new block: set apart and after a closed sentence."""
    return line.gap > 0 and ends_sentence(previous.text) and line.text[:1].isupper()


def folded(text: str) -> str:
    """Text for comparison: letters and digits only, lower case."""
    return "".join(char for char in text.casefold() if char.isalnum())
