"""Whether the frame of ours around a document's words says no more than its quotes, their labels and the register do.

What stands inside ”…” is held word for word, and numbers and dates as they are (`verify`). Here the rest of the sentence
is held by rule: units of amounts, dnr, §, bodies, names, levels, turns and negation, and all other words by overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer.claims import bodies_in, figures_in, levels_in
from assistant.answer.comparing import (
    Fault,
    content,
    counted,
    names_within,
    negates,
    overlap,
    stems,
    turned,
)
from assistant.answer.decisions import ENGLISH_OUTCOME
from assistant.answer.ground import frame_of
from assistant.labels import source_label
from assistant.retrieve import Passage
from assistant.schema import Citation
from ingest.analyse import stem

_LEAST_OVERLAP = 0.7
_OURS = re.compile(
    r"Det är ett förslag, inte ett slutligt beslut|This is a proposal, not a decision|inget annat beslutades|"
    r"\((?:yrkande|förvaltningens förslag|protokollsanteckning|förslag), inte (?:beslut|antaget)\)|"
    r"\((?:moved|a statement for the record), not decided\)|\((?:förvaltningens bedömning|the administration's \w+)\)|"
    r"\(inte .{1,60}s beslut\)|"
    r"(?:Något|Någon) \w+ är inte antecknad?t?(?= i )|något beslut är inte antecknat|inget beslut antecknat|"
    r"^(?:Ja|Nej)\b|(?:Ingen|Inget) \w+(?: av [^.\n]{1,60})? är antecknat?d?(?= i )|står inte bland dem som antecknades|deltog inte(?= i )|"
    r"antecknades (?:bara )?(?:för|som)|, inte (?:för|beslutande)\b|men som (?:inte )?(?:tjänstgörande ersättare|övrig deltagande)|var närvarande när|\bbehandlades\.$|"
    r"^\d+ beslutande(?= vid )|^(?:Plats och tid|Place and time|Jäv|Protokollsanteckning|Votering)\b|^(?:Protokollet|Where the minutes)\b.{1,60}(?:förvaras|are kept)|"
    r"utgången var|\bEnligt\b|According to|^Beslutet(?= i )|no decision is recorded|inte det som frågan nämner|Den börjar|It begins|Raden lyder|fler punkter finns i källan|"
    r"Att justera protokollet|Anslaget om protokollet|\b(?:utsågs|anslogs|tas ner|antecknades)\b|"
    r"^(?:(?:Ingen paragraf|Inget av dem) [^\n.]*\. )?\d+ (?:paragraf(?:er)?|punkter) [^\n:]*:(?=$| §)|^Mål i [^\n:]* som saknar [^\n:]*:|^(?:\w+ )?mål(?: \d+)?(?= i | har )|Status: \w+|"
    r"^(?:Beslutsgång|Reservation|Särskilt yttrande|Yrkanden?|Ur \w+|Beslutsunderlag|Beslutande|Beredande|Ersättare)\b|"
    r"(?:^|\. )(?:Indikator|Tjänstgörande ersättare|Ersättare som tjänstgjorde)\b",
    re.MULTILINE | re.IGNORECASE,
)
"""Remarks and leads of our frames, which say nothing of a matter."""

_FRAMING_WORDS = """
lämnade annat avgör går organ nästa skickas till beredande tjänsteperson votering röster avstod utgången var raden lyder under
åren har samma indikator föreslaget övriga deltagande varav ordinarie tjänstgörande ledamöter protokollet omfattar
beslutande ersättare justerare ordförande sekreterare tjänstgjorde ersatte hade fanns dagordningen following outcome goes decides next body municipal
council executive board general committee recorded
"""
_FRAMING = frozenset(stem(word) for word in _FRAMING_WORDS.split())


@dataclass(frozen=True, slots=True)
class Registered:
    """What the register says of the passages that a sentence cites: levels, and words (bodies that come next, outcomes)."""

    levels: frozenset[str] = frozenset()
    words: str = ""


def registered(passages: Iterable[Passage]) -> Registered:
    """What the register says of the paragraphs of these passages."""
    levels: set[str] = set()
    words: list[str] = []
    for passage in passages:
        paragraph = passage.paragraph
        if paragraph is None:
            continue
        levels |= {paragraph.level, *(point.level for point in paragraph.points)}
        named = (paragraph.body, paragraph.body_key, paragraph.next_body, paragraph.final_body)
        outcomes = {paragraph.outcome, *(point.outcome for point in paragraph.points)}
        english = (ENGLISH_OUTCOME.get(outcome) for outcome in outcomes)
        words += filter(None, (*named, *(point.next_body for point in paragraph.points), *outcomes, *english))
    return Registered(frozenset(levels), "\n".join(words))


def doubt(text: str, citations: Sequence[Citation], question: str, known: Registered) -> Fault | None:
    """The first rule that a sentence of ours breaks outside its ”…”; None where it is carried."""
    frame = _OURS.sub(" ", frame_of(text, citations))
    quotes = "\n".join(citation.quote for citation in citations)
    labels = "\n".join(map(_labels, citations))
    sources = "\n".join((quotes, labels, known.words, question))
    return (
        _figures(frame, sources)
        or _level(frame, quotes, known)
        or _names(frame, sources)
        or _turn(frame, f"{quotes}\n{labels}\n{known.words}", quotes)
        or _words(frame, sources)
    )


def _labels(citation: Citation) -> str:
    page = f"s. {citation.page} {citation.page_label or ''}" if citation.page else ""
    return f"{source_label(citation)} {citation.title} {citation.kommun or ''} {page}"


def _figures(frame: str, sources: str) -> Fault | None:
    """Dnr and § as they are, amounts by their unit. Numbers and dates are `verify`'s: a table's stand without unit."""
    said, held = figures_in(frame), figures_in(sources)
    if said.dnrs - held.dnrs:
        return "dnr"
    if said.sections - held.sections:
        return "paragraf"
    return "tal" if any(unit and not counted(value, unit, held) for value, unit in said.amounts) else None


def _level(frame: str, quotes: str, known: Registered) -> Fault | None:
    """A level claimed is the register's of a cited paragraph, or the quote's own."""
    return "nivå" if levels_in(frame) - known.levels - levels_in(quotes) else None


def _names(frame: str, sources: str) -> Fault | None:
    if bodies_in(frame) - bodies_in(sources):
        return "organ"
    return None if names_within(frame, sources) else "namn"


def _turn(frame: str, sources: str, quotes: str) -> Fault | None:
    if turned(frame, sources):
        return "utfall"
    return "nekande" if negates(frame) and not negates(quotes) else None


def _words(frame: str, sources: str) -> Fault | None:
    said = [one for one in content(frame) if one not in _FRAMING]
    return None if overlap(said, stems(sources)) >= _LEAST_OVERLAP else "ord"
