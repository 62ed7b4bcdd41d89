"""What is asked of one paragraph: its recipients, who prepared it, underlag, votes, reservations, yrkanden."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer.asking import Asking
from assistant.answer.ballots import asks_for_ballots, ballot_answer
from assistant.answer.decisions import decision_statements, shortened
from assistant.answer.facts import evidence
from assistant.answer.facts import fact_statements as facts
from assistant.answer.lists import same_name
from assistant.answer.statement import Composed, Quote, Refused, Statement, place, quoted
from assistant.answer.units import units
from assistant.question_words import Want
from assistant.retrieve import Passage
from ingest.model import SectionKind
from ingest.sentences import sentences
from ingest.stored import StoredParagraph, StoredSection
from ingest.text import Text

_LONGEST = 900
_WORDING = re.compile(r"\b(?:vad står|vad skrev|hur lyder|hur löd|vad säger|what does)\b", re.IGNORECASE)


def _sections(paragraph: StoredParagraph, *kinds: SectionKind) -> list[StoredSection]:
    return [section for section in paragraph.sections if section.kind in kinds and section.body]


def _where(passage: Passage) -> str:
    paragraph = passage.paragraph
    assert paragraph is not None
    dnr = f"{paragraph.dnr}, " if paragraph.dnr else ""
    return f"{place(passage)} ({dnr}{paragraph.title})"


def _around(text: Text, words: Sequence[str]) -> Text:
    """The stretch of a text from the first to the last of `words` found in it."""
    found = [(text.value.find(word), len(word)) for word in words if word in text.value]
    if not found:
        return text
    return text.slice(min(at for at, _ in found), max(at + length for at, length in found))


def recipients(_: Asking, passage: Passage) -> Composed | None:
    """Whom the decision is sent to."""
    paragraph = passage.paragraph
    if paragraph is None or not paragraph.recipients:
        return None
    sections = _sections(paragraph, SectionKind.RECIPIENTS)
    quote = sections[0].body if sections else _in_text(paragraph, paragraph.recipients)
    text = f"Beslutet i {_where(passage)} skickas till: {', '.join(paragraph.recipients)}."
    return Composed((Statement(text, (Quote(passage, quote),)),))


def prepared(_: Asking, passage: Passage) -> Composed | None:
    """Who prepared the matter."""
    paragraph = passage.paragraph
    if paragraph is None or not paragraph.prepared_by:
        return None
    quote = _in_text(paragraph, paragraph.prepared_by)
    text = f"Beredande tjänsteperson i {_where(passage)}: {', '.join(paragraph.prepared_by)}."
    return Composed((Statement(text, (Quote(passage, quote),)),))


def _in_text(paragraph: StoredParagraph, words: Sequence[str]) -> Text:
    for section in paragraph.sections:
        if any(word in section.body.value for word in words):
            return _around(section.body, words)
    return paragraph.heading


def underlag(_: Asking, passage: Passage) -> Composed | None:
    """What the decision rests on."""
    paragraph = passage.paragraph
    sections = _sections(paragraph, SectionKind.UNDERLAG) if paragraph else []
    if not sections or paragraph is None:
        return None
    listed = "; ".join(paragraph.underlag) or sections[0].body.value
    return Composed(
        (Statement(f"Beslutsunderlag i {_where(passage)}: {listed}.", (Quote(passage, sections[0].body),)),)
    )


def votes(asking: Asking, passage: Passage) -> Composed | None:
    """How the vote went, in the minutes' own words."""
    paragraph = passage.paragraph
    if paragraph is None:
        return None
    sections = _sections(paragraph, SectionKind.VOTERING)
    named = [v for v in paragraph.votes if v.yes is not None and v.no is not None]
    if not sections and not named:
        return None
    statements = []
    for vote in named[:2]:
        quote = _find(paragraph, vote.text)
        abstained = f", {vote.abstained} avstod" if vote.abstained else ""
        said = f"Votering i {_where(passage)}: {vote.yes} ja-röster och {vote.no} nej-röster{abstained}: {quoted(shortened(quote.value, 400))}"
        statements.append(Statement(said, (Quote(passage, quote),)))
    listed = ballot_answer(asking, passage)
    if listed:
        return replace(listed, statements=(*listed.statements, *statements))
    if not statements or asks_for_ballots(asking.query):
        statements += _own_words(passage, sections, f"Ur voteringen i {_where(passage)}")
    return Composed(tuple(statements)) if statements else None


def _find(paragraph: StoredParagraph, words: str) -> Text:
    for section in paragraph.sections:
        at = section.body.value.find(words)
        if at >= 0:
            return section.body.slice(at, at + len(words))
    found = _sections(paragraph, SectionKind.VOTERING)
    return found[0].body if found else paragraph.heading


def conflicts(_: Asking, passage: Passage) -> Composed | None:
    """Who was disqualified."""
    paragraph = passage.paragraph
    sections = _sections(paragraph, SectionKind.JAV) if paragraph else []
    statements = _own_words(passage, sections, f"Jäv i {_where(passage)}") if sections else []
    return Composed(tuple(statements)) if statements else None


def reservations(asking: Asking, passage: Passage) -> Composed | None:
    """Who entered a reservation."""
    paragraph = passage.paragraph
    if paragraph is None:
        return None
    sections = _sections(paragraph, SectionKind.RESERVATION)
    statements = tuple(_own_words(passage, sections, f"Reservation i {_where(passage)}"))
    if (
        statements
        and _WORDING.search(asking.query.text)
        and all(_only_names_bilaga(s.body.value) for s in sections)
    ):
        detail = f"Reservationens text framgår inte av {place(passage)}; den ligger i en bilaga som inte finns i underlaget."
        return Composed(statements, refused=Refused("bilaga", detail, (passage,)))
    return Composed(statements) if statements else None


def _only_names_bilaga(text: str) -> bool:
    return len(text) < 200 and "bilag" in text.casefold()


def motioned(asking: Asking, passage: Passage) -> Composed | None:
    """What was moved at the meeting, by the one asked about, and what became of it; it is nobody's decision."""
    paragraph = passage.paragraph
    if paragraph is None:
        return None
    sections = _sections(paragraph, SectionKind.YRKANDE)
    texts = [text for section in sections for text in _of_person(section.body, asking.query.names)]
    texts = texts or [section.body for section in sections]
    where = _where(passage)
    statements = [
        _told(passage, text, f"Yrkande i {where}" if n == 0 else "Yrkande")
        for n, text in enumerate(texts[:3])
    ]
    if not statements:
        return None
    for section in _sections(paragraph, SectionKind.PROPOSITION)[:1]:
        statements.append(_told(passage, _last(section.body), "Beslutsgång"))
    return Composed((*statements, *decision_statements(passage, brief=True)))


def _told(passage: Passage, text: Text, lead: str) -> Statement:
    text = text if len(text.value) <= _LONGEST else _first(text, _LONGEST)
    return Statement(f"{lead}: {quoted(text.value)}", (Quote(passage, text),))


def _last(text: Text) -> Text:
    """The last two sentences: after how it was put, what was found."""
    cuts = sentences(text.value)[-2:]
    return text.slice(cuts[0][0], cuts[-1][1]) if cuts else text


def _of_person(text: Text, names: Sequence[str]) -> list[Text]:
    """The sentences that name one of the people, each with the list that it announces."""
    found = []
    for unit in units(text):
        if any(_mentions(name, unit.value) for name in names):
            found.append(unit)
    return found


def _mentions(name: str, text: str) -> bool:
    folded = text.casefold()
    return name.casefold() in folded or name.casefold().rstrip("s") in folded or same_name(name, text)


def _own_words(passage: Passage, sections: Sequence[StoredSection], lead: str) -> list[Statement]:
    statements = []
    for section in sections[:3]:
        text = section.body
        if len(text.value) > _LONGEST:
            text = _first(text, _LONGEST)
        statements.append(Statement(f"{lead}: {quoted(text.value)}", (Quote(passage, text),)))
    return statements


def _first(text: Text, longest: int) -> Text:
    """The first whole sentences or lines of a text."""
    cut = max(text.value.rfind("\n", 0, longest), text.value.rfind(". ", 0, longest) + 1)
    return text.slice(0, cut if cut > longest // 3 else longest)


@dataclass(frozen=True, slots=True)
class Detail:
    """A kind of question about one paragraph: who answers it and what is said where the paragraph holds no answer."""

    want: Want
    answer: Callable[[Asking, Passage], Composed | None]
    absent: str
    section: SectionKind | None = None


DETAILS: tuple[Detail, ...] = (
    Detail(Want.RESERVATION, reservations, "Ingen reservation är antecknad i", SectionKind.RESERVATION),
    Detail(Want.VOTE, votes, "Ingen votering är antecknad i", SectionKind.VOTERING),
    Detail(Want.MOTIONED, motioned, "Inget yrkande är antecknat i", SectionKind.YRKANDE),
    Detail(Want.CONFLICT, conflicts, "Inget jäv är antecknat i", SectionKind.JAV),
    Detail(Want.PREPARED, prepared, "Beredande tjänsteperson framgår inte av", None),
    Detail(
        Want.RECIPIENTS, recipients, "Vilka beslutet skickas till framgår inte av", SectionKind.RECIPIENTS
    ),
    Detail(Want.UNDERLAG, underlag, "Beslutsunderlag framgår inte av", SectionKind.UNDERLAG),
)


def detail_answer(asking: Asking, detail: Detail, passages: Sequence[Passage]) -> Composed | None:
    """The detail of the paragraph that the question is about; refused where that paragraph lacks it."""
    paragraphs = [passage for passage in passages if passage.paragraph]
    if not paragraphs:
        return None
    best = paragraphs[0]
    for passage in paragraphs[:4]:
        if passage.score < 0.8 * best.score:
            break
        found = detail.answer(asking, passage)
        if found:
            assert passage.paragraph is not None
            return Composed(found.statements, passage.paragraph.level, found.refused, found.warnings)
    if detail.want is Want.MOTIONED and best.paragraph:
        chosen = evidence([best], asking.query, asking.weighed, most=2)
        if any("yrka" in c.text.value.casefold() or "föreslår" in c.text.value.casefold() for c in chosen):
            return Composed(tuple(facts(chosen)), best.paragraph.level)
    return Composed(refused=Refused("saknas", f"{detail.absent} {_where(best)}.", (best,)))
