"""Text made ready for exact keys: one sort of blank, dash and digit, and nothing left that must give no key.

Personal and organisations' numbers, telephone numbers, times and addresses on the web are taken out.
"""

from __future__ import annotations

import re
import unicodedata

from ingest.dates import parse_dates
from ingest.laws import law_places

GONE = "¦"
"""Stands where something was taken out; nothing reads across it."""

_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_DASH = re.compile("[‐‑‒–—―−﹣－]")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_MARKED = re.compile("[\u0300-\u036f]")
_FIGURES = re.compile(r"[\d§]+")
_AROUND = 40
"""How far from a figure a word may stand that says what it counts; twice this covers a section and its law."""
_LAW_NAME = 120
_MAYBE_ADDRESS = re.compile(r"[wW]{3}\.|://|@")
_MAYBE_TELEPHONE = re.compile(r"0\d|\+\d|[tT]el|[tT]fn|[mM]obil|[gG]iro|[bB][gG]\b|[pP][gG]\b|[fF]ax|[oO]rg")
_NUMBERED = re.compile(
    r"0(?<![\w.,:/-].)\d|\+\d\d|[tT](?:[eE][lL]|[fF][nN])|[mM][oO][bB]|[fF][aA][xX]|[bBpP](?:[gG]|[lL][uU][sSſ]|[aA][nN][kK\u212a])|[oO][rR][gG]"
)
"""What every telephone number has, some of it: 'tel', 'plusgiro', or a nought that nothing stands before."""

_SECRET = re.compile(
    r"\d(?<!\d\d)(?:"
    r"\d(?:\d\d)?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])\s?[-+]?\s?[\dxX*]{2}\s?[\dxX*]{2}"
    r"|\d(?:\d\d)?[-./ ]?\d\d[-./ ]?\d\d\s?[-+]\s?[\dxX*]{4}"
    r"|\d{5}(?:\d\d)?-\d{4}"
    r"|\d{12,}"
    r")(?![\dxX*]|-\d)"
)
"""Personal and organisations' numbers, also half masked ('850312-XXXX'), and runs of digits that mean nothing. Here and below
the lookbehind stands after the first letter: a pattern that begins with a letter is searched for many times faster."""
_TELEPHONE = re.compile(
    r"(?<![\w.,:/-])(?:\+\d{2}\s?(?:\(0\)\s?)?|0)\d{1,3}(?:\s?[-/]\s?(?:\d{5,8}|\d{2,3}(?:\s?\d{2,3}){1,3})|(?:\s\d{2,3}){2,4})(?!\d)"
    r"|\b(?:tel|tfn|telefon|telefonnummer|mobil|mobilnummer|fax|bankgiro|bg|plusgiro|pg|org\.?\s?nr)\b[.:]?\s?(?:nr[.:]?\s?)?"
    r"\+?\d(?:[ -]{0,3}\d){6,14}",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|\bwww\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\S+", re.IGNORECASE)
_CLOCK = re.compile(
    r"[kK](?<!\w.)l(?:ockan)?\b\.?\s?\d{1,2}(?:[.:]\d\d)?(?:\s?-\s?\d{1,2}(?:[.:]\d\d)?)?(?!\d| ?kap)"
)
_HOURS = re.compile(
    r"\d(?<![\d.:].)\d?(?:[.:][0-5]\d\s?-\s?(?:[01]?\d|2[0-4])[.:][0-5]\d|:0\d)(?![\d.:])",
)
_ODD_DATE = re.compile(
    r"(?<![\w./-])(?:(?P<d1>\d{1,2})(?P<sep>[./])(?P<m1>\d{1,2})(?:(?P=sep)|-|\s?-)(?P<y1>(?:19|20)?\d\d)"
    r"|(?P<y2>(?:19|20)\d\d)/(?P<m2>0[1-9]|1[0-2])/(?P<d2>0[1-9]|[12]\d|3[01]))(?![\w/]|[.-]\d)"
)
_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d-?\d\d-?\d\d)-(?=(?:19|20)\d\d-?\d\d-?\d\d(?!\d))")


def readable(text: str) -> str:
    """What of a text can give a key: the surroundings of figures and of laws' names, with one sort of blank, dash and
    digit, without what must give no key."""
    text = _condensed(" ".join(_INVISIBLE.sub("", composed(text)).split()))
    if not text.isascii():
        text = _DASH.sub("-", text)
        text = _OTHER_DIGIT.sub(lambda digit: str(int(digit[0])), text)
    if _MAYBE_ADDRESS.search(text):
        text = _ADDRESS.sub(GONE, text)
    text = _SECRET.sub(GONE, text)
    if _NUMBERED.search(text) and _MAYBE_TELEPHONE.search(text):
        text = _TELEPHONE.sub(GONE, text)
    text = _HOURS.sub(GONE, _CLOCK.sub(GONE, text))
    return _ODD_DATE.sub(_iso, _RANGE.sub(r"\1 ", text))


def composed(text: str) -> str:
    """The text with its letters composed (a + ring → å), word by word: a long run of marks would take NFC for ever."""
    if not _MARKED.search(text):
        return text
    return re.sub(r"\S{1,256}", lambda word: unicodedata.normalize("NFC", word[0]), text)


def _condensed(text: str) -> str:
    """The surroundings of the text's figures and of what may be a law's name, in order."""
    places = [(match.start() - _AROUND, match.end() + _AROUND) for match in _FIGURES.finditer(text)]
    places += [(place - _AROUND, place + _LAW_NAME) for place in law_places(text)]
    pieces: list[str] = []
    done = 0
    for start, end in sorted(places):
        if start > done:
            pieces.append(GONE)
        if end > done:
            pieces.append(text[max(start, done) : end])
            done = end
    return "".join(pieces)


def _iso(match: re.Match[str]) -> str:
    """'14.3.2025', '14/3-25', '2025/03/14' as '2025-3-14'; what is no date stays."""
    part = "1" if match["d1"] else "2"
    year, month, day = match[f"y{part}"], match[f"m{part}"], match[f"d{part}"]
    if match["sep"] == "." and len(year) == 2:  # '4.1.12' is a heading's number
        return match[0]
    written = f"{year if len(year) == 4 else f'20{year}'}-{int(month)}-{int(day)}"
    return written if parse_dates(written) else match[0]
