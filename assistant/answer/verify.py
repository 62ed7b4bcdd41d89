"""Whether what an answer says stands in its sources, by rule.

A quote is verified when it equals the stored page text at its spans, white space and line-end hyphens folded. A
sentence is verified when it has such a quote, holds no number, date or dnr that its quotes, their labels and the
question lack, and its own ”…” stands in a quote. `evals` measures the same from outside. Sentences that a language model
worded are held to more (`faithful`).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Sequence

from assistant.schema import Citation, SpanOut, Support
from ingest.dates import parse_dates

_FIGURE = re.compile(r"\d[\d \u00a0]*(?:[.,:/-]\d+)*")
_COUNT = re.compile(
    r"^\d+(?= (?:paragraf(?:er)?|punkter)\b)|(?:^|\bvarav |\boch )\d+(?= (?:beslutande|(?:ordinarie )?ledamöter|(?:tjänstgörande )?ersättare|övriga deltagande)\b)"
)
_GROUP = re.compile(r"\d+")
_QUOTED = re.compile(r"”([^”]*)”")


def folded(text: str) -> str:
    """Letters and digits only, lower case: what is left when white space, hyphens and typography are folded."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def quote_holds(quote: str, spans: Sequence[SpanOut], page_text: Callable[[int], str | None]) -> bool:
    """Whether the quote stands at its spans."""
    found = []
    for span in spans:
        text = page_text(span.page)
        if text is None or not 0 <= span.start < span.end <= len(text):
            return False
        found.append(text[span.start : span.end])
    return bool(spans) and folded("".join(found)) == folded(quote)


def figures(text: str) -> set[str]:
    """Numbers of a text as digits, those of one digit left out (they number lists)."""
    return {digits for match in _FIGURE.findall(text) if len(digits := re.sub(r"\D", "", match)) > 1}


def unsupported_figures(text: str, citations: Sequence[Citation], question: str) -> set[str]:
    """Numbers of a sentence that neither its quotes and their labels nor the question hold, as digits.

    A date is held however it is written, also without the year that its document is from; a number where it stands so, or where each of its groups of digits does. The
    count before a list ('32 paragrafer …') or of those present ('42 ledamöter') is the register's own and needs no quote.
    """
    known = "\n".join((*map(_known_of, citations), question))
    rest = _COUNT.sub("", text)
    said = parse_dates(rest)
    for found in said:
        rest = rest[: found.start] + " " * (found.end - found.start) + rest[found.end :]
    unknown = {found.date for found in said} - _dates_of(citations, question)
    numbers = figures(known)
    groups = {group.lstrip("0") for group in _GROUP.findall(known)}
    return {f"{date:%Y%m%d}" for date in unknown} | {
        digits
        for match in _FIGURE.findall(rest)
        if len(digits := re.sub(r"\D", "", match)) > 1
        and digits not in numbers
        and not all(group.lstrip("0") in groups for group in _GROUP.findall(match))
    }


def _dates_of(citations: Sequence[Citation], question: str) -> set[dt.date]:
    """The dates of quotes, labels and question. One without year in a quote is of its document's year."""
    held = {found.date for found in parse_dates(question)}
    for citation in citations:
        year = int(citation.date[:4]) if citation.date else None
        held |= {found.date for found in parse_dates(_known_of(citation), year)}
    return held


def _known_of(citation: Citation) -> str:
    """What a citation lets a sentence say: its quote and its labels."""
    c = citation
    labels = (c.quote, c.section, c.dnr, c.date, c.page, c.page_label, c.title, c.body, c.kommun)
    return "\n".join(str(label) for label in labels if label is not None)


def quotations(text: str) -> list[str]:
    """What stands inside ”…” in a sentence, white space folded."""
    return [" ".join(words.split()) for words in _QUOTED.findall(text)]


def support(text: str, citations: Sequence[Citation], held: Sequence[bool], question: str) -> Support:
    """How a sentence is supported: by verified quotes wholly, in part, or not at all.

    `held`: for each citation, whether its quote was found. A sentence's own words in ”…” must stand in a quote.
    """
    if not citations or not any(held):
        return "none"
    if not all(held) or unsupported_figures(text, citations, question):
        return "partial"
    quotes = folded(" ".join(c.quote for c in citations))
    labels = folded(" ".join(f"{c.title} {c.section}" for c in citations))
    for words in _QUOTED.findall(text):
        bare = folded(words.removesuffix(" …"))
        if bare not in quotes and bare not in labels:
            return "partial"
    return "verified"
