"""Refusals: what is not in the archive, what only an appendix holds, which premise is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.asking import Asking
from assistant.answer.decisions import decision_statements
from assistant.answer.ranking import unmet
from assistant.answer.statement import Composed, Quote, Refused, Statement, place
from assistant.matching import likeness, vocabulary
from assistant.question_words import Want
from assistant.retrieve import Passage
from ingest.model import Level, SectionKind

_BILAGA = re.compile(r"\bbilag[ao]\w*|\baktbilaga", re.IGNORECASE)
_ACCORDING = re.compile(
    r"\b(?:enligt|ur|(?:står|finns|framgår|sägs|säger|anges|stod)\b[^?]{0,40}?\b(?:i|av))\s+(?:den |det )?([a-zåäö]{5,})\b",
    re.IGNORECASE,
)
_PREMISES = (
    (
        re.compile(
            r"\b(?:avslog|avslagit|avslogs|avslå|rejected|turned down|(?:sa|sade|säger|sagt) nej|said no)\b",
            re.IGNORECASE,
        ),
        "avslås",
        "Något avslag är inte antecknat",
    ),
    (
        re.compile(r"\b(?:biföll|bifallit|bifölls)\b", re.IGNORECASE),
        "bifalls",
        "Något bifall är inte antecknat",
    ),
    (
        re.compile(r"\b(?:återremitterade\w*|återremitterat)\b", re.IGNORECASE),
        "återremitteras",
        "Någon återremiss är inte antecknad",
    ),
    (
        re.compile(r"\b(?:bordlade\w*|bordlagt)\b", re.IGNORECASE),
        "bordläggs",
        "Någon bordläggning är inte antecknad",
    ),
)
_NOT_FINAL = frozenset({"återremitteras", "bordläggs"})
"""Outcomes that a matter may have had on its way, whatever it came to."""

_STEMS = {
    "återremitteras": re.compile(r"återremi", re.IGNORECASE),
    "bordläggs": re.compile(r"bordla|bordläg", re.IGNORECASE),
}

VAGUE = "Frågan säger inte vad den gäller. Nämn ett ämne, ett ärende (dnr), en paragraf eller ett möte."


def refused(reason: str, detail: str, nearest: Sequence[Passage] = ()) -> Composed:
    """A refusal without an answer."""
    return Composed(refused=Refused(reason, detail, tuple(nearest)))


def not_here(asking: Asking, passages: Sequence[Passage]) -> Composed:
    """That nothing here answers, and what of the question was met by nothing."""
    missing = unmet(asking, passages[:1]) if passages else []
    said = f" Det som ligger närmast nämner inte {_listed(missing)}." if missing else ""
    if asking.missing_bodies and asking.query.asks(Want.DECISION, Want.LIST, Want.DATE):
        said = f" Underlaget innehåller inga protokoll från {', '.join(asking.missing_bodies)}."
    reason = "saknas"
    if asking.query.years and passages and any(str(year) in missing for year in asking.query.years):
        reason = "föråldrad" if passages[0].document.kind == "bildspel" else "saknas"
    return refused(reason, f"Svaret finns inte i underlaget.{said}", passages[:3])


def _listed(words: Sequence[str]) -> str:
    return " eller ".join(f"”{word}”" for word in words)


def not_said(best: Passage, statements: Sequence[Statement]) -> Composed:
    """The amount asked for is not in the text: say whether an appendix is named that may hold it."""
    paragraph = best.paragraph
    level = paragraph.level if paragraph else None
    lines = [line for line in paragraph.underlag if _BILAGA.search(line)] if paragraph else []
    if lines or (paragraph and _BILAGA.search(best.text)):
        which = f" ({'; '.join(lines)})" if lines else ""
        detail = f"Uppgiften framgår inte av {place(best)}; se bilagan{which}, som inte finns i underlaget."
        return Composed(tuple(statements), level, Refused("bilaga", detail, (best,), (best,)))
    detail = f"Uppgiften framgår inte av {place(best)}."
    return Composed(tuple(statements), level, Refused("saknas", detail, (best,), (best,)))


def in_bilaga(asking: Asking, best: Passage) -> Composed | None:
    """Where the question asks what an appendix says that the paragraph names but the archive has not: a refusal."""
    paragraph = best.paragraph
    named = _ACCORDING.search(asking.query.text)
    if paragraph is None or named is None:
        return None
    word = named[1].casefold()
    if word.startswith("bilag"):
        return _of_bilaga(asking, best)
    lines = [line for line in paragraph.underlag if any(likeness(word, w) >= 0.95 for w in vocabulary(line))]
    held = asking.archive.catalogue.documents(asking.kommun_filters)
    if not lines or any(likeness(word, w) >= 0.95 for d in held for w in vocabulary(f"{d.title} {d.kind}")):
        return None
    body = " ".join(part.text.value for part in best.parts if part.kind is not SectionKind.UNDERLAG)
    if any(likeness(word, w) >= 0.95 for w in vocabulary(body)):
        return None
    return _lacks_bilaga(asking, best, lines[0])


def _of_bilaga(asking: Asking, best: Passage) -> Composed | None:
    """Where the question asks what 'bilagan' says: a refusal, unless a document here bears the appendix's name."""
    assert best.paragraph is not None
    titles = [
        vocabulary(document.title) for document in asking.archive.catalogue.documents(asking.kommun_filters)
    ]
    for line in best.paragraph.underlag:
        name = {w for w in vocabulary(line) if len(w) > 3 and w.isalpha() and not w.startswith("bilag")}
        if _BILAGA.search(line) and not any(name and name <= title for title in titles):
            return _lacks_bilaga(asking, best, line)
    return None


def _lacks_bilaga(asking: Asking, best: Passage, line: str) -> Composed:
    assert best.paragraph is not None
    detail = f"Det står i så fall i bilagan ”{line}” till {place(best)}, som inte finns i underlaget."
    statements = decision_statements(best, asking.weighed, english=asking.query.english)
    quotes = tuple(
        Quote(best, part.text) for part in best.parts if part.kind is SectionKind.UNDERLAG and part.text
    )
    return Composed(
        tuple(statements), best.paragraph.level, Refused("bilaga", detail, (best,), (best,), quotes[:1])
    )


def lacking(asking: Asking, best: Passage, absent: tuple[str, ...]) -> str | None:
    """That the decision asked about is another body's, which is not here; None where the paragraph is what is asked."""
    paragraph = best.paragraph
    assert paragraph is not None
    asked = [name for name in (*absent, *asking.missing_bodies) if name != paragraph.body]
    if not asked or not asking.query.asks(Want.DECISION):
        return None
    if paragraph.body_key in {body.key for body in asking.query.bodies} - set(asking.query.receivers):
        return None
    decides = {paragraph.next_body, paragraph.final_body, *(point.next_body for point in paragraph.points)}
    more = asking.query.wants != (Want.DECISION,)
    if more and asked[0] not in decides and _tells_of_decision(best.text, asked[0]):
        return None
    verb = "föreslagit" if paragraph.level == Level.FORSLAG else "behandlat ärendet"
    return f"{asked[0]}s beslut finns inte i underlaget. Det som finns är att {paragraph.body} har {verb}: {place(best)}."


def _tells_of_decision(text: str, body: str) -> bool:
    """Whether a text tells what a body has decided, rather than only naming it: 'Kommunfullmäktige beslutade 2023 …'."""
    did = r"(?:beslut(?:ade|at)|anto[gk]s?|antagit|fastställ(?:de|t)|godkän(?:de|t)|bevilja(?:de|t)|avsl(?:og|agit)|gav|uppdrog)"
    name = re.escape(body)
    return bool(
        re.search(
            rf"\b{name}\s+(?:har\s+)?(?:\S+\s+){{0,6}}?{did}\b|\b{did}\s+(?:av\s+)?{name}\b",
            text,
            re.IGNORECASE,
        )
    )


def wrong_premise(asking: Asking, best: Passage, stages: Sequence[Passage] = ()) -> str | None:
    """That the paragraph's outcome is another than the one the question takes for granted.

    Said only where neither the paragraph nor any other of the matter (`stages`) speaks of that outcome.
    """
    paragraph = best.paragraph
    assert paragraph is not None
    outcomes = {paragraph.outcome, *(point.outcome for point in paragraph.points)}
    for pattern, outcome, said in _PREMISES:
        if not pattern.search(asking.query.text) or outcome in outcomes:
            continue
        decided = [p.paragraph for p in stages if p.paragraph and p.paragraph.id != paragraph.id]
        elsewhere = any(outcome in {p.outcome, *(point.outcome for point in p.points)} for p in decided)
        background = _background(best)
        if outcome in _NOT_FINAL and (elsewhere or _STEMS[outcome].search(background)):
            return None
        return f"{said} i {place(best)}; utgången var: {paragraph.outcome}."
    return None


def _background(best: Passage) -> str:
    told = (
        SectionKind.BAKGRUND,
        SectionKind.BEREDNING,
        SectionKind.YTTRANDE,
        SectionKind.EARLIER,
        SectionKind.TEXT,
    )
    return " ".join(part.text.value for part in best.parts if part.kind in told)
