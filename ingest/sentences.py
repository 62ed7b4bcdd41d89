"""Swedish text cut at sentence ends, for chunks and for answers alike."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.text import Text

_ABBREVIATIONS = """
t.ex bl.a dvs d.v.s kl nr fr.o.m t.o.m p.g.a s.k f.d ca c:a jfr resp inkl exkl kap mom art bil dnr ang avs enl tel sid
dr prof avd ev prop bet skr rskr f.n f.ö i.o.m m.h.a m.a.p m.t.p o.s.a st fr ex bl vol uppl jan febr feb apr aug sept
sep okt nov dec s p o m t a d v k f
"""
_ALSO_FINAL = "m.m m.fl osv o.s.v etc dyl o.d o.dyl e.d kr tkr mnkr mkr"

_NEVER_ENDS = frozenset(_ABBREVIATIONS.split())
"""Abbreviations (last full stop left out, lower case) after which a sentence goes on, whatever follows."""

_LOOK = 80
"""How many characters around a full stop tell what it closes."""

_CELL_WORDS = 4
_KEPT = 128
"""Passages whose sentences are kept: several kinds of facts are read off the sentences of one § right after each other."""

_MAY_END = frozenset(_ALSO_FINAL.split())
"""Abbreviations that also end sentences: a capital after them begins a new one."""

_END = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s)")
_PARTS_WORDS = frozenset("([\"”’'»/–")
"""What a word begins after, beside white space."""

_INITIAL = re.compile(r"(?:^|[\s(])(?:[A-ZÅÄÖ]\.?-?)?[A-ZÅÄÖ]$")
_OPENS = re.compile(r"[\"”’'»(\[–•-]*\s*(?:[A-ZÅÄÖÉÜ]|\d|§)")


@lru_cache(maxsize=_KEPT)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence of `text`, in order, white space left out.

    A line break always ends a sentence (in a `Text` it stands between list items, rows and paragraphs). A full stop
    does not after an abbreviation ('t.ex.', 'kap.', 'kl.'), an initial ('S.'), or the number of a list item.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        found.extend((start + first, start + last) for first, last in _of_line(line))
        start += len(line) + 1
    return tuple(found)


@lru_cache(maxsize=_KEPT)
def sentence_texts(text: Text) -> tuple[Text, ...]:
    """The sentences of a passage, each with its way back to the pages."""
    return tuple(text.slice(start, end) for start, end in sentences(text.value))


def _of_line(line: str) -> list[tuple[int, int]]:
    cuts = [match.end() for match in _END.finditer(line) if _ends(line, match)]
    if cuts and line[0].isalnum() and _is_cell(line[cuts[-1] :]):
        cuts.pop()
    found = []
    for first, last in zip([0, *cuts], [*cuts, len(line)], strict=True):
        part = line[first:last]
        if part.strip():
            found.append((first + len(part) - len(part.lstrip()), first + len(part.rstrip())))
    return found


def _is_cell(rest: str) -> bool:
    """Whether what a line ends in is no sentence but the last cells of a row: few words and nothing that closes them."""
    return 0 < len(rest.split()) <= _CELL_WORDS and rest.rstrip()[-1].isalnum()


def _ends(line: str, match: re.Match[str]) -> bool:
    """Whether the punctuation at `match` closes a sentence."""
    following = line[match.end() : match.end() + _LOOK].lstrip()
    if not _OPENS.match(following):
        return False
    if match.group()[0] != ".":
        return True
    lead = line[max(0, match.start() - _LOOK) : match.start()]
    word = _last_word(lead).lower()
    if word in _MAY_END:
        return following[:1].isalpha()
    if word in _NEVER_ENDS or _is_initial(lead):
        return False
    return not _is_item_number(line, match, word, following)


def _last_word(text: str) -> str:
    """What a text ends in, up to white space, a bracket, a quotation mark, a slash or a dash."""
    start = len(text)
    while start and text[start - 1] not in _PARTS_WORDS and not text[start - 1].isspace():
        start -= 1
    return text[start:]


def _is_initial(before: str) -> bool:
    """'S.' or 'L.-Å.': a capital letter alone."""
    return before[-1:].isupper() and bool(_INITIAL.search(before))


def _is_item_number(line: str, match: re.Match[str], word: str, following: str) -> bool:
    """'3. ' at the start of an item, or the ordinal of a date ('3. juni' has a small letter and never comes here)."""
    opens_line = not line[: match.start() - len(word)].strip(" •-–(")
    return bool(re.fullmatch(r"\d{1,2}(?:\.\d{1,2})*|[a-zåäö]", word)) and (
        opens_line or following[:1].isdigit()
    )
