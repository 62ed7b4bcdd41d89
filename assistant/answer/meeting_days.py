"""When a body meets, out of the § that lays down its meeting days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.answer.asking import Asking
from assistant.answer.statement import Composed, Quote, Statement, place, quoted
from assistant.question_words import LISTING_WORDS, Want
from ingest.dates import parse_dates
from ingest.sentences import sentence_texts
from ingest.stored import StoredParagraph
from ingest.text import Text

_ASKED = re.compile(
    r"\b(?:vilka (?:datum|dagar|dagor|tider)|när|vilket datum|vilken dag|hur många gånger|hur ofta|which (?:dates|days)|when)\b"
    r"[^?]*\b(?:möten?|mötena|sammanträd\w+|mötesd\w+|mötest\w+|ses|träffas|meet\w*)\b"
    r"|\b(?:sammanträdes|mötes)(?:plan|tider|dagar|dagor|datum|schema|kalender)\w*",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:sammanträdes|mötes)(?:plan|tid|dag(?!ordning)|datum|schema|kalender)\w*|\bsammanträden\s+(?:under\s+)?(?:år\s+)?20\d\d",
    re.IGNORECASE,
)
_FRAME = re.compile(r"(?:sammanträd|mötes|nästa|kommande|planera|ordinarie|ses\b|träffas)", re.IGNORECASE)
_ANY_YEAR = 2000
_LEAST_DAYS = 2


def meeting_days(asking: Asking) -> Composed | None:
    """The days laid down for the body and year asked about, as the § has them; None where none is asked for or found."""
    query = asking.query
    decided = query.asks(Want.DECISION, Want.MATTER)
    if query.dates or query.numbers or decided or not _ASKED.search(query.text) or _about_more(asking):
        return None
    everything = asking.kommun_filters
    plans = [
        p
        for p in asking.archive.catalogue.paragraphs(everything, with_sections=False)
        if _TITLE.search(p.title)
    ]
    if not plans:
        return None
    whole = asking.archive.catalogue.paragraphs(everything, ids=[p.id for p in plans])
    found = [(p, days) for p in whole if (days := list(_days(asking, p)))]
    if not found:
        return None
    paragraph, texts = max(found, key=lambda entry: (entry[0].level == "beslut", entry[0].date))
    passages = asking.passages_of([paragraph])
    if not passages:
        return None
    where = f"{place(passages[0])} ({paragraph.title})"
    said = [
        Statement(f"Enligt {where}: {quoted(text.value)}", (Quote(passages[0], text),)) for text in texts[:3]
    ]
    return Composed(tuple(said), paragraph.level)


def _about_more(asking: Asking) -> bool:
    words = (one.term.word for one in asking.weighed if one.term not in asking.query.body_terms)
    return any(not (w.isdigit() or w in LISTING_WORDS or _FRAME.match(w)) for w in words)


def _days(asking: Asking, paragraph: StoredParagraph) -> Iterator[Text]:
    """The sentences with several days of the year asked about, those that name the body first of all."""
    years = {str(year) for year in asking.query.years}
    texts = [text for section in paragraph.sections for text in sentence_texts(section.body)]
    lists = [t for t in texts if len(parse_dates(t.value, default_year=_ANY_YEAR)) >= _LEAST_DAYS]
    of_year = [t for t in lists if not years or any(y in f"{paragraph.title} {t.value}" for y in years)]
    naming = [t for t in of_year if _names(asking, t.value)]
    if naming:
        yield from naming
    elif not asking.query.bodies or _names(asking, paragraph.title) or _alone(asking, paragraph):
        yield from of_year


def _names(asking: Asking, text: str) -> bool:
    names: Iterable[str] = (
        name for body in asking.query.bodies for name in (body.name, body.key, *body.aliases)
    )
    return any(re.search(rf"\b{re.escape(name)}s?\b", text, re.IGNORECASE) for name in names)


def _alone(asking: Asking, paragraph: StoredParagraph) -> bool:
    """Whether the § is of the body asked about, which then needs no name."""
    return paragraph.body_key in {body.key for body in asking.query.bodies}
