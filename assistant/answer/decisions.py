"""What was decided, proposed or passed on, always with its level, in the paragraph's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.statement import Quote, Statement, quoted
from assistant.matching import Weighed, coverage
from assistant.retrieve import Passage
from ingest.blocks import concatenated
from ingest.model import Level, SectionKind
from ingest.stored import StoredParagraph, StoredPoint
from ingest.text import Text

_DECIDING = frozenset({SectionKind.BESLUT, SectionKind.FORSLAG})
_COUNCIL = "Kommunfullmäktige"
_LONGEST = 1_200
"""Characters of decision text shown; the quote of the citation always holds the whole."""

_OPENING = 300
"""Characters shown of a paragraph that decides nothing."""

_WITHOUT_OPINION = re.compile(r"utan (?:eget|något|egen)", re.IGNORECASE)
_ENGLISH_LEVEL = {
    Level.BESLUT: "decided",
    Level.FORSLAG: "proposed to",
    Level.OVERLAMNAT: "passed on the matter to",
    Level.INFORMATION: "only noted the information",
}
_ENGLISH_BODY = {
    "KF": "the municipal council",
    "KS": "the municipal executive board",
    "AU": "the general committee",
}
ENGLISH_OUTCOME = {
    "bifalls": "granted",
    "avslås": "rejected",
    "återremitteras": "sent back for more work",
    "bordläggs": "put off",
    "godkänns": "approved",
    "antas": "adopted",
    "fastställs": "adopted",
    "noteras": "noted",
    "antecknas": "noted",
    "läggs till handlingarna": "filed",
    "anses besvarad": "considered answered",
    "överlämnas": "passed on",
    "utses": "appointed",
    "beviljas": "granted",
    "utgår": "withdrawn",
    "revideras": "revised",
}


def decision_text(paragraph: StoredParagraph) -> Text:
    """The paragraph's whole decision as printed, headings between its parts included; empty where it has none."""
    found: list[Text] = []
    for section in paragraph.sections:
        if section.kind in _DECIDING:
            if found:
                found.append(section.heading_text)
            found.append(section.body)
    whole = concatenated(found)
    return whole or concatenated(point.text for point in paragraph.points)


def decision_statements(
    passage: Passage,
    weighed: Sequence[Weighed] = (),
    *,
    english: bool = False,
    brief: bool = False,
    longest: int = _LONGEST,
) -> list[Statement]:
    """One statement a level of the paragraph's decision; where it has none, one that says so and what it is about.

    `brief`: without date, § and title, after another statement has named them. `longest`: characters of it shown.
    """
    paragraph = passage.paragraph
    assert paragraph is not None
    whole = decision_text(paragraph)
    if not whole:
        return _without_decision(passage, english=english, brief=brief)
    quote = Quote(passage, whole)
    groups = _by_level(paragraph)
    shown = [(level, points, _shown(points, whole, weighed, longest)) for level, points in groups]
    return [
        _statement(paragraph, level, points, quote, words, english, brief) for level, points, words in shown
    ]


def _without_decision(passage: Passage, *, english: bool, brief: bool) -> list[Statement]:
    """That a paragraph has no point of decision, with how it begins; [] where it has no text either."""
    paragraph = passage.paragraph
    assert paragraph is not None
    opening = next((section.body for section in paragraph.sections if section.body), None)
    if opening is None:
        return []
    words = shortened(opening.value, _OPENING)
    place = f"{paragraph.body_key} {paragraph.date} § {paragraph.number}"
    where = "" if brief else f" {place} ({paragraph.title})"
    lead = f"{paragraph.body}{where}: " + (
        "no decision is recorded in the paragraph"
        if english
        else "något beslut är inte antecknat i paragrafen"
    )
    says = "It begins" if english else "Den börjar"
    quote = Quote(passage, opening.slice(0, len(words.removesuffix(" …"))))
    return [Statement(f"{lead}. {says}: {quoted(words)}", (quote,))]


def _by_level(paragraph: StoredParagraph) -> list[tuple[Level, list[StoredPoint]]]:
    groups: dict[Level, list[StoredPoint]] = {}
    for point in paragraph.points:
        groups.setdefault(Level(point.level), []).append(point)
    if paragraph.level != Level.BLANDAT and paragraph.points:
        return [(Level(paragraph.level), list(paragraph.points))]
    return list(groups.items()) or [(Level(paragraph.level), [])]


def _statement(
    paragraph: StoredParagraph,
    level: Level,
    points: Sequence[StoredPoint],
    quote: Quote,
    words: str,
    english: bool,
    brief: bool,
) -> Statement:
    next_body = next((point.next_body for point in points if point.next_body), paragraph.next_body)
    where = "" if brief else f" {paragraph.date} (§ {paragraph.number}{_dnr(paragraph)}, {paragraph.title})"
    frame = _english if english else _swedish
    result = _english_outcome(paragraph, level) if english else ""
    lead = frame(paragraph, level, next_body) + where + result
    text = f"{lead}: {words}"
    return Statement(text + _end(paragraph, level, next_body, english, text), (quote,))


def _swedish(paragraph: StoredParagraph, level: Level, next_body: str | None) -> str:
    receiver = _lower(next_body) if next_body else "nästa organ"
    match level:
        case Level.FORSLAG:
            return f"{paragraph.body} föreslog {receiver}"
        case Level.OVERLAMNAT:
            without = " utan eget yttrande" if _WITHOUT_OPINION.search(decision_text(paragraph).value) else ""
            return f"{paragraph.body} lämnade ärendet vidare till {receiver}{without}"
        case Level.INFORMATION:
            return f"{paragraph.body} fick information, inget annat beslutades"
        case _:
            return f"{paragraph.body} beslutade"


def _english(paragraph: StoredParagraph, level: Level, next_body: str | None) -> str:
    gloss = _ENGLISH_BODY.get(paragraph.body_key)
    body = f"{paragraph.body} ({gloss})" if gloss else paragraph.body
    did = _ENGLISH_LEVEL[level]
    if level in (Level.FORSLAG, Level.OVERLAMNAT):
        did = f"{did} {next_body or 'the next body'}"
    if level is Level.OVERLAMNAT and _WITHOUT_OPINION.search(decision_text(paragraph).value):
        did += " without an opinion"
    return f"{body} {did}"


def _english_outcome(paragraph: StoredParagraph, level: Level) -> str:
    outcome = ENGLISH_OUTCOME.get(paragraph.outcome)
    told = outcome and level in (Level.BESLUT, Level.FORSLAG)
    return f", outcome: {outcome}" if told else ""


def _end(paragraph: StoredParagraph, level: Level, next_body: str | None, english: bool, text: str) -> str:
    """The full stop, and after a proposal that it is one: who decides it, or at least where it goes."""
    stop = "" if text.endswith((".", ".”", "…", "!”", "?”")) else "."
    if level is not Level.FORSLAG or paragraph.outcome in ("noteras", "antecknas"):
        return stop
    final = paragraph.final_body or (next_body if next_body == _COUNCIL else None)
    if english:
        return f"{stop} This is a proposal, not a decision; {f'{final} decides' if final else f'it goes on to {next_body}'}."
    onwards = (
        f"{_lower(final)} avgör" if final else f"ärendet går vidare till {_lower(next_body or 'nästa organ')}"
    )
    return f"{stop} Det är ett förslag, inte ett slutligt beslut; {onwards}."


def _shown(points: Sequence[StoredPoint], whole: Text, weighed: Sequence[Weighed], longest: int) -> str:
    """The points in quotation marks; of a long decision those that the question is about, in order."""
    texts = [point.text.value for point in points] or [whole.value]
    if sum(map(len, texts)) > longest:
        ranked = sorted(range(len(texts)), key=lambda i: (-coverage(weighed, texts[i]) if weighed else 0, i))
        kept: list[int] = []
        for i in ranked:
            if not kept or sum(len(texts[k]) for k in kept) + len(texts[i]) <= longest:
                kept.append(i)
        shown = [quoted(shortened(texts[i], longest)) for i in sorted(kept)]
        return " ".join(shown) + (" (fler punkter finns i källan)" if len(kept) < len(texts) else "")
    return " ".join(quoted(text) for text in texts)


def shortened(text: str, longest: int = _LONGEST) -> str:
    """Text cut at a word's end, with a mark that it was."""
    return text if len(text) <= longest else text[: text.rfind(" ", 0, longest)] + " …"


def _dnr(paragraph: StoredParagraph) -> str:
    return f", {paragraph.dnr}" if paragraph.dnr else ""


def _lower(body: str) -> str:
    """A body's name inside a sentence: 'Kommunstyrelsen' → 'kommunstyrelsen', 'AB Hem' stays."""
    return body if body[:2].isupper() else body[:1].lower() + body[1:]
