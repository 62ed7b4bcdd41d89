"""What running headers and footers of Swedish minutes are made of: form words, bodies, dates, page marks, paths."""

from __future__ import annotations

import re

_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_DATE = re.compile(rf"\b(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?)\b", re.IGNORECASE)
_MARK = re.compile(
    r"\b(?:sida|sidan|sidnr|sid\.?|s\.|blad|page)\s*(?P<named>\d{1,4})(?:\s*(?:av|of|/)\s*\d{1,4}|\s*\(\s*\d{1,4}\s*\))?(?!\w)"
    r"|(?<![\w/.,-])(?P<number>\d{1,4})\s?\(\s?(?P<total>\d{1,4})\s?\)(?!\w)",
    re.IGNORECASE,
)
_KOMMUN = re.compile(r"\b[A-ZÅÄÖ][\w-]*(?: [A-ZÅÄÖ][\w-]*)? (?:[Kk]ommun|KOMMUN|[Ss]tad|STAD)\b|\bKOMMUN\b")
_MINUTES = re.compile(r"\b(?:sammanträdes)?protokoll(?:sutdrag)?\b|\butdrag ur protokoll\b", re.IGNORECASE)
_FORM = re.compile(
    r"\b(?:sammanträdesdatum|sammanträdesdag|mötesdatum|sammanträde|datum|sida|sid|sidnr|blad|nr|utdragsbestyrkande|"
    r"justera(?:nde|re)n?s?|justering\w*|sign|signaturer|signatur|expediering|expedierat?|bestyrks|"
    r"protokollsjusteraren?s?|ordföranden?s?|sekreteraren?s?)\b",
    re.IGNORECASE,
)
_BODY_END = re.compile(
    r".*(?:fullmäktiges?|styrelsen?s?|nämnd(?:en)?s?|utskotte?t?s?|beredning(?:en)?s?|förbunde?t?s?|direktion(?:en)?s?|"
    r"råde?t?s?|presidie?u?m?t?s?|delegation(?:en)?s?)",
    re.IGNORECASE,
)
_LONGEST_BODY, _MOST_WORDS = 70, 7
_LONGEST_HEADER = 120
_SIGNING = frozenset({"form", "mark"})
_NOTHING = frozenset({"nothing"})
_NO_BODY = re.compile(
    r"\b(?:beslut\w*|förslag\w*|till|från|val|yttrande\w*|information|svar|ärende\w*|ledamot|ersättare)\b",
    re.IGNORECASE,
)
_FILLER = re.compile(r"[\s|·:,;()/.–—_-]+")
_ALWAYS = re.compile(
    r"(?:juster(?:a\w*|ing)\s*\(?\s*sign\w*\.?\s*\)?\s*)+(?:utdragsbestyrk\w*)?\s*(?:expedier\w*)?"
    r"|utdragsbestyrkande\s*(?:expedier\w*)?"
    r"|paragrafen är justerad\.?"
    r"|(?:[a-z]:|\\)\\\S.*"
    r"|(?:[._…]\s*){5,}"
    r"|(?:comfact signature|penneo dokumentnyckel|signerat dokument|dokument-?id|transaktion(?:snummer)?)\W+.*\d{5,}.*",
    re.IGNORECASE,
)
PROTECTED = re.compile(
    r"§|\b(?:beslut|förslag)\b|^(?:[•▪◦●○■□·*–—-]|\d{1,2}[.)]\s)|"
    r"^(?:yrkande|reservation|bakgrund|ärendebeskrivning|sammanfattning|beredning|yttrande|ekonomi|"
    r"underlag|handlingar|beslutsunderlag|tidsbegränsning|proposition|votering|omröstning|jäv|ajournering|expedier|delges|"
    r"kopia|motivering|bilag|skickas|konsekvens)|skickas till",
    re.IGNORECASE,
)
"""Lines that repetition alone never makes furniture: §, bullets, a paragraph's own headings."""

RECIPIENTS = re.compile(r"^(?:expedier|delges|kopia till)|skickas till", re.IGNORECASE)
"""Headings above a list of recipients, which often repeats at the foot of pages and must stay."""


def is_furniture(text: str) -> bool:
    """Whether a line can be nothing but furniture, wherever on the page it stands."""
    match = _MARK.fullmatch(text)
    if _ALWAYS.fullmatch(text) or (match and _in_range(match)):
        return True
    return "sign" in text.casefold() and (header_kinds(text) or _NOTHING) <= _SIGNING


def without_mark(text: str, page: int) -> str:
    """`text` with the page mark that opens or ends it replaced by how far it is from `page`: so footers compare."""
    match = next(
        (found for found in _MARK.finditer(text) if found.start() == 0 or found.end() == len(text)), None
    )
    if not match or not _in_range(match):
        return text
    number = int(match["named"] or match["number"])
    return f"{text[: match.start()]}#{number - page}{text[match.end() :]}"


def printed_mark(text: str) -> str | None:
    """The page number that a header or footer line prints: '13' of 'PROTOKOLL 13(35)', '2' of 'Sida 2 av 2'."""
    for match in _MARK.finditer(text):
        if _in_range(match):
            return match["named"] or match["number"]
    return None


def header_kinds(text: str) -> frozenset[str] | None:
    """What a line is made of, if of nothing but header matter: some of 'minutes', 'body', 'kommun', 'date', 'mark',
    'form'; None where it holds anything else."""
    if len(text) > _LONGEST_HEADER:
        return None
    kinds = set()
    rest = text
    for kind, rule in (
        ("mark", _MARK),
        ("date", _DATE),
        ("minutes", _MINUTES),
        ("kommun", _KOMMUN),
        ("form", _FORM),
    ):
        found = rule.sub(" ", rest)
        if found != rest:
            kinds.add(kind)
            rest = found
    rest = _FILLER.sub(" ", rest).strip()
    if rest and is_body(rest):
        kinds.add("body")
        rest = ""
    return frozenset(kinds) if kinds and not rest else None


def is_body(text: str) -> bool:
    """Whether `text` reads as the name of a deciding body: 'Kommunstyrelsens arbetsutskott', 'Tekniska nämnden'."""
    words = text.split()
    if len(text) > _LONGEST_BODY or not 0 < len(words) <= _MOST_WORDS or not text[0].isupper():
        return False
    named = _BODY_END.fullmatch(words[-1]) or (words[1:2] == ["för"] and _BODY_END.fullmatch(words[0]))
    return bool(named) and not _NO_BODY.search(text)


def _in_range(match: re.Match[str]) -> bool:
    """'13(35)' counts pages, '50(30)' does not."""
    return match["total"] is None or 0 < int(match["number"]) <= int(match["total"])
