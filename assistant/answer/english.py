"""English words for the remarks of ours that a question in English may get, refusals above all."""

from __future__ import annotations

import re

_WHOLE = {
    "Svaret finns inte i underlaget.": "The answer is not in the documents held here.",
    "Jag svarar på frågor om kommunens handlingar. Fråga till exempel vad ett organ beslutade i ett ärende.": (
        "I answer questions about the municipality's documents. Ask, for instance, what a body decided in a matter."
    ),
    "Frågan gäller inget som kommunens handlingar kan svara på.": (
        "The question is about nothing that the municipality's documents can answer."
    ),
    "Uppgifter om enskildas person lämnas inte ut här. Vänd dig till registrator.": (
        "Personal data about individuals is not given out here. Please turn to the registrar."
    ),
    "Frågan säger inte vad den gäller. Nämn ett ämne, ett ärende (dnr), en paragraf eller ett möte.": (
        "The question does not say what it is about. Name a subject, a matter (dnr), a paragraph or a meeting."
    ),
    "En mening vars citat inte kunde återfinnas i källan har utelämnats.": (
        "A sentence whose quote could not be found again in the source has been left out."
    ),
}
_FORMS = (
    (
        r"Svaret finns inte i underlaget\. Det som ligger närmast nämner inte (?P<what>.+)\.",
        "The answer is not in the documents held here. What comes nearest does not mention {what}.",
    ),
    (
        r"Frågan säger inte vilket möte eller ärende den gäller\. De senaste mötena i underlaget: (?P<what>.+)\.",
        "The question does not say which meeting or matter it is about. The latest meetings held here: {what}.",
    ),
    (
        r"§ (?P<number>\d+) finns i flera protokoll\. Vilken menar du\? (?P<what>.+)",
        "§ {number} is in several minutes. Which do you mean? {what}",
    ),
    (
        r"§ (?P<number>\d+) finns inte i underlaget\. Det som finns: (?P<what>.+)\.",
        "§ {number} is not held here. What is: {what}.",
    ),
    (
        r"Uppgiften framgår inte av (?P<place>.+); se bilagan(?P<which>.*), som inte finns i underlaget\.",
        "{place} does not say this; see the appendix{which}, which is not held here.",
    ),
    (r"Uppgiften framgår inte av (?P<place>.+)\.", "{place} does not say this."),
    (
        r"Det står i så fall i bilagan (?P<line>”.+”) till (?P<place>.+), som inte finns i underlaget\.",
        "If anywhere, it says so in the appendix {line} to {place}, which is not held here.",
    ),
    (
        r"(?P<body>.+)s beslut finns inte i underlaget\. Det som finns är att (?P<other>.+) har föreslagit: (?P<place>.+)\.",
        "The decision of {body} is not held here. What is held is a proposal by {other}: {place}.",
    ),
    (
        r"(?P<body>.+)s beslut finns inte i underlaget\."
        r" Det som finns är att (?P<other>.+) har behandlat ärendet: (?P<place>.+)\.",
        "The decision of {body} is not held here. What is held is that {other} dealt with the matter: {place}.",
    ),
    (
        r"(?P<body>.+)s beslut finns inte i underlaget\. Det som finns är (?P<place>.+)\.",
        "The decision of {body} is not held here. What is held is {place}.",
    ),
    (
        r"Protokoll från (?P<body>.+) finns inte i underlaget\. Det som finns: (?P<what>.+)\.",
        "Minutes of {body} are not held here. What is held: {what}.",
    ),
    (
        r"Protokoll från (?P<body>.+) finns inte i underlaget\. Inga protokoll från organet finns i underlaget\.",
        "Minutes of {body} are not held here, nor any other minutes of that body.",
    ),
    (
        r"Listan visar de (?P<count>\d+) första; avgränsa frågan för att se resten\.",
        "The list shows the first {count}; narrow the question to see the rest.",
    ),
)
_TAILS = (
    (
        r"Underlaget innehåller inga protokoll från (?P<what>[^.]+)\.",
        "There are no minutes here from {what}.",
    ),
    (
        r"Mötet nämns i (?P<what>[^.]+) och (?P<count>\d+) paragrafer till\.",
        "The meeting is named in {what} and {count} more.",
    ),
    (r"Mötet nämns i (?P<what>[^.]+)\.", "The meeting is named in {what}."),
    (
        r"Av (?P<body>\S+) (?P<year>\d{4}) finns inte (?P<what>[^.]+)\.",
        "Of {body} {year}, {what} are not held here.",
    ),
    (
        r"Den här delen av frågan besvaras inte: (?P<part>.+)\.",
        "This part of the question is not answered: {part}.",
    ),
    (
        r"Det senaste som finns från (?P<body>[^.]+) är från (?P<day>[\d-]+)\.",
        "The latest held from {body} is of {day}.",
    ),
)
"""Sentences that may stand alone or after another remark."""


def in_english(remark: str) -> str | None:
    """The remark in English; None where there are no words for it. What is quoted stays Swedish."""
    if remark in _WHOLE:
        return _WHOLE[remark]
    for pattern, form in _TAILS:
        alone = re.fullmatch(pattern, remark)
        if alone:
            return form.format(**alone.groupdict())
        tailed = re.fullmatch(rf"(?P<head>.+\.) {pattern}", remark)
        if tailed and (head := in_english(tailed["head"])):
            return f"{head} {form.format(**tailed.groupdict())}"
    for pattern, form in _FORMS:
        found = re.fullmatch(pattern, remark)
        if found:
            said = form.format(**found.groupdict()).replace("” eller ”", "” or ”")
            return said[:1].upper() + said[1:]
    return None
