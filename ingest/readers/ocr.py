"""Pictures of pages → text, by Tesseract with its Swedish data where they are installed.

Tesseract reads '§' as '&', '$' or '8'. It is mended at the start of a line only, where a number follows that opens a
paragraph: alone on the line, followed by a dnr or by a word with a capital ('& 110 2026.280 KS' → '§ 110 2026.280 KS',
but '8 110 kronor' stays), and between 'kap.' and a number.

Words that Tesseract doubts are left out, so is big doubtful lettering (a logotype), and all of a page with fewer than
three sure words (a photograph).
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from statistics import mean, median

from PIL import Image

from ingest.readers.normal import normal

DPI = 300
LANGUAGE = "swe"
ADVICE = "Installera Tesseract med svenska (paketet tesseract-ocr-swe) och läs in filen igen."

_SECONDS = 120
_DOUBTFUL, _SURE, _PAGE_CONFIDENCE = 35.0, 80.0, 55.0
_BIG = 1.4
_FEWEST_WORDS = 3
_DNR = r"(?:[A-ZÅÄÖ]{2,5}[ ./-]?\d{2,4}[/:]\d{1,6}|\d{4}[.-]\d{1,6}(?:\s*[A-ZÅÄÖ]{2,5})?)"
_SIGN = re.compile(
    rf"^(?:[&$]{{1,2}}|8(?=[ ]))[ ]?(?=\d{{1,3}}(?:[ ]*$|[ ]+{_DNR}|[ ]+[A-ZÅÄÖ][a-zåäö]))"
    r"|(?<=\bkap\. )(?:[&$]{1,2}|8)[ ]?(?=\d{1,3}\b)",
    re.MULTILINE,
)


@cache
def available() -> bool:
    """Whether Tesseract and its Swedish data are on this machine."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    listed = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False
    )
    return LANGUAGE in listed.stdout.split()


def recognise(picture: Image.Image) -> str:
    """The text on `picture` (rendered at DPI), line by line, blocks parted by a blank line.

    '' where Tesseract fails or is too unsure of what it sees, as on a photograph.
    """
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    command = ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(DPI), "--psm", "3", "tsv"]
    try:
        done = subprocess.run(
            command,
            input=buffer.getvalue(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.SubprocessError, OSError):
        return ""
    return mend(normal(_lines(done.stdout.decode("utf-8", errors="replace"))))


def mend(text: str) -> str:
    """`text` with '§' put back where a paragraph's number shows that one was misread (module docstring)."""
    return _SIGN.sub("§ ", text)


def _lines(table: str) -> str:
    """Tesseract's table of words as text, line by line; '' where what it is sure of is no text."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = [_Word.of(row) for row in rows if row["level"] == "5" and (row["text"] or "").strip()]
    if not words or mean(word.confidence for word in words) < _PAGE_CONFIDENCE:
        return ""
    height = median(word.height for word in words)
    kept = [word for word in words if word.certain(height)]
    if (
        sum(word.confidence >= _SURE and sum(map(str.isalpha, word.text)) >= 3 for word in kept)
        < _FEWEST_WORDS
    ):
        return ""
    text, last = "", ("", "", "")
    for word in kept:
        if text:
            text += " " if word.place == last else "\n" if word.place[:2] == last[:2] else "\n\n"
        text += word.text
        last = word.place
    return text


@dataclass(frozen=True, slots=True)
class _Word:
    """One word that Tesseract sees: `place` is block, paragraph and line, `height` in pixels, `confidence` 0–100."""

    text: str
    place: tuple[str, str, str]
    height: int
    confidence: float

    @classmethod
    def of(cls, row: dict[str, str]) -> _Word:
        place = (row["block_num"], row["par_num"], row["line_num"])
        return cls(row["text"].strip(), place, int(row["height"]), float(row["conf"]))

    def certain(self, height: float) -> bool:
        """Whether the word is kept; big letters that are hard to read belong to a logotype."""
        return self.confidence >= (_SURE if self.height > _BIG * height else _DOUBTFUL)
