"""Which of two extractions of a PDF page is kept: pypdf's, unless pdfium's is better by a stated rule.

The rule: pdfium's text is taken where

1. pypdf has no letter and pdfium has, or pypdf has less than three quarters of pdfium's letters and digits; or
2. pdfium has at least a fifth more words on a page of twenty or more (pypdf glued them together); or
3. pypdf's text is damaged and pdfium's is less damaged by at least one place for every 2,000 characters of the page.

Damage counts, each place once: replacement, private-use and control characters; '(cid:7)' and '/g23' instead of
letters; a word torn from its first letter by a line end ('T' + 'rafikförordningen') or by a blank ('m ed', 't ill');
four or more single letters in a row ('K o m m u n'); more than 45 letters in a row. What both texts have is no gain.
Otherwise pypdf is kept: its reading order follows the file's, which for minutes is the order written.
"""

from __future__ import annotations

import re

_BROKEN = re.compile(r"[\ufffd\ue000-\uf8ff\x01-\x08\x0e-\x1f]|\(cid:\d+\)|(?<!\w)/g\d+\b")
_TORN = re.compile(r"^[ \t]*[B-ZÄ][ \t]*\n[ \t]*[a-zåäöé]{3,}", re.MULTILINE)
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){4,}[^\W\d_](?!\w)")
_STRAY = re.compile(r"(?<!\S)[b-hj-np-zäé](?!\S)")
_GLUED = re.compile(r"[^\W\d_]{46,}")
_PLACES, _ENOUGH = 1 / 2000, 0.75
_MORE_WORDS, _WORDS = 1.2, 20


def signs(text: str) -> int:
    """How many letters and digits `text` holds."""
    return sum(map(str.isalnum, text))


def damage(text: str) -> int:
    """How many broken places `text` holds (module docstring)."""
    spaced = sum(len(match.group().split()) for match in _SPACED.finditer(text))
    return sum(len(rule.findall(text)) for rule in (_BROKEN, _TORN, _STRAY, _GLUED)) + spaced


def pdfium_is_better(pypdf: str, pdfium: str) -> bool:
    """Whether pdfium's extraction of a page is kept instead of pypdf's; both in normal form."""
    mine, other = signs(pypdf), signs(pdfium)
    if mine < _ENOUGH * other:
        return True
    if not other or other < _ENOUGH * mine:
        return False
    words = len(pdfium.split())
    if words >= _WORDS and words >= _MORE_WORDS * len(pypdf.split()):
        return True
    hurt = damage(pypdf)
    if not hurt:
        return False
    gain = hurt - damage(pdfium)
    return gain >= max(1, _PLACES * len(pypdf))
