"""Pictures of pages → text, by Tesseract with its Swedish data where they are installed.

Tesseract reads '§' as '&', '$' or '8'. It is mended at the start of a line only, where a number follows that opens a
paragraph: alone on the line, followed by a dnr or by a word with a capital ('& 110 2026.280 KS' → '§ 110 2026.280 KS',
but '8 110 kronor' stays).
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from functools import cache

from PIL import Image

from ingest.readers.normal import normal

DPI = 300
LANGUAGE = "swe"
ADVICE = "Installera Tesseract med svenska (paketet tesseract-ocr-swe) och läs in filen igen."

_SECONDS = 120
_CONFIDENCE = 35.0
_PAGE_CONFIDENCE = 55.0
_DNR = r"(?:[A-ZÅÄÖ]{2,5}[ ./-]?\d{2,4}[/:]\d{1,6}|\d{4}[.-]\d{1,6}(?:\s*[A-ZÅÄÖ]{2,5})?)"
_SIGN = re.compile(
    rf"^(?:[&$]{{1,2}}|8(?=[ ]))[ ]?(?=\d{{1,3}}(?:[ ]*$|[ ]+{_DNR}|[ ]+[A-ZÅÄÖ][a-zåäö]))", re.MULTILINE
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
    """Tesseract's table of words as text; words it is unsure of are left out, and all where most are."""
    rows = [
        row
        for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
        if _word(row)
    ]
    if not rows or sum(float(row["conf"]) for row in rows) / len(rows) < _PAGE_CONFIDENCE:
        return ""
    text, last = "", ("", "", "")
    for row in rows:
        if float(row["conf"]) < _CONFIDENCE:
            continue
        place = (row["block_num"], row["par_num"], row["line_num"])
        if text:
            text += " " if place == last else "\n" if place[:2] == last[:2] else "\n\n"
        text += row["text"].strip()
        last = place
    return text


def _word(row: dict[str, str]) -> bool:
    return row["level"] == "5" and bool((row["text"] or "").strip())
