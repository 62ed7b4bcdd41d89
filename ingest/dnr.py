"""Diarienummer: finding them in text and bringing every way of writing them to one key, 'KS-2025-205'."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_ORGAN = r"[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,6}"
_TAIL = r"(?:[-.:]\d{1,4}(?:\.\d{1,3}){0,4}|\s\d{3}(?!\s?\d))?"
_FORMS = (
    r"(?P<y1>(?:19|20)\d\d)\.(?P<n1>\d{1,6})\s?(?P<o1>[A-ZÅÄÖ]{1,6})(?:-\d{1,4})?",
    rf"(?P<o2>{_ORGAN})\s?[-./]?\s?(?P<y2>(?:19|20)\d\d)\s?[-/:.]\s?(?P<n2>\d{{1,6}}){_TAIL}",
    rf"(?P<o3>{_ORGAN})\s?[-./]?\s?(?P<y3>\d\d)[/:](?P<n3>\d{{1,6}}){_TAIL}",
    rf"(?P<o4>{_ORGAN})[-\s](?P<n4>\d{{1,5}})/(?P<y4>(?:19|20)\d\d)",
    r"(?P<y5>(?:19|20)\d\d)[-/\s]?(?P<o5>[A-ZÅÄÖ]{2,6})[-/\s]?(?P<n5>\d{1,6})",
    rf"(?P<y6>(?:19|20)\d\d)[-/:.](?P<n6>\d{{1,6}}){_TAIL}",
    r"(?P<n7>\d{1,5})/(?P<y7>(?:19|20)?\d\d)",
    r"(?P<o8>[A-ZÅÄÖ])(?P<y8>(?:19|20)\d\d)-(?P<n8>\d{2,4}-\d{3,6})",
)
_EXACT = {number: re.compile(form, re.IGNORECASE) for number, form in enumerate(_FORMS, 1)}
_LABEL = re.compile(
    r"^(?:(?:dnr|d\.nr|diarie(?:nummer|nr)?|diarienr|ärende(?:nummer|nr)|ärendenr|ärende-?id|dossié?|ref\.?nr)\b\.?\s*:?\s*)",
    re.IGNORECASE,
)
_NO_ORGAN = re.compile(
    r"^(?:[a-zåäö-]*fs|sou|ds|prop|bet|rskr|dir|skr|nja|rå|hfd|möd|eu|eg|år|kl|nr|dnr|sid|sida|vt|ht|kap|"
    r"januari|februari|mars|april|maj|juni|juli|augusti|septem\w*|oktober|novem\w*|decem\w*|budget|vision|plan|"
    r"strategi|läsår\w*|den|och|till|från|mellan|under|i|av|om|för|per|ca|bilaga|punkt|av|samt|st|lag|tkr|mnkr|kr|"
    r"punkten|kapitel|version|antal|enligt|ramar|mål|agenda)$",
    re.IGNORECASE,
)
_FOUND = re.compile(
    rf"(?<![\w§/.:-])(?:{'|'.join(f'(?:{form})' for form in (_FORMS[7], _FORMS[0], *_FORMS[1:4], _FORMS[4]))})(?![\w/])",
)
_LABELLED = re.compile(
    rf"(?:dnr|diarienummer|diarienr|ärendenummer|ärendenr)\b\.?\s*:?\s*"
    rf"(?P<raw>(?:{_ORGAN}[\s/.-]{{0,2}})?\d{{1,6}}[-/:.\s]\s?[\dA-ZÅÄÖ]{{1,8}}(?:\s[A-ZÅÄÖ]{{2,6}}\b)?{_TAIL})",
    re.IGNORECASE,
)


_MAYBE_FOUND = re.compile(r"[12\d](?:(?<=[12])[09]\d\d|\d[/:]\d)")
"""What every dnr has: a year, or two figures, a stroke and a figure. Cheap to look for, as is that which labels one."""

_MAYBE_LABELLED = re.compile("[nN](?:[rR]|[uU][mM])")


@dataclass(frozen=True, slots=True)
class FoundDnr:
    """A diarienummer as printed in a text, from `start` to `end`, and its key."""

    raw: str
    key: str
    start: int
    end: int


def unlabelled(raw: str) -> str:
    """The number without 'Dnr', 'Diarienummer' or brackets around it."""
    bare = raw.strip().strip("()[]").strip()
    return _LABEL.sub("", bare).strip(" :;,")


def _year(digits: str) -> int:
    """Four-digit year; two digits are 1980–2079."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return 1900 + year if year >= 80 else 2000 + year


def _number(digits: str) -> str:
    return "-".join(str(int(part)) for part in digits.split("-"))


def dnr_key(raw: str, default_body: str | None = None) -> str | None:
    """The key '<organ>-<year>-<number>' of a diarienummer as printed; None where `raw` is none.

    `default_body`: the organ of numbers that name none ('2016-000003'). Dates, SFS numbers ('2018:585', 'TSFS 2024:57'),
    ranges of years and project codes give None.
    """
    labelled = bool(_LABEL.match(raw.strip().strip("()[] ")))
    bare = unlabelled(raw)
    for number in (8, 1, 2, 3, 4, 5, 6, 7):
        match = _EXACT[number].fullmatch(bare)
        if match and (key := _key(match, str(number), labelled, default_body)):
            return key
    return None


def typed_key(typed: str) -> str | None:
    """The key of a diarienummer as somebody typed it: 'ks 25/205' → 'KS-2025-205'; None where it is none."""
    return dnr_key(typed) or dnr_key(typed.upper())


def _key(match: re.Match[str], part: str, labelled: bool, default_body: str | None) -> str | None:
    year, number = match[f"y{part}"], match[f"n{part}"]
    organ = match[f"o{part}"] if part not in "67" else None
    if organ is None:
        if not labelled and (":" in match[0] or (part == "7" and len(year) == 2)):
            return None
        if part == "7" and not labelled:
            return None
        organ = default_body
    if not organ or _NO_ORGAN.match(organ):
        return None
    if organ != default_body and not labelled and not organ.isupper() and len(organ) > 3:
        return None
    if part in "26" and _looks_like_years_or_date(match[0], year, number):
        return None
    return f"{organ.upper()}-{_year(year)}-{_number(number)}"


def _looks_like_years_or_date(text: str, year: str, number: str) -> bool:
    """'2024-2027', '2025-02', '2025-02-25' after a word are a range of years or a date."""
    if re.search(r"(?:19|20)\d\d[-.](?:0[1-9]|1[0-2])(?:[-.](?:0[1-9]|[12]\d|3[01]))$", text):
        return True
    years = len(number) == 4 and number[:2] in {"19", "20"} and int(number) > int(year)
    return years and bool(re.search(r"\d\s?[-–]\s?\d", text)) and "/" not in text


def find_dnrs(text: str, default_body: str | None = None) -> tuple[FoundDnr, ...]:
    """Every diarienummer of a running text; one without organ counts only after 'dnr' or 'diarienummer'."""
    labelled: list[FoundDnr] = []
    for match in _LABELLED.finditer(text) if _MAYBE_LABELLED.search(text) else ():
        key = dnr_key("dnr " + match["raw"], default_body)
        if key:
            labelled.append(FoundDnr(match["raw"], key, match.start("raw"), match.end("raw")))
    found = list(labelled)
    ends = [dnr.end for dnr in labelled]
    for match in _FOUND.finditer(text) if _MAYBE_FOUND.search(text) else ():
        after = bisect_right(ends, match.start())
        if after < len(labelled) and labelled[after].start < match.end():
            continue
        key = dnr_key(match[0], default_body)
        if key:
            found.append(FoundDnr(match[0], key, match.start(), match.end()))
    return tuple(sorted(found, key=lambda dnr: dnr.start))
